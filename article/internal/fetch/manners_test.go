package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestOneRequestAtATimePerHost(t *testing.T) {
	var inside, most atomic.Int32
	srv := serve(t, func(w http.ResponseWriter, r *http.Request) {
		most.Store(max(most.Load(), inside.Add(1)))
		defer inside.Add(-1)
		fmt.Fprint(w, r.URL.Path)
	})
	f := allowed(t, srv, Config{})
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			if _, err := f.Get(t.Context(), fmt.Sprintf("%s/%d", srv.URL, i), Options{}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if most.Load() != 1 {
		t.Errorf("%d requests at once", most.Load())
	}
}

func TestManners(t *testing.T) {
	var header http.Header
	asked := 0
	srv := serve(t, func(w http.ResponseWriter, r *http.Request) {
		header = r.Header
		if asked++; r.URL.Path == "/later" && asked == 1 {
			w.Header().Set("Retry-After", "0")
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
	})
	f := allowed(t, srv, Config{})
	page, err := f.Get(t.Context(), srv.URL+"/later", Options{AcceptLanguage: "zh-CN"})
	if err != nil || page.Status != http.StatusOK || asked != 2 {
		t.Errorf("status %v after %d requests, %v", page, asked, err)
	}
	if ua := header.Get("User-Agent"); !strings.HasPrefix(ua, "Footnote/") || !strings.Contains(ua, "+https://") {
		t.Errorf("user agent %q", ua)
	}
	if header.Get("Accept-Language") != "zh-CN" || header.Get("Cookie") != "" || header.Get("Referer") != "" {
		t.Errorf("header %v", header)
	}
}

func TestPauseBetweenTwoRequests(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var h hosts
		began := time.Now()
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				leave, err := h.enter(t.Context(), "news.example:443", time.Second)
				if err != nil {
					t.Error(err)
					return
				}
				leave()
			})
		}
		leave, err := h.enter(t.Context(), "other.example:443", time.Second)
		if err != nil || time.Since(began) != 0 {
			t.Errorf("another host waited %v, %v", time.Since(began), err)
		}
		leave()
		wg.Wait()
		if took := time.Since(began); took != 3*time.Second {
			t.Errorf("four requests took %v, want three pauses", took)
		}
	})
}

func TestWhoLeavesTheQueueHoldsNobodyUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var h hosts
		leave, err := h.enter(t.Context(), "news.example:443", time.Second)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancelCause(t.Context())
		gone := errors.New("gone")
		go func() {
			if _, err := h.enter(ctx, "news.example:443", time.Second); !errors.Is(err, gone) {
				t.Errorf("left the queue with %v", err)
			}
		}()
		synctest.Wait()
		cancel(gone)
		synctest.Wait()
		leave()
		if leave, err = h.enter(t.Context(), "news.example:443", time.Second); err != nil {
			t.Fatal(err)
		}
		leave()
	})
}

// answers is a server without a socket.
type answers []*http.Response

func (a *answers) RoundTrip(*http.Request) (*http.Response, error) {
	next := (*a)[0]
	*a = (*a)[1:]
	return next, nil
}

func answer(status int, retryAfter string) *http.Response {
	resp := &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(""))}
	if retryAfter != "" {
		resp.Header.Set("Retry-After", retryAfter)
	}
	return resp
}

func TestRetryAfter(t *testing.T) {
	tests := []struct {
		name   string
		first  int
		header func() string
		status int // in the end
		wait   time.Duration
	}{
		{"seconds", 429, func() string { return "3" }, 200, 3 * time.Second},
		{"a date", 503, func() string { return time.Now().Add(2 * time.Second).UTC().Format(http.TimeFormat) }, 200, 2 * time.Second},
		{"a date that has passed", 503, func() string { return time.Now().Add(-time.Hour).UTC().Format(http.TimeFormat) }, 200, 0},
		{"too long", 429, func() string { return "60" }, 429, 0},
		{"none", 503, func() string { return "" }, 503, 0},
		{"nonsense", 503, func() string { return "soon" }, 503, 0},
		{"less than nothing", 429, func() string { return "-1" }, 429, 0},
		{"another status", 500, func() string { return "1" }, 500, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				server := answers{answer(tt.first, tt.header()), answer(200, "")}
				began := time.Now()
				resp, err := patiently(t.Context(), &server, &http.Request{})
				if err != nil {
					t.Fatal(err)
				}
				if err := resp.Body.Close(); err != nil {
					t.Fatal(err)
				}
				if waited := time.Since(began); resp.StatusCode != tt.status || waited != tt.wait {
					t.Errorf("status %d after %v, want %d after %v", resp.StatusCode, waited, tt.status, tt.wait)
				}
			})
		})
	}
}

func TestAskedOnlyOnceMore(t *testing.T) {
	server := answers{answer(429, "0"), answer(429, "0"), answer(200, "")}
	resp, err := patiently(t.Context(), &server, &http.Request{})
	if err != nil || resp.StatusCode != http.StatusTooManyRequests {
		t.Errorf("%v, %v", resp, err)
	}
	if err := resp.Body.Close(); err != nil {
		t.Fatal(err)
	}
}
