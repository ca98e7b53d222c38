package playground_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/playground"
)

// small is the manifest of an app that does little.
const small = `{
	"features": {"slash_commands": [{"command": "/small"}], "shortcuts": [{"type": "global", "callback_id": "all"}, {"type": "message", "callback_id": "one"}]},
	"oauth_config": {"scopes": {"bot": ["app_mentions:read", "chat:write", "commands", "channels:history", "reactions:write"]}},
	"settings": {"event_subscriptions": {"bot_events": ["app_mention"]}}}`

// The app may do, hears and offers what its manifest asks for, and nothing else.
func TestManifestIsAllThatAnAppHas(t *testing.T) {
	h := open(t, playground.Config{Manifest: []byte(small)})
	bot := h.listen(nil)
	h.say(h.ann, general, "nobody hears this")
	ts := h.say(h.ann, general, "<@"+botID+"> hello")
	if e := bot.next(); e.kind != "app_mention" || e.payload.Event["ts"] != ts {
		t.Errorf("heard %s %v, want the mention alone", e.kind, e.payload.Event)
	}
	_, err := h.bot.GetUserInfoContext(t.Context(), annID)
	if answer, _ := errors.AsType[slack.SlackErrorResponse](err); answer.Err != "missing_scope" || answer.Needed != "users:read" ||
		answer.Provided != "app_mentions:read,chat:write,commands,channels:history,reactions:write" {
		t.Errorf("users.info: %+v", answer)
	}
	for name, tt := range map[string]struct {
		route string
		body  map[string]any
		want  string
	}{
		"another command":           {"command", map[string]any{"channel": "general", "command": "/large", "text": ""}, "/large is not a valid command"},
		"another shortcut":          {"shortcut", map[string]any{"callback_id": "none"}, "shortcut_not_found"},
		"a message's is not global": {"shortcut", map[string]any{"callback_id": "one"}, "shortcut_not_found"},
		"a global is no message's":  {"shortcut", map[string]any{"callback_id": "all", "channel": "general", "ts": ts}, "shortcut_not_found"},
	} {
		tt.body["user"] = "ann"
		if a := h.control(http.MethodPost, tt.route, tt.body); a["error"] != tt.want {
			t.Errorf("%s: %v, want %s", name, a, tt.want)
		}
	}
	if _, err := h.bot.PublishViewContext(t.Context(), slack.PublishViewContextRequest{UserID: annID, View: slack.HomeTabViewRequest{Type: "home"}}); code(err) != "not_enabled" {
		t.Errorf("a home: %v", err)
	}
}

// A manifest that Slack would not take is not taken.
func TestManifestIsChecked(t *testing.T) {
	for name, tt := range map[string]struct{ manifest, want string }{
		"no JSON":                         {`{`, "manifest"},
		"an unknown event":                {`{"settings":{"event_subscriptions":{"bot_events":["app_exploded"]}}}`, "unknown event app_exploded"},
		"an event without its scope":      {`{"settings":{"event_subscriptions":{"bot_events":["message.im"]}}}`, "message.im needs im:history"},
		"a command without its scope":     {`{"features":{"slash_commands":[{"command":"/x"}]}}`, "need the scope commands"},
		"two kinds of agent":              {`{"features":{"agent_view":{},"assistant_view":{}}}`, "exclude each other"},
		"an event of the other kind":      {`{"features":{"agent_view":{}},"oauth_config":{"scopes":{"bot":["assistant:write"]}},"settings":{"event_subscriptions":{"bot_events":["assistant_thread_started"]}}}`, "needs assistant_view"},
		"no address that one could visit": {small, "base URL"},
	} {
		cfg := playground.Config{BaseURL: "http://127.0.0.1:1", Manifest: []byte(tt.manifest)}
		if strings.HasPrefix(name, "no address") {
			cfg.BaseURL = "nowhere"
		}
		if _, err := playground.New(cfg); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", name, err, tt.want)
		}
	}
}

// A global shortcut carries who used it, and a trigger with which a modal opens.
func TestGlobalShortcut(t *testing.T) {
	h := open(t, playground.Config{})
	bot := h.listen(nil)
	a := h.control(http.MethodPost, "shortcut", map[string]any{"user": "bob", "callback_id": "anything"})
	var heard map[string]any
	if err := json.Unmarshal(bot.next().request.Payload, &heard); err != nil {
		t.Fatal(err)
	}
	user, _ := heard["user"].(map[string]any)
	if a["acknowledged"] != true || heard["type"] != "shortcut" || heard["callback_id"] != "anything" || user["id"] != bobID || heard["trigger_id"] == "" || heard["message"] != nil {
		t.Errorf("acknowledged %v, heard %v", a, heard)
	}
}

// What people write carries a token with which an agent may search, and a file that is shared is heard of by itself.
func TestEventsOfAgentsAndFiles(t *testing.T) {
	h := open(t, playground.Config{})
	bot := h.listen(nil)
	h.say(h.ann, general, "<@"+botID+"> hello")
	for range 2 {
		e := bot.next()
		thread, _ := e.payload.Event["assistant_thread"].(map[string]any)
		if token, _ := thread["action_token"].(string); token == "" {
			t.Errorf("%s without a token: %v", e.kind, e.payload.Event)
		}
	}
	h.say(h.bot, general, "mine")
	if e := bot.next(); e.payload.Event["assistant_thread"] != nil {
		t.Errorf("the app's own: %v", e.payload.Event)
	}
	h.control(http.MethodPost, "message", map[string]any{"user": "ann", "channel": "general", "text": "x", "files": []any{map[string]any{"name": "a.txt", "content": "One."}}})
	if kind := bot.next().kind; kind != "message/file_share" {
		t.Errorf("heard %s", kind)
	}
	if e := bot.next(); e.kind != "file_shared" || e.payload.Event["channel_id"] != general || e.payload.Event["user_id"] != annID || e.payload.Event["file_id"] == "" {
		t.Errorf("heard %s %v", e.kind, e.payload.Event)
	}
}

// In the pane of old, Slack begins a thread and says what its person looks at.
func TestAssistantThreads(t *testing.T) {
	h := open(t, playground.Config{Manifest: []byte(`{"features":{"assistant_view":{}},
		"oauth_config":{"scopes":{"bot":["assistant:write","chat:write","im:history"]}},
		"settings":{"event_subscriptions":{"bot_events":["assistant_thread_started","assistant_thread_context_changed","message.im"]}}}`)})
	bot := h.listen(nil)
	h.control(http.MethodPost, "home", map[string]any{"user": "ann", "tab": "messages"})
	root, started := bot.next(), bot.next()
	thread, _ := started.payload.Event["assistant_thread"].(map[string]any)
	if root.kind != "message/assistant_app_thread" || started.kind != "assistant_thread_started" || thread["user_id"] != annID || thread["channel_id"] != annDM || thread["thread_ts"] != root.payload.Event["ts"] {
		t.Errorf("heard %s, then %s %v", root.kind, started.kind, started.payload.Event)
	}
	h.control(http.MethodPost, "context", map[string]any{"user": "ann", "channel": "general"})
	changed := bot.next()
	now, _ := changed.payload.Event["assistant_thread"].(map[string]any)
	context, _ := now["context"].(map[string]any)
	if changed.kind != "assistant_thread_context_changed" || now["thread_ts"] != thread["thread_ts"] || context["channel_id"] != general {
		t.Errorf("heard %s %v", changed.kind, changed.payload.Event)
	}
}

// Methods that this Slack has not say so, as those of a newer one would.
func TestMethodsThatAreNotThere(t *testing.T) {
	h := open(t, playground.Config{})
	for _, method := range []string{"chat.scheduleMessage", "chat.unfurl", "oauth.v2.access", "search.messages", "pins.add", "bookmarks.add"} {
		if a := h.call(h.server.BotToken(), method, "application/x-www-form-urlencoded", "channel="+general); a["error"] != "unknown_method" {
			t.Errorf("%s: %v", method, a)
		}
	}
}

func TestEmojiAreKnownByName(t *testing.T) {
	h := open(t, playground.Config{})
	item := slack.NewRefToMessage(general, h.say(h.ann, general, "x"))
	for name, want := range map[string]string{
		"bookmark_tabs": "", "+1": "", "thumbsup": "", "wave::skin-tone-3": "", "jp": "",
		"bookmarktabs": "invalid_name", "": "invalid_name", "EYES": "invalid_name", ":eyes:": "invalid_name", "wave::skin-tone-9": "invalid_name",
	} {
		if err := h.bot.AddReactionContext(t.Context(), name, item); code(err) != want {
			t.Errorf("%q: %v, want %q", name, err, want)
		}
	}
}

// What streams refuse, each by its own word.
func TestStreamRefusals(t *testing.T) {
	h := open(t, playground.Config{})
	root := h.say(h.ann, annDM, "question")
	thread := slack.MsgOptionTS(root)
	begin := func() string {
		t.Helper()
		_, ts, err := h.bot.StartStreamContext(t.Context(), annDM, thread)
		if err != nil {
			t.Fatal(err)
		}
		return ts
	}
	ended, open := begin(), begin()
	if _, _, err := h.bot.StopStreamContext(t.Context(), annDM, ended); err != nil {
		t.Fatal(err)
	}
	posted := h.say(h.bot, annDM, "no stream", thread)
	text := func(n int) slack.MsgOption { return slack.MsgOptionMarkdownText(strings.Repeat("字", n)) }
	bare := func(chunk slack.StreamChunk) slack.MsgOption { return slack.MsgOptionChunks(chunk) }
	tests := []struct {
		name string
		do   func(context.Context, string, string, ...slack.MsgOption) (string, string, error)
		ts   string
		say  []slack.MsgOption
		want string
	}{
		{"more after its end", h.bot.AppendStreamContext, ended, []slack.MsgOption{text(1)}, "message_not_in_streaming_state"},
		{"its end twice", h.bot.StopStreamContext, ended, nil, "message_not_in_streaming_state"},
		{"a post", h.bot.AppendStreamContext, posted, []slack.MsgOption{text(1)}, "message_not_in_streaming_state"},
		{"nothing there", h.bot.AppendStreamContext, "1.000001", []slack.MsgOption{text(1)}, "message_not_found"},
		{"somebody's message", h.bot.AppendStreamContext, root, []slack.MsgOption{text(1)}, "message_not_owned_by_app"},
		{"nothing to say", h.bot.AppendStreamContext, open, nil, "no_text"},
		{"too much at once", h.bot.AppendStreamContext, open, []slack.MsgOption{text(12_001)}, "msg_too_long"},
		{"as much as may be", h.bot.AppendStreamContext, open, []slack.MsgOption{text(12_000)}, ""},
		{"text and chunks", h.bot.AppendStreamContext, open, []slack.MsgOption{text(1), bare(slack.NewPlanUpdateChunk("x"))}, "markdown_text_conflict"},
		{"a task without a title", h.bot.AppendStreamContext, open, []slack.MsgOption{bare(slack.NewTaskUpdateChunk("a", ""))}, "invalid_chunks"},
		{"a task in no known state", h.bot.AppendStreamContext, open, []slack.MsgOption{bare(slack.TaskUpdateChunk{Type: "task_update", ID: "a", Title: "b", Status: "done"})}, "invalid_chunks"},
		{"a chunk of no known kind", h.bot.AppendStreamContext, open, []slack.MsgOption{bare(slack.MarkdownTextChunk{Type: "sound", Text: "la"})}, "invalid_chunks"},
		{"a task", h.bot.AppendStreamContext, open, []slack.MsgOption{bare(slack.TaskUpdateChunk{Type: "task_update", ID: "a", Title: "b", Status: "complete"})}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, _, err := tt.do(t.Context(), annDM, tt.ts, tt.say...); code(err) != tt.want {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
	to := []slack.MsgOption{slack.MsgOptionTS(h.say(h.ann, general, "question")), slack.MsgOptionRecipientUserID(annID), slack.MsgOptionRecipientTeamID("T0ELSEWHERE")}
	if _, _, err := h.bot.StartStreamContext(t.Context(), general, to...); code(err) != "invalid_recipient_team_id" {
		t.Errorf("for another team: %v", err)
	}
}

// The stop button is there only for an app that hears of it.
func TestStopButtonNeedsItsEvent(t *testing.T) {
	h := open(t, playground.Config{Manifest: []byte(`{"oauth_config":{"scopes":{"bot":["chat:write"]}}}`)})
	_, ts, err := h.bot.StartStreamContext(t.Context(), annDM, slack.MsgOptionTS(h.say(h.ann, annDM, "question")))
	if err != nil {
		t.Fatal(err)
	}
	if a := h.control(http.MethodPost, "stop", map[string]any{"user": "ann", "channel": annDM, "ts": ts}); a["ok"] != false {
		t.Errorf("stopped: %v", a)
	}
}
