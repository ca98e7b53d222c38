package verify

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// quantity is a number of a text with what it counts or measures.
type quantity struct {
	lo, hi     float64
	vague      float64 // several times this; 0 where the number is exact
	unit       unit
	digits     string // as written, where the writing itself counts: 1.2.3, 12:30
	ordinal    bool
	small      bool // one, first: too common in any language to be asked for
	start, end int  // bytes, with the unit
	numEnd     int  // bytes, without it
	second     int  // of a range: where its second number begins
}

// findQuantities finds the numbers of a text from left to right, without those that are parts of dates.
func findQuantities(cs []char, lang string, dates []date) []quantity {
	var out []quantity
	d := 0
	for i := 0; i < len(cs)-1; {
		for d < len(dates) && dates[d].end <= cs[i].at {
			d++
		}
		if d < len(dates) && cs[i].at >= dates[d].start {
			i++
			continue
		}
		q, end, ok := quantityAt(cs, i, lang)
		if !ok {
			i = pastWord(cs, i)
			continue
		}
		out = append(out, q)
		i = end
	}
	return joinRanges(cs, out)
}

// pastWord is behind the word of letters at i, or behind the one character there: numbers do not begin inside words.
func pastWord(cs []char, i int) int {
	if !isLetter(cs[i].r) && !isDigit(cs[i].r) {
		return i + 1
	}
	for isLetter(cs[i].r) || isDigit(cs[i].r) {
		i++
	}
	return i
}

func quantityAt(cs []char, i int, lang string) (quantity, int, bool) {
	q := quantity{start: cs[i].at}
	var end int
	switch r := cs[i].r; {
	case isDigit(r):
		if isLetter(before(cs, i)) || before(cs, i) == '-' && isLetter(before(cs, i-1)) && cs[i-2].upper {
			return q, i, false // GPT-4, A380: names
		}
		end = q.readDigits(cs, i, lang)
	case isHan(r):
		if end = q.readHan(cs, i); end == i {
			return q, i, false
		}
	case isLetter(r):
		if end = q.readWords(cs, i, lang); end == i {
			return q, i, false
		}
	default:
		return q, i, false
	}
	if end == i {
		return q, i, false
	}
	q.numEnd = cs[end].at
	if q.unit.name == "" {
		var k int
		if lang == "es" && hasAt(cs, end, " de ") { // millones de euros
			q.unit, k = unitAt(cs, end+3)
		}
		if q.unit.name == "" {
			q.unit, k = unitAt(cs, end)
		}
		if q.unit.name != "" {
			end = k
		} else if tenths(cs, end, q.lo) {
			q.unit, end = unitOf("tenth=0.1"), end+1
		} else if u, ok := currencyBefore(cs, i); ok {
			q.unit = u
		}
	}
	if q.small && q.unit.name != "" && q.unit.name != "times" && q.lo == 1 {
		q.small = q.unit.base != "usd" && q.unit.base != "percent"
	}
	q.end = cs[end].at
	return q, end, true
}

// tenths reports whether 成 stands at i and counts tenths: 六成, and not 3成立.
func tenths(cs []char, i int, v float64) bool {
	return cs[i].r == '成' && v <= 10 && !strings.ContainsRune("立为為功员員本果长長就都交", cs[i+1].r)
}

// afternoon reports whether p.m. stands at i.
func afternoon(cs []char, i int) bool {
	i = skipSpaces(cs, i)
	return hasAt(cs, i, "pm") || hasAt(cs, i, "p.m")
}

// readDigits reads a number in digits with what multiplies it.
func (q *quantity) readDigits(cs []char, i int, lang string) int {
	k := i
	for isDigit(cs[k].r) || numberMark(cs, k) {
		k++
	}
	written := runes(cs[i:k])
	value, exact := parseDigits(written, lang)
	if exact {
		q.digits = written
	}
	if hour, minutes, ok := strings.Cut(written, ":"); ok && len(hour) <= 2 && afternoon(cs, k) && parseFloat(hour) < 12 {
		q.digits = strconv.Itoa(int(parseFloat(hour))+12) + ":" + minutes
	}
	q.lo, q.hi = value, value
	if v, ok := fractionSign(cs[k].r); ok {
		q.lo, q.hi = q.lo+v, q.hi+v
		k++
	}
	if v, end := fractionBehind(cs, k); v > 0 {
		q.lo, q.hi = q.lo+v, q.hi+v
		k = end
	}
	if o, end := ordinalEnding(cs, k); o {
		q.ordinal = true
		return end
	}
	if end, m := multiplier(cs, k, lang); m > 1 {
		q.lo, q.hi = round(q.lo*m), round(q.hi*m)
		k = end
		if isHan(cs[k-1].r) && cs[k].r == ' ' && isDigit(cs[k+1].r) { // 3兆 5000億
			if end, rest := multiplier(cs, digitsEnd(cs, k+1), lang); rest > 1 && rest < m && end > k {
				k++
			}
		}
		if isDigit(cs[k].r) || hanDigits[cs[k].r] > 0 { // 3万5000
			var rest quantity
			if isDigit(cs[k].r) {
				end = rest.readDigits(cs, k, lang)
			} else if n, ok := hanNumeral(cs, k); ok {
				rest.lo, end = n.lo, n.end
			}
			if rest.lo < m {
				q.lo, q.hi, k = q.lo+rest.lo, q.hi+rest.lo, end
			}
		}
	}
	if r := cs[k].r; (r == '多' || r == '余') && q.lo >= 10 || r == '+' {
		k++
		if end, m := multiplier(cs, k, lang); m > 1 { // 20多万
			q.lo, q.hi, k = q.lo*m, q.hi*m, end
		}
	}
	if hasAt(cs, k, "分之") {
		if n, ok := anyNumeral(cs, k+2, lang); ok && q.lo > 0 {
			q.lo, q.hi, q.unit = n.lo/q.lo, n.lo/q.lo, unit{name: "part", base: "part", factor: 1}
			k = n.end
		}
	}
	return k
}

func digitsEnd(cs []char, i int) int {
	for isDigit(cs[i].r) || cs[i].r == ',' && isDigit(cs[i+1].r) {
		i++
	}
	return i
}

func anyNumeral(cs []char, i int, lang string) (numeral, bool) {
	if isDigit(cs[i].r) {
		var q quantity
		end := q.readDigits(cs, i, lang)
		return numeral{lo: q.lo, hi: q.hi, end: end}, true
	}
	n, ok := hanNumeral(cs, i)
	if !ok {
		return n, false
	}
	if cs[n.end].r == '点' {
		n.lo, n.end = hanDecimals(cs, n.lo, n.end)
		n.hi = n.lo
	}
	return n, true
}

// hanDecimals reads 点七五 behind a number.
func hanDecimals(cs []char, v float64, i int) (float64, int) {
	scale, k := 0.1, i+1
	for {
		d, ok := hanDigits[cs[k].r]
		if !ok {
			break
		}
		v += d * scale
		scale /= 10
		k++
	}
	if k == i+1 {
		return v, i
	}
	return round(v), k
}

// readHan reads a number in Han characters: 百分之九点七, 三分之一, 第三, 半年, 三亿.
func (q *quantity) readHan(cs []char, i int) int {
	k := i
	for _, p := range []struct {
		text, unit string
	}{{"百分之", "percent=0.01"}, {"千分之", "permille=0.001"}} {
		if !hasAt(cs, i, p.text) {
			continue
		}
		n, ok := anyNumeral(cs, i+3, "zh")
		if !ok {
			return i
		}
		q.lo, q.hi, q.vague, q.unit = n.lo, n.hi, n.vague, unitOf(p.unit)
		return n.end
	}
	switch {
	case cs[i].r == '第':
		n, ok := anyNumeral(cs, i+1, "zh")
		if !ok {
			return i
		}
		q.lo, q.hi, q.ordinal, q.small = n.lo, n.hi, true, n.lo < 2
		return n.end
	case cs[i].r == '半':
		return q.readHalf(cs, i)
	case hasAt(cs, i, "翻番"), hasAt(cs, i, "翻倍"), hasAt(cs, i, "倍增"):
		q.lo, q.hi, q.unit = 2, 2, unitOf("times=1")
		return i + 2
	case isNotNumeral(cs, i):
		return i
	}
	n, ok := anyNumeral(cs, k, "zh")
	if !ok {
		return i
	}
	if hasAt(cs, n.end, "分之") {
		if m, ok := anyNumeral(cs, n.end+2, "zh"); ok && n.lo > 0 {
			q.lo, q.hi, q.unit = m.lo/n.lo, m.lo/n.lo, unit{name: "part", base: "part", factor: 1}
			return m.end
		}
	}
	q.lo, q.hi, q.vague = n.lo, n.hi, n.vague
	if n.digit {
		if u, end := unitAt(cs, n.end); !tenths(cs, n.end, n.lo) && end == n.end || u.name == "times" && n.lo == 1 || n.lo < 1 {
			if n.lo <= 1 || !counter(cs[n.end].r) {
				return i // 一 and the like mean too much
			}
		}
		q.small = n.lo <= 1
	} else if n.lo == n.hi && n.vague == 0 && n.end == i+1 && cs[i].r != '十' {
		if _, end := unitAt(cs, n.end); end == n.end {
			return i // a power alone: 百, 千
		}
	}
	return n.end
}

// counter is true of the words that count things one by one.
func counter(r rune) bool {
	return strings.ContainsRune("个人名位家次种条座部本台辆只头张件项场届艘栋户员倍代级层篇首大月年日天所艘架匹枚口门支队组支批声州省市县国つ冊匹回件番号階軒歩世面朝侧", r)
}

func (q *quantity) readHalf(cs []char, i int) int {
	u, end := unitAt(cs, i+1)
	if hasAt(cs, i+1, "个") {
		u, end = unitAt(cs, i+2)
	}
	if end <= i+1 || u.name == "m" {
		return i
	}
	q.lo, q.hi, q.unit = 0.5, 0.5, u
	return end
}

func (q *quantity) readWords(cs []char, i int, lang string) int {
	w, end := letters(cs, i)
	if isLetter(before(cs, i)) || isDigit(before(cs, i)) {
		return i
	}
	if halfOfTwo(cs, i, end, w, lang) {
		return i
	}
	if v := timesWords[lang][w]; v > 0 {
		q.lo, q.hi, q.unit = v, v, unitOf("times=1")
		return end
	}
	if v := vagueWords[lang][w]; v > 0 {
		return q.readVague(cs, end, v, lang)
	}
	if v := fractionWords[lang][w]; v > 0 && (w != "third" || hasAt(cs, end, " of ") && i > 1 && hasAt(cs, i-2, "a ")) {
		return q.readFraction(cs, end, v, lang)
	}
	if lang == "en" && w == "decade" {
		q.lo, q.hi, q.unit, q.small = 1, 1, unitOf("decade=120"), true
		return end
	}
	if v, ok := ordinal(w, lang); ok {
		q.lo, q.hi, q.ordinal = v, v, true
		if lang == "en" && w == "second" && !definite(cs, i) {
			return i
		}
		return end
	}
	n, ok := wordNumeral(cs, i, lang)
	if !ok {
		return i
	}
	q.lo, q.hi, q.small = n.lo, n.hi, n.digit
	end = n.end
	next, after := letters(cs, skipSpaces(cs, end))
	if cs[end].r == '-' {
		next, after = letters(cs, end+1)
	}
	if v := fractionWords[lang][next]; v > 0 && next != "half" { // two thirds
		q.lo, q.hi, q.unit, q.small = q.lo*v, q.lo*v, unit{name: "part", base: "part", factor: 1}, false
		return after
	}
	return end
}

// halfOfTwo reports whether a word is part of "the second half", which is a time and no amount.
func halfOfTwo(cs []char, i, end int, w, lang string) bool {
	half := func(w string) bool { return fractionWords[lang][w] == 0.5 || w == "halbzeit" }
	if _, rank := ordinal(w, lang); rank || w == "first" || w == "ersten" || w == "primera" {
		next, _ := letters(cs, skipSpaces(cs, end))
		return half(next)
	}
	if !half(w) || i < 2 || cs[i-1].r != ' ' {
		return false
	}
	k := i - 1
	for k > 0 && isLetter(cs[k-1].r) {
		k--
	}
	before, _ := letters(cs, k)
	_, rank := ordinal(before, lang)
	return rank || before == "first" || before == "ersten" || before == "primera"
}

// definite reports whether an article stands before i: "the second" is a rank.
func definite(cs []char, i int) bool {
	return i >= 4 && (hasAt(cs, i-4, "the ") || i >= 6 && hasAt(cs, i-6, "every ") || hasAt(cs, i-2, "a ") || hasAt(cs, i-4, "its ") || hasAt(cs, i-4, "his ") || hasAt(cs, i-4, "her "))
}

func ordinal(w, lang string) (float64, bool) {
	if v := ordinalWords[lang][w]; v > 0 {
		return v, true
	}
	if lang == "de" && len(w) > 5 {
		for _, ending := range []string{"n", "r", "s", "m"} {
			if stem, ok := strings.CutSuffix(w, ending); ok && ordinalWords["de"][stem] > 0 {
				return ordinalWords["de"][stem], true
			}
		}
	}
	return 0, false
}

func (q *quantity) readVague(cs []char, end int, v float64, lang string) int {
	k := skipSpaces(cs, end)
	for _, of := range []string{"of ", "de ", "von "} {
		if hasAt(cs, k, of) {
			k += utf8.RuneCountInString(of)
		}
	}
	w, next := letters(cs, k)
	if m := vagueWords[lang][w] + powerWords[lang][w]; m >= 100 && len(w) > 2 { // tens of millions
		v *= m
		end = next
	}
	q.vague, q.lo, q.hi = v, v, v
	return end
}

func (q *quantity) readFraction(cs []char, end int, v float64, lang string) int {
	q.lo, q.hi, q.unit = v, v, unit{name: "part", base: "part", factor: 1}
	k, direct := skipSpaces(cs, end), false
	if cs[k].r == '-' {
		k, direct = k+1, true
	}
	for _, article := range []string{"a ", "an ", "the "} {
		if hasAt(cs, k, article) {
			k, direct = k+len(article), true
			break
		}
	}
	if w, next := letters(cs, k); powerWords[lang][w] >= 1e3 && len(w) > 2 { // half a million
		q.lo, q.hi, q.unit = v*powerWords[lang][w], v*powerWords[lang][w], unit{}
		return next
	}
	if u, next := unitAt(cs, k); next > k && (direct || u.base == "month") { // half a year, half-mile
		q.unit = u
		return next
	}
	return end
}

// joinRanges makes one quantity of two with a dash or 至 between them (5-10年); the first takes the unit and power of the second.
func joinRanges(cs []char, qs []quantity) []quantity {
	at := map[int]int{}
	for i, c := range cs {
		at[c.at] = i
	}
	out := qs[:0]
	for _, q := range qs {
		if len(out) > 0 {
			p := &out[len(out)-1]
			if rangeMark(cs[at[p.numEnd]:at[q.start]]) || rangeMark(cs[at[p.end]:at[q.start]]) {
				if (p.unit.name == "" || p.unit == q.unit) && p.lo != q.hi && p.lo == p.hi && p.vague == 0 && q.vague == 0 {
					p.hi, p.unit, p.end, p.numEnd, p.small, p.second = q.hi, q.unit, q.end, q.numEnd, false, q.start
					continue
				}
			}
		}
		out = append(out, q)
	}
	return out
}

func rangeMark(between []char) bool {
	s := strings.TrimSpace(runes(between))
	return s == "-" || s == "~" || s == "至" || s == "到" || s == "から" || s == "to" || s == "bis"
}
