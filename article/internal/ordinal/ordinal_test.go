package ordinal_test

import (
	"testing"

	"github.com/footnote-bot/footnote/article/internal/ordinal"
)

func TestFormat(t *testing.T) {
	tests := []struct {
		style ordinal.Style
		n     int
		want  string
	}{
		{ordinal.None, 3, ""},
		{ordinal.Decimal, 14, "14"},
		{ordinal.LowerLetter, 2, "b"},
		{ordinal.LowerLetter, 27, "aa"},
		{ordinal.UpperLetter, 26, "Z"},
		{ordinal.LowerRoman, 4, "iv"},
		{ordinal.UpperRoman, 49, "XLIX"},
		{ordinal.Han, 8, "八"},
		{ordinal.Han, 10, "十"},
		{ordinal.Han, 21, "二十一"},
		{ordinal.UpperRoman, 1000, "1000"},
		{ordinal.LowerLetter, 0, "0"},
	}
	for _, tt := range tests {
		if got := ordinal.Format(tt.style, tt.n); got != tt.want {
			t.Errorf("%d in style %d is %q, want %q", tt.n, tt.style, got, tt.want)
		}
	}
}
