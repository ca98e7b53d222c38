package playground_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"github.com/footnote-bot/footnote/playground"
)

func (h *house) fault(rule map[string]any) {
	h.t.Helper()
	if a := h.control("POST", "faults", rule); a["ok"] != true {
		h.t.Fatalf("fault %v: %v", rule, a)
	}
}

// texts are what stands in #general.
func (h *house) texts() []string {
	h.t.Helper()
	var out []string
	for _, m := range channelState(h, general)["messages"].([]any) {
		text, _ := m.(map[string]any)["text"].(string)
		out = append(out, text)
	}
	return out
}

func TestRateLimitAndErrors(t *testing.T) {
	h := open(t, playground.Config{})
	post := func() error {
		_, _, err := h.bot.PostMessageContext(t.Context(), general, slack.MsgOptionText("x", false))
		return err
	}
	h.fault(map[string]any{"kind": "rate_limit", "method": "chat.postMessage", "retry_after": 7, "after": 1})
	if err := post(); err != nil {
		t.Errorf("the first passes: %v", err)
	}
	if limited, ok := errors.AsType[*slack.RateLimitedError](post()); !ok || limited.RetryAfter != 7*time.Second {
		t.Errorf("want a rate limit of 7 s, got %v", limited)
	}
	h.say(h.ann, general, "people are not the bot")
	if err := post(); err != nil {
		t.Errorf("once only: %v", err)
	}
	h.fault(map[string]any{"kind": "error", "method": "chat.postMessage", "error": "token_revoked", "times": 2})
	for range 2 {
		if err := post(); code(err) != "token_revoked" {
			t.Errorf("want token_revoked, got %v", err)
		}
	}
	h.fault(map[string]any{"kind": "error", "status": 503, "caller": "any", "times": -1})
	if status, ok := errors.AsType[slack.StatusCodeError](post()); !ok || status.Code != 503 {
		t.Errorf("want a 503, got %v", status)
	}
	h.control("DELETE", "faults", nil)
	if err := post(); err != nil {
		t.Errorf("after clearing: %v", err)
	}
	if a := h.control("POST", "faults", map[string]any{"kind": "earthquake"}); a["ok"] != false {
		t.Error("an unknown kind was taken")
	}
}

func TestLateCallIsCarriedOut(t *testing.T) {
	h := open(t, playground.Config{})
	h.fault(map[string]any{"kind": "late", "method": "chat.postMessage", "delay_ms": 200})
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, _, err := h.bot.PostMessageContext(ctx, general, slack.MsgOptionText("late", false)); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("want no answer in time, got %v", err)
	}
	for deadline := time.Now().Add(patience); !slices.Equal(h.texts(), []string{"late"}); {
		if time.Now().After(deadline) {
			t.Fatal("it was not carried out")
		}
	}
}

func TestDroppedAnswerWasCarriedOut(t *testing.T) {
	h := open(t, playground.Config{})
	h.fault(map[string]any{"kind": "drop_answer", "method": "chat.postMessage"})
	_, _, err := h.bot.PostMessageContext(t.Context(), general, slack.MsgOptionText("posted", false))
	if err == nil || code(err) == "ok" {
		t.Fatalf("want no answer, got %v", err)
	}
	if got := h.texts(); !slices.Equal(got, []string{"posted"}) {
		t.Errorf("messages = %q", got)
	}
}

// untilHeld waits until a call is held.
func (h *house) untilHeld() {
	h.t.Helper()
	a := h.control("GET", "faults", nil)
	for a["holding"] == float64(0) {
		a = h.control("GET", fmt.Sprintf("faults?after=%v&wait=20s", a["version"]), nil)
	}
}

func TestHeldCalls(t *testing.T) {
	for when, want := range map[string][]string{"before": nil, "after": {"held"}} {
		t.Run(when, func(t *testing.T) {
			h := open(t, playground.Config{})
			h.fault(map[string]any{"kind": "hold", "method": "chat.postMessage", "when": when})
			done := make(chan error, 1)
			go func() {
				_, _, err := h.bot.PostMessageContext(t.Context(), general, slack.MsgOptionText("held", false))
				done <- err
			}()
			h.untilHeld()
			if got := h.texts(); !slices.Equal(got, want) {
				t.Errorf("while held: %q, want %q", got, want)
			}
			if a := h.control("POST", "faults/release", map[string]any{}); a["released"] != float64(1) {
				t.Errorf("released %v", a)
			}
			if err := await(t, done, "the answer"); err != nil {
				t.Error(err)
			}
			if got := h.texts(); !slices.Equal(got, []string{"held"}) {
				t.Errorf("in the end: %q", got)
			}
		})
	}
}

func TestCallerOfAHeldCallDies(t *testing.T) {
	h := open(t, playground.Config{})
	h.fault(map[string]any{"kind": "hold", "method": "chat.postMessage"})
	ctx, kill := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		_, _, err := h.bot.PostMessageContext(ctx, general, slack.MsgOptionText("held", false))
		done <- err
	}()
	h.untilHeld()
	kill()
	if err := await(t, done, "the end of the call"); err == nil {
		t.Error("a dead caller got an answer")
	}
	a := h.control("GET", "faults", nil)
	for a["holding"] != float64(0) {
		a = h.control("GET", fmt.Sprintf("faults?after=%v&wait=20s", a["version"]), nil)
	}
	if got := h.texts(); !slices.Equal(got, []string{"held"}) {
		t.Errorf("messages = %q", got)
	}
}

func TestDuplicatesAndOrder(t *testing.T) {
	h := open(t, playground.Config{})
	bot := h.listen(nil)
	h.fault(map[string]any{"kind": "duplicate", "event": "message", "copies": 3})
	h.say(h.ann, general, "thrice")
	ids := map[string]int{}
	for range 3 {
		ids[bot.next().payload.EventID]++
	}
	if len(ids) != 1 {
		t.Errorf("event ids = %v, want one three times", ids)
	}
	h.fault(map[string]any{"kind": "reorder"})
	h.say(h.ann, general, "first")
	h.say(h.ann, general, "second")
	if got := fmt.Sprint(bot.next().payload.Event["text"], bot.next().payload.Event["text"]); got != "secondfirst" {
		t.Errorf("order = %s", got)
	}
}

func TestUnacknowledgedEventsComeAgain(t *testing.T) {
	h := open(t, playground.Config{Redelivery: []time.Duration{time.Millisecond, time.Millisecond}, AckTimeout: time.Millisecond})
	bot := h.listen(func(r socketmode.Request) (any, bool) { return nil, r.RetryAttempt == 2 })
	h.say(h.ann, general, "hello")
	ids := map[string]bool{}
	for attempt := range 3 {
		got := bot.next()
		ids[got.payload.EventID] = true
		if got.request.RetryAttempt != attempt || (got.request.RetryReason == "timeout") != (attempt > 0) {
			t.Errorf("attempt %d = %+v", attempt, got.request)
		}
	}
	if len(ids) != 1 {
		t.Errorf("event ids = %v", ids)
	}
}

func TestDisconnectLosesNothing(t *testing.T) {
	for _, cut := range []bool{false, true} {
		t.Run(fmt.Sprintf("cut %v", cut), func(t *testing.T) {
			h := open(t, playground.Config{Redelivery: []time.Duration{50 * time.Millisecond, 50 * time.Millisecond, time.Second, time.Second}})
			bot := h.listen(nil)
			h.say(h.ann, general, "before")
			before := bot.next().payload.EventID
			h.fault(map[string]any{"kind": "disconnect", "cut": cut})
			h.say(h.ann, general, "after")
			got := bot.next()
			for got.payload.EventID == before { // the cut may have overtaken its acknowledgement
				got = bot.next()
			}
			if got.payload.Event["text"] != "after" {
				t.Errorf("heard %v", got.payload.Event)
			}
		})
	}
}

func TestEventsWaitForASocket(t *testing.T) {
	h := open(t, playground.Config{})
	h.say(h.ann, general, "nobody is there yet")
	bot := h.listen(nil)
	if got := bot.next(); got.payload.Event["text"] != "nobody is there yet" || got.request.RetryAttempt != 0 {
		t.Errorf("heard %+v", got.request)
	}
}

func TestTicketsAreForOne(t *testing.T) {
	h := open(t, playground.Config{})
	_, address, err := h.bot.StartSocketModeContext(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	address = strings.Replace(address, "ws://", "http://", 1)
	for i, want := range []int{http.StatusBadRequest, http.StatusForbidden} { // no WebSocket, then no ticket
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
		if err != nil {
			t.Fatal(err)
		}
		got := fetch(t, r)
		if got.status != want {
			t.Errorf("use %d: %d, want %d", i+1, got.status, want)
		}
	}
	if a := h.call("", "apps.connections.open", "application/x-www-form-urlencoded", "token="+h.server.AppToken()); a["ok"] != false {
		t.Error("the app's token was taken as a parameter")
	}
}
