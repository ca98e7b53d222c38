// Package extract finds the article in a page: its text in reading order, as blocks, and what the page says of it.
//
// [HTML] parses once (parse.go), takes off what people cannot see (hidden.go) and what stands over the page (clutter.go),
// and lets several extractors propose (candidates.go). Which of them is right is decided by what can be measured without
// knowing the answer (choose.go); the winner's tree becomes blocks (render.go). Title, byline, date and language
// come from the page's own data first (metadata.go). A page that makes an extractor panic loses that candidate, no more.
package extract

import (
	"context"
	"errors"
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
	Extractor                      string // whose candidate was taken, for measuring
}

// Missing counts what is part of the article and no text.
type Missing struct {
	Kind  string // images, tables
	Count int
}

// Stats measure the text that was found.
type Stats struct {
	Words           int // of spaced scripts
	Han             int // Han, kana and hangul signs
	Paragraphs      int
	LinkDensity     float64 // signs inside links of all signs
	EndsMidSentence bool
}

// page is a parsed page on its way through the steps.
type page struct {
	doc  *html.Node // without what is hidden and what stands over the page
	base *url.URL
	data pageData
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
	hidden := removeHidden(doc)
	removeClutter(doc)
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	candidates := p.candidates(ctx)
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	if len(candidates) == 0 {
		return nil, &failure.Error{Kind: failure.Empty, Err: errors.New("no text in the page")}
	}
	best := choose(candidates, p.data)
	r := &Result{
		Blocks: best.blocks, Links: links(best.tree, base), Missing: missing(best.tree), HiddenText: hidden, Extractor: best.name,
		Lang: p.data.lang, Site: p.data.site, Stats: best.stats,
	}
	r.Title, r.Byline, r.Published = p.title(candidates), p.byline(candidates), p.published(candidates)
	r.Blocks = dropTitle(r.Blocks, r.Title)
	r.WordsFound = best.stats.Words + best.stats.Han
	return r, nil
}
