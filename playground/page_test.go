package playground_test

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/slack-go/slack"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/footnote-bot/footnote/playground"
)

// served is what came back, redirects followed.
type served struct {
	status int
	url    *url.URL
	header http.Header
	body   string
}

// get asks for a path; host replaces the Host header where it is set.
func (h *house) get(client *http.Client, path, host string) served {
	h.t.Helper()
	r, err := http.NewRequestWithContext(h.t.Context(), http.MethodGet, strings.TrimSuffix(h.server.URL(), "/")+path, nil)
	if err != nil {
		h.t.Fatal(err)
	}
	if host != "" {
		r.Host = host
	}
	response, err := client.Do(r)
	if err != nil {
		h.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		h.t.Fatal(err)
	}
	return served{response.StatusCode, response.Request.URL, response.Header, string(body)}
}

// browser is a client that keeps cookies.
func browser(t *testing.T) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Jar: jar}
}

func TestPageAnswersItsOwnHostAlone(t *testing.T) {
	h := open(t, playground.Config{})
	for _, path := range []string{"/", "/playground/events", "/assets/page.js", "/read/living-wall.html", "/archives/C0GENERAL1/p1700000000000100"} {
		if got := h.get(http.DefaultClient, path, "rebound.example:8090"); got.status != http.StatusMisdirectedRequest {
			t.Errorf("%s for another host: %d", path, got.status)
		}
	}
	page := h.get(http.DefaultClient, "/", "localhost:8090")
	if page.status != http.StatusOK || !strings.Contains(page.body, "Footnote playground") {
		t.Errorf("/ for localhost: %d", page.status)
	}
	if policy := page.header.Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
		t.Errorf("policy of the page: %q", policy)
	}
	for _, token := range []string{h.server.BotToken(), h.server.AppToken(), h.server.UserToken("ann"), h.server.SigningSecret()} {
		if strings.Contains(page.body, token) {
			t.Error("the page holds a token")
		}
	}
}

func TestPageShowsWhatThePersonMaySee(t *testing.T) {
	h := open(t, playground.Config{})
	h.say(h.ann, "C0SECRET01", "The board meets at nine")
	if _, err := h.bot.PostEphemeralContext(t.Context(), "C0GENERAL1", "U0ANN00001", slack.MsgOptionText("only Ann", false)); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ path, words string }{
		{"/?as=ann&in=board", "The board meets at nine"},
		{"/?as=ann", "only Ann"},
	}
	for _, tt := range tests {
		if page := h.get(http.DefaultClient, tt.path, ""); !strings.Contains(page.body, tt.words) {
			t.Errorf("%s does not show %q", tt.path, tt.words)
		}
		other := strings.Replace(tt.path, "as=ann", "as=bob", 1)
		if page := h.get(http.DefaultClient, other, ""); strings.Contains(page.body, tt.words) {
			t.Errorf("%s shows %q", other, tt.words)
		}
	}
}

func TestPagePermalinksLeadWhoIsSignedIn(t *testing.T) {
	h := open(t, playground.Config{})
	root := h.say(h.ann, "C0GENERAL1", "the root")
	reply := h.say(h.bob, "C0GENERAL1", "the answer", slack.MsgOptionTS(root))
	link, err := h.bot.GetPermalinkContext(t.Context(), &slack.PermalinkParameters{Channel: "C0GENERAL1", Ts: reply})
	if err != nil {
		t.Fatal(err)
	}
	path := strings.TrimPrefix(link, strings.TrimSuffix(h.server.URL(), "/"))
	if got := h.get(http.DefaultClient, path, ""); got.url.Path != "/signin" || strings.Contains(got.body, "the answer") {
		t.Errorf("without the page, %s leads to %s", path, got.url)
	}
	person := browser(t)
	h.get(person, "/?as=bob", "")
	got := h.get(person, path, "")
	if q := got.url.Query(); q.Get("as") != "bob" || q.Get("thread") != root || q.Get("in") != "general" || !strings.Contains(got.body, "the answer") {
		t.Errorf("%s leads to %s", path, got.url)
	}
}

func TestPageShowsFilesWithoutRunningThem(t *testing.T) {
	h := open(t, playground.Config{})
	answer := h.control(http.MethodPost, "message", map[string]any{
		"user": "ann", "channel": "general", "files": []any{map[string]any{"name": "a b.html", "content": "<script>alert(1)</script>"}},
	})
	file := answer["files"].([]any)[0].(map[string]any)
	path := strings.TrimPrefix(file["permalink"].(string), strings.TrimSuffix(h.server.URL(), "/"))
	if got := h.get(http.DefaultClient, path, ""); strings.Contains(got.body, "alert") {
		t.Error("the file is given to who has not opened the page")
	}
	person := browser(t)
	if page := h.get(person, "/", ""); !strings.Contains(page.body, path) {
		t.Errorf("the page has no link to %s", path)
	}
	got := h.get(person, path, "")
	if got.header.Get("Content-Type") != "text/plain; charset=utf-8" || got.header.Get("Content-Security-Policy") != "sandbox" || !strings.Contains(got.body, "alert") {
		t.Errorf("the file comes as %v", got.header)
	}
}

func TestReadings(t *testing.T) {
	h := open(t, playground.Config{})
	offered := regexp.MustCompile(`/read/[a-z-]+\.html`).FindAllString(h.get(http.DefaultClient, "/", "").body, -1)
	if len(offered) == 0 {
		t.Error("the page offers nothing to read")
	}
	for _, path := range offered {
		if got := h.get(http.DefaultClient, path, ""); got.status != http.StatusOK || got.header.Get("Content-Security-Policy") != "" {
			t.Errorf("%s: %d, policy %q", path, got.status, got.header.Get("Content-Security-Policy"))
		}
	}
	for _, path := range []string{"/read/evening-school.html", "/read/evening-school.html?label=none"} {
		got := h.get(http.DefaultClient, path, "")
		decoded, err := simplifiedchinese.GB18030.NewDecoder().String(got.body)
		if err != nil || !strings.Contains(decoded, "夜校最大的开支是晚上的场地") || strings.Contains(got.body, "夜校") {
			t.Errorf("%s is not in GB18030: %v", path, err)
		}
		kind := got.header.Get("Content-Type")
		if labelled := strings.Contains(got.body, "gb18030"); labelled == strings.Contains(path, "none") || strings.Contains(kind, "charset") {
			t.Errorf("%s: labelled %v, %s", path, labelled, kind)
		}
	}
	if got := h.get(http.DefaultClient, "/read/..%2fpage.go", ""); got.status != http.StatusNotFound {
		t.Errorf("a reading that is none: %d", got.status)
	}
}

// updates follows what the page is told, as somebody.
func (h *house) updates(as, lastEvent string) func() map[string]any {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(h.t.Context(), patience)
	h.t.Cleanup(cancel)
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, h.server.URL()+"playground/events?as="+as+"&since=0", nil)
	if err != nil {
		h.t.Fatal(err)
	}
	if lastEvent != "" {
		r.Header.Set("Last-Event-ID", lastEvent)
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() { _ = response.Body.Close() })
	lines := bufio.NewScanner(response.Body)
	lines.Buffer(nil, 1<<20)
	id := ""
	return func() map[string]any {
		h.t.Helper()
		for lines.Scan() {
			if rest, ok := strings.CutPrefix(lines.Text(), "id: "); ok {
				id = rest
			}
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				u := map[string]any{}
				if err := json.Unmarshal([]byte(data), &u); err != nil {
					h.t.Fatal(err)
				}
				u["event id"] = id
				return u
			}
		}
		h.t.Fatalf("no more updates: %v", lines.Err())
		return nil
	}
}

func TestEventsGoOnWhereTheyStopped(t *testing.T) {
	h := open(t, playground.Config{})
	next := h.updates("bob", "")
	until := func(next func() map[string]any, words string) map[string]any {
		t.Helper()
		for {
			u := next()
			html, _ := u["html"].(string)
			if strings.Contains(html, "secret") {
				t.Errorf("Bob is told %v", u)
			}
			if strings.Contains(html, words) {
				return u
			}
		}
	}
	h.say(h.ann, "C0SECRET01", "a secret")
	if _, err := h.bot.PostEphemeralContext(t.Context(), "C0GENERAL1", "U0ANN00001", slack.MsgOptionText("another secret", false)); err != nil {
		t.Fatal(err)
	}
	root := h.say(h.ann, "C0GENERAL1", "the first")
	first := until(next, "the first")
	if first["channel"] != "C0GENERAL1" || first["ts"] != root {
		t.Errorf("the first is %v", first)
	}
	h.say(h.bot, "C0GENERAL1", "the second", slack.MsgOptionTS(root))
	until(next, "the second")
	until(next, "1 条回复")

	again := h.updates("bob", first["event id"].(string))
	if u := again(); u["kind"] != "presence" {
		t.Errorf("it begins with %v", u)
	}
	for {
		u := again()
		if html, _ := u["html"].(string); strings.Contains(html, "the second") {
			break
		} else if u["list"] == "t" && strings.Contains(html, "the first") {
			t.Errorf("told again: %v", u)
		}
	}
}
