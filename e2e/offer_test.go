package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/model/modeltest"
)

// minutesHTML is long: no summary of it should be paid for unasked.
func minutesHTML() string {
	var b strings.Builder
	b.WriteString(`<html lang="en"><title>Minutes of the enquiry</title><article><h1>Minutes of the enquiry</h1>`)
	for day := range 60 {
		fmt.Fprintf(&b, `<p>On day %[1]d of the enquiry the witness from ward %[1]d told the chair how the flood had reached the cellar of house %[2]d before anybody rang a bell.</p>`, day+1, 100+day)
	}
	b.WriteString(`<p>The chair, Ines Calder, announced that the report will cost 312,000 pounds and appear in November.</p></article></html>`)
	return b.String()
}

// press does what a click on the button of a message does.
func (h *house) press(who, channel, ts, action string) {
	h.t.Helper()
	h.post("action", map[string]any{"user": who, "channel": channel, "ts": ts, "action_id": action})
}

// TestLongTextsAskFirst: a summary over FOOTNOTE_ASK_ABOVE is offered with its price, a question is not; who asked gets the
// summary in the offer's place, others get it privately, and the same again costs nothing.
func TestLongTextsAskFirst(t *testing.T) {
	t.Parallel()
	h, news := newHouse(t), newNewsroom(t)
	model, base := modeltest.Start(t, modeltest.WithReader(func(r modeltest.Request) modeltest.Reply {
		return modeltest.Reply{Text: claims("The report of the enquiry will cost 312,000 pounds.", r.Find("312,000"))}
	}))
	prices := filepath.Join(t.TempDir(), "prices.json")
	if err := os.WriteFile(prices, []byte(`[{"model": "gpt-4o-mini", "input": 10, "output": 30}]`), 0o600); err != nil {
		t.Fatal(err)
	}
	h.serve("OPENAI_BASE_URL="+base, "OPENAI_MODEL=gpt-4o-mini", "FOOTNOTE_ASK_ABOVE=1000", "FOOTNOTE_PRICES_FILE="+prices)
	general, link := h.channel("general"), news.URL+"/minutes"
	const summary, button = "The report of the enquiry will cost 312,000 pounds.", "footnote_whole"

	ts := h.say(h.ann, general, h.mention(link), "")
	offer := h.reply(general, ts, 1)
	want(t, offer, "Minutes of the enquiry", "A long article, about ", " cents for a summary.", "Summarize it")
	if n := len(model.Requests()); n != 0 {
		t.Fatalf("the model was asked %d times before anybody agreed", n)
	}

	h.say(h.ann, general, h.mention("What will the report cost?"), ts)
	want(t, h.reply(general, ts, 2), summary, "“The chair, Ines Calder, announced that the report will cost 312,000 pounds and appear in November.”")
	asked := len(model.Requests())

	h.press("bob", general, offer.Timestamp, button)
	var private string
	h.until("Bob's private summary", func() bool {
		for _, c := range h.state().Channels {
			for _, e := range c.Ephemeral {
				private = e.Text
			}
		}
		return private != ""
	})
	if !strings.Contains(private, summary) {
		t.Errorf("Bob is shown %q", private)
	}
	want(t, h.reply(general, ts, 1), "Summarize it")
	if len(model.Requests()) == asked {
		t.Fatal("the model was not asked for the summary")
	}

	now := func() slack.Message { return h.reply(general, ts, 1) }
	for range 2 { // twice, as people do
		h.press("ann", general, offer.Timestamp, button)
	}
	h.until("the summary in the offer's place", func() bool { return strings.Contains(shows(t, now()), summary) })
	h.settled(h.env["DATABASE_URL"])
	asked = len(model.Requests())
	if shown := shows(t, now()); strings.Contains(shown, "Summarize it") || !strings.Contains(shown, "open at passage\u00a0↗") {
		t.Errorf("in the offer's place stands\n%s", shown)
	}
	if n := len(h.replies(general, ts)); n != 2 {
		t.Errorf("%d replies in the thread, want 2", n)
	}
	again := h.say(h.ann, general, h.mention(link), "")
	want(t, h.reply(general, again, 1), summary)
	if n := len(model.Requests()); n != asked {
		t.Errorf("the same summary took %d more calls", n-asked)
	}
	other := h.say(h.ann, general, h.mention("summarize it anyway in brief "+link), "")
	want(t, h.reply(general, other, 1), summary)
}

// TestCheapSummariesDoNotAsk: however many tokens it takes, nobody is asked about a cent.
func TestCheapSummariesDoNotAsk(t *testing.T) {
	t.Parallel()
	h, news := newHouse(t), newNewsroom(t)
	_, base := modeltest.Start(t, modeltest.WithReader(func(r modeltest.Request) modeltest.Reply {
		return modeltest.Reply{Text: claims("The report of the enquiry will cost 312,000 pounds.", r.Find("312,000"))}
	}))
	h.serve("OPENAI_BASE_URL="+base, "OPENAI_MODEL=gpt-4o-mini", "FOOTNOTE_ASK_ABOVE=1000")
	general := h.channel("general")
	ts := h.say(h.ann, general, h.mention(news.URL+"/minutes"), "")
	want(t, h.reply(general, ts, 1), "The report of the enquiry will cost 312,000 pounds.")
}

// A command's offer stands under its root message, which names the text.
func TestCommandOffersToo(t *testing.T) {
	t.Parallel()
	h, news := newHouse(t), newNewsroom(t)
	_, base := modeltest.Start(t, modeltest.Say(claims()))
	h.serve("OPENAI_BASE_URL="+base, "OPENAI_MODEL=my-own", "FOOTNOTE_ASK_ABOVE=1000")
	general := h.channel("general")
	h.post("command", map[string]any{"user": "ann", "channel": general, "command": "/footnote", "text": news.URL + "/minutes"})
	var root slack.Message
	h.until("the root message", func() bool {
		history, err := h.ann.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: general})
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range history.Messages {
			if m.User == h.bot {
				root = m
			}
		}
		return root.Timestamp != ""
	})
	want(t, root, "Minutes of the enquiry", "asked by ann")
	offer := h.reply(general, root.Timestamp, 2) // the root is the first of the thread
	want(t, offer, "A long article, about ", " tokens for a summary; I do not know the price.")
}
