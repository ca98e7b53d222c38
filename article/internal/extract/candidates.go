package extract

import (
	"context"
	"fmt"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	distiller "github.com/markusmobius/go-domdistiller"
	trafilatura "github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/article/internal/block"
)

// candidate is what one extractor proposes.
type candidate struct {
	name   string
	tree   *html.Node
	blocks []block.Block
	stats  Stats
	title  string
	byline string
	date   string
	grams  map[uint64]int // shingles of its text, for likeness
	size   int
}

// extractor proposes a tree, or nil.
type extractor struct {
	name    string
	propose func(p *page) (candidate, error)
}

func extractors() []extractor {
	return []extractor{
		{"readability", (*page).readability},
		{"trafilatura", (*page).trafilatura},
		{"distiller", (*page).distiller},
		{"container", (*page).container},
		{"json-ld", (*page).articleBody},
	}
}

// candidates asks every extractor; those that fail or find nothing are left out.
func (p *page) candidates(ctx context.Context) []*candidate {
	var all []*candidate
	for _, e := range extractors() {
		if ctx.Err() != nil {
			return nil
		}
		if c := p.try(e); c != nil {
			all = append(all, c)
		}
	}
	if len(all) == 0 {
		if c := p.try(extractor{"body", (*page).body}); c != nil {
			all = append(all, c)
		}
	}
	return all
}

// try runs one extractor on its own copy of the page. A panic of foreign code is a candidate less.
func (p *page) try(e extractor) (found *candidate) {
	defer func() {
		if recover() != nil {
			found = nil
		}
	}()
	c, err := e.propose(p)
	if err != nil || c.tree == nil && len(c.blocks) == 0 {
		return nil
	}
	c.name = e.name
	if c.tree != nil {
		c.blocks = render(c.tree)
	}
	c.measure()
	if c.size == 0 {
		return nil
	}
	return &c
}

func (p *page) readability() (candidate, error) {
	parser := readability.NewParser()
	found, err := parser.ParseAndMutate(clone(p.doc), p.base)
	if err != nil || found.Node == nil {
		return candidate{}, fmt.Errorf("readability: %w", err)
	}
	c := candidate{tree: found.Node, title: found.Title(), byline: found.Byline()}
	if at, err := found.PublishedTime(); err == nil {
		c.date = at.Format("2006-01-02")
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
		c.date = found.Metadata.Date.Format("2006-01-02")
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

// container takes what a known platform keeps its article in.
func (p *page) container() (candidate, error) {
	for n := range p.doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		id := attr(n, "id")
		for _, known := range containers[:2] { // the others are shown, but too general to be taken as they are
			if id == known {
				return candidate{tree: clone(n)}, nil
			}
		}
	}
	return candidate{}, nil
}

// articleBody takes the text that the page's own data holds.
func (p *page) articleBody() (candidate, error) {
	body := p.data.articleBody
	if len([]rune(body)) < 250 {
		return candidate{}, nil
	}
	if strings.Contains(body, "</p>") {
		tree, err := html.Parse(strings.NewReader(body))
		return candidate{tree: tree}, err
	}
	var c candidate
	for line := range strings.SplitSeq(body, "\n") {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			c.blocks = append(c.blocks, block.Block{Kind: block.Paragraph, Text: line})
		}
	}
	return c, nil
}

// body is the whole page, where nothing better is found.
func (p *page) body() (candidate, error) {
	for n := range p.doc.Descendants() {
		if n.DataAtom == atom.Body {
			return candidate{tree: clone(n)}, nil
		}
	}
	return candidate{}, nil
}
