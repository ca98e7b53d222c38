package fetch

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/footnote-bot/footnote/article/internal/failure"
)

// WallBefore tells walls from status, header, address and marks in the page, before anything is extracted; nil where it
// may be a page. The text is the body decoded; it may be "" for bodies that are no text.
func WallBefore(p *Page, text string) *failure.Error {
	for _, h := range headerWalls {
		if strings.EqualFold(p.Header.Get(h.name), h.value) {
			return wall(p, failure.BotWall, h.name+": "+h.value)
		}
	}
	service, needsAccount := Company(p.URL)
	seen := look(p, text)
	if w := sentAway(p, service, seen); w != nil {
		return w
	}
	kind, refused := statusFailure(p.Status)
	if refused && service != "" && (kind == failure.NotFound || kind == failure.Login || kind == failure.BotWall && needsAccount) {
		return private(p, service, statusError(p.Status).Error())
	}
	if kind != failure.NotFound && kind != failure.Gone { // a status that says so is better than any mark
		if w := marked(p, seen, text); w != nil {
			return w
		}
	}
	if refused {
		return wall(p, kind, statusError(p.Status).Error())
	}
	if isMedia(p.ContentType) {
		return wall(p, failure.Media, p.ContentType)
	}
	return nil
}

func wall(p *Page, kind failure.Kind, why string) *failure.Error {
	return &failure.Error{Kind: kind, URL: p.URL, Err: errors.New(why)}
}

func private(p *Page, service, why string) *failure.Error {
	return &failure.Error{Kind: failure.Private, URL: p.URL, Service: service, Err: errors.New(why)}
}

// look sees a page's text; where that is no markup, nothing in it is built like a wall.
func look(p *Page, text string) sight {
	head := strings.ToLower(text[:min(len(text), 1024)])
	if strings.Contains(p.ContentType, "html") && text != "" || strings.HasPrefix(strings.TrimLeft(head, "\ufeff \t\r\n"), "<") ||
		p.ContentType == "" && (strings.Contains(head, "<html") || strings.Contains(head, "<!doctype")) {
		return visible(text)
	}
	return sight{signs: signs(text), unread: text == "" && len(p.Body) > 0}
}

// parseURL parses an address; false for none.
func parseURL(address string) (*url.URL, bool) {
	u, err := url.Parse(address)
	return u, err == nil && address != ""
}

// sentAway tells pages that one is sent to instead of what was asked for.
func sentAway(p *Page, service string, seen sight) *failure.Error {
	u, ended := parseURL(p.FinalURL)
	asked, parsed := parseURL(p.URL)
	if !ended || Key(p.FinalURL) == Key(p.URL) {
		return nil
	}
	address := "//" + strings.ToLower(u.Hostname()+u.Path)
	for _, w := range addressWalls {
		if strings.Contains(address, w.part) {
			return wall(p, w.kind, "sent to "+w.part)
		}
	}
	switch {
	case !parsed || !loginPath().MatchString(u.Path) || loginPath().MatchString(asked.Path):
		return nil
	case service != "":
		return private(p, service, "sent to a sign-in page")
	case seen.unread: // what is no text, or not decoded yet, says nothing
		return nil
	case seen.signs < short || seen.passwords > 0:
		return wall(p, failure.Login, "sent to a sign-in page")
	}
	return nil
}

// marked looks for what only walls bear, or what they bear beside a refusal.
func marked(p *Page, seen sight, text string) *failure.Error {
	refusal := p.Status == http.StatusForbidden || p.Status == http.StatusMethodNotAllowed || p.Status == http.StatusTooManyRequests ||
		p.Status == http.StatusServiceUnavailable
	if len(text) < 4096 && strings.HasPrefix(strings.TrimSpace(text), "{") && jsonMarks().MatchString(text) {
		return wall(p, failure.BotWall, "an error in JSON")
	}
	if seen.signs == 0 && !seen.unread && seen.title == "" && seen.unscript == 0 && p.Status/100 == 2 && len(p.Body) < 4096 {
		for _, name := range vendorHeaders {
			if p.Header.Get(name) != "" {
				return wall(p, failure.BotWall, "nothing to see, and "+name)
			}
		}
	}
	for _, m := range marks {
		if refusal && m.kind == failure.BotWall || !m.also && seen.signs <= m.most {
			if found := m.in(seen); found != "" {
				return wall(p, m.kind, "a mark in the page: "+found)
			}
		}
	}
	return nil
}

// in is the first of the marks that a page bears; "" where it bears none.
func (m mark) in(seen sight) string {
	titles := seen.titles()
	for _, words := range m.any {
		found := false
		switch m.where {
		case code:
			found = strings.Contains(seen.code, words) && !(m.kind == failure.BotWall && isWeChatArticle(seen))
		case begins:
			found = seen.starts(words)
		case titled:
			for _, t := range titles {
				found = found || t == words
			}
		}
		if found {
			return words
		}
	}
	return ""
}

// isWeChatArticle: its text is there although it is hidden until scripts run.
func isWeChatArticle(seen sight) bool {
	return strings.Contains(seen.code, `id="js_content"`) && seen.signs > 100
}

// Extracted is what an extractor found in a page; the zero value is nothing.
type Extracted struct {
	Words           int // of spaced scripts
	Han             int // Han, kana and hangul signs
	Paragraphs      int
	LinkDensity     float64 // signs inside links of all signs, of the candidate
	EndsMidSentence bool
	Preview         string // its first paragraphs, for people
}

// A stub: less than this is no article where the page bears the mark of a wall.
const (
	stubWords = 150
	stubHan   = 300
)

func (x Extracted) stub() bool { return x.Words+x.Han/2 < stubWords && x.Han < stubHan }

// cut: a little more than a stub, and broken off.
func (x Extracted) cut() bool {
	return x.EndsMidSentence && x.Words+x.Han/2 < stubWords*4/3 && x.Han < stubHan*4/3
}

// crumbs: less than a short text has.
func (x Extracted) crumbs() bool { return x.Words+x.Han < 30 }

// WallAfter tells stubs, sign-in forms, pages drawn by scripts and lists of links from articles, by what was extracted.
// Nil where it is an article.
func WallAfter(p *Page, text string, x Extracted) *failure.Error {
	if !x.stub() && !x.cut() && x.LinkDensity <= 0.5 {
		return nil // long enough to be read, whatever stands around it
	}
	seen := look(p, text)
	if w := walledStub(p, seen, x); w != nil {
		return w
	}
	if x.stub() {
		if w := instead(p, seen, x); w != nil {
			return w
		}
	}
	if seen.links > 10 && (x.LinkDensity > 0.5 && x.stub() || x.LinkDensity > 0.6 && isHome(p.FinalURL)) {
		return wall(p, failure.NotArticle, "a list of links")
	}
	return nil
}

// walledStub tells the beginning of a text before a wall from a short text.
func walledStub(p *Page, seen sight, x Extracted) *failure.Error {
	why, sure := seen.walled()
	whole, counted := seen.wordCount()
	switch {
	case why == "", !x.stub() && !sure:
		return nil
	case x.crumbs() && len(seen.nodes) == 0:
		return nil // nothing to see at all: that is another failure
	case counted && whole > 0 && (x.Words >= whole*4/5 || x.Words+x.Han >= whole*4/5):
		return nil // a wall for others: the whole text is here
	}
	e := wall(p, failure.Paywall, fmt.Sprintf("%d words, %d Han, and %s", x.Words, x.Han, why))
	e.Paragraphs, e.Preview = x.Paragraphs, x.Preview
	return e
}

// instead tells what stands where an article should, when next to nothing was extracted.
func instead(p *Page, seen sight, x Extracted) *failure.Error {
	service, needsAccount := Company(p.URL)
	drawn := seen.drawnByScripts() && x.crumbs() && seen.signs+seen.unscript < bare
	form := seen.passwords > 0 && seen.signs < bare && seen.unscript < bare
	switch {
	case needsAccount && (drawn || form || x.crumbs() && seen.signs < bare):
		return private(p, service, "nothing to see without an account")
	case form:
		return wall(p, failure.Login, "a sign-in form")
	}
	for _, m := range marks {
		if (m.also && seen.signs <= bare || m.where == titled && seen.signs <= 2*short) && x.Words+x.Han < stubWords {
			if found := m.in(seen); found != "" {
				return wall(p, m.kind, "a mark in the page: "+found)
			}
		}
	}
	switch {
	case drawn:
		return wall(p, failure.Scripts, "nothing but scripts")
	case isHome(p.FinalURL) && !isHome(p.URL) && Key(p.FinalURL) != Key(p.URL) && seen.links > 10:
		return wall(p, failure.NotFound, "sent to the home page")
	}
	return nil
}

func isHome(link string) bool {
	u, err := url.Parse(link)
	return err == nil && u.Host != "" && strings.Trim(u.Path, "/") == "" && u.RawQuery == ""
}

// drawnByScripts: an empty place for them, words that ask for them, or many of them and next to no text.
func (s sight) drawnByScripts() bool {
	return s.root || strings.Contains(s.code, "ng-version") || strings.Contains(s.code, "window.__nuxt__") ||
		s.says("enable javascript") || s.says("启用 javascript") || s.says("启用javascript") || s.says("requires javascript") ||
		s.signs < 50 && s.unscript > 0 || s.signs < 200 && s.scripts >= 5
}

// Walled reports whether a page bears the mark of a wall that lets only some readers see all of it.
func Walled(text string) bool {
	why, _ := visible(text).walled()
	return why != ""
}

// walled is the mark of a wall that lets only some readers see all of a text; "" without one. It is sure where the page
// says so for machines, or counts what is left.
func (s sight) walled() (why string, sure bool) {
	for _, n := range s.nodes {
		if found := cmp.Or(partLeft().FindString(n), signsLeft().FindString(n)); found != "" {
			return found, true
		}
	}
	switch {
	case notFree().MatchString(s.code), notFreeItem().MatchString(s.code):
		return "isAccessibleForFree false", true
	case tier().MatchString(s.code):
		return "article:content_tier", true
	case s.barrier != "":
		return "class or id " + s.barrier, false
	}
	for _, words := range barrierWords {
		if s.starts(words) {
			return words, false
		}
	}
	return "", false
}

// wordCount is how many words the whole text has, as the page says.
func (s sight) wordCount() (int, bool) {
	m := wordCount().FindStringSubmatch(s.code)
	if m == nil {
		return 0, false
	}
	n, err := strconv.Atoi(m[1])
	return n, err == nil
}
