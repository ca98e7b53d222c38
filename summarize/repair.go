package summarize

import (
	"context"

	"github.com/footnote-bot/footnote/summarize/internal/proposal"
	"github.com/footnote-bot/footnote/summarize/internal/retrieve"
)

// hearer takes a proposal while the answer that it stands in is being read.
type hearer func(*proposal.Reader, proposal.Claim) error

// listener makes a hearer for an answer from sources; done is called when the answer has ended.
type listener func(sources) (hear hearer, done func(outcome))

// round asks once, and once more about what failed, with the reasons. What is put right is claimed after all.
func (s *session) round(ctx context.Context, c call, j *judge, listen listener) outcome {
	out := s.ask(ctx, c, listen)
	if out.err != nil || ctx.Err() != nil || len(j.failed) == 0 {
		return out
	}
	text, err := s.engine.cfg.Prompts.Repair(j.repair())
	if err != nil {
		return out
	}
	again, err := s.repairCall(c, j.failed)
	if err != nil {
		return out
	}
	again.task.Text += "\n\n" + text
	if again.tokens(s.engine.cfg.Prompts) > s.left() {
		return out
	}
	before, from := j.failed, len(j.claims)
	j.failed = nil
	s.ask(ctx, again, listen)
	j.settle(before, from)
	return out
}

func (s *session) ask(ctx context.Context, c call, listen listener) outcome {
	hear, done := listen(c.src)
	out := s.engine.ask(ctx, c, hear)
	s.spend(out.usage, out.model)
	done(out)
	return out
}

// sentWhole is the size up to which the sources are sent again as they were, so that the provider's cache serves.
const sentWhole = 1_500

// repairCall is the call again, with only the sentences around those that the failed claims cite or speak of.
func (s *session) repairCall(c call, failed []failure) (call, error) {
	if c.src.tokens() <= sentWhole {
		return c, nil
	}
	keep := map[int]struct{}{}
	index := retrieve.New(c.src.docs...)
	add := func(n int) {
		for k := n - 1; k <= n+1; k++ {
			if _, ok := c.src.at(k); ok {
				keep[k] = struct{}{}
			}
		}
	}
	for _, f := range failed {
		for _, n := range f.numbers {
			add(n)
		}
		for _, hit := range index.Search(f.Text, 4) {
			add(c.src.number(hit.Doc, hit.Passage))
		}
	}
	src, err := newSources(s.engine.cfg.Prompts, c.src.docs, keep, c.src.shut)
	c.src = src
	return c, err
}
