package storetest

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/footnote-bot/footnote/store"
)

// clockJumps holds that a clock which jumps an hour, to and fro, in the midst of the work, makes nothing happen twice, loses
// nothing and puts nothing out of order; on Postgres with a second process whose clock is an hour behind.
func clockJumps(t *testing.T, db *database) {
	var jump atomic.Int64
	cfg := config()
	cfg.Now = func() time.Time { return time.Now().Add(time.Duration(jump.Load())) }
	first := db.open(t, cfg)
	workers := []*store.Store{first}
	if !db.isSQLite() {
		slow := config()
		slow.Now = func() time.Time { return time.Now().Add(-time.Hour) }
		workers = append(workers, db.open(t, slow))
	}
	var mu sync.Mutex
	var order []string
	work := store.Work{Workers: 3, Do: func(_ context.Context, r store.Request) error {
		mu.Lock()
		defer mu.Unlock()
		order = append(order, r.Key)
		return nil
	}}
	running := make([]*process, 0, len(workers))
	for _, s := range workers {
		running = append(running, start(t, s, work))
	}
	id := store.ThreadID{Team: "T1", Channel: "C1", TS: "1.0"}
	var want []string
	for n, by := range []time.Duration{0, time.Hour, -time.Hour, time.Hour, 0, -time.Hour} {
		jump.Store(int64(by))
		r := ask(n+1, id.TS)
		accept(t, first, r)
		want = append(want, r.Key)
		must(t, first.AddTurn(t.Context(), id, store.Turn{Key: r.Key, Question: fmt.Sprint(n), Answer: "Because."}))
		waitFor(t, first, r.Key, store.Done)
	}
	for _, p := range running {
		p.stop(t)
	}
	if !slices.Equal(order, want) {
		t.Errorf("worked on %v, want %v", order, want)
	}
	th, err := first.Thread(t.Context(), id)
	must(t, err)
	var turns []string
	for _, turn := range th.Turns {
		turns = append(turns, turn.Key)
	}
	if !slices.Equal(turns, want) {
		t.Errorf("the thread's turns are %v, want %v", turns, want)
	}
}
