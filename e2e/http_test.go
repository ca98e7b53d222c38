package e2e

import (
	"io"
	"net"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// freePort is a port that nobody listens on just now.
func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// TestOverHTTP asks without a socket: signed requests, to a bot that has no app token.
func TestOverHTTP(t *testing.T) {
	addr := freePort(t)
	h, news := newHouse(t, "--events-url", "http://"+addr), newNewsroom(t)
	h.env["FOOTNOTE_HTTP_ADDR"] = addr
	delete(h.env, "SLACK_APP_TOKEN")
	h.serve()
	general := h.channel("general")

	ts := h.say(h.ann, general, h.mention(news.URL+"/harbour How much does the work on the wall cost?"), "")
	h.one(t, general, ts, harbourCost)

	h.post("command", map[string]any{"user": "ann", "channel": "general", "command": "/footnote", "text": "help"})
	h.until("the help", func() bool { return len(private(h, "Footnote* reads")) == 1 })
	h.post("command", map[string]any{"user": "ann", "channel": "general", "command": "/footnote", "text": news.URL + "/station 车站的改造费用是多少？"})
	h.until("the root", func() bool { return len(h.rootsOf(general)) == 1 })
	want(t, h.reply(general, h.rootsOf(general)[0], 2), stationCost)

	for name, req := range map[string]struct {
		path, body string
		header     map[string]string
		status     int
	}{
		"unsigned":        {"/slack/events", `{"type":"url_verification","challenge":"x"}`, nil, http.StatusUnauthorized},
		"badly signed":    {"/slack/events", `{}`, map[string]string{"X-Slack-Signature": "v0=" + strings.Repeat("0", 64), "X-Slack-Request-Timestamp": "1"}, http.StatusUnauthorized},
		"healthy":         {"/healthz", "", nil, http.StatusOK},
		"ready":           {"/readyz", "", nil, http.StatusOK},
		"metrics":         {"/metrics", "", nil, http.StatusNotFound}, // not for who can reach us as Slack does
		"something else":  {"/slack/nothing", `{}`, nil, http.StatusNotFound},
		"another command": {"/slack/commands", "command=%2Ffootnote", nil, http.StatusUnauthorized},
	} {
		t.Run(name, func(t *testing.T) {
			method := http.MethodPost
			if req.body == "" {
				method = http.MethodGet
			}
			r, err := http.NewRequestWithContext(t.Context(), method, "http://"+addr+req.path, strings.NewReader(req.body))
			if err != nil {
				t.Fatal(err)
			}
			for k, v := range req.header {
				r.Header.Set(k, v)
			}
			resp, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			defer resp.Body.Close()
			body, _ := io.ReadAll(resp.Body)
			if resp.StatusCode != req.status {
				t.Errorf("status %d, want %d: %s", resp.StatusCode, req.status, body)
			}
		})
	}
	// The emulator asks for the challenge as Slack does when the address is set.
	if answer := h.post("verify", map[string]any{}); answer["ok"] != true {
		t.Errorf("url_verification: %v", answer)
	}
}

var metricsAddr = regexp.MustCompile(`msg=metrics addr=(\S+)`)

// Metrics are on an address of their own, and a second process of the machine is none the worse for finding it taken.
func TestMetricsHaveTheirOwnAddress(t *testing.T) {
	t.Parallel()
	h, news := newHouse(t), newNewsroom(t)
	bot := h.serve("FOOTNOTE_METRICS_ADDR=127.0.0.1:0")
	found := metricsAddr.FindStringSubmatch(bot.output())
	if found == nil {
		t.Fatal("no address of the metrics in the log")
	}
	general := h.channel("general")
	ts := h.say(h.ann, general, h.mention(news.URL+"/harbour"), "")
	h.reply(general, ts, 1)
	h.settled(h.env["DATABASE_URL"])
	resp, err := http.Get("http://" + found[1] + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		`footnote_requests_total{kind="reply",via="mention"} 1`, `footnote_replies_total{outcome="answered"} 1`,
		`footnote_stage_seconds_count{stage="total"} 1`, `footnote_slack_calls_total{method="chat.postMessage",outcome="ok"} 1`,
		`footnote_queue_requests{state="accepted"} 0`, `footnote_digests 0`,
	} {
		if !strings.Contains(string(body), line+"\n") {
			t.Errorf("no line %s in:\n%s", line, body)
		}
	}
	bot.kill()
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	h.serve("FOOTNOTE_METRICS_ADDR=" + taken.Addr().String())
	h.reply(general, h.say(h.ann, general, h.mention(news.URL+"/station"), ""), 1)
}
