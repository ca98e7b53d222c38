// Package flight lets those who ask for the same thing at once share one answer. It differs from x/sync/singleflight in
// its end: a flight goes on while anybody waits for it, whoever began it, and is called back when the last one has left.
package flight

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
)

// Group holds the flights under way, each under its key. The zero value is ready; it is safe for use by several goroutines.
type Group[T any] struct {
	mu   sync.Mutex
	open map[string]*flight[T]
}

type flight[T any] struct {
	key     string
	waiting int // guarded by Group.mu
	cancel  context.CancelCauseFunc
	landed  chan struct{} // closed when value and err are set
	value   T
	err     error
}

// ErrNobodyWaits is the cause of the context of a flight that everybody has left.
var ErrNobodyWaits = errors.New("nobody waits for it any more")

// Do joins the flight of that key, or begins it. What all get is one value: nobody may change it. Who leaves gets the
// cause of their own context; fly has a context that ends when all have left, and what it panics with becomes an error.
func (g *Group[T]) Do(ctx context.Context, key string, fly func(context.Context) (T, error)) (T, error) {
	if ctx.Err() != nil {
		var none T
		return none, context.Cause(ctx)
	}
	joined := g.board(ctx, key, fly)
	select {
	case <-ctx.Done():
		g.leave(joined)
		var none T
		return none, context.Cause(ctx)
	case <-joined.landed:
		return joined.value, joined.err
	}
}

// Waiting counts those who wait for a flight.
func (g *Group[T]) Waiting() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	n := 0
	for _, f := range g.open {
		n += f.waiting
	}
	return n
}

func (g *Group[T]) board(ctx context.Context, key string, fly func(context.Context) (T, error)) *flight[T] {
	g.mu.Lock()
	defer g.mu.Unlock()
	if joined := g.open[key]; joined != nil {
		joined.waiting++
		return joined
	}
	if g.open == nil {
		g.open = map[string]*flight[T]{}
	}
	own, cancel := context.WithCancelCause(context.WithoutCancel(ctx))
	begun := &flight[T]{key: key, waiting: 1, cancel: cancel, landed: make(chan struct{})}
	g.open[key] = begun
	go func() {
		begun.value, begun.err = safely(own, fly)
		g.remove(begun)
		cancel(nil)
		close(begun.landed)
	}()
	return begun
}

// safely flies; a panic would end the process, since nobody stands above this goroutine.
func safely[T any](ctx context.Context, fly func(context.Context) (T, error)) (value T, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return fly(ctx)
}

// leave is for who waits no longer.
func (g *Group[T]) leave(left *flight[T]) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if left.waiting--; left.waiting > 0 {
		return
	}
	left.cancel(ErrNobodyWaits)
	if g.open[left.key] == left { // who comes now begins anew
		delete(g.open, left.key)
	}
}

func (g *Group[T]) remove(landed *flight[T]) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.open[landed.key] == landed {
		delete(g.open, landed.key)
	}
}
