package storetest

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"

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

// movesUp holds that a person's requests move up as the earlier ones end, while others go on asking.
func movesUp(t *testing.T, db *database) {
	s := db.open(t, config())
	const many = 40
	for i := range many {
		accept(t, s, asked(i, "U-many", fmt.Sprintf("C-many%d", i)))
	}
	last := asked(many-1, "U-many", fmt.Sprintf("C-many%d", many-1)).Key
	others := 0
	var done bool
	p := start(t, s, store.Work{Workers: 1, Do: func(ctx context.Context, r store.Request) error {
		done = done || r.Key == last
		if done || r.Asker == "U-many" {
			return nil
		}
		for range 2 { // more come than are worked on
			others++
			if _, err := s.Accept(ctx, asked(others, fmt.Sprintf("U%d", others), fmt.Sprintf("C%d", others))); err != nil {
				return err
			}
		}
		return nil
	}})
	accept(t, s, asked(0, "U0", "C0"))
	waitFor(t, s, last, store.Done)
	p.stop(t)
}
