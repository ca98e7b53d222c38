package bot

import (
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/store"
)

// link is the address of a message.
func (h *house) link(channel, ts string) string {
	return h.url + "/archives/" + channel + "/p" + strings.ReplaceAll(ts, ".", "")
}

// Who may see what: by the asker's role, and by who reads along where it is asked. Said shows where it may; else the
// asker alone, or everybody, hears why not.
func TestWhoMaySeeWhat(t *testing.T) {
	const said = "The bakery of Brannoc opens at five o'clock in the morning, except on Mondays, when its baker sleeps."
	internalPage := func(h *house) string { return h.pages.URL + "/lighthouse" }
	elsewhere := func(h *house) string { return h.link(news, h.say(h.ann, news, said, "")) }
	here := func(h *house) string { return h.link(general, h.say(h.ann, general, said, "")) }
	unjoined := func(h *house) string { return h.link(random, h.say(h.ann, random, said, "")) }
	private := func(h *house) string { return h.link(board, h.say(h.ann, board, said, "")) }
	knownPage := func(h *house) string { // an internal page that the thread is about already
		ts := h.say(h.ann, general, h.mention(internalPage(h)), "")
		h.ended(general, ts)
		return "thread " + ts
	}
	knownElsewhere := func(h *house) string {
		ts := h.say(h.ann, general, h.mention(elsewhere(h)), "")
		h.ended(general, ts)
		return "thread " + ts
	}
	share := func(how string) func(h *house) {
		return func(h *house) {
			h.control("share", map[string]any{"channel": general, "shared": how})
			must(h.t, h.store.SetSetting(h.t.Context(), team, general, ruleShared, sharedAnswers))
		}
	}
	const shows, no, asksThere, inviteMeThere = "", "not on the public internet", "private conversation", "a channel that I am not in"
	for _, tt := range []struct {
		name  string
		place func(h *house) // what becomes of #general before it is asked
		who   string
		what  func(h *house) string
		want  string // shows, or the words of the refusal
	}{
		{"a member reads an internal page", nil, "ann", internalPage, shows},
		{"a member reads a public channel", nil, "ann", elsewhere, shows},
		{"a member reads this channel", nil, "ann", here, shows},
		{"a public channel without the bot", nil, "ann", unjoined, inviteMeThere},
		{"a private channel", nil, "ann", private, asksThere},
		{"a guest does not read an internal page", nil, "carol", internalPage, no},
		{"a guest does not read a public channel", nil, "carol", elsewhere, asksThere},
		{"a guest reads this channel", nil, "carol", here, shows},
		{"a guest asks about an internal page that the thread knows", nil, "carol", knownPage, no},
		{"a guest asks about a message of elsewhere that the thread knows", nil, "carol", knownElsewhere, asksThere},
		{"a member where another company reads: an internal page", share("shared"), "ann", internalPage, no},
		{"a member where another company reads: a public channel", share("shared"), "ann", elsewhere, asksThere},
		{"a member where another company reads: this channel", share("shared"), "ann", here, shows},
		{"a member where another company is invited: an internal page", share("pending"), "ann", internalPage, no},
		{"a member where another company is invited: a public channel", share("pending"), "ann", elsewhere, asksThere},
		{"a stranger: an internal page", share("shared"), "dana", internalPage, no},
		{"a stranger: a public channel", share("shared"), "dana", elsewhere, asksThere},
		{"a stranger: this channel", share("shared"), "dana", here, shows},
		{"a member where the other company has left", share("no"), "ann", elsewhere, shows},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t, nil)
			if tt.place != nil {
				share("shared")(h) // dana is in the channel, or was
				tt.place(h)
			}
			what := tt.what(h)
			thread := ""
			question := "When does the bakery of Brannoc open?"
			if strings.Contains(tt.name, "page") {
				question = "How many steps does the keeper climb?"
			}
			text := h.mention("<" + what + "> " + question)
			if known, ok := strings.CutPrefix(what, "thread "); ok {
				thread, text = known, h.mention(question)
			}
			ts := h.say(h.client(tt.who), general, text, thread)
			if state := h.ended(general, ts); state != store.Done {
				t.Fatalf("the request is %s", state)
			}
			var told []string
			for _, m := range h.replies(general, firstOf(thread, ts)) {
				if m.Timestamp > ts {
					told = append(told, m.Text)
				}
			}
			private := h.whispers(general)
			heard := strings.Join(append(told, private...), "\n")
			leaked := strings.Contains(heard, "five o'clock") || strings.Contains(heard, "two hundred and four")
			switch {
			case leaked != (tt.want == shows):
				t.Errorf("shown: %t; heard %q", leaked, heard)
			case !strings.Contains(heard, tt.want):
				t.Errorf("want %q; heard %q", tt.want, heard)
			}
		})
	}
}

// The same once the channel is shared after the thread was begun, and for commands, whose payload says nothing of it.
func TestPlaceCountsForCommandsAndOldThreads(t *testing.T) {
	t.Run("a command", func(t *testing.T) {
		t.Parallel()
		h := newHouse(t, nil)
		must(t, h.store.SetSetting(t.Context(), team, "", ruleShared, sharedAnswers))
		h.control("share", map[string]any{"channel": general})
		h.control("command", map[string]any{"user": "ann", "channel": "general", "command": "/footnote", "text": h.pages.URL + "/lighthouse"})
		h.until("the refusal", func() bool {
			return strings.Contains(strings.Join(h.whispers(general), "\n"), "not on the public internet")
		})
		if roots := h.roots(general); len(roots) > 0 {
			t.Errorf("posted: %v", roots)
		}
	})
	t.Run("a thread begun before", func(t *testing.T) {
		t.Parallel()
		h := newHouse(t, nil)
		must(t, h.store.SetSetting(t.Context(), team, "", ruleShared, sharedAnswers))
		root := h.say(h.ann, general, h.mention(h.pages.URL+"/lighthouse"), "")
		h.ended(general, root)
		h.control("share", map[string]any{"channel": general})
		ts := h.say(h.ann, general, h.mention("When was it lit for the first time?"), root)
		h.ended(general, ts)
		got := h.replies(general, root)
		if len(got) != 2 || strings.Contains(got[1].Text, "1823") || !strings.Contains(got[1].Text, "not on the public internet") {
			t.Errorf("replies %v", got)
		}
	})
}

// Where Slack tells no more what a conversation is, as more are new than may be asked about, one list tells of all that we
// are in: nobody waits, and who reads along counts as ever.
func TestMoreNewPlacesThanMayBeAskedAbout(t *testing.T) {
	for _, tt := range []struct {
		shared, want string
		refused      bool
	}{
		{"no", "five o'clock", false},
		{"shared", sharedLine, true},
		{"pending", sharedLine, true},
	} {
		t.Run(tt.shared, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t, nil)
			h.fault(map[string]any{"kind": "rate_limit", "method": "conversations.info", "retry_after": 3600, "times": -1})
			h.share(general, "shared")
			h.share(general, tt.shared)
			text := h.link(general, h.say(h.ann, general, bakery, ""))
			ts := h.say(h.ann, general, h.mention("<"+text+"> When does the bakery of Brannoc open?"), "")
			if state := h.ended(general, ts); state != store.Done {
				t.Fatalf("the request is %s", state)
			}
			said, heard := strings.Join(h.texts(general, ts), "\n"), strings.Join(h.whispers(general), "\n")
			if tt.refused && (said != "" || !strings.Contains(heard, tt.want)) || !tt.refused && !strings.Contains(said, tt.want) {
				t.Errorf("said %q, privately %q", said, heard)
			}
			if n := h.calls("users.conversations"); n > 1 {
				t.Errorf("listed %d times", n)
			}
		})
	}
}

// A channel that we are not in stands in no list: it is waited for, not taken for public.
func TestAPlaceThatIsInNoListIsWaitedFor(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	h.fault(map[string]any{"kind": "rate_limit", "method": "conversations.info", "retry_after": 3, "times": 3})
	there := h.link(random, h.say(h.ann, random, bakery, ""))
	ts := h.say(h.ann, general, h.mention("<"+there+"> When does the bakery of Brannoc open?"), "")
	h.ended(general, ts)
	if said := strings.Join(append(h.texts(general, ts), h.whispers(general)...), "\n"); !strings.Contains(said, "a channel that I am not in") {
		t.Errorf("said %q", said)
	}
}

// A discussion is read from its end, and its coverage says what of it was not read.
func TestLongDiscussionIsReadFromItsEnd(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	root := h.say(h.ann, general, "Where does the ferry go?", "")
	for i := range 1100 {
		text := "Nothing of note."
		if i == 1090 {
			text = "The captain says that the new ferry sails to the island of Skerra every Tuesday."
		}
		h.say(h.ann, general, text, root)
	}
	ts := h.say(h.ann, general, h.mention("To which island does the new ferry sail?"), root)
	h.ended(general, ts)
	got := h.replies(general, root)
	if len(got) != 1 || !strings.Contains(got[0].Text, "Skerra") {
		t.Fatalf("replies %v", got)
	}
	if shown := shown(got[0]); !strings.Contains(shown, "earlier messages") || strings.Contains(shown, "Read all of it") {
		t.Errorf("the coverage does not say what was left out: %s", shown)
	}
}

// shown is the text of a message's blocks.
func shown(m slack.Message) string {
	var all []string
	for _, b := range m.Blocks.BlockSet {
		switch b := b.(type) {
		case *slack.SectionBlock:
			all = append(all, b.Text.Text)
		case *slack.ContextBlock:
			for _, e := range b.ContextElements.Elements {
				if t, ok := e.(*slack.TextBlockObject); ok {
					all = append(all, t.Text)
				}
			}
		}
	}
	return strings.Join(all, "\n")
}
