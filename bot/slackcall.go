package bot

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/slack-go/slack"
	"golang.org/x/time/rate"
)

// sender makes every call to Slack: within the limits of each method and channel, with a timeout. What passes, a limit
// or a Slack that is down, comes back as [*passing].
type sender struct {
	api     *slack.Client
	timeout time.Duration
	stats   *metrics

	mu     sync.Mutex
	limits map[string]*rate.Limiter // by method, or by channel for posting
}

// methodLimits are Slack's tiers, per minute, for the methods that have one; others are not limited here. Streams are
// stopped as often as they are started.
var methodLimits = map[string]int{
	"conversations.replies": 50, "conversations.history": 50, "conversations.info": 50, "users.conversations": 50, "reactions.add": 50, "reactions.remove": 20,
	"assistant.search.context": 20, // its own limits are not documented
	"chat.startStream":         20, "chat.appendStream": 100,
	"chat.update": 50, "chat.delete": 50, "users.info": 100, "files.info": 100, "chat.postEphemeral": 100,
}

// longestWait is how long a call waits for Slack's Retry-After itself; a longer one sends the job back to the queue.
const longestWait = 2 * time.Second

// passing is an error that says nothing but that it is too early: Slack limits us, does not answer, or says that the
// trouble is its own. It is no verdict on what was asked, and costs a request no attempt.
type passing struct {
	method string
	wait   time.Duration // as Slack wants it; zero where it did not say
	err    error
}

func (p *passing) Error() string { return p.err.Error() }
func (p *passing) Unwrap() error { return p.err }

// passes reports whether the same may go well at another time.
func passes(err error) bool {
	_, ok := errors.AsType[*passing](err)
	return ok
}

// isLimited reports whether a call is too early for nothing but its method's limit.
func isLimited(err error) bool {
	_, limited := retryAfter(err)
	return limited || errors.Is(err, errNoRoom) || errors.Is(err, errNoTurn)
}

func newSender(api *slack.Client, timeout time.Duration, stats *metrics) *sender {
	return &sender{api: api, timeout: timeout, stats: stats, limits: map[string]*rate.Limiter{}}
}

// call runs one call of a method. What passes comes back as [*passing].
func (s *sender) call(ctx context.Context, method, channel string, do func(context.Context, *slack.Client) error) error {
	for {
		if err := s.limiter(method, channel).Wait(ctx); err != nil {
			if ctx.Err() == nil {
				return &passing{method: method, err: errNoTurn}
			}
			return cause(ctx, err)
		}
		err := s.once(ctx, do)
		s.stats.called(method, err)
		wait, limited := retryAfter(err)
		switch {
		case err == nil:
			return nil
		case ctx.Err() != nil:
			return err
		case limited && wait > longestWait:
			return &passing{method: method, wait: wait, err: err}
		case !limited && slackIsDown(err):
			return &passing{method: method, err: err}
		case !limited:
			return err
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// errNoTurn is why a call is not made whose turn would come too late for its attempt.
var errNoTurn = errors.New("no turn in this attempt's time")

// once runs a call in its time, whatever the limits.
func (s *sender) once(ctx context.Context, do func(context.Context, *slack.Client) error) error {
	ctx, cancel := context.WithTimeout(ctx, s.timeout)
	defer cancel()
	return do(ctx, s.api)
}

// errNoRoom is why a call is not made that may not wait.
var errNoRoom = errors.New("no room in the method's limit")

// try makes a call once, where its method's limit leaves room, and waits for nothing. What passes comes back as [*passing].
func (s *sender) try(ctx context.Context, method string, do func(context.Context, *slack.Client) error) error {
	if !s.spare(method) {
		return &passing{method: method, wait: time.Second, err: errNoRoom}
	}
	err := s.once(ctx, do)
	s.stats.called(method, err)
	if wait, limited := retryAfter(err); limited {
		return &passing{method: method, wait: wait, err: err}
	}
	if err != nil && slackIsDown(err) {
		return &passing{method: method, err: err}
	}
	return err
}

// spare takes one call of a method out of its limit where that leaves one; who finds none does without.
func (s *sender) spare(method string) bool { return s.limiter(method, "").Allow() }

// slackIsDown reports whether an error is of Slack's own trouble, or of the way there: then the call may have been
// carried out or not, and another may go well.
func slackIsDown(err error) bool {
	var status slack.StatusCodeError
	var address *url.Error
	var network net.Error
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &status):
		return status.Code >= 500 || status.Code == http.StatusRequestTimeout
	case slackCode(err) != "":
		switch slackCode(err) {
		case "internal_error", "fatal_error", "service_unavailable", "request_timeout", "ratelimited", "rate_limited", "team_added_to_org",
			"external_channel_migrating":
			return true
		}
		return false
	case errors.As(err, &address):
		return address.Op != "parse"
	}
	return errors.As(err, &network) || errors.As(err, &syntax) || errors.Is(err, context.DeadlineExceeded) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}

func (s *sender) limiter(method, channel string) *rate.Limiter {
	key, limit := method, rate.Inf
	if method == "chat.postMessage" {
		key, limit = method+" "+channel, rate.Limit(1) // Slack's rule for posting: one a second and channel
	} else if n := methodLimits[method]; n > 0 {
		limit = rate.Limit(float64(n) / 60)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	l := s.limits[key]
	if l == nil {
		l = rate.NewLimiter(limit, max(10, methodLimits[method])) // a minute's calls may come at once
		if method == "chat.postMessage" {
			l.SetBurst(3) // Slack allows short bursts
		}
		s.limits[key] = l
	}
	return l
}

func retryAfter(err error) (time.Duration, bool) {
	if limited, ok := errors.AsType[*slack.RateLimitedError](err); ok {
		return max(limited.RetryAfter, time.Second), true
	}
	var status slack.StatusCodeError
	if errors.As(err, &status) && status.Code == http.StatusTooManyRequests {
		return time.Second, true
	}
	return 0, false
}

// slackCode is the error that Slack answered with; "" where it did not answer.
func slackCode(err error) string {
	if answer, ok := errors.AsType[slack.SlackErrorResponse](err); ok {
		return answer.Err
	}
	return ""
}

// cause is why ctx ended, where it ended; else err.
func cause(ctx context.Context, err error) error {
	if c := context.Cause(ctx); c != nil {
		return c
	}
	return err
}
