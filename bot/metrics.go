package bot

import (
	"github.com/prometheus/client_golang/prometheus"

	"github.com/footnote-bot/footnote/summarize"
)

// metrics count what happens; with no registry they count for nobody.
type metrics struct {
	requests *prometheus.CounterVec // via, kind
	replies  *prometheus.CounterVec // outcome
	claims   *prometheus.CounterVec // shown, or the reason why not
	tokens   *prometheus.CounterVec // kind
}

func newMetrics(r prometheus.Registerer) *metrics {
	m := &metrics{
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "footnote_requests_total", Help: "Requests accepted, without those that Slack sent again.",
		}, []string{"via", "kind"}),
		replies: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "footnote_replies_total", Help: "Parts of replies by what they came to: answered, the no, or the failure.",
		}, []string{"outcome"}),
		claims: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "footnote_claims_total", Help: "Claims shown, and statements left out by their reason.",
		}, []string{"outcome"}),
		tokens: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "footnote_model_tokens_total", Help: "Tokens that the model took.",
		}, []string{"kind"}),
	}
	if r != nil {
		r.MustRegister(m.requests, m.replies, m.claims, m.tokens)
	}
	return m
}

func (m *metrics) reply(r *summarize.Reply) {
	outcome := "answered"
	if !r.Answerable {
		outcome = string(r.Unanswered)
	}
	m.replies.WithLabelValues(outcome).Inc()
	m.claims.WithLabelValues("shown").Add(float64(len(r.Claims)))
	for _, l := range r.LeftOut {
		m.claims.WithLabelValues(string(l.Reason)).Inc()
	}
	m.tokens.WithLabelValues("prompt").Add(float64(r.Usage.PromptTokens))
	m.tokens.WithLabelValues("completion").Add(float64(r.Usage.CompletionTokens))
}
