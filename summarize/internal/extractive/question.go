package extractive

import (
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/summarize/internal/lexical"
	"github.com/footnote-bot/footnote/summarize/internal/retrieve"
)

// query is a question, cut and weighed.
type query struct {
	text  string
	lang  string
	terms []term // content, in order
	total float64
	want  wanted
}

// term is a stem of the question that a good sentence should hold.
type term struct {
	stem   string
	kind   lexical.Kind
	weight float64 // how rare it is
	name   bool    // written like a name
	at     int     // its start in the question
}

// signWeight is what a single Han, kana or Thai character counts beside the pairs that hold it; as in package retrieve.
const signWeight = 0.3

func ask(ix *retrieve.Index, question, lang string) query {
	q := query{text: question, lang: lang}
	all := lexical.Tokens(question)
	q.want = cues(all, lang)
	seen := make(map[string]bool)
	for _, t := range lexical.ContentWords(question, lang) {
		if seen[t.Stem] {
			continue
		}
		seen[t.Stem] = true
		w := ix.Rarity(t.Stem)
		if t.Kind == lexical.Sign {
			w *= signWeight
		}
		q.terms = append(q.terms, term{stem: t.Stem, kind: t.Kind, weight: w, name: looksLikeName(question, t), at: t.Start})
		q.total += w
	}
	return q
}

// looksLikeName reports whether a word that does not open the text begins with a capital.
func looksLikeName(s string, t lexical.Token) bool {
	if t.Kind != lexical.Word || opens(s, t.Start) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[t.Start:])
	return unicode.IsUpper(r)
}

// opens reports whether nothing but signs stands before position i.
func opens(s string, i int) bool {
	for _, r := range s[:i] {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return false
		}
	}
	return true
}
