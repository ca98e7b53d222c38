package playground

import (
	"context"
	"slices"
	"sync"
)

// A change says what became different, so that a page can draw that part again.
type change struct {
	Seq     int64  `json:"seq"`
	Kind    string `json:"kind"` // message, ephemeral, status, view, channel, prompts, log, fault
	Channel string `json:"channel,omitempty"`
	TS      string `json:"ts,omitempty"`
	User    string `json:"user,omitempty"` // where only one person sees it
}

// feed numbers changes and keeps the newest, for readers who follow them.
type feed struct {
	mu     sync.Mutex
	seq    int64
	recent []change
	wake   chan struct{} // closed at the next change
}

// keptChanges is how far behind a reader may fall before it has to read the whole state again.
const keptChanges = 1000

func newFeed() *feed { return &feed{wake: make(chan struct{})} }

func (f *feed) publish(c change) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.seq++
	c.Seq = f.seq
	f.recent = append(f.recent, c)
	if len(f.recent) > 2*keptChanges {
		f.recent = append([]change(nil), f.recent[len(f.recent)-keptChanges:]...)
	}
	close(f.wake)
	f.wake = make(chan struct{})
}

func (f *feed) last() int64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.seq
}

// after returns the changes since seq; complete is false where some of them are no longer kept.
func (f *feed) after(seq int64) (changes []change, complete bool, wake <-chan struct{}) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i, c := range f.recent {
		if c.Seq > seq {
			changes = append(changes, f.recent[i:]...)
			break
		}
	}
	return changes, len(f.recent) == 0 || f.recent[0].Seq <= seq+1, f.wake
}

// wait returns when there is a change after seq of one of the kinds (none: of any), or ctx is done.
func (f *feed) wait(ctx context.Context, seq int64, kinds ...string) {
	for {
		changes, complete, wake := f.after(seq)
		if !complete {
			return
		}
		for _, c := range changes {
			if len(kinds) == 0 || slices.Contains(kinds, c.Kind) {
				return
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-wake:
		}
	}
}
