package storetest

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"sync"
	"testing"

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
