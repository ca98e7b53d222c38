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
	stream := s.hand
	if len(results) > 1 {
		stream = nil // a document's claims wait until those before it are whole
	}
	var teller sync.WaitGroup
	teller.Go(func() {
		for i := range results {
			<-ready[i]
			if stream == nil || !results[i].byModel {
				s.handAll(results[i].claims)
			}
		}
	})
	var group errgroup.Group
	group.SetLimit(atOnce)
	for i, d := range s.req.Documents {
		group.Go(func() error {
			defer close(ready[i])
			results[i] = s.summary(ctx, d, overBudget[d], stream)
			return nil
		})
	}
	_ = group.Wait() // nothing in it returns an error
	teller.Wait()
	s.collect(results)
}

func (s *session) collect(results []summary) {
	byModel := false
	for _, r := range results {
		byModel = byModel || r.byModel
		s.reply.Claims = append(s.reply.Claims, r.claims...)
		s.reply.LeftOut = append(s.reply.LeftOut, r.left...)
	}
	if len(s.reply.Claims) == 0 {
		s.reply.Answerable, s.reply.Unanswered = false, NoMatch
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
	byModel bool
}

// summary summarizes one document. hand is given the model's claims as they come; it may be nil.
func (s *session) summary(ctx context.Context, d *article.Document, overBudget bool, hand func(Claim)) summary {
	switch {
	case !s.model || len(d.Passages) == 0:
		return summary{claims: s.quoteSummary(ctx, d)}
	case overBudget:
		s.note(OverBudget)
		return summary{claims: s.quoteSummary(ctx, d)}
	}
	out := s.ofModel(ctx, d, hand)
	if len(out.claims) > 0 {
		out.byModel = true
		return out
	}
	s.note(ModelDown)
	out.claims = s.quoteSummary(ctx, d)
	return out
}

// ofModel asks the model about the whole document, or about its sections where it is longer than the model can read.
func (s *session) ofModel(ctx context.Context, d *article.Document, hand func(Claim)) summary {
	size := documentTokens(d)
	if size <= s.engine.window.size() {
		j := s.judge(hand)
		c, err := s.summaryCall(d, nil, wanted(d, s.req.Style, len(s.req.Documents)), 1, 1)
		if err != nil {
			return summary{}
		}
		out := s.round(ctx, c, j, j.listen)
		if !errors.Is(out.err, model.ErrContextLength) {
			return summary{claims: j.claims, left: j.leftOut()}
		}
		if _, ok := s.engine.window.shrink(size); !ok {
			return summary{}
		}
	}
	return s.bySections(ctx, d, hand)
}

func (s *session) judge(hand func(Claim)) *judge {
	return &judge{lang: s.reply.Language, style: s.req.Style, onClaim: hand}
}

func (s *session) summaryCall(d *article.Document, keep map[int]struct{}, most, part, parts int) (call, error) {
	src, err := newSources(s.engine.cfg.Prompts, []*article.Document{d}, keep, s.shut)
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

// listen judges what the model proposes, as it comes.
func (j *judge) listen(src sources) (hearer, func(outcome)) {
	return func(_ *proposal.Reader, p proposal.Claim) error {
		j.consider(src, p)
		return nil
	}, func(outcome) {}
}
