package bot

import (
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/store"
)

// Who asks where something stands, whether it is certain, or who says it, sees what the reply above rests on, word for word,
// and no model is asked.
func TestWhatAReplyRestsOn(t *testing.T) {
	t.Parallel()
	h, server := newModelHouse(t, nil)
	root := h.say(h.ann, general, h.mention(h.pages.URL+"/lighthouse"), "")
	h.ended(general, root)
	before := len(server.Requests())
	for words, lead := range map[string]string{
		"Where does it say that?": "Here it stands, word for word:", "source?": "Here it stands", "哪里说的？": "Here it stands",
		"are you sure?": "This is all that it rests on", "你确定吗？": "This is all that it rests on", "Wo steht das?": "Here it stands",
		"who says that?": "Who says it, if anybody does", "is that right?": "This is all that it rests on", // nobody else said anything
	} {
		ts := h.say(h.ann, general, h.mention(words), root)
		h.ended(general, ts)
		replies := h.replies(general, root)
		got := shown(replies[len(replies)-1])
		if !strings.HasPrefix(got, lead) && !strings.Contains(got, lead) || !strings.Contains(got, "The lighthouse of Brannoc was lit in 1823.") ||
			!strings.Contains(got, "by two brothers from the mainland") {
			t.Errorf("%s: %s", words, got)
		}
	}
	if n := len(server.Requests()) - before; n > 0 {
		t.Errorf("the model was asked %d times", n)
	}
	ts := h.say(h.ann, general, h.mention("who says that?"), "") // there is no reply above
	h.ended(general, ts)
	if got := h.texts(general, ts); len(got) != 1 || !strings.HasPrefix(got[0], "Give me a link") {
		t.Errorf("with nothing above: %q", got)
	}
}

// The same below it in a direct message; and what a reader has struck is not shown again.
func TestWhatADirectReplyRestsOn(t *testing.T) {
	h := newFullHouse(t)
	ask := func(text string) slack.Message {
		ts := h.say(h.ann, annDM, text, "")
		h.ended(annDM, ts)
		return h.replies(annDM, ts)[0]
	}
	ask(h.pages.URL + "/lighthouse How many steps does the keeper climb?")
	if got := shown(ask("are you sure?")); !strings.Contains(got, "two hundred and four") || !strings.Contains(got, "This is all that it rests on") {
		t.Errorf("it shows %s", got)
	}
}

// Without a model nothing is translated, and the reply says so.
func TestUntranslated(t *testing.T) {
	h := newFullHouse(t)
	for words, want := range map[string]bool{"in Chinese": true, "translate to German": true, "in English": false, "": false} {
		ts := h.say(h.ann, general, h.mention(h.pages.URL+"/lighthouse "+words), "")
		h.ended(general, ts)
		got := shown(h.replies(general, ts)[0])
		if said := strings.Contains(got, "can't translate") || strings.Contains(got, "我无法翻译"); said != want || !strings.Contains(got, "lighthouse") {
			t.Errorf("%q: %s", words, got)
		}
	}
}

// A message that is deleted while its reply is on the way takes it along all the same.
func TestDeletedWhileItIsPosted(t *testing.T) {
	h := newFullHouse(t)
	h.fault(map[string]any{"kind": "hold", "method": "chat.postMessage", "when": "after"})
	ts := h.say(h.ann, general, h.mention(h.pages.URL+"/lighthouse"), "")
	h.until("the reply to stand there", func() bool { return len(h.replies(general, ts)) == 1 })
	h.control("delete", map[string]any{"user": "ann", "channel": general, "ts": ts})
	if state := h.ended(general, ts); state != store.Cancelled {
		t.Errorf("the request is %s", state)
	}
	h.clearFaults()
	h.within(2*patience, "the reply to go", func() bool { return len(h.replies(general, ts)) == 0 })
	h.settled()
}

// Where a thread has a document and people have talked, the document is meant, and a button leads to the discussion: for who
// asked in the reply's place, for others beside it.
func TestDiscussionIsAButtonAway(t *testing.T) {
	t.Parallel()
	h := newFullHouse(t)
	root := h.say(h.ann, general, "Read this: "+h.pages.URL+"/lighthouse", "")
	h.say(h.carol, general, "The bakery of Brannoc opens at five o'clock, so let us meet there.", root)
	ts := h.say(h.ann, general, h.mention("summary please"), root)
	h.ended(general, ts)
	reply := h.replies(general, root)[0]
	if !strings.Contains(reply.Text, "lighthouse") || !hasButton(reply, actionTalk) {
		t.Fatalf("the reply is %q, with %+v", reply.Text, reply.Blocks)
	}
	press := func(who string) {
		h.control("action", map[string]any{"user": who, "channel": general, "ts": reply.Timestamp, "action_id": actionTalk})
	}
	press("bob")
	h.until("the discussion, privately", func() bool { return strings.Contains(strings.Join(h.whispers(general), "\n"), "five o'clock") })
	press("ann")
	h.until("the discussion in its place", func() bool {
		got := h.replies(general, root)
		return len(got) == 1 && got[0].Timestamp == reply.Timestamp && strings.Contains(got[0].Text, "five o'clock") && !hasButton(got[0], actionTalk)
	})
}
