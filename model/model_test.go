package model_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/footnote-bot/footnote/model"
	"github.com/footnote-bot/footnote/model/modeltest"
)

var answer = &model.Schema{Name: "answer", JSON: json.RawMessage(`{"type":"object"}`), Example: `Write JSON like {"claims":[]}.`}

func client(t *testing.T, server *modeltest.Server, models string) *model.Client {
	t.Helper()
	c, err := model.New(model.Config{BaseURL: "http://model.test/v1", APIKey: "sk-secret", Model: models, Transport: server})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func ask(text string) model.Request {
	return model.Request{
		Messages: []model.Message{{Role: "user", Content: text}}, Schema: answer, TextForm: "One line for each claim.",
	}
}

func refusing(forms ...string) modeltest.Script {
	return func(r modeltest.Request) modeltest.Reply {
		for _, f := range forms {
			if r.Form == f {
				return modeltest.Reply{Status: 400, Body: `{"error":{"message":"response_format type ` + f + ` is unavailable now"}}`}
			}
		}
		return modeltest.Reply{Text: `{"claims":[]}`}
	}
}

func TestFormsAreFoundOnceAndRemembered(t *testing.T) {
	tests := []struct {
		name     string
		script   modeltest.Script
		want     model.Form
		calls    int // for two requests
		lastSays string
	}{
		{"takes schemas", refusing(), model.JSONSchema, 2, "q"},
		{"refuses schemas", refusing("json_schema"), model.JSONObject, 3, answer.Example},
		{"refuses JSON", refusing("json_schema", "json_object"), model.PlainText, 4, "One line for each claim."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			server := modeltest.New(tt.script)
			c := client(t, server, "m")
			for range 2 {
				resp, err := c.Chat(t.Context(), ask("q"))
				if err != nil {
					t.Fatal(err)
				}
				if resp.Form != tt.want || resp.Text != `{"claims":[]}` || !resp.Complete {
					t.Errorf("got %+v, want form %s", resp, tt.want)
				}
			}
			requests := server.Requests()
			if len(requests) != tt.calls {
				t.Errorf("%d requests, want %d", len(requests), tt.calls)
			}
			if last := requests[len(requests)-1].Prompt(); !strings.HasSuffix(last, tt.lastSays) {
				t.Errorf("last prompt %q, want it to end with %q", last, tt.lastSays)
			}
		})
	}
}

func TestFieldsThatServersRefuseAreLeftOut(t *testing.T) {
	tests := []struct{ name, model, message, field string }{
		{"streams", "m", "streaming is not supported by this deployment", "stream"},
		{"old field", "m", "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.", "max_tokens"},
		{"temperature", "m", "Unsupported value: 'temperature' does not support 0.1", "temperature"},
		{"effort", "gpt-5-mini", "Unrecognized request argument supplied: reasoning_effort", "reasoning_effort"},
		{"stream options", "m", "stream_options: extra fields not permitted", "stream_options"},
		{"new field", "o4-mini", "unknown field max_completion_tokens", "max_completion_tokens"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			server := modeltest.New(func(r modeltest.Request) modeltest.Reply {
				if _, ok := r.Body[tt.field]; ok {
					return modeltest.Reply{Status: 400, Body: `{"error":{"message":` + quote(tt.message) + `}}`}
				}
				return modeltest.Reply{Text: "{}"}
			})
			c := client(t, server, tt.model)
			for range 2 {
				if resp, err := c.Chat(t.Context(), ask("q")); err != nil || resp.Form != model.JSONSchema {
					t.Fatalf("got %+v, %v; want an answer by schema", resp, err)
				}
			}
			if n := len(server.Requests()); n != 3 {
				t.Errorf("%d requests, want 3: one refused, two answered", n)
			}
		})
	}
}

func quote(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}

func TestWhatSurroundsAnAnswerIsTakenOff(t *testing.T) {
	const want = `{"claims":[]}`
	tests := []struct {
		name  string
		reply modeltest.Reply
	}{
		{"nothing", modeltest.Reply{Text: want}},
		{"thinking", modeltest.Reply{Text: "<think>\n{\"claims\":[1]}?\n</think>\n\n" + want}},
		{"end of thinking only", modeltest.Reply{Text: "so {\"claims\"…\n</think>\n" + want}},
		{"reasoning field", modeltest.Reply{Reasoning: "let me see", Text: want}},
		{"fence", modeltest.Reply{Text: "```json\n" + want + "\n```\nI hope this helps."}},
		{"byte order mark", modeltest.Reply{Text: "\uFEFF" + want}},
		{"no stream", modeltest.Reply{Text: want, NoStream: true}},
		{"all of it", modeltest.Reply{Text: "\uFEFF<think>hm</think>\n```\n" + want + "\n```"}},
		{"list of parts", modeltest.Reply{Raw: `data: {"choices":[{"delta":{"content":[{"type":"thinking","thinking":[]},{"type":"text","text":"{\"claims\":[]}"}]},"finish_reason":"stop"}]}` + "\n\n"}},
		{"done without reason and line end", modeltest.Reply{Raw: `data: {"choices":[{"delta":{"content":"{\"claims\":[]}"}}]}` + "\n\ndata: [DONE]"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := client(t, modeltest.New(modeltest.Sequence(tt.reply)), "m")
			var heard strings.Builder
			req := ask("q")
			req.OnText = func(p string) error { heard.WriteString(p); return nil }
			req.OnRestart = heard.Reset
			resp, err := c.Chat(t.Context(), req)
			if err != nil || resp.Text != want || !resp.Complete {
				t.Fatalf("got %+v, %v; want %s", resp, err, want)
			}
			if heard.String() != want {
				t.Errorf("streamed %q, want %q", heard.String(), want)
			}
		})
	}
}

func TestBrokenAnswers(t *testing.T) {
	good := modeltest.Reply{Text: "{}"}
	html := http.Header{"Content-Type": {"text/html"}}
	tests := []struct {
		name    string
		replies []modeltest.Reply
		kind    model.Kind // "" where the answer comes in the end
		calls   int
	}{
		{"cut once", []modeltest.Reply{{Text: `{"cl`, Cut: true}, good}, "", 2},
		{"broken once", []modeltest.Reply{{Text: `{"cl`, Abort: true}, good}, "", 2},
		{"cut twice", []modeltest.Reply{{Text: `{"cl`, Cut: true}}, model.Cut, 2},
		{"stalls once", []modeltest.Reply{{Text: `{"cl`, Stall: true}, good}, "", 2},
		{"stalls twice", []modeltest.Reply{{Text: `{"cl`, Stall: true}}, model.Stalled, 2},
		{"500 twice", []modeltest.Reply{{Status: 500, Body: "oops"}, {Status: 502, Body: "<html>"}, good}, "", 3},
		{"500 for ever", []modeltest.Reply{{Status: 500}}, model.ServerFailed, 3},
		{"429", []modeltest.Reply{{Status: 429, Header: http.Header{"Retry-After": {"3"}}}, good}, "", 2},
		{"429 for an hour", []modeltest.Reply{{Status: 429, Header: http.Header{"Retry-After": {"3600"}}}, good}, model.RateLimited, 1},
		{"no quota", []modeltest.Reply{{Status: 429, Body: `{"error":{"message":"pay","code":"insufficient_quota"}}`}}, model.NoQuota, 1},
		{"wrong key", []modeltest.Reply{{Status: 401, Body: `{"error":{"message":"bad key sk-secret"}}`}}, model.Unauthorized, 1},
		{"redirect", []modeltest.Reply{{Status: 301, Header: http.Header{"Location": {"https://elsewhere.test/v1"}}}}, model.NoModel, 1},
		{"error with status 200", []modeltest.Reply{{Raw: `{"error":{"message":"overloaded","code":503}}`}, good}, "", 2},
		{"error event", []modeltest.Reply{{Raw: "event: error\ndata: {\"message\":\"overloaded\"}\n\n"}, good}, "", 2},
		{"a web page", []modeltest.Reply{{Raw: "<html>log in</html>", Header: html}}, model.Cut, 2},
		{"too long", []modeltest.Reply{{Status: 400, Body: `{"error":{"message":"This model's maximum context length is 8192 tokens."}}`}}, model.ContextLength, 1},
		{"too long, local", []modeltest.Reply{{Status: 400, Body: `{"error":{"code":400,"message":"the request exceeds the available context size","type":"exceed_context_size_error"}}`}}, model.ContextLength, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				server := modeltest.New(modeltest.Sequence(tt.replies...))
				c := client(t, server, "m")
				restarts := 0
				req := ask("q")
				req.OnText = func(string) error { return nil }
				req.OnRestart = func() { restarts++ }
				resp, err := c.Chat(t.Context(), req)
				failure, _ := errors.AsType[*model.Error](err)
				switch {
				case tt.kind == "" && (err != nil || resp.Text != "{}"):
					t.Errorf("got %+v, %v; want {}", resp, err)
				case tt.kind != "" && (failure == nil || failure.Kind != tt.kind):
					t.Errorf("got %v, want kind %s", err, tt.kind)
				case tt.kind == model.Cut && tt.replies[0].Text != resp.Text:
					t.Errorf("got %q beside the error, want what had arrived", resp.Text)
				case errors.Is(err, model.ErrContextLength) != (tt.kind == model.ContextLength):
					t.Errorf("errors.Is(%v, ErrContextLength) is wrong", err)
				case err != nil && strings.Contains(err.Error(), "sk-secret"):
					t.Errorf("%v tells the key", err)
				}
				if n := len(server.Requests()); n != tt.calls {
					t.Errorf("%d requests, want %d", n, tt.calls)
				}
				if want := tt.replies[0].Text != "" && tt.calls > 1; want != (restarts > 0) {
					t.Errorf("%d restarts, want some: %v", restarts, want)
				}
			})
		})
	}
}

func TestNextModelIsAskedWhereOneFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := modeltest.New(func(r modeltest.Request) modeltest.Reply {
			if r.Model == "first" {
				return modeltest.Reply{Status: 404, Body: `{"error":"model not found"}`}
			}
			return modeltest.Reply{Text: "{}"}
		})
		resp, err := client(t, server, "first, second").Chat(t.Context(), ask("q"))
		if err != nil || resp.Model != "second" {
			t.Errorf("got %+v, %v; want the second model's answer", resp, err)
		}
	})
}

func TestBreakerLetsAServerRest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		well := false
		server := modeltest.New(func(modeltest.Request) modeltest.Reply {
			if well {
				return modeltest.Reply{Text: "{}"}
			}
			return modeltest.Reply{Status: 503}
		})
		c := client(t, server, "m")
		for range 5 {
			if _, err := c.Chat(t.Context(), ask("q")); err == nil {
				t.Fatal("no error from a server that is down")
			}
		}
		asked := len(server.Requests())
		_, err := c.Chat(t.Context(), ask("q"))
		if failure, _ := errors.AsType[*model.Error](err); failure == nil || failure.Kind != model.Resting {
			t.Errorf("got %v, want kind resting", err)
		}
		if n := len(server.Requests()); n != asked {
			t.Errorf("a server that rests was asked %d times", n-asked)
		}
		well = true
		time.Sleep(time.Minute) // of the bubble
		if _, err := c.Chat(t.Context(), ask("q")); err != nil {
			t.Errorf("a server that is well again: %v", err)
		}
	})
}

func TestCallersDecide(t *testing.T) {
	enough := errors.New("enough")
	server := modeltest.New(modeltest.Say("a long answer that nobody needs to the end"))
	req := ask("q")
	req.OnText = func(string) error { return enough }
	resp, err := client(t, server, "m").Chat(t.Context(), req)
	if !errors.Is(err, enough) || resp.Text == "" || resp.Usage.PromptTokens == 0 {
		t.Errorf("got %+v, %v; want the caller's error, what arrived and what it took", resp, err)
	}

	stop := errors.New("deleted")
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancelCause(t.Context())
		go func() {
			time.Sleep(time.Second)
			cancel(stop)
		}()
		_, err := client(t, modeltest.New(modeltest.Sequence(modeltest.Reply{Stall: true})), "m").Chat(ctx, ask("q"))
		if !errors.Is(err, stop) {
			t.Errorf("got %v, want the context's cause", err)
		}
	})
}

func TestUsage(t *testing.T) {
	usage := &modeltest.Usage{Prompt: 1_000_000, Cached: 500_000, Completion: 100_000}
	server := modeltest.New(modeltest.Sequence(modeltest.Reply{Text: "{}", Usage: usage}))
	resp, err := client(t, server, "gpt-4.1-mini").Chat(t.Context(), ask("q"))
	if err != nil {
		t.Fatal(err)
	}
	u := resp.Usage
	if u.Calls != 1 || u.PromptTokens != 1_000_000 || u.CachedTokens != 500_000 || u.CompletionTokens != 100_000 {
		t.Errorf("got %+v, want what the server says", u)
	}
	if u.CostUSD == nil || *u.CostUSD < 0.409 || *u.CostUSD > 0.411 { // 0.5×0.40 + 0.5×0.10 + 0.1×1.60
		t.Errorf("cost %v, want 0.41", u.CostUSD)
	}

	resp, err = client(t, modeltest.New(modeltest.Say("{}")), "home-made").Chat(t.Context(), ask(strings.Repeat("word ", 100)))
	if err != nil {
		t.Fatal(err)
	}
	if u := resp.Usage; u.PromptTokens < 80 || u.CostUSD != nil {
		t.Errorf("got %+v, want an estimate and no price", u)
	}
}

func TestNewRefuses(t *testing.T) {
	for _, cfg := range []model.Config{{BaseURL: "localhost:11434"}, {BaseURL: "ftp://x/v1"}, {Model: " , "}} {
		if _, err := model.New(cfg); err == nil {
			t.Errorf("New(%+v) took it", cfg)
		}
	}
}

func TestParsePrices(t *testing.T) {
	for _, bad := range []string{``, `{}`, `[{"model":""}]`, `[{"model":"[","input":1}]`, `[{"model":"m","input":-1}]`} {
		if _, err := model.ParsePrices([]byte(bad)); err == nil {
			t.Errorf("ParsePrices(%s) took it", bad)
		}
	}
	p, err := model.ParsePrices([]byte(`[{"model":"m*","input":1,"output":1},{"model":"m-large*","input":3,"output":3}]`))
	if err != nil {
		t.Fatal(err)
	}
	if got := p.Cost("vendor/M-Large-2", model.Usage{PromptTokens: 1_000_000}); got == nil || *got != 3 {
		t.Errorf("cost %v, want that of the longest pattern: 3", got)
	}
	if got := p.Cost("other", model.Usage{PromptTokens: 1}); got != nil {
		t.Errorf("cost %v of an unknown model, want none", *got)
	}
}

// FuzzStream holds that no bytes of a server break the client, and that what was streamed is what is returned.
//

// TestFirst: another model of the list goes first, and what is known of each is shared.
func TestFirst(t *testing.T) {
	server := modeltest.New(func(r modeltest.Request) modeltest.Reply {
		if r.Model == "c" {
			return modeltest.Reply{Status: 400, Body: `{"error":{"message":"no such model"}}`}
		}
		return refusing("json_schema")(r)
	})
	c := client(t, server, "a, b, c")
	for _, tt := range []struct{ first, name, answers string }{{"b", "b", "b"}, {"c", "c", "a"}, {"another", "a", "a"}, {"", "a", "a"}} {
		first := c.First(tt.first)
		resp, err := first.Chat(t.Context(), ask("q"))
		if err != nil || first.Name() != tt.name || resp.Model != tt.answers {
			t.Errorf("First(%q) is %s and %s answers, %v; want %s and %s", tt.first, first.Name(), resp.Model, err, tt.name, tt.answers)
		}
	}
	before := len(server.Requests())
	if _, err := c.First("b").Chat(t.Context(), ask("q")); err != nil || len(server.Requests()) != before+1 {
		t.Errorf("what b takes was found out %d times, %v", len(server.Requests())-before, err)
	}
}
