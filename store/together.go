package store

import (
	"context"
	"database/sql"
	"slices"
	"sync"
)

// SQLite has one writer, for which all who write stand in line. Requests that are accepted meanwhile wait together, and whoever
// of them comes to the writer first stores all of them in one transaction, in the order of their coming. Nobody hears that a
// request is accepted before that transaction is committed.

// mostTogether is how many requests one transaction stores.
const mostTogether = 64

// together are the requests that wait to be stored. The zero value is ready.
type together struct {
	once    sync.Once
	turn    chan struct{} // holds one token while somebody stores
	mu      sync.Mutex
	waiting []*acceptance
}

// acceptance is a request on its way into the database; what follows the request is set by whoever stores it, in their turn.
type acceptance struct {
	request Request
	stored  bool
	fresh   bool
	err     error
}

// acceptTogether stores a request with those that wait at the same time.
func (s *Store) acceptTogether(ctx context.Context, r Request) (fresh bool, err error) {
	t := &s.together
	t.once.Do(func() { t.turn = make(chan struct{}, 1) })
	mine := &acceptance{request: r}
	t.mu.Lock()
	t.waiting = append(t.waiting, mine)
	t.mu.Unlock()
	for {
		select {
		case t.turn <- struct{}{}:
		case <-ctx.Done():
			t.leave(mine) // it may be stored all the same: its key is known then
			return false, context.Cause(ctx)
		}
		if !mine.stored {
			s.storeAll(ctx, t.next())
		}
		stored := mine.stored
		<-t.turn
		if stored {
			return mine.fresh, mine.err
		}
	}
}

// next takes the oldest of those that wait.
func (t *together) next() []*acceptance {
	t.mu.Lock()
	defer t.mu.Unlock()
	n := min(len(t.waiting), mostTogether)
	group := slices.Clone(t.waiting[:n])
	t.waiting = slices.Delete(t.waiting, 0, n)
	return group
}

func (t *together) leave(mine *acceptance) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.waiting = slices.DeleteFunc(t.waiting, func(a *acceptance) bool { return a == mine })
}

// storeAll stores a group in one transaction, or, where that fails, each by itself: one that cannot be stored holds up nobody.
// It goes on when who stores has no time left, for the others have.
func (s *Store) storeAll(ctx context.Context, group []*acceptance) {
	ctx = context.WithoutCancel(ctx)
	err := s.storeIn(ctx, group)
	if err != nil && len(group) > 1 {
		for i := range group {
			group[i].err = s.storeIn(ctx, group[i:i+1])
		}
	} else {
		for _, a := range group {
			a.err = err
		}
	}
	for _, a := range group {
		a.stored = true
	}
}

func (s *Store) storeIn(ctx context.Context, group []*acceptance) error {
	return s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		for _, a := range group {
			var err error
			if a.fresh, err = s.accept(ctx, tx, a.request); err != nil {
				return err
			}
		}
		return nil
	})
}
