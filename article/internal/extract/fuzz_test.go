package extract

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/ledger"
)

// A page is fuzzed by the steps of HTML, since the whole of it takes too long to be tried often. Longer pages than these do no more than shorter ones.
const (
	longestPage     = 4 << 10
	longestForeign  = 1 << 10 // of a page that readability reads
	longestFragment = 2 << 10
)

var fuzzed = &url.URL{Scheme: "https", Host: "gazette.example", Path: "/2026/01/12/story.html"}

// addPages makes seeds of the pages of testdata that are short enough, and of some shorter ones.
func addPages(f *testing.F, longest int) {
	f.Helper()
	pages, err := filepath.Glob("testdata/*.html")
	if err != nil || len(pages) == 0 {
		f.Fatal("no pages", err)
	}
	for _, path := range pages {
		page, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		if len(page) <= longest {
			f.Add(string(page))
		}
	}
	for _, page := range []string{
		`<table><caption>c</caption><tr><td><table><tr><td>a<td>b</table><td>c</table>`,
		`<script type="application/ld+json">[{"@type":["Article",1],"author":[{"name":{}}]}]</script><base href="::"><a href="%zz">x</a>`,
		`<base href="::"><a href="//">x</a><noscript><p>y</noscript><svg><title>t</title></svg><math><annotation>z`,
		`<title>A wall | Gazette</title><h1>A wall</h1><p class=byline>By Maud Finch, 12 January 2026<p hidden>x</p><ul><li>a<li>b</ul><pre>c</pre><div class=comments><p>d`,
	} {
		f.Add(page)
	}
}

// sound checks what the text of a page is made of.
func sound(t *testing.T, page string, pieces []piece) {
	t.Helper()
	for i := range pieces {
		p := &pieces[i]
		if strings.TrimSpace(p.Text) == "" || utf8.ValidString(page) && !utf8.ValidString(p.Text) || !strings.HasPrefix(p.Text, p.Lead) || p.linkDensity() < 0 {
			t.Errorf("piece %+v", p.Block)
		}
	}
}

// FuzzPieces opens a page: what it hides is taken off, and every letter and number that it shows stands in a piece.
//
//fuzz:covers extract.go parse.go hidden.go clutter.go render.go pieces.go table.go formulas.go state.go data.go linked.go stamp.go
func FuzzPieces(f *testing.F) {
	addPages(f, longestPage)
	f.Fuzz(func(t *testing.T, page string) {
		if len(page) > longestPage {
			return
		}
		p, ok := open(page, fuzzed)
		if !ok {
			return
		}
		sound(t, page, p.pieces)
		written := 0
		for i := range p.pieces {
			written += letters(p.pieces[i].Text)
		}
		if shown := lettersShown(p.doc); written < shown {
			t.Errorf("%d letters and numbers are shown, %d written", shown, written)
		}
		for _, text := range p.hidden {
			if strings.TrimSpace(text) == "" || !utf8.ValidString(text) {
				t.Errorf("hidden text %q", text)
			}
		}
	})
}

// lettersShown counts the letters and numbers of what is left of a page, but for what its fields and buttons hold and what browsers do not show.
func lettersShown(n *html.Node) int {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Head, atom.Iframe, atom.Audio, atom.Video, atom.Picture, atom.Canvas, atom.Object, atom.Datalist,
		atom.Map, atom.Rp, atom.Rt, atom.Select, atom.Textarea, atom.Button, atom.Svg, atom.Title:
		return 0
	}
	if n.Type == html.TextNode {
		return letters(n.Data)
	}
	sum := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		sum += lettersShown(c)
	}
	return sum
}

func letters(text string) int {
	n := 0
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			n++
		}
	}
	return n
}

// FuzzFlat reads a page without a tree, as only large ones are.
//
//fuzz:covers flat.go rest.go
func FuzzFlat(f *testing.F) {
	addPages(f, longestPage)
	f.Fuzz(func(t *testing.T, page string) {
		if len(page) > longestPage {
			return
		}
		flat := readFlat(page)
		sound(t, page, flat.pieces)
		sound(t, page, flat.plain())
		if flat.unread < 0 || flat.unread > 1 || elements(page) < 0 || TextIn([]byte(page)) > len(page) {
			t.Errorf("%v is unread, of %d bytes %d are text", flat.unread, len(page), TextIn([]byte(page)))
		}
	})
}

// FuzzMetadata asks a page for its title, author, day and address.
//
//fuzz:covers data.go linked.go stamp.go title.go site.go byline.go name.go reporter.go date.go day.go links.go
func FuzzMetadata(f *testing.F) {
	addPages(f, longestForeign)
	f.Fuzz(func(t *testing.T, page string) {
		if len(page) > longestForeign {
			return
		}
		p, ok := open(page, fuzzed)
		if !ok || len(p.pieces) == 0 {
			return
		}
		var r Result
		r.describe(p, nil, p.pieces, -1, p.pieces)
		r.keep(p.pieces, p.base)
		if strings.ContainsAny(r.Title+r.Byline, "\n\t") || strings.TrimSpace(r.Title) != r.Title || utf8.ValidString(page) && !utf8.ValidString(r.Title+r.Byline+r.Site) {
			t.Errorf("title %q, byline %q, site %q", r.Title, r.Byline, r.Site)
		}
		if r.Published != "" && !isDay(r.Published) {
			t.Errorf("published %q", r.Published)
		}
		for _, to := range r.Links {
			if !strings.HasPrefix(to, "http://") && !strings.HasPrefix(to, "https://") {
				t.Errorf("link %q", to)
			}
		}
	})
}

func isDay(at string) bool {
	if _, err := time.Parse(dayLayout, at); err == nil {
		return true
	}
	_, err := time.Parse(time.RFC3339, at)
	return err == nil
}

// FuzzTable reads tables, with cells that reach over rows and columns: no row says more than its table can mean.
//
//fuzz:covers table.go
func FuzzTable(f *testing.F) {
	for _, rows := range []string{
		`<caption>Fares</caption><tr><th>a<th>b<tr><td rowspan=2>c<td>d<tr><td>e`, `<tr><td colspan=3>a<td rowspan=99999>b<tr><td>c<td>d<tr><td>e<td><ul><li>f</ul>`,
		`<thead><tr><td><a href="x">a</a><td>b</thead><tbody><tr><td><table><tr><td>c<td>d</table><td>e`, `<tr><td><p>a<td><div>b<tr><td><form><td>c`,
	} {
		f.Add(rows)
	}
	f.Fuzz(func(t *testing.T, rows string) {
		if len(rows) > longestFragment {
			return
		}
		page := `<body><table>` + rows + `</table>`
		doc, ok := parse(page)
		if !ok {
			return
		}
		pieces := render(doc)
		sound(t, page, pieces)
		bytes := 0
		for i := range pieces {
			bytes += len(pieces[i].Text)
		}
		if bytes > 10*len(page)+mostRepeated {
			t.Errorf("%d bytes of a page of %d", bytes, len(page))
		}
	})
}

// FuzzFormula reads formulas, in MathML, in LaTeX and as pictures.
//
//fuzz:covers formulas.go ../formula/formula.go ../formula/mathml.go
func FuzzFormula(f *testing.F) {
	for _, inside := range []string{
		`<mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup><mfrac><mn>1</mn><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow></mfrac>`,
		`<msqrt><mi>a</mi></msqrt><mroot><mn>8</mn><mn>3</mn></mroot><munderover><mo>∑</mo><mrow><mi>i</mi></mrow><mi>n</mi></munderover><mover accent="true"><mi>x</mi><mo>¯</mo></mover>`,
		`<mfenced open="["><mn>0</mn><mn>1</mn></mfenced><mtable><mtr><mtd><mn>1</mn></mtd><mtd/></mtr></mtable><mmultiscripts><mi>C</mi><mprescripts/><mn>6</mn><mn>14</mn></mmultiscripts><msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>`,
		`<semantics><mi>x</mi><annotation encoding="application/x-tex">x</annotation></semantics></math><img class=tex alt="{\displaystyle x^2}"><script type="math/tex">y</script><math>`,
	} {
		f.Add(inside)
	}
	f.Fuzz(func(t *testing.T, inside string) {
		if len(inside) > longestFragment {
			return
		}
		page := `<body><p>It is <span class="katex"><math>` + inside + `</math></span> so.`
		doc, ok := parse(page)
		if !ok {
			return
		}
		if unread := mendFormulas(doc); unread < 0 {
			t.Errorf("%d words are unread", unread)
		}
		for n := range doc.Descendants() {
			if n.DataAtom == atom.Math {
				t.Error("a formula is left")
			}
		}
		sound(t, page, render(doc))
	})
}

// FuzzReadability is what readability proposes of a page: anything but a fault that ends the program, and the page stays as it was.
//
//fuzz:covers propose.go votes.go
func FuzzReadability(f *testing.F) {
	addPages(f, longestForeign)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > longestForeign {
			return
		}
		p, ok := open(text, fuzzed)
		if !ok {
			return
		}
		before := lettersShown(p.doc)
		found, err := p.propose(t.Context())
		if err != nil {
			t.Error(err)
		}
		for _, v := range found.votes(p.pieces) {
			if v < 0 || v > 1 {
				t.Errorf("a vote of %v", v)
			}
		}
		if after := lettersShown(p.doc); after != before {
			t.Errorf("the page has %d letters, and had %d", after, before)
		}
	})
}

// FuzzChoice weighs and chooses, whatever is proposed: every word is kept or counted.
//
//fuzz:covers choose.go weigh.go ballot.go features.go areas.go sections.go wording.go place.go thread.go teasers.go leave.go shape.go listings.go account.go votes.go
func FuzzChoice(f *testing.F) {
	for _, page := range []string{
		`<article><h1>A wall</h1><p>The council met on Monday in the small hall, because the large one was being painted.<p>It sat until after midnight.</article><div id=comments><p>I was there, and it was cold in that hall, whatever they say of it.`,
		`<title>A wall</title><h1>A wall</h1><ul><li><a href=1>a</a><li><a href=2>b</a></ul><table><tr><td>c<td>d<tr><td>e<td>f</table><input value=g><aside class=related><h2>More</h2><p>h i j</aside>`,
		`<div class=post><p>a b c d e f g h i<div class=post><p>j k l m n o p q r<div class=post><p>s t u v w x y z a`,
	} {
		f.Add(page, page)
		f.Add(page, "<p>a b c d e f g h i")
	}
	f.Fuzz(func(t *testing.T, text, other string) {
		if len(text)+len(other) > longestFragment {
			return
		}
		p, ok := open(text, fuzzed)
		if !ok {
			return
		}
		c := p.choose(p.evidence(p.pieces, proposing(t, other)))
		sound(t, text, c.kept)
		if c.from != "pieces" {
			return
		}
		shown, told := 0, ledger.Words(c.headline)
		for i := range p.pieces {
			shown += ledger.Words(p.pieces[i].Text)
		}
		for _, control := range p.controls {
			shown += control.words
		}
		for i := range c.kept {
			told += ledger.Words(c.kept[i].Text)
		}
		c.off.Each(func(_ ledger.Kind, n int) { told += n })
		if told != shown {
			t.Errorf("%d words are shown, %d kept or counted", shown, told)
		}
	})
}

// proposing is what is proposed where the text of another page was found.
func proposing(t *testing.T, text string) *proposed {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil
	}
	return &proposed{proposal: newProposal(render(doc))}
}

// FuzzWhole reads a page as a chapter of a book is read.
//
//fuzz:covers whole.go render.go
func FuzzWhole(f *testing.F) {
	addPages(f, longestPage)
	f.Fuzz(func(t *testing.T, page string) {
		if len(page) > longestPage {
			return
		}
		doc, err := html.Parse(strings.NewReader(page))
		if err != nil {
			return
		}
		for _, b := range Whole(doc).Blocks {
			if strings.TrimSpace(b.Text) == "" || utf8.ValidString(page) && !utf8.ValidString(b.Text) || b.Kind == block.Heading && (b.Level < 1 || b.Level > 6) {
				t.Errorf("block %+v", b)
			}
		}
	})
}

// FuzzDaysIn finds days in a text.
//
//fuzz:covers day.go
func FuzzDaysIn(f *testing.F) {
	for _, seed := range []string{"12 January 2026", "2026年1月12日", "12.01.26", "1/12/2026", "Jan 12, 2026", "2026. január 12."} {
		f.Add(seed, true)
	}
	f.Fuzz(func(t *testing.T, text string, monthFirst bool) {
		last := 0
		for _, w := range daysIn(text, monthFirst) {
			if _, err := time.Parse(dayLayout, w.day); err != nil {
				t.Errorf("%q: %v", text, err)
			}
			if w.at < last || w.at >= len(text) {
				t.Errorf("%q: %q at %d after %d", text, w.day, w.at, last)
			}
			last = w.at
		}
	})
}

// FuzzLinkedData reads linked data with and without the wrapping of old browsers.
//
//fuzz:covers linked.go
func FuzzLinkedData(f *testing.F) {
	for _, seed := range []string{
		`{"@type":"NewsArticle","headline":"Wall","datePublished":"2026-01-12"}`, `{"@graph":[{"@type":["Article"],"author":[{"name":"Maud Finch"}]}]}`,
		`{"@type":"Article","headline":"A \"quoted\" wall","datePublished":"2026-01-12",}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		plain, wrapped := newPageData(), newPageData()
		plain.readJSONLD(text)
		wrapped.readJSONLD("<!--\n" + text + "\n//-->;")
		if plain.headline != wrapped.headline || plain.published != wrapped.published || plain.author != wrapped.author {
			t.Errorf("%q and wrapped: %q %q %q, %q %q %q", text, plain.headline, plain.published, plain.author, wrapped.headline, wrapped.published, wrapped.author)
		}
	})
}
