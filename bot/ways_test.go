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

// serveAll answers a house's people in every way that the manifest asks for.
func newFullHouse(t *testing.T) *house {
	return newHouse(t, func(c *Config) { c.Emoji = "bookmark_tabs" })
}

// settled waits until every request of which the house knows has ended.
func (h *house) settled() {
	h.t.Helper()
	h.until("everything to be done", func() bool {
		jobs, err := h.store.Jobs(h.t.Context(), 1000)
		must(h.t, err)
		return !slices.ContainsFunc(jobs, func(j store.Job) bool { return j.Request == store.Accepted || j.Request == store.Working })
	})
}

func (h *house) edit(channel, ts, text string) {
	h.control("edit", map[string]any{"user": "ann", "channel": channel, "ts": ts, "text": text})
}

func (h *house) texts(channel, thread string) []string {
	var texts []string
	for _, m := range h.replies(channel, thread) {
		texts = append(texts, m.Text)
	}
	return texts
}

func TestEditedMessage(t *testing.T) {
	steps, lit := "How many steps does the keeper climb?", "When was the lighthouse lit for the first time?"
	for _, tt := range []struct {
		name  string
		below bool   // somebody wrote below
		after string // what the message becomes; %s is the page
		want  string // what the one reply says then
	}{
		{"another question", false, "%s " + lit, "1823"},
		{"another question, and people have gone on", true, "%s " + lit, "two hundred and four"},
		{"another link", false, "%s/again " + lit, "1823"},
		{"another link, and people have gone on", true, "%s/again " + lit, "1823"},
		{"nothing that matters", false, "%s " + steps + " ", "two hundred and four"},
		{"nothing left to go on", false, "", "Give me a link"},
		{"what may not be read", false, "http://192.168.77.1/ " + lit, "not on the public internet"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			h := newFullHouse(t)
			page := h.pages.URL + "/lighthouse"
			ts := h.say(h.ann, general, h.mention(page+" "+steps), "")
			h.ended(general, ts)
			first := h.replies(general, ts)[0].Timestamp
			if tt.below {
				h.say(h.carol, general, "So many!", ts)
			}
			text := tt.after
			if strings.Contains(text, "%s") {
				text = fmt.Sprintf(text, page)
			}
			h.edit(general, ts, h.mention(text))
			h.control("unfurl", map[string]any{"user": "ann", "channel": general, "ts": ts, "text": "a preview"})
			h.until("the rewriting", func() bool {
				texts := h.texts(general, ts)
				return len(texts) == 1 && strings.Contains(texts[0], tt.want)
			})
			h.settled()
			got := h.replies(general, ts)
			if len(got) != 1 || got[0].Timestamp != first || !strings.Contains(got[0].Text, tt.want) {
				t.Errorf("replies %v, want the one at %s with %q", h.texts(general, ts), first, tt.want)
			}
			if tt.want == "1823" { // the thread is about what it says now
				next := h.say(h.ann, general, h.mention("How many steps does the keeper climb?"), ts)
				h.ended(general, next)
			}
		})
	}
}

func TestDeletedMessage(t *testing.T) {
	for _, tt := range []struct {
		name   string
		others bool
		want   string // of the reply to the deleted message; "" where it goes
	}{
		{"nobody has asked on", false, ""},
		{"others have asked on", true, "was taken back"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			h := newFullHouse(t)
			ts := h.say(h.ann, general, h.mention(h.pages.URL+"/lighthouse How many steps does the keeper climb?"), "")
			h.ended(general, ts)
			want := 0
			if tt.others {
				next := h.say(h.carol, general, h.mention("this thread"), ts)
				h.ended(general, next)
				want = 2
			}
			h.control("delete", map[string]any{"user": "ann", "channel": general, "ts": ts})
			h.until("what is left", func() bool {
				texts := h.texts(general, ts)
				return len(texts) == want && (want == 0 || strings.Contains(texts[0], tt.want))
			})
			h.settled()
			for _, text := range h.texts(general, ts) {
				if strings.Contains(text, "two hundred and four") && strings.Contains(text, "climb") && !tt.others {
					t.Errorf("still there: %q", text)
				}
			}
		})
	}
	t.Run("while it is worked on", func(t *testing.T) {
		t.Parallel()
		h := newFullHouse(t)
		h.fault(map[string]any{"kind": "error", "method": "users.info", "status": 503, "times": 2})
		ts := h.say(h.ann, general, h.mention(h.pages.URL+"/lighthouse"), "")
		h.until("the wait", func() bool { return strings.Contains(h.log.String(), "Slack is waited for") })
		h.control("delete", map[string]any{"user": "ann", "channel": general, "ts": ts})
		if state := h.ended(general, ts); state != store.Cancelled {
			t.Errorf("the request is %s", state)
		}
		h.settled()
	})
}

func TestReaction(t *testing.T) {
	h := newFullHouse(t)
	react := func(who, ts, name string) {
		h.control("reaction", map[string]any{"user": who, "channel": general, "ts": ts, "name": name})
	}
	t.Run("under a message with a link, by two people", func(t *testing.T) {
		ts := h.say(h.ann, general, "Worth reading: "+h.pages.URL+"/lighthouse", "")
		react("bob", ts, "tada")
		react("bob", ts, "bookmark_tabs")
		react("ann", ts, "bookmark_tabs")
		h.until("the reply", func() bool { return len(h.replies(general, ts)) == 1 })
		h.settled()
		if texts := h.texts(general, ts); len(texts) != 1 || !strings.Contains(texts[0], "lighthouse") {
			t.Errorf("replies %q", texts)
		}
	})
	t.Run("under a reply: in its thread", func(t *testing.T) {
		root := h.say(h.ann, general, "What shall we read?", "")
		ts := h.say(h.ann, general, "This: "+h.pages.URL+"/lighthouse", root)
		react("bob", ts, "bookmark_tabs")
		h.until("the reply", func() bool { return len(h.replies(general, root)) == 1 })
	})
	t.Run("under a message with nothing to read", func(t *testing.T) {
		ts := h.say(h.ann, general, "Good morning.", "")
		react("ann", ts, "bookmark_tabs")
		h.until("the private line", func() bool {
			return strings.Contains(strings.Join(h.whispers(general), "\n"), "nothing to read in that message")
		})
		if texts := h.texts(general, ts); len(texts) > 0 {
			t.Errorf("said to everybody: %q", texts)
		}
	})
	t.Run("a page that is not there is told privately", func(t *testing.T) {
		ts := h.say(h.ann, general, "http://192.168.77.1/admin", "")
		react("ann", ts, "bookmark_tabs")
		h.until("the private line", func() bool {
			return strings.Contains(strings.Join(h.whispers(general), "\n"), "not on the public internet")
		})
		if texts := h.texts(general, ts); len(texts) > 0 {
			t.Errorf("said to everybody: %q", texts)
		}
	})
}

func TestShortcut(t *testing.T) {
	h := newFullHouse(t)
	use := func(channel, ts string) {
		h.control("shortcut", map[string]any{"user": "ann", "channel": channel, "ts": ts, "callback_id": "summarize"})
	}
	root := h.say(h.ann, general, "What shall we read?", "")
	ts := h.say(h.ann, general, "This: "+h.pages.URL+"/lighthouse", root)
	use(general, ts)
	h.until("the reply", func() bool { return len(h.replies(general, root)) == 1 })
	nothing := h.say(h.ann, general, "Good morning.", "")
	use(general, nothing)
	h.until("the private line", func() bool {
		return strings.Contains(strings.Join(h.whispers(general), "\n"), "nothing to read in that message")
	})
	elsewhere := h.say(h.ann, random, h.pages.URL+"/lighthouse", "")
	use(random, elsewhere)
	h.until("the wish to be invited", func() bool { return strings.Contains(strings.Join(h.whispers(random), "\n"), "Invite me") })
	h.settled()
	if len(h.replies(general, root)) != 1 || len(h.replies(general, nothing)) != 0 {
		t.Error("more was said than asked for")
	}
}

func TestInvited(t *testing.T) {
	h := newFullHouse(t)
	if _, err := h.ann.InviteUsersToConversation(random, "U0FOOTNOTE"); err != nil {
		t.Fatal(err)
	}
	h.until("one private line", func() bool {
		lines := h.whispers(random)
		return len(lines) == 1 && strings.Contains(lines[0], "mentions me") && !strings.Contains(lines[0], "\n")
	})
	h.settled()
	if roots := h.roots(random); len(roots) > 0 {
		t.Errorf("said to everybody: %v", roots)
	}
}

func TestThanksAskNothing(t *testing.T) {
	for _, words := range []string{
		"thanks!", "Thank you so much", "thx", "great, thanks", "谢谢", "谢谢你！", "多谢", "👍", ":+1:", "Thanks :tada:", "danke", "merci", "ありがとう", "ok",
	} {
		if _, asked, err := self.parseEvent([]byte(mention("<@UBOT> " + words))); err != nil || asked {
			t.Errorf("%q asks something: %v", words, err)
		}
		if _, asked, err := self.parseEvent([]byte(direct(words))); err != nil || asked {
			t.Errorf("%q asks something in a direct message: %v", words, err)
		}
	}
	for _, words := range []string{"", "?", "你好", "hello", "thanks, and who pays for it?", "the summary", "总结一下，谢谢", "summary please, thanks <https://a.example/x>"} {
		if _, asked, err := self.parseEvent([]byte(mention("<@UBOT> " + words))); err != nil || !asked {
			t.Errorf("%q asks nothing: %v", words, err)
		}
	}
}

const bakery = "The bakery of Brannoc opens at five o'clock in the morning, except on Mondays, when its baker sleeps."

// A forwarded message is read as what was forwarded, by the one who forwards it and by who asks about it in its thread.
func TestForwarded(t *testing.T) {
	t.Parallel()
	h := newFullHouse(t)
	forward := func(text, thread string, a slack.Attachment) string {
		h.t.Helper()
		_, ts, err := h.ann.PostMessage(general, slack.MsgOptionText(text, false), slack.MsgOptionAttachments(a), slack.MsgOptionTS(thread))
		must(t, err)
		return ts
	}
	page := h.pages.URL + "/lighthouse"
	for _, tt := range []struct {
		name, text string
		share      slack.Attachment
		want       string
	}{
		{"a text, with a question", "When does the bakery of Brannoc open?", slack.Attachment{IsShare: true, Text: bakery}, "five o'clock"},
		{"a text, without one", "", slack.Attachment{IsShare: true, Text: bakery}, "five o'clock"},
		{"a link", "How many steps does the keeper climb?", slack.Attachment{IsShare: true, Text: "Look at this: <" + page + ">"}, "two hundred and four"},
		{"another app's link", "", slack.Attachment{IsShare: true, Text: "New:", Blocks: slack.Blocks{BlockSet: []slack.Block{
			slack.NewActionBlock("b", &slack.ButtonBlockElement{Type: slack.METButton, ActionID: "a", Text: slack.NewTextBlockObject("plain_text", "Read", false, false), URL: page}),
		}}}, "lighthouse"},
	} {
		ts := forward(h.mention(tt.text), "", tt.share)
		h.ended(general, ts)
		if texts := h.texts(general, ts); len(texts) != 1 || !strings.Contains(texts[0], tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, texts, tt.want)
		}
		if tt.text == "" {
			continue
		}
		root := forward("Have you seen this?", "", tt.share)
		ts = h.say(h.ann, general, h.mention(tt.text), root)
		h.ended(general, ts)
		if texts := h.texts(general, root); len(texts) != 1 || !strings.Contains(texts[0], tt.want) {
			t.Errorf("%s, asked below: %q, want %q", tt.name, texts, tt.want)
		}
	}
}

// In a direct message people go on below the last answer as well as in its thread.
func TestDirectMessageGoesOn(t *testing.T) {
	t.Parallel()
	h := newFullHouse(t)
	dm, _, _, err := h.ann.OpenConversation(&slack.OpenConversationParameters{Users: []string{"U0FOOTNOTE"}, ReturnIM: true})
	must(t, err)
	ask := func(text string) string {
		ts := h.say(h.ann, dm.ID, text, "")
		h.ended(dm.ID, ts)
		return strings.Join(h.texts(dm.ID, ts), "\n")
	}
	if got := ask("How many steps does the keeper climb?"); !strings.Contains(got, "Give me a link") {
		t.Errorf("with nothing to go on: %q", got)
	}
	ask(h.pages.URL + "/lighthouse")
	if got := ask("How many steps does the keeper climb?"); !strings.Contains(got, "two hundred and four") {
		t.Errorf("a question: %q", got)
	}
	if got := ask("When was the lighthouse lit for the first time?"); !strings.Contains(got, "1823") {
		t.Errorf("another: %q", got)
	}
	if got := ask("hello"); !strings.Contains(got, "Give me a link") {
		t.Errorf("a greeting: %q", got)
	}
}

// A question in front of a pasted text is asked of it.
func TestQuestionBeforePastedText(t *testing.T) {
	text := bakery + "\n" + strings.Repeat("The mill beside it grinds the corn of three valleys, and its wheel has never stood still.\n", 4)
	for front, want := range map[string]Ask{
		"When does the bakery open?": {Question: "When does the bakery open?"},
		"面包店几点开门？":                   {Question: "面包店几点开门？"},
		"summary in German":          {Language: "de"},
		"":                           {},
	} {
		a, asked, err := self.parseEvent([]byte(mention("<@UBOT> " + front + "\n" + text)))
		if err != nil || !asked || a.Question != want.Question || a.Language != want.Language || a.Pasted != strings.TrimSpace(text) {
			t.Errorf("%q: %+v, %v", front, a, err)
		}
	}
	if a, _, _ := self.parseEvent([]byte(mention("<@UBOT> " + text + "Is it not so?"))); a.Question != "" || !strings.HasSuffix(a.Pasted, "Is it not so?") {
		t.Errorf("a question at the end of a text: %+v", a)
	}
}

// A watched channel is announced in one line, gets brief replies to long pages alone, once a link and so many a day, and
// hears of no failure; quiet ends it.
func TestWatchedChannel(t *testing.T) {
	t.Parallel()
	h := newHouse(t, func(c *Config) { c.Watch = true })
	command := func(text string) {
		h.control("command", map[string]any{"user": "ann", "channel": "news", "command": "/footnote", "text": text})
	}
	share := func(path string) string {
		ts := h.say(h.ann, news, "Worth reading: "+h.pages.URL+path, "")
		return ts
	}
	takenUp := func(ts string) store.State { // how what was shared there has ended
		r, err := h.store.Request(t.Context(), watchKey("T0PLAYGRND", news, ts))
		if err != nil {
			return ""
		}
		return r.State
	}
	replied := func(ts string) int {
		h.until("the end of "+ts, func() bool { return takenUp(ts) == store.Done })
		return len(h.replies(news, ts))
	}
	before := share("/long/before")
	command("watch")
	h.until("the announcement", func() bool { return len(h.roots(news)) == 1 })
	h.settled()
	if on, err := h.store.Setting(t.Context(), "T0PLAYGRND", news, watchSetting); err != nil || on == "" {
		t.Fatalf("not watched: %v", err)
	}
	first := share("/long/1")
	h.until("the reply", func() bool { return len(h.replies(news, first)) == 1 })
	quietly := map[string]string{
		"the same link again": share("/long/1?utm_source=chat"), "a short page": share("/short"), "a page that is not there": share("/gone"),
		"an internal address": h.say(h.ann, news, "http://192.168.77.1/admin", ""),
	}
	noLink := h.say(h.ann, news, "Good morning.", "")
	inThread := h.say(h.ann, news, h.pages.URL+"/long/thread", noLink)
	for name, ts := range quietly {
		if n := replied(ts); n != 0 {
			t.Errorf("%s: %d replies", name, n)
		}
	}
	for name, ts := range map[string]string{"no link": noLink, "in a thread": inThread, "before it was watched": before} {
		if state := takenUp(ts); state != "" { // what came after them has ended
			t.Errorf("%s: taken up, %s", name, state)
		}
	}
	n := 0
	for i := range 12 {
		n += replied(share(fmt.Sprintf("/long/more/%d", i)))
	}
	if n == 0 || n > watchDay {
		t.Errorf("%d replies to twelve links, want at most %d a day", n, watchDay)
	}
	if lines := h.whispers(news); len(lines) > 0 {
		t.Errorf("said privately: %q", lines)
	}
	h.forward(24 * time.Hour)
	if replied(share("/long/tomorrow")) != 1 {
		t.Error("no reply on the next day")
	}
	command("quiet")
	h.until("the answer", func() bool { return len(h.whispers(news)) == 1 })
	after := share("/long/after")
	h.ended(news, h.say(h.ann, news, h.mention(""), "")) // and so everything before it has been heard
	if state := takenUp(after); state != "" {
		t.Errorf("taken up after quiet: %s", state)
	}
	if len(h.roots(news)) != 1 {
		t.Error("more than the announcement in the channel")
	}
}

func TestWatchIsForInsiders(t *testing.T) {
	h := newHouse(t, func(c *Config) { c.Watch = true })
	h.control("share", map[string]any{"channel": news})
	h.control("command", map[string]any{"user": "ann", "channel": "news", "command": "/footnote", "text": "watch"})
	h.until("the refusal", func() bool { return strings.Contains(strings.Join(h.whispers(news), ""), "another company") })
	if len(h.roots(news)) != 0 {
		t.Error("announced")
	}
}

// The pane suggests what may be asked, in the person's language: the message that they look at, which is read with their
// rights if they take it, and what Footnote is for.
// prompts are what is suggested in the direct messages, or in a thread there, as "title|message".
func (h *house) prompts(thread string) []string {
	h.t.Helper()
	resp, err := http.Get(h.url + "/playground/api/state")
	must(h.t, err)
	defer resp.Body.Close()
	var state struct {
		Prompts []struct {
			Thread  string `json:"thread_ts"`
			Prompts []struct{ Title, Message string }
		}
	}
	must(h.t, json.NewDecoder(resp.Body).Decode(&state))
	var all []string
	for _, p := range state.Prompts {
		for _, one := range p.Prompts {
			if p.Thread == thread {
				all = append(all, one.Title+"|"+one.Message)
			}
		}
	}
	return all
}

func TestAgentPane(t *testing.T) {
	h := newFullHouse(t)
	there := h.say(h.ann, news, bakery, "")
	at := []any{map[string]any{"type": "slack#/types/message_context", "value": map[string]any{"channel_id": news, "message_ts": there}}}
	h.control("home", map[string]any{"user": "bob", "tab": "messages"})
	h.until("a suggestion", func() bool { return slices.Equal(h.prompts(""), []string{"你能做什么？|你能做什么？"}) })
	h.control("context", map[string]any{"user": "bob", "entities": at})
	h.until("what they look at", func() bool {
		all := h.prompts("")
		return len(all) == 2 && strings.HasPrefix(all[0], "总结我正在看的内容|"+h.url+"/archives/"+news+"/p")
	})
	_, message, _ := strings.Cut(h.prompts("")[0], "|")
	bob := h.client("bob")
	dm, _, _, err := bob.OpenConversation(&slack.OpenConversationParameters{Users: []string{"U0FOOTNOTE"}, ReturnIM: true})
	must(t, err)
	for text, want := range map[string]string{message: "five o'clock", "你能做什么？": "给我一个链接"} {
		ts := h.say(bob, dm.ID, text, "")
		h.ended(dm.ID, ts)
		got, _, _, err := bob.GetConversationReplies(&slack.GetConversationRepliesParameters{ChannelID: dm.ID, Timestamp: ts})
		must(t, err)
		if len(got) != 2 || !strings.Contains(got[1].Text, want) {
			t.Errorf("%q: %v, want %q", text, got, want)
		}
	}
}

// titles are those of the threads of direct messages.
func (h *house) titles() map[string]string {
	h.t.Helper()
	resp, err := http.Get(h.url + "/playground/api/state")
	must(h.t, err)
	defer resp.Body.Close()
	var state struct {
		Titles []struct {
			Thread string `json:"thread_ts"`
			Title  string
		}
	}
	must(h.t, json.NewDecoder(resp.Body).Decode(&state))
	all := map[string]string{}
	for _, t := range state.Titles {
		all[t.Thread] = t.Title
	}
	return all
}

// A thread of the pane is called by what was asked first in it, else by what was read; a workspace that will not have that
// is not asked again.
func TestThreadsOfThePaneHaveTitles(t *testing.T) {
	t.Parallel()
	h := newFullHouse(t)
	page := h.pages.URL + "/lighthouse"
	ask := func(text, thread string) string {
		ts := h.say(h.ann, annDM, text, thread)
		h.ended(annDM, ts)
		return ts
	}
	const question = "How many steps does the keeper climb?"
	summary, answer := ask(page, ""), ask(page+" "+question, "")
	ask("When was it lit for the first time?", answer)
	nothing := ask("hello", "")
	h.until("the titles", func() bool {
		all := h.titles()
		return all[summary] == "The lighthouse" && all[answer] == question
	})
	if title, named := h.titles()[nothing]; named {
		t.Errorf("a thread about nothing is called %q", title)
	}
	h.fault(map[string]any{"kind": "error", "method": "assistant.threads.setTitle", "error": "not_agent_app", "times": 1})
	ask(page+" "+question, "")
	h.until("the refusal", func() bool { return !h.bot.progress.allowed(team, "assistant.threads.setTitle", h.bot.now()) })
	later := ask(page+" "+question, "")
	h.forward(askAgain)
	last := ask(page, "")
	h.until("another title", func() bool { return h.titles()[last] != "" })
	if title, named := h.titles()[later]; named {
		t.Errorf("asked for while it is refused: %q", title)
	}
}

// In an app of old, whose pane's threads Slack begins, the same is suggested there, and a message below is answered there.
func TestAssistantThread(t *testing.T) {
	h := newFullHouse(t)
	root := h.say(h.ann, annDM, "New Assistant Thread", "")
	h.ended(annDM, root)
	for _, kind := range []string{"assistant_thread_started", "assistant_thread_context_changed"} {
		_, err := h.bot.Accept(t.Context(), Envelope{Type: EventEnvelope, Payload: fmt.Appendf(nil,
			`{"team_id":"T0PLAYGRND","event":{"type":%q,"assistant_thread":{"user_id":"U0ANN00001","channel_id":%q,"thread_ts":%q,"context":{}}}}`, kind, annDM, root)})
		must(t, err)
	}
	h.until("suggestions", func() bool { return slices.Equal(h.prompts(root), []string{"What can you do?|What can you do?"}) })
	ts := h.say(h.ann, annDM, h.pages.URL+"/lighthouse How many steps does the keeper climb?", root)
	h.ended(annDM, ts)
	if texts := h.texts(annDM, root); len(texts) != 2 || !strings.Contains(texts[1], "two hundred and four") {
		t.Errorf("in the thread: %q", texts)
	}
}

// A discussion goes on after it was asked about: the next question reads it as it is then, and an article that was linked
// stays what the thread is about.
func TestDiscussionIsReadAnew(t *testing.T) {
	t.Parallel()
	h := newFullHouse(t)
	root := h.say(h.ann, general, "Where shall we meet on the island of Brannoc?", "")
	ask := func(words string) string {
		ts := h.say(h.ann, general, h.mention(words), root)
		h.ended(general, ts)
		texts := h.texts(general, root)
		return texts[len(texts)-1]
	}
	ask("summarize this thread")
	h.say(h.carol, general, "The bakery of Brannoc opens at five o'clock, so let us meet there.", root)
	if got := ask("When does the bakery of Brannoc open?"); !strings.Contains(got, "five o'clock") {
		t.Errorf("what was said since is not read: %q", got)
	}
	h.say(h.carol, general, "Read this first: "+h.pages.URL+"/lighthouse", root)
	if got := ask("How many steps does the keeper climb?"); !strings.Contains(got, "two hundred and four") {
		t.Errorf("the article: %q", got)
	}
	ask("summarize this thread")
	if got := ask("When was the lighthouse lit for the first time?"); !strings.Contains(got, "1823") {
		t.Errorf("the article, after the discussion: %q", got)
	}
}

// The links of another app's post count in its thread, whatever it is built of.
func TestLinksOfAnotherApp(t *testing.T) {
	h := newFullHouse(t)
	page := h.pages.URL + "/lighthouse"
	for name, option := range map[string]slack.MsgOption{
		"the title of an attachment": slack.MsgOptionAttachments(slack.Attachment{Title: "The lighthouse", TitleLink: page}),
		"the text of a section":      slack.MsgOptionBlocks(slack.NewSectionBlock(slack.NewTextBlockObject("mrkdwn", "New: <"+page+"|The lighthouse>", false, false), nil, nil)),
		"a button":                   slack.MsgOptionBlocks(slack.NewActionBlock("b", &slack.ButtonBlockElement{Type: slack.METButton, ActionID: "a", Text: slack.NewTextBlockObject("plain_text", "Read", false, false), URL: page})),
	} {
		_, root, err := h.client("herald").PostMessage(general, slack.MsgOptionText("News", false), option)
		must(t, err)
		ts := h.say(h.ann, general, h.mention("How many steps does the keeper climb?"), root)
		h.ended(general, ts)
		if texts := h.texts(general, root); len(texts) != 1 || !strings.Contains(texts[0], "two hundred and four") {
			t.Errorf("%s: %q", name, texts)
		}
	}
}

// TestBeforeTheWall: what a page shows before it asks for money can be looked at, by whoever presses, alone.
func TestBeforeTheWall(t *testing.T) {
	h := newFullHouse(t)
	ts := h.say(h.ann, general, h.mention(h.pages.URL+"/walled"), "")
	h.ended(general, ts)
	replies := h.replies(general, ts)
	if len(replies) != 1 || !strings.Contains(replies[0].Text, "shows me two paragraphs and then asks to subscribe") {
		t.Fatalf("replies %q", h.texts(general, ts))
	}
	h.control("action", map[string]any{"user": "bob", "channel": general, "ts": replies[0].Timestamp, "action_id": actionPreview})
	if _, modal := h.modalWith("U0BOB00001", "was lit for the first time"); strings.Contains(modal, "Subscribe") {
		t.Errorf("the wall itself is shown: %s", modal)
	}
}
