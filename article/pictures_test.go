package article_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/article/articletest"
)

// What is nothing but pictures is named, with how many there are.
func TestPicturesOfText(t *testing.T) {
	const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	slides := []string{
		"ppt/presentation.xml", `<p:presentation xmlns:p="p" xmlns:r="` + relations + `"><p:sldIdLst><p:sldId r:id="r1"/><p:sldId r:id="r2"/></p:sldIdLst></p:presentation>`,
		"ppt/_rels/presentation.xml.rels", `<Relationships><Relationship Id="r1" Target="slides/1.xml"/><Relationship Id="r2" Target="slides/2.xml"/></Relationships>`,
	}
	for i := 1; i <= 2; i++ {
		slides = append(slides, fmt.Sprintf("ppt/slides/%d.xml", i), `<p:sld xmlns:p="p" xmlns:a="a"><a:blip/></p:sld>`)
	}
	files := map[string][]byte{
		"slides":      articletest.Zip(slides...),
		"a Word file": articletest.Zip("word/document.xml", `<w:document xmlns:w="w" xmlns:a="a"><w:body><w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p><w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p></w:body></w:document>`),
		"a book": articletest.Zip("mimetype", "application/epub+zip", "META-INF/container.xml", `<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>`,
			"b.opf", `<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>`,
			"a.xhtml", `<html><body><img src="1.jpg"/><img src="2.jpg"/></body></html>`),
	}
	r, err := article.NewReader(article.Config{})
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range files {
		_, err := r.ReadSource(t.Context(), article.Source{Data: data})
		if failed, ok := errors.AsType[*article.Error](err); !ok || failed.Kind != article.ScannedPDF || failed.Pages != 2 {
			t.Errorf("%s: %v, want two pictures", name, err)
		}
	}
	page := `<html lang="en"><body><article><h1>Menu of the day</h1>` + strings.Repeat(`<img src="a.jpg">`, 4) + `</article></body></html>`
	d := read(t, article.Source{Data: []byte(page), URL: "https://a.example/menu"})
	if want := (article.Missing{Kind: "image", Count: 4}); len(d.Coverage.Missing) != 1 || d.Coverage.Missing[0] != want {
		t.Errorf("of a page of pictures is missing %+v, want %+v", d.Coverage.Missing, want)
	}
}
