package office_test

import (
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/article/articletest"
	"github.com/footnote-bot/footnote/article/internal/ledger"
	"github.com/footnote-bot/footnote/article/internal/office"
)

// A Word file says what its readers see: cells that reach down in each row, endnotes, and nothing that it hides.
func TestWordSaysWhatItShows(t *testing.T) {
	para := func(s string) string { return "<w:p><w:r><w:t>" + s + "</w:t></w:r></w:p>" }
	cell := func(props, s string) string { return "<w:tc><w:tcPr>" + props + "</w:tcPr>" + para(s) + "</w:tc>" }
	const head, tail = `<w:document xmlns:w="w"><w:body>`, "</w:body></w:document>"
	body := para("The harbour.") + "<w:tbl><w:tr>" + cell(`<w:vMerge w:val="restart"/>`, "Deep") + cell("", "Monday") + cell("", "26") + "</w:tr><w:tr>" +
		cell("<w:vMerge/>", "") + cell("", "Friday") + cell("", "29") + "</w:tr><w:tr>" + cell(`<w:gridSpan w:val="2"/>`, "All") + cell("", "31") + "</w:tr></w:tbl>" +
		`<w:p><w:r><w:t xml:space="preserve">It opens. </w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>Raise the rent.</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>At noon.</w:t></w:r></w:p>` +
		`<w:p><w:r><w:t xml:space="preserve">The rent </w:t></w:r><w:r><w:drawing><w:txbxContent>` + para("Keys: the master.") + `</w:txbxContent></w:drawing></w:r><w:r><w:t>is due.</w:t></w:r></w:p>`
	doc, err := office.DOCX(t.Context(), articletest.Zip("word/document.xml", head+body+tail,
		"word/endnotes.xml", `<w:endnotes xmlns:w="w"><w:endnote>`+para("Raised by two per cent.")+"</w:endnote></w:endnotes>"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range doc.Blocks {
		got = append(got, string(b.Kind)+": "+b.Text)
	}
	want := "paragraph: The harbour.\ntable_row: Deep | Monday | 26\ntable_row: Deep | Friday | 29\ntable_row: All | 31\nparagraph: It opens. At noon.\nparagraph: Keys: the master.\nparagraph: The rent is due.\nfootnote: Raised by two per cent."
	if text := strings.Join(got, "\n"); text != want || doc.Ledger[ledger.Hidden] != 3 {
		t.Errorf("%d words hidden, blocks:\n%s\nwant:\n%s", doc.Ledger[ledger.Hidden], text, want)
	}
}
