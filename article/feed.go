package article

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/failure"
	"github.com/footnote-bot/footnote/article/internal/fetch"
)

// maxEntries bounds a feed; what is older is not read.
const maxEntries = 200

// FeedEntry is one article that a feed announces.
type FeedEntry struct {
	Title     string
	Link      string // absolute; "" where the feed gives none
	Author    string
	Summary   string    // plain text
	Published time.Time // zero where the feed does not say
}

// FeedReading is a feed as it was read.
type FeedReading struct {
	Title    string
	FinalURL string
	Entries  []FeedEntry // as the feed orders them
}

// ReadFeed fetches an RSS, Atom or JSON feed and lists its entries. Errors are *Error, or the context's cause.
func (r *Reader) ReadFeed(ctx context.Context, link string, opts Options) (FeedReading, error) {
	page, err := r.fetcher.Get(ctx, link, fetch.Options{AcceptLanguage: opts.AcceptLanguage, PublicOnly: opts.PublicOnly})
	if err != nil {
		return FeedReading{}, err
	}
	if wall := fetch.WallBefore(page, ""); wall != nil {
		return FeedReading{}, wall
	}
	feed, err := parseFeed(page)
	if err != nil {
		return FeedReading{}, withURL(err, link)
	}
	return feed, nil
}

// parseFeed lists the entries of a feed. Relative links are resolved here, since gofeed leaves them.
func parseFeed(page *fetch.Page) (FeedReading, error) {
	found, err := gofeed.NewParser().Parse(bytes.NewReader(page.Body))
	if err != nil {
		return FeedReading{}, &failure.Error{Kind: failure.Damaged, Err: fmt.Errorf("parse feed: %w", err)}
	}
	feed := FeedReading{Title: withoutTags(found.Title), FinalURL: page.FinalURL}
	for _, item := range found.Items {
		if item == nil || len(feed.Entries) == maxEntries {
			continue
		}
		feed.Entries = append(feed.Entries, entryOf(item, page.FinalURL))
	}
	return feed, nil
}

func entryOf(item *gofeed.Item, base string) FeedEntry {
	e := FeedEntry{Title: withoutTags(item.Title), Summary: withoutTags(item.Description)}
	links := append([]string{item.Link}, item.Links...)
	if strings.HasPrefix(item.GUID, "http") {
		links = append(links, item.GUID)
	}
	if found := absolute(links, base); len(found) > 0 {
		e.Link = found[0]
	}
	for _, a := range item.Authors {
		if a != nil && a.Name != "" {
			e.Author = a.Name
			break
		}
	}
	switch {
	case item.PublishedParsed != nil:
		e.Published = *item.PublishedParsed
	case item.UpdatedParsed != nil:
		e.Published = *item.UpdatedParsed
	}
	return e
}

// readFeed makes a document of a feed: each entry's title is a heading, its summary a paragraph.
func readFeed(page *fetch.Page) (content, error) {
	feed, err := parseFeed(page)
	if err != nil {
		return content{}, err
	}
	c := content{title: feed.Title}
	for _, e := range feed.Entries {
		c.blocks = append(c.blocks, block.Block{Kind: block.Heading, Text: e.Title, Level: 2}, block.Block{Kind: block.Paragraph, Text: e.Summary})
		if e.Link != "" {
			c.links = append(c.links, e.Link)
		}
		if t := e.Published.UTC().Format(time.RFC3339); !e.Published.IsZero() && t > c.published {
			c.published = t
		}
	}
	return c, nil
}

// parts writes a space where a tag parts words: all do but those that stand inside of them.
func parts(b *strings.Builder, name string) {
	switch name {
	case "a", "abbr", "b", "code", "em", "font", "i", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u", "wbr":
	default:
		b.WriteByte(' ')
	}
}

// withoutTags is the text of a field that may hold HTML, once or twice escaped.
func withoutTags(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return cleanText(s)
	}
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	hidden := false
	for {
		switch z.Next() {
		case html.ErrorToken:
			return cleanText(b.String())
		case html.TextToken:
			if !hidden {
				b.Write(z.Text())
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			hidden = string(name) == "script" || string(name) == "style"
			parts(&b, string(name))
		case html.EndTagToken:
			hidden = false
			name, _ := z.TagName()
			parts(&b, string(name))
		}
	}
}
