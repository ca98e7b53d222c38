// Package summarize answers from documents, and answers only what they carry.
//
// [Engine.Answer] (answer.go) and [Engine.Summarize] (summary.go, long texts in sections.go) walk the same way: choose
// what the model reads (choose.go, internal/retrieve), keep from it what speaks to machines (internal/hostile), number the
// rest (sources.go), ask for claims with those numbers (ask.go) and read them while they are written (internal/proposal).
// gate.go makes candidates of them: numbers become ranges of bytes (cite.go), and a figure, date, quotation or link that those
// do not hold is left out (internal/verify). Then each is read a second time beside the whole sentences that it cites
// (secondreading.go), among controls of which we know the answer (controls.go, internal/corrupt), and settle.go decides: what
// a reader who was right of all controls finds carried is claimed, the rest is left out; where the reader cannot be trusted,
// also by its record (record.go), the passages are quoted and no word of the model is shown. "Is that right?" (checktext.go)
// goes the same way. Without a model, with one that is down or over budget (budget.go), internal/extractive picks sentences
// instead (fallback.go).
//
// Whatever the model says, a [Reply] quotes its documents byte for byte; what did not survive is in [Reply.LeftOut] with
// the reason. The package knows nothing of Slack.
package summarize

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/model"
	"github.com/footnote-bot/footnote/prompts"
)

// chatter is the one thing that the engine wants of a model. One that also has a method Name() string is told apart by
// it in [Engine.CacheKey].
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
	// Whole is the most tokens of text that are sent whole with a question; of longer texts the model first reads what
	// retrieval finds. Zero means 4,000.
	Whole int
	// Window is the most tokens of text that are sent in one call; longer ones are summarized by sections. Zero means
	// 24,000. A model that can read less is found out and given less.
	Window int
	// Unread leaves out the second reading: what the exact gate finds nothing wrong with is claimed, as weak.
	Unread bool
	Reader chatter          // who reads a second time; nil: Model. One whose Name holds "minicheck" is asked in its own form
	Record Record           // of readers; nil: one in memory
	Now    func() time.Time // nil: time.Now
	// Embedder takes part in finding the passages that a question is about; nil: words alone. An [Encoder] is asked about
	// English only, any other about every language.
	Embedder Embedder
}

// Request is a question to documents, or, where Question is empty, the wish for a summary of them.
type Request struct {
	Documents []*article.Document // at least one
	Question  string
	History   []Turn     // earlier questions and answers of the thread, oldest first
	Style     Style      // of a summary; "" means Standard
	Language  string     // of the reply, BCP 47; "" means the question's, else Asker's, else the document's
	Asker     string     // the channel's language, or the asker's locale, where nothing else decides, BCP 47; may be ""
	Engine    EngineName // forces an engine where not empty
	Broke     bool       // no money is left for a model: none is asked, and the reply notes it
	Budget    int        // the most tokens that this reply may take; zero means the engine's
	// OnReading is called where so many statements are about to be read a second time; may be nil.
	OnReading func(statements int)
	// OnClaim is called with each claim once it is decided upon, in order, before the reply is whole; may be nil.
	OnClaim func(Claim)
}

// Turn is an earlier question of a thread and what was answered.
type Turn struct {
	Question string `json:"question"`        // "" for a summary
	Answer   string `json:"answer"`          // the claims' texts
	Cites    []Span `json:"cites,omitempty"` // what they cite: a follow-up is answered from it too
}

// Span is a range of a document's text, in bytes, end exclusive.
type Span struct {
	Document   string `json:"document"` // its id
	Start, End int
}

// Engine answers and summarizes. It is safe for use by several goroutines.
type Engine struct {
	cfg      Config
	window   window
	meanings meanings

	withholding withholding
	retries     atomic.Int64 // replies that a reader with a bad record might have read
}

// New makes an engine; it fails for negative limits.
func New(cfg Config) (*Engine, error) {
	if cfg.Budget < 0 || cfg.Whole < 0 || cfg.Window < 0 {
		return nil, fmt.Errorf("engine: a limit is negative: budget %d, whole %d, window %d", cfg.Budget, cfg.Whole, cfg.Window)
	}
	if cfg.Prompts == nil {
		cfg.Prompts = prompts.Default()
	}
	if cfg.Record == nil {
		cfg.Record = new(MemoryRecord)
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	cfg.Budget = orDefault(cfg.Budget, 60_000)
	cfg.Whole = orDefault(cfg.Whole, 4_000)
	cfg.Window = orDefault(cfg.Window, 24_000)
	e := &Engine{cfg: cfg, meanings: meanings{embedder: cfg.Embedder}}
	e.window.tokens.Store(int64(cfg.Window))
	return e, nil
}

func orDefault(n, usual int) int {
	if n == 0 {
		return usual
	}
	return n
}

// Answer answers Request.Question. A model that fails is no error: the extractive engine answers then. The error is the
// context's cause, with a reply that holds nothing but what it took until then, or a request that cannot be served: no
// document, no question, a model asked for where there is none.
func (e *Engine) Answer(ctx context.Context, req Request) (*Reply, error) {
	if req.Question == "" {
		return nil, errors.New("answer: no question")
	}
	s, err := e.session(req)
	if err != nil {
		return nil, fmt.Errorf("answer: %w", err)
	}
	return s.finish(ctx, s.answer)
}

// Summarize summarizes Request.Documents, each by itself, in their order; errors as for Answer.
func (e *Engine) Summarize(ctx context.Context, req Request) (*Reply, error) {
	if req.Style == "" {
		req.Style = Standard
	}
	if !slices.Contains(Styles, req.Style) {
		return nil, fmt.Errorf("summarize: no style %q", req.Style)
	}
	s, err := e.session(req)
	if err != nil {
		return nil, fmt.Errorf("summarize: %w", err)
	}
	s.reply.Style = req.Style
	return s.finish(ctx, s.summarize)
}

// asks reports whether a model may be asked.
func (e *Engine) asks(req Request) bool {
	return e.cfg.Model != nil && req.Engine != Extractive && !req.Broke
}

// session is the work on one request.
type session struct {
	engine *Engine
	req    Request
	model  bool // the model may be asked
	reply  *Reply
	shut   withheld

	mu      sync.Mutex
	spent   model.Usage
	notes   map[Note]bool
	reading Reading
	err     error           // the first one that is no model's
	named   map[string]bool // names that were given a reading
}

func (s *session) fail(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.err = cmp.Or(s.err, err)
}

// spend adds what a call took, and notes which model it was.
func (s *session) spend(u model.Usage, name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.spent = s.spent.Add(u)
	if name != "" {
		s.reply.Model = name
	}
}

func (s *session) note(n Note) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.notes[n] = true
}

func (s *session) budget() int { return orDefault(s.req.Budget, s.engine.cfg.Budget) }

// left is what of the budget is left, in tokens.
func (s *session) left() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.budget() - s.spent.PromptTokens - s.spent.CompletionTokens
}

func (e *Engine) session(req Request) (*session, error) {
	if len(req.Documents) == 0 || slices.Contains(req.Documents, nil) {
		return nil, errors.New("no document")
	}
	if req.Engine == OpenAI && e.cfg.Model == nil {
		return nil, errors.New("no model is set up")
	}
	s := &session{engine: e, req: req, notes: map[Note]bool{}}
	s.model = e.asks(req)
	s.reply = &Reply{Engine: Extractive, Documents: req.Documents, Answerable: true, Language: documentLanguage(req.Documents)}
	s.reply.Labels = replyLanguage(req)
	if s.model {
		s.reply.Engine, s.reply.Language = OpenAI, s.reply.Labels
	}
	s.notes[OverBudget] = req.Broke && e.cfg.Model != nil
	s.shut = e.withholding.from(req.Documents)
	s.notes[SpeaksToModels] = len(s.shut) > 0
	for _, d := range req.Documents {
		if slices.Contains(d.Warnings, article.SpeaksToModels) {
			s.notes[SpeaksToModels] = true
		}
	}
	return s, nil
}

// finish does the work, and completes the reply with what it took.
func (s *session) finish(ctx context.Context, work func(context.Context)) (*Reply, error) {
	work(ctx)
	s.reply.Usage = Usage{
		Calls: s.spent.Calls, PromptTokens: s.spent.PromptTokens, CachedTokens: s.spent.CachedTokens,
		CompletionTokens: s.spent.CompletionTokens, CostUSD: s.spent.CostUSD,
	}
	if ctx.Err() != nil {
		return &Reply{Model: s.reply.Model, Usage: s.reply.Usage}, context.Cause(ctx)
	}
	if s.err != nil {
		return nil, fmt.Errorf("record of readers: %w", s.err)
	}
	s.reply.Reading = s.reading
	for _, n := range Notes {
		if s.notes[n] {
			s.reply.Notes = append(s.reply.Notes, n)
		}
	}
	return s.reply, nil
}
