// Package fetch brings the bytes behind a link, and nothing from where no link may lead.
//
// [Fetcher.Get] answers many who ask for the same link with one flight. A flight is a trip of hops (trip.go):
// every hop is checked by name, port and address and connects through one dialer that resolves once and connects to
// what it checked (guard.go, dial.go); a host is asked one thing at a time (manners.go); a body is read within its
// limits (body.go). What goes wrong is a failure of a known kind (failures.go).
//
// Answers that look like pages and are none are told apart by their marks: walls.go decides, marks.go is the table,
// sight.go counts what a page shows. address.go and unwrap.go normalise addresses, company.go knows the services whose
// documents need an account. The package knows nothing of articles: its callers extract, and hand over numbers.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"github.com/footnote-bot/footnote/article/internal/failure"
	"github.com/footnote-bot/footnote/internal/flight"
)

// Config is what a Fetcher may be told; the zero value reads public pages only.
type Config struct {
	// AllowPrivateHosts lists host, host:port or CIDR for which the checks of name, port and address are skipped.
	AllowPrivateHosts []string
	UserAgent         string        // empty: Footnote's own
	HostDelay         time.Duration // between two requests to one host; zero means 250 ms; listed hosts have none
	MaxText           int64         // bytes of HTML or text after inflating, the rest is cut, and twice as many are too large; zero means 10 MB
	MaxFile           int64         // bytes of other files, more is too large; zero means 50 MB
	Timeout           time.Duration // of one link, all hops, without waiting for a turn; zero means 30 s
	HeaderTimeout     time.Duration // until the header of an answer; zero means 15 s
	DialTimeout       time.Duration // looking a name up and connecting; zero means 10 s
	Lookup            Lookup        // nil means the system's resolver

	// dial connects to an address that was checked, in tests to another one.
	dial func(ctx context.Context, network, address string) (net.Conn, error)
}

// Lookup resolves a name to its addresses.
type Lookup func(ctx context.Context, host string) ([]netip.Addr, error)

// Options say how one link is asked for.
type Options struct {
	AcceptLanguage string    // "" sends "*"
	PublicOnly     bool      // the list of allowed private hosts does not count
	Known          Validator // of a copy that is there already: where it is still good, Page.NotModified says so
}

// Page is what came back.
type Page struct {
	Body        []byte // shared by all who asked at once: nobody may change it
	Header      http.Header
	ContentType string // without parameters, lower case
	URL         string // as asked
	FinalURL    string // after redirects, with the fragment that was asked for
	Status      int
	Beyond      int64     // bytes of the text behind Body: those beyond MaxText are not kept
	Truncated   bool      // the connection broke
	NotModified bool      // the copy that is there already is still good; there is no body
	Validator   Validator // zero where the page has none, or was cut
	Elapsed     time.Duration
}

// defaultUserAgent says who asks, and where people can read about it.
const defaultUserAgent = "Footnote/1 (+https://github.com/footnote-bot/footnote)"

// Fetcher fetches links. It is safe for use by several goroutines.
type Fetcher struct {
	cfg     Config
	allowed allowList
	guarded *http.Transport // the list counts
	public  *http.Transport // it does not
	flights flight.Group[*Page]
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
	setDefault(&cfg.DialTimeout, 10*time.Second)
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

// Get fetches a link. Its error is a *failure.Error that names the link, or the cause of the context that was
// cancelled; where the context's deadline passed it is a failure of kind TooSlow.
func (f *Fetcher) Get(ctx context.Context, link string, opts Options) (*Page, error) {
	began := time.Now()
	if err := ctx.Err(); err != nil {
		return nil, left(ctx, link)
	}
	target, _, _ := strings.Cut(Resolve(link), "#")
	key := strings.Join([]string{
		Key(link), opts.AcceptLanguage, strconv.FormatBool(opts.PublicOnly), opts.Known.URL, opts.Known.ETag, opts.Known.LastModified,
	}, "\x00")
	shared, err := f.flights.Do(ctx, key, func(ctx context.Context) (*Page, error) { return f.travel(ctx, target, opts) })
	switch {
	case err != nil && ctx.Err() != nil:
		return nil, left(ctx, link)
	case err != nil:
		return nil, named(err, link)
	}
	page := *shared
	page.Header, page.URL, page.Elapsed = page.Header.Clone(), link, time.Since(began)
	page.FinalURL = finalURL(page.FinalURL, link)
	return &page, nil
}

// left is why somebody did not wait for an answer.
func left(ctx context.Context, link string) error {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return named(&failure.Error{Kind: failure.TooSlow, Err: context.Cause(ctx)}, link)
	}
	return context.Cause(ctx)
}

// finalURL is where a link led: the document behind a service's export is still that document, and a fragment
// survives redirects, as in browsers.
func finalURL(final, link string) string {
	if isExport(final) && exportOf(unwrap(link)) != "" {
		return link
	}
	if _, fragment, ok := strings.Cut(unwrap(link), "#"); ok && fragment != "" && !strings.Contains(final, "#") {
		return final + "#" + fragment
	}
	return final
}

// named is an error that names the link, without its password.
func named(err error, link string) error {
	var known *failure.Error
	if !errors.As(err, &known) {
		return fmt.Errorf("fetch %s: %w", redacted(link), err)
	}
	told := *known
	told.URL = redacted(link)
	return &told
}
