package bot

import (
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/footnote-bot/footnote/store"
)

// A Slack that is down, in whatever way and at whatever call, is waited for: no attempt is lost, and there is one reply.
func TestSlackIsDown(t *testing.T) {
	const tries = 7 // more than the attempts of a request
	for _, tt := range []struct {
		name  string
		fault map[string]any
	}{
		{"posting answers 503", map[string]any{"kind": "error", "method": "chat.postMessage", "status": 503}},
		{"posting answers that it broke", map[string]any{"kind": "error", "method": "chat.postMessage", "error": "internal_error"}},
		{"posting hangs up", map[string]any{"kind": "drop_answer", "method": "chat.postMessage", "when": "before"}},
		{"posting limits", map[string]any{"kind": "rate_limit", "method": "chat.postMessage", "retry_after": 3, "times": 2}},
		{"people answer 500", map[string]any{"kind": "error", "method": "users.info", "status": 500}},
		{"people limit", map[string]any{"kind": "rate_limit", "method": "users.info", "retry_after": 3, "times": 2}},
		{"conversations answer 502", map[string]any{"kind": "error", "method": "conversations.info", "status": 502}},
		{"threads answer 503", map[string]any{"kind": "error", "method": "conversations.replies", "status": 503}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t, nil)
			root := h.say(h.ann, general, "Have you seen "+h.pages.URL+"/lighthouse ?", "")
			if tt.fault["times"] == nil {
				tt.fault["times"] = tries
			}
			h.fault(tt.fault)
			ts := h.say(h.ann, general, h.mention("How many steps are there?"), root)
			if state := h.ended(general, ts); state != store.Done {
				t.Fatalf("the request is %s", state)
			}
			replies := h.replies(general, root)
			if len(replies) != 1 || !strings.Contains(replies[0].Text, "two hundred and four steps") {
				t.Errorf("%d replies: %v", len(replies), replies)
			}
		})
	}
}

func TestOrLater(t *testing.T) {
	down := &passing{err: errors.New("503")}
	for _, tt := range []struct {
		name string
		age  time.Duration
		err  error
		want error
	}{
		{"done", time.Minute, nil, nil},
		{"an error of its own", time.Minute, errNoReply, errNoReply},
		{"just asked", 0, down, store.Snooze(time.Second)},
		{"asked a while ago", 80 * time.Second, down, store.Snooze(20 * time.Second)},
		{"asked long ago", 23 * time.Hour, down, store.Snooze(time.Minute)},
		{"as Slack wants it", time.Second, &passing{wait: 5 * time.Minute, err: errors.New("429")}, store.Snooze(5 * time.Minute)},
	} {
		now := time.Date(2026, 3, 29, 1, 30, 0, 0, time.UTC)
		b := &Bot{now: func() time.Time { return now }, log: slog.New(slog.DiscardHandler)}
		got := b.orLater(store.Request{Created: now.Add(-tt.age)}, tt.err)
		if tt.want == nil && got != nil || tt.want != nil && (got == nil || got.Error() != tt.want.Error()) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
	now := time.Now()
	b := &Bot{now: func() time.Time { return now }, log: slog.New(slog.DiscardHandler)}
	if err := b.orLater(store.Request{Created: now.Add(-25 * time.Hour)}, down); !passes(err) || !strings.Contains(err.Error(), "25h0m0s") {
		t.Errorf("after a day: %v, want it given up", err)
	}
}

// A hundred requests that wait for Slack are one line of the log a minute and method, which tells how many there were.
func TestWaitsAreLoggedOnceAMinute(t *testing.T) {
	now := time.Date(2026, 3, 29, 1, 30, 0, 0, time.UTC)
	var log strings.Builder
	b := &Bot{now: func() time.Time { return now }, log: slog.New(slog.NewTextHandler(&log, nil))}
	wait := func(err error) {
		for range 100 {
			if b.orLater(store.Request{Key: "T1/C1/1.2", Created: now}, err) == nil {
				t.Error("it is not put off")
			}
		}
	}
	lines := func(want ...string) {
		t.Helper()
		got := strings.Split(strings.TrimSpace(log.String()), "\n")
		log.Reset()
		for i, w := range want {
			if len(got) != len(want) || !strings.Contains(got[i], w) {
				t.Errorf("logged %q, want %q", got, want)
			}
		}
	}
	limited, down := &passing{method: "users.info", err: errNoTurn}, &passing{method: "chat.postMessage", err: errors.New("503")}
	wait(limited)
	wait(down)
	lines(`level=INFO msg="Slack is waited for" job=T1/C1/1.2 method=users.info wait=1s unlogged=0`, "level=WARN")
	now = now.Add(time.Minute)
	wait(limited)
	lines("method=users.info wait=1s unlogged=99")
}
