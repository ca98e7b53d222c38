package pages_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/internal/pages"
	"github.com/footnote-bot/footnote/store"
	"github.com/footnote-bot/footnote/store/storetest"
)

// edition is a paper whose one page has a state, and counts how it is asked for.
type edition struct {
	*httptest.Server
	mu     sync.Mutex
	state  int
	asked  []string      // path and language of each request, and whether it was answered with 304
	answer chan struct{} // closed when answers may go out
}

func newEdition(t *testing.T) *edition {
	t.Helper()
	e := &edition{answer: make(chan struct{})}
	e.Server = httptest.NewServer(http.HandlerFunc(e.serve))
	t.Cleanup(e.Close)
	return e
}

func (e *edition) serve(w http.ResponseWriter, r *http.Request) {
	<-e.answer
	e.mu.Lock()
	defer e.mu.Unlock()
	what := r.URL.Path + " " + r.Header.Get("Accept-Language")
	if r.URL.Path == "/moved" {
		e.asked = append(e.asked, what)
		http.Redirect(w, r, "/tides", http.StatusFound)
		return
	}
	tag := fmt.Sprintf(`"%d"`, e.state)
	w.Header().Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		e.asked = append(e.asked, what+" not modified")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	e.asked = append(e.asked, what)
	fmt.Fprintf(w, `<html lang="en"><title>Tides</title><article><h1>Tides</h1><p>High water at Port Ellery is at %d past nine this evening, the harbour master says.</p>
<p>The lower quay stays closed until the sea has gone back, and no boat leaves before midnight.</p></article></html>`, 10+e.state)
}

// requests gives and forgets what was asked.
func (e *edition) requests() []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	asked := e.asked
	e.asked = nil
	return asked
}

func (e *edition) change() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.state++
}

// newReader is a reader of that paper's pages, and a clock that can be set forward.
func newReader(t *testing.T, dsn string, e *edition) (r *pages.Reader, later func(time.Duration)) {
	t.Helper()
	var hours atomic.Int64
	began := time.Date(2026, 11, 1, 10, 0, 0, 0, time.UTC)
	s, err := store.Open(t.Context(), dsn, store.Config{Now: func() time.Time { return began.Add(time.Duration(hours.Load())) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	reader, err := article.NewReader(article.Config{AllowPrivateHosts: []string{strings.TrimPrefix(e.URL, "http://")}})
	if err != nil {
		t.Fatal(err)
	}
	return &pages.Reader{Store: s, Reader: reader}, func(d time.Duration) { hours.Add(int64(d)) }
}

func TestPagesAreRevalidated(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { revalidated(t, storetest.SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { revalidated(t, storetest.Postgres(t)(t)) })
}

func revalidated(t *testing.T, dsn string) {
	e := newEdition(t)
	close(e.answer)
	r, later := newReader(t, dsn, e)
	var last *article.Document
	for _, step := range []struct {
		name   string
		before func()
		path   string
		team   string
		locale string
		want   []string // what the paper was asked
		same   bool     // the document is the last one
	}{
		{"a first time", nil, "/tides", "T1", "en", []string{"/tides en,*;q=0.5"}, false},
		{"within the hour", func() { later(59 * time.Minute) }, "/tides", "T1", "en", nil, true},
		{"with tracking and a fragment", nil, "/tides?utm_source=a&fbclid=b#high", "T1", "en", nil, true},
		{"after an hour", func() { later(2 * time.Minute) }, "/tides", "T1", "en", []string{"/tides en,*;q=0.5 not modified"}, true},
		{"renewed for an hour", func() { later(59 * time.Minute) }, "/tides", "T1", "en", nil, true},
		{"changed after an hour", func() { e.change(); later(2 * time.Minute) }, "/tides", "T1", "en", []string{"/tides en,*;q=0.5"}, false},
		{"through a redirect, to the same page", nil, "/moved", "T1", "en", []string{"/moved en,*;q=0.5", "/tides en,*;q=0.5"}, true},
		{"the redirect after an hour", func() { later(61 * time.Minute) }, "/moved", "T1", "en", []string{"/moved en,*;q=0.5", "/tides en,*;q=0.5 not modified"}, true},
		{"which is where it ended, too", nil, "/tides", "T1", "en", nil, true},
		{"by somebody who reads German", nil, "/tides", "T1", "de", []string{"/tides de,*;q=0.5"}, true},
		{"by another team", nil, "/tides", "T2", "en", []string{"/tides en,*;q=0.5"}, true},
	} {
		if step.before != nil {
			step.before()
		}
		doc, err := r.Read(t.Context(), step.team, e.URL+step.path, step.locale, false)
		if err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		if diff := cmp.Diff(step.want, e.requests()); diff != "" {
			t.Errorf("%s: requests (-want +got):\n%s", step.name, diff)
		}
		if !strings.Contains(doc.Text, "past nine") || step.same != (last != nil && doc.ID == last.ID) {
			t.Errorf("%s: document %s of %q, the last was %v; want the same: %t", step.name, doc.ID, doc.Text, last, step.same)
		}
		last = doc
	}
}

func TestTenPeopleAskForOnePage(t *testing.T) {
	e := newEdition(t)
	r, _ := newReader(t, storetest.SQLite(t), e)
	var all sync.WaitGroup
	for i := range 10 {
		all.Go(func() {
			link := fmt.Sprintf("%s/tides?utm_source=%d", e.URL, i)
			if doc, err := r.Read(t.Context(), "T1", link, "", false); err != nil || doc.Title != "Tides" {
				t.Errorf("%v, %v", doc, err)
			}
		})
	}
	for r.Waiting() < 10 {
		runtime.Gosched()
	}
	close(e.answer)
	all.Wait()
	if got := e.requests(); len(got) != 1 {
		t.Errorf("asked %q", got)
	}
}
