package flight_test

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/footnote-bot/footnote/internal/flight"
)

func TestOneFlightForAll(t *testing.T) {
	var g flight.Group[string]
	flown := 0 // only one flies at a time
	release := make(chan struct{})
	fly := func(ctx context.Context) (string, error) {
		flown++
		<-release
		return "here", ctx.Err()
	}
	var all sync.WaitGroup
	for range 10 {
		all.Go(func() {
			if got, err := g.Do(t.Context(), "a", fly); got != "here" || err != nil {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
	for g.Waiting() < 10 {
		runtime.Gosched()
	}
	close(release)
	all.Wait()
	if flown != 1 {
		t.Errorf("flown %d times", flown)
	}
	if got, err := g.Do(t.Context(), "a", fly); got != "here" || err != nil || flown != 2 {
		t.Errorf("after it landed: %q, %v, flown %d times", got, err, flown)
	}
}

func TestLastOneCallsItBack(t *testing.T) {
	var g flight.Group[string]
	ctx, cancel := context.WithCancelCause(t.Context())
	stopped, began, ended := errors.New("stopped"), make(chan struct{}), make(chan error, 1)
	go func() {
		<-began
		cancel(stopped)
	}()
	_, err := g.Do(ctx, "a", func(ctx context.Context) (string, error) {
		close(began)
		<-ctx.Done()
		ended <- context.Cause(ctx)
		return "", nil
	})
	if !errors.Is(err, stopped) {
		t.Errorf("left with %v, want the cause", err)
	}
	if err := <-ended; !errors.Is(err, flight.ErrNobodyWaits) {
		t.Errorf("called back with %v", err)
	}
	if _, err := g.Do(ctx, "a", nil); !errors.Is(err, stopped) {
		t.Errorf("asked after the end: %v", err)
	}
}

func TestPanicIsAnError(t *testing.T) {
	var g flight.Group[int]
	if _, err := g.Do(t.Context(), "a", func(context.Context) (int, error) { panic("odd") }); err == nil || !strings.Contains(err.Error(), "panic: odd") {
		t.Errorf("error is %v", err)
	}
}
