package store_test

import (
	"context"
	"log/slog"
	"net"
	"net/url"
	"sync"
	"testing"
	"time"

	"github.com/footnote-bot/footnote/store"
	"github.com/footnote-bot/footnote/store/storetest"
)

// line is the way from one process to Postgres, which a test may cut or stop up.
type line struct {
	t        *testing.T
	server   string
	listener net.Listener

	mu     sync.Mutex
	away   bool          // nobody answers
	gap    chan struct{} // while not nil, nothing passes and nothing ends: a network that swallows packets
	passes map[net.Conn]bool
}

// newLine gives the line and the address at its near end.
func newLine(t *testing.T, dsn string) (*line, string) {
	t.Helper()
	far, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := &line{t: t, server: far.Host, listener: listener, passes: map[net.Conn]bool{}}
	go l.accept()
	t.Cleanup(func() { listener.Close(); l.mend(); l.cut() })
	far.Host = listener.Addr().String()
	return l, far.String()
}

func (l *line) accept() {
	for {
		near, err := l.listener.Accept()
		if err != nil {
			return
		}
		l.mu.Lock()
		away := l.away
		l.mu.Unlock()
		far, err := net.Dial("tcp", l.server)
		if away || err != nil {
			near.Close()
			if err == nil {
				far.Close()
			}
			continue
		}
		l.mu.Lock()
		l.passes[near], l.passes[far] = true, true
		l.mu.Unlock()
		go l.pass(near, far)
		go l.pass(far, near)
	}
}

func (l *line) pass(from, to net.Conn) {
	defer to.Close()
	defer from.Close()
	data := make([]byte, 32<<10)
	for {
		n, err := from.Read(data)
		l.mu.Lock()
		gap := l.gap
		l.mu.Unlock()
		if gap != nil {
			<-gap
		}
		if _, werr := to.Write(data[:n]); err != nil || werr != nil {
			return
		}
	}
}

// cut ends every connection, as a server does that stops or is restarted.
func (l *line) cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for c := range l.passes {
		c.Close()
	}
	clear(l.passes)
}

// stopUp lets nothing through and ends nothing.
func (l *line) stopUp() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.gap == nil {
		l.gap = make(chan struct{})
	}
}

// mend ends what stopUp began.
func (l *line) mend() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.gap != nil {
		close(l.gap)
		l.gap = nil
	}
}

func (l *line) setAway(away bool) {
	l.mu.Lock()
	l.away = away
	l.mu.Unlock()
	if away {
		l.cut()
	}
}

// wall is what people see: how often each request was answered.
type wall struct {
	mu    sync.Mutex
	posts map[string]int
}

func (w *wall) put(key string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.posts[key]++
}

func (w *wall) has(key string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.posts[key] > 0
}

// answer does what the bot does: intent, then the message, looked for first where it may stand already, then its mark.
func (w *wall) answer(ctx context.Context, s *store.Store, r store.Request, takes time.Duration) error {
	if err := s.Mark(ctx, r.Key, store.Asking); err != nil {
		return err
	}
	select { // the model
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-time.After(takes):
	}
	if err := s.Mark(ctx, r.Key, store.Posting); err != nil {
		return err
	}
	post := store.Post{Key: r.Key, Part: store.ReplyPart, Team: r.Team, Channel: r.Channel, Thread: r.Thread}
	stands, fresh, err := s.Intend(ctx, post)
	if err != nil || stands.State == store.Posted {
		return err
	}
	if fresh || !w.has(r.Key) {
		w.put(r.Key)
	}
	return s.Posted(ctx, r.Key, store.ReplyPart, r.Channel, r.Thread)
}

// A Postgres that goes away, is restarted, or is cut off from one of two processes: nothing is answered twice, and nothing
// is lost.
func TestPostgresOutages(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		strike func(lines [2]*line)
	}{
		{"away for ten seconds", func(lines [2]*line) {
			for _, l := range lines {
				l.setAway(true)
			}
			time.Sleep(10 * time.Second)
			for _, l := range lines {
				l.setAway(false)
			}
		}},
		{"restarted, and again", func(lines [2]*line) {
			for range 10 {
				for _, l := range lines {
					l.cut()
				}
				time.Sleep(100 * time.Millisecond)
			}
		}},
		{"away from one of two processes", func(lines [2]*line) {
			lines[0].setAway(true)
			time.Sleep(3 * time.Second)
			lines[0].setAway(false)
		}},
		{"behind a network that swallows all of one of two processes", func(lines [2]*line) {
			lines[0].stopUp()
			time.Sleep(3 * time.Second)
			lines[0].mend()
		}},
	}
	fresh := storetest.Postgres(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			outage(t, fresh(t), tt.strike)
		})
	}
}

func outage(t *testing.T, dsn string, strike func([2]*line)) {
	direct := openOutage(t, dsn)
	if err := direct.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	seen := &wall{posts: map[string]int{}}
	var lines [2]*line
	var begun [2]sync.Once
	var both sync.WaitGroup // have begun to work: one that was struck while it starts would end
	both.Add(len(begun))
	ctx, stop := context.WithCancel(t.Context())
	var all sync.WaitGroup
	defer all.Wait()
	defer stop()
	for i := range lines {
		l, near := newLine(t, dsn)
		lines[i] = l
		s := openOutage(t, near)
		all.Go(func() {
			err := s.Work(ctx, store.Work{Workers: 4, Do: func(ctx context.Context, r store.Request) error {
				begun[i].Do(both.Done)
				both.Wait()
				return seen.answer(ctx, s, r, 300*time.Millisecond)
			}})
			if err != nil {
				t.Errorf("Work: %v", err)
			}
		})
	}
	const n = 40
	for i := range n {
		if _, err := direct.Accept(t.Context(), request(i)); err != nil {
			t.Fatal(err)
		}
	}
	for !seen.has(request(0).Key) { // in the midst of it
		time.Sleep(10 * time.Millisecond)
	}
	began := time.Now()
	strike(lines)
	deadline := time.Now().Add(90 * time.Second)
	for i := 0; i < n; {
		r, err := direct.Request(t.Context(), request(i).Key)
		switch {
		case err != nil:
			t.Fatal(err)
		case r.State == store.Done:
			i++
		case r.State == store.Failed:
			t.Fatalf("%s is given up: %s", r.Key, r.Failure)
		case time.Now().After(deadline):
			t.Fatalf("%s is still %s (%s)", r.Key, r.State, r.Phase)
		default:
			time.Sleep(20 * time.Millisecond)
		}
	}
	t.Logf("all done %.1f s after it began", time.Since(began).Seconds())
	for i := range n {
		if got := seen.posts[request(i).Key]; got != 1 {
			t.Errorf("%s was answered %d times", request(i).Key, got)
		}
	}
}

func openOutage(t *testing.T, dsn string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), dsn, store.Config{Log: slog.New(slog.DiscardHandler), Heartbeat: 200 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}
