package playground_test

import (
	"bytes"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/playground"
)

func TestArgumentsInEveryForm(t *testing.T) {
	h := open(t, playground.Config{})
	form, jsonType := "application/x-www-form-urlencoded", "application/json; charset=utf-8"
	root := h.say(h.ann, general, "root")
	tests := []struct{ name, token, contentType, method, body string }{
		{"form, token in it", "", form, "chat.postMessage", "token=" + h.server.BotToken() + "&channel=" + general + "&text=hi&thread_ts="},
		{"form with blocks as text", h.server.BotToken(), form, "chat.postMessage", "channel=" + general + "&text=x&blocks=%5B%7B%22type%22%3A%22divider%22%7D%5D"},
		{"form with a switch as 1", h.server.BotToken(), form, "chat.postMessage", "channel=" + general + "&text=x&reply_broadcast=1&thread_ts=" + root},
		{"JSON with blocks", h.server.BotToken(), jsonType, "chat.postMessage", `{"channel":"` + general + `","text":"x","blocks":[{"type":"divider"}]}`},
		{"JSON with blocks as text", h.server.BotToken(), jsonType, "chat.postMessage", `{"channel":"` + general + `","text":"x","blocks":"[{\"type\":\"divider\"}]"}`},
		{"JSON with blocks null", h.server.BotToken(), jsonType, "chat.postMessage", `{"channel":"` + general + `","text":"x","blocks":null,"thread_ts":""}`},
		{"JSON type and nothing in it", h.server.BotToken(), jsonType, "auth.test", ""},
		{"unknown argument", h.server.BotToken(), form, "auth.test", "team_id=T1&whatever=2"},
		{"repeated key", h.server.BotToken(), form, "assistant.threads.setStatus", "channel_id=" + general + "&thread_ts=" + root + "&status=x&loading_messages=a&loading_messages=b"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if a := h.call(tt.token, tt.method, tt.contentType, tt.body); a["ok"] != true {
				t.Errorf("%s(%s) = %v", tt.method, tt.body, a)
			}
		})
	}
	for name, want := range map[string]string{"chat.explode": "unknown_method", "chat.postMessage": "invalid_json"} {
		if a := h.call(h.server.BotToken(), name, jsonType, "["); (name != "chat.explode" && a["error"] != want) || a["ok"] != false {
			t.Errorf("%s = %v, want %s", name, a, want)
		}
	}
}

func TestScopes(t *testing.T) {
	h := open(t, playground.Config{Manifest: []byte(`{"oauth_config":{"scopes":{"bot":["chat:write","channels:history"]}}}`)})
	history := func(channel string) error {
		_, err := h.bot.GetConversationHistoryContext(t.Context(), &slack.GetConversationHistoryParameters{ChannelID: channel})
		return err
	}
	if err := history(general); err != nil {
		t.Error(err)
	}
	err := history(annDM)
	if answer, _ := errors.AsType[slack.SlackErrorResponse](err); code(err) != "missing_scope" || answer.Needed != "im:history" || answer.Provided != "chat:write,channels:history" {
		t.Errorf("history of a direct message: %v %+v", err, answer)
	}
	if err := h.bot.AddReactionContext(t.Context(), "eyes", slack.NewRefToMessage(general, "1.1")); code(err) != "missing_scope" {
		t.Errorf("reaction: %v", err)
	}
}

func TestReactions(t *testing.T) {
	h := open(t, playground.Config{})
	bot := h.listen(nil)
	item := slack.NewRefToMessage(general, h.say(h.ann, general, "x"))
	bot.next()
	add := func(who *slack.Client) string { return code(who.AddReactionContext(t.Context(), "eyes", item)) }
	if got := []string{add(h.bot), add(h.bot), add(h.bob)}; !slices.Equal(got, []string{"", "already_reacted", ""}) {
		t.Errorf("adding = %q", got)
	}
	bot.next()
	if e := bot.next(); e.kind != "reaction_added" || e.payload.Event["user"] != bobID || e.payload.Event["item_user"] != annID {
		t.Errorf("heard %v", e.payload.Event)
	}
	remove := func() string { return code(h.bot.RemoveReactionContext(t.Context(), "eyes", item)) }
	if got := []string{remove(), remove()}; !slices.Equal(got, []string{"", "no_reaction"}) {
		t.Errorf("removing = %q", got)
	}
}

func TestPeople(t *testing.T) {
	h := open(t, playground.Config{})
	bob, err := h.bot.GetUserInfoContext(t.Context(), bobID)
	if err != nil {
		t.Fatal(err)
	}
	if bob.Locale != "zh-CN" || bob.TZ != "Asia/Shanghai" || bob.TZOffset != 8*3600 || bob.IsBot {
		t.Errorf("bob = %+v", bob)
	}
	carol, err := h.bot.GetUserInfoContext(t.Context(), "U0CAROL001")
	if err != nil || !carol.IsRestricted {
		t.Errorf("carol = %+v, %v", carol, err)
	}
	guest := h.client(h.server.UserToken("carol"))
	if _, err := guest.GetConversationInfoContext(t.Context(), &slack.GetConversationInfoInput{ChannelID: news}); code(err) != "channel_not_found" {
		t.Errorf("a guest looks at a channel that she is not in: %v", err)
	}
}

func TestJoiningIsHeard(t *testing.T) {
	h := open(t, playground.Config{})
	bot := h.listen(nil)
	if _, err := h.ann.InviteUsersToConversationContext(t.Context(), "C0SECRET01", botID); err != nil {
		t.Fatal(err)
	}
	e := bot.next()
	if e.kind != "member_joined_channel" || e.payload.Event["user"] != botID || e.payload.Event["inviter"] != annID || e.payload.Event["channel_type"] != "G" {
		t.Errorf("heard %v", e.payload.Event)
	}
	if _, _, _, err := h.bot.JoinConversationContext(t.Context(), "C0RANDOM01"); err != nil {
		t.Error(err)
	}
	found, _, err := h.bot.GetConversationsContext(t.Context(), &slack.GetConversationsParameters{Types: []string{"public_channel", "private_channel"}})
	if err != nil || len(found) != 4 {
		t.Errorf("channels = %v, %v", found, err)
	}
	members, _, err := h.bot.GetUsersInConversationContext(t.Context(), &slack.GetUsersInConversationParameters{ChannelID: "C0SECRET01"})
	if err != nil || !slices.Equal(members, []string{annID, botID}) {
		t.Errorf("members = %v, %v", members, err)
	}
	dm, _, _, err := h.bot.OpenConversationContext(t.Context(), &slack.OpenConversationParameters{Users: []string{annID}})
	if err != nil || dm.ID != annDM {
		t.Errorf("direct message = %+v, %v", dm, err)
	}
}

func TestFiles(t *testing.T) {
	h := open(t, playground.Config{})
	bot := h.listen(nil)
	const text = "# A heading\n\nAnd a sentence.\n"
	_, err := h.ann.UploadFileContext(t.Context(), slack.UploadFileParameters{
		Reader: strings.NewReader(text), FileSize: len(text), Filename: "notes.md", Title: "Notes", Channel: general, InitialComment: "<@" + botID + "> read this",
	})
	if err != nil {
		t.Fatal(err)
	}
	var shared map[string]any
	for range 2 {
		if e := bot.next(); e.kind == "message/file_share" {
			shared = e.payload.Event
		} else if e.payload.Event["files"] == nil {
			t.Errorf("%s without files", e.kind)
		}
	}
	f, _ := shared["files"].([]any)[0].(map[string]any)
	if f["name"] != "notes.md" || f["mimetype"] != "text/markdown" || f["size"] != float64(len(text)) || shared["user"] != annID {
		t.Errorf("file = %v", f)
	}
	link, _ := f["url_private"].(string)
	var got bytes.Buffer
	if err := h.bot.GetFileContext(t.Context(), link, &got); err != nil || got.String() != text {
		t.Errorf("download = %q, %v", got.String(), err)
	}
	for name, token := range map[string]string{"nobody": "", "a stranger": "xoxb-stranger"} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, link, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+token)
		got := fetch(t, r)
		if got.status != 200 || !strings.HasPrefix(got.kind, "text/html") || got.path != "/signin" {
			t.Errorf("%s gets %d %s", name, got.status, got.path)
		}
	}
	id, _ := f["id"].(string)
	info, _, _, err := h.bot.GetFileInfoContext(t.Context(), id, 0, 0)
	if err != nil || info.Title != "Notes" || !slices.Equal(info.Channels, []string{general}) {
		t.Errorf("files.info = %+v, %v", info, err)
	}
}

func TestOtherBotsAreBots(t *testing.T) {
	h := open(t, playground.Config{})
	bot := h.listen(nil)
	h.say(h.client(h.server.UserToken("herald")), news, "news: https://a.example")
	if e := bot.next(); e.payload.Event["bot_id"] != "B0HERALD01" || e.payload.Event["text"] != "news: <https://a.example>" {
		t.Errorf("heard %v", e.payload.Event)
	}
}

func TestOtherSitesAreKeptOut(t *testing.T) {
	h := open(t, playground.Config{})
	tests := []struct {
		name, method, path string
		change             func(*http.Request)
		want               int
	}{
		{"as it should be", "POST", "home", func(*http.Request) {}, 200},
		{"a name rebound to this machine", "GET", "state", func(r *http.Request) { r.Host = "evil.example:8090" }, 421},
		{"a form of another page", "POST", "home", func(r *http.Request) { r.Header.Set("Content-Type", "text/plain") }, 415},
		{"a script of another page", "POST", "home", func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") }, 403},
		{"localhost", "GET", "state", func(r *http.Request) { r.Host = "localhost:8090" }, 200},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := http.NewRequestWithContext(t.Context(), tt.method, h.server.URL()+"playground/api/"+tt.path, strings.NewReader(`{"user":"ann"}`))
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Content-Type", "application/json")
			tt.change(r)
			got := fetch(t, r)
			if got.status != tt.want {
				t.Errorf("status %d, want %d", got.status, tt.want)
			}
		})
	}
}

func TestJournalHoldsNoTokens(t *testing.T) {
	h := open(t, playground.Config{})
	h.say(h.bot, general, "hello")
	h.call("", "auth.test", "application/x-www-form-urlencoded", "token="+h.server.UserToken("bob"))
	log := h.control("GET", "log", nil)
	text := strings.Join(strings.Fields(strings.ReplaceAll(toJSON(t, log), "\n", " ")), " ")
	if !strings.Contains(text, "chat.postMessage") || !strings.Contains(text, "auth.test") {
		t.Errorf("log = %s", text)
	}
	for _, secret := range []string{h.server.BotToken(), h.server.UserToken("bob"), h.server.SigningSecret()} {
		if strings.Contains(text, secret) {
			t.Errorf("the log tells %.6s…", secret)
		}
	}
}
