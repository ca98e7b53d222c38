// Package wordvec knows how near English words are to each other in meaning: that who buys something purchases it. It is what is
// left of the bridge between a question and a sentence in other words where no sentence encoder is there (package encoder).
//
// words.txt holds the words, the commonest first, and vectors.bin a vector for each, which package wordvec/pack takes from the
// sentence encoder: what it says of the word alone, without what all words share, reduced to its principal components and
// rounded to four bits. A sentence is the weighted sum of its words (Arora, Liang and Ma, 2017; the distillation is that of
// Tulkens and van Dongen, Model2Vec, 2024).
//
// The table is read when it is first wanted, and safe for use by several goroutines.
package wordvec

import (
	_ "embed"
	"math"
	"strings"
	"sync"

	"github.com/footnote-bot/footnote/internal/lexical"
)

// Size is the number of values of a vector.
const Size = 64

// Word is a word that is known.
type Word int32

// Vector is the direction in which words point together: one long, or zero where they are none.
type Vector [Size]float32

//go:embed words.txt
var list string

// packed are the values of all vectors, two a byte, the first in the lower bits; 8 stands for nothing.
//
//go:embed vectors.bin
var packed []byte

type table struct {
	values  []int8    // Size of each word
	lengths []float32 // of vectors, in the units of values
	words   map[string]Word
	stems   map[string]Word // the commonest word of each stem
}

var known = sync.OnceValue(func() *table {
	n := strings.Count(list, "\n")
	t := &table{
		values: make([]int8, 0, n*Size), lengths: make([]float32, n),
		words: make(map[string]Word, n), stems: make(map[string]Word, n),
	}
	for _, b := range packed {
		t.values = append(t.values, int8(b&15)-8, int8(b>>4)-8)
	}
	for line := range strings.Lines(list) {
		text, w := strings.TrimSuffix(line, "\n"), Word(len(t.words))
		t.words[text] = w
		for _, token := range lexical.Tokens(text) {
			if _, ok := t.stems[token.Stem]; !ok {
				t.stems[token.Stem] = w
			}
		}
		t.lengths[w] = float32(math.Sqrt(float64(dot(t.of(w), t.of(w)))))
	}
	return t
})

func (t *table) of(w Word) []int8 { return t.values[int(w)*Size : int(w+1)*Size] }

func dot(a, b []int8) int32 {
	sum := int32(0)
	b = b[:len(a)]
	for i, x := range a {
		sum += int32(x) * int32(b[i])
	}
	return sum
}

// Reads reports whether words of a language, given as a BCP 47 tag, are known.
func Reads(lang string) bool { return lexical.Base(lang) == "en" }

// Find gives the word of a token that carries content, or one of the same stem.
func Find(token lexical.Token) (Word, bool) {
	if token.Kind != lexical.Word || lexical.IsStopword(token.Text, "en") {
		return 0, false
	}
	t := known()
	w, ok := t.words[token.Text]
	if !ok {
		w, ok = t.stems[token.Stem]
	}
	return w, ok
}

// Nearness is how near two words are in meaning: the cosine of their vectors.
func Nearness(a, b Word) float64 {
	t := known()
	return float64(dot(t.of(a), t.of(b))) / float64(t.lengths[a]*t.lengths[b])
}

// halfAt is the place of a word, counted from the commonest, that weighs half of what a rare one does: the smooth inverse
// frequency of Arora and others, with frequencies by Zipf's law.
const halfAt = 100

// Sum is where words point together, common ones less.
func Sum(words []Word) Vector {
	var v Vector
	t := known()
	for _, w := range words {
		scale := float32(w+1) / float32(w+1+halfAt) / t.lengths[w]
		for i, x := range t.of(w) {
			v[i] += scale * float32(x)
		}
	}
	length := float32(math.Sqrt(v.Nearness(v)))
	if length == 0 {
		return v
	}
	for i := range v {
		v[i] /= length
	}
	return v
}

// Nearness is the cosine of two vectors.
func (v Vector) Nearness(o Vector) float64 {
	sum := float32(0)
	for i, x := range v {
		sum += x * o[i]
	}
	return float64(sum)
}
