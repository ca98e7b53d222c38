package bot

import (
	"flag"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"github.com/footnote-bot/footnote/internal/testneed"
	"github.com/footnote-bot/footnote/store"
)

var (
	mixedEvents = flag.Int("events", 0, "how many requests TestMixedEventsOfAFailingSlack makes; 0: 1,000 in CI, 150 elsewhere, and 60 with -race")
	mixedSeed   = flag.Uint64("seed", 1, "of what TestMixedEventsOfAFailingSlack throws dice for; 0: another each time")
)

// What Slack does wrong, each once where the dice say so.
var mixedFaults = []map[string]any{
	{"kind": "error", "method": "chat.postMessage", "status": 503},
	{"kind": "error", "method": "chat.postMessage", "error": "internal_error"},
	{"kind": "drop_answer", "method": "chat.postMessage"},
	{"kind": "drop_answer", "method": "chat.postMessage", "when": "before"},
	{"kind": "rate_limit", "method": "chat.postMessage", "retry_after": 1},
	{"kind": "error", "method": "chat.postEphemeral", "status": 503},
	{"kind": "error", "method": "response_url", "status": 500},
	{"kind": "error", "method": "users.info", "status": 500},
	{"kind": "error", "method": "conversations.info", "status": 502},
	{"kind": "error", "method": "conversations.replies", "status": 503},
	{"kind": "error", "method": "files.download", "status": 503},
	{"kind": "rate_limit", "method": "reactions.add", "retry_after": 30},
	{"kind": "drop_answer", "method": "chat.startStream"},
	{"kind": "error", "method": "chat.startStream", "status": 503},
	{"kind": "rate_limit", "method": "chat.stopStream", "retry_after": 1},
	{"kind": "drop_answer", "method": "chat.stopStream"},
	{"kind": "error", "method": "chat.update", "status": 502},
	{"kind": "error", "method": "chat.update", "error": "block_mismatch"},
	{"kind": "drop_answer", "method": "chat.delete"},
	{"kind": "error", "method": "views.open", "status": 503},
	{"kind": "error", "method": "assistant.threads.setStatus", "status": 500},
	{"kind": "error", "method": "assistant.threads.setTitle", "error": "not_agent_app"},
	{"kind": "duplicate", "copies": 3},
	{"kind": "reorder"},
	{"kind": "disconnect", "cut": true},
}

// mixed is a house that is asked in every way, and what must stand in its threads in the end.
type mixed struct {
	*house
	page string

	modal   sync.Mutex
	deleted sync.Map // messages, by ts
	mu      sync.Mutex
	want    map[[2]string]expected // by channel and thread
	asked   []string               // messages of general whose replies have buttons
	made    map[string]int         // requests, by their way
	faulted int
}

// expected is how many replies stand in a thread, what the last of them says, and the message that asked.
type expected struct {
	replies int // below zero: as many as there are
	says    string
	ts      string // "" where no message asks
	counted bool   // one for each request that there is: what Slack thought lost is made again
}

// Requests in every way, to a Slack that fails at random: each has one final reply, in its own thread, and none is lost.
func TestMixedEventsOfAFailingSlack(t *testing.T) {
	events, seed := *mixedEvents, *mixedSeed
	switch {
	case events > 0:
	case raceEnabled:
		events = 60
	case testneed.Whole():
		events = 1000
	default:
		events = 150
	}
	if seed == 0 {
		seed = rand.Uint64()
	}
	t.Logf("-events %d -seed %d", events, seed)
	h := newStreamingHouse(t, func(c *Config) { c.Emoji, c.Watch, c.CallTimeout = "bookmark_tabs", true, 4*time.Second })
	m := &mixed{house: h, page: h.pages.URL + "/lighthouse", want: map[[2]string]expected{}, made: map[string]int{}}
	m.unlimited(general, news, random, annDM)
	_, err := h.ann.InviteUsersToConversation(random, "U0FOOTNOTE")
	must(t, err)
	must(t, h.store.SetSetting(t.Context(), team, random, watchSetting, "before"))
	hands := map[bool]int{true: 1, false: 4}[raceEnabled] // as many people at once
	var all sync.WaitGroup
	for hand := range hands {
		dice := rand.New(rand.NewPCG(seed, uint64(hand)))
		all.Go(func() {
			for i := hand; i < events; i += hands {
				m.event(i, dice)
			}
		})
	}
	all.Wait()
	if t.Failed() {
		return
	}
	h.clearFaults()
	m.settledAll()
	m.check()
	t.Logf("requests by their ways: %v; %d faults", m.made, m.faulted)
}

// unlimited has the clock of Slack's limits go faster.
func (m *mixed) unlimited(channels ...string) {
	for _, channel := range channels {
		for method := range methodLimits {
			m.bot.slack.limiter(method, channel).SetLimit(rate.Inf)
		}
		m.bot.slack.limiter("chat.postMessage", channel).SetLimit(rate.Inf)
	}
}

// event is the i-th request, before which something may go wrong.
func (m *mixed) event(i int, dice *rand.Rand) {
	if i%50 == 49 { // used rules stay listed
		m.clearFaults()
	}
	if dice.IntN(2) == 0 {
		rule := map[string]any{}
		maps.Copy(rule, mixedFaults[dice.IntN(len(mixedFaults))])
		m.fault(rule)
		m.mu.Lock()
		m.faulted++
		m.mu.Unlock()
	}
	ways := []struct {
		name string
		do   func(i int, channel string)
	}{
		{"mention", m.mentions},
		{"question", m.asks},
		{"in a thread", m.asksBelow},
		{"unreadable", m.asksInVain},
		{"pasted", m.pastes},
		{"direct", m.writes},
		{"command", m.commands},
		{"shortcut", m.shortcuts},
		{"reaction", m.reacts},
		{"watched", m.shares},
		{"edit", m.edits},
		{"deletion", m.deletes},
		{"file", m.sends},
		{"button", m.presses},
		{"modal", m.sets},
		{"thanks", m.thanks},
	}
	way := ways[dice.IntN(len(ways))]
	way.do(i, []string{general, news}[dice.IntN(2)])
	m.mu.Lock()
	defer m.mu.Unlock()
	m.made[way.name]++
}

// settledAll waits until nothing is to be done any more.
func (m *mixed) settledAll() {
	for at, w := range m.want {
		if w.ts != "" && w.replies == 1 {
			m.answered(at[0], w.ts)
		}
	}
	m.soon("everything to be done", func() bool {
		return !slices.ContainsFunc(m.jobs(), func(j store.Job) bool { return j.Request == store.Accepted || j.Request == store.Working })
	})
}

// answered waits until the request of a message has ended.
func (m *mixed) answered(channel, ts string) {
	m.soon("the end of "+ts, func() bool {
		r, err := m.store.Request(m.t.Context(), messageKey(team, channel, ts))
		return err == nil && r.State != store.Accepted && r.State != store.Working
	})
}

func (m *mixed) jobs() []store.Job {
	jobs, err := m.store.Jobs(m.t.Context(), 10_000)
	must(m.t, err)
	return jobs
}

// check compares what stands in Slack with what must.
func (m *mixed) check() {
	commands := 0
	for _, j := range m.jobs() {
		if j.Key == "" { // the house's own
			continue
		}
		r, err := m.store.Request(m.t.Context(), j.Key)
		must(m.t, err)
		_, deleted := m.deleted.Load(r.Thread)
		switch {
		case r.State == store.Failed && !deleted:
			m.t.Errorf("request %s was lost: %s", j.Key, r.Failure)
		case strings.HasPrefix(j.Key, commandKey(team, "")):
			commands++ // one that was acknowledged too late was made again, and is one of its own
		default:
			at := [2]string{r.Channel, r.Thread}
			if w := m.want[at]; w.counted {
				w.replies++
				m.want[at] = w
			}
		}
	}
	watched := 0
	for at, w := range m.want {
		got := m.replies(at[0], at[1])
		switch {
		case w.replies < 0:
			watched += len(got)
		case len(got) != w.replies:
			m.t.Errorf("%d replies in %s/%s, want %d: %q", len(got), at[0], at[1], w.replies, m.texts(at[0], at[1]))
		case w.replies > 0 && !strings.Contains(got[len(got)-1].Text, w.says):
			m.t.Errorf("in %s/%s it says %q, want %q", at[0], at[1], got[len(got)-1].Text, w.says)
		}
	}
	if want := min(watchDay, m.made["watched"]); watched != want {
		m.t.Errorf("%d replies in the watched channel, want %d", watched, want)
	}
	roots := 0
	for _, channel := range []string{general, news} {
		for _, root := range m.roots(channel) {
			roots++
			if got := m.replies(channel, root); len(got) != 2 { // the root and its reply
				m.t.Errorf("a command's root %s has %d messages", root, len(got))
			}
		}
	}
	if roots != commands {
		m.t.Errorf("%d roots of %d commands", roots, commands)
	}
}
