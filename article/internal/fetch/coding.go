package fetch

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/footnote-bot/footnote/article/internal/failure"
)

// mostCodings bounds how often a body is packed.
const mostCodings = 3

// decoded unpacks a body that net/http has not: what nobody asked for, and codings by old or wrong names. The bytes decide where the
// name lies. How much comes out is bounded by whoever reads it.
func decoded(resp *http.Response) (*bufio.Reader, error) {
	body := bufio.NewReaderSize(resp.Body, 4096)
	codings := strings.FieldsFunc(strings.ToLower(resp.Header.Get("Content-Encoding")), func(r rune) bool { return r == ',' || r == ' ' })
	if len(codings) > mostCodings {
		return nil, unknownCoding(resp)
	}
	for _, coding := range slices.Backward(codings) {
		var inner io.Reader
		var err error
		head, _ := body.Peek(2)
		switch coding {
		case "gzip", "x-gzip":
			if !bytes.Equal(head, []byte{0x1f, 0x8b}) {
				continue // it was unpacked on its way
			}
			inner, err = gzip.NewReader(body)
		case "deflate", "x-deflate":
			inner, err = inflated(body, head)
		case "identity", "none", "utf-8", "8bit", "binary":
			continue
		default:
			return nil, unknownCoding(resp)
		}
		if err != nil {
			return nil, &failure.Error{Kind: failure.Encoding, Err: fmt.Errorf("content encoding %q: %w", coding, err)}
		}
		body = bufio.NewReaderSize(inner, 4096)
	}
	return body, nil
}

// inflated reads what servers mean by deflate: zlib's format (RFC 1950), or the bare stream (RFC 1951).
func inflated(body io.Reader, head []byte) (io.Reader, error) {
	if len(head) == 2 && head[0]&0x0f == 8 && (int(head[0])<<8+int(head[1]))%31 == 0 {
		return zlib.NewReader(body)
	}
	return flate.NewReader(body), nil
}

func unknownCoding(resp *http.Response) error {
	return &failure.Error{Kind: failure.Encoding, Err: fmt.Errorf("content encoding %q", resp.Header.Get("Content-Encoding"))}
}
