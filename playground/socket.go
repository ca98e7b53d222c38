package playground

import (
	"crypto/rand"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// What the socket allows, as Slack's documentation of Socket Mode and its clients have it.
const (
	maxSockets   = 10
	maxAck       = 20_480 // bytes; from here on an acknowledgement is dropped without a word
	ticketLasts  = 30 * time.Second
	drainTime    = 10 * time.Second // until a socket that was told to go is closed
	socketBuffer = 1024             // frames that may wait for a slow client
)

// sockets are the open connections of Socket Mode. Each payload goes to one of them, in turn.
type sockets struct {
	s        *Server
	upgrader websocket.Upgrader

	mu      sync.Mutex
	tickets map[string]time.Time
	open    []*socket
	made    int
	turn    int
	closed  bool
	wg      sync.WaitGroup // of open
}

// A socket is one connection. One goroutine reads, one writes.
type socket struct {
	id       int
	conn     *websocket.Conn
	out      chan []byte
	done     chan struct{}
	draining bool // it is told to go and gets no more payloads
}

func newSockets(s *Server) *sockets {
	return &sockets{
		s: s, tickets: map[string]time.Time{},
		// Clients send the Origin of the real Slack, or none. The ticket guards this route.
		upgrader: websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }},
	}
}

// ticketURL is an address at which one socket may be opened, once and soon.
func (p *sockets) ticketURL() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	for ticket, made := range p.tickets {
		if now.Sub(made) > ticketLasts {
			delete(p.tickets, ticket)
		}
	}
	ticket := strings.ToLower(rand.Text())
	p.tickets[ticket] = now
	scheme := "ws"
	if p.s.base.Scheme == "https" {
		scheme = "wss"
	}
	return scheme + "://" + p.s.base.Host + p.s.base.Path + "/link/?ticket=" + ticket + "&app_id=" + appID
}

func (p *sockets) redeem(ticket string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	made, ok := p.tickets[ticket]
	delete(p.tickets, ticket)
	return ok && time.Since(made) <= ticketLasts && !p.closed
}

// serve is one connection, from its ticket to its end.
func (p *sockets) serve(w http.ResponseWriter, r *http.Request) {
	if !p.redeem(r.URL.Query().Get("ticket")) {
		http.Error(w, "ticket is unknown, used or old", http.StatusForbidden)
		return
	}
	conn, err := p.upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // Upgrade has answered
	}
	c := p.admit(conn)
	if c == nil {
		// The client may be gone already; it is closed either way.
		_ = conn.WriteMessage(websocket.TextMessage, disconnectFrame("too_many_websockets"))
		_ = conn.Close()
		return
	}
	defer p.wg.Done()
	p.s.journal.add(entry{Kind: "connect", OK: true, Socket: c.id})
	p.s.queue.kick()
	var wg sync.WaitGroup
	wg.Go(func() { p.write(c) })
	p.read(c)
	p.remove(c)
	close(c.done)
	_ = conn.Close() // it is closed already where the client went first
	wg.Wait()
	p.s.journal.add(entry{Kind: "disconnect", OK: true, Socket: c.id})
	p.s.queue.kick()
}

func (p *sockets) admit(conn *websocket.Conn) *socket {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.open) >= maxSockets || p.closed {
		return nil
	}
	p.made++
	p.wg.Add(1)
	c := &socket{id: p.made, conn: conn, out: make(chan []byte, socketBuffer), done: make(chan struct{})}
	p.open = append(p.open, c)
	c.out <- encode(map[string]any{
		"type": "hello", "num_connections": len(p.open), "debug_info": map[string]any{"host": "playground", "build_number": 1, "approximate_connection_time": 18060},
		"connection_info": map[string]any{"app_id": appID},
	})
	return c
}

func (p *sockets) remove(c *socket) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.open = slices.DeleteFunc(p.open, func(o *socket) bool { return o == c })
}

// read takes acknowledgements until the connection ends.
func (p *sockets) read(c *socket) {
	c.conn.SetReadLimit(1 << 20)
	for {
		kind, data, err := c.conn.ReadMessage()
		if err != nil {
			return
		}
		var a struct {
			EnvelopeID string          `json:"envelope_id"`
			Payload    json.RawMessage `json:"payload"`
		}
		if kind != websocket.TextMessage || len(data) >= maxAck || json.Unmarshal(data, &a) != nil {
			continue
		}
		p.s.queue.acknowledge(a.EnvelopeID, a.Payload, c.id)
	}
}

func (p *sockets) write(c *socket) {
	ping := time.NewTicker(p.s.cfg.PingInterval)
	defer ping.Stop()
	for {
		var err error
		select {
		case <-c.done:
			return
		case frame := <-c.out:
			if err = c.conn.SetWriteDeadline(time.Now().Add(10 * time.Second)); err == nil {
				err = c.conn.WriteMessage(websocket.TextMessage, frame)
			}
		case now := <-ping.C:
			err = c.conn.WriteControl(websocket.PingMessage, []byte("Ping from playground"), now.Add(5*time.Second))
		}
		if err != nil {
			_ = c.conn.Close() // ends the reader, which ends the socket
			return
		}
	}
}

// send hands an envelope to one socket; ok is false where none can take it.
func (p *sockets) send(e *envelope) (id int, ok bool) {
	frame := map[string]any{
		"envelope_id": e.id, "type": e.kind, "accepts_response_payload": e.kind != eventEnvelope, "payload": e.payload,
	}
	if e.kind == eventEnvelope {
		frame["retry_attempt"], frame["retry_reason"] = e.attempt, e.reason
	}
	data := encode(frame)
	p.mu.Lock()
	defer p.mu.Unlock()
	for range p.open {
		p.turn++
		c := p.open[p.turn%len(p.open)]
		if c.draining {
			continue
		}
		select {
		case c.out <- data:
			return c.id, true
		default:
		}
	}
	return 0, false
}

func disconnectFrame(reason string) []byte {
	return encode(map[string]any{"type": "disconnect", "reason": reason, "debug_info": map[string]any{"host": "playground"}})
}

// disconnect tells all sockets to go, or with cut ends them without a word. It returns how many there were.
func (p *sockets) disconnect(reason string, cut bool) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.open {
		if cut {
			_ = c.conn.Close()
			continue
		}
		c.draining = c.draining || reason != "warning"
		select {
		case c.out <- disconnectFrame(reason):
		default:
		}
		if c.draining {
			_ = c.conn.SetReadDeadline(time.Now().Add(drainTime))
		}
	}
	return len(p.open)
}

func (p *sockets) count() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.open)
}

// closeAll ends all sockets for good and waits for them.
func (p *sockets) closeAll() {
	p.mu.Lock()
	p.closed = true
	for _, c := range p.open {
		_ = c.conn.Close()
	}
	p.mu.Unlock()
	p.wg.Wait()
}
