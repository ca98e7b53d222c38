package bot

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/model"
	"github.com/footnote-bot/footnote/model/modeltest"
	"github.com/footnote-bot/footnote/store"
	"github.com/footnote-bot/footnote/summarize"
)

const (
	annDM = "D0ANN00001"
	bobDM = "D0BOB00001"
)

// newStreamingHouse is a house in which every reply to a direct message streams, however soon it is there.
func newStreamingHouse(t *testing.T, change ...func(*Config)) *house {
	return newHouse(t, func(c *Config) {
		c.streamAfter = time.Nanosecond
		for _, f := range change {
			f(c)
		}
	})
}

// asks has a house ask that model.
func asks(t *testing.T, server http.Handler) func(*Config) {
	t.Helper()
	ts := httptest.NewServer(server)
	t.Cleanup(func() {
		ts.CloseClientConnections()
		ts.Close()
	})
	client, err := model.New(model.Config{BaseURL: ts.URL + "/v1", Model: "m"})
	must(t, err)
	engine, err := summarize.New(summarize.Config{Model: client})
	must(t, err)
	return func(c *Config) { c.Engine = engine }
}

// seen is a message as the playground knows it.
type seen struct {
	TS, Text  string
	User      string
	Thread    string `json:"thread_ts"`
	Streaming string `json:"streaming_state"`
	Blocks    []struct{ Type, Title, Status string }
	Metadata  slack.SlackMetadata
}

// tasks are what a message shows of a stream's tasks.
func (m seen) tasks() []string {
	var all []string
	for _, b := range m.Blocks {
		if b.Type == "task_card" {
			all = append(all, b.Title+" "+b.Status)
		}
	}
	return all
}

// below are our messages in a thread, as the playground knows them.
func (h *house) below(channel, thread string) []seen {
	h.t.Helper()
	resp, err := http.Get(h.url + "/playground/api/state")
	must(h.t, err)
	defer resp.Body.Close()
	var state struct {
		Channels []struct {
			ID       string
			Messages []seen
		}
	}
	must(h.t, json.NewDecoder(resp.Body).Decode(&state))
	var ours []seen
	for _, c := range state.Channels {
		if c.ID != channel {
			continue
		}
		for _, m := range c.Messages {
			if m.User == "U0FOOTNOTE" && m.Thread == thread {
				ours = append(ours, m)
			}
		}
	}
	return ours
}

// calls counts the bot's calls of a method, refused ones too.
func (h *house) calls(method string) int {
	h.t.Helper()
	resp, err := http.Get(h.url + "/playground/api/log")
	must(h.t, err)
	defer resp.Body.Close()
	var log struct {
		Entries []struct{ Kind, Method string }
	}
	must(h.t, json.NewDecoder(resp.Body).Decode(&log))
	n := 0
	for _, e := range log.Entries {
		if e.Kind == "call" && e.Method == method {
			n++
		}
	}
	return n
}

// shows waits until the one message in a thread shows these tasks.
func (h *house) shows(channel, thread string, tasks ...string) seen {
	h.t.Helper()
	var last seen
	h.until(fmt.Sprintf("%q", tasks), func() bool {
		ours := h.below(channel, thread)
		if len(ours) != 1 {
			return false
		}
		last = ours[0]
		return slices.Equal(last.tasks(), tasks)
	})
	return last
}

// whole holds that a request was answered by one message, in which nothing of its stream is left.
func (h *house) whole(channel, ts, want string) seen {
	h.t.Helper()
	if state := h.ended(channel, ts); state != store.Done {
		h.t.Errorf("the request is %s", state)
	}
	h.settled()
	ours := h.below(channel, ts)
	if len(ours) != 1 {
		h.t.Fatalf("%d replies: %+v", len(ours), ours)
	}
	m := ours[0]
	if !strings.Contains(m.Text, want) || len(m.tasks()) != 0 || m.Streaming == "in_progress" || len(m.Blocks) == 0 {
		h.t.Errorf("the reply is %+v, want %q", m, want)
	}
	if m.Metadata.EventPayload["job"] != messageKey("T0PLAYGRND", channel, ts) {
		h.t.Errorf("its key is %v", m.Metadata)
	}
	return m
}

const steps = " How many steps does the keeper climb every evening?"

// In a direct message people see what is being read, then how much is being checked, in their language; no claim before it
// was read twice; then the reply, in the same message.
func TestStreamShowsWhatIsGoingOn(t *testing.T) {
	for _, tt := range []struct {
		who, channel            string
		reads, read, asks, says string
	}{
		{"ann", annDM, "Reading 127.0.0.1 in_progress", "Reading 127.0.0.1 complete", "Looking for the answer in_progress", "Checking 1 statement in_progress"},
		{"bob", bobDM, "正在阅读 127.0.0.1 in_progress", "正在阅读 127.0.0.1 complete", "正在寻找答案 in_progress", "正在核对 1 条陈述 in_progress"},
	} {
		t.Run(tt.who, func(t *testing.T) {
			t.Parallel()
			const claim = "The keeper climbs two hundred and four steps every evening."
			write, read := make(chan struct{}), make(chan struct{})
			script := modeltest.WithReader(func(r modeltest.Request) modeltest.Reply {
				return modeltest.Reply{Text: fmt.Sprintf(`{"answerable":true,"claims":[{"text":%q,"passages":[%d],"speaker":""}]}`, claim, r.Find("two hundred"))}
			})
			h := newStreamingHouse(t, asks(t, modeltest.New(func(r modeltest.Request) modeltest.Reply {
				if gate := write; len(r.Statements()) == 0 {
					<-gate
				} else {
					<-read
				}
				return script(r)
			})))
			ts := h.say(h.client(tt.who), tt.channel, h.pages.URL+"/held"+steps, "")
			h.shows(tt.channel, ts, tt.reads)
			h.open()
			first := h.shows(tt.channel, ts, tt.read, tt.asks)
			close(write)
			if m := h.shows(tt.channel, ts, tt.read, tt.says); m.Text != "" || m.Streaming != "in_progress" {
				t.Errorf("before it was read twice: %+v", m)
			}
			close(read)
			if m := h.whole(tt.channel, ts, claim); m.TS != first.TS {
				t.Errorf("the reply stands at %s, its stream stood at %s", m.TS, first.TS)
			}
		})
	}
}

// Several links are asked about side by side.
func TestLinksAreAskedSideBySide(t *testing.T) {
	h, model := newStoppableHouse(t)
	h.say(h.ann, annDM, h.pages.URL+"/one "+h.pages.URL+"/two", "")
	for range 2 {
		<-model.asked
	}
}

// A reply that is there at once is no stream.
func TestQuickReplyIsNoStream(t *testing.T) {
	t.Parallel()
	h := newHouse(t, func(c *Config) { c.streamAfter = time.Hour })
	ts := h.say(h.ann, annDM, h.pages.URL+"/lighthouse"+steps, "")
	h.whole(annDM, ts, "two hundred and four")
	if n := h.calls("chat.startStream"); n != 0 {
		t.Errorf("%d streams", n)
	}
}

// Whatever Slack makes of the calls of a stream, there is one reply, and all of it.
func TestStreamIsDeliveredOnce(t *testing.T) {
	for _, fault := range []map[string]any{
		{"kind": "drop_answer", "method": "chat.startStream"},
		{"kind": "drop_answer", "method": "chat.startStream", "when": "before"},
		{"kind": "error", "method": "chat.startStream", "status": 503},
		{"kind": "rate_limit", "method": "chat.startStream", "retry_after": 30},
		{"kind": "late", "method": "chat.startStream", "delay_ms": 4000}, // its call waits for 2 s
		{"kind": "error", "method": "chat.appendStream", "error": "internal_error", "times": -1},
		{"kind": "drop_answer", "method": "chat.stopStream"},
		{"kind": "drop_answer", "method": "chat.stopStream", "when": "before"},
		{"kind": "rate_limit", "method": "chat.stopStream", "retry_after": 3},
		{"kind": "error", "method": "chat.stopStream", "error": "invalid_blocks"},
		{"kind": "error", "method": "chat.stopStream", "error": "unknown_method", "times": 1},
		{"kind": "drop_answer", "method": "chat.update"},
		{"kind": "error", "method": "chat.update", "status": 503},
		{"kind": "error", "method": "chat.update", "error": "block_mismatch"},
		{"kind": "error", "method": "chat.update", "error": "edit_window_closed"},
		{"kind": "error", "method": "chat.update", "error": "streaming_state_conflict", "times": 2},
	} {
		t.Run(fmt.Sprint(fault["method"], " ", fault["kind"], fault["error"], fault["status"], fault["when"]), func(t *testing.T) {
			t.Parallel()
			h := newStreamingHouse(t)
			h.fault(fault)
			ts := h.say(h.ann, annDM, h.pages.URL+"/held"+steps, "")
			h.until("the stream", func() bool { return h.calls("chat.startStream") == 1 })
			h.open()
			h.whole(annDM, ts, "two hundred and four")
		})
	}
}

// Where no stream is taken there is a status, and where none of those a reaction; what was refused is not asked for again.
func TestStreamFallsBack(t *testing.T) {
	h := newStreamingHouse(t)
	h.fault(map[string]any{"kind": "error", "method": "chat.startStream", "error": "unknown_method", "times": -1})
	h.fault(map[string]any{"kind": "hold", "method": "assistant.threads.setStatus"})
	ask := func() string { return h.say(h.ann, annDM, h.pages.URL+"/held"+steps, "") }
	first := ask()
	h.until("a status", func() bool { return h.calls("assistant.threads.setStatus") > 0 || h.holding() == 1 })
	h.clearFaults()
	h.noStatus()
	second := ask()
	h.until("a reaction", func() bool { return slices.Contains(h.eyesOf(second), "eyes") })
	third := ask()
	h.until("another", func() bool { return slices.Contains(h.eyesOf(third), "eyes") })
	if streams, refused := h.calls("chat.startStream"), h.calls("assistant.threads.setStatus"); streams != 1 || refused > 3 {
		t.Errorf("asked for %d streams and %d statuses", streams, refused)
	}
	h.open()
	for _, ts := range []string{first, second, third} {
		h.whole(annDM, ts, "two hundred and four")
	}
}

// holding is how many calls the playground holds.
func (h *house) holding() int {
	h.t.Helper()
	resp, err := http.Get(h.url + "/playground/api/faults")
	must(h.t, err)
	defer resp.Body.Close()
	var faults struct{ Holding int }
	must(h.t, json.NewDecoder(resp.Body).Decode(&faults))
	return faults.Holding
}

// eyesOf are the reactions below a message of Ann's to the bot.
func (h *house) eyesOf(ts string) []string {
	h.t.Helper()
	history, err := h.ann.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: annDM, Limit: 999})
	must(h.t, err)
	var names []string
	for _, m := range history.Messages {
		for _, r := range m.Reactions {
			if m.Timestamp == ts {
				names = append(names, r.Name)
			}
		}
	}
	return names
}

// A reply that takes longer than a stream may last is whole all the same: we end the stream in time, and where Slack was
// first, the message is written over.
func TestStreamOutlivesItsTime(t *testing.T) {
	for name, over := range map[string]func(*house){
		"ended by us": func(h *house) {
			h.forward(streamFor)
			h.until("the end of the stream", func() bool { return h.calls("chat.stopStream") == 1 })
		},
		"ended by Slack": func(h *house) { h.control("clock", map[string]any{"by": "6m"}) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newStreamingHouse(t)
			ts := h.say(h.ann, annDM, h.pages.URL+"/held"+steps, "")
			first := h.shows(annDM, ts, "Reading 127.0.0.1 in_progress")
			over(h)
			h.open()
			if m := h.whole(annDM, ts, "two hundred and four"); m.TS != first.TS {
				t.Errorf("the reply stands at %s, its stream stood at %s", m.TS, first.TS)
			}
		})
	}
}

// The stop button ends the work and the call to the model; the message says so, and nothing is tried again.
func TestStreamIsStopped(t *testing.T) {
	h, model := newStoppableHouse(t)
	ts := h.say(h.ann, annDM, h.pages.URL+"/lighthouse"+steps, "")
	m := h.shows(annDM, ts, "Reading 127.0.0.1 complete", "Looking for the answer in_progress")
	<-model.asked
	h.control("stop", map[string]any{"user": "ann", "channel": annDM, "ts": m.TS})
	<-model.left
	if state := h.ended(annDM, ts); state != store.Cancelled {
		t.Errorf("the request is %s", state)
	}
	h.until("the last line", func() bool {
		ours := h.below(annDM, ts)
		return len(ours) == 1 && ours[0].Text == "Stopped." && len(ours[0].tasks()) == 0
	})
	h.settled()
	used, err := h.store.UsedToday(t.Context(), store.Spender{Team: "T0PLAYGRND", Person: "U0ANN00001"}, time.Now())
	if err != nil || used.Calls != 1 || used.Tokens == 0 {
		t.Errorf("used: %+v, %v; want what it took until then", used, err)
	}
	if n := len(model.Requests()); n != 1 {
		t.Errorf("the model was asked %d times", n)
	}
	if ours := h.below(annDM, ts); len(ours) != 1 || ours[0].TS != m.TS {
		t.Errorf("what stands there: %+v", ours)
	}
}

// stalling is a model that never answers.
type stalling struct {
	*modeltest.Server
	asked, left chan struct{}
}

func (s stalling) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.asked <- struct{}{}
	s.Server.ServeHTTP(w, r)
	s.left <- struct{}{}
}

func newStoppableHouse(t *testing.T) (*house, stalling) {
	m := stalling{modeltest.New(modeltest.Sequence(modeltest.Reply{Stall: true})), make(chan struct{}, 10), make(chan struct{}, 10)}
	return newStreamingHouse(t, asks(t, m)), m
}

// A question that is deleted while its reply streams takes the stream along.
func TestDeletedWhileItStreams(t *testing.T) {
	t.Parallel()
	h := newStreamingHouse(t)
	ts := h.say(h.ann, annDM, h.pages.URL+"/held"+steps, "")
	h.shows(annDM, ts, "Reading 127.0.0.1 in_progress")
	h.control("delete", map[string]any{"user": "ann", "channel": annDM, "ts": ts})
	h.until("its end", func() bool { return len(h.below(annDM, ts)) == 0 })
	h.settled()
	if got := h.below(annDM, ts); len(got) != 0 {
		t.Errorf("left: %+v", got)
	}
}

// What is refused or private in a direct message stands where the stream was.
func TestStreamThatComesToNothing(t *testing.T) {
	t.Parallel()
	h := newStreamingHouse(t)
	ts := h.say(h.ann, annDM, h.pages.URL+"/gone/held"+steps, "")
	h.until("the failure", func() bool {
		ours := h.below(annDM, ts)
		return len(ours) == 1 && ours[0].Streaming != "in_progress" && strings.Contains(ours[0].Text, "says that this page does not exist")
	})
}
