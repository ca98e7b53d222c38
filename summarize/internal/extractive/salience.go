package extractive

import (
	"context"

	"github.com/footnote-bot/footnote/article"
)

// salient gives the numbers of the passages that carry most.
func salient(ctx context.Context, doc *article.Document, limit int) []int {
	var picked []int
	for _, p := range doc.Passages {
		if p.Role != "heading" && len(picked) < limit {
			picked = append(picked, p.Number)
		}
	}
	return picked
}

func voices(ctx context.Context, doc *article.Document, limit int) []Pick { return nil }

func figures(ctx context.Context, doc *article.Document, limit int) []Pick { return nil }
