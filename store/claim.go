package store

import (
	"context"
	"database/sql"
	"fmt"
)

// claim makes a request the one that its thread works on. Where others of the thread come first, ahead tells how many,
// and nothing is changed. A request that has ended is returned as it is.
//
// At most one request of a thread is working, from its claim to its end, over all its attempts; if none is, the oldest
// may claim. A request whose job is gone holds nobody up: the sweep gives it another.
func (s *Store) claim(ctx context.Context, key string) (r Request, ahead int, err error) {
	err = s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		var seq int64
		var cancel string
		find := func() (err error) {
			row := tx.QueryRowContext(ctx, `select `+requestColumns+`, seq, cancel from requests where key = $1`, key)
			r, err = s.scanRequest(row.Scan, &seq, &cancel)
			return notFound(err)
		}
		if err := find(); err != nil {
			return err
		}
		if r.Thread != "" {
			if err := s.touchThread(ctx, tx, r.threadID()); err != nil {
				return err
			}
			if err := find(); err != nil { // as it is now that the thread is locked
				return err
			}
		}
		if r.State != Accepted && r.State != Working {
			return nil
		}
		if cancel != "" {
			r.State = Cancelled
			return setState(ctx, tx, key, Cancelled)
		}
		if r.State == Accepted && r.Thread != "" {
			const before = `select count(*) from requests o join river_job j on j.id = o.job
				where o.team = $1 and o.channel = $2 and o.thread = $3 and o.key <> $4
				and (o.state = 'working' or o.state = 'accepted' and o.seq < $5)
				and j.state not in ('cancelled', 'completed', 'discarded')`
			if err := tx.QueryRowContext(ctx, before, r.Team, r.Channel, r.Thread, key, seq).Scan(&ahead); err != nil || ahead > 0 {
				return err
			}
		}
		r.State, r.Phase = Working, ""
		return setState(ctx, tx, key, Working)
	})
	if err != nil {
		return Request{}, 0, fmt.Errorf("claim request %s: %w", key, err)
	}
	return r, ahead, nil
}

func setState(ctx context.Context, tx *sql.Tx, key string, state State) error {
	_, err := tx.ExecContext(ctx, `update requests set state = $1, phase = '' where key = $2`, state, key)
	return err
}
