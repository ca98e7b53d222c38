package office_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/failure"
	"github.com/footnote-bot/footnote/article/internal/ledger"
	"github.com/footnote-bot/footnote/article/internal/office"
)

// pack makes an archive of name and content in turn.
func pack(tb testing.TB, entries ...string) []byte {
	tb.Helper()
	return archiveOf(tb, zip.Deflate, entries...)
}

func archiveOf(tb testing.TB, method uint16, entries ...string) []byte {
	tb.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(entries); i += 2 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: entries[i], Method: method})
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := w.Write([]byte(entries[i+1])); err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

const core = `<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>The ferry</dc:title><dc:creator>Ann Bell</dc:creator><dcterms:modified>2024-05-01T12:00:00Z</dcterms:modified></cp:coreProperties>`

func wordFile(tb testing.TB, body string) []byte {
	tb.Helper()
	return pack(
		tb, "docProps/core.xml", core, "word/document.xml", `<w:document xmlns:w="w" xmlns:r="r"><w:body>`+body+`</w:body></w:document>`,
		"word/styles.xml", `<w:styles xmlns:w="w"><w:style w:styleId="Kop1"><w:name w:val="heading 1"/></w:style></w:styles>`,
		"word/footnotes.xml", `<w:footnotes xmlns:w="w"><w:footnote><w:p><w:r><w:t>Or later.</w:t></w:r></w:p></w:footnote></w:footnotes>`,
		"word/_rels/document.xml.rels", `<Relationships><Relationship Id="rId1" Type="x/hyperlink" Target="https://a.example/plan" TargetMode="External"/></Relationships>`,
	)
}

func TestDOCX(t *testing.T) {
	doc, err := office.DOCX(t.Context(), wordFile(t, `
<w:p><w:pPr><w:pStyle w:val="Kop1"/></w:pPr><w:r><w:t>Morning</w:t></w:r></w:p>
<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Ann:</w:t></w:r><w:r><w:t xml:space="preserve"> It left</w:t><w:tab/><w:t>at noon</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>, late</w:t></w:r></w:ins></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr><w:hyperlink r:id="rId1"><w:r><w:t>the plan</w:t></w:r></w:hyperlink><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>ferry</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>noon</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`))
	if err != nil {
		t.Fatal(err)
	}
	want := &office.Document{
		Title: "The ferry", Author: "Ann Bell", Date: "2024-05-01T12:00:00Z", Links: []string{"https://a.example/plan"},
		Blocks: []block.Block{
			{Kind: block.Heading, Text: "Morning", Level: 1},
			{Kind: block.Paragraph, Text: "Ann: It left at noon, late", Lead: "Ann:"},
			{Kind: block.ListItem, Text: "the plan", Level: 2},
			{Kind: block.TableRow, Text: "ferry | noon"},
			{Kind: block.Footnote, Text: "Or later."},
		},
	}
	if diff := cmp.Diff(want, doc, cmpopts.IgnoreUnexported(office.Document{})); diff != "" {
		t.Errorf("document (-want +got):\n%s", diff)
	}
}

func showFile(tb testing.TB) []byte {
	tb.Helper()
	slide := func(title, text string) string {
		return `<p:sld xmlns:p="p" xmlns:a="a"><p:sp><p:nvSpPr><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>` + title +
			`</a:t></a:r></a:p></p:txBody></p:sp><p:sp><p:txBody><a:p><a:r><a:t>` + text + `</a:t></a:r></a:p></p:txBody></p:sp>` +
			`<p:sp><p:nvSpPr><p:nvPr><p:ph type="sldNum"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>7</a:t></a:r></a:p></p:txBody></p:sp></p:sld>`
	}
	return pack(
		tb, "ppt/presentation.xml", `<p:presentation xmlns:p="p" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><p:sldIdLst><p:sldId r:id="rId2"/><p:sldId r:id="rId1"/></p:sldIdLst></p:presentation>`,
		"ppt/_rels/presentation.xml.rels", `<Relationships><Relationship Id="rId1" Target="slides/slide1.xml"/><Relationship Id="rId2" Target="/ppt/slides/slide2.xml"/></Relationships>`,
		"ppt/slides/slide1.xml", slide("Evening", "It came back."), "ppt/slides/slide2.xml", slide("Morning", "It left."),
		"ppt/slides/_rels/slide2.xml.rels", `<Relationships><Relationship Id="rId1" Type="x/notesSlide" Target="../notesSlides/n.xml"/></Relationships>`,
		"ppt/notesSlides/n.xml", `<p:notes xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>Say when.</a:t></a:r></a:p></p:notes>`,
	)
}

func TestPPTX(t *testing.T) {
	doc, err := office.PPTX(t.Context(), showFile(t))
	if err != nil {
		t.Fatal(err)
	}
	want := []block.Block{
		{Kind: block.Heading, Text: "Morning", Level: 2, Page: 1},
		{Kind: block.Paragraph, Text: "It left.", Page: 1},
		{Kind: block.Paragraph, Text: "Say when.", Page: 1},
		{Kind: block.Heading, Text: "Evening", Level: 2, Page: 2},
		{Kind: block.Paragraph, Text: "It came back.", Page: 2},
	}
	if diff := cmp.Diff(want, doc.Blocks); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
}

func bookFile(tb testing.TB, more ...string) []byte {
	tb.Helper()
	return pack(tb, append([]string{
		"mimetype", "application/epub+zip",
		"META-INF/container.xml", `<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>`,
		"OEBPS/book.opf", `<package xmlns:dc="d"><metadata><dc:title>The ferry</dc:title><dc:creator>Ann Bell</dc:creator><dc:language>en</dc:language></metadata>
<manifest><item id="a" href="one%20a.xhtml" media-type="application/xhtml+xml"/><item id="b" href="two.xhtml" media-type="application/xhtml+xml"/><item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest>
<spine><itemref idref="n"/><itemref idref="b"/><itemref idref="a"/></spine></package>`,
		"OEBPS/nav.xhtml", "<p>Contents</p>",
		"OEBPS/one a.xhtml", "<html><body><h2>Evening</h2><p>It came <i>back</i>.</p><ul><li>late</li></ul><table><tr><td>a</td><td>b</td></tr></table></body></html>",
		"OEBPS/two.xhtml", "<html><head><title>x</title></head><body><h1>Morning</h1><div>It left.<script>x</script></div></body></html>",
	}, more...)...)
}

func TestEPUB(t *testing.T) {
	doc, err := office.EPUB(t.Context(), bookFile(t))
	if err != nil {
		t.Fatal(err)
	}
	want := &office.Document{
		Title: "The ferry", Author: "Ann Bell", Language: "en",
		Blocks: []block.Block{
			{Kind: block.Heading, Text: "Morning", Level: 1},
			{Kind: block.Paragraph, Text: "It left."},
			{Kind: block.Heading, Text: "Evening", Level: 2},
			{Kind: block.Paragraph, Text: "It came back."},
			{Kind: block.ListItem, Text: "late", Level: 1},
			{Kind: block.TableRow, Text: "a | b"},
		},
		Ledger: ledger.Ledger{ledger.Navigation: 1},
	}
	if diff := cmp.Diff(want, doc, cmpopts.EquateEmpty(), cmpopts.IgnoreUnexported(office.Document{})); diff != "" {
		t.Errorf("book (-want +got):\n%s", diff)
	}
}

func TestRTF(t *testing.T) {
	doc, err := office.RTF(t.Context(), []byte(`{\rtf1\ansi\ansicpg936{\fonttbl{\f0 Arial;}}{\*\generator x;}\uc1 The \b ferry\b0  left\u8230? at noon.\par \'b6\'c9\'c2\'d6 \u28193?\u-10179?\u-8694?{\pict 00ff}\par}`))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range doc.Blocks {
		got = append(got, strings.TrimSpace(b.Text))
	}
	want := []string{"The ferry left… at noon.", "渡轮 渡😊"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("paragraphs (-want +got):\n%s", diff)
	}
}

func TestHostileArchives(t *testing.T) {
	bomb := strings.Repeat("0", 5<<20)
	locked := `<encryption><EncryptedData><CipherData><CipherReference URI="OEBPS/two.xhtml"/></CipherData></EncryptedData></encryption>`
	deep := strings.Repeat("<w:r>", 5000)
	tests := []struct {
		name string
		read func() error
		want failure.Kind
	}{
		{"a bomb", func() error { _, err := office.DOCX(t.Context(), wordFile(t, bomb)); return err }, failure.TooLarge},
		{"nested too deep", func() error { _, err := office.DOCX(t.Context(), wordFile(t, deep)); return err }, failure.Damaged},
		{"no zip", func() error { _, err := office.DOCX(t.Context(), []byte("PK\x03\x04 nothing")); return err }, failure.Damaged},
		{"no slide", func() error {
			_, err := office.PPTX(t.Context(), pack(t, "ppt/presentation.xml", `<p xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sldIdLst><sldId r:id="a"/></sldIdLst></p>`))
			return err
		}, failure.Damaged},
		{"a locked book", func() error {
			_, err := office.EPUB(t.Context(), bookFile(t, "META-INF/encryption.xml", locked))
			return err
		}, failure.Unsupported},
		{"a book without a container", func() error { _, err := office.EPUB(t.Context(), pack(t, "a", "b")); return err }, failure.Damaged},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if known, ok := errors.AsType[*failure.Error](tt.read()); !ok || known.Kind != tt.want {
				t.Errorf("error is %v, want %s", known, tt.want)
			}
		})
	}
}
