package e2e

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestHome: who opens the app sees what it is, where texts go, what they used and what is stored; an admin the workspace's use too.
func TestHome(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.serve("OPENAI_BASE_URL=http://127.0.0.1:9/v1", "OPENAI_MODEL=test")
	home := func(who, user, words string) (view string) {
		t.Helper()
		h.post("home", map[string]any{"user": who, "tab": "home"})
		h.until("the home of "+who, func() bool {
			var s struct {
				Views map[string]struct{ Home json.RawMessage }
			}
			h.get("state", &s)
			view = string(s.Views[user].Home)
			return strings.Contains(view, words)
		})
		return view
	}
	view := home("ann", ann, "127.0.0.1:9 (test)")
	for _, want := range []string{"word for word", "You: today 0 replies", "at most 40 replies a day", "The workspace: today", "it has not been tested yet", "Stored of you"} {
		if !strings.Contains(view, want) {
			t.Errorf("%q does not stand in Ann's home:\n%s", want, view)
		}
	}
	if view = home("bob", bob, "127.0.0.1:9"); strings.Contains(view, "整个工作区") || !strings.Contains(view, "我存有") {
		t.Errorf("Bob, no admin, sees\n%s", view)
	}
}
