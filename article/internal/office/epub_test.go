package office_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/footnote-bot/footnote/article/internal/ledger"
	"github.com/footnote-bot/footnote/article/internal/office"
)

// A book's chapters are found by whatever form its list gives to their names, and those that are not are counted.
func TestChaptersOfBooks(t *testing.T) {
	book := func(opf string, files ...string) []byte {
		return pack(t, append([]string{
			"mimetype", "application/epub+zip", "META-INF/container.xml", `<container><rootfiles><rootfile full-path="in/book.opf"/></rootfiles></container>`,
			"in/book.opf", "<package><metadata/>" + opf + "</package>",
		}, files...)...)
	}
	item := func(id, href, more string) string { return `<item id="` + id + `" href="` + href + `" ` + more + `/>` }
	const html = `media-type="application/xhtml+xml"`
	const spine = `<spine><itemref idref="a"/><itemref idref="b"/></spine>`
	one, two := "<html><body><p>It left at noon.</p></body></html>", "<html><body><p>It came back.</p></body></html>"
	tests := []struct {
		name string
		data []byte
		want string
		off  ledger.Ledger
	}{
		{"parts of one file", book("<manifest>"+item("a", "1.xhtml#i", html)+item("b", "1.xhtml#ii", html)+"</manifest>"+spine, "in/1.xhtml", one), "It left at noon.", nil},
		{"another case", book("<manifest>"+item("a", "Text/ONE.xhtml", html)+item("b", "2.xhtml", html)+"</manifest>"+spine, "in/text/one.XHTML", one, "in/2.xhtml", two), "It left at noon. It came back.", nil},
		{"names with accents and signs", book("<manifest>"+item("a", "caf%C3%A9.xhtml", html)+item("b", "50%.xhtml", html)+"</manifest>"+spine, "in/café.xhtml", one, "in/50%.xhtml", two), "It left at noon. It came back.", nil},
		{"from the root", book("<manifest>"+item("a", "/in/1.xhtml", html)+item("b", "../2.xhtml", html)+"</manifest>"+spine, "in/1.xhtml", one, "2.xhtml", two), "It left at noon. It came back.", nil},
		{"asked for", book("<manifest>"+item("a", "1.xhtml?v=2", html)+item("b", "2.xhtml", html)+"</manifest>"+spine, "in/1.xhtml", one, "in/2.xhtml", two), "It left at noon. It came back.", nil},
		{
			"another form of the book first", pack(t, "mimetype", "application/epub+zip", "META-INF/container.xml",
				`<container><rootfiles><rootfile full-path="book.pdf" media-type="application/pdf"/><rootfile full-path="in/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`,
				"in/book.opf", "<package><metadata/><manifest>"+item("a", "1.xhtml", html)+`</manifest><spine><itemref idref="a"/></spine></package>`, "in/1.xhtml", one), "It left at noon.", nil,
		},
		{
			"raised and hidden by its style sheet", book("<manifest>"+item("a", "text/1.xhtml", html)+`</manifest><spine><itemref idref="a"/></spine>`, "in/css/s.css", ".calibre7 { vertical-align: super } .gone { display: none }", "in/text/1.xhtml",
				`<html><head><link rel="stylesheet" type="text/css" href="../css/s.css"/></head><body><p>It has 10<span class="calibre7">6</span> stones.</p><p class="gone">Proof copy</p></body></html>`),
			"It has 10⁶ stones.",
			ledger.Ledger{ledger.Hidden: 2},
		},
		{"without a container", pack(t, "mimetype", "application/epub+zip", "in/book.opf", "<package><metadata/><manifest>"+item("b", "1.xhtml", html)+item("a", "2.xhtml", html)+"</manifest>"+spine+"</package>", "in/1.xhtml", one, "in/2.xhtml", two), "It came back. It left at noon.", nil},
		{"a container that escapes the name", pack(t, "mimetype", "application/epub+zip", "META-INF/container.xml", "\ufeff"+`<?xml version="1.0"?><container><rootfiles><rootfile full-path="/in/My%20Book.opf"/></rootfiles></container>`, "in/My Book.opf", "<package><metadata/><manifest>"+item("a", "1.xhtml", html)+`</manifest><spine><itemref idref="a"/></spine></package>`, "in/1.xhtml", one), "It left at noon.", nil},
		{
			"pages of the printed book", book("<manifest>"+item("a", "1.xhtml", html)+`</manifest><spine><itemref idref="a"/></spine>`, "in/1.xhtml",
				`<html><body><p>It left <span epub:type="pagebreak" id="p12">12</span>at noon<a role="doc-pagebreak" id="p13"> 13</a>. <b role="doc-pagebreak">It came back late at night.</b></p></body></html>`),
			"It left at noon. It came back late at night.",
			ledger.Ledger{ledger.Navigation: 2},
		},
		{"wrong types", book("<manifest>"+item("a", "1.html", `media-type="text/plain"`)+item("b", "2", `media-type="text/html"`)+"</manifest>"+spine, "in/1.html", one, "in/2", two), "It left at noon. It came back.", nil},
		{"no order", book("<manifest>"+item("a", "1.xhtml", html)+item("s", "s.css", `media-type="text/css"`)+item("b", "2.xhtml", html)+"</manifest>", "in/1.xhtml", one, "in/s.css", "p{}", "in/2.xhtml", two), "It left at noon. It came back.", nil},
		{"a chapter that is not there", book("<manifest>"+item("a", "1.xhtml", html)+item("b", "2.xhtml", html)+"</manifest>"+spine, "in/1.xhtml", one), "It left at noon.", ledger.Ledger{ledger.UnreadPart: 1}},
		{"a chapter that is not in the list", book("<manifest>"+item("a", "1.xhtml", html)+"</manifest>"+spine, "in/1.xhtml", one), "It left at noon.", ledger.Ledger{ledger.UnreadPart: 1}},
		{"a page that is a picture", book("<manifest>"+item("a", "1.svg", `media-type="image/svg+xml"`)+item("b", "2.xhtml", html)+"</manifest>"+spine, "in/1.svg", "<svg/>", "in/2.xhtml", two), "It came back.", ledger.Ledger{ledger.Image: 1}},
		{"an empty title", book("<manifest>"+item("a", "1.xhtml", html)+"</manifest>"+spine[:len("<spine><itemref idref=\"a\"/>")]+"</spine>", "in/1.xhtml", `<html><head><title/><script src="x.js"/></head><body><a id="p1"/><p>It left at noon.</p></body></html>`), "It left at noon.", nil},
		{
			"notes, contents, rows", book("<manifest>"+item("a", "1.xhtml", html)+item("b", "c.xhtml", html+` properties="scripted nav"`)+"</manifest>"+spine, "in/1.xhtml",
				`<html><body><p>It left in 1987<a epub:type="noteref" href="#n">1</a>, with 10<sup>6</sup> eels.</p><table><tr><td rowspan="2">Deep</td><td>cod</td></tr><tr><td>ling</td></tr></table><aside epub:type="footnote" id="n">Or later.</aside></body></html>`,
				"in/c.xhtml", "<html><body><p>All chapters</p></body></html>"),
			"It left in 1987, with 10⁶ eels. Deep | cod Deep | ling Or later.",
			ledger.Ledger{ledger.Note: 1, ledger.Navigation: 2},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := office.EPUB(t.Context(), tt.data)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, b := range doc.Blocks {
				got = append(got, strings.TrimSpace(b.Text))
			}
			if text := strings.Join(got, " "); text != tt.want {
				t.Errorf("text %q, want %q", text, tt.want)
			}
			if diff := cmp.Diff(tt.off, doc.Ledger); diff != "" {
				t.Errorf("not in the text (-want +got):\n%s", diff)
			}
		})
	}
}
