// Package crossing turns the words of a question into words of the text's language, between Chinese and English, by the
// dictionary CC-CEDICT: where no model translates, a question in the one finds what is told in the other.
//
// A word may mean many things. What of them stands in the text is kept, so that the text chooses the sense; dictionary.go
// knows the words. Nothing here is ever shown to anybody.
package crossing

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/internal/lexical"
)

// Crosses reports whether a question in one language, given as a BCP 47 tag, can be turned into words of another.
func Crosses(asked, lang string) bool {
	asked, lang = lexical.Base(asked), lexical.Base(lang)
	return asked == "zh" && lang == "en" || asked == "en" && lang == "zh"
}

// How much a word of the question is turned into. Set on 320 questions of XQuAD, put to the same articles in the other language.
const (
	mostSenses       = 4 // words of the text
	sensesOfOneSign  = 2 // meanings of a Chinese word of one character, which are many
	leastOfAMeaning  = 2 // characters of a Chinese word that an English one may mean: a single one stands in too many others
	longestOfAPhrase = 6 // characters of the dictionary's longest words
)

// Words gives what the words of a question in one language may be in the other, as far as it stands in the text, which stands
// tells by its stem. Of a word that nothing there may be, one is given all the same: it is missed. It is nothing where nothing at
// all stands there, and unless [Crosses].
func Words(question, asked, lang string, stands func(stem string) bool) []string {
	switch {
	case !Crosses(asked, lang):
		return nil
	case lexical.Base(asked) == "zh":
		return english(question, stands)
	}
	return chinese(question, stands)
}

// Literally is a Chinese question in English, word by word, each by its first meaning: no sentence, but near to one in meaning.
func Literally(question string) string {
	var out []string
	for _, word := range segments(question) {
		if known := meanings(word); len(known) > 0 {
			out = append(out, known[0])
		} else if word[0] < utf8.RuneSelf {
			out = append(out, word)
		}
	}
	return strings.Join(out, " ")
}

func english(question string, stands func(string) bool) []string {
	var out []string
	some := false
	for _, word := range segments(question) {
		known := meanings(word)
		switch {
		case word[0] < utf8.RuneSelf:
			known = []string{word}
		case utf8.RuneCountInString(word) == 1:
			known = known[:min(len(known), sensesOfOneSign)]
		}
		var found []string
		content := lexical.ContentWords(strings.Join(known, " "), "en")
		for _, t := range content {
			if len(found) < mostSenses && stands(t.Stem) {
				found = append(found, t.Text)
			}
		}
		some = some || len(found) > 0
		if len(found) == 0 && len(content) > 0 {
			found = []string{content[0].Text} // it is missed
		}
		out = append(out, found...)
	}
	if !some {
		return nil
	}
	return out
}

// segments cuts a Chinese text into the longest words that the dictionary has, from the left, and what is no Chinese into its
// words; those that carry no content are left out.
func segments(text string) []string {
	var out []string
	for rest := []rune(lexical.Fold(text)); len(rest) > 0; {
		n := 1
		if han := unicode.Is(unicode.Han, rest[0]); han {
			n = min(len(rest), longestOfAPhrase)
			for n > 1 && meanings(string(rest[:n])) == nil {
				n--
			}
			if word := string(rest[:n]); len(lexical.ContentWords(word, "zh")) > 0 {
				out = append(out, word)
			}
		} else {
			for n < len(rest) && !unicode.Is(unicode.Han, rest[n]) {
				n++
			}
			for _, t := range lexical.ContentWords(string(rest[:n]), "zh") {
				out = append(out, t.Text)
			}
		}
		rest = rest[n:]
	}
	return out
}

func chinese(question string, stands func(string) bool) []string {
	found := make(map[string][]string) // by the stem of the question's word
	asked := lexical.ContentWords(question, "en")
	for _, t := range asked {
		found[t.Stem] = nil
	}
	for _, s := range senses() {
		if have, wanted := found[s.stem]; wanted && len(have) < mostSenses && standsWhole(s.word, stands) {
			found[s.stem] = append(have, s.word)
		}
	}
	var out []string
	some := false
	for _, t := range asked {
		words, first := found[t.Stem]
		if !first {
			continue // it is in
		}
		delete(found, t.Stem)
		some = some || len(words) > 0 || stands(t.Stem)
		if len(words) == 0 || stands(t.Stem) {
			out = append(out, t.Text) // a name or figure, written alike, or what is missed
		}
		out = append(out, words...)
	}
	if !some {
		return nil
	}
	return out
}

// standsWhole reports whether all pairs of a word's characters stand in a text.
func standsWhole(word string, stands func(string) bool) bool {
	if utf8.RuneCountInString(word) < leastOfAMeaning {
		return false
	}
	return !slices.ContainsFunc(lexical.Tokens(word), func(t lexical.Token) bool { return t.Kind == lexical.Pair && !stands(t.Stem) })
}
