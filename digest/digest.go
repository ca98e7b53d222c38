// Package digest gathers what a channel shared and puts it in order: the same page shared twice is one item, and what
// people talked about most comes first. It knows no Slack: package bot brings the shares and draws the items.
package digest

import (
	"slices"

	"github.com/footnote-bot/footnote/article"
)

// Share is one link in one message.
type Share struct {
	Link    string `json:"link"`
	By      string `json:"by"`      // name of who shared it
	Message string `json:"message"` // address of the message
	At      string `json:"at"`      // its time as the messenger orders it; later is greater
	Replies int    `json:"replies"` // to the message
}

// Item is one page and everybody who shared it.
type Item struct {
	Link   string  `json:"link"`
	Shares []Share `json:"shares"` // oldest first
}

// Gather makes one item of all shares of the same page, by their addresses.
func Gather(shares []Share) []Item {
	var items []Item
	at := map[string]int{}
	for _, s := range shares {
		key := article.CacheKey(s.Link)
		i, known := at[key]
		if !known {
			i = len(items)
			at[key] = i
			items = append(items, Item{Link: s.Link})
		}
		items[i].Shares = append(items[i].Shares, s)
	}
	for _, it := range items {
		slices.SortStableFunc(it.Shares, func(a, b Share) int { return compare(a.At, b.At) })
	}
	order(items)
	return items
}

// Merge joins items whose pages turned out to be the same once they were read: documents with one id, or with one final
// address. It returns the indexes of items that stay, in order; their Shares hold those of the others.
func Merge(items []Item, docs []*article.Document) []int {
	var keep []int
	for i, doc := range docs {
		same := slices.IndexFunc(keep, func(k int) bool { return samePage(docs[k], doc) })
		if same < 0 {
			keep = append(keep, i)
			continue
		}
		into := &items[keep[same]]
		into.Shares = append(into.Shares, items[i].Shares...)
		slices.SortStableFunc(into.Shares, func(a, b Share) int { return compare(a.At, b.At) })
	}
	return keep
}

func samePage(a, b *article.Document) bool {
	if a == nil || b == nil {
		return false
	}
	return a.ID == b.ID || a.FinalURL != "" && article.CacheKey(a.FinalURL) == article.CacheKey(b.FinalURL) ||
		a.Text == b.Text && a.Text != ""
}

// order puts first what more people shared, then what has more replies, then the newer.
func order(items []Item) {
	slices.SortStableFunc(items, func(a, b Item) int {
		if n := len(b.Shares) - len(a.Shares); n != 0 {
			return n
		}
		if n := b.Replies() - a.Replies(); n != 0 {
			return n
		}
		return compare(b.Shares[len(b.Shares)-1].At, a.Shares[len(a.Shares)-1].At)
	})
}

// Replies counts the replies below all messages that shared the item.
func (it Item) Replies() int {
	n := 0
	for _, s := range it.Shares {
		n += s.Replies
	}
	return n
}

func compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
