package extractive_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/footnote-bot/footnote/summarize/internal/extractive"
)

func TestNearnessOf(t *testing.T) {
	doc := document("en", "t", `
One of two, and long.
The other.

Alone.`)
	long, short := float64(len("One of two, and long.")), float64(len("The other."))
	together := 1 / math.Hypot(long, short)
	tests := []struct {
		name     string
		vectors  [][]float32
		question []float32
		want     []extractive.Nearness
	}{
		{"a paragraph is the mean of its passages by length", [][]float32{{1, 0}, {0, 1}, {0, -1}}, []float32{0, 1}, []extractive.Nearness{
			{Own: 0, Paragraph: short * together, Best: 1}, {Own: 1, Paragraph: short * together, Best: 1}, {Own: -1, Paragraph: -1, Best: -1},
		}},
		{"nothing in common", [][]float32{{1, 0}, {1, 0}, {1, 0}}, []float32{0, 1}, make([]extractive.Nearness, 3)},
		{"vectors of nothing", [][]float32{{0, 0}, {}, nil}, []float32{0, 1}, make([]extractive.Nearness, 3)},
		{"fewer vectors than passages", [][]float32{{1, 0}}, []float32{1, 0}, []extractive.Nearness{{Own: 1, Paragraph: 1, Best: 1}}},
		{"no vectors", nil, []float32{1, 0}, []extractive.Nearness{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := extractive.NearnessOf(doc, tt.vectors, tt.question)
			if diff := cmp.Diff(tt.want, got, cmpopts.EquateApprox(0, 1e-6)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}
