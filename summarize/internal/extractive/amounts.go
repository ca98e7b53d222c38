package extractive

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/internal/lexical"
	"github.com/footnote-bot/footnote/internal/pattern"
)

// amount is a number in a sentence that measures something.
type amount struct {
	start, end  int // with its unit, in bytes of the sentence
	value, unit string
}

// The forms of amounts. A value may be a range; signs of rounding before it (近, 约, nearly) stay outside.
var (
	scales = `hundred|thousand|million|billion|trillion|Tausend|Million|Millionen|Milliarde|Milliarden|mil|millones|millón|` +
		`millions|milliards?|milioni|miliardi|milhões|bilhões|тыс\.?|млн|млрд|тысяч|миллионов|миллиардов`
	// others may stand between a number and what it counts.
	others = `more|fewer|less|further|additional|extra|new|other|weitere[nr]?|andere[nr]?|neue[nr]?|autres|nouveaux|nouvelles|` +
		`otros|otras|nuevos|nuevas|altri|altre|outros|outras`
	digits = `(?:\d{1,3}(?:[  ]\d{3})+\b|\d+(?:[.,]\d+)*)`
	// inDigits is [currency] number[-number] [scale] [unit].
	inDigits = pattern.Lazy(`(US\$|HK\$|NT\$|[$€£¥￥₹₩₽])?[  ]?(` + digits + `(?:\s?[-–—~～至到]\s?` + digits + `)?)` +
		`((?:[十百千万亿萬億兆]+(?:\d+[十百千万亿萬億]+)*\d*[多余餘]?)|` + hangulScale + `|(?:[  ](?:` + scales + `)\b)|(?:bn|mn|m|k)\b)?`)
	// inHan is a number in Han numerals with what makes it one: a power of ten, or two numerals, or a unit behind it.
	inHan = pattern.Lazy(`[上数數几幾]?[半一二两兩三四五六七八九十百千万亿萬億兆]+(?:[多余餘])?`)
	// hanUnit is a unit or classifier behind a number in a text without spaces.
	hanUnit = pattern.Lazy(`^(?:多|余|餘)?(` +
		`个百分点|個百分點|百分点|平方公里|平方千米|平方米|平方メートル|立方米|公里|千米|厘米|毫米|公顷|公顷|公斤|千克|小时|小時|分钟|分鐘|个月|個月|个季度|架次|美元|欧元|歐元|日元|港元|英镑|人次|版本|参数|ヶ月|` +
		`か月|カ月|時間|週間|日間|年間|メートル|キロ|トン|ドル|[年天周岁歲倍折元米亩吨噸克升秒个個人名位家款项項台辆輛架艘座所条條件部层層场場届屆轮輪次种種只隻枚张張套户戶票字页頁本円歳社回割冊册代]|[ァ-ヶー]{2,8}` +
		`)`)
	// wordUnit is the unit behind a number in a text with spaces.
	wordUnit = pattern.Lazy(`^[  ]?(%|％|‰|°C|°F|°|€|£|\$)|^(\p{Latin}{1,3}(?:/\p{Latin}{1,4})?\b)|` +
		`^[  -](?:(?:` + others + `) )?(per cent|percent|por ciento|pour cent|percentage points?|\p{L}+(?:/\p{L}{1,4}\b)?)`)
	inHundred = pattern.Lazy(`百分之(` + digits + `|[零〇一二两三四五六七八九十百点]+)`)
)

// amounts finds the amounts of a sentence, in order.
func amounts(text string) []amount {
	var found []amount
	for _, at := range inHundred().FindAllStringSubmatchIndex(text, -1) {
		found = append(found, amount{at[0], at[1], text[at[2]:at[3]], "%"})
	}
	for _, at := range inDigits().FindAllStringSubmatchIndex(text, -1) {
		if m, ok := digitAmount(text, at); ok {
			found = append(found, m)
		}
	}
	for _, at := range inHan().FindAllStringIndex(text, -1) {
		if m, ok := hanAmount(text, at[0], at[1]); ok {
			found = append(found, m)
		}
	}
	slices.SortStableFunc(found, func(a, b amount) int { return a.start - b.start })
	apart := found[:0]
	for _, m := range found {
		if n := len(apart); n == 0 || m.start >= apart[n-1].end {
			apart = append(apart, m)
		}
	}
	for i := len(apart) - 2; i >= 0; i-- {
		if between := strings.TrimSpace(text[apart[i].end:apart[i+1].start]); apart[i].unit == "" && joinsAmounts(between) {
			apart[i].unit = apart[i+1].unit
		}
	}
	return apart
}

// joinsAmounts reports whether what stands between two amounts leaves them one unit: from 31 to 24 percent.
func joinsAmounts(between string) bool {
	return between != "" && utf8.RuneCountInString(between) <= longestJoint &&
		!strings.ContainsFunc(between, func(r rune) bool { return !unicode.IsLetter(r) })
}

// longestJoint is the number of letters of the longest word that joins amounts (oder).
const longestJoint = 4

// digitAmount reads a match of inDigits: currency 1, number 2, scale 3.
func digitAmount(text string, at []int) (amount, bool) {
	m := amount{start: at[4], end: at[5], value: text[at[4]:at[5]]}
	if at[6] >= 0 {
		m.end = at[7]
		m.value = text[at[4]:at[7]]
	}
	currency := at[2] >= 0
	if currency {
		m.start, m.unit = at[2], text[at[2]:at[3]]
	}
	rest := text[m.end:]
	if partOfName(text[:m.start], currency) || isDate(text, m) || at[6] < 0 && !currency && counted().MatchString(text[:m.start]) {
		return amount{}, false
	}
	switch {
	case currency:
	case hangulUnit().MatchString(rest):
		u := hangulUnit().FindStringSubmatchIndex(rest)
		m.unit, m.end = rest[u[2]:u[3]], m.end+u[3]
	case hanUnit().MatchString(rest):
		u := hanUnit().FindStringSubmatchIndex(rest)
		m.unit, m.end = rest[u[2]:u[3]], m.end+u[3]
	default:
		m.unit, m.end = unitBehind(rest, m.end)
	}
	if at[6] < 0 && !currency && (isDatedYear(m) || isAddress(text[m.end:], m.unit)) {
		return amount{}, false
	}
	bare := m.unit == "" && at[6] < 0
	if bare && (isYear(m.value) || opensList(text, m) || behindName(text[:m.start])) || m.unit == "" && strings.HasPrefix(rest, "月") {
		return amount{}, false
	}
	if bare && isIdentifier(m.value) || chained(text, at[4], at[5]) || isClock(text, m) || bare && insideHan(text, m) {
		return amount{}, false
	}
	if sign := minus().FindString(text[:m.start]); sign != "" {
		sign = sign[strings.IndexAny(sign, "-−"):]
		m.start, m.value = m.start-len(sign), sign+m.value
	}
	return m, true
}

// minus is the sign of a number below zero, which stands behind no word and no other number.
var minus = pattern.Lazy(`(?:^|[  (（])[-−]$`)

// isIdentifier reports whether a number without a unit is one of telephones, orders and their like: it opens with a nought, is
// long and not parted, or joins two with a hyphen.
func isIdentifier(value string) bool {
	return len(value) > 1 && value[0] == '0' && isDigit(value[1]) || len(value) >= 7 && strings.Trim(value, "0123456789") == "" ||
		strings.Contains(value, "-")
}

// chained reports whether other numbers stand next to a number behind a hyphen or, as in telephone numbers, a space.
func chained(text string, start, end int) bool {
	return joinsBehind().MatchString(text[end:]) || joinsBefore().MatchString(text[:start])
}

var (
	joinsBehind = pattern.Lazy(`^(?:-\d+-?\d|[)）]?[  ]\d+(?:[  -]\d|[^\d.,%]|$))`)
	joinsBefore = pattern.Lazy(`\d-$|\+$|(?:^|[^\d.,])\d+[)）]?[  ]$`)
)

// isClock reports whether a number is a time of day: 3時, 10点30分.
func isClock(text string, m amount) bool {
	if m.unit == "Uhr" || clockBehind().MatchString(text[m.end:]) {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(text[:m.start])
	behind := text[m.end:]
	switch {
	case strings.ContainsRune("时時点點", before):
		return m.unit == "" || strings.Contains("分秒", m.unit)
	case strings.HasPrefix(behind, "時間"):
		return false
	}
	for _, hour := range []string{"时", "時", "点", "點"} {
		if strings.HasPrefix(behind, hour) {
			return m.unit == ""
		}
	}
	return false
}

// clockBehind is what makes a number an hour: 8 a.m.
var clockBehind = pattern.Lazy(`^ ?[ap]\.?m\b`)

// insideHan reports whether a small number without a unit stands between signs of Han or kana: it numbers something (图2).
func insideHan(text string, m amount) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:m.start])
	behind, _ := utf8.DecodeRuneInString(text[m.end:])
	return len(m.value) <= 2 && before >= 0x2e80 && unicode.IsLetter(before) && (behind >= 0x2e80 || behind == utf8.RuneError)
}

// unitBehind gives the unit that stands behind a number and where it ends.
func unitBehind(rest string, end int) (string, int) {
	u := wordUnit().FindStringSubmatchIndex(rest)
	if u == nil {
		return "", end
	}
	from, to := u[2], u[3]
	for group := 4; from < 0; group += 2 {
		from, to = u[group], u[group+1]
	}
	unit := rest[from:to]
	if len(unit) == 1 && strings.Contains("mglthWVAKNJ", unit) {
		return unit, end + to
	}
	if r, _ := utf8.DecodeRuneInString(unit); r >= 0x2e80 || lexical.IsStopword(lexical.Fold(unit), lexical.Language(unit)) {
		return "", end
	}
	return unit, end + to
}

// partOfName reports whether what stands before a number makes it part of a name or an ordinal: GPT-4, Covid-19, 第3.
func partOfName(before string, currency bool) bool {
	r, size := utf8.DecodeLastRuneInString(before)
	switch {
	case currency || size == 0:
		return false
	case r == '第' || r == '[' || r == '#' || r == '_' || r == '/':
		return true
	case r == '-' || r == '–':
		r, _ = utf8.DecodeLastRuneInString(before[:len(before)-size])
		return unicode.IsLetter(r) && r < 0x2e80
	}
	return unicode.IsLetter(r) && r < 0x2e80 || isDigit(before[len(before)-1])
}

// counted is what has a number for a name, right before it: line 9, page 3.
var counted = pattern.Lazy(`(?i)\b(?:line|route|page|chapter|room|flight|platform|section|article|paragraph|table|number|no\.|nr\.|episode|season|phase|gate|terminal|highway|bus|tram|channel) $`)

// behindName reports whether a word with a capital stands right before a number, Boeing 747, Step 2; if it opens the sentence, no
// function word (Only 12).
func behindName(before string) bool {
	words := strings.Fields(before)
	if len(words) == 0 || !strings.HasSuffix(before, " ") ||
		len(words) == 1 && lexical.IsStopword(lexical.Fold(before[:len(before)-1]), lexical.Language(before)) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(words[len(words)-1])
	return unicode.IsUpper(r) && unicode.IsLetter(rune(before[len(before)-2]))
}

var monthName = pattern.Lazy(`(?i)^(?:` +
	`january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|` +
	`aug|sept?|oct|nov|dec|januar|februar|märz|mai|juni|juli|oktober|dezember|enero|febrero|marzo|abril|mayo|junio|` +
	`julio|agosto|septiembre|octubre|noviembre|diciembre|janvier|février|mars|avril|juin|juillet|août|septembre|` +
	`octobre|novembre|décembre|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря` +
	`)\.?$`)

var ordinal = pattern.Lazy(`^(?:st|nd|rd|th)\b`)

// isDate reports whether a number is a day, a month, a year or a time of day.
func isDate(text string, m amount) bool {
	rest := text[m.end:]
	r, size := utf8.DecodeRuneInString(rest)
	switch {
	case r == '月' || r == '日' || r == '号' || r == '號':
		return true
	case r == '/' || strings.HasSuffix(text[:m.start], "/"): // of five stars, a day of a month
		return true
	case r == '∶' || strings.HasSuffix(text[:m.start], "∶") || strings.HasSuffix(text[:m.start], "：") && m.unit == "":
		return true
	case pointedYear().MatchString(text[:m.start]), hangulDate().MatchString(rest):
		return true
	case (r == '年' || r == '년') && isYear(m.value), r == ':' && size < len(rest) && isDigit(rest[size]):
		return true
	case ordinal().MatchString(rest):
		return true
	case strings.HasPrefix(rest, "s") && isYear(m.value), strings.HasSuffix(text[:m.start], ":"):
		return true
	}
	next, before := strings.Fields(strings.TrimPrefix(rest, ".")), strings.Fields(text[:m.start])
	if len(next) > 0 && monthName().MatchString(strings.TrimRight(next[0], ",;)")) && next[0] != "may" {
		return true
	}
	return len(before) > 0 && monthName().MatchString(before[len(before)-1]) && len(m.value) <= 5
}

// pointedYear is the year, and the month, before a day: 2024. 7. 3.
var pointedYear = pattern.Lazy(`(?:^|\D)\d{4}\. ?(?:\d{1,2}\. ?)?$`)

// isDatedYear reports whether the word behind a number of our time is no unit but has to do with that year: since 2018
// risen.
func isDatedYear(m amount) bool {
	r, _ := utf8.DecodeRuneInString(m.unit)
	return isYear(m.value) && m.value >= "1900" && m.value <= "2099" && unicode.IsLetter(r) && r < 0x2e80
}

// isAddress reports whether two names stand behind a number: 14 Mill Street.
func isAddress(behind, unit string) bool {
	r, _ := utf8.DecodeRuneInString(unit)
	next, _ := utf8.DecodeRuneInString(strings.TrimPrefix(behind, " "))
	return unicode.IsUpper(r) && utf8.RuneCountInString(unit) > 3 && unicode.IsUpper(next) && strings.HasPrefix(behind, " ")
}

func isYear(s string) bool {
	return len(s) == 4 && s >= "1000" && s <= "2199" && !strings.ContainsAny(s, ".,")
}

// opensList reports whether a number stands before the sentence as in a list: 1. or 1) or 1、
func opensList(text string, m amount) bool {
	rest := text[m.end:]
	r, _ := utf8.DecodeRuneInString(rest)
	return opens(text, m.start) && strings.ContainsRune(".．)、）", r)
}

const powers = "十百千万亿萬億兆"

// hanAmount reads a run of Han numerals: an amount where it holds a power of ten or several numerals, or a unit follows.
func hanAmount(text string, start, end int) (amount, bool) {
	m := amount{start: start, end: end, value: text[start:end]}
	r, size := utf8.DecodeLastRuneInString(text[:start])
	if size > 0 && (r == '第' || isDigit(text[start-1]) || strings.ContainsRune("点零〇之", r)) {
		return amount{}, false
	}
	u := hanUnit().FindStringSubmatchIndex(text[end:])
	if u != nil {
		m.unit, m.end = text[end:][u[2]:u[3]], end+u[3]
	}
	n := utf8.RuneCountInString(m.value)
	scaled := strings.ContainsAny(m.value, powers) && (n > 1 || m.unit != "")
	switch {
	case m.value == "一" && strings.ContainsRune("那這这每同", r):
		return amount{}, false
	case n == 1 && strings.ContainsAny(m.value, "一几幾数數") && !strings.ContainsAny(m.unit, "年倍岁歲"):
		return amount{}, false // 一个, 一种: an article rather than a number
	case m.unit == "" && (!scaled || !strings.ContainsAny(m.value, "万亿萬億")):
		return amount{}, false
	case m.unit == "月" || m.unit == "日":
		return amount{}, false
	}
	return m, true
}
