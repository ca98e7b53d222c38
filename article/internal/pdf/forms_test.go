package pdf_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/footnote-bot/footnote/article/articletest"
	"github.com/footnote-bot/footnote/article/internal/ledger"
)

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

// A form names what was chosen as people see it, whatever field holds it; comments and files are counted.
func TestFormChoices(t *testing.T) {
	e := engine(t)
	p := articletest.NewPDF()
	p.Stream(4, "", "BT /F1 11 Tf 50 700 Td (Kind:) Tj 0 -40 Td (Days:) Tj 0 -40 Td (Owner:) Tj 20 -40 Td (by the day) Tj 0 -20 Td (by the month) Tj -20 -40 Td (The harbour office keeps this paper.) Tj ET")
	widget := func(n int, rect, more string) {
		p.Object(n, "<< /Type /Annot /Subtype /Widget /Rect ["+rect+"] /F 4 "+more+" >>")
	}
	widget(6, "200 695 300 715", "/FT /Ch /Ff 131072 /T (a) /V (s) /Opt [[(r) (rowing boat)] [(s) (sailing boat)]]")
	widget(7, "200 655 300 675", "/FT /Ch /Ff 2097152 /T (b) /V [(1) (3)] /Opt [[(1) (Monday)] [(2) (Tuesday)] [(3) (Friday)]]")
	widget(8, "200 615 300 635", "/Parent 9 0 R")
	p.Object(9, "<< /FT /Tx /T (c) /V (Ada Lund) /Kids [8 0 R] >>")
	widget(10, "52 578 64 590", "/Parent 12 0 R /AS /Off /AP << /N << /d 13 0 R /Off 13 0 R >> >>")
	widget(11, "52 558 64 570", "/Parent 12 0 R /AS /m /AP << /N << /m 13 0 R /Off 13 0 R >> >>")
	p.Object(12, "<< /FT /Btn /Ff 49152 /T (d) /V /m /Kids [10 0 R 11 0 R] >>")
	p.Stream(13, "/Type /XObject /Subtype /Form /BBox [0 0 12 12]", "0 0 5 5 re f")
	p.Object(14, "<< /Type /Annot /Subtype /Text /Rect [400 700 420 720] /F 4 /Contents (Ask her again.) >>")
	p.Object(15, "<< /Type /Annot /Subtype /FileAttachment /Rect [400 600 420 620] /F 4 >>")
	p.Object(5, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> >> /Contents 4 0 R /Annots [6 0 R 7 0 R 8 0 R 10 0 R 11 0 R 14 0 R 15 0 R] >>")
	p.Pages(1, 5)
	p.Stream(17, "/Type /EmbeddedFile", "An annex.")
	p.Object(18, "<< /Type /Filespec /F (a.txt) /EF << /F 17 0 R >> >>")
	p.Object(16, "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R 7 0 R 9 0 R 12 0 R] >> /Names << /EmbeddedFiles << /Names [(a) 18 0 R] >> >> >>")
	doc, err := e.Read(t.Context(), p.Bytes("/Root 16 0 R"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range doc.Blocks {
		got = append(got, b.Text)
	}
	want := []string{"Kind: sailing boat", "Days: Monday, Friday", "Owner: Ada Lund", "by the day", "☒ by the month", "The harbour office keeps this paper."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("paragraphs (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(ledger.Ledger{ledger.Other: 3, ledger.UnreadPart: 2}, doc.Ledger); diff != "" {
		t.Errorf("not in the text (-want +got):\n%s", diff)
	}
}
