package eval

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// span is a range [start, end) of a text in code points.
type span [2]int

// where finds the first place of part in text.
func where(text, part string) (span, bool) {
	at := strings.Index(text, part)
	if at < 0 || part == "" {
		return span{}, false
	}
	start := utf8.RuneCountInString(text[:at])
	return span{start, start + utf8.RuneCountInString(part)}, true
}

// hits reports whether two ranges share at least half of the shorter one.
func (s span) hits(other span) bool {
	shared := min(s[1], other[1]) - max(s[0], other[0])
	return 2*shared >= min(s[1]-s[0], other[1]-other[0])
}

// paragraphs are the parts of a text between its blank lines.
func paragraphs(text string) []span {
	var out []span
	at := 0
	for part := range strings.SplitSeq(text, "\n\n") {
		n := utf8.RuneCountInString(part)
		if strings.TrimSpace(part) != "" {
			out = append(out, span{at, at + n})
		}
		at += n + 2
	}
	return out
}

// paragraphAt gives the number of the paragraph in which a place is, -1 where none is.
func paragraphAt(paras []span, at int) int {
	return slices.IndexFunc(paras, func(p span) bool { return p[0] <= at && at < p[1] })
}

// runes turns offsets in bytes into offsets in code points.
type runes []int

// newRunes counts the code points before every byte of a text.
func newRunes(text string) runes {
	r := make(runes, len(text)+1)
	n := 0
	for i := range len(text) {
		r[i] = n
		if i+1 == len(text) || utf8.RuneStart(text[i+1]) {
			n++
		}
	}
	r[len(text)] = n
	return r
}

func (r runes) span(start, end int) span { return span{r[start], r[end]} }
