package model_test

import (
	"errors"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/footnote-bot/footnote/model"
	"github.com/footnote-bot/footnote/model/modeltest"
)

// event is one event of a stream with that text.
func event(text string) string {
	return `data: {"choices":[{"delta":{"content":` + quote(text) + `}}]}` + "\n\n"
}

func TestACallHasItsTime(t *testing.T) {
	const first, all = 60 * time.Second, 120 * time.Second
	tests := []struct {
		name  string
		reply modeltest.Reply
		kind  model.Kind
		took  time.Duration
	}{
		{"no answer at all", modeltest.Reply{Pause: time.Hour, Text: "{}"}, model.Silent, first},
		{"a header and no more", modeltest.Reply{Stall: true}, model.Silent, first},
		{"comments only", modeltest.Reply{Raw: ": wait\n\n", Pause: time.Second, Forever: true}, model.Silent, first},
		{"empty lines only", modeltest.Reply{Raw: "\n", Pause: time.Second, Forever: true}, model.Silent, first},
		{"a line that never ends", modeltest.Reply{Raw: "data: ", Pause: time.Second, Forever: true}, model.Silent, first},
		{"drips text", modeltest.Reply{Text: "{\"claims\":[ ", Pause: 5 * time.Second, Forever: true}, model.Slow, all},
		{"drips reasoning", modeltest.Reply{
			Raw: `data: {"choices":[{"delta":{"reasoning_content":"hm"}}]}` + "\n\n", Pause: 5 * time.Second, Forever: true,
		}, model.Slow, all},
		{"drips events without text", modeltest.Reply{Raw: "data: {}\n\n", Pause: 5 * time.Second, Forever: true}, model.Slow, all},
		{"asks to be left alone, and is slow", modeltest.Reply{Status: 429, Header: http.Header{"Retry-After": {"15"}}, Pause: 50 * time.Second}, model.RateLimited, all},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				server := modeltest.New(modeltest.Sequence(tt.reply))
				began := time.Now()
				_, err := client(t, server, "m").Chat(t.Context(), ask("q"))
				if failure, _ := errors.AsType[*model.Error](err); failure == nil || failure.Kind != tt.kind {
					t.Errorf("got %v, want kind %s", err, tt.kind)
				}
				if took := time.Since(began); took > tt.took || took < tt.took-10*time.Second {
					t.Errorf("it took %s, want %s", took, tt.took)
				}
			})
		})
	}
}

func TestTheNextModelIsAskedWhereOneIsSilentAndOnlyInTheTimeLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := modeltest.New(func(r modeltest.Request) modeltest.Reply {
			if r.Model == "well" {
				return modeltest.Reply{Text: "{}", Pause: time.Second}
			}
			return modeltest.Reply{Stall: true}
		})
		began := time.Now()
		if resp, err := client(t, server, "ill,well").Chat(t.Context(), ask("q")); err != nil || resp.Model != "well" {
			t.Errorf("got %+v, %v; want the second model's answer", resp, err)
		}
		if took := time.Since(began); took != 62*time.Second {
			t.Errorf("it took %s, want a minute and the second model's two seconds", took)
		}
		began = time.Now()
		if _, err := client(t, server, "ill,ill too,well").Chat(t.Context(), ask("q")); err == nil {
			t.Error("two silent models left time for a third")
		}
		if took := time.Since(began); took != 2*time.Minute {
			t.Errorf("it took %s, want two minutes", took)
		}
	})
}

func TestWhatAServerSendsIsBounded(t *testing.T) {
	flood := strings.Repeat("x", 64<<10)
	tests := []struct{ name, raw string }{
		{"a line without an end", flood},
		{"an event without an end", "data: " + flood[:100] + strings.ReplaceAll(flood, "x", "y")},
		{"comments", ": " + flood + "\n"},
		{"events", event(flood)},
		{"small events", strings.Repeat(event("abc "), 100)},
		{"reasoning", `data: {"choices":[{"delta":{"reasoning_content":"` + flood + `"}}]}` + "\n\n"},
		{"a fence without an end", event("```" + flood)},
		{"a block of thinking without an end", event("<think>" + flood)},
		{"a document without an end", `{"choices":[{"message":{"content":"` + flood},
		{"spaces", strings.Repeat(" ", 64<<10)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				server := modeltest.New(modeltest.Sequence(modeltest.Reply{Raw: tt.raw, Forever: true}))
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				resp, err := client(t, server, "m").Chat(t.Context(), ask("q"))
				runtime.ReadMemStats(&after)
				if failure, _ := errors.AsType[*model.Error](err); failure == nil || failure.Kind != model.Endless {
					t.Errorf("got %v, want kind %s", err, model.Endless)
				}
				if len(resp.Text) > 2<<20 {
					t.Errorf("%d bytes of text", len(resp.Text))
				}
				if n := len(server.Requests()); n != 1 {
					t.Errorf("a flood was asked for %d times", n)
				}
				if grown := int64(after.HeapSys) - int64(before.HeapSys); grown > 400<<20 {
					t.Errorf("the heap grew by %d MB", grown>>20)
				}
			})
		})
	}
}

func TestCallsAtOnceAreBoundedAndWaitTheirTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := modeltest.New(modeltest.Sequence(modeltest.Reply{Pause: 25 * time.Second, Text: "{}"}))
		c, err := model.New(model.Config{BaseURL: "http://model.test/v1", Model: "m", Transport: server, Slots: model.NewSlots(2)})
		if err != nil {
			t.Fatal(err)
		}
		took := make([]time.Duration, 8)
		kinds := make([]model.Kind, len(took))
		began := time.Now()
		var all sync.WaitGroup
		for i := range took {
			time.Sleep(time.Millisecond) // of the bubble: one after the other
			all.Go(func() {
				_, err := c.Chat(t.Context(), ask("q"))
				if failure, ok := errors.AsType[*model.Error](err); ok {
					kinds[i] = failure.Kind
				}
				took[i] = time.Since(began)
			})
		}
		all.Wait()
		// Each takes 50 s, and there is time for two pairs.
		for i, kind := range kinds {
			answered := kind == ""
			if gaveUp := kind == model.Slow || kind == model.Busy; answered != (i < 4) || answered == gaveUp {
				t.Errorf("call %d: kind %q after %s", i+1, kind, took[i])
			}
			if took[i] > 121*time.Second {
				t.Errorf("call %d took %s", i+1, took[i])
			}
		}
	})
}

func TestThoseThatWaitForAModelThatFailsAreToldAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := modeltest.New(modeltest.Sequence(modeltest.Reply{Stall: true}))
		c, err := model.New(model.Config{BaseURL: "http://model.test/v1", Model: "m", Transport: server, Slots: model.NewSlots(5)})
		if err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		var all sync.WaitGroup
		for range 100 {
			all.Go(func() {
				if _, err := c.Chat(t.Context(), ask("q")); err == nil {
					t.Error("a silent model answered")
				}
			})
		}
		all.Wait()
		// Of the first five the last opens the breaker; by then others have begun.
		if took := time.Since(began); took > 2*time.Minute {
			t.Errorf("a hundred calls of a silent model took %s", took)
		}
		if n := len(server.Requests()); n > 10 {
			t.Errorf("a silent model was asked %d times", n)
		}
	})
}
