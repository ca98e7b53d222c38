package summarize_test

import (
	"context"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/model"
	"github.com/footnote-bot/footnote/model/modeltest"
	"github.com/footnote-bot/footnote/summarize"
)

// sayer is a model that says one thing, in pieces, whatever it is asked; as a reader it is right of all controls and finds all
// that it said carried, so that nothing stands between its claims and the reply but the gate.
type sayer string

func (s sayer) Chat(_ context.Context, req model.Request) (model.Response, error) {
	if asked := heard(req); len(asked.Statements()) > 0 {
		said := asked.Read(modeltest.Knowing(func(text string) bool { return strings.Contains(strings.Join(strings.Fields(string(s)), " "), text) }))
		return model.Response{Text: said.Text, Complete: true}, nil
	}
	for rest := string(s); rest != ""; {
		n := min(5, len(rest))
		if err := req.OnText(rest[:n]); err != nil {
			return model.Response{Text: string(s)}, err
		}
		rest = rest[n:]
	}
	return model.Response{Text: string(s), Complete: true}, nil
}

// heard is a request as a server would have it.
func heard(req model.Request) modeltest.Request {
	var asked modeltest.Request
	for _, m := range req.Messages {
		asked.Messages = append(asked.Messages, modeltest.Message{Role: m.Role, Content: m.Content})
	}
	return asked
}

// FuzzAnswer holds that whatever a model says, a reply comes, its quotes are passages of the document or parts of them,
// and no figure of more than two digits is shown that neither the cited sentences have nor those beside them. Smaller ones may
// have been counted.
//
//fuzz:covers gate.go internal/proposal/*.go internal/verify/*.go
func FuzzAnswer(f *testing.F) {
	f.Add(`{"answerable":true,"claims":[{"text":"The ferry stops on 30 April.","passages":[1],"speaker":""}]}`)
	f.Add(`{"answerable":true,"claims":[{"text":"It carried 41,300.","passages":[2,99,-1],"speaker":"Ingrid Vane"},{"text":"“at a loss”","passages":[3]}]}`)
	f.Add("* 900 signatures [5]\n* 901 signatures [5] @nobody\nNONE")
	f.Add(`{"claims":[{"value":"9.7","unit":"%","what":"fewer","passages":"2"}]}`)
	f.Add("<think>")
	f.Add("The f1000000000000000 stops on 30 April [1]\n* The ferry x2031y stops on 30 April [1]")
	f.Add("The 0000000000000000 stops on 30 April [1]")
	f.Add(`{"answerable":true,"claims":[{"text":"The f1000000000000000 ferry stops on 30 April.","passages":[1],"speaker":""}]}`)
	f.Fuzz(func(t *testing.T, said string) { holds(t, said) })
}

var figure = regexp.MustCompile(`[0-9]{3,}`)

func holds(t interface {
	Fatalf(string, ...any)
	Context() context.Context
}, said string,
) {
	e, err := summarize.New(summarize.Config{Model: sayer(said)})
	if err != nil {
		t.Fatalf("New: %v", err)
	}
	doc := ferry()
	for _, style := range []summarize.Style{"", summarize.Brief, summarize.Figures} {
		heard := 0
		req := summarize.Request{Documents: []*article.Document{doc}, Style: style, OnClaim: func(summarize.Claim) { heard++ }}
		do := e.Summarize
		if style == "" {
			req.Question, do = "When does the ferry stop?", e.Answer
		}
		r, err := do(t.Context(), req)
		if err != nil {
			t.Fatalf("%q: %v", said, err)
		}
		if len(r.Claims) != heard || r.Answerable != (len(r.Claims) > 0) {
			t.Fatalf("%q: %d claims, %d heard, answerable %v", said, len(r.Claims), heard, r.Answerable)
		}
		for _, c := range r.Claims {
			sound(t, said, doc, c)
		}
		for _, l := range r.LeftOut {
			if !slices.Contains(summarize.Reasons, l.Reason) {
				t.Fatalf("%q: left out for %q", said, l.Reason)
			}
		}
		if _, err := json.Marshal(r); err != nil {
			t.Fatalf("%q: %v", said, err)
		}
	}
}

func sound(t interface{ Fatalf(string, ...any) }, said string, doc *article.Document, c summarize.Claim) {
	if len(c.Citations) == 0 || c.Text == "" {
		t.Fatalf("%q: claim %+v cites nothing", said, c)
	}
	var quoted string
	for _, citation := range c.Citations {
		start, end := citation.Range()
		if citation.Document() != doc || doc.Text[start:end] != citation.Quote() || len(citation.Passages()) == 0 {
			t.Fatalf("%q: citation [%d,%d) %q", said, start, end, citation.Quote())
		}
		for n := citation.First().Number - 1; n <= citation.First().Number+len(citation.Passages()); n++ {
			if p, ok := doc.Passage(n); ok {
				quoted += doc.PassageText(p) + "\n"
			}
		}
	}
	for _, n := range figure.FindAllString(c.Text, -1) {
		if !strings.Contains(quoted, n) {
			t.Fatalf("%q: claim %q shows %s, which is not in %q", said, c.Text, n, quoted)
		}
	}
}

// TestAnything says things that are nearly right.
func TestAnything(t *testing.T) {
	words := strings.Fields(ferry().Text + " not never may 12 41,200 9.7 2019 “run” \" { } [ ] nobody")
	rapid.Check(t, func(t *rapid.T) {
		var cs []claim
		for range rapid.IntRange(0, 5).Draw(t, "claims") {
			text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 12).Draw(t, "text"), " ")
			numbers := rapid.SliceOfN(rapid.IntRange(-1, 9), 0, 4).Draw(t, "passages")
			cs = append(cs, claim{text, numbers, rapid.SampledFrom([]string{"", "Ingrid Vane", "Vane", "Olaf"}).Draw(t, "speaker")})
		}
		said := answers(cs...)
		holds(t, said[:len(said)-rapid.IntRange(0, min(20, len(said)-1)).Draw(t, "cut")])
	})
}
