package extract

import (
	"context"
	"fmt"

	readability "codeberg.org/readeck/go-readability/v2"
)

// proposed is what readability proposes: the text of the article, and what it takes for its title, its author and its day.
type proposed struct {
	title, byline, date string
	*proposal
}

// propose asks readability, on a copy of the page; nil where it failed or found nothing. A panic of foreign code is a
// proposal less.
func (p *page) propose(ctx context.Context) (found *proposed, err error) {
	if err := context.Cause(ctx); err != nil {
		return nil, fmt.Errorf("extract: %w", err)
	}
	defer func() {
		if recover() != nil {
			found = nil
		}
	}()
	parser := readability.NewParser()
	article, err := parser.ParseAndMutate(clone(p.doc), p.base)
	if err != nil || article.Node == nil {
		return nil, nil // a page that is no article to it may be one all the same
	}
	found = &proposed{title: article.Title(), byline: article.Byline(), proposal: newProposal(render(article.Node))}
	if at, err := article.PublishedTime(); err == nil {
		found.date = at.Format(dayLayout)
	}
	return found, nil
}

// votes is what is proposed of each piece, as a share; nothing of all where nothing was found.
func (c *proposed) votes(pieces []piece) []float64 {
	if c == nil {
		return make([]float64, len(pieces))
	}
	return c.proposal.votes(pieces)
}
