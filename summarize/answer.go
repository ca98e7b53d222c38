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
	a := &answering{session: s, query: s.query(), judge: &judge{lang: s.reply.Language, question: s.req.Question, onClaim: s.req.OnClaim}}
	a.run(ctx)
	s.reply.Claims, s.reply.LeftOut = a.judge.claims, a.judge.leftOut()
	switch {
	case ctx.Err() != nil || len(a.judge.claims) > 0:
	case a.down:
		s.note(ModelDown)
		s.quoteAnswer(ctx)
	case a.overBudget:
		s.note(OverBudget)
		s.quoteAnswer(ctx)
	default:
		s.reply.Answerable, s.reply.Unanswered = false, a.whichNo()
		s.reply.Nearest = s.nearest(a.query, nearestShown)
	}
}

// answering is the state of one question being answered.
type answering struct {
	*session
	judge      *judge
	query      string // what is searched for
	readWhole  bool   // the model read all of the text
	heardNo    bool   // the model said that what it read holds no answer, or gave none that holds
	down       bool   // the model did not answer, or nothing that could be understood
	overBudget bool   // the model was never asked
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
	words, ok := a.translate(ctx, lang)
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

// try asks from at most so many tokens of the text, from fewer where the model cannot read that many.
func (a *answering) try(ctx context.Context, tokens int) said {
	for {
		c, whole, err := a.call(tokens)
		if err != nil {
			a.down = true
			return saidStop
		}
		if c.src.text == "" {
			return saidNo // nothing was found to read
		}
		if c.tokens(a.engine.cfg.Prompts) > a.left() {
			a.overBudget = a.spent.Calls == 0
			return saidStop
		}
		a.judge.next()
		out := a.round(ctx, c, a.judge, a.listen)
		switch {
		case len(a.judge.claims) > 0:
			return saidYes
		case errors.Is(out.err, model.ErrContextLength):
			smaller, ok := a.engine.window.shrink(tokens)
			if !ok {
				a.down = true
				return saidStop
			}
			tokens = smaller
		case out.err != nil || !out.understood:
			a.down = !a.heardNo
			return saidStop
		case out.answerable != nil && *out.answerable && len(a.judge.leftOut()) == 0 && !a.judge.silent:
			a.down = !a.heardNo // an answer without a claim
			return saidStop
		default:
			a.heardNo = true
			a.readWhole = a.readWhole || whole
			return saidNo
		}
	}
}

func (a *answering) call(tokens int) (call, bool, error) {
	keep, whole := a.choose(a.query, tokens)
	src, err := newSources(a.engine.cfg.Prompts, a.req.Documents, keep, a.shut)
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
		out = append(out, prompts.Turn{Question: head(t.Question, 400), Answer: head(t.Answer, 600)})
	}
	return out
}

// listen lets claims wait until the model has said that there is an answer; where it says that there is none, they are
// none.
func (a *answering) listen(src sources) (hear hearer, done func(outcome)) {
	var waiting []proposal.Claim
	hear = func(r *proposal.Reader, p proposal.Claim) error {
		waiting = append(waiting, p)
		if yes := r.Answerable(); yes != nil {
			if *yes {
				a.consider(src, waiting)
			}
			waiting = nil
		}
		return nil
	}
	return hear, func(out outcome) {
		if out.answerable == nil {
			a.consider(src, waiting)
		}
		waiting = nil
	}
}

// consider judges claims, unless the model began with saying that there is no answer.
func (a *answering) consider(src sources, claims []proposal.Claim) {
	for _, p := range claims {
		if a.judge.silent && len(a.judge.claims) == 0 {
			return
		}
		a.judge.consider(src, p)
	}
}

// whichNo is the reason why nothing is answered.
func (a *answering) whichNo() Unanswered {
	if len(a.judge.leftOut()) > 0 {
		return Unproven
	}
	if !a.readWhole {
		return NotInReadPart
	}
	return notInText(a.req.Documents)
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
