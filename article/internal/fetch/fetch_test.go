package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/footnote-bot/footnote/article/internal/failure"
)

// names is a resolver that answers from a table; a name's answers are used up one by one, the last one stays.
func names(table map[string][][]string) Lookup {
	var mu sync.Mutex
	return func(_ context.Context, host string) ([]netip.Addr, error) {
		mu.Lock()
		defer mu.Unlock()
		answers := table[host]
		if len(answers) == 0 {
			return nil, fmt.Errorf("no such host %s", host)
		}
		if len(answers) > 1 {
			table[host] = answers[1:]
		}
		var addrs []netip.Addr
		for _, a := range answers[0] {
			addrs = append(addrs, netip.MustParseAddr(a))
		}
		return addrs, nil
	}
}

func fetcher(t *testing.T, cfg Config) *Fetcher {
	t.Helper()
	f, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// allowed is a fetcher that may read one test server.
func allowed(t *testing.T, srv *httptest.Server, cfg Config) *Fetcher {
	t.Helper()
	cfg.AllowPrivateHosts = append(cfg.AllowPrivateHosts, strings.TrimPrefix(strings.TrimPrefix(srv.URL, "http://"), "https://"))
	return fetcher(t, cfg)
}

func serve(t *testing.T, h http.HandlerFunc) *httptest.Server {
	t.Helper()
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	return srv
}

func kindOf(t *testing.T, err error) failure.Kind {
	t.Helper()
	var e *failure.Error
	if err != nil && !errors.As(err, &e) {
		t.Fatalf("not a failure: %v", err)
	}
	if e == nil {
		return ""
	}
	return e.Kind
}

// failing answers each path with another trouble.
func failing(stalled <-chan struct{}) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Type", "text/html")
		switch r.URL.Path {
		case "/loop":
			http.Redirect(w, r, "/loop2", http.StatusFound)
		case "/loop2":
			http.Redirect(w, r, "/loop", http.StatusMovedPermanently)
		case "/long":
			http.Redirect(w, r, "/long?"+r.URL.RawQuery+"x", http.StatusFound)
		case "/signs":
			fmt.Fprintf(w, `<meta http-equiv=refresh content="0;URL=/signs?%sx">`, r.URL.RawQuery)
		case "/nowhere":
			h.Set("Location", "http://%zz/")
			w.WriteHeader(http.StatusFound)
		case "/slow-header":
			<-stalled
		case "/slow-body":
			fmt.Fprint(w, "<p>The beginning")
			w.(http.Flusher).Flush()
			<-stalled
		case "/big.zip":
			h.Set("Content-Type", "application/zip")
			fmt.Fprint(w, strings.Repeat("x", 30_000))
		case "/endless.pdf": // its type lies, its bytes do not
			fmt.Fprint(w, "%PDF-1.7")
			for w.(http.Flusher).Flush(); ; {
				if _, err := fmt.Fprint(w, strings.Repeat("x", 30_000)); err != nil {
					return
				}
			}
		case "/announced.zip":
			h.Set("Content-Type", "application/zip")
			h.Set("Content-Length", "100000000")
			w.(http.Flusher).Flush()
			<-stalled
		case "/header":
			h.Set("X-Much", strings.Repeat("x", 300<<10))
		case "/film":
			h.Set("Content-Type", "video/mp4")
			fmt.Fprint(w, "....ftypmp42")
			w.(http.Flusher).Flush()
			<-stalled
		case "/brotli":
			h.Set("Content-Encoding", "br")
			fmt.Fprint(w, "....")
		case "/broken.zip":
			h.Set("Content-Type", "application/zip")
			h.Set("Content-Length", "1000")
			fmt.Fprint(w, "PK")
		}
	}
}

func TestFailures(t *testing.T) {
	stalled := make(chan struct{})
	srv := serve(t, failing(stalled))
	defer close(stalled)
	secure := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	secure.Config.ErrorLog = log.New(io.Discard, "", 0) // it complains of who hangs up
	secure.StartTLS()
	defer secure.Close()
	gone := serve(t, func(http.ResponseWriter, *http.Request) {})
	gone.Close()
	f := fetcher(t, Config{
		AllowPrivateHosts: []string{"127.0.0.1", "unknown.example", "docs.google.com"}, MaxFile: 20_000, HeaderTimeout: 500 * time.Millisecond,
		Timeout: 5 * time.Second, Lookup: names(nil),
	})
	tests := []struct {
		link string
		want failure.Kind
	}{
		{srv.URL + "/loop", failure.RedirectLoop},
		{srv.URL + "/long", failure.RedirectLoop},
		{srv.URL + "/signs", failure.RedirectLoop},
		{srv.URL + "/nowhere", failure.Unreachable},
		{srv.URL + "/slow-header", failure.TooSlow},
		{srv.URL + "/big.zip", failure.TooLarge},
		{srv.URL + "/endless.pdf", failure.TooLarge},
		{srv.URL + "/announced.zip", failure.TooLarge},
		{srv.URL + "/header", failure.TooLarge},
		{srv.URL + "/film", failure.Media},
		{srv.URL + "/brotli", failure.Encoding},
		{srv.URL + "/broken.zip", failure.Unreachable},
		{secure.URL, failure.BadTLS},
		{strings.Replace(srv.URL, "http:", "https:", 1), failure.BadTLS},
		{gone.URL, failure.Unreachable},
		{"http://unknown.example/", failure.Unreachable},
		{"http://[half", failure.Unreachable},
		{"https://docs.google.com/document/d/1234567890123456/edit", failure.Private},
	}
	for _, tt := range tests {
		_, err := f.Get(t.Context(), tt.link, Options{})
		if kind := kindOf(t, err); kind != tt.want {
			t.Errorf("%s: %v, want %s", tt.link, err, tt.want)
		}
		if err != nil && !strings.Contains(err.Error(), tt.link) {
			t.Errorf("%s is not named in %v", tt.link, err)
		}
	}
}

func TestTimeIsLimited(t *testing.T) {
	stalled := make(chan struct{})
	srv := serve(t, failing(stalled))
	defer close(stalled)
	_, err := allowed(t, srv, Config{Timeout: 50 * time.Millisecond}).Get(t.Context(), srv.URL+"/slow-body", Options{})
	if kind := kindOf(t, err); kind != failure.TooSlow {
		t.Errorf("our limit: %v, want too_slow", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err = allowed(t, srv, Config{}).Get(ctx, srv.URL+"/slow-body", Options{})
	if kind := kindOf(t, err); kind != failure.TooSlow {
		t.Errorf("the caller's deadline: %v, want too_slow", err)
	}
}

// A host's queue is no fault of the link that stands in it.
func TestWaitingForATurnCostsNoTime(t *testing.T) {
	release, arrived := make(chan struct{}), make(chan struct{})
	srv := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/first" {
			close(arrived)
			<-r.Context().Done()
			close(release)
		}
	})
	f := allowed(t, srv, Config{Timeout: 500 * time.Millisecond})
	var wg sync.WaitGroup
	wg.Go(func() {
		_, err := f.Get(t.Context(), srv.URL+"/first", Options{})
		if kind := kindOf(t, err); kind != failure.TooSlow {
			t.Errorf("the first: %v, want too_slow", err)
		}
	})
	<-arrived
	if _, err := f.Get(t.Context(), srv.URL+"/second", Options{}); err != nil {
		t.Errorf("the second: %v", err)
	}
	<-release
	wg.Wait()
}

func TestTextIsCutAndBombsAreCapped(t *testing.T) {
	var member bytes.Buffer
	zip := gzip.NewWriter(&member)
	if _, err := zip.Write(make([]byte, 1<<20)); err != nil {
		t.Fatal(err)
	}
	if err := zip.Close(); err != nil {
		t.Fatal(err)
	}
	bomb := bytes.Repeat(member.Bytes(), 100) // members inflate one after the other, to 100 MB
	srv := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		switch r.URL.Path {
		case "/bomb":
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(bomb)
		case "/endless":
			for {
				if _, err := fmt.Fprint(w, strings.Repeat("word ", 1000)); err != nil {
					return
				}
			}
		case "/broken":
			w.Header().Set("Content-Length", "2000")
			fmt.Fprint(w, strings.Repeat("x", 1000))
		case "/long", "/twice", "/more":
			n := map[string]int{"/long": 1300, "/twice": 2000, "/more": 2001}[r.URL.Path]
			w.Header().Set("ETag", `"1"`)
			fmt.Fprint(w, strings.Repeat("x", n))
		}
	})
	f := allowed(t, srv, Config{MaxText: 1000})
	for path, beyond := range map[string]int64{"/broken": 0, "/long": 300, "/twice": 1000} {
		page, err := f.Get(t.Context(), srv.URL+path, Options{})
		if err != nil || len(page.Body) != 1000 || page.Beyond != beyond || page.Truncated != (path == "/broken") || page.Validator != (Validator{}) {
			t.Errorf("%s: %+v, %v; want the first 1000 bytes, and %d behind them", path, page, err, beyond)
		}
	}
	for _, path := range []string{"/bomb", "/endless", "/more"} {
		_, err := f.Get(t.Context(), srv.URL+path, Options{})
		if failed := (*failure.Error)(nil); !errors.As(err, &failed) || failed.Kind != failure.TooLarge {
			t.Errorf("%s: %v, want too_large", path, err)
		}
	}
}

func TestRedirects(t *testing.T) {
	srv := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		cookie, err := r.Cookie("seen")
		switch {
		case r.URL.Path == "/chain":
			http.Redirect(w, r, "/sign", http.StatusMovedPermanently)
		case r.URL.Path == "/sign":
			fmt.Fprint(w, `<head><noscript><META http-equiv="refresh" content="0;URL=/end?a=1&amp;b=2"></noscript><title>moved</title></head>`)
		case r.URL.Path == "/cookie" && err != nil:
			http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1"})
			http.Redirect(w, r, "/cookie", http.StatusFound)
		case r.URL.Path == "/reload":
			fmt.Fprint(w, `<meta http-equiv="refresh" content="300"><meta http-equiv="refresh" content="60;url=/other"><p>live`)
		default:
			fmt.Fprint(w, r.URL.RequestURI()+cookie.String())
		}
	})
	f := allowed(t, srv, Config{})
	for _, tt := range []struct{ path, final, body string }{
		{"/chain#part", "/end?a=1&b=2#part", "/end?a=1&b=2"},
		{"/cookie", "/cookie", "/cookieseen=1"}, // a page that wants its cookie back is no loop
		{"/reload", "/reload", "live"},
	} {
		page, err := f.Get(t.Context(), srv.URL+tt.path, Options{})
		if err != nil {
			t.Errorf("%s: %v", tt.path, err)
			continue
		}
		if page.URL != srv.URL+tt.path || page.FinalURL != srv.URL+tt.final || !strings.HasSuffix(string(page.Body), tt.body) {
			t.Errorf("%s led to %s with %q", tt.path, page.FinalURL, page.Body)
		}
	}
}
