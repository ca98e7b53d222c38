package summarize

import (
	"context"
	"slices"
	"sync"
	"time"
)

// Record keeps how often readers were right of controls. It must be safe for use by several goroutines. A reader's name says
// which model it is, where it is asked, and between which languages it reads.
type Record interface {
	// Controls is how many of the last two hundred controls that a reader was given it was right of.
	Controls(ctx context.Context, reader string) (right, given int, err error)
	// AddControls adds a reading of a document at a time; one of the same document counts once an hour.
	AddControls(ctx context.Context, reader, document string, at time.Time, right, given int) error
}

// How far a record goes back and what follows from it.
const (
	recordLength = 200       // controls that count
	recordOnceIn = time.Hour // for a document
	recordKnown  = 40        // controls from which a reader is known
	recordGood   = 0.9       // share of right answers from which a known reader is trusted
	recordRetry  = 20        // one reply in so many is read by a reader that is not, so that it can recover
)

// BadRecord reports whether a reader that was right of so many of the controls that it was given is known not to be trusted.
func BadRecord(right, given int) bool {
	return given >= recordKnown && float64(right) < recordGood*float64(given)
}

// MemoryRecord is a [Record] for one process. Its zero value is empty and ready.
type MemoryRecord struct {
	mu   sync.Mutex
	kept map[string][]recorded
}

type recorded struct {
	document     string
	at           time.Time
	right, given int
}

// Controls is part of [Record].
func (m *MemoryRecord) Controls(_ context.Context, reader string) (right, given int, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, k := range m.kept[reader] {
		right, given = right+k.right, given+k.given
	}
	return right, given, nil
}

// AddControls is part of [Record].
func (m *MemoryRecord) AddControls(_ context.Context, reader, document string, at time.Time, right, given int) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	kept := m.kept[reader]
	for _, k := range kept {
		if k.document == document && at.Sub(k.at) < recordOnceIn {
			return nil
		}
	}
	kept = append(kept, recorded{document, at, right, given})
	total := 0
	for i, k := range slices.Backward(kept) {
		if total += k.given; total > recordLength {
			kept = kept[i+1:]
			break
		}
	}
	if m.kept == nil {
		m.kept = map[string][]recorded{}
	}
	m.kept[reader] = kept
	return nil
}
