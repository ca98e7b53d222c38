package playground_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/playground"
)

// patience is how long a test waits for what has to come; it is spent only when the test fails.
const patience = time.Minute

// clock is the time of day, and as much later as a test wants.
type clock struct{ later atomic.Int64 }

func (c *clock) now() time.Time          { return time.Now().Add(time.Duration(c.later.Load())) }
func (c *clock) forward(d time.Duration) { c.later.Add(int64(d)) }

// house is a running playground and its clients.
type house struct {
	t      *testing.T
	server *playground.Server
	bot    *slack.Client
	ann    *slack.Client
	bob    *slack.Client
}

// open starts a playground on a port of its own, for as long as the test runs.
func open(t *testing.T, cfg playground.Config) *house {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	cfg.BaseURL = "http://" + listener.Addr().String()
	server, err := playground.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- server.Run(ctx, listener) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("Run: %v", err)
		}
	})
	h := &house{t: t, server: server}
	h.bot = h.client(server.BotToken(), slack.OptionAppLevelToken(server.AppToken()))
	h.ann, h.bob = h.client(server.UserToken("ann")), h.client(server.UserToken("bob"))
	return h
}

func (h *house) client(token string, options ...slack.Option) *slack.Client {
	return slack.New(token, append(options, slack.OptionAPIURL(h.server.APIURL()))...)
}

// say posts as somebody and returns the timestamp.
func (h *house) say(who *slack.Client, channel, text string, options ...slack.MsgOption) string {
	h.t.Helper()
	_, ts, err := who.PostMessageContext(h.t.Context(), channel, append([]slack.MsgOption{slack.MsgOptionText(text, false)}, options...)...)
	if err != nil {
		h.t.Fatalf("post %q: %v", text, err)
	}
	return ts
}

// fetched is an answer, read to its end.
type fetched struct {
	status     int
	kind, path string // the type of the content, and where the redirects ended
	body       []byte
}

func fetch(t *testing.T, r *http.Request) fetched {
	t.Helper()
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(response.Body)
	if err := errors.Join(err, response.Body.Close()); err != nil {
		t.Fatal(err)
	}
	return fetched{response.StatusCode, response.Header.Get("Content-Type"), response.Request.URL.Path, data}
}

// control calls a route below /playground/api.
func (h *house) control(method, path string, body any) map[string]any {
	h.t.Helper()
	var reader io.Reader
	if body != nil {
		data, err := json.Marshal(body)
		if err != nil {
			h.t.Fatal(err)
		}
		reader = bytes.NewReader(data)
	}
	r, err := http.NewRequestWithContext(h.t.Context(), method, h.server.URL()+"playground/api/"+path, reader)
	if err != nil {
		h.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	got := fetch(h.t, r)
	var answer map[string]any
	if err := json.Unmarshal(got.body, &answer); err != nil {
		h.t.Fatalf("%s %s: %d: %v", method, path, got.status, err)
	}
	return answer
}

// call makes a raw call of the Web API.
func (h *house) call(token, method, contentType, body string) map[string]any {
	h.t.Helper()
	r, err := http.NewRequestWithContext(h.t.Context(), http.MethodPost, h.server.APIURL()+method, strings.NewReader(body))
	if err != nil {
		h.t.Fatal(err)
	}
	r.Header.Set("Content-Type", contentType)
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	got := fetch(h.t, r)
	var answer map[string]any
	if err := json.Unmarshal(got.body, &answer); err != nil {
		h.t.Fatalf("%s: %d: %v", method, got.status, err)
	}
	return answer
}

const (
	general = "C0GENERAL1"
	news    = "C0NEWS0001"
	annDM   = "D0ANN00001"
	annID   = "U0ANN00001"
	bobID   = "U0BOB00001"
	botID   = "U0FOOTNOTE"
)

func TestEnv(t *testing.T) {
	h := open(t, playground.Config{})
	got := map[string]string{}
	lines := h.server.Env()
	for _, line := range lines {
		name, value, _ := strings.Cut(line, "=")
		got[name] = value
	}
	for _, name := range []string{"SLACK_API_URL", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "FOOTNOTE_ALLOW_PRIVATE_HOSTS", "PLAYGROUND_USER_TOKENS", "PLAYGROUND_URL"} {
		if got[name] == "" {
			t.Errorf("%s is not set", name)
		}
	}
	if !strings.HasSuffix(got["SLACK_API_URL"], "/api/") || !strings.HasPrefix(lines[len(lines)-1], "PLAYGROUND_URL=") {
		t.Errorf("Env() = %q", lines)
	}
}

func TestWhoTokensAre(t *testing.T) {
	h := open(t, playground.Config{})
	for token, want := range map[string]string{h.server.BotToken(): botID, h.server.UserToken("ann"): annID, h.server.UserToken("bob"): bobID} {
		got, err := h.client(token).AuthTestContext(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if got.UserID != want || (got.BotID != "") != (want == botID) {
			t.Errorf("auth.test = %+v, want user %s", got, want)
		}
	}
	for _, token := range []string{"xoxb-nobody", h.server.AppToken()} {
		if _, err := h.client(token).AuthTestContext(t.Context()); err == nil {
			t.Errorf("auth.test with %.8s… passed", token)
		}
	}
}

func toJSON(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
