package verify

import "strings"

// date is what a text says of a day, a month or a year; fields that it does not name are 0.
type date struct {
	year, month, day int
	decade           int // 1990 for the 1990s; its century may be open (90 for 90年代)
	quarter, half    int
	weekday          int // from 1, Monday
	start, end       int // bytes
}

var months = map[string]map[string]int{
	"en": {
		"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
		"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
	},
	"de": {"januar": 1, "janner": 1, "februar": 2, "marz": 3, "april": 4, "mai": 5, "juni": 6, "juli": 7, "august": 8, "september": 9, "oktober": 10, "november": 11, "dezember": 12},
	"fr": {"janvier": 1, "fevrier": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6, "juillet": 7, "aout": 8, "septembre": 9, "octobre": 10, "novembre": 11, "decembre": 12},
	"it": {"gennaio": 1, "febbraio": 2, "marzo": 3, "aprile": 4, "maggio": 5, "giugno": 6, "luglio": 7, "agosto": 8, "settembre": 9, "ottobre": 10, "novembre": 11, "dicembre": 12},
	"pt": {"janeiro": 1, "fevereiro": 2, "marco": 3, "abril": 4, "maio": 5, "junho": 6, "julho": 7, "agosto": 8, "setembro": 9, "outubro": 10, "novembro": 11, "dezembro": 12},
	"es": {"enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7, "agosto": 8, "septiembre": 9, "setiembre": 9, "octubre": 10, "noviembre": 11, "diciembre": 12},
}

var weekdays = map[string]map[string]int{
	"en": {"monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7, "mondays": 1, "tuesdays": 2, "wednesdays": 3, "thursdays": 4, "fridays": 5, "saturdays": 6, "sundays": 7},
	"de": {"montag": 1, "dienstag": 2, "mittwoch": 3, "donnerstag": 4, "freitag": 5, "samstag": 6, "sonnabend": 6, "sonntag": 7},
	"fr": {"lundi": 1, "mardi": 2, "mercredi": 3, "jeudi": 4, "vendredi": 5, "samedi": 6, "dimanche": 7},
	"it": {"lunedi": 1, "martedi": 2, "mercoledi": 3, "giovedi": 4, "venerdi": 5, "sabato": 6, "domenica": 7},
	"es": {"lunes": 1, "martes": 2, "miercoles": 3, "jueves": 4, "viernes": 5, "sabado": 6, "domingo": 7},
}

// eras are the Japanese reigns by what is to be added to their years.
var eras = []struct {
	name string
	add  int
}{{"令和", 2018}, {"平成", 1988}, {"昭和", 1925}, {"大正", 1911}, {"明治", 1867}, {"民国", 1911}}

// smallMonths are the languages that write months in small letters.
var smallMonths = map[string]bool{"es": true, "fr": true, "it": true, "pt": true}

func findDates(cs []char, lang string) []date {
	var out []date
	for i := 0; i < len(cs)-1; {
		d, end, ok := dateAt(cs, i, lang)
		if !ok {
			i = pastWord(cs, i)
			continue
		}
		d.start, d.end = cs[i].at, cs[end].at
		out = append(out, d)
		if last, e := yearsEnd(cs, d, end); last > 0 {
			out[len(out)-1].end = cs[e].at
			out = append(out, date{year: last, start: d.start, end: cs[e].at})
			end = e
		}
		i = end
	}
	return out
}

// yearsEnd reads the last year of a span behind its first: 2007-08, 2010/15.
func yearsEnd(cs []char, d date, k int) (year, end int) {
	at := skipSpaces(cs, k)
	if !d.onlyYear() || d.year < 1000 || cs[at].r != '-' && cs[at].r != '/' {
		return 0, k
	}
	for cs[at].r == '-' || cs[at].r == '/' || cs[at].r == ' ' { // 2007 -- 08
		at++
	}
	n, end, ok := integer(cs, at)
	if !ok || end-at != 2 || n <= d.year%100 || isDigit(cs[end].r) || isLetter(cs[end].r) || cs[end].r == '-' {
		return 0, k
	}
	return d.year/100*100 + n, end
}

func dateAt(cs []char, i int, lang string) (date, int, bool) {
	switch r := cs[i].r; {
	case isHan(r):
		return hanDate(cs, i)
	case isDigit(r):
		if isLetter(before(cs, i)) || isDigit(before(cs, i)) || (before(cs, i) == '.' || before(cs, i) == ',') && isDigit(before(cs, i-1)) {
			return date{}, i, false
		}
		if d, end, ok := hanDate(cs, i); ok {
			return d, end, true
		}
		return digitDate(cs, i, lang)
	case isLetter(r) && !isLetter(before(cs, i)):
		return wordDate(cs, i, lang)
	case r == '\'' && isDigit(cs[i+1].r) && isDigit(cs[i+2].r) && cs[i+3].r == 's': // '90s
		n, _, _ := integer(cs, i+1)
		return date{decade: n}, i + 4, true
	}
	return date{}, i, false
}

// integer reads plain digits.
func integer(cs []char, i int) (value, end int, ok bool) {
	k := i
	for isDigit(cs[k].r) && k-i < 9 {
		value = value*10 + int(cs[k].r-'0')
		k++
	}
	return value, k, k > i
}

// count reads a whole number in digits or Han characters.
func count(cs []char, i int) (value, end int, ok bool) {
	if isDigit(cs[i].r) {
		return integer(cs, i)
	}
	if v, end, ok := hanPlaces(cs, i); ok {
		return int(v), end, true
	}
	if isNotNumeral(cs, i) {
		return 0, i, false
	}
	v, end := hanInteger(cs, i)
	return int(v), end, end > i && v < 1e6
}

// hanDate reads 2025年10月3日, 十月一日, 令和6年, 90年代, 第三季度, 上半年, 周三.
func hanDate(cs []char, i int) (date, int, bool) {
	if d, end, ok := hanNamed(cs, i); ok {
		return d, end, true
	}
	d, k := date{}, i
	add := 0
	for _, e := range eras {
		if hasAt(cs, i, e.name) {
			add = e.add
			k = i + 2
		}
	}
	sign := 1
	if hasAt(cs, i, "公元前") || hasAt(cs, i, "紀元前") || hasAt(cs, i, "纪元前") {
		sign, k = -1, i+3
	} else if hasAt(cs, i, "公元") || hasAt(cs, i, "西暦") {
		k = i + 2
	}
	n, end, ok := count(cs, k)
	if add > 0 && hasAt(cs, k, "元年") {
		n, end, ok = 1, k+1, true
	}
	if !ok {
		return d, i, false
	}
	end = beforeUnit(cs, end)
	switch {
	case hasAt(cs, end, "世纪") || hasAt(cs, end, "世紀"): // 20世纪70年代
		if d, e, ok := count(cs, end+2); ok && hasAt(cs, e, "年代") && d%10 == 0 && d < 100 && n > 0 && n < 30 {
			return date{decade: (n-1)*100 + d}, e + 2, true
		}
		return date{}, i, false
	case hasAt(cs, end, "年代"):
		return date{decade: n}, end + 2, n%10 == 0 && n > 0
	case hasAt(cs, end, "季度"), hasAt(cs, end, "四半期"):
		return date{quarter: n}, end + 2, n >= 1 && n <= 4
	case cs[end].r == '年' && !hasAt(cs, end, "年间") && !hasAt(cs, end, "年間") && (n < 100 && end-k == 2 && monthBehind(cs, end+1) || add > 0 || sign < 0 || k > i || n >= 1000 && n < 2200 || n > 100 && end-k == 3):
		d.year, k = sign*(n+add), pastEra(cs, end+1)
		if cs[k].r == ' ' {
			k++
		}
		if m, end, ok := count(cs, k); ok && m >= 1 && m <= 12 {
			if end = beforeUnit(cs, end); cs[end].r == '月' {
				d.month = m
				return hanDay(d, cs, end+1)
			}
		}
		return d, k, true
	case cs[end].r == '月' && n >= 1 && n <= 12 && !hasAt(cs, end, "月间") && !hasAt(cs, end, "月間"):
		d.month = n
		return hanDay(d, cs, end+1)
	case (cs[end].r == '日' || cs[end].r == '号') && n >= 1 && n <= 31 && add == 0 && !strings.ContainsRune("间内后前以本线线路", cs[end+1].r):
		return date{day: n}, end + 1, true
	}
	return date{}, i, false
}

// pastEra passes over the same year in another reckoning, in brackets: 1915年(大正4年)3月.
func pastEra(cs []char, k int) int {
	if cs[k].r != '(' {
		return k
	}
	for end := k + 1; end < len(cs) && end < k+12; end++ {
		if cs[end].r == ')' && cs[end-1].r == '年' {
			return end + 1
		}
	}
	return k
}

// monthBehind reports whether a month in digits stands at i.
func monthBehind(cs []char, i int) bool {
	if cs[i].r == ' ' {
		i++
	}
	m, end, ok := count(cs, i)
	return ok && m >= 1 && m <= 12 && cs[beforeUnit(cs, end)].r == '月'
}

func hanDay(d date, cs []char, k int) (date, int, bool) {
	at := k
	if cs[at].r == ' ' {
		at++
	}
	if n, end, ok := count(cs, at); ok && n >= 1 && n <= 31 {
		if end = beforeUnit(cs, end); cs[end].r == '日' || cs[end].r == '号' {
			d.day = n
			return d, end + 1, true
		}
	}
	return d, k, true
}

// beforeUnit passes over a space before 年, 月 or 日.
func beforeUnit(cs []char, i int) int {
	if cs[i].r == ' ' && strings.ContainsRune("年月日号", cs[i+1].r) {
		return i + 1
	}
	return i
}

func hanNamed(cs []char, i int) (date, int, bool) {
	switch {
	case hasAt(cs, i, "上半年"), hasAt(cs, i, "上半期"):
		return date{half: 1}, i + 3, true
	case hasAt(cs, i, "下半年"), hasAt(cs, i, "下半期"):
		return date{half: 2}, i + 3, true
	case cs[i].r == '第':
		if n, end, ok := count(cs, i+1); ok && n >= 1 && n <= 4 && (hasAt(cs, end, "季度") || hasAt(cs, end, "四半")) {
			return date{quarter: n}, end + 2, true
		}
	case hasAt(cs, i, "星期"), hasAt(cs, i, "礼拜"):
		return hanWeekday(cs, i, i+2)
	case cs[i].r == '周':
		return hanWeekday(cs, i, i+1)
	}
	for k, r := range []rune("月火水木金土日") {
		if cs[i].r == r && hasAt(cs, i+1, "曜") {
			return date{weekday: k + 1}, i + 2, true
		}
	}
	return date{}, i, false
}

func hanWeekday(cs []char, i, k int) (date, int, bool) {
	for n, r := range []rune("一二三四五六日") {
		if cs[k].r == r || n == 6 && cs[k].r == '天' {
			return date{weekday: n + 1}, k + 1, !(r == '日' && k == i+1 && before(cs, i) != 0 && isHan(before(cs, i)) && hasAt(cs, k+1, "期"))
		}
	}
	return date{}, i, false
}

// digitDate reads 2025-10-03, 3.10.2025, 3 October 2025, 1990s, 2025, 2010-2015.
func digitDate(cs []char, i int, lang string) (date, int, bool) {
	n, k, _ := integer(cs, i)
	if sep := cs[k].r; (sep == '-' || sep == '/' || sep == '.') && isDigit(cs[k+1].r) {
		b, k2, _ := integer(cs, k+1)
		if cs[k2].r == sep && isDigit(cs[k2+1].r) {
			c, k3, _ := integer(cs, k2+1)
			if d, ok := numericDate(n, b, c, sep, lang); ok && !isDigit(cs[k3].r) && cs[k3].r != sep {
				return d, k3, true
			}
		}
	}
	if n >= 1 && n <= 31 && k-i <= 2 {
		if d, end, ok := dayThenMonth(cs, n, k, lang); ok {
			return d, end, true
		}
	}
	return yearAt(cs, i, n, k, lang)
}

func numericDate(a, b, c int, sep rune, lang string) (date, bool) {
	switch {
	case a >= 1000 && b >= 1 && b <= 12 && c >= 1 && c <= 31:
		return date{year: a, month: b, day: c}, true
	case c < 1000 || a < 1 || b < 1 || a > 31 || b > 31:
		return date{}, false
	case lang == "en" && sep == '/' && a <= 12:
		return date{year: c, month: a, day: b}, true
	case b <= 12:
		return date{year: c, month: b, day: a}, true
	}
	return date{}, false
}

// dayThenMonth reads the month behind a day: 3 October 2025, 3rd of October, 3. Oktober, 3 de octubre de 2025.
func dayThenMonth(cs []char, day, k int, lang string) (date, int, bool) {
	if o, end := ordinalEnding(cs, k); o {
		k = end
	} else if cs[k].r == '.' || cs[k].r == 'º' {
		k++
	}
	at := skipSpaces(cs, k)
	if at == k && cs[k].r != '-' {
		return date{}, k, false
	}
	for _, of := range []string{"of ", "de "} {
		if hasAt(cs, at, of) {
			at += 3
		}
	}
	w, end := letters(cs, at)
	m := months[monthLang(lang)][w]
	if m == 0 || end == at || len(w) <= 3 && w != "mai" && lang == "en" && !cs[at].upper {
		return date{}, k, false
	}
	d := date{day: day, month: m}
	d.year, end = yearBehind(cs, end)
	return d, end, true
}

func monthLang(lang string) string {
	if months[lang] == nil {
		return "en"
	}
	return lang
}

// yearBehind reads a year behind a month: " 2025", ", 2025", " de 2025".
func yearBehind(cs []char, i int) (year, end int) {
	k := i
	if cs[k].r == '.' || cs[k].r == ',' {
		k++
	}
	k = skipSpaces(cs, k)
	for _, of := range []string{"of ", "de ", "del "} {
		if hasAt(cs, k, of) {
			k += len(of)
		}
	}
	if y, e, ok := integer(cs, k); ok && e-k == 4 && y >= 1000 && y < 2200 && !isDigit(cs[e].r) {
		return y, e
	}
	return 0, i
}

// yearAt takes a number of four digits for a year, unless something behind it says that it counts or measures.
func yearAt(cs []char, i, n, k int, lang string) (date, int, bool) {
	w, end := letters(cs, k)
	if n%10 == 0 && (n >= 1000 && n < 2100 || n >= 10 && n < 100) && (w == "s" || w == "er" && lang == "de") {
		return date{decade: n}, end, true
	}
	if bc, end := beforeChrist(cs, k); bc && n > 0 {
		return date{year: -n}, end, true
	}
	if k-i != 4 || n < 1000 || n >= 2100 || isLetter(cs[k].r) || cs[k].r == '.' && isDigit(cs[k+1].r) || cs[k].r == ',' && isDigit(cs[k+1].r) || cs[k].r == ':' {
		return date{}, i, false
	}
	if _, m := multiplier(cs, k, lang); m > 1 {
		return date{}, i, false
	}
	if u, end := unitAt(cs, k); end > k && u.name != "" && (u.name != "times" && u.name != "m") || end > k && cs[k].r != ' ' {
		return date{}, i, false
	}
	if _, ok := currencyBefore(cs, i); ok {
		return date{}, i, false
	}
	return date{year: n}, k, true
}

func beforeChrist(cs []char, k int) (bool, int) {
	at := skipSpaces(cs, k)
	if at == k {
		return false, k
	}
	for _, s := range []string{"bce", "bc", "b.c.", "v. chr.", "v.chr.", "a. c.", "a.c."} {
		if hasAt(cs, at, s) && !isLetter(cs[at+len(s)].r) {
			return true, at + len(s)
		}
	}
	return false, k
}

// wordDate reads October 3, 2025, October 2025, October, Q3, third quarter, Tuesday.
func wordDate(cs []char, i int, lang string) (date, int, bool) {
	w, end := letters(cs, i)
	if d := weekdays[monthLang(lang)][w]; d > 0 {
		return date{weekday: d}, end, true
	}
	if w == "q" && cs[end].r >= '1' && cs[end].r <= '4' && !isDigit(cs[end+1].r) {
		return date{quarter: int(cs[end].r - '0')}, end + 1, true
	}
	if d, end, ok := quarterInWords(cs, w, end); ok {
		return d, end, true
	}
	m := months[monthLang(lang)][w]
	if m == 0 {
		return date{}, i, false
	}
	small := !smallMonths[lang] && !cs[i].upper // text without capitals, where some months are other words too
	at := end
	if cs[at].r == '.' && len(w) <= 4 {
		at++
	}
	at = skipSpaces(cs, at)
	d := date{month: m}
	if small && (!isDigit(cs[at].r) || len(w) <= 4 && !monthBefore(cs, i)) && !(len(w) > 5 && monthBefore(cs, i)) {
		return date{}, i, false
	}
	if day, k, ok := integer(cs, at); ok && at > end && k-at <= 2 && day >= 1 && day <= 31 && cs[k].r != ':' {
		if o, e := ordinalEnding(cs, k); o {
			k = e
		}
		d.day = day
		d.year, k = yearBehind(cs, k)
		return d, k, true
	}
	year, k := yearBehind(cs, end)
	if year > 0 {
		d.year = year
		return d, k, true
	}
	if len(w) <= 3 && w != "mai" && !(w == "may" && monthBefore(cs, i)) {
		return date{}, i, false
	}
	if (w == "march" || w == "august") && i == 0 {
		return date{}, i, false
	}
	return d, end, true
}

// monthBefore reports whether the word before i speaks of time: "in May" is a month.
func monthBefore(cs []char, i int) bool {
	for _, w := range []string{"in ", "since ", "until ", "by ", "last ", "early ", "late ", "mid-", "from ", "of ", "this ", "next ", "and ", "to ", "between ", "during "} {
		if i >= len(w) && hasAt(cs, i-len(w), w) {
			return true
		}
	}
	return false
}

var quarterWords = map[string]int{"first": 1, "second": 2, "third": 3, "fourth": 4, "erste": 1, "ersten": 1, "zweite": 2, "zweiten": 2, "dritte": 3, "dritten": 3, "vierte": 4, "vierten": 4, "primer": 1, "segundo": 2, "tercer": 3, "cuarto": 4}

func quarterInWords(cs []char, w string, end int) (date, int, bool) {
	n := quarterWords[w]
	if n == 0 || cs[end].r != ' ' {
		return date{}, end, false
	}
	next, k := letters(cs, end+1)
	switch next {
	case "quarter", "quartal", "trimestre":
		return date{quarter: n}, k, true
	case "half", "halbjahr", "semestre":
		if n <= 2 && !strings.HasPrefix(runes(cs[k:min(len(cs), k+8)]), " of the ") {
			return date{half: n}, k, true
		}
	}
	return date{}, end, false
}
