package lexical

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed stopwords.txt
var stopwordLines string

// stopwords are the function words of one language.
type stopwords struct {
	words map[string]bool
	// phrases are those of an unspaced script by their first character, longest first; they are looked for in the text.
	phrases map[rune][]string
	// breaking are single characters that are part of no word.
	breaking map[string]bool
}

var stopwordTable = sync.OnceValue(func() map[string]stopwords {
	table := make(map[string]stopwords)
	for line := range strings.Lines(stopwordLines) {
		lang, list, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		set := stopwords{words: make(map[string]bool), phrases: make(map[rune][]string), breaking: make(map[string]bool)}
		for word := range strings.FieldsSeq(list) {
			word, breaks := strings.CutSuffix(word, "!")
			set.add(Fold(word))
			if breaks {
				set.breaking[Fold(word)] = true
			}
		}
		table[lang] = set
	}
	return table
})

func (s stopwords) add(word string) {
	s.words[word] = true
	r, _ := utf8.DecodeRuneInString(word)
	if !isUnspaced(r) {
		return
	}
	list := s.phrases[r]
	i := 0
	for i < len(list) && len(list[i]) > len(word) {
		i++
	}
	s.phrases[r] = append(list[:i:i], append([]string{word}, list[i:]...)...)
}

// IsStopword reports whether a folded word carries no content in the language, a BCP 47 tag; false for languages unknown.
func IsStopword(text, lang string) bool { return stopwordTable()[Base(lang)].words[text] }

// ContentWords cuts a text into its tokens that carry content. lang is a BCP 47 tag; where it is empty or unknown the
// language is guessed. Of unspaced scripts, the signs and pairs that belong to a function word are left out.
func ContentWords(s, lang string) []Token {
	table := stopwordTable()
	set, known := table[Base(lang)]
	if !known {
		set = table[Base(Language(s))]
	}
	tokens := Tokens(s)
	covered := set.cover(tokens)
	kept := tokens[:0]
	dropped := 0 // end of the last function word; the pairs of a Hangul word go with it
	for _, t := range tokens {
		switch {
		case t.Kind == Word && set.words[t.Text]:
			dropped = t.End
		case t.End <= dropped:
		case (t.Kind == Sign || t.Kind == Pair) && drop(t, covered):
		default:
			kept = append(kept, t)
		}
	}
	return kept
}

// span is where a function word of an unspaced script stands, in bytes.
type span struct {
	start, end int
	breaks     bool // pairs that reach into it say nothing
}

// drop reports whether a sign or a pair belongs to function words.
func drop(t Token, found []span) bool {
	held := 0
	for _, x := range found {
		from, to := max(x.start, t.Start), min(x.end, t.End)
		if from >= to {
			continue
		}
		if x.breaks {
			return true
		}
		held += to - from
	}
	return held == t.End-t.Start
}

// cover finds the function words of unspaced scripts, the longest first at each place.
func (s stopwords) cover(tokens []Token) []span {
	if len(s.phrases) == 0 {
		return nil
	}
	signs := tokens[:0:0]
	for _, t := range tokens {
		if t.Kind == Sign {
			signs = append(signs, t)
		}
	}
	var found []span
	for i := 0; i < len(signs); i++ {
		r, _ := utf8.DecodeRuneInString(signs[i].Text)
		for _, phrase := range s.phrases[r] {
			if n := matchSigns(signs[i:], phrase); n > 0 {
				found = append(found, span{signs[i].Start, signs[i+n-1].End, n > 1 || s.breaking[phrase]})
				i += n - 1
				break
			}
		}
	}
	return found
}

// matchSigns gives the number of adjoining signs that spell the phrase, 0 where they do not.
func matchSigns(signs []Token, phrase string) int {
	for n, t := range signs {
		if n > 0 && signs[n-1].End != t.Start {
			return 0
		}
		rest, ok := strings.CutPrefix(phrase, t.Text)
		if !ok {
			return 0
		}
		if rest == "" {
			return n + 1
		}
		phrase = rest
	}
	return 0
}

// Base is the language of a BCP 47 tag, in lower case: zh for zh-Hant.
func Base(lang string) string {
	lang, _, _ = strings.Cut(strings.ToLower(lang), "-")
	return lang
}
