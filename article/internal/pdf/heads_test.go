package pdf_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/footnote-bot/footnote/article/articletest"
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
		{"numbers alone, as the issue counts them", at(30, "{300}"), nil, "30"},
		{"numbers before the head, as the issue counts them", at(770, "{300} The Harbour Review"), nil, "Review"},
		{"a head with a figure that stays", at(770, "Annual report 2025, page {page}"), nil, "report"},
		{"a line that is the same, with a figure", at(770, "Fee: 40 euros"), []string{"Fee: 40 euros"}, ""},
		{"sums", at(30, "Total: {sum} euros"), []string{"Total: 170 euros", "Total: 680 euros", "Total: 1530 euros", "Total: 2720 euros"}, ""},
		{"sums alone", at(30, "{sum}"), []string{"170", "680", "1530", "2720"}, ""},
		{"numbers of invoices", at(770, "Invoice {300}"), []string{"Invoice 301", "Invoice 302", "Invoice 303", "Invoice 304"}, ""},
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

// What was typed into a form is read where it stands.
func TestFormValues(t *testing.T) {
	e := engine(t)
	p := articletest.NewPDF()
	p.Stream(4, "", "BT /F1 11 Tf 50 700 Td (Name of the boat:) Tj 0 -40 Td (I pay              euros a year.) Tj 0 -40 Td (Remarks) Tj 0 -60 Td (Insured:) Tj 0 -40 Td (Motor:) Tj 0 -60 Td (The harbour office keeps this paper.) Tj ET")
	field := func(n int, rect, more string) {
		p.Object(n, "<< /Type /Annot /Subtype /Widget /Rect ["+rect+"] /F 4 "+more+" >>")
	}
	drawn := func(n int, operators string) {
		p.Stream(n, "/Type /XObject /Subtype /Form /BBox [0 0 100 20]", operators)
	}
	field(6, "200 695 300 715", "/FT /Tx /T (a) /V (Grey Heron)")
	field(7, "80 655 130 675", "/FT /Tx /T (b) /V (420)")
	field(8, "50 590 400 612", "/FT /Tx /T (c) /V (She leaks\\na little.)")
	field(9, "100 555 112 567", "/FT /Btn /T (d) /V /Yes /AS /Yes")
	field(10, "100 515 112 527", "/FT /Btn /T (e) /AS /Off")
	field(11, "200 515 300 527", "/FT /Ch /T (f) /V (d2) /AP << /N 14 0 R >>")
	field(12, "200 400 300 420", "/FT /Tx /T (g) /V (secret) /F 2")
	field(13, "200 380 300 400", "/FT /Tx /T (h) /V (secret) /Ff 8192")
	drawn(14, "/Tx BMC BT /F1 9 Tf (Diesel \\(old\\)) Tj ET EMC")
	p.Object(15, "<< /Type /Annot /Subtype /FreeText /Rect [50 430 200 450] /F 4 /Contents (Paid in cash.) >>")
	field(16, "400 515 500 527", "/T (i) /AP << /N 17 0 R >>")
	drawn(17, "BT /F9 9 Tf <00410042> Tj ET")
	field(18, "400 380 500 400", "/Parent 19 0 R")
	p.Object(19, "<< /FT /Tx /T (j) /V (Holm) /Kids [18 0 R] >>")
	p.Object(5, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> >> /Contents 4 0 R /Annots [6 0 R 7 0 R 8 0 R 9 0 R 10 0 R 11 0 R 12 0 R 13 0 R 15 0 R 16 0 R 18 0 R] >>")
	p.Pages(1, 5)
	doc, err := e.Read(t.Context(), p.Bytes(""))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range doc.Blocks {
		got = append(got, b.Text)
	}
	want := []string{"Name of the boat: Grey Heron", "I pay 420 euros a year.", "Remarks", "She leaks a little.", "Insured: ☒", "Motor: Diesel (old)", "The harbour office keeps this paper.", "Paid in cash."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("paragraphs (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(ledger.Ledger{ledger.FormValue: 2}, doc.Ledger); diff != "" { // what is drawn by codes, and what a field above holds
		t.Errorf("not in the text (-want +got):\n%s", diff)
	}
}
