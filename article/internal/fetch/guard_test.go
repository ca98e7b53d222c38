package fetch

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/footnote-bot/footnote/article/internal/failure"
)

// public is an address that nobody guards; tests lead its connections to their own servers.
const public = "93.184.215.14"

// world is a fetcher for which every public address is one server, over a real socket. It records what was connected to.
func world(t *testing.T, srv *httptest.Server, lookup Lookup) (f *Fetcher, connected *[]string) {
	t.Helper()
	var mu sync.Mutex
	connected = &[]string{}
	f = fetcher(t, Config{Lookup: lookup, HostDelay: 1, dial: func(ctx context.Context, network, address string) (net.Conn, error) {
		mu.Lock()
		defer mu.Unlock()
		*connected = append(*connected, address)
		var d net.Dialer
		return d.DialContext(ctx, network, strings.TrimPrefix(srv.URL, "http://"))
	}})
	return f, connected
}

// inside are addresses that no link may lead to.
var inside = []string{
	"http://127.0.0.1/", "http://127.0.0.1:80/", "http://localhost/", "http://LOCALHOST/", "http://localhost./", "http://router/", "http://inside.example/",
	"http://mixed.example/", "http://mixed6.example/", "http://mapped.example/", "http://nat64.example/", "http://db.internal/", "http://printer.local/",
	"http://printer.local./", "http://2130706433/", "http://0x7f.0.0.1/", "http://0x7f000001/", "http://0177.0.0.1/", "http://017700000001/", "http://127.1/",
	"http://127.0.0.1./", "http://①②⑦.⓪.⓪.①/", "http://127。0。0。1/", "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/",
	"http://[::127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[64:ff9b:1::7f00:1]/", "http://[2002:7f00:1::]/", "http://[2001:0:7f00:1::1]/",
	"http://[fe80::1%25eth0]/", "http://[fe80::1]/", "http://[fd00:ec2::254]/", "http://0.0.0.0/", "http://10.1.2.3/", "http://100.64.0.1/",
	"http://100.100.100.200/", "http://169.254.169.254/latest/meta-data/", "http://172.16.0.1/", "http://192.0.0.1/", "http://192.0.2.1/",
	"http://192.88.99.1/", "http://192.168.1.1/", "http://198.18.0.1/", "http://198.51.100.1/", "http://203.0.113.1/", "http://224.0.0.1/", "http://240.0.0.1/",
	"http://255.255.255.255/", "http://[2001:db8::1]/", "http://[3fff::1]/", "http://[ff02::1]/", "http://[fc00::1]/", "https://127.0.0.1/",
	"ftp://news.example/", "file:///etc/passwd", "gopher://news.example/", "javascript:alert(1)", "http:///nohost", "http://user:secret@news.example/",
	"http://user@news.example/", "http://news.example:22/", "http://news.example:8080/", "http://localhost.localdomain/", "http://intranet/x",
	"https://www.google.com/url?q=http://127.0.0.1/", "https://www.google.com/amp/s/127.0.0.1/x",
	"http://168.63.129.16/machine?comp=goalstate", "https://168.63.129.16/", "http://azure.example/", "http://[::ffff:168.63.129.16]/",
	"http://[::ffff:a83f:8110]/", "http://[64:ff9b::a83f:8110]/", "http://168.4161808/", "http://0xa83f8110/",
}

func innerNamesTable() Lookup {
	return names(map[string][][]string{
		"news.example": {{public}}, "inside.example": {{"127.0.0.1"}}, "mixed.example": {{public, "10.0.0.1"}}, "mixed6.example": {{public, "::1"}},
		"azure.example": {{public, "168.63.129.16"}}, "168.4161808": {{"168.63.129.16"}}, "0xa83f8110": {{"168.63.129.16"}},
		"mapped.example": {{"::ffff:10.0.0.1"}}, "nat64.example": {{"64:ff9b::a00:1"}}, "localhost": {{"127.0.0.1"}}, "localhost.": {{"127.0.0.1"}},
		"router": {{"192.168.0.1"}}, "intranet": {{public}}, "db.internal": {{public}}, "printer.local": {{public}}, "printer.local.": {{public}},
		"2130706433": {{"127.0.0.1"}}, "0x7f000001": {{"127.0.0.1"}}, "017700000001": {{"127.0.0.1"}}, "0x7f.0.0.1": {{"127.0.0.1"}},
		"0177.0.0.1": {{"127.0.0.1"}}, "127.1": {{"127.0.0.1"}}, "127.0.0.1.": {{"127.0.0.1"}}, "localhost.localdomain": {{public}},
	})
}

func TestGuardRefuses(t *testing.T) {
	srv := serve(t, func(http.ResponseWriter, *http.Request) {})
	f, connected := world(t, srv, innerNamesTable())
	for _, link := range append(inside, srv.URL) {
		_, err := f.Get(t.Context(), link, Options{})
		if kind := kindOf(t, err); kind != failure.BlockedAddress {
			t.Errorf("%s: %v, want blocked", link, err)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("a password in %v", err)
		}
	}
	if len(*connected) > 0 {
		t.Errorf("connected to %v", *connected)
	}
	if _, err := f.Get(t.Context(), "http://news.example/", Options{}); err != nil || len(*connected) != 1 {
		t.Errorf("a public name: %v, connected to %v", err, *connected)
	}
}

// The real dialer, without a test's connections: a server inside that must not be reached.
func TestGuardStandsBeforeTheSocket(t *testing.T) {
	var reached atomic.Int32
	srv := serve(t, func(http.ResponseWriter, *http.Request) { reached.Add(1) })
	u, err := url.Parse(srv.URL)
	if err != nil {
		t.Fatal(err)
	}
	// A network on the list moves the checks of name and port to the dialer.
	f := fetcher(t, Config{AllowPrivateHosts: []string{"10.0.0.0/8"}, Lookup: names(map[string][][]string{
		"inside.example": {{"127.0.0.1"}}, "mixed.example": {{"10.0.0.1", "127.0.0.1"}},
	})})
	for _, host := range []string{"127.0.0.1", "[::ffff:127.0.0.1]", "inside.example", "mixed.example"} {
		_, err := f.Get(t.Context(), "http://"+host+":"+u.Port(), Options{})
		if kind := kindOf(t, err); kind != failure.BlockedAddress {
			t.Errorf("%s: %v, want blocked", host, err)
		}
	}
	d := &dialer{guardian: newGuardian()}
	if conn, err := d.reach(t.Context(), "tcp", target{AddrPort: netip.MustParseAddrPort(u.Host)}); err == nil {
		t.Error("the socket itself is not guarded", conn.Close())
	}
	if n := reached.Load(); n > 0 {
		t.Errorf("%d requests came through", n)
	}
}

func TestRebinding(t *testing.T) {
	srv := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Connection", "close")
		fmt.Fprint(w, "hello")
	})
	f, connected := world(t, srv, names(map[string][][]string{"rebind.example": {{public}, {"127.0.0.1"}}}))
	if _, err := f.Get(t.Context(), "http://rebind.example/", Options{}); err != nil {
		t.Fatal(err) // whoever looks the name up again after the check is at 127.0.0.1
	}
	if want := public + ":80"; len(*connected) != 1 || (*connected)[0] != want {
		t.Errorf("connected to %v, want what was checked: %s", *connected, want)
	}
	_, err := f.Get(t.Context(), "http://rebind.example/", Options{})
	if kind := kindOf(t, err); kind != failure.BlockedAddress {
		t.Errorf("after the name moved inside: %v, want blocked", err)
	}
}

func TestRedirectsAreGuardedToo(t *testing.T) {
	srv := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch to := r.URL.Query().Get("to"); r.URL.Path {
		case "/redirect":
			w.Header()["Location"] = []string{to}
			w.WriteHeader(http.StatusFound)
		case "/sign":
			fmt.Fprintf(w, `<html><noscript><meta content='0; url="%s"' http-equiv="refresh"></noscript><p>moved`, to)
		}
	})
	f, connected := world(t, srv, innerNamesTable())
	for _, to := range append([]string{"//[::1]/", "//127.0.0.1"}, inside...) {
		if strings.HasPrefix(to, "https://www.google.com/") || to == "http:///nohost" {
			continue // unwrapped for people's links, not for a server's
		}
		for _, way := range []string{"redirect", "sign"} {
			*connected = nil
			_, err := f.Get(t.Context(), "http://news.example/"+way+"?to="+url.QueryEscape(to), Options{})
			if kind := kindOf(t, err); kind != failure.BlockedAddress {
				t.Errorf("%s to %s: %v, want blocked", way, to, err)
			}
			if len(*connected) > 1 {
				t.Errorf("%s to %s: connected to %v", way, to, *connected)
			}
		}
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
		{"host and port in another script", "１２７.0.0.1", srv.URL, false, ""},
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
	for _, bad := range []string{"10.0.0.0/99", "a b", "host:port", "host:0", "host:99999", "http://x/", ":80", "me@host"} {
		if _, err := New(Config{AllowPrivateHosts: []string{bad}}); err == nil || !strings.Contains(err.Error(), bad) {
			t.Errorf("entry %q: %v", bad, err)
		}
	}
}
