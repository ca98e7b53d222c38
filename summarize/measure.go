package summarize

import (
	"context"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize/internal/extractive"
	"github.com/footnote-bot/footnote/summarize/internal/retrieve"
	"github.com/footnote-bot/footnote/summarize/internal/verify"
)

// Search finds the passages of documents that a question is about, as the engine does before it asks a model. It is the
// door through which retrieval is measured by itself.
type Search struct {
	docs     []*article.Document
	index    *retrieve.Index
	meanings *meanings
}

// NewSearch indexes documents; embedder may be nil.
func NewSearch(embedder Embedder, docs ...*article.Document) Search {
	return Search{docs, retrieve.New(docs...), &meanings{embedder: embedder}}
}

// Find gives at most k passages, the best first. Where the context ends, it gives what it has.
func (s Search) Find(ctx context.Context, question string, k int) []article.Citation {
	hits := extractive.Rank(ctx, s.index, question, extractive.LanguageOf(s.docs), k, s.meanings.kin(ctx, s.docs, question))
	found := make([]article.Citation, 0, len(hits))
	for _, h := range hits {
		if c, err := h.Doc.CitePassages(h.Passage, h.Passage); err == nil {
			found = append(found, c)
		}
	}
	return found
}

// Support is how much of a claim a text holds, from 0 to 1, as the checks count it where no model is asked.
func Support(claim, text string) float64 { return verify.Score(claim, text) }
