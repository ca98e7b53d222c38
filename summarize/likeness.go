package summarize

import (
	"slices"

	"github.com/footnote-bot/footnote/internal/lexical"
)

// alike reports whether two claims say the same: with the same figures, and most of the words of one in the other.
func alike(a, b Claim, lang string) bool {
	if a.Figure != nil && b.Figure != nil {
		return *a.Figure == *b.Figure
	}
	if !slices.Equal(numbersIn(a.Text), numbersIn(b.Text)) {
		return false
	}
	same := likeness(a.Text, b.Text, lang)
	return same >= 0.8 || (same >= 0.6 && slices.Equal(a.Citations, b.Citations))
}

// likeness is how much of the content words of two texts is common to both, from 0 to 1 (Jaccard).
func likeness(a, b, lang string) float64 {
	left, right := words(a, lang), words(b, lang)
	both := 0
	for w := range left {
		if right[w] {
			both++
		}
	}
	all := len(left) + len(right) - both
	if all == 0 {
		return 0
	}
	return float64(both) / float64(all)
}

func words(s, lang string) map[string]bool {
	set := map[string]bool{}
	for _, t := range lexical.ContentWords(s, lang) {
		set[t.Stem] = true
	}
	return set
}

func numbersIn(s string) []string {
	var out []string
	for _, t := range lexical.Tokens(s) {
		if t.Kind == lexical.Number {
			out = append(out, t.Stem)
		}
	}
	slices.Sort(out)
	return out
}
