package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// allRunning is every running job: on SQLite all are a dead process's when Work begins, for the lock is ours.
const allRunning = `select id from river_job where kind = 'request' and state = 'running'`

// sweep takes up what dead processes left: their jobs become available at no cost of an attempt, with a crash noted for
// those that were reading or asking; and a request without a job that could still run gets one. Which jobs are a dead
// process's is a query for their ids.
func (s *Store) sweep(ctx context.Context, dead string) error {
	err := s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if s.pool != nil { // one sweep at a time
			if _, err := tx.ExecContext(ctx, "select pg_advisory_xact_lock($1)", migrationLock+1); err != nil {
				return err
			}
		}
		rows, err := tx.QueryContext(ctx, dead)
		if err != nil {
			return err
		}
		jobs, err := collect(rows, func(scan func(...any) error) (id int64, err error) { return id, scan(&id) })
		if err != nil {
			return err
		}
		for _, job := range jobs {
			key, err := s.takeUp(ctx, tx, job)
			if err != nil {
				return err
			}
			if key != "" {
				s.log.Info("request of a dead process taken up", "job", key)
			}
		}
		return s.adopt(ctx, tx)
	})
	if err != nil {
		return fmt.Errorf("take up requests of dead processes: %w", err)
	}
	return nil
}

// crashed is what is set for a request whose process died.
const crashed = `phase = '', crashes = crashes + case when phase in ('reading', 'asking') then 1 else 0 end`

// takeUp gives a job back to the queue that nobody works on, and returns the key of its request. Where that has ended, so
// has the job, and there is no key.
func (s *Store) takeUp(ctx context.Context, tx *sql.Tx, job int64) (key string, err error) {
	err = tx.QueryRowContext(ctx, `update requests set `+crashed+` where job = $1 and state in ('accepted', 'working') returning key`, job).Scan(&key)
	becomes := `state = 'available', attempt = case when attempt > 0 then attempt - 1 else 0 end`
	switch {
	case errors.Is(err, sql.ErrNoRows):
		becomes = `state = 'completed', finalized_at = ` + s.databaseTime()
	case err != nil:
		return "", err
	}
	_, err = tx.ExecContext(ctx, `update river_job set `+becomes+` where id = $1 and state = 'running'`, job)
	return key, err
}

// databaseTime is the SQL for the time now, as River writes it; not when the transaction began, which may have waited since.
func (s *Store) databaseTime() string {
	if s.pool == nil {
		return "datetime('now', 'subsec')"
	}
	return "clock_timestamp()"
}

// adopt gives a new job to requests that have not ended and whose job has: River's own rescue discards a job that was
// stuck in its last attempt, and an operator may delete one. It also moves up those that waited behind others.
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
		ids, err := s.enqueue(ctx, tx, jobOf(key, 1))
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `update requests set job = $1, `+crashed+` where key = $2`, ids[key], key); err != nil {
			return err
		}
		s.log.Warn("request without a job", "job", key)
	}
	return s.moveUp(ctx, tx)
}
