package playground_test

import (
	"bufio"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/internal/testneed"
	"github.com/footnote-bot/footnote/playground"
)

// TestBolt runs apps on the vendor's own two frameworks, as their guides write them, against this Slack: they connect, hear a
// mention, answer, and open a modal for who pressed. FOOTNOTE_TEST_BOLT is a folder with js/node_modules and a Python
// environment py (CONTRIBUTING.md says how it is made).
func TestBolt(t *testing.T) {
	dir := testneed.Env(t, "FOOTNOTE_TEST_BOLT")
	tests := []struct {
		name    string
		command []string
	}{
		{"JavaScript", []string{"node", filepath.Join("testdata", "bolt", "app.js")}},
		{"Python", []string{filepath.Join(dir, "py", "bin", "python"), filepath.Join("testdata", "bolt", "app.py")}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := open(t, playground.Config{})
			h.runApp(dir, tt.command)
			ts := h.say(h.ann, "C0GENERAL1", "@Footnote hello")
			var reply slack.Message
			eventually(t, "an answer to the mention", func() bool {
				messages, _, _, err := h.ann.GetConversationReplies(&slack.GetConversationRepliesParameters{ChannelID: "C0GENERAL1", Timestamp: ts})
				if err != nil {
					t.Fatal(err)
				}
				reply = messages[len(messages)-1]
				return reply.Text == "heard in "+tt.name
			})
			h.control(http.MethodPost, "action", map[string]any{"user": "ann", "channel": "C0GENERAL1", "ts": reply.Timestamp, "action_id": "open"})
			eventually(t, "a modal", func() bool {
				views, err := json.Marshal(h.control(http.MethodGet, "state", nil)["views"])
				return err == nil && strings.Contains(string(views), "opened in "+tt.name)
			})
		})
	}
}

// runApp starts an app and waits until it is connected.
func (h *house) runApp(dir string, command []string) {
	h.t.Helper()
	cmd := exec.CommandContext(h.t.Context(), command[0], command[1:]...)
	cmd.Env = append(os.Environ(), "BOLT_JS="+filepath.Join(dir, "js"), "SLACK_API_URL="+h.server.APIURL(),
		"SLACK_BOT_TOKEN="+h.server.BotToken(), "SLACK_APP_TOKEN="+h.server.AppToken())
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		h.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() {
		_ = cmd.Process.Kill() // it may be gone
		_ = cmd.Wait()
	})
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if lines.Text() == "ready" {
			return
		}
	}
	h.t.Fatalf("%v ended before it was ready", command)
}

// eventually polls until something is so.
func eventually(t *testing.T, what string, so func() bool) {
	t.Helper()
	deadline := time.NewTimer(30 * time.Second)
	defer deadline.Stop()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for !so() {
		select {
		case <-deadline.C:
			t.Fatalf("waited in vain for %s", what)
		case <-tick.C:
		}
	}
}
