package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
)

// cancellation is the cause of a cancelled request's context. It wraps the cause given to Cancel; in another process
// only its words are left.
type cancellation struct{ cause error }

func (c *cancellation) Error() string { return "cancelled: " + c.cause.Error() }
func (c *cancellation) Unwrap() error { return c.cause }

// Cancel ends a request that waits, and cancels the context of one that is worked on with a cause that wraps the one
// given (context.Cause, errors.Is); what Do then does is its own affair, and the request ends as cancelled unless Do
// returns nil. A request that has ended is left alone. The error is [ErrNotFound] for an unknown key.
func (s *Store) Cancel(ctx context.Context, key string, cause error) error {
	if cause == nil {
		cause = context.Canceled
	}
	s.cancelHere(key, func(r *runningRequest) { r.cause = cause }) // River may be faster than the end of this function
	err := s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error { return s.cancel(ctx, tx, key, cause) })
	if err != nil {
		return fmt.Errorf("cancel request %s: %w", key, err)
	}
	s.cancelHere(key, func(r *runningRequest) { r.cancel(&cancellation{cause}) })
	return nil
}

// errByOperator is the cause of a cancellation that nobody in Slack asked for.
var errByOperator = errors.New("by an operator")

// CancelJob ends the request of the job with that id, as [Store.Cancel] does. One that has ended is refused.
func (s *Store) CancelJob(ctx context.Context, id int64) error {
	var key string
	var state State
	err := s.read.QueryRowContext(ctx, `select key, state from requests where job = $1`, id).Scan(&key, &state)
	switch {
	case err != nil:
		return fmt.Errorf("cancel job %d: %w", id, notFound(err))
	case state != Accepted && state != Working:
		return fmt.Errorf("cancel job %d: its request is %s", id, state)
	}
	return s.Cancel(ctx, key, errByOperator)
}

// runningRequest is a request that this process works on.
type runningRequest struct {
	cancel context.CancelCauseFunc
	cause  error // given to Cancel; nil before
}

func (s *Store) cancelHere(key string, do func(*runningRequest)) {
	s.runningMu.Lock()
	defer s.runningMu.Unlock()
	if r := s.running[key]; r != nil {
		do(r)
	}
}

func (s *Store) cancel(ctx context.Context, tx *sql.Tx, key string, cause error) error {
	var job int64
	var state State
	if err := tx.QueryRowContext(ctx, `select job, state from requests where key = $1`, key).Scan(&job, &state); err != nil {
		return notFound(err)
	}
	if state != Accepted && state != Working {
		return nil
	}
	if _, err := tx.ExecContext(ctx, `update requests set cancel = $1 where key = $2`, cause.Error(), key); err != nil {
		return err
	}
	row, err := s.queue.JobCancelTx(ctx, tx, job)
	switch {
	case errors.Is(err, river.ErrNotFound): // gone, so nobody works on it
	case err != nil:
		return err
	case row.State == rivertype.JobStateRunning: // its worker ends it
		return nil
	}
	return setState(ctx, tx, key, Cancelled)
}

// track is the context of a request that is worked on here: cancelled by Cancel with its cause, by Cancel in another
// process with the words of it, and at the end of Work with ErrShutdown.
func (s *Store) track(ctx context.Context, key string) (context.Context, func()) {
	own, cancel := context.WithCancelCause(context.WithoutCancel(ctx))
	s.runningMu.Lock()
	s.running[key] = &runningRequest{cancel: cancel}
	s.runningMu.Unlock()
	stop := context.AfterFunc(ctx, func() { cancel(s.causeOf(ctx, key)) })
	return own, func() {
		s.runningMu.Lock()
		delete(s.running, key)
		s.runningMu.Unlock()
		stop()
		cancel(nil)
	}
}

// causeOf says why River cancelled a context.
func (s *Store) causeOf(ctx context.Context, key string) error {
	cause := context.Cause(ctx)
	switch {
	case errors.Is(cause, rivertype.ErrJobCancelledRemotely):
		var here error
		s.cancelHere(key, func(r *runningRequest) { here = r.cause })
		if here != nil {
			return &cancellation{here}
		}
		why := errByOperator.Error()
		read, cancel := context.WithTimeout(context.WithoutCancel(ctx), endTimeout)
		defer cancel()
		if err := s.read.QueryRowContext(read, `select cancel from requests where key = $1 and cancel <> ''`, key).Scan(&why); err != nil {
			s.log.Warn("no cause of a cancelled request", "job", key, "err", err)
		}
		return &cancellation{errors.New(why)}
	case errors.Is(cause, context.DeadlineExceeded):
		return cause
	}
	return ErrShutdown
}

// Retry gives the job with that id, and its request, another attempt. One that is done or was cancelled is refused.
func (s *Store) Retry(ctx context.Context, id int64) error {
	err := s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		var state State
		if err := tx.QueryRowContext(ctx, `select state from requests where job = $1`, id).Scan(&state); err != nil {
			return notFound(err)
		}
		if state == Done || state == Cancelled {
			return fmt.Errorf("its request is %s", state)
		}
		if state == Failed {
			_, err := tx.ExecContext(ctx, `update requests set state = 'accepted', phase = '', crashes = 0, failure = '' where job = $1`, id)
			if err != nil {
				return err
			}
		}
		_, err := s.queue.JobRetryTx(ctx, tx, id)
		if errors.Is(err, river.ErrNotFound) {
			return ErrNotFound
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("retry job %d: %w", id, err)
	}
	return nil
}
