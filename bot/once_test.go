package bot

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/store"
)

// Our own post is found again wherever it stands: in a thread longer than a page of Slack, in a channel where people have
// written on.
func TestOwnPostIsFoundAgain(t *testing.T) {
	t.Run("in a thread of 1,100 messages", func(t *testing.T) {
		t.Parallel()
		h := newHouse(t, nil)
		root := h.say(h.ann, general, "A long story.", "")
		for i := range 1100 {
			h.say(h.ann, general, fmt.Sprintf("Chapter %d.", i), root)
		}
		h.fault(map[string]any{"kind": "drop_answer", "method": "chat.postMessage"})
		ts := h.say(h.ann, general, h.mention(h.pages.URL+"/lighthouse"), root)
		if state := h.ended(general, ts); state != store.Done {
			t.Fatalf("the request is %s", state)
		}
		if got := h.replies(general, root); len(got) != 1 {
			t.Errorf("%d replies, want one", len(got))
		}
	})
	t.Run("a root with 130 messages after it", func(t *testing.T) {
		t.Parallel()
		h := newHouse(t, nil)
		h.fault(map[string]any{"kind": "drop_answer", "method": "chat.postMessage"})
		h.fault(map[string]any{"kind": "rate_limit", "method": "conversations.history", "retry_after": 3})
		h.control("command", map[string]any{"user": "ann", "channel": "general", "command": "/footnote", "text": h.pages.URL + "/lighthouse"})
		h.until("the root", func() bool { return len(h.roots(general)) == 1 })
		for i := range 130 {
			h.say(h.ann, general, fmt.Sprintf("Something else, %d.", i), "")
		}
		root := h.roots(general)[0]
		h.until("the reply", func() bool { return len(h.replies(general, root)) == 2 })
		if got := h.roots(general); len(got) != 1 {
			t.Errorf("%d roots, want one", len(got))
		}
	})
}

// A post that Slack carries out long after we gave up waiting for its answer is waited for, and not made again.
func TestPostThatAppearsLate(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	h.fault(map[string]any{"kind": "late", "method": "chat.postMessage", "delay_ms": 5000}) // its call waits for 2 s
	ts := h.say(h.ann, general, h.mention(h.pages.URL+"/lighthouse"), "")
	if state := h.ended(general, ts); state != store.Done {
		t.Fatalf("the request is %s", state)
	}
	if got := h.replies(general, ts); len(got) != 1 {
		t.Errorf("%d replies, want one", len(got))
	}
	if n := strings.Count(h.log.String(), "it may still appear"); n == 0 {
		t.Error("it was not waited for")
	}
}

// roots are the bot's messages in a channel that hang under no other.
func (h *house) roots(channel string) (ts []string) {
	h.t.Helper()
	for _, m := range h.rootMessages(channel) {
		ts = append(ts, m.Timestamp)
	}
	return ts
}

func (h *house) rootMessages(channel string) []slack.Message {
	h.t.Helper()
	history, err := h.ann.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: channel, Limit: 999})
	must(h.t, err)
	return slices.DeleteFunc(history.Messages, func(m slack.Message) bool { return m.User != "U0FOOTNOTE" })
}
