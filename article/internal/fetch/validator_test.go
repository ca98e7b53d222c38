package fetch

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestValidators(t *testing.T) {
	const date = "Wed, 01 May 2024 08:00:00 GMT"
	var got http.Header // of the last request
	srv := serve(t, func(w http.ResponseWriter, r *http.Request) {
		got = r.Header
		switch r.URL.Path {
		case "/moved":
			http.Redirect(w, r, "/both", http.StatusFound)
			return
		case "/both":
			w.Header().Set("ETag", `W/"1"`)
			w.Header().Set("Last-Modified", date)
		case "/odd":
			w.Header().Set("ETag", strings.Repeat("x", 1000))
			w.Header().Set("Last-Modified", "yesterday")
		case "/broken":
			w.Header().Set("ETag", `"1"`)
			w.Header().Set("Content-Length", "1000")
		case "/unasked":
			w.WriteHeader(http.StatusNotModified)
			return
		}
		if r.Header.Get("If-None-Match") == `W/"1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, "The ferry left at noon.")
	})
	f := allowed(t, srv, Config{})
	both := Validator{URL: srv.URL + "/both", ETag: `W/"1"`, LastModified: date}
	for _, tt := range []struct {
		name, path  string
		known       Validator
		notModified bool
		want        Validator
	}{
		{"a first time", "/both", Validator{}, false, both},
		{"again", "/both", both, true, both},
		{"again, with a fragment", "/both#a", both, true, both},
		{"where a redirect led", "/moved", both, true, both},
		{"of another state", "/both", Validator{URL: both.URL, ETag: `"0"`}, false, both},
		{"a page of none", "/none", Validator{}, false, Validator{}},
		{"headers that are none", "/odd", Validator{}, false, Validator{}},
		{"a page that broke off", "/broken", Validator{}, false, Validator{}},
		{"an answer to what nobody asked", "/unasked", Validator{}, false, Validator{}},
		{"an address that did not give it", "/unasked", both, false, Validator{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			page, err := f.Get(t.Context(), srv.URL+tt.path, Options{Known: tt.known})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, page.Validator); diff != "" || page.NotModified != tt.notModified {
				t.Errorf("not modified is %t, want %t; validator (-want +got):\n%s", page.NotModified, tt.notModified, diff)
			}
			if sent := got.Get("If-None-Match") + got.Get("If-Modified-Since"); (sent == "") != (tt.known.URL == "" || tt.path == "/unasked") {
				t.Errorf("asked with %q", sent)
			}
		})
	}
}
