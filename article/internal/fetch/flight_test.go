package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

func TestTenPeopleOneFetch(t *testing.T) {
	var asked atomic.Int32
	arrived, release := make(chan struct{}), make(chan struct{})
	srv := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		if asked.Add(1) == 1 {
			close(arrived)
		}
		<-release
		fmt.Fprint(w, "once")
	})
	f := allowed(t, srv, Config{})
	first, cancel := context.WithCancelCause(t.Context())
	gone := errors.New("gone")
	var wg sync.WaitGroup
	wg.Go(func() {
		if _, err := f.Get(first, srv.URL, Options{}); !errors.Is(err, gone) {
			t.Errorf("the first caller left with %v", err)
		}
	})
	<-arrived
	for range 9 {
		wg.Go(func() {
			page, err := f.Get(t.Context(), srv.URL, Options{})
			if err != nil || string(page.Body) != "once" {
				t.Errorf("%v, %v", page, err)
			}
		})
	}
	for f.flights.Waiting() != 10 { // all of them, before anything lands
		runtime.Gosched()
	}
	cancel(gone) // the others are still served
	close(release)
	wg.Wait()
	if n := asked.Load(); n != 1 {
		t.Errorf("fetched %d times", n)
	}
}

func TestNobodyWaits(t *testing.T) {
	arrived, hungUp := make(chan struct{}), make(chan struct{})
	srv := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		close(arrived)
		<-r.Context().Done()
		close(hungUp)
	})
	f := allowed(t, srv, Config{})
	ctx, cancel := context.WithCancelCause(t.Context())
	stopped := errors.New("stopped")
	done := make(chan error)
	go func() {
		_, err := f.Get(ctx, srv.URL, Options{})
		done <- err
	}()
	<-arrived
	cancel(stopped)
	if err := <-done; !errors.Is(err, stopped) {
		t.Errorf("left with %v, want the cause", err)
	}
	<-hungUp // the last one who left took the request along
	if _, err := f.Get(ctx, srv.URL, Options{}); !errors.Is(err, stopped) {
		t.Errorf("asked after the end: %v", err)
	}
}

func TestOneFlightForOneKey(t *testing.T) {
	var asked atomic.Int32
	release := make(chan struct{})
	srv := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		<-release
		fmt.Fprint(w, "once")
	})
	f := allowed(t, srv, Config{})
	var wg sync.WaitGroup
	for _, link := range []string{srv.URL + "/x?utm_source=a#one", srv.URL + "/x#two", srv.URL + "/x"} {
		wg.Go(func() {
			page, err := f.Get(t.Context(), link, Options{})
			if err != nil {
				t.Error(err)
				return
			}
			page.Header.Set("X-Mine", link) // nobody else's
			if page.URL != link || strings.Contains(link, "#") && !strings.HasSuffix(page.FinalURL, link[strings.Index(link, "#"):]) {
				t.Errorf("asked for %s, got %s and %s", link, page.URL, page.FinalURL)
			}
		})
	}
	for f.flights.Waiting() < 3 {
		runtime.Gosched()
	}
	close(release)
	wg.Wait()
	if n := asked.Load(); n != 1 {
		t.Errorf("fetched %d times", n)
	}
}

func TestOptionsAreFlightsOfTheirOwn(t *testing.T) {
	var both sync.WaitGroup
	both.Add(2)
	srv := serve(t, func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.Header.Get("Accept-Language")) })
	f := allowed(t, srv, Config{})
	for _, language := range []string{"de", "zh"} {
		go func() {
			defer both.Done()
			page, err := f.Get(t.Context(), srv.URL, Options{AcceptLanguage: language})
			if err != nil || string(page.Body) != language {
				t.Errorf("asked in %s: %+v, %v", language, page, err)
			}
		}()
	}
	both.Wait()
}
