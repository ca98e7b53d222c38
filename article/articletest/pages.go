package articletest

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"strings"

	"github.com/footnote-bot/footnote/article"
)

// HostilePages are pages and texts.
func HostilePages() []Hostile {
	return []Hostile{
		{"a page of a million elements", page(func() string { return strings.Repeat("<i></i>", 1_000_000) }), "", true},
		{"a page of a million paragraphs", page(func() string { return strings.Repeat("<p>x</p>", 1_000_000) }), article.TooLarge, true},
		{"a page of as many paragraphs as have a tree", page(func() string { return strings.Repeat("<p>Words that differ.</p>", 49_000) }), "", true},
		{"elements in elements, 200,000 deep", page(func() string { return strings.Repeat("<div>", 200_000) }), "", true},
		{"tables in tables", page(func() string { return strings.Repeat("<table><tr><td>", 50_000) }), "", false},
		{"an element of 20,000 attributes", page(func() string {
			var b strings.Builder
			for i := range 20_000 {
				fmt.Fprintf(&b, " a%d=1", i)
			}
			return "<p" + b.String() + ">"
		}), "", false},
		{"a page whose first word comes after 30 MB", page(func() string { return "<!--" + strings.Repeat("x", 30<<20) + "-->" }), article.TooLarge, true},
		{"a page of 49 MB", page(func() string { return strings.Repeat("<p>"+Sentence+"</p>", 49<<20/(len(Sentence)+7)) }), article.TooLarge, true},
		{"a text of 49 MB", repeatedText(Sentence, 49<<20), article.TooLarge, true},
		{"a text of one word of 40 MB", repeatedText("a", 40<<20), article.TooLarge, true},
		{"Markdown of nothing but marks", repeatedText("# A\n\n* a **b** [c](http://a.example/) `d`\n", 8<<20), article.TooLarge, true},
		{"Markdown, quotes in quotes", func() []byte { return []byte("# A\n\n## B\n\n" + strings.Repeat("> ", 100_000) + Sentence) }, "", false},
		{"rich text, groups in groups", func() []byte { return []byte(`{\rtf1 ` + strings.Repeat("{", 1_000_000) + Sentence + "}") }, "", false},
		{"a feed of 20 MB", func() []byte {
			return []byte(`<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>` +
				strings.Repeat("<item><title>a</title><description>"+Sentence+"</description></item>", 20<<20/(len(Sentence)+60)) + "</channel></rss>")
		}, article.TooLarge, true},
		{"a feed whose words stand for words", func() []byte {
			return []byte(`<?xml version="1.0"?>` + laughs() + `<rss version="2.0"><channel><title>&j;</title><item><title>&j; the boat</title></item></channel></rss>`)
		}, "", false},
	}
}

// page is a page with something in front of its text.
func page(before func() string) func() []byte {
	return func() []byte {
		return []byte(`<!doctype html><html lang="en"><head><title>The boat</title></head><body><article>` + before() + "<p>" + strings.Repeat(Sentence, 5) + "</p></article></body></html>")
	}
}

func repeatedText(unit string, size int) func() []byte {
	return func() []byte { return bytes.Repeat([]byte(unit), size/len(unit)) }
}

// laughs are words that stand for ten words each, nine floors high.
func laughs() string {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">`)
	for i := range 9 {
		fmt.Fprintf(&b, `<!ENTITY %c "%s">`, 'b'+i, strings.Repeat(fmt.Sprintf("&%c;", 'a'+i), 10))
	}
	return b.String() + "]>"
}

const (
	wordHead = `<w:document xmlns:w="w"><w:body>`
	wordTail = "</w:body></w:document>"
	wordPara = "<w:p><w:r><w:t>" + Sentence + "</w:t></w:r></w:p>"
	chapter  = "<html><body><p>" + Sentence + "</p></body></html>"
)

// HostileArchives are documents that are zip files.
func HostileArchives() []Hostile {
	return []Hostile{
		{"a Word file that inflates to a gigabyte", word(wordHead, " ", 1<<30), article.TooLarge, true},
		{"a Word file of 60 MB of paragraphs", word(wordHead, wordPara, 60<<20), article.TooLarge, true},
		{"a Word file, elements in elements", word(wordHead, "<w:p>", 5<<20), article.Damaged, false},
		{"a Word file of one element", word(wordHead+"<w:p ", `a="1" `, 20<<20), article.TooLarge, true},
		{"a Word file whose words stand for words", word(laughs()+wordHead+"<w:p><w:r><w:t>&j;</w:t></w:r></w:p>", wordPara, 10*len(wordPara)), "", false},
		{"a Word file of 11,000 entries", func() []byte {
			entries := []string{"word/document.xml", wordHead + wordPara + wordTail}
			for i := range 11_000 {
				entries = append(entries, fmt.Sprintf("x/%d", i), "x")
			}
			return Zip(entries...)
		}, article.TooLarge, true},
		{"a million styles", func() []byte {
			return Zip("word/document.xml", wordHead+wordPara+wordTail, "word/styles.xml", `<w:styles xmlns:w="w">`+strings.Repeat(`<w:style w:styleId="a"><w:name w:val="heading 1"/></w:style>`, 1_000_000))
		}, article.TooLarge, true},
		{"one slide 200,000 times", func() []byte {
			return Zip("ppt/presentation.xml", `<p:presentation xmlns:p="p" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><p:sldIdLst>`+
				strings.Repeat(`<p:sldId r:id="rId1"/>`, 200_000)+"</p:sldIdLst></p:presentation>",
				"ppt/_rels/presentation.xml.rels", `<Relationships><Relationship Id="rId1" Target="slides/1.xml"/></Relationships>`,
				"ppt/slides/1.xml", `<p:sld xmlns:p="p" xmlns:a="a"><p:sp><p:txBody><a:p><a:r><a:t>`+Sentence+`</a:t></a:r></a:p></p:txBody></p:sp></p:sld>`)
		}, article.TooLarge, true},
		{"one chapter a hundred thousand times", book(strings.Repeat(`<itemref idref="a"/>`, 100_000), chapter), article.TooLarge, true},
		{"a chapter of a million paragraphs", book(`<itemref idref="a"/>`, "<html><body>"+strings.Repeat("<p>"+Sentence+"</p>", 1_000_000)+"</body></html>"), article.TooLarge, true},
		{"a chapter, elements in elements", book(`<itemref idref="a"/>`, strings.Repeat("<div>", 100_000)+chapter), article.Damaged, false},
	}
}

func word(head, unit string, size int) func() []byte {
	return func() []byte {
		var b bytes.Buffer
		z := archive(&b)
		w, err := z.Create("word/document.xml")
		must(err)
		write(w, head)
		chunk := strings.Repeat(unit, max(1, 64<<10/len(unit)))
		for done := 0; done < size; done += len(chunk) {
			write(w, chunk)
		}
		write(w, wordTail)
		must(z.Close())
		return b.Bytes()
	}
}

func book(spine, chapter string) func() []byte {
	return func() []byte { return Zip(bookOf(spine, chapter)...) }
}

// bookOf are the entries of a book with one chapter, which its spine may name many times.
func bookOf(spine, chapter string) []string {
	return []string{
		"mimetype", "application/epub+zip",
		"META-INF/container.xml", `<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>`,
		"b.opf", `<package xmlns:dc="d"><metadata><dc:title>t</dc:title></metadata><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine>` + spine + `</spine></package>`,
		"a.xhtml", chapter,
	}
}

// Zip makes an archive of names and contents in turn.
func Zip(entries ...string) []byte {
	var b bytes.Buffer
	z := archive(&b)
	for i := 0; i < len(entries); i += 2 {
		w, err := z.Create(entries[i])
		must(err)
		write(w, entries[i+1])
	}
	must(z.Close())
	return b.Bytes()
}

// archive packs quickly: what repeats becomes small all the same.
func archive(b *bytes.Buffer) *zip.Writer {
	z := zip.NewWriter(b)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	return z
}

func write(w io.Writer, text string) {
	_, err := io.WriteString(w, text)
	must(err)
}

// must: a buffer takes everything.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
