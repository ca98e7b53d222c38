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
	s, err := store.Open(t.Context(), dsn, store.Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
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
