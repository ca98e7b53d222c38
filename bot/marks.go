package bot

import (
	"strings"
	"unicode"
)

// marks are the quotation marks of a writing system: those around a quote, and those around a quote within one.
type marks struct{ open, shut, innerOpen, innerShut string }

var (
	curly  = marks{"“", "”", "‘", "’"}
	corner = marks{"「", "」", "『", "』"}
)

// marksFor gives the marks of a quote's own text: those that stand in it, else those of its language. The two kinds are
// never mixed.
func marksFor(quote, lang string) marks {
	switch lang = strings.ToLower(lang); {
	case strings.ContainsAny(quote, "「」『』"):
		return corner
	case strings.ContainsAny(quote, "“”"):
		return curly
	case strings.HasPrefix(lang, "ja"), strings.HasPrefix(lang, "zh-hant"), strings.HasPrefix(lang, "zh-tw"), strings.HasPrefix(lang, "zh-hk"):
		return corner
	}
	return curly
}

// quoted puts the marks of its language around words of a source. A text that quotes in turn gets the other pair around
// it, and what a cut between sentences left open or shut gets its counterpart, outside the source's own words.
func quoted(quote, lang string) string {
	m := marksFor(quote, lang)
	before, after, whole := balance(quote, m)
	if whole {
		return quote
	}
	quote = before + quote + after
	if strings.Contains(quote, m.open) || strings.Contains(quote, m.shut) {
		return m.innerOpen + quote + m.innerShut
	}
	return m.open + quote + m.shut
}

// balance counts a text's own marks: what is missing before it and after it, and whether one pair already holds all of it.
// Straight and single marks are left alone: as apostrophes and units they need no counterpart.
func balance(quote string, m marks) (before, after string, whole bool) {
	missing, opened := 0, []int{}
	first := -1 // byte at which the pair that opens the text is shut
	for i, r := range quote {
		switch string(r) {
		case m.open:
			opened = append(opened, i)
		case m.shut:
			if len(opened) == 0 {
				missing++
				continue
			}
			if opened[len(opened)-1] == 0 {
				first = i
			}
			opened = opened[:len(opened)-1]
		}
	}
	whole = missing == 0 && len(opened) == 0 && first >= 0 && first+len(m.shut) == len(quote)
	return strings.Repeat(m.open, missing), strings.Repeat(m.shut, len(opened)), whole
}

// noBreak keeps a sign and what belongs to it on one line.
const noBreak = "\u00a0"

// isSpaceless reports whether a script writes no space, or need not, between words, and between a number and its unit.
func isSpaceless(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai)
}
