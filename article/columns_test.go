package article_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/article/articletest"
)

// rowwise puts lines in the order in which some programs write them: across all columns of a page, from the top down.
func rowwise(columns ...[]placed) []placed {
	var out []placed
	for i := 0; ; i++ {
		more := false
		for _, c := range columns {
			if i < len(c) {
				out, more = append(out, c[i]), true
			}
		}
		if !more {
			return out
		}
	}
}

var (
	leftColumn  = []string{"The ferry left the old harbour at noon with", "a crew of four and nobody else on board, for", "the last time after ninety years of service", "across the bay that has given the town its", "name and, until the bridge was built, most of", "the money that was ever spent in it."}
	rightColumn = []string{"The passengers waved until it was gone, and", "then went home. In May the bridge is going to", "open, and the company says that it will make", "every crossing faster. The harbour becomes a", "park with a museum, and the boat will lie in", "front of it for as long as it does not sink."}
)

func TestColumnsOfPDF(t *testing.T) {
	r := pdfReader(t)
	left, right := column(50, 700, 11, leftColumn...), column(320, 700, 11, rightColumn...)
	leftText, rightText := strings.Join(leftColumn, " "), strings.Join(rightColumn, " ")
	lower := func(lines []placed, by float64) []placed {
		out := make([]placed, len(lines))
		for i, l := range lines {
			out[i] = placed{l.x, l.y - by, l.size, l.text}
		}
		return out
	}
	tests := []struct {
		name  string
		lines []placed
		want  []string
	}{
		{"one after the other", append(append([]placed{}, left...), right...), []string{leftText, rightText}},
		{"line by line", rowwise(left, right), []string{leftText, rightText}},
		{
			"below a heading over both", append(column(50, 740, 20, "The last boat of the bay"), rowwise(left, right)...),
			[]string{"The last boat of the bay", leftText, rightText},
		},
		{
			"in two parts with a heading over both between", append(append(rowwise(left, right), column(50, 590, 16, "What comes after the boat")...), rowwise(lower(left, 140), lower(right, 140))...),
			[]string{leftText, rightText, "What comes after the boat", leftText, rightText},
		},
		{
			"with notes at the foot of one", rowwise(append(append([]placed{}, left...), column(50, 120, 8, "1 The crew had five members until the war.")...), right),
			[]string{leftText, "1 The crew had five members until the war.", rightText},
		},
		{
			"a table is read by its rows", rowwise(column(50, 700, 11, "Year", "2023", "2024", "2025"), column(200, 700, 11, "Boats", "4", "3", "1"), column(350, 700, 11, "Passengers", "41,200", "38,800", "12,450")),
			[]string{"Year Boats Passengers", "2023 4 41,200", "2024 3 38,800", "2025 1 12,450"},
		},
		{
			"two lines of each", rowwise(column(50, 700, 11, "The committee read the yearly report and", "approved it; in the autumn"), column(330, 700, 11, "the council is going to vote on", "what the harbour will cost.")),
			[]string{"The committee read the yearly report and approved it; in the autumn the council is going to vote on what the harbour will cost."},
		},
		{
			"a short one beside a long one", rowwise(column(50, 700, 11, leftColumn[0], leftColumn[1], "the last time."), right), []string{leftColumn[0] + " " + leftColumn[1] + " the last time.", rightText},
		},
		{
			"a table of long cells", rowwise(column(50, 700, 11, "rowing boats with two oars", "sailing boats with a cabin"), column(330, 700, 11, "forty euros for each week", "ninety euros for each week")),
			[]string{"rowing boats with two oars forty euros for each week sailing boats with a cabin ninety euros for each week"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := articletest.NewPDF()
			hanFont(p)
			setPage(p, 10, tt.lines)
			p.Pages(1, 10)
			reading, err := r.ReadSource(t.Context(), article.Source{Data: p.Bytes(""), Name: "a.pdf"})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, paragraphs(reading.Document)); diff != "" {
				t.Errorf("paragraphs (-want +got):\n%s", diff)
			}
		})
	}
}
