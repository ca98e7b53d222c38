package door

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"

	"golang.org/x/sync/semaphore"

	"github.com/footnote-bot/footnote/internal/joblog"
	"github.com/footnote-bot/footnote/summarize"
)

// turns bound how many requests are under way, and how many wait.
type turns struct{ room, free *semaphore.Weighted }

func newTurns(atOnce, waiting int) turns {
	return turns{room: semaphore.NewWeighted(int64(atOnce + waiting)), free: semaphore.NewWeighted(int64(atOnce))}
}

// take waits for a turn, and refuses where too many wait already.
func (t turns) take(ctx context.Context) (give func(), err error) {
	if !t.room.TryAcquire(1) {
		return nil, refuse(busy)
	}
	if err := t.free.Acquire(ctx, 1); err != nil {
		t.room.Release(1)
		return nil, context.Cause(ctx)
	}
	return func() { t.free.Release(1); t.room.Release(1) }, nil
}

var errTooLong = errors.New("the request took too long")

// turn does the work of one request when there is a turn, in its time; nil where it was done.
func (d *Door) turn(ctx context.Context, way, what string, work func(context.Context) error) *refusal {
	ctx, cancel := context.WithTimeoutCause(ctx, d.cfg.Time, errTooLong)
	defer cancel()
	key := "api/" + rand.Text()
	ctx = joblog.With(ctx, key)
	give, err := d.turns.take(ctx)
	if err == nil {
		err = work(ctx)
		give()
	}
	refused := tell(err, d.cfg.Words)
	outcome := "ok"
	if refused != nil {
		outcome = refused.Kind
		if refused.status >= 500 && ctx.Err() == nil {
			d.cfg.Log.ErrorContext(ctx, "request failed", "way", way, "what", what, "err", err)
		}
	}
	d.asked.WithLabelValues(way, what, outcome).Inc()
	return refused
}

// terms are what holds for a request; it refuses where the day's replies are used up.
func (d *Door) terms(ctx context.Context) (Terms, error) {
	var t Terms
	if d.cfg.Terms != nil {
		var err error
		if t, err = d.cfg.Terms(ctx); err != nil {
			return t, fmt.Errorf("look at the terms: %w", err)
		}
	}
	if t.Enough {
		return t, refuse(enoughToday)
	}
	if t.Engine == nil {
		t.Engine = d.cfg.Engine
	}
	t.Language = cmp.Or(t.Language, d.cfg.Language)
	return t, nil
}

// spend writes down what a reply took. The reply was made: it is given even where this fails.
func (d *Door) spend(ctx context.Context, u summarize.Usage) {
	if d.cfg.Spend == nil {
		return
	}
	if err := d.cfg.Spend(ctx, joblog.Key(ctx), u); err != nil {
		d.cfg.Log.ErrorContext(ctx, "usage not stored", "err", err)
	}
}
