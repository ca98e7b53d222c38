package e2e

import (
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/store/storetest"
)

// databases runs a test on SQLite and on Postgres.
func databases(t *testing.T, test func(t *testing.T, h *house)) {
	t.Helper()
	t.Run("SQLite", func(t *testing.T) { test(t, newHouse(t)) })
	t.Run("Postgres", func(t *testing.T) {
		fresh := storetest.Postgres(t)
		h := newHouse(t)
		h.env["DATABASE_URL"] = fresh(t)
		test(t, h)
	})
}

// one waits until nothing more can come and holds that there is exactly one reply, and that it says the words.
func (h *house) one(t *testing.T, channel, thread string, words ...string) {
	t.Helper()
	want(t, h.reply(channel, thread, 1), words...)
	h.settled(h.env["DATABASE_URL"])
	if got := h.replies(channel, thread); len(got) != 1 {
		t.Errorf("%d replies: %v", len(got), got)
	}
}

// A message that Slack delivers three times gets one reply.
func TestDeliveredThreeTimes(t *testing.T) {
	t.Parallel()
	databases(t, func(t *testing.T, h *house) {
		news := newNewsroom(t)
		h.serve()
		general := h.channel("general")
		h.post("faults", map[string]any{"kind": "duplicate", "copies": 3, "times": 10})
		ts := h.say(h.ann, general, h.mention(news.URL+"/harbour"), "")
		h.one(t, general, ts, harbourTitle)
		if n := deliveries(h, "app_mention"); n != 3 {
			t.Errorf("delivered %d times, want 3", n)
		}
	})
}

func deliveries(h *house, event string) int {
	n := 0
	for _, e := range h.journal() {
		if e.Kind == "envelope" && e.Event == event {
			n++
		}
	}
	return n
}

// The process dies after it acknowledged and before it has read: what it promised is kept by the next one.
func TestKilledAfterTheAcknowledgement(t *testing.T) {
	t.Parallel()
	databases(t, func(t *testing.T, h *house) {
		news := newNewsroom(t)
		open := news.shut()
		defer open()
		bot := h.serve()
		general := h.channel("general")
		ts := h.say(h.ann, general, h.mention(news.URL+"/held"), "")
		<-news.seen // the article's server holds its answer
		h.until("the acknowledgement", func() bool { return h.unacknowledged() == 0 })
		bot.kill()
		if got := h.replies(general, ts); len(got) != 0 {
			t.Fatalf("a reply before the page was read: %v", got)
		}
		open()
		h.serve()
		h.one(t, general, ts, harbourTitle)
	})
}

// The process dies after Slack has posted its reply and before it hears so: the next one finds the reply and posts none.
func TestKilledBetweenPostAndAnswer(t *testing.T) {
	t.Parallel()
	databases(t, func(t *testing.T, h *house) {
		news := newNewsroom(t)
		bot := h.serve()
		general := h.channel("general")
		h.post("faults", map[string]any{"kind": "hold", "method": "chat.postMessage", "when": "after"})
		ts := h.say(h.bob, general, h.mention(news.URL+"/station 车站的改造费用是多少？"), "")
		id := h.held("chat.postMessage")
		bot.kill()
		h.post("faults/release", map[string]any{"id": id})
		h.serve()
		h.one(t, general, ts, stationCost)
		// Asking on works: what the thread is about was noted after all.
		h.say(h.bob, general, h.mention("图书馆将收藏多少册图书？"), ts)
		want(t, h.reply(general, ts, 2), "八万册图书")
	})
}

// The same between the root message of a command and its answer.
func TestKilledBetweenRootAndAnswer(t *testing.T) {
	t.Parallel()
	h, news := newHouse(t), newNewsroom(t)
	bot := h.serve()
	h.post("faults", map[string]any{"kind": "hold", "method": "chat.postMessage", "when": "after"})
	h.post("command", map[string]any{"user": "ann", "channel": "general", "command": "/footnote", "text": news.URL + "/harbour"})
	id := h.held("chat.postMessage")
	bot.kill()
	h.post("faults/release", map[string]any{"id": id})
	h.serve()
	general := h.channel("general")
	var root string
	h.until("the reply below the root", func() bool {
		for _, m := range h.rootsOf(general) {
			root = m
		}
		return root != "" && len(h.replies(general, root)) == 2
	})
	h.settled(h.env["DATABASE_URL"])
	if roots := h.rootsOf(general); len(roots) != 1 || len(h.replies(general, root)) != 2 {
		t.Errorf("roots %v, %d messages in the thread", roots, len(h.replies(general, root)))
	}
}

// An answer that Slack drops, a server error and a rate limit cost time, and no second reply.
func TestSlackMisbehaves(t *testing.T) {
	t.Parallel()
	h, news := newHouse(t), newNewsroom(t)
	h.serve()
	general := h.channel("general")
	for _, fault := range []map[string]any{
		{"kind": "drop_answer", "method": "chat.postMessage"},
		{"kind": "error", "method": "chat.postMessage", "status": 503},
		{"kind": "error", "method": "chat.postMessage", "error": "internal_error"},
		{"kind": "rate_limit", "method": "chat.postMessage", "retry_after": 1},
		{"kind": "rate_limit", "method": "chat.postMessage", "retry_after": 3},
		{"kind": "error", "method": "chat.postMessage", "error": "invalid_blocks"},
	} {
		h.post("faults", fault)
		ts := h.say(h.ann, general, h.mention(news.URL+"/harbour How much does the work on the wall cost?"), "")
		h.one(t, general, ts, "4.6 million pounds")
	}
	t.Run("the socket is cut and comes back", func(t *testing.T) {
		h.post("faults", map[string]any{"kind": "disconnect", "cut": true})
		ts := h.say(h.ann, general, h.mention(news.URL+"/story/9"), "")
		h.one(t, general, ts, "Story 9")
	})
}

// rootsOf are the timestamps of the bot's own messages in a channel.
func (h *house) rootsOf(channel string) []string {
	h.t.Helper()
	var roots []string
	for _, m := range h.history(channel) {
		if m.User == h.bot {
			roots = append(roots, m.Timestamp)
		}
	}
	return roots
}

// After a restart the thread still knows its text.
func TestThreadIsKnownAfterARestart(t *testing.T) {
	t.Parallel()
	databases(t, func(t *testing.T, h *house) {
		news := newNewsroom(t)
		bot := h.serve()
		general := h.channel("general")
		ts := h.say(h.ann, general, h.mention(news.URL+"/harbour"), "")
		h.reply(general, ts, 1)
		h.settled(h.env["DATABASE_URL"])
		bot.kill()
		news.Close() // the page is gone; the thread's text is not
		h.serve()
		h.say(h.ann, general, h.mention("How much does the work on the wall cost?"), ts)
		want(t, h.reply(general, ts, 2), harbourCost)
		if strings.Contains(shows(t, h.replies(general, ts)[1]), "could not reach") {
			t.Error("the page was asked for again")
		}
	})
}
