package summarize

import (
	"context"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize/internal/extractive"
)

// quoteAnswer answers with passages alone.
func (s *session) quoteAnswer(ctx context.Context) {
	s.reply.Engine, s.reply.Model = Extractive, ""
	s.reply.Language = documentLanguage(s.req.Documents)
	query := s.query()
	found := extractive.AnswerWith(ctx, s.req.Documents, query, s.shut.has, s.engine.meanings.kin(ctx, s.req.Documents, query))
	if found.Unanswered != "" {
		s.reply.Answerable, s.reply.Nearest = false, found.Nearest
		s.reply.Unanswered = Unanswered(found.Unanswered)
		return
	}
	for _, c := range found.Citations {
		claim := quoteClaim(c, nil, nil)
		s.reply.Claims = append(s.reply.Claims, claim)
		s.hand(claim)
	}
}

// quoteSummary picks sentences of one document; of one that holds nothing for a style it says so, and picks as if none had been
// asked for.
func (s *session) quoteSummary(ctx context.Context, d *article.Document) []Claim {
	claims := s.picks(ctx, d, s.req.Style)
	if len(claims) > 0 || ctx.Err() != nil {
		return claims
	}
	if none, ok := noneOf[s.req.Style]; ok {
		s.note(none)
	}
	return s.picks(ctx, d, Standard)
}

// noneOf is what a reply says where a text holds nothing for a style.
var noneOf = map[Style]Note{Voices: NoVoices, Figures: NoFigures}

// passagesIn is how many passages a summary of one of several documents has at most. A claim says more than a passage, which
// was not written to be brief: so brief is two thirds of standard.
func passagesIn(d *article.Document, style Style, docs int) int {
	if style == Brief {
		return max(1, wanted(d, Standard, docs)*2/3)
	}
	return wanted(d, style, docs)
}

func (s *session) picks(ctx context.Context, d *article.Document, style Style) []Claim {
	var out []Claim
	for _, pick := range extractive.Summarize(ctx, d, string(style), passagesIn(d, style, len(s.req.Documents))) {
		if s.shut.touches(pick.Citation) {
			continue
		}
		var figure *Figure
		if f := pick.Figure; f != nil {
			figure = &Figure{Value: f.Value, Unit: f.Unit, What: f.What}
		}
		out = append(out, quoteClaim(pick.Citation, pick.Speaker, figure))
	}
	return out
}

// quoteClaim is a claim that is its quote.
func quoteClaim(c article.Citation, speaker *article.Speaker, figure *Figure) Claim {
	if name := c.Speaker(); speaker == nil && name != "" {
		speaker = &article.Speaker{Name: name, Role: c.Document().Role(name)}
	}
	return Claim{Text: c.Quote(), Confidence: Verified, Speaker: speaker, Figure: figure, Citations: []article.Citation{c}}
}
