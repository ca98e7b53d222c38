package store

import (
	"context"
	"fmt"
	"time"
)

// Backlog is what waits.
type Backlog struct {
	Accepted int       // requests that have not begun
	Working  int       // requests that have begun, those that wait for another attempt too
	Oldest   time.Time // when the oldest request that has not begun was accepted; zero where there is none
	Digests  int       // digests that are on
	// DigestsLate are those that were due five minutes ago.
	DigestsLate int
}

const late = 5 * time.Minute

// Backlog counts what waits in the database, over all teams.
func (s *Store) Backlog(ctx context.Context) (b Backlog, err error) {
	var oldest int64
	err = s.read.QueryRowContext(ctx, `select count(case when state = 'accepted' then 1 end), count(case when state = 'working' then 1 end),
		coalesce(min(case when state = 'accepted' then created end), 0) from requests where state in ('accepted', 'working')`).
		Scan(&b.Accepted, &b.Working, &oldest)
	if err != nil {
		return Backlog{}, fmt.Errorf("backlog of requests: %w", err)
	}
	if oldest > 0 {
		b.Oldest = fromMillis(oldest)
	}
	err = s.read.QueryRowContext(ctx, `select count(*), count(case when next < $1 then 1 end) from digests where state = 'on'`,
		millis(s.now().Add(-late))).Scan(&b.Digests, &b.DigestsLate)
	if err != nil {
		return Backlog{}, fmt.Errorf("backlog of digests: %w", err)
	}
	return b, nil
}
