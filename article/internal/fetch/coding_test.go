package fetch

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"github.com/footnote-bot/footnote/article/internal/failure"
)

// packed packs bytes in the codings given, one after the other.
func packed(t *testing.T, data []byte, codings ...string) []byte {
	t.Helper()
	for _, coding := range codings {
		var out bytes.Buffer
		var w io.WriteCloser
		var err error
		switch coding {
		case "gzip":
			w = gzip.NewWriter(&out)
		case "zlib":
			w = zlib.NewWriter(&out)
		case "flate":
			w, err = flate.NewWriter(&out, flate.DefaultCompression)
		case "br":
			w = brotli.NewWriter(&out)
		case "zstd":
			w, err = zstd.NewWriter(&out)
		}
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(data); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		data = out.Bytes()
	}
	return data
}

// Pages are read in whatever coding they come, also where its name lies; what cannot be unpacked is a failure of its own, and no server that
// cannot be reached.
func TestCodings(t *testing.T) {
	page := []byte("<html><body>" + strings.Repeat("<p>The ferry left the old harbour at noon. 渡轮中午离开了码头。</p>", 300) + "</body></html>")
	legacy := []byte("<html><body>" + strings.Repeat("<p>Die F\xe4hre legte mittags ab.</p>", 300) + "</body></html>")
	text := []byte(strings.Repeat("The ferry left the old harbour at noon.\n", 300))
	cut := func(data []byte) []byte { return data[:len(data)*2/3] }
	noise := append([]byte{0xff, 0x07, 0x01}, bytes.Repeat([]byte{0xff, 0xfe, 0x81, 0x00, 0x13}, 40)...)
	tests := []struct {
		name, header string
		body, want   []byte
		broken       bool // a part of it comes
		fails        failure.Kind
	}{
		{name: "plain", body: page, want: page},
		{name: "gzip", header: "gzip", body: packed(t, page, "gzip"), want: page},
		{name: "brotli", header: "br", body: packed(t, page, "br"), want: page},
		{name: "zstd", header: "zstd", body: packed(t, page, "zstd"), want: page},
		{name: "deflate with its frame", header: "deflate", body: packed(t, page, "zlib"), want: page},
		{name: "deflate without", header: "deflate", body: packed(t, page, "flate"), want: page},
		{name: "an old name, in capitals", header: "X-GZip", body: packed(t, page, "gzip"), want: page},
		{name: "two in a row", header: "gzip, br", body: packed(t, page, "gzip", "br"), want: page},
		{name: "three in a row", header: "zstd,deflate, gzip", body: packed(t, page, "zstd", "zlib", "gzip"), want: page},
		{name: "no coding by a name", header: "identity", body: page, want: page},
		{name: "gzip that is plain", header: "gzip", body: page, want: page},
		{name: "gzip that is plain, in an old encoding", header: "gzip", body: legacy, want: legacy},
		{name: "brotli that is plain", header: "br", body: page, want: page},
		{name: "brotli that is plain, in an old encoding", header: "br", body: legacy, want: legacy},
		{name: "brotli that is plain text", header: "br", body: text, want: text},
		{name: "zstd that is plain", header: "zstd", body: page, want: page},
		{name: "deflate that is plain", header: "deflate", body: page, want: page},
		{name: "one of two is missing", header: "gzip, br", body: packed(t, page, "gzip"), want: page},
		{name: "gzip under the name of brotli", header: "br", body: packed(t, page, "gzip"), want: page},
		{name: "zstd under the name of gzip", header: "gzip", body: packed(t, page, "zstd"), want: page},
		{name: "gzip that nobody named", body: packed(t, page, "gzip"), want: page},
		{name: "zstd that nobody named", body: packed(t, page, "zstd"), want: page},
		{name: "gzip twice, named once", header: "gzip", body: packed(t, page, "gzip", "gzip"), want: page},
		{name: "gzip that is cut", header: "gzip", body: cut(packed(t, page, "gzip")), want: page, broken: true},
		{name: "brotli that is cut", header: "br", body: cut(packed(t, page, "br")), want: page, broken: true},
		{name: "brotli that is noise", header: "br", body: noise, fails: failure.Encoding},
		{name: "deflate that is noise", header: "deflate", body: noise, fails: failure.Encoding},
		{name: "gzip that is cut behind its head", header: "gzip", body: packed(t, page, "gzip")[:6], fails: failure.Encoding},
		{name: "zstd that is cut behind its head", header: "zstd", body: packed(t, page, "zstd")[:9], fails: failure.Encoding},
		{name: "a coding that nobody knows", header: "compress", body: noise, fails: failure.Encoding},
		{name: "packed too often", header: "gzip, gzip, gzip, gzip", body: packed(t, page, "gzip"), fails: failure.Encoding},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			srv := serve(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "text/html")
				if tt.header != "" {
					w.Header().Set("Content-Encoding", tt.header)
				}
				_, _ = w.Write(tt.body)
			})
			got, err := allowed(t, srv, Config{}).Get(t.Context(), srv.URL, Options{})
			switch {
			case tt.fails != "":
				if kind := kindOf(t, err); kind != tt.fails {
					t.Errorf("%v, want %s", err, tt.fails)
				}
			case err != nil:
				t.Error(err)
			case got.Truncated != tt.broken || !bytes.HasPrefix(tt.want, got.Body) || len(got.Body) == 0 || !tt.broken && len(got.Body) < len(tt.want):
				t.Errorf("%d bytes of %d, cut %t: %q", len(got.Body), len(tt.want), got.Truncated, got.Body[:min(len(got.Body), 60)])
			}
		})
	}
}

// A file that is packed for its own sake stays as it is.
func TestPackedFilesStayPacked(t *testing.T) {
	file := packed(t, []byte(strings.Repeat("The ferry left. ", 100)), "gzip")
	srv := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/gzip")
		_, _ = w.Write(file)
	})
	got, err := allowed(t, srv, Config{}).Get(t.Context(), srv.URL, Options{})
	if err != nil || !bytes.Equal(got.Body, file) {
		t.Errorf("%v, want the file as it is", err)
	}
}

// What unpacks to more than may be read is too large, whatever packs it.
func TestBombsOfEveryCoding(t *testing.T) {
	for _, coding := range []string{"gzip", "br", "zstd", "zlib"} {
		bomb := packed(t, make([]byte, 8<<20), coding)
		srv := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Content-Encoding", strings.Replace(coding, "zlib", "deflate", 1))
			_, _ = w.Write(bomb)
		})
		_, err := allowed(t, srv, Config{MaxText: 1 << 20}).Get(t.Context(), srv.URL, Options{})
		if kind := kindOf(t, err); kind != failure.TooLarge {
			t.Errorf("%s: %v, want too_large", coding, err)
		}
	}
}
