package extractive

import (
	"math"

	"github.com/footnote-bot/footnote/article"
)

// Nearness tells how near a passage is to a question in meaning, from -1 to 1.
type Nearness struct {
	Own       float64
	Paragraph float64 // of its paragraph as a whole
	Best      float64 // of the passage of its paragraph that is nearest
}

// Kin knows how near passages are to a question.
type Kin struct {
	To     func(doc *article.Document, passage int) Nearness // by the passage's number; the zero Nearness for one that is not there
	ByWord bool                                              // the question was turned into the text's language word by word first
}

// NearnessOf compares the vector of a question with those of the passages of a document, all of length one. A paragraph's vector is
// the mean of its passages', by their lengths, as an encoder's is the mean over the words of a text: one that is encoded from the
// whole paragraph finds no more, and costs as much again.
func NearnessOf(d *article.Document, vectors [][]float32, question []float32) []Nearness {
	near := make([]Nearness, min(len(d.Passages), len(vectors)))
	for i := range near {
		near[i].Own = product(vectors[i], question)
	}
	for from := 0; from < len(near); {
		to := from + 1
		for to < len(near) && d.Passages[to].Paragraph == d.Passages[from].Paragraph {
			to++
		}
		whole, best := meanOf(d.Passages[from:to], vectors[from:to]), near[from].Own
		for _, n := range near[from:to] {
			best = max(best, n.Own)
		}
		together := product(whole, question)
		for i := from; i < to; i++ {
			near[i].Paragraph, near[i].Best = together, best
		}
		from = to
	}
	return near
}

// meanOf is the mean of the vectors of passages, by their lengths, made one long.
func meanOf(passages []article.Passage, vectors [][]float32) []float32 {
	mean := make([]float32, len(vectors[0]))
	for i, p := range passages {
		for k := range min(len(mean), len(vectors[i])) {
			mean[k] += float32(p.End-p.Start) * vectors[i][k]
		}
	}
	length := math.Sqrt(product(mean, mean))
	for k := range mean {
		mean[k] = float32(ratio(float64(mean[k]), length))
	}
	return mean
}

func product(a, b []float32) float64 {
	sum := 0.0
	for i := range min(len(a), len(b)) {
		sum += float64(a[i]) * float64(b[i])
	}
	return sum
}
