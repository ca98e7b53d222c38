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

// A model points at passages, and nothing it says is believed: what they carry is shown again by rules.
func TestCheckWithModel(t *testing.T) {
	const (
		decided = "Turnover of the mill slipped by three percent in 2024. "
		loosely = "It is the price of wool that the owners hold responsible. "
		absent  = "The mill is beautiful in spring. "
		figure  = "Sales went down by 5 percent. "
	)
	byRules := "contradicted (three percent/two percent) <Turnover of the mill slipped by two percent in 2024.>"
	tests := []struct {
		name, text string
		reply      modeltest.Reply
		want       []string
		notes      string
		engine     summarize.EngineName
	}{
		{
			"honest", decided + loosely + absent + figure,
			modeltest.Reply{Text: `{"statements":[{"statement":1,"supports":[2],"contradicts":[]},{"statement":2,"supports":[],"contradicts":[]},{"statement":3,"supports":[],"contradicts":[1]}]}`},
			[]string{
				byRules, "supported <The owners blame the price of wool.>", "not_in_text",
				"contradicted (5 percent/two percent) <Turnover of the mill slipped by two percent in 2024.>",
			},
			"", summarize.OpenAI,
		},
		{
			"in lines", decided + loosely + absent,
			modeltest.Reply{Text: "S1 yes [2]\nS2 none"},
			[]string{byRules, "supported <The owners blame the price of wool.>", "not_in_text"},
			"", summarize.OpenAI,
		},
		{
			"lies: all is supported", decided + absent + figure,
			modeltest.Reply{Text: `{"statements":[{"statement":1,"supports":[1,2,3,4],"contradicts":[]},{"statement":2,"supports":[4],"contradicts":[]}]}`},
			[]string{byRules, "unchecked", "not_in_text"},
			"", summarize.OpenAI,
		},
		{
			"lies: all is contradicted", loosely + absent,
			modeltest.Reply{Text: `{"statements":[{"statement":1,"supports":[],"contradicts":[2]},{"statement":2,"supports":[],"contradicts":[3]}]}`},
			[]string{"unchecked", "unchecked"},
			"", summarize.OpenAI,
		},
		{
			"numbers that are not there, and statements that were not asked about", loosely,
			modeltest.Reply{Text: `{"statements":[{"statement":7,"supports":[2],"contradicts":[]},{"statement":1,"supports":[99],"contradicts":[]}]}`},
			[]string{"unchecked"},
			"", summarize.OpenAI,
		},
		{"garbage", decided + loosely, modeltest.Reply{Text: "I am happy to help you with that!"}, []string{byRules, "unchecked"}, "model_down", summarize.Extractive},
		{"broken server", decided + loosely, modeltest.Reply{Status: 400, Body: `{"error":{"message":"no"}}`}, []string{byRules, "unchecked"}, "model_down", summarize.Extractive},
		{"stalled", decided + loosely, modeltest.Reply{Text: `{"statements":[`, Stall: true}, []string{byRules, "unchecked"}, "model_down", summarize.Extractive},
		{
			"cut short", loosely + absent,
			modeltest.Reply{Text: `{"statements":[{"statement":1,"supports":[2],"contradicts":[]},{"stat`, Finish: "length"},
			[]string{"supported <The owners blame the price of wool.>", "unchecked"},
			"", summarize.OpenAI,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				tt.reply.Usage = &modeltest.Usage{Prompt: 100, Completion: 20}
				e, server := engine(t, func(modeltest.Request) modeltest.Reply { return tt.reply }, summarize.Config{})
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
				if tt.engine == summarize.OpenAI && (len(server.Requests()) != 1 || c.Usage.Calls != 1 || c.Usage.PromptTokens != 100) {
					t.Errorf("%d calls, usage %+v, want one call, and accounted for", len(server.Requests()), c.Usage)
				}
			})
		})
	}
}

// Across languages rules find neither passage nor, without a figure or name, a proof: the model finds, and what denies it is
// seen.
func TestCheckAcrossLanguages(t *testing.T) {
	e, _ := engine(t, modeltest.Say(`{"statements":[{"statement":1,"supports":[3],"contradicts":[]},{"statement":2,"supports":[4],"contradicts":[]},{"statement":3,"supports":[2],"contradicts":[]},{"statement":4,"supports":[],"contradicts":[2]}]}`), summarize.Config{})
	c, err := e.CheckText(t.Context(), summarize.Request{Documents: []*article.Document{interview()}},
		"At scale the greatest cost is repair. There is a plan for a bridge. Passengers fell by 9.7 percent. Passengers fell by 7.9 percent.")
	if err != nil {
		t.Fatal(err)
	}
	want := "supported <规模化之后，最大的成本来自于维修。>\ncontradicted (There is a plan for a bridge/没有) <我们没有计划修建大桥。>\n" +
		"supported <去年乘客下降了9.7%，共有41200人次。>\ncontradicted (7.9 percent/9.7%) <去年乘客下降了9.7%，共有41200人次。>"
	if got := verdicts(c); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// What rules decide costs no tokens; nor does anything where the budget is spent.
func TestCheckAsksOnlyWhatIsOpen(t *testing.T) {
	tests := []struct {
		name, text string
		req        summarize.Request
		calls      int
		notes      []summarize.Note
	}{
		{"all decided by rules", "Turnover of the mill slipped by two percent in 2024.", summarize.Request{}, 0, nil},
		{"no money left", "The mill is beautiful in spring.", summarize.Request{Broke: true}, 0, []summarize.Note{summarize.OverBudget}},
		{"more than the budget", "The mill is beautiful in spring.", summarize.Request{Budget: 10}, 0, []summarize.Note{summarize.OverBudget}},
		{"extractive asked for", "The mill is beautiful in spring.", summarize.Request{Engine: summarize.Extractive}, 0, nil},
		{"open", "The mill is beautiful in spring.", summarize.Request{}, 1, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e, server := engine(t, modeltest.Say(`{"statements":[{"statement":1,"supports":[],"contradicts":[]}]}`), summarize.Config{})
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

// A long text is not sent whole: the model reads what the statements lead to, and its silence is then not the text's.
func TestCheckOfLongText(t *testing.T) {
	var paragraphs [][]string
	for i := range 400 {
		paragraphs = append(paragraphs, []string{fmt.Sprintf("Barn number %d of the valley holds %d bales of hay and two old carts.", i, 3*i)})
	}
	paragraphs = append(paragraphs, []string{"The owners blame the price of wool."})
	long := document("en", paragraphs...)
	e, server := engine(t, func(r modeltest.Request) modeltest.Reply {
		return modeltest.Reply{Text: fmt.Sprintf(`{"statements":[{"statement":1,"supports":[%d],"contradicts":[]},{"statement":2,"supports":[],"contradicts":[]}]}`, r.Find("blame"))}
	}, summarize.Config{})
	c, err := e.CheckText(t.Context(), summarize.Request{Documents: []*article.Document{long}}, "It is the price of wool that the owners hold responsible. Everything is for the best.")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := verdicts(c), "supported <The owners blame the price of wool.>\nunchecked"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if sent := len(server.Requests()[0].Sentences()); sent == 0 || sent > 40 {
		t.Errorf("%d sentences were sent, want some of 401", sent)
	}
}

// What is stored of a check comes back as it was.
func TestStoredCheck(t *testing.T) {
	e, _ := engine(t, modeltest.Say(`{"statements":[{"statement":1,"supports":[2],"contradicts":[]}]}`), summarize.Config{})
	docs := []*article.Document{mill()}
	c, err := e.CheckText(t.Context(), summarize.Request{Documents: docs}, "It is the price of wool that the owners hold responsible.")
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
