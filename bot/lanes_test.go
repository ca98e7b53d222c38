package bot

import (
	"slices"
	"sync"
	"testing"
)

func TestConversationsOfPayloads(t *testing.T) {
	for _, tt := range []struct{ name, payload, want string }{
		{"a message", `{"event":{"type":"message","channel":"C1"}}`, "C1"},
		{"an edit", `{"event":{"type":"message","subtype":"message_changed","channel":"C1","message":{"ts":"1"}}}`, "C1"},
		{"a reaction", `{"event":{"type":"reaction_added","item":{"type":"message","channel":"C1"}}}`, "C1"},
		{"a channel's new name", `{"event":{"type":"channel_rename","channel":{"id":"C1","name":"x"}}}`, "C1"},
		{"a shared file", `{"event":{"type":"file_shared","channel_id":"C1"}}`, "C1"},
		{"a command", `{"command":"/footnote","channel_id":"C1"}`, "C1"},
		{"a button", `{"type":"block_actions","channel":{"id":"C1"},"container":{"channel_id":"C2"}}`, "C1"},
		{"a button in a pane", `{"type":"block_actions","container":{"channel_id":"C1"}}`, "C1"},
		{"a modal", `{"type":"view_submission","view":{}}`, ""},
		{"a home", `{"event":{"type":"app_home_opened","user":"U1"}}`, ""},
		{"something else", `{"event":{"channel":7}}`, ""},
		{"no JSON", `{`, ""},
	} {
		if got := conversationIn([]byte(tt.payload)); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestLanesKeepTheOrderOfAConversation: one conversation that is held up holds up no other, and what was taken is done before
// the lanes end.
func TestLanesKeepTheOrderOfAConversation(t *testing.T) {
	l := openLanes()
	held, free := make(chan struct{}), make(chan struct{})
	l.take(t.Context(), "C-held", func() { <-held })
	var mu sync.Mutex
	done := map[string][]int{}
	for n := range 10 {
		for _, c := range []string{"C-held", "C-free"} {
			l.take(t.Context(), c, func() {
				mu.Lock()
				defer mu.Unlock()
				if done[c] = append(done[c], n); c == "C-free" && n == 9 {
					close(free)
				}
			})
		}
	}
	<-free // while the other is held
	close(held)
	l.close()
	for c, order := range done {
		if len(order) != 10 || !slices.IsSorted(order) {
			t.Errorf("%s: %v", c, order)
		}
	}
	if len(done) != 2 {
		t.Errorf("%v", done)
	}
}
