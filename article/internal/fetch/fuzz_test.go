package fetch

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/article/internal/failure"
)

// FuzzBody reads an answer of a server: how its body is packed, what it says of itself, and where it leads.
//
//fuzz:covers body.go coding.go validator.go
func FuzzBody(f *testing.F) {
	f.Add([]byte("<p>The ferry left."), "", "text/html; charset=utf-8", `"a"`, "Mon, 12 Jan 2026 09:00:00 GMT")
	f.Add([]byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x2b\xc9\x48\x55\x28\x4b\x2d\x4a\x05\x00\x9c\xb5\x6a\x0a\x08\x00\x00\x00"), "gzip, x-gzip", "text/plain", "", "")
	f.Add([]byte("x\x9cK\xcbL+JU(K-J\x05\x00"), "deflate", "application/pdf", "W/\"b\"", "never")
	f.Add([]byte("%PDF-1.7"), "br", "image/png", "\x00", "120")
	f.Fuzz(func(t *testing.T, body []byte, coding, kind, tag, when string) {
		if len(body) > 4<<10 {
			return
		}
		f := &Fetcher{cfg: Config{MaxText: 64 << 10, MaxFile: 64 << 10}}
		u := &url.URL{Scheme: "https", Host: "a.example", Path: "/x"}
		header := http.Header{"Content-Encoding": {coding}, "Content-Type": {kind}, "Etag": {tag}, "Last-Modified": {when}, "Retry-After": {when}}
		req := (&http.Request{URL: u}).WithContext(t.Context())
		p, err := f.page(u, &http.Response{StatusCode: 200, Header: header, Body: io.NopCloser(bytes.NewReader(body)), ContentLength: -1, Request: req})
		if wait, ok := retryAfter(when); ok && wait < 0 {
			t.Errorf("to be asked again in %v", wait)
		}
		if err != nil {
			if _, ok := errors.AsType[*failure.Error](err); !ok && coding == "" && !errors.Is(err, context.Canceled) {
				t.Errorf("not a typed failure: %v", err)
			}
			return
		}
		if int64(len(p.Body)) > f.cfg.MaxFile {
			t.Errorf("%d bytes", len(p.Body))
		}
		if strings.ContainsFunc(p.Validator.ETag+p.Validator.LastModified, isControl) {
			t.Errorf("%+v would be sent", p.Validator)
		}
	})
}
