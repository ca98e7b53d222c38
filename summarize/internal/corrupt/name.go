package corrupt

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	latinName  = regexp.MustCompile(`\p{Lu}[\p{Ll}\p{M}]{2,}(?: \p{Lu}[\p{Ll}\p{M}]+)*`)
	kanaName   = regexp.MustCompile(`[ァ-ヴー]{3,}(?:・[ァ-ヴー]+)*`)
	hanForeign = regexp.MustCompile(`\p{Han}{1,4}·\p{Han}{2,4}`)
	hanPlace   = regexp.MustCompile(`(?:在|于|从|到|和|、|，|《)(\p{Han}{2,3})(?:市|省|县|大学|州|县|府|県|国)`)
)

// NamesIn finds names in a text, for choosing others from: sure ones only.
func NamesIn(text, lang string) []string {
	var out []string
	for _, n := range names(text, lang) {
		out = append(out, text[n[0]:n[1]])
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// names are the ranges of names in a text. Of Latin scripts those inside a sentence; of German, where every noun has a
// capital, only names of two words and those behind "in", "von" and the like.
func names(text, lang string) [][2]int {
	var out [][2]int
	switch lang {
	case "zh":
		for _, at := range hanForeign.FindAllStringIndex(text, -1) {
			if alone(text, at) {
				out = append(out, [2]int{at[0], at[1]})
			}
		}
		for _, at := range hanPlace.FindAllStringSubmatchIndex(text, -1) {
			if !strings.ContainsAny(text[at[2]:at[3]], "该本全我各这那此两外中他每某同的是在和与了为大小一二三") {
				out = append(out, [2]int{at[2], at[3]})
			}
		}
		for _, at := range latinName.FindAllStringIndex(text, -1) {
			out = append(out, [2]int{at[0], at[1]})
		}
	case "ja":
		for _, at := range kanaName.FindAllStringIndex(text, -1) {
			out = append(out, [2]int{at[0], at[1]})
		}
	default:
		for _, at := range latinName.FindAllStringIndex(text, -1) {
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

func dateWord(w, lang string) bool {
	return slices.Contains(monthNames[lang], w) || slices.Contains(weekdayNames[lang], w) || slices.ContainsFunc(monthNames[lang], func(m string) bool { return strings.HasPrefix(w, m+" ") })
}

// breakName puts another name of the same kind in the place of one.
func breakName(text string, s Sentence, rnd *rand.Rand) (string, bool) {
	found := names(text, s.Language)
	if len(found) == 0 {
		return text, false
	}
	at := sample(found, rnd)
	own := text[at[0]:at[1]]
	var others []string
	for _, n := range s.Names {
		if !strings.Contains(s.Text, n) && !strings.Contains(n, own) && shape(n) == shape(own) && !sharesWord(n, s.Text) {
			others = append(others, n)
		}
	}
	if len(others) == 0 {
		return text, false
	}
	return text[:at[0]] + sample(others, rnd) + text[at[1]:], true
}

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
	case latinName.MatchString(name):
		script = "latin"
	case kanaName.MatchString(name):
		script = "kana"
	}
	if strings.ContainsAny(name, " ·・") {
		script += " full"
	}
	return script
}
