package e2e

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/model/modeltest"
)

// ofNoRequest are the messages of lines that are written for the program, not for a request.
var ofNoRequest = []string{"listening", "ready", "socket"}

var logged = regexp.MustCompile(`level=[A-Z]+ msg=("(?:[^"\\]|\\.)*"|\S+)`)

// Requests of every kind come, and Slack, models and pages fail them: no line of the log, at any level, holds what opens a
// link (its query, fragment, password), and each that is written for a request bears its key.
func TestLogs(t *testing.T) {
	t.Parallel()
	honest := modeltest.WithReader(func(r modeltest.Request) modeltest.Reply {
		return modeltest.Reply{Text: claims("The work costs 4.6 million pounds.", r.Find("4.6 million"))}
	})
	_, base := modeltest.Start(t, func(r modeltest.Request) modeltest.Reply {
		if r.Model == "first" {
			return modeltest.Reply{Status: http.StatusInternalServerError, Body: `{"error":{"message":"overloaded"}}`}
		}
		return honest(r)
	})
	h, news := newHouse(t), newNewsroom(t)
	bot := h.serve("FOOTNOTE_LOG_LEVEL=debug", "FOOTNOTE_API_KEY="+apiKey, "OPENAI_BASE_URL="+base, "OPENAI_MODEL=first, second")
	door := "http://" + readyAt.FindStringSubmatch(bot.output())[1]
	h.everythingFails(news, door)
	h.settled(h.env["DATABASE_URL"])
	for line := range strings.SplitSeq(bot.output(), "\n") {
		if strings.Contains(line, "s3cret") {
			t.Errorf("a secret: %s", line)
		}
		m := logged.FindStringSubmatch(line)
		if m == nil || slices.Contains(ofNoRequest, strings.Trim(m[1], `"`)) {
			continue
		}
		if n := strings.Count(line, " job="); n != 1 {
			t.Errorf("%d keys: %s", n, line)
		}
	}
	for _, want := range []string{"/nothing", "msg=request ", "asking the next", "waited for", "blocks refused", "person unknown", "not read", "job=api/"} {
		if !strings.Contains(bot.output(), want) {
			t.Errorf("nothing is logged of %s: there is nothing to look into", want)
		}
	}
}

// everythingFails asks in every way, of what is there and of what is not, while Slack refuses this and that.
func (h *house) everythingFails(news *newsroom, door string) {
	general, dm := h.channel("general"), h.dm(h.ann)
	with := func(path string) string {
		return strings.Replace(news.URL, "http://", "http://ann:s3cret@", 1) + path + "?sig=s3cret#s3cret"
	}
	for _, body := range []string{fmt.Sprintf(`{"source":%q}`, news.URL+"/harbour"), fmt.Sprintf(`{"source":%q}`, with("/nothing"))} {
		req, err := http.NewRequestWithContext(h.t.Context(), http.MethodPost, door+"/v1/summaries", strings.NewReader(body))
		if err != nil {
			h.t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+apiKey)
		req.Header.Set("Content-Type", "application/json")
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			h.t.Fatal(err)
		}
		_ = resp.Body.Close()
	}
	for _, fault := range []map[string]any{
		{"kind": "error", "method": "conversations.info", "status": 503},
		{"kind": "error", "method": "users.info", "error": "user_not_found"},
		{"kind": "error", "method": "chat.postMessage", "error": "invalid_blocks"},
		{"kind": "error", "method": "assistant.threads.setStatus", "error": "internal_error"},
		{"kind": "error", "method": "assistant.search.context", "error": "invalid_action_token"},
	} {
		h.post("faults", fault)
	}
	ask := func(channel, text, thread string) string {
		if channel == general {
			text = h.mention(text)
		}
		ts := h.say(h.ann, channel, text, thread)
		n := 1
		if thread != "" {
			n = len(h.replies(channel, thread)) + 1
		}
		h.reply(channel, firstThread(thread, ts), n)
		return ts
	}
	for _, link := range []string{
		with("/harbour"), with("/nothing"), with("/gone"), "http://192.168.77.1/x?sig=s3cret", "https://nowhere.invalid/?sig=s3cret", "http://127.0.0.1:1/x?s3cret",
	} {
		ask(general, "<"+link+">", "")
	}
	root := ask(general, news.URL+"/harbour How much does the work on the wall cost?", "")
	ask(general, "When does it begin?", root)
	h.say(h.bob, general, "It costs 9 million pounds.", root)
	ask(general, "is that right?", root)
	ask(general, "What have we said about ferries?", "")
	ask(dm, with("/harbour")+" How much does the work on the wall cost?", "")
	h.post("action", map[string]any{"user": "ann", "channel": "general", "ts": h.replies(general, root)[0].Timestamp, "action_id": "footnote_passages"})
	h.post("command", map[string]any{"user": "ann", "channel": "general", "command": "/footnote", "text": with("/nothing")})
	h.slash("ann", "digest now")
	h.slash("ann", "usage")
	open := news.shut()
	held := h.say(h.ann, general, h.mention(news.URL+"/held"), "")
	<-news.seen
	h.post("delete", map[string]any{"user": "ann", "channel": "general", "ts": held})
	open()
	h.slash("ann", "forget me")
}

func firstThread(thread, ts string) string {
	if thread != "" {
		return thread
	}
	return ts
}
