package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/footnote-bot/footnote/store"
	"github.com/footnote-bot/footnote/store/storetest"
)

// TestRequestsThatWaitTogether: while somebody else writes, requests gather. One that the database refuses takes none of the
// others along, one whose caller has left may be sent again, and each is accepted once.
func TestRequestsThatWaitTogether(t *testing.T) {
	dsn := storetest.SQLite(t)
	s := migrated(t, dsn)
	other, err := sql.Open("sqlite", "file:"+dsn+"?_txlock=immediate&_pragma=busy_timeout(10000)")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { other.Close() })
	if _, err := other.ExecContext(t.Context(), `create trigger refusing before insert on requests when new.asker = 'refused'
		begin select raise(abort, 'refused by the test'); end`); err != nil {
		t.Fatal(err)
	}
	writing, err := other.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	const requests = 100
	request := func(n int) store.Request {
		r := store.Request{Key: fmt.Sprintf("T1/C1/%d", n), Team: "T1", Channel: "C1", Thread: fmt.Sprint(n % 7), Asker: "U1", Kind: "reply", Payload: []byte("{}")}
		if n == 50 {
			r.Asker = "refused"
		}
		return r
	}
	left, leave := context.WithCancel(t.Context())
	fresh, errs := make([]bool, requests), make([]error, requests)
	var all sync.WaitGroup
	for n := range requests {
		ctx := t.Context()
		if n == 60 {
			ctx = left
		}
		all.Go(func() { fresh[n], errs[n] = s.Accept(ctx, request(n)) })
	}
	leave()
	if err := writing.Rollback(); err != nil {
		t.Fatal(err)
	}
	all.Wait()
	for n := range requests {
		switch {
		case n == 50:
			if errs[n] == nil || errors.Is(errs[n], context.Canceled) {
				t.Errorf("the refused one: fresh %t, %v", fresh[n], errs[n])
			}
			continue
		case n == 60 && errs[n] != nil:
			if !errors.Is(errs[n], context.Canceled) {
				t.Errorf("the one that left: %v", errs[n])
			}
			if _, err := s.Accept(t.Context(), request(n)); err != nil {
				t.Errorf("the one that left, again: %v", err)
			}
		case !fresh[n] || errs[n] != nil:
			t.Errorf("request %d: fresh %t, %v", n, fresh[n], errs[n])
		}
		if again, err := s.Accept(t.Context(), request(n)); again || err != nil {
			t.Errorf("request %d again: fresh %t, %v", n, again, err)
		}
	}
	jobs, err := s.Jobs(t.Context(), 2*requests)
	if err != nil || len(jobs) != requests-1 {
		t.Errorf("%d jobs, %v; want one for each of %d requests", len(jobs), err, requests-1)
	}
}

// TestALockedThreadHoldsUpNoOther: on Postgres another process may hang with the lock of a thread. Those who came together
// with a request of that thread are stored without it.
func TestALockedThreadHoldsUpNoOther(t *testing.T) {
	dsn := storetest.Postgres(t)(t)
	s := migrated(t, dsn)
	hanging, err := raw(t, dsn).BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := hanging.ExecContext(t.Context(), `insert into threads (team, channel, thread, touched) values ('T1', 'C1', 'locked', 1)`); err != nil {
		t.Fatal(err)
	}
	accept := func(n int, thread string) error {
		fresh, err := s.Accept(t.Context(), store.Request{
			Key: fmt.Sprintf("T1/C1/%s%d", thread, n), Team: "T1", Channel: "C1", Thread: thread, Asker: "U1", Kind: "reply", Payload: []byte("{}"),
		})
		if err == nil && !fresh {
			return errors.New("not fresh")
		}
		return err
	}
	var waiting, others sync.WaitGroup
	for n := range 2 {
		waiting.Go(func() {
			if err := accept(n, "locked"); err != nil {
				t.Errorf("the locked thread: %v", err)
			}
		})
	}
	for n := range 50 {
		others.Go(func() {
			if err := accept(n, fmt.Sprint(n)); err != nil {
				t.Errorf("thread %d: %v", n, err)
			}
		})
	}
	others.Wait()
	if err := hanging.Rollback(); err != nil {
		t.Fatal(err)
	}
	waiting.Wait()
}

// TestAcceptedElsewhereMeanwhile: of a request that another process is about to store there is no second job.
func TestAcceptedElsewhereMeanwhile(t *testing.T) {
	dsn := storetest.Postgres(t)(t)
	s := migrated(t, dsn)
	db := raw(t, dsn)
	elsewhere, err := db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := elsewhere.ExecContext(t.Context(), `insert into requests (key, team, channel, thread, asker, kind, payload, created, state)
		values ('T1/command/1', 'T1', 'C1', '', 'U1', 'reply', '{}', 1, 'accepted')`); err != nil {
		t.Fatal(err)
	}
	var here sync.WaitGroup
	here.Go(func() {
		fresh, err := s.Accept(t.Context(), store.Request{Key: "T1/command/1", Team: "T1", Channel: "C1", Asker: "U1", Kind: "reply", Payload: []byte("{}")})
		if fresh || err != nil {
			t.Errorf("fresh %t, %v", fresh, err)
		}
	})
	for waits := false; !waits; {
		const query = `select exists (select 1 from pg_locks where not granted and locktype = 'transactionid')`
		if err := db.QueryRowContext(t.Context(), query).Scan(&waits); err != nil {
			t.Fatal(err)
		}
	}
	if err := elsewhere.Commit(); err != nil {
		t.Fatal(err)
	}
	here.Wait()
	if jobs, err := s.Jobs(t.Context(), 10); err != nil || len(jobs) != 0 {
		t.Errorf("jobs %v, %v; want none: the other process makes it", jobs, err)
	}
}

func migrated(t *testing.T, dsn string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), dsn, store.Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}
