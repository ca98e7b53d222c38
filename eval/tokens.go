package eval

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

func fold(s string) string { return cases.Fold().String(s) }

// unspaced reports whether a character stands for itself in scores: Han, kana, Thai and Lao, which part no words.
func unspaced(r rune) bool {
	return 0x3400 <= r && r <= 0x9fff || 0xf900 <= r && r <= 0xfaff || 0x3040 <= r && r <= 0x30ff || 0x0e00 <= r && r <= 0x0eff || r >= 0x20000
}

// words cuts text for scoring, without regard to case and width: runs of letters, digits and marks, and each unspaced
// character by itself.
func words(s string) []string {
	var out []string
	var word strings.Builder
	flush := func() {
		if word.Len() > 0 {
			out = append(out, word.String())
			word.Reset()
		}
	}
	for _, r := range fold(norm.NFKC.String(s)) {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r):
			flush()
		case unspaced(r):
			flush()
			out = append(out, string(r))
		default:
			word.WriteRune(r)
		}
	}
	flush()
	return out
}

// answerWords are words without articles, as the metric of SQuAD has it (Rajpurkar et al., 2016).
func answerWords(s string) []string {
	return slices.DeleteFunc(words(s), func(w string) bool { return w == "a" || w == "an" || w == "the" })
}

// wordF1 compares an answer with a gold answer, as bags of words.
func wordF1(answer, gold string) float64 {
	a, g := answerWords(answer), answerWords(gold)
	if len(a) == 0 || len(g) == 0 {
		if len(a) == len(g) {
			return 1
		}
		return 0
	}
	return bagF1(bag(a), bag(g))
}

// holds reports whether the words of an answer stand in a text, in a row.
func holds(text, answer string) bool {
	t, a := answerWords(text), answerWords(answer)
	for i := 0; i+len(a) <= len(t); i++ {
		if len(a) > 0 && slices.Equal(t[i:i+len(a)], a) {
			return true
		}
	}
	return false
}

func bag(tokens []string) map[string]int {
	b := make(map[string]int, len(tokens))
	for _, t := range tokens {
		b[t]++
	}
	return b
}

func size(b map[string]int) int {
	n := 0
	for _, c := range b {
		n += c
	}
	return n
}

// common counts what two bags share.
func common(a, b map[string]int) int {
	n := 0
	for t, c := range a {
		n += min(c, b[t])
	}
	return n
}

// bagF1 is twice what two bags share of all that is in them, 0 where nothing is.
func bagF1(a, b map[string]int) float64 {
	both := common(a, b)
	if both == 0 {
		return 0
	}
	return 2 * float64(both) / float64(size(a)+size(b))
}

// squash makes white space single.
func squash(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || 0x1c <= r && r <= 0x1f }), " ")
}
