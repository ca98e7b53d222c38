package model

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/sashabaranov/go-openai"

	"github.com/footnote-bot/footnote/internal/pattern"
)

// Kind is why a call failed.
type Kind string

// The kinds of failures.
const (
	ContextLength Kind = "context_length" // the prompt is longer than the model can read
	RateLimited   Kind = "rate_limited"
	NoQuota       Kind = "no_quota"     // the account is empty: waiting does not help
	Unauthorized  Kind = "unauthorized" // no key, or a wrong one
	NoModel       Kind = "no_model"     // the server does not know the model
	Refused       Kind = "refused"      // the server will not take the request
	ServerFailed  Kind = "server_failed"
	Unreachable   Kind = "unreachable"
	Silent        Kind = "silent"  // not even the first piece of the answer came in time
	Stalled       Kind = "stalled" // the answer stopped half way
	Slow          Kind = "slow"    // the answer was not whole in its time
	Cut           Kind = "cut"     // the answer ended half way
	Endless       Kind = "endless" // more came than any answer is
	Resting       Kind = "resting" // failed too often just now: not asked
	Busy          Kind = "busy"    // too many calls at once: not asked
)

// ErrContextLength is matched, with errors.Is, by every Error of that kind: send less.
var ErrContextLength = errors.New("prompt too long for the model")

// Error is a call that failed.
type Error struct {
	Kind       Kind
	Model      string
	Status     int           // of HTTP; 0 where there was no answer
	RetryAfter time.Duration // as the server asked for; 0 where it did not
	Detail     string        // at most a line of what the server said
	Err        error         // what happened below; may be nil
}

func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "ask %s: %s", e.Model, e.Kind)
	if e.Status != 0 {
		fmt.Fprintf(&b, " (%d)", e.Status)
	}
	if e.Detail != "" {
		b.WriteString(": " + e.Detail)
	} else if e.Err != nil {
		b.WriteString(": " + e.Err.Error())
	}
	return b.String()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Is makes errors.Is(err, ErrContextLength) hold for that kind.
func (e *Error) Is(target error) bool { return target == ErrContextLength && e.Kind == ContextLength }

// tooLong knows the ways in which servers say that a prompt does not fit: OpenAI, vLLM, llama.cpp, Anthropic, Qwen,
// DeepSeek, Gemini and Mistral through their compatible doors.
var tooLong = pattern.Lazy(`(?i)context_length|context_size|context (length|window|size)|maximum context|too many (input )?tokens|` +
	`(prompt|input|message)s? (is|are|was) too (long|large)|range of input length|reduce the length|exceeds? the (maximum|max|limit).{0,40}token|` +
	`input token count|too large for model`)

// classify turns what go-openai returned into an Error. RequestError is asked first: it may wrap an APIError that is empty.
func classify(err error, wire *exchange) *Error {
	out := &Error{Kind: Unreachable, Status: wire.status, RetryAfter: wire.retryAfter}
	var (
		apiErr     *openai.APIError
		requestErr *openai.RequestError
		code       string
	)
	switch {
	case errors.As(err, &requestErr):
		out.Status = requestErr.HTTPStatusCode
		out.Detail = bodyLine(requestErr.Body)
	case errors.As(err, &apiErr):
		if apiErr.HTTPStatusCode != 0 {
			out.Status = apiErr.HTTPStatusCode
		}
		code = fmt.Sprint(apiErr.Code, " ", apiErr.Type)
		out.Detail = line(apiErr.Message)
		if n, ok := apiErr.Code.(int); ok && n >= 400 && n < 600 && out.Status < 400 {
			out.Status = n // an error inside a stream, with the status it would have had
		}
	default:
		out.Err = err
		if netErr := net.Error(nil); errors.As(err, &netErr) && netErr.Timeout() {
			out.Kind = Silent
		}
		return out
	}
	out.Kind = kindOf(out.Status, code+" "+out.Detail)
	return out
}

func kindOf(status int, said string) Kind {
	switch {
	case status == http.StatusRequestEntityTooLarge || (status < 500 && tooLong().MatchString(said)):
		return ContextLength
	case strings.Contains(said, "insufficient_quota") || status == http.StatusPaymentRequired:
		return NoQuota
	case status == http.StatusTooManyRequests:
		return RateLimited
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		return Unauthorized
	case status == http.StatusNotFound:
		return NoModel
	case status == http.StatusRequestTimeout || status >= 500 || status < 400:
		if status >= 500 && tooLong().MatchString(said) {
			return ContextLength // some local servers answer 500 to a prompt that does not fit
		}
		return ServerFailed
	}
	return Refused
}

// bodyLine finds the message in an error body of unknown form.
func bodyLine(body []byte) string {
	var form struct {
		Error, Detail, Message json.RawMessage
	}
	if json.Unmarshal(body, &form) == nil {
		for _, raw := range []json.RawMessage{form.Error, form.Detail, form.Message} {
			var text string
			if json.Unmarshal(raw, &text) == nil && text != "" {
				return line(text)
			}
			if len(raw) > 0 && string(raw) != "null" {
				return line(string(raw))
			}
		}
	}
	return line(string(body))
}

// line cuts what a server said to one line of at most 200 characters.
func line(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 200 {
		return string(r[:200]) + "…"
	}
	return s
}

// worthRetry reports whether the same model may well answer the same request a little later.
func (e *Error) worthRetry() bool {
	switch e.Kind {
	case RateLimited, ServerFailed, Unreachable, Stalled, Cut:
		return true
	default:
		return false
	}
}

// tellsOfServer reports whether the failure says that the server is unwell, and not that the request was wrong.
func (e *Error) tellsOfServer() bool {
	switch e.Kind {
	case Silent, Slow, Endless, Unauthorized, NoQuota:
		return true
	default:
		return e.worthRetry()
	}
}

// cancelled gives the cause where the caller's context ended, else nil: that the call's own time is over is a failure of
// the model.
func cancelled(ctx context.Context) error {
	if cause := context.Cause(ctx); !errors.Is(cause, errSlow) {
		return cause
	}
	return nil
}
