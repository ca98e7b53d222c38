// Package fetch brings the bytes behind a link, and nothing from where no link may lead.
//
// Every connection goes through one dialer (guard.go), which resolves a name once and connects to the address that it
// checked; every hop of a redirect is checked anew. A link asked for by many at once is fetched once, and a host is
// asked one thing at a time (manners.go). What goes wrong is a failure of a known kind (failures.go); answers that
// look like pages and are none are told apart by their marks (walls.go). Addresses are normalised in address.go.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"golang.org/x/sync/singleflight"

	"github.com/footnote-bot/footnote/article/internal/failure"
)

// Config is what a Fetcher may be told; the zero value reads public pages only.
type Config struct {
	// AllowPrivateHosts lists host, host:port or CIDR for which the checks of name, port and address are skipped.
	AllowPrivateHosts []string
	UserAgent         string        // empty: Footnote's own
	HostDelay         time.Duration // between two requests to one host; zero means 250 ms; listed hosts have none
	MaxText           int64         // bytes of HTML or text after inflating, the rest is cut; zero means 10 MB
	MaxFile           int64         // bytes of other files, more is too large; zero means 50 MB
	Timeout           time.Duration // of one link, all hops; zero means 30 s
	HeaderTimeout     time.Duration // until the header of an answer; zero means 15 s
	Lookup            Lookup        // nil means the system's resolver
}

// Lookup resolves a name to its addresses.
type Lookup func(ctx context.Context, host string) ([]netip.Addr, error)

// Options say how one link is asked for.
type Options struct {
	AcceptLanguage string // "" sends "*"
	PublicOnly     bool   // the list of allowed private hosts does not count
	ETag           string // of a copy that is there already
	LastModified   string
}

// Page is what came back.
type Page struct {
	Body        []byte
	Header      http.Header
	ContentType string // without parameters, lower case
	URL         string // as asked
	FinalURL    string // after redirects
	Status      int
	Truncated   bool // the body was cut at MaxText
	NotModified bool // the copy that is there already is still good
}

// defaultUserAgent says who asks, and where people can read about it.
const defaultUserAgent = "Footnote/1 (+https://github.com/footnote-bot/footnote)"

// maxHops is how many redirects are followed.
const maxHops = 10

// Fetcher fetches links. It is safe for use by several goroutines.
type Fetcher struct {
	cfg     Config
	allowed allowList
	guarded *http.Transport // the list counts
	public  *http.Transport // it does not
	flights singleflight.Group
	hosts   hosts
}

// New makes a Fetcher; it fails where an entry of the list is no host, host:port or CIDR.
func New(cfg Config) (*Fetcher, error) {
	setDefault(&cfg.UserAgent, defaultUserAgent)
	setDefault(&cfg.HostDelay, 250*time.Millisecond)
	setDefault(&cfg.MaxText, 10<<20)
	setDefault(&cfg.MaxFile, 50<<20)
	setDefault(&cfg.Timeout, 30*time.Second)
	setDefault(&cfg.HeaderTimeout, 15*time.Second)
	if cfg.Lookup == nil {
		cfg.Lookup = func(ctx context.Context, host string) ([]netip.Addr, error) {
			return net.DefaultResolver.LookupNetIP(ctx, "ip", host)
		}
	}
	allowed, err := parseAllowList(cfg.AllowPrivateHosts)
	if err != nil {
		return nil, err
	}
	f := &Fetcher{cfg: cfg, allowed: allowed}
	f.guarded = f.transport(allowed)
	f.public = f.transport(allowList{})
	return f, nil
}

func setDefault[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}

// Get fetches a link. Its error is a *failure.Error, or the cause of a context that ended.
func (f *Fetcher) Get(ctx context.Context, link string, opts Options) (*Page, error) {
	link = Resolve(link)
	key := strings.Join([]string{link, opts.AcceptLanguage, fmt.Sprint(opts.PublicOnly), opts.ETag, opts.LastModified}, "\x00")
	// A flight outlives whoever began it, since others may wait for it.
	flight := f.flights.DoChan(key, func() (any, error) {
		own, cancel := context.WithTimeoutCause(context.WithoutCancel(ctx), f.cfg.Timeout, errTooSlow)
		defer cancel()
		return f.get(own, link, opts)
	})
	select {
	case <-ctx.Done():
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			return nil, &failure.Error{Kind: failure.TooSlow, URL: link, Err: context.Cause(ctx)}
		}
		return nil, context.Cause(ctx)
	case done := <-flight:
		if done.Err != nil {
			return nil, done.Err
		}
		page := *done.Val.(*Page) // its own header fields, the same bytes
		return &page, nil
	}
}

var errTooSlow = errors.New("took longer than a link may take")

func (f *Fetcher) get(ctx context.Context, link string, opts Options) (*Page, error) {
	u, err := url.Parse(link)
	if err != nil {
		return nil, &failure.Error{Kind: failure.Unreachable, URL: link, Err: err}
	}
	seen := map[string]bool{}
	for hop := 0; ; hop++ {
		if seen[u.String()] || hop > maxHops {
			return nil, &failure.Error{Kind: failure.RedirectLoop, URL: link, Err: fmt.Errorf("at hop %d: %s", hop, u.Redacted())}
		}
		seen[u.String()] = true
		page, next, err := f.hop(ctx, u, opts)
		if err != nil {
			return nil, f.failed(ctx, link, err)
		}
		if next == nil {
			page.URL = link
			return page, nil
		}
		u = next
	}
}

// hop asks one address; next is where it sends us, nil where it answers.
func (f *Fetcher) hop(ctx context.Context, u *url.URL, opts Options) (page *Page, next *url.URL, err error) {
	allowed, transport := f.allowed, f.guarded
	if opts.PublicOnly {
		allowed, transport = allowList{}, f.public
	}
	if err := checkAddress(u, allowed); err != nil {
		return nil, nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, nil, err
	}
	f.setHeader(req, opts)
	leave, err := f.hosts.enter(ctx, u.Host, f.delay(u, allowed))
	if err != nil {
		return nil, nil, err
	}
	defer leave()
	resp, err := f.patiently(ctx, transport, req)
	if err != nil {
		return nil, nil, err
	}
	defer resp.Body.Close()
	if where := resp.Header.Get("Location"); where != "" && resp.StatusCode >= 300 && resp.StatusCode < 400 && resp.StatusCode != http.StatusNotModified {
		next, err := u.Parse(where)
		if err != nil {
			return nil, nil, fmt.Errorf("redirect to no address: %w", err)
		}
		return nil, withFragment(next, u), nil
	}
	page, err = f.page(u, resp)
	if err != nil {
		return nil, nil, err
	}
	if next := metaRefresh(page, u); next != nil {
		return nil, withFragment(next, u), nil
	}
	return page, nil, nil
}

// withFragment keeps the fragment of where it came from, as browsers do.
func withFragment(next, from *url.URL) *url.URL {
	if next.Fragment == "" {
		next.Fragment, next.RawFragment = from.Fragment, from.RawFragment
	}
	return next
}

func (f *Fetcher) setHeader(req *http.Request, opts Options) {
	req.Header.Set("User-Agent", f.cfg.UserAgent)
	req.Header.Set("Accept", "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.9,*/*;q=0.5")
	setDefault(&opts.AcceptLanguage, "*")
	req.Header.Set("Accept-Language", opts.AcceptLanguage)
	if opts.ETag != "" {
		req.Header.Set("If-None-Match", opts.ETag)
	}
	if opts.LastModified != "" {
		req.Header.Set("If-Modified-Since", opts.LastModified)
	}
}

// page reads an answer, within its limit.
func (f *Fetcher) page(u *url.URL, resp *http.Response) (*Page, error) {
	p := &Page{Header: resp.Header, FinalURL: u.String(), Status: resp.StatusCode, NotModified: resp.StatusCode == http.StatusNotModified}
	p.ContentType, _, _ = mime.ParseMediaType(resp.Header.Get("Content-Type"))
	limit, cut := f.cfg.MaxFile, false
	if isText(p.ContentType) {
		limit, cut = f.cfg.MaxText, true
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, limit+1))
	if err != nil && len(body) == 0 {
		return nil, err
	}
	if err != nil { // what came is better than nothing, and known to be cut
		p.Truncated = true
	}
	if int64(len(body)) > limit {
		if !cut {
			return nil, &failure.Error{Kind: failure.TooLarge, Err: fmt.Errorf("more than %d bytes of %s", limit, p.ContentType)}
		}
		body, p.Truncated = body[:limit], true
	}
	p.Body = body
	return p, nil
}

func isText(contentType string) bool {
	return contentType == "" || strings.HasPrefix(contentType, "text/") || strings.Contains(contentType, "xml") || strings.Contains(contentType, "json")
}
