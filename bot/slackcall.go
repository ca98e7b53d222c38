package bot

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/slack-go/slack"
	"golang.org/x/time/rate"

	"github.com/footnote-bot/footnote/store"
)

// sender makes every call to Slack: within the limits of each method and channel, with a timeout, and with Retry-After
// as a snooze of the job that costs no attempt.
type sender struct {
	api     *slack.Client
	timeout time.Duration

	mu     sync.Mutex
	limits map[string]*rate.Limiter // by method, or by channel for posting
}

// methodLimits are Slack's tiers, per minute, for the methods that have one; others are not limited here.
var methodLimits = map[string]int{
	"conversations.replies": 50, "conversations.history": 50, "conversations.info": 50, "reactions.add": 50, "reactions.remove": 20,
	"chat.update": 50, "chat.delete": 50, "users.info": 100, "files.info": 100, "chat.postEphemeral": 100,
}

// longestWait is how long a call waits for Slack's Retry-After itself; a longer one sends the job back to the queue.
const longestWait = 2 * time.Second

func newSender(api *slack.Client, timeout time.Duration) *sender {
	return &sender{api: api, timeout: timeout, limits: map[string]*rate.Limiter{}}
}

// call runs one call of a method. A rate limit that lasts comes back as store.Snooze.
func (s *sender) call(ctx context.Context, method, channel string, do func(context.Context, *slack.Client) error) error {
	for {
		if err := s.limiter(method, channel).Wait(ctx); err != nil {
			return cause(ctx, err)
		}
		callCtx, cancel := context.WithTimeout(ctx, s.timeout)
		err := do(callCtx, s.api)
		cancel()
		wait, limited := retryAfter(err)
		if !limited {
			return err
		}
		if wait > longestWait {
			return store.Snooze(wait)
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
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
		l = rate.NewLimiter(limit, 10)
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
