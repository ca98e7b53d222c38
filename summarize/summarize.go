// Package summarize answers from documents, and answers only what they carry.
//
// [Engine.Answer] and [Engine.Summarize] walk the same way: choose passages (internal/retrieve), ask the model for claims
// with passage numbers (ask.go), turn numbers into ranges of bytes and drop what those bytes do not support
// (internal/verify). Without a model internal/extractive picks sentences instead.
//
// Whatever the model says, a [Reply] quotes its documents byte for byte; what did not survive is in [Reply.LeftOut] with
// the reason. The package knows nothing of Slack.
package summarize

import (
	"context"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/model"
	"github.com/footnote-bot/footnote/prompts"
)

// chatter is the one thing that the engine wants of a model.
type chatter interface {
	Chat(ctx context.Context, req model.Request) (model.Response, error)
}

// Config is what an Engine may be told; with its zero value the engine is extractive.
type Config struct {
	Model   chatter      // nil: extractive
	Prompts *prompts.Set // nil: the built-in ones
	// Budget is the most tokens that one reply may take, in and out together; zero means 60,000. Over it the extractive
	// engine answers, and the reply notes it.
	Budget int
}

// Request is a question to documents, or, where Question is empty, the wish for a summary of them.
type Request struct {
	Documents []*article.Document // at least one
	Question  string
	History   []Turn     // earlier questions and answers of the thread, oldest first
	Style     Style      // of a summary; "" means Standard
	Language  string     // of the reply, BCP 47; "" means the question's, else the document's
	Asker     string     // locale of the asker, BCP 47, where nothing else decides; may be ""
	Engine    EngineName // forces an engine where not empty
	// OnClaim is called with each claim once it is verified, in order, before the reply is whole; may be nil.
	OnClaim func(Claim)
}

// Turn is an earlier question of a thread and what was answered.
type Turn struct {
	Question string `json:"question"`
	Answer   string `json:"answer"` // the claims' texts
}

// Engine answers and summarizes. It is safe for use by several goroutines.
type Engine struct {
	cfg Config
}

// New makes an engine.
func New(cfg Config) (*Engine, error) { return &Engine{cfg: cfg}, nil }

// Answer answers Request.Question. A model that fails is no error: the extractive engine answers then. The error is the
// context's cause, or a request that holds no document or no question.
func (e *Engine) Answer(ctx context.Context, req Request) (*Reply, error) { panic("being built") }

// Summarize summarizes Request.Documents; errors as for Answer.
func (e *Engine) Summarize(ctx context.Context, req Request) (*Reply, error) { panic("being built") }
