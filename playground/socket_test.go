package playground_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"testing"
	"time"

	"github.com/slack-go/slack/socketmode"

	"github.com/footnote-bot/footnote/playground"
)

// ear is a bot that hears what comes over its socket.
type ear struct {
	t      *testing.T
	client *socketmode.Client
	heard  chan heard
}

// heard is one envelope as it arrived.
type heard struct {
	request socketmode.Request
	kind    string // of the event, with its subtype
	payload struct {
		EventID string         `json:"event_id"`
		Event   map[string]any `json:"event"`
	}
}

// listen connects a bot; ack says which envelopes it acknowledges (nil: all) and with what.
func (h *house) listen(ack func(socketmode.Request) (payload any, yes bool)) *ear {
	h.t.Helper()
	e := &ear{t: h.t, heard: make(chan heard, 100), client: socketmode.New(h.bot, socketmode.OptionLog(slog.NewLogLogger(slog.DiscardHandler, slog.LevelInfo)))}
	ctx, stop := context.WithCancel(context.Background())
	ended, ready := make(chan struct{}, 2), make(chan struct{}, 100)
	go func() { _ = e.client.RunContext(ctx); ended <- struct{}{} }()
	go func() {
		defer func() { ended <- struct{}{} }()
		for {
			select {
			case <-ctx.Done():
				return
			case ev := <-e.client.Events:
				e.take(ctx, ev, ack, ready)
			}
		}
	}()
	h.t.Cleanup(func() { stop(); <-ended; <-ended })
	await(h.t, ready, "hello")
	return e
}

func (e *ear) take(ctx context.Context, ev socketmode.Event, ack func(socketmode.Request) (any, bool), ready chan<- struct{}) {
	if ev.Type == socketmode.EventTypeHello {
		ready <- struct{}{}
		return
	}
	if ev.Request == nil || ev.Request.EnvelopeID == "" {
		return
	}
	got := heard{request: *ev.Request, kind: ev.Request.Type}
	if json.Unmarshal(ev.Request.Payload, &got.payload) == nil && got.payload.Event != nil {
		got.kind, _ = got.payload.Event["type"].(string)
		if sub, ok := got.payload.Event["subtype"].(string); ok {
			got.kind += "/" + sub
		}
	}
	payload, yes := any(nil), true
	if ack != nil {
		payload, yes = ack(*ev.Request)
	}
	if yes {
		_ = e.client.AckCtx(ctx, ev.Request.EnvelopeID, payload)
	}
	e.heard <- got
}

// next is the next envelope.
func (e *ear) next() heard {
	e.t.Helper()
	return await(e.t, e.heard, "an envelope")
}

// kinds are the kinds of the next n envelopes, in their order.
func (e *ear) kinds(n int) []string {
	e.t.Helper()
	var out []string
	for range n {
		out = append(out, e.next().kind)
	}
	return out
}

func await[T any](t *testing.T, from <-chan T, what string) T {
	t.Helper()
	select {
	case v := <-from:
		return v
	case <-time.After(patience):
		t.Fatalf("%s did not come", what)
	}
	var none T
	return none
}

func TestMentionIsHeardTwice(t *testing.T) {
	h := open(t, playground.Config{})
	bot := h.listen(nil)
	ts := h.say(h.ann, general, "<@"+botID+"> https://a.example/x?p=1&q=2 please")
	seen := map[string]map[string]any{}
	for range 2 {
		got := bot.next()
		seen[got.kind] = got.payload.Event
	}
	for _, kind := range []string{"app_mention", "message"} {
		e := seen[kind]
		if e == nil {
			t.Fatalf("no %s among %v", kind, seen)
		}
		if e["user"] != annID || e["ts"] != ts || e["bot_id"] != nil || e["text"] != "<@"+botID+"> <https://a.example/x?p=1&amp;q=2> please" {
			t.Errorf("%s = %v", kind, e)
		}
		data, _ := json.Marshal(e["blocks"])
		var blocks []struct {
			Elements []struct {
				Elements []map[string]any `json:"elements"`
			} `json:"elements"`
		}
		if err := json.Unmarshal(data, &blocks); err != nil {
			t.Fatal(err)
		}
		if link := blocks[0].Elements[0].Elements[2]; link["url"] != "https://a.example/x?p=1&q=2" {
			t.Errorf("%s: link = %v", kind, link)
		}
	}
	if seen["message"]["channel_type"] != "channel" || seen["app_mention"]["channel_type"] != nil {
		t.Errorf("channel types: %v", seen)
	}
}
