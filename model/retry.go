package model

import (
	"context"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	attempts  = 3 // of one model for one request
	firstWait = 500 * time.Millisecond
	mostWait  = 8 * time.Second
)

// backoff is how long to wait before attempt n (from 1): as long as the server asked for, else by full jitter, a random
// part of a span that doubles ("Exponential Backoff And Jitter", AWS Architecture Blog, 2015).
func backoff(n int, asked time.Duration) time.Duration {
	if asked > 0 {
		return asked
	}
	span := min(firstWait<<(n-1), mostWait)
	return rand.N(span) + time.Millisecond
}

// wait waits, and reports false at once where the context would end before.
func wait(ctx context.Context, d time.Duration) bool {
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < d {
		return false
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// retryAfter reads when a server wants to be asked again: retry-after-ms, or Retry-After in seconds or as a date.
func retryAfter(h http.Header, now time.Time) time.Duration {
	if ms, err := strconv.ParseFloat(h.Get("Retry-After-Ms"), 64); err == nil && ms > 0 {
		return time.Duration(ms * float64(time.Millisecond))
	}
	value := strings.TrimSpace(h.Get("Retry-After"))
	if seconds, err := strconv.ParseFloat(value, 64); err == nil && seconds > 0 {
		return time.Duration(min(seconds, 86400) * float64(time.Second))
	}
	if at, err := http.ParseTime(value); err == nil {
		return max(0, at.Sub(now))
	}
	return 0
}
