package corrupt

import (
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
)

var monthNames = map[string][]string{
	"en": {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	"de": {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"},
	"es": {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"},
}

var weekdayNames = map[string][]string{
	"en": {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
	"de": {"Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"},
	"es": {"lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"},
	"zh": {"星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"},
	"ja": {"月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日"},
}

var (
	year     = regexp.MustCompile(`\d+`)
	hanMonth = regexp.MustCompile(`(\d+)(月|日)`)
)

func breakDate(text, lang string, rnd *rand.Rand) (string, bool) {
	var ways []string
	for _, at := range year.FindAllStringIndex(text, -1) {
		n := text[at[0]:at[1]]
		v, err := strconv.Atoi(n)
		if err != nil || len(n) != 4 || v < 1000 || v > 2100 || !bareYear(text, at) {
			continue
		}
		other := v + (1+rnd.IntN(9))*(1-2*rnd.IntN(2))
		if rnd.IntN(3) == 0 {
			other = v + 10*(1-2*rnd.IntN(2))
		}
		ways = append(ways, text[:at[0]]+strconv.Itoa(other)+text[at[1]:])
	}
	for _, names := range [][]string{monthNames[lang], weekdayNames[lang]} {
		for i, name := range names {
			for from := 0; ; {
				at := strings.Index(text[from:], name)
				if at < 0 {
					break
				}
				at += from
				from = at + len(name)
				if !unspaced(lang) && !wholeWord(text, at, from) || name == "May" && !digits.MatchString(text[max(0, at-4):min(len(text), from+4)]) || name == "March" && !strings.HasSuffix(text[:at], "in ") {
					continue
				}
				ways = append(ways, text[:at]+names[(i+1+rnd.IntN(len(names)-1))%len(names)]+text[from:])
			}
		}
	}
	for _, at := range hanMonth.FindAllStringSubmatchIndex(text, -1) {
		v, _ := strconv.Atoi(text[at[2]:at[3]])
		most := 12
		if text[at[4]:at[5]] == "日" {
			most = 28
		}
		ways = append(ways, text[:at[2]]+strconv.Itoa((v+rnd.IntN(most-2))%most+1)+text[at[3]:])
	}
	if len(ways) == 0 {
		return text, false
	}
	return sample(ways, rnd), true
}

// bareYear reports whether four digits are no part of a longer number and count nothing.
func bareYear(text string, at []int) bool {
	if at[0] > 0 && strings.ContainsAny(text[at[0]-1:at[0]], ".,$€£-") {
		return false
	}
	rest := text[at[1]:]
	if len(rest) > 1 && strings.ContainsAny(rest[:1], ".,") && rest[1] >= '0' && rest[1] <= '9' {
		return false
	}
	return !regexp.MustCompile(`^ ?(%|percent|km|m |people|kilom|metr|feet|人|名|个|米|公里|メートル|円|元|平方|Einwohner|personas|Menschen|m²|ft|years|acres|students)`).MatchString(rest)
}
