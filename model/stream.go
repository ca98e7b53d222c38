package model

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"sync/atomic"
	"time"

	"github.com/sashabaranov/go-openai"
)

var (
	errSilent  = errors.New("no answer began in time")
	errStalled = errors.New("nothing arrived for too long")
	errSlow    = errors.New("the answer was not whole in its time")
	errCut     = errors.New("the stream ended half way")
	errEndless = errors.New("more came than any answer is")
)

// mostText bounds the text of an answer in bytes: a server that keeps to no limit of tokens would go on for ever.
const mostText = 1 << 20

// answer is what one HTTP call brought.
type answer struct {
	text     string
	passed   bool // pieces of it were handed on
	model    string
	complete bool
	usage    Usage
}

// event is one event of the stream, with the fields of all the providers.
type event struct {
	Model   string `json:"model"`
	Choices []struct {
		Delta        content `json:"delta"`
		Message      content `json:"message"` // where the server did not stream
		FinishReason string  `json:"finish_reason"`
	} `json:"choices"`
	Usage  *tokens         `json:"usage"`
	Error  json.RawMessage `json:"error"`
	Detail json.RawMessage `json:"detail"`
	Said   json.RawMessage `json:"message"`
}

type tokens struct {
	Prompt     int `json:"prompt_tokens"`
	Completion int `json:"completion_tokens"`
	Details    *struct {
		Cached int `json:"cached_tokens"`
	} `json:"prompt_tokens_details"`
	CacheHit int `json:"prompt_cache_hit_tokens"` // DeepSeek
}

// content is a piece of an answer, whose text is a string, or a list of parts of which only those of type text count.
type content struct {
	Content          json.RawMessage `json:"content"`
	ReasoningContent string          `json:"reasoning_content"`
	Reasoning        json.RawMessage `json:"reasoning"` // a string with OpenRouter and vLLM, else of no interest
}

func (c content) text() string {
	var s string
	if len(c.Content) == 0 || json.Unmarshal(c.Content, &s) == nil {
		return s
	}
	var parts []struct{ Type, Text string }
	if json.Unmarshal(c.Content, &parts) != nil {
		return ""
	}
	for _, p := range parts {
		if p.Type == "text" {
			s += p.Text
		}
	}
	return s
}

func (c content) reasoning() string {
	var s string
	if json.Unmarshal(c.Reasoning, &s) != nil {
		return c.ReasoningContent
	}
	return c.ReasoningContent + s
}

// call makes one HTTP call and reads its stream to the end. What arrived before an error is in the answer beside it.
func (c *Client) call(ctx context.Context, name string, able ability, req Request) (answer, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var begun atomic.Bool
	timer := time.AfterFunc(c.cfg.FirstToken, func() {
		if begun.Load() {
			cancel(errStalled)
		} else {
			cancel(errSilent)
		}
	})
	defer timer.Stop()

	wire := &exchange{http: c.http, now: c.cfg.Now, whole: !able.stream}
	cfg := openai.DefaultConfig(c.cfg.APIKey)
	cfg.BaseURL = c.cfg.BaseURL
	cfg.HTTPClient = wire
	cfg.EmptyMessagesLimit = 1e6 // keep-alives of a slow model behind a proxy
	stream, err := openai.NewClientWithConfig(cfg).CreateChatCompletionStream(ctx, able.request(name, req))
	if err != nil {
		if cause := context.Cause(ctx); cause != nil {
			err = cause
		}
		return answer{}, c.failure(name, err, wire)
	}
	defer func() { _ = stream.Close() }() // all that matters was read

	r := &reading{req: req, out: answer{model: name}}
	err = r.all(stream, func() {
		begun.Store(true)
		timer.Reset(r.patience(c.cfg.Idle))
	})
	if cause := context.Cause(ctx); cause != nil {
		err = cause
	}
	out, err := r.end(err, wire.done)
	out.usage = c.usage(out.model, able.messages(req), r)
	return out, c.failure(name, err, wire)
}

// reading is the state of one stream being read.
type reading struct {
	req       Request
	out       answer
	clean     cleaner
	text      strings.Builder
	reasoning float64 // tokens, about
	finish    string
	usage     *tokens
}

func (r *reading) all(stream *openai.ChatCompletionStream, alive func()) error {
	for {
		raw, err := stream.RecvRaw()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := r.event(raw); err != nil {
			return err
		}
		alive()
	}
}

// patience is how long to wait for the next event: not for long once the answer is whole and only its usage is to come.
func (r *reading) patience(idle time.Duration) time.Duration {
	if r.finish != "" {
		return min(idle, 5*time.Second)
	}
	return idle
}

func (r *reading) event(raw []byte) error {
	var e event
	if err := json.Unmarshal(raw, &e); err != nil {
		return &openai.RequestError{Body: raw, Err: err}
	}
	if failed(e.Error) || (len(e.Choices) == 0 && e.Usage == nil && (failed(e.Detail) || failed(e.Said))) {
		return streamError(raw, e.Error)
	}
	if e.Model != "" {
		r.out.model = e.Model
	}
	if e.Usage != nil {
		r.usage = e.Usage
	}
	for _, choice := range e.Choices {
		for _, piece := range []content{choice.Delta, choice.Message} {
			r.reasoning += weigh(piece.reasoning())
			if err := r.pass(piece.text()); err != nil {
				return err
			}
		}
		if choice.FinishReason != "" {
			r.finish = choice.FinishReason
		}
	}
	return nil
}

func failed(raw json.RawMessage) bool { return len(raw) > 0 && string(raw) != "null" }

// streamError is an error that a server sent inside a stream, after it had said 200.
func streamError(raw []byte, in json.RawMessage) error {
	var apiErr openai.APIError
	if json.Unmarshal(in, &apiErr) == nil && apiErr.Message != "" {
		return &apiErr
	}
	return &openai.RequestError{Body: raw}
}

func (r *reading) pass(piece string) error {
	if piece == "" {
		return nil
	}
	out, restart := r.clean.write(piece)
	if restart && r.out.passed {
		if r.req.OnRestart == nil {
			return errCut
		}
		r.req.OnRestart()
		r.out.passed = false
	}
	if restart {
		r.text.Reset()
	}
	return r.hand(out)
}

// hand gives cleaned text on.
func (r *reading) hand(text string) error {
	if text == "" {
		return nil
	}
	if r.text.Len()+len(text) > mostText {
		return errEndless
	}
	r.text.WriteString(text)
	if r.req.OnText == nil {
		return nil
	}
	r.out.passed = true
	if err := r.req.OnText(text); err != nil {
		return stopped{err}
	}
	return nil
}

// stopped is an error of the caller's OnText.
type stopped struct{ error }

func (s stopped) Unwrap() error { return s.error }

// end closes the reading: a stream is done only if it said so.
func (r *reading) end(err error, done bool) (answer, error) {
	finished := r.finish != "" || done
	if err == nil || (finished && !errors.As(err, new(stopped))) {
		err = r.hand(r.clean.rest())
	}
	if err == nil && !finished {
		err = errCut
	}
	r.out.text = r.text.String()
	r.out.complete = err == nil && r.finish != "length"
	return r.out, err
}

func (c *Client) usage(model string, messages []Message, r *reading) Usage {
	u := Usage{Calls: 1}
	if t := r.usage; t != nil && t.Prompt > 0 {
		u.PromptTokens, u.CompletionTokens, u.CachedTokens = t.Prompt, t.Completion, t.CacheHit
		if t.Details != nil {
			u.CachedTokens = max(u.CachedTokens, t.Details.Cached)
		}
		u.CachedTokens = min(u.CachedTokens, u.PromptTokens)
	} else {
		u.PromptTokens = estimateMessages(messages)
		u.CompletionTokens = round(weigh(r.text.String()) + r.reasoning)
	}
	u.CostUSD = c.cfg.Prices.Cost(model, u)
	return u
}

// ownFailures are those that the client finds itself.
var ownFailures = map[Kind]error{Silent: errSilent, Stalled: errStalled, Slow: errSlow, Cut: errCut, Endless: errEndless}

// failure gives an error its kind; errors of the caller's own pass through.
func (c *Client) failure(name string, err error, wire *exchange) error {
	var own stopped
	switch {
	case err == nil:
		return nil
	case errors.As(err, &own):
		return own.error
	case errors.As(err, new(redirected)):
		return &Error{Kind: NoModel, Model: name, Status: wire.status, Err: err}
	case errors.Is(err, io.ErrUnexpectedEOF):
		err = errCut
	}
	for kind, ours := range ownFailures {
		if errors.Is(err, ours) {
			return &Error{Kind: kind, Model: name, Status: wire.status, Err: ours}
		}
	}
	out := classify(err, wire)
	out.Model = name
	if c.cfg.APIKey != "" {
		out.Detail = strings.ReplaceAll(out.Detail, c.cfg.APIKey, "…")
	}
	return out
}
