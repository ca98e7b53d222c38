package playground_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/playground"
)

// code is the error that Slack answered with.
func code(err error) string {
	if answer, ok := errors.AsType[slack.SlackErrorResponse](err); ok {
		return answer.Err
	}
	if err != nil {
		return err.Error()
	}
	return ""
}

func TestPostingIsRefused(t *testing.T) {
	h := open(t, playground.Config{})
	root := h.say(h.ann, general, "root")
	reply := h.say(h.ann, general, "reply", slack.MsgOptionTS(root))
	text := slack.MsgOptionText("hello", false)
	tests := []struct {
		name, channel string
		who           *slack.Client
		options       []slack.MsgOption
		want          string
	}{
		{"bot in a channel that it is not in", "C0RANDOM01", h.bot, []slack.MsgOption{text}, "not_in_channel"},
		{"bot in a private channel that it does not know", "C0SECRET01", h.bot, []slack.MsgOption{text}, "channel_not_found"},
		{"unknown channel", "C404", h.bot, []slack.MsgOption{text}, "channel_not_found"},
		{"nothing to say", general, h.bot, nil, "no_text"},
		{"reply below a reply", general, h.bot, []slack.MsgOption{text, slack.MsgOptionTS(reply)}, "cannot_reply_to_message"},
		{"reply below nothing", general, h.bot, []slack.MsgOption{text, slack.MsgOptionTS("1.000001")}, "thread_not_found"},
		{"metadata of a person", general, h.ann, []slack.MsgOption{text, slack.MsgOptionMetadata(slack.SlackMetadata{EventType: "a", EventPayload: map[string]any{"k": 1}})}, "metadata_must_be_sent_from_app"},
		{"metadata with a bad name", general, h.bot, []slack.MsgOption{text, slack.MsgOptionMetadata(slack.SlackMetadata{EventType: "a b", EventPayload: map[string]any{"k": 1}})}, "invalid_metadata_schema"},
		{"reply in the thread", general, h.bot, []slack.MsgOption{text, slack.MsgOptionTS(root)}, ""},
		{"direct message by the person's id", annID, h.bot, []slack.MsgOption{text}, ""},
		{"bob in ann's direct messages", annDM, h.bob, []slack.MsgOption{text}, "channel_not_found"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, _, err := tt.who.PostMessageContext(t.Context(), tt.channel, tt.options...)
			if got := code(err); got != tt.want {
				t.Errorf("error %q, want %q", got, tt.want)
			}
		})
	}
}

func TestMetadataComesBackWhenAskedFor(t *testing.T) {
	h := open(t, playground.Config{})
	root := h.say(h.ann, general, "root")
	h.say(h.bot, general, "reply", slack.MsgOptionTS(root), slack.MsgOptionMetadata(slack.SlackMetadata{EventType: "footnote_reply", EventPayload: map[string]any{"job": "k"}}))
	for _, all := range []bool{true, false} {
		thread, _, _, err := h.bot.GetConversationRepliesContext(t.Context(), &slack.GetConversationRepliesParameters{ChannelID: general, Timestamp: root, IncludeAllMetadata: all})
		if err != nil {
			t.Fatal(err)
		}
		if len(thread) != 2 || thread[0].ReplyCount != 1 || thread[1].ThreadTimestamp != root || thread[1].BotID == "" {
			t.Fatalf("thread = %+v", thread)
		}
		if got := thread[1].Metadata.EventPayload["job"]; (got == "k") != all {
			t.Errorf("include_all_metadata=%v: job = %v", all, got)
		}
	}
}

func TestHistoryPages(t *testing.T) {
	h := open(t, playground.Config{})
	var posted []string
	for _, text := range []string{"one", "two", "three", "four", "five"} {
		posted = append(posted, h.say(h.ann, news, text))
	}
	h.say(h.ann, news, "only in the thread", slack.MsgOptionTS(posted[0]))
	var got []string
	cursor := ""
	for {
		page, err := h.bot.GetConversationHistoryContext(t.Context(), &slack.GetConversationHistoryParameters{ChannelID: news, Limit: 2, Cursor: cursor, Oldest: posted[0]})
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range page.Messages {
			got = append(got, m.Text)
		}
		if cursor = page.ResponseMetaData.NextCursor; cursor == "" {
			break
		}
	}
	if strings.Join(got, " ") != "five four three two" {
		t.Errorf("history since the first = %q", got)
	}
}

func TestEditsAndDeletions(t *testing.T) {
	h := open(t, playground.Config{})
	bot := h.listen(nil)
	ctx := t.Context()
	root := h.say(h.ann, general, "first")
	if got := bot.next().kind; got != "message" {
		t.Fatalf("heard %s", got)
	}
	if _, _, _, err := h.bob.UpdateMessageContext(ctx, general, root, slack.MsgOptionText("mine", false)); code(err) != "cant_update_message" {
		t.Errorf("bob edits ann's message: %v", err)
	}
	if _, _, _, err := h.ann.UpdateMessageContext(ctx, general, root, slack.MsgOptionText("<@"+botID+"> second", false)); err != nil {
		t.Fatal(err)
	}
	mention, changed := bot.next(), bot.next()
	if mention.kind != "app_mention" || mention.payload.Event["edited"] == nil {
		t.Errorf("an edit that adds a mention: %s %v", mention.kind, mention.payload.Event)
	}
	after, _ := changed.payload.Event["message"].(map[string]any)
	before, _ := changed.payload.Event["previous_message"].(map[string]any)
	if changed.kind != "message/message_changed" || after["ts"] != root || after["edited"] == nil || before["text"] != "first" || changed.payload.Event["ts"] == root {
		t.Errorf("message_changed = %v", changed.payload.Event)
	}
	reply := h.say(h.bot, general, "reply", slack.MsgOptionTS(root))
	if own := bot.next(); own.payload.Event["bot_id"] == nil || own.payload.Event["parent_user_id"] != annID {
		t.Errorf("own reply = %v", own.payload.Event)
	}
	if _, _, err := h.ann.DeleteMessageContext(ctx, general, root); err != nil {
		t.Fatal(err)
	}
	tomb := bot.next()
	if m, _ := tomb.payload.Event["message"].(map[string]any); tomb.kind != "message/message_changed" || m["subtype"] != "tombstone" {
		t.Errorf("a deleted root with replies = %v", tomb.payload.Event)
	}
	if _, _, err := h.bot.DeleteMessageContext(ctx, general, reply); err != nil {
		t.Fatal(err)
	}
	if gone := bot.next(); gone.kind != "message/message_deleted" || gone.payload.Event["deleted_ts"] != reply {
		t.Errorf("a deleted reply = %v", gone.payload.Event)
	}
}

func TestPreviewIsNoEdit(t *testing.T) {
	h := open(t, playground.Config{})
	bot := h.listen(nil)
	ts := h.say(h.ann, general, "<@"+botID+"> https://a.example")
	bot.kinds(2)
	h.control("POST", "unfurl", map[string]any{"user": "ann", "channel": "general", "ts": ts})
	e := bot.next()
	if m, _ := e.payload.Event["message"].(map[string]any); e.kind != "message/message_changed" || m["edited"] != nil || m["attachments"] == nil {
		t.Errorf("heard %v", e.payload.Event)
	}
}

func TestUpdateLimits(t *testing.T) {
	h := open(t, playground.Config{})
	section := slack.MsgOptionBlocks(slack.NewSectionBlock(slack.NewTextBlockObject("mrkdwn", "x", false, false), nil, nil))
	rich := slack.MsgOptionBlocks(slack.NewRichTextBlock("", slack.NewRichTextSection(slack.NewRichTextSectionTextElement("x", nil))))
	text := slack.MsgOptionText("x", false)
	tests := []struct {
		name          string
		first, second []slack.MsgOption
		want          string
	}{
		{"4,000 bytes of Chinese and one more", []slack.MsgOption{text}, []slack.MsgOption{slack.MsgOptionText(strings.Repeat("字", 1333)+"ab", false)}, "msg_too_long"},
		{"just below", []slack.MsgOption{text}, []slack.MsgOption{slack.MsgOptionText(strings.Repeat("字", 1333)+"a", false)}, ""},
		{"rich text by a section", []slack.MsgOption{text, rich}, []slack.MsgOption{text, section}, "block_mismatch"},
		{"rich text by text", []slack.MsgOption{text, rich}, []slack.MsgOption{text}, ""},
		{"section by rich text", []slack.MsgOption{text, section}, []slack.MsgOption{text, rich}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, ts, err := h.bot.PostMessageContext(t.Context(), general, tt.first...)
			if err != nil {
				t.Fatal(err)
			}
			if _, _, _, err = h.bot.UpdateMessageContext(t.Context(), general, ts, tt.second...); code(err) != tt.want {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
}

func TestEphemeralIsHeardByNobodyElse(t *testing.T) {
	h := open(t, playground.Config{})
	bot := h.listen(nil)
	if _, err := h.bot.PostEphemeralContext(t.Context(), general, annID, slack.MsgOptionText("psst", false)); err != nil {
		t.Fatal(err)
	}
	if _, err := h.bot.PostEphemeralContext(t.Context(), news, "U0CAROL001", slack.MsgOptionText("psst", false)); code(err) != "user_not_in_channel" {
		t.Errorf("to somebody outside: %v", err)
	}
	h.say(h.ann, general, "next")
	if got := bot.next(); got.payload.Event["text"] != "next" {
		t.Errorf("heard %v", got.payload.Event)
	}
	history, err := h.ann.GetConversationHistoryContext(t.Context(), &slack.GetConversationHistoryParameters{ChannelID: general})
	if err != nil || len(history.Messages) != 1 {
		t.Errorf("history = %v, %v", history, err)
	}
	private := channelState(h, general)["ephemeral"].([]any)
	if m, _ := private[0].(map[string]any); len(private) != 1 || m["for"] != annID || m["text"] != "psst" {
		t.Errorf("private messages = %v", private)
	}
}

// channelState is a conversation as /playground/api/state shows it.
func channelState(h *house, id string) map[string]any {
	h.t.Helper()
	for _, c := range h.control("GET", "state", nil)["channels"].([]any) {
		if c, _ := c.(map[string]any); c["id"] == id {
			return c
		}
	}
	h.t.Fatalf("no channel %s", id)
	return nil
}

func TestStreamLivesFiveMinutes(t *testing.T) {
	var clock clock
	h := open(t, playground.Config{Now: clock.now})
	ctx := t.Context()
	root := h.say(h.ann, annDM, "question")
	_, ts, err := h.bot.StartStreamContext(ctx, annDM, slack.MsgOptionTS(root), slack.MsgOptionMarkdownText("**One** "))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err = h.bot.AppendStreamContext(ctx, annDM, ts, slack.MsgOptionMarkdownText("two")); err != nil {
		t.Fatal(err)
	}
	if _, _, _, err = h.bot.UpdateMessageContext(ctx, annDM, ts, slack.MsgOptionText("x", false)); code(err) != "streaming_state_conflict" {
		t.Errorf("update while it streams: %v", err)
	}
	clock.forward(5 * time.Minute)
	for name, call := range map[string]func(context.Context, string, string, ...slack.MsgOption) (string, string, error){"append": h.bot.AppendStreamContext, "stop": h.bot.StopStreamContext} {
		if _, _, err = call(ctx, annDM, ts, slack.MsgOptionMarkdownText("three")); code(err) != "message_not_in_streaming_state" {
			t.Errorf("%s after five minutes: %v", name, err)
		}
	}
	if _, _, _, err = h.bot.UpdateMessageContext(ctx, annDM, ts, slack.MsgOptionText("whole", false)); err != nil {
		t.Errorf("update after it died: %v", err)
	}
}

func TestStreamIsStopped(t *testing.T) {
	h := open(t, playground.Config{})
	bot := h.listen(nil)
	ctx := t.Context()
	root := h.say(h.ann, general, "question")
	if _, _, err := h.bot.StartStreamContext(ctx, general, slack.MsgOptionTS(root)); code(err) != "missing_recipient_team_id" {
		t.Errorf("without recipients: %v", err)
	}
	to := []slack.MsgOption{slack.MsgOptionTS(root), slack.MsgOptionRecipientTeamID("T0PLAYGRND"), slack.MsgOptionRecipientUserID(annID)}
	_, ts, err := h.bot.StartStreamContext(ctx, general, to...)
	if err != nil {
		t.Fatal(err)
	}
	meta := slack.MsgOptionMetadata(slack.SlackMetadata{EventType: "e", EventPayload: map[string]any{"job": "k"}})
	if _, _, err = h.bot.StopStreamContext(ctx, general, ts, slack.MsgOptionMarkdownText("done"), meta); err != nil {
		t.Fatal(err)
	}
	thread, _, _, err := h.bot.GetConversationRepliesContext(ctx, &slack.GetConversationRepliesParameters{ChannelID: general, Timestamp: root, IncludeAllMetadata: true})
	if err != nil || thread[1].Text != "done" || thread[1].Metadata.EventPayload["job"] != "k" {
		t.Errorf("thread = %+v, %v", thread, err)
	}
	if got := strings.Join(bot.kinds(3), " "); got != "message message message/message_changed" {
		t.Errorf("heard %s", got)
	}
	_, ts, err = h.bot.StartStreamContext(ctx, general, to...)
	if err != nil {
		t.Fatal(err)
	}
	h.control("POST", "stop", map[string]any{"user": "ann", "channel": "general", "ts": ts})
	if _, _, err = h.bot.AppendStreamContext(ctx, general, ts, slack.MsgOptionMarkdownText("more")); code(err) != "stopped_by_user" {
		t.Errorf("append after the button: %v", err)
	}
	if got := strings.Join(bot.kinds(3), " "); got != "message message/message_changed agent_session_stopped" {
		t.Errorf("heard %s", got)
	}
}

func TestStatusEndsWithTheReply(t *testing.T) {
	var clock clock
	h := open(t, playground.Config{Now: clock.now})
	root := h.say(h.ann, annDM, "question")
	set := func() {
		t.Helper()
		err := h.bot.SetAssistantThreadsStatusContext(t.Context(), slack.AssistantThreadsSetStatusParameters{ChannelID: annDM, ThreadTS: root, Status: "is reading", LoadingMessages: []string{"a", "b"}})
		if err != nil {
			t.Fatal(err)
		}
		if got := h.control("GET", "state", nil)["statuses"].([]any); len(got) != 1 {
			t.Fatalf("statuses = %v", got)
		}
	}
	gone := func(why string) {
		t.Helper()
		if got := h.control("GET", "state", nil)["statuses"].([]any); len(got) != 0 {
			t.Errorf("%s: statuses = %v", why, got)
		}
	}
	set()
	h.say(h.bot, annDM, "answer", slack.MsgOptionTS(root))
	gone("after the reply")
	set()
	clock.forward(2 * time.Minute)
	gone("after two minutes")
}
