// Package digest makes one reading of what a channel shared and what it follows: the same page is one item, the same story
// from several sources too, and what people talked about most comes first.
//
// [Schedule] says when a digest is due (schedule.go, parse.go). [Gather] makes items of links and feed entries
// (digest.go), [Compose] reads them side by side, joins those that tell one story (cluster.go, terms.go), puts them in order
// with variety (rank.go), and asks for what is shown of them within a budget of tokens (compose.go).
//
// It knows no Slack: package bot brings the shares and draws the stories.
package digest

import (
	"cmp"
	"slices"
	"time"

	"github.com/footnote-bot/footnote/article"
)

// Share is a message that holds a link. Of the message nothing is kept but its time, its thread's, and its author.
type Share struct {
	By        string `json:"by"`               // id of who shared it
	App       string `json:"app,omitempty"`    // name of the app that posted it, where By is no person
	At        string `json:"at"`               // its time as the messenger orders it; later is greater
	Thread    string `json:"thread,omitempty"` // the time of the message that it replies to
	Replies   int    `json:"replies,omitempty"`
	Reactions int    `json:"reactions,omitempty"`
}

// Entry is a feed's announcement of a page.
type Entry struct {
	Feed      string    `json:"feed"` // title of the feed, else its address
	Title     string    `json:"title"`
	Published time.Time `json:"published,omitzero"`
}

// Link is one mention of a page: by a message or by a feed.
type Link struct {
	URL   string
	Share *Share
	Entry *Entry
}

// Item is one page, everybody who shared it and every feed that announced it.
type Item struct {
	Link    string  `json:"link"`
	Shares  []Share `json:"shares,omitempty"` // oldest first
	Entries []Entry `json:"entries,omitempty"`
}

// Gather makes one item of all mentions of the same page, by their addresses, in the order in which they first stand.
func Gather(links []Link) []Item {
	var items []Item
	at := map[string]int{}
	for _, l := range links {
		key := article.CacheKey(l.URL)
		i, known := at[key]
		if !known {
			i = len(items)
			at[key] = i
			items = append(items, Item{Link: l.URL})
		}
		if l.Share != nil {
			items[i].Shares = append(items[i].Shares, *l.Share)
		}
		if l.Entry != nil {
			items[i].Entries = append(items[i].Entries, *l.Entry)
		}
	}
	for _, it := range items {
		sortShares(it.Shares)
	}
	return items
}

func sortShares(shares []Share) {
	slices.SortStableFunc(shares, func(a, b Share) int { return cmp.Compare(a.At, b.At) })
}

// Replies counts the replies below all messages that shared the item.
func (it Item) Replies() int {
	n := 0
	for _, s := range it.Shares {
		n += s.Replies
	}
	return n
}

// announced is the title under which a feed announced the item; "" where none did.
func (it Item) announced() string {
	for _, e := range it.Entries {
		if e.Title != "" {
			return e.Title
		}
	}
	return ""
}

// feed is the feed that announced the item first; "" where none did.
func (it Item) feed() string {
	if len(it.Entries) == 0 {
		return ""
	}
	return it.Entries[0].Feed
}

// last is the time of the last message that shared the item.
func (it Item) last() string {
	if len(it.Shares) == 0 {
		return ""
	}
	return it.Shares[len(it.Shares)-1].At
}

// published is when a feed says that the item appeared; zero where none does.
func (it Item) published() time.Time {
	for _, e := range it.Entries {
		if !e.Published.IsZero() {
			return e.Published
		}
	}
	return time.Time{}
}
