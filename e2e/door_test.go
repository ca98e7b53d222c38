package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/footnote-bot/footnote/internal/testneed"
)

const apiKey = "e2e-key-of-the-door"

var readyAt = regexp.MustCompile(`msg=ready addr=(\S+)`)

// door serves the bot with a key, and returns where other programs may ask.
func (h *house) door(more ...string) string {
	h.t.Helper()
	bot := h.serve(append(more, "FOOTNOTE_API_KEY="+apiKey)...)
	at := readyAt.FindStringSubmatch(bot.output())
	if at == nil {
		h.t.Fatalf("no address in\n%s", bot.output())
	}
	return "http://" + at[1]
}

// TestOtherPrograms: who bears the key asks about the page that people share, over HTTP and by MCP; a quote is what the page says,
// and what is spent is the workspace's.
func TestOtherPrograms(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	url := h.door("FOOTNOTE_PERSON_DAY=3")
	page := h.url + "/read/living-wall.html"
	ask := func(path, body string) (int, map[string]any) {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+apiKey)
		req.Header.Set("Content-Type", "application/json")
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		var answer map[string]any
		if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
			t.Fatal(err)
		}
		return resp.StatusCode, answer
	}
	status, answer := ask("/v1/summaries", fmt.Sprintf(`{"source":%q,"style":"brief"}`, page))
	if status != http.StatusOK {
		t.Fatalf("%d %v", status, answer)
	}
	text := answer["documents"].([]any)[0].(map[string]any)["text"].(string)
	cited := answer["claims"].([]any)[0].(map[string]any)["citations"].([]any)[0].(map[string]any)
	if quote := text[int(cited["start"].(float64)):int(cited["end"].(float64))]; quote != cited["quote"] || !strings.HasPrefix(cited["link"].(string), page) {
		t.Errorf("%q is cited as %v", quote, cited)
	}
	mine := filepath.Join(t.TempDir(), "harbour.txt")
	if err := os.WriteFile(mine, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, way := range []struct {
		source    string
		transport mcp.Transport
	}{
		{page, &mcp.StreamableClientTransport{Endpoint: url + "/mcp", HTTPClient: &http.Client{Transport: bearing{}}}},
		{mine, &mcp.CommandTransport{Command: exec.CommandContext(t.Context(), binary, "mcp")}},
	} {
		session, err := mcp.NewClient(&mcp.Implementation{Name: "e2e"}, nil).Connect(t.Context(), way.transport, nil)
		if err != nil {
			t.Fatal(err)
		}
		for name, more := range map[string]string{"read": "", "ask": "How much does the wall cost?", "check": text[:200]} {
			args := map[string]any{"source": way.source}
			if more != "" {
				args[map[string]string{"ask": "question", "check": "statements"}[name]] = more
			}
			result, err := session.CallTool(t.Context(), &mcp.CallToolParams{Name: name, Arguments: args})
			if err != nil || result.IsError {
				t.Errorf("%s %s: %v, %+v", name, way.source, err, result)
			}
		}
		if err := session.Close(); err != nil {
			t.Errorf("end of %s: %v", way.source, err)
		}
	}
	if status, answer := ask("/v1/answers", fmt.Sprintf(`{"source":%q,"question":"When?"}`, page)); status != http.StatusTooManyRequests {
		t.Errorf("a fourth reply of three: %d %v", status, answer)
	}
}

// bearing adds the key to what a client sends.
type bearing struct{}

func (bearing) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+apiKey)
	return http.DefaultTransport.RoundTrip(r)
}

// TestVendorsClient has the vendor's own client for Python ask on both ways. FOOTNOTE_TEST_MCP is a Python environment with mcp and
// schemathesis (CONTRIBUTING.md says how it is made).
func TestVendorsClient(t *testing.T) {
	t.Parallel()
	dir := testneed.Env(t, "FOOTNOTE_TEST_MCP")
	url := newHouse(t).door()
	for _, way := range [][]string{{"stdio", binary}, {"http", url + "/mcp", apiKey}} {
		cmd := exec.CommandContext(t.Context(), filepath.Join(dir, "bin", "python"), append([]string{filepath.Join("testdata", "mcp_client.py")}, way...)...)
		cmd.Env = append(os.Environ(), "OPENAI_API_KEY=", "OPENAI_BASE_URL=")
		out, err := cmd.CombinedOutput()
		if err != nil || !strings.Contains(string(out), "all tools quote the source") {
			t.Errorf("%s: %v\n%s", way[0], err, out)
		}
	}
}

// TestInspector has the vendor's Inspector, as people use it on the command line, list the tools and ask, on both ways.
// FOOTNOTE_TEST_BOLT is a folder with its package in js/node_modules.
func TestInspector(t *testing.T) {
	t.Parallel()
	inspector := filepath.Join(testneed.Env(t, "FOOTNOTE_TEST_BOLT"), "js", "node_modules", ".bin", "mcp-inspector-cli")
	_, err := os.Stat(inspector)
	testneed.Tool(t, err == nil, "@modelcontextprotocol/inspector-cli in FOOTNOTE_TEST_BOLT")
	url := newHouse(t).door()
	const passage = "The work costs 4.6 million pounds and begins in March."
	for name, way := range map[string][]string{
		"stdio": {binary, "mcp"},
		"http":  {url + "/mcp", "--transport", "http", "--header", "Authorization: Bearer " + apiKey},
	} {
		for want, more := range map[string][]string{
			`"name": "check"`:            {"tools/list"},
			`"quote": "` + passage + `"`: {"tools/call", "--tool-name", "ask", "--tool-arg", "text=The council voted on Monday. " + passage, "--tool-arg", "question=What does the work cost?"},
		} {
			cmd := exec.CommandContext(t.Context(), inspector, slices.Concat([]string{"--cli"}, way, []string{"--method"}, more)...)
			cmd.Env = append(os.Environ(), "OPENAI_API_KEY=", "OPENAI_BASE_URL=")
			if out, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(out), want) {
				t.Errorf("%s, %s: %v, want %s in\n%s", name, more[0], err, want, out)
			}
		}
	}
}

// TestDescriptionHolds has schemathesis try what the OpenAPI file says: whatever follows it is answered as it says, and what
// does not is refused.
func TestDescriptionHolds(t *testing.T) {
	t.Parallel()
	dir := testneed.Env(t, "FOOTNOTE_TEST_MCP")
	url := newHouse(t).door("FOOTNOTE_PERSON_DAY=0")
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute) // it takes about ten seconds
	defer cancel()
	config, err := filepath.Abs(filepath.Join("testdata", "schemathesis.toml"))
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(ctx, filepath.Join(dir, "bin", "schemathesis"), "--config-file", config, "run", url+"/v1/openapi.json", "--url", url,
		"--header", "Authorization: Bearer "+apiKey, "--seed", "1", "--max-examples", "15", "--phases", "examples,coverage,fuzzing", "--no-color")
	cmd.Dir = t.TempDir()
	out, err := cmd.CombinedOutput()
	if err != nil || !bytes.Contains(out, []byte("Selected: 3/3")) {
		t.Errorf("%v\n%s", err, out)
	}
}
