package bot

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/door"
	"github.com/footnote-bot/footnote/store"
	"github.com/footnote-bot/footnote/summarize"
)

type fakeBacklog struct {
	is  store.Backlog
	err error
}

func (f fakeBacklog) Backlog(context.Context) (store.Backlog, error) { return f.is, f.err }

// counted is a registry after one of each thing has happened.
func counted(t *testing.T) *prometheus.Registry {
	t.Helper()
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	m, r := newMetrics(), prometheus.NewRegistry()
	waits := fakeBacklog{is: store.Backlog{Accepted: 3, Working: 2, Oldest: now.Add(-time.Minute), Digests: 5, DigestsLate: 1}}
	r.MustRegister(append(m.all(), backlog{store: waits, now: func() time.Time { return now }})...)
	cost := 0.5
	m.requests.WithLabelValues("mention", "reply").Inc()
	m.unread.WithLabelValues("paywall").Inc()
	m.reply(&summarize.Reply{
		Answerable: true, Model: "m", Claims: []summarize.Claim{{Confidence: summarize.Verified}},
		LeftOut: []summarize.LeftOut{{Reason: "number"}}, Reading: summarize.Reading{Reader: "m", Right: 3, Given: 4},
		Usage: summarize.Usage{Calls: 2, PromptTokens: 100, CachedTokens: 50, CompletionTokens: 10, CostUSD: &cost},
	})
	for _, s := range []stage{stageWait, stageRead, stageAsk, stagePost, stageTotal} {
		m.took(s, time.Second)
	}
	m.called("chat.postMessage", nil)
	m.called("chat.postMessage", slack.SlackErrorResponse{Err: "not_in_channel"})
	m.called("chat.postMessage", &slack.RateLimitedError{RetryAfter: time.Second})
	m.called("chat.postMessage", errors.New("connection reset"))
	askedByAProgram(t, r)
	return r
}

// askedByAProgram counts a request of another program, as the door does.
func askedByAProgram(t *testing.T, r *prometheus.Registry) {
	t.Helper()
	reader, err := article.NewReader(article.Config{})
	must(t, err)
	engine, err := summarize.New(summarize.Config{})
	must(t, err)
	d, err := door.New(door.Config{Reader: reader, Engine: engine, Words: noWords{}, Metrics: r, Key: "key", Log: slog.New(slog.DiscardHandler)})
	must(t, err)
	req := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/v1/summaries", strings.NewReader(`{"text":"The ferry sails at noon."}`))
	req.Header.Set("Authorization", "Bearer key")
	req.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	d.Handler(t.Context()).ServeHTTP(w, req)
	if w.Code != http.StatusOK {
		t.Fatalf("the door answers %d: %s", w.Code, w.Body)
	}
}

// noWords say nothing.
type noWords struct{}

func (noWords) Reply(*summarize.Reply) string { return "" }
func (noWords) Check(*summarize.Check) string { return "" }
func (noWords) Failure(*article.Error) string { return "" }
func (noWords) OrdersSummary(string) (summarize.Style, string, bool) {
	return "", "", false
}

func TestMetrics(t *testing.T) {
	r := counted(t)
	problems, err := testutil.GatherAndLint(r)
	if err != nil || len(problems) > 0 {
		t.Errorf("promlint: %v, %v", problems, err)
	}
	want := `
# HELP footnote_queue_oldest_seconds Age of the oldest request that has not begun.
# TYPE footnote_queue_oldest_seconds gauge
footnote_queue_oldest_seconds 60
# HELP footnote_queue_requests Requests that have not ended: accepted, or begun.
# TYPE footnote_queue_requests gauge
footnote_queue_requests{state="accepted"} 3
footnote_queue_requests{state="working"} 2
# HELP footnote_reading_controls_total Controls of second readings, by reader and whether it was right.
# TYPE footnote_reading_controls_total counter
footnote_reading_controls_total{outcome="right",reader="m"} 3
footnote_reading_controls_total{outcome="wrong",reader="m"} 1
# HELP footnote_slack_calls_total Calls to Slack by method: ok, refused, limited or failed.
# TYPE footnote_slack_calls_total counter
footnote_slack_calls_total{method="chat.postMessage",outcome="failed"} 1
footnote_slack_calls_total{method="chat.postMessage",outcome="limited"} 1
footnote_slack_calls_total{method="chat.postMessage",outcome="ok"} 1
footnote_slack_calls_total{method="chat.postMessage",outcome="refused"} 1
`
	err = testutil.GatherAndCompare(r, strings.NewReader(want), "footnote_queue_oldest_seconds", "footnote_queue_requests",
		"footnote_reading_controls_total", "footnote_slack_calls_total")
	if err != nil {
		t.Error(err)
	}
}

func TestAScrapeSaysThatTheDatabaseIsAway(t *testing.T) {
	r := prometheus.NewRegistry()
	r.MustRegister(backlog{store: fakeBacklog{err: errors.New("away")}, now: time.Now})
	if _, err := r.Gather(); err == nil || !strings.Contains(err.Error(), "away") {
		t.Errorf("got %v, want the database's error", err)
	}
}

var (
	queriedMetric = regexp.MustCompile(`\bfootnote_[a-z_]+\b`)
	queriedLabel  = regexp.MustCompile(`by \(([a-z_, ]+)\)`)
)

// TestDashboard holds that each query of the dashboard names a metric that there is, with labels that it has, and that no
// metric of ours is missing from it. Of the runtime's and the process's it shows memory and cores alone: the others are for who
// looks for a fault of the program itself.
func TestDashboard(t *testing.T) {
	data, err := os.ReadFile("../deploy/grafana.json")
	if err != nil {
		t.Fatal(err)
	}
	var board struct {
		Panels []struct {
			Title   string
			Targets []struct{ Expr string }
		}
	}
	if err := json.Unmarshal(data, &board); err != nil {
		t.Fatal(err)
	}
	families, err := counted(t).Gather()
	if err != nil {
		t.Fatal(err)
	}
	labels := map[string]string{} // of each series, joined
	for _, f := range families {
		names := " le "
		for _, l := range f.GetMetric()[0].GetLabel() {
			names += l.GetName() + " "
		}
		labels[f.GetName()] = names
		if f.GetType().String() == "HISTOGRAM" {
			delete(labels, f.GetName())
			for _, suffix := range []string{"_bucket", "_sum", "_count"} {
				labels[f.GetName()+suffix] = names
			}
		}
	}
	shown := map[string]bool{}
	for _, p := range board.Panels {
		if len(p.Targets) == 0 {
			t.Errorf("%s shows nothing", p.Title)
		}
		for _, target := range p.Targets {
			checkQuery(t, p.Title, target.Expr, labels, shown)
		}
	}
	for name := range labels {
		if base, part := strings.CutSuffix(name, "_sum"); !shown[name] && !part && !shown[strings.TrimSuffix(base, "_count")+"_bucket"] {
			t.Errorf("%s is on no panel", name)
		}
	}
}

func checkQuery(t *testing.T, title, query string, labels map[string]string, shown map[string]bool) {
	t.Helper()
	names := queriedMetric.FindAllString(query, -1)
	if len(names) == 0 && !strings.Contains(query, "process_") {
		t.Errorf("%s: %q names no metric of ours", title, query)
	}
	for _, name := range names {
		has, ok := labels[name]
		if !ok {
			t.Errorf("%s: there is no metric %s", title, name)
		}
		shown[name] = true
		for _, by := range queriedLabel.FindAllStringSubmatch(query, -1) {
			for label := range strings.SplitSeq(by[1], ",") {
				if !strings.Contains(has, " "+strings.TrimSpace(label)+" ") {
					t.Errorf("%s: %s has no label %s", title, name, label)
				}
			}
		}
	}
}
