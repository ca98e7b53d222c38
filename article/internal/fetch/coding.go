package fetch

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"github.com/footnote-bot/footnote/article/internal/failure"
)

// accepted are the codings that servers are asked for.
const accepted = "gzip, br, zstd"

// mostCodings bounds how often a body is packed.
const mostCodings = 3

// zstdWindow bounds the memory of a zstd stream; browsers refuse more, too (RFC 9659).
const zstdWindow = 8 << 20

var (
	gzipMagic = []byte{0x1f, 0x8b}
	zstdMagic = []byte{0x28, 0xb5, 0x2f, 0xfd}
)

// decoded unpacks a body. The bytes decide where the name of its coding lies: what is plain is left as it is, and text that nobody said was
// packed is unpacked. How much comes out is bounded by whoever reads it. What cannot be unpacked is a failure of kind Encoding, where the
// connection did not break before; free gives back what unpacking took.
func decoded(resp *http.Response) (body *bufio.Reader, free func(), err error) {
	sent := &watched{from: resp.Body}
	u := unpacker{header: resp.Header.Get("Content-Encoding"), sent: sent, body: bufio.NewReaderSize(sent, 4096)}
	codings := strings.FieldsFunc(strings.ToLower(u.header), func(r rune) bool { return r == ',' || r == ' ' })
	if len(codings) > mostCodings {
		return nil, nil, u.failed(errors.New("packed too often"))
	}
	for _, coding := range slices.Backward(codings) {
		if err := u.unpack(coding); err != nil {
			u.close()
			return nil, nil, err
		}
	}
	contentType := strings.ToLower(resp.Header.Get("Content-Type"))
	for range mostCodings {
		if coding := magic(u.peek()); coding != "" && isText(contentType) {
			err = errors.Join(err, u.unpack(coding))
		}
	}
	if err != nil {
		u.close()
		return nil, nil, err
	}
	return u.body, u.close, nil
}

// unpacker is a body that is being unpacked.
type unpacker struct {
	header  string
	sent    *watched
	body    *bufio.Reader
	closers []func()
}

func (u *unpacker) close() {
	for _, c := range u.closers {
		c()
	}
}

// peek is the beginning of what is there without waiting for more than the first bytes.
func (u *unpacker) peek() []byte {
	if head, err := u.body.Peek(len(zstdMagic)); err != nil {
		return head
	}
	head, _ := u.body.Peek(u.body.Buffered())
	return head
}

// unpack takes off one coding, by its name and by what the body begins with.
func (u *unpacker) unpack(coding string) error {
	coding = strings.TrimPrefix(coding, "x-")
	head := u.peek()
	switch coding {
	case "identity", "none", "utf-8", "8bit", "binary":
		return nil
	case "gzip", "deflate", "br", "zstd", "brotli":
		if other := magic(head); other != "" {
			coding = other
		} else if isPlain(head) || coding == "gzip" || coding == "zstd" {
			return nil // it was unpacked on its way, or never packed
		}
	default:
		return u.failed(errors.New("nobody knows this coding"))
	}
	var inner io.Reader
	var err error
	switch coding {
	case "gzip":
		inner, err = gzip.NewReader(u.body)
	case "deflate":
		inner, err = inflated(u.body, head)
	case "br", "brotli":
		inner = brotli.NewReader(u.body)
	case "zstd":
		var stream *zstd.Decoder
		stream, err = zstd.NewReader(u.body, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(zstdWindow))
		if err == nil {
			inner = stream
			u.closers = append(u.closers, stream.Close)
		}
	}
	if err != nil {
		return u.failed(err)
	}
	u.body = bufio.NewReaderSize(&unpacked{from: inner, u: u}, 4096)
	return nil
}

// magic is the coding that bytes begin with the sign of; "" where they have none.
func magic(head []byte) string {
	switch {
	case bytes.HasPrefix(head, gzipMagic):
		return "gzip"
	case bytes.HasPrefix(head, zstdMagic):
		return "zstd"
	}
	return ""
}

// leastPlain is how many bytes of text are no coincidence.
const leastPlain = 16

// isPlain reports whether bytes begin a page or a file or are text, packed by nothing.
func isPlain(head []byte) bool {
	text := bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	if begin := bytes.ToLower(bytes.TrimSpace(text)); isFile(head) || bytes.HasPrefix(begin, []byte("<!doctype")) || bytes.HasPrefix(begin, []byte("<html")) || bytes.HasPrefix(begin, []byte("<?xml")) {
		return true
	}
	if len(text) < leastPlain {
		return false
	}
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		if r == utf8.RuneError && size == 1 && utf8.FullRune(text) || r < ' ' && !unicode.IsSpace(r) {
			return false
		}
		text = text[size:]
	}
	return true
}

// inflated reads what servers mean by deflate: zlib's format (RFC 1950), or the bare stream (RFC 1951).
func inflated(body io.Reader, head []byte) (io.Reader, error) {
	if len(head) > 1 && head[0]&0x0f == 8 && (int(head[0])<<8+int(head[1]))%31 == 0 {
		return zlib.NewReader(body)
	}
	return flate.NewReader(body), nil
}

// failed is why a body cannot be unpacked: the connection, else its coding.
func (u *unpacker) failed(err error) error {
	if u.sent.err != nil {
		return u.sent.err
	}
	return &failure.Error{Kind: failure.Encoding, Err: fmt.Errorf("content encoding %q: %w", u.header, err)}
}

// unpacked names what goes wrong while a body is unpacked.
type unpacked struct {
	from io.Reader
	u    *unpacker
}

func (r *unpacked) Read(p []byte) (int, error) {
	n, err := r.from.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = r.u.failed(err)
	}
	return n, err
}

// watched remembers what broke the connection.
type watched struct {
	from io.Reader
	err  error
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.from.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		w.err = err
	}
	return n, err
}
