package bot

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/digest"
	"github.com/footnote-bot/footnote/store"
)

// linksSince are the links that a digest would hold, with their messages, and how far it would come.
func (h *house) linksSince(covered string) (map[string]digest.Share, string) {
	h.t.Helper()
	w := &gathering{Made: h.bot.now(), Seen: store.Seen{Message: covered}}
	links, _, err := h.bot.digestLinks(h.t.Context(), Ask{Team: "T0PLAYGRND", Channel: general}, store.Digest{Covered: covered, Takes: takesLinks}, messageTime(covered), w)
	must(h.t, err)
	found := map[string]digest.Share{}
	for _, l := range links {
		if _, twice := found[l.URL]; twice {
			h.t.Errorf("%s is held twice", l.URL)
		}
		found[l.URL] = *l.Share
	}
	return found, w.Seen.Message
}

// A digest holds the links of messages, of replies in threads, old threads among them, of other apps and of what was
// forwarded, each once; the next one begins where it ended.
func TestDigestHoldsEveryLink(t *testing.T) {
	h := newFullHouse(t)
	post := func(who *slack.Client, options ...slack.MsgOption) (ts string) {
		t.Helper()
		_, ts, err := who.PostMessage(general, options...)
		must(t, err)
		return ts
	}
	text := func(s string) slack.MsgOption { return slack.MsgOptionText(s, false) }
	page := func(n int) string { return fmt.Sprintf("https://paper.example/%d", n) }
	old := h.say(h.ann, general, "Old: "+page(0), "")
	held, covered := h.linksSince(slackTime(h.bot.now().Add(-time.Hour)))
	if len(held) != 1 || held[page(0)].At != old || covered != old {
		t.Fatalf("held %v up to %s", held, covered)
	}

	first := h.say(h.ann, general, "New: "+page(1), "")
	reply := h.say(h.client("bob"), general, "And: "+page(2), first)
	late := h.say(h.client("bob"), general, "To the old one: "+page(3), old)
	post(h.client("herald"), text("News"), slack.MsgOptionAttachments(slack.Attachment{Title: "Paper", TitleLink: page(4)}))
	post(h.ann, text("Forwarded"), slack.MsgOptionAttachments(slack.Attachment{IsShare: true, Text: "Read <" + page(5) + ">"}))
	post(h.ann, text("Also here: "+page(6)), slack.MsgOptionTS(first), slack.MsgOptionBroadcast())
	app := post(h.client("herald"), text("In a thread"), slack.MsgOptionTS(old), slack.MsgOptionAttachments(slack.Attachment{Title: "Paper", TitleLink: page(7)}))
	held, next := h.linksSince(covered)
	for n := 1; n <= 7; n++ {
		if _, ok := held[page(n)]; !ok {
			t.Errorf("%s is not held", page(n))
		}
	}
	if len(held) != 7 || next != app {
		t.Errorf("held %v up to %s, want 7 up to %s", held, next, app)
	}
	if s := held[page(2)]; s.At != reply || s.Thread != first {
		t.Errorf("the reply is %+v", s)
	}
	if s := held[page(3)]; s.At != late || s.Thread != old {
		t.Errorf("the reply to the old message is %+v", s)
	}
	if again, _ := h.linksSince(next); len(again) != 0 {
		t.Errorf("held again: %v", again)
	}
}

// everything is all that a database holds, as text.
func everything(t *testing.T, dsn string) string {
	t.Helper()
	db, err := sql.Open("sqlite", dsn)
	must(t, err)
	defer db.Close()
	var tables []string
	rows, err := db.QueryContext(t.Context(), `select name from sqlite_master where type = 'table'`)
	must(t, err)
	for rows.Next() {
		var name string
		must(t, rows.Scan(&name))
		tables = append(tables, name)
	}
	must(t, rows.Err())
	var b strings.Builder
	for _, table := range tables {
		rows, err := db.QueryContext(t.Context(), `select * from "`+table+`"`)
		must(t, err)
		columns, err := rows.Columns()
		must(t, err)
		for rows.Next() {
			cells := make([]any, len(columns))
			for i := range cells {
				cells[i] = new([]byte)
			}
			must(t, rows.Scan(cells...))
			fmt.Fprintf(&b, "%s:", table)
			for _, c := range cells {
				if c, ok := c.(*[]byte); ok {
					fmt.Fprintf(&b, " %s", *c)
				}
			}
			b.WriteString("\n")
		}
		must(t, rows.Err())
	}
	return b.String()
}

// Of the messages that a digest reads nothing is kept but links, times and who shared them; of who shares none, nothing.
func TestWhatADigestKeeps(t *testing.T) {
	h := newFullHouse(t)
	link := h.pages.URL + "/lighthouse"
	root := h.say(h.ann, general, "Marmalade and a page: "+link, "")
	h.say(h.client("bob"), general, "Gooseberries, too: "+h.pages.URL+"/long", root)
	h.say(h.carol, general, "Rhubarb.", "")
	_, _, err := h.client("herald").PostMessage(general, slack.MsgOptionText("Quinces", false), slack.MsgOptionAttachments(slack.Attachment{
		Title: "Damsons", TitleLink: h.pages.URL + "/lighthouse?2", Text: "Medlars",
	}))
	must(t, err)
	h.control("command", map[string]any{"user": "ann", "channel": "general", "command": "/footnote", "text": "digest now"})
	h.until("the digest", func() bool { return len(h.roots(general)) == 1 })
	h.settled()
	kept := everything(t, h.dsn)
	for _, want := range []string{link, root, "U0ANN00001", "U0BOB00001"} {
		if !strings.Contains(kept, want) {
			t.Errorf("%s is not kept: there is nothing to look into", want)
		}
	}
	words := []string{"Marmalade", "Gooseberries", "Rhubarb", "Quinces", "Damsons", "Medlars", "Ann Miller", "Bob Chen", "Novak", "U0CAROL001"}
	for line := range strings.Lines(kept) {
		if i := slices.IndexFunc(words, func(w string) bool { return strings.Contains(line, w) }); i >= 0 {
			t.Errorf("%s is kept: %.300s", words[i], line)
		}
	}
}

// A digest belongs to its channel: it comes also where who set it has left and is forgotten, and others may halt it.
func TestDigestOutlivesItsMaker(t *testing.T) {
	h := newFullHouse(t)
	bob := h.client("bob")
	h.command("bob", "digest 每4小时", "每 4 小时")
	h.command("bob", "forget me", "文字：0，回复：0，摘要：0")
	_, err := bob.LeaveConversation(general)
	must(t, err)
	h.say(h.ann, general, h.pages.URL+"/lighthouse", "")
	h.forward(4 * time.Hour)
	h.until("the digest", func() bool { return len(h.roots(general)) == 1 })
	h.command("ann", "digest pause", "is paused")
	all, err := h.store.Digests(t.Context(), "T0PLAYGRND", general)
	must(t, err)
	if len(all) != 1 || all[0].Maker != "" || all[0].State != store.DigestPaused {
		t.Errorf("digests: %+v, want one, paused, nobody's", all)
	}
}

// Slack tells that a channel is shared with another company now: its digest pauses before it is due.
func TestSharedChannelPausesAtOnce(t *testing.T) {
	h := newFullHouse(t)
	h.command("ann", "digest daily 09:00", "daily at 09:00")
	h.control("share", map[string]any{"channel": "general"})
	h.until("the digest is paused", func() bool {
		d, err := h.store.Digest(t.Context(), "T0PLAYGRND", general, 1)
		must(t, err)
		return d.State == store.DigestPaused && d.Why == string(digestStopShared)
	})
}
