package playground_test

import (
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/footnote-bot/footnote/playground"
)

// TestPageSpeaksTheViewersLanguage: Bob's is Chinese.
func TestPageSpeaksTheViewersLanguage(t *testing.T) {
	h := open(t, playground.Config{})
	for who, want := range map[string][]string{
		"ann": {`<html lang="en">`, "Give Footnote something to read", "Message #general"},
		"bob": {`<html lang="zh">`, "给 Footnote 一点东西读", "发消息到 #general"},
	} {
		page := h.get(http.DefaultClient, "/?as="+who, "").body
		for _, words := range want {
			if !strings.Contains(page, words) {
				t.Errorf("%s's page lacks %q", who, words)
			}
		}
	}
}

// said are the texts of a page that people read or hear, but those that are marked as of another language, with what stands where.
func said(t *testing.T, page string) []string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode && strings.TrimSpace(n.Data) != "":
			texts = append(texts, strings.TrimSpace(n.Data))
		case n.Type == html.ElementNode && slices.Contains([]string{"script", "style", "pre", "code", "time"}, n.Data):
			return
		}
		for _, a := range n.Attr {
			if a.Key == "lang" && n.Data != "html" {
				return
			}
			if slices.Contains([]string{"aria-label", "title", "placeholder", "alt", "data-label"}, a.Key) && a.Val != "" {
				texts = append(texts, a.Val)
			}
		}
		for c := range n.ChildNodes() {
			walk(c)
		}
	}
	walk(root)
	return texts
}

// names stay as they are in each language: of the program, people, channels, products and what has to be typed.
var names = regexp.MustCompile(`Footnote|/footnote|operation_timeout|Ann( Miller)?|Bob( Chen)?|Herald|#?(general|news|random|board)\b|bookmark_tabs|Enter\b|PDF|GB18030|kB|https?://\S+|@\w+|eyes|notes\.\w+|hologram`)

// foreign are the texts that a language does not say so.
func foreign(lang string, texts []string) (out []string) {
	other := regexp.MustCompile(`\p{Han}`)
	if lang == "zh" {
		other = regexp.MustCompile(`[A-Za-z]{2}`)
	}
	for _, text := range texts {
		if other.MatchString(names.ReplaceAllString(text, "")) {
			out = append(out, text)
		}
	}
	return out
}

// in is one of two texts, by language.
func in(lang, en, zh string) string {
	if lang == "zh" {
		return zh
	}
	return en
}

type object = map[string]any

// blocksIn is one of all that the page draws, in the words of a language.
func blocksIn(lang string) []any {
	text := func(en, zh string) object { return object{"type": "plain_text", "text": in(lang, en, zh)} }
	options := []any{object{"text": text("one", "一"), "value": "1"}, object{"text": text("two", "二"), "value": "2"}}
	task := func(id, status string) object {
		return object{"type": "task_card", "task_id": id, "title": in(lang, "a task", "任务"), "status": status}
	}
	return []any{
		object{"type": "section", "text": object{"type": "mrkdwn", "text": strings.Repeat(in(lang, "many words ", "很多字"), 60)}},
		object{"type": "actions", "elements": []any{
			object{"type": "button", "action_id": "a", "text": text("press", "按钮")},
			object{"type": "overflow", "action_id": "b", "options": options},
			object{"type": "static_select", "action_id": "c", "options": options},
			object{"type": "datepicker", "action_id": "d"},
			object{"type": "users_select", "action_id": "e", "placeholder": text("who", "谁")},
		}},
		object{"type": "image", "image_url": "https://elsewhere.example/x.png", "alt_text": in(lang, "a picture", "图")},
		object{"type": "plan", "title": in(lang, "a plan", "计划"), "tasks": []any{task("1", "pending"), task("2", "in_progress"), task("3", "complete"), task("4", "error")}},
		object{"type": "table", "rows": []any{[]any{object{"type": "raw_text", "text": in(lang, "cell", "格")}}}},
	}
}

// formIn is a view with inputs that have neither labels nor placeholders of their own.
func formIn(lang, kind string) object {
	text := func(en, zh string) object { return object{"type": "plain_text", "text": in(lang, en, zh)} }
	input := func(id, element string) object {
		return object{"type": "input", "block_id": id, "label": text("label", "标签"), "optional": true, "element": object{"type": element, "action_id": id}}
	}
	view := object{"type": kind, "blocks": []any{input("x", "plain_text_input"), input("y", "timepicker")}}
	if kind == "modal" {
		view["title"], view["submit"] = text("title", "标题"), text("send", "提交")
	}
	return view
}

// furnish puts into somebody's direct message, home and modal all that the page draws, in the words of their language.
func (h *house) furnish(lang, who, id, direct string) (root string) {
	h.t.Helper()
	post := func(method string, args object) string {
		h.t.Helper()
		data, err := json.Marshal(args)
		if err != nil {
			h.t.Fatal(err)
		}
		a := h.call(h.server.BotToken(), method, "application/json", string(data))
		if a["ok"] != true {
			h.t.Fatalf("%s: %v", method, a)
		}
		ts, _ := a["ts"].(string)
		return ts
	}
	typed := in(lang, "typed", "打字")
	message := h.control(http.MethodPost, "message", object{"user": who, "channel": direct, "text": typed, "files": []any{object{"name": "notes.txt", "content": typed}}})
	root, _ = message["ts"].(string)
	h.control(http.MethodPost, "reaction", object{"user": who, "channel": direct, "ts": root, "name": "eyes"})
	h.control(http.MethodPost, "edit", object{"user": who, "channel": direct, "ts": root, "text": typed + typed})
	post("chat.postMessage", object{"channel": direct, "text": typed, "blocks": blocksIn(lang), "thread_ts": root})
	post("chat.postEphemeral", object{"channel": direct, "user": id, "text": typed, "thread_ts": root})
	post("chat.startStream", object{"channel": direct, "thread_ts": root, "markdown_text": typed})
	post("assistant.threads.setSuggestedPrompts", object{"channel_id": direct, "prompts": []any{object{"title": typed, "message": typed}}})
	post("views.publish", object{"user_id": id, "view": formIn(lang, "home")})
	h.control(http.MethodPost, "command", object{"user": who, "channel": direct, "command": "/footnote", "text": ""}) // nobody answers
	return root
}

// TestPageIsInOneLanguage: whatever somebody reads or hears on the page is in their language, but what others wrote in another.
func TestPageIsInOneLanguage(t *testing.T) {
	h := open(t, playground.Config{AckTimeout: time.Millisecond})
	for _, tt := range []struct{ lang, who, id, direct string }{{"en", "ann", annID, annDM}, {"zh", "bob", bobID, "D0BOB00001"}} {
		root := h.furnish(tt.lang, tt.who, tt.id, tt.direct)
		for _, path := range []string{"/?in=general", "/?in=random", "/?in=footnote", "/?in=footnote&thread=" + root, "/?in=footnote&tab=home", "/playground/home"} {
			sep := "&"
			if !strings.Contains(path, "?") {
				sep = "?"
			}
			page := h.get(http.DefaultClient, path+sep+"as="+tt.who, "")
			texts := said(t, page.body)
			if page.status != http.StatusOK || len(texts) < 3 {
				t.Errorf("%s: %d, %q", path, page.status, texts)
			}
			for _, text := range foreign(tt.lang, texts) {
				t.Errorf("%s: %s says %q", tt.who, path, text)
			}
		}
	}
}

// A check of words that finds none would find nothing.
func TestForeignWordsAreFound(t *testing.T) {
	page := `<html lang="zh"><p title="Stop">停止</p><p lang="en">Fine</p><p>Footnote 未连接</p><img alt="See more"></html>`
	if got := foreign("zh", said(t, page)); len(got) != 2 {
		t.Errorf("found %q", got)
	}
	if got := foreign("en", []string{"Stop", "停止"}); len(got) != 1 {
		t.Errorf("found %q", got)
	}
}
