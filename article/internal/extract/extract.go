// Package extract finds the article in a page: its text in reading order, as blocks, and what the page says of it.
//
// [HTML] parses once (parse.go), takes off what people cannot see (hidden.go) and what stands over the page (clutter.go),
// and writes all that is left as pieces: a paragraph, heading, item, row each (render.go). Readability proposes a text
// (propose.go); each piece is asked whether it stands in it (votes.go). Where the piece stands and how it is built, together
// with the votes, are its features (features.go, areas.go, sections.go, wording.go, place.go, thread.go). They are weighed
// twice (weigh.go): a first small model reads the page, and a second one knows what the first says of the pieces around
// (ballot.go). What is likely enough is kept (choose.go, leave.go, teasers.go). Who says what is told by the marks of authors
// (thread.go, posts.go) and of quotations (said.go); furniture.go leaves out what stands around posts, mails.go reads the
// letters of archives. So the structure of the page survives whoever found the text. Title, byline, date and language come
// from the page's own data first (data.go, linked.go, stamp.go; title.go, site.go, byline.go, reporter.go, name.go, date.go,
// day.go); where it shows no text, that data may hold the article (state.go).
//
// A page that makes readability panic loses that proposal, no more. A page too large or too deep for a tree is read flat
// (flat.go), so that memory stays under 250 MB whatever comes.
package extract

import (
	"context"
	"errors"
	"fmt"
	"net/url"

	"golang.org/x/net/html"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/failure"
	"github.com/footnote-bot/footnote/article/internal/ledger"
)

// Result is what was found in a page.
type Result struct {
	Blocks                         []block.Block
	Title, Byline, Site, Published string
	Lang                           string   // as the page declares it: a hint
	Links                          []string // of the blocks: absolute, http or https, each once
	FullText                       []string // where the page says that all of the paper is whose abstract it shows, the best first
	Ledger                         ledger.Ledger
	Unread                         float64 // part of the text, from 0 to 1, that is behind the limits of what is read
	WordsFound                     int     // words, Han and kana signs of all that could be the article, kept or not; or as the page declares
	HiddenText                     []string
	Stats                          Stats
	Extractor                      string // what the text is from, for measuring: pieces, json-ld
}

// Stats measure the text that was found.
type Stats struct {
	Words           int // of spaced scripts
	Han             int // Han, kana and hangul signs
	Paragraphs      int
	LinkDensity     float64 // of the text, the share inside links
	EndsMidSentence bool
}

// page is a parsed page on its way through the steps.
type page struct {
	doc   *html.Node // without what is hidden and what stands over the page
	at    *url.URL   // the page's own address
	base  *url.URL   // what its links are relative to
	data  pageData
	state string // the longest text in the data for the page's scripts

	hidden   []string // what people do not see
	pieces   []piece  // what they see, in reading order
	controls []control
	marks    []noteMark    // that were taken off
	images   int           // behind the last piece
	off      ledger.Ledger // what was taken off
}

// HTML finds the article in a page that is decoded already. Errors are *failure.Error, or wrap the context's cause.
func HTML(ctx context.Context, text string, base *url.URL) (*Result, error) {
	if base == nil {
		base = &url.URL{}
	}
	p, ok := open(text, base)
	if !ok {
		return readWithoutTree(text, base)
	}
	proposed, err := p.propose(ctx)
	if err != nil {
		return nil, err
	}
	e := p.evidence(p.pieces, proposed)
	if err := context.Cause(ctx); err != nil {
		return nil, fmt.Errorf("extract: %w", err)
	}
	c := p.choose(e)
	if len(c.kept) == 0 {
		return nil, noText()
	}
	r := &Result{HiddenText: p.hidden, Extractor: c.from}
	r.describe(p, proposed, p.pieces, e.titleAt, c.kept)
	r.FullText = p.fullText()
	r.keep(dropTitle(c.kept, r.Title), p.base)
	if size(c.kept) < littleText {
		r.Ledger.Add(ledger.Image, p.images) // the page may be its pictures
	}
	read := r.Stats.Words + r.Stats.Han
	r.WordsFound = max(read+c.doubtful, p.declaredWords(read))
	r.Ledger.AddAll(p.off)
	r.Ledger.AddAll(c.off)
	if bare(c.headline) != bare(r.Title) {
		r.Ledger.AddText(ledger.Navigation, c.headline)
	}
	return r, nil
}

// open parses a page and writes as pieces what people see of it; false where it is too large or too deep for a tree.
func open(text string, at *url.URL) (*page, bool) {
	doc, ok := parse(text)
	if !ok {
		return nil, false
	}
	base := baseOf(doc, at)
	showNoscript(doc)
	p := &page{doc: doc, at: at, base: base, data: readData(doc), state: stateText(doc)}
	p.off, p.marks = mend(doc)
	unseen := removeHidden(doc)
	p.hidden = unseen.texts
	p.off.Add(ledger.Hidden, unseen.words)
	p.off.Add(ledger.Navigation, removeClutter(doc))
	r := newRenderer()
	r.all(doc)
	p.pieces, p.controls, p.images = r.pieces, r.controls, r.images
	return p, true
}

// readWithoutTree reads a page that is too large or too deep to have a tree.
func readWithoutTree(text string, base *url.URL) (*Result, error) {
	f := readFlat(text)
	kept := f.plain()
	if len(kept) == 0 {
		kept = f.pieces
	}
	if len(kept) == 0 {
		return nil, noText()
	}
	p := &page{at: base, base: base, data: f.data}
	r := &Result{HiddenText: f.hidden, Extractor: "flat"}
	r.describe(p, nil, f.pieces, -1, kept)
	r.keep(dropTitle(kept, r.Title), base)
	r.WordsFound = r.Stats.Words + r.Stats.Han
	r.Unread = f.unread
	r.Ledger.AddAll(f.left)
	return r, nil
}

func noText() error {
	return &failure.Error{Kind: failure.Empty, Err: errors.New("no text in the page")}
}

// describe fills in what the page says of itself.
func (r *Result) describe(p *page, c *proposed, pieces []piece, titleAt int, kept []piece) {
	r.Lang, r.Site = p.data.lang, p.data.site
	r.Title = p.title(c, beforeText(pieces, kept))
	at := headlineAt(pieces, r.Title, titleAt, kept)
	r.Byline, r.Published = p.byline(c, pieces, at, kept), p.published(c, pieces, at)
}

// declaredWords is how many words the page says that its article has, where that is believable.
func (p *page) declaredWords(read int) int {
	if p.data.wordCount > 20*read {
		return 0
	}
	return p.data.wordCount
}

// keep fills in the blocks and what is counted of them.
func (r *Result) keep(kept []piece, base *url.URL) {
	images, linked, bytes := 0, 0, 0
	for i := range kept {
		p := &kept[i]
		b := p.Block
		if p.italic && b.Lead == "" && b.Kind == block.Paragraph {
			b.Lead = b.Text // the questions of an interview are set so, too
		}
		r.Blocks = append(r.Blocks, b)
		r.Stats.Han += p.cjk
		r.Stats.Words += len(p.tokens) - p.cjk
		linked, bytes, images = linked+p.linked, bytes+len(p.Text), images+p.images
		if p.Kind == block.Paragraph || p.Kind == block.ListItem || p.Kind == block.Quote {
			r.Stats.Paragraphs++
		}
	}
	r.Stats.LinkDensity = min(1, ratio(float64(linked), float64(bytes)))
	r.Stats.EndsMidSentence = !endsSentence(kept[len(kept)-1].Text)
	r.Links = links(kept, base)
	r.Ledger.Add(ledger.Image, images)
}
