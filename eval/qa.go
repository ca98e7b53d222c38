package eval

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize"
)

// answerer is the engine, as a run wants it.
type answerer interface {
	Answer(ctx context.Context, req summarize.Request) (*summarize.Reply, error)
}

// QA asks the engine every row that done does not hold, writes each prediction to out, and returns all of them.
// Progress is called after each row; it may be nil.
func QA(ctx context.Context, engine answerer, rows []Row, done map[string]Prediction, out io.Writer, progress func(n, of int)) (map[string]Prediction, error) {
	all := make(map[string]Prediction, len(rows))
	for i, row := range rows {
		p, ok := done[row.ID]
		if !ok {
			var err error
			if p, err = answer(ctx, engine, row); err != nil {
				return all, err
			}
			line, err := json.Marshal(p)
			if err != nil {
				return all, fmt.Errorf("encode prediction %s: %w", row.ID, err)
			}
			if _, err := out.Write(append(line, '\n')); err != nil {
				return all, fmt.Errorf("write prediction %s: %w", row.ID, err)
			}
		}
		all[row.ID] = p
		if progress != nil {
			progress(i+1, len(rows))
		}
	}
	return all, nil
}

func answer(ctx context.Context, engine answerer, row Row) (Prediction, error) {
	doc := article.FromText(row.Title, row.Document, row.Lang)
	reply, err := engine.Answer(ctx, summarize.Request{Documents: []*article.Document{doc}, Question: row.Question})
	if err != nil {
		return Prediction{}, fmt.Errorf("answer %s: %w", row.ID, err)
	}
	p := Prediction{
		ID: row.ID, Refused: !reply.Answerable, Quotes: []string{}, LeftOut: len(reply.LeftOut),
		Tokens: reply.Usage.PromptTokens + reply.Usage.CompletionTokens, CostUSD: reply.Usage.CostUSD,
	}
	var texts []string
	for _, c := range reply.Claims {
		texts = append(texts, c.Text)
		for _, cite := range c.Citations {
			p.Quotes = append(p.Quotes, cite.Quote())
		}
	}
	p.Answer = strings.Join(texts, " ")
	return p, nil
}
