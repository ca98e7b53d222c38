package e2e

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"
	"time"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/store/storetest"
)

var (
	kills    = flag.Int("kills", 5, "how often TestKilledAnywhere kills the process of each database")
	killSeed = flag.Uint64("seed", 0, "of TestKilledAnywhere; 0 takes one from the clock")
)

// The process dies anywhere, again and again: whatever was asked has one reply in the end. The table is printed with -v;
// `make crash` kills two hundred times a database.
func TestKilledAnywhere(t *testing.T) {
	seed := *killSeed
	if seed == 0 {
		seed = uint64(time.Now().UnixNano())
	}
	for i, database := range []string{"SQLite", "Postgres"} {
		t.Run(database, func(t *testing.T) {
			t.Parallel()
			var dsn string
			if database == "Postgres" {
				dsn = storetest.Postgres(t)(t)
			}
			k := &killing{house: newHouse(t), news: newNewsroom(t), rand: rand.New(rand.NewPCG(seed, uint64(i)))}
			if dsn != "" {
				k.env["DATABASE_URL"] = dsn
			}
			k.env["FOOTNOTE_PERSON_DAY"] = "0"
			t.Logf("seed %d", seed)
			k.run(*kills)
		})
	}
}

// killing is a house whose bot is killed.
type killing struct {
	*house
	news *newsroom
	rand *rand.Rand
	bot  *process
	dm   string
	asks []asked
	died map[string]int // by place
}

// asked is a request, and how many messages of ours its thread holds in the end.
type asked struct {
	place           string
	channel, thread string
	want            int
}

// spot is where a process dies: ask asks something and returns when it is there.
type spot struct {
	place string
	ask   func(k *killing) asked
}

var spots = []spot{
	{"at a random moment", func(k *killing) asked {
		a := k.mention("/story/" + k.next())
		<-time.After(time.Duration(k.rand.IntN(400)) * time.Millisecond)
		return a
	}},
	{"while a page is read", func(k *killing) asked {
		a := k.mention("/held?" + k.next())
		<-k.news.seen
		return a
	}},
	{"before Slack has the reply", holding("chat.postMessage", "before", (*killing).aMention)},
	{"before it hears that Slack has it", holding("chat.postMessage", "after", (*killing).aMention)},
	{"between a command's root and its reply", holding("chat.postMessage", "after", (*killing).aCommand)},
	{"as a stream begins", holding("chat.startStream", "after", (*killing).aDirectMessage)},
	{"as a stream ends", holding("chat.stopStream", "after", (*killing).aStream)},
	{"as a reply is written over its stream", holding("chat.update", "after", (*killing).aStream)},
}

// holding asks while Slack holds a call, until it does.
func holding(method, when string, ask func(*killing) asked) func(*killing) asked {
	return func(k *killing) asked {
		k.post("faults", map[string]any{"kind": "hold", "method": method, "when": when})
		a := ask(k)
		k.held(method)
		return a
	}
}

func (k *killing) next() string { return fmt.Sprint(len(k.asks)) }

func (k *killing) mention(path string) asked {
	general := k.channel("general")
	return asked{channel: general, thread: k.say(k.ann, general, k.house.mention(k.news.URL+path), ""), want: 1}
}

func (k *killing) aMention() asked { return k.mention("/story/" + k.next()) }

func (k *killing) aDirectMessage() asked {
	return asked{channel: k.dm, thread: k.say(k.ann, k.dm, k.news.URL+"/held?"+k.next(), ""), want: 1}
}

// aStream is a direct message whose reply streams, and whose page is there then.
func (k *killing) aStream() asked {
	open := k.news.shut()
	a := k.aDirectMessage()
	k.until("the stream", func() bool { return len(k.replies(a.channel, a.thread)) == 1 })
	open()
	return a
}

// aCommand has a root of ours, below which its reply stands.
func (k *killing) aCommand() asked {
	news := k.channel("news")
	before := k.rootsOf(news)
	k.post("command", map[string]any{"user": "ann", "channel": "news", "command": "/footnote", "text": k.news.URL + "/story/" + k.next()})
	a := asked{channel: news, want: 2}
	k.until("the root", func() bool {
		for _, ts := range k.rootsOf(news) {
			if !slices.Contains(before, ts) {
				a.thread = ts
			}
		}
		return a.thread != ""
	})
	return a
}

func (k *killing) run(times int) {
	k.died = map[string]int{}
	k.dm = k.house.dm(k.ann)
	k.bot = k.serve()
	for done := 0; done < times; {
		s := spots[(done+k.rand.IntN(2))%len(spots)] // each place in its turn, and some twice
		open := k.news.shut()
		a := s.ask(k)
		a.place = s.place
		k.asks = append(k.asks, a)
		k.die(s.place)
		done++
		open()
		if done < times && k.rand.IntN(4) == 0 {
			<-time.After(time.Duration(k.rand.IntN(200)) * time.Millisecond)
			k.die("while it takes up what was left")
			done++
		}
		k.answered(a)
		for len(k.news.seen) > 0 {
			<-k.news.seen
		}
	}
	k.settled(k.env["DATABASE_URL"])
	k.report(times)
}

// die kills the process, lets Slack's calls go and starts the next, a minute later by Slack's clock: for as long what was sent
// and not answered may still appear, and nothing is posted in its place.
func (k *killing) die(place string) {
	k.bot.kill()
	k.clearFaults()
	k.post("clock", map[string]any{"by": "61s"})
	k.died[place]++
	k.bot = k.serve()
}

// clearFaults takes all faults away, and lets the calls go that they hold.
func (h *house) clearFaults() {
	h.t.Helper()
	req, err := http.NewRequestWithContext(h.t.Context(), http.MethodDelete, h.url+"/playground/api/faults", http.NoBody)
	if err != nil {
		h.t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		h.t.Fatal(err)
	}
	_ = resp.Body.Close()
}

// answered waits for a reply; that there is none shows in the report.
func (k *killing) answered(a asked) {
	deadline := time.Now().Add(patience)
	for time.Now().Before(deadline) {
		ours := k.replies(a.channel, a.thread)
		if len(ours) >= a.want && !slices.ContainsFunc(ours, func(m slack.Message) bool { return len(tasks(m)) > 0 }) {
			return
		}
		<-time.After(20 * time.Millisecond)
	}
}

// report counts what every request came to, and prints the table.
func (k *killing) report(times int) {
	type row struct{ requests, replies, twice, lost int }
	rows := map[string]*row{}
	commands := 0
	for _, a := range k.asks {
		r := rows[a.place]
		if r == nil {
			r = &row{}
			rows[a.place] = r
		}
		r.requests++
		n := len(k.replies(a.channel, a.thread)) - (a.want - 1) // but for a command's root
		r.replies += n
		r.twice += max(0, n-1)
		r.lost += max(0, 1-n)
		commands += a.want - 1
	}
	if roots := len(k.rootsOf(k.channel("news"))); roots != commands {
		k.t.Errorf("%d roots of %d commands", roots, commands)
	}
	var table strings.Builder
	w := tabwriter.NewWriter(&table, 0, 0, 2, ' ', 0)
	var all row
	fmt.Fprintln(w, "killed\tkills\trequests\treplies\tduplicates\tlost")
	for _, s := range append(slices.Clone(spots), spot{place: "while it takes up what was left"}) {
		r := rows[s.place]
		if r == nil {
			r = &row{}
		}
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%d\n", s.place, k.died[s.place], r.requests, r.replies, r.twice, r.lost)
		all = row{all.requests + r.requests, all.replies + r.replies, all.twice + r.twice, all.lost + r.lost}
	}
	fmt.Fprintf(w, "in all\t%d\t%d\t%d\t%d\t%d\n", times, all.requests, all.replies, all.twice, all.lost)
	_ = w.Flush() // into a string
	k.t.Log("\n" + table.String())
	if all.twice > 0 || all.lost > 0 {
		k.t.Errorf("%d duplicates, %d lost", all.twice, all.lost)
	}
}
