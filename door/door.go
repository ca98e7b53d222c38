// Package door is how other programs ask: as an MCP server (mcp.go; stdio, or HTTP at /mcp) and as JSON over HTTP (http.go,
// /v1/{summaries,answers,checks}, described by openapi.json).
//
// Both walk the same way: a turn is waited for and the day's caps are looked at (turn.go), the source is read, the engine asked
// (ask.go), and the outcome written as the command line's --json writes it, each quoted passage a range of bytes of the source.
// Over HTTP everybody must show the key, and a source is a link or a text, never a file of this machine. The package
// knows nothing of Slack; words that people read are handed in.
package door

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize"
)

// Config is what a Door works with. Reader, Engine and Words are required.
type Config struct {
	Reader *article.Reader
	Engine *summarize.Engine
	Words  Words

	// Page reads a link for somebody who reads that language (BCP 47, or ""); nil: Reader reads it anew each time. Errors are
	// *article.Error, the context's cause, or ones of ours.
	Page func(ctx context.Context, link, language string) (*article.Document, error)
	// File reads a file of this machine; nil: sources are links and texts only.
	File func(name string) (article.Source, error)
	// Terms are what holds for a request; nil: nothing bounds it, and Engine answers.
	Terms func(ctx context.Context) (Terms, error)
	// Spend writes down what the reply to the request with that key took; nil: nobody counts.
	Spend func(ctx context.Context, key string, u summarize.Usage) error

	Language string                // of our words where nothing else decides, BCP 47; may be ""
	AskAbove int                   // tokens above which a summary is passages, unless engine is openai; 0 is no limit
	AtOnce   int                   // requests under way at once; zero means 8
	Waiting  int                   // requests that wait for a turn; zero means 32; one more is refused
	Time     time.Duration         // of one request, waiting included; zero means five minutes
	Version  string                // of the program
	Log      *slog.Logger          // nil: slog.Default
	Now      func() time.Time      // nil: time.Now
	Key      string                // that requests over HTTP must bear; "" refuses all
	Metrics  prometheus.Registerer // nil: nothing is counted
}

// Words are the texts for people in an answer.
type Words interface {
	// Reply is a reply with its passages.
	Reply(r *summarize.Reply) string
	// Check is what became of a text's statements, with the passages.
	Check(c *summarize.Check) string
	// Failure says why a source could not be read, and what can be done.
	Failure(err *article.Error) string
	// OrdersSummary reports whether a question is no question but the wish for a summary ("What is this about?"), of which style and
	// in which language ("" where it does not say).
	OrdersSummary(question string) (style summarize.Style, language string, ok bool)
}

// Terms are what the operator and the admins allow.
type Terms struct {
	Enough   bool              // the day's replies are used up
	Broke    bool              // the day's tokens or money are used up: no model is asked
	Quoted   bool              // no model is to be asked
	Engine   *summarize.Engine // nil: Config.Engine
	Language string            // in place of Config.Language; may be ""
}

// Door answers other programs. It is safe for use by several goroutines.
type Door struct {
	cfg   Config
	turns turns
	asked *prometheus.CounterVec // by way, what and outcome
}

// New makes a door; it fails where something that it needs is missing.
func New(cfg Config) (*Door, error) {
	if cfg.Reader == nil || cfg.Engine == nil || cfg.Words == nil {
		return nil, errors.New("door: Reader, Engine and Words are required")
	}
	if cfg.Log == nil {
		cfg.Log = slog.Default()
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.AtOnce == 0 {
		cfg.AtOnce = 8
	}
	if cfg.Waiting == 0 {
		cfg.Waiting = 32
	}
	if cfg.Time == 0 {
		cfg.Time = 5 * time.Minute
	}
	d := &Door{cfg: cfg, turns: newTurns(cfg.AtOnce, cfg.Waiting)}
	d.asked = prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "footnote_door_requests_total", Help: "Requests of other programs, by the way that they came, what they wanted and how they ended.",
	}, []string{"way", "what", "outcome"})
	if cfg.Metrics != nil {
		cfg.Metrics.MustRegister(d.asked)
	}
	return d, nil
}
