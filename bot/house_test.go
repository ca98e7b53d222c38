package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/playground"
	"github.com/footnote-bot/footnote/store"
	"github.com/footnote-bot/footnote/store/storetest"
	"github.com/footnote-bot/footnote/summarize"
)

// patience is how long a test waits for what must come; only a failure takes as long.
const patience = 2 * time.Minute

// house is a bot at work in a Slack that misbehaves at will, with the clock of the bot in the test's hand.
type house struct {
	t     *testing.T
	slack *playground.Server
	url   string
	bot   *Bot
	store *store.Store
	dsn   string // of its database
	log   *safeBuffer
	later atomic.Int64 // by how much the bot's clock is ahead
	pages *httptest.Server
	open  func() // lets the page /held answer
	ann   *slack.Client
	carol *slack.Client // a guest
}

// lighthouse is the text of the house's page, which only a member may read: its server is no public one.
const lighthouse = `<html lang="en"><title>The lighthouse</title><article><h1>The lighthouse</h1>
<p>The lighthouse of Brannoc was lit for the first time in 1823 by two brothers from the mainland.</p>
<p>Its keeper climbs two hundred and four steps every evening, and in winter he climbs them twice.</p>
<p>The lamp burns oil that the ferry brings once a month, when the sea lets the ferry land at all.</p></article></html>`

// more makes the page a long one.
const more = `The island has had a ferry since the year in which the lighthouse was built, and every captain of it has kept a book of
what the sea did on each crossing, which the school of the island reads aloud on winter evenings to whoever comes.`

func newHouse(t *testing.T, change func(*Config)) *house {
	t.Helper()
	h := &house{t: t, log: &safeBuffer{}}
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	must(t, err)
	h.url = "http://" + listener.Addr().String()
	manifest, err := json.Marshal(Manifest(Features, ""))
	must(t, err)
	h.slack, err = playground.New(playground.Config{BaseURL: h.url, Manifest: manifest})
	must(t, err)
	background(t, func(ctx context.Context) error { return h.slack.Run(ctx, listener) })
	opened := make(chan struct{})
	h.open = sync.OnceFunc(func() { close(opened) })
	h.pages = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasPrefix(r.URL.Path, "/long"):
			fmt.Fprint(w, strings.Replace(lighthouse, "</article>", strings.Repeat("<p>"+more+"</p>", 12)+"</article>", 1))
		case strings.HasPrefix(r.URL.Path, "/walled"):
			first, _, _ := strings.Cut(lighthouse, "<p>The lamp")
			fmt.Fprint(w, first+"<div>Subscribe to continue reading</div></article></html>")
		case strings.HasPrefix(r.URL.Path, "/gone"):
			http.NotFound(w, r)
		case strings.HasPrefix(r.URL.Path, "/held"):
			w.Header().Set("Content-Type", "text/html")
			_ = http.NewResponseController(w).Flush() // a header is waited for half as long as a page
			select {
			case <-opened:
				fmt.Fprint(w, lighthouse)
			case <-r.Context().Done():
			}
		default:
			fmt.Fprint(w, lighthouse)
		}
	}))
	t.Cleanup(h.pages.Close)
	now := func() time.Time { return time.Now().Add(time.Duration(h.later.Load())) }
	h.dsn = storetest.SQLite(t)
	h.store, err = store.Open(t.Context(), h.dsn, store.Config{Now: now, Log: slog.New(slog.DiscardHandler)})
	must(t, err)
	t.Cleanup(func() { h.store.Close() })
	must(t, h.store.Migrate(t.Context()))
	reader, err := article.NewReader(article.Config{AllowPrivateHosts: []string{strings.TrimPrefix(h.pages.URL, "http://")}})
	must(t, err)
	engine, err := summarize.New(summarize.Config{})
	must(t, err)
	cfg := Config{
		Slack: slack.New(h.slack.BotToken(), slack.OptionAPIURL(h.slack.APIURL()), slack.OptionAppLevelToken(h.slack.AppToken())),
		Store: h.store, Reader: reader, Engine: engine, Now: now, CallTimeout: 2 * time.Second,
		Log: slog.New(slog.NewTextHandler(h.log, &slog.HandlerOptions{Level: slog.LevelDebug})), sweepEvery: 50 * time.Millisecond,
	}
	if change != nil {
		change(&cfg)
	}
	h.bot, err = New(t.Context(), cfg)
	must(t, err)
	up := make(chan struct{}, 100)
	background(t, func(ctx context.Context) error { return h.bot.Work(ctx) })
	background(t, func(ctx context.Context) error {
		return h.bot.ServeSocket(ctx, func(connected bool) {
			if connected {
				up <- struct{}{}
			}
		})
	})
	<-up
	h.ann, h.carol = h.client("ann"), h.client("carol")
	t.Cleanup(func() {
		if t.Failed() {
			t.Log(h.log.String())
		}
	})
	return h
}

// background runs something for as long as the test does.
func background(t *testing.T, run func(context.Context) error) {
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if err := run(ctx); err != nil && ctx.Err() == nil {
			t.Errorf("background: %v", err)
		}
	}()
	t.Cleanup(func() { stop(); <-ended })
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (h *house) client(name string) *slack.Client {
	return slack.New(h.slack.UserToken(name), slack.OptionAPIURL(h.slack.APIURL()))
}

// forward sets the bot's clock forward.
func (h *house) forward(d time.Duration) { h.later.Add(int64(d)) }

func (h *house) mention(text string) string { return "<@U0FOOTNOTE> " + text }

func (h *house) say(who *slack.Client, channel, text, thread string) (ts string) {
	h.t.Helper()
	_, ts, err := who.PostMessage(channel, slack.MsgOptionText(text, false), slack.MsgOptionTS(thread))
	must(h.t, err)
	return ts
}

// fault makes Slack misbehave.
func (h *house) fault(rule map[string]any) { h.control("faults", rule) }

// clearFaults takes all faults away, and lets the calls go that they hold.
func (h *house) clearFaults() {
	h.t.Helper()
	req, err := http.NewRequestWithContext(h.t.Context(), http.MethodDelete, h.url+"/playground/api/faults", http.NoBody)
	must(h.t, err)
	resp, err := http.DefaultClient.Do(req)
	must(h.t, err)
	must(h.t, resp.Body.Close())
}

// control does what a click does.
func (h *house) control(route string, body map[string]any) {
	h.t.Helper()
	h.controlled(route, body, new(any))
}

// controlled does what a click does, and decodes the answer.
func (h *house) controlled(route string, body map[string]any, into any) {
	h.t.Helper()
	data, err := json.Marshal(body)
	must(h.t, err)
	resp, err := http.Post(h.url+"/playground/api/"+route, "application/json", bytes.NewReader(data))
	must(h.t, err)
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	must(h.t, err)
	var done struct{ OK bool }
	must(h.t, json.Unmarshal(answer, &done))
	if !done.OK {
		h.t.Fatalf("%s %s: %s", route, data, answer)
	}
	must(h.t, json.Unmarshal(answer, into))
}

func (h *house) until(what string, so func() bool) {
	h.t.Helper()
	h.within(patience, what, so)
}

func (h *house) within(patience time.Duration, what string, so func() bool) {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(h.t.Context(), patience)
	defer cancel()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for !so() {
		select {
		case <-ctx.Done():
			h.t.Fatalf("waited in vain for %s", what)
		case <-tick.C:
		}
	}
}

// ended waits until the request of a message has ended, and says how.
func (h *house) ended(channel, ts string) store.State {
	h.t.Helper()
	var state store.State
	h.until("the end of "+ts, func() bool {
		r, err := h.store.Request(h.t.Context(), messageKey("T0PLAYGRND", channel, ts))
		state = r.State
		return err == nil && state != store.Accepted && state != store.Working
	})
	return state
}

// replies are the bot's messages in a thread of general.
func (h *house) replies(channel, thread string) []slack.Message {
	h.t.Helper()
	var ours []slack.Message
	for cursor, more := "", true; more; more = cursor != "" {
		page, _, next, err := h.ann.GetConversationReplies(&slack.GetConversationRepliesParameters{
			ChannelID: channel, Timestamp: thread, Limit: 999, Cursor: cursor,
		})
		if slackCode(err) == "thread_not_found" { // its first message was deleted, and nothing stood below
			return nil
		}
		must(h.t, err)
		cursor = next
		ours = append(ours, slices.DeleteFunc(page, func(m slack.Message) bool { return m.User != "U0FOOTNOTE" })...)
	}
	return ours
}

// whispers are the private lines of a channel.
func (h *house) whispers(channel string) []string {
	h.t.Helper()
	resp, err := http.Get(h.url + "/playground/api/state")
	must(h.t, err)
	defer resp.Body.Close()
	var state struct {
		Channels []struct {
			ID        string
			Ephemeral []struct{ Text string }
		}
	}
	must(h.t, json.NewDecoder(resp.Body).Decode(&state))
	var lines []string
	for _, c := range state.Channels {
		if c.ID != channel {
			continue
		}
		for _, m := range c.Ephemeral {
			lines = append(lines, m.Text)
		}
	}
	return lines
}

const (
	general = "C0GENERAL1"
	random  = "C0RANDOM01" // public, and the bot is not in it
	news    = "C0NEWS0001"
	board   = "C0SECRET01" // private
)
