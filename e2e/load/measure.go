package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/joho/godotenv"
	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/model/modeltest"
)

// result is a row of the table.
type result struct {
	database  string
	processes int
	asked     int
	answered  int
	after     time.Duration // of the last reply, from the last event
	replies   []time.Duration
	acks      []time.Duration
	memory    int64 // most of one process, in bytes
	cpu       time.Duration
}

// share is the value that so many percent do not exceed.
func share(all []time.Duration, percent int) time.Duration {
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all)
	return all[min(len(all)-1, len(all)*percent/100)]
}

// world is what one run stands in.
type world struct {
	env      map[string]string
	slackURL string
	people   []*slack.Client
	bot      string // user id
	pages    *httptest.Server
	model    *httptest.Server
	channels []string
}

func measure(ctx context.Context, p plan, binary, dir string, r *result) error {
	if err := os.Mkdir(dir, 0o700); err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	var all sync.WaitGroup
	defer all.Wait()
	defer cancel()
	w, err := newWorld(ctx, p, binary, dir, &all)
	if err != nil {
		return err
	}
	defer w.close()
	if r.database == "Postgres" {
		drop, err := w.postgres(ctx, p)
		if err != nil {
			return err
		}
		defer drop()
	}
	bots := make([]*process, r.processes)
	w.env["FOOTNOTE_MODEL_CALLS"] = strconv.Itoa(max(1, p.calls/r.processes))
	for i := range bots {
		if bots[i], err = start(ctx, &all, binary, dir, "msg=ready", w.env, "serve"); err != nil {
			return err
		}
	}
	// Each channel's page is read once before: what is measured is asking.
	watch := watcher{url: w.slackURL, r: r}
	all.Go(func() { w.ask(p, 0, p.channels, time.Now(), 20) })
	if err := watch.until(ctx, p.channels, 10*time.Minute); err != nil {
		return fmt.Errorf("warm up: %d of %d: %w", r.answered, p.channels, err)
	}
	*r = result{database: r.database, processes: r.processes}
	before := cpuOf(bots)
	return w.run(ctx, p, &watch, bots, before)
}

func (w *world) run(ctx context.Context, p plan, watch *watcher, bots []*process, before time.Duration) error {
	r := watch.r
	watch.from = time.Now()
	r.asked = p.rate * int(p.lasting/time.Second)
	ended := make(chan time.Time, 1)
	go func() {
		w.ask(p, p.channels, r.asked, time.Now(), p.rate)
		ended <- time.Now()
	}()
	err := watch.until(ctx, r.asked, p.lasting+p.patience)
	last := <-ended
	r.after = max(0, watch.last.Sub(last))
	r.cpu = cpuOf(bots) - before
	for _, b := range bots {
		r.memory = max(r.memory, b.memory())
	}
	if errors.Is(err, errPatience) {
		return nil
	}
	return err
}

func newWorld(ctx context.Context, p plan, binary, dir string, all *sync.WaitGroup) (*world, error) {
	file := dir + "/slack.env"
	if _, err := start(ctx, all, binary, dir, "ready", nil, "playground", "--no-bot", "--addr", "127.0.0.1:0", "--env", file); err != nil {
		return nil, err
	}
	env, err := godotenv.Read(file)
	if err != nil {
		return nil, err
	}
	w := &world{env: env, slackURL: strings.TrimSuffix(env["PLAYGROUND_URL"], "/")}
	for pair := range strings.SplitSeq(env["PLAYGROUND_USER_TOKENS"], ",") {
		_, token, _ := strings.Cut(pair, ":")
		w.people = append(w.people, slack.New(token, slack.OptionAPIURL(env["SLACK_API_URL"])))
	}
	who, err := slack.New(env["SLACK_BOT_TOKEN"], slack.OptionAPIURL(env["SLACK_API_URL"])).AuthTestContext(ctx)
	if err != nil {
		return nil, err
	}
	w.bot = who.UserID
	// A host of its own for each page: one host is asked for one page at a time.
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp4", "0.0.0.0:0")
	if err != nil {
		return nil, err
	}
	w.pages = httptest.NewUnstartedServer(http.HandlerFunc(servePage))
	w.pages.Listener = listener
	w.pages.Start()
	w.model = httptest.NewServer(modeltest.New(func(r modeltest.Request) modeltest.Reply {
		time.Sleep(p.model)
		return modeltest.Reply{Text: fmt.Sprintf(`{"answerable":true,"claims":[{"text":"The work costs 4.6 million pounds.","passages":[%d]}]}`, r.Find("4.6 million"))}
	}))
	delete(env, "PLAYGROUND_URL")
	delete(env, "PLAYGROUND_USER_TOKENS")
	env["FOOTNOTE_HTTP_ADDR"], env["FOOTNOTE_METRICS_ADDR"] = "127.0.0.1:0", "127.0.0.1:0"
	env["FOOTNOTE_ALLOW_PRIVATE_HOSTS"] += ",127.0.0.0/8"
	env["DATABASE_URL"] = dir + "/footnote.db"
	env["OPENAI_BASE_URL"] = w.model.URL + "/v1"
	env["FOOTNOTE_PERSON_DAY"], env["FOOTNOTE_TOKENS_DAY"], env["FOOTNOTE_BUDGET_DAY"] = "0", "0", "0"
	env["FOOTNOTE_LOG_LEVEL"] = "info"
	return w, w.open(ctx, p.channels)
}

// open makes the channels with the bot in each.
func (w *world) open(ctx context.Context, n int) error {
	for i := range n {
		owner := w.people[0]
		c, err := owner.CreateConversationContext(ctx, slack.CreateConversationParams{ChannelName: fmt.Sprintf("load-%d", i)})
		if err != nil {
			return fmt.Errorf("make a channel: %w", err)
		}
		if _, err := owner.InviteUsersToConversationContext(ctx, c.ID, w.bot); err != nil {
			return fmt.Errorf("invite the bot: %w", err)
		}
		w.channels = append(w.channels, c.ID)
	}
	return nil
}

// ask posts n questions from the first on, so many a second.
func (w *world) ask(p plan, first, n int, began time.Time, rate int) {
	var all sync.WaitGroup
	for i := range n {
		time.Sleep(time.Until(began.Add(time.Duration(i) * time.Second / time.Duration(rate))))
		all.Go(func() {
			k := first + i
			at := k % p.channels
			port := w.pages.Listener.Addr().(*net.TCPAddr).Port
			text := fmt.Sprintf("<@%s> http://127.1.%d.%d:%d/ How much does part %d of the work cost?", w.bot, at/250, at%250+1, port, k)
			_, _, err := w.people[0].PostMessage(w.channels[at], slack.MsgOptionText(text, false))
			if err != nil {
				fmt.Fprintln(os.Stderr, "load: ask:", err)
			}
		})
	}
	all.Wait()
}

func servePage(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	fmt.Fprintf(w, `<!doctype html><html lang="en"><head><title>Harbour wall %[1]s to be raised</title></head><body><article>
<h1>Harbour wall %[1]s to be raised</h1>
<p>The council of Port Ellery voted on Monday evening to raise the harbour wall by more than a metre, after three winters of storms.</p>
<p>The work on the wall costs 4.6 million pounds and begins in March. Fishermen must move to the outer quay meanwhile.</p>
`, r.Host)
	for i := range 40 {
		fmt.Fprintf(w, "<p>Boat %d has lain in the inner basin for %d years, and its owner said that she would rather not move it in the spring.</p>\n", i, i+2)
	}
	fmt.Fprint(w, "</article></body></html>")
}

func (w *world) postgres(ctx context.Context, p plan) (drop func(), err error) {
	name := fmt.Sprintf("footnote_load_%d", time.Now().UnixNano())
	execute := func(ctx context.Context, statement string) error {
		conn, err := pgx.Connect(ctx, p.postgres)
		if err != nil {
			return err
		}
		_, err = conn.Exec(ctx, statement)
		return errors.Join(err, conn.Close(ctx))
	}
	if err := execute(ctx, "create database "+name); err != nil {
		return nil, err
	}
	at, err := url.Parse(p.postgres)
	if err != nil {
		return nil, err
	}
	at.Path = "/" + name
	w.env["DATABASE_URL"] = at.String()
	return func() {
		if err := execute(context.WithoutCancel(ctx), "drop database "+name+" with (force)"); err != nil {
			fmt.Fprintln(os.Stderr, "load:", err)
		}
	}, nil
}

func (w *world) close() {
	w.pages.Close()
	w.model.CloseClientConnections()
	w.model.Close()
}

// watcher reads the playground's log.
type watcher struct {
	url  string
	r    *result
	seen int64 // number of the last entry
	from time.Time
	sent map[string]time.Time // envelopes, when they were sent first
	last time.Time            // when the last reply came
}

var errPatience = errors.New("not all were answered in time")

// until waits for so many replies.
func (w *watcher) until(ctx context.Context, replies int, patience time.Duration) error {
	w.sent = map[string]time.Time{}
	deadline := time.Now().Add(patience)
	for w.r.answered < replies {
		if time.Now().After(deadline) {
			return errPatience
		}
		if err := w.look(ctx); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
	}
	return nil
}

func (w *watcher) look(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, fmt.Sprintf("%s/playground/api/log?since=%d", w.url, w.seen), nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var log struct {
		Entries []struct {
			Seq          int64
			Time         time.Time
			Kind, Method string
			Reason       string
			OK           bool
			Envelope     string `json:"envelope_id"`
			Args         map[string]any
		}
	}
	if err := json.NewDecoder(resp.Body).Decode(&log); err != nil {
		return err
	}
	for _, e := range log.Entries {
		if w.seen > 0 && e.Seq > w.seen+1 {
			return fmt.Errorf("%d entries of the log were missed", e.Seq-w.seen-1)
		}
		w.seen = e.Seq
		switch {
		case e.Kind == "envelope":
			if _, known := w.sent[e.Envelope]; !known {
				w.sent[e.Envelope] = e.Time
			}
		case e.Kind == "gave_up" && e.Reason == "queue_full":
			return errors.New("the playground's Slack sends later than people ask: the machine is too busy to measure on")
		case e.Kind == "ack":
			w.r.acks = append(w.r.acks, e.Time.Sub(w.sent[e.Envelope]))
		case e.Kind == "call" && e.Method == "chat.postMessage" && e.OK && e.Args["metadata"] != nil:
			w.r.answered++
			w.last = e.Time
			w.r.replies = append(w.r.replies, e.Time.Sub(timeOf(e.Args["thread_ts"])))
		}
	}
	return nil
}

// timeOf is when a message was posted.
func timeOf(ts any) time.Time {
	seconds, err := strconv.ParseFloat(fmt.Sprint(ts), 64)
	if err != nil {
		return time.Time{}
	}
	return time.UnixMicro(int64(seconds * 1e6))
}
