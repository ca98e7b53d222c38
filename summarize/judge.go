package summarize

import (
	"context"
	"errors"
	"fmt"

	"github.com/footnote-bot/footnote/summarize/internal/proposal"
)

// Proposal is a claim that somebody made about a request's documents.
type Proposal struct {
	Text     string
	Passages []int  // in the common numbering: a document's follow those of the one before
	Speaker  string // who is told to have said it; "" where nobody is
}

// Judge decides on claims that others made as it does on those of its own model: by the exact gate and a second reading. The
// claims of the reply are those that were carried, in their order; the rest is left out. Where the reader cannot be trusted, the
// reply is the passages. It is the door through which a reader is measured. Errors as for Answer.
func (e *Engine) Judge(ctx context.Context, req Request, proposals []Proposal) (*Reply, error) {
	s, err := e.session(req)
	if err != nil {
		return nil, fmt.Errorf("judge: %w", err)
	}
	if !s.model {
		return nil, errors.New("judge: no model is set up")
	}
	return s.finish(ctx, func(ctx context.Context) {
		g := s.newGate()
		src := numbered(req.Documents)
		src.shut = s.shut
		for _, p := range proposals {
			g.consider(src, proposal.Claim{Text: p.Text, Passages: p.Passages, Speaker: p.Speaker})
		}
		s.collect([]summary{s.settleSummary(ctx, g.passed, g.leftOut())})
	})
}
