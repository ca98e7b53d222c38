package store

import (
	"context"
	"database/sql"
	"slices"
	"sync"
	"time"
)

// Requests that come while others are being stored wait together, and whoever of them comes first then stores all of them in
// one transaction, in the order of their coming: the busier it is, the less each costs. SQLite has but one writer, for which
// all would stand in line; on Postgres each would go to the server and back as often as all of them do. Nobody hears that a
// request is accepted before that transaction is committed.

const (
	// mostTogether is how many requests one transaction stores.
	mostTogether = 64
	// togetherTimeout bounds that transaction on Postgres, where a thread may be locked by another process that hangs: then each
	// is stored by itself, and only those of that thread wait.
	togetherTimeout = 2 * time.Second
)

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
	alone   bool // they could not be stored together
	fresh   bool
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
		if !mine.stored && !mine.alone {
			s.storeAll(ctx, t.next())
		}
		stored, alone := mine.stored, mine.alone
		<-t.turn
		switch {
		case stored:
			return mine.fresh, nil
		case alone:
			err := s.storeIn(ctx, []*acceptance{mine})
			return mine.fresh && err == nil, err
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

// storeAll stores a group in one transaction. Where that fails, each is left to who brought it: one that cannot be stored
// holds up nobody. It goes on when who stores has no time left, for the others have.
func (s *Store) storeAll(ctx context.Context, group []*acceptance) {
	ctx = context.WithoutCancel(ctx)
	if s.pool != nil {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, togetherTimeout)
		defer cancel()
	}
	err := s.storeIn(ctx, group)
	if err != nil && len(group) > 1 {
		s.log.Warn("requests not stored together", "requests", len(group), "err", err)
	}
	for _, a := range group {
		a.stored, a.alone = err == nil, err != nil
	}
}

func (s *Store) storeIn(ctx context.Context, group []*acceptance) error {
	for _, a := range group {
		a.fresh = false // whatever became of another try
	}
	return s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error { return s.acceptAll(ctx, tx, group) })
}
