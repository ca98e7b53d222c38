package summarize

import (
	"context"
	"errors"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/model"
	"github.com/footnote-bot/footnote/prompts"
	"github.com/footnote-bot/footnote/summarize/internal/proposal"
)

// wanted is how many claims a summary of one of several documents has at most.
func wanted(d *article.Document, style Style, docs int) int {
	long := d.Coverage.WordsRead > 1500
	switch {
	case style == Figures:
		return 20
	case style == Voices:
		return max(6, min(14, 2*len(d.Speakers)))
	case docs > 3:
		return 1
	case docs > 1:
		return 2
	case style == Detailed && long:
		return 12
	case style == Detailed:
		return 8
	case style == Standard && long:
		return 5
	}
	return 3
}

// summarize summarizes the session's documents, one after the other.
func (s *session) summarize(ctx context.Context) {
	byModel := false
	for _, d := range s.req.Documents {
		claims, ok := s.summary(ctx, d)
		if !ok {
			claims = s.quoteSummary(ctx, d)
			for _, c := range claims {
				s.hand(c)
			}
		}
		byModel = byModel || ok
		s.reply.Claims = append(s.reply.Claims, claims...)
	}
	if !byModel {
		s.reply.Engine, s.reply.Model, s.reply.Language = Extractive, "", documentLanguage(s.req.Documents)
	}
}

func (s *session) hand(c Claim) {
	if s.req.OnClaim != nil {
		s.req.OnClaim(c)
	}
}

// summary asks the model for a summary of one document; false where there is none to show.
func (s *session) summary(ctx context.Context, d *article.Document) ([]Claim, bool) {
	if !s.model || len(d.Passages) == 0 {
		return nil, false
	}
	most := wanted(d, s.req.Style, len(s.req.Documents))
	j := &judge{lang: s.reply.Language, style: s.req.Style, onClaim: s.hand}
	c, err := s.summaryCall(d, nil, most, 1, 1)
	if err != nil {
		s.notes[ModelDown] = true
		return nil, false
	}
	if c.tokens(s.engine.cfg.Prompts) > s.left() {
		s.notes[OverBudget] = true
		return nil, false
	}
	out := s.summaryRound(ctx, c, j)
	s.reply.LeftOut = append(s.reply.LeftOut, j.leftOut()...)
	if len(j.claims) == 0 {
		s.notes[ModelDown] = true
	}
	_ = errors.Is(out.err, model.ErrContextLength)
	return j.claims, len(j.claims) > 0
}

func (s *session) summaryCall(d *article.Document, keep map[int]struct{}, most, part, parts int) (call, error) {
	src, err := newSources(s.engine.cfg.Prompts, []*article.Document{d}, keep)
	if err != nil {
		return call{}, err
	}
	var speakers []string
	for _, sp := range d.Speakers {
		speakers = append(speakers, sp.Name)
	}
	task, err := s.engine.cfg.Prompts.Summary(prompts.Summary{
		Style: string(s.req.Style), Language: languageName(s.reply.Language), Most: most, Part: part, Parts: parts, Speakers: speakers,
	})
	return call{src: src, task: task, most: most}, err
}

// summaryRound asks once, and once more about what failed.
func (s *session) summaryRound(ctx context.Context, c call, j *judge) outcome {
	hear := func(_ *proposal.Reader, p proposal.Claim) error {
		j.consider(c.src, p)
		return nil
	}
	out := s.engine.ask(ctx, c, hear)
	s.spent = s.spent.Add(out.usage)
	if out.model != "" {
		s.reply.Model = out.model
	}
	if out.err != nil || ctx.Err() != nil || len(j.failed) == 0 {
		return out
	}
	before, from := j.failed, len(j.claims)
	text, err := s.engine.cfg.Prompts.Repair(j.repair())
	if err != nil {
		return out
	}
	c.task.Text += "\n\n" + text
	if c.tokens(s.engine.cfg.Prompts) > s.left() {
		return out
	}
	j.failed = nil
	again := s.engine.ask(ctx, c, hear)
	s.spent = s.spent.Add(again.usage)
	j.settle(before, from)
	return out
}
