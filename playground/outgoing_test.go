package playground_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/playground"
)

// received is one signed request as an app got it.
type received struct {
	path, body string
	header     http.Header
}

// app is an app's own server: it answers with the statuses in their order, then with 200 and the text.
func app(t *testing.T, text string, statuses ...int) (address string, requests <-chan received) {
	t.Helper()
	out := make(chan received, 20)
	left := make(chan int, len(statuses))
	for _, status := range statuses {
		left <- status
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		select {
		case status := <-left:
			w.WriteHeader(status)
		default:
			_, _ = io.WriteString(w, text)
		}
		out <- received{r.URL.Path, string(body), r.Header}
	}))
	t.Cleanup(server.Close)
	return server.URL, out
}

func TestRequestsAreSigned(t *testing.T) {
	address, requests := app(t, "on it")
	h := open(t, playground.Config{EventsURL: address})
	verify := func(got received, path string) {
		t.Helper()
		v, err := slack.NewSecretsVerifier(got.header, h.server.SigningSecret())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := v.Write([]byte(got.body)); err != nil {
			t.Fatal(err)
		}
		if err := v.Ensure(); err != nil || got.path != path {
			t.Errorf("%s: %v", got.path, err)
		}
	}
	ts := h.say(h.ann, general, "hello")
	verify(await(t, requests, "the event"), "/slack/events")
	a := h.control("POST", "command", map[string]any{"user": "ann", "channel": "general", "command": "/footnote", "text": "help"})
	verify(await(t, requests, "the command"), "/slack/commands")
	if got := h.private(general); a["ok"] != true || len(got) != 1 || got[0] != annID+": on it" {
		t.Errorf("%v, private messages = %q", a, got)
	}
	h.control("POST", "shortcut", map[string]any{"user": "ann", "channel": "general", "ts": ts, "callback_id": "x"})
	verify(await(t, requests, "the shortcut"), "/slack/interactions")
}

func TestRequestsAreRepeated(t *testing.T) {
	address, requests := app(t, "", 500, 503, 404)
	h := open(t, playground.Config{EventsURL: address, Retries: []time.Duration{0, time.Millisecond, time.Millisecond}})
	h.say(h.ann, general, "hello")
	first := ""
	for i, want := range []string{"", "1", "2", "3"} {
		got := await(t, requests, "try "+want)
		if first == "" {
			first = got.body
		}
		if got.header.Get("X-Slack-Retry-Num") != want || (i > 0 && got.header.Get("X-Slack-Retry-Reason") != "http_error") || got.body != first {
			t.Errorf("try %d: %v", i, got.header)
		}
	}
}

func TestRequestsAreGivenUp(t *testing.T) {
	address, requests := app(t, "", 500, 500, 500, 500)
	h := open(t, playground.Config{EventsURL: address, Retries: []time.Duration{0, 0, 0}})
	h.say(h.ann, general, "lost")
	for range 4 {
		await(t, requests, "a try")
	}
	h.say(h.ann, general, "next")
	if got := await(t, requests, "the next event"); got.header.Get("X-Slack-Retry-Num") != "" {
		t.Errorf("a fifth try: %v", got.header)
	}
}

func TestNoSocketNoAddress(t *testing.T) {
	address, _ := app(t, "")
	h := open(t, playground.Config{EventsURL: address})
	if a := h.control("POST", "verify", map[string]any{}); a["ok"] != false || a["status"] != float64(200) {
		t.Errorf("an app that does not return the challenge: %v", a)
	}
	bot := h.listen(nil)
	h.say(h.ann, general, "over the socket")
	if got := bot.next(); got.payload.Event["text"] != "over the socket" {
		t.Errorf("heard %v", got.payload.Event)
	}
}
