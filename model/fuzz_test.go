package model_test

import (
	"context"
	"io"
	"math"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/footnote-bot/footnote/model"
	"github.com/footnote-bot/footnote/model/modeltest"
)

// FuzzStream reads whatever a server calls an answer: what was handed on piece by piece is what is returned.
//
//fuzz:covers stream.go clean.go chat.go error.go
func FuzzStream(f *testing.F) {
	f.Add(`data: {"choices":[{"delta":{"content":"<think>x</think>{}"},"finish_reason":"stop"}]}` + "\n\ndata: [DONE]\n\n")
	f.Add(`{"choices":[{"message":{"content":"hello"}}],"usage":{"prompt_tokens":1}}`)
	f.Add("data: {\"choices\":[{\"delta\":{\"content\":\"```json\\n{}\"}}]}\n\ndata: {\"error\":{\"message\":\"x\"}}\n")
	f.Add("data: {\"choices\":[{\"delta\":{\"content\":[{\"type\":\"text\",\"text\":\"a\"}],\"reasoning\":\"b\"}}]}\n\ndata: {\"choices\":[],\"usage\":{\"prompt_cache_hit_tokens\":1}}\n\ndata: [DONE]\n")
	f.Add("\uFEFF : keep-alive\n\ndata:[DONE]")
	f.Fuzz(func(t *testing.T, raw string) {
		if len(raw) > 2<<10 {
			return
		}
		c := client(t, modeltest.New(func(modeltest.Request) modeltest.Reply { return modeltest.Reply{Raw: " " + raw} }), "m")
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond) // too short to try again
		defer cancel()
		var heard strings.Builder
		req := ask("q")
		req.OnText = func(p string) error { heard.WriteString(p); return nil }
		req.OnRestart = heard.Reset
		resp, err := c.Chat(ctx, req)
		if err == nil && heard.String() != resp.Text {
			t.Errorf("streamed %q, returned %q", heard.String(), resp.Text)
		}
		if err == nil && strings.HasPrefix(resp.Text, "<think>") {
			t.Errorf("reasoning is in the answer: %q", resp.Text)
		}
	})
}

// FuzzEmbeddings reads whatever a server calls vectors: one of length one for each text, or an error.
//
//fuzz:covers embed.go
func FuzzEmbeddings(f *testing.F) {
	f.Add(`{"data":[{"index":0,"embedding":[3,4]},{"index":1,"embedding":[0,1]}]}`)
	f.Add(`{"data":[{"index":1,"embedding":[1e38,1e38]},{"index":0,"embedding":[0,0]}]}`)
	f.Add(`{"data":[{"index":0,"embedding":[1e-44]},{"index":1,"embedding":[2]}]}`)
	f.Add(`{"error":{"message":"no"}}`)
	f.Fuzz(func(t *testing.T, body string) {
		if len(body) > 2<<10 {
			return
		}
		e, err := model.NewEmbedder(model.Config{BaseURL: "http://model.test/v1", Model: "m", Transport: says(body)})
		if err != nil {
			t.Fatal(err)
		}
		vectors, err := e.Embed(t.Context(), []string{"a", "b"})
		if err != nil {
			return
		}
		if len(vectors) != 2 || len(vectors[0]) == 0 || len(vectors[0]) != len(vectors[1]) {
			t.Errorf("%v", vectors)
		}
		for _, v := range vectors {
			sum := 0.0
			for _, x := range v {
				sum += float64(x) * float64(x)
			}
			if math.Abs(sum-1) > 1e-3 && sum != 0 {
				t.Errorf("%v has the length %v", v, math.Sqrt(sum))
			}
		}
	})
}

// says is a server that answers every request with the same body.
type says string

func (s says) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(string(s))),
		ContentLength: int64(len(s)), Request: r,
	}, nil
}
