package summarize_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/model/modeltest"
	"github.com/footnote-bot/footnote/summarize"
)

func claims(cs ...claim) string {
	out, err := json.Marshal(map[string]any{"claims": cs})
	if err != nil {
		panic(err)
	}
	return string(out)
}

// echo is a model that states the first sentences it is shown, as they are.
func echo(n int) modeltest.Script {
	return func(r modeltest.Request) modeltest.Reply {
		if r.Schema == "merge" {
			return modeltest.Reply{Text: `{"picks":[5,1,3,5,99]}`}
		}
		var cs []claim
		shown := r.Sentences()
		var order []int
		for number := range shown {
			order = append(order, number)
		}
		slices.Sort(order)
		for _, number := range order[:min(n, len(order))] {
			cs = append(cs, claim{strings.TrimSuffix(shown[number], "."), []int{number}, ""})
		}
		return modeltest.Reply{Text: claims(cs...)}
	}
}

// long is a document of so many paragraphs of three sentences, no two of which say the same.
func long(paragraphs int) *article.Document {
	things := []string{"mill", "harbour", "school", "bridge", "museum", "bakery", "library", "station", "orchard", "theatre"}
	verbs := []string{"opened", "closed", "moved", "grew", "burned", "flooded", "reopened", "shrank", "merged", "changed"}
	var ps [][]string
	for i := range paragraphs {
		thing, verb := things[i%10], verbs[i/10%10]
		ps = append(ps, []string{
			fmt.Sprintf("In year %d the %s of district %d %s after long talks.", 1000+i, thing, i, verb),
			fmt.Sprintf("Its keeper number %d told neighbours that the reasons were known to everybody who lived nearby.", 3000+i),
			fmt.Sprintf("About %d people signed a letter, and the council filed it without any comment at all.", 5000+i),
		})
	}
	return document("en", ps...)
}

func TestSummarize(t *testing.T) {
	e, _ := engine(t, modeltest.Say(claims(
		claim{"The ferry will stop on 30 April.", []int{1}, ""},
		claim{"Running it would lose two million crowns a year.", []int{3}, "Vane"},
		claim{"900 people signed.", []int{6}, ""},
	)), summarize.Config{})
	r, err := e.Summarize(t.Context(), summarize.Request{Documents: []*article.Document{ferry()}, Style: summarize.Brief})
	if err != nil {
		t.Fatal(err)
	}
	if r.Style != summarize.Brief || r.Engine != summarize.OpenAI || len(r.Claims) != 2 || reasons(r) != "number" {
		t.Errorf("got %s\nleft out for %s", texts(r), reasons(r))
	}
	if s := r.Claims[1].Speaker; s == nil || s.Name != "Ingrid Vane" || s.Role != "engineer" {
		t.Errorf("speaker %+v, want the document's name and role", s)
	}
	data, err := json.Marshal(r)
	if err != nil || !strings.Contains(string(data), `"style":"brief"`) {
		t.Errorf("Marshal: %s, %v", data, err)
	}
}

func TestFigures(t *testing.T) {
	e, server := engine(t, modeltest.Sequence(
		modeltest.Reply{Text: `{"claims":[{"value":"9.7","unit":"percent","what":"fall of passengers since 2019","passages":[2]},{"value":"41,200","unit":"","what":"passengers last year","passages":[2]},{"value":"77","unit":"","what":"boats","passages":[2]}]}`},
	), summarize.Config{})
	r, err := e.Summarize(t.Context(), summarize.Request{Documents: []*article.Document{ferry()}, Style: summarize.Figures})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Claims) != 2 || reasons(r) != "number" {
		t.Fatalf("got %s\nleft out for %q", texts(r), reasons(r))
	}
	if f := r.Claims[0].Figure; f == nil || f.Value != "9.7" || f.Unit != "percent" || f.What == "" {
		t.Errorf("figure %+v", f)
	}
	if got := server.Requests()[0].Schema; got != "figures" {
		t.Errorf("asked for schema %s", got)
	}
}

func TestSeveralDocumentsComeInOrder(t *testing.T) {
	docs := []*article.Document{ferry(), long(5), document("en", []string{"The last text has one sentence about geese."})}
	e, server := engine(t, echo(1), summarize.Config{})
	var heard []string
	r, err := e.Summarize(t.Context(), summarize.Request{Documents: docs, OnClaim: func(c summarize.Claim) { heard = append(heard, c.Text) }})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Claims) != 3 || len(server.Requests()) != 6 {
		t.Fatalf("%d claims, %d calls, want 3 and 6:\n%s", len(r.Claims), len(server.Requests()), texts(r))
	}
	for i, c := range r.Claims {
		if c.Citations[0].Document() != docs[i] || heard[i] != c.Text {
			t.Errorf("claim %d is of %s, heard %s", i, c.Citations[0].Document().ID, heard[i])
		}
	}
}

func TestLongTextsAreSummarizedBySections(t *testing.T) {
	doc := long(300)
	tests := []struct {
		name   string
		cfg    summarize.Config
		script modeltest.Script
	}{
		{"longer than the window", summarize.Config{Window: 5000}, echo(3)},
		{"longer than the model reads", summarize.Config{}, func(r modeltest.Request) modeltest.Reply {
			if len(r.Prompt()) > 20_000 {
				return modeltest.Reply{Status: http.StatusBadRequest, Body: `{"error":{"message":"maximum context length is 4096 tokens"}}`}
			}
			return echo(3)(r)
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e, server := engine(t, tt.script, tt.cfg)
			r, err := e.Summarize(t.Context(), summarize.Request{Documents: []*article.Document{doc}})
			if err != nil {
				t.Fatal(err)
			}
			if r.Engine != summarize.OpenAI || len(r.Notes) != 0 || len(r.Claims) != 3 { // the fake model picks three that exist
				t.Fatalf("%d claims by %s, notes %v, %d calls", len(r.Claims), r.Engine, r.Notes, len(server.Requests()))
			}
			for _, c := range r.Claims {
				if quote := c.Citations[0].Quote(); strings.TrimSuffix(quote, ".") != c.Text {
					t.Errorf("%q cites %q", c.Text, quote)
				}
			}
			if estimate, spent := e.Forecast(summarize.Request{Documents: r.Documents}).Tokens, r.Usage.PromptTokens+r.Usage.CompletionTokens; estimate < spent*6/10 || estimate > spent*2 {
				t.Errorf("estimated %d tokens, it took %d", estimate, spent)
			}
		})
	}
}

func TestOverBudget(t *testing.T) {
	e, server := engine(t, echo(3), summarize.Config{Budget: 2000})
	r, err := e.Summarize(t.Context(), summarize.Request{Documents: []*article.Document{long(300)}})
	if err != nil {
		t.Fatal(err)
	}
	if r.Engine != summarize.Extractive || !slices.Equal(r.Notes, []summarize.Note{summarize.OverBudget}) || len(server.Requests()) != 0 || len(r.Claims) == 0 {
		t.Errorf("%d claims by %s, notes %v, %d calls", len(r.Claims), r.Engine, r.Notes, len(server.Requests()))
	}
	e, _ = engine(t, echo(1), summarize.Config{Budget: 2000})
	r, err = e.Summarize(t.Context(), summarize.Request{Documents: []*article.Document{long(300), ferry()}})
	if err != nil {
		t.Fatal(err)
	}
	if r.Engine != summarize.OpenAI || !slices.Contains(r.Notes, summarize.OverBudget) {
		t.Errorf("by %s, notes %v: want the short text read by the model, the long one quoted", r.Engine, r.Notes)
	}
}

func TestSummaryWithoutAnythingThatHolds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, script := range []modeltest.Script{
			modeltest.Say(claims(claim{"The ferry carried 99,999 geese.", []int{2}, ""})),
			modeltest.Say("I am a language model."),
			modeltest.Sequence(modeltest.Reply{Status: 503}),
		} {
			e, _ := engine(t, script, summarize.Config{})
			r, err := e.Summarize(t.Context(), summarize.Request{Documents: []*article.Document{ferry()}})
			if err != nil {
				t.Fatal(err)
			}
			if r.Engine != summarize.Extractive || len(r.Claims) == 0 || slices.Contains(r.Notes, summarize.ModelDown) == (len(r.LeftOut) > 0) {
				t.Errorf("%d claims by %s, notes %v", len(r.Claims), r.Engine, r.Notes)
			}
		}
	})
}
