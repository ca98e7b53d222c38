package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/footnote-bot/footnote/model/modeltest"
)

// What people can do with a channel's digests: see one alone, have one at once, pause, resume, edit, end it.
func TestDigestControls(t *testing.T) {
	t.Parallel()
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
	h.settled(h.env["DATABASE_URL"]) // or the next one answers once more
	bot.kill()                       // the next one starts with the clock as it is
	h.at(nine.Add(time.Minute))
	h.serve()
	h.slash("ann", "digest resume", "goes on. The next one: Wed 10 Mar, 09:00")
	h.digest(t, channel, 1)

	h.press("ann", channel, now.Timestamp, "footnote_digest_edit")
	view := h.openModal(idOf["ann"])
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
	t.Parallel()
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

// A channel that takes no digests any more pauses its own, and who set it is told once, whether the program hears of it as
// it happens, or finds out when the digest is due, or was not there when it happened.
func TestDigestPausesItself(t *testing.T) {
	t.Parallel()
	h, news := newHouse(t), newNewsroom(t)
	nine, channel := morning(t), h.channel("news")
	h.at(nine.Add(-time.Hour))
	bot := h.serve()
	h.slash("ann", "digest daily 09:00", "daily at 09:00")
	h.say(h.bob, channel, news.URL+"/harbour", "")
	dm := h.dm(h.ann)
	told := func(why string) (n int) {
		for _, m := range h.history(dm) {
			if m.User == h.bot && strings.Contains(m.Text, why) && strings.Contains(m.Text, "I have paused a digest that you set up") {
				n++
			}
		}
		return n
	}
	paused := func(why string) {
		t.Helper()
		h.until("Ann to be told: "+why, func() bool { return told(why) == 1 })
		h.slash("ann", "digests", "paused", why)
	}

	h.post("share", map[string]any{"channel": "news"})
	h.at(nine.Add(time.Second))
	paused("is now shared with another company")
	h.post("share", map[string]any{"channel": "news", "shared": "no"})
	h.at(nine.Add(time.Hour)) // what Slack said of the channel is old
	h.slash("ann", "digest resume", "goes on. The next one: Wed 10 Mar, 09:00")

	if err := h.ann.KickUserFromConversation(channel, h.bot); err != nil {
		t.Fatal(err)
	}
	paused("I am no longer in")
	if _, err := h.ann.InviteUsersToConversation(channel, h.bot); err != nil {
		t.Fatal(err)
	}
	h.at(nine.Add(2 * time.Hour))
	h.slash("ann", "digest resume", "goes on")

	h.settled(h.env["DATABASE_URL"])
	bot.kill()
	if err := h.ann.ArchiveConversation(channel); err != nil {
		t.Fatal(err)
	}
	h.at(nine.AddDate(0, 0, 1).Add(time.Hour))
	bot = h.serve()
	paused("is archived")
	h.settled(h.env["DATABASE_URL"])
	bot.kill()
	h.at(nine.AddDate(0, 0, 3))
	h.serve()
	paused("is archived") // and not told again
	for _, why := range []string{"shared with another company", "no longer in", "is archived"} {
		if n := told(why); n != 1 {
			t.Errorf("told %d times: %s", n, why)
		}
	}
	for _, m := range h.history(channel) {
		if strings.Contains(m.Text, harbourTitle) {
			t.Errorf("a digest was posted: %s", m.Text)
		}
	}
}

// Thirty links and a model: its calls are made side by side, eight at a time, and what it is not asked about is quoted.
func TestThirtyLinksWithAModel(t *testing.T) {
	t.Parallel()
	h, news := newHouse(t), newNewsroom(t)
	const atOnce = 8
	var mu sync.Mutex
	calls, together := 0, make(chan struct{})
	_, base := modeltest.Start(t, func(r modeltest.Request) modeltest.Reply {
		mu.Lock()
		if calls++; calls == atOnce {
			close(together)
		}
		mu.Unlock()
		<-together // a program that asks one after the other waits here for ever
		return modeltest.Reply{Text: claims("The ferry sails every morning.", r.Find("sails from Port Ellery"))}
	})
	h.serve("OPENAI_BASE_URL="+base, "OPENAI_MODEL=slow", "FOOTNOTE_SECOND_READING=false")
	channel := h.channel("news")
	for n := range 30 {
		h.say(h.bob, channel, fmt.Sprintf("%s/story/%d", news.URL, 100+n), "")
	}
	h.post("command", map[string]any{"user": "ann", "channel": "news", "command": "/footnote", "text": "digest now"})
	h.digest(t, channel, 1, "20 reads in #news", "10 more links not looked at", "The ferry sails every morning.")
}

// Each command that shows, sets, halts and ends digests, as it is typed in English and in Chinese, is answered in the words
// of who gives it; the modal is in their words, too; and doctor names the next run of each.
func TestDigestCommandsInBothLanguages(t *testing.T) {
	t.Parallel()
	h, news := newHouse(t), newNewsroom(t)
	nine, channel := morning(t), h.channel("news")
	h.at(nine.Add(-time.Hour))
	h.serve()
	h.say(h.bob, channel, news.URL+"/harbour", "")
	type typed struct {
		command string
		answer  []string // nil: it is posted
	}
	walk := func(user string, posted int, steps []typed) {
		t.Helper()
		for _, s := range steps {
			if s.answer == nil {
				h.post("command", map[string]any{"user": user, "channel": "news", "command": "/footnote", "text": s.command})
				posted++
				h.digest(t, channel, posted)
				continue
			}
			h.slash(user, s.command, s.answer...)
		}
	}
	walk("ann", 0, []typed{
		{"digest list", []string{"There is no digest here"}},
		{"digest daily 09:00", []string{"daily at 09:00 (America/New_York). The next one: Tue 9 Mar, 09:00"}},
		{"digest add weekdays 8:30 Europe/London", []string{"on weekdays at 08:30 (Europe/London)", "This channel also has:"}},
		{"digest add weekly Mon 09:00", []string{"every Monday at 09:00"}},
		{"digest add every 4h", []string{"every 4 hours"}},
		{"digest daily 09:00 quiet line", []string{"When there is nothing new it says so in one line."}},
		{"digest daily 09:00 links only", []string{"It takes the links that are shared here, no feeds."}},
		{"digest preview 1", []string{"A preview, for you alone", harbourTitle}},
		{"digest now 1", nil},
		{"digest now 1", []string{"A digest was posted here just now"}},
		{"digest pause 1", []string{"daily at 09:00 is paused"}},
		{"digest resume 1", []string{"goes on. The next one: Tue 9 Mar, 09:00"}},
		{"digests", []string{"<#" + channel + ">", "daily at 09:00 (America/New_York) · next Tue 9 Mar, 09:00", "(Europe/London) · next Wed 10 Mar, 03:30", "every Monday at 09:00", "every 4 hours"}},
		{"digest off", []string{"This channel has several digests: name the number"}},
		{"digest off 2", []string{"on weekdays at 08:30 has ended"}},
		{"digest off 3", []string{"has ended"}},
		{"digest off 4", []string{"has ended"}},
	})
	doctor := exec.Command(binary, "doctor")
	doctor.Dir = t.TempDir()
	doctor.Env = []string{"PATH=" + os.Getenv("PATH")}
	for name, value := range h.env {
		doctor.Env = append(doctor.Env, name+"="+value)
	}
	said, _ := doctor.CombinedOutput() // that other checks fail here says nothing
	if line := "#news daily 09:00 America/New_York, next Tue 9 Mar 09:00"; !strings.Contains(string(said), line) || strings.Contains(string(said), "every 4h") {
		t.Errorf("%q alone is not what doctor says of digests:\n%s", line, said)
	}
	h.slash("ann", "digest off", "has ended")

	walk("bob", 1, []typed{
		{"digest 列表", []string{"这里还没有摘要"}},
		{"digest 每天 9:00", []string{"每天 09:00（Asia/Shanghai）。下一次：3月10日（周三）09:00"}},
		{"digest 添加 工作日 8:30 Europe/London", []string{"工作日 08:30（Europe/London）", "本频道还有："}},
		{"digest 添加 每周一 09:00", []string{"每周一 09:00"}},
		{"digest 添加 每4小时", []string{"每 4 小时"}},
		{"digest 每天 9:00 没有也说", []string{"没有新内容时发一行说明"}},
		{"digest 每天 9:00 只要链接", []string{"只收这里分享的链接"}},
		{"digest 预览 5", []string{"预览，只有你能看到", harbourTitle}},
		{"digest 现在 5", nil},
		{"digest 立即 5", []string{"刚刚已经发过一份摘要"}},
		{"digest 暂停 5", []string{"摘要（每天 09:00）已暂停"}},
		{"digest 恢复 5", []string{"已恢复。下一次：3月10日（周三）09:00"}},
		{"digests", []string{"本频道的摘要", "每天 09:00", "下一次 3月10日（周三）09:00", "工作日 08:30"}},
		{"digest 关闭", []string{"本频道有几份摘要：请写明编号"}},
		{"digest 关闭 6", []string{"摘要（工作日 08:30）已关闭"}},
		{"digest 停止 7", []string{"已关闭"}},
		{"digest 关闭 8", []string{"已关闭"}},
	})
	h.press("bob", channel, h.digests(channel)[1].Timestamp, "footnote_digest_edit")
	view := h.openModal(idOf["bob"])
	h.post("view", map[string]any{"user": "bob", "view_id": view, "values": map[string]any{
		"when": map[string]any{"when": "weekly"}, "day": map[string]any{"day": "Thu"}, "time": map[string]any{"time": "10:30"},
	}})
	h.settled(h.env["DATABASE_URL"])
	h.slash("bob", "digests", "每周四 10:30")
	h.slash("bob", "digest 关闭", "摘要（每周四 10:30）已关闭")
}
