package articletest

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
)

func growingRichText() []Growing {
	return []Growing{
		{"rich text, tiny paragraphs", rich(`a\par `), mostText},
		{"rich text, one paragraph", rich(`the ferry left, `), mostText},
		{"rich text, groups", rich(`{a}`), mostText},
		{"rich text, groups in groups", rich(`{a`), mostText},
		{"rich text, signs", rich(`\u8226?`), mostText},
		{"rich text, bytes of other pages", rich(`\'e4{\b a}`), mostText},
		{"rich text, cells", rich(`a\cell `), mostText},
		{"rich text, rows", rich(`\trowd a\cell b\cell c\row `), mostText},
		{"rich text of 50 MB", rich(Sentence + `\par `), 50 << 20},
	}
}

func growingArchives() []Growing {
	return []Growing{
		{"a Word file of tiny paragraphs", documentOf("<w:p><w:r><w:t>a</w:t></w:r></w:p>"), mostFile},
		{"a Word file of sentences", func(n int) []byte { return WordOf(n / len(wordPara)) }, mostFile},
		{"a Word file of one paragraph", func(n int) []byte {
			return wordFile("<w:p>" + strings.Repeat("<w:r><w:t>The ferry left. </w:t></w:r>", n/40) + "</w:p>")
		}, mostFile},
		{"a Word file of one row", func(n int) []byte {
			return wordFile("<w:tbl><w:tr>" + strings.Repeat("<w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>", n/50) + "</w:tr></w:tbl>")
		}, mostFile},
		{"a Word file of rows", func(n int) []byte {
			return wordFile("<w:tbl>" + strings.Repeat("<w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr>", n/60) + "</w:tbl>")
		}, mostFile},
		{"a Word file of merged cells", func(n int) []byte {
			return wordFile(`<w:tbl><w:tr>` + strings.Repeat(`<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>`+Sentence+`</w:t></w:r></w:p></w:tc>`, 60) + "</w:tr>" +
				strings.Repeat("<w:tr>"+strings.Repeat(`<w:tc><w:tcPr><w:vMerge/></w:tcPr></w:tc>`, 60)+"</w:tr>", n/2600) + "</w:tbl>")
		}, mostFile},
		{"slides of tiny paragraphs", func(n int) []byte { return show(1, strings.Repeat("<a:p><a:r><a:t>a</a:t></a:r></a:p>", n/34)) }, mostFile},
		{"slides of rows", func(n int) []byte {
			return show(1, strings.Repeat("<a:tr>"+strings.Repeat("<a:tc><a:p><a:r><a:t>a</a:t></a:r></a:p></a:tc>", 9)+"</a:tr>", n/440))
		}, mostFile},
		{"many slides", func(n int) []byte { return SlidesOf(n / 1000) }, mostFile},
		{"a chapter of tiny paragraphs", func(n int) []byte {
			return bookWith("<html><body>" + strings.Repeat("<p>a</p>", n/8) + "</body></html>")
		}, 8<<20 - 100},
		{"a chapter of rows", func(n int) []byte {
			return bookWith("<html><body><table>" + strings.Repeat("<tr><td>a<td>b", n/14) + "</table></body></html>")
		}, 8<<20 - 100},
		{"a chapter of one row", func(n int) []byte {
			return bookWith("<html><body><table><tr>" + strings.Repeat("<td>a", n/5) + "</table></body></html>")
		}, 8<<20 - 100},
		{"many chapters", func(n int) []byte { return BookOf(n / len(Sentence)) }, mostFile},
		// Half of what is read at most: up to the bounds, they take 4.4 s at rest, and more than the test allows under load.
		{"a PDF of many pages", func(n int) []byte { return PDFOf(n/200, 20) }, 150_000},
		{"a PDF of many lines", func(n int) []byte { return pdfPage(n, Sentence[:20]) }, 1 << 19},
		{"a PDF of scattered signs", func(n int) []byte { return pdfPage(n, "a") }, 1 << 19},
	}
}

func growingFeeds() []Growing {
	return []Growing{
		{"a feed of tiny entries", func(n int) []byte {
			return []byte(`<rss version="2.0"><channel><title>t</title>` + strings.Repeat("<item><title>a</title></item>", n/30) + "</channel></rss>")
		}, mostFile},
		{"a feed of tiny entries, Atom", func(n int) []byte {
			return []byte(`<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>` + strings.Repeat("<entry><title>a</title></entry>", n/31) + "</feed>")
		}, mostFile},
		{"a feed in JSON", func(n int) []byte {
			return []byte(`{"version":"https://jsonfeed.org/version/1.1","title":"t","items":[` + strings.Repeat(`{"id":"a","content_text":"a"},`, n/30) + `{"id":"b","content_text":"b"}]}`)
		}, mostFile},
		{"a feed of one entry", func(n int) []byte {
			return []byte(`<rss version="2.0"><channel><title>t</title><item><title>a</title><description>` + strings.Repeat("a &lt;b&gt;", n/11) + "</description></item></channel></rss>")
		}, mostFile},
		{"data in JSON", func(n int) []byte {
			return []byte(`[` + strings.Repeat(`{"a":[1,{"b":"The ferry left."}]},`, n/34) + `1]`)
		}, mostFile},
	}
}

func rich(unit string) func(int) []byte {
	return func(size int) []byte { return []byte(`{\rtf1\ansi ` + strings.Repeat(unit, size/len(unit)) + "}") }
}

func wordFile(body string) []byte { return stored("word/document.xml", wordHead+body+wordTail) }

func documentOf(unit string) func(int) []byte {
	return func(size int) []byte { return wordFile(strings.Repeat(unit, size/len(unit))) }
}

// WordOf is a Word file of so many paragraphs, each of which is [Sentence].
func WordOf(paragraphs int) []byte { return wordFile(strings.Repeat(wordPara, paragraphs)) }

// SlidesOf are so many paragraphs, each of which is [Sentence], on slides of ten.
func SlidesOf(paragraphs int) []byte {
	return show(max(1, paragraphs/10), strings.Repeat("<a:p><a:r><a:t>"+Sentence+"</a:t></a:r></a:p>", min(paragraphs, 10)))
}

// show is a number of slides that hold the same; each is there once, and shown many times.
func show(slides int, body string) []byte {
	return stored("ppt/presentation.xml", `<p:presentation xmlns:p="p" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><p:sldIdLst>`+
		strings.Repeat(`<p:sldId r:id="rId1"/>`, slides)+`</p:sldIdLst></p:presentation>`,
		"ppt/_rels/presentation.xml.rels", `<Relationships><Relationship Id="rId1" Target="slides/1.xml"/></Relationships>`,
		"ppt/slides/1.xml", `<p:sld xmlns:p="p" xmlns:a="a"><p:sp><p:txBody>`+body+`</p:txBody></p:sp></p:sld>`)
}

// BookOf is a book of so many paragraphs, each of which is [Sentence], in chapters of a thousand.
func BookOf(paragraphs int) []byte {
	var items, spine strings.Builder
	var chapters []string
	for i := range max(1, paragraphs/1000) {
		fmt.Fprintf(&items, `<item id="c%d" href="c%d.xhtml" media-type="application/xhtml+xml"/>`, i, i)
		fmt.Fprintf(&spine, `<itemref idref="c%d"/>`, i)
		chapters = append(chapters, fmt.Sprintf("c%d.xhtml", i),
			"<html><body>"+strings.Repeat("<p>"+Sentence+"</p>", min(paragraphs, 1000))+"</body></html>")
	}
	return stored(append([]string{
		"mimetype", "application/epub+zip",
		"META-INF/container.xml", `<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>`,
		"b.opf", "<package><manifest>" + items.String() + "</manifest><spine>" + spine.String() + "</spine></package>",
	}, chapters...)...)
}

func bookWith(chapter string) []byte { return stored(bookOf(`<itemref idref="a"/>`, chapter)...) }

// PDFOf is a PDF file of so many pages, each of which shows [Sentence] so many times.
func PDFOf(pages, lines int) []byte {
	p := NewPDF()
	kids := make([]int, pages)
	p.Stream(4, "", shown(lines))
	for i := range kids {
		kids[i] = 5 + i
		p.Page(kids[i], 4, "")
	}
	p.Pages(pages, kids...)
	return p.Bytes("")
}

// pdfPage is one page that shows a text at many places.
func pdfPage(size int, text string) []byte {
	p := NewPDF()
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, "BT /F1 1 Tf %d.%d %d Td (%s) Tj ET\n", i*7%600, i%10, i*13%800, text)
	}
	p.Stream(4, "", b.String())
	p.Page(5, 4, "")
	p.Pages(1, 5)
	return p.Bytes("")
}

// stored makes an archive whose entries are as large as what they hold.
func stored(entries ...string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(entries); i += 2 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: entries[i], Method: zip.Store})
		must(err)
		write(w, entries[i+1])
	}
	must(z.Close())
	return b.Bytes()
}
