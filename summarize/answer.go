package summarize

import (
	"context"
	"errors"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/model"
	"github.com/footnote-bot/footnote/prompts"
	"github.com/footnote-bot/footnote/summarize/internal/proposal"
)

const (
	mostAnswers  = 3
	leastChosen  = 1_200 // tokens of passages that a question is answered from, where the text has more
	mostChosen   = 6_000
	shareChosen  = 5 // a fifth of the text
	turnsKept    = 3 // of the thread
	nearestShown = 1
)

// answer answers the session's question. A text that is short goes whole; of a longer one the model first reads what
// retrieval finds, and all of it only where that holds no answer and the budget allows.
func (s *session) answer(ctx context.Context) {
	if !s.model {
		s.quoteAnswer(ctx)
		return
	}
	a := &answering{session: s, query: s.query()}
	a.run(ctx)
	s.reply.Claims, s.reply.LeftOut = a.settled.claims, a.rejected
	switch {
	case ctx.Err() != nil:
	case a.settled.quoted && len(a.settled.claims) > 0:
		s.reply.Engine, s.reply.Language, s.reply.LeftOut = Extractive, documentLanguage(s.req.Documents), nil
		s.handAll(s.reply.Claims)
	case len(a.settled.claims) > 0:
		if a.settled.firstFell || a.gate.firstFell {
			s.note(FirstUnproven)
		}
		s.withReadings(s.reply.Claims)
		s.handAll(s.reply.Claims)
	case a.down:
		s.note(ModelDown)
		s.quoteAnswer(ctx)
	case a.overBudget:
		s.note(OverBudget)
		s.quoteAnswer(ctx)
	default:
		s.reply.Answerable, s.reply.Unanswered = false, a.whichNo(ctx)
		s.reply.Nearest = s.nearest(ctx, a.query, nearestShown)
	}
}

// answering is the state of one question being answered.
type answering struct {
	*session
	gate       *gate // of the round that is going on, or of the last one
	settled    settled
	rejected   []LeftOut // of all rounds
	query      string    // what is searched for
	readWhole  bool      // the model read all of the text
	heardNo    bool      // the model said that what it read holds no answer, or gave none that holds
	down       bool      // the model did not answer, or nothing that could be understood
	overBudget bool      // the model was never asked
}

func (a *answering) run(ctx context.Context) {
	size := totalTokens(a.req.Documents)
	window := a.engine.window.size()
	if size > min(a.engine.cfg.Whole, window) && a.searchable(ctx, size <= window) {
		said := a.try(ctx, min(mostChosen, window, max(leastChosen, size/shareChosen)))
		if said != saidNo {
			return
		}
	}
	if size <= a.engine.window.size() {
		a.try(ctx, size)
	}
}

// searchable makes the query one that can be compared with the text; false where it cannot be, and all of the text can
// be read instead.
func (a *answering) searchable(ctx context.Context, whole bool) bool {
	lang, foreign := a.foreign()
	if !foreign {
		return true
	}
	words, ok := a.translate(ctx, a.query, lang)
	if ok {
		a.query += "\n" + words
	}
	return ok || !whole
}

// said is what a round with the model ended with.
type said int

const (
	saidNo   said = iota // it found no answer that holds
	saidYes              // there are claims
	saidStop             // asking on is of no use
)

// try asks from at most so many tokens of the text, from fewer where the model cannot read that many, and has what is
// proposed read a second time.
func (a *answering) try(ctx context.Context, tokens int) said {
	for {
		c, whole, err := a.call(ctx, tokens)
		if err != nil {
			a.down = true
			return saidStop
		}
		if c.src.text == "" {
			return saidNo // nothing was found to read
		}
		if c.tokens()+readingTokens(c.src.tokens(), c.most) > a.left() {
			a.overBudget = a.spent.Calls == 0
			return saidStop
		}
		a.gate = a.newGate()
		out := a.ask(ctx, c, a.listen)
		if errors.Is(out.err, model.ErrContextLength) {
			smaller, ok := a.engine.window.shrink(tokens)
			if !ok {
				a.down = true
				return saidStop
			}
			tokens = smaller
			continue
		}
		return a.heard(ctx, out, whole)
	}
}

// heard decides on an answer of the model.
func (a *answering) heard(ctx context.Context, out outcome, whole bool) said {
	if len(a.gate.passed) > 0 && ctx.Err() == nil {
		a.settled = a.settle(ctx, a.gate.passed)
	}
	left := append(a.gate.leftOut(), a.settled.left...)
	a.settled.left = nil
	if len(a.settled.claims) > 0 {
		a.reply.Selected = !whole
		a.rejected = left // what failed with fewer sentences may stand in these claims
		return saidYes
	}
	a.rejected = append(a.rejected, left...)
	switch {
	case len(left) > 0:
	case out.err != nil || !out.understood, out.answerable != nil && *out.answerable: // the latter: an answer without a claim
		a.down = !a.heardNo
		return saidStop
	}
	a.heardNo = true
	a.readWhole = a.readWhole || whole
	return saidNo
}

func (a *answering) call(ctx context.Context, tokens int) (call, bool, error) {
	keep, whole := a.choose(ctx, a.query, tokens)
	src, err := a.sources(a.req.Documents, keep)
	if err != nil {
		return call{}, false, err
	}
	task, err := a.engine.cfg.Prompts.Answer(prompts.Question{
		Question: a.req.Question, Language: languageName(a.reply.Language), Most: mostAnswers,
		History: history(a.req.History), Selection: !whole,
	})
	return call{src: src, task: task, most: mostAnswers}, whole, err
}

func history(turns []Turn) []prompts.Turn {
	var out []prompts.Turn
	for _, t := range turns[max(0, len(turns)-turnsKept):] {
		out = append(out, prompts.Turn{Question: head(t.Question, 400), Answer: head(t.Answer, 1000)})
	}
	return out
}

// listen lets claims wait until the model has said that there is an answer; where it says that there is none, they are
// none.
func (a *answering) listen(src sources) (hear hearer, done func(outcome)) {
	var waiting []proposal.Claim
	consider := func() {
		for _, p := range waiting {
			a.gate.consider(src, p)
		}
		waiting = nil
	}
	hear = func(r *proposal.Reader, p proposal.Claim) error {
		waiting = append(waiting, p)
		if yes := r.Answerable(); yes != nil {
			if !*yes {
				waiting = nil
			}
			consider()
		}
		return nil
	}
	return hear, func(out outcome) {
		if out.answerable == nil {
			consider()
		}
		waiting = nil
	}
}

// whichNo is the reason why nothing is answered. That the text does not say it is a claim too, and not for a model whose
// record is bad.
func (a *answering) whichNo(ctx context.Context) Unanswered {
	if len(a.rejected) > 0 || !a.trustedToSayNo(ctx) {
		return Unproven
	}
	if !a.readWhole {
		return NotInReadPart
	}
	return notInText(a.req.Documents)
}

func (a *answering) trustedToSayNo(ctx context.Context) bool {
	right, given, err := a.engine.cfg.Record.Controls(ctx, a.readerOf(a.req.Documents[0]))
	if err != nil {
		a.fail(err)
	}
	return !BadRecord(right, given)
}

// notInText says no for documents that were read as far as they are here.
func notInText(docs []*article.Document) Unanswered {
	for _, d := range docs {
		if !d.Coverage.Whole() {
			return NotInReadPart
		}
	}
	return NotInText
}
