package fetch

import (
	"context"
	"errors"
	"sync"
)

// flights lets those who ask for the same thing at once share one fetch. It differs from x/sync/singleflight in its end:
// a flight goes on while anybody waits for it, whoever began it, and is called back when the last one has left.
type flights struct {
	mu   sync.Mutex
	open map[string]*flight
}

type flight struct {
	key     string
	waiting int // guarded by flights.mu
	cancel  context.CancelCauseFunc
	landed  chan struct{} // closed when page and err are set
	page    *Page
	err     error
}

var errNobodyWaits = errors.New("nobody waits for it any more")

// board joins the flight of that key, or begins it. Who boards waits for landed or leaves.
func (f *flights) board(ctx context.Context, key string, fly func(context.Context) (*Page, error)) *flight {
	f.mu.Lock()
	defer f.mu.Unlock()
	if joined := f.open[key]; joined != nil {
		joined.waiting++
		return joined
	}
	if f.open == nil {
		f.open = map[string]*flight{}
	}
	own, cancel := context.WithCancelCause(context.WithoutCancel(ctx))
	begun := &flight{key: key, waiting: 1, cancel: cancel, landed: make(chan struct{})}
	f.open[key] = begun
	go func() {
		begun.page, begun.err = fly(own)
		f.remove(begun)
		cancel(nil)
		close(begun.landed)
	}()
	return begun
}

// leave is for who waits no longer.
func (f *flights) leave(left *flight) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if left.waiting--; left.waiting > 0 {
		return
	}
	left.cancel(errNobodyWaits)
	if f.open[left.key] == left { // who comes now begins anew
		delete(f.open, left.key)
	}
}

func (f *flights) remove(landed *flight) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.open[landed.key] == landed {
		delete(f.open, landed.key)
	}
}
