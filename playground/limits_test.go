package playground_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/footnote-bot/footnote/playground"
)

// still is a playground that nobody runs: it answers, and delivers nothing.
func still(tb testing.TB) *playground.Server {
	tb.Helper()
	server, err := playground.New(playground.Config{BaseURL: "http://127.0.0.1:8090"})
	if err != nil {
		tb.Fatal(err)
	}
	return server
}

// ask makes a call without a network.
func ask(tb testing.TB, server *playground.Server, method string, form url.Values) map[string]any {
	tb.Helper()
	r := httptest.NewRequestWithContext(tb.Context(), http.MethodPost, "/api/"+method, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	server.ServeHTTP(w, r)
	var answer map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
		tb.Fatalf("%s(%v) = %q: %v", method, form, w.Body, err)
	}
	return answer
}

func section(n int) string {
	return `{"type":"section","text":{"type":"mrkdwn","text":"` + strings.Repeat("字", n) + `"}}`
}

func list(n int, item string) string {
	return "[" + strings.TrimSuffix(strings.Repeat(item+",", n), ",") + "]"
}

func button(text, more string) string {
	return `{"type":"button","text":{"type":"plain_text","text":"` + text + `"}` + more + `}`
}

func rich(elements string) string {
	return `[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":` + elements + `}]}]`
}

func TestBlockLimits(t *testing.T) {
	server := still(t)
	long := strings.Repeat("x", 3001)
	tests := []struct {
		name, blocks string
		want         []string // messages with their pointers
	}{
		{"section of 3,000 characters", "[" + section(3000) + "]", nil},
		{"section of 3,001", "[" + section(3001) + "]", []string{"must be less than 3001 characters [json-pointer:/blocks/0/text/text]"}},
		{"empty section", "[" + section(0) + "]", []string{"must be more than 0 characters [json-pointer:/blocks/0/text/text]"}},
		{"section of nothing", `[{"type":"section"}]`, []string{"missing required field: text [json-pointer:/blocks/0]"}},
		{"50 blocks", list(50, `{"type":"divider"}`), nil},
		{"51 blocks", list(51, `{"type":"divider"}`), []string{"no more than 50 items allowed [json-pointer:/blocks]"}},
		{"unknown type", `[{"type":"divider"},{"type":"hologram"}]`, []string{"unsupported type: hologram [json-pointer:/blocks/1/type]"}},
		{"no type", `[{"text":"x"}]`, []string{"missing required field: type [json-pointer:/blocks/0]"}},
		{"no object", `["x"]`, []string{"must be an object [json-pointer:/blocks/0]"}},
		{"unknown property", `[{"type":"divider","color":"red"}]`, []string{"invalid additional property: color [json-pointer:/blocks/0]"}},
		{"emoji switch on mrkdwn", `[{"type":"section","text":{"type":"mrkdwn","text":"x","emoji":true}}]`, []string{"invalid additional property: emoji [json-pointer:/blocks/0/text]"}},
		{"the same block_id twice", `[{"type":"divider","block_id":"a"},{"type":"divider","block_id":"a"}]`, []string{"`block_id` \"a\" already exists [json-pointer:/blocks/1/block_id]"}},
		{
			"the same action_id twice", `[{"type":"actions","elements":[` + button("a", `,"action_id":"x"`) + "," + button("b", `,"action_id":"x"`) + `]}]`,
			[]string{"`action_id` \"x\" already exists [json-pointer:/blocks/0/elements/1/action_id]"},
		},
		{"header with mrkdwn", `[{"type":"header","text":{"type":"mrkdwn","text":"x"}}]`, []string{"unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]"}},
		{"header of 151", `[{"type":"header","text":{"type":"plain_text","text":"` + long[:151] + `"}}]`, []string{"must be less than 151 characters [json-pointer:/blocks/0/text/text]"}},
		{"context of 11", `[{"type":"context","elements":` + list(11, `{"type":"mrkdwn","text":"x"}`) + `}]`, []string{"no more than 10 items allowed [json-pointer:/blocks/0/elements]"}},
		{"11 fields", `[{"type":"section","fields":` + list(11, `{"type":"mrkdwn","text":"x"}`) + `}]`, []string{"no more than 10 items allowed [json-pointer:/blocks/0/fields]"}},
		{"26 buttons", `[{"type":"actions","elements":` + list(26, button("x", "")) + `}]`, []string{"no more than 25 items allowed [json-pointer:/blocks/0/elements]"}},
		{"button text of 76", `[{"type":"actions","elements":[` + button(long[:76], "") + `]}]`, []string{"must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]"}},
		{"button value of 2,001", `[{"type":"actions","elements":[` + button("x", `,"value":"`+long[:2001]+`"`) + `]}]`, []string{"must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]"}},
		{"button url of 3,001", `[{"type":"actions","elements":[` + button("x", `,"url":"`+long+`"`) + `]}]`, []string{"must be less than 3001 characters [json-pointer:/blocks/0/elements/0/url]"}},
		{"button style", `[{"type":"actions","elements":[` + button("x", `,"style":"loud"`) + `]}]`, []string{"must be one of: primary, danger [json-pointer:/blocks/0/elements/0/style]"}},
		{
			"overflow of 6", `[{"type":"actions","elements":[{"type":"overflow","options":` + list(6, `{"text":{"type":"plain_text","text":"x"},"value":"v"}`) + `}]}]`,
			[]string{"no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]"},
		},
		{
			"option of 76", `[{"type":"section","text":{"type":"mrkdwn","text":"x"},"accessory":{"type":"overflow","options":[{"text":{"type":"plain_text","text":"` + long[:76] + `"},"value":"v"}]}}]`,
			[]string{"must be less than 76 characters [json-pointer:/blocks/0/accessory/options/0/text/text]"},
		},
		{"image without alt_text", `[{"type":"image","image_url":"https://a.example/x.png"}]`, []string{"missing required field: alt_text [json-pointer:/blocks/0]"}},
		{"rich text of nothing", rich("[]"), []string{"no less than 1 items allowed [json-pointer:/blocks/0/elements/0/elements]"}},
		{"rich text with an unknown element", rich(`[{"type":"text","text":"x"},{"type":"sparkle"}]`), []string{"unsupported type: sparkle [json-pointer:/blocks/0/elements/0/elements/1/type]"}},
		{"rich link without address", rich(`[{"type":"link"}]`), []string{"missing required field: url [json-pointer:/blocks/0/elements/0/elements/0]"}},
		{"citation", rich(`[{"type":"citation","url":"https://a.example","text":"1","index":1,"details":{"citation_type":"web","title":"t","snippet":"s"},"from_llm":true,"is_slack_url":false}]`), nil},
		{
			"citation of an unknown kind", rich(`[{"type":"citation","url":"https://a.example","text":"1","details":{"citation_type":"rumour"}}]`),
			[]string{"must be one of: file, external, web, message, memory [json-pointer:/blocks/0/elements/0/elements/0/details/citation_type]"},
		},
		{
			"list that holds a quote", `[{"type":"rich_text","elements":[{"type":"rich_text_list","style":"bullet","elements":[{"type":"rich_text_quote","elements":[]}]}]}]`,
			[]string{"a list holds only rich_text_section [json-pointer:/blocks/0/elements/0/elements/0/type]"},
		},
		{
			"list indented by 9", `[{"type":"rich_text","elements":[{"type":"rich_text_list","style":"bullet","indent":9,"elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"x"}]}]}]}]`,
			[]string{"must be a number from 0 to 8 [json-pointer:/blocks/0/elements/0/indent]"},
		},
		{
			"two markdown blocks of 12,001 together", `[{"type":"markdown","text":"` + strings.Repeat("x", 12000) + `"},{"type":"markdown","text":"y"}]`,
			[]string{"markdown blocks must be less than 12001 characters together [json-pointer:/blocks]"},
		},
		{"feedback buttons", `[{"type":"context_actions","elements":[{"type":"feedback_buttons","positive_button":{"text":{"type":"plain_text","text":"+"},"value":"g"},"negative_button":{"text":{"type":"plain_text","text":"-"},"value":"b"}}]}]`, nil},
		{
			"container with rich text in it", `[{"type":"container","title":{"type":"plain_text","text":"t"},"child_blocks":[{"type":"rich_text","elements":[]}]}]`,
			[]string{"unsupported type: rich_text [json-pointer:/blocks/0/child_blocks/0/type]"},
		},
		{"two tables", list(2, `{"type":"table","rows":[[{"type":"raw_text","text":"x"}]]}`), []string{"only one table is allowed [json-pointer:/blocks]"}},
		{"card outside a stream", `[{"type":"card","title":{"type":"plain_text","text":"x"}}]`, []string{"unsupported type: card [json-pointer:/blocks/0/type]"}},
		{"alert outside a modal", `[{"type":"alert","text":{"type":"plain_text","text":"x"}}]`, []string{"unsupported type: alert [json-pointer:/blocks/0/type]"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			form := url.Values{"token": {server.BotToken()}, "blocks": {tt.blocks}, "channel": {general}, "text": {"x"}}
			var got []string
			validated := ask(t, server, "blocks.validate", form)
			details, _ := validated["errors"].([]any)
			for _, e := range details {
				e, _ := e.(map[string]any)
				if e["code"] == "" || e["code"] == nil {
					t.Errorf("no code in %v", e)
				}
				got = append(got, fmt.Sprintf("%s [json-pointer:%s]", e["message"], e["pointer"]))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("blocks.validate (-want +got):\n%s", diff)
			}
			posted := ask(t, server, "chat.postMessage", form)
			if posted["ok"] != (len(tt.want) == 0) {
				t.Fatalf("chat.postMessage = %v", posted)
			}
			if len(tt.want) > 0 {
				messages, _ := posted["response_metadata"].(map[string]any)["messages"].([]any)
				lines, _ := posted["errors"].([]any)
				if posted["error"] != "invalid_blocks" || messages[0] != "[ERROR] "+tt.want[0] || lines[0] != tt.want[0] {
					t.Errorf("chat.postMessage = %v", posted)
				}
			}
		})
	}
}

func TestTextLimits(t *testing.T) {
	server := still(t)
	form := func(more ...string) url.Values {
		f := url.Values{"token": {server.BotToken()}, "channel": {general}, "user": {annID}}
		for i := 0; i < len(more); i += 2 {
			f.Set(more[i], more[i+1])
		}
		return f
	}
	tests := []struct {
		name, method    string
		form            url.Values
		error_, warning string
	}{
		{"40,000 characters", "chat.postMessage", form("text", strings.Repeat("字", 40_000)), "", ""},
		{"one more is cut", "chat.postMessage", form("text", strings.Repeat("字", 40_001)), "", "message_truncated"},
		{"blocks without text", "chat.postMessage", form("blocks", `[{"type":"divider"}]`), "", "missing_text_in_message"},
		{"13,200 characters of blocks", "chat.postMessage", form("text", "x", "blocks", "["+section(3000)+","+section(3000)+","+section(3000)+","+section(3000)+","+section(1200)+"]"), "", ""},
		{"13,201", "chat.postMessage", form("text", "x", "blocks", "["+section(3000)+","+section(3000)+","+section(3000)+","+section(3000)+","+section(1201)+"]"), "msg_blocks_too_long", ""},
		{"markdown beside text", "chat.postMessage", form("text", "x", "markdown_text", "y"), "markdown_text_conflict", ""},
		{"markdown of 12,001", "chat.postMessage", form("markdown_text", strings.Repeat("x", 12_001)), "msg_too_long", ""},
		{"private text of 3,001", "chat.postEphemeral", form("text", strings.Repeat("x", 3001)), "msg_too_long", ""},
		{"blocks that are no list", "chat.postMessage", form("text", "x", "blocks", `{"type":"divider"}`), "invalid_blocks_format", ""},
		{"blocks that are no JSON", "chat.postMessage", form("text", "x", "blocks", `[`), "invalid_blocks_format", ""},
		{"metadata without payload", "chat.postMessage", form("text", "x", "metadata", `{"event_type":"a"}`), "invalid_metadata_schema", ""},
		{"metadata that is text", "chat.postMessage", form("text", "x", "metadata", `"a"`), "invalid_metadata_format", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := ask(t, server, tt.method, tt.form)
			got, _ := a["error"].(string)
			warning, _ := a["warning"].(string)
			if got != tt.error_ || warning != tt.warning {
				t.Errorf("error %q, warning %q; want %q, %q", got, warning, tt.error_, tt.warning)
			}
		})
	}
}

func TestViewLimits(t *testing.T) {
	server := still(t)
	title := `"title":{"type":"plain_text","text":"t"}`
	input := `{"type":"input","label":{"type":"plain_text","text":"l"},"element":{"type":"plain_text_input"}}`
	tests := []struct {
		name, view string
		want       string
	}{
		{"100 blocks", `{"type":"modal",` + title + `,"blocks":` + list(100, `{"type":"divider"}`) + `}`, ""},
		{"101 blocks", `{"type":"modal",` + title + `,"blocks":` + list(101, `{"type":"divider"}`) + `}`, "no more than 100 items allowed [json-pointer:/view/blocks]"},
		{"title of 25", `{"type":"modal","title":{"type":"plain_text","text":"` + strings.Repeat("t", 25) + `"},"blocks":[]}`, "must be less than 25 characters [json-pointer:/view/title/text]"},
		{"input without submit", `{"type":"modal",` + title + `,"blocks":[` + input + `]}`, "missing required field: submit (a view with input blocks needs one) [json-pointer:/view]"},
		{"markdown in a view", `{"type":"home","blocks":[{"type":"markdown","text":"x"}]}`, "unsupported type: markdown [json-pointer:/view/blocks/0/type]"},
		{"alert in a modal", `{"type":"modal",` + title + `,"blocks":[{"type":"alert","text":{"type":"plain_text","text":"x"}}]}`, ""},
		{"metadata of 3,001", `{"type":"home","blocks":[],"private_metadata":"` + strings.Repeat("x", 3001) + `"}`, "must be less than 3001 characters [json-pointer:/view/private_metadata]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := ask(t, server, "blocks.validate", url.Values{"token": {server.BotToken()}, "view": {tt.view}})
			got := ""
			if meta, ok := a["response_metadata"].(map[string]any); ok {
				got, _ = meta["messages"].([]any)[0].(string)
				got = strings.TrimPrefix(got, "[ERROR] ")
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestWhatPeopleTypeIsComposed(t *testing.T) {
	server := still(t)
	tests := []struct{ name, typed, text, elements string }{
		{"plain", "hello", "hello", `text:hello`},
		{"bare link", "see https://a.example/x?p=1&q=2.", "see <https://a.example/x?p=1&amp;q=2>.", `text:see |link:https://a.example/x?p=1&q=2|text:.`},
		{"link in brackets of prose", "(https://a.example/x_(y))", "(<https://a.example/x_(y)>)", `text:(|link:https://a.example/x_(y)|text:)`},
		{"link between Chinese marks", "看：https://a.example/文章，谢谢", "看：<https://a.example/文章>，谢谢", `text:看：|link:https://a.example/文章|text:，谢谢`},
		{"labelled link", "<https://a.example|here>", "<https://a.example|here>", `link:https://a.example=here`},
		{"link with an entity", "<https://a.example/?a=1&amp;b=2>", "<https://a.example/?a=1&amp;b=2>", `link:https://a.example/?a=1&b=2`},
		{"mention as clients send it", "<@U0FOOTNOTE> why?", "<@U0FOOTNOTE> why?", `user:U0FOOTNOTE|text: why?`},
		{"mention as it is typed", "@Footnote why?", "<@U0FOOTNOTE> why?", `user:U0FOOTNOTE|text: why?`},
		{"nobody of that name", "@nobody, a@b", "@nobody, a@b", `text:@nobody, a@b`},
		{"mail", "to x@y.example", "to <mailto:x@y.example|x@y.example>", `text:to |link:mailto:x@y.example=x@y.example`},
		{"bare domain", "see a.org/x", "see <http://a.org/x|a.org/x>", `text:see |link:http://a.org/x=a.org/x`},
		{"no domain", "e.g. main.go and 1.5", "e.g. main.go and 1.5", `text:e.g. main.go and 1.5`},
		{"marks of HTML", "a < b & c > d", "a &lt; b &amp; c &gt; d", `text:a < b & c > d`},
		{"link in code", "`https://a.example`", "`https://a.example`", `text:https://a.example`},
		{"pipe in a link", "https://a.example/a|b", "<https://a.example/a%7Cb>", `link:https://a.example/a%7Cb`},
		{"not UTF-8", "a\xff", "a\uFFFD", "text:a\uFFFD"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := ask(t, server, "chat.postMessage", url.Values{"token": {server.UserToken("ann")}, "channel": {general}, "text": {tt.typed}})
			m, _ := a["message"].(map[string]any)
			var got []string
			for _, e := range m["blocks"].([]any)[0].(map[string]any)["elements"].([]any)[0].(map[string]any)["elements"].([]any) {
				e, _ := e.(map[string]any)
				kind, _ := e["type"].(string)
				said := map[string]string{"text": "text", "link": "url", "user": "user_id"}[kind]
				piece := fmt.Sprintf("%s:%s", kind, e[said])
				if label, ok := e["text"]; ok && kind == "link" {
					piece += fmt.Sprintf("=%s", label)
				}
				got = append(got, piece)
			}
			if m["text"] != tt.text || strings.Join(got, "|") != tt.elements {
				t.Errorf("text %q, elements %q; want %q, %q", m["text"], strings.Join(got, "|"), tt.text, tt.elements)
			}
		})
	}
}

// FuzzPosted posts anything: what people post is always valid rich text.
//
//fuzz:covers compose.go limits.go
func FuzzPosted(f *testing.F) {
	for _, seed := range []string{"hello <@U0FOOTNOTE> https://a.example/?a=1&b=2", "```x``` `y` @ann a.org <http://a|b>", "<!channel> &lt; *a* _b_ ~c~\n> d\n• e", "``````0", "```\n```"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 1<<10 {
			return
		}
		server := still(t)
		posted := ask(t, server, "chat.postMessage", url.Values{"token": {server.UserToken("ann")}, "channel": {general}, "text": {s}})
		m, _ := posted["message"].(map[string]any)
		if blocks, ok := m["blocks"]; ok {
			if a := ask(t, server, "blocks.validate", url.Values{"token": {server.BotToken()}, "blocks": {toJSONString(blocks)}}); a["ok"] != true {
				t.Errorf("%q became %v: %v", s, blocks, a)
			}
		}
	})
}

// FuzzCall sends anything as an argument of a call: the answer is JSON.
//
//fuzz:covers limits.go elements.go arguments.go
func FuzzCall(f *testing.F) {
	methods := []string{"chat.postMessage", "chat.update", "blocks.validate", "views.publish", "files.completeUploadExternal", "conversations.history", "chat.startStream"}
	names := []string{"text", "blocks", "view", "files", "chunks", "metadata", "cursor", "message", "ts", "thread_ts", "attachments"}
	for i := range methods {
		f.Add(uint8(i), uint8(0), "hello <@U0FOOTNOTE>")
		f.Add(uint8(i), uint8(1), `[{"type":"section","text":{"type":"mrkdwn","text":"x"}},{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"y"},"url":"https://a.example"}]}]`)
		f.Add(uint8(i), uint8(2), `{"type":"modal","title":{"type":"plain_text","text":"x"},"blocks":[{"type":"input","label":{"type":"plain_text","text":"y"},"element":{"type":"plain_text_input","action_id":"z"}}]}`)
		f.Add(uint8(i), uint8(5), `{"event_type":"a","event_payload":{"b":1}}`)
	}
	f.Add(uint8(2), uint8(1), rich(`[{"type":"text","text":"a","style":{"bold":true}},{"type":"link","url":"https://a.example"},{"type":"emoji","name":"b"},{"type":"user","user_id":"U1"}]`))
	f.Fuzz(func(t *testing.T, method, name uint8, s string) {
		if len(s) > 1<<10 {
			return
		}
		server := still(t)
		ask(t, server, methods[int(method)%len(methods)], url.Values{
			"token": {server.BotToken()}, "channel": {general}, "user_id": {annID}, names[int(name)%len(names)]: {s},
		})
	})
}

func toJSONString(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(data)
}
