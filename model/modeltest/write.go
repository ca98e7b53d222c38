package modeltest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"time"
)

func write(w http.ResponseWriter, r *http.Request, req Request, reply Reply) {
	maps.Copy(w.Header(), reply.Header)
	ctx := r.Context()
	if !pause(ctx, reply) {
		return
	}
	switch {
	case reply.Status != 0 && reply.Status != http.StatusOK:
		w.WriteHeader(reply.Status)
		fmt.Fprint(w, reply.Body)
		return
	case reply.Raw != "":
		forever(ctx, reply, func() error {
			_, err := io.WriteString(w, reply.Raw)
			flush(w)
			return err
		})
		return
	case reply.NoStream || !req.Stream:
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, document(req, reply))
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	if reply.Reasoning != "" {
		event(w, req, reply, map[string]any{"reasoning_content": reply.Reasoning}, nil)
	}
	forever(ctx, reply, func() error {
		for _, piece := range pieces(reply.Text) {
			if !pause(ctx, reply) {
				return ctx.Err()
			}
			event(w, req, reply, map[string]any{"content": piece}, nil)
		}
		return nil
	})
	if ctx.Err() == nil {
		end(ctx, w, req, reply)
	}
}

// forever says something once, or again and again until the client has gone away.
func forever(ctx context.Context, reply Reply, say func() error) {
	for say() == nil && reply.Forever && pause(ctx, reply) {
	}
}

// pause waits as long as the reply wants; false where the client has gone away.
func pause(ctx context.Context, reply Reply) bool {
	if reply.Pause <= 0 {
		return ctx.Err() == nil
	}
	select {
	case <-time.After(reply.Pause):
		return true
	case <-ctx.Done():
		return false
	}
}

func end(ctx context.Context, w http.ResponseWriter, req Request, reply Reply) {
	switch {
	case reply.Abort:
		panic(http.ErrAbortHandler)
	case reply.Stall:
		flush(w)
		<-ctx.Done()
		return
	case reply.Cut:
		return
	}
	event(w, req, reply, map[string]any{}, finish(reply))
	if reply.Usage != nil {
		send(w, map[string]any{"model": model(req, reply), "choices": []any{}, "usage": usage(reply.Usage)})
	}
	fmt.Fprint(w, "data: [DONE]\n\n")
	flush(w)
}

func event(w http.ResponseWriter, req Request, reply Reply, delta map[string]any, finish any) {
	send(w, map[string]any{
		"object": "chat.completion.chunk", "model": model(req, reply),
		"choices": []any{map[string]any{"index": 0, "delta": delta, "finish_reason": finish}},
	})
}

func send(w http.ResponseWriter, v any) {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // only values made here
	}
	fmt.Fprintf(w, "data: %s\n\n", data)
	flush(w)
}

func flush(w http.ResponseWriter) {
	if f, ok := w.(http.Flusher); ok {
		f.Flush()
	}
}

func document(req Request, reply Reply) string {
	doc := map[string]any{
		"object": "chat.completion", "model": model(req, reply),
		"choices": []any{map[string]any{
			"index": 0, "message": map[string]any{"role": "assistant", "content": reply.Text}, "finish_reason": finish(reply),
		}},
	}
	if reply.Usage != nil {
		doc["usage"] = usage(reply.Usage)
	}
	data, err := json.MarshalIndent(doc, "", "  ")
	if err != nil {
		panic(err) // only values made here
	}
	return string(data)
}

func model(req Request, reply Reply) string {
	if reply.Model != "" {
		return reply.Model
	}
	return req.Model
}

func finish(reply Reply) string {
	if reply.Finish != "" {
		return reply.Finish
	}
	return "stop"
}

func usage(u *Usage) map[string]any {
	return map[string]any{
		"prompt_tokens": u.Prompt, "completion_tokens": u.Completion, "total_tokens": u.Prompt + u.Completion,
		"prompt_tokens_details": map[string]any{"cached_tokens": u.Cached},
	}
}

// pieces cuts a text as models stream it, seven characters at a time.
func pieces(text string) []string {
	var out []string
	runes := []rune(text)
	for len(runes) > 0 {
		n := min(7, len(runes))
		out = append(out, string(runes[:n]))
		runes = runes[n:]
	}
	return out
}

// RoundTrip serves a request in this process, without a network.
func (s *Server) RoundTrip(r *http.Request) (*http.Response, error) {
	pr, pw := io.Pipe()
	w := &pipeWriter{header: http.Header{}, body: pw, ready: make(chan struct{})}
	ctx, cancel := context.WithCancel(r.Context())
	go func() {
		defer cancel()
		defer func() {
			w.start(http.StatusOK)
			if v := recover(); v != nil {
				if err, ok := v.(error); !ok || !errors.Is(err, http.ErrAbortHandler) {
					panic(v)
				}
				_ = pw.CloseWithError(io.ErrUnexpectedEOF) // the handler aborted
				return
			}
			_ = pw.Close()
		}()
		s.ServeHTTP(w, r.WithContext(ctx))
	}()
	select {
	case <-w.ready:
	case <-r.Context().Done():
		_ = pr.CloseWithError(r.Context().Err())
		return nil, r.Context().Err()
	}
	stop := context.AfterFunc(r.Context(), func() { _ = pw.CloseWithError(r.Context().Err()) })
	return &http.Response{
		StatusCode: w.status, Status: fmt.Sprintf("%d %s", w.status, http.StatusText(w.status)),
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: w.header, Request: r,
		Body: &pipeBody{PipeReader: pr, close: func() { stop(); cancel() }},
	}, nil
}

type pipeBody struct {
	*io.PipeReader
	close func()
}

func (b *pipeBody) Close() error {
	b.close()
	return b.PipeReader.Close()
}

type pipeWriter struct {
	header http.Header
	body   *io.PipeWriter
	status int
	ready  chan struct{}
}

func (w *pipeWriter) Header() http.Header { return w.header }

func (w *pipeWriter) WriteHeader(status int) { w.start(status) }

func (w *pipeWriter) Write(p []byte) (int, error) {
	w.start(http.StatusOK)
	return w.body.Write(p)
}

// Flush sends the header, as a network server does.
func (w *pipeWriter) Flush() { w.start(http.StatusOK) }

func (w *pipeWriter) start(status int) {
	if w.status == 0 {
		w.status = status
		close(w.ready)
	}
}
