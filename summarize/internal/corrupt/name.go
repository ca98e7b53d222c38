package corrupt

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/internal/pattern"
)

var (
	latinName  = pattern.Lazy(`\p{Lu}[\p{Ll}\p{M}]{2,}(?: \p{Lu}[\p{Ll}\p{M}]+)*`)
	kanaName   = pattern.Lazy(`[ァ-ヴー]{3,}(?:・[ァ-ヴー]+)*`)
	hanForeign = pattern.Lazy(`\p{Han}{1,4}·\p{Han}{2,4}`)
	hanPlace   = pattern.Lazy(`(?:在|于|从|到|和|、|，|《)(\p{Han}{2,3})(?:市|省|县|大学|州|县|府|県|国)`)
)

// names are the ranges of names in a text. Of Latin scripts those inside a sentence; of German, where every noun has a
// capital, only names of two words and those behind "in", "von" and the like.
func names(text, lang string) [][2]int {
	var out [][2]int
	switch lang {
	case "zh":
		for _, at := range hanForeign().FindAllStringIndex(text, -1) {
			if alone(text, at) {
				out = append(out, [2]int{at[0], at[1]})
			}
		}
		for _, at := range hanPlace().FindAllStringSubmatchIndex(text, -1) {
			if !strings.ContainsAny(text[at[2]:at[3]], "该本全我各这那此两外中他每某同的是在和与了为大小一二三") {
				out = append(out, [2]int{at[2], at[3]})
			}
		}
		for _, at := range latinName().FindAllStringIndex(text, -1) {
			out = append(out, [2]int{at[0], at[1]})
		}
	case "ja":
		for _, at := range kanaName().FindAllStringIndex(text, -1) {
			out = append(out, [2]int{at[0], at[1]})
		}
	default:
		for _, at := range latinName().FindAllStringIndex(text, -1) {
			if at[0] < 2 || strings.ContainsAny(text[at[0]-2:at[0]-1], ".:!?\"“„«") || text[at[0]-1] != ' ' || dateWord(text[at[0]:at[1]], lang) {
				continue
			}
			if lang == "de" && !germanName(text, at) {
				continue
			}
			out = append(out, [2]int{at[0], at[1]})
		}
	}
	return out
}

// alone reports whether spaces or marks stand on both sides: Chinese does not say where a name ends.
func alone(text string, at []int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at[0]])
	after, _ := utf8.DecodeRuneInString(text[at[1]:])
	return !unicode.IsLetter(before) && before != '·' && (!unicode.IsLetter(after) && after != '·' || after == '的')
}

func germanName(text string, at []int) bool {
	before := text[:at[0]]
	if strings.Contains(text[at[0]:at[1]], " ") {
		return true
	}
	for _, w := range []string{" in ", " aus ", " Herr ", " Frau "} {
		if strings.HasSuffix(before, w) {
			return !regexp.MustCompile(`(en|ung|heit|keit|schaft|tion|er|e)$`).MatchString(text[at[0]:at[1]])
		}
	}
	return false
}

// dateWord is true of a month, alone or first, and of a day of the week.
func dateWord(w, lang string) bool {
	return slices.Contains(monthNames[lang], w) || slices.Contains(weekdayNames[lang], w) || slices.ContainsFunc(monthNames[lang], func(m string) bool { return strings.HasPrefix(w, m+" ") })
}

// sharesWord reports whether a text holds a part of a name.
func sharesWord(name, text string) bool {
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '·' || r == '・' }) {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// shape is the script of a name and whether it has several words.
func shape(name string) string {
	script := "han"
	switch {
	case latinName().MatchString(name):
		script = "latin"
	case kanaName().MatchString(name):
		script = "kana"
	}
	if strings.ContainsAny(name, " ·・") {
		script += " full"
	}
	return script
}

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
