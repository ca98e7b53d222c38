package summarize_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/model/modeltest"
	"github.com/footnote-bot/footnote/summarize"
)

// verdicts are the statements of a check as "verdict (said/found) <quotes>", one a line.
func verdicts(c *summarize.Check) string {
	var out []string
	for _, s := range c.Statements {
		line := string(s.Verdict)
		if s.Said != "" {
			line += fmt.Sprintf(" (%s/%s)", s.Said, s.Found)
		}
		for _, cited := range s.Citations {
			line += " <" + cited.Quote() + ">"
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

func mill() *article.Document {
	return document("en",
		[]string{"Turnover of the mill slipped by two percent in 2024.", "The owners blame the price of wool."},
		[]string{"The roof leaks, and nobody has repaired it for years.", "Ann Lee runs the mill since 1998."},
	)
}

// thinks is a model that reads statements a second time: right of every control, and of others as it is told. What it is not
// told of is not said.
func thinks(opinions map[string]modeltest.Opinion) modeltest.Script {
	return func(r modeltest.Request) modeltest.Reply {
		if r.Schema == "search" {
			return modeltest.Reply{Text: `{"words":"维修 大桥 乘客"}`}
		}
		return r.Read(func(r modeltest.Request, st modeltest.Statement) modeltest.Opinion {
			if o, ok := opinions[st.Text]; ok {
				return o
			}
			return modeltest.Knowing(nil)(r, st)
		})
	}
}

var (
	supports = modeltest.Opinion{Verdict: modeltest.Carried}
	denies   = modeltest.Opinion{Verdict: modeltest.Contradicted}
)

func TestCheckWithModel(t *testing.T) {
	const anyCalls = -1 // the client finds out what the server takes
	const (
		sentence = "the owners blame the price of wool"
		figure   = "Turnover of the mill slipped by three percent in 2024."
		loosely  = "It is the price of wool that the owners hold responsible."
		absent   = "The mill is beautiful in spring."
		turned   = "Somebody has repaired the roof that leaks."
	)
	knows := thinks(map[string]modeltest.Opinion{
		figure: denies, loosely: supports,
		turned: {Verdict: modeltest.Contradicted, Words: "Somebody", Mended: "Nobody has repaired the roof, and nobody did for years."},
	})
	by := func(judge modeltest.Judge) modeltest.Script {
		return func(r modeltest.Request) modeltest.Reply { return r.Read(judge) }
	}
	tests := []struct {
		name, text string
		script     modeltest.Script
		want       []string
		notes      string
		engine     summarize.EngineName
		calls      int
	}{
		{
			"a sentence of the text", sentence + ".", knows,
			[]string{"supported <The owners blame the price of wool.>"},
			"", summarize.Extractive, 0,
		},
		{
			"a good reader", sentence + ". " + figure + " " + loosely + " " + turned, knows,
			[]string{
				"supported <The owners blame the price of wool.>",
				"contradicted (three percent/two percent) <Turnover of the mill slipped by two percent in 2024.>",
				"supported <The owners blame the price of wool.>",
				"contradicted (Somebody/nobody) <The roof leaks, and nobody has repaired it for years.>",
			},
			"", summarize.OpenAI, 1,
		},
		{"not in the text, once all of it is read", absent, knows, []string{"not_in_text"}, "", summarize.OpenAI, 2},
		{
			"finds all supported", figure + " " + absent, by(func(modeltest.Request, modeltest.Statement) modeltest.Opinion { return supports }),
			[]string{"contradicted (three percent/two percent) <Turnover of the mill slipped by two percent in 2024.>", "unchecked"},
			"unchecked_model", summarize.Extractive, 1,
		},
		{
			"finds all contradicted", loosely + " " + absent, by(func(modeltest.Request, modeltest.Statement) modeltest.Opinion { return denies }),
			[]string{"unchecked", "unchecked"},
			"unchecked_model", summarize.Extractive, 1,
		},
		{"writes garbage", loosely, modeltest.Say("I am happy to help you with that!"), []string{"unchecked"}, "unchecked_model", summarize.Extractive, 1},
		{"broken", loosely, modeltest.Sequence(modeltest.Reply{Status: 400, Body: `{"error":{"message":"no"}}`}), []string{"unchecked"}, "unchecked_model", summarize.Extractive, anyCalls},
		{"stalls", loosely, modeltest.Sequence(modeltest.Reply{Text: `{"statements":[`, Stall: true}), []string{"unchecked"}, "unchecked_model", summarize.Extractive, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				e, server := engineOf(t, tt.script, summarize.Config{})
				c, err := e.CheckText(t.Context(), summarize.Request{Documents: []*article.Document{mill()}}, tt.text)
				if err != nil {
					t.Fatal(err)
				}
				if got := verdicts(c); got != strings.Join(tt.want, "\n") {
					t.Errorf("got\n%s\nwant\n%s", got, strings.Join(tt.want, "\n"))
				}
				if fmt.Sprint(c.Notes) != "["+tt.notes+"]" || c.Engine != tt.engine {
					t.Errorf("notes %v, engine %s, want %q and %s", c.Notes, c.Engine, tt.notes, tt.engine)
				}
				if n := len(server.Requests()); n != tt.calls && tt.calls != anyCalls {
					t.Errorf("%d calls, want %d", n, tt.calls)
				}
			})
		})
	}
}

func TestCheckAcrossLanguages(t *testing.T) {
	e, _ := engineOf(t, thinks(map[string]modeltest.Opinion{
		"At scale the greatest cost is repair.": supports, "There is a plan for a bridge.": denies, "Passengers fell by 7.9 percent.": denies,
	}), summarize.Config{})
	c, err := e.CheckText(t.Context(), summarize.Request{Documents: []*article.Document{interview()}},
		"At scale the greatest cost is repair. There is a plan for a bridge. Passengers fell by 7.9 percent.")
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []summarize.Verdict{summarize.Supported, summarize.Contradicted, summarize.Contradicted} {
		if got := c.Statements[i]; got.Verdict != want || len(got.Citations) == 0 {
			t.Errorf("%s: %s, want %s with its passage", got.Text, got.Verdict, want)
		}
	}
}

// What is a sentence of the text costs no tokens; nor does anything where the budget is spent.
func TestCheckAsksOnlyWhatIsOpen(t *testing.T) {
	over := []summarize.Note{summarize.OverBudget}
	tests := []struct {
		name, text string
		req        summarize.Request
		calls      int
		notes      []summarize.Note
	}{
		{"a sentence", "Turnover of the mill slipped by two percent in 2024.", summarize.Request{}, 0, nil},
		{"no money left", "The mill is beautiful in spring.", summarize.Request{Broke: true}, 0, over},
		{"more than the budget", "The mill is beautiful in spring.", summarize.Request{Budget: 10}, 0, append(over, summarize.UncheckedModel)},
		{"extractive asked for", "The mill is beautiful in spring.", summarize.Request{Engine: summarize.Extractive}, 0, nil},
		{"open", "It is the price of wool that they blame.", summarize.Request{}, 1, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e, server := engineOf(t, thinks(map[string]modeltest.Opinion{"It is the price of wool that they blame.": supports}), summarize.Config{})
			tt.req.Documents = []*article.Document{mill()}
			c, err := e.CheckText(t.Context(), tt.req, tt.text)
			if err != nil {
				t.Fatal(err)
			}
			if len(server.Requests()) != tt.calls || !slices.Equal(c.Notes, tt.notes) {
				t.Errorf("%d calls, notes %v, want %d and %v", len(server.Requests()), c.Notes, tt.calls, tt.notes)
			}
		})
	}
}

// However many texts are checked, the window in which questions are answered stays as it is.
func TestCheckLeavesTheWindow(t *testing.T) {
	script := modeltest.WithReader(finder("signatures", "Islanders have collected 900 signatures."))
	e, server := engineOf(t, script, summarize.Config{})
	docs := []*article.Document{long(150)}
	ask := func() int {
		t.Helper()
		before := len(server.Requests())
		if _, err := e.Answer(t.Context(), summarize.Request{Documents: docs, Question: "Who owns the yellow submarine?"}); err != nil {
			t.Fatal(err)
		}
		return len(server.Requests()) - before
	}
	first := ask()
	for range 7 {
		if _, err := e.CheckText(t.Context(), summarize.Request{Documents: docs}, "Nobody has seen the keeper. The bridge is made of glass."); err != nil {
			t.Fatal(err)
		}
	}
	if again := ask(); again != first || first == 0 {
		t.Errorf("a question takes %d calls before and %d after seven checks", first, again)
	}
}

// A long text is not sent whole: the reader sees what the statements lead to, and its silence is then not the text's.
func TestCheckOfLongText(t *testing.T) {
	var paragraphs [][]string
	for i := range 400 {
		paragraphs = append(paragraphs, []string{fmt.Sprintf("Barn number %d of the valley holds %d bales of hay and two old carts.", i, 3*i)})
	}
	paragraphs = append(paragraphs, []string{"The owners blame the price of wool."})
	long := document("en", paragraphs...)
	const responsible = "It is the price of wool that the owners hold responsible."
	e, server := engineOf(t, thinks(map[string]modeltest.Opinion{responsible: supports}), summarize.Config{})
	c, err := e.CheckText(t.Context(), summarize.Request{Documents: []*article.Document{long}}, responsible+" Everything is for the best.")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := verdicts(c), "supported <The owners blame the price of wool.>\nunchecked"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if sent := len(server.Requests()[0].Sentences()); sent == 0 || sent > 40 || len(server.Requests()) != 1 {
		t.Errorf("%d sentences in %d calls were sent, want some of 401 in one", sent, len(server.Requests()))
	}
}

// What is stored of a check comes back as it was.
func TestStoredCheck(t *testing.T) {
	const responsible = "It is the price of wool that the owners hold responsible."
	e, _ := engineOf(t, thinks(map[string]modeltest.Opinion{responsible: supports}), summarize.Config{})
	docs := []*article.Document{mill()}
	c, err := e.CheckText(t.Context(), summarize.Request{Documents: docs}, responsible)
	if err != nil {
		t.Fatal(err)
	}
	data, err := c.Encode()
	if err != nil {
		t.Fatal(err)
	}
	again, err := summarize.DecodeCheck(data, docs)
	if err != nil {
		t.Fatal(err)
	}
	if verdicts(again) != verdicts(c) || again.Engine != c.Engine || again.Usage.Calls != 1 {
		t.Errorf("got %s by %s (%+v), want %s by %s", verdicts(again), again.Engine, again.Usage, verdicts(c), c.Engine)
	}
}
