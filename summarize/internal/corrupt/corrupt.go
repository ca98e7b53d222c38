// Package corrupt makes claims from sentences: true ones, and ones that are false in one way that is known. They test a
// reader in the call in which it reads, and measure what the checks of package verify catch, and what they lose.
//
// [Controls] makes statements that the sentences of a text do not carry, by rules for nine languages (rules.txt) and, in any
// language, from figures, halves of sentences and sentences that are not shown; [Carried] finds those that can stand as they
// are (stands.go).
//
// [True] keeps a sentence, cuts it at a clause, or puts it into slightly other words. [Break] changes one thing: a number,
// a date, a name, a word inside quotation marks, the speaker, a negation, a direction or a modality. It works with tables of
// words (swaps.txt) and a few patterns (number.go, name.go), in English, Chinese, Japanese, German and Spanish, and knows
// nothing of how the checks work. What it makes is false as a reading of the sentence; it may be clumsy as prose.
package corrupt

import (
	"math/rand/v2"
	"strings"
)

// Kind is in which way a claim is false.
type Kind string

// The kinds, named like the reasons for which a claim is left out.
const (
	Number      Kind = "number"
	Date        Kind = "date"
	Name        Kind = "name"
	QuotedWords Kind = "quoted_words"
	Speaker     Kind = "speaker"
	Negation    Kind = "negation"
	Direction   Kind = "direction"
	Modality    Kind = "modality"
)

// Kinds lists every kind.
var Kinds = []Kind{Number, Date, Name, QuotedWords, Speaker, Negation, Direction, Modality}

// Languages lists the languages with tables.
var Languages = []string{"en", "zh", "ja", "de", "es"}

// Claim is what is said of a source.
type Claim struct {
	Text    string
	Speaker string // to whom it is attributed; "" if nobody
	Kind    Kind   // in which way it is false; "" where it is true
	How     string // how it was made, for people who read what failed
}

// Sentence is what claims are made from.
type Sentence struct {
	Text     string
	Language string   // base language: en, zh, ja, de, es
	Speaker  string   // who says it; "" where nobody in particular does
	Names    []string // other names to choose from, of people, places and bodies; may be empty
}

// True makes claims that the sentence carries: as it is, cut, in slightly other words, and with words of it in quotation marks.
func True(s Sentence, rnd *rand.Rand) []Claim {
	claims := []Claim{{Text: s.Text, Speaker: s.Speaker, How: "verbatim"}}
	if cut, ok := trim(s); ok {
		claims = append(claims, Claim{Text: cut, Speaker: s.Speaker, How: "trimmed"})
	}
	if text, ok := paraphrase(s, rnd); ok {
		claims = append(claims, Claim{Text: text, Speaker: s.Speaker, How: "paraphrased"})
	}
	if text, _, ok := quote(s, rnd); ok {
		claims = append(claims, Claim{Text: text, Speaker: s.Speaker, How: "quoted"})
	}
	if s.Speaker != "" {
		claims = append(claims, Claim{Text: attribute(s, s.Speaker), Speaker: s.Speaker, How: "attributed"})
	}
	return claims
}

// Break makes a claim that is false in one way from a true one of the same sentence; ok is false where the text has
// nothing that can be broken so.
func Break(kind Kind, s Sentence, from Claim, rnd *rand.Rand) (c Claim, ok bool) {
	c = Claim{Text: from.Text, Speaker: from.Speaker, Kind: kind, How: from.How}
	switch kind {
	case Number:
		c.Text, ok = breakNumber(from.Text, s.Language, rnd)
	case Date:
		c.Text, ok = breakDate(from.Text, s.Language, rnd)
	case Name:
		c.Text, ok = breakName(from.Text, s, rnd)
	case QuotedWords:
		c.Text, ok = misquote(s, rnd)
	case Speaker:
		c, ok = misattribute(s, c, rnd)
	default:
		c.Text, ok = swap(from.Text, s.Language, string(kind), rnd)
	}
	return c, ok && (c.Text != from.Text || c.Speaker != from.Speaker)
}

// sample takes one of a list.
func sample[T any](list []T, rnd *rand.Rand) T { return list[rnd.IntN(len(list))] }

func unspaced(lang string) bool { return lang == "zh" || lang == "ja" }

// ending is the mark that ends a sentence, without closing marks behind it.
func ending(text string) string {
	for _, mark := range []string{"。", ".", "！", "？", "!", "?"} {
		if strings.HasSuffix(text, mark) {
			return mark
		}
	}
	return ""
}
