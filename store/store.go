// Package store is what survives a restart: requests and their jobs, posts, threads, documents, replies, usage and
// settings, on SQLite or Postgres behind one type.
//
// [Open] takes a path (SQLite) or postgres://…; the SQL is one text for both (migrate.go brings the schema, and River's).
// A request is accepted with its job in one transaction (requests.go), worked on in the order of its thread (queue.go,
// claim.go), and found again when its process died (heartbeat.go, sweep.go). What is done to Slack is written down first
// (posts.go).
//
// It promises that a key is accepted once, that no accepted request is lost, that requests of a thread run one at a time
// in their order, and that a text never leaves its scope. It knows nothing of Slack but its ids, and of articles but
// their documents.
//
// Tables, each with its key; times are Unix milliseconds, JSON is text, and columns marked * are sealed where an
// encryption key is set (crypt.go):
//
//	requests          key            team, channel, thread, asker, kind, payload*, state, phase, crashes, job, failure*, cancel
//	posts             key, part      team, channel, thread, ts, state, streams: our messages, stored before they are sent
//	watched           team, channel, link   key, at: links taken up in watched channels; the link is a hash
//	marks             key            team, channel, ts, name: our reactions under requests that are worked on
//	threads           team, channel, thread                   language; its row is the lock of the thread's order
//	thread_documents  team, channel, thread, scope, document  url*, message, key of the request that brought it
//	turns             team, channel, thread, key              question*, answer*
//	documents         team, scope, id                         data*; scope "" is a page, else the conversation it stays in
//	pages             team, key                               document; the key is a hash of address, language and reader
//	replies           team, key                               data*
//	cached_replies    team, scope, key                        data*; the key is a hash
//	feedback          id                                      team, key of the request, person, kind, claim (a hash)
//	usage             id                                      team, channel, person, key, calls, tokens, cost
//	settings          team, scope, name                       value*
//	controls          id             reader, document, correct, given: of readings by models, for all teams; no text
//	digests           team, channel, number          schedule, maker, state, next, covered, entries: how far it has come
//	slots             team, channel, number, due     key, state: what became of each moment at which a digest was due
//	feeds             team, channel, url             title, state*, next, failing: what a channel follows
//	feed_entries      team, channel, feed, entry     data*; the entry is a hash of its id
//	clients           id             Postgres only: processes at work, when they last said so, and their advisory lock
//	migrations        version        ours; River's own tables are named river_…
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
)

// ErrNotFound says that there is no such row.
var ErrNotFound = errors.New("not found")

// Config is what a Store may be told.
type Config struct {
	Log           *slog.Logger     // nil: slog.Default
	EncryptionKey string           // where not empty, texts are sealed at rest
	Now           func() time.Time // nil: time.Now
	Existing      bool             // a SQLite file that is not there is an error, and not made
	// Heartbeat is how often a process at work on Postgres says that it lives. One that was silent for three of them and
	// has lost its connection is taken for dead, and so is one that was silent for fifteen. Zero means 1 s. On SQLite
	// there is one process, and nothing to say; with every second heartbeat the queue is put in order.
	Heartbeat time.Duration
}

// Store is a database. It is safe for use by several goroutines.
type Store struct {
	db     *sql.DB // writes; on SQLite its one connection is the one writer
	read   *sql.DB
	pool   *pgxpool.Pool // nil on SQLite
	path   string        // of the SQLite file; "" on Postgres
	driver riverdriver.Driver[*sql.Tx]
	queue  *river.Client[*sql.Tx] // inserts, cancels and lists jobs; [Store.Work] makes the one that works
	box    *box
	log    *slog.Logger
	now    func() time.Time
	beat   time.Duration

	closed chan struct{}
	close  sync.Once

	gate     gate
	together together
	lockMu   sync.Mutex
	locked   *fileLock

	runningMu sync.Mutex
	running   map[string]*runningRequest // by key: those that this process works on
	jobs      map[int64]time.Time        // that the queue has given to this process; since when they have ended, zero before
	keys      map[int64]string           // of their requests, for the log
}

// Open opens the database at dsn, which is a path (SQLite) or begins with postgres:// or postgresql://. It neither
// migrates nor locks. A SQLite file that is not there is made, readable by its owner alone.
func Open(ctx context.Context, dsn string, cfg Config) (*Store, error) {
	s := &Store{log: cfg.Log, now: cfg.Now, beat: cfg.Heartbeat, running: map[string]*runningRequest{}, jobs: map[int64]time.Time{}, keys: map[int64]string{}, closed: make(chan struct{})}
	if s.log == nil {
		s.log = slog.Default()
	}
	if s.now == nil {
		s.now = time.Now
	}
	if s.beat <= 0 {
		s.beat = time.Second
	}
	var err error
	if s.box, err = newBox(cfg.EncryptionKey); err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	if err := s.connect(ctx, dsn, cfg.Existing); err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	s.together.turns = make(chan struct{}, 1)
	if s.pool != nil {
		s.together.turns = make(chan struct{}, groups)
	}
	// River tells the workers of an insert at most once in the FetchCooldown of who inserts: with the default of 100 ms
	// every second job waited for the next poll (measured).
	s.queue, err = river.NewClient(s.driver, &river.Config{
		Logger: s.riverLog(), MaxAttempts: maxAttempts, FetchCooldown: time.Millisecond,
	})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open database: job queue: %w", err), s.Close())
	}
	return s, nil
}

// Close closes the database. Call it when [Store.Work] has returned; work that still runs is cut off, as by a kill.
func (s *Store) Close() error {
	s.close.Do(func() { close(s.closed) })
	errs := []error{s.db.Close()}
	if s.read != s.db {
		errs = append(errs, s.read.Close())
	}
	if s.pool != nil {
		s.pool.Close()
	}
	s.lockMu.Lock()
	defer s.lockMu.Unlock()
	if s.locked != nil {
		errs = append(errs, s.locked.release())
		s.locked = nil
	}
	return errors.Join(errs...)
}

// Ping asks the database whether it is there.
func (s *Store) Ping(ctx context.Context) error {
	if err := s.read.PingContext(ctx); err != nil {
		return fmt.Errorf("ping database: %w", err)
	}
	return nil
}

// txTimeout bounds a transaction: on SQLite all of them share one connection.
const txTimeout = 20 * time.Second

// tx runs do in a transaction. Inside it only the transaction may be used: on SQLite any other use of s.db would wait
// for it forever.
func (s *Store) tx(ctx context.Context, do func(ctx context.Context, tx *sql.Tx) error) error {
	ctx, cancel := context.WithTimeout(ctx, txTimeout)
	defer cancel()
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := do(ctx, tx); err != nil {
		return errors.Join(err, ignoreDone(tx.Rollback()))
	}
	return tx.Commit()
}

func ignoreDone(err error) error {
	if errors.Is(err, sql.ErrTxDone) {
		return nil
	}
	return err
}

// execer is a *sql.DB or a *sql.Tx.
type execer interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// queryer is a *sql.DB or a *sql.Tx.
type queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// exec runs a statement and tells how many rows it changed.
func exec(ctx context.Context, on execer, query string, args ...any) (int64, error) {
	res, err := on.ExecContext(ctx, query, args...)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// placesOf are the places of so many rows: values ($1,$2),($3,$4).
func placesOf(rows, columns int) string {
	var b strings.Builder
	b.WriteString("values ")
	for i := range rows * columns {
		switch {
		case i == 0:
			b.WriteByte('(')
		case i%columns == 0:
			b.WriteString("),(")
		default:
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "$%d", i+1)
	}
	b.WriteByte(')')
	return b.String()
}

// listOf are the places of so many values: $1,$2.
func listOf(n int) string {
	places := make([]string, n)
	for i := range places {
		places[i] = fmt.Sprintf("$%d", i+1)
	}
	return strings.Join(places, ",")
}

// notFound turns the absence of a row into ErrNotFound.
func notFound(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNotFound
	}
	return err
}

func millis(t time.Time) int64      { return t.UnixMilli() }
func fromMillis(ms int64) time.Time { return time.UnixMilli(ms).UTC() }
