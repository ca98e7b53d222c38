package eval

import (
	"context"
	"strings"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize"
)

// answered is a prediction of qa: the answer, the passages shown with it, and whether it was refused.
type answered struct {
	ID      string   `json:"id"`
	Answer  string   `json:"answer"`
	Quotes  []string `json:"quotes"`
	Refused bool     `json:"refused"`
	Nearest []string `json:"nearest,omitempty"` // of a refused row: what is shown beside the no
	taken
}

func (a answered) id() string { return a.ID }

// taken is what a reply took.
type taken struct {
	Tokens  int      `json:"tokens"`   // in and out
	CostUSD *float64 `json:"cost_usd"` // null where the price is unknown
	LeftOut int      `json:"left_out"` // claims that did not survive the checks
}

// QA asks the engine every question of its document and scores what it answers, cites and refuses.
func QA(ctx context.Context, in Input) (Table, error) {
	docs, _, err := readSources(in.Docs)
	if err != nil {
		return Table{}, err
	}
	rows, err := readQuestions(in.Rows, docs)
	if err != nil {
		return Table{}, err
	}
	all, err := predict(ctx, in, rows, func(ctx context.Context, q question) (answered, error) {
		doc := article.FromText(q.Title, q.Document, q.Lang)
		reply, err := in.Engine.Answer(ctx, summarize.Request{Documents: []*article.Document{doc}, Question: q.Question})
		if err != nil {
			return answered{}, err
		}
		texts, quotes, took := said(reply)
		out := answered{ID: q.ID, Answer: strings.Join(texts, " "), Quotes: quotes, Refused: !reply.Answerable, taken: took}
		for _, cited := range reply.Nearest {
			out.Nearest = append(out.Nearest, cited.Quote())
		}
		return out, nil
	})
	if err != nil {
		return Table{}, err
	}
	scored := make([]qaRow, 0, len(rows))
	for _, q := range rows {
		scored = append(scored, qaRow{q, all[q.ID]})
	}
	return tabulate(qaColumns, scored, scoreQA,
		func(r qaRow) string { return named("lang", r.question.Lang) },
		func(r qaRow) string { return named("attack", r.question.Attack) }), nil
}

// said are the claims of a reply, all their quotes, and what it took.
func said(reply *summarize.Reply) (texts, quotes []string, took taken) {
	quotes = []string{}
	for _, c := range reply.Claims {
		texts = append(texts, c.Text)
		for _, cited := range c.Citations {
			quotes = append(quotes, cited.Quote())
		}
	}
	return texts, quotes, taken{
		Tokens: reply.Usage.PromptTokens + reply.Usage.CompletionTokens, CostUSD: reply.Usage.CostUSD, LeftOut: len(reply.LeftOut),
	}
}

// spent adds up what replies took.
type spent struct {
	replies, tokens, priced, leftOut int
	usd                              float64
}

var spentColumns = []column{
	{"left_out", "left out", count}, {"tokens", "tokens", count}, {"cost_usd", "USD", usd},
}

func (s *spent) add(t taken) {
	s.replies++
	s.tokens += t.Tokens
	s.leftOut += t.LeftOut
	if t.CostUSD != nil {
		s.priced++
		s.usd += *t.CostUSD
	}
}

// values are the claims left out of all replies, and tokens and money of one of them.
func (s *spent) values() []float64 {
	return []float64{float64(s.leftOut), ratio(float64(s.tokens), s.replies), ratio(s.usd, s.priced)}
}
