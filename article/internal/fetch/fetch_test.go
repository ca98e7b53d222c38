package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
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

func TestGuardRefuses(t *testing.T) {
	reached := atomic.Int32{}
	inside := serve(t, func(http.ResponseWriter, *http.Request) { reached.Add(1) })
	port := inside.URL[strings.LastIndex(inside.URL, ":"):]
	f := fetcher(t, Config{Lookup: names(map[string][][]string{
		"inside.example": {{"127.0.0.1"}}, "mixed.example": {{"93.184.215.14", "10.0.0.1"}}, "rebind.example": {{"127.0.0.1"}, {"93.184.215.14"}},
		"localhost": {{"127.0.0.1"}}, "router": {{"192.168.0.1"}}, "db.internal": {{"93.184.215.14"}}, "printer.local": {{"93.184.215.14"}},
		"2130706433": {{"127.0.0.1"}}, "0x7f.0.0.1": {{"127.0.0.1"}}, "0177.0.0.1": {{"127.0.0.1"}}, "127.1": {{"127.0.0.1"}},
	})})
	for _, link := range []string{
		inside.URL, "http://127.0.0.1/", "http://127.0.0.1:80/", "http://localhost/", "http://router/", "http://inside.example/", "http://mixed.example/",
		"http://rebind.example/", "http://db.internal/", "http://printer.local/", "http://2130706433/", "http://0x7f.0.0.1/", "http://0177.0.0.1/", "http://127.1/",
		"http://①②⑦.⓪.⓪.①/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/",
		"http://[2001:0:7f00:1::1]/", "http://[fe80::1%25eth0]/", "http://[fd00:ec2::254]/", "http://0.0.0.0/", "http://10.1.2.3/", "http://100.64.0.1/",
		"http://100.100.100.200/", "http://169.254.169.254/latest/meta-data/", "http://172.16.0.1/", "http://192.0.0.1/", "http://192.0.2.1/", "http://192.88.99.1/",
		"http://192.168.1.1/", "http://198.18.0.1/", "http://198.51.100.1/", "http://203.0.113.1/", "http://224.0.0.1/", "http://240.0.0.1/", "http://255.255.255.255/",
		"http://[2001:db8::1]/", "http://[3fff::1]/", "http://[ff02::1]/", "http://[fc00::1]/", "ftp://example.com/", "file:///etc/passwd", "gopher://example.com/",
		"http://user:secret@example.com/", "http://example.com:22/", "http://example.com:8080/", "http:///nohost", "javascript:alert(1)",
		"http://localhost.localdomain/", "http://intranet/" + port,
	} {
		_, err := f.Get(t.Context(), link, Options{})
		if kind := kindOf(t, err); kind != failure.BlockedAddress {
			t.Errorf("%s: %v, want blocked", link, err)
		}
	}
	if n := reached.Load(); n > 0 {
		t.Errorf("%d requests came through", n)
	}
}

func TestRedirectsAreGuardedToo(t *testing.T) {
	var reached atomic.Int32
	inside := serve(t, func(http.ResponseWriter, *http.Request) { reached.Add(1) })
	for _, to := range []string{inside.URL, "http://127.0.0.1/", "http://169.254.169.254/", "//[::1]/", "file:///etc/passwd", "http://a:b@example.com/"} {
		outside := serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, http.StatusFound) })
		_, err := allowed(t, outside, Config{}).Get(t.Context(), outside.URL, Options{})
		if kind := kindOf(t, err); kind != failure.BlockedAddress {
			t.Errorf("redirect to %s: %v, want blocked", to, err)
		}
		sign := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprintf(w, `<html><meta http-equiv="refresh" content="0; url=%s"><p>moved`, to)
		})
		_, err = allowed(t, sign, Config{}).Get(t.Context(), sign.URL, Options{})
		if kind := kindOf(t, err); kind != failure.BlockedAddress {
			t.Errorf("refresh to %s: %v, want blocked", to, err)
		}
	}
	if n := reached.Load(); n > 0 {
		t.Errorf("%d requests came through", n)
	}
}

func TestListedHosts(t *testing.T) {
	srv := serve(t, func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "hello") })
	u, _ := url.Parse(srv.URL)
	lookup := names(map[string][][]string{"wiki.internal": {{"127.0.0.1"}}})
	tests := []struct {
		name, entry, link string
		public            bool
		want              failure.Kind
	}{
		{"host", "127.0.0.1", srv.URL, false, ""},
		{"host and port", u.Host, srv.URL, false, ""},
		{"another port", "127.0.0.1:1", srv.URL, false, failure.BlockedAddress},
		{"network", "127.0.0.0/8", srv.URL, false, ""},
		{"another network", "10.0.0.0/8", srv.URL, false, failure.BlockedAddress},
		{"internal name", "wiki.internal", "http://wiki.internal:" + u.Port(), false, ""},
		{"internal name in a listed network", "127.0.0.0/8", "http://wiki.internal:" + u.Port(), false, ""},
		{"a guest asks", "127.0.0.1", srv.URL, true, failure.BlockedAddress},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := fetcher(t, Config{AllowPrivateHosts: []string{tt.entry}, Lookup: lookup})
			page, err := f.Get(t.Context(), tt.link, Options{PublicOnly: tt.public})
			if kind := kindOf(t, err); kind != tt.want {
				t.Fatalf("%v, want %q", err, tt.want)
			}
			if err == nil && string(page.Body) != "hello" {
				t.Errorf("body %q", page.Body)
			}
		})
	}
	for _, bad := range []string{"10.0.0.0/99", "a b", "host:port", "http://x/"} {
		if _, err := New(Config{AllowPrivateHosts: []string{bad}}); err == nil || !strings.Contains(err.Error(), bad) {
			t.Errorf("entry %q: %v", bad, err)
		}
	}
}

func TestFailures(t *testing.T) {
	released := make(chan struct{})
	srv := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		switch r.URL.Path {
		case "/loop":
			http.Redirect(w, r, "/loop2", http.StatusFound)
		case "/loop2":
			http.Redirect(w, r, "/loop", http.StatusFound)
		case "/long":
			http.Redirect(w, r, "/long?"+r.URL.RawQuery+"x", http.StatusFound)
		case "/slow":
			<-released
		case "/big.zip":
			w.Header().Set("Content-Type", "application/zip")
			fmt.Fprint(w, strings.Repeat("x", 3000))
		case "/header":
			w.Header().Set("X-Much", strings.Repeat("x", 300<<10))
		}
	})
	defer close(released)
	secure := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	defer secure.Close()
	f := fetcher(t, Config{AllowPrivateHosts: []string{"127.0.0.1"}, MaxFile: 2000, HeaderTimeout: 50 * time.Millisecond})
	for link, want := range map[string]failure.Kind{
		srv.URL + "/loop": failure.RedirectLoop, srv.URL + "/long": failure.RedirectLoop, srv.URL + "/slow": failure.TooSlow,
		srv.URL + "/big.zip": failure.TooLarge, srv.URL + "/header": failure.TooLarge, secure.URL: failure.BadTLS, "http://127.0.0.1:1/": failure.Unreachable,
		"https://docs.google.com:1/document/d/x": failure.BlockedAddress,
	} {
		_, err := f.Get(t.Context(), link, Options{})
		if kind := kindOf(t, err); kind != want {
			t.Errorf("%s: %v, want %s", link, err, want)
		}
		if err != nil && !strings.Contains(err.Error(), link) {
			t.Errorf("%s is not named in %v", link, err)
		}
	}
}

func TestTextIsCutAndBombsAreCapped(t *testing.T) {
	var bomb bytes.Buffer
	zip := gzip.NewWriter(&bomb)
	if _, err := zip.Write(make([]byte, 1<<20)); err != nil {
		t.Fatal(err)
	}
	if err := zip.Close(); err != nil {
		t.Fatal(err)
	}
	bombs := bytes.Repeat(bomb.Bytes(), 100) // gzip members inflate one after the other
	srv := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		if r.URL.Path == "/bomb" {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(bombs)
			return
		}
		fmt.Fprint(w, strings.Repeat("word ", 1000))
	})
	f := allowed(t, srv, Config{MaxText: 1000})
	for _, path := range []string{"/text", "/bomb"} {
		page, err := f.Get(t.Context(), srv.URL+path, Options{})
		if err != nil || len(page.Body) != 1000 || !page.Truncated {
			t.Errorf("%s: %d bytes, truncated %v, %v", path, len(page.Body), page.Truncated, err)
		}
	}
}

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
	cancel(gone) // the others are still served
	close(release)
	wg.Wait()
	// Whoever came after the first flight had landed began another; the host saw them one by one.
	if n := asked.Load(); n > 2 {
		t.Errorf("fetched %d times", n)
	}
}

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
		if r.Header.Get("If-None-Match") == `"1"` {
			w.WriteHeader(http.StatusNotModified)
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
	page, err = f.Get(t.Context(), srv.URL+"/page", Options{ETag: `"1"`})
	if err != nil || !page.NotModified {
		t.Errorf("%+v, %v", page, err)
	}
}

func TestKey(t *testing.T) {
	tests := [][2]string{
		{"HTTP://News.Example:80/a?utm_source=x&b=2&fbclid=1&a=1#part", "http://news.example/a?b=2&a=1"},
		{"https://news.example", "https://news.example/"},
		{"https://mp.weixin.qq.com/s?__biz=M&mid=2&idx=1&sn=a&chksm=b&scene=27", "https://mp.weixin.qq.com/s?__biz=M&mid=2&idx=1&sn=a"},
		{"https://news.example/s?scene=27", "https://news.example/s?scene=27"},
		{"https://www.google.com/url?q=https://a.example/x&sa=D", "https://a.example/x"},
		{"https://www.google.com/amp/s/a.example/x", "https://a.example/x"},
		{"https://a-example.cdn.ampproject.org/c/s/a.example/x?y=1", "https://a.example/x?y=1"},
		{"not a link", "not a link"},
	}
	for _, tt := range tests {
		if got := Key(tt[0]); got != tt[1] {
			t.Errorf("Key(%s) = %s, want %s", tt[0], got, tt[1])
		}
	}
}

func FuzzKey(f *testing.F) {
	f.Add("https://www.google.com/url?q=https://a.example/x")
	f.Add("http://[::1]:80/?utm_a&b")
	f.Fuzz(func(t *testing.T, link string) {
		if key := Key(link); Key(key) != key && Resolve(key) == key {
			t.Errorf("Key(%q) = %q, and of that %q", link, key, Key(key))
		}
	})
}
