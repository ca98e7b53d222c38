package digest

import (
	"context"
	"errors"

	"golang.org/x/sync/errgroup"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize"
)

// What one digest reads and asks for.
const (
	mostRead  = 40 // pages; of what is beyond them the digest says how many there were
	atOnce    = 10 // pages read, and questions asked, at the same time
	mostTold  = 20 // stories
	mostAsked = 12 // of them that a model may be asked about; the rest is quoted
	// mostTokens is what all stories of a digest may take of a model, in and out together.
	mostTokens = 60_000
)

// Work is how a digest's pages are read and asked about.
type Work struct {
	// Read gives the document of an item. An *[article.Error] says why it cannot be read; any other error ends the digest.
	Read func(ctx context.Context, item Item) (*article.Document, error)
	// Ask gives a brief summary of a document; quoted: without a model.
	Ask func(ctx context.Context, doc *article.Document, quoted bool) (*summarize.Reply, error)
	// Forecast is about how many tokens [Work.Ask] takes of a document; nil: none.
	Forecast func(doc *article.Document) int
	Tokens   int // the most that all stories may take; zero means 60,000
}

// Story is one entry of a digest: a page, what is said of it, and the other pages that tell the same.
type Story struct {
	Item     Item
	Document *article.Document
	Reply    *summarize.Reply
	Also     []Source
}

// Source is another page that tells a story.
type Source struct {
	Link  string `json:"link"`
	Title string `json:"title"`
}

// Unread is a page that could not be read.
type Unread struct {
	URL  string              `json:"url"`
	Kind article.FailureKind `json:"kind"`
}

// Edition is a digest as it was composed.
type Edition struct {
	Stories []Story // in order
	Unread  []Unread
	Left    int // items that were not looked at: there were too many
}

// Compose reads items side by side, joins those that tell one story, and asks for what is shown of them, side by side too.
func Compose(ctx context.Context, items []Item, w Work) (*Edition, error) {
	items = foremost(items)
	ed := &Edition{Left: max(0, len(items)-mostRead)}
	items = items[:min(len(items), mostRead)]
	pages, err := read(ctx, items, w, ed)
	if err != nil {
		return nil, err
	}
	ed.Stories = inOrder(stories(pages))
	if over := len(ed.Stories) - mostTold; over > 0 {
		ed.Stories, ed.Left = ed.Stories[:mostTold], ed.Left+over
	}
	return ed, ask(ctx, ed.Stories, w)
}

// page is an item that was read.
type page struct {
	item Item
	doc  *article.Document
}

func read(ctx context.Context, items []Item, w Work, ed *Edition) ([]page, error) {
	docs, failures := make([]*article.Document, len(items)), make([]*article.Error, len(items))
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(atOnce)
	for i, it := range items {
		g.Go(func() (err error) {
			if docs[i], err = w.Read(gctx, it); err != nil && !errors.As(err, &failures[i]) {
				return err
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return nil, cause(ctx, err)
	}
	var pages []page
	for i, doc := range docs {
		if doc != nil {
			pages = append(pages, page{items[i], doc})
			continue
		}
		u := Unread{URL: items[i].Link, Kind: article.Unreachable}
		if failures[i] != nil {
			u.Kind = failures[i].Kind
		}
		ed.Unread = append(ed.Unread, u)
	}
	return pages, nil
}

func ask(ctx context.Context, stories []Story, w Work) error {
	left := w.Tokens
	if left == 0 {
		left = mostTokens
	}
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(atOnce)
	for i, s := range stories {
		quoted := i >= mostAsked
		if w.Forecast != nil && !quoted {
			tokens := w.Forecast(s.Document)
			if quoted = tokens > left; !quoted {
				left -= tokens
			}
		}
		g.Go(func() (err error) {
			stories[i].Reply, err = w.Ask(gctx, s.Document, quoted)
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return cause(ctx, err)
	}
	return nil
}

// cause is why ctx ended, where it ended; else err.
func cause(ctx context.Context, err error) error {
	if c := context.Cause(ctx); c != nil {
		return c
	}
	return err
}
