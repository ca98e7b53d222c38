package extract

import (
	"context"
	"fmt"

	readability "codeberg.org/readeck/go-readability/v2"
	distiller "github.com/markusmobius/go-domdistiller"
	trafilatura "github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

// candidate is what one extractor proposes.
type candidate struct {
	tree                *html.Node
	title, byline, date string
	pieces              []piece
	*proposal
}

// candidates are the proposals; nil where an extractor failed or found nothing.
type candidates struct {
	readability, trafilatura, distiller *candidate
}

// Up to how many elements and bytes of text a page is put before every extractor: the time of some grows with the square of them.
const (
	mostForAll = 10_000
	textForAll = 400_000
)

// propose asks the extractors, each on its own copy of the page. On a large page readability speaks for all.
func (p *page) propose(ctx context.Context) (candidates, error) {
	var all candidates
	steps := []struct {
		to  **candidate
		run func(p *page) (candidate, error)
	}{
		{&all.readability, (*page).readability}, {&all.trafilatura, (*page).trafilatura}, {&all.distiller, (*page).distiller},
	}
	large := p.elements > mostForAll || inkOf(p.doc) > textForAll
	if large {
		steps = steps[:1]
	}
	for _, s := range steps {
		if err := context.Cause(ctx); err != nil {
			return all, fmt.Errorf("extract: %w", err)
		}
		*s.to = p.try(s.run)
	}
	if large {
		all.trafilatura, all.distiller = all.readability, all.readability
	}
	return all, nil
}

// try runs one extractor. A panic of foreign code is a candidate less.
func (p *page) try(run func(p *page) (candidate, error)) (found *candidate) {
	defer func() {
		if recover() != nil {
			found = nil
		}
	}()
	c, err := run(p)
	if err != nil || c.tree == nil {
		return nil
	}
	c.pieces = render(c.tree)
	c.proposal = newProposal(c.pieces)
	c.tree = nil
	return &c
}

func (p *page) readability() (candidate, error) {
	parser := readability.NewParser()
	found, err := parser.ParseAndMutate(clone(p.doc), p.base)
	if err != nil {
		return candidate{}, fmt.Errorf("readability: %w", err)
	}
	c := candidate{tree: found.Node, title: found.Title(), byline: found.Byline()}
	if at, err := found.PublishedTime(); err == nil {
		c.date = at.Format(dayLayout)
	}
	return c, nil
}

func (p *page) trafilatura() (candidate, error) {
	config := trafilatura.DefaultConfig()
	config.MinExtractedSize = 80 // a whole news item in Chinese has 108 signs and more
	found, err := trafilatura.ExtractDocument(clone(p.doc), trafilatura.Options{
		OriginalURL: p.base, EnableFallback: true, ExcludeComments: true, IncludeLinks: true, Config: config,
	})
	if err != nil || found == nil {
		return candidate{}, fmt.Errorf("trafilatura: %w", err)
	}
	c := candidate{tree: found.ContentNode, title: found.Metadata.Title, byline: found.Metadata.Author}
	if !found.Metadata.Date.IsZero() {
		c.date = found.Metadata.Date.Format(dayLayout)
	}
	return c, nil
}

func (p *page) distiller() (candidate, error) {
	found, err := distiller.Apply(clone(p.doc), &distiller.Options{OriginalURL: p.base, SkipPagination: true})
	if err != nil || found == nil {
		return candidate{}, fmt.Errorf("distiller: %w", err)
	}
	return candidate{tree: found.Node, title: found.Title}, nil
}
