package bot

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/store"
)

// command is a slash command of a person in general, and waits for the private line that it is to bring.
func (h *house) command(who, text, line string) {
	h.t.Helper()
	h.control("command", map[string]any{"user": who, "channel": "general", "command": "/footnote", "text": text})
	h.until("the line "+line, func() bool {
		return slices.ContainsFunc(h.whispers(general), func(said string) bool { return strings.Contains(said, line) })
	})
}

// kept is the key of a request of which its reply is still stored.
func (h *house) kept(ts string) bool {
	_, err := h.store.Reply(h.t.Context(), "T0PLAYGRND", messageKey("T0PLAYGRND", general, ts))
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		h.t.Fatal(err)
	}
	return err == nil
}

func TestWhatIsForgottenGoesFromSlackAndFromTheDatabase(t *testing.T) {
	h := newHouse(t, nil)
	bob := h.client("bob")
	ask := func(who *slack.Client) string {
		ts := h.say(who, general, h.mention(h.pages.URL+"/lighthouse How many steps are there?"), "")
		h.ended(general, ts)
		return ts
	}
	left := func(want bool, ts string) {
		t.Helper()
		if stored, stands := h.kept(ts), len(h.replies(general, ts)) == 1; stored != want || stands != want {
			t.Errorf("the reply is stored: %t, stands in Slack: %t; want both %t", stored, stands, want)
		}
	}
	anns, bobs := ask(h.ann), ask(bob)
	h.command("bob", "forget", "/footnote forget me") // the help: nothing is forgotten by a slip of the hand
	h.command("bob", "forget workspace", "只有本工作区的管理员")
	h.command("carol", "forget channel", "Only full members")
	h.command("bob", "forget https://elsewhere.example/archives/C0GENERAL1/p1", "本频道里一个消息列")
	left(true, anns)
	left(true, bobs)

	h.command("bob", "forget me", "文字：0，回复：1")
	left(true, anns)
	left(false, bobs)

	other := ask(bob)
	h.command("bob", fmt.Sprintf("forget %s/archives/%s/p%s", h.bot.self.TeamURL, general, strings.ReplaceAll(anns, ".", "")), "文字：0，回复：1，摘要：0")
	h.until("the thread to be forgotten", func() bool { return !h.kept(anns) })
	left(false, anns)
	left(true, other)

	anns = ask(h.ann)
	h.command("ann", "forget workspace", "Forgotten. Texts: 1, replies: 2")
	left(false, anns)
	left(false, other)
}

func TestAnUninstalledAppForgets(t *testing.T) {
	h := newHouse(t, nil)
	ts := h.say(h.ann, general, h.mention(h.pages.URL+"/lighthouse"), "")
	h.ended(general, ts)
	event := func(id, inner string) {
		payload := fmt.Sprintf(`{"team_id":"T0PLAYGRND","event_id":%q,"event":%s}`, id, inner)
		if _, err := h.bot.Accept(t.Context(), Envelope{Type: EventEnvelope, Payload: json.RawMessage(payload)}); err != nil {
			t.Fatal(err)
		}
	}
	event("Ev1", `{"type":"tokens_revoked","tokens":{"oauth":["U1"],"bot":[]}}`) // of a person alone
	if !h.kept(ts) {
		t.Error("a person's token was revoked, and the reply is gone")
	}
	event("Ev2", `{"type":"tokens_revoked","tokens":{"oauth":[],"bot":["U0FOOTNOTE"]}}`)
	event("Ev3", `{"type":"app_uninstalled"}`)
	h.until("the reply to be forgotten", func() bool { return !h.kept(ts) })
	if len(h.replies(general, ts)) != 1 {
		t.Error("our messages were touched without a token")
	}
}
