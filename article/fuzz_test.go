package article_test

import (
	"errors"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/article"
)

// longestSource bounds what a fuzzer makes of a source, in bytes.
const longestSource = 2 << 10

// sound checks what any source is read as: it fails with a kind, or is a document whose passages can be cited.
func sound(t *testing.T, d *article.Document, err error) {
	t.Helper()
	if err != nil {
		if failure, ok := errors.AsType[*article.Error](err); !ok || failure.Kind == "" {
			t.Fatalf("not a typed failure: %v", err)
		}
		return
	}
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	if !utf8.ValidString(d.Text) || strings.ContainsFunc(d.Text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }) {
		t.Fatalf("text holds what no text holds: %q", d.Text)
	}
	for _, p := range d.Passages {
		c, err := d.Cite(p.Start, p.End)
		if err != nil {
			t.Fatal(err)
		}
		c.Link()
	}
}

// FuzzReadSource finds out what bytes are, and reads those that are text; pages and files have targets of their own.
//
//fuzz:covers sniff.go formats.go assemble.go clean.go broken.go headings.go
func FuzzReadSource(f *testing.F) {
	for name, data := range map[string]string{
		"a.txt": "The ferry left.\n\n渡轮离开了。", "b.md": "# A\n\n- b\n  - c\n\n|a|\n|-|\n|b|", "c": "<html><body><p>The ferry left at noon.</p>", "d": "%PDF-1.4", "e": "PK\x03\x04",
		"f": `{\rtf1 a}`, "g.txt": "\xff\xfea\x00 \x00b\x00", "h": `{"a":1}`, "i": "THE WALL\n\nIt was built in\n\nMarch.¹\n\n¹ A note.", "j": "Ann: Hello.\nBob: Hello.\nAnn: Bye.",
	} {
		f.Add([]byte(data), name)
	}
	r, err := article.NewReader(article.Config{})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte, name string) {
		if len(data)+len(name) > longestSource {
			return
		}
		switch kind, err := article.Sniff(data, name, ""); {
		case err != nil:
			sound(t, nil, err)
		case kind == article.HTML, kind == article.PDF, kind == article.DOCX, kind == article.PPTX, kind == article.EPUB, kind == article.Feed:
		default:
			reading, err := r.ReadSource(t.Context(), article.Source{Data: data, Name: name, URL: "https://a.example/x"})
			sound(t, reading.Document, err)
		}
	})
}

// FuzzFeed reads RSS, Atom and JSON feeds.
//
//fuzz:covers feed.go feed_limit.go
func FuzzFeed(f *testing.F) {
	for _, feed := range []string{
		`<rss version="2.0"><channel><title>A</title><ttl>60</ttl><item><title>b &lt;i&gt;c</title><link>/d</link><description>&lt;p&gt;e&lt;/p&gt;</description><pubDate>Mon, 12 Jan 2026 09:00:00 GMT</pubDate><guid>http://f.example</guid></item></channel></rss>`,
		`<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><title type="text">&lt;b&gt;</title><link href="c"/><summary type="html">d</summary><content type="xhtml"><div>e</div></content><updated>2026-01-12T09:00:00Z</updated></entry></feed>`,
		`{"version":"https://jsonfeed.org/version/1.1","title":"A","items":[{"id":"1","url":"https://b.example","content_html":"<p>c","date_published":"2026-01-12"}]}`,
		`<rdf:RDF xmlns:rdf="r"><channel><title>A</title></channel><item><title>b</title><!-- <item> --><![CDATA[<item>]]></item></rdf:RDF>`,
	} {
		f.Add([]byte(feed))
	}
	r, err := article.NewReader(article.Config{})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > longestSource {
			return
		}
		reading, err := r.ReadSource(t.Context(), article.Source{Data: data, URL: "https://a.example/x", Kind: article.Feed})
		sound(t, reading.Document, err)
		for _, cut := range []bool{false, true} {
			if kept, beyond := article.FirstEntries(data, 1, cut); beyond < 0 || len(kept) > 2*len(data)+100 {
				t.Errorf("%d entries are left out, %q kept", beyond, kept)
			}
		}
		for _, to := range article.NamedFeeds(data, "https://a.example/x") {
			if !strings.HasPrefix(to, "http") {
				t.Errorf("a feed at %q", to)
			}
		}
	})
}

// FuzzDiscussion makes a document of messages, as of a thread or an export of a chat.
//
//fuzz:covers given.go assemble.go speakers.go
func FuzzDiscussion(f *testing.F) {
	f.Add("Ann", "The ferry left.\nIt was late.", "Bob Orr", "Why? https://a.example/x", "unread words")
	f.Add("李明", "渡轮离开了。", "", "\x00\n\n\t", "")
	f.Fuzz(func(t *testing.T, ann, said, bob, answered, unread string) {
		if len(ann)+len(said)+len(bob)+len(answered)+len(unread) > longestSource {
			return
		}
		messages := []article.DiscussionMessage{{Author: ann, Text: said, Permalink: "https://a.example/1"}, {Author: bob, Text: answered, Permalink: "https://a.example/2"}}
		d := article.NewDiscussion("https://a.example/1", "", messages, []string{unread})
		sound(t, d, nil)
		if c := d.Coverage; c.WordsFound < c.WordsRead {
			t.Errorf("coverage %+v", c)
		}
	})
}

// FuzzShown finds a text on the page that it was read from, and tries links to its passages there.
//
//fuzz:covers shown.go fragment_page.go fragment_match.go
func FuzzShown(f *testing.F) {
	for _, s := range []string{
		"<p>The ferry left at noon.<p>It came back late.", "<p hidden>a<p>b c d e f g h", "<ruby>漢<rt>かん</ruby>字", "<pre>a\n b\n</pre>", "<li style=display:none>x<li>y z",
		"<table><tr><td>a b c d<td>e f g h</table>", "<b>T</b>he \u00ad ferry\u200b left", "\xff<p>\xc3(\ufffc</p>", "<select><option>a</select><textarea>b</textarea>",
	} {
		f.Add(s, "The ferry left at noon.\n\nIt came back late.\n\na b c d | e f g h\n\n漢字")
	}
	f.Fuzz(func(t *testing.T, inside, text string) {
		if len(inside)+len(text) > longestSource {
			return
		}
		d := article.ShownOn("<html><body><nav>Menu of the harbour</nav><article><h1>Second ferry</h1>"+inside+"<p>The council of the larger town has promised to decide on the fares.</p></article>", text)
		for _, p := range d.Passages[:min(len(d.Passages), 20)] {
			c, err := d.CitePassages(p.Number, p.Number)
			if err != nil {
				t.Fatal(err)
			}
			got := c.Link()
			if _, directive, found := strings.Cut(got, ":~:text="); found && (len(directive) > 480 || directive == "") {
				t.Errorf("directive of %d bytes: %s", len(directive), got)
			}
		}
	})
}
