package eval

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize"
)

// summaryRow is a document with what people wrote of it.
type summaryRow struct {
	ID         string   `json:"id"`
	Lang       string   `json:"lang"`
	Kind       string   `json:"kind"`
	Title      string   `json:"title"`
	Document   string   `json:"document"`
	References []string `json:"references"` // one at least
	Facts      []string `json:"facts"`      // what a good summary states; may be empty
	Highlights []string `json:"highlights"` // sentences of the document that people marked; may be empty
}

func (r summaryRow) id() string { return r.ID }

// summarized is a prediction of summaries.
type summarized struct {
	ID      string   `json:"id"`
	Summary string   `json:"summary"` // a claim a line
	Quotes  []string `json:"quotes"`
	taken
}

func (s summarized) id() string { return s.ID }

// Summaries asks the engine for a summary of each document, in its standard style, and compares it with references.
func Summaries(ctx context.Context, in Input) (Table, error) {
	rows, err := readRows(in.Rows, func(r *summaryRow) error {
		if r.Document == "" || len(r.References) == 0 {
			return errors.New("document or references are missing")
		}
		return nil
	})
	if err != nil {
		return Table{}, err
	}
	all, err := predict(ctx, in, rows, func(ctx context.Context, r summaryRow) (summarized, error) {
		doc := article.FromText(r.Title, r.Document, r.Lang)
		reply, err := in.Engine.Summarize(ctx, summarize.Request{Documents: []*article.Document{doc}, Language: doc.Language})
		if err != nil {
			return summarized{}, err
		}
		_, quotes, took := said(reply)
		return summarized{ID: r.ID, Summary: strings.Join(withSpeakers(reply.Claims), "\n"), Quotes: quotes, taken: took}, nil
	})
	if err != nil {
		return Table{}, err
	}
	var scored []measured
	for _, r := range rows {
		scored = append(scored, measure(r, all[r.ID]))
	}
	return tabulate(summaryColumns, scored, scoreSummaries,
		func(m measured) string { return named("lang", m.row.Lang) },
		func(m measured) string { return named("kind", m.row.Kind) }), nil
}

// withSpeakers are the texts of claims with who says them, where that is another than before and the text does not name them.
func withSpeakers(claims []summarize.Claim) []string {
	texts := make([]string, len(claims))
	before := ""
	for i, c := range claims {
		texts[i] = c.Text
		name := ""
		if c.Speaker != nil {
			name = c.Speaker.Name
		}
		if name != before && !strings.Contains(c.Text, name) {
			texts[i] = name + ": " + c.Text
		}
		before = name
	}
	return texts
}

// measured is a summary with its scores.
type measured struct {
	row                  summaryRow
	got                  summarized
	rouge                rouge
	stated, quoted       int // facts
	verbatim, highlights int // quotes
	length               float64
}

func measure(r summaryRow, s summarized) measured {
	m := measured{row: r, got: s, rouge: newRouge(s.Summary, r.References, r.Lang)}
	summary, shown := bag(words(s.Summary)), bag(words(strings.Join(s.Quotes, "\n")))
	for _, f := range r.Facts {
		m.stated += one(states(summary, f))
		m.quoted += one(states(shown, f))
	}
	var marked []span
	for _, h := range r.Highlights {
		if at, ok := where(r.Document, h); ok {
			marked = append(marked, at)
		}
	}
	for _, q := range s.Quotes {
		at, ok := where(r.Document, q)
		m.verbatim += one(ok)
		m.highlights += one(ok && slices.ContainsFunc(marked, at.hits))
	}
	for _, ref := range r.References {
		m.length += float64(size(summary)) / float64(max(1, len(words(ref)))*len(r.References))
	}
	return m
}

// factShare is the part of a fact's words that must occur for it to count as stated: our own choice. With it the first
// three sentences of news articles state 35 % of the facts that people found in their summaries; with half of the words
// it would be 66 %, with all of them 13 %.
const factShare = 0.7

// states reports whether a text has most of the words of a fact.
func states(text map[string]int, fact string) bool {
	need := bag(answerWords(fact))
	has := 0
	for w := range need {
		has += one(text[w] > 0)
	}
	return len(need) > 0 && float64(has) >= factShare*float64(len(need))
}

var summaryColumns = append([]column{
	{"rows", "rows", count},
	{"rouge_1", "R1", hundred},
	{"rouge_2", "R2", hundred},
	{"rouge_lsum", "Lsum", hundred},
	{"length_to_reference", "length", twofold},
	{"facts_stated", "facts stated", percent},
	{"facts_quoted", "quoted", percent},
	{"quotes", "quotes", count},
	{"verbatim", "verbatim", percent},
	{"quotes_in_highlights", "in highlights", percent},
}, spentColumns...)

func scoreSummaries(rows []measured) []float64 {
	var r rouge
	var s spent
	var facts, stated, quoted, quotes, verbatim, marked, highlights int
	length := 0.0
	for _, m := range rows {
		r.one, r.two, r.lsum = r.one+m.rouge.one, r.two+m.rouge.two, r.lsum+m.rouge.lsum
		length += m.length
		facts, stated, quoted = facts+len(m.row.Facts), stated+m.stated, quoted+m.quoted
		quotes, verbatim = quotes+len(m.got.Quotes), verbatim+m.verbatim
		if len(m.row.Highlights) > 0 {
			marked, highlights = marked+len(m.got.Quotes), highlights+m.highlights
		}
		s.add(m.got.taken)
	}
	n := len(rows)
	return append([]float64{
		float64(n), ratio(r.one, n), ratio(r.two, n), ratio(r.lsum, n), ratio(length, n), share(stated, facts), share(quoted, facts),
		float64(quotes), share(verbatim, quotes), share(highlights, marked),
	}, s.values()...)
}
