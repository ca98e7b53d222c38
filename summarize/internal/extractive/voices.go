package extractive

import (
	"context"

	"github.com/footnote-bot/footnote/article"
)

func voices(ctx context.Context, doc *article.Document, limit int) []Pick { return nil }
