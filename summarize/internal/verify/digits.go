package verify

import (
	"math"
	"strconv"
	"strings"
)

// decimalComma are the languages that write 9,7 for nine and seven tenths.
var decimalComma = map[string]bool{"de": true, "es": true, "fr": true, "it": true, "pt": true, "nl": true, "ru": true, "pl": true, "tr": true, "vi": true, "id": true, "ro": true, "sv": true, "uk": true, "el": true}

func numberMark(cs []char, k int) bool {
	switch cs[k].r {
	case '.', ',', ':', '\'':
		return isDigit(before(cs, k)) && isDigit(cs[k+1].r)
	case ' ': // 1 200 000: only where groups of three follow
		if !isDigit(before(cs, k)) || cs[k].at == 0 {
			return false
		}
		return isDigit(cs[k+1].r) && k+4 < len(cs) && isDigit(cs[k+2].r) && isDigit(cs[k+3].r) && !isDigit(cs[k+4].r) && !isDigit(before(cs, k-3))
	}
	return false
}

func runes(cs []char) string {
	var b strings.Builder
	for _, c := range cs {
		b.WriteRune(c.r)
	}
	return b.String()
}

// parseDigits gives the value of a written number; exact where it is no number but a version or a time of day.
func parseDigits(s, lang string) (value float64, exact bool) {
	s = strings.ReplaceAll(strings.ReplaceAll(s, " ", ""), "'", "")
	if strings.Contains(s, ":") {
		return parseFloat(strings.ReplaceAll(s, ":", ".")), true
	}
	point, comma := ".", ","
	if decimalComma[lang] && !(strings.Count(s, ".") == 1 && strings.Count(s, ",") == 0 && !groups(s, ".")) {
		point, comma = ",", "."
	}
	if !decimalComma[lang] && strings.Count(s, ",") == 1 && !strings.Contains(s, ".") && !groups(s, ",") {
		point, comma = ",", "."
	}
	if strings.Count(s, point) > 1 {
		if groups(s, point) {
			return parseFloat(strings.ReplaceAll(s, point, "")), false
		}
		return parseFloat(strings.Replace(s, point, ".", 1)), true
	}
	s = strings.ReplaceAll(s, comma, "")
	return parseFloat(strings.Replace(s, point, ".", 1)), false
}

// groups reports whether a mark separates groups of three digits.
func groups(s, mark string) bool {
	parts := strings.Split(s, mark)
	if len(parts[0]) > 3 {
		return false
	}
	for _, p := range parts[1:] {
		if len(p) != 3 {
			return false
		}
	}
	return true
}

// parseFloat reads as much of a number as there is.
func parseFloat(s string) float64 {
	for len(s) > 0 {
		if v, err := strconv.ParseFloat(s, 64); err == nil || !math.IsInf(v, 0) && v != 0 {
			return v
		}
		s = s[:len(s)-1]
	}
	return 0
}

func round(v float64) float64 {
	if v == 0 || math.IsInf(v, 0) {
		return v
	}
	r, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 12, 64), 64)
	if err != nil {
		return v
	}
	return r
}

func fractionSign(r rune) (float64, bool) {
	switch r {
	case '½':
		return 0.5, true
	case '¼':
		return 0.25, true
	case '¾':
		return 0.75, true
	}
	return 0, false
}

// fractionBehind reads a fraction behind a whole number: 59 1/2, 59-1/2.
func fractionBehind(cs []char, k int) (float64, int) {
	if (cs[k].r == ' ' || cs[k].r == '-') && k+4 < len(cs) && isDigit(cs[k+1].r) && cs[k+2].r == '/' && isDigit(cs[k+3].r) && !isDigit(cs[k+4].r) {
		if up, down := float64(cs[k+1].r-'0'), float64(cs[k+3].r-'0'); up < down {
			return up / down, k + 4
		}
	}
	return 0, k
}

// ordinalEnding reads st, nd, rd, th, º, ª behind digits.
func ordinalEnding(cs []char, k int) (bool, int) {
	if cs[k].r == 'º' || cs[k].r == 'ª' {
		return true, k + 1
	}
	w, end := letters(cs, k)
	switch w {
	case "st", "nd", "rd", "th":
		return true, end
	}
	return false, k
}

// multiplier reads a power behind a number: million, bn, 万, 亿, Mio.
func multiplier(cs []char, k int, lang string) (end int, m float64) {
	m, end = 1, k
	i := k
	if cs[i].r == ' ' || cs[i].r == '-' {
		i++
	}
	for p := smallPowers[cs[i].r] + greatPowers[cs[i].r]; p > 0; p = smallPowers[cs[i].r] + greatPowers[cs[i].r] {
		if cs[i].r == '千' && (cs[i+1].r == '米' || cs[i+1].r == '克' || cs[i+1].r == '瓦') {
			break
		}
		m *= p
		i++
		end = i
	}
	if m > 1 {
		return end, m
	}
	w, next := letters(cs, i)
	for _, l := range []string{lang, "en"} {
		p := powerWords[l][w]
		if p == 0 || len(w) == 1 && (cs[k].r == ' ' || w == "m" && !moneyBefore(cs, k)) {
			continue
		}
		if cs[next].r == '.' && len(w) == 3 { // Mio.
			next++
		}
		if lang == "es" && p == 1e3 && cs[next].r == ' ' { // 5 mil millones
			if w2, n2 := letters(cs, next+1); powerWords["es"][w2] == 1e6 {
				return n2, 1e9
			}
		}
		return next, p
	}
	return k, 1
}

// moneyBefore reports whether the digits before k have a sign of money before them: in $5m the m means a million.
func moneyBefore(cs []char, k int) bool {
	for k--; k >= 0 && (isDigit(cs[k].r) || cs[k].r == '.' || cs[k].r == ','); k-- {
	}
	return k >= 0 && strings.ContainsRune("$€£¥", cs[k].r)
}
