package door_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/door"
)

// FuzzRequest sends whatever bodies to each way in: what is wrong is refused in words, and nothing is a fault of ours.
//
//fuzz:covers http.go mcp.go ask.go refusal.go openapi.go
func FuzzRequest(f *testing.F) {
	ways := []string{"/v1/summaries", "/v1/answers", "/v1/checks", "/mcp"}
	for _, body := range []string{
		`{"text":"The council met on Monday. The wall costs 4.6 million pounds."}`, `{"text":"The wall costs 4.6 million.","question":"What does it cost?","language":"en"}`,
		`{"source":"https://a.example/x","statements":"It costs 5 million."}`, `{"source":"/etc/passwd","text":"","url":1}`,
		`{"text":"a","style":"brief","engine":"extractive"}`, `[{"a":null}]`,
		`{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"ask","arguments":{"text":"The wall costs 4.6 million.","question":"What does it cost?"}}}`,
		`{"jsonrpc":"2.0","id":"a","method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"a","version":"1"}}}`,
		`{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"read","arguments":{"text":"a b c.","from":9,"whole_text":true}}}`, `{"jsonrpc":"2.0","method":"notifications/cancelled"}`,
	} {
		for i := range ways {
			f.Add(uint8(i), body)
		}
	}
	handler := open(f, func(cfg *door.Config) {
		cfg.Page = func(_ context.Context, link, _ string) (*article.Document, error) {
			return nil, &article.Error{Kind: article.NotFound, URL: link}
		}
	}).Handler(f.Context())
	f.Fuzz(func(t *testing.T, way uint8, body string) {
		if len(body) > 2<<10 {
			return
		}
		path := ways[int(way)%len(ways)]
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, path, strings.NewReader(body))
		r.Header.Set("Authorization", "Bearer "+key)
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Accept", "application/json, text/event-stream")
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if w.Code >= 500 {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
		if path != "/mcp" && !json.Valid(w.Body.Bytes()) {
			t.Errorf("%s: %d %q", path, w.Code, w.Body)
		}
	})
}
