package digest_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/digest"
	"github.com/footnote-bot/footnote/summarize"
)

// compose makes a digest of pages by their links; a page without text cannot be read.
func compose(t *testing.T, pages map[string]string, links []digest.Link) *digest.Edition {
	t.Helper()
	ed, err := digest.Compose(t.Context(), digest.Gather(links), digest.Work{
		Read: func(_ context.Context, it digest.Item) (*article.Document, error) {
			text := pages[it.Link]
			if text == "" {
				return nil, &article.Error{Kind: article.Paywall, URL: it.Link}
			}
			doc := *article.FromText("", text, "en")
			doc.URL, doc.FinalURL, doc.ID = it.Link, it.Link, it.Link
			return &doc, nil
		},
		Ask: func(_ context.Context, doc *article.Document, _ bool) (*summarize.Reply, error) {
			return &summarize.Reply{Documents: []*article.Document{doc}}, nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return ed
}

func order(ed *digest.Edition) string {
	var links []string
	for _, s := range ed.Stories {
		links = append(links, strings.TrimPrefix(s.Item.Link, "https://"))
	}
	return strings.Join(links, " ")
}

func shared(link, by, at string, replies int) digest.Link {
	return digest.Link{URL: "https://" + link, Share: &digest.Share{By: by, At: at, Replies: replies}}
}

// The page that people talked about comes first and stands for its story, a page that was shared twice is one, and what
// cannot be read is told.
func TestCompose(t *testing.T) {
	pages := map[string]string{
		"https://a.example/wall":  "The harbour wall at Port Ellery will be raised by two metres, the council decided on Monday after the January flood.",
		"https://b.example/flood": "Port Ellery's council decided on Monday to raise the harbour wall by two metres, after a flood in January.",
		"https://c.example/comet": "A comet discovered by astronomers in Chile will pass the Earth in October and can be seen without a telescope.",
	}
	ed := compose(t, pages, []digest.Link{
		shared("c.example/comet", "U1", "1", 0), shared("a.example/wall", "U1", "2", 0), shared("b.example/flood", "U2", "3", 4),
		shared("c.example/comet?utm_source=x", "U1", "4", 0), shared("d.example/paid", "U1", "5", 0),
	})
	if got, want := order(ed), "b.example/flood c.example/comet"; got != want {
		t.Fatalf("stories %s, want %s", got, want)
	}
	if also := ed.Stories[0].Also; len(also) != 1 || also[0].Link != "https://a.example/wall" {
		t.Errorf("also covered by %v", also)
	}
	if n := len(ed.Stories[1].Item.Shares); n != 2 {
		t.Errorf("the page that was shared twice has %d shares", n)
	}
	if len(ed.Unread) != 1 || ed.Unread[0].Kind != article.Paywall {
		t.Errorf("unread: %v", ed.Unread)
	}
}

// No source has more than two of the first five, and five hundred items are told of, not read.
func TestComposeWithVariety(t *testing.T) {
	pages := map[string]string{}
	var links []digest.Link
	add := func(site string, n int) {
		link := fmt.Sprintf("%s/%d", site, n)
		subject := fmt.Sprintf("Quell%s%dor visited Branth%d%s with seven Orlo%d%s.", site, n, n, site, n, site)
		pages["https://"+link] = strings.ReplaceAll(subject, ".example", "")
		links = append(links, digest.Link{URL: "https://" + link, Entry: &digest.Entry{Feed: site, Title: link}})
	}
	for n := range 500 {
		add("busy.example", n)
	}
	for _, site := range []string{"one.example", "two.example", "six.example"} {
		add(site, 1)
	}
	ed := compose(t, pages, links)
	taken := map[string]int{}
	for _, s := range ed.Stories[:digest.Shown] {
		taken[s.Item.Entries[0].Feed]++
	}
	if taken["busy.example"] != 2 || len(taken) != 4 {
		t.Errorf("the first five are from %v", taken)
	}
	told := ed.Left
	for _, s := range ed.Stories {
		told += 1 + len(s.Also)
	}
	if told != len(links) {
		t.Errorf("%d of %d items are told of", told, len(links))
	}
}

// A long read stands where its time puts it, not last for being long.
func TestLongReadsAreNotLast(t *testing.T) {
	long := "The glacier above Tarn valley lost nine metres of ice in one summer, says the survey of Orm."
	for n := range 400 {
		long += fmt.Sprintf(" In year %d the hut of the survey stood %d metres from its edge.", 1600+n, 20+n)
	}
	pages := map[string]string{
		"https://a.example/wall":  "The harbour wall at Port Ellery will be raised by two metres, the council decided on Monday after the January flood.",
		"https://b.example/ice":   long,
		"https://c.example/comet": "A comet discovered by astronomers in Chile will pass the Earth in October and can be seen without a telescope.",
	}
	ed := compose(t, pages, []digest.Link{shared("a.example/wall", "U1", "1", 0), shared("c.example/comet", "U1", "2", 0), shared("b.example/ice", "U1", "3", 0)})
	if got, want := order(ed), "b.example/ice c.example/comet a.example/wall"; got != want {
		t.Errorf("order %s, want %s", got, want)
	}
}
