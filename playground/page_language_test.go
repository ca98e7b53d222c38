package playground_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/playground"
)

// TestPageSpeaksTheViewersLanguage: Bob's is Chinese.
func TestPageSpeaksTheViewersLanguage(t *testing.T) {
	h := open(t, playground.Config{})
	for who, want := range map[string][]string{
		"ann": {`<html lang="en">`, "Give Footnote something to read", "Message #general"},
		"bob": {`<html lang="zh">`, "给 Footnote 一点东西读", "发消息到 #general"},
	} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, h.server.URL()+"?as="+who, http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		page := string(fetch(t, r).body)
		for _, words := range want {
			if !strings.Contains(page, words) {
				t.Errorf("%s's page lacks %q", who, words)
			}
		}
	}
}
