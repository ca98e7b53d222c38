package office_test

import (
	"archive/zip"
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/article/internal/failure"
	"github.com/footnote-bot/footnote/article/internal/office"
)

// longestPart bounds what a fuzzer makes of one part: what a parser does with more is what it does with this.
const longestPart = 4 << 10

// stored makes an archive of name and content in turn without packing them, so that a fuzzer's time goes to the parsers.
func stored(tb testing.TB, entries ...string) []byte {
	tb.Helper()
	return archiveOf(tb, zip.Store, entries...)
}

// tooLong reports whether one of the parts is longer than what is worth a run.
func tooLong(parts ...string) bool {
	return slices.ContainsFunc(parts, func(p string) bool { return len(p) > longestPart })
}

// sound checks what any file is read as: it fails with a kind, or its blocks show valid text.
func sound(t *testing.T, doc *office.Document, err error) {
	t.Helper()
	if err != nil {
		if _, ok := errors.AsType[*failure.Error](err); !ok {
			t.Fatalf("not a typed failure: %v", err)
		}
		return
	}
	for _, b := range doc.Blocks {
		if strings.TrimSpace(b.Text) == "" || !utf8.ValidString(b.Text) || !utf8.ValidString(b.Lead) || b.Level < 0 || b.Level > 10 {
			t.Errorf("block %+v", b)
		}
	}
	if doc.Unread < 0 || doc.Unread > 1 {
		t.Errorf("%v of the text is unread", doc.Unread)
	}
}

const (
	wordRelations = `<Relationships><Relationship Id="l" Type="x/hyperlink" Target="https://a.example/plan" TargetMode="External"/>` +
		`<Relationship Id="c" Type="x/chart" Target="charts/c.xml"/><Relationship Id="d" Type="x/diagramData" Target="/word/charts/c.xml"/>` +
		`<Relationship Id="h" Type="x/header" Target="charts/c.xml"/><Relationship Id="n" Type="x/comments" Target="charts/c.xml"/></Relationships>`
	aChart = `<c:chartSpace xmlns:c="c" xmlns:a="a"><c:chart><c:title><a:t>Fares</a:t></c:title><c:plotArea><c:barChart><c:ser>` +
		`<c:tx><c:strRef><c:strCache><c:pt idx="0"><c:v>Adults</c:v></c:pt></c:strCache></c:strRef></c:tx>` +
		`<c:cat><c:strCache><c:pt idx="0"><c:v>May</c:v></c:pt></c:strCache></c:cat><c:val><c:numCache><c:formatCode>0%</c:formatCode><c:pt idx="0"><c:v>0.5</c:v></c:pt></c:numCache></c:val>` +
		`</c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>`
	aDiagram = `<dgm:dataModel xmlns:dgm="d" xmlns:a="a"><dgm:ptLst><dgm:pt modelId="1"><dgm:t><a:p><a:r><a:t>Left</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>`
)

// FuzzDOCX mutates the parts of a Word document: its body, its styles, what it names, and what stands in a part of its own.
//
//fuzz:covers archive.go docx.go word.go paragraph.go style.go symbols.go table.go chart.go formula.go ../formula/omml.go
func FuzzDOCX(f *testing.F) {
	styles := `<w:style w:styleId="A"><w:name w:val="heading 2"/><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="B"><w:pPr><w:outlineLvl w:val="3"/></w:pPr></w:style>`
	for _, body := range []string{
		`<w:p><w:pPr><w:pStyle w:val="A"/><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r></w:p>`,
		`<w:p><w:hyperlink r:id="l"><w:r><w:t>a</w:t></w:r></w:hyperlink><w:del><w:r><w:delText>b</w:delText></w:r></w:del><w:chart r:id="c"/><w:relIds r:dm="d"/></w:p>`,
		`<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>`,
		`<w:p><m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath><w:txbxContent><w:p><w:r><w:t>c</w:t></w:r></w:p></w:txbxContent></w:p>`,
		`<w:p><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="a"/><w:listEntry w:val="b"/></w:ddList><w:checkBox><w:checked/></w:checkBox></w:ffData><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r></w:p>`,
	} {
		f.Add(body, styles, wordRelations, aChart)
	}
	f.Add(`<w:p><w:relIds r:dm="d"/></w:p>`, styles, wordRelations, aDiagram)
	f.Fuzz(func(t *testing.T, body, styles, relations, part string) {
		if tooLong(body, styles, relations, part) {
			return
		}
		doc, err := office.DOCX(t.Context(), stored(
			t, "docProps/core.xml", core, "word/document.xml", `<w:document xmlns:w="w" xmlns:r="r" xmlns:m="m"><w:body>`+body+`</w:body></w:document>`,
			"word/styles.xml", `<w:styles xmlns:w="w">`+styles+`</w:styles>`, "word/_rels/document.xml.rels", relations,
			"word/charts/c.xml", part, "word/footnotes.xml", `<w:footnotes xmlns:w="w">`+body+`</w:footnotes>`,
		))
		sound(t, doc, err)
	})
}

// FuzzPPTX mutates a slide, what it names, and what stands in a part of its own: notes, comments, a chart, a drawing.
//
//fuzz:covers archive.go pptx.go shapes.go table.go chart.go formula.go
func FuzzPPTX(f *testing.F) {
	relations := strings.ReplaceAll(wordRelations, "charts/c.xml", "../notes.xml")
	notes := strings.Replace(relations, "x/header", "x/notesSlide", 1)
	for _, slide := range []string{
		`<p:sp><p:nvSpPr><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>A</a:t></a:r><a:br/></a:p></p:txBody></p:sp>`,
		`<p:sp><p:nvSpPr><p:nvPr><p:ph type="sldNum"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>7</a:t></a:r></a:p></p:txBody></p:sp><p:pic><a:blip/></p:pic><p:oleObj/>`,
		`<a:tbl><a:tr><a:tc gridSpan="2"><a:p><a:r><a:t>a</a:t></a:r></a:p></a:tc><a:tc hMerge="1"/><a:tc vMerge="1"><a:p><a:r><a:t>b</a:t></a:r></a:p></a:tc></a:tr></a:tbl>`,
		`<c:chart r:id="c"/><dgm:relIds r:dm="d"/><m:oMath><m:rad><m:deg/><m:e><m:r><m:t>x</m:t></m:r></m:e></m:rad></m:oMath>`,
	} {
		f.Add(slide, notes, aChart, "1")
		f.Add(slide, relations, aDiagram, "0")
	}
	f.Fuzz(func(t *testing.T, slide, relations, part, show string) {
		if tooLong(slide, relations, part, show) {
			return
		}
		doc, err := office.PPTX(t.Context(), stored(
			t, "ppt/presentation.xml", `<p:presentation xmlns:p="p" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><p:sldIdLst><p:sldId r:id="a"/></p:sldIdLst></p:presentation>`,
			"ppt/_rels/presentation.xml.rels", `<Relationships><Relationship Id="a" Target="slides/s.xml"/></Relationships>`,
			"ppt/slides/s.xml", `<p:sld xmlns:p="p" xmlns:a="a" xmlns:r="r" xmlns:m="m" show="`+show+`">`+slide+`</p:sld>`,
			"ppt/slides/_rels/s.xml.rels", relations, "ppt/notes.xml", part, "word/charts/c.xml", part,
		))
		sound(t, doc, err)
	})
}

// FuzzEPUB mutates a book's list of chapters, one chapter, and what says which parts are locked.
//
//fuzz:covers archive.go epub.go
func FuzzEPUB(f *testing.F) {
	list := `<metadata><dc:title>The ferry</dc:title><dc:creator>Ann Bell</dc:creator></metadata><manifest><item id="a" href="one%20a.xhtml#x" media-type="application/xhtml+xml"/>` +
		`<item id="n" href="\NAV.xhtml" media-type="text/html" properties="nav"/><item id="i" href="i.png" media-type="image/png"/></manifest><spine><itemref idref="n"/><itemref idref="a"/><itemref idref="i"/></spine>`
	chapter := `<html><head><title/></head><body><h2>Evening</h2><p>It came <i>back</i>.<img src="a"/></p><ul><li>late</li></ul><table><tr><td>a</td><td>b</td></tr></table></body></html>`
	f.Add(list, chapter, "")
	f.Add(`<manifest><item href="one%20a.xhtml"/></manifest>`, `<?xml version="1.0" encoding="gbk"?><p>a`, `<EncryptedData><CipherData><CipherReference URI="a.otf"/></CipherData></EncryptedData>`)
	f.Fuzz(func(t *testing.T, list, chapter, locked string) {
		if tooLong(list, chapter, locked) {
			return
		}
		doc, err := office.EPUB(t.Context(), stored(
			t, "META-INF/container.xml", `<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>`,
			"META-INF/encryption.xml", `<encryption>`+locked+`</encryption>`, "OEBPS/book.opf", `<package xmlns:dc="d">`+list+`</package>`,
			"OEBPS/one a.xhtml", chapter, "OEBPS/nav.xhtml", `<p>Contents</p>`,
		))
		sound(t, doc, err)
	})
}

// FuzzArchive mutates the bytes of the zip format itself, which the targets above never reach.
//
//fuzz:covers archive.go docx.go
func FuzzArchive(f *testing.F) {
	small := []string{"word/document.xml", `<document><p><r><t>a</t></r></p></document>`, "META-INF/container.xml", "<container/>"}
	f.Add(stored(f, small...))
	f.Add(pack(f, small...))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > longestPart {
			return
		}
		doc, err := office.DOCX(t.Context(), data)
		sound(t, doc, err)
	})
}

// FuzzRTF mutates rich text.
//
//fuzz:covers rtf.go
func FuzzRTF(f *testing.F) {
	f.Add([]byte(`{\rtf1\ansicpg936{\fonttbl x}\uc2 a\u8230?b\'b6\'c9\par\bin3 abc}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > longestPart {
			return
		}
		doc, err := office.RTF(t.Context(), data)
		sound(t, doc, err)
	})
}
