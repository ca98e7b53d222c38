package pdf_test

import (
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/article/internal/pdf"
)

// A figure above the line is no part of the one before it; one below the line, and one that is smaller on it, stay.
func TestRaisedFigures(t *testing.T) {
	e := engine(t)
	const size, wide = 11, 6.116 // a figure of Helvetica is 0.556 of its size wide
	after := func(s string) float64 { return 50 + float64(len(s))*wide - float64(strings.Count(s, "."))*wide/2 }
	figures := func(base, sign string, lift, small float64) []text {
		return join(column("F1", 50, 700, size, base), []text{{after(base), 700 + lift, small, sign, "F1"}},
			column("F1", after(base)+float64(len(sign))*small*0.556, 700, size, " stones were set."))
	}
	tests := []struct {
		name string
		page []text
		want string
	}{
		{"the mark of a note", figures("1987", "3", 4, 7), "1987³ stones were set."},
		{"a mark of two figures", figures("1987", "12", 4, 7), "1987¹² stones were set."},
		{"a power", figures("10", "6", 4, 7), "10⁶ stones were set."},
		{"a power below one", figures("10", "-3", 4, 7), "10⁻³ stones were set."},
		{"a mark behind a full stop", figures("1987.", "2", 4, 7), "1987.² stones were set."},
		{"below the line", figures("10", "2", -1, 7), "102 stones were set."},
		{"smaller on the line", figures("10", "2", 0, 7), "102 stones were set."},
		{"as large as the others", figures("10", "2", 0, 11), "102 stones were set."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			beginsWith(t, e, tt.page, size, tt.want)
		})
	}
}

// beginsWith fails where the first block of a page, above a line of text in that size, is another one.
func beginsWith(t *testing.T, e *pdf.Engine, page []text, size float64, want string) {
	t.Helper()
	doc, err := e.Read(t.Context(), file("", join(page, column("F1", 50, 600, size, "The wall of the harbour was finished in the summer."))))
	if err != nil {
		t.Fatal(err)
	}
	if got := doc.Blocks[0].Text; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// An initial belongs to its word, and makes no headline of its line.
func TestInitials(t *testing.T) {
	doc, err := engine(t).Read(t.Context(), file("", join([]text{{50, 688, 32, "T", "F1"}}, column("F1", 72, 700, 11, "hirty boats lay in the harbour when the storm", "came over the hill, and ten of them were lost"),
		column("F1", 50, 671.4, 11, "before the bell of the morning had rung, said he."))))
	if err != nil {
		t.Fatal(err)
	}
	const want = "Thirty boats lay in the harbour when the storm came over the hill, and ten of them were lost before the bell of the morning had rung, said he."
	if got := wordsOf(doc); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
