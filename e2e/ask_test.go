package e2e

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/slack-go/slack"
)

// shows reports what a message shows: the text of its blocks, and the notification text.
func shows(t *testing.T, m slack.Message) string {
	t.Helper()
	data, err := json.Marshal(m.Blocks)
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	var walk func(v any)
	walk = func(v any) {
		switch n := v.(type) {
		case []any:
			for _, c := range n {
				walk(c)
			}
		case map[string]any:
			if s, ok := n["text"].(string); ok {
				all.WriteString(s + "\n")
			}
			for _, c := range n {
				walk(c)
			}
		}
	}
	var tree any
	if err := json.Unmarshal(data, &tree); err != nil {
		t.Fatal(err)
	}
	walk(tree)
	return all.String() + m.Text
}

func want(t *testing.T, m slack.Message, words ...string) {
	t.Helper()
	shown := shows(t, m)
	for _, w := range words {
		if !strings.Contains(shown, w) {
			t.Errorf("%q is not shown in:\n%s", w, shown)
		}
	}
}

// TestAsking goes through every way to ask, in English and Chinese, on one Slack.
func TestAsking(t *testing.T) {
	t.Parallel()
	h, news := newHouse(t), newNewsroom(t)
	h.serve()
	general := h.channel("general")

	t.Run("mention with a link", func(t *testing.T) {
		ts := h.say(h.ann, general, h.mention(news.URL+"/harbour"), "")
		want(t, h.reply(general, ts, 1), harbourTitle, "word for word", "“", "open at passage\u00a0↗", news.URL+"/harbour#:~:text=")
	})
	t.Run("mention with a link, in Chinese", func(t *testing.T) {
		ts := h.say(h.bob, general, h.mention("总结一下 "+news.URL+"/station"), "")
		want(t, h.reply(general, ts, 1), "老车站改成图书馆", "逐字摘录", "打开原文此处")
	})
	t.Run("mention with a link and a question", func(t *testing.T) {
		ts := h.say(h.ann, general, h.mention(news.URL+"/harbour How much does the work on the wall cost?"), "")
		want(t, h.reply(general, ts, 1), "“"+harbourCost+"”", "From <"+news.URL)
	})
	t.Run("mention with a link and a question, in Chinese", func(t *testing.T) {
		ts := h.say(h.bob, general, h.mention(news.URL+"/station 车站的改造费用是多少？"), "")
		want(t, h.reply(general, ts, 1), "“"+stationCost+"”", "出自")
	})
	t.Run("a question that the text does not answer", func(t *testing.T) {
		ts := h.say(h.ann, general, h.mention(news.URL+"/harbour Who won the football championship in Brazil?"), "")
		want(t, h.reply(general, ts, 1), "I found no sentence that answers that.")
	})
	t.Run("asking on in the thread", func(t *testing.T) {
		ts := h.say(h.ann, general, h.mention(news.URL+"/harbour"), "")
		h.reply(general, ts, 1)
		h.say(h.bob, general, h.mention("How much does the work on the wall cost?"), ts)
		want(t, h.reply(general, ts, 2), harbourCost)
	})
	t.Run("mention in a thread that holds a link", func(t *testing.T) {
		ts := h.say(h.bob, general, "Have you seen this? "+news.URL+"/station", "")
		h.say(h.ann, general, "Not yet.", ts)
		h.say(h.bob, general, h.mention("车站的改造费用是多少？"), ts)
		want(t, h.reply(general, ts, 1), stationCost, "老车站改成图书馆")
	})
	t.Run("a link that somebody posts later", func(t *testing.T) {
		ts := h.say(h.ann, general, h.mention(news.URL+"/harbour"), "")
		h.reply(general, ts, 1)
		h.say(h.bob, general, "There is this, too: "+news.URL+"/story/7", ts)
		h.say(h.bob, general, h.mention("How many passengers does the ferry carry?"), ts)
		want(t, h.reply(general, ts, 2), "forty passengers")
		h.say(h.ann, general, h.mention("How much does the work on the wall cost?"), ts)
		want(t, h.reply(general, ts, 3), harbourCost)
		h.say(h.ann, general, h.mention("summary, please"), ts)
		want(t, h.reply(general, ts, 4), "Story 7")
	})
	t.Run("mention with pasted text", func(t *testing.T) {
		text := strings.Repeat("The lighthouse of Brannoc was lit for the first time in 1823 by two brothers. ", 2) +
			"Its keeper climbs two hundred and four steps every evening, in winter twice. " + strings.Repeat("The lamp burns oil that is brought by the ferry. ", 3)
		ts := h.say(h.ann, general, h.mention(text), "")
		want(t, h.reply(general, ts, 1), "The text above", "lighthouse of Brannoc")
	})
	t.Run("mention with pasted text, in Chinese", func(t *testing.T) {
		text := strings.Repeat("布兰诺克的灯塔在一八二三年由两兄弟第一次点亮。守塔人每天傍晚要爬二百零四级台阶，冬天要爬两次。灯里的油由渡船运来，每月一次。", 3)
		ts := h.say(h.bob, general, h.mention(text), "")
		want(t, h.reply(general, ts, 1), "上面的文字", "灯塔")
	})
	t.Run("direct message without a mention", func(t *testing.T) {
		dm := h.dm(h.ann)
		ts := h.say(h.ann, dm, news.URL+"/harbour When does the work on the wall begin?", "")
		want(t, h.reply(dm, ts, 1), "begins in March")
		h.say(h.ann, dm, "How much does the work on the wall cost?", ts)
		want(t, h.reply(dm, ts, 2), harbourCost)
	})
	t.Run("several links, one reply", func(t *testing.T) {
		links := []string{"/harbour", "/station", "/story/1", "/gone", "/story/2", "/story/3"}
		for i, l := range links {
			links[i] = news.URL + l
		}
		ts := h.say(h.ann, general, h.mention(strings.Join(links, " ")), "")
		m := h.reply(general, ts, 1)
		want(t, m, harbourTitle, "老车站改成图书馆", "Story 1", "does not exist", "Story 2", "five links at a time", links[5])
		h.settled(h.env["DATABASE_URL"])
		if got := h.replies(general, ts); len(got) != 1 {
			t.Errorf("%d replies", len(got))
		}
	})
	t.Run("the discussion itself", func(t *testing.T) {
		ts := h.say(h.ann, general, "The ferry should sail on Sundays too, the island needs bread every day.", "")
		h.say(h.bob, general, "The crew needs a day of rest, and the engine must be looked after once a week.", ts)
		h.say(h.ann, general, h.mention("summarize this thread"), ts)
		want(t, h.reply(general, ts, 1), "This discussion", "ferry", " · ann · ")
	})
	t.Run("is that right", func(t *testing.T) {
		ts := h.say(h.ann, general, h.mention(news.URL+"/harbour"), "")
		h.reply(general, ts, 1)
		h.say(h.bob, general, "So the work on the wall costs 46 million pounds and begins in March.", ts)
		h.say(h.ann, general, h.mention("is that right?"), ts)
		want(t, h.reply(general, ts, 2), "Contradicted", "46 million", "the text has 4.6 million", harbourCost)
		h.say(h.bob, general, "The work on the wall costs 4.6 million pounds and begins in March.", ts)
		h.say(h.ann, general, h.mention("对吗"), ts)
		want(t, h.reply(general, ts, 3), "Supported", harbourCost)
	})
	t.Run("nothing to go on", func(t *testing.T) {
		ts := h.say(h.ann, general, h.mention(""), "")
		m := h.reply(general, ts, 1)
		want(t, m, "Give me a link", "/footnote help")
		if lines := strings.Split(m.Text, "\n"); len(lines) != 2 {
			t.Errorf("help of %d lines: %q", len(lines), m.Text)
		}
		ts = h.say(h.bob, general, h.mention("你好"), "")
		want(t, h.reply(general, ts, 1), "给我一个链接")
	})
	t.Run("a page that is not there", func(t *testing.T) {
		ts := h.say(h.ann, general, h.mention(news.URL+"/nothing"), "")
		want(t, h.reply(general, ts, 1), "does not exist")
	})
	t.Run("an internal address", func(t *testing.T) {
		ts := h.say(h.ann, general, h.mention("http://192.168.77.1/admin"), "")
		want(t, h.reply(general, ts, 1), "not on the public internet")
	})
	t.Run("a file", func(t *testing.T) {
		for name, content := range map[string]string{"harbour.md": "# " + harbourTitle + "\n\n" + harbourCost + " Fishermen must move to the outer quay.", "harbour.txt": harbourTitle + "\n\n" + harbourCost + " Fishermen must move to the outer quay.", "harbour.html": harbourHTML} {
			h.post("message", map[string]any{"user": "ann", "channel": "general", "text": h.mention("How much does the work on the wall cost?"), "files": []map[string]string{{"name": name, "content": content}}})
			var ts string
			h.until("the message with "+name, func() bool {
				history, err := h.ann.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: general, Limit: 5})
				if err != nil {
					t.Fatal(err)
				}
				for _, m := range history.Messages {
					if len(m.Files) == 1 && m.Files[0].Name == name {
						ts = m.Timestamp
					}
				}
				return ts != ""
			})
			want(t, h.reply(general, ts, 1), "4.6 million pounds")
		}
	})
	t.Run("a PDF", func(t *testing.T) {
		ts := h.say(h.ann, general, h.mention(h.url+"/read/ferry-report.pdf How many passengers did the ferry carry in 2025?"), "")
		want(t, h.reply(general, ts, 1), "48,310 passengers", "p.\u00a01", "/read/ferry-report.pdf#page=1")
	})
	t.Run("a message that is linked", func(t *testing.T) {
		there := h.say(h.bob, h.channel("news"), "The bakery of Brannoc opens at five o'clock in the morning, except on Mondays.", "")
		link, err := h.ann.GetPermalink(&slack.PermalinkParameters{Channel: h.channel("news"), Ts: there})
		if err != nil {
			t.Fatal(err)
		}
		ts := h.say(h.ann, general, h.mention("<"+link+"> When does the bakery of Brannoc open?"), "")
		want(t, h.reply(general, ts, 1), "opens at five o'clock")
	})
	t.Run("a message of a private conversation that is linked elsewhere", func(t *testing.T) {
		dm := h.dm(h.bob)
		there := h.say(h.bob, dm, h.mention("The secret ingredient of the bread is a spoon of honey, my aunt told me so."), "")
		link, err := h.bob.GetPermalink(&slack.PermalinkParameters{Channel: dm, Ts: there})
		if err != nil {
			t.Fatal(err)
		}
		ts := h.say(h.bob, general, h.mention("<"+link+">"), "")
		h.until("the private refusal", func() bool { return len(private(h, "private conversation"))+len(private(h, "私密会话")) > 0 })
		if got := h.replies(general, ts); len(got) != 0 {
			t.Errorf("shown to everybody: %s", shows(t, got[0]))
		}
	})
	t.Run("other bots get nothing", func(t *testing.T) {
		before := len(h.journal())
		h.post("message", map[string]any{"user": "herald", "channel": "general", "text": h.mention(news.URL + "/harbour")})
		// Everything before a later question is answered by the time that the question is.
		ts := h.say(h.ann, general, h.mention(""), "")
		h.reply(general, ts, 1)
		h.settled(h.env["DATABASE_URL"])
		for _, e := range h.journal()[before:] {
			if e.Kind == "call" && e.Method == "chat.postMessage" && e.Caller != "ann" && e.Caller != "herald" {
				if thread, _ := e.Args["thread_ts"].(string); thread != ts {
					t.Errorf("posted to %v", e.Args)
				}
			}
		}
	})
}

func TestCommand(t *testing.T) {
	t.Parallel()
	h, news := newHouse(t), newNewsroom(t)
	h.serve()
	general := h.channel("general")
	roots := func() []slack.Message {
		history, err := h.ann.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: general, Limit: 100})
		if err != nil {
			t.Fatal(err)
		}
		var ours []slack.Message
		for _, m := range history.Messages {
			if m.User == h.bot {
				ours = append(ours, m)
			}
		}
		return ours
	}
	t.Run("a link and a question", func(t *testing.T) {
		h.post("command", map[string]any{"user": "ann", "channel": "general", "command": "/footnote", "text": news.URL + "/harbour How much does the work on the wall cost?"})
		h.until("the root", func() bool { return len(roots()) == 1 })
		root := roots()[0]
		want(t, root, harbourTitle, "How much does the work on the wall cost?")
		want(t, h.reply(general, root.Timestamp, 2), harbourCost) // the first message of the thread is the root
		h.say(h.bob, general, h.mention("When does the work on the wall begin?"), root.Timestamp)
		want(t, h.reply(general, root.Timestamp, 3), "begins in March")
	})
	t.Run("help and wrong use are private", func(t *testing.T) {
		for _, text := range []string{"help", "", "what?"} {
			h.post("command", map[string]any{"user": "ann", "channel": "general", "command": "/footnote", "text": text})
		}
		h.until("three private answers", func() bool { return len(private(h, "Footnote* reads")) == 3 })
		if n := len(roots()); n != 1 {
			t.Errorf("%d messages in the channel", n)
		}
	})
	t.Run("a page that is not there is told privately", func(t *testing.T) {
		h.post("command", map[string]any{"user": "ann", "channel": "general", "command": "/footnote", "text": news.URL + "/nothing"})
		h.until("the private answer", func() bool { return len(private(h, "does not exist")) == 1 })
		if n := len(roots()); n != 1 {
			t.Errorf("%d messages in the channel", n)
		}
	})
}

// private are the private lines of all channels that hold the words.
func private(h *house, words string) []string {
	var found []string
	for _, c := range h.state().Channels {
		for _, m := range c.Ephemeral {
			if strings.Contains(m.Text, words) {
				found = append(found, m.Text)
			}
		}
	}
	return found
}

func TestDigestNow(t *testing.T) {
	t.Parallel()
	h, news := newHouse(t), newNewsroom(t)
	h.serve()
	channel := h.channel("news")
	first := h.say(h.ann, channel, "Read this: "+news.URL+"/harbour", "")
	h.say(h.bob, channel, "Why not higher?", first)
	h.say(h.bob, channel, news.URL+"/harbour?utm_source=chat", "")
	h.say(h.bob, channel, news.URL+"/station", "")
	h.say(h.ann, channel, news.URL+"/nothing", "")
	h.post("command", map[string]any{"user": "ann", "channel": "news", "command": "/footnote", "text": "digest now"})
	var digest slack.Message
	h.until("the digest", func() bool {
		history, err := h.ann.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: channel, Limit: 100})
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range history.Messages {
			if m.User == h.bot {
				digest = m
			}
		}
		return digest.Timestamp != ""
	})
	want(t, digest, "2 reads in #news", harbourTitle, "ann", "shared it\u00a0↗", "1 reply", "老车站改成图书馆", "Not read: 1 missing page", "/archives/"+channel+"/p"+strings.ReplaceAll(first, ".", ""))
	want(t, h.reply(channel, digest.Timestamp, 2), "open at passage\u00a0↗", news.URL+"/station")
	if n := strings.Count(shows(t, digest), harbourTitle); n != 2 { // in its line and in the notification
		t.Errorf("the page that was shared twice stands there %d times:\n%s", n, shows(t, digest))
	}
}
