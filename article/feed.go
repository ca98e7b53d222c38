package article

import (
	"bytes"
	"cmp"
	"context"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/extract"
	"github.com/footnote-bot/footnote/article/internal/failure"
	"github.com/footnote-bot/footnote/article/internal/fetch"
	"github.com/footnote-bot/footnote/internal/pattern"
)

// What a feed may hold: what is older is not read, and a longer text not kept.
const (
	maxEntries  = 200       // that are listed
	mostEntries = 5000      // that are read as one document
	mostContent = 200 << 10 // bytes
)

// FeedEntry is one article that a feed announces.
type FeedEntry struct {
	ID        string // as the feed names it; else its link
	Title     string
	Link      string // absolute; "" where the feed gives none
	Author    string
	Summary   string    // plain text
	Content   string    // HTML; "" where the feed holds no more than the summary
	Published time.Time // zero where the feed does not say

	full string // the whole article, where the feed holds it
}

// FeedReading is a feed as it was read.
type FeedReading struct {
	Title       string
	FinalURL    string
	Entries     []FeedEntry   // as the feed orders them
	NotModified bool          // the feed of Options.Known is still good, and Entries empty
	Validator   Validator     // to ask again with; zero where the server gives none
	Fresh       time.Duration // how long the server and the feed want not to be asked again
}

// ReadFeed fetches an RSS, Atom or JSON feed and lists its entries. Errors are *Error, or the context's cause.
func (r *Reader) ReadFeed(ctx context.Context, link string, opts Options) (FeedReading, error) {
	page, err := r.fetcher.Get(ctx, link, fetch.Options{AcceptLanguage: opts.AcceptLanguage, PublicOnly: opts.PublicOnly, Known: opts.Known})
	if err != nil {
		return FeedReading{}, err
	}
	if page.NotModified {
		return FeedReading{NotModified: true, FinalURL: page.FinalURL, Validator: cmp.Or(page.Validator, opts.Known), Fresh: freshFor(page)}, nil
	}
	if wall := fetch.WallBefore(page, ""); wall != nil {
		return FeedReading{}, wall
	}
	feed, _, err := parseFeed(page, maxEntries)
	if err != nil {
		return FeedReading{}, withURL(err, link)
	}
	return feed, nil
}

// parseFeed lists the first entries of a feed, and counts the others. Relative links are resolved here, since gofeed leaves them.
func parseFeed(page *fetch.Page, most int) (FeedReading, int, error) {
	body, beyond := firstEntries(inUTF8(page), most, page.Truncated || page.Beyond > 0)
	found, err := gofeed.NewParser().Parse(bytes.NewReader(body))
	if err != nil {
		return FeedReading{}, 0, &failure.Error{Kind: failure.Damaged, Err: fmt.Errorf("parse feed: %w", err)}
	}
	feed := FeedReading{Title: withoutTags(found.Title), FinalURL: page.FinalURL, Validator: page.Validator, Fresh: freshFor(page)}
	var plain []plainEntry
	if found.FeedType == "atom" {
		plain = plainEntries(body)
	}
	for i, item := range found.Items {
		if item == nil {
			continue
		}
		if len(feed.Entries) == most {
			beyond++
			continue
		}
		e := entryOf(item, cmp.Or(page.FinalURL, found.Link))
		if i < len(plain) {
			plain[i].in(&e)
		}
		feed.Entries = append(feed.Entries, e)
	}
	return feed, beyond, nil
}

// xmlLabel is the encoding that an XML declaration names.
var xmlLabel = pattern.Lazy(`^(\s*<\?xml[^>]*?)\s+encoding\s*=\s*(?:"[^"]*"|'[^']*')`)

// inUTF8 is the body of a feed by what is in its bytes, whatever it and its server say; as it came, where its encoding
// cannot be made out.
func inUTF8(page *fetch.Page) []byte {
	text, err := decode(page)
	if err != nil {
		return page.Body
	}
	return []byte(xmlLabel().ReplaceAllString(text, "$1"))
}

func entryOf(item *gofeed.Item, base string) FeedEntry {
	e := FeedEntry{Title: withoutTags(item.Title), Summary: withoutTags(item.Description)}
	if e.full = withoutTags(item.Content); e.Summary == "" {
		e.Summary = cmp.Or(e.full, described(item))
	}
	var links []string
	for _, link := range append([]string{item.Link}, item.Links...) {
		if link = strings.TrimSpace(link); link != "" { // else it would be the feed's own address
			links = append(links, link)
		}
	}
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
	e.ID = cmp.Or(item.GUID, e.Link, e.Title)
	if len(item.Content) <= mostContent && CountWords(e.full) > CountWords(withoutTags(item.Description)) {
		e.Content = item.Content
	} else if len(item.Description) <= mostContent && strings.Contains(item.Description, "</p>") {
		e.Content = item.Description
	}
	switch {
	case item.PublishedParsed != nil:
		e.Published = *item.PublishedParsed
	case item.UpdatedParsed != nil:
		e.Published = *item.UpdatedParsed
	default:
		e.Published = dayOf(item.Published, item.Updated)
	}
	return e
}

// described is what a feed of films or broadcasts says of an item outside of its summary.
func described(item *gofeed.Item) string {
	if item.ITunesExt != nil {
		if text := withoutTags(cmp.Or(item.ITunesExt.Summary, item.ITunesExt.Subtitle)); text != "" {
			return text
		}
	}
	media := item.Extensions["media"]
	elements := media["description"]
	for _, group := range media["group"] {
		elements = append(elements, group.Children["description"]...)
	}
	for _, e := range elements {
		if text := withoutTags(e.Value); text != "" {
			return text
		}
	}
	return ""
}

// plainEntry are the fields of an Atom entry that say that nothing in them is markup (RFC 4287, 3.1.1.1): gofeed does not tell them apart.
type plainEntry struct {
	Title   plainField `xml:"title"`
	Summary plainField `xml:"summary"`
	Content plainField `xml:"content"`
}

type plainField struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

func plainEntries(body []byte) []plainEntry {
	var feed struct {
		Entries []plainEntry `xml:"entry"`
	}
	d := xml.NewDecoder(bytes.NewReader(body))
	d.CharsetReader = charset.NewReaderLabel
	d.Strict = false
	if err := d.Decode(&feed); err != nil {
		return nil // what gofeed forgives
	}
	return feed.Entries
}

func (p plainEntry) in(e *FeedEntry) {
	for _, f := range []struct {
		plainField
		to *string
	}{{p.Title, &e.Title}, {p.Content, &e.full}, {p.Summary, &e.Summary}} {
		if f.Type == "text" {
			*f.to = cleanText(f.Text)
		}
	}
}

// text is the longer of summary and article: one is a part of the other.
func (e FeedEntry) text() string {
	if len(e.full) > len(e.Summary) {
		return e.full
	}
	return e.Summary
}

// dayOf reads dates that are written for people, and those of machines that are nothing but figures: a day, or seconds since 1970. A day without
// its time is midnight in UTC.
func dayOf(written ...string) time.Time {
	for _, w := range written {
		w = strings.TrimSpace(w)
		if t, err := time.Parse("20060102", w); err == nil {
			return t
		}
		if seconds, err := strconv.ParseInt(w, 10, 64); err == nil && (len(w) == 9 || len(w) == 10) {
			return time.Unix(seconds, 0).UTC()
		}
		if _, after, weekday := strings.Cut(w, ", "); weekday {
			for _, layout := range []string{time.RFC822, time.RFC822Z} { // years of two figures
				if t, err := time.Parse(layout, after); err == nil {
					return t.UTC()
				}
			}
		}
		if t, err := time.Parse(time.DateOnly, extract.Day(w)); err == nil {
			return t
		}
	}
	return time.Time{}
}

// moment is a time as RFC 3339, or the day where no more is known.
func moment(t time.Time) string {
	t = t.UTC()
	if t.Equal(t.Truncate(24 * time.Hour)) {
		return t.Format(time.DateOnly)
	}
	return t.Format(time.RFC3339)
}

// readFeed makes a document of a feed: each entry's title is a heading, its summary a paragraph.
func readFeed(page *fetch.Page) (content, error) {
	feed, beyond, err := parseFeed(page, mostEntries)
	if err != nil {
		return content{}, err
	}
	c := content{title: feed.Title, unread: part(beyond, len(feed.Entries))}
	for _, e := range feed.Entries {
		c.blocks = append(c.blocks, block.Block{Kind: block.Heading, Text: e.Title, Level: 2}, block.Block{Kind: block.Paragraph, Text: e.text()})
		if e.Link != "" {
			c.links = append(c.links, e.Link)
		}
		if t := moment(e.Published); !e.Published.IsZero() && t > c.published {
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
