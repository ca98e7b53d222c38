package e2e

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/model/modeltest"
)

// modal waits until somebody's uppermost modal shows words, and returns its id and its JSON.
func (h *house) modal(who, words string) (id, view string) {
	h.t.Helper()
	h.t.Cleanup(func() {
		if h.t.Failed() {
			h.t.Logf("views:\n%s", view)
		}
	})
	h.until("a modal with "+words, func() bool {
		var s struct {
			Views map[string]struct {
				Modals []struct {
					ID string `json:"id"`
				} `json:"modals"`
			} `json:"views"`
		}
		var raw map[string]json.RawMessage
		h.get("state", &s)
		h.get("state", &raw)
		for user, v := range s.Views {
			if strings.EqualFold(user, who) && len(v.Modals) > 0 {
				id, view = v.Modals[len(v.Modals)-1].ID, string(raw["views"])
			}
		}
		return strings.Contains(view, words)
	})
	return id, view
}

func (h *house) pressIn(who, view, action string) {
	h.t.Helper()
	h.post("action", map[string]any{"user": who, "view_id": view, "action_id": action})
}

// told waits until somebody is shown words that nobody else sees.
func (h *house) told(words string) {
	h.t.Helper()
	h.until("a private word: "+words, func() bool {
		for _, c := range h.state().Channels {
			for _, e := range c.Ephemeral {
				if strings.Contains(e.Text, words) {
					return true
				}
			}
		}
		return false
	})
}

const ann, bob = "U0ANN00001", "U0BOB00001"

// TestButtons presses what stands under a summary: who asked changes the message, a colleague sees theirs alone; passages
// are shown in their context; what is not supported is struck and stays out; what is forgotten is gone.
func TestButtons(t *testing.T) {
	t.Parallel()
	h, news := newHouse(t), newNewsroom(t)
	_, base := modeltest.Start(t, func(r modeltest.Request) modeltest.Reply {
		return modeltest.Reply{Text: claims(
			"Raising the wall costs 4.6 million pounds.", r.Find("4.6 million pounds"),
			"The council voted to raise the harbour wall.", r.Find("voted on Monday evening"))}
	})
	h.serve("OPENAI_BASE_URL="+base, "OPENAI_MODEL=gpt-4o-mini", "FOOTNOTE_SECOND_READING=false", "FOOTNOTE_SECOND_OPINION=false")
	general := h.channel("general")
	const cost, vote = "Raising the wall costs 4.6 million pounds.", "The council voted to raise the harbour wall."
	ts := h.say(h.ann, general, h.mention(news.URL+"/harbour"), "")
	reply := h.reply(general, ts, 1)
	want(t, reply, cost, "Longer", "Passages", "⋯")
	now := func() slack.Message { return h.reply(general, ts, 1) }

	h.press("bob", general, reply.Timestamp, "footnote_longer")
	h.told(cost)
	if n := len(h.replies(general, ts)); n != 1 {
		t.Fatalf("%d replies after a colleague's press, want 1", n)
	}
	want(t, now(), "Longer")
	h.press("ann", general, reply.Timestamp, "footnote_longer")
	h.until("the longer summary in the reply's place", func() bool { return !strings.Contains(shows(t, now()), "Longer") })

	h.press("bob", general, reply.Timestamp, "footnote_passages")
	id, view := h.modal(bob, "引文\u00a01\u00a0/\u00a02")
	if !strings.Contains(view, harbourCost) || !strings.Contains(view, "Fishermen must move to the outer quay") {
		t.Errorf("the passage stands without its neighbours in\n%s", view)
	}
	h.pressIn("bob", id, "footnote_page_next")
	h.modal(bob, "引文\u00a02\u00a0/\u00a02")
	h.post("view", map[string]any{"user": "bob", "view_id": id, "action": "close"})

	h.press("bob", general, reply.Timestamp, "footnote_more")
	if _, view = h.modal(bob, "另一种语言"); strings.Contains(view, "footnote_forget") || strings.Contains(view, "footnote_not_supported") {
		t.Errorf("a colleague may withdraw or forget:\n%s", view)
	}
	h.press("ann", general, reply.Timestamp, "footnote_more")
	id, _ = h.modal(ann, "footnote_not_supported_0_1")
	h.pressIn("ann", id, "footnote_not_supported_0_1")
	h.until("a claim that is struck", func() bool { return strings.Contains(shows(t, now()), "~"+vote+"~") })
	want(t, now(), "withdrawn by a reader", cost)
	again := h.say(h.bob, general, h.mention("summarize in detail "+news.URL+"/harbour"), "")
	later := h.reply(general, again, 1)
	want(t, later, cost)
	if strings.Contains(shows(t, later), vote) {
		t.Errorf("what was withdrawn came back:\n%s", shows(t, later))
	}

	id, _ = h.modal(ann, "footnote_forget")
	h.pressIn("ann", id, "footnote_forget")
	h.modal(ann, "Forgotten")
	h.until("the reply to be gone", func() bool { return len(h.replies(general, ts)) == 0 })
	h.settled(h.env["DATABASE_URL"])
}
