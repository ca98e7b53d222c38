package bot

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"text/tabwriter"
	"time"

	"github.com/slack-go/slack"
	"golang.org/x/time/rate"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/digest"
	"github.com/footnote-bot/footnote/internal/testneed"
	"github.com/footnote-bot/footnote/store"
	"github.com/footnote-bot/footnote/store/storetest"
	"github.com/footnote-bot/footnote/summarize"
)

// A year of six channels, each in a zone of its own, with two digests, people and apps that share links in messages and in
// threads, days without any, a program that is down for hours and days and dies in the middle of a slot, a clock that
// jumps, and digests that fail. Every slot is served once or made up for by one that comes after it, and every link
// stands in exactly one digest, as a walk over the year's minutes says that it must. Outside of CI there are two channels.
func TestAYearOfChannels(t *testing.T) {
	if raceEnabled {
		t.Skip("nothing runs at once here, and a year of a database takes minutes")
	}
	channels := []channelPlan{
		{"Europe/Berlin", 2026, []string{"daily 02:30", "weekly Mon 09:00"}},
		{"America/New_York", 2026, []string{"weekdays 08:30", "weekly Sun 02:30"}},
		{"America/Santiago", 2026, []string{"daily 00:00", "weekly Fri 16:00"}},    // its clocks change at midnight
		{"Australia/Lord_Howe", 2026, []string{"daily 02:15", "weekly Tue 08:00"}}, // by half an hour
		{"Asia/Kolkata", 2026, []string{"every 12h", "weekly Mon,Thu 09:00"}},      // half an hour beside the others
		{"America/Caracas", 2016, []string{"daily 02:45", "weekdays 17:00"}},       // left half an hour out for good
	}
	if !testneed.Whole() {
		channels = slices.DeleteFunc(channels, func(c channelPlan) bool { return c.zone != "America/Santiago" && c.zone != "Australia/Lord_Howe" })
	}
	table := make([][]string, len(channels))
	t.Run("zones", func(t *testing.T) {
		for i, c := range channels {
			t.Run(c.zone, func(t *testing.T) {
				t.Parallel()
				table[i] = newChannelYear(t, c.zone, c.year, c.plans).live()
			})
		}
	})
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "zone\tyear\tdigest\tslots\tposted\tquiet\tfailed\tcatch-ups\tmissed\tlinks")
	for _, rows := range table {
		fmt.Fprint(w, strings.Join(rows, ""))
	}
	must(t, w.Flush())
	t.Log("\n" + b.String())
}

// channelPlan is where a channel is, and which digests it has.
type channelPlan struct {
	zone  string
	year  int
	plans []string
}

// channelYear is a channel, its digests, and what becomes of them.
type channelYear struct {
	t      *testing.T
	zone   *time.Location
	year   int
	plans  []digest.Schedule
	slots  [][]time.Time // of each plan, by the walk
	downs  []stretch
	skews  []skew
	random *rand.Rand
	looks  []look

	mu    sync.Mutex
	now   time.Time // of the world, and of Slack
	posts []talked
	store *store.Store
	bot   *Bot
}

// stretch is from one moment to before another.
type stretch struct{ from, to time.Time }

func (s stretch) has(t time.Time) bool { return !t.Before(s.from) && t.Before(s.to) }

// skew is how wrong the machine's clock is for a while.
type skew struct {
	stretch
	by time.Duration
}

// talked is a message with one link.
type talked struct {
	at, thread time.Time // thread: of the message that it replies to
	link       string
	body       map[string]any
}

// look is a moment at which the program looks whether a digest is due.
type look struct {
	at   time.Time
	dies bool // right after it, before it has made the digest
}

// served is what became of a slot.
type served struct {
	due   time.Time
	state store.SlotState
	links []string
}

func newChannelYear(t *testing.T, zone string, year int, plans []string) *channelYear {
	y := &channelYear{t: t, year: year, random: rand.New(rand.NewPCG(1, uint64(len(zone))))}
	for _, text := range plans {
		s, err := digest.Parse(text, zone)
		must(t, err)
		y.plans, y.zone = append(y.plans, s), s.Location()
	}
	y.walk()
	y.trouble()
	y.looking()
	y.talk()
	y.open()
	return y
}

// walk is the independent calculation: it goes over the minutes of the year, reads the wall clock at each, and notes when a
// wanted time of a date comes first; a time over which the clock jumps comes as much after the jump.
func (y *channelYear) walk() {
	y.slots = make([][]time.Time, len(y.plans))
	seen := make([]map[time.Time]bool, len(y.plans))
	note := func(t, wall time.Time) {
		for i, s := range y.plans {
			wanted := wall.Hour() == s.Hour && wall.Minute() == s.Minute && s.Days.Has(wall.Weekday())
			if s.Every > 0 {
				wanted = wall.Hour()%s.Every == 0 && wall.Minute() == 0
			}
			if wanted && !seen[i][wall] && t.After(y.begin()) {
				seen[i][wall] = true
				y.slots[i] = append(y.slots[i], t)
			}
		}
	}
	for i := range seen {
		seen[i] = map[time.Time]bool{}
	}
	var before time.Time
	for t := y.begin(); t.Before(y.end()); t = t.Add(time.Minute) {
		local := t.In(y.zone)
		wall := time.Date(local.Year(), local.Month(), local.Day(), local.Hour(), local.Minute(), 0, 0, time.UTC)
		if !before.IsZero() {
			for lost := before.Add(time.Minute); lost.Before(wall); lost = lost.Add(time.Minute) {
				note(t.Add(lost.Sub(before)-time.Minute), lost)
			}
		}
		before = wall
		note(t, wall)
	}
	for _, slots := range y.slots {
		slices.SortFunc(slots, time.Time.Compare)
	}
}

func (y *channelYear) begin() time.Time { return time.Date(y.year, 1, 1, 0, 0, 0, 0, time.UTC) }
func (y *channelYear) end() time.Time   { return time.Date(y.year+1, 1, 1, 0, 0, 0, 0, time.UTC) }

// trouble chooses when the program is down, every third time from the middle of a slot on, and when its clock is wrong.
func (y *channelYear) trouble() {
	for n := range 12 {
		from := y.begin().Add(time.Duration(24*(10+29*n))*time.Hour + time.Duration(y.random.IntN(3*24*60))*time.Minute)
		if n%3 == 0 {
			i, _ := slices.BinarySearchFunc(y.slots[0], from, time.Time.Compare)
			from = y.slots[0][i].Add(5 * time.Second)
		}
		y.downs = append(y.downs, stretch{from, from.Add(time.Duration(1+y.random.IntN(9*24)) * time.Hour)})
	}
	for n := range 6 {
		from := y.begin().Add(time.Duration(24*(27+55*n)) * time.Hour)
		y.skews = append(y.skews, skew{stretch{from, from.Add(30 * time.Hour)}, []time.Duration{-90 * time.Minute, 50 * time.Minute}[n%2]})
	}
}

func (y *channelYear) skewAt(t time.Time) time.Duration {
	for _, s := range y.skews {
		if s.has(t) {
			return s.by
		}
	}
	return 0
}

// looking chooses the moments at which the program looks: twice a day, a minute before each slot, and within a second of it
// by the machine's clock, where it runs.
func (y *channelYear) looking() {
	var at []time.Time
	for t := y.begin(); t.Before(y.end()); t = t.Add(12 * time.Hour) {
		at = append(at, t)
	}
	for _, slots := range y.slots {
		for _, slot := range slots {
			for _, by := range []time.Duration{0, -90 * time.Minute, 50 * time.Minute} {
				if t := slot.Add(-by); y.skewAt(t) == by {
					at = append(at, t.Add(-time.Minute), t.Add(time.Duration(y.random.IntN(1000))*time.Millisecond))
				}
			}
		}
	}
	for _, down := range y.downs {
		at = slices.DeleteFunc(at, down.has)
		at = append(at, down.to)
	}
	slices.SortFunc(at, time.Time.Compare)
	for _, t := range at {
		dies := slices.ContainsFunc(y.downs, func(d stretch) bool { return t.Before(d.from) && d.from.Sub(t) <= 5*time.Second })
		y.looks = append(y.looks, look{t, dies})
	}
}

// talk makes the year's messages: up to five links a day, none for two weeks in summer, a fourth of them in the threads of
// earlier messages, some by an app, some forwarded.
func (y *channelYear) talk() {
	for day := y.begin(); day.Before(y.end()); day = day.AddDate(0, 0, 1) {
		if day.YearDay() >= 200 && day.YearDay() < 214 {
			continue
		}
		for range y.random.IntN(6) * y.random.IntN(2) {
			y.talkOnce(day.Add(time.Duration(y.random.Int64N(int64(24 * time.Hour)))))
		}
	}
	slices.SortFunc(y.posts, func(a, b talked) int { return a.at.Compare(b.at) })
}

func (y *channelYear) talkOnce(at time.Time) {
	at = at.Truncate(time.Microsecond)
	p := talked{at: at, link: fmt.Sprintf("https://site.example/%d", len(y.posts))}
	earlier := slices.Clone(y.posts)
	earlier = slices.DeleteFunc(earlier, func(e talked) bool {
		return !e.thread.IsZero() || !e.at.Before(at) || at.Sub(e.at) > threadsFor
	})
	if len(earlier) > 0 && y.random.IntN(4) == 0 {
		p.thread = earlier[y.random.IntN(len(earlier))].at
	}
	switch y.random.IntN(8) {
	case 0:
		p.body = map[string]any{"subtype": "bot_message", "bot_id": "B7", "username": "Wire", "attachments": []any{map[string]any{"title": "News", "title_link": p.link}}}
	case 1:
		p.body = map[string]any{"user": "U1", "text": "see", "attachments": []any{map[string]any{"is_share": true, "text": "Read <" + p.link + ">"}}}
	default:
		p.body = map[string]any{"user": "U2", "text": "Look: <" + p.link + "|this> is new"}
	}
	y.posts = append(y.posts, p)
}

// open makes a bot on a Slack that knows this channel alone.
func (y *channelYear) open() {
	y.now = y.begin()
	server := httptest.NewServer(http.HandlerFunc(y.serve))
	y.t.Cleanup(server.Close)
	now := func() time.Time {
		y.mu.Lock()
		defer y.mu.Unlock()
		return y.now.Add(y.skewAt(y.now))
	}
	var err error
	y.store, err = store.Open(y.t.Context(), storetest.SQLite(y.t), store.Config{Now: now, Log: slog.New(slog.DiscardHandler)})
	must(y.t, err)
	y.t.Cleanup(func() { y.store.Close() })
	must(y.t, y.store.Migrate(y.t.Context()))
	reader, err := article.NewReader(article.Config{})
	must(y.t, err)
	engine, err := summarize.New(summarize.Config{})
	must(y.t, err)
	y.bot, err = New(y.t.Context(), Config{
		Slack: slack.New("xoxb", slack.OptionAPIURL(server.URL+"/")), Store: y.store, Reader: reader, Engine: engine, Now: now, Log: slog.New(slog.DiscardHandler),
	})
	must(y.t, err)
	for method := range methodLimits { // by the real clock, of which a year has too little here
		y.bot.slack.limits[method] = rate.NewLimiter(rate.Inf, 1)
	}
	for _, s := range y.plans {
		_, err := y.store.SaveDigest(y.t.Context(), store.Digest{
			Team: "T1", Channel: "C1", Schedule: s.String(), State: store.DigestOn, Next: s.Next(y.begin()), Covered: slackTime(y.begin()), Takes: takesLinks,
		})
		must(y.t, err)
	}
}

// serve is the part of Slack that a digest's links come from.
func (y *channelYear) serve(w http.ResponseWriter, r *http.Request) {
	y.mu.Lock()
	defer y.mu.Unlock()
	answer := map[string]any{"ok": true}
	switch r.URL.Path {
	case "/auth.test":
		answer["team_id"], answer["user_id"], answer["bot_id"], answer["url"] = "T1", "UBOT", "BBOT", "https://ours.slack.com/"
	case "/conversations.history":
		answer["messages"] = y.said(r.FormValue("oldest"), "")
	case "/conversations.replies":
		answer["messages"] = y.said(r.FormValue("oldest"), r.FormValue("ts"))
	default:
		answer = map[string]any{"ok": false, "error": "unknown_method"}
	}
	_ = json.NewEncoder(w).Encode(answer) // who left misses nothing
}

// said are the messages that there are by now: of the channel, the newest first, or the root and the replies of a thread.
func (y *channelYear) said(oldest, thread string) []any {
	messages := []any{}
	latest := map[time.Time]string{}
	i, _ := slices.BinarySearchFunc(y.posts, messageTime(oldest).Add(-2*threadsFor), func(p talked, t time.Time) int { return p.at.Compare(t) })
	for _, p := range y.posts[i:] {
		ts := slackTime(p.at)
		if p.at.After(y.now) {
			break
		}
		root := slackTime(p.thread)
		if p.thread.IsZero() {
			root = ts
		} else {
			latest[p.thread] = ts
		}
		isRoot := ts == root
		if thread == "" && (!isRoot || ts <= oldest) || thread != "" && (root != thread || !isRoot && ts <= oldest) {
			continue
		}
		m := map[string]any{"type": "message", "ts": ts}
		maps.Copy(m, p.body)
		if !isRoot {
			m["thread_ts"] = root
		}
		messages = append(messages, m)
	}
	if thread == "" {
		slices.Reverse(messages)
	}
	for _, m := range messages {
		m, _ := m.(map[string]any)
		ts, _ := m["ts"].(string)
		for root, last := range latest {
			if slackTime(root) == ts {
				m["thread_ts"], m["latest_reply"] = ts, last
			}
		}
	}
	return messages
}

// fails reports whether a digest cannot be posted: one in forty, so that the next one has to hold what it would have held.
func (y *channelYear) fails(due time.Time) bool { return due.YearDay()%40 == 7 }

// live walks through the year as the program does, and compares with what must be. It gives rows of the table.
func (y *channelYear) live() []string {
	got := make([][]served, len(y.plans))
	work := func() {
		for i := range y.plans {
			got[i] = append(got[i], y.work(i+1)...)
		}
	}
	died, wrong := false, time.Duration(0)
	for n, l := range y.looks {
		y.mu.Lock()
		y.now = l.at
		y.mu.Unlock()
		if died { // what a dead process left
			work()
		}
		now := y.bot.now()
		if skewed := y.skewAt(l.at); n%100 == 0 || died || skewed != wrong { // the clock has jumped
			must(y.t, y.bot.planDigests(y.t.Context(), now))
			wrong = skewed
		}
		died = l.dies
		due, err := y.store.DueDigests(y.t.Context(), "T1", now)
		must(y.t, err)
		if len(due) == 0 {
			continue
		}
		must(y.t, y.bot.beginDigests(y.t.Context(), now))
		if !l.dies {
			work()
		}
	}
	var rows []string
	for i, s := range y.plans {
		want, row := y.mustBe(i)
		y.compare(s, got[i], want)
		rows = append(rows, row)
	}
	return rows
}

// work makes the digest of an open slot, as far as its links go: reading and posting are tested elsewhere.
func (y *channelYear) work(number int) []served {
	ctx := y.t.Context()
	newest, err := y.store.Slots(ctx, "T1", "C1", number, 1)
	must(y.t, err)
	if len(newest) == 0 || newest[0].State != store.SlotIntended {
		return nil
	}
	slot := newest[0]
	ask := Ask{Key: slot.Key, Kind: AskDigest, Via: ViaClock, Team: "T1", Channel: "C1", Digest: &DigestAsk{Do: digestSlot, Number: number, Due: slot.Due}}
	if y.fails(slot.Due) {
		must(y.t, y.bot.closeSlot(ctx, ask, store.SlotFailed, store.Seen{}))
		return []served{{slot.Due, store.SlotFailed, nil}}
	}
	d, err := y.store.Digest(ctx, "T1", "C1", number)
	must(y.t, err)
	made := y.bot.now()
	w := &gathering{Number: number, Made: made, Seen: store.Seen{Message: d.Covered}}
	links, _, err := y.bot.digestLinks(ctx, ask, d, beginOf(d, made), w)
	must(y.t, err)
	s := served{due: slot.Due, state: store.SlotQuiet}
	for _, l := range links {
		s.state, s.links = store.SlotPosted, append(s.links, l.URL)
	}
	slices.Sort(s.links)
	must(y.t, y.bot.closeSlot(ctx, ask, s.state, w.Seen))
	if s.state == store.SlotPosted {
		y.ownPost(s.links)
	}
	return []served{s}
}

// ownPost is the digest in the channel: its links are nobody's.
func (y *channelYear) ownPost(links []string) {
	y.mu.Lock()
	defer y.mu.Unlock()
	p := talked{at: y.now.Truncate(time.Microsecond), body: map[string]any{"user": "UBOT", "bot_id": "BBOT", "text": "<" + strings.Join(links, "> <") + ">"}}
	i, _ := slices.BinarySearchFunc(y.posts, p.at, func(p talked, t time.Time) int { return p.at.Compare(t) })
	y.posts = slices.Insert(y.posts, i, p)
}

// mustBe is what becomes of a plan's slots, by the walk: at each look the last of those that are due by the machine's clock
// and were not when it looked before; it holds what was shared since the last one that did not fail.
func (y *channelYear) mustBe(plan int) (want []served, row string) {
	slots := y.slots[plan]
	var open *served // by a process that died
	next, catchUps, missed, count, total := 0, 0, 0, map[store.SlotState]int{}, 0
	covered := y.begin()
	end := func(at time.Time) {
		s := *open
		open = nil
		s.state = store.SlotFailed
		if !y.fails(s.due) {
			s.state = store.SlotQuiet
			for _, p := range y.posts {
				if p.link != "" && p.at.After(covered) && !p.at.After(at) {
					s.state, s.links = store.SlotPosted, append(s.links, p.link)
				}
			}
			slices.Sort(s.links)
			covered = at
		}
		total += len(s.links)
		count[s.state]++
		want = append(want, s)
	}
	for _, l := range y.looks {
		if open != nil {
			end(l.at)
		}
		due := next
		for due < len(slots) && !slots[due].After(l.at.Add(y.skewAt(l.at))) {
			due++
		}
		if due == next {
			continue
		}
		if due-next > 1 {
			catchUps, missed = catchUps+1, missed+due-next-1
		}
		open, next = &served{due: slots[due-1]}, due
		if !l.dies {
			end(l.at)
		}
	}
	s := y.plans[plan]
	return want, fmt.Sprintf("%s\t%d\t%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\n", s.Zone(), y.year, strings.TrimSuffix(s.String(), " "+s.Zone()), len(slots),
		count[store.SlotPosted], count[store.SlotQuiet], count[store.SlotFailed], catchUps, missed, total)
}

func (y *channelYear) compare(s digest.Schedule, got, want []served) {
	for i := range min(len(got), len(want)) {
		g, w := got[i], want[i]
		if !g.due.Equal(w.due) || g.state != w.state || !slices.Equal(g.links, w.links) {
			y.t.Fatalf("%s: number %d is due %s, %s with %d links, want %s, %s with %d:\n%v\n%v", s, i, g.due.In(y.zone), g.state, len(g.links),
				w.due.In(y.zone), w.state, len(w.links), g.links, w.links)
		}
	}
	if len(got) != len(want) {
		y.t.Errorf("%s: %d slots were served, want %d", s, len(got), len(want))
	}
	told := map[string]int{}
	for _, g := range got {
		for _, link := range g.links {
			told[link]++
		}
	}
	for _, p := range y.posts {
		if last := got[len(got)-1]; p.link != "" && told[p.link] != 1 && p.at.Before(last.due) && last.state != store.SlotFailed {
			y.t.Errorf("%s: %s, shared on %s, stands in %d digests", s, p.link, p.at, told[p.link])
		}
	}
}
