package store

import (
	"context"
	"sync"
)

// gate lets requests through side by side, and one that may kill the process alone. One that waits to be alone goes
// before those that come after it. Its zero value is open.
type gate struct {
	mu      sync.Mutex
	inside  int
	alone   bool          // the one inside is to be alone
	waiting int           // those that wait to be alone
	changed chan struct{} // closed at the next change; nil while nobody waits
}

// enter waits for its turn; the error is the context's cause.
func (g *gate) enter(ctx context.Context, alone bool) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if alone {
		g.waiting++
		defer func() { g.waiting--; g.change() }()
	}
	for !g.open(alone) {
		if g.changed == nil {
			g.changed = make(chan struct{})
		}
		changed := g.changed
		g.mu.Unlock()
		select {
		case <-changed:
			g.mu.Lock()
		case <-ctx.Done():
			g.mu.Lock()
			return context.Cause(ctx)
		}
	}
	g.inside++
	g.alone = alone
	return nil
}

func (g *gate) open(alone bool) bool {
	if alone {
		return g.inside == 0
	}
	return !g.alone && g.waiting == 0
}

// leave is called by who entered.
func (g *gate) leave(alone bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.inside--
	if alone {
		g.alone = false
	}
	g.change()
}

func (g *gate) change() {
	if g.changed != nil {
		close(g.changed)
		g.changed = nil
	}
}
