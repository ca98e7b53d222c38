package model

import (
	"sync"
	"time"
)

const (
	failuresToOpen = 5
	restFor        = 30 * time.Second
)

// breaker keeps a model that fails again and again from being asked for a while; then one call tries whether it is well.
// The zero breaker is closed.
type breaker struct {
	mu       sync.Mutex
	failures int
	until    time.Time // open before it
	probing  bool
}

// allow reports whether a call may be made now; whoever is allowed must report to succeed, fail or release.
func (b *breaker) allow(now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.until.IsZero() {
		return true
	}
	if now.Before(b.until) || b.probing {
		return false
	}
	b.probing = true
	return true
}

func (b *breaker) succeed() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.failures, b.until, b.probing = 0, time.Time{}, false
}

// fail counts a failure; a server that asked for rest (retryAfter) is believed at once.
func (b *breaker) fail(now time.Time, retryAfter time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.failures++
	rest := retryAfter
	if b.failures >= failuresToOpen || b.probing {
		rest = max(rest, restFor)
	}
	if rest > 0 {
		b.until = now.Add(rest)
	}
	b.probing = false
}

// release ends a call that told nothing of the server, such as one that the caller cancelled.
func (b *breaker) release() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.probing = false
}
