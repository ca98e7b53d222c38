package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"runtime/debug"
	"strings"
	"time"

	"github.com/riverqueue/river"

	"github.com/footnote-bot/footnote/internal/joblog"
	"github.com/footnote-bot/footnote/internal/redact"
)

// worker takes a job from River, claims its request, lets Work.Do work on it and notes how that ended.
type worker struct {
	river.WorkerDefaults[requestJob]
	store *Store
	work  Work
}

// NextRetry waits 1, 4, 16 and 64 s, each up to a tenth longer.
func (w *worker) NextRetry(job *river.Job[requestJob]) time.Time {
	wait := time.Second << (2 * min(max(job.Attempt-1, 0), 3))
	return time.Now().Add(wait + time.Duration(rand.Int64N(int64(wait/10))))
}

// Work is called by River.
func (w *worker) Work(ctx context.Context, job *river.Job[requestJob]) error {
	s, key := w.store, job.Args.Key
	ctx = joblog.With(ctx, key)
	defer s.take(job.ID, key)()
	r, ahead, err := s.claim(ctx, key)
	switch {
	case errors.Is(err, ErrNotFound):
		return river.JobCancel(err)
	case err != nil:
		return err
	case r.State != Working && ahead == 0:
		return nil // it has ended; the process died before River knew
	case ahead > 0:
		// The further back, the longer, so that a long thread does not keep the workers busy with waiting. River keeps
		// what waits for more than 5 s in another state, and looks there every 5 s.
		return river.JobSnooze(min(time.Duration(ahead)*250*time.Millisecond, 3*time.Second))
	}
	if r.Crashes >= 3 || r.Failure != "" {
		return w.giveUp(ctx, r, givenUp(r))
	}
	ctx, done := s.track(ctx, key)
	defer done()
	if err := s.gate.enter(ctx, r.Crashes == 2); err != nil {
		return w.outcome(ctx, job, r, Snooze(time.Second))
	}
	return w.outcome(ctx, job, r, w.do(ctx, r))
}

// take notes that this process has the job of a request, until done.
func (s *Store) take(job int64, key string) (done func()) {
	s.runningMu.Lock()
	defer s.runningMu.Unlock()
	if len(s.keys) >= mostKeys {
		clear(s.keys)
	}
	s.jobs[job], s.keys[job] = time.Time{}, key
	return func() {
		s.runningMu.Lock()
		defer s.runningMu.Unlock()
		if s.jobs[job] = time.Now(); s.pool == nil {
			delete(s.jobs, job) // no connection breaks
		}
	}
}

// inHand reports whether this process has a job, or had it not long ago.
func (s *Store) inHand(job int64) bool {
	s.runningMu.Lock()
	defer s.runningMu.Unlock()
	_, has := s.jobs[job]
	return has
}

// forgetEnded forgets the jobs that ended so long ago, or longer.
func (s *Store) forgetEnded(ago time.Duration) {
	s.runningMu.Lock()
	defer s.runningMu.Unlock()
	maps.DeleteFunc(s.jobs, func(_ int64, ended time.Time) bool { return !ended.IsZero() && time.Since(ended) >= ago })
}

// givenUp is why a request is given up that was to be given up before.
func givenUp(r Request) error {
	if r.Crashes >= 3 {
		return ErrCrashed
	}
	return errors.New(r.Failure)
}

// do runs Do in its time and leaves the gate; a panic is an error.
func (w *worker) do(ctx context.Context, r Request) error {
	defer w.store.gate.leave(r.Crashes == 2)
	ctx, cancel := context.WithTimeout(ctx, w.work.JobTimeout)
	defer cancel()
	return w.guarded(r, func() error { return w.work.Do(ctx, r) })
}

func (w *worker) guarded(r Request, call func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			w.store.log.Error("work panicked", "job", r.Key, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	return call()
}

// outcome notes how an attempt ended, and tells River.
func (w *worker) outcome(ctx context.Context, job *river.Job[requestJob], r Request, err error) error {
	s := w.store
	cause := context.Cause(ctx)
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), endTimeout)
	defer cancel()
	var put *snooze
	var stopped *stop
	var cancelled *cancellation
	switch {
	case err == nil:
		return s.finish(end, r.Key, Done)
	case errors.As(cause, &cancelled):
		return errors.Join(s.finish(end, r.Key, Cancelled), river.JobCancel(cause))
	case errors.Is(cause, ErrShutdown):
		return s.putOff(end, r.Key, 0)
	case errors.As(err, &put):
		return s.putOff(end, r.Key, put.d)
	case errors.As(err, &stopped), job.Attempt >= job.MaxAttempts:
		return w.giveUp(ctx, r, err)
	}
	s.log.Warn("attempt failed", "job", r.Key, "attempt", job.Attempt, "err", err)
	if merr := s.Mark(end, r.Key, ""); merr != nil {
		s.log.Warn("attempt not noted", "job", r.Key, "err", merr)
	}
	return storable(err)
}

// storable is an error that River can store: a NUL, say of a page, would make Postgres refuse the whole job, and what opens
// a link is not to be left unsealed.
func storable(err error) error {
	const most = 2000
	text := redact.Links(err.Error())
	if len(text) > most {
		text = text[:most] + "…"
	}
	return errors.New(strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "\uFFFD"))
}

// putOff gives the request back to the queue without the cost of an attempt. That it no longer reads or asks is noted, or
// a death before its next attempt would count as a crash.
func (s *Store) putOff(ctx context.Context, key string, d time.Duration) error {
	if err := s.Mark(ctx, key, ""); err != nil && !errors.Is(err, ErrNotFound) {
		s.log.Warn("snooze not noted", "job", key, "err", err)
	}
	return river.JobSnooze(d)
}

// giveUp ends a request that no attempt follows. Why is noted before anybody is told.
func (w *worker) giveUp(ctx context.Context, r Request, why error) error {
	s := w.store
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), endTimeout)
	defer cancel()
	_, err := s.db.ExecContext(ctx, `update requests set failure = $1, phase = '' where key = $2`,
		s.box.seal("failures/"+r.Key, why.Error()), r.Key)
	if err != nil {
		return fmt.Errorf("give up request %s: %w", r.Key, err)
	}
	r.Failure = why.Error()
	s.log.Warn("request given up", "job", r.Key, "kind", r.Kind, "crashes", r.Crashes, "err", why)
	if w.work.GiveUp != nil {
		err := w.guarded(r, func() error { return w.work.GiveUp(ctx, r, why) })
		if put, ok := errors.AsType[*snooze](err); ok {
			return river.JobSnooze(put.d)
		}
		if err != nil {
			s.log.Error("asker not told", "job", r.Key, "err", err)
		}
	}
	if err := s.finish(ctx, r.Key, Failed); err != nil {
		return err
	}
	return river.JobCancel(storable(why))
}
