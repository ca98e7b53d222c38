package corrupt

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/internal/lexical"
)

// halves joins the first half of a sentence shown to the second half of another. The two sentences have different subjects
// and share no word: what is said of one is then said of the other.
func (m *maker) halves() []Broken {
	var out []Broken
	for _, i := range m.rnd.Perm(len(m.shown)) {
		first, _, ok := m.split(i)
		if !ok {
			continue
		}
		for _, j := range m.rnd.Perm(len(m.shown)) {
			begin, second, ok := m.split(j)
			if !ok || j == i || m.share(m.shown[i], m.shown[j]) || len(lexical.ContentWords(begin, m.lang)) < 2 {
				continue
			}
			if text := first + second; m.absent(text) {
				out = append(out, Broken{Text: text, Kind: Halves, From: i})
				break
			}
		}
	}
	return out
}

const commas = ",，、"

// split cuts a sentence at its only comma, where both halves are long enough; the comma goes with the second.
func (m *maker) split(i int) (first, second string, ok bool) {
	s := m.shown[i]
	at := strings.IndexAny(s, commas)
	if !m.stands(s) || at < 0 || at != strings.LastIndexAny(s, commas) || strings.ContainsAny(s, ";；:：\"“”„«»「」()（）") {
		return "", "", false
	}
	_, size := utf8.DecodeRuneInString(s[at:])
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(s[at+size:], " "))
	if at < len(s)/4 || at > len(s)*3/4 || unicode.IsUpper(next) || unicode.IsDigit(next) {
		return "", "", false
	}
	return s[:at], s[at:], true
}

// share reports whether two sentences share a word that carries content.
func (m *maker) share(a, b string) bool {
	words := map[string]bool{}
	for _, t := range lexical.ContentWords(a, m.lang) {
		words[t.Stem] = t.Kind != lexical.Sign
	}
	for _, t := range lexical.ContentWords(b, m.lang) {
		if words[t.Stem] {
			return true
		}
	}
	return false
}
