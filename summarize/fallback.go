package summarize

import (
	"context"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize/internal/retrieve"
)

// quoteAnswer answers with passages alone.
func (s *session) quoteAnswer(ctx context.Context) {
	s.reply.Engine, s.reply.Model = Extractive, ""
	s.reply.Language = documentLanguage(s.req.Documents)
	var found []article.Citation
	for _, hit := range retrieve.New(s.req.Documents...).Search(s.req.Question, 1) {
		if c, err := hit.Doc.CitePassages(hit.Passage, hit.Passage); err == nil {
			found = append(found, c)
		}
	}
	if len(found) == 0 {
		s.reply.Answerable, s.reply.Unanswered = false, notInText(s.req.Documents)
		return
	}
	for _, c := range found {
		s.quote(c, nil, nil)
	}
}

// quoteSummary picks sentences of one document.
func (s *session) quoteSummary(ctx context.Context, d *article.Document) []Claim {
	var out []Claim
	for _, p := range d.Passages[:min(len(d.Passages), wanted(d, s.req.Style, len(s.req.Documents)))] {
		if c, err := d.CitePassages(p.Number, p.Number); err == nil {
			out = append(out, quoteClaim(c, nil, nil))
		}
	}
	return out
}

// quote adds a claim that is its quote.
func (s *session) quote(c article.Citation, speaker *article.Speaker, figure *Figure) {
	claim := quoteClaim(c, speaker, figure)
	s.reply.Claims = append(s.reply.Claims, claim)
	if s.req.OnClaim != nil {
		s.req.OnClaim(claim)
	}
}

func quoteClaim(c article.Citation, speaker *article.Speaker, figure *Figure) Claim {
	if name := c.Speaker(); speaker == nil && name != "" {
		speaker = &article.Speaker{Name: name, Role: c.Document().Role(name)}
	}
	return Claim{Text: c.Quote(), Confidence: Verified, Speaker: speaker, Figure: figure, Citations: []article.Citation{c}}
}
