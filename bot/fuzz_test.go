package bot

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/digest"
)

// longestPayload bounds what a fuzzer makes of what Slack sends.
const longestPayload = 4 << 10

// FuzzPayload hands whatever comes to all that read what Slack sends: events, commands, presses, modals, shortcuts.
//
//fuzz:covers event.go edit.go reaction.go interaction.go command.go
func FuzzPayload(f *testing.F) {
	f.Add(mention("<@UBOT> <https://a.example/x|a>"))
	f.Add(direct("总结 <https://a.example/x>"))
	f.Add(pressedJSON)
	f.Add(callbackOf(`{"type":"message","files":[1,{"id":2}],"blocks":{"a":[]}}`))
	f.Add(callbackOf(`{"type":"message","subtype":"message_changed","channel":"C1","message":{"user":"U1","ts":"1.1","text":"<@UBOT> a","edited":{"ts":"2"}},"previous_message":{"user":"U1","ts":"1.1","text":"b"}}`))
	f.Add(callbackOf(`{"type":"message","subtype":"message_deleted","channel":"C1","deleted_ts":"1.1","previous_message":{"user":"U1","ts":"1.1"}}`))
	f.Add(callbackOf(`{"type":"reaction_added","user":"U1","reaction":"page_facing_up","item":{"type":"message","channel":"C1","ts":"1.1"},"event_ts":"2"}`))
	f.Add(callbackOf(`{"type":"member_joined_channel","user":"UBOT","channel":"C1","inviter":"U1","event_ts":"2"}`))
	f.Add(callbackOf(`{"type":"tokens_revoked","tokens":{"bot":["UBOT"]}}`))
	f.Add(callbackOf(`{"type":"app_home_opened","tab":"home","user":"U1","channel":"D1"}`))
	f.Add(callbackOf(`{"type":"agent_session_stopped","user":"U1","channel":"D1","streaming_message_ts":["1"]}`))
	f.Add(`{"type":"message_action","callback_id":"` + shortcutSummarize + `","action_ts":"1","message_ts":"1.1","user":{"id":"U1"},"channel":{"id":"C1"},"message":{"text":"<https://a.example>"}}`)
	f.Add(`{"type":"view_submission","user":{"id":"U1"},"view":{"id":"V1","callback_id":"a","private_metadata":"{\"key\":\"k\",\"channel\":\"C1\"}","state":{"values":{"a":{"a":{"selected_option":{"value":"b"}}},"c":{"c":1}}}}}`)
	f.Add(`{"team_id":"T1","channel_id":"C1","user_id":"U1","trigger_id":"1.2","text":"digest daily 09:00"}`)
	f.Fuzz(func(t *testing.T, in string) {
		if len(in) > longestPayload {
			return
		}
		payload := json.RawMessage(in)
		for read, found := range map[string]func() (Ask, bool, error){
			"event":    func() (Ask, bool, error) { return self.parseEvent(payload) },
			"shortcut": func() (Ask, bool, error) { return self.shortcut(payload) },
			"command":  func() (Ask, bool, error) { a, err := parseCommand(payload); return a, err == nil, err },
			"shared":   func() (Ask, bool, error) { a, ok := self.shared(payload); return a, ok, nil },
		} {
			ask, ok, err := found()
			gone := ask.Kind == AskForget && ask.Forget == forgetUninstalled || ask.Of != "" // of the workspace; of a message that was asked by somebody
			if err == nil && ok && (ask.Key == "" || !gone && (ask.User == "" || ask.Channel == "")) {
				t.Errorf("%s: a request without an identity: %+v", read, ask)
			}
		}
		if p, ok, err := parseInteraction(payload); err == nil && ok {
			if p.Key == "" || p.Channel == "" {
				t.Errorf("a press of nothing: %+v", p)
			}
			if ask, ok := self.asked(p); ok && (ask.Key == "" || ask.User == "") {
				t.Errorf("a press of nobody: %+v", ask)
			}
			if p.View != nil {
				for name := range p.View.State.Values {
					p.View.field(name)
				}
			}
		}
		homeOf(payload)
		paneOf(payload)
		stoppingOf(payload)
		conversationIn(payload)
	})
}

// FuzzMessage is what somebody writes to us, with what Slack adds to it: blocks, files, what was forwarded.
//
//fuzz:covers event.go classify.go slacktext.go forward.go
func FuzzMessage(f *testing.F) {
	f.Add("<@UBOT> <https://a.example/x|a> What did it cost?", `[{"type":"rich_text","elements":[{"type":"link","url":"https://a.example/y"}]}]`, `{"id":"F1","name":"a.pdf","size":1}`, `{"is_share":true,"text":"b","author_name":"c"}`, true)
	f.Add("总结一下 https://a.example/x，用英文", `[]`, `{}`, `{}`, false)
	f.Add("<@UBOT> thanks!", `null`, `1`, `[]`, true)
	f.Fuzz(func(t *testing.T, text, blocks, file, attachment string, direct bool) {
		if len(text)+len(blocks)+len(file)+len(attachment) > longestPayload {
			return
		}
		ev := event{Type: "app_mention", User: "U1", Text: text, TS: "1.1", Channel: "C1"}
		if direct {
			ev.Type, ev.ChannelType = "message", "im"
		}
		ev.Blocks, ev.Files, ev.Attachments = valid(blocks), []json.RawMessage{valid(file)}, []json.RawMessage{valid(attachment)}
		ask, ok := self.message(callback{TeamID: "T1"}, ev)
		if !ok {
			return
		}
		for _, l := range ask.Links {
			if !isWebLink(l) {
				t.Errorf("link %q", l)
			}
		}
		if ask.Pasted != "" && len(ask.Links) > 0 || ask.Kind == AskHelp && ask.Question != "" && ask.InThread {
			t.Errorf("asked %+v", ask)
		}
	})
}

// valid is JSON, or null.
func valid(s string) json.RawMessage {
	if json.Valid([]byte(s)) {
		return json.RawMessage(s)
	}
	return json.RawMessage("null")
}

// FuzzCommand is what somebody writes behind /footnote.
//
//fuzz:covers command.go digest_command.go ../digest/parse.go
func FuzzCommand(f *testing.F) {
	for _, text := range []string{
		"https://a.example/x what?", "digest daily 09:00 links only quiet line", "digest pause 2", "digest 每周一 9点 仅链接", "follow <https://a.example|a>", "unfollow 3",
		"forget me", "settings", "feedback it is slow", "help", "watch", "feeds", "usage", "quiet", "digests",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > longestPayload {
			return
		}
		payload, err := json.Marshal(map[string]string{"team_id": "T1", "channel_id": "C1", "user_id": "U1", "trigger_id": "1.2", "text": text})
		if err != nil {
			t.Fatal(err)
		}
		ask, err := parseCommand(payload)
		if err != nil || ask.Key == "" || ask.Kind == "" {
			t.Fatalf("%q: %+v, %v", text, ask, err)
		}
		if ask.Digest == nil {
			return
		}
		schedule, _, _ := digestOptions(ask.Digest.Rest)
		if s, err := digest.Parse(schedule, "Europe/Paris"); err == nil && s.String() == "" {
			t.Errorf("%q is set, and says nothing", schedule)
		}
		if to := feedAddress(ask.Digest.Rest); to != "" && !isWebLink(to) {
			t.Errorf("feed %q", to)
		}
	})
}

// FuzzSlackText reads what Slack calls mrkdwn, and makes text safe for it.
//
//fuzz:covers slacktext.go digest_links.go
func FuzzSlackText(f *testing.F) {
	for _, text := range []string{
		"<@UBOT> see *https://a.example/x_(y)*, <!channel|all> <#C1|b> <mailto:a@b.example|c> &lt;d&gt;", "(https://a.example/?q=[1])。", "<https://a.example|:tada: e> :+1: 12:30:00 \u202e",
		"[label](https://a.example) ``` `https://b.example` ```", "<<>>|<|>",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > longestPayload {
			return
		}
		for _, l := range append(messageLinks(text, nil), markedLinks([]any{map[string]any{"type": slack.MarkdownType, "text": text}})...) {
			if !isWebLink(l) {
				t.Errorf("link %q of %q", l, text)
			}
		}
		last := 0
		for _, at := range bareLinks(text) {
			if at.start < last || at.end <= at.start || at.end > len(text) {
				t.Errorf("link at %+v behind %d", at, last)
			}
			last = at.end
		}
		safe := escape(text)
		if strings.ContainsAny(safe, "<>") || strings.ContainsFunc(safe, turnsDirection) {
			t.Errorf("escape(%q) = %q", text, safe)
		}
		for i, r := range safe {
			if r == ':' && (i == 0 || safe[i-1] < '0' || safe[i-1] > '9') && emojiCode().MatchString(safe[i:]) {
				t.Errorf("escape(%q) = %q, which holds an emoji", text, safe)
			}
		}
		messageWords(text)
		messageBody(text)
		classify(messageWords(text))
	})
}
