package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/footnote-bot/footnote/store"
)

var errBroken = errors.New("the model is broken")

func workOnce(t *testing.T, db *database) {
	s := db.open(t, config())
	const n = 20
	done := make(chan string, 10*n)
	p := start(t, s, store.Work{Do: func(_ context.Context, r store.Request) error {
		if r.State != store.Working || len(r.Payload) == 0 {
			t.Errorf("Do gets %+v", r)
		}
		done <- r.Key
		return nil
	}})
	for i := range n {
		accept(t, s, ask(i, ""))
	}
	var got []string
	for range n {
		got = append(got, receive(t, done, "a request"))
	}
	p.stop(t)
	slices.Sort(got)
	if len(done) > 0 || len(slices.Compact(got)) != n {
		t.Errorf("worked on %v and %d more, want %d once", got, len(done), n)
	}
	for i := range n {
		wantState(t, s, ask(i, "").Key, store.Done)
	}
	if err := s.Cancel(t.Context(), ask(0, "").Key, errBroken); err != nil {
		t.Errorf("cancelling what is done: %v", err)
	}
	wantState(t, s, ask(0, "").Key, store.Done)
}

func retries(t *testing.T, db *database) {
	s := db.open(t, config())
	attempts := make(chan struct{}, 10)
	p := start(t, s, store.Work{Do: func(context.Context, store.Request) error {
		attempts <- struct{}{}
		if len(attempts) < 2 {
			return errBroken
		}
		return nil
	}})
	accept(t, s, ask(1, "1.0"), ask(2, "1.0"))
	for len(attempts) < 3 {
		waitFor(t, s, ask(2, "").Key, store.Done)
	}
	p.stop(t)
	wantState(t, s, ask(1, "").Key, store.Done)
	if len(attempts) != 3 {
		t.Errorf("%d attempts, want two of the first and one of the second", len(attempts))
	}
}

// waitFor asks for a request until it is in that state.
func waitFor(t *testing.T, s *store.Store, key string, want store.State) {
	t.Helper()
	var r store.Request
	poll(t, func() bool {
		var err error
		r, err = s.Request(t.Context(), key)
		must(t, err)
		return r.State == want
	}, func() string { return fmt.Sprintf("request %s is still %s, want %s", key, r.State, want) })
}

// poll asks until it is so; instead is what is said if it never is.
func poll(t *testing.T, so func() bool, instead func() string) {
	t.Helper()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	deadline := time.After(patience)
	for !so() {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatal(instead())
		}
	}
}

func giveUp(t *testing.T, db *database) {
	s := db.open(t, config())
	told := make(chan error, 10)
	attempts := make(chan struct{}, 10)
	w := store.Work{
		Do: func(context.Context, store.Request) error { attempts <- struct{}{}; return errBroken },
		GiveUp: func(_ context.Context, r store.Request, err error) error {
			if r.Failure != errBroken.Error() {
				t.Errorf("GiveUp gets the failure %q", r.Failure)
			}
			told <- err
			return nil
		},
	}
	accept(t, s, ask(1, "1.0"))
	db.exec(t, `update river_job set max_attempts = 2`)
	p := start(t, s, w)
	if err := receive(t, told, "GiveUp"); !errors.Is(err, errBroken) {
		t.Errorf("given up for %v", err)
	}
	p.stop(t)
	if len(attempts) != 2 || len(told) != 0 {
		t.Errorf("%d attempts and %d more words to the asker, want 2 and 0", len(attempts), len(told))
	}
	wantState(t, s, ask(1, "").Key, store.Failed)
}

func stops(t *testing.T, db *database) {
	s := db.open(t, config())
	told := make(chan error, 10)
	attempts := make(chan struct{}, 10)
	p := start(t, s, store.Work{
		Do: func(context.Context, store.Request) error { attempts <- struct{}{}; return store.Stop(errBroken) },
		GiveUp: func(_ context.Context, _ store.Request, err error) error {
			told <- err
			return errors.New("no Slack")
		},
	})
	accept(t, s, ask(1, "1.0"))
	if err := receive(t, told, "GiveUp"); !errors.Is(err, errBroken) {
		t.Errorf("given up for %v", err)
	}
	p.stop(t)
	if len(attempts) != 1 {
		t.Errorf("%d attempts, want 1", len(attempts))
	}
	wantState(t, s, ask(1, "").Key, store.Failed)
}

func panics(t *testing.T, db *database) {
	s := db.open(t, config())
	told := make(chan error, 10)
	accept(t, s, ask(1, "1.0"))
	db.exec(t, `update river_job set max_attempts = 1`)
	p := start(t, s, store.Work{
		Do:     func(context.Context, store.Request) error { panic("a bug") },
		GiveUp: func(_ context.Context, _ store.Request, err error) error { told <- err; panic("another") },
	})
	if err := receive(t, told, "GiveUp"); !strings.Contains(err.Error(), "a bug") {
		t.Errorf("given up for %v", err)
	}
	p.stop(t)
	wantState(t, s, ask(1, "").Key, store.Failed)
}

func oddErrors(t *testing.T, db *database) {
	s := db.open(t, config())
	accept(t, s, ask(1, "1.0"), ask(2, "1.0"))
	p := start(t, s, store.Work{Do: func(_ context.Context, r store.Request) error {
		if r.Key == ask(1, "").Key {
			return store.Stop(errors.New("read \x00\xff" + strings.Repeat("很长", 2000)))
		}
		return nil
	}})
	waitFor(t, s, ask(2, "").Key, store.Done)
	p.stop(t)
	wantState(t, s, ask(1, "").Key, store.Failed)
	list, err := s.Jobs(t.Context(), 10)
	must(t, err)
	if job := list[1]; job.State != "cancelled" || len(job.Errors) != 1 || !strings.HasPrefix(job.Errors[0], "JobCancelError: read \uFFFD") {
		t.Errorf("its job is %+v", job)
	}
}

func snoozes(t *testing.T, db *database) {
	s := db.open(t, config())
	calls := make(chan struct{}, 20)
	accept(t, s, ask(1, "1.0"))
	db.exec(t, `update river_job set max_attempts = 1`)
	p := start(t, s, store.Work{Do: func(context.Context, store.Request) error {
		calls <- struct{}{}
		if len(calls) < 3 {
			return store.Snooze(time.Millisecond)
		}
		return nil
	}})
	waitFor(t, s, ask(1, "").Key, store.Done)
	p.stop(t)
	if len(calls) != 3 {
		t.Errorf("%d calls, want 3", len(calls))
	}
}

func giveUpLater(t *testing.T, db *database) {
	s := db.open(t, config())
	told := make(chan error, 10)
	attempts := make(chan struct{}, 10)
	p := start(t, s, store.Work{
		Do: func(context.Context, store.Request) error { attempts <- struct{}{}; return store.Stop(errBroken) },
		GiveUp: func(_ context.Context, _ store.Request, err error) error {
			told <- err
			if len(told) < 2 {
				return store.Snooze(time.Millisecond)
			}
			return nil
		},
	})
	accept(t, s, ask(1, "1.0"))
	waitFor(t, s, ask(1, "").Key, store.Failed)
	p.stop(t)
	if len(attempts) != 1 || len(told) != 2 {
		t.Errorf("%d attempts and %d tries to tell, want 1 and 2", len(attempts), len(told))
	}
}

func threadOrder(t *testing.T, db *database) {
	s := db.open(t, config())
	var mu sync.Mutex
	var order []string
	inside := 0
	first := true
	const n = 6
	for i := range n {
		accept(t, s, ask(i, "1.0"))
	}
	p := start(t, s, store.Work{Do: func(_ context.Context, r store.Request) error {
		mu.Lock()
		if inside++; inside > 1 {
			t.Errorf("%d requests of the thread at once", inside)
		}
		order = append(order, r.Key)
		again := first
		first = false
		mu.Unlock()
		defer func() { mu.Lock(); inside--; mu.Unlock() }()
		if again {
			return store.Snooze(50 * time.Millisecond) // the others must not overtake
		}
		return nil
	}})
	waitFor(t, s, ask(n-1, "").Key, store.Done)
	p.stop(t)
	want := []string{ask(0, "").Key}
	for i := range n {
		want = append(want, ask(i, "").Key)
	}
	if diff := cmp.Diff(want, order); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
}

func threadsDoNotStarve(t *testing.T, db *database) {
	s := db.open(t, config())
	release := make(chan struct{})
	began := make(chan struct{}, 1)
	for i := range 8 { // more than there are workers
		accept(t, s, ask(i, "1.0"))
	}
	p := start(t, s, store.Work{Workers: 3, Do: func(ctx context.Context, r store.Request) error {
		if r.Key == ask(0, "").Key {
			began <- struct{}{}
			select {
			case <-release:
			case <-ctx.Done():
			}
		}
		return nil
	}})
	receive(t, began, "the first of the thread")
	accept(t, s, ask(100, "2.0"))
	waitFor(t, s, ask(100, "").Key, store.Done)
	wantState(t, s, ask(1, "").Key, store.Accepted)
	close(release)
	waitFor(t, s, ask(7, "").Key, store.Done)
	p.stop(t)
}

// hang is a Do that says when it began and how its context ended.
func hang(began chan<- store.Request, ended chan<- error) func(context.Context, store.Request) error {
	return func(ctx context.Context, r store.Request) error {
		began <- r
		<-ctx.Done()
		ended <- context.Cause(ctx)
		return ctx.Err()
	}
}

func cancelRunning(t *testing.T, db *database) {
	s := db.open(t, config())
	began, ended := make(chan store.Request, 10), make(chan error, 10)
	p := start(t, s, store.Work{Do: hang(began, ended), GiveUp: neverGiveUp(t)})
	accept(t, s, ask(1, "1.0"), ask(2, "1.0"))
	errDeleted := errors.New("the question was deleted")
	receive(t, began, "the request")
	must(t, s.Cancel(t.Context(), ask(1, "").Key, errDeleted))
	if cause := receive(t, ended, "the end of its context"); !errors.Is(cause, errDeleted) {
		t.Errorf("cause %v, want %v", cause, errDeleted)
	}
	if r := receive(t, began, "the next of the thread"); r.Key != ask(2, "").Key {
		t.Errorf("%s is next", r.Key)
	}
	wantState(t, s, ask(1, "").Key, store.Cancelled)
	p.die(s)
}

func neverGiveUp(t *testing.T) func(context.Context, store.Request, error) error {
	return func(_ context.Context, r store.Request, err error) error {
		t.Errorf("request %s is given up: %v", r.Key, err)
		return nil
	}
}

func cancelWaiting(t *testing.T, db *database) {
	s := db.open(t, config())
	accept(t, s, ask(1, "1.0"), ask(2, "1.0"))
	must(t, s.Cancel(t.Context(), ask(1, "").Key, errBroken))
	wantState(t, s, ask(1, "").Key, store.Cancelled)
	done := make(chan string, 10)
	p := start(t, s, store.Work{Do: func(_ context.Context, r store.Request) error { done <- r.Key; return nil }})
	if key := receive(t, done, "the other request"); key != ask(2, "").Key {
		t.Errorf("worked on %s", key)
	}
	p.stop(t)
	if err := s.Cancel(t.Context(), "T1/C1/nothing", errBroken); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("cancelling an unknown request: %v, want ErrNotFound", err)
	}
}

func cancelElsewhere(t *testing.T, db *database) {
	s, other := db.open(t, config()), db.open(t, config())
	began, ended := make(chan store.Request, 10), make(chan error, 10)
	p := start(t, s, store.Work{Do: hang(began, ended), GiveUp: neverGiveUp(t)})
	accept(t, other, ask(1, "1.0"))
	receive(t, began, "the request")
	must(t, other.Cancel(t.Context(), ask(1, "").Key, errBroken))
	if cause := receive(t, ended, "the end of its context"); !strings.Contains(cause.Error(), errBroken.Error()) {
		t.Errorf("cause %v, want the words of %v", cause, errBroken)
	}
	p.stop(t)
	wantState(t, s, ask(1, "").Key, store.Cancelled)
}

func timeout(t *testing.T, db *database) {
	s := db.open(t, config())
	accept(t, s, ask(1, "1.0"))
	db.exec(t, `update river_job set max_attempts = 1`)
	began, ended := make(chan store.Request, 10), make(chan error, 10)
	told := make(chan error, 10)
	p := start(t, s, store.Work{JobTimeout: 50 * time.Millisecond, Do: hang(began, ended), GiveUp: func(ctx context.Context, _ store.Request, err error) error {
		told <- errors.Join(err, ctx.Err())
		return nil
	}})
	if cause := receive(t, ended, "the end of its time"); !errors.Is(cause, context.DeadlineExceeded) {
		t.Errorf("cause %v", cause)
	}
	if err := receive(t, told, "GiveUp"); !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		t.Errorf("given up for %v", err)
	}
	p.stop(t)
}

func shutdown(t *testing.T, db *database) {
	s := db.open(t, config())
	accept(t, s, ask(1, "1.0"))
	db.exec(t, `update river_job set max_attempts = 1`)
	began, ended := make(chan store.Request, 10), make(chan error, 10)
	p := start(t, s, store.Work{Do: hang(began, ended), GiveUp: neverGiveUp(t)})
	r := receive(t, began, "the request")
	must(t, s.Mark(t.Context(), r.Key, store.Asking))
	p.stop(t)
	if cause := receive(t, ended, "the end of its context"); !errors.Is(cause, store.ErrShutdown) {
		t.Errorf("cause %v, want ErrShutdown", cause)
	}
	p = start(t, s, store.Work{Do: hang(began, ended), GiveUp: neverGiveUp(t)})
	if r := receive(t, began, "the request again"); r.Crashes != 0 {
		t.Errorf("a stop counts as %d crashes", r.Crashes)
	}
	p.die(s)
}

func jobs(t *testing.T, db *database) {
	s := db.open(t, config())
	broken := make(chan bool, 1)
	broken <- true
	w := store.Work{Do: func(context.Context, store.Request) error {
		select {
		case <-broken:
			return store.Stop(errBroken)
		default:
			return nil
		}
	}}
	accept(t, s, ask(1, "1.0"))
	p := start(t, s, w)
	waitFor(t, s, ask(1, "").Key, store.Failed)
	p.stop(t)
	list, err := s.Jobs(t.Context(), 10)
	must(t, err)
	if len(list) != 1 || list[0].Key != ask(1, "").Key || list[0].Request != store.Failed || list[0].Kind != "question" ||
		len(list[0].Errors) != 1 || !strings.Contains(list[0].Errors[0], errBroken.Error()) {
		t.Fatalf("jobs are %+v", list)
	}
	must(t, s.Retry(t.Context(), list[0].ID))
	p = start(t, s, w)
	waitFor(t, s, ask(1, "").Key, store.Done)
	p.stop(t)
	if err := s.Retry(t.Context(), list[0].ID); err == nil {
		t.Error("a job that is done is retried")
	}
	if err := s.Retry(t.Context(), 987654); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("retrying an unknown job: %v, want ErrNotFound", err)
	}
	if err := s.CancelJob(t.Context(), list[0].ID); err == nil {
		t.Error("a job that is done is cancelled")
	}
	if err := s.CancelJob(t.Context(), 987654); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("cancelling an unknown job: %v, want ErrNotFound", err)
	}
	accept(t, s, ask(2, "1.0"))
	list, err = s.Jobs(t.Context(), 1)
	must(t, err)
	must(t, s.CancelJob(t.Context(), list[0].ID))
	wantState(t, s, ask(2, "").Key, store.Cancelled)
}
