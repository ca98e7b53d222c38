// Package storetest is the contract of package store, which both of its databases keep, and the databases that tests use.
//
// [Run] holds a database to the contract: ledger.go for requests and posts, work.go for the queue, deaths.go for
// processes that die, digests.go for digests and their slots, texts.go for all that is kept beside. [SQLite] and [Postgres] give a test databases of its own.
package storetest

import (
	"context"
	"fmt"
	"log/slog"
	"net/url"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/footnote-bot/footnote/internal/testneed"
	"github.com/footnote-bot/footnote/store"
)

// patience is how long a test waits for what must come; only a failure takes as long.
const patience = 2 * time.Minute

// Run holds databases to the contract. Each call of fresh gives the address of an empty one.
func Run(t *testing.T, fresh func(t testing.TB) (dsn string)) {
	tests := []struct {
		name string
		test func(t *testing.T, db *database)
	}{
		{"a request is accepted once", acceptOnce},
		{"a request is accepted once by many at a time", acceptConcurrently},
		{"a request is found as it was accepted", findRequest},
		{"posts are intended before they stand", posts},
		{"what became of a message is found", ofMessages},
		{"shared links are taken up once a week", watchedLinks},
		{"marks of ended requests are found", marks},
		{"an accepted request is worked on once", workOnce},
		{"a failed attempt is followed by another", retries},
		{"the last attempt is given up", giveUp},
		{"no attempt follows a stop", stops},
		{"a panic is a failed attempt", panics},
		{"a snooze costs no attempt", snoozes},
		{"giving up may be put off", giveUpLater},
		{"a thread is worked on in order, one at a time", threadOrder},
		{"a long thread does not hold up another", threadsDoNotStarve},
		{"a running request is cancelled with a cause", cancelRunning},
		{"a waiting request is cancelled", cancelWaiting},
		{"a request is cancelled from another process", cancelElsewhere},
		{"an attempt has its time", timeout},
		{"a stop gives running requests back", shutdown},
		{"who asks much does not hold up who asks little", fair},
		{"a busy channel does not hold up others where workers are few", fairWithFew},
		{"who asks much is not kept waiting for ever", movesUp},
		{"jobs are listed and retried", jobs},
		{"the requests of a dead process are taken up", death},
		{"a job of a broken connection is taken up", dropped},
		{"a job whose end is not noted is ended", unnoted},
		{"clocks may jump", clockJumps},
		{"dying while posting is no crash", deathWhilePosting},
		{"a request that kills its process runs alone, then is given up", killer},
		{"a cancelled request does not come back to life", cancelledThenDead},
		{"a request without a job gets one", adopted},
		{"one process serves from a SQLite file", lock},
		{"processes that start together migrate once", migrateTogether},
		{"a newer schema is refused", newerSchema},
		{"threads", threads},
		{"documents keep their scope", documents},
		{"pages are cached", pages},
		{"replies are stored and cached", replies},
		{"usage is summed by day", usage},
		{"settings", settings},
		{"the record of a reader", controls},
		{"digests", digests},
		{"a slot of a digest is opened once", slotOnce},
		{"a digest between two slots takes none", slotBetween},
		{"feeds and what they announce", feeds},
		{"opinions of a reply", feedback},
		{"any text comes back as it was", anyText},
		{"an error may hold anything", oddErrors},
		{"a person is exported and forgotten", people},
		{"what somebody wants forgotten is, and nothing else", forgetting},
		{"digests and feeds forget who set them up", forgettingMakers},
		{"entries of feeds lose their text and stay known", expiringEntries},
		{"what was kept long enough goes", expiring},
		{"texts are sealed", sealed},
		{"texts are sealed anew", rekeyed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			tt.test(t, &database{dsn: fresh(t)})
		})
	}
}

// SQLite gives the path of a database that is not there yet.
func SQLite(t testing.TB) string { return filepath.Join(t.TempDir(), "footnote.db") }

// Postgres makes a database on the server of FOOTNOTE_TEST_DATABASE_URL, dropped when t ends, and gives each call of
// fresh a schema of its own in it. Without a server t skips.
func Postgres(t testing.TB) (fresh func(t testing.TB) string) {
	t.Helper()
	server := testneed.Env(t, "FOOTNOTE_TEST_DATABASE_URL")
	name := fmt.Sprintf("footnote_test_%d", time.Now().UnixNano())
	execute(t, server, "create database "+name)
	t.Cleanup(func() { execute(t, server, "drop database "+name+" with (force)") })
	base, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	base.Path = "/" + name
	var mu sync.Mutex
	n := 0
	return func(t testing.TB) string {
		t.Helper()
		mu.Lock()
		n++
		schema := fmt.Sprintf("s%d", n)
		mu.Unlock()
		execute(t, base.String(), "create schema "+schema)
		own := *base
		query := own.Query()
		query.Set("search_path", schema)
		query.Set("pool_max_conns", "6") // many tests share a server
		own.RawQuery = query.Encode()
		return own.String()
	}
}

func execute(t testing.TB, dsn, statement string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		t.Fatalf("FOOTNOTE_TEST_DATABASE_URL: %v", err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

// database is the database of one test.
type database struct{ dsn string }

// config is for tests: silent, and quick to notice a death.
func config() store.Config {
	return store.Config{Log: slog.New(slog.DiscardHandler), Heartbeat: 100 * time.Millisecond}
}

// open opens and migrates the database.
func (db *database) open(t *testing.T, cfg store.Config) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), db.dsn, cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() }) // a test that plays a death has closed it already
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}

// process is a Work that runs.
type process struct {
	cancel context.CancelFunc
	ended  chan error
}

// start works on s until stop or the end of the test.
func start(t *testing.T, s *store.Store, w store.Work) *process {
	t.Helper()
	ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
	p := &process{cancel: cancel, ended: make(chan error, 1)}
	go func() { p.ended <- s.Work(ctx, w) }()
	t.Cleanup(cancel)
	return p
}

// stop ends the work softly; when it returns, all that had ended is noted.
func (p *process) stop(t *testing.T) {
	t.Helper()
	p.cancel()
	if err := receive(t, p.ended, "the end of Work"); err != nil {
		t.Fatalf("Work: %v", err)
	}
}

// die takes the database away from under the process.
func (p *process) die(s *store.Store) {
	s.Close()
	p.cancel()
}

// receive waits for a value.
func receive[T any](t *testing.T, from <-chan T, what string) T {
	t.Helper()
	select {
	case v := <-from:
		return v
	case <-time.After(patience):
		t.Fatalf("waited %v for %s", patience, what)
		panic("unreachable")
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// ask is a request of a thread.
func ask(n int, thread string) store.Request {
	return store.Request{
		Key: fmt.Sprintf("T1/C1/%d.000100", n), Team: "T1", Channel: "C1", Thread: thread, Asker: "U1", Kind: "question",
		Payload: []byte(fmt.Sprintf(`{"question":"What does sentence %d say?"}`, n)),
	}
}

func accept(t *testing.T, s *store.Store, requests ...store.Request) {
	t.Helper()
	for _, r := range requests {
		fresh, err := s.Accept(t.Context(), r)
		must(t, err)
		if !fresh {
			t.Fatalf("Accept(%s) is not fresh", r.Key)
		}
	}
}

func wantState(t *testing.T, s *store.Store, key string, want store.State) store.Request {
	t.Helper()
	r, err := s.Request(t.Context(), key)
	must(t, err)
	if r.State != want {
		t.Errorf("request %s is %s (phase %q, failure %q), want %s", key, r.State, r.Phase, r.Failure, want)
	}
	return r
}
