package storetest

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite" // the driver "sqlite"

	"github.com/footnote-bot/footnote/store"
)

func (db *database) isSQLite() bool { return !strings.Contains(db.dsn, "://") }

// exec runs a statement beside the store: what only a test does.
func (db *database) exec(t *testing.T, statement string) {
	t.Helper()
	conn := db.connect(t)
	defer conn.Close()
	if _, err := conn.ExecContext(t.Context(), statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

func (db *database) connect(t *testing.T) *sql.DB {
	t.Helper()
	if db.isSQLite() {
		conn, err := sql.Open("sqlite", "file:"+db.dsn+"?_pragma=busy_timeout(10000)")
		must(t, err)
		return conn
	}
	cfg, err := pgx.ParseConfig(strings.Replace(db.dsn, "pool_max_conns=6&", "", 1))
	must(t, err)
	return stdlib.OpenDB(*cfg)
}

// dieIn lets a process take up the request, mark the phase, and die.
func (db *database) dieIn(t *testing.T, phase store.Phase) store.Request {
	t.Helper()
	s := db.open(t, config())
	began := make(chan store.Request, 10)
	p := start(t, s, store.Work{Do: func(ctx context.Context, r store.Request) error {
		must(t, s.Mark(ctx, r.Key, phase))
		began <- r
		<-ctx.Done()
		return ctx.Err()
	}})
	r := receive(t, began, "the request")
	p.die(s)
	return r
}

func death(t *testing.T, db *database) {
	s := db.open(t, config())
	accept(t, s, ask(1, "1.0"), ask(2, "1.0"))
	db.exec(t, `update river_job set max_attempts = 1`) // a death costs no attempt
	db.dieIn(t, store.Asking)
	did := make(chan store.Request, 10)
	p := start(t, s, store.Work{Do: func(_ context.Context, r store.Request) error { did <- r; return nil }, GiveUp: neverGiveUp(t)})
	if r := receive(t, did, "the request again"); r.Key != ask(1, "").Key || r.Crashes != 1 {
		t.Errorf("next is %s with %d crashes, want %s with 1", r.Key, r.Crashes, ask(1, "").Key)
	}
	if r := receive(t, did, "its neighbour"); r.Key != ask(2, "").Key || r.Crashes != 0 {
		t.Errorf("then %s with %d crashes, want %s with none", r.Key, r.Crashes, ask(2, "").Key)
	}
	p.stop(t)
}

func deathWhilePosting(t *testing.T, db *database) {
	s := db.open(t, config())
	accept(t, s, ask(1, "1.0"))
	for _, phase := range []store.Phase{store.Posting, store.Waiting} {
		db.dieIn(t, phase)
	}
	if r := wantState(t, s, ask(1, "").Key, store.Working); r.Crashes != 0 {
		t.Errorf("%d crashes, want none", r.Crashes)
	}
}

func killer(t *testing.T, db *database) {
	s := db.open(t, config())
	accept(t, s, ask(1, "1.0"))
	db.dieIn(t, store.Reading)
	db.dieIn(t, store.Asking)

	// Now it runs alone: of the others none is inside while it is.
	var mu sync.Mutex
	inside := map[string]bool{}
	others := []store.Request{ask(2, ""), ask(3, ""), ask(4, "")}
	accept(t, s, others...)
	last := db.open(t, config())
	began := make(chan store.Request, 10)
	p := start(t, last, store.Work{Do: func(ctx context.Context, r store.Request) error {
		mu.Lock()
		inside[r.Key] = true
		if inside[ask(1, "").Key] && len(inside) > 1 {
			t.Errorf("%v run beside the killer", inside)
		}
		mu.Unlock()
		defer func() { mu.Lock(); delete(inside, r.Key); mu.Unlock() }()
		if r.Key == ask(1, "").Key {
			must(t, last.Mark(ctx, r.Key, store.Asking))
			began <- r
			<-ctx.Done()
			return ctx.Err()
		}
		return nil
	}})
	if r := receive(t, began, "the killer"); r.Crashes != 2 {
		t.Errorf("%d crashes, want 2", r.Crashes)
	}
	p.die(last)

	told := make(chan error, 10)
	p = start(t, s, store.Work{
		Do: func(_ context.Context, r store.Request) error {
			if r.Key == ask(1, "").Key {
				t.Error("a fourth time")
			}
			return nil
		},
		GiveUp: func(_ context.Context, _ store.Request, err error) error { told <- err; return nil },
	})
	if err := receive(t, told, "GiveUp"); !errors.Is(err, store.ErrCrashed) {
		t.Errorf("given up for %v", err)
	}
	for _, r := range others {
		waitFor(t, s, r.Key, store.Done)
	}
	p.stop(t)
	wantState(t, s, ask(1, "").Key, store.Failed)
}

func cancelledThenDead(t *testing.T, db *database) {
	s := db.open(t, config())
	accept(t, s, ask(1, "1.0"), ask(2, "1.0"))
	first := db.open(t, config())
	began, release := make(chan store.Request, 10), make(chan struct{})
	p := start(t, first, store.Work{Do: func(_ context.Context, r store.Request) error {
		began <- r
		<-release // deaf to its context
		return errBroken
	}})
	r := receive(t, began, "the request")
	must(t, s.Cancel(t.Context(), r.Key, errBroken))
	p.die(first)
	t.Cleanup(func() { close(release) })

	did := make(chan string, 10)
	p = start(t, s, store.Work{Do: func(_ context.Context, r store.Request) error { did <- r.Key; return nil }})
	if key := receive(t, did, "the other request"); key != ask(2, "").Key {
		t.Errorf("%s came back", key)
	}
	p.stop(t)
	wantState(t, s, ask(1, "").Key, store.Cancelled)
}

func adopted(t *testing.T, db *database) {
	s := db.open(t, config())
	accept(t, s, ask(1, "1.0"), ask(2, "1.0"))
	db.exec(t, `delete from river_job`)
	did := make(chan string, 10)
	p := start(t, s, store.Work{Do: func(_ context.Context, r store.Request) error { did <- r.Key; return nil }})
	for n := 1; n <= 2; n++ {
		if key := receive(t, did, "a request"); key != ask(n, "").Key {
			t.Errorf("%s is number %d", key, n)
		}
	}
	p.stop(t)
}

func lock(t *testing.T, db *database) {
	s, other := db.open(t, config()), db.open(t, config())
	release, err := s.Lock(t.Context())
	must(t, err)
	_, err = other.Lock(t.Context())
	if !db.isSQLite() {
		must(t, err)
		must(t, release())
		return
	}
	if !errors.Is(err, store.ErrLocked) {
		t.Errorf("a second process: %v, want ErrLocked", err)
	}
	if err := other.Work(t.Context(), store.Work{Do: func(context.Context, store.Request) error { return nil }}); !errors.Is(err, store.ErrLocked) {
		t.Errorf("work of a second process: %v, want ErrLocked", err)
	}
	must(t, s.Migrate(t.Context())) // under its own lock
	must(t, release())
	must(t, release())
	if _, err = other.Lock(t.Context()); err != nil {
		t.Errorf("after the release: %v", err)
	}
	must(t, other.Close())
	if _, err = s.Lock(t.Context()); err != nil {
		t.Errorf("after the close: %v", err)
	}
}

func migrateTogether(t *testing.T, db *database) {
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			s, err := store.Open(t.Context(), db.dsn, config())
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			if err := s.Migrate(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	accept(t, db.open(t, config()), ask(1, "1.0"))
}

// dropped holds that a job is not lost which the database gave to a living process that never heard so, as its connection
// broke.
func dropped(t *testing.T, db *database) {
	if db.isSQLite() {
		return // no connection breaks
	}
	s := db.open(t, config())
	accept(t, s, ask(1, "1.0"))
	did, began, release := make(chan string, 10), make(chan bool), make(chan bool)
	p := start(t, s, store.Work{Workers: 1, Do: func(_ context.Context, r store.Request) error {
		if r.Key == ask(1, "").Key {
			began <- true
			<-release
		}
		did <- r.Key
		return nil
	}})
	receive(t, began, "the first request")
	accept(t, s, ask(2, "2.0"))
	db.exec(t, `update river_job set state = 'running', attempt = 1, attempted_at = now(), attempted_by = array[(select id from clients)]
		where state = 'available'`)
	release <- true
	for n := 1; n <= 2; n++ {
		if key := receive(t, did, "a request"); key != ask(n, "").Key {
			t.Errorf("%s is number %d", key, n)
		}
	}
	waitFor(t, s, ask(2, "").Key, store.Done)
	p.stop(t)
	if r := wantState(t, s, ask(1, "").Key, store.Done); r.Crashes > 0 {
		t.Errorf("%d crashes, want none", r.Crashes)
	}
}

// unnoted holds that a job whose end the database does not know yet is not taken for a dropped one; and that one of which
// it never will is ended where its request is, be its end lost with a connection or with the process.
func unnoted(t *testing.T, db *database) {
	var log bytes.Buffer
	cfg := config()
	cfg.Heartbeat = 300 * time.Millisecond // River's completer tries again after seconds, whatever the heartbeat
	cfg.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelInfo}))
	s := db.open(t, cfg)
	did := make(chan string, 10)
	failed := false
	work := store.Work{Workers: 1, Do: func(_ context.Context, r store.Request) error {
		if !db.isSQLite() {
			db.exec(t, `update river_job set attempted_at = now() - interval '1 hour'`) // it has taken long
		}
		did <- r.Key
		if !failed {
			failed = true
			return errBroken
		}
		return nil
	}}
	const lost = `update river_job set state = 'running', finalized_at = null`
	if !db.isSQLite() {
		db.exec(t, `create function not_now() returns trigger language plpgsql as 'begin raise exception ''not now''; end'`)
		db.exec(t, `create trigger not_now before update on river_job for each row
			when (new.errors is distinct from old.errors) execute function not_now()`)
	}
	accept(t, s, ask(1, "1.0"))
	p := start(t, s, work)
	receive(t, did, "the request")
	if !db.isSQLite() {
		db.beats(t, 3)
		db.exec(t, `drop trigger not_now on river_job`)
		if len(did) > 0 {
			t.Error("worked on again before its first end was noted")
		}
	}
	receive(t, did, "the next attempt")
	waitForJob(t, s, "completed")
	if !db.isSQLite() {
		db.exec(t, lost)
		waitForJob(t, s, "completed")
	}
	p.stop(t)
	db.exec(t, lost)
	p = start(t, s, work)
	waitForJob(t, s, "completed")
	accept(t, s, ask(2, "1.0"))
	if key := receive(t, did, "the next request"); key != ask(2, "").Key {
		t.Errorf("%s is worked on again", key)
	}
	p.stop(t)
	if len(did) > 0 {
		t.Errorf("worked on %d times more", len(did))
	}
	if strings.Contains(log.String(), "taken up") {
		t.Errorf("logged:\n%s", &log)
	}
}

// beats waits until the process at work on Postgres has said so many times that it lives.
func (db *database) beats(t *testing.T, n int) {
	t.Helper()
	conn := db.connect(t)
	defer conn.Close()
	var last int64
	poll(t, func() bool {
		var seen int64
		must(t, conn.QueryRowContext(t.Context(), `select max(seen) from clients`).Scan(&seen))
		if seen != last {
			last = seen
			n--
		}
		return n < 0 // the first is one of before
	}, func() string { return fmt.Sprintf("%d heartbeats are missing", n) })
}

// waitForJob waits until the one job is in that state.
func waitForJob(t *testing.T, s *store.Store, want string) {
	t.Helper()
	var got []store.Job
	poll(t, func() bool {
		var err error
		got, err = s.Jobs(t.Context(), 2)
		must(t, err)
		return len(got) == 1 && got[0].State == want
	}, func() string { return fmt.Sprintf("jobs %+v, want one that is %s", got, want) })
}
