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
	// mostTogether is how many requests one transaction stores, but for those that came before who stores them.
	mostTogether = 64
	// groups are how many are stored at once on Postgres: a transaction takes several ways there and back, and nobody is to wait
	// for that of another where there are few.
	groups = 4
	// togetherTimeout bounds that transaction on Postgres, where a thread may be locked by another process that hangs: then each
	// is stored by itself, and only those of that thread wait.
	togetherTimeout = 2 * time.Second
)

// together are the requests that wait to be stored.
type together struct {
	turns   chan struct{} // holds a token for each group that is being stored
	mu      sync.Mutex
	waiting []*acceptance
}

// acceptance is a request on its way into the database.
type acceptance struct {
	request Request
	settled chan struct{} // closed when it was tried with others; what follows is set before
	alone   bool          // they could not be stored together
	fresh   bool
}

// acceptTogether stores a request with those that wait at the same time.
func (s *Store) acceptTogether(ctx context.Context, r Request) (fresh bool, err error) {
	t := &s.together
	mine := &acceptance{request: r, settled: make(chan struct{})}
	t.mu.Lock()
	t.waiting = append(t.waiting, mine)
	t.mu.Unlock()
	select {
	case t.turns <- struct{}{}:
		if group := t.next(mine); len(group) > 0 {
			s.storeAll(ctx, group)
		}
		<-t.turns
	case <-mine.settled:
	case <-ctx.Done():
		t.leave(mine)
	}
	select {
	case <-mine.settled:
	case <-ctx.Done(): // it may be stored all the same: its key is known then
		return false, context.Cause(ctx)
	}
	if mine.alone {
		err = s.storeIn(ctx, []*acceptance{mine})
	}
	return mine.fresh && err == nil, err
}

// next takes those that wait with mine; none where mine was taken already. It takes all up to mine at least, so that nobody
// who has a turn leaves it without what they came for.
func (t *together) next(mine *acceptance) []*acceptance {
	t.mu.Lock()
	defer t.mu.Unlock()
	at := slices.Index(t.waiting, mine)
	if at < 0 {
		return nil
	}
	n := max(at+1, min(len(t.waiting), mostTogether))
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
		a.alone = err != nil
		close(a.settled)
	}
}

// storeIn looks up first which are new: nearly half of what Slack sends is known, and needs no transaction.
func (s *Store) storeIn(ctx context.Context, group []*acceptance) error {
	for _, a := range group {
		a.fresh = false // whatever became of another try
	}
	jobs, err := newJobs(ctx, s.read, group)
	if err != nil || len(jobs) == 0 {
		return err
	}
	return s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error { return s.insertAll(ctx, tx, group, jobs) })
}
