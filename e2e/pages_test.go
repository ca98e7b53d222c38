package e2e

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// English and Chinese stories of our own; each fact stands in one sentence.
const (
	harbourTitle = "Harbour wall to be raised"
	harbourCost  = "The work on the wall costs 4.6 million pounds and begins in March."
	harbourHTML  = `<!doctype html><html lang="en"><head><title>Harbour wall to be raised</title></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a> <a href="/weather">Weather</a></nav>
<article><h1>Harbour wall to be raised</h1>
<p>The council of Port Ellery voted on Monday evening to raise the harbour wall by more than a metre, after three winters in which storms broke over it.</p>
<p>The work on the wall costs 4.6 million pounds and begins in March. Fishermen must move to the outer quay while the inner basin is closed to boats.</p>
<p>Nobody knows yet how long they will stay there, said the harbour master, Mary Okafor, who has kept the port for nineteen years.</p></article>
<footer>Subscribe to our newsletter. <a href="/privacy">Privacy</a></footer></body></html>`

	stationCost = "车站的改造费用为三千二百万元，由市政府承担。"
	stationHTML = `<!doctype html><html><head><meta charset="gbk"><title>老车站改成图书馆</title></head><body><div class="nav"><a href="/">首页</a></div><article>
<h1>老车站改成图书馆</h1>
<p>青石镇的老火车站停用十一年之后，将在明年春天改成一座图书馆。镇政府周三公布了设计方案，候车大厅的木梁和钟楼都会保留下来。</p>
<p>车站的改造费用为三千二百万元，由市政府承担。工程预计在四月开始，持续十四个月，期间站前广场仍然开放。</p>
<p>馆长陈雨桐说，图书馆将收藏八万册图书，其中一半是当地居民捐赠的。她希望孩子们能在旧铁轨旁边读书。</p></article></body></html>`
)

// newsroom serves the stories, and can hold an answer until it is told to go on.
type newsroom struct {
	*httptest.Server
	asked atomic.Int32
	mu    sync.Mutex
	gate  chan struct{} // while not nil, /held waits for it
	seen  chan struct{} // gets a value when somebody waits there
}

func newNewsroom(t *testing.T) *newsroom {
	t.Helper()
	n := &newsroom{seen: make(chan struct{}, 10)}
	n.Server = httptest.NewServer(http.HandlerFunc(n.serve))
	t.Cleanup(n.Close)
	return n
}

func (n *newsroom) serve(w http.ResponseWriter, r *http.Request) {
	n.asked.Add(1)
	w.Header().Set("Content-Type", "text/html")
	switch path := r.URL.Path; {
	case path == "/harbour":
		fmt.Fprint(w, harbourHTML)
	case path == "/station":
		data, err := simplifiedchinese.GB18030.NewEncoder().String(stationHTML)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		fmt.Fprint(w, data)
	case path == "/minutes":
		fmt.Fprint(w, minutesHTML())
	case path == "/held":
		n.mu.Lock()
		gate := n.gate
		n.mu.Unlock()
		if gate != nil {
			n.seen <- struct{}{}
			_ = http.NewResponseController(w).Flush() // a header is waited for half as long as a page
			select {
			case <-gate:
			case <-r.Context().Done():
				return
			}
		}
		fmt.Fprint(w, harbourHTML)
	case strings.HasPrefix(path, "/story/"):
		fmt.Fprintf(w, `<html lang="en"><title>Story %[1]s</title><article><h1>Story %[1]s</h1><p>The ferry number %[1]s sails from Port Ellery to the island of Brannoc every morning except on Sundays.
</p><p>It carries letters, bread and at most forty passengers, and the crossing takes an hour and a half when the sea is calm.</p></article>`, strings.TrimPrefix(path, "/story/"))
	default:
		http.NotFound(w, r)
	}
}

// shut holds /held until open is called.
func (n *newsroom) shut() (open func()) {
	gate := make(chan struct{})
	n.mu.Lock()
	n.gate = gate
	n.mu.Unlock()
	var once sync.Once
	return func() {
		once.Do(func() {
			n.mu.Lock()
			n.gate = nil
			n.mu.Unlock()
			close(gate)
		})
	}
}
