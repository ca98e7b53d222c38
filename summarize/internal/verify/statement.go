package verify

import (
	"strings"
	"unicode/utf8"
)

// Statements cuts a message into the sentences that state something; questions and lines without words are none.
func Statements(text string) []string {
	var out []string
	start := 0
	cut := func(end int) {
		s := strings.TrimSpace(text[start:end])
		start = end
		s = strings.TrimLeft(s, "-*•> \t")
		if strings.HasSuffix(s, "?") || strings.HasSuffix(s, "？") || len(signsOf(s)) < 2 {
			return
		}
		out = append(out, s)
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		switch r {
		case '\n', '。', '！', '？':
			i += closingMarks(text[i:])
			cut(i)
		case '.', '!', '?':
			i += closingMarks(text[i:])
			if endsSentence(text, i) {
				cut(i)
			}
		}
	}
	cut(len(text))
	return out
}

func closingMarks(s string) int {
	n := 0
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		if !strings.ContainsRune("”’」』\")）", r) {
			break
		}
		n += size
	}
	return n
}

var abbreviations = set("mr mrs ms dr prof st vs no sr sra")

// endsSentence reports whether a point that ends before i ends a sentence: behind it come a space and no small letter, and
// before it no single letter or title.
func endsSentence(text string, i int) bool {
	rest := text[i:]
	if rest == "" {
		return true
	}
	trimmed := strings.TrimLeft(rest, " \t")
	if len(trimmed) == len(rest) && rest[0] != '\n' {
		return false
	}
	next, _ := utf8.DecodeRuneInString(trimmed)
	if isLetter(next) && strings.ToLower(string(next)) == string(next) && strings.ToUpper(string(next)) != string(next) {
		return false
	}
	before := text[:i]
	if at := strings.LastIndexAny(before, " \n"); at >= 0 {
		before = before[at+1:]
	}
	word := strings.ToLower(strings.Trim(before, `.!?"”)`))
	return utf8.RuneCountInString(word) > 1 && !abbreviations[word]
}
