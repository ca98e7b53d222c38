package bot

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/internal/pages"
	"github.com/footnote-bot/footnote/store"
	"github.com/footnote-bot/footnote/store/storetest"
)

// newsstand is some papers, whose pages are given out when the test says so.
type newsstand struct {
	papers  []*httptest.Server
	release chan struct{} // closed when pages may go out that are not open
}

func newNewsstand(t *testing.T, papers int) *newsstand {
	t.Helper()
	p := &newsstand{release: make(chan struct{})}
	for range papers { // each is a host of its own: of one host one thing is asked at a time
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/open" {
				<-p.release
			}
			fmt.Fprint(w, lighthouse)
		}))
		t.Cleanup(s.Close)
		p.papers = append(p.papers, s)
	}
	return p
}

// links are the pages of one name in some papers.
func links(path string, papers []*httptest.Server) []source {
	var sources []source
	for _, s := range papers {
		sources = append(sources, source{link: s.URL + path})
	}
	return sources
}

func (p *newsstand) bot(t *testing.T) *Bot {
	t.Helper()
	s, err := store.Open(t.Context(), storetest.SQLite(t), store.Config{})
	must(t, err)
	t.Cleanup(func() { s.Close() })
	must(t, s.Migrate(t.Context()))
	var hosts []string
	for _, paper := range p.papers {
		hosts = append(hosts, strings.TrimPrefix(paper.URL, "http://"))
	}
	r, err := article.NewReader(article.Config{AllowPrivateHosts: hosts})
	must(t, err)
	return &Bot{cfg: Config{Store: s, Reader: r}, pages: &pages.Reader{Store: s, Reader: r}}
}

// waitFor polls until a person has so many readings, under way and waiting.
func waitFor(t *testing.T, b *Bot, person string, holding, waiting int) {
	t.Helper()
	for until := time.Now().Add(patience); ; runtime.Gosched() {
		h, w := b.turns.of(person)
		if h == holding && w == waiting {
			return
		}
		if time.Now().After(until) {
			t.Fatalf("%s reads %d and waits for %d, want %d and %d", person, h, w, holding, waiting)
		}
	}
}

func TestTwoFilesOfOnePersonAtOnce(t *testing.T) {
	p := newNewsstand(t, 7)
	b := p.bot(t)
	hers, others := p.papers[:5], p.papers[5:]
	ann, bob := Ask{Team: "T1", User: "U1", Channel: "C1"}, Ask{Team: "T1", User: "U2", Channel: "C1"}
	member := person{member: true}
	var all sync.WaitGroup
	for request := range 2 { // of one person, both count
		all.Go(func() {
			readings, err := b.readAll(t.Context(), ann, member, links(fmt.Sprintf("/slow%d", request), hers))
			if err != nil || len(readings) != 5 || slices.ContainsFunc(readings, func(r reading) bool { return r.doc == nil }) {
				t.Errorf("%+v, %v", readings, err)
			}
		})
	}
	waitFor(t, b, ann.person(), 2, 8)

	// Nobody else waits for Ann: neither for pages of their own nor for one that she waits for.
	if _, err := b.readAll(t.Context(), bob, member, links("/open", others)); err != nil {
		t.Error(err)
	}
	joined := make(chan error, 1)
	all.Go(func() {
		_, err := b.readAll(t.Context(), bob, member, links("/slow0", hers[:2]))
		joined <- err
	})
	waitFor(t, b, bob.person(), 2, 0)
	// What no person asked for is not counted.
	if _, err := b.readAll(t.Context(), Ask{Team: "T1", Via: ViaClock}, member, links("/open", others)); err != nil {
		t.Error(err)
	}
	if h, w := b.turns.of(ann.person()); h != 2 || w != 8 {
		t.Errorf("Ann reads %d and waits for %d before one of hers is there", h, w)
	}
	close(p.release)
	all.Wait()
	if err := <-joined; err != nil {
		t.Error(err)
	}
	if len(b.turns.open) != 0 {
		t.Errorf("%d people are remembered", len(b.turns.open))
	}
}

func TestPastedTextsTakeTurns(t *testing.T) {
	b := newNewsstand(t, 0).bot(t)
	ann := Ask{Team: "T1", User: "U1", Channel: "C1", TS: "1.2"}
	var held []func()
	for range mostOfOne {
		done, err := b.turns.take(t.Context(), ann.person())
		must(t, err)
		held = append(held, done)
	}
	read := make(chan error, 1)
	go func() {
		_, err := b.readAll(t.Context(), ann, person{member: true}, []source{{pasted: strings.Repeat(more, 3)}})
		read <- err
	}()
	waitFor(t, b, ann.person(), mostOfOne, 1)
	for _, done := range held {
		done()
	}
	must(t, <-read)
}

func TestWhoIsStoppedWaitsForNoTurn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var all turns
		var held []func()
		for range mostOfOne {
			done, err := all.take(t.Context(), "ann")
			must(t, err)
			held = append(held, done)
		}
		stopped := errors.New("the question was deleted")
		ctx, stop := context.WithCancelCause(t.Context())
		left := make(chan error, 1)
		go func() {
			_, err := all.take(ctx, "ann")
			left <- err
		}()
		synctest.Wait()
		if h, w := all.of("ann"); h != mostOfOne || w != 1 {
			t.Fatalf("%d read and %d wait", h, w)
		}
		stop(stopped)
		if err := <-left; !errors.Is(err, stopped) {
			t.Errorf("left with %v, want the cause", err)
		}
		if h, w := all.of("ann"); h != mostOfOne || w != 0 {
			t.Errorf("%d read and %d wait", h, w)
		}
		next := make(chan func(), 1)
		go func() {
			done, err := all.take(t.Context(), "ann")
			if err != nil {
				t.Error(err)
			}
			next <- done
		}()
		synctest.Wait()
		held[0]()
		(<-next)()
		held[1]()
		if len(all.open) != 0 {
			t.Errorf("%d people are remembered", len(all.open))
		}
	})
}
