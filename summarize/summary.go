package summarize

import (
	"context"
	"errors"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/model"
	"github.com/footnote-bot/footnote/prompts"
	"github.com/footnote-bot/footnote/summarize/internal/proposal"
)

// longWords is the length from which a standard summary has more claims (words, or half as many characters of Han).
const longWords = 1500

// wanted is how many claims a summary of one of several documents has at most.
func wanted(d *article.Document, style Style, docs int) int {
	long := d.Coverage.WordsRead > longWords
	if sameLanguage(d.Language, "zh") && d.Language != "" {
		long = d.Coverage.WordsRead > 2*longWords
	}
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

// mostClaims is wanted for a model, which is asked for more of a discussion: what it came to is several things.
func mostClaims(d *article.Document, style Style, docs int) int {
	most := wanted(d, style, docs)
	if style == Standard && hasOutcomes(d, style, docs) {
		return max(most, mostOutcomes)
	}
	return most
}

// atOnce is how many calls of one reply are under way at the same time.
const atOnce = 4

// summarize summarizes the session's documents, several at once; their claims come in the documents' order.
func (s *session) summarize(ctx context.Context) {
	overBudget := s.overBudget()
	results := make([]summary, len(s.req.Documents))
	ready := make([]chan struct{}, len(results))
	for i := range ready {
		ready[i] = make(chan struct{})
	}
	var teller sync.WaitGroup
	teller.Go(func() {
		for i := range results {
			<-ready[i]
			s.withReadings(results[i].claims)
			s.handAll(results[i].claims)
		}
	})
	var group errgroup.Group
	group.SetLimit(atOnce)
	for i, d := range s.req.Documents {
		group.Go(func() error {
			defer close(ready[i])
			results[i] = s.summary(ctx, d, overBudget[d])
			return nil
		})
	}
	_ = group.Wait() // nothing in it returns an error
	teller.Wait()
	s.collect(results)
}

func (s *session) collect(results []summary) {
	byModel, quoted := false, false
	for _, r := range results {
		byModel, quoted = byModel || r.byModel, quoted || r.quoted
		s.reply.Claims = append(s.reply.Claims, r.claims...)
		s.reply.LeftOut = append(s.reply.LeftOut, r.left...)
	}
	if len(s.reply.Claims) == 0 {
		s.reply.Answerable, s.reply.Unanswered = false, NoMatch
	}
	if byModel {
		return
	}
	s.reply.Engine, s.reply.Language = Extractive, documentLanguage(s.req.Documents)
	if !quoted {
		s.reply.Model = ""
	}
}

func (s *session) hand(c Claim) {
	if s.req.OnClaim != nil {
		s.req.OnClaim(c)
	}
}

func (s *session) handAll(claims []Claim) {
	for _, c := range claims {
		s.hand(c)
	}
}

// overBudget are the documents that the model does not read, the largest first, until the others fit the budget.
func (s *session) overBudget() map[*article.Document]bool {
	over := map[*article.Document]bool{}
	for {
		total, largest, most := 0, (*article.Document)(nil), 0
		for _, d := range s.req.Documents {
			if over[d] {
				continue
			}
			in, out := forecastOne(d, s.req.Style, len(s.req.Documents))
			if total += in + out; in+out > most {
				largest, most = d, in+out
			}
		}
		if total <= s.budget() || largest == nil {
			return over
		}
		over[largest] = true
	}
}

// summary is what became of one document.
type summary struct {
	claims  []Claim
	left    []LeftOut
	byModel bool // the claims are the model's own words
	quoted  bool // they are the passages that it chose
}

// summary summarizes one document.
func (s *session) summary(ctx context.Context, d *article.Document, overBudget bool) summary {
	switch {
	case !s.model || len(d.Passages) == 0:
		return summary{claims: s.quoteSummary(ctx, d)}
	case overBudget:
		s.note(OverBudget)
		return summary{claims: s.quoteSummary(ctx, d)}
	}
	out := s.ofModel(ctx, d)
	if len(out.claims) > 0 {
		return out
	}
	if len(out.left) == 0 {
		s.note(ModelDown)
	}
	out.claims, out.byModel = s.quoteSummary(ctx, d), false
	return out
}

// ofModel asks the model about the whole document, or about its sections where it is longer than the model can read.
func (s *session) ofModel(ctx context.Context, d *article.Document) summary {
	size, most := documentTokens(d), mostClaims(d, s.req.Style, len(s.req.Documents))
	if size <= s.engine.window.size() {
		g := s.newGate()
		style := string(s.req.Style)
		if g.talk = hasOutcomes(d, s.req.Style, len(s.req.Documents)); g.talk {
			style = "discussion"
		}
		c, err := s.summaryCall(d, nil, prompts.Summary{Style: style, Most: most, Part: 1, Parts: 1})
		if err != nil {
			return summary{}
		}
		var reading *underway
		g.ahead = func(some []candidate) {
			if s.engine.cfg.Unread {
				return
			}
			if reading == nil {
				reading = s.begin(ctx, d)
			}
			reading.add(some)
		}
		out := s.ask(ctx, c, g.listen)
		switch {
		case reading != nil && len(g.passed) > 0:
			return s.summaryOf(s.settleRead(ctx, g.passed, reading), g.leftOut())
		case !errors.Is(out.err, model.ErrContextLength):
			return s.settleSummary(ctx, g.passed, g.leftOut())
		}
		if _, ok := s.engine.window.shrink(size); !ok {
			return summary{}
		}
	}
	return s.bySections(ctx, d)
}

// settleSummary has the candidates of a summary read a second time.
func (s *session) settleSummary(ctx context.Context, candidates []candidate, left []LeftOut) summary {
	if len(candidates) == 0 || ctx.Err() != nil {
		return summary{left: left}
	}
	return s.summaryOf(s.settle(ctx, candidates), left)
}

func (s *session) summaryOf(got settled, left []LeftOut) summary {
	if got.quoted {
		return summary{claims: got.claims, quoted: true}
	}
	byOutcome(got.claims)
	return summary{claims: got.claims, left: append(left, got.left...), byModel: true}
}

func (s *session) newGate() *gate { return &gate{lang: s.reply.Language, style: s.req.Style} }

// summaryCall asks for what is wished of a document's passages, in the reply's language.
func (s *session) summaryCall(d *article.Document, keep map[int]struct{}, wish prompts.Summary) (call, error) {
	src, err := s.sources([]*article.Document{d}, keep)
	if err != nil {
		return call{}, err
	}
	wish.Language = languageName(s.reply.Language)
	for _, sp := range d.Speakers {
		wish.Speakers = append(wish.Speakers, sp.Name)
	}
	task, err := s.engine.cfg.Prompts.Summary(wish)
	return call{src: src, task: task, most: wish.Most}, err
}

// listen considers what the model proposes, as it comes.
func (g *gate) listen(src sources) (hearer, func(outcome)) {
	return func(_ *proposal.Reader, p proposal.Claim) error {
		g.consider(src, p)
		return nil
	}, func(outcome) {}
}
