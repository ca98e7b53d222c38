package wordvec_test

import (
	"math"
	"testing"

	"github.com/footnote-bot/footnote/internal/lexical"
	"github.com/footnote-bot/footnote/summarize/internal/wordvec"
)

// words are those of a text that are known.
func words(text string) []wordvec.Word {
	var found []wordvec.Word
	for _, t := range lexical.Tokens(text) {
		if w, ok := wordvec.Find(t); ok {
			found = append(found, w)
		}
	}
	return found
}

// TestNearness asks which of two texts is nearer to a third in meaning.
func TestNearness(t *testing.T) {
	for _, c := range []struct{ from, near, far string }{
		{"buy", "purchase", "sell-by"},
		{"doctor", "physician", "carpenter"},
		{"died", "death", "opened"},
		{"bakeries", "bread", "carpenter"}, // by its stem
		{"how much does it cost", "the price is six crowns", "the ship sails at noon"},
		{"why did they close the school", "the college shut for lack of pupils", "the council met on Monday"},
	} {
		from, near, far := wordvec.Sum(words(c.from)), wordvec.Sum(words(c.near)), wordvec.Sum(words(c.far))
		if from.Nearness(near) <= from.Nearness(far) {
			t.Errorf("%q: %.2f to %q, %.2f to %q", c.from, from.Nearness(near), c.near, from.Nearness(far), c.far)
		}
		if length := near.Nearness(near); math.Abs(length-1) > 1e-5 {
			t.Errorf("%q is %g long", c.near, length)
		}
	}
	if w := words("ferry"); math.Abs(wordvec.Nearness(w[0], w[0])-1) > 1e-6 {
		t.Errorf("a word is %g near to itself", wordvec.Nearness(w[0], w[0]))
	}
}

func TestWhatIsNotKnown(t *testing.T) {
	if found := words("the of 1984 渡轮 xyzzyq"); len(found) != 0 {
		t.Errorf("found %v", found)
	}
	if v := wordvec.Sum(nil); v != (wordvec.Vector{}) {
		t.Errorf("no words point to %v", v)
	}
	for lang, want := range map[string]bool{"en": true, "en-GB": true, "de": false, "": false} {
		if got := wordvec.Reads(lang); got != want {
			t.Errorf("reads %q: %t", lang, got)
		}
	}
}
