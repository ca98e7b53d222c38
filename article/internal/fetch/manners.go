package fetch

import (
	"context"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// hosts lets one request at a time at a host, with a pause between two.
type hosts struct {
	mu   sync.Mutex
	open map[string]*host
}

type host struct {
	turn    chan struct{} // holds one token while nobody is inside
	waiting int
	last    time.Time
}

// enter waits for the turn at a host; leave gives it to the next.
func (h *hosts) enter(ctx context.Context, name string, pause time.Duration) (leave func(), err error) {
	h.mu.Lock()
	if h.open == nil {
		h.open = map[string]*host{}
	}
	at := h.open[name]
	if at == nil {
		at = &host{turn: make(chan struct{}, 1)}
		at.turn <- struct{}{}
		h.open[name] = at
	}
	at.waiting++
	h.mu.Unlock()
	select {
	case <-ctx.Done():
		h.forget(name, at)
		return nil, context.Cause(ctx)
	case <-at.turn:
	}
	if wait := time.Until(at.last.Add(pause)); !at.last.IsZero() && wait > 0 {
		select {
		case <-ctx.Done():
			at.turn <- struct{}{}
			h.forget(name, at)
			return nil, context.Cause(ctx)
		case <-time.After(wait):
		}
	}
	return func() {
		at.last = time.Now()
		at.turn <- struct{}{}
		h.forget(name, at)
	}, nil
}

// forget drops hosts that nobody waits for, once there are many.
func (h *hosts) forget(name string, at *host) {
	h.mu.Lock()
	defer h.mu.Unlock()
	at.waiting--
	if at.waiting == 0 && len(h.open) > 1000 {
		delete(h.open, name)
	}
}

// longestRetryAfter is how long a host that asks to be asked later is waited for.
const longestRetryAfter = 5 * time.Second

// patiently asks once more where the host says that it will answer in some seconds.
func patiently(ctx context.Context, transport http.RoundTripper, req *http.Request) (*http.Response, error) {
	resp, err := transport.RoundTrip(req)
	if err != nil || resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode != http.StatusServiceUnavailable {
		return resp, err
	}
	wait, ok := retryAfter(resp.Header.Get("Retry-After"))
	if !ok || wait > longestRetryAfter {
		return resp, nil
	}
	if err := resp.Body.Close(); err != nil {
		return nil, err
	}
	select {
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	case <-time.After(wait):
		return transport.RoundTrip(req)
	}
}

// retryAfter reads seconds or a date, RFC 9110 section 10.2.3.
func retryAfter(value string) (time.Duration, bool) {
	if seconds, err := strconv.Atoi(value); err == nil {
		return time.Duration(seconds) * time.Second, seconds >= 0 && seconds < 1<<20
	}
	date, err := http.ParseTime(value)
	return max(0, time.Until(date)), err == nil
}
