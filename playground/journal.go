package playground

import (
	"encoding/json"
	"fmt"
	"sync"
	"time"
)

// An entry is one thing that happened between the playground and its clients. No entry holds a token.
type entry struct {
	Seq      int64          `json:"seq"`
	Time     time.Time      `json:"time"`
	Kind     string         `json:"kind"` // call, envelope, ack, request, connect, disconnect, gave_up
	Method   string         `json:"method,omitempty"`
	Caller   string         `json:"caller,omitempty"` // the name of who called
	Args     map[string]any `json:"args,omitempty"`
	OK       bool           `json:"ok"`
	Error    string         `json:"error,omitempty"`
	Fault    string         `json:"fault,omitempty"`
	Envelope string         `json:"envelope_id,omitempty"`
	Type     string         `json:"type,omitempty"` // of the envelope
	Event    string         `json:"event,omitempty"`
	EventID  string         `json:"event_id,omitempty"`
	Attempt  int            `json:"attempt,omitempty"`
	Reason   string         `json:"reason,omitempty"`
	Status   int            `json:"status,omitempty"`
	Socket   int            `json:"socket,omitempty"`
	Payload  any            `json:"payload,omitempty"`
}

// keptEntries is how much of the past the journal remembers, and keptPayload how large a payload it shows, in bytes.
const (
	keptEntries = 2000
	keptPayload = 8_000
)

// journal is what happened, for tests and for the page; the oldest entries are forgotten.
type journal struct {
	now     func() time.Time
	changes *feed

	mu      sync.Mutex
	seq     int64
	entries []entry
}

func newJournal(now func() time.Time, changes *feed) *journal {
	return &journal{now: now, changes: changes}
}

func (j *journal) add(e entry) {
	j.mu.Lock()
	j.seq++
	e.Seq, e.Time = j.seq, j.now()
	if raw, ok := e.Payload.(json.RawMessage); ok && len(raw) > keptPayload {
		e.Payload = fmt.Sprintf("%d bytes", len(raw))
	}
	j.entries = append(j.entries, e)
	if len(j.entries) > 2*keptEntries {
		j.entries = append([]entry(nil), j.entries[len(j.entries)-keptEntries:]...)
	}
	j.mu.Unlock()
	j.changes.publish(change{Kind: "log"})
}

func (j *journal) after(seq int64) []entry {
	j.mu.Lock()
	defer j.mu.Unlock()
	out := []entry{}
	for _, e := range j.entries {
		if e.Seq > seq {
			out = append(out, e)
		}
	}
	return out
}
