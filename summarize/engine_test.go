package summarize_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/model"
	"github.com/footnote-bot/footnote/model/modeltest"
	"github.com/footnote-bot/footnote/summarize"
)

// document makes a document of paragraphs, each a list of sentences; "Name: sentence" is said by Name.
func document(lang string, paragraphs ...[]string) *article.Document {
	d := &article.Document{ID: "doc-" + lang, Title: "A title", Language: lang, Kind: article.Text}
	var text strings.Builder
	for i, sentences := range paragraphs {
		if i > 0 {
			text.WriteString("\n\n")
		}
		for k, s := range sentences {
			if k > 0 && lang != "zh" {
				text.WriteString(" ")
			}
			p := article.Passage{Number: len(d.Passages) + 1, Start: text.Len(), Paragraph: i + 1, Role: "paragraph"}
			if name, said, ok := strings.Cut(s, ": "); ok {
				p.Speaker, s = name, said
				d.Speakers = append(d.Speakers, article.Speaker{Name: name, Role: "engineer"})
			}
			text.WriteString(s)
			p.End = text.Len()
			d.Passages = append(d.Passages, p)
		}
	}
	d.Text = text.String()
	d.ID += fmt.Sprint(len(d.Text))
	d.Coverage = article.Coverage{WordsRead: len(strings.Fields(d.Text)), WordsFound: len(strings.Fields(d.Text))}
	return d
}

func ferry() *article.Document {
	return document("en",
		[]string{"The ferry between Holm and Sand will stop running on 30 April.", "It carried 41,200 passengers last year, 9.7 percent fewer than in 2019."},
		[]string{"Ingrid Vane: We cannot run it at a loss of two million crowns a year.", "Ingrid Vane: A bridge is not planned."},
		[]string{"Islanders have collected 900 signatures against the decision.", "The council will vote in March."},
	)
}

func interview() *article.Document {
	return document("zh",
		[]string{"渡轮将于4月30日停运。", "去年乘客下降了9.7%，共有41200人次。"},
		[]string{"余欢: 规模化之后，最大的成本来自于维修。", "余欢: 我们没有计划修建大桥。"},
	)
}

// engine makes an engine whose model is scripted as a writer; as a reader it is right of every control, and finds all that it
// claimed carried but lies.
func engine(t *testing.T, script modeltest.Script, cfg summarize.Config, lies ...string) (*summarize.Engine, *modeltest.Server) {
	t.Helper()
	return engineOf(t, modeltest.WithReader(script, lies...), cfg)
}

func engineOf(t *testing.T, script modeltest.Script, cfg summarize.Config) (*summarize.Engine, *modeltest.Server) {
	t.Helper()
	server := modeltest.New(script)
	c, err := model.New(model.Config{BaseURL: "http://model.test/v1", Model: "fake", Transport: server})
	if err != nil {
		t.Fatal(err)
	}
	cfg.Model = c
	e, err := summarize.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return e, server
}

type claim struct {
	Text     string `json:"text"`
	Passages []int  `json:"passages"`
	Speaker  string `json:"speaker"`
}

func answers(claims ...claim) string {
	out, err := json.Marshal(map[string]any{"answerable": len(claims) > 0, "claims": append([]claim{}, claims...)})
	if err != nil {
		panic(err)
	}
	return strings.Replace(string(out), `{"answerable"`, `{"answerable"`, 1)
}

func texts(r *summarize.Reply) string {
	var out []string
	for _, c := range r.Claims {
		var quotes []string
		for _, q := range c.Citations {
			quotes = append(quotes, q.Quote())
		}
		out = append(out, c.Text+" <"+strings.Join(quotes, "|")+">")
	}
	return strings.Join(out, "\n")
}

func reasons(r *summarize.Reply) string {
	var out []string
	for _, l := range r.LeftOut {
		out = append(out, string(l.Reason))
	}
	return strings.Join(out, " ")
}

func TestAnswer(t *testing.T) {
	stops := claim{"The ferry stops on 30 April.", []int{1}, ""}
	wrong := claim{"The ferry carried 51,200 passengers.", []int{2}, ""}
	right := claim{"The ferry carried 41,200 passengers last year.", []int{2}, ""}
	silence := claim{"The article does not mention who built it.", []int{1}, ""}
	lie := claim{"The council has decided against the islanders.", []int{6}, ""}
	const (
		whole = "The ferry between Holm and Sand will stop running on 30 April. <The ferry between Holm and Sand will stop running on 30 April.>"
		first = "The ferry stops on 30 April. <The ferry between Holm and Sand will stop running on 30 April.>"
	)
	tests := []struct {
		name       string
		doc        *article.Document
		question   string
		replies    []modeltest.Reply
		lies       []string
		want       string
		unanswered summarize.Unanswered
		left       string
		engine     summarize.EngineName
		calls      int
	}{
		{
			"honest", ferry(), "When does the ferry stop?",
			[]modeltest.Reply{{Text: answers(stops)}},
			nil,
			first, "", "", summarize.OpenAI, 2,
		},
		{
			"in lines", ferry(), "When does the ferry stop?",
			[]modeltest.Reply{{Text: "* The ferry stops on 30 April. [1]"}},
			nil,
			first, "", "", summarize.OpenAI, 2,
		},
		{
			"Chinese", interview(), "渡轮什么时候停运？",
			[]modeltest.Reply{{Text: answers(claim{"渡轮将于4月30日停运。", []int{1}, ""})}},
			nil,
			"渡轮将于4月30日停运。 <渡轮将于4月30日停运。>", "", "", summarize.OpenAI, 2,
		},
		{
			"says that the text does not say", ferry(), "Who built it?",
			[]modeltest.Reply{{Text: answers()}},
			nil,
			"", summarize.NotInText, "", summarize.OpenAI, 1,
		},
		{
			"says so as a claim", ferry(), "Who built it?",
			[]modeltest.Reply{{Text: answers(silence)}},
			[]string{silence.Text},
			"", summarize.Unproven, "not_said", summarize.OpenAI, 2,
		},
		{
			"a wrong number", ferry(), "How many passengers?",
			[]modeltest.Reply{{Text: answers(wrong)}},
			nil,
			"", summarize.Unproven, "number", summarize.OpenAI, 1,
		},
		{
			"a wrong number behind the answer", ferry(), "How many passengers?",
			[]modeltest.Reply{{Text: answers(right, wrong)}},
			nil,
			right.Text + " <It carried 41,200 passengers last year, 9.7 percent fewer than in 2019.>", "", "number", summarize.OpenAI, 2,
		},
		{
			"a lie without a figure", ferry(), "Who decides?",
			[]modeltest.Reply{{Text: answers(lie)}},
			[]string{lie.Text},
			"", summarize.Unproven, "not_said", summarize.OpenAI, 2,
		},
		{
			"a passage that does not exist", ferry(), "When?",
			[]modeltest.Reply{{Text: answers(claim{"It sails to the moon.", []int{99}, ""})}},
			nil,
			"", summarize.Unproven, "no_passage", summarize.OpenAI, 1,
		},
		{
			"an invented quotation", ferry(), "When?",
			[]modeltest.Reply{{Text: answers(claim{"The council will vote “with a heavy heart”.", []int{6}, ""})}},
			nil,
			"", summarize.Unproven, "quoted_words", summarize.OpenAI, 1,
		},
		{
			"a link of its own", ferry(), "When?",
			[]modeltest.Reply{{Text: answers(claim{"The ferry stops on 30 April, see evil.example/now.", []int{1}, ""})}},
			nil,
			"", summarize.Unproven, "not_said", summarize.OpenAI, 1,
		},
		{
			"the same twice", ferry(), "When?",
			[]modeltest.Reply{{Text: answers(stops, stops, claim{"The ferry stops 30 April.", []int{1}, ""})}},
			nil,
			first, "", "duplicate", summarize.OpenAI, 2,
		},
		{
			"prose", ferry(), "When does the ferry stop?",
			[]modeltest.Reply{{Text: "It stops in April, I believe."}},
			nil,
			whole, "", "", summarize.Extractive, 2,
		},
		{
			"down", ferry(), "When does the ferry stop?",
			[]modeltest.Reply{{Status: 500}},
			nil,
			whole, "", "", summarize.Extractive, 3,
		},
		{
			"stalls", ferry(), "When does the ferry stop?",
			[]modeltest.Reply{{Text: `{"answerable":`, Stall: true}},
			nil,
			whole, "", "", summarize.Extractive, 2,
		},
		{
			"cut after a claim", ferry(), "When?",
			[]modeltest.Reply{{Text: answers(stops)[:len(answers(stops))-2], Cut: true}},
			nil,
			first, "", "", summarize.OpenAI, 3,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				e, server := engine(t, modeltest.Sequence(tt.replies...), summarize.Config{}, tt.lies...)
				var heard []string
				r, err := e.Answer(t.Context(), summarize.Request{
					Documents: []*article.Document{tt.doc}, Question: tt.question,
					OnClaim: func(c summarize.Claim) { heard = append(heard, c.Text) },
				})
				if err != nil {
					t.Fatal(err)
				}
				if got := texts(r); got != tt.want {
					t.Errorf("claims:\n%s\nwant:\n%s", got, tt.want)
				}
				if r.Unanswered != tt.unanswered || r.Answerable != (tt.unanswered == "") {
					t.Errorf("answerable %v, unanswered %q, want %q", r.Answerable, r.Unanswered, tt.unanswered)
				}
				if got := reasons(r); got != tt.left {
					t.Errorf("left out for %q, want %q", got, tt.left)
				}
				if r.Engine != tt.engine {
					t.Errorf("engine %s, want %s", r.Engine, tt.engine)
				}
				if n := len(server.Requests()); n != tt.calls {
					t.Errorf("%d calls, want %d", n, tt.calls)
				}
				if len(heard) != len(r.Claims) {
					t.Errorf("heard %d claims, the reply has %d", len(heard), len(r.Claims))
				}
			})
		})
	}
}
