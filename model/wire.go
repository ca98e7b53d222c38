package model

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/footnote-bot/footnote/internal/pattern"
)

// exchange is one HTTP request and what go-openai does not tell of its answer. It is that request's openai.HTTPDoer.
type exchange struct {
	http *http.Client
	now  func() time.Time
	// whole asks for an answer in one piece: go-openai's streams, which this client reads, always ask for pieces.
	whole bool

	status     int
	retryAfter time.Duration
	done       bool // the stream's [DONE] was seen
}

// Do makes the request. An answer that is one JSON document though a stream was asked for is turned into a stream of
// one piece, so that the rest knows only streams.
func (x *exchange) Do(req *http.Request) (*http.Response, error) {
	if x.whole {
		if err := askWhole(req); err != nil {
			return nil, err
		}
	}
	resp, err := x.http.Do(req)
	if err != nil {
		return nil, err
	}
	x.status = resp.StatusCode
	if resp.StatusCode >= 300 && resp.StatusCode < 400 {
		_ = resp.Body.Close()
		return nil, redirected(resp.Header.Get("Location"))
	}
	if resp.StatusCode < 200 || resp.StatusCode >= 400 {
		x.retryAfter = retryAfter(resp.Header, x.now())
		resp.Body = limited{io.LimitReader(resp.Body, 64<<10), resp.Body}
		return resp, nil
	}
	body := bufio.NewReader(&bounded{resp.Body, mostBody})
	var r io.Reader = body
	if startsJSON(body) {
		r = oneEvent(body)
	}
	resp.Body = limited{&lines{r: r, x: x}, resp.Body}
	return resp, nil
}

// redirected is an answer that points elsewhere.
type redirected string

func (r redirected) Error() string {
	return "redirected to " + line(string(r)) + ": set that as the base URL"
}

// askWhole takes the wish for a stream out of a request.
func askWhole(req *http.Request) error {
	var body map[string]json.RawMessage
	if err := json.NewDecoder(req.Body).Decode(&body); err != nil {
		return fmt.Errorf("take stream out of request: %w", err)
	}
	delete(body, "stream")
	delete(body, "stream_options")
	data, err := json.Marshal(body)
	if err != nil {
		return fmt.Errorf("take stream out of request: %w", err)
	}
	req.Body, req.ContentLength, req.GetBody = io.NopCloser(bytes.NewReader(data)), int64(len(data)), nil
	return nil
}

type limited struct {
	io.Reader
	io.Closer
}

// startsJSON reports whether the first byte that is not space or byte order mark opens a JSON object, and skips to it.
func startsJSON(body *bufio.Reader) bool {
	if bom, err := body.Peek(3); err == nil && string(bom) == "\uFEFF" {
		_, _ = body.Discard(3)
	}
	for {
		b, err := body.Peek(1)
		if err != nil {
			return false
		}
		if b[0] != ' ' && b[0] != '\n' && b[0] != '\r' && b[0] != '\t' {
			return b[0] == '{'
		}
		_, _ = body.Discard(1)
	}
}

// What a stream may hold, in bytes. An event carries a few tokens in a few hundred bytes; 10,000 tokens of reasoning and
// answer come to 3 MB.
const (
	mostLine = 1 << 20
	mostBody = 16 << 20
)

// bounded ends a body that is longer than any with an error, and not as if it had ended.
type bounded struct {
	r    io.Reader
	left int
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errEndless
	}
	n, err := b.r.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err
}

// oneEvent makes a stream of a JSON document; of a broken one, a stream without an end.
func oneEvent(body io.Reader) io.Reader {
	data, err := io.ReadAll(&bounded{body, mostLine})
	if errors.Is(err, errEndless) {
		return &bounded{}
	}
	var flat bytes.Buffer
	flat.WriteString("data: ")
	if err != nil || json.Compact(&flat, data) != nil {
		return strings.NewReader("")
	}
	flat.WriteString("\n\n")
	if !bytes.HasPrefix(flat.Bytes(), []byte(`data: {"error"`)) {
		flat.WriteString("data: [DONE]\n\n")
	}
	return &flat
}

// lines passes a stream on within its bounds, ends its last line, and notes the line that says that it is done: go-openai reports io.EOF
// for that and for a connection closed half way alike, and drops a last line without an end.
type lines struct {
	r      io.Reader
	x      *exchange
	line   []byte // the beginning of the current line
	length int    // of the current line
	ended  bool
}

var doneLine = pattern.Lazy(`^data:\s*\[DONE\]\s*$`)

func (l *lines) Read(p []byte) (int, error) {
	if l.ended {
		return 0, io.EOF
	}
	n, err := l.r.Read(p)
	for _, b := range p[:n] {
		l.note(b)
		if l.length > mostLine {
			return 0, errEndless
		}
	}
	if err == io.EOF && n == 0 && len(p) > 0 {
		l.ended = true
		l.note('\n')
		p[0] = '\n'
		return 1, nil
	}
	if err == io.EOF {
		err = nil // the next Read ends the line
	}
	return n, err
}

func (l *lines) note(b byte) {
	const longest = 32 // longer lines are not that line
	if b != '\n' {
		l.length++
		if len(l.line) < longest {
			l.line = append(l.line, b)
		}
		return
	}
	if doneLine().Match(l.line) {
		l.x.done = true
	}
	l.line, l.length = l.line[:0], 0
}
