// Package extract finds the article in a page: its text in reading order, as blocks, and what the page says of it.
//
// [HTML] parses once (parse.go), takes off what people cannot see (hidden.go) and what stands over the page (clutter.go),
// and writes all that is left as pieces: a paragraph, heading, item, row each (render.go). Several extractors propose
// (candidates.go); each piece is asked whether it stands in what they propose (votes.go). Where the piece stands and how it
// is built, together with the votes, are its features (features.go, areas.go, thread.go); a small model weighs them
// (weigh.go), and what is likely enough is kept (choose.go). So the structure of the page survives whoever found the text.
// Title, byline, date and language come from the page's own data first (data.go, title.go, byline.go, date.go). A page that
// makes an extractor panic loses that candidate, no more.
package extract

import (
	"context"
	"errors"
	"fmt"
	"net/url"

	"golang.org/x/net/html"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/failure"
)

// Result is what was found in a page.
type Result struct {
	Blocks                         []block.Block
	Title, Byline, Site, Published string
	Lang                           string   // as the page declares it: a hint
	Links                          []string // of the blocks: absolute, http or https, each once
	Missing                        []Missing
	WordsFound                     int // words, Han and kana signs of all that could be the article
	HiddenText                     []string
	Stats                          Stats
	Extractor                      string // what the text is from, for measuring: pieces, json-ld
}

// Missing counts what is part of the article and no text.
type Missing struct {
	Kind  string // images
	Count int
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
	base  *url.URL
	data  pageData
	state string // the longest text in the data for the page's scripts
}

// HTML finds the article in a page that is decoded already. Errors are *failure.Error, or the context's cause.
func HTML(ctx context.Context, text string, base *url.URL) (*Result, error) {
	doc, err := parse(text)
	if err != nil {
		return nil, &failure.Error{Kind: failure.Damaged, Err: err}
	}
	if base == nil {
		base = &url.URL{}
	}
	base = baseOf(doc, base)
	p := &page{doc: doc, base: base, data: readData(doc)}
	showNoscript(doc)
	p.state = stateText(doc)
	hidden := removeHidden(doc)
	removeClutter(doc)
	pieces := render(doc)
	if err := context.Cause(ctx); err != nil {
		return nil, fmt.Errorf("extract: %w", err)
	}
	proposed, err := p.propose(ctx)
	if err != nil {
		return nil, err
	}
	e := p.evidence(pieces, proposed)
	kept, from := p.choose(pieces, e)
	if len(kept) == 0 {
		return nil, &failure.Error{Kind: failure.Empty, Err: errors.New("no text in the page")}
	}
	r := &Result{HiddenText: hidden, Extractor: from, Lang: p.data.lang, Site: p.data.site}
	r.Title, r.Byline, r.Published = p.title(proposed), p.byline(proposed), p.published(proposed, pieces, e.titleAt)
	kept = dropTitle(kept, r.Title)
	r.keep(kept, base)
	return r, nil
}

// keep fills in the blocks and what is counted of them.
func (r *Result) keep(kept []piece, base *url.URL) {
	images, linked, bytes := 0, 0, 0
	for i := range kept {
		p := &kept[i]
		r.Blocks = append(r.Blocks, p.Block)
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
	r.WordsFound = r.Stats.Words + r.Stats.Han
	if images > 0 {
		r.Missing = append(r.Missing, Missing{Kind: "images", Count: images})
	}
}
