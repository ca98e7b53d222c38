package articletest

import (
	"fmt"
	"strings"

	"github.com/footnote-bot/footnote/article"
)

// Shown is a file together with all the words that its format shows to people, each of them once.
type Shown struct {
	Name  string
	Kind  article.Kind
	Data  []byte
	Words string // that are text
	// Apart are words that may be no text, by the kind that they are counted under. Hidden ones are not shown, and counted all the same.
	Apart map[string]string
	Parts map[string]int // what is counted itself: pictures, parts that cannot be opened
}

const (
	shownText = "The ferry left old harbour at noon with four of crew, and nobody waited on that quay for them until dusk came over bay."
	shownMore = "Council members had decided in March, after three long evenings, which boats would sail again next summer despite everything."
)

// ShownFiles are small files of every format that use what it has.
func ShownFiles() []Shown {
	return []Shown{
		shownPage(), shownBook(), shownWord(), shownSlides(), shownPDF(),
		{
			Name: "Markdown", Kind: article.Markdown, Words: shownText + " " + shownMore + " Deep cod 29 Minutes",
			Data:  []byte(shownText + "[^1]\n\n| Deep | cod |\n|-|-|\n| 29 | |\n\n- " + shownMore + "\n\n![gull](g.png)\n\n[^1]: Minutes\n"),
			Apart: map[string]string{"note": "1"}, Parts: map[string]int{"image": 1},
		},
		{Name: "text", Kind: article.Text, Words: shownText + " " + shownMore, Data: []byte(shownText + "\n\n" + shownMore + "\n")},
		{Name: "rich text", Words: shownText + " " + shownMore, Data: []byte(`{\rtf1\ansi ` + shownText + `\par ` + shownMore + `\par}`)},
		{
			Name: "a feed", Kind: article.Feed, Words: "Boats sail " + shownText,
			Data: []byte(`<rss version="2.0"><channel><title>Bay</title><item><title>Boats sail</title><description>` + shownText + "</description></item></channel></rss>"),
		},
	}
}

func shownPage() Shown {
	return Shown{
		Name: "a page", Kind: article.HTML,
		Words: "Harbour " + shownText + " " + shownMore + " 25 m² 10⁶ stones Basin Deep Low Water 26 31 Opening? At ten.",
		Apart: map[string]string{
			"navigation": "Home Weather Tides Subscribe 7 8", "hidden": "secret words", "note": "1 2", "form_value": "Heron", "repeated_head": "",
		},
		Parts: map[string]int{"image": 1},
		Data: []byte(`<!doctype html><html lang="en"><head><title>Harbour</title></head><body><nav><a href="/">Home</a> <a href="/w">Weather</a> <a href="/t">Tides</a></nav>
<main><article><h1>Harbour</h1><p>` + shownText + `<sup><a href="#n1">1</a></sup></p><img src="a.jpg"><p>25 m<sup>2</sup>, 10<sup>6</sup> stones<sup><a href="#n2">2</a></sup></p>
<p hidden>secret words</p><form><input name="boat" value="Heron"></form>
<table><tr><th>Basin</th><th>Water</th></tr><tr><td>Deep</td><td>26</td></tr><tr><td>Low</td><td>31</td></tr></table>
<h2><button aria-expanded="false" aria-controls="p">Opening?</button></h2><div id="p" hidden><p>At ten.</p></div><p>` + shownMore + `</p></article></main>
<footer><button>Subscribe</button><pre><span class="lineno">7</span>
<span class="lineno">8</span></pre></footer></body></html>`),
	}
}

func shownBook() Shown {
	return Shown{
		Name: "a book", Kind: article.EPUB, Words: shownText + " Minutes",
		Apart: map[string]string{"navigation": "Contents chapters", "note": "1", "hidden": "secret"}, Parts: map[string]int{"image": 1, "unread_part": 1},
		Data: Zip("mimetype", "application/epub+zip", "META-INF/container.xml", `<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>`,
			"b.opf", `<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/><item id="n" href="n.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest><spine><itemref idref="n"/><itemref idref="a"/><itemref idref="gone"/></spine></package>`,
			"n.xhtml", "<html><body><p>Contents</p><p>chapters</p></body></html>",
			"a.xhtml", `<html><body><p>`+shownText+`<a epub:type="noteref" href="#n">1</a></p><img src="x.png"/><p hidden="hidden">secret</p><aside epub:type="footnote" id="n">Minutes</aside></body></html>`),
	}
}

func shownWord() Shown {
	para := func(s string) string { return "<w:p><w:r><w:t>" + s + "</w:t></w:r></w:p>" }
	part := func(s string) string { return `<w:p xmlns:w="w"><w:r><w:t>` + s + "</w:t></w:r></w:p>" }
	return Shown{
		Name: "a Word file", Kind: article.DOCX, Words: shownText + " Deep cod half town Minutes Boats Sail Rowed 2024 12.5% 181 2025 30% 236",
		Apart: map[string]string{"hidden": "secret", "repeated_head": "Office paper", "other": "remark"}, Parts: map[string]int{"image": 1},
		Data: Zip(
			"word/document.xml", `<w:document xmlns:w="w" xmlns:c="c" xmlns:r="r" xmlns:a="a"><w:body>`+para(shownText)+`<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:drawing><a:blip/><c:chart r:id="c"/></w:drawing></w:r></w:p>`+
				"<w:tbl><w:tr><w:tc>"+para("Deep")+"</w:tc><w:tc>"+para("cod")+"<w:tbl><w:tr><w:tc>"+para("half")+"</w:tc><w:tc>"+para("town")+"</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl></w:body></w:document>",
			"word/_rels/document.xml.rels", `<Relationships><Relationship Id="c" Type="x/chart" Target="c.xml"/><Relationship Id="h" Type="x/header" Target="h.xml"/><Relationship Id="k" Type="x/comments" Target="k.xml"/></Relationships>`,
			"word/c.xml", Chart, "word/h.xml", part("Office paper"), "word/k.xml", part("remark"), "word/endnotes.xml", `<w:endnotes xmlns:w="w"><w:endnote>`+para("Minutes")+"</w:endnote></w:endnotes>",
		),
	}
}

func shownSlides() Shown {
	para := func(s string) string { return "<a:p><a:r><a:t>" + s + "</a:t></a:r></a:p>" }
	const head, tail = `<p:sld xmlns:p="p" xmlns:a="a" xmlns:c="c" xmlns:r="r"`, "</p:sld>"
	return Shown{
		Name: "slides", Kind: article.PPTX, Words: shownText + " Boats Sail Rowed 2024 12.5% 181 2025 30% 236",
		Apart: map[string]string{"hidden": "last year", "repeated_head": "foot"}, Parts: map[string]int{"image": 1, "unread_part": 1},
		Data: Zip(
			"ppt/presentation.xml", `<p:presentation xmlns:p="p" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><p:sldIdLst><p:sldId r:id="r1"/><p:sldId r:id="r2"/><p:sldId r:id="r3"/></p:sldIdLst></p:presentation>`,
			"ppt/_rels/presentation.xml.rels", `<Relationships><Relationship Id="r1" Target="slides/1.xml"/><Relationship Id="r2" Target="slides/2.xml"/><Relationship Id="r3" Target="slides/3.xml"/></Relationships>`,
			"ppt/slides/1.xml", head+">"+para(shownText)+`<c:chart r:id="c"/><p:sp><p:ph type="ftr"/>`+para("foot")+"</p:sp>"+tail,
			"ppt/slides/2.xml", head+` show="0">`+para("last year")+tail, "ppt/slides/3.xml", head+"><a:blip/>"+tail,
			"ppt/slides/_rels/1.xml.rels", `<Relationships><Relationship Id="c" Type="x/chart" Target="../c.xml"/></Relationships>`, "ppt/c.xml", Chart,
		),
	}
}

func shownPDF() Shown {
	p := NewPDF()
	pages := make([]int, 0, 4)
	words := strings.Fields(shownText)
	var heads []string
	for i := range 4 {
		text := strings.Join(words[i*6:(i+1)*6], " ")
		heads = append(heads, fmt.Sprintf("Review %d", i+1))
		p.Stream(10+2*i, "", fmt.Sprintf("BT /F1 11 Tf 50 770 Td (%s) Tj 0 -90 Td (%s.) Tj ET", heads[i], text))
		if i == 0 {
			p.Object(11, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> >> /Contents 10 0 R /Annots [20 0 R] >>")
		} else {
			p.Page(11+2*i, 10+2*i, "")
		}
		pages = append(pages, 11+2*i)
	}
	p.Object(20, "<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (Heron) /F 4 /Rect [50 600 100 620] >>")
	p.Pages(4, pages...)
	return Shown{
		Name: "a PDF file", Kind: article.PDF, Words: strings.Join(words[:24], " ") + " Heron", Apart: map[string]string{"repeated_head": strings.Join(heads, " ")}, Data: p.Bytes(""),
	}
}
