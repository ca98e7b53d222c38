package bot

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/store"
)

// eyes are the messages of a channel that bear our reaction.
func (h *house) eyes(channel string) []string {
	h.t.Helper()
	history, err := h.ann.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: channel, Limit: 999})
	must(h.t, err)
	var marked []string
	for _, m := range history.Messages {
		for _, r := range m.Reactions {
			if slices.Contains(r.Users, "U0FOOTNOTE") {
				marked = append(marked, m.Timestamp)
			}
		}
	}
	return marked
}

// noStatus is a Slack that allows no status, for good.
func (h *house) noStatus() {
	h.fault(map[string]any{"kind": "error", "method": "assistant.threads.setStatus", "error": "not_allowed_token_type", "times": -1})
}

// Reactions show progress where no status is allowed. They delay no reply, whatever Slack makes of them, and none is left.
func TestProgressNeverDelaysOrOutlivesAReply(t *testing.T) {
	const mentions = 40
	for _, tt := range []struct {
		name  string
		fault map[string]any
	}{
		{"as it should be", nil},
		{"adding is held until all replies are there", map[string]any{"kind": "hold", "method": "reactions.add", "when": "before", "times": -1}},
		{"adding is slow", map[string]any{"kind": "delay", "method": "reactions.add", "delay_ms": 1000, "times": -1}},
		{"adding is limited", map[string]any{"kind": "rate_limit", "method": "reactions.add", "retry_after": 30, "times": -1}},
		{"removing is limited for a while", map[string]any{"kind": "rate_limit", "method": "reactions.remove", "retry_after": 1, "times": 3}},
		{"added, but nobody says so", map[string]any{"kind": "drop_answer", "method": "reactions.add", "times": -1}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t, nil)
			h.noStatus()
			if tt.fault != nil {
				h.fault(tt.fault)
			}
			for _, method := range []string{"reactions.remove", "chat.postMessage"} { // the clock of limits goes faster
				h.bot.slack.limiter(method, general).SetLimit(50)
			}
			var asked []string
			for range mentions {
				asked = append(asked, h.say(h.ann, general, h.mention(""), "")) // the help: no reading
			}
			for _, ts := range asked {
				if state := h.ended(general, ts); state != store.Done {
					t.Fatalf("the request is %s", state)
				}
			}
			if tt.fault["kind"] == "hold" {
				h.clearFaults()
			}
			h.until("no reaction of ours", func() bool { return len(h.eyes(general)) == 0 })
		})
	}
}

// Something is to be seen before anything else is done, in the asker's language, whatever Slack makes of the question who
// they are.
func TestSomethingIsSeenAtOnce(t *testing.T) {
	for name, tt := range map[string]struct {
		fault map[string]any
		set   string // the channel's language
		want  string
	}{
		"known":                     {nil, "", "正在阅读 …"},
		"another language set here": {nil, "en", "is reading …"},
		"not told who asks":         {map[string]any{"kind": "hold", "method": "users.info", "when": "before", "times": -1}, "", "is reading …"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t, nil)
			must(t, h.store.SetSetting(t.Context(), "T0PLAYGRND", general, ruleLanguage, tt.set))
			if tt.fault != nil {
				h.fault(tt.fault)
			}
			ts := h.say(h.client("bob"), general, h.mention(h.pages.URL+"/held"+steps), "")
			h.until("a status", func() bool { return h.status(general, ts) == tt.want })
			h.clearFaults()
			h.open()
			h.ended(general, ts)
			h.until("its end", func() bool { return h.status(general, ts) == "" })
			if got := h.replies(general, ts); len(got) != 1 {
				t.Errorf("%d replies", len(got))
			}
		})
	}
}

// status is what a thread says that we are at.
func (h *house) status(channel, thread string) string {
	h.t.Helper()
	resp, err := http.Get(h.url + "/playground/api/state")
	must(h.t, err)
	defer resp.Body.Close()
	var state struct {
		Statuses []struct {
			Channel string
			Thread  string `json:"thread_ts"`
			Status  string
		}
	}
	must(h.t, json.NewDecoder(resp.Body).Decode(&state))
	for _, s := range state.Statuses {
		if s.Channel == channel && s.Thread == thread {
			return s.Status
		}
	}
	return ""
}

// What a dead process has left is swept up by the next, as is what the sweep itself could not take away at once.
func TestMarksOfTheDeadAreSwept(t *testing.T) {
	h := newHouse(t, nil)
	ts := h.say(h.ann, general, "Something old.", "")
	bot := h.bot.slack.api
	must(t, bot.AddReaction(progressEmoji, slack.ItemRef{Channel: general, Timestamp: ts}))
	key := messageKey("T0PLAYGRND", general, ts)
	h.fault(map[string]any{"kind": "error", "method": "reactions.remove", "status": 503, "times": 2})
	must(t, h.store.NoteMark(t.Context(), store.Mark{Key: key, Team: "T0PLAYGRND", Channel: general, TS: ts, Name: progressEmoji}))
	if _, err := h.store.Accept(t.Context(), store.Request{Key: key, Team: "T0PLAYGRND", Payload: []byte("no ask")}); err != nil {
		t.Fatal(err)
	}
	h.until("the sweep", func() bool { return len(h.eyes(general)) == 0 })
}

// The private "Reading …" of a command goes when its reply is there, and a private answer takes its place.
func TestCommandLineGoes(t *testing.T) {
	h := newHouse(t, nil)
	command := func(text string) {
		h.control("command", map[string]any{"user": "ann", "channel": "general", "command": "/footnote", "text": text})
	}
	command(h.pages.URL + "/lighthouse")
	h.until("the root", func() bool { return len(h.roots(general)) == 1 })
	h.until("the line to go", func() bool { return len(h.whispers(general)) == 0 })
	command("http://192.168.77.1/admin")
	h.until("the private failure alone", func() bool {
		lines := h.whispers(general)
		return len(lines) == 1 && strings.Contains(lines[0], "not on the public internet")
	})
}

// A reply that comes long after it was asked for says so; one that comes in time does not.
func TestLateReplySaysSo(t *testing.T) {
	for _, tt := range []struct {
		age  time.Duration
		want string
	}{
		{14 * time.Minute, ""},
		{16 * time.Minute, "Asked 16 minutes ago"},
		{23 * time.Hour, "Asked 23 hours ago"},
	} {
		t.Run(fmt.Sprint(tt.age), func(t *testing.T) {
			t.Parallel()
			h := newHouse(t, nil)
			h.fault(map[string]any{"kind": "error", "method": "chat.postMessage", "status": 503})
			ts := h.say(h.ann, general, h.mention(h.pages.URL+"/lighthouse"), "")
			h.until("the wait", func() bool { return strings.Contains(h.log.String(), "Slack is waited for") })
			h.forward(tt.age)
			h.ended(general, ts)
			got := h.replies(general, ts)
			if len(got) != 1 || !strings.HasPrefix(got[0].Text, tt.want) || tt.want == "" && strings.Contains(got[0].Text, "ago") {
				t.Errorf("replies %v, want one that begins with %q", got, tt.want)
			}
		})
	}
}
