package eval

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize"
)

// claimRow is a claim about a document as a model would make it, and whether people found it carried by the sentences that it
// cites.
type claimRow struct {
	ID      string   `json:"id"`
	Doc     string   `json:"doc"`
	Lang    string   `json:"lang"` // of the claim
	Claim   string   `json:"claim"`
	Cites   []string `json:"cites"` // sentences of the document
	Speaker string   `json:"speaker"`
	Label   *bool    `json:"label"`
	Kind    string   `json:"kind"`
}

func (r claimRow) id() string { return r.ID }

// became is a prediction of claims: what became of a row, or, where the id begins "writer ", of all that a model itself claimed
// about a document.
type became struct {
	ID     string `json:"id"`
	Became string `json:"became"` // verified, weak, left_out or quoted
	Reason string `json:"reason"` // of what was left out

	Right int `json:"controls_right,omitempty"` // of the reading that the row was part of; on the first row of each
	Given int `json:"controls_given,omitempty"`

	Carried int `json:"carried,omitempty"` // of a writer's claims
	Gated   int `json:"gated,omitempty"`   // of those left out, by the exact gate
	LeftOut int `json:"left_out,omitempty"`
	Quoted  int `json:"quoted,omitempty"` // 1: no reader could be trusted
}

func (b became) id() string { return b.ID }

// perReply is how many claims are read together, as in a reply.
const perReply = 6

const writer = "writer "

// Claims measures a model as the reader of claims that others wrote, among controls as in a reply, and as a writer whose claims
// are read.
func Claims(ctx context.Context, in Input) (Table, error) {
	docs, order, err := readSources(in.Docs)
	if err != nil {
		return Table{}, err
	}
	rows, err := readRows(in.Rows, func(r *claimRow) error {
		if _, ok := docs[r.Doc]; !ok || r.Claim == "" || len(r.Cites) == 0 || r.Label == nil {
			return errors.New("doc, claim, cites or label is missing")
		}
		return nil
	})
	if err != nil {
		return Table{}, err
	}
	c := claiming{in: in, docs: docs, texts: map[string]*article.Document{}, replies: replies(rows), read: map[string]became{}}
	all, err := predict(ctx, in, rows, c.reader)
	if err != nil {
		return Table{}, err
	}
	var written []unrowed
	for _, id := range order {
		written = append(written, unrowed(writer+id))
	}
	own, err := predict(ctx, in, written, c.writer)
	if err != nil {
		return Table{}, err
	}
	var scored []claimed
	for _, r := range rows {
		scored = append(scored, claimed{row: r, got: all[r.ID], foreign: base(r.Lang) != base(docs[r.Doc].Lang)})
	}
	for _, w := range written {
		scored = append(scored, claimed{got: own[w.id()]})
	}
	return tabulate(claimColumns, scored, scoreClaims,
		func(c claimed) string {
			switch {
			case c.row.ID == "":
				return ""
			case c.foreign:
				return "another language"
			}
			return "same language"
		},
		func(c claimed) string { return named("lang", c.row.Lang) },
		func(c claimed) string { return named("kind", c.row.Kind) }), nil
}

func base(lang string) string { return strings.Split(lang, "-")[0] }

// unrowed is the id of a prediction without a row.
type unrowed string

func (n unrowed) id() string { return string(n) }

// replies groups rows as a model's replies would: those about a document in one language, mixed, a few at a time.
func replies(rows []claimRow) map[string][]claimRow {
	groups := map[string][]claimRow{}
	for _, r := range rows {
		key := r.Doc + "\x00" + r.Lang
		groups[key] = append(groups[key], r)
	}
	out := map[string][]claimRow{}
	mixed := func(r claimRow) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(r.ID))) }
	for _, key := range slices.Sorted(maps.Keys(groups)) {
		group := groups[key]
		slices.SortFunc(group, func(a, b claimRow) int { return strings.Compare(mixed(a), mixed(b)) })
		for part := range slices.Chunk(group, perReply) {
			for _, r := range part {
				out[r.ID] = part
			}
		}
	}
	return out
}

// claiming asks the engine.
type claiming struct {
	in      Input
	docs    map[string]source
	texts   map[string]*article.Document
	replies map[string][]claimRow // by the id of each of their rows
	read    map[string]became
}

func (c claiming) document(id string) *article.Document {
	if c.texts[id] == nil {
		d := c.docs[id]
		c.texts[id] = article.FromText(d.Title, d.Document, d.Lang)
	}
	return c.texts[id]
}

// reader has the claims of a reply read together, and keeps what became of each.
func (c claiming) reader(ctx context.Context, row claimRow) (became, error) {
	if got, ok := c.read[row.ID]; ok {
		return got, nil
	}
	part := c.replies[row.ID]
	doc := c.document(row.Doc)
	var proposals []summarize.Proposal
	for _, r := range part {
		proposals = append(proposals, summarize.Proposal{Text: r.Claim, Passages: passagesOf(doc, r.Cites), Speaker: r.Speaker})
	}
	reply, err := c.in.Engine.Judge(ctx, summarize.Request{Documents: []*article.Document{doc}, Language: row.Lang}, proposals)
	if err != nil {
		return became{}, err
	}
	for i, r := range part {
		got := outcome(r, reply)
		if i == 0 {
			got.Right, got.Given = reply.Reading.Right, reply.Reading.Given
		}
		c.read[r.ID] = got
	}
	return c.read[row.ID], nil
}

func outcome(r claimRow, reply *summarize.Reply) became {
	if slices.Contains(reply.Notes, summarize.UncheckedModel) {
		return became{ID: r.ID, Became: "quoted"}
	}
	for _, l := range reply.LeftOut {
		if l.Text == r.Claim {
			return became{ID: r.ID, Became: "left_out", Reason: string(l.Reason)}
		}
	}
	for _, claim := range reply.Claims {
		if strings.HasPrefix(claim.Text, r.Claim) || claim.Text == r.Claim {
			return became{ID: r.ID, Became: string(claim.Confidence)}
		}
	}
	return became{ID: r.ID, Became: "left_out", Reason: "mended"}
}

// passagesOf are the numbers of the passages that hold sentences of a document.
func passagesOf(d *article.Document, sentences []string) []int {
	var out []int
	for _, s := range sentences {
		at := strings.Index(d.Text, s)
		for _, p := range d.Passages {
			inside := at >= 0 && p.Start < at+len(s) && p.End > at
			if (inside || at < 0 && strings.Contains(s, strings.TrimSpace(d.PassageText(p)))) && !slices.Contains(out, p.Number) {
				out = append(out, p.Number)
			}
		}
	}
	return out
}

// writer has the model summarize a document.
func (c claiming) writer(ctx context.Context, id unrowed) (became, error) {
	doc := c.document(strings.TrimPrefix(string(id), writer))
	reply, err := c.in.Engine.Summarize(ctx, summarize.Request{Documents: []*article.Document{doc}, Style: summarize.Detailed, Language: doc.Language})
	if err != nil {
		return became{}, err
	}
	got := became{ID: string(id), Became: "written", LeftOut: len(reply.LeftOut)}
	switch {
	case reply.Engine != summarize.Extractive:
		got.Carried = len(reply.Claims)
	default:
		got.Quoted = 1
	}
	for _, l := range reply.LeftOut {
		if l.Reason != summarize.Contradicts && l.Reason != summarize.NotSaid && l.Reason != summarize.Duplicate {
			got.Gated++
		}
	}
	return got, nil
}

// claimed is a row and what became of it, or what became of a writer's claims.
type claimed struct {
	row     claimRow
	got     became
	foreign bool
}

var claimColumns = []column{
	{"rows", "claims", count},
	{"controls", "controls right", percent},
	{"true_lost", "true lost", percent},
	{"false_shown", "false shown", percent},
	{"gated", "true gated", percent},
	{"quoted", "quoted", percent},
	{"writer_carried", "writer: carried", percent},
	{"writer_left_out", "left out", percent},
	{"writer_gated", "gated", percent},
	{"writer_quoted", "replies of quotes", percent},
}

func scoreClaims(rows []claimed) []float64 {
	var yes, no, lost, shown, gated, quoted, right, given int
	var texts, carried, left, byGate, quotes int
	for _, r := range rows {
		right, given = right+r.got.Right, given+r.got.Given
		if r.row.ID == "" {
			texts++
			carried, left, byGate, quotes = carried+r.got.Carried, left+r.got.LeftOut, byGate+r.got.Gated, quotes+r.got.Quoted
			continue
		}
		isShown := r.got.Became == string(summarize.Verified) || r.got.Became == string(summarize.Weak)
		quoted += one(r.got.Became == "quoted")
		if *r.row.Label {
			yes++
			lost += one(!isShown)
			gated += one(slices.Contains([]string{"number", "date", "quoted_words", "no_passage"}, r.got.Reason))
		} else {
			no++
			shown += one(isShown)
		}
	}
	return []float64{
		float64(yes + no), share(right, given), share(lost, yes), share(shown, no), share(gated, yes), share(quoted, yes+no),
		share(carried, carried+left), share(left, carried+left), share(byGate, carried+left), share(quotes, texts),
	}
}
