package verify

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/internal/pattern"
)

// Whole finds the sentence of documents that a statement is, letter for letter: case, spaces, punctuation and the marks of
// notes aside. A part of a sentence is none, nor is a question or a heading.
func Whole(docs []*article.Document, statement string) (article.Citation, bool) {
	want := letterByLetter(statement)
	if want == "" || asks(statement) {
		return article.Citation{}, false
	}
	for _, d := range docs {
		for _, p := range d.Passages {
			if p.Role == "heading" || !isSentence(d.PassageText(p), want) {
				continue
			}
			if c, err := d.CitePassages(p.Number, p.Number); err == nil {
				return c, true
			}
		}
	}
	return article.Citation{}, false
}

// isSentence reports whether a passage, or one of the sentences in it, is the one that is wanted.
func isSentence(passage, want string) bool {
	if len(passage) < len(want)/2 { // width and case change few bytes
		return false
	}
	if letterByLetter(passage) == want {
		return !asks(passage)
	}
	sentences := Statements(passage)
	if len(sentences) < 2 {
		return false
	}
	for _, s := range sentences {
		if letterByLetter(s) == want {
			return true
		}
	}
	return false
}

func asks(s string) bool {
	s = strings.TrimRightFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("”’」』\")）", r) })
	return strings.HasSuffix(s, "?") || strings.HasSuffix(s, "？")
}

// noteMarks are what points to notes: [12], [a], ¹.
var noteMarks = pattern.Lazy(`\[(?:\d{1,3}|[a-z]|note \d{1,3}|注 ?\d{1,3})\]|[¹²³⁰⁴-⁹]+`)

// letterByLetter is a text in lower case and usual width, without spaces and punctuation. What punctuation means in figures
// stays: 4.5, -3, 10:30, 5%.
func letterByLetter(s string) string {
	rs := []rune(norm.NFKC.String(noteMarks().ReplaceAllString(s, "")))
	digit := func(i int) bool { return i >= 0 && i < len(rs) && unicode.IsDigit(rs[i]) }
	var b strings.Builder
	for i, r := range rs {
		switch {
		case unicode.IsSpace(r):
			if digit(i-1) && digit(i+1) {
				b.WriteByte(' ')
			}
		case unicode.Is(unicode.P, r) && !strings.ContainsRune("%‰#@&", r):
			if digit(i+1) && (digit(i-1) || unicode.Is(unicode.Pd, r) && (i == 0 || !unicode.IsLetter(rs[i-1]))) {
				b.WriteRune(foldRune(r))
			}
		case unicode.Is(unicode.Cf, r):
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	if out := b.String(); strings.ContainsFunc(out, unicode.IsLetter) && utf8.RuneCountInString(out) > 1 {
		return out
	}
	return ""
}
