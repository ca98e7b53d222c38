package door

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// Stdio serves MCP on a program's standard input and output until the input ends or ctx is done. What was asked before the
// input ended is answered.
func (d *Door) Stdio(ctx context.Context, in io.Reader, out io.Writer) error {
	e := &exchange{open: map[string]int{}, answered: make(chan struct{}, 1)}
	err := d.server("mcp_stdio").Run(ctx, &mcp.IOTransport{
		Reader:        io.NopCloser(&asking{exchange: e, in: in, done: ctx.Done(), patience: d.cfg.Time}),
		Writer:        &answering{exchange: e, out: out},
		MaxLineLength: mostBody,
	})
	if err != nil && ctx.Err() == nil { // stopping it is how it ends
		return fmt.Errorf("serve MCP: %w", err)
	}
	return nil
}

// exchange knows which requests are open, by what goes over the wire: the SDK drops those under way when its input ends.
type exchange struct {
	mu       sync.Mutex
	open     map[string]int // by id, requests less answers: one whose line never ends may be answered before it is seen
	answered chan struct{}  // tells of an answer
}

// message is as much of JSON-RPC as tells requests and answers apart.
type message struct {
	ID     json.RawMessage `json:"id"`
	Method string          `json:"method"`
}

func (e *exchange) asked(m message) {
	if m.Method != "" && len(m.ID) > 0 {
		e.count(m, 1)
	}
}

func (e *exchange) replied(m message) {
	if m.Method == "" {
		e.count(m, -1)
		select {
		case e.answered <- struct{}{}:
		default:
		}
	}
}

func (e *exchange) count(m message, by int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	id := string(m.ID)
	if e.open[id] += by; e.open[id] == 0 {
		delete(e.open, id)
	}
}

func (e *exchange) idle() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, n := range e.open {
		if n > 0 {
			return false
		}
	}
	return true
}

// asking is the input, whose end waits for the answers.
type asking struct {
	*exchange
	in       io.Reader
	lines    lines
	done     <-chan struct{}
	patience time.Duration
}

func (a *asking) Read(p []byte) (int, error) {
	n, err := a.in.Read(p)
	a.lines.take(p[:n], a.asked)
	if errors.Is(err, io.EOF) {
		a.lines.take([]byte("\n"), a.asked) // the last line may have no end
		a.wait()
	}
	return n, err
}

func (a *asking) wait() {
	late := time.NewTimer(a.patience)
	defer late.Stop()
	for !a.idle() {
		select {
		case <-a.answered:
		case <-late.C:
			return
		case <-a.done:
			return
		}
	}
}

// answering is the output.
type answering struct {
	*exchange
	out   io.Writer
	lines lines
}

func (a *answering) Write(p []byte) (int, error) {
	n, err := a.out.Write(p)
	a.lines.take(p[:n], a.replied)
	return n, err
}

func (*answering) Close() error { return nil }

// lines puts pieces together to lines, a message each.
type lines struct{ rest []byte }

func (l *lines) take(piece []byte, each func(message)) {
	for {
		line, after, ended := bytes.Cut(piece, []byte("\n"))
		if len(l.rest)+len(line) <= mostBody { // a longer one is refused, and no request
			l.rest = append(l.rest, line...)
		}
		if !ended {
			return
		}
		var m message
		if json.Unmarshal(l.rest, &m) == nil {
			each(m)
		}
		l.rest, piece = l.rest[:0], after
	}
}
