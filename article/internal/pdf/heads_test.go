package pdf_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/article/internal/ledger"
	"github.com/footnote-bot/footnote/article/internal/pdf"
)

func wordsOf(d *pdf.Document) string {
	var texts []string
	for _, b := range d.Blocks {
		texts = append(texts, b.Text)
	}
	return strings.Join(texts, " ")
}

// Running heads are left out and counted; a line with a figure of its own never is.
func TestRunningHeads(t *testing.T) {
	e := engine(t)
	body := func(page int) []text {
		return column("F1", 50, 640, 11, []string{"The ferry left the old harbour at noon.", "A crew of four was on board, as always.", "Nobody waited on the quay that day.", "The bridge opens in May, they say."}[page-1])
	}
	at := func(y float64, form string) func(int) []text {
		return func(page int) []text {
			return column("F1", 50, y, 11, strings.NewReplacer("{page}", fmt.Sprint(page), "{300}", fmt.Sprint(300+page), "{sum}", fmt.Sprint(page*page*170), "{roman}", strings.Repeat("i", page)).Replace(form))
		}
	}
	tests := []struct {
		name  string
		lines func(int) []text
		has   []string
		lacks string
	}{
		{"a head", at(770, "The Harbour Review"), nil, "Review"},
		{"a head with the page's number", at(770, "The Harbour Review {page}"), nil, "Review"},
		{"a foot that counts all pages", at(30, "Page {page} of 4"), nil, "of 4"},
		{"a foot in Chinese", func(p int) []text { return column("F3", 50, 30, 11, fmt.Sprintf("第 %d 页", p)) }, nil, "第"},
		{"Roman numbers", func(p int) []text { return column("F1", 50, 30, 11, []string{"i", "ii", "iii", "iv"}[p-1]) }, nil, " iii"},
		{"Roman numbers between dashes, as the issue counts them", func(p int) []text {
			return column("F1", 50, 30, 11, "- "+[]string{"XXXVIII", "XXXIX", "XL", "XLI"}[p-1]+" -")
		}, nil, "XL"},
		{"numbers alone, as the issue counts them", at(30, "{300}"), nil, "30"},
		{"numbers before the head, as the issue counts them", at(770, "{300} The Harbour Review"), nil, "Review"},
		{"a head with a figure that stays", at(770, "Annual report 2025, page {page}"), nil, "report"},
		{"a line that is the same, with a figure", at(770, "Fee: 40 euros"), []string{"Fee: 40 euros"}, ""},
		{"sums", at(30, "Total: {sum} euros"), []string{"Total: 170 euros", "Total: 680 euros", "Total: 1530 euros", "Total: 2720 euros"}, ""},
		{"sums alone", at(30, "{sum}"), []string{"170", "680", "1530", "2720"}, ""},
		{"numbers of invoices", at(770, "Invoice {300}"), []string{"Invoice 301", "Invoice 302", "Invoice 303", "Invoice 304"}, ""},
		{"days above the numbers of pages", func(p int) []text { return append(at(770, "Day {page}")(p), at(30, "{page}")(p)...) }, []string{"Day 1", "Day 2", "Day 3", "Day 4"}, ""},
		{"days above pages of pages", func(p int) []text { return append(at(770, "Day {page}")(p), at(30, "Page {page} of 4")(p)...) }, []string{"Day 2", "Day 4"}, "of 4"},
		{"days as headings", func(p int) []text { return column("F1", 50, 770, 18, fmt.Sprintf("Day %d", p)) }, []string{"Day 2", "Day 4"}, ""},
		{"two numbers of a page", func(p int) []text { return append(at(770, "Page {page}")(p), at(30, "Page {page} of 4")(p)...) }, nil, "Page"},
		{"two figures that grow", at(770, "Invoice {300} of {page} May"), []string{"Invoice 303 of 3 May"}, ""},
		{"in the middle of the page", at(500, "Never row when the red flag is up."), []string{"Never row when"}, ""},
		{"the first line of a paragraph", at(654, "Part {page}. On this day, as on others,"), []string{"Part 3."}, ""},
		{"two heads below each other", func(p int) []text { return append(at(770, "The Harbour Review")(p), at(756, "Second series")(p)...) }, nil, "series"},
		{"words across the page", func(p int) []text { return []text{{100, 400, 60, "DRAFT", "F1"}} }, []string{"DRAFT"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var pages [][]text
			all := 0
			for p := 1; p <= 4; p++ {
				lines := append(tt.lines(p), body(p)...)
				for _, l := range lines {
					all += ledger.Words(l.s)
				}
				pages = append(pages, lines)
			}
			doc, err := e.Read(t.Context(), file("", pages...))
			if err != nil {
				t.Fatal(err)
			}
			got := wordsOf(doc)
			for _, want := range append(tt.has, "left the old harbour", "Nobody waited") {
				if !strings.Contains(got, want) {
					t.Errorf("no %q in %q", want, got)
				}
			}
			if tt.lacks != "" && strings.Contains(got, tt.lacks) {
				t.Errorf("%q in %q", tt.lacks, got)
			}
			if counted := ledger.Words(got) + doc.Ledger[ledger.RepeatedHead]; counted != all {
				t.Errorf("%d words read and counted of %d: %q, %v", counted, all, got, doc.Ledger)
			}
		})
	}
	t.Run("two pages of one form", func(t *testing.T) {
		doc, err := e.Read(t.Context(), file("", append(at(770, "Invoice {300}")(1), body(1)...), append(at(770, "Invoice {300}")(2), body(2)...)))
		if err != nil || !strings.Contains(wordsOf(doc), "Invoice 302") {
			t.Errorf("read %q, %v", wordsOf(doc), err)
		}
	})
}
