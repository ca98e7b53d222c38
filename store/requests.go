package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"github.com/riverqueue/river"
)

// Request is something that a person asked: one row for each identity that Slack gives it.
type Request struct {
	Key     string // Slack's own identity of what was done, team first: a redelivered event has the same
	Team    string
	Channel string
	Thread  string // requests of one thread run in order; those without a thread wait for nobody
	Asker   string
	Kind    string
	Payload []byte // JSON, the asker's business
	Created time.Time
	State   State
	Phase   Phase
	Crashes int    // how often a process died while it read or asked for this request
	Failure string // why it was given up; "" before
}

// State is how far a request is.
type State string

// The states; the last three are final.
const (
	Accepted  State = "accepted"
	Working   State = "working" // begun; also while it waits for another attempt
	Done      State = "done"
	Failed    State = "failed"
	Cancelled State = "cancelled"
)

// Phase is what a worker is doing for a request.
type Phase string

// The phases. A process that dies in the first two is taken to have died of the request.
const (
	Reading Phase = "reading"
	Asking  Phase = "asking"
	Posting Phase = "posting"
	Waiting Phase = "waiting" // for Slack, a host or a neighbour
)

// Accept stores a request with its job, in one transaction. A key that is known is left alone, and not fresh.
func (s *Store) Accept(ctx context.Context, r Request) (fresh bool, err error) {
	if r.Key == "" || r.Team == "" {
		return false, fmt.Errorf("accept request %q: no key or team", r.Key)
	}
	if r.Created.IsZero() {
		r.Created = s.now()
	}
	fresh, err = s.acceptTogether(ctx, r)
	if err != nil {
		return false, fmt.Errorf("accept request %s: %w", r.Key, err)
	}
	return fresh, nil
}

// insertAll stores requests with their jobs, in their order, with as many statements for all of them as for one. Those that have
// no job are known.
func (s *Store) insertAll(ctx context.Context, tx *sql.Tx, all []*acceptance, jobs []river.InsertManyParams) error {
	var threads []ThreadID
	for _, a := range all {
		if a.request.Thread != "" {
			threads = append(threads, a.request.threadID())
		}
	}
	if err := s.touchThreads(ctx, tx, threads); err != nil { // locked until the commit, so a thread has the order of its commits
		return err
	}
	ids, err := s.enqueue(ctx, tx, jobs...)
	if err != nil {
		return err
	}
	if err := s.insertRequests(ctx, tx, all, ids); err != nil || len(ids) == 0 {
		return err
	}
	var left []any // another process has stored these meanwhile
	for _, id := range ids {
		left = append(left, id)
	}
	_, err = tx.ExecContext(ctx, `delete from river_job where id in (`+listOf(len(ids))+`)`, left...)
	return err
}

// insertRequests stores requests whose jobs have these ids, by the key of each, and takes away the ids of those that it stored.
func (s *Store) insertRequests(ctx context.Context, tx *sql.Tx, all []*acceptance, ids map[string]int64) error {
	const columns = 10
	fresh := map[string]*acceptance{}
	var values []any
	for _, a := range all {
		r := a.request
		id, isNew := ids[r.Key]
		if _, again := fresh[r.Key]; again || !isNew {
			continue
		}
		fresh[r.Key] = a
		values = append(values, r.Key, r.Team, r.Channel, r.Thread, r.Asker, r.Kind,
			s.box.seal("requests/"+r.Key, string(r.Payload)), millis(r.Created), Accepted, id)
	}
	rows, err := tx.QueryContext(ctx, `insert into requests (key, team, channel, thread, asker, kind, payload, created, state, job) `+
		placesOf(len(fresh), columns)+` on conflict (key) do nothing returning key`, values...)
	if err != nil {
		return err
	}
	_, err = collect(rows, func(scan func(...any) error) (key string, err error) {
		if err = scan(&key); err == nil {
			fresh[key].fresh = true
			delete(ids, key)
		}
		return key, err
	})
	return err
}

func (r Request) threadID() ThreadID { return ThreadID{Team: r.Team, Channel: r.Channel, TS: r.Thread} }

// enqueue makes the jobs of requests, and returns their ids by the key of the request.
func (s *Store) enqueue(ctx context.Context, tx *sql.Tx, jobs ...river.InsertManyParams) (ids map[string]int64, err error) {
	inserted, err := s.queue.InsertManyTx(ctx, tx, jobs)
	if err != nil {
		return nil, fmt.Errorf("insert jobs: %w", err)
	}
	ids = make(map[string]int64, len(inserted))
	for _, job := range inserted {
		var of requestJob
		if err := json.Unmarshal(job.Job.EncodedArgs, &of); err != nil {
			return nil, fmt.Errorf("insert jobs: %w", err)
		}
		ids[of.Key] = job.Job.ID
	}
	return ids, nil
}

const requestColumns = `key, team, channel, thread, asker, kind, payload, created, state, phase, crashes, failure`

// Request returns the request with that key, or [ErrNotFound].
func (s *Store) Request(ctx context.Context, key string) (Request, error) {
	row := s.read.QueryRowContext(ctx, `select `+requestColumns+` from requests where key = $1`, key)
	r, err := s.scanRequest(row.Scan)
	if err != nil {
		return Request{}, fmt.Errorf("request %s: %w", key, notFound(err))
	}
	return r, nil
}

// Working returns the request of a thread that is being worked on, or [ErrNotFound].
func (s *Store) Working(ctx context.Context, id ThreadID) (Request, error) {
	row := s.read.QueryRowContext(ctx, `select `+requestColumns+` from requests
		where team = $1 and channel = $2 and thread = $3 and state = 'working'`, id.Team, id.Channel, id.TS)
	r, err := s.scanRequest(row.Scan)
	if err != nil {
		return Request{}, fmt.Errorf("request at work in %s/%s: %w", id.Channel, id.TS, notFound(err))
	}
	return r, nil
}

// scanRequest reads requestColumns, and more where the caller selects more.
func (s *Store) scanRequest(scan func(...any) error, more ...any) (Request, error) {
	var r Request
	var payload string
	var created int64
	to := []any{
		&r.Key, &r.Team, &r.Channel, &r.Thread, &r.Asker, &r.Kind, &payload, &created, &r.State, &r.Phase, &r.Crashes, &r.Failure,
	}
	if err := scan(append(to, more...)...); err != nil {
		return Request{}, err
	}
	r.Created = fromMillis(created)
	text, err := s.box.open("requests/"+r.Key, payload)
	if err != nil {
		return Request{}, err
	}
	r.Payload = []byte(text)
	if r.Failure, err = s.box.open("failures/"+r.Key, r.Failure); err != nil {
		return Request{}, err
	}
	return r, nil
}

// Mark notes durably what is being done for a request. A process that dies while it reads or asks counts as a crash of
// that request; while it posts or waits it does not.
func (s *Store) Mark(ctx context.Context, key string, phase Phase) error {
	n, err := exec(ctx, s.db, `update requests set phase = $1 where key = $2`, phase, key)
	if err == nil && n == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return fmt.Errorf("mark request %s: %w", key, err)
	}
	return nil
}

// Finish ends a request: done, or failed. [Store.Work] does so for whatever its Do returns; a request that has ended
// stays as it ended.
func (s *Store) Finish(ctx context.Context, key string, failed bool) error {
	state := Done
	if failed {
		state = Failed
	}
	return s.finish(ctx, key, state)
}

func (s *Store) finish(ctx context.Context, key string, state State) error {
	_, err := s.db.ExecContext(ctx, `update requests set state = $1, phase = '' where key = $2 and state in ('accepted', 'working')`,
		state, key)
	if err != nil {
		return fmt.Errorf("finish request %s: %w", key, err)
	}
	return nil
}
