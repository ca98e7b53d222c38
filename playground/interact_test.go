package playground_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"github.com/footnote-bot/footnote/playground"
)

// private are the ephemeral texts of a conversation, with who sees them.
func (h *house) private(channel string) []string {
	h.t.Helper()
	var out []string
	for _, m := range channelState(h, channel)["ephemeral"].([]any) {
		m, _ := m.(map[string]any)
		out = append(out, m["for"].(string)+": "+m["text"].(string))
	}
	return out
}

func TestCommandIsAnsweredPrivately(t *testing.T) {
	h := open(t, playground.Config{})
	urls := make(chan string, 1)
	h.listen(func(r socketmode.Request) (any, bool) {
		if r.Type != "slash_commands" {
			return nil, true
		}
		var command slack.SlashCommand
		if err := json.Unmarshal(r.Payload, &command); err != nil {
			t.Error(err)
		}
		if command.Command != "/footnote" || command.Text != "https://a.example why" || command.UserID != annID || command.ChannelID != general {
			t.Errorf("command = %+v", command)
		}
		urls <- command.ResponseURL
		return map[string]any{"text": "on it"}, true
	})
	a := h.control("POST", "command", map[string]any{"user": "ann", "channel": "general", "command": "/footnote", "text": "https://a.example why"})
	if a["ok"] != true || a["response"].(map[string]any)["text"] != "on it" {
		t.Errorf("answer = %v", a)
	}
	if got := h.private(general); len(got) != 1 || got[0] != annID+": on it" {
		t.Errorf("private messages = %q", got)
	}
	_, _, err := h.bot.PostMessageContext(t.Context(), general, slack.MsgOptionText("done", false), slack.MsgOptionResponseURL(<-urls, slack.ResponseTypeInChannel))
	if err != nil {
		t.Fatal(err)
	}
	if got := h.texts(); len(got) != 1 || got[0] != "done" {
		t.Errorf("messages = %q", got)
	}
}

func TestUnansweredCommandFails(t *testing.T) {
	h := open(t, playground.Config{AckTimeout: time.Millisecond})
	a := h.control("POST", "command", map[string]any{"user": "bob", "channel": "news", "command": "/footnote"})
	if a["ok"] != false || a["error"] != "operation_timeout" || len(h.private(news)) != 1 {
		t.Errorf("answer = %v, private = %q", a, h.private(news))
	}
}

func respond(t *testing.T, address string, body map[string]any) int {
	t.Helper()
	data, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address, bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return fetch(t, r).status
}

func TestButton(t *testing.T) {
	var clock clock
	h := open(t, playground.Config{Now: clock.now})
	got := make(chan slack.InteractionCallback, 1)
	h.listen(func(r socketmode.Request) (any, bool) {
		var call slack.InteractionCallback
		if r.Type == "interactive" {
			if err := json.Unmarshal(r.Payload, &call); err != nil {
				t.Error(err)
			}
			got <- call
		}
		return nil, true
	})
	ts := h.say(h.bot, general, "reply", slack.MsgOptionBlocks(slack.NewActionBlock("row",
		slack.NewButtonBlockElement("longer", "v1", slack.NewTextBlockObject("plain_text", "Longer", false, false)))))
	press := func() slack.InteractionCallback {
		t.Helper()
		if a := h.control("POST", "action", map[string]any{"user": "bob", "channel": "general", "ts": ts, "action_id": "longer"}); a["ok"] != true {
			t.Fatalf("press: %v", a)
		}
		return await(t, got, "the click")
	}
	call := press()
	action := call.ActionCallback.BlockActions[0]
	if call.User.ID != bobID || call.Container.MessageTs != ts || call.Message.Text != "reply" || action.Value != "v1" || action.BlockID != "row" {
		t.Errorf("click = %+v %+v", call, action)
	}
	for i := range 6 {
		want := http.StatusOK
		if i == 5 {
			want = http.StatusNotFound
		}
		if status := respond(t, call.ResponseURL, map[string]any{"text": "again", "replace_original": true}); status != want {
			t.Errorf("use %d of the response address: %d, want %d", i+1, status, want)
		}
	}
	if texts := h.texts(); len(texts) != 1 || texts[0] != "again" {
		t.Errorf("messages = %q", texts)
	}
	if a := h.control("POST", "action", map[string]any{"user": "bob", "channel": "general", "ts": ts, "action_id": "longer"}); a["error"] != "action_not_found" {
		t.Errorf("the button is gone, yet: %v", a)
	}
	late := h.control("POST", "shortcut", map[string]any{"user": "ann", "channel": "general", "ts": ts, "callback_id": "summarize"})
	call = await(t, got, "the shortcut")
	if late["ok"] != true || call.Type != slack.InteractionTypeMessageAction || call.CallbackID != "summarize" || call.Message.Timestamp != ts {
		t.Errorf("shortcut = %+v", call)
	}
	clock.forward(30*time.Minute + time.Second)
	if status := respond(t, call.ResponseURL, map[string]any{"text": "late"}); status != http.StatusNotFound {
		t.Errorf("after half an hour: %d", status)
	}
}

func modal(callback string) slack.ModalViewRequest {
	text := func(s string) *slack.TextBlockObject { return slack.NewTextBlockObject("plain_text", s, false, false) }
	input := slack.NewInputBlock("question", text("Question"), nil, slack.NewPlainTextInputBlockElement(nil, "typed"))
	return slack.ModalViewRequest{Type: slack.VTModal, Title: text("Ask"), Submit: text("Send"), CallbackID: callback, Blocks: slack.Blocks{BlockSet: []slack.Block{input}}}
}

func TestModal(t *testing.T) {
	var clock clock
	h := open(t, playground.Config{Now: clock.now})
	triggers, submissions := make(chan string, 1), make(chan slack.InteractionCallback, 1)
	h.listen(func(r socketmode.Request) (any, bool) {
		var call slack.InteractionCallback
		if r.Type != "interactive" {
			return nil, true
		}
		if err := json.Unmarshal(r.Payload, &call); err != nil {
			t.Error(err)
		}
		if call.Type == slack.InteractionTypeViewSubmission {
			submissions <- call
			if call.View.State.Values["question"]["typed"].Value == "?" {
				return slack.NewErrorsViewSubmissionResponse(map[string]string{"question": "empty"}), true
			}
			return nil, true
		}
		triggers <- call.TriggerID
		return nil, true
	})
	ts := h.say(h.ann, general, "message")
	trigger := func() string {
		t.Helper()
		h.control("POST", "shortcut", map[string]any{"user": "ann", "channel": "general", "ts": ts, "callback_id": "x"})
		return await(t, triggers, "the trigger")
	}
	first := trigger()
	clock.forward(3*time.Second + time.Millisecond)
	if _, err := h.bot.OpenViewContext(t.Context(), first, modal("a")); code(err) != "expired_trigger_id" {
		t.Errorf("after three seconds: %v", err)
	}
	second := trigger()
	opened, err := h.bot.OpenViewContext(t.Context(), second, modal("a"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.bot.OpenViewContext(t.Context(), second, modal("a")); code(err) != "exchanged_trigger_id" {
		t.Errorf("the same trigger again: %v", err)
	}
	open := func() int {
		views, _ := h.control("GET", "state", nil)["views"].(map[string]any)
		ann, _ := views[annID].(map[string]any)
		return len(ann["modals"].([]any))
	}
	send := func(typed string) map[string]any {
		return h.control("POST", "view", map[string]any{"user": "ann", "view_id": opened.ID, "values": map[string]any{"question": map[string]any{"typed": typed}}})
	}
	if a := send(""); a["ok"] == true || a["error"] != "missing_required_input: Question" || open() != 1 {
		t.Errorf("an empty form: %v, %d open", a, open())
	}
	if a := send("?"); a["response"].(map[string]any)["response_action"] != "errors" || open() != 1 {
		t.Errorf("refused: %v, %d open", a, open())
	}
	<-submissions
	if a := send("why"); a["ok"] != true || open() != 0 {
		t.Errorf("taken: %v, %d open", a, open())
	}
	if got := (<-submissions).View.State.Values["question"]["typed"].Value; got != "why" {
		t.Errorf("typed = %q", got)
	}
	if _, err := h.bot.UpdateViewContext(t.Context(), modal("b"), "", "", opened.ID); code(err) != "not_found" {
		t.Errorf("update of a closed view: %v", err)
	}
}

func TestHome(t *testing.T) {
	h := open(t, playground.Config{})
	bot := h.listen(nil)
	view := slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: []slack.Block{slack.NewDividerBlock()}}}
	published, err := h.bot.PublishViewContext(t.Context(), slack.PublishViewContextRequest{UserID: annID, View: view})
	if err != nil {
		t.Fatal(err)
	}
	stale := "1.1"
	if _, err := h.bot.PublishViewContext(t.Context(), slack.PublishViewContextRequest{UserID: annID, View: view, Hash: &stale}); code(err) != "hash_conflict" {
		t.Errorf("with an old hash: %v", err)
	}
	if a := h.control("POST", "home", map[string]any{"user": "ann", "tab": "home"}); a["view"].(map[string]any)["id"] != published.ID {
		t.Errorf("home = %v", a)
	}
	if got := bot.next(); got.kind != "app_home_opened" || got.payload.Event["tab"] != "home" || got.payload.Event["channel"] != annDM {
		t.Errorf("heard %v", got.payload.Event)
	}
}
