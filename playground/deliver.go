package playground

import (
	"context"
	"encoding/json"
	"slices"
	"sync"
	"time"
)

// An envelopeKind is one of Socket Mode's.
type envelopeKind string

const (
	eventEnvelope       envelopeKind = "events_api"
	commandEnvelope     envelopeKind = "slash_commands"
	interactionEnvelope envelopeKind = "interactive"
)

// An envelope is something that the app is to hear, until it is acknowledged.
type envelope struct {
	id       string
	kind     envelopeKind
	payload  json.RawMessage
	event    string // its kind, for the journal
	eventID  string
	answered chan ack // of commands and interactions; holds one

	attempt  int       // 0 for the first
	reason   string    // why it is sent again
	due      time.Time // when it is to be sent (again)
	tries    int       // how often it was sent
	last     bool      // it is not sent again
	inFlight bool      // as an HTTP request
}

// An ack is the app's answer to an envelope.
type ack struct {
	ok      bool
	payload json.RawMessage // empty where the app only said yes
	reason  string          // why it is not ok: operation_timeout, dispatch_failed
}

// keptEnvelopes is how many may wait; the oldest is given up for a new one.
const keptEnvelopes = 1000

// queue keeps envelopes until they are acknowledged, and sends them over a socket or, while none is open, as requests.
type queue struct {
	s    *Server
	wake chan struct{}
	wg   sync.WaitGroup // requests under way

	mu      sync.Mutex
	pending []*envelope
	parked  *envelope // waits for the next one to go first
}

func newQueue(s *Server) *queue { return &queue{s: s, wake: make(chan struct{}, 1)} }

// add takes an envelope; faults may double it or change places with the next.
func (q *queue) add(e *envelope) {
	e.id = newEnvelopeID()
	copies, reorder := 1, false
	if e.kind == eventEnvelope {
		copies, reorder = q.s.faults.matchEvent(e.event)
	}
	q.mu.Lock()
	e.due = time.Now()
	added := []*envelope{e}
	for range copies - 1 {
		twin := *e
		twin.id = newEnvelopeID()
		added = append(added, &twin)
	}
	q.pending = append(q.pending, added...)
	switch first := q.parked; {
	case reorder:
		// Without a second one it goes when it would have been sent again.
		wait, _ := q.redelivery(0)
		q.parked, e.due = e, e.due.Add(wait)
	case first != nil:
		q.parked, first.due = nil, e.due
		q.pending = append(slices.DeleteFunc(q.pending, func(o *envelope) bool { return o == first }), first)
	}
	overflow := len(q.pending) - keptEnvelopes
	for range max(overflow, 0) {
		q.giveUp(q.pending[0], "queue_full")
	}
	q.mu.Unlock()
	q.kick()
}

func newEnvelopeID() string { return newClientID() }

// kick makes the queue look again.
func (q *queue) kick() {
	select {
	case q.wake <- struct{}{}:
	default:
	}
}

// redelivery is how long to wait for an acknowledgement after so many tries before this one, and whether to try again then.
func (q *queue) redelivery(tries int) (wait time.Duration, again bool) {
	if tries < len(q.s.cfg.Redelivery) {
		return q.s.cfg.Redelivery[tries], true
	}
	return q.s.cfg.AckTimeout, false
}

// run sends what is due until ctx is done, and waits for the requests that are under way.
func (q *queue) run(ctx context.Context) {
	defer q.wg.Wait()
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		timer.Reset(q.sendDue(ctx, time.Now()))
		select {
		case <-ctx.Done():
			return
		case <-q.wake:
		case <-timer.C:
		}
	}
}

// sendDue sends what is due, and says how long nothing else will be.
func (q *queue) sendDue(ctx context.Context, now time.Time) time.Duration {
	q.mu.Lock()
	defer q.mu.Unlock()
	next := time.Hour
	for _, e := range slices.Clone(q.pending) {
		if e.inFlight || q.expired(e, now) {
			continue
		}
		if !e.due.After(now) {
			q.send(ctx, e, now)
		}
		if wait := e.due.Sub(now); wait > 0 && slices.Contains(q.pending, e) {
			next = min(next, wait)
		}
	}
	return next
}

// expired gives up what was sent often enough. Commands and interactions are sent once.
func (q *queue) expired(e *envelope, now time.Time) bool {
	if e.due.After(now) || e.tries == 0 || (!e.last && e.kind == eventEnvelope) {
		return false
	}
	q.giveUp(e, "not_acknowledged")
	return true
}

func (q *queue) giveUp(e *envelope, reason string) {
	q.drop(e)
	q.s.journal.add(entry{Kind: "gave_up", Type: string(e.kind), Event: e.event, EventID: e.eventID, Envelope: e.id, Attempt: e.attempt, Reason: reason})
}

func (q *queue) drop(e *envelope) {
	q.pending = slices.DeleteFunc(q.pending, func(o *envelope) bool { return o == e })
	if q.parked == e {
		q.parked = nil
	}
}

// send sends over a socket, else as a request; with neither, the envelope waits as it is.
func (q *queue) send(ctx context.Context, e *envelope, now time.Time) {
	if q.parked == e {
		q.parked = nil
	}
	e.attempt = e.tries
	if e.attempt > 0 && e.reason == "" {
		e.reason = "timeout"
	}
	if socket, ok := q.s.sockets.send(e); ok {
		wait, again := q.redelivery(e.tries)
		if e.kind != eventEnvelope {
			wait = q.s.cfg.AckTimeout
		}
		e.tries++
		e.due, e.last = now.Add(wait), !again
		q.journalSent("envelope", e, socket)
		return
	}
	if q.s.cfg.EventsURL == "" {
		return
	}
	e.tries++
	e.inFlight = true
	q.journalSent("request", e, 0)
	q.wg.Go(func() { q.request(ctx, e) })
}

func (q *queue) journalSent(kind string, e *envelope, socket int) {
	q.s.journal.add(entry{
		Kind: kind, OK: true, Type: string(e.kind), Event: e.event, EventID: e.eventID, Envelope: e.id, Attempt: e.attempt, Reason: e.reason, Socket: socket,
		Payload: e.payload,
	})
}

// request sends an envelope as a signed request and takes its answer.
func (q *queue) request(ctx context.Context, e *envelope) {
	result := q.s.post(ctx, e)
	q.mu.Lock()
	e.inFlight = false
	e.reason = result.reason
	switch {
	case result.reason == "":
		q.drop(e)
	case e.kind != eventEnvelope || result.noRetry || e.tries > len(q.s.cfg.Retries):
		q.giveUp(e, result.reason)
	default:
		e.due = time.Now().Add(q.s.cfg.Retries[e.tries-1])
	}
	q.mu.Unlock()
	q.s.journal.add(entry{
		Kind: "ack", OK: result.reason == "", Type: string(e.kind), Event: e.event, EventID: e.eventID, Envelope: e.id, Attempt: e.attempt,
		Reason: result.reason, Status: result.status,
	})
	if e.answered != nil {
		e.answered <- result.ack()
	}
	q.kick()
}

// acknowledge takes an acknowledgement from a socket; unknown ids are ignored.
func (q *queue) acknowledge(id string, payload json.RawMessage, socket int) {
	q.mu.Lock()
	i := slices.IndexFunc(q.pending, func(e *envelope) bool { return e.id == id })
	if i < 0 {
		q.mu.Unlock()
		return
	}
	e := q.pending[i]
	q.drop(e)
	q.mu.Unlock()
	entry := entry{Kind: "ack", OK: true, Type: string(e.kind), Event: e.event, EventID: e.eventID, Envelope: id, Attempt: e.attempt, Socket: socket}
	if len(payload) > 0 {
		entry.Payload = payload
	}
	q.s.journal.add(entry)
	if e.answered != nil {
		select {
		case e.answered <- ack{ok: true, payload: payload}:
		default:
		}
	}
}

// ask sends a command or interaction and waits for its acknowledgement.
func (q *queue) ask(ctx context.Context, kind envelopeKind, name string, payload any) (string, ack) {
	e := &envelope{kind: kind, payload: encode(payload), event: name, answered: make(chan ack, 1)}
	q.add(e)
	timer := time.NewTimer(q.s.cfg.AckTimeout)
	defer timer.Stop()
	select {
	case a := <-e.answered:
		return e.id, a
	case <-timer.C:
	case <-ctx.Done():
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	if slices.Contains(q.pending, e) && !e.inFlight {
		q.giveUp(e, "not_acknowledged")
	}
	return e.id, ack{reason: "operation_timeout"}
}

// waiting is what has not been acknowledged, for the page and for tests.
func (q *queue) waiting() []map[string]any {
	q.mu.Lock()
	defer q.mu.Unlock()
	out := []map[string]any{}
	for _, e := range q.pending {
		out = append(out, map[string]any{"envelope_id": e.id, "type": string(e.kind), "event": e.event, "event_id": e.eventID, "sent": e.tries > 0, "attempt": e.attempt})
	}
	return out
}
