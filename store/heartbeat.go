package store

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/jackc/pgx/v5"
)

const (
	// housekeeping is with which beats a request without a job is looked for, and the queue put in order, on SQLite.
	housekeeping = 2
	// lockClass is "foot" in bytes: the first half of the advisory locks that processes hold while they live.
	lockClass = 0x666f6f74
	// databaseClock is Postgres' own time, so that the clocks of several machines need not agree.
	databaseClock = `(extract(epoch from clock_timestamp()) * 1000)::bigint`
	// A process that was silent for steadyBeats and has lost its lock is dead; after silentBeats it is, lock or no lock: it
	// may hang, or hang behind a network that never closed its connection.
	steadyBeats = 3
	silentBeats = 15
	// River's completer, which notes how jobs ended, tries for 37 s before it gives up.
	completerBeats = 45
)

// signOn takes up what dead processes left, now and for as long as this one works, until signOff. On Postgres it says so
// in the table clients with every heartbeat, over a connection that holds an advisory lock: the lock is gone at once
// when the process is.
func (s *Store) signOn(ctx context.Context, id string) (signOff func(), err error) {
	beat := s.sweepQuietly
	every := housekeeping * s.beat
	end := func(context.Context) {}
	if s.pool == nil {
		if err := s.sweep(ctx, allRunning); err != nil {
			return nil, err
		}
	} else {
		p := &pulse{store: s, id: id, lock: rand.Int32N(1 << 30)}
		p.first = true
		if err := p.beat(ctx); err != nil {
			p.end(context.WithoutCancel(ctx))
			return nil, err
		}
		p.first = false
		beat, every, end = p.beat, s.beat, p.end
	}
	// Not ended by ctx: this process lives until its last request has ended.
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		s.keepBeating(ctx, every, beat)
		end(context.WithoutCancel(ctx))
	}()
	return func() { cancel(); <-ended }, nil
}

func (s *Store) keepBeating(ctx context.Context, every time.Duration, beat func(context.Context) error) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.closed:
			return
		case <-ticker.C:
		}
		if err := beat(ctx); err != nil && ctx.Err() == nil {
			s.log.Warn("heartbeat missed", "err", err)
		}
	}
}

// sweepQuietly gives jobs to requests without one; what runs is this process's own.
func (s *Store) sweepQuietly(ctx context.Context) error {
	return s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error { return s.adopt(ctx, tx) })
}

// pulse is the sign of life of a process on Postgres.
type pulse struct {
	store *Store
	id    string
	lock  int32
	conn  *pgx.Conn // holds the lock; nil before the first beat and after a broken one
	beats int       // in a row over conn
	first bool      // nobody waits for the next: a busy server has its time
}

func (p *pulse) patience() time.Duration {
	if p.first {
		return endTimeout
	}
	return max(steadyBeats*p.store.beat, time.Second)
}

// beat says that the process lives, and takes up the jobs of those that do not.
func (p *pulse) beat(ctx context.Context) error {
	if err := p.say(ctx); err != nil {
		p.hangUp(ctx)
		return fmt.Errorf("heartbeat: %w", err)
	}
	p.beats++
	ctx, cancel := context.WithTimeout(ctx, p.patience()) // or the next beat would be late
	defer cancel()
	if err := p.store.sweep(ctx, p.dead()); err != nil {
		return err
	}
	return p.takeUpDropped(ctx)
}

// takeUpDropped gives back jobs that the queue holds for running here and that nobody here works on: the database took
// note that this process fetched them, or failed to note how they ended, as its connection broke. What has ended lately
// may yet be noted.
func (p *pulse) takeUpDropped(ctx context.Context) error {
	s := p.store
	const ours = `select id from river_job where kind = 'request' and state = 'running' and attempted_by[array_upper(attempted_by, 1)] = $1
		and attempted_at < now() - $2 * interval '1 millisecond'`
	rows, err := s.db.QueryContext(ctx, ours, p.id, (silentBeats * s.beat).Milliseconds())
	if err != nil {
		return err
	}
	jobs, err := collect(rows, func(scan func(...any) error) (id int64, err error) { return id, scan(&id) })
	if err != nil {
		return err
	}
	s.forgetEnded(completerBeats * s.beat)
	for _, job := range jobs {
		if s.inHand(job) {
			continue
		}
		var key string
		err := s.tx(ctx, func(ctx context.Context, tx *sql.Tx) (err error) {
			key, err = s.takeUp(ctx, tx, job)
			return err
		})
		if err != nil {
			return err
		}
		if key != "" {
			s.log.Warn("request of a broken connection taken up", "job", key)
		}
	}
	return nil
}

func (p *pulse) say(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, p.patience())
	defer cancel()
	if p.conn == nil {
		conn, err := pgx.ConnectConfig(ctx, p.store.pool.Config().ConnConfig)
		if err != nil {
			return err
		}
		p.conn, p.beats = conn, 0
		if _, err := conn.Exec(ctx, `select pg_advisory_lock($1::int, $2::int)`, lockClass, p.lock); err != nil {
			return err
		}
		// Long after a death nothing of it runs any more.
		if _, err := conn.Exec(ctx, `delete from clients where seen < `+databaseClock+` - 86400000`); err != nil {
			return err
		}
	}
	_, err := p.conn.Exec(ctx, `insert into clients (id, seen, lock) values ($1, `+databaseClock+`, $2)
		on conflict (id) do update set seen = excluded.seen`, p.id, p.lock)
	return err
}

// dead is the query for the running jobs of dead processes. When the server itself was away, all have lost their locks and
// were silent: so who is not steady yet goes by the long silence alone.
func (p *pulse) dead() string {
	silent := func(beats int) string {
		return fmt.Sprintf("c.seen < %s - %d", databaseClock, (time.Duration(beats) * p.store.beat).Milliseconds())
	}
	gone := silent(silentBeats)
	if p.beats > steadyBeats {
		gone += fmt.Sprintf(` or %s and not exists (select 1 from pg_locks l where l.locktype = 'advisory' and l.classid = %d
			and l.objid::bigint = c.lock and l.database = (select oid from pg_database where datname = current_database()))`,
			silent(steadyBeats), lockClass)
	}
	return `select id from river_job j where kind = 'request' and state = 'running' and not exists
		(select 1 from clients c where c.id = j.attempted_by[array_upper(j.attempted_by, 1)] and not (` + gone + `))`
}

// end signs the process off; when the store was closed under it, only its connection ends.
func (p *pulse) end(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, endTimeout)
	defer cancel()
	select {
	case <-p.store.closed:
	default:
		if _, err := p.store.db.ExecContext(ctx, `delete from clients where id = $1`, p.id); err != nil {
			p.store.log.Warn("process not signed off", "err", err)
		}
	}
	p.hangUp(ctx)
}

func (p *pulse) hangUp(ctx context.Context) {
	if p.conn == nil {
		return
	}
	if err := p.conn.Close(ctx); err != nil {
		p.store.log.Debug("heartbeat connection closed", "err", err)
	}
	p.conn = nil
}
