package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// dead selects the running jobs whose process is dead: on SQLite all, since the lock is ours and nothing runs yet; on
// Postgres those whose process has been silent for three heartbeats ($1: the oldest that still counts).
var dead = map[string]string{
	"sqlite": `select id from river_job where kind = 'request' and state = 'running' and $1 > 0`,
	"postgres": `select id from river_job j where kind = 'request' and state = 'running' and not exists
		(select 1 from clients c where c.id = j.attempted_by[array_upper(j.attempted_by, 1)] and c.seen >= $1)`,
}

// sweep takes up what dead processes left: their jobs become available at no cost of an attempt, with a crash noted for
// those that were reading or asking; and a request without a job that could still run gets one.
func (s *Store) sweep(ctx context.Context) error {
	err := s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		since := int64(1)
		if s.pool != nil {
			// One sweep at a time, by the clock of the database.
			if _, err := tx.ExecContext(ctx, "select pg_advisory_xact_lock($1)", migrationLock+1); err != nil {
				return err
			}
			if err := tx.QueryRowContext(ctx, "select "+databaseClock+" - $1", (3 * s.beat).Milliseconds()).Scan(&since); err != nil {
				return err
			}
		}
		jobs := dead[s.dialect()]
		taken, err := exec(ctx, tx, `update requests set phase = '', crashes = crashes + case when phase in ('reading', 'asking') then 1 else 0 end
			where state in ('accepted', 'working') and job in (`+jobs+`)`, since)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `update river_job set state = 'available', attempt = case when attempt > 0 then attempt - 1 else 0 end
			where id in (`+jobs+`)`, since)
		if err != nil {
			return err
		}
		if taken > 0 {
			s.log.Info("requests of a dead process taken up", "requests", taken)
		}
		return s.adopt(ctx, tx)
	})
	if err != nil {
		return fmt.Errorf("take up unfinished requests: %w", err)
	}
	return nil
}

// adopt gives a new job to requests that have not ended and whose job has: River's own rescue discards a job that was
// stuck in its last attempt, and an operator may delete one.
func (s *Store) adopt(ctx context.Context, tx *sql.Tx) error {
	rows, err := tx.QueryContext(ctx, `select key from requests o where state in ('accepted', 'working') and not exists
		(select 1 from river_job j where j.id = o.job and j.state not in ('cancelled', 'completed', 'discarded')) order by seq`)
	if err != nil {
		return err
	}
	keys, err := collect(rows, func(scan func(...any) error) (key string, err error) { return key, scan(&key) })
	if err != nil {
		return err
	}
	for _, key := range keys {
		_, err := tx.ExecContext(ctx, `update requests set phase = '', crashes = crashes + case when phase in ('reading', 'asking') then 1 else 0 end
			where key = $1`, key)
		if err := errors.Join(err, s.enqueue(ctx, tx, key)); err != nil {
			return err
		}
		s.log.Warn("request without a job", "job", key)
	}
	return nil
}

// databaseClock is Postgres' own time, so that the clocks of several machines need not agree.
const databaseClock = `(extract(epoch from clock_timestamp()) * 1000)::bigint`

// live says in the table clients that this process is at work, now and with every heartbeat, and sweeps after those that
// have stopped saying so, until stop. On SQLite it does nothing.
func (s *Store) live(ctx context.Context, id string) (stop func(), err error) {
	if s.pool == nil {
		return func() {}, nil
	}
	if err := s.say(ctx, id); err != nil {
		return nil, err
	}
	// Not ended by ctx: this process lives until its last request has ended.
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		s.keepSaying(ctx, id)
	}()
	return func() {
		cancel()
		<-ended
		end, cancel := context.WithTimeout(context.WithoutCancel(ctx), endTimeout)
		defer cancel()
		if _, err := s.db.ExecContext(end, `delete from clients where id = $1`, id); err != nil {
			s.log.Warn("process not signed off", "err", err)
		}
	}, nil
}

func (s *Store) keepSaying(ctx context.Context, id string) {
	ticker := time.NewTicker(s.beat)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		err := s.say(ctx, id)
		if err == nil {
			err = s.sweep(ctx)
		}
		if err != nil && ctx.Err() == nil {
			s.log.Warn("heartbeat missed", "err", err)
		}
	}
}

func (s *Store) say(ctx context.Context, id string) error {
	ctx, cancel := context.WithTimeout(ctx, max(s.beat, time.Second))
	defer cancel()
	_, err := s.db.ExecContext(ctx, `insert into clients (id, seen) values ($1, `+databaseClock+`)
		on conflict (id) do update set seen = excluded.seen`, id)
	if err != nil {
		return fmt.Errorf("heartbeat: %w", err)
	}
	// Long after a death nothing of it runs any more.
	if _, err := s.db.ExecContext(ctx, `delete from clients where seen < `+databaseClock+` - 86400000`); err != nil {
		return fmt.Errorf("heartbeat: %w", err)
	}
	return nil
}
