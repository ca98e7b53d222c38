package door_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/door"
	"github.com/footnote-bot/footnote/summarize"
)

const (
	key     = "a-key-of-sixteen-and-more"
	harbour = "The council of Port Ellery voted on Monday to raise the harbour wall by 1.2 metres. The work costs 4.6 million pounds and begins in March."
)

// words are plain words, so that tests need no Slack.
type words struct{}

func (words) Reply(r *summarize.Reply) string {
	var b strings.Builder
	for _, c := range r.Claims {
		for _, cited := range c.Citations {
			fmt.Fprintf(&b, "“%s”\n", cited.Quote())
		}
	}
	return b.String() + string(r.Unanswered)
}

func (words) Check(c *summarize.Check) string {
	var b strings.Builder
	for _, s := range c.Statements {
		fmt.Fprintf(&b, "%s: %s\n", s.Verdict, s.Text)
		for _, cited := range s.Citations {
			fmt.Fprintf(&b, "“%s”\n", cited.Quote())
		}
	}
	return b.String()
}

func (words) Failure(err *article.Error) string { return "not read: " + string(err.Kind) }

func (words) OrdersSummary(question string) (summarize.Style, string, bool) {
	return summarize.Brief, "", question == "What is this about?"
}

// open makes a door; change may change its configuration.
func open(t testing.TB, change func(*door.Config)) *door.Door {
	t.Helper()
	reader, err := article.NewReader(article.Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { reader.Close() })
	engine, err := summarize.New(summarize.Config{})
	if err != nil {
		t.Fatal(err)
	}
	cfg := door.Config{Reader: reader, Engine: engine, Words: words{}, Key: key, Version: "test"}
	if change != nil {
		change(&cfg)
	}
	d, err := door.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// listen serves a door over HTTP.
func listen(t *testing.T, d *door.Door) string {
	t.Helper()
	srv := httptest.NewServer(d.Handler(t.Context()))
	t.Cleanup(srv.Close)
	return srv.URL
}

// bearing adds the key to what a client sends.
type bearing struct{}

func (bearing) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+key)
	return http.DefaultTransport.RoundTrip(r)
}

// ways are clients of a door on every way of MCP.
func ways(t *testing.T, d *door.Door) map[string]*mcp.ClientSession {
	t.Helper()
	toServer, fromClient := io.Pipe()
	toClient, fromServer := io.Pipe()
	done := make(chan error, 1)
	go func() { done <- d.Stdio(context.WithoutCancel(t.Context()), toServer, fromServer) }()
	sessions := map[string]*mcp.ClientSession{}
	for name, transport := range map[string]mcp.Transport{
		"stdio": &mcp.IOTransport{Reader: toClient, Writer: fromClient},
		"http":  &mcp.StreamableClientTransport{Endpoint: listen(t, d) + "/mcp", HTTPClient: &http.Client{Transport: bearing{}}},
	} {
		session, err := mcp.NewClient(&mcp.Implementation{Name: "test"}, nil).Connect(t.Context(), transport, nil)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		sessions[name] = session
	}
	t.Cleanup(func() {
		for _, session := range sessions {
			_ = session.Close() // the pipe may be closed
		}
		_ = fromClient.Close()
		if err := <-done; err != nil {
			t.Errorf("stdio ended with %v", err)
		}
	})
	return sessions
}

// call calls a tool and returns its text and, as a map, its structured content.
func call(t *testing.T, s *mcp.ClientSession, name string, args map[string]any) (text string, structured map[string]any, failed bool) {
	t.Helper()
	result, err := s.CallTool(t.Context(), &mcp.CallToolParams{Name: name, Arguments: args})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if len(result.Content) != 1 {
		t.Fatalf("%s: content %v", name, result.Content)
	}
	structured, _ = result.StructuredContent.(map[string]any)
	if result.IsError && result.StructuredContent != nil {
		t.Errorf("%s: a failure with structured content, which the tool's schema does not have: %v", name, structured)
	}
	return result.Content[0].(*mcp.TextContent).Text, structured, result.IsError
}

func TestToolsQuoteTheSource(t *testing.T) {
	sessions := ways(t, open(t, nil))
	for way, session := range sessions {
		t.Run(way, func(t *testing.T) {
			list, err := session.ListTools(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			var names []string
			for _, tool := range list.Tools {
				names = append(names, tool.Name)
				if tool.OutputSchema == nil || tool.Annotations == nil || !tool.Annotations.ReadOnlyHint {
					t.Errorf("%s is not described: %+v", tool.Name, tool)
				}
			}
			if want := []string{"ask", "check", "read", "summarize"}; !slices.Equal(slices.Sorted(slices.Values(names)), want) {
				t.Errorf("tools %q, want %q", names, want)
			}
			for _, tt := range []struct {
				tool string
				args map[string]any
				text string // that the text holds
			}{
				{"read", nil, "[2] The work costs 4.6 million pounds and begins in March."},
				{"summarize", map[string]any{"style": "brief"}, "“The council of Port Ellery voted"},
				{"ask", map[string]any{"question": "What does the work cost?"}, "“The work costs 4.6 million pounds and begins in March.”"},
				{"ask", map[string]any{"question": "What is this about?"}, "“The council of Port Ellery voted"},
				{"ask", map[string]any{"question": "How many inhabitants does Tokyo have?"}, "no_match"},
				{"check", map[string]any{"statements": "The work costs 46 million pounds."}, "contradicted: The work costs 46 million pounds."},
			} {
				for _, whole := range []bool{false, true} {
					args := map[string]any{"text": harbour, "url": "https://a.example/harbour", "whole_text": whole}
					maps.Copy(args, tt.args)
					text, structured, failed := call(t, session, tt.tool, args)
					if failed || !strings.Contains(text, tt.text) {
						t.Errorf("%s %v: failed %t, %q; want %q", tt.tool, tt.args, failed, text, tt.text)
					}
					quoted(t, structured, whole)
				}
			}
		})
	}
}

// quoted checks that each quote of a result is a range of bytes of its text, which is there where it was wanted.
func quoted(t *testing.T, structured map[string]any, whole bool) {
	t.Helper()
	want := ""
	if whole {
		want = harbour
	}
	quotes := 0
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, item := range v {
				walk(item)
			}
		case map[string]any:
			if text, ok := v["text"].(string); ok && v["final_url"] != nil && text != want {
				t.Errorf("the document's text is %q, want %q", text, want)
			}
			if quote, ok := v["quote"].(string); ok {
				quotes++
				if start, end := int(v["start"].(float64)), int(v["end"].(float64)); harbour[start:end] != quote {
					t.Errorf("quote %q is not bytes %d to %d", quote, start, end)
				}
			}
			for _, item := range v {
				walk(item)
			}
		}
	}
	walk(structured)
	if quotes == 0 && structured["unanswered"] == "" {
		t.Errorf("nothing is quoted: %v", structured)
	}
}

// TestInputThatEndsIsAnswered: whoever writes all that they ask and leaves still hears the answers, also where the last line has
// no end, so that its answer may be there before the line is known to be one.
func TestInputThatEndsIsAnswered(t *testing.T) {
	for _, first := range []string{"input ends", "answer comes"} {
		t.Run(first, func(t *testing.T) {
			begun, ended := make(chan struct{}), make(chan struct{})
			d := open(t, func(cfg *door.Config) {
				cfg.Page = func(ctx context.Context, _, _ string) (*article.Document, error) {
					close(begun)
					<-ended
					read, err := cfg.Reader.ReadSource(ctx, article.Source{Data: []byte(harbour)})
					return read.Document, err
				}
			})
			in, client := io.Pipe()
			out := answers{told: make(chan struct{})}
			go func() {
				_, _ = io.WriteString(client, `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"x","version":"1"}}}
{"jsonrpc":"2.0","method":"notifications/initialized"}
{"jsonrpc":"2.0","id":"two","method":"tools/call","params":{"name":"read","arguments":{"source":"https://a.example/"}}}`)
				<-begun
				if first == "answer comes" {
					close(ended)
					<-out.told
					_ = client.Close()
					return
				}
				_ = client.Close()
				close(ended)
			}()
			if err := d.Stdio(t.Context(), in, &out); err != nil {
				t.Fatal(err)
			}
			if got := out.String(); strings.Count(got, "\n") != 2 || !strings.Contains(got, `"id":"two"`) || !strings.Contains(got, "4.6 million pounds and begins in March") {
				t.Errorf("the answers are %s", got)
			}
		})
	}
}

// answers is an output that tells of the answer to "two".
type answers struct {
	strings.Builder
	told chan struct{}
}

func (a *answers) Write(p []byte) (int, error) {
	if strings.Contains(string(p), `"id":"two"`) {
		defer close(a.told)
	}
	return a.Builder.Write(p)
}

func TestLongTextsAreReadInParts(t *testing.T) {
	var long strings.Builder
	for n := range 900 {
		fmt.Fprintf(&long, "The lock keeper opened gate number %d at dawn and wrote it into the book of the canal.\n\n", n)
	}
	session := ways(t, open(t, nil))["http"]
	parts := 0
	for from := 1.0; ; {
		text, part, failed := call(t, session, "read", map[string]any{"text": long.String(), "from": from})
		if failed {
			t.Fatal(text)
		}
		parts++
		passages := part["passages"].([]any)
		first := passages[0].(map[string]any)
		if first["number"] != from || !strings.Contains(text, fmt.Sprintf("[%v] The lock keeper opened gate number %v at dawn", from, from-1)) || len(text) > 30_000 {
			t.Errorf("from %v: %d bytes, passage %v", from, len(text), first)
		}
		next := part["next"].(float64)
		if next == 0 {
			if last := passages[len(passages)-1].(map[string]any); last["number"] != 900.0 {
				t.Errorf("the end is %v", last)
			}
			break
		}
		if next != from+float64(len(passages)) || !strings.Contains(text, fmt.Sprintf("go on with from: %v", next)) {
			t.Fatalf("from %v, %d passages, then %v", from, len(passages), next)
		}
		from = next
	}
	if parts < 3 {
		t.Errorf("%d parts", parts)
	}
	if text, _, failed := call(t, session, "read", map[string]any{"text": long.String(), "from": 901}); !failed || !strings.Contains(text, "900 passages") {
		t.Errorf("beyond the end: %q", text)
	}
}

func TestSources(t *testing.T) {
	dir := t.TempDir()
	name, plain := filepath.Join(dir, "harbour.md"), filepath.Join(dir, "ferry.txt")
	for file, text := range map[string]string{name: harbour, plain: "The ferry to Brannoc sails at noon and costs nine pounds."} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	inside := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(inside.Close)
	open := func(files bool) map[string]*mcp.ClientSession {
		return ways(t, open(t, func(cfg *door.Config) {
			if files {
				cfg.File = func(name string) (article.Source, error) {
					data, err := os.ReadFile(name)
					return article.Source{Name: filepath.Base(name), Data: data}, err
				}
			}
		}))
	}
	with, without := open(true)["stdio"], open(false)["http"]
	if text, _, _ := call(t, with, "read", map[string]any{"source": plain}); !strings.HasPrefix(text, "ferry.txt\n") {
		t.Errorf("a file without a title is called %q", text)
	}
	tests := []struct {
		name    string
		session *mcp.ClientSession
		args    map[string]any
		kind    string // of the failure; "" for none
	}{
		{"a file of this machine", with, map[string]any{"source": name}, ""},
		{"a file by its address", with, map[string]any{"source": "file://" + name}, ""},
		{"a file that is not there", with, map[string]any{"source": name + ".old"}, "not_found"},
		{"a folder", with, map[string]any{"source": filepath.Dir(name)}, "unreachable"},
		{"a file from afar", without, map[string]any{"source": name}, "bad_value"},
		{"a file's address from afar", without, map[string]any{"source": "file://" + name}, "bad_value"},
		{"an internal address", without, map[string]any{"source": inside.URL}, "blocked_address"},
		{"the cloud's own address", without, map[string]any{"source": "http://169.254.169.254/latest/meta-data/"}, "blocked_address"},
		{"an internal address, here", with, map[string]any{"source": strings.ToUpper(inside.URL[:4]) + inside.URL[4:]}, "blocked_address"},
		{"neither source nor text", without, map[string]any{}, "bad_request"},
		{"both", without, map[string]any{"source": "https://a.example", "text": harbour}, "bad_request"},
		{"a link from elsewhere", without, map[string]any{"source": "https://a.example", "url": "https://b.example"}, "bad_request"},
		{"a text with nothing in it", without, map[string]any{"text": " \n "}, "empty"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, tool := range []string{"read", "summarize"} {
				text, _, failed := call(t, tt.session, tool, tt.args)
				if failed != (tt.kind != "") || tt.kind != "" && (!strings.HasSuffix(text, " ("+tt.kind+")") || strings.HasPrefix(text, " (")) {
					t.Errorf("%s: failed %t, %q; want %q", tool, failed, text, tt.kind)
				}
			}
		})
	}
}

func TestToolsRefuseWrongArguments(t *testing.T) {
	for way, session := range ways(t, open(t, nil)) {
		for _, tt := range []struct {
			tool string
			args map[string]any
		}{
			{"ask", map[string]any{"text": harbour}},
			{"ask", map[string]any{"text": harbour, "question": " "}},
			{"ask", map[string]any{"text": harbour, "question": 3}},
			{"check", map[string]any{"text": harbour}},
			{"check", map[string]any{"text": harbour, "statements": "…"}},
			{"summarize", map[string]any{"text": harbour, "style": "funny"}},
			{"summarize", map[string]any{"text": harbour, "language": "no language"}},
			{"summarize", map[string]any{"text": harbour, "engine": "oracle"}},
			{"summarize", map[string]any{"text": harbour, "file": "x"}},
			{"read", map[string]any{"text": harbour, "from": 0}},
		} {
			if text, _, failed := call(t, session, tt.tool, tt.args); !failed || text == "" {
				t.Errorf("%s: %s %v: %q", way, tt.tool, tt.args, text)
			}
		}
	}
}

// post asks over HTTP and returns the status and the body.
func post(t *testing.T, url, key, body string) (int, map[string]any) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	if key != "" {
		req.Header.Set("Authorization", key)
	}
	return send(t, req)
}

func send(t *testing.T, req *http.Request) (int, map[string]any) {
	t.Helper()
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var answer map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		t.Fatalf("%s %s: %v", req.Method, req.URL, err)
	}
	if kind := resp.Header.Get("Content-Type"); kind != "application/json" {
		t.Errorf("%s %s: Content-Type %q", req.Method, req.URL, kind)
	}
	return resp.StatusCode, answer
}

func TestOnlyTheKeyOpens(t *testing.T) {
	url := listen(t, open(t, nil))
	keyless := listen(t, open(t, func(cfg *door.Config) { cfg.Key = "" }))
	tests := []struct {
		name, url, key string
		want           int
	}{
		{"the key", url, "Bearer " + key, http.StatusOK},
		{"the key, in small letters", url, "bearer " + key, http.StatusOK},
		{"no key", url, "", http.StatusUnauthorized},
		{"an empty key", url, "Bearer ", http.StatusUnauthorized},
		{"another key", url, "Bearer a-key-of-sixteen-and-less", http.StatusUnauthorized},
		{"its beginning", url, "Bearer " + key[:10], http.StatusUnauthorized},
		{"more than it", url, "Bearer " + key + "x", http.StatusUnauthorized},
		{"another scheme", url, "Basic " + key, http.StatusUnauthorized},
		{"none is set", keyless, "Bearer ", http.StatusUnauthorized},
		{"none is set, none is sent", keyless, "", http.StatusUnauthorized},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			body := fmt.Sprintf(`{"text":%q}`, harbour)
			if got, answer := post(t, tt.url+"/v1/summaries", tt.key, body); got != tt.want {
				t.Errorf("/v1: %d, want %d: %v", got, tt.want, answer)
			}
			hello := `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"x","version":"1"}}}`
			req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, tt.url+"/mcp", strings.NewReader(hello))
			if err != nil {
				t.Fatal(err)
			}
			req.Host = "footnote.example.com" // as a proxy on this machine sends it on
			req.Header = http.Header{"Content-Type": {"application/json"}, "Accept": {"application/json, text/event-stream"}, "Authorization": {tt.key}}
			if got, answer := send(t, req); got != tt.want {
				t.Errorf("/mcp: %d, want %d: %v", got, tt.want, answer)
			}
		})
	}
}

func TestRequestsOverHTTP(t *testing.T) {
	url := listen(t, open(t, nil))
	tests := []struct {
		name, method, path, kind, body string
		want                           int
		fault                          string // kind of the error
	}{
		{"a summary", "POST", "summaries", "application/json", fmt.Sprintf(`{"text":%q,"style":"brief"}`, harbour), 200, ""},
		{"an answer", "POST", "answers", "application/json; charset=utf-8", fmt.Sprintf(`{"text":%q,"question":"What does the work cost?"}`, harbour), 200, ""},
		{"a check", "POST", "checks", "application/json", fmt.Sprintf(`{"text":%q,"statements":"The work costs 46 million pounds."}`, harbour), 200, ""},
		{"no JSON", "POST", "summaries", "application/json", `{"text":`, 400, "bad_request"},
		{"JSON twice", "POST", "summaries", "application/json", `{"text":"a b c"}{}`, 400, "bad_request"},
		{"a list", "POST", "summaries", "application/json", `[]`, 400, "bad_request"},
		{"a null", "POST", "summaries", "application/json", fmt.Sprintf(`{"text":%q,"style":null}`, harbour), 400, "bad_request"},
		{"neither source nor text", "POST", "summaries", "application/json", `{}`, 400, "bad_request"},
		{"both", "POST", "summaries", "application/json", `{"source":"https://a.example","text":"x"}`, 400, "bad_request"},
		{"an unknown key", "POST", "summaries", "application/json", `{"text":"x","lang":"en"}`, 400, "bad_request"},
		{"an unknown style", "POST", "summaries", "application/json", `{"text":"x","style":"funny"}`, 400, "bad_request"},
		{"a file", "POST", "summaries", "application/json", `{"source":"/etc/passwd"}`, 400, "bad_request"},
		{"no question", "POST", "answers", "application/json", `{"text":"x"}`, 400, "bad_request"},
		{"an unknown language", "POST", "summaries", "application/json", `{"text":"x","language":"klingonese"}`, 422, "bad_value"},
		{"no statement", "POST", "checks", "application/json", `{"text":"One two three.","statements":"…"}`, 422, "bad_value"},
		{"an internal address", "POST", "summaries", "application/json", `{"source":"http://127.0.0.1:1/"}`, 422, "blocked_address"},
		{"a form", "POST", "summaries", "application/x-www-form-urlencoded", `text=x`, 415, "not_json"},
		{"too much", "POST", "summaries", "application/json", fmt.Sprintf(`{"text":%q}`, strings.Repeat("wave ", 1_300_000)), 413, "too_large"},
		{"another method", "GET", "summaries", "application/json", ``, 405, "method_not_allowed"},
		{"another path", "POST", "poems", "application/json", `{}`, 404, "no_such_path"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			req, err := http.NewRequestWithContext(t.Context(), tt.method, url+"/v1/"+tt.path, strings.NewReader(tt.body))
			if err != nil {
				t.Fatal(err)
			}
			req.Header = http.Header{"Content-Type": {tt.kind}, "Authorization": {"Bearer " + key}}
			status, answer := send(t, req)
			told, _ := answer["error"].(map[string]any)
			kind, _ := told["kind"].(string)
			if status != tt.want || kind != tt.fault {
				t.Errorf("%d %q, want %d %q: %v", status, kind, tt.want, tt.fault, answer)
			}
			if status == http.StatusOK {
				quoted(t, answer, true)
			}
		})
	}
}

func TestTurns(t *testing.T) {
	gate := make(chan struct{})
	begun := make(chan struct{}, 9)
	d := open(t, func(cfg *door.Config) {
		cfg.AtOnce, cfg.Waiting = 1, 1
		cfg.Page = func(ctx context.Context, _, _ string) (*article.Document, error) {
			begun <- struct{}{}
			select {
			case <-gate:
			case <-ctx.Done():
				return nil, context.Cause(ctx)
			}
			read, err := cfg.Reader.ReadSource(ctx, article.Source{Data: []byte(harbour)})
			return read.Document, err
		}
	})
	url := listen(t, d)
	answers := make(chan int, 9)
	ask := func() {
		status, _ := post(t, url+"/v1/summaries", "Bearer "+key, `{"source":"https://a.example/"}`)
		answers <- status
	}
	for range 3 { // one is at work, one waits, one is refused
		go ask()
	}
	if got := <-answers; got != http.StatusTooManyRequests {
		t.Fatalf("the first answer is %d", got)
	}
	close(gate)
	if a, b := <-answers, <-answers; a != http.StatusOK || b != http.StatusOK {
		t.Errorf("the others got %d and %d", a, b)
	}
	if n := len(begun); n != 2 {
		t.Errorf("%d were read", n)
	}
}

func TestRequestsEnd(t *testing.T) {
	stop, cancel := context.WithCancel(t.Context())
	for _, tt := range []struct {
		name string
		time time.Duration
		end  func()
		want int
	}{
		{"what takes too long", 20 * time.Millisecond, func() {}, http.StatusGatewayTimeout},
		{"what is at work when the program stops", 0, cancel, http.StatusServiceUnavailable},
	} {
		d := open(t, func(cfg *door.Config) {
			cfg.Time = tt.time
			cfg.Page = func(ctx context.Context, _, _ string) (*article.Document, error) {
				tt.end()
				<-ctx.Done()
				return nil, context.Cause(ctx)
			}
		})
		srv := httptest.NewServer(d.Handler(stop))
		if got, answer := post(t, srv.URL+"/v1/summaries", "Bearer "+key, `{"source":"https://a.example/"}`); got != tt.want {
			t.Errorf("%s: %d, want %d: %v", tt.name, got, tt.want, answer)
		}
		srv.Close()
	}
}
