// Package e2e tests the whole way with the built program: `footnote serve` against the playground's Slack, over real HTTP
// and WebSocket, as the people who write in it see it. Nothing here knows the inside of the bot.
package e2e

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/joho/godotenv"
	"github.com/slack-go/slack"
)

// binary is the program under test, built once.
var binary string

// leastParallel is how many tests run at once at least: they wait for other programs, more than they work.
const leastParallel = 4

func TestMain(m *testing.M) {
	flag.Parse()
	if given := flag.Lookup("test.parallel").Value; given.String() == strconv.Itoa(runtime.GOMAXPROCS(0)) && runtime.GOMAXPROCS(0) < leastParallel {
		_ = given.Set(strconv.Itoa(leastParallel)) // it is a number
	}
	os.Exit(func() int {
		dir, err := os.MkdirTemp("", "footnote-e2e-")
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		defer os.RemoveAll(dir)
		binary = filepath.Join(dir, "footnote")
		if out, err := exec.Command("go", "build", "-trimpath", "-o", binary, "github.com/footnote-bot/footnote/cmd/footnote").CombinedOutput(); err != nil {
			fmt.Fprintf(os.Stderr, "build: %v\n%s", err, out)
			return 1
		}
		return m.Run()
	}())
}

// patience is how long something that must come is waited for.
const patience = 2 * time.Minute

// process is a running program whose lines can be waited for.
type process struct {
	cmd  *exec.Cmd
	mu   sync.Mutex
	log  bytes.Buffer
	seen chan struct{} // closed when the awaited words have come
	done chan struct{}
}

// start runs the program and waits until a line of its output holds the words.
func start(t *testing.T, words string, env map[string]string, args ...string) *process {
	t.Helper()
	p := &process{cmd: exec.Command(binary, args...), seen: make(chan struct{}), done: make(chan struct{})}
	p.cmd.Dir = t.TempDir()
	p.cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME"), "FOOTNOTE_CACHE_DIR=" + os.Getenv("FOOTNOTE_CACHE_DIR")}
	for name, value := range env {
		p.cmd.Env = append(p.cmd.Env, name+"="+value)
	}
	read, write := io.Pipe()
	p.cmd.Stdout, p.cmd.Stderr = write, write
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(p.done)
		_ = p.cmd.Wait() // its end is a kill or shows in the log
		_ = write.Close()
	}()
	go p.read(read, words)
	t.Cleanup(func() {
		p.kill()
		if t.Failed() {
			t.Logf("%v:\n%s", args, p.output())
		}
	})
	select {
	case <-p.seen:
	case <-p.done:
		t.Fatalf("%v ended:\n%s", args, p.output())
	case <-time.After(patience):
		t.Fatalf("%v did not say %q:\n%s", args, words, p.output())
	}
	return p
}

func (p *process) read(r io.Reader, words string) {
	scan := bufio.NewScanner(r)
	scan.Buffer(make([]byte, 64<<10), 4<<20)
	seen := false
	for scan.Scan() {
		p.mu.Lock()
		p.log.WriteString(scan.Text() + "\n")
		p.mu.Unlock()
		if !seen && strings.Contains(scan.Text(), words) {
			seen = true
			close(p.seen)
		}
	}
	_, _ = io.Copy(io.Discard, r)
}

func (p *process) output() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.log.String()
}

// kill ends the program as a crash does: SIGKILL, no farewell.
func (p *process) kill() {
	_ = p.cmd.Process.Kill() // it may have ended already
	<-p.done
}

// house is a Slack, and what its people need of it.
type house struct {
	t   *testing.T
	env map[string]string // settings of a bot for this Slack
	url string
	ann *slack.Client
	bob *slack.Client
	bot string // user id

	bots []*process
}

func newHouse(t *testing.T, flags ...string) *house {
	t.Helper()
	file := filepath.Join(t.TempDir(), "slack.env")
	start(t, "ready", nil, append([]string{"playground", "--no-bot", "--addr", "127.0.0.1:0", "--env", file}, flags...)...)
	env, err := godotenv.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	h := &house{t: t, env: env, url: strings.TrimSuffix(env["PLAYGROUND_URL"], "/")}
	for pair := range strings.SplitSeq(env["PLAYGROUND_USER_TOKENS"], ",") {
		name, token, _ := strings.Cut(pair, ":")
		client := slack.New(token, slack.OptionAPIURL(env["SLACK_API_URL"]))
		switch name {
		case "ann":
			h.ann = client
		case "bob":
			h.bob = client
		}
	}
	who, err := slack.New(env["SLACK_BOT_TOKEN"], slack.OptionAPIURL(env["SLACK_API_URL"])).AuthTest()
	if err != nil {
		t.Fatal(err)
	}
	h.bot = who.UserID
	delete(h.env, "PLAYGROUND_URL")
	delete(h.env, "PLAYGROUND_USER_TOKENS")
	h.env["FOOTNOTE_HTTP_ADDR"], h.env["FOOTNOTE_METRICS_ADDR"] = "127.0.0.1:0", "off"
	h.env["FOOTNOTE_ALLOW_PRIVATE_HOSTS"] += ",127.0.0.1"
	h.env["DATABASE_URL"] = filepath.Join(t.TempDir(), "footnote.db")
	return h
}

// serve runs the bot; more settings come as NAME=value.
func (h *house) serve(more ...string) *process {
	h.t.Helper()
	env := maps.Clone(h.env)
	for _, pair := range more {
		name, value, _ := strings.Cut(pair, "=")
		env[name] = value
	}
	p := start(h.t, "msg=ready", env, "serve")
	h.bots = append(h.bots, p)
	return p
}

// running is how many bots run.
func (h *house) running() (n int) {
	for _, p := range h.bots {
		select {
		case <-p.done:
		default:
			n++
		}
	}
	return n
}

// channel is the id of a channel by name.
func (h *house) channel(name string) string {
	h.t.Helper()
	for _, c := range h.state().Channels {
		if c.Name == name {
			return c.ID
		}
	}
	h.t.Fatalf("no channel %s", name)
	return ""
}

// dm is the conversation of a person with the bot.
func (h *house) dm(who *slack.Client) string {
	h.t.Helper()
	c, _, _, err := who.OpenConversation(&slack.OpenConversationParameters{Users: []string{h.bot}, ReturnIM: true})
	if err != nil {
		h.t.Fatal(err)
	}
	return c.ID
}

// say posts as a person; thread may be "".
func (h *house) say(who *slack.Client, channel, text, thread string) (ts string) {
	h.t.Helper()
	options := []slack.MsgOption{slack.MsgOptionText(text, false)}
	if thread != "" {
		options = append(options, slack.MsgOptionTS(thread))
	}
	_, ts, err := who.PostMessage(channel, options...)
	if err != nil {
		h.t.Fatalf("post %q: %v", text, err)
	}
	return ts
}

// mention is a message that asks the bot.
func (h *house) mention(text string) string { return "<@" + h.bot + "> " + text }

// replies are the bot's messages in a thread.
func (h *house) replies(channel, thread string) []slack.Message {
	h.t.Helper()
	messages, _, _, err := h.ann.GetConversationReplies(&slack.GetConversationRepliesParameters{ChannelID: channel, Timestamp: thread, Limit: 200})
	if err != nil {
		// Bob's direct messages are not Ann's to read.
		messages, _, _, err = h.bob.GetConversationReplies(&slack.GetConversationRepliesParameters{ChannelID: channel, Timestamp: thread, Limit: 200})
	}
	if err != nil {
		h.t.Fatal(err)
	}
	return slices.DeleteFunc(messages, func(m slack.Message) bool { return m.User != h.bot })
}

// reply waits for the bot's n-th message in a thread, as it is when it no longer streams.
func (h *house) reply(channel, thread string, n int) slack.Message {
	h.t.Helper()
	var found []slack.Message
	h.until(fmt.Sprintf("reply %d in %s/%s", n, channel, thread), func() bool {
		found = h.replies(channel, thread)
		return len(found) >= n && len(tasks(found[n-1])) == 0
	})
	return found[n-1]
}

// tasks are what a stream shows of what it is at.
func tasks(m slack.Message) []string {
	var titles []string
	for _, b := range m.Blocks.BlockSet {
		if card, ok := b.(*slack.TaskCardBlock); ok {
			titles = append(titles, card.Title+" "+string(card.Status))
		}
	}
	return titles
}

// until polls until something is so.
func (h *house) until(what string, so func() bool) {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(h.t.Context(), patience)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for !so() {
		select {
		case <-ctx.Done():
			h.t.Fatalf("waited in vain for %s", what)
		case <-tick.C:
		}
	}
}

// settled waits until everything that was sent is acknowledged and the queue has nothing left to do: no further reply can
// come.
func (h *house) settled(dsn string) {
	h.t.Helper()
	h.until("everything to be done", func() bool {
		cmd := exec.Command(binary, "jobs", "--json")
		cmd.Dir = h.t.TempDir()
		cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "DATABASE_URL=" + dsn}
		out, err := cmd.Output()
		if err != nil {
			h.t.Fatalf("jobs: %v", err)
		}
		var jobs []struct{ State string }
		if err := json.Unmarshal(out, &jobs); err != nil {
			h.t.Fatalf("jobs: %v\n%s", err, out)
		}
		return !slices.ContainsFunc(jobs, func(j struct{ State string }) bool { return j.State != "completed" && j.State != "cancelled" }) && h.unacknowledged() == 0
	})
}

// slackState is what the emulator shows of itself.
type slackState struct {
	Channels []struct {
		ID, Name  string
		Ephemeral []struct {
			TS   string
			Text string
			For  string
		}
	}
}

func (h *house) state() (s slackState) {
	h.t.Helper()
	h.get("state", &s)
	return s
}

// unacknowledged counts envelopes that were sent and not acknowledged yet.
func (h *house) unacknowledged() int {
	h.t.Helper()
	open := map[string]bool{}
	for _, e := range h.journal() {
		switch e.Kind {
		case "envelope":
			open[e.Envelope] = true
		case "ack":
			delete(open, e.Envelope)
		}
	}
	return len(open)
}

type entry struct {
	Kind     string
	Method   string
	Caller   string
	Event    string
	Envelope string `json:"envelope_id"`
	Attempt  int
	Args     map[string]any
}

func (h *house) journal() []entry {
	h.t.Helper()
	var log struct {
		Entries []entry `json:"entries"`
		Log     []entry `json:"log"`
	}
	h.get("log", &log)
	return append(log.Entries, log.Log...)
}

func (h *house) get(route string, into any) {
	h.t.Helper()
	resp, err := http.Get(h.url + "/playground/api/" + route)
	if err != nil {
		h.t.Fatal(err)
	}
	defer resp.Body.Close()
	if err := json.NewDecoder(resp.Body).Decode(into); err != nil {
		h.t.Fatalf("%s: %v", route, err)
	}
}

// post does what a click does, and returns the answer.
func (h *house) post(route string, body any) map[string]any {
	h.t.Helper()
	data, err := json.Marshal(body)
	if err != nil {
		h.t.Fatal(err)
	}
	resp, err := http.Post(h.url+"/playground/api/"+route, "application/json", bytes.NewReader(data))
	if err != nil {
		h.t.Fatal(err)
	}
	defer resp.Body.Close()
	var answer map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		h.t.Fatalf("%s: %v", route, err)
	}
	if answer["ok"] != true {
		h.t.Fatalf("%s %s: %v", route, data, answer)
	}
	return answer
}

// held waits until the emulator holds an answer, and returns its id.
func (h *house) held(method string) (id string) {
	h.t.Helper()
	h.until("a held answer of "+method, func() bool {
		var f struct {
			Held []struct{ ID, Method string } `json:"held"`
		}
		h.get("faults", &f)
		for _, c := range f.Held {
			if c.Method == method {
				id = c.ID
			}
		}
		return id != ""
	})
	return id
}

// history are the newest messages of a channel that Ann sees.
func (h *house) history(channel string) []slack.Message {
	h.t.Helper()
	history, err := h.ann.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: channel, Limit: 100})
	if err != nil {
		h.t.Fatal(err)
	}
	return history.Messages
}
