package e2e

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// wire is a site with a feed, whose entries tests add, and which counts who asks.
type wire struct {
	*httptest.Server
	mu       sync.Mutex
	entries  []string
	asked    int
	unneeded int // answers that said: as you have it
	down     bool
}

func newWire(t *testing.T, newsroom string) *wire {
	w := &wire{}
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(rw http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(rw, `<html><head><title>The Ferry Wire</title><link rel="alternate" type="application/rss+xml" href="/news.rss"></head><body><p>Headlines</p></body></html>`)
	})
	mux.HandleFunc("/news.rss", func(rw http.ResponseWriter, r *http.Request) {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.asked++
		if w.down {
			http.Error(rw, "no", http.StatusInternalServerError)
			return
		}
		tag := fmt.Sprintf(`"%d"`, len(w.entries))
		rw.Header().Set("ETag", tag)
		if r.Header.Get("If-None-Match") == tag {
			w.unneeded++
			rw.WriteHeader(http.StatusNotModified)
			return
		}
		rw.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprintf(rw, `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Ferry Wire</title><ttl>20</ttl>%s</channel></rss>`, strings.Join(w.entries, ""))
	})
	w.Server = httptest.NewServer(mux)
	t.Cleanup(w.Close)
	for n := range 6 {
		w.add(newsroom, 10+n)
	}
	return w
}

// add announces a story, which stands on another site.
func (w *wire) add(newsroom string, n int) {
	w.publish(fmt.Sprintf(`<item><title>Story %d</title><link>%s/story/%d</link><guid>s%d</guid><pubDate>Mon, 01 Mar 2027 10:00:%02d GMT</pubDate></item>`, n, newsroom, n, n, n))
}

func (w *wire) publish(item string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.entries = append([]string{item}, w.entries...)
}

func (w *wire) count() (asked, unneeded int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.asked, w.unneeded
}

// A feed is found from the address of its site; its new entries come with the digest, one that holds the whole text
// without its page; what a person shared comes first; the feed is not asked too often, and named when it fails for days.
func TestFollowAFeed(t *testing.T) {
	t.Parallel()
	h, news := newHouse(t), newNewsroom(t)
	feed := newWire(t, news.URL)
	nine, channel := morning(t), h.channel("news")
	h.at(nine.Add(-time.Hour))
	h.serve()
	h.slash("ann", "follow "+feed.URL+"/", "This channel follows The Ferry Wire now", "There is no digest here yet")
	h.slash("ann", "follow "+feed.URL+"/news.rss", "follows The Ferry Wire already")
	h.slash("ann", "digest daily 09:00", "daily at 09:00")
	asked, _ := feed.count()
	h.at(nine.Add(-50 * time.Minute))
	h.say(h.bob, channel, news.URL+"/harbour", "")
	h.at(nine.Add(time.Second))
	first := shows(t, h.digest(t, channel, 1, "4 reads in #news", harbourTitle, "Story 15", "from The Ferry Wire"))
	if !strings.Contains(first, "Story 13") || strings.Contains(first, "Story 12") {
		t.Errorf("not the newest three of the feed:\n%s", first)
	}
	if strings.Index(first, harbourTitle) > strings.Index(first, "Story 15") {
		t.Errorf("what a person shared does not come first:\n%s", first)
	}
	if now, _ := feed.count(); now > asked+1 {
		t.Errorf("the feed was asked %d times in an hour's jump", now-asked)
	}

	var whole strings.Builder
	for n := range 30 {
		fmt.Fprintf(&whole, "<p>In year %d the keeper of the Brannoc light counted %d ships before the fog came down over the sound.</p>", 1900+n, 40+n)
	}
	feed.publish(`<item><title>The keeper's count</title><link>` + news.URL + `/nothing</link><guid>keeper</guid><pubDate>Tue, 09 Mar 2027 20:00:00 GMT</pubDate><content:encoded><![CDATA[` + whole.String() + `]]></content:encoded></item>`)
	h.at(nine.AddDate(0, 0, 1).Add(time.Second))
	want(t, h.digest(t, channel, 2), "1 read in #news since", "The keeper's count", "keeper of the Brannoc light")

	feed.mu.Lock()
	feed.down = true
	feed.mu.Unlock()
	h.at(nine.AddDate(0, 0, 1).Add(2 * time.Hour))
	h.until("the failure to be noted", func() bool { return strings.Contains(h.slash("ann", "feeds"), "has failed since") })
	h.say(h.bob, channel, news.URL+"/station", "")
	h.at(nine.AddDate(0, 0, 5).Add(time.Second))
	h.digest(t, channel, 3, "1 read in #news", "no answer for days: The Ferry Wire")
	if _, unneeded := feed.count(); unneeded == 0 {
		t.Error("the feed was never asked whether it has changed")
	}
	h.slash("ann", "unfollow "+feed.URL, "no longer follows The Ferry Wire")
	h.slash("ann", "feeds", "follows no feeds")
}
