package bot

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/model/modeltest"
)

const (
	wallCost   = "The new harbour wall of Brannoc costs 4.6 million pounds, says the council."
	wallRumour = "The harbour wall of Brannoc will really cost nine million pounds."
	wallHere   = "The harbour wall of Brannoc is closed to walkers until May."
	wallHan    = "海港防波堤的改造费用是四百六十万镑。"
)

// newSearchHouse is a house in which something was said of the harbour wall in every channel.
func newSearchHouse(t *testing.T, change func(*Config)) *house {
	t.Helper()
	h := newHouse(t, func(c *Config) {
		c.Search = true
		if change != nil {
			change(c)
		}
	})
	for channel, text := range map[string]string{random: wallCost, board: wallRumour, general: wallHere} {
		h.say(h.ann, channel, text, "")
	}
	h.say(h.ann, random, wallHan, "")
	return h
}

// searched is what a person is told who asks the workspace: in blocks and privately.
func (h *house) searched(who, channel, question string) string {
	h.t.Helper()
	client := h.client(who)
	text := question
	if !strings.HasPrefix(channel, "D") {
		text = h.mention(question)
	}
	ts := h.say(client, channel, text, "")
	h.ended(channel, ts)
	thread, _, _, err := client.GetConversationReplies(&slack.GetConversationRepliesParameters{ChannelID: channel, Timestamp: ts})
	must(h.t, err)
	var told []string
	for _, m := range thread[1:] {
		told = append(told, firstOf(shown(m), m.Text))
	}
	if len(told) > 1 {
		h.t.Errorf("%q: %d replies", question, len(told))
	}
	return strings.Join(append(told, h.whispers(channel)...), "\n")
}

const aboutTheWall = "What have we said about the harbour wall?"

func TestSearchOfTheWorkspace(t *testing.T) {
	t.Parallel()
	h := newSearchHouse(t, nil)
	h.say(h.ann, news, "Worth reading, on the keeper of the lighthouse: "+h.pages.URL+"/lighthouse", "")
	h.say(h.ann, general, h.mention("dragons"), "") // a question to us answers nothing
	for _, tt := range []struct {
		name, who, channel, question string
		want, never                  []string
	}{
		{"a member, in a channel", "ann", general, aboutTheWall, []string{"4.6 million", " · ann · #random, <!date^", "/archives/" + random + "/p"}, []string{"nine million"}},
		{"another, in a direct message, in Chinese", "bob", "D0BOB00001", "我们分享过哪些关于海港防波堤的内容？", []string{"四百六十万镑", "#random", "已读链接"}, nil},
		{"nothing is found", "ann", general, "Has anybody written about dragons?", []string{"finds nothing about “dragons”"}, []string{"messages:"}},
		{"nothing is found, in Chinese", "bob", news, "有人提到过独角兽吗？", []string{"没有找到关于“独角兽”的内容"}, nil},
		{"a page that was shared", "ann", general, "Has anyone shared how many steps the keeper of the lighthouse climbs?", []string{"climbs two hundred and four steps", "|ann shared it", "linked pages read: 1"}, nil},
		{"who is in the private channel, among others", "ann", news, "What have we said about nine million pounds and the harbour wall?", nil, []string{"nine million pounds.”"}},
		{"a guest, in a channel", "carol", general, aboutTheWall, []string{"closed to walkers"}, []string{"4.6 million", "nine million"}},
		{"a guest, in a direct message", "carol", "D0CAR00001", aboutTheWall, []string{"closed to walkers"}, []string{"4.6 million", "nine million"}},
	} {
		got := h.searched(tt.who, tt.channel, tt.question)
		for _, want := range tt.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s: %s\nwant %q", tt.name, got, want)
			}
		}
		for _, never := range tt.never {
			if strings.Contains(got, never) {
				t.Errorf("%s: %s\nshows %q", tt.name, got, never)
			}
		}
	}
	h.control("share", map[string]any{"channel": news})
	if got := h.searched("ann", news, aboutTheWall); strings.Contains(got, "4.6 million") || strings.Contains(got, "closed to walkers") {
		t.Errorf("where another company reads: %s", got)
	}
}

// What a search found stands in the reply alone, also where Slack took it only the second time; a question in the thread
// stays one to the thread.
func TestSearchKeepsNothing(t *testing.T) {
	t.Parallel()
	h := newSearchHouse(t, nil)
	h.fault(map[string]any{"kind": "error", "method": "chat.postMessage", "status": 503})
	ts := h.say(h.ann, general, h.mention(aboutTheWall), "")
	h.ended(general, ts)
	if texts := h.texts(general, ts); len(texts) != 1 || !strings.Contains(texts[0], "4.6 million") {
		t.Fatalf("replies %q", texts)
	}
	for _, e := range shownActions(h.replies(general, ts)[0]) {
		if e != actionFeedback {
			t.Errorf("a button for what is not kept: %s", e)
		}
	}
	if kept := everything(t, h.dsn); strings.Contains(kept, "4.6 million") {
		t.Errorf("the database holds what was found: %s", kept)
	}
	h.say(h.ann, general, h.pages.URL+"/lighthouse", ts)
	ts2 := h.say(h.ann, general, h.mention("What have we read about the keeper of the lighthouse?"), ts)
	h.ended(general, ts2)
	if texts := h.texts(general, ts); len(texts) != 2 || !strings.Contains(texts[1], "two hundred and four") || strings.Contains(texts[1], "shared it") {
		t.Errorf("a question to what the thread is about: %q", texts)
	}
}

// shownActions are the ids of all that can be pressed below a message.
func shownActions(m slack.Message) (ids []string) {
	for _, b := range m.Blocks.BlockSet {
		switch b := b.(type) {
		case *slack.ActionBlock:
			for _, e := range b.Elements.ElementSet {
				if button, ok := e.(*slack.ButtonBlockElement); ok {
					ids = append(ids, button.ActionID)
				}
			}
		case *slack.ContextActionsBlock:
			ids = append(ids, actionFeedback)
		}
	}
	return ids
}

func TestSearchThatSlackRefuses(t *testing.T) {
	t.Parallel()
	h := newSearchHouse(t, nil)
	refuse := func(code string) {
		h.fault(map[string]any{"kind": "error", "method": "assistant.search.context", "error": code})
	}
	refuse("missing_scope")
	if got := h.searched("bob", "D0BOB00001", "我们讨论过防波堤吗？"); !strings.Contains(got, "search:read.public") || strings.Contains(got, "\n") {
		t.Errorf("without the scope, in Chinese: %q", got)
	}
	refuse("missing_scope")
	if got := h.searched("ann", news, aboutTheWall); !strings.Contains(got, "I may not search this workspace") || strings.Contains(got, "\n") {
		t.Errorf("without the scope: %q", got)
	}
	h.fault(map[string]any{"kind": "rate_limit", "method": "assistant.search.context", "retry_after": 1})
	if got := h.searched("ann", general, aboutTheWall); !strings.Contains(got, "4.6 million") {
		t.Errorf("limited for a second: %q", got)
	}
	t.Run("the token has run out", func(t *testing.T) {
		h.fault(map[string]any{"kind": "hold", "method": "assistant.search.context", "when": "before", "times": -1})
		ts := h.say(h.ann, general, h.mention(aboutTheWall), "")
		h.until("the search", func() bool { return h.holding() > 0 })
		h.control("clock", map[string]any{"by": "1h"})
		h.clearFaults()
		h.ended(general, ts)
		if texts := h.texts(general, ts); len(texts) != 1 || !strings.Contains(texts[0], "Ask again in a new message") {
			t.Errorf("replies %q", texts)
		}
	})
	t.Run("the event of an edit has none", func(t *testing.T) {
		ts := h.say(h.ann, general, h.mention(aboutTheWall), "")
		h.ended(general, ts)
		h.edit(general, ts, h.mention("What have we said about the council?"))
		h.until("the rewriting", func() bool {
			texts := h.texts(general, ts)
			return len(texts) == 1 && strings.Contains(texts[0], "Ask again in a new message")
		})
	})
	t.Run("it is not wanted here", func(t *testing.T) {
		off := newHouse(t, nil)
		if got := off.searched("ann", general, aboutTheWall); !strings.Contains(got, "Give me a link") {
			t.Errorf("heard %q", got)
		}
	})
}

// A model answers from what was found, and what it says is read a second time beside the message.
func TestSearchWithAModel(t *testing.T) {
	t.Parallel()
	_, base := modeltest.Start(t, modeltest.WithReader(func(r modeltest.Request) modeltest.Reply {
		claim := func(text, from string) map[string]any {
			return map[string]any{"text": text, "passages": []int{r.Find(from)}}
		}
		data, err := json.Marshal(map[string]any{"answerable": true, "claims": []any{
			claim("The council says that the wall costs 4.6 million pounds.", "4.6 million"),
			claim("The wall will fall down.", "closed to walkers"),
		}})
		must(t, err)
		return modeltest.Reply{Text: string(data)}
	}, "The wall will fall down."))
	h := newSearchHouse(t, func(c *Config) { c.Engine = engineAt(t, base) })
	got := h.searched("ann", general, aboutTheWall)
	if !strings.Contains(got, "The council says that the wall costs") || !strings.Contains(got, "> “"+wallCost+"” · ann · #random, ") || strings.Contains(got, "fall down") {
		t.Errorf("heard %s", got)
	}
}
