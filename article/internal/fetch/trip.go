package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/publicsuffix"

	"github.com/footnote-bot/footnote/article/internal/failure"
)

// maxHops is how many redirects are followed.
const maxHops = 10

// trip is the way from a link to its page.
type trip struct {
	f         *Fetcher
	opts      Options
	allowed   allowList
	transport *http.Transport
	left      time.Duration // of the time that one link may take
	// jar lives as long as the trip: many publishers set a cookie, send us back to where we were, and do so for ever
	// where it does not return.
	jar *cookiejar.Jar
}

var errTooSlow = errors.New("took longer than a link may take")

// travel follows a link to its page.
func (f *Fetcher) travel(ctx context.Context, link string, opts Options) (*Page, error) {
	u, err := url.Parse(link)
	if err != nil {
		return nil, &failure.Error{Kind: failure.Unreachable, Err: errors.New("no address")}
	}
	jar, err := cookiejar.New(&cookiejar.Options{PublicSuffixList: publicsuffix.List})
	if err != nil {
		return nil, err
	}
	t := &trip{f: f, opts: opts, allowed: f.allowed, transport: f.guarded, left: f.cfg.Timeout, jar: jar}
	if opts.PublicOnly {
		t.allowed, t.transport = allowList{}, f.public
	}
	seen := map[string]bool{}
	for hops := 0; ; hops++ {
		at := noFragment(u) + "\x00" + t.cookies(u)
		if seen[at] || hops > maxHops {
			return nil, &failure.Error{Kind: failure.RedirectLoop, Err: fmt.Errorf("at redirect %d: %s", hops, u.Redacted())}
		}
		seen[at] = true
		page, next, err := t.hop(ctx, u, hops)
		if err != nil {
			return nil, failed(ctx, link, err)
		}
		if next == nil {
			return page, nil
		}
		u = next
	}
}

// hop asks one address; next is where it sends us, nil where it answers.
func (t *trip) hop(ctx context.Context, u *url.URL, hops int) (page *Page, next *url.URL, err error) {
	if err := checkAddress(u, t.allowed); err != nil {
		return nil, nil, err
	}
	pause := t.f.cfg.HostDelay
	if hops > 0 || t.allowed.listed(u) { // a redirect is part of the request that it answers
		pause = 0
	}
	leave, err := t.f.hosts.enter(ctx, strings.ToLower(u.Hostname())+":"+portOf(u), pause)
	if err != nil {
		return nil, nil, err
	}
	defer leave()
	began := time.Now()
	ctx, cancel := context.WithTimeoutCause(ctx, t.left, errTooSlow)
	defer cancel()
	page, next, err = t.ask(ctx, u)
	if err != nil {
		return nil, nil, failed(ctx, u.String(), err) // here, where the limit that was hit is known
	}
	t.left -= time.Since(began)
	return page, next, nil
}

func (t *trip) ask(ctx context.Context, u *url.URL) (page *Page, next *url.URL, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, nil, err
	}
	t.setHeader(req)
	resp, err := patiently(ctx, t.transport, req)
	if err != nil {
		return nil, nil, err
	}
	defer resp.Body.Close()
	t.jar.SetCookies(u, resp.Cookies())
	if where := resp.Header.Get("Location"); where != "" && isRedirect(resp.StatusCode) {
		next, err := u.Parse(where)
		if err != nil {
			return nil, nil, errors.New("redirect to no address")
		}
		return nil, next, nil
	}
	page, err = t.f.page(u, resp)
	if err != nil {
		return nil, nil, err
	}
	page.NotModified = resp.StatusCode == http.StatusNotModified && t.opts.Known.isFor(u)
	return page, metaRefresh(page, u), nil
}

func noFragment(u *url.URL) string {
	address, _, _ := strings.Cut(u.String(), "#")
	return address
}

func isRedirect(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// cookies is what the jar holds for an address, as a header's value.
func (t *trip) cookies(u *url.URL) string {
	var pairs []string
	for _, c := range t.jar.Cookies(u) {
		pairs = append(pairs, c.Name+"="+c.Value)
	}
	return strings.Join(pairs, "; ")
}

func (t *trip) setHeader(req *http.Request) {
	req.Header.Set("User-Agent", t.f.cfg.UserAgent)
	req.Header.Set("Accept", "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.9,*/*;q=0.5")
	req.Header.Set("Accept-Encoding", accepted)
	language := t.opts.AcceptLanguage
	setDefault(&language, "*")
	req.Header.Set("Accept-Language", language)
	for _, c := range t.jar.Cookies(req.URL) {
		req.AddCookie(c)
	}
	if t.opts.Known.isFor(req.URL) {
		t.opts.Known.ask(req.Header)
	}
}

// signpost is how large a page is at most that only leads to another one, in bytes.
const signpost = 16 << 10

// metaRefresh is where a page that is only a signpost leads; nil for other pages. What stands in <noscript> counts: we
// run no scripts, and link shorteners put it there.
func metaRefresh(p *Page, base *url.URL) *url.URL {
	if p.Status != http.StatusOK || len(p.Body) > signpost || !isText(p.ContentType) {
		return nil
	}
	body := strings.NewReplacer("<noscript>", "", "</noscript>", "", "<NOSCRIPT>", "", "</NOSCRIPT>", "").Replace(string(p.Body))
	if visible(body).signs > bare {
		return nil
	}
	z := html.NewTokenizer(strings.NewReader(body))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return nil
		case html.StartTagToken, html.SelfClosingTagToken:
			token := z.Token()
			if token.Data != "meta" || !strings.EqualFold(attr(token, "http-equiv"), "refresh") {
				continue
			}
			if next := refreshTarget(attr(token, "content"), base); next != nil {
				return next
			}
		}
	}
}

func attr(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// refreshTarget reads the content of a refresh, "0; url=…". Where people have time to read first, it is no redirect.
func refreshTarget(content string, base *url.URL) *url.URL {
	delay, where, ok := strings.Cut(strings.Replace(content, ",", ";", 1), ";")
	if delay = strings.TrimSpace(delay); !ok || len(delay) > 3 || delay != "" && (delay[0] < '0' || delay[0] > '5' || len(delay) > 1 && delay[1] != '.') {
		return nil
	}
	where = strings.TrimSpace(where)
	if len(where) > 3 && strings.EqualFold(where[:3], "url") {
		where = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(where[3:]), "="))
	}
	where = strings.Trim(where, `'"`)
	next, err := base.Parse(where)
	if err != nil || where == "" || noFragment(next) == noFragment(base) {
		return nil
	}
	return next
}
