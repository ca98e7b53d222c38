package summarize

import (
	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize/internal/retrieve"
	"github.com/footnote-bot/footnote/summarize/internal/verify"
)

// Search finds the passages of documents that a question is about, as the engine does before it asks a model. It is the
// door through which retrieval is measured by itself.
type Search struct{ index *retrieve.Index }

// NewSearch indexes documents.
func NewSearch(docs ...*article.Document) Search { return Search{retrieve.New(docs...)} }

// Find gives at most k passages, the best first; those that have nothing in common with the question are none.
func (s Search) Find(question string, k int) []article.Citation {
	hits := s.index.Search(question, k)
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
