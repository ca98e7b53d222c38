package retrieve

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/internal/lexical"
)

// Spelled is a query whose acronyms, where the documents only spell them out (BMA, British Medical Association), are spelled
// out too, and whose names, where the documents have them only as acronyms, are acronyms. Written like neither, it is the query
// as it is.
func (ix *Index) Spelled(query string) string {
	var out strings.Builder
	at := 0
	words := wordsOf(query)
	for i := 0; i < len(words); i++ {
		w := words[i]
		put, end := ix.spelledOut(w.text), w.end
		if put == "" {
			put, end = ix.abbreviated(words[i:])
		}
		if put == "" {
			continue
		}
		out.WriteString(query[at:w.start])
		out.WriteString(put)
		for at = end; i+1 < len(words) && words[i+1].end <= end; {
			i++
		}
	}
	return out.String() + query[at:]
}

// Lengths of acronyms, in letters: two stand for too much.
const (
	shortest = 3
	longest  = 6
)

// spelledOut gives what a word is short for in the documents, "" where it is known there itself or short for nothing. A word
// in small letters may be any: it is short only for words that all have capitals.
func (ix *Index) spelledOut(word string) string {
	if n := utf8.RuneCountInString(word); n < shortest || n > longest {
		return ""
	}
	folded := lexical.Fold(word)
	if ix.knows(folded) || lexical.IsStopword(folded, lexical.Language(word)) {
		return ""
	}
	ix.once.Do(func() { ix.long = ix.longForms() })
	long := ix.long[folded]
	if word == strings.ToLower(word) && !inCapitals(wordsOf(long)) {
		return ""
	}
	return long
}

func (ix *Index) knows(word string) bool {
	for _, t := range lexical.Tokens(word) {
		if _, ok := ix.terms[t.Stem]; ok {
			return true
		}
	}
	return false
}

// abbreviated gives the acronym of the name that words begin with, and where the name ends; "" where the documents do not have
// it, or know all words of the name.
func (ix *Index) abbreviated(words []word) (string, int) {
	for n := min(longest, len(words)); n >= shortest; n-- {
		name := words[:n]
		if !isName(name) || !inCapitals(name) {
			continue
		}
		acronym := initials(name, false)
		if !ix.knows(acronym) {
			continue
		}
		for _, w := range name {
			if !ix.knows(w.text) {
				return strings.ToUpper(acronym), name[n-1].end
			}
		}
	}
	return "", 0
}

// longForms finds what may be abbreviated in the documents: runs of words with capitals, by their initials.
func (ix *Index) longForms() map[string]string {
	long := make(map[string]string)
	for _, u := range ix.units {
		p := u.doc.Passages[u.passage]
		text := u.doc.PassageText(p)
		words := wordsOf(text)
		for from := range words {
			for to := from + shortest; to <= min(len(words), from+longest+2); to++ {
				name := words[from:to]
				if !name[to-from-1].joins(name[to-from-2]) {
					break
				}
				if !isName(name) {
					continue
				}
				for _, small := range []bool{false, true} {
					if a := initials(name, small); long[a] == "" {
						long[a] = text[name[0].start:name[len(name)-1].end]
					}
				}
			}
		}
	}
	return long
}

// word is a word of letters.
type word struct {
	text       string
	start, end int
	capital    bool
}

// joins reports whether nothing but a space or a hyphen is between two words.
func (w word) joins(before word) bool { return w.start-before.end == 1 }

// isName reports whether words stand side by side, the first and the last with capitals, and what has none is short (of, und).
func isName(words []word) bool {
	for i, w := range words {
		if i > 0 && !w.joins(words[i-1]) || !w.capital && len(w.text) > 3 {
			return false
		}
	}
	return words[0].capital && words[len(words)-1].capital
}

func inCapitals(words []word) bool {
	return !slices.ContainsFunc(words, func(w word) bool { return !w.capital })
}

// initials are the folded first letters of words: of those with capitals, or of all.
func initials(words []word, small bool) string {
	var b strings.Builder
	for _, w := range words {
		if w.capital || small {
			r, _ := utf8.DecodeRuneInString(w.text)
			b.WriteRune(r)
		}
	}
	return lexical.Fold(b.String())
}

// wordsOf cuts a text into its words in scripts that have capitals.
func wordsOf(text string) []word {
	var words []word
	start := -1
	for i, r := range text + " " {
		letter := unicode.In(r, unicode.Latin, unicode.Cyrillic, unicode.Greek)
		switch {
		case letter && start < 0:
			start = i
		case !letter && start >= 0:
			first, _ := utf8.DecodeRuneInString(text[start:])
			words = append(words, word{text[start:i], start, i, unicode.IsUpper(first)})
			start = -1
		}
	}
	return words
}
