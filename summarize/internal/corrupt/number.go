package corrupt

import (
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
)

var (
	digits    = regexp.MustCompile(`\d+(?:[.,]\d+)*`)
	hanNumber = regexp.MustCompile(`[二两三四五六七八九十百千]+(?:[万亿]|个|人|名|次|种|年|天|家|座|条|位|倍|つ|人|回)`)
)

// spelled are small numbers in words; each is exchanged for another of its language.
var spelled = map[string][]string{
	"en": {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty", "thirty"},
	"de": {"zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "zwölf", "zwanzig"},
	"es": {"dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "doce", "veinte"},
}

// scales are exchanged for each other: the number stays, what it counts in does not.
var scales = map[string][][2]string{
	"en": {{"million", "billion"}, {"thousand", "million"}, {"percent", "percentage points"}, {"miles", "kilometres"}, {"metres", "feet"}, {"hundred", "thousand"}},
	"zh": {{"万", "亿"}, {"公里", "米"}, {"%", "个百分点"}, {"美元", "日元"}},
	"ja": {{"万", "億"}, {"メートル", "キロメートル"}, {"%", "ポイント"}, {"ドル", "円"}},
	"de": {{"Millionen", "Milliarden"}, {"Prozent", "Prozentpunkte"}, {"Kilometer", "Meter"}},
	"es": {{"millones", "mil millones"}, {"kilómetros", "metros"}, {"por ciento", "puntos porcentuales"}},
}

func breakNumber(text, lang string, rnd *rand.Rand) (string, bool) {
	var ways []string
	for _, at := range digits.FindAllStringIndex(text, -1) {
		if n := text[at[0]:at[1]]; !partOfDate(text, at, lang) && !latinAt(text, at[0]-1) && !latinAt(text, at[1]) {
			ways = append(ways, text[:at[0]]+otherNumber(n, rnd)+text[at[1]:])
		}
	}
	for _, pair := range scales[lang] {
		for k := range 2 {
			from, to := pair[k], pair[1-k]
			i := strings.Index(text, from)
			if i > 0 && digits.MatchString(text[max(0, i-4):i]) && (unspaced(lang) || wholeWord(text, i, i+len(from))) && !strings.Contains(text, to) {
				ways = append(ways, text[:i]+to+text[i+len(from):])
			}
		}
	}
	for i, w := range spelled[lang] {
		if at := strings.Index(text, w+" "); at > 0 && wholeWord(text, at, at+len(w)) {
			ways = append(ways, text[:at]+spelled[lang][(i+1+rnd.IntN(len(spelled[lang])-1))%len(spelled[lang])]+text[at+len(w):])
		}
	}
	if unspaced(lang) {
		for _, at := range hanNumber.FindAllStringIndex(text, -1) {
			if i := at[0]; !strings.HasSuffix(text[:i], "第") && !strings.HasSuffix(text[:i], "一") {
				ways = append(ways, text[:i]+otherHan(text[i:at[1]], rnd)+text[at[1]:])
			}
		}
	}
	if len(ways) == 0 {
		return text, false
	}
	return sample(ways, rnd), true
}

// latinAt reports whether a letter, digit or hyphen stands at a byte: then the digits are part of a name.
func latinAt(text string, i int) bool {
	return i >= 0 && i < len(text) && (text[i] == '-' || text[i] >= '0' && text[i] <= '9' || text[i]|0x20 >= 'a' && text[i]|0x20 <= 'z')
}

// partOfDate reports whether digits are a year, a day or a month.
func partOfDate(text string, at []int, lang string) bool {
	n := text[at[0]:at[1]]
	if v, err := strconv.Atoi(n); err == nil && len(n) == 4 && v >= 1000 && v < 2100 {
		return true
	}
	for _, mark := range []string{"年", "月", "日", "世紀", "世纪", "年代"} {
		if strings.HasPrefix(strings.TrimLeft(text[at[1]:], " "), mark) {
			return true
		}
	}
	if len(n) > 2 {
		return false
	}
	after, before := strings.TrimLeft(text[at[1]:], " .stndrh"), text[:at[0]]
	for _, m := range monthNames[lang] {
		if strings.HasPrefix(after, m) || strings.HasPrefix(after, "de "+m) || strings.HasSuffix(before, m+" ") {
			return true
		}
	}
	return false
}

// otherNumber changes one digit, or two that differ and stand side by side, or the power of ten.
func otherNumber(n string, rnd *rand.Rand) string {
	b := []byte(n)
	if rnd.IntN(4) == 0 && !strings.ContainsAny(n, ".,") {
		return n + "0"
	}
	for {
		i := rnd.IntN(len(b))
		if b[i] < '0' || b[i] > '9' {
			continue
		}
		d := byte('0' + (int(b[i]-'0')+1+rnd.IntN(8))%10)
		if i == 0 && d == '0' {
			d = '9'
		}
		if d == b[i] {
			continue
		}
		b[i] = d
		return string(b)
	}
}

func otherHan(n string, rnd *rand.Rand) string {
	signs := []string{"二", "三", "四", "五", "六", "七", "八", "九"}
	for i, r := range n {
		k := strings.Index("二两三四五六七八九", string(r))
		if k >= 0 {
			for {
				if s := sample(signs, rnd); s != string(r) && (s != "二" || r != '两') {
					return n[:i] + s + n[i+len(string(r)):]
				}
			}
		}
	}
	return strings.Replace(strings.Replace(strings.Replace(n, "十", "百", 1), "千", "百", 1), "百百", "千", 1)
}
