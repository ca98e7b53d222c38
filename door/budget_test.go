package door_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/door"
	"github.com/footnote-bot/footnote/model"
	"github.com/footnote-bot/footnote/model/modeltest"
	"github.com/footnote-bot/footnote/summarize"
)

// TestTermsHold: without tokens passages answer, and after the day's replies nothing does.
func TestTermsHold(t *testing.T) {
	var spent summarize.Usage
	replies := 0
	says := func(r modeltest.Request) modeltest.Reply {
		return modeltest.Reply{
			Text:  fmt.Sprintf(`{"answerable":true,"claims":[{"text":"The work costs 4.6 million pounds.","passages":[%d]}]}`, r.Find("The work costs")),
			Usage: &modeltest.Usage{Prompt: 700, Completion: 50},
		}
	}
	_, address := modeltest.Start(t, modeltest.WithReader(says))
	client, err := model.New(model.Config{BaseURL: address, Model: "honest"})
	if err != nil {
		t.Fatal(err)
	}
	engine, err := summarize.New(summarize.Config{Model: client})
	if err != nil {
		t.Fatal(err)
	}
	url := listen(t, open(t, func(cfg *door.Config) {
		cfg.Terms = func(context.Context) (door.Terms, error) {
			return door.Terms{Enough: replies >= 3, Broke: spent.PromptTokens >= 700, Engine: engine}, nil
		}
		cfg.Spend = func(_ context.Context, key string, u summarize.Usage) error {
			if !strings.HasPrefix(key, "api/") {
				t.Errorf("the key is %q", key)
			}
			spent.PromptTokens += u.PromptTokens
			replies++
			return nil
		}
	}))
	question := fmt.Sprintf(`{"text":%q,"question":"What does the work cost?"}`, harbour)
	for n, tt := range []struct {
		path, body string
		status     int
		engine     string
		broke      bool
	}{
		{"answers", question, http.StatusOK, "openai", false},
		{"answers", question, http.StatusOK, "extractive", true}, // the tokens of the day are gone: passages
		{"checks", fmt.Sprintf(`{"text":%q,"statements":"The work costs 46 million pounds."}`, harbour), http.StatusOK, "", false},
		{"answers", question, http.StatusTooManyRequests, "", false}, // and so are the replies
	} {
		status, answer := post(t, url+"/v1/"+tt.path, "Bearer "+key, tt.body)
		engine, _ := answer["engine"].(string)
		notes, _ := answer["notes"].([]any)
		if status != tt.status || engine != tt.engine || slices.Contains(notes, any("over_budget")) != tt.broke {
			t.Errorf("request %d: %d by %q, notes %v; want %+v: %v", n+1, status, engine, notes, tt, answer)
		}
	}
}

// TestLongSummariesWantTheirEngineNamed: what takes more tokens than anybody agreed to is made of passages.
func TestLongSummariesWantTheirEngineNamed(t *testing.T) {
	asked, address := modeltest.Start(t, modeltest.WithReader(func(r modeltest.Request) modeltest.Reply {
		return modeltest.Reply{Text: fmt.Sprintf(`{"claims":[{"text":"The work costs 4.6 million pounds.","passages":[%d]}]}`, r.Find("The work costs"))}
	}))
	client, err := model.New(model.Config{BaseURL: address, Model: "honest"})
	if err != nil {
		t.Fatal(err)
	}
	engine, err := summarize.New(summarize.Config{Model: client})
	if err != nil {
		t.Fatal(err)
	}
	url := listen(t, open(t, func(cfg *door.Config) { cfg.Engine, cfg.AskAbove = engine, 100 }))
	for _, tt := range []struct{ engine, want string }{{"auto", "extractive"}, {"extractive", "extractive"}, {"openai", "openai"}} {
		before := len(asked.Requests())
		_, answer := post(t, url+"/v1/summaries", "Bearer "+key, fmt.Sprintf(`{"text":%q,"engine":%q}`, harbour, tt.engine))
		if answer["engine"] != tt.want || (len(asked.Requests()) > before) != (tt.want == "openai") {
			t.Errorf("%s: by %v, %d calls: %v", tt.engine, answer["engine"], len(asked.Requests())-before, answer)
		}
	}
}
