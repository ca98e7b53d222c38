package playground

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A faultKind is a way in which Slack misbehaves.
type faultKind string

const (
	rateLimit  faultKind = "rate_limit"  // 429 with Retry-After; the call is not carried out
	errorFault faultKind = "error"       // an error code, or a 5xx page; the call is not carried out
	dropAnswer faultKind = "drop_answer" // the call is carried out, the connection closed without an answer
	hold       faultKind = "hold"        // the answer waits until it is released
	delay      faultKind = "delay"       // the call waits
	late       faultKind = "late"        // the call is carried out after a while, whether its caller still waits or not
	duplicate  faultKind = "duplicate"   // an event is delivered several times
	reorder    faultKind = "reorder"     // an event changes places with the next
	disconnect faultKind = "disconnect"  // the sockets end, now
)

// A fault is a rule that says what goes wrong, and for which calls or events, as JSON sets it. The first that fits is used.
type fault struct {
	ID         string    `json:"id"`
	Kind       faultKind `json:"kind"`
	Method     string    `json:"method,omitempty"`  // of the calls; "" or * is any; also response_url, files.download
	Caller     string    `json:"caller,omitempty"`  // whose calls: bot (also where empty), any, or a person's name
	Channel    string    `json:"channel,omitempty"` // only calls for this channel's id
	Event      string    `json:"event,omitempty"`   // only events of this kind, as message or app_mention
	Times      int       `json:"times"`             // how often; zero is once, below zero until it is cleared
	After      int       `json:"after,omitempty"`   // so many that fit pass before
	When       string    `json:"when,omitempty"`    // hold, drop_answer: after (also where empty) or before the call is carried out
	Status     int       `json:"status,omitempty"`  // error: a status of HTTP, from 400
	Error      string    `json:"error,omitempty"`   // error: a code of Slack
	RetryAfter int       `json:"retry_after"`       // rate_limit: seconds; below zero leaves the header out
	DelayMS    int       `json:"delay_ms,omitempty"`
	Copies     int       `json:"copies,omitempty"` // duplicate: deliveries in all; zero is two
	Reason     string    `json:"reason,omitempty"` // disconnect
	Cut        bool      `json:"cut,omitempty"`    // disconnect: without a frame
	Used       int       `json:"used"`
}

// A heldCall waits for its release.
type heldCall struct {
	ID      string    `json:"id"`
	Fault   string    `json:"fault"`
	Method  string    `json:"method"`
	Caller  string    `json:"caller"`
	When    string    `json:"when"`
	Since   time.Time `json:"since"`
	release chan struct{}
}

// faults are the rules in force, and the calls that they hold.
type faults struct {
	changes *feed

	mu    sync.Mutex
	made  int
	rules []*fault
	held  []*heldCall
}

// maxFaults bounds the rules.
const maxFaults = 100

func newFaults(changes *feed) *faults { return &faults{changes: changes} }

// add checks and takes a rule.
func (f *faults) add(r fault) (fault, error) {
	known := []faultKind{rateLimit, errorFault, dropAnswer, hold, delay, late, duplicate, reorder, disconnect}
	switch {
	case !slices.Contains(known, r.Kind):
		return r, fmt.Errorf("kind %q: want one of %v", r.Kind, known)
	case !slices.Contains([]string{"", "before", "after"}, r.When):
		return r, fmt.Errorf("when %q: want before or after", r.When)
	case r.Kind == errorFault && r.Error == "" && r.Status == 0:
		return r, errors.New("an error needs error or status")
	case r.Status != 0 && (r.Status < 400 || r.Status > 599):
		return r, fmt.Errorf("status %d: want 400 to 599", r.Status)
	case r.Copies < 0 || r.Copies > 20:
		return r, fmt.Errorf("copies %d: want at most 20", r.Copies)
	}
	if r.Times == 0 {
		r.Times = 1
	}
	if r.Kind == rateLimit && r.RetryAfter == 0 {
		r.RetryAfter = 1
	}
	r.Used = 0
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.rules) >= maxFaults {
		return r, fmt.Errorf("more than %d faults", maxFaults)
	}
	f.made++
	r.ID = "fault" + strconv.Itoa(f.made)
	f.rules = append(f.rules, &r)
	f.changes.publish(change{Kind: "fault"})
	return r, nil
}

// take finds the first rule that fits and counts its use. Rules that are used up stay listed.
func (f *faults) take(fits func(*fault) bool) (fault, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, r := range f.rules {
		if (r.Times > 0 && r.Used >= r.Times) || !fits(r) {
			continue
		}
		if r.After > 0 {
			r.After--
			continue
		}
		r.Used++
		f.changes.publish(change{Kind: "fault"})
		return *r, true
	}
	return fault{}, false
}

// matchCall is the fault that a call meets; nil is none.
func (f *faults) matchCall(method string, t *token, args arguments) *meeting {
	caller, isApp := "", false
	if t != nil {
		caller, isApp = t.person.name, t.person.id == botUserID
	}
	kinds := []faultKind{rateLimit, errorFault, dropAnswer, hold, delay, late}
	r, ok := f.take(func(r *fault) bool {
		whose := r.Caller == "any" || r.Caller == caller || ((r.Caller == "" || r.Caller == "bot") && isApp)
		where := r.Channel == "" || r.Channel == args.str("channel") || r.Channel == args.str("channel_id")
		return slices.Contains(kinds, r.Kind) && (r.Method == "" || r.Method == "*" || r.Method == method) && whose && where
	})
	if !ok {
		return nil
	}
	return &meeting{faults: f, fault: r, method: method, caller: caller}
}

// matchEvent says how often an event is delivered, and whether the next one goes first.
func (f *faults) matchEvent(event string) (copies int, swapped bool) {
	fits := func(kind faultKind) func(*fault) bool {
		return func(r *fault) bool {
			return r.Kind == kind && (r.Event == "" || r.Event == event || strings.HasPrefix(event, r.Event+"/"))
		}
	}
	copies = 1
	if r, ok := f.take(fits(duplicate)); ok {
		copies = max(r.Copies, 2)
	}
	_, swapped = f.take(fits(reorder))
	return copies, swapped
}

// list is all rules and held calls.
func (f *faults) list() ([]fault, []heldCall) {
	f.mu.Lock()
	defer f.mu.Unlock()
	rules, held := []fault{}, []heldCall{}
	for _, r := range f.rules {
		rules = append(rules, *r)
	}
	for _, h := range f.held {
		held = append(held, *h)
	}
	return rules, held
}

// clear removes the rules (one, or all for ""); releasing lets the calls go that they hold.
func (f *faults) clear(id string) {
	f.mu.Lock()
	f.rules = slices.DeleteFunc(f.rules, func(r *fault) bool { return id == "" || r.ID == id })
	f.mu.Unlock()
	f.release(id)
}

// release lets calls go: one by its id, those of a fault, or all for "".
func (f *faults) release(id string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	n := 0
	f.held = slices.DeleteFunc(f.held, func(h *heldCall) bool {
		if id != "" && h.ID != id && h.Fault != id {
			return false
		}
		close(h.release)
		n++
		return true
	})
	f.changes.publish(change{Kind: "fault"})
	return n
}

// A meeting is a fault that a call has met. A nil meeting lets the call pass.
type meeting struct {
	faults *faults
	fault  fault
	method string
	caller string
}

func (m *meeting) kind() string {
	if m == nil {
		return ""
	}
	return string(m.fault.Kind)
}

// before does what comes before the call; false where the call is not to be carried out and all is answered.
func (m *meeting) before(w http.ResponseWriter, r *http.Request) bool {
	if m == nil {
		return true
	}
	switch m.fault.Kind {
	case rateLimit:
		m.limit(w)
		return false
	case errorFault:
		m.fail(w)
		return false
	case delay:
		timer := time.NewTimer(time.Duration(m.fault.DelayMS) * time.Millisecond)
		defer timer.Stop()
		select {
		case <-timer.C:
			return true
		case <-r.Context().Done():
			return false
		}
	case late:
		time.Sleep(time.Duration(m.fault.DelayMS) * time.Millisecond)
	case hold:
		return m.fault.When != "before" || m.wait(r)
	case dropAnswer:
		if m.fault.When == "before" {
			hangUp(w)
			return false
		}
	case duplicate, reorder, disconnect:
	}
	return true
}

// after does what comes between the call and its answer; false where there is to be no answer.
func (m *meeting) after(w http.ResponseWriter, r *http.Request) bool {
	switch {
	case m == nil:
		return true
	case m.fault.Kind == dropAnswer:
		hangUp(w)
		return false
	case m.fault.Kind == hold && m.fault.When != "before":
		return m.wait(r)
	}
	return true
}

func (m *meeting) limit(w http.ResponseWriter) {
	if m.fault.RetryAfter >= 0 {
		w.Header().Set("Retry-After", strconv.Itoa(m.fault.RetryAfter))
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(http.StatusTooManyRequests)
	// An error here means that the client is gone.
	_, _ = io.WriteString(w, `{"ok":false,"error":"ratelimited"}`)
}

func (m *meeting) fail(w http.ResponseWriter) {
	if m.fault.Error != "" {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		if m.fault.Status != 0 {
			w.WriteHeader(m.fault.Status)
		}
		// An error here means that the client is gone.
		_, _ = w.Write(failure(fail(m.fault.Error)))
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(m.fault.Status)
	// As above.
	_, _ = io.WriteString(w, "<!DOCTYPE html><html><body><h1>Server Error</h1></body></html>")
}

// wait holds the call until it is released; false where the client has gone.
func (m *meeting) wait(r *http.Request) bool {
	f := m.faults
	f.mu.Lock()
	f.made++
	h := &heldCall{
		ID: "held" + strconv.Itoa(f.made), Fault: m.fault.ID, Method: m.method, Caller: m.caller, When: m.fault.When, Since: time.Now(),
		release: make(chan struct{}),
	}
	if h.When == "" {
		h.When = "after"
	}
	f.held = append(f.held, h)
	f.changes.publish(change{Kind: "fault"})
	f.mu.Unlock()
	select {
	case <-h.release:
		return r.Context().Err() == nil // who has gone meanwhile has, released or not
	case <-r.Context().Done():
		f.mu.Lock()
		defer f.mu.Unlock()
		f.held = slices.DeleteFunc(f.held, func(o *heldCall) bool { return o == h })
		f.changes.publish(change{Kind: "fault"})
		return false
	}
}

// hangUp closes the connection without an answer.
func hangUp(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		w.WriteHeader(http.StatusBadGateway) // HTTP/2 has nothing to hijack
		return
	}
	_ = conn.Close()
}
