package article_test

import (
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/article/articletest"
)

func TestKindsByTheirBytes(t *testing.T) {
	const words = "The ferry to Oland leaves at nine. It carries forty cars and their drivers, and it returns before dark on most days of the year."
	page := "<title>Ferry</title><div><p>" + words + "</p></div>"
	for _, c := range []struct {
		name, file, data string
		want             article.Kind
	}{
		{"a whole page", "", "<!doctype html><html><body><p>" + words + "</p></body></html>", article.HTML},
		{"a page without its first lines", "", "<!--<![endif]--><head>\n" + page, article.HTML},
		{"a page that begins with a link", "", "\n<link rel=\"stylesheet\" href=\"x.css\"><head>" + page, article.HTML},
		{"a byte order mark before a comment", "", "\ufeff<!-- saved -->\n<head>" + page, article.HTML},
		{"Markdown that begins with a tag", "README.md", "<p align=\"center\">Ferries</p>\n\n# Ferries\n\n" + words, article.Markdown},
		{"text that begins with a sign", "", "<3 for ferries. " + words, article.Text},
		{"text about tags", "", "Write <title> and <meta> into the page. " + words, article.Text},
		{"a letter as it is sent", "", "Received: from a by b\r\n\twith c\r\nSubject: Ferries\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<html><body><p>" + words + "</p></body></html>", article.Text},
		{"a letter that somebody typed", "", "From: Ann\nTo: Bo\n\n" + words, article.Text},
		{"a Word file whose main part has another name", "", string(articletest.Zip(
			"[Content_Types].xml", `<Types><Override PartName="/word/a.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
			"_rels/.rels", `<Relationships><Relationship Id="a" Type="x/officeDocument" Target="word/a.xml"/></Relationships>`,
			"word/a.xml", `<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>`+words+`</w:t></w:r></w:p></w:body></w:document>`,
		)), article.DOCX},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := article.NewReader(article.Config{})
			if err != nil {
				t.Fatal(err)
			}
			got, err := r.ReadSource(t.Context(), article.Source{Data: []byte(c.data), Name: c.file})
			if err != nil {
				t.Fatal(err)
			}
			if got.Document.Kind != c.want || !strings.Contains(got.Document.Text, words) {
				t.Errorf("kind = %s, want %s; text %q", got.Document.Kind, c.want, got.Document.Text)
			}
		})
	}
}

// A page that shows the head of a letter is a page.
func TestPageOfLetterIsNoLetter(t *testing.T) {
	d := read(t, article.Source{URL: "https://a.example/1", Data: []byte("<html><head><title>Re: boats</title></head><body><pre>From: Ann Bell &lt;a@a.example&gt;\n" +
		"Message-ID: &lt;1@a.example&gt;\n\nThe boat sails at noon, and nobody waits for it at the pier.\n</pre></body></html>")})
	if d.Kind != article.HTML {
		t.Errorf("kind %q", d.Kind)
	}
}
