package digest_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/digest"
	"github.com/footnote-bot/footnote/summarize"
)

// aPage is a document that tells a story of its own.
func aPage(link string, n int) *article.Document {
	doc := *article.FromText("", fmt.Sprintf("Quell%dor visited Branth%d with seven Orlo%d and spoke of Zim%dar.", n, n, n, n), "en")
	doc.URL, doc.FinalURL, doc.ID = link, link, link
	return &doc
}

func links(n int) []digest.Link {
	list := make([]digest.Link, 0, n)
	for i := range n {
		link := shared(fmt.Sprintf("site%d.example/x", i), "U1", fmt.Sprint(1000+i), 0)
		list = append(list, link)
	}
	return list
}

// Thirty pages that take two seconds each, and a model that takes one and a half, are a digest within a minute: they are read
// and asked side by side, though never too many at once.
func TestComposeSideBySide(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var under, most atomic.Int64
		work := func(d time.Duration) {
			n := under.Add(1)
			for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
			}
			time.Sleep(d) // of the bubble
			under.Add(-1)
		}
		var n atomic.Int64
		began := time.Now()
		ed, err := digest.Compose(t.Context(), digest.Gather(links(30)), digest.Work{
			Read: func(_ context.Context, it digest.Item) (*article.Document, error) {
				work(2 * time.Second)
				return aPage(it.Link, int(n.Add(1))), nil
			},
			Ask: func(_ context.Context, doc *article.Document, _ bool) (*summarize.Reply, error) {
				work(1500 * time.Millisecond)
				return &summarize.Reply{Documents: []*article.Document{doc}}, nil
			},
		})
		if err != nil || len(ed.Stories) != 20 || ed.Left != 10 {
			t.Fatalf("%d stories and %d left, %v; want 20 and 10", len(ed.Stories), ed.Left, err)
		}
		if took := time.Since(began); took > time.Minute {
			t.Errorf("the digest took %s", took)
		}
		if m := most.Load(); m != 10 {
			t.Errorf("%d at once, want 10", m)
		}
	})
}

// Five hundred items stay within the tokens of a digest: stories beyond them are quoted without a model, and what is not
// looked at is counted.
func TestComposeWithinItsTokens(t *testing.T) {
	tests := []struct{ tokens, each, asked int }{
		{0, 1_000, 12},      // the stories that a model may be asked about
		{0, 10_000, 6},      // sixty thousand tokens
		{25_000, 10_000, 2}, // fewer
		{25_000, 30_000, 0},
	}
	for _, tt := range tests {
		var mu sync.Mutex
		read, asked, quoted := 0, 0, 0
		ed, err := digest.Compose(t.Context(), digest.Gather(links(500)), digest.Work{
			Tokens: tt.tokens,
			Read: func(_ context.Context, it digest.Item) (*article.Document, error) {
				mu.Lock()
				defer mu.Unlock()
				read++
				return aPage(it.Link, read), nil
			},
			Ask: func(_ context.Context, doc *article.Document, quote bool) (*summarize.Reply, error) {
				mu.Lock()
				defer mu.Unlock()
				if quote {
					quoted++
				} else {
					asked++
				}
				return &summarize.Reply{Documents: []*article.Document{doc}}, nil
			},
			Forecast: func(*article.Document) int { return tt.each },
		})
		if err != nil {
			t.Fatal(err)
		}
		if asked != tt.asked || asked+quoted != len(ed.Stories) || len(ed.Stories)+ed.Left != 500 || read > 40 {
			t.Errorf("of %d tokens, %d each: %d asked and %d quoted of %d stories, %d left, %d read; want %d asked", tt.tokens, tt.each, asked, quoted,
				len(ed.Stories), ed.Left, read, tt.asked)
		}
	}
}
