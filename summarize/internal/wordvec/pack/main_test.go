package main

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestChoose(t *testing.T) {
	got := choose("[PAD]\nthe\nferry\n##ing\nx\nbuy\n1984\nпаром\n")
	if d := cmp.Diff([]string{"ferry", "buy"}, got); d != "" {
		t.Errorf("words (-want +got):\n%s", d)
	}
}

// TestPrincipal puts points near a line and looks for it.
func TestPrincipal(t *testing.T) {
	var points [][]float32
	for i := range 40 {
		along, across := float64(i-20), float64(i%3-1)/10
		points = append(points, []float32{float32(5 + 3*along - 4*across), float32(4*along + 3*across), 7})
	}
	for i, p := range principal(points, 2) {
		if want := 5 * math.Abs(float64(i-20)+0.5); math.Abs(math.Abs(p[0])-want) > 0.1 || math.Abs(p[1]) > 1 {
			t.Errorf("point %d lies at %v, want %.1f from the middle", i, p, want)
		}
	}
}

func TestRound(t *testing.T) {
	got := round([][]float64{{2, -2, 1, 0}, {0, 0}})
	if want := []byte{15 | 1<<4, 12 | 8<<4, 8 | 8<<4}; !slices.Equal(got, want) {
		t.Errorf("packed %x, want %x", got, want)
	}
}
