package e2e

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/store/storetest"
)

// at moves the clock of the house to a moment, and waits until the bots that run have read it: twice each, since an answer that is
// on its way may be of before.
func (h *house) at(moment time.Time) {
	h.t.Helper()
	read := func(move map[string]any) int {
		n, _ := h.post("clock", move)["read"].(float64)
		return int(n)
	}
	before := read(map[string]any{"now": moment.UTC().Format(time.RFC3339)})
	h.until("the clock to be read", func() bool { return read(map[string]any{"by": "0s"}) >= before+2*h.running() })
}

// idOf are the ids of the people of the house.
var idOf = map[string]string{"ann": "U0ANN00001", "bob": "U0BOB00001"}

// slash runs /footnote in #news and gives the private answer, which must say the words.
func (h *house) slash(user, text string, words ...string) string {
	h.t.Helper()
	before := h.private("news", user)
	h.post("command", map[string]any{"user": user, "channel": "news", "command": "/footnote", "text": text})
	var said string
	h.until(fmt.Sprintf("a private answer to %q", text), func() bool {
		for ts, line := range h.private("news", user) {
			if _, old := before[ts]; !old && !strings.HasSuffix(line, " …") { // "Reading …" is not the answer yet
				said = line
			}
		}
		return said != ""
	})
	for _, w := range words {
		if !strings.Contains(said, w) {
			h.t.Errorf("/footnote %s: %q is not in the answer:\n%s", text, w, said)
		}
	}
	return said
}

// private are the messages of a channel that one person alone sees, by their time.
func (h *house) private(channel, user string) map[string]string {
	h.t.Helper()
	lines := map[string]string{}
	for _, c := range h.state().Channels {
		if c.Name != channel {
			continue
		}
		for _, m := range c.Ephemeral {
			if m.For == idOf[user] {
				lines[m.TS] = m.Text
			}
		}
	}
	return lines
}

// digests are the bot's own messages in a channel, oldest first.
func (h *house) digests(channel string) []slack.Message {
	h.t.Helper()
	all := slices.DeleteFunc(h.history(channel), func(m slack.Message) bool { return m.User != h.bot })
	slices.Reverse(all)
	return all
}

// digest waits for the n-th digest of a channel, and holds that there are no more.
func (h *house) digest(t *testing.T, channel string, n int, words ...string) slack.Message {
	t.Helper()
	var found []slack.Message
	h.until(fmt.Sprintf("digest %d", n), func() bool {
		found = h.digests(channel)
		return len(found) >= n
	})
	h.settled(h.env["DATABASE_URL"])
	if found = h.digests(channel); len(found) != n {
		t.Fatalf("%d digests, want %d: %v", len(found), n, found)
	}
	want(t, found[n-1], words...)
	return found[n-1]
}

// morning is a Tuesday, nine o'clock in New York, where Ann lives.
func morning(t *testing.T) time.Time {
	t.Helper()
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	return time.Date(2027, 3, 9, 9, 0, 0, 0, zone)
}

// A digest that is due comes once, with what was shared since the last one and nothing else, in the words of who set it.
func TestDigestWhenItIsDue(t *testing.T) {
	t.Parallel()
	databases(t, func(t *testing.T, h *house) {
		news := newNewsroom(t)
		nine, channel := morning(t), h.channel("news")
		h.at(nine.Add(-2 * time.Hour))
		h.serve()
		h.slash("ann", "digest daily 09:00", "daily at 09:00", "America/New_York", "The next one: Tue 9 Mar, 09:00")
		h.say(h.bob, channel, news.URL+"/harbour", "")
		h.at(nine.Add(-time.Minute))
		h.say(h.ann, channel, news.URL+"/station", "")
		h.at(nine.Add(2 * time.Second))
		first := h.digest(t, channel, 1, "2 reads in #news since yesterday 07:00", harbourTitle, "老车站改成图书馆")
		if strings.Contains(shows(t, first), "was due") {
			t.Errorf("a digest in time says that it is late:\n%s", shows(t, first))
		}

		h.say(h.ann, channel, news.URL+"/story/3", "")
		h.at(nine.AddDate(0, 0, 1).Add(time.Second))
		second := h.digest(t, channel, 2, "1 read in #news since yesterday 09:00", "Story 3")
		if strings.Contains(shows(t, second), harbourTitle) {
			t.Errorf("what the first one had stands in the second:\n%s", shows(t, second))
		}

		h.at(nine.AddDate(0, 0, 2).Add(time.Second)) // a quiet day
		h.at(nine.AddDate(0, 0, 2).Add(time.Hour))
		h.at(nine.AddDate(0, 0, 1).Add(-time.Hour)) // the clock is set back, over two slots
		h.at(nine.AddDate(0, 0, 1).Add(time.Hour))
		h.say(h.ann, channel, news.URL+"/story/4", "")
		h.at(nine.AddDate(0, 0, 3).Add(time.Second))
		h.digest(t, channel, 3, "1 read in #news", "Story 4")
	})
}

func TestChineseDigest(t *testing.T) {
	t.Parallel()
	h, news := newHouse(t), newNewsroom(t)
	channel := h.channel("news")
	h.at(time.Date(2027, 3, 8, 23, 0, 0, 0, time.UTC)) // Tuesday, seven o'clock in Shanghai
	h.serve()
	h.slash("bob", "digest 每天 9:00", "每天 09:00（Asia/Shanghai）", "下一次：3月9日（周二）09:00")
	h.say(h.ann, channel, news.URL+"/station", "")
	h.at(time.Date(2027, 3, 9, 1, 0, 1, 0, time.UTC))
	h.digest(t, channel, 1, "#news：自昨天 07:00 以来有 1 篇值得一读", "ann 分享", "原文段落在消息列里", "编辑", "暂停")
	h.slash("bob", "digest pause", "摘要（每天 09:00）已暂停")
}

// The program dies before, at and after a slot: there is one digest of it, and a late one says when it was due.
func TestKilledAroundASlot(t *testing.T) {
	t.Parallel()
	databases(t, func(t *testing.T, h *house) {
		news := newNewsroom(t)
		nine, channel := morning(t), h.channel("news")
		h.at(nine.Add(-time.Hour))
		bot := h.serve()
		h.slash("ann", "digest daily 09:00", "daily at 09:00")
		h.say(h.bob, channel, news.URL+"/harbour", "")

		h.settled(h.env["DATABASE_URL"])
		bot.kill() // before
		h.at(nine.Add(time.Hour))
		bot = h.serve()
		h.digest(t, channel, 1, "1 read in #news", "was due 09:00")

		h.say(h.bob, channel, news.URL+"/station", "")
		h.post("faults", map[string]any{"kind": "hold", "method": "chat.postMessage", "when": "after"})
		h.at(nine.AddDate(0, 0, 1).Add(time.Second))
		id := h.held("chat.postMessage")
		bot.kill() // at: Slack has it, and nobody knows
		h.post("faults/release", map[string]any{"id": id})
		bot = h.serve()
		second := h.digest(t, channel, 2, "1 read in #news", "老车站改成图书馆")
		h.reply(channel, second.Timestamp, 2)

		bot.kill() // after
		bot = h.serve()
		h.say(h.bob, channel, news.URL+"/story/5", "")
		h.at(nine.AddDate(0, 0, 1).Add(time.Minute))
		h.slash("ann", "digests", "next Thu 11 Mar, 09:00")
		h.digest(t, channel, 2)

		bot.kill() // five days of silence: one digest, not five
		h.at(nine.AddDate(0, 0, 6).Add(3 * time.Hour))
		h.say(h.bob, channel, news.URL+"/story/6", "")
		h.serve()
		h.digest(t, channel, 3, "2 reads in #news since Wednesday 09:00", "was due 09:00", "Story 5", "Story 6")
	})
}

// Two processes on one database serve each slot once; where one of them dies, the other goes on.
func TestTwoProcessesOneDigest(t *testing.T) {
	t.Parallel()
	fresh := storetest.Postgres(t)
	h, news := newHouse(t), newNewsroom(t)
	h.env["DATABASE_URL"] = fresh(t)
	nine, channel := morning(t), h.channel("news")
	h.at(nine.Add(-time.Hour))
	first := h.serve()
	h.serve()
	h.slash("ann", "digest daily 09:00", "daily at 09:00")
	for day := range 3 {
		h.say(h.bob, channel, fmt.Sprintf("%s/story/%d", news.URL, day), "")
		h.at(nine.AddDate(0, 0, day).Add(time.Second))
		h.digest(t, channel, day+1, "1 read in #news", fmt.Sprintf("Story %d", day))
	}
	first.kill()
	h.say(h.bob, channel, news.URL+"/story/3", "")
	h.at(nine.AddDate(0, 0, 3).Add(time.Second))
	h.digest(t, channel, 4, "1 read in #news", "Story 3")
}
