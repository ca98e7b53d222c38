package bot

import (
	"slices"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/store"
)

const sharedLine = "Another company reads this channel."

// share makes a channel one that another company reads, or is invited to.
func (h *house) share(channel, how string) {
	h.control("share", map[string]any{"channel": channel, "shared": how})
}

// told waits for so many private lines of #general that begin with the words.
func (h *house) told(words string, n int) {
	h.t.Helper()
	h.until("the private line: "+words, func() bool {
		got := slices.DeleteFunc(h.whispers(general), func(l string) bool { return !strings.HasPrefix(l, words) })
		return len(got) == n
	})
}

// Where another company reads, nobody is answered, by any way in, before an admin of our own workspace has allowed it; who
// asked is told so, privately and in their language.
func TestSharedChannelsAreClosed(t *testing.T) {
	for _, how := range []string{"shared", "pending"} {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			h := newFullHouse(t)
			h.share(general, "shared") // so that dana comes in
			h.share(general, how)
			text := h.link(general, h.say(h.ann, general, bakery, ""))
			var asked []string
			for i, who := range []string{"ann", "carol", "dana"} {
				ts := h.say(h.client(who), general, h.mention("<"+text+"> When does the bakery of Brannoc open?"), "")
				h.ended(general, ts)
				asked = append(asked, ts)
				h.told(sharedLine, i+1)
			}
			ts := h.say(h.client("bob"), general, h.mention(""), "")
			h.ended(general, ts)
			h.told("其他公司的人也能看到这个频道。", 1)
			asked = append(asked, ts, h.say(h.ann, general, "Worth reading: "+text, ""))
			h.control("reaction", map[string]any{"user": "ann", "channel": general, "ts": asked[4], "name": "bookmark_tabs"})
			h.told(sharedLine, 4)
			h.control("shortcut", map[string]any{"user": "ann", "channel": general, "ts": asked[4], "callback_id": shortcutSummarize})
			h.told(sharedLine, 5)
			h.command("ann", text, sharedLine)
			h.command("ann", "digest now", sharedLine)
			h.command("ann", "digest daily 09:00", sharedLine)
			h.command("ann", "follow "+h.pages.URL, sharedLine)
			h.settled()
			for _, ts := range asked {
				if texts := h.texts(general, ts); len(texts) > 0 {
					t.Errorf("said to everybody: %q", texts)
				}
			}
			if roots := h.roots(general); len(roots) > 0 {
				t.Errorf("posted: %q", roots)
			}
			if all, err := h.store.Digests(t.Context(), team, general); err != nil || len(all) > 0 {
				t.Errorf("digests %v, %v", all, err)
			}
		})
	}
}

// Only an admin allows it, for the channel or for all of them; then strangers are answered, too.
func TestAdminsOpenSharedChannels(t *testing.T) {
	h := newFullHouse(t)
	h.share(general, "shared")
	text := h.link(general, h.say(h.ann, general, bakery, ""))
	answers := func(who string) bool {
		ts := h.say(h.client(who), general, h.mention("<"+text+"> When does the bakery of Brannoc open?"), "")
		h.ended(general, ts)
		return strings.Contains(strings.Join(h.texts(general, ts), "\n"), "five o'clock")
	}
	if _, modal := h.settings("bob", "U0BOB00001", "general", "适用于 #general"); strings.Contains(modal, ruleShared) {
		t.Error("a member is offered to open the channel")
	}
	view, _ := h.settings("ann", ann, "general", "Where another company reads")
	h.choose("ann", view, map[string]string{ruleShared: sharedAnswers})
	for _, who := range []string{"ann", "dana"} {
		if !answers(who) {
			t.Errorf("%s is not answered where an admin has allowed it", who)
		}
	}
	must(t, h.store.SetSetting(t.Context(), team, "", ruleShared, sharedAnswers))
	must(t, h.store.SetSetting(t.Context(), team, general, ruleShared, sharedSilent))
	if answers("ann") {
		t.Error("the channel's own setting does not hold before the workspace's")
	}
	must(t, h.store.SetSetting(t.Context(), team, general, ruleShared, ""))
	if !answers("ann") {
		t.Error("the workspace's setting does not hold")
	}
}

// A stranger is answered in direct messages only where the workspace allows it.
func TestStrangersWriteDirectly(t *testing.T) {
	h := newFullHouse(t)
	dana := h.client("dana")
	dm, _, _, err := dana.OpenConversation(&slack.OpenConversationParameters{Users: []string{"U0FOOTNOTE"}, ReturnIM: true})
	must(t, err)
	ask := func() string {
		ts := h.say(dana, dm.ID, strings.Repeat(bakery+"\n", 4), "")
		h.ended(dm.ID, ts)
		got, _, _, err := dana.GetConversationReplies(&slack.GetConversationRepliesParameters{ChannelID: dm.ID, Timestamp: ts})
		must(t, err)
		if len(got) != 2 {
			t.Fatalf("%d messages", len(got))
		}
		return got[1].Text
	}
	if got := ask(); !strings.HasPrefix(got, "I answer people of my own workspace.") {
		t.Errorf("a stranger is told %q", got)
	}
	must(t, h.store.SetSetting(t.Context(), team, "", ruleShared, sharedAnswers))
	if got := ask(); !strings.Contains(got, "five o'clock") {
		t.Errorf("a stranger who may ask is told %q", got)
	}
}

// stepsAsked is where the reply to a question of Ann's stands.
func (h *house) stepsAsked() (ts string) {
	h.t.Helper()
	return h.stepsOf(h.pages.URL + "/lighthouse")
}

func (h *house) stepsOf(link string) (ts string) {
	h.t.Helper()
	asked := h.say(h.ann, general, h.mention(link+" How many steps does the keeper climb?"), "")
	h.ended(general, asked)
	return h.replies(general, asked)[0].Timestamp
}

// What a reply cost is no business of another company's, even where it may ask.
func TestStrangersDoNotSeeTheCost(t *testing.T) {
	h := newFullHouse(t)
	h.share(general, "shared")
	must(t, h.store.SetSetting(t.Context(), team, general, ruleShared, sharedAnswers))
	reply := h.stepsOf(h.link(general, h.say(h.ann, general, "The keeper climbs two hundred and four steps every evening.", "")))
	for who, words := range map[string]string{"bob": "没有调用语言模型", "dana": "There is no more to show"} {
		h.control("action", map[string]any{"user": who, "channel": general, "ts": reply, "action_id": actionMore})
		h.modalWith(map[string]string{"bob": "U0BOB00001", "dana": "U0DANA0001"}[who], words)
	}
}

// What was said before a channel was shared stands there; strangers look at it no closer, and our own people do.
func TestOldRepliesOfASharedChannel(t *testing.T) {
	h := newFullHouse(t)
	reply := h.stepsAsked()
	h.share(general, "shared")
	press := func(who, action string) {
		h.control("action", map[string]any{"user": who, "channel": general, "ts": reply, "action_id": action})
	}
	press("dana", actionPassages)
	if _, modal := h.modalWith("U0DANA0001", sharedLine); strings.Contains(modal, "ferry") || strings.Contains(modal, "steps") {
		t.Errorf("a stranger sees %s", modal)
	}
	press("bob", actionPassages)
	h.modalWith("U0BOB00001", "lit for the first time")
	press("dana", actionMore)
	h.modalWith("U0DANA0001", sharedLine)
}

// A guest who looks at the passages of a member's reply sees what the reply shows, and no more of a page that the guest may
// not be able to open.
func TestGuestsSeeNoMoreThanTheReply(t *testing.T) {
	h := newFullHouse(t)
	reply := h.stepsAsked()
	for who, sees := range map[string]bool{"bob": true, "carol": false} {
		h.control("action", map[string]any{"user": who, "channel": general, "ts": reply, "action_id": actionPassages})
		_, modal := h.modalWith(map[string]string{"bob": "U0BOB00001", "carol": "U0CAROL001"}[who], "two hundred and four steps")
		if strings.Contains(modal, "lit for the first time") != sees {
			t.Errorf("%s sees %s", who, modal)
		}
	}
}

// A watched channel that is shared is watched no more, and nobody is told: nobody asked.
func TestSharedChannelsAreNotWatched(t *testing.T) {
	h := newHouse(t, func(c *Config) { c.Watch = true })
	must(t, h.store.SetSetting(t.Context(), team, news, watchSetting, "before"))
	for _, how := range []string{"shared", "pending"} {
		for _, allowed := range []string{sharedSilent, sharedAnswers} {
			must(t, h.store.SetSetting(t.Context(), team, "", ruleShared, allowed))
			h.share(news, "shared")
			h.share(news, how)
			ts := h.say(h.client("dana"), news, "Worth reading: "+h.pages.URL+"/long", "")
			h.ended(general, h.say(h.ann, general, h.mention(""), "")) // and so what came before it has been heard
			h.settled()
			if texts := h.texts(news, ts); len(texts) > 0 {
				t.Errorf("%s, %s: said %q", how, allowed, texts)
			}
		}
	}
	if lines := h.whispers(news); len(lines) > 0 {
		t.Errorf("said privately: %q", lines)
	}
	if r, err := h.store.Jobs(t.Context(), 100); err != nil || slices.ContainsFunc(r, func(j store.Job) bool { return j.Request == store.Failed }) {
		t.Errorf("jobs %v, %v", r, err)
	}
}
