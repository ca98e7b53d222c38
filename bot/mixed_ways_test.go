package bot

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"
)

const (
	climbs = "How many steps does the keeper climb?"
	steps4 = "two hundred and four"
)

func (m *mixed) expect(channel, thread, ts string, replies int, says string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.want[[2]string{channel, thread}] = expected{replies: replies, says: says, ts: ts}
}

// says posts a message that asks for one reply.
func (m *mixed) says(channel, text, says string) string {
	ts := m.say(m.ann, channel, text, "")
	m.expect(channel, ts, ts, 1, says)
	return ts
}

func (m *mixed) mentions(_ int, channel string) {
	ts := m.says(channel, m.mention(m.page), "Brannoc")
	if channel == general {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.asked = append(m.asked, ts)
	}
}

func (m *mixed) asks(_ int, channel string) { m.says(channel, m.mention(m.page+" "+climbs), steps4) }

func (m *mixed) asksBelow(_ int, channel string) {
	root := m.say(m.ann, channel, "Read this: "+m.page, "")
	m.expect(channel, root, m.say(m.ann, channel, m.mention(climbs), root), 1, steps4)
}

func (m *mixed) asksInVain(i int, channel string) {
	m.says(channel, m.mention(fmt.Sprintf("http://192.168.77.1/%d", i)), "not on the public internet")
}

func (m *mixed) pastes(_ int, channel string) {
	m.says(channel, m.mention(strings.Repeat(bakery+"\n", 4)), "five o'clock")
}

func (m *mixed) writes(_ int, _ string) { m.says(annDM, m.page+" "+climbs, steps4) }

func (m *mixed) thanks(_ int, channel string) {
	m.expect(channel, m.say(m.ann, channel, m.mention("thanks!"), ""), "", 0, "")
}

func (m *mixed) commands(_ int, channel string) {
	m.does("command", map[string]any{"user": "ann", "channel": channel, "command": "/footnote", "text": m.page})
}

func (m *mixed) shortcuts(i int, channel string) {
	ts := m.say(m.ann, channel, fmt.Sprintf("Worth reading (%d): %s", i, m.page), "")
	m.does("shortcut", map[string]any{"user": "ann", "channel": channel, "ts": ts, "callback_id": shortcutSummarize})
	m.mu.Lock()
	defer m.mu.Unlock()
	m.want[[2]string{channel, ts}] = expected{says: "Brannoc", counted: true}
}

func (m *mixed) reacts(i int, channel string) {
	ts := m.say(m.ann, channel, fmt.Sprintf("Worth a look (%d): %s", i, m.page), "")
	m.control("reaction", map[string]any{"user": "bob", "channel": channel, "ts": ts, "name": "bookmark_tabs"})
	m.expect(channel, ts, "", 1, "Brannoc")
}

func (m *mixed) shares(i int, _ string) {
	ts := m.say(m.ann, random, fmt.Sprintf("Long: %s/long/%d", m.pages.URL, i), "")
	m.expect(random, ts, "", -1, "") // so many a day
}

func (m *mixed) edits(_ int, channel string) {
	ts := m.says(channel, m.mention(m.page+" "+climbs), "1823")
	m.accepted(channel, ts)
	m.edit(channel, ts, m.mention(m.page+"?again When was the lighthouse lit for the first time?"))
}

func (m *mixed) deletes(_ int, channel string) {
	ts := m.say(m.ann, channel, m.mention(m.page+" "+climbs), "")
	m.expect(channel, ts, "", 0, "")
	m.accepted(channel, ts)
	m.deleted.Store(ts, true)
	m.control("delete", map[string]any{"user": "ann", "channel": channel, "ts": ts})
}

func (m *mixed) sends(i int, channel string) {
	var posted struct{ TS string }
	m.controlled("message", map[string]any{
		"user": "ann", "channel": channel, "text": m.mention(climbs),
		"files": []any{map[string]any{"name": fmt.Sprintf("lighthouse-%d.html", i), "content": lighthouse}},
	}, &posted)
	m.expect(channel, posted.TS, posted.TS, 1, steps4)
}

// presses has a reply that is there made longer: for who asked in its place, for others beside it.
func (m *mixed) presses(i int, _ string) {
	m.mu.Lock()
	asked := ""
	if len(m.asked) > 0 {
		asked = m.asked[i%len(m.asked)]
	}
	m.mu.Unlock()
	if asked == "" {
		return
	}
	m.answered(general, asked)
	who := []string{"ann", "bob"}[i%2]
	m.soon("the press to be taken", func() bool {
		reply := m.replies(general, asked)[0]
		return !hasButton(reply, actionLonger) || // somebody was faster
			m.tries("action", map[string]any{"user": who, "channel": general, "ts": reply.Timestamp, "action_id": actionLonger})
	})
}

func hasButton(m slack.Message, action string) bool {
	for _, b := range m.Blocks.BlockSet {
		row, ok := b.(*slack.ActionBlock)
		if ok && slices.ContainsFunc(row.Elements.ElementSet, func(e slack.BlockElement) bool {
			button, ok := e.(*slack.ButtonBlockElement)
			return ok && button.ActionID == action
		}) {
			return true
		}
	}
	return false
}

// sets something in a modal, which is opened until Slack shows it.
func (m *mixed) sets(_ int, _ string) {
	m.modal.Lock()
	defer m.modal.Unlock()
	m.soon("settings to be sent", func() bool {
		m.does("command", map[string]any{"user": "ann", "channel": general, "command": "/footnote", "text": "settings"})
		id := ""
		for began := time.Now(); id == "" && time.Since(began) < time.Second; { // where Slack failed, it is not opened
			id, _, _ = m.opened(ann)
		}
		style := map[string]any{ruleStyle: map[string]any{ruleStyle: "standard"}}
		return id != "" && m.tries("view", map[string]any{"user": "ann", "view_id": id, "values": style})
	})
}

// soon waits for something that stands behind much else.
func (m *mixed) soon(what string, so func() bool) {
	m.t.Helper()
	m.within(4*patience, what, so)
}

// does what Slack does not do again by itself, until the app has taken it.
func (m *mixed) does(route string, body map[string]any) {
	m.soon("the "+route+" to be taken", func() bool { return m.tries(route, body) })
}

// tries to do something, and reports whether the app has taken it.
func (m *mixed) tries(route string, body map[string]any) bool {
	data, err := json.Marshal(body)
	must(m.t, err)
	resp, err := http.Post(m.url+"/playground/api/"+route, "application/json", bytes.NewReader(data))
	must(m.t, err)
	defer resp.Body.Close()
	var answer struct{ OK bool }
	return json.NewDecoder(resp.Body).Decode(&answer) == nil && answer.OK
}

// accepted waits until a message's request is stored: nobody edits what has not been read.
func (m *mixed) accepted(channel, ts string) {
	m.soon("the request of "+ts, func() bool {
		_, err := m.store.Request(m.t.Context(), messageKey(team, channel, ts))
		return err == nil
	})
}
