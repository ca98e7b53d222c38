package store

import (
	"context"
	"database/sql"
	"fmt"
)

// before is the SQL for how many others of its thread come before r: the one that is worked on, and those accepted earlier.
const before = `case when r.state = 'accepted' and r.thread <> '' then (select count(*) from requests o join river_job j on j.id = o.job
	where o.team = r.team and o.channel = r.channel and o.thread = r.thread and o.key <> r.key
	and (o.state = 'working' or o.state = 'accepted' and o.seq < r.seq)
	and j.state not in ('cancelled', 'completed', 'discarded')) else 0 end`

// claim makes a request the one that its thread works on. Where others of the thread come first, ahead tells how many,
// and nothing is changed. A request that has ended is returned as it is.
//
// At most one request of a thread is working, from its claim to its end, over all its attempts; if none is, the oldest
// may claim. A request whose job is gone holds nobody up: the sweep gives it another.
func (s *Store) claim(ctx context.Context, key string) (r Request, ahead int, err error) {
	err = s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		// The lock of its thread, where it has one; what follows sees all that was done under it.
		_, err := tx.ExecContext(ctx, `insert into threads (team, channel, thread, touched)
			select team, channel, thread, cast($1 as bigint) from requests where key = $2 and thread <> ''
			on conflict (team, channel, thread) do update set touched = excluded.touched`, millis(s.now()), key)
		if err != nil {
			return err
		}
		var cancel string
		row := tx.QueryRowContext(ctx, `select `+requestColumns+`, cancel, `+before+` from requests r where key = $1`, key)
		if r, err = s.scanRequest(row.Scan, &cancel, &ahead); err != nil {
			return notFound(err)
		}
		if r.State != Accepted && r.State != Working {
			ahead = 0
			return nil
		}
		if cancel != "" {
			r.State, ahead = Cancelled, 0
			return setState(ctx, tx, key, Cancelled)
		}
		if ahead > 0 {
			return nil
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
