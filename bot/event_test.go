package bot

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/footnote-bot/footnote/summarize"
)

var self = identity{Team: "T1", TeamURL: "https://ours.slack.com", User: "UBOT", Bot: "BBOT"}

// callbackOf is an event as Slack wraps it.
func callbackOf(event string) string {
	return `{"token":"t","team_id":"T1","api_app_id":"A1","type":"event_callback","event_id":"Ev1","event_time":1700000000,
		"is_ext_shared_channel":false,"authorizations":[{"team_id":"T1","user_id":"UBOT","is_bot":true}],"event":` + event + `}`
}

func mention(text string) string {
	return callbackOf(fmt.Sprintf(`{"type":"app_mention","user":"U1","text":%q,"ts":"10.1","team":"T1","channel":"C1","event_ts":"10.1"}`, text))
}

func direct(text string) string {
	return callbackOf(fmt.Sprintf(`{"type":"message","channel_type":"im","user":"U1","text":%q,"ts":"10.1","team":"T1","channel":"D1"}`, text))
}

func TestParseEvent(t *testing.T) {
	asked := func(change func(*Ask)) Ask {
		a := Ask{Key: "T1/C1/10.1", Kind: AskReply, Via: ViaMention, Team: "T1", Channel: "C1", User: "U1", UserTeam: "T1", TS: "10.1", Thread: "10.1", Internal: true}
		change(&a)
		return a
	}
	long := strings.Repeat("A sentence of a text that somebody pasted here. ", 10)
	han := strings.Repeat("这是有人粘贴在这里的一段文字。", 10)
	tests := []struct {
		name, in string
		want     Ask // zero: nothing is asked
	}{
		{
			"mention with a labelled link", mention("<@UBOT> <https://a.example/x?p=1&amp;q=2|a.example>"),
			asked(func(a *Ask) { a.Links = []string{"https://a.example/x?p=1&q=2"} }),
		},
		{"mention with a bare domain", mention("<@UBOT> <http://a.example|a.example>"), asked(func(a *Ask) { a.Links = []string{"http://a.example"} })},
		{
			"two links, one of them twice", mention("<@UBOT> <https://a.example/1> and <https://a.example/2> <https://a.example/1>"),
			asked(func(a *Ask) { a.Links, a.Wrote = []string{"https://a.example/1", "https://a.example/2"}, "en" }),
		},
		{
			"a link and a question", mention("<@UBOT> <https://a.example/x> How much did it cost?"),
			asked(func(a *Ask) { a.Links = []string{"https://a.example/x"}; a.Question = "How much did it cost?" }),
		},
		{
			"a link and a Chinese question", mention("<@UBOT> <https://a.example/x> 成本是多少？"),
			asked(func(a *Ask) { a.Links = []string{"https://a.example/x"}; a.Question = "成本是多少？" }),
		},
		{
			"a link and the wish for a summary", mention("<@UBOT> please summarise this <https://a.example/x>, thanks!"),
			asked(func(a *Ask) { a.Links, a.Wrote = []string{"https://a.example/x"}, "en" }),
		},
		{"the same in Chinese", mention("<@UBOT> 请帮我总结一下这篇文章 <https://a.example/x>"), asked(func(a *Ask) { a.Links, a.Wrote = []string{"https://a.example/x"}, "zh-Hans" })},
		{
			"a summary in another language", mention("<@UBOT> summary in German <https://a.example/x>"),
			asked(func(a *Ask) { a.Links, a.Language, a.Wrote = []string{"https://a.example/x"}, "de", "en" }),
		},
		{
			"a style", mention("<@UBOT> who said what <https://a.example/x>"),
			asked(func(a *Ask) { a.Links, a.Style, a.Wrote = []string{"https://a.example/x"}, summarize.Voices, "en" }),
		},
		{
			"a question keeps the words of a language", mention("<@UBOT> <https://a.example/x> How many books are there in English?"),
			asked(func(a *Ask) {
				a.Links = []string{"https://a.example/x"}
				a.Question = "How many books are there in English?"
			}),
		},
		{"pasted text", mention("<@UBOT> " + long), asked(func(a *Ask) { a.Pasted = strings.TrimSpace(long) })},
		{"pasted Chinese text below an order", mention("<@UBOT> 总结\n" + han), asked(func(a *Ask) { a.Pasted, a.Wrote = han, "zh-Hans" })},
		{
			"a longer question beside a link", mention("<@UBOT> <https://a.example/x> " + long),
			asked(func(a *Ask) { a.Links = []string{"https://a.example/x"}; a.Question = strings.TrimSpace(long) }),
		},
		{"nothing to go on", mention("<@UBOT>"), asked(func(a *Ask) { a.Kind = AskHelp })},
		{
			"a question without anything to answer from", mention("<@UBOT> how are you?"),
			asked(func(a *Ask) { a.Kind = AskHelp; a.Question = "how are you?" }),
		},
		{
			"links stand unescaped in blocks", callbackOf(`{"type":"app_mention","user":"U1","text":"<@UBOT> <https://a.example/x?p=1&amp;q=2>","ts":"10.1","team":"T1","channel":"C1",
			"blocks":[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"user","user_id":"UBOT"},{"type":"link","url":"https://a.example/x?p=1&q=2"}]}]}]}`),
			asked(func(a *Ask) { a.Links = []string{"https://a.example/x?p=1&q=2"} }),
		},
		{
			"in a thread", callbackOf(`{"type":"app_mention","user":"U1","text":"<@UBOT> and who pays?","ts":"10.1","thread_ts":"9.1","team":"T1","channel":"C1"}`),
			asked(func(a *Ask) { a.Thread, a.InThread, a.Question = "9.1", true, "and who pays?" }),
		},
		{
			"the discussion itself", callbackOf(`{"type":"app_mention","user":"U1","text":"<@UBOT> summarize this thread","ts":"10.1","thread_ts":"9.1","team":"T1","channel":"C1"}`),
			asked(func(a *Ask) { a.Thread, a.InThread, a.Talk, a.Wrote = "9.1", true, true, "en" }),
		},
		{
			"is that right", callbackOf(`{"type":"app_mention","user":"U1","text":"<@UBOT> Is that right?","ts":"10.1","thread_ts":"9.1","team":"T1","channel":"C1"}`),
			asked(func(a *Ask) { a.Thread, a.InThread, a.Check = "9.1", true, true }),
		},
		{
			"讨论 in a thread", callbackOf(`{"type":"app_mention","user":"U1","text":"<@UBOT> 总结一下讨论","ts":"10.1","thread_ts":"9.1","team":"T1","channel":"C1"}`),
			asked(func(a *Ask) { a.Thread, a.InThread, a.Talk, a.Wrote = "9.1", true, true, "zh-Hans" }),
		},
		{
			"something was discussed in the text", callbackOf(`{"type":"app_mention","user":"U1","text":"<@UBOT> 文中讨论了哪些成本？","ts":"10.1","thread_ts":"9.1","team":"T1","channel":"C1"}`),
			asked(func(a *Ask) { a.Thread, a.InThread, a.Question = "9.1", true, "文中讨论了哪些成本？" }),
		},
		{
			"a file of an odd type beside a good one", callbackOf(`{"type":"app_mention","user":"U1","text":"<@UBOT>","ts":"10.1","team":"T1","channel":"C1",
			"files":[{"id":7},{"id":"F1","name":"a.md","mimetype":"text/markdown","size":9,"url_private":"https://f.example/a","permalink":"https://p.example/a","created":"x"}]}`),
			asked(func(a *Ask) {
				a.Files = []File{{ID: "F1", Name: "a.md", MimeType: "text/markdown", Size: 9, URL: "https://f.example/a", Permalink: "https://p.example/a"}}
			}),
		},
		{
			"a message of a channel that mentions us", callbackOf(`{"type":"message","channel_type":"channel","user":"U1","text":"<@UBOT> <https://a.example/x>","ts":"10.1","team":"T1","channel":"C1"}`),
			asked(func(a *Ask) { a.ChannelKind = "channel"; a.Links = []string{"https://a.example/x"} }),
		},
		{"a direct message", direct("<https://a.example/x>"), asked(func(a *Ask) {
			a.Key, a.Channel, a.ChannelKind, a.Via, a.Links = "T1/D1/10.1", "D1", "im", ViaDM, []string{"https://a.example/x"}
		})},

		{"a message of a channel that does not mention us", callbackOf(`{"type":"message","channel_type":"channel","user":"U1","text":"<https://a.example/x>","ts":"10.1","channel":"C1"}`), Ask{}},
		{"another bot", callbackOf(`{"type":"app_mention","user":"U2","bot_id":"B9","text":"<@UBOT> <https://a.example/x>","ts":"10.1","channel":"C1"}`), Ask{}},
		{"a bot of the old kind", callbackOf(`{"type":"message","subtype":"bot_message","bot_id":"B9","channel_type":"im","text":"<https://a.example/x>","ts":"10.1","channel":"D1"}`), Ask{}},
		{"ourselves", callbackOf(`{"type":"message","channel_type":"im","user":"UBOT","text":"<https://a.example/x>","ts":"10.1","channel":"D1"}`), Ask{}},
		{"an edit", callbackOf(`{"type":"message","subtype":"message_changed","channel_type":"im","message":{"user":"U1","text":"x"},"ts":"10.2","channel":"D1"}`), Ask{}},
		{"somebody joins", callbackOf(`{"type":"member_joined_channel","user":"UBOT","channel":"C1"}`), Ask{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, asks, err := self.parseEvent(json.RawMessage(tt.in))
			if err != nil {
				t.Fatal(err)
			}
			if asks != (tt.want.Key != "") {
				t.Fatalf("asks = %v, want %v: %+v", asks, !asks, got)
			}
			if diff := cmp.Diff(tt.want, got); asks && diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestParseCommand(t *testing.T) {
	command := func(text string) string {
		return fmt.Sprintf(`{"team_id":"T1","channel_id":"C1","channel_name":"general","user_id":"U1","command":"/footnote","text":%q,
			"trigger_id":"1.2.x","response_url":"https://r.example/1"}`, text)
	}
	asked := func(change func(*Ask)) Ask {
		a := Ask{Key: "T1/command/1.2.x", Kind: AskReply, Via: ViaCommand, Team: "T1", Channel: "C1", ChannelName: "general", User: "U1", ResponseURL: "https://r.example/1"}
		change(&a)
		return a
	}
	tests := []struct {
		name, in string
		want     Ask
	}{
		{"a link", "https://a.example/x", asked(func(a *Ask) { a.Links = []string{"https://a.example/x"} })},
		{"a link in brackets", "<https://a.example/x|a.example>", asked(func(a *Ask) { a.Links = []string{"https://a.example/x"} })},
		{"a link and a question", "https://a.example/x who pays?", asked(func(a *Ask) { a.Links = []string{"https://a.example/x"}; a.Question = "who pays?" })},
		{"a Chinese question right behind the link", "https://a.example/x？谁付钱", asked(func(a *Ask) { a.Links = []string{"https://a.example/x"}; a.Question = "？谁付钱" })},
		{"digest now", "digest now", asked(func(a *Ask) { a.Kind, a.Digest = AskDigest, &DigestAsk{Do: "now"} })},
		{"a digest's schedule", "digest weekly Mon 09:00", asked(func(a *Ask) { a.Kind, a.Digest = AskDigest, &DigestAsk{Do: "set", Rest: "weekly Mon 09:00"} })},
		{"one of several digests", "digest off 2", asked(func(a *Ask) { a.Kind, a.Digest = AskDigest, &DigestAsk{Do: "off", Number: 2} })},
		{"which digests", "digests", asked(func(a *Ask) { a.Kind, a.Digest = AskDigest, &DigestAsk{Do: "list_all"} })},
		{"help", "help", asked(func(a *Ask) { a.Kind = AskHelp })},
		{"nothing", "", asked(func(a *Ask) { a.Kind = AskHelp })},
		{"no link", "what is this", asked(func(a *Ask) { a.Kind = AskHelp })},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := parseCommand(json.RawMessage(command(tt.in)))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("parseCommand(%q) (-want +got):\n%s", tt.in, diff)
			}
		})
	}
}

const pressedJSON = `{"type":"block_actions","user":{"id":"U1","team_id":"T2"},"team":{"id":"T2"},"container":{"type":"message","message_ts":"11.1",
	"channel_id":"C1","thread_ts":"10.1"},"actions":[{"action_id":"footnote_whole","value":"T1/C1/10.1","action_ts":"12.1"}]}`

func TestParseInteraction(t *testing.T) {
	press := Ask{
		Key: "T1/C1/action/12.1", Kind: AskReply, Via: ViaButton, Team: "T1", Channel: "C1", User: "U1", UserTeam: "T2", Thread: "10.1",
		InThread: true, Offer: "T1/C1/10.1", Pressed: "11.1", Whole: true,
	}
	longer := press
	longer.Whole, longer.Style = false, summarize.Detailed
	chinese := press
	chinese.Whole, chinese.Language = false, "zh-Hans"
	fromModal := `{"type":"block_actions","user":{"id":"U1","team_id":"T2"},"container":{"type":"view","view_id":"V1"},"view":{"id":"V1","private_metadata":` +
		strconv.Quote(`{"key":"T1/C1/10.1","channel":"C1","thread":"10.1","ts":"11.1"}`) +
		`},"actions":[{"action_id":"footnote_language","selected_option":{"value":"zh-Hans"},"action_ts":"12.1"}]}`
	tests := []struct {
		name, in string
		want     Ask // zero: nothing is asked
	}{
		{"our button", pressedJSON, press},
		{"longer", strings.Replace(pressedJSON, "footnote_whole", "footnote_longer", 1), longer},
		{"another language, in a modal", fromModal, chinese},
		{"a style that there is not", strings.Replace(fromModal, "footnote_language", "footnote_style", 1), Ask{}},
		{"a button of another kind", strings.Replace(pressedJSON, "footnote_whole", "other", 1), Ask{}},
		{"a button without a request", strings.Replace(pressedJSON, `"value":"T1/C1/10.1"`, `"value":""`, 1), Ask{}},
		{"from a view", strings.Replace(pressedJSON, `"channel_id":"C1",`, "", 1), Ask{}},
		{"a shortcut", strings.Replace(pressedJSON, "block_actions", "message_action", 1), Ask{}},
		{"a view that is submitted", `{"type":"view_submission","user":{"id":"U1"},"view":{"id":"V1"}}`, Ask{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, _, err := parseInteraction(json.RawMessage(tt.in))
			if err != nil {
				t.Fatal(err)
			}
			got, asked := self.asked(p)
			if diff := cmp.Diff(tt.want, got); diff != "" || asked != (tt.want.Key != "") {
				t.Errorf("asked %v (-want +got):\n%s", asked, diff)
			}
		})
	}
}
