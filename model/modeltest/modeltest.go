// Package modeltest is a chat server for tests: it speaks OpenAI's protocol over HTTP and says what a script puts into
// its mouth, lies, stalls and broken streams included. It knows nothing itself.
//
// A [Script] decides on each request from what was sent; [Say] and [Sequence] are enough for most tests. [Server] also
// is an http.RoundTripper that needs no network, for tests in a testing/synctest bubble.
package modeltest

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// Request is what the server was asked.
type Request struct {
	N         int // from 1, in order of arrival
	Model     string
	Messages  []Message
	Form      string // json_schema, json_object or text
	Schema    string // name of the JSON schema, where there is one
	MaxTokens int    // from whichever field
	Stream    bool
	Header    http.Header
	Body      map[string]any // all of it
}

// Message is one message of the chat.
type Message struct{ Role, Content string }

// Prompt is all messages, joined by blank lines.
func (r Request) Prompt() string {
	var parts []string
	for _, m := range r.Messages {
		parts = append(parts, m.Content)
	}
	return strings.Join(parts, "\n\n")
}

var numbered = regexp.MustCompile(`(?m)^(\d+)\| (.*)$`)

// Sentences are the numbered sentences ("12| …") that were sent.
func (r Request) Sentences() map[int]string {
	found := map[int]string{}
	for _, m := range numbered.FindAllStringSubmatch(r.Prompt(), -1) {
		n, _ := strconv.Atoi(m[1])
		found[n] = m[2]
	}
	return found
}

// Find is the number of the first sentence sent that holds the words, 0 where none does.
func (r Request) Find(words string) int {
	best := 0
	for n, s := range r.Sentences() {
		if strings.Contains(s, words) && (best == 0 || n < best) {
			best = n
		}
	}
	return best
}

// Reply is what the server does. Its zero value says nothing, and ends properly.
type Reply struct {
	Text      string // streamed in small pieces, whole characters each
	Reasoning string // sent first, in the field reasoning_content
	Finish    string // finish_reason; "" means stop
	Usage     *Usage // nil: none is sent
	Model     string // as the server names it; "" echoes the request's

	Status int         // other than 0 and 200: Body is sent with it, and nothing else
	Header http.Header // of the answer, Retry-After say
	Body   string

	Cut      bool // end after Text, without finish_reason and [DONE]
	Abort    bool // the same, by breaking the connection
	Stall    bool // say nothing more after Text, until the client goes away
	NoStream bool // answer with one JSON document, whatever was asked
	Raw      string

	Pause   time.Duration // before the reply, and before each piece of Text and of what is Forever
	Forever bool          // Text or Raw again and again, until the client goes away
}

// Usage is what the server says that the call took.
type Usage struct{ Prompt, Cached, Completion int }

// Script decides on the reply to a request.
type Script func(Request) Reply

// Say answers every request with the same text.
func Say(text string) Script {
	return func(Request) Reply { return Reply{Text: text} }
}

// Sequence answers the first request with the first reply and so on; the last one goes on for ever.
func Sequence(replies ...Reply) Script {
	return func(r Request) Reply { return replies[min(r.N, len(replies))-1] }
}

// Server is a scripted chat server. It is safe for use by several goroutines.
type Server struct {
	script Script

	mu       sync.Mutex
	requests []Request
	embeds   Embeds
	embedded []string
}

// New makes a server that is no network server: give it to a client as its Transport.
func New(script Script) *Server { return &Server{script: script} }

// Start makes a server on the loopback interface and gives its base URL. It is closed when the test ends.
func Start(tb testing.TB, script Script) (*Server, string) {
	tb.Helper()
	s := New(script)
	ts := httptest.NewServer(s)
	tb.Cleanup(func() {
		ts.CloseClientConnections()
		ts.Close()
	})
	return s, ts.URL + "/v1"
}

// Requests are all requests so far.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Request(nil), s.requests...)
}

// ServeHTTP answers POST …/chat/completions and …/embeddings.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/embeddings") {
		s.serveEmbeddings(w, r)
		return
	}
	if r.Method != http.MethodPost || !strings.HasSuffix(r.URL.Path, "/chat/completions") {
		http.NotFound(w, r)
		return
	}
	req, err := read(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	req.N = len(s.requests) + 1
	s.requests = append(s.requests, req)
	s.mu.Unlock()
	write(w, r, req, s.script(req))
}

func read(r *http.Request) (Request, error) {
	req := Request{Header: r.Header, Form: "text"}
	if err := json.NewDecoder(r.Body).Decode(&req.Body); err != nil {
		return req, err
	}
	req.Model, _ = req.Body["model"].(string)
	req.Stream, _ = req.Body["stream"].(bool)
	messages, _ := req.Body["messages"].([]any)
	for _, m := range messages {
		fields, _ := m.(map[string]any)
		role, _ := fields["role"].(string)
		content, _ := fields["content"].(string)
		req.Messages = append(req.Messages, Message{Role: role, Content: content})
	}
	for _, field := range []string{"max_tokens", "max_completion_tokens"} {
		if n, ok := req.Body[field].(float64); ok {
			req.MaxTokens = int(n)
		}
	}
	if format, ok := req.Body["response_format"].(map[string]any); ok {
		req.Form, _ = format["type"].(string)
		if schema, ok := format["json_schema"].(map[string]any); ok {
			req.Schema, _ = schema["name"].(string)
		}
	}
	return req, nil
}
