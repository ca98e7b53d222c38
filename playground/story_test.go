package playground_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/gorilla/websocket"
	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"github.com/footnote-bot/footnote/playground"
)

func TestLifeOfAChannel(t *testing.T) {
	h := open(t, playground.Config{})
	bot, ctx := h.listen(nil), t.Context()
	made, err := h.bob.CreateConversationContext(ctx, slack.CreateConversationParams{ChannelName: "reading"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.bob.CreateConversationContext(ctx, slack.CreateConversationParams{ChannelName: "reading"}); code(err) != "name_taken" {
		t.Errorf("the same name again: %v", err)
	}
	h.say(h.bob, made.ID, "nobody hears this")
	if _, err := h.bob.InviteUsersToConversationContext(ctx, made.ID, botID); err != nil {
		t.Fatal(err)
	}
	if e := bot.next(); e.kind != "member_joined_channel" || e.payload.Event["channel"] != made.ID {
		t.Errorf("heard %v", e.payload.Event)
	}
	info, err := h.bot.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: made.ID})
	if err != nil || info.Name != "reading" || info.NumMembers != 2 || !info.IsMember {
		t.Errorf("conversations.info = %+v, %v", info, err)
	}
	if err := h.bob.KickUserFromConversationContext(ctx, made.ID, botID); err != nil {
		t.Fatal(err)
	}
	if e := bot.next(); e.kind != "channel_left" {
		t.Errorf("heard %v", e.payload.Event)
	}
	if _, _, err := h.bot.PostMessageContext(ctx, made.ID, slack.MsgOptionText("x", false)); code(err) != "not_in_channel" {
		t.Errorf("posting after that: %v", err)
	}
	if _, _, _, err := h.bot.JoinConversationContext(ctx, made.ID); err != nil {
		t.Fatal(err)
	}
	if err := h.bob.ArchiveConversationContext(ctx, made.ID); err != nil {
		t.Fatal(err)
	}
	if got := bot.kinds(2); !slices.Equal(got, []string{"member_joined_channel", "channel_archive"}) {
		t.Errorf("heard %q", got)
	}
	if _, _, err := h.bot.PostMessageContext(ctx, made.ID, slack.MsgOptionText("x", false)); code(err) != "is_archived" {
		t.Errorf("posting into the archive: %v", err)
	}
	if left, err := h.bob.LeaveConversationContext(ctx, made.ID); err != nil || left {
		t.Errorf("leave = %v, %v", left, err)
	}
}

func TestPermalinks(t *testing.T) {
	h := open(t, playground.Config{})
	root := h.say(h.ann, general, "root")
	reply := h.say(h.ann, general, "reply", slack.MsgOptionTS(root))
	link := func(ts string) string {
		t.Helper()
		got, err := h.bot.GetPermalinkContext(t.Context(), &slack.PermalinkParameters{Channel: general, Ts: ts})
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimPrefix(got, h.server.URL())
	}
	if want := "archives/C0GENERAL1/p" + strings.ReplaceAll(root, ".", ""); link(root) != want {
		t.Errorf("permalink = %s, want %s", link(root), want)
	}
	if want := "?thread_ts=" + root + "&cid=C0GENERAL1"; !strings.HasSuffix(link(reply), want) {
		t.Errorf("permalink = %s, want …%s", link(reply), want)
	}
}

func TestStreamOfChunks(t *testing.T) {
	h := open(t, playground.Config{})
	ctx, root := t.Context(), h.say(h.ann, annDM, "question")
	form := func(method, more string) map[string]any {
		t.Helper()
		return h.call(h.server.BotToken(), method, "application/json", `{"channel":"`+annDM+`","thread_ts":"`+root+`"`+more+`}`)
	}
	started := form("chat.startStream", `,"chunks":[{"type":"task_update","id":"t1","title":"Reading","status":"in_progress"}]`)
	ts, _ := started["ts"].(string)
	for i, more := range []string{
		`,"chunks":[{"type":"markdown_text","text":"One. "},{"type":"task_update","id":"t1","title":"Read","status":"complete"}]`,
		`,"chunks":[{"type":"blocks","blocks":[{"type":"card","title":{"type":"plain_text","text":"x"}}]}]`,
	} {
		if a := form("chat.appendStream", `,"ts":"`+ts+`"`+more); a["ok"] != true {
			t.Errorf("append %d = %v", i, a)
		}
	}
	for _, bad := range []string{`,"chunks":[{"type":"noise"}]`, `,"chunks":{}`, `,"chunks":[{"type":"task_update"}]`} {
		if a := form("chat.appendStream", `,"ts":"`+ts+`"`+bad); a["error"] != "invalid_chunks" {
			t.Errorf("append %s = %v", bad, a)
		}
	}
	if a := form("chat.stopStream", `,"ts":"`+ts+`","blocks":[{"type":"divider"}]`); a["ok"] != true {
		t.Fatalf("stop = %v", a)
	}
	thread, _, _, err := h.bot.GetConversationRepliesContext(ctx, &slack.GetConversationRepliesParameters{ChannelID: annDM, Timestamp: root})
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for _, b := range thread[1].Blocks.BlockSet {
		kinds = append(kinds, string(b.BlockType()))
	}
	if got := strings.Join(kinds, " "); got != "markdown task_card card divider" || thread[1].Text != "One. " {
		t.Errorf("blocks = %s, text %q", got, thread[1].Text)
	}
}

func TestAssistantMethods(t *testing.T) {
	for _, enabled := range []bool{false, true} {
		t.Run(fmt.Sprintf("sessions %v", enabled), func(t *testing.T) {
			h := open(t, playground.Config{AgentSessions: enabled})
			root := h.say(h.ann, annDM, "question")
			want := map[bool]any{false: "feature_disabled", true: nil}[enabled]
			a := h.call(h.server.BotToken(), "agents.sessions.setStatus", "application/json", `{"channel_id":"`+annDM+`","thread_ts":"`+root+`","status":"processing"}`)
			if a["error"] != want {
				t.Errorf("setStatus = %v", a)
			}
			prompts := slack.AssistantThreadsSetSuggestedPromptsParameters{ChannelID: annDM, Title: "Try"}
			prompts.AddPrompt("Summarize", "summarize https://a.example")
			if err := h.bot.SetAssistantThreadsSuggestedPromptsContext(t.Context(), prompts); err != nil {
				t.Error(err)
			}
			if err := h.bot.SetAssistantThreadsTitleContext(t.Context(), slack.AssistantThreadsSetTitleParameters{ChannelID: annDM, ThreadTS: root, Title: "x"}); err != nil {
				t.Error(err)
			}
			if got := h.control("GET", "state", nil)["prompts"].([]any); len(got) != 1 {
				t.Errorf("prompts = %v", got)
			}
		})
	}
}

func TestComposerRoutes(t *testing.T) {
	h := open(t, playground.Config{})
	bot := h.listen(nil)
	do := func(route string, body map[string]any) map[string]any {
		t.Helper()
		body["user"], body["channel"] = "bob", "footnote"
		a := h.control("POST", route, body)
		if a["ok"] != true {
			t.Fatalf("%s: %v", route, a)
		}
		return a
	}
	ts := do("message", map[string]any{"text": "你好 https://a.example"})["ts"]
	if e := bot.next(); e.kind != "message" || e.payload.Event["channel_type"] != "im" || e.payload.Event["user"] != bobID {
		t.Errorf("heard %v", e.payload.Event)
	}
	do("reaction", map[string]any{"ts": ts, "name": "eyes"})
	do("reaction", map[string]any{"ts": ts, "name": "eyes", "remove": true})
	do("edit", map[string]any{"ts": ts, "text": "再见"})
	file := do("message", map[string]any{"text": "a file", "thread_ts": ts, "files": []any{map[string]any{"name": "a.txt", "content": "One sentence."}}})
	do("delete", map[string]any{"ts": file["ts"]})
	do("delete", map[string]any{"ts": ts})
	want := []string{"reaction_added", "reaction_removed", "message/message_changed", "message/file_share", "file_shared", "message/message_deleted", "message/message_deleted"}
	if got := bot.kinds(len(want)); !slices.Equal(got, want) {
		t.Errorf("heard %q, want %q", got, want)
	}
	do("context", map[string]any{})
	if e := bot.next(); e.kind != "app_context_changed" {
		t.Errorf("heard %v", e.payload.Event)
	}
	if a := h.control("POST", "message", map[string]any{"user": "mallory", "channel": "general", "text": "x"}); a["ok"] != false {
		t.Errorf("a stranger posts: %v", a)
	}
}

func TestStackOfViews(t *testing.T) {
	h := open(t, playground.Config{})
	triggers := make(chan string, 1)
	answers := make(chan any, 1)
	h.listen(func(r socketmode.Request) (any, bool) {
		var call slack.InteractionCallback
		if r.Type != "interactive" {
			return nil, true
		}
		if err := json.Unmarshal(r.Payload, &call); err != nil {
			t.Error(err)
		}
		if call.Type == slack.InteractionTypeViewSubmission {
			return <-answers, true
		}
		triggers <- call.TriggerID
		return nil, true
	})
	ts := h.say(h.ann, general, "message")
	h.control("POST", "shortcut", map[string]any{"user": "ann", "channel": "general", "ts": ts, "callback_id": "x"})
	first, err := h.bot.OpenViewContext(t.Context(), <-triggers, modal("first"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.bot.UpdateViewContext(t.Context(), modal("changed"), "", "0.0", first.ID); code(err) != "hash_conflict" {
		t.Errorf("update with an old hash: %v", err)
	}
	updated, err := h.bot.UpdateViewContext(t.Context(), modal("changed"), "", first.Hash, first.ID)
	if err != nil || updated.CallbackID != "changed" || updated.Hash == first.Hash {
		t.Errorf("update = %+v, %v", updated, err)
	}
	top := first.ID
	submit := func(answer any) (open int) {
		t.Helper()
		answers <- answer
		a := h.control("POST", "view", map[string]any{"user": "ann", "view_id": top, "values": map[string]any{"question": map[string]any{"typed": "x"}}})
		if a["ok"] != true {
			t.Errorf("submit: %v", a)
		}
		ann, _ := h.control("GET", "state", nil)["views"].(map[string]any)[annID].(map[string]any)
		modals, _ := ann["modals"].([]any)
		if len(modals) > 0 {
			top, _ = modals[len(modals)-1].(map[string]any)["id"].(string)
		}
		return len(modals)
	}
	pushed := modal("pushed")
	steps := []struct {
		answer any
		want   int
	}{
		{slack.NewPushViewSubmissionResponse(&pushed), 2},
		{slack.NewUpdateViewSubmissionResponse(&pushed), 2},
		{slack.NewPushViewSubmissionResponse(&pushed), 3},
		{nil, 2},
		{slack.NewClearViewSubmissionResponse(), 0},
	}
	for i, step := range steps {
		if got := submit(step.answer); got != step.want {
			t.Errorf("step %d: %d open, want %d", i, got, step.want)
		}
	}
}

// dial opens a bare socket.
func (h *house) dial() *websocket.Conn {
	h.t.Helper()
	_, address, err := h.bot.StartSocketModeContext(h.t.Context())
	if err != nil {
		h.t.Fatal(err)
	}
	conn, response, err := websocket.DefaultDialer.DialContext(h.t.Context(), address, nil)
	if err != nil {
		h.t.Fatal(err)
	}
	_ = response.Body.Close() // empty after the upgrade
	h.t.Cleanup(func() { _ = conn.Close() })
	return conn
}

func frame(t *testing.T, conn *websocket.Conn) map[string]any {
	t.Helper()
	var got map[string]any
	if err := conn.ReadJSON(&got); err != nil {
		t.Fatal(err)
	}
	return got
}

func TestTenSockets(t *testing.T) {
	h := open(t, playground.Config{})
	for i := range 10 {
		if got := frame(t, h.dial()); got["type"] != "hello" || got["num_connections"] != float64(i+1) {
			t.Errorf("socket %d: %v", i+1, got)
		}
	}
	if got := frame(t, h.dial()); got["type"] != "disconnect" || got["reason"] != "too_many_websockets" {
		t.Errorf("the eleventh: %v", got)
	}
}

func TestEachPayloadGoesToOneSocket(t *testing.T) {
	h := open(t, playground.Config{})
	first, second := h.dial(), h.dial()
	frame(t, first)
	frame(t, second)
	h.say(h.ann, general, "one")
	h.say(h.ann, general, "two")
	a, b := frame(t, first), frame(t, second)
	if a["envelope_id"] == b["envelope_id"] || a["type"] != "events_api" || b["type"] != "events_api" {
		t.Errorf("frames %v and %v", a, b)
	}
	// Acknowledgements that are too long, unknown or no JSON are passed over; the last one is taken.
	id, _ := a["envelope_id"].(string)
	for _, answer := range []string{`{"envelope_id":""}`, `{"envelope_id":"unknown"}`, `[`, `{"envelope_id":"` + id + `","payload":{"text":"` + strings.Repeat("x", 20_480) + `"}}`} {
		if err := first.WriteMessage(websocket.TextMessage, []byte(answer)); err != nil {
			t.Fatal(err)
		}
	}
	if err := first.WriteMessage(websocket.TextMessage, []byte(`{"envelope_id":"`+id+`"}`)); err != nil {
		t.Fatal(err)
	}
	log := h.control("GET", "log", nil)
	for len(log["waiting"].([]any)) == 2 {
		log = h.control("GET", fmt.Sprintf("log?after=%v&wait=20s", log["version"]), nil)
	}
	for _, e := range log["entries"].([]any) {
		if e, _ := e.(map[string]any); e["kind"] == "ack" && e["payload"] != nil {
			t.Errorf("an acknowledgement of 20 kB was taken: %v", e)
		}
	}
}
