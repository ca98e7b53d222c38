package bot

import (
	"context"
	"sync"

	"golang.org/x/sync/semaphore"
)

// mostOfOne is how many things of one person are read at once: whoever asks for twenty files holds two turns of the network,
// the memory and the cores, and the others have the rest.
const mostOfOne = 2

// turns are what each person is having read at this time. The zero value is ready; it is safe for use by several goroutines.
type turns struct {
	mu   sync.Mutex
	open map[string]*turn
}

// turn is one person's. Who is in no reading and waits for none is forgotten.
type turn struct {
	free    *semaphore.Weighted
	holding int // who reads, guarded by turns.mu
	waiting int // who wait, guarded by turns.mu
}

// take waits, in the order of coming, until less than mostOfOne things of that person are being read. Nobody's readings,
// those of digests by the clock, are not counted. Who got a turn gives it back with done; the error is the context's cause.
//
// Nothing else may be held while waiting: a turn is taken before a flight is joined and before the reader's own turns.
func (t *turns) take(ctx context.Context, person string) (done func(), err error) {
	if person == "" {
		return func() {}, nil
	}
	mine := t.join(person)
	err = mine.free.Acquire(ctx, 1)
	t.mu.Lock()
	defer t.mu.Unlock()
	mine.waiting--
	if err != nil {
		t.forget(person, mine)
		return nil, context.Cause(ctx)
	}
	mine.holding++
	return func() { t.leave(person, mine) }, nil
}

func (t *turns) join(person string) *turn {
	t.mu.Lock()
	defer t.mu.Unlock()
	mine := t.open[person]
	if mine == nil {
		if t.open == nil {
			t.open = map[string]*turn{}
		}
		mine = &turn{free: semaphore.NewWeighted(mostOfOne)}
		t.open[person] = mine
	}
	mine.waiting++
	return mine
}

func (t *turns) leave(person string, mine *turn) {
	t.mu.Lock()
	defer t.mu.Unlock()
	mine.holding--
	mine.free.Release(1)
	t.forget(person, mine)
}

func (t *turns) forget(person string, mine *turn) {
	if mine.holding+mine.waiting == 0 {
		delete(t.open, person)
	}
}

// of is how many things of a person are being read, and how many wait for that.
func (t *turns) of(person string) (holding, waiting int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if mine := t.open[person]; mine != nil {
		return mine.holding, mine.waiting
	}
	return 0, 0
}
