package pdf_test

import (
	"fmt"
	"testing"

	"github.com/footnote-bot/footnote/article/articletest"
)

// Pages that are pictures are counted, also those whose number stands below the picture; pages that show no more than their number are none.
func TestScansAmongPages(t *testing.T) {
	e := engine(t)
	const words = "0 500 Td (The harbour office keeps the book of boats since 1911.) Tj 0 -14 Td (It is open to all who ask for it.) Tj"
	const picture = "q 600 0 0 700 0 60 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q "
	tests := []struct {
		name  string
		pages []string // what stands above the number
		foot  string
		want  int
	}{
		{"without numbers", []string{words, picture, picture, words}, "", 2},
		{"with numbers", []string{words, picture, picture, picture}, "Page %d", 3},
		{"with a stamp", []string{words, picture, picture, picture}, "Scanned by the office %d", 3},
		{"nothing but numbers", []string{words, "", words, "0 60 m 600 60 l S "}, "Page %d", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := articletest.NewPDF()
			var kids []int
			for i, above := range tt.pages {
				text := ""
				if above == words {
					above, text = "", words
				}
				foot := ""
				if tt.foot != "" {
					foot = fmt.Sprintf("50 30 Td ("+tt.foot+") Tj -50 -30 Td ", i+1)
				}
				p.Stream(10+2*i, "", above+"BT /F1 11 Tf "+foot+"50 200 Td "+text+" ET")
				p.Page(11+2*i, 10+2*i, "")
				kids = append(kids, 11+2*i)
			}
			p.Pages(len(kids), kids...)
			doc, err := e.Read(t.Context(), p.Bytes(""))
			if err != nil {
				t.Fatal(err)
			}
			if doc.Unread != tt.want {
				t.Errorf("%d pages are pictures, want %d: %+v", doc.Unread, tt.want, doc.Blocks)
			}
		})
	}
}
