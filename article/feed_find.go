package article

import (
	"bytes"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html"

	"github.com/footnote-bot/footnote/article/internal/failure"
	"github.com/footnote-bot/footnote/article/internal/fetch"
	"github.com/footnote-bot/footnote/internal/pattern"
)

// usualFeeds is where sites have their feeds that do not say where.
var usualFeeds = []string{"/feed", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml", "/feed.json"}

// mostTried bounds how many addresses one search for a feed asks.
const mostTried = 8

// FindFeed reads the feed at a link, or the one that the page there names, or one at a usual address of its site. Errors
// are *Error, or the context's cause; NotArticle says that there is none.
func (r *Reader) FindFeed(ctx context.Context, link string, opts Options) (FeedReading, error) {
	page, err := r.fetcher.Get(ctx, link, fetch.Options{AcceptLanguage: opts.AcceptLanguage, PublicOnly: opts.PublicOnly})
	if err != nil {
		return FeedReading{}, err
	}
	if feed, _, err := parseFeed(page, maxEntries); err == nil {
		return feed, nil
	}
	if wall := fetch.WallBefore(page, ""); wall != nil {
		return FeedReading{}, wall
	}
	candidates := namedFeeds(page.Body, page.FinalURL)
	for _, path := range usualFeeds {
		candidates = append(candidates, absolute([]string{path}, page.FinalURL)...)
	}
	for i, candidate := range candidates {
		if i == mostTried {
			break
		}
		feed, err := r.ReadFeed(ctx, candidate, opts)
		if err == nil {
			return feed, nil
		}
		if ctx.Err() != nil {
			return FeedReading{}, context.Cause(ctx)
		}
	}
	return FeedReading{}, &failure.Error{Kind: failure.NotArticle, URL: link}
}

// namedFeeds are the feeds that a page names in its head, in its order; those of comments come last.
func namedFeeds(body []byte, base string) []string {
	var links, comments []string
	z := html.NewTokenizer(bytes.NewReader(body))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return absolute(append(links, comments...), base)
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			if t.Data != "link" {
				continue
			}
			attr := map[string]string{}
			for _, a := range t.Attr {
				attr[a.Key] = a.Val
			}
			kind := strings.ToLower(attr["type"])
			feed := strings.Contains(kind, "rss") || strings.Contains(kind, "atom") || strings.Contains(kind, "feed+json")
			if !feed || !slices.Contains(strings.Fields(strings.ToLower(attr["rel"])), "alternate") {
				continue
			}
			if strings.Contains(strings.ToLower(attr["title"]+attr["href"]), "comment") {
				comments = append(comments, attr["href"])
			} else {
				links = append(links, attr["href"])
			}
		}
	}
}

var (
	ttl    = pattern.Lazy(`(?i)<ttl>\s*(\d{1,5})\s*</ttl>`) // minutes, RSS 2.0; gofeed's common form has no place for it
	maxAge = pattern.Lazy(`(?i)\bmax-age=(\d{1,9})`)
)

// mostFresh bounds how long a feed may want not to be asked.
const mostFresh = 24 * time.Hour

// freshFor is how long a feed wants not to be asked again: by Cache-Control (RFC 9111) and by its own ttl.
func freshFor(page *fetch.Page) time.Duration {
	var fresh time.Duration
	control := page.Header.Get("Cache-Control")
	if m := maxAge().FindStringSubmatch(control); m != nil && !strings.Contains(strings.ToLower(control), "no-cache") {
		seconds, _ := strconv.Atoi(m[1]) // it is digits, and few
		fresh = time.Duration(seconds) * time.Second
	}
	if m := ttl().FindSubmatch(page.Body); m != nil {
		minutes, _ := strconv.Atoi(string(m[1]))
		fresh = max(fresh, time.Duration(minutes)*time.Minute)
	}
	return min(fresh, mostFresh)
}

// leastWhole is how much text of a feed's entry counts as the whole of it, in words or Han signs.
const leastWhole = 150

// ReadEntry makes a document of a feed's entry that holds the whole text; nil where it holds but its beginning, or where it
// cannot be read.
func (r *Reader) ReadEntry(ctx context.Context, e FeedEntry) *Document {
	words := withoutTags(e.Content)
	trimmed := strings.TrimRight(words, " \n")
	if CountWords(words) < leastWhole || strings.HasSuffix(trimmed, "…") || strings.HasSuffix(trimmed, "...") || strings.HasSuffix(trimmed, "[…]") {
		return nil
	}
	title := html.EscapeString(e.Title)
	page := "<!doctype html><html><head><meta charset=utf-8><title>" + title + "</title></head><body><article><h1>" + title + "</h1>" +
		e.Content + "</article></body></html>"
	read, err := r.ReadSource(ctx, Source{Data: []byte(page), URL: e.Link, Kind: HTML, Title: e.Title})
	if err != nil {
		return nil
	}
	return read.Document
}
