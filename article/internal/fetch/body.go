package fetch

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"github.com/footnote-bot/footnote/article/internal/failure"
)

// page reads an answer, within its limit.
func (f *Fetcher) page(u *url.URL, resp *http.Response) (*Page, error) {
	p := &Page{Header: resp.Header, FinalURL: u.String(), Status: resp.StatusCode}
	p.ContentType, _, _ = mime.ParseMediaType(resp.Header.Get("Content-Type"))
	if !isText(p.ContentType) && !isMedia(p.ContentType) && resp.ContentLength > f.cfg.MaxFile {
		return nil, tooLarge(p, f.cfg.MaxFile)
	}
	body, free, err := decoded(resp)
	if err != nil {
		return nil, err
	}
	defer free()
	head, err := firstBytes(body)
	if err != nil {
		return nil, err
	}
	file := isFile(head)
	if !file && isMedia(p.ContentType) && !bytes.HasPrefix(bytes.TrimSpace(head), []byte("<")) && p.Status < 400 {
		return nil, &failure.Error{Kind: failure.Media, Err: errors.New(p.ContentType)}
	}
	limit := f.cfg.MaxText
	if file || !isText(p.ContentType) {
		file, limit = true, f.cfg.MaxFile
	}
	p.Body, err = io.ReadAll(io.LimitReader(body, limit+1))
	switch {
	case err != nil && (file || len(p.Body) == 0 || isTimeout(err) || resp.Request.Context().Err() != nil):
		return nil, err
	case err != nil: // text that came before the connection broke is better than nothing
		p.Truncated = true
	case int64(len(p.Body)) > limit && file:
		return nil, tooLarge(p, limit)
	}
	if int64(len(p.Body)) > limit {
		rest, err := io.Copy(io.Discard, io.LimitReader(body, limit))
		p.Body, p.Beyond, p.Truncated = p.Body[:limit], rest+1, err != nil
		if p.Beyond > limit {
			return nil, tooLarge(p, 2*limit)
		}
	}
	if !p.Truncated && p.Beyond == 0 { // of a page that broke off the rest may come next time
		p.Validator = validatorOf(u, resp.Header)
	}
	return p, nil
}

// firstBytes looks at what came first, and waits for no more than it takes to know a file.
func firstBytes(body *bufio.Reader) ([]byte, error) {
	if head, err := body.Peek(len("%PDF-")); err != nil {
		if len(head) == 0 && !errors.Is(err, io.EOF) {
			return nil, err
		}
		return head, nil // whatever broke shows again when the body is read
	}
	return body.Peek(body.Buffered())
}

func tooLarge(p *Page, limit int64) error {
	return &failure.Error{Kind: failure.TooLarge, Err: fmt.Errorf("more than %d bytes of %q", limit, p.ContentType)}
}

// isFile reports whether bytes begin a file that cannot be read in part, whatever its server calls it.
func isFile(head []byte) bool {
	return bytes.HasPrefix(head, []byte("%PDF-")) || bytes.HasPrefix(head, []byte("PK\x03\x04"))
}

func isText(contentType string) bool {
	return contentType == "" || strings.HasPrefix(contentType, "text/") || strings.Contains(contentType, "xml") || strings.Contains(contentType, "json")
}

func isMedia(contentType string) bool {
	for _, prefix := range []string{"image/", "audio/", "video/", "font/"} {
		if strings.HasPrefix(contentType, prefix) {
			return true
		}
	}
	return false
}
