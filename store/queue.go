package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
)

const (
	maxAttempts = 5
	softStop    = 2 * time.Second  // what runs may end by itself before it is cancelled
	hardStop    = 10 * time.Second // what was cancelled must have ended
	endTimeout  = 30 * time.Second // for giving up, and for noting how a request ended
)

// Work is how requests are worked on. Do is required.
type Work struct {
	// Do answers a request. nil ends it as done. [Snooze] puts it off and costs no attempt, [Stop] lets no other attempt
	// follow; any other error is tried again, five times in all, after 1, 4, 16 and 64 s. Its context is cancelled with
	// the cause given to [Store.Cancel], with [ErrShutdown], or when JobTimeout is over. It may be called again for a
	// request that it has answered already, if the process died before that was noted.
	Do func(ctx context.Context, r Request) error
	// GiveUp says so to who asked, when no attempt follows: the last one failed, err is a [Stop], or the process died
	// three times of the request ([ErrCrashed]). It is called once, and again only where it snoozes or the process dies
	// of it; then only the text of err is left. May be nil.
	GiveUp     func(ctx context.Context, r Request, err error) error
	Workers    int           // requests at once, most of which wait for a model or a page; zero means 128
	JobTimeout time.Duration // of one attempt; zero means 5 minutes
}

// ErrShutdown is the cause of a context that is cancelled because [Store.Work] stops. The request goes back, and the
// attempt does not count.
var ErrShutdown = errors.New("shutting down")

// ErrCrashed is why a request is given up of which the process died three times.
var ErrCrashed = errors.New("the process died three times while it worked on this request")

// Snooze is the error that puts a request off for at least d. It costs no attempt; requests of the same thread wait.
func Snooze(d time.Duration) error { return &snooze{max(d, 0)} }

type snooze struct{ d time.Duration }

func (e *snooze) Error() string { return "put off for " + e.d.String() }

// Stop wraps an error after which another attempt would be in vain: the request is given up at once.
func Stop(err error) error { return &stop{err} }

type stop struct{ err error }

func (e *stop) Error() string { return e.err.Error() }
func (e *stop) Unwrap() error { return e.err }

// IsStop reports whether an error lets no other attempt follow.
func IsStop(err error) bool {
	_, is := errors.AsType[*stop](err)
	return is
}

// requestJob is the River job of a request; all else is in our own row.
type requestJob struct {
	Key string `json:"key"`
}

// Kind names the job for River.
func (requestJob) Kind() string { return "request" }

// Work works on requests until ctx is done. Then it takes no new ones, lets those that run end for 2 s, cancels the rest,
// which goes back to the queue, and returns. At its start it takes up what a dead process left. On SQLite it holds the
// lock of [Store.Lock], taking it where nobody has; one process calls it once at a time.
func (s *Store) Work(ctx context.Context, w Work) error {
	if w.Do == nil {
		return errors.New("work: no Do")
	}
	if w.Workers <= 0 {
		w.Workers = 128
	}
	if w.JobTimeout <= 0 {
		w.JobTimeout = 5 * time.Minute
	}
	unlock, err := s.hold(ctx, 0)
	if err != nil {
		return fmt.Errorf("work: %w", err)
	}
	err = s.work(ctx, w)
	if err := errors.Join(err, unlock()); err != nil {
		return fmt.Errorf("work: %w", err)
	}
	return nil
}

func (s *Store) work(ctx context.Context, w Work) error {
	workers := river.NewWorkers()
	if err := river.AddWorkerSafely(workers, &worker{store: s, work: w}); err != nil {
		return err
	}
	// A request may wait at the gate for as long as the one that runs alone, and has its own time after that.
	timeout := 2*w.JobTimeout + 2*endTimeout
	client, err := river.NewClient(s.driver, &river.Config{
		Logger:               s.riverLog(),
		Queues:               map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: w.Workers}},
		Workers:              workers,
		MaxAttempts:          maxAttempts,
		FetchCooldown:        50 * time.Millisecond, // each request that is accepted wakes every process
		FetchPollInterval:    250 * time.Millisecond,
		JobTimeout:           timeout,
		RescueStuckJobsAfter: timeout + time.Minute,
		SoftStopTimeout:      softStop,
	})
	if err != nil {
		return err
	}
	signOff, err := s.signOn(ctx, client.ID())
	if err != nil {
		return err
	}
	defer signOff()
	if err := client.Start(ctx); err != nil {
		return fmt.Errorf("start job queue: %w", err)
	}
	stopped := client.Stopped()
	select {
	case <-stopped:
		return nil
	case <-ctx.Done():
	}
	select {
	case <-stopped:
		return nil
	case <-time.After(softStop + hardStop):
		return errors.New("a request does not stop")
	}
}

// Job is a request's job in the queue.
type Job struct {
	ID      int64
	Key     string
	Kind    string // of the request
	State   string // of the job, in River's words: available, running, retryable, scheduled, completed, cancelled, discarded
	Request State
	Attempt int
	Errors  []string // of the attempts that failed, oldest first
	Created time.Time
	Next    time.Time // when it runs next, where it waits
}

// Jobs lists the newest jobs that are still kept, at most limit: finished ones are for a day, failed ones for a week.
func (s *Store) Jobs(ctx context.Context, limit int) ([]Job, error) {
	params := river.NewJobListParams().First(min(max(limit, 1), 10_000)).OrderBy(river.JobListOrderByID, river.SortOrderDesc)
	list, err := s.queue.JobList(ctx, params)
	if err != nil {
		return nil, fmt.Errorf("list jobs: %w", err)
	}
	keys := make([]any, 0, len(list.Jobs))
	for _, row := range list.Jobs {
		var args requestJob
		if json.Unmarshal(row.EncodedArgs, &args) == nil {
			keys = append(keys, args.Key)
		}
	}
	requests, err := s.requestsOfJobs(ctx, keys)
	if err != nil {
		return nil, fmt.Errorf("list jobs: %w", err)
	}
	jobs := make([]Job, 0, len(list.Jobs))
	for _, row := range list.Jobs {
		job := Job{ID: row.ID, State: string(row.State), Attempt: row.Attempt, Created: row.CreatedAt, Next: row.ScheduledAt}
		for _, e := range row.Errors {
			job.Errors = append(job.Errors, e.Error)
		}
		r := requests[row.ID]
		job.Key, job.Kind, job.Request = r.Key, r.Kind, r.State
		jobs = append(jobs, job)
	}
	return jobs, nil
}

// requestsOfJobs finds requests by their keys, each under the id of its job.
func (s *Store) requestsOfJobs(ctx context.Context, keys []any) (map[int64]Request, error) {
	found := make(map[int64]Request, len(keys))
	if len(keys) == 0 {
		return found, nil
	}
	rows, err := s.read.QueryContext(ctx, `select job, key, kind, state from requests where key in (`+listOf(len(keys))+`)`, keys...)
	if err != nil {
		return nil, err
	}
	_, err = collect(rows, func(scan func(...any) error) (none struct{}, err error) {
		var job int64
		var r Request
		err = scan(&job, &r.Key, &r.Kind, &r.State)
		found[job] = r
		return none, err
	})
	return found, err
}

var _ rivertype.JobArgs = requestJob{}
