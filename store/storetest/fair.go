package storetest

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/footnote-bot/footnote/store"
)

// asked is the n-th request of a person in a channel, a thread of its own.
func asked(n int, person, channel string) store.Request {
	r := ask(n, fmt.Sprintf("%d.000100", n))
	r.Key = fmt.Sprintf("T1/%s/%d.000100", channel, n)
	r.Asker, r.Channel = person, channel
	return r
}

// fair holds that neither a person nor a channel with many requests keeps the others waiting, and that none of theirs is
// kept waiting for ever.
func fair(t *testing.T, db *database) {
	cfg := config()
	cfg.Heartbeat = 0 // as people have it: with each, those that follow move up
	s := db.open(t, cfg)
	const many, few = 100, 20
	for i := range many {
		accept(t, s, asked(i, "U-many", fmt.Sprintf("C-many%d", i))) // one person in many channels
		accept(t, s, asked(i, fmt.Sprintf("U-many%d", i), "C-many")) // many people in one channel
	}
	for i := range few {
		accept(t, s, asked(i, fmt.Sprintf("U-few%d", i), fmt.Sprintf("C-few%d", i)))
	}
	var mu sync.Mutex
	var order []string
	p := start(t, s, store.Work{Workers: 2, Do: func(_ context.Context, r store.Request) error {
		mu.Lock()
		defer mu.Unlock()
		order = append(order, r.Asker)
		return nil
	}})
	for i := range many {
		waitFor(t, s, asked(i, "", fmt.Sprintf("C-many%d", i)).Key, store.Done)
		waitFor(t, s, asked(i, "", "C-many").Key, store.Done)
	}
	p.stop(t)
	last := 0
	for i := range few {
		last = max(last, slices.Index(order, fmt.Sprintf("U-few%d", i)))
	}
	// Before them go three of the person and nine of the channel, and as these end, others that have waited longer. In the
	// order of coming they would be the last.
	if last >= len(order)/2 {
		t.Errorf("the last of those who asked once came as number %d of %d, want it in the first half", last+1, len(order))
	}
}

// fairWithFew holds that who asks after a busy channel does not wait for all of it, however slow the one worker is: as
// the channel's first requests end, those that move up go behind who is there.
func fairWithFew(t *testing.T, db *database) {
	s := db.open(t, config())
	const busy, first = 60, 9
	for i := range busy {
		accept(t, s, asked(i, fmt.Sprintf("U-busy%d", i), "C-busy"))
	}
	newcomers := map[string]bool{}
	came := make(chan bool, 1)
	var begun bool
	var before int
	conn := db.connect(t)
	defer conn.Close()
	p := start(t, s, store.Work{Workers: 1, Do: func(ctx context.Context, r store.Request) error {
		switch {
		case !begun:
			begun = true
			for i := range 3 {
				n := asked(i, fmt.Sprintf("U-new%d", i), fmt.Sprintf("C-new%d", i))
				newcomers[n.Key] = true
				if _, err := s.Accept(ctx, n); err != nil {
					return err
				}
			}
			came <- true
		case newcomers[r.Key]:
			delete(newcomers, r.Key)
		case len(newcomers) > 0:
			before++
		}
		for len(newcomers) > 0 { // until those that follow have moved up
			var ready int
			err := conn.QueryRowContext(ctx, `select count(*) from river_job where state = 'available' and priority = 1`).Scan(&ready)
			if err != nil || ready >= first-1+len(newcomers) {
				return err
			}
			time.Sleep(10 * time.Millisecond)
		}
		return nil
	}})
	receive(t, came, "the newcomers")
	for i := range 3 {
		waitFor(t, s, asked(i, "", fmt.Sprintf("C-new%d", i)).Key, store.Done)
	}
	p.stop(t)
	if before > first {
		t.Errorf("%d requests of the busy channel went before those who came while the first of them was worked on, want at most %d", before, first)
	}
}

// movesUp holds that a person's requests move up as the earlier ones end, although others always wait before them.
func movesUp(t *testing.T, db *database) {
	s := db.open(t, config())
	const many, waiting = 40, 5
	for i := range many {
		accept(t, s, asked(i, "U-many", fmt.Sprintf("C-many%d", i)))
	}
	last := asked(many-1, "U-many", fmt.Sprintf("C-many%d", many-1)).Key
	others := 0
	other := func() store.Request {
		others++
		return asked(others, fmt.Sprintf("U%d", others), fmt.Sprintf("C%d", others))
	}
	for range waiting {
		accept(t, s, other())
	}
	var done bool
	p := start(t, s, store.Work{Workers: 1, Do: func(ctx context.Context, r store.Request) error {
		done = done || r.Key == last
		if done || r.Asker == "U-many" {
			return nil
		}
		_, err := s.Accept(ctx, other()) // for each of them another
		return err
	}})
	waitFor(t, s, last, store.Done)
	p.stop(t)
}
