package bot

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/footnote-bot/footnote/store"
	"github.com/footnote-bot/footnote/summarize"
)

// metrics count what happens; unregistered they count for nobody. Every label has a closed set of values or is the
// name of a model: nothing of what people write stands in one.
type metrics struct {
	requests *prometheus.CounterVec   // via, kind
	stages   *prometheus.HistogramVec // stage
	replies  *prometheus.CounterVec   // outcome
	shown    *prometheus.CounterVec   // confidence
	leftOut  *prometheus.CounterVec   // reason
	unread   *prometheus.CounterVec   // kind
	calls    *prometheus.CounterVec   // model
	tokens   *prometheus.CounterVec   // model, kind
	cost     *prometheus.CounterVec   // model
	controls *prometheus.CounterVec   // reader, outcome
	slack    *prometheus.CounterVec   // method, outcome
}

// stage is a part of a request's way.
type stage string

const (
	stageWait  stage = "wait" // from its acceptance to the beginning of work
	stageRead  stage = "read"
	stageAsk   stage = "ask"
	stagePost  stage = "post"
	stageTotal stage = "total" // from its acceptance to its reply
)

func newMetrics() *metrics {
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
	}
	return &metrics{
		requests: counter("footnote_requests_total", "Requests accepted, without those that Slack sent again.", "via", "kind"),
		stages: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "footnote_stage_seconds", Help: "How long requests took: wait for a worker, read, ask the engine, post, total.",
			Buckets: []float64{.05, .1, .25, .5, 1, 2.5, 5, 10, 20, 40, 80, 160, 320},
		}, []string{"stage"}),
		replies:  counter("footnote_replies_total", "Parts of replies by what they came to: answered, or which no.", "outcome"),
		shown:    counter("footnote_claims_shown_total", "Claims shown, by their confidence.", "confidence"),
		leftOut:  counter("footnote_claims_left_out_total", "Statements of the model that were left out, by the reason.", "reason"),
		unread:   counter("footnote_reading_failures_total", "Links and files that could not be read, by the kind of failure.", "kind"),
		calls:    counter("footnote_model_calls_total", "Calls to the model.", "model"),
		tokens:   counter("footnote_model_tokens_total", "Tokens that the model took; those of the prompt that were cached count in both.", "model", "kind"),
		cost:     counter("footnote_model_cost_dollars_total", "US dollars that the model cost, where its price is known.", "model"),
		controls: counter("footnote_reading_controls_total", "Controls of second readings, by reader and whether it was right.", "reader", "outcome"),
		slack:    counter("footnote_slack_calls_total", "Calls to Slack by method: ok, refused, limited or failed.", "method", "outcome"),
	}
}

func (m *metrics) all() []prometheus.Collector {
	return []prometheus.Collector{m.requests, m.stages, m.replies, m.shown, m.leftOut, m.unread, m.calls, m.tokens, m.cost, m.controls, m.slack}
}

// took notes how long a stage took that ends now.
func (m *metrics) took(s stage, d time.Duration) {
	m.stages.WithLabelValues(string(s)).Observe(d.Seconds())
}

func (m *metrics) reply(r *summarize.Reply) {
	outcome := "answered"
	if !r.Answerable {
		outcome = string(r.Unanswered)
	}
	m.replies.WithLabelValues(outcome).Inc()
	for _, c := range r.Claims {
		m.shown.WithLabelValues(string(c.Confidence)).Inc()
	}
	for _, l := range r.LeftOut {
		m.leftOut.WithLabelValues(string(l.Reason)).Inc()
	}
	m.spent(r.Model, r.Usage)
	if r.Reading.Given > 0 {
		m.controls.WithLabelValues(r.Reading.Reader, "right").Add(float64(r.Reading.Right))
		m.controls.WithLabelValues(r.Reading.Reader, "wrong").Add(float64(r.Reading.Given - r.Reading.Right))
	}
}

func (m *metrics) spent(model string, u summarize.Usage) {
	if u.Calls == 0 {
		return
	}
	m.calls.WithLabelValues(model).Add(float64(u.Calls))
	m.tokens.WithLabelValues(model, "prompt").Add(float64(u.PromptTokens))
	m.tokens.WithLabelValues(model, "cached").Add(float64(u.CachedTokens))
	m.tokens.WithLabelValues(model, "completion").Add(float64(u.CompletionTokens))
	if u.CostUSD != nil {
		m.cost.WithLabelValues(model).Add(*u.CostUSD)
	}
}

// called counts a call to Slack.
func (m *metrics) called(method string, err error) {
	outcome := "ok"
	_, limited := retryAfter(err)
	switch {
	case limited:
		outcome = "limited"
	case slackCode(err) != "":
		outcome = "refused"
	case err != nil:
		outcome = "failed"
	}
	m.slack.WithLabelValues(method, outcome).Inc()
}

// backlog tells at each scrape what waits in the database; all processes on one tell the same.
type backlog struct {
	store interface {
		Backlog(ctx context.Context) (store.Backlog, error)
	}
	now func() time.Time
}

var (
	backlogRequests = prometheus.NewDesc("footnote_queue_requests", "Requests that have not ended: accepted, or begun.", []string{"state"}, nil)
	backlogAge      = prometheus.NewDesc("footnote_queue_oldest_seconds", "Age of the oldest request that has not begun.", nil, nil)
	digestsOn       = prometheus.NewDesc("footnote_digests", "Digests that are on.", nil, nil)
	digestsLate     = prometheus.NewDesc("footnote_digests_late", "Digests that were due five minutes ago and have not been made.", nil, nil)
)

// Describe is part of prometheus.Collector.
func (b backlog) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{backlogRequests, backlogAge, digestsOn, digestsLate} {
		to <- d
	}
}

// Collect is part of prometheus.Collector. A database that is away makes the scrape fail, which is what it should tell.
func (b backlog) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	state, err := b.store.Backlog(ctx)
	if err != nil {
		to <- prometheus.NewInvalidMetric(backlogRequests, err)
		return
	}
	gauge := func(d *prometheus.Desc, value float64, labels ...string) {
		to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, value, labels...)
	}
	gauge(backlogRequests, float64(state.Accepted), string(store.Accepted))
	gauge(backlogRequests, float64(state.Working), string(store.Working))
	age := 0.0
	if !state.Oldest.IsZero() {
		age = max(0, b.now().Sub(state.Oldest).Seconds())
	}
	gauge(backlogAge, age)
	gauge(digestsOn, float64(state.Digests))
	gauge(digestsLate, float64(state.DigestsLate))
}
