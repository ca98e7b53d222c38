package bot

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/store"
	"github.com/footnote-bot/footnote/store/storetest"
	"github.com/footnote-bot/footnote/summarize"
)

// paper is a server of feeds, a bot that follows them in two channels, and their clock.
type paper struct {
	t      *testing.T
	mu     sync.Mutex
	now    time.Time
	asked  map[string][]time.Time // by path
	spared map[string]int         // of them: those that had to send nothing
	status map[string]int         // of a path that does not answer
	told   []string
	bot    *Bot
	store  *store.Store
	url    string
}

// The feeds of the paper, by path: what they wish.
var paperFeeds = map[string]struct{ header, ttl string }{
	"/plain": {}, "/hours": {header: "max-age=7200"}, "/ttl": {ttl: "<ttl>90</ttl>"}, "/both": {header: "max-age=600", ttl: "<ttl>60</ttl>"},
	"/short": {header: "max-age=60"}, "/down": {}, "/gone": {},
}

func newPaper(t *testing.T) *paper {
	p := &paper{t: t, now: time.Date(2026, 11, 2, 8, 0, 0, 0, time.UTC), asked: map[string][]time.Time{}, spared: map[string]int{}, status: map[string]int{}}
	feeds := httptest.NewServer(http.HandlerFunc(p.serveFeed))
	t.Cleanup(feeds.Close)
	slackAPI := httptest.NewServer(http.HandlerFunc(p.serveSlack))
	t.Cleanup(slackAPI.Close)
	p.url = feeds.URL
	now := func() time.Time {
		p.mu.Lock()
		defer p.mu.Unlock()
		return p.now
	}
	var err error
	p.store, err = store.Open(t.Context(), storetest.SQLite(t), store.Config{Now: now, Log: slog.New(slog.DiscardHandler)})
	must(t, err)
	t.Cleanup(func() { p.store.Close() })
	must(t, p.store.Migrate(t.Context()))
	reader, err := article.NewReader(article.Config{AllowPrivateHosts: []string{strings.TrimPrefix(feeds.URL, "http://")}})
	must(t, err)
	engine, err := summarize.New(summarize.Config{})
	must(t, err)
	p.bot, err = New(t.Context(), Config{
		Slack: slack.New("xoxb", slack.OptionAPIURL(slackAPI.URL+"/")), Store: p.store, Reader: reader, Engine: engine, Now: now, Log: slog.New(slog.DiscardHandler),
	})
	must(t, err)
	return p
}

func (p *paper) serveFeed(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked[r.URL.Path] = append(p.asked[r.URL.Path], p.now)
	if status := p.status[r.URL.Path]; status != 0 {
		w.WriteHeader(status)
		return
	}
	wish := paperFeeds[r.URL.Path]
	if wish.header != "" {
		w.Header().Set("Cache-Control", wish.header)
	}
	w.Header().Set("ETag", `"1"`)
	if r.Header.Get("If-None-Match") == `"1"` {
		p.spared[r.URL.Path]++
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("Content-Type", "application/rss+xml")
	fmt.Fprintf(w, `<rss version="2.0"><channel><title>%s</title>%s<item><title>One</title><link>/one</link><guid>1</guid></item></channel></rss>`, strings.TrimPrefix(r.URL.Path, "/"), wish.ttl)
}

func (p *paper) serveSlack(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	answer := map[string]any{"ok": true}
	switch r.URL.Path {
	case "/auth.test":
		answer["team_id"], answer["user_id"], answer["bot_id"], answer["url"] = "T1", "UBOT", "BBOT", "https://ours.slack.com/"
	case "/users.info":
		answer["user"] = map[string]any{"id": r.FormValue("user"), "team_id": "T1", "name": "ann", "locale": "en-US", "tz": "UTC"}
	case "/conversations.open":
		answer["channel"] = map[string]any{"id": "D" + r.FormValue("users")}
	case "/chat.postMessage":
		p.told = append(p.told, r.FormValue("channel")+" "+r.FormValue("text"))
		answer["ts"] = slackTime(p.now)
	default:
		answer = map[string]any{"ok": false, "error": "unknown_method"}
	}
	_ = json.NewEncoder(w).Encode(answer) // who left misses nothing
}

// follow makes two channels follow a feed.
func (p *paper) follow(paths ...string) {
	p.t.Helper()
	for _, path := range paths {
		for _, channel := range []string{"C1", "C2"} {
			_, err := p.store.Follow(p.t.Context(), store.Feed{
				Team: "T1", Channel: channel, URL: p.url + path, Title: strings.TrimPrefix(path, "/"), Adder: "U" + channel, Next: p.bot.now(),
			})
			must(p.t, err)
		}
	}
}

// live lets time go by in small steps, at each of which the feeds are asked that may be.
func (p *paper) live(d, step time.Duration) {
	p.t.Helper()
	for end := p.bot.now().Add(d); p.bot.now().Before(end); {
		due, err := p.store.DueFeeds(p.t.Context(), "T1", p.bot.now(), 100)
		must(p.t, err)
		must(p.t, p.bot.askFeeds(p.t.Context(), due))
		p.mu.Lock()
		p.now = p.now.Add(step)
		p.mu.Unlock()
	}
}

// A feed is asked for all channels that follow it at once, no more often than every quarter of an hour nor than it wishes,
// also where it has answered that nothing is new; and it is told what is known of it.
func TestFeedsAreAskedAsTheyWish(t *testing.T) {
	p := newPaper(t)
	least := map[string]time.Duration{
		"/plain": 15 * time.Minute, "/short": 15 * time.Minute, "/hours": 2 * time.Hour, "/ttl": 90 * time.Minute, "/both": time.Hour, "/down": 15 * time.Minute,
	}
	for path := range least {
		p.follow(path)
	}
	p.status["/down"] = http.StatusServiceUnavailable
	p.live(24*time.Hour, 5*time.Minute)
	for path, least := range least {
		asked := p.asked[path]
		for i := 1; i < len(asked); i++ {
			if gap := asked[i].Sub(asked[i-1]); gap < least {
				t.Errorf("%s was asked after %s, want %s at least", path, gap, least)
			}
		}
		if most := int(24*time.Hour/least) + 1; len(asked) > most || len(asked) < 2 || path != "/down" && len(asked) < most-1 {
			t.Errorf("%s was asked %d times in a day, want about %d", path, len(asked), most)
		}
		if path != "/down" && p.spared[path] != len(asked)-1 {
			t.Errorf("%s sent all of itself %d times", path, len(asked)-p.spared[path])
		}
	}
	for _, channel := range []string{"C1", "C2"} {
		entries, err := p.store.Entries(t.Context(), "T1", channel, 0, 100)
		must(t, err)
		if len(entries) != len(least)-1 {
			t.Errorf("%s has %d entries, want one of each feed that answers", channel, len(entries))
		}
	}
}

// failing are the feeds that a digest of the first channel would name now.
func (p *paper) failing() []string {
	p.t.Helper()
	g := &gathering{Made: p.bot.now()}
	_, _, err := p.bot.announced(p.t.Context(), Ask{Team: "T1", Channel: "C1"}, store.Digest{}, p.bot.now(), g)
	must(p.t, err)
	slices.Sort(g.Failing)
	return g.Failing
}

// A feed that fails is named after three days; who added it is asked once whether it is dead, after two weeks, or after three
// days where it says itself that it is gone; one that answers again is as good as new.
func TestFeedsThatFail(t *testing.T) {
	p := newPaper(t)
	p.follow("/plain", "/down", "/gone")
	day := 24 * time.Hour
	p.live(day, time.Hour)
	p.mu.Lock()
	p.status["/down"], p.status["/gone"] = http.StatusInternalServerError, http.StatusGone
	p.mu.Unlock()
	check := func(after string, named, told []string) {
		t.Helper()
		if got := p.failing(); !slices.Equal(got, named) {
			t.Errorf("after %s the digest names %v, want %v", after, got, named)
		}
		p.mu.Lock()
		defer p.mu.Unlock()
		var got []string
		for _, line := range p.told {
			for _, feed := range []string{"plain", "down", "gone"} {
				if strings.Contains(line, "The feed "+feed+", which <#C") && strings.Contains(line, "Is it dead? `/footnote unfollow "+p.url+"/"+feed+"`") {
					got = append(got, line[:strings.Index(line, " ")]+" "+feed)
				}
			}
		}
		if slices.Sort(got); !slices.Equal(got, told) || len(p.told) != len(told) {
			t.Errorf("after %s asked: %v, want %v", after, p.told, told)
		}
	}
	p.live(2*day, time.Hour)
	check("two days", nil, nil)
	p.live(2*day, time.Hour)
	check("four days", []string{"down", "gone"}, []string{"DUC1 gone", "DUC2 gone"})
	p.live(9*day, time.Hour)
	check("thirteen days", []string{"down", "gone"}, []string{"DUC1 gone", "DUC2 gone"})
	p.live(7*day, time.Hour)
	all := []string{"DUC1 down", "DUC1 gone", "DUC2 down", "DUC2 gone"}
	check("twenty days", []string{"down", "gone"}, all)
	p.mu.Lock()
	p.status["/down"] = 0
	p.mu.Unlock()
	p.live(day, time.Hour)
	check("it answers", []string{"gone"}, all)
}
