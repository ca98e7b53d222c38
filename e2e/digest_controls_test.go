package e2e

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/model/modeltest"
)

// What people can do with a channel's digests: see one alone, have one at once, pause, resume, edit, end it.
func TestDigestControls(t *testing.T) {
	h, news := newHouse(t), newNewsroom(t)
	nine, channel := morning(t), h.channel("news")
	h.at(nine.Add(-time.Hour))
	bot := h.serve()
	h.slash("ann", "digest", "There is no digest here", "/footnote digest daily 09:00")
	h.slash("ann", "digest sometimes", "I do not understand when")
	h.slash("ann", "digest daily 9:00 Mars/Olympus", "I do not know that time zone")
	h.slash("ann", "digest weekdays 9am Europe/London", "on weekdays at 09:00 (Europe/London). The next one: Wed 10 Mar, 04:00")
	h.slash("ann", "digest weekly Mon 09:00", "every Monday at 09:00", "This channel also has:", "on weekdays at 09:00")
	h.slash("ann", "digest weekdays 9:00", "on weekdays at 09:00 (America/New_York). The next one: Tue 9 Mar, 09:00")
	h.slash("bob", "digest off", "几份摘要")
	h.slash("bob", "digest off 2", "每周一 09:00")

	h.say(h.bob, channel, news.URL+"/harbour", "")
	h.slash("bob", "digest preview", "预览", harbourTitle)
	if got := h.digests(channel); len(got) != 0 {
		t.Fatalf("a preview was posted: %v", got)
	}
	h.post("command", map[string]any{"user": "ann", "channel": "news", "command": "/footnote", "text": "digest now"})
	now := h.digest(t, channel, 1, "1 read in #news", harbourTitle, "Edit", "Pause")
	h.slash("bob", "digest now", "刚刚已经发过一份摘要")
	h.slash("ann", "digests", "next Tue 9 Mar, 09:00") // it has not moved

	h.say(h.bob, channel, news.URL+"/station", "")
	h.press("bob", channel, now.Timestamp, "footnote_digest_pause") // by any member
	h.settled(h.env["DATABASE_URL"])
	h.slash("ann", "digests", "paused")
	bot.kill() // the next one starts with the clock as it is
	h.at(nine.Add(time.Minute))
	h.serve()
	h.slash("ann", "digest resume", "goes on. The next one: Wed 10 Mar, 09:00")
	h.digest(t, channel, 1)

	h.press("ann", channel, now.Timestamp, "footnote_digest_edit")
	view := h.openModal("U0ANN00001")
	h.post("view", map[string]any{"user": "ann", "view_id": view, "values": map[string]any{
		"when": map[string]any{"when": "daily"}, "time": map[string]any{"time": "10:30"}, "quiet": map[string]any{"quiet": "line"},
	}})
	h.settled(h.env["DATABASE_URL"])
	h.slash("ann", "digests", "daily at 10:30")
	h.at(nine.Add(90*time.Minute + time.Second))
	h.digest(t, channel, 2, "1 read in #news since", "老车站改成图书馆")
	h.at(nine.AddDate(0, 0, 1).Add(90*time.Minute + time.Second))
	h.digest(t, channel, 3, "Nothing new in #news since yesterday")
	h.slash("ann", "digest off", "has ended")
	h.at(nine.AddDate(0, 0, 2).Add(90*time.Minute + time.Second))
	h.slash("ann", "digests", "There is no digest here")
	h.digest(t, channel, 3)
}

// openModal waits for the modal that somebody is shown.
func (h *house) openModal(user string) (id string) {
	h.t.Helper()
	h.until("a modal", func() bool {
		var s struct {
			Views map[string]struct {
				Modals []struct {
					ID string `json:"id"`
				} `json:"modals"`
			} `json:"views"`
		}
		h.get("state", &s)
		if open := s.Views[user].Modals; len(open) > 0 {
			id = open[len(open)-1].ID
		}
		return id != ""
	})
	return id
}

// A question in a digest's thread is answered from its articles, all of them.
func TestQuestionsInADigestsThread(t *testing.T) {
	h, news := newHouse(t), newNewsroom(t)
	channel := h.channel("news")
	h.serve()
	h.say(h.bob, channel, news.URL+"/harbour", "")
	for n := range 6 {
		h.say(h.bob, channel, fmt.Sprintf("%s/story/%d", news.URL, n), "")
	}
	h.post("command", map[string]any{"user": "ann", "channel": "news", "command": "/footnote", "text": "digest now"})
	digest := h.digest(t, channel, 1, "7 reads in #news", "2 more in the thread")
	h.say(h.ann, channel, h.mention("How much does the work on the wall cost?"), digest.Timestamp)
	want(t, h.reply(channel, digest.Timestamp, 3), "4.6 million pounds")
}

// A channel that takes no digests any more pauses its own, and who set it is told once.
func TestDigestPausesItself(t *testing.T) {
	h, news := newHouse(t), newNewsroom(t)
	nine, channel := morning(t), h.channel("news")
	h.at(nine.Add(-time.Hour))
	bot := h.serve()
	h.slash("ann", "digest daily 09:00", "daily at 09:00")
	h.say(h.bob, channel, news.URL+"/harbour", "")
	if err := h.ann.ArchiveConversation(channel); err != nil {
		t.Fatal(err)
	}
	dm := h.dm(h.ann)
	told := func() (n int) {
		for _, m := range h.history(dm) {
			if m.User == h.bot && strings.Contains(m.Text, "is archived") && strings.Contains(m.Text, "I have paused a digest that you set up") {
				n++
			}
		}
		return n
	}
	h.until("Ann to be told", func() bool { return told() == 1 })
	bot.kill()
	h.at(nine.Add(time.Hour))
	h.serve()
	h.slash("ann", "digests", "paused", "is archived")
	if n := told(); n != 1 {
		t.Errorf("told %d times", n)
	}
}

// Thirty links and a model that takes a second and a half: read and asked side by side they are a digest within a minute.
func TestThirtyLinksWithAModel(t *testing.T) {
	h, news := newHouse(t), newNewsroom(t)
	_, base := modeltest.Start(t, func(r modeltest.Request) modeltest.Reply {
		time.Sleep(1500 * time.Millisecond) // the model's own pace, which is what is tested
		return modeltest.Reply{Text: claims("The ferry sails every morning.", r.Find("sails from Port Ellery"))}
	})
	h.serve("OPENAI_BASE_URL="+base, "OPENAI_MODEL=slow", "FOOTNOTE_SECOND_READING=false")
	channel := h.channel("news")
	for n := range 30 {
		h.say(h.bob, channel, fmt.Sprintf("%s/story/%d", news.URL, 100+n), "")
	}
	began := time.Now()
	h.post("command", map[string]any{"user": "ann", "channel": "news", "command": "/footnote", "text": "digest now"})
	var found []slack.Message
	h.until("the digest", func() bool { found = h.digests(channel); return len(found) > 0 })
	if took := time.Since(began); took > time.Minute {
		t.Errorf("the digest took %s", took)
	}
	want(t, found[0], "20 reads in #news", "10 more links not looked at", "The ferry sails every morning.")
}

// What is said of each command that sets, halts and ends digests, in the words of who gives it.
func TestDigestCommandsInBothLanguages(t *testing.T) {
	steps := []struct{ command, english, chinese string }{
		{"digest every 4h", "every 4 hours", "每 4 小时"},
		{"digest pause", "is paused", "已暂停"},
		{"digest resume", "goes on", "已恢复"},
		{"digest add daily 09:00", "daily at 09:00", "每天 09:00"},
		{"digest off 2", "daily at 09:00 has ended", "摘要（每天 09:00）已关闭"},
		{"digest off", "has ended", "已关闭"},
	}
	for _, user := range []string{"ann", "bob"} {
		t.Run(user, func(t *testing.T) {
			h := newHouse(t)
			h.at(morning(t).Add(-time.Hour))
			h.serve()
			for _, step := range steps {
				words := step.english
				if user == "bob" {
					words = step.chinese
				}
				h.slash(user, step.command, words)
			}
		})
	}
}
