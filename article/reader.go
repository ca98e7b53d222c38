package article

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"time"

	"golang.org/x/sync/semaphore"

	"github.com/footnote-bot/footnote/article/internal/failure"
	"github.com/footnote-bot/footnote/article/internal/fetch"
	"github.com/footnote-bot/footnote/article/internal/pdf"
)

// Config is what a Reader may be told; the zero value reads public pages only.
type Config struct {
	// AllowPrivateHosts lists host, host:port or CIDR for which the checks of name, port and address are skipped.
	AllowPrivateHosts []string
	// UserAgent is sent with every request; empty means "Footnote/VERSION (+https://github.com/footnote-bot/footnote)".
	UserAgent string
	// CacheDir holds what may be made again, such as the compiled PDF engine; empty means the user's cache folder.
	CacheDir string
	// Now is the clock; nil means time.Now.
	Now func() time.Time
}

// Options say how one source is to be read.
type Options struct {
	AcceptLanguage string // of the asker, BCP 47; empty sends "*"
	PublicOnly     bool   // ignore AllowPrivateHosts: the asker is a guest or from outside
	// Known is of a document that was read from this link before; where the page is still that one, the Reading has no
	// document and NotModified.
	Known Validator
}

// Validator is what a server calls the state of a page that it gave; see [Options.Known]. The zero value is none.
type Validator = fetch.Validator

// Source is bytes that are already here: a file, standard input, a pasted text.
type Source struct {
	Data        []byte
	URL         string // where the bytes came from, so that links resolve and citations lead somewhere; may be ""
	Name        string // file name, a hint only
	ContentType string // as a server declared it, a hint only
	Kind        Kind   // forces the format where not empty (Message for pasted text)
	Title       string // where the source is known by a name of its own; else found in the bytes
}

// Reading is a document and what it took to read it.
type Reading struct {
	Document    *Document     // nil where NotModified
	NotModified bool          // the page of Options.Known is still good
	Validator   Validator     // to ask again with; zero where the server gives none
	Fetch       time.Duration // waiting for the network
	Extract     time.Duration // making a document of the bytes
}

// Reader reads links and files. It is safe for use by several goroutines.
type Reader struct {
	cfg     Config
	fetcher *fetch.Fetcher
	pdf     *pdf.Engine
	turns   *semaphore.Weighted // of making documents of bytes: that takes cores and memory, where fetching only waits
}

// NewReader makes a Reader; it fails where the configuration cannot be used.
func NewReader(cfg Config) (*Reader, error) {
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	fetcher, err := fetch.New(fetch.Config{AllowPrivateHosts: cfg.AllowPrivateHosts, UserAgent: cfg.UserAgent})
	if err != nil {
		return nil, fmt.Errorf("reader: %w", err)
	}
	return newReader(cfg, fetcher), nil
}

func newReader(cfg Config, fetcher *fetch.Fetcher) *Reader {
	turns := semaphore.NewWeighted(int64(runtime.GOMAXPROCS(0) + 2))
	return &Reader{cfg: cfg, fetcher: fetcher, pdf: pdf.New(cfg.CacheDir), turns: turns}
}

// Close ends the engine that reads PDF files, where it was started. The Reader may still be used: it starts again.
func (r *Reader) Close() error { return r.pdf.Close() }

// ReadLink fetches a link and reads what is there; where that is the abstract of a paper, the paper that it leads to. Errors are *Error, or the
// context's cause.
func (r *Reader) ReadLink(ctx context.Context, link string, opts Options) (Reading, error) {
	began := r.cfg.Now()
	page, err := r.fetcher.Get(ctx, link, fetch.Options{AcceptLanguage: opts.AcceptLanguage, PublicOnly: opts.PublicOnly, Known: opts.Known})
	fetched := r.cfg.Now()
	if err != nil {
		return Reading{Fetch: fetched.Sub(began)}, err
	}
	if page.NotModified {
		return Reading{NotModified: true, Validator: cmp.Or(page.Validator, opts.Known), Fetch: fetched.Sub(began)}, nil
	}
	doc, err := r.read(ctx, raw{page: page, name: fileName(page.FinalURL)})
	reading := Reading{Document: doc, Validator: page.Validator, Fetch: fetched.Sub(began), Extract: r.cfg.Now().Sub(fetched)}
	return r.wholePaper(ctx, reading, opts), err
}

// ReadSource reads bytes that are already here. Errors are *Error, or the context's cause.
func (r *Reader) ReadSource(ctx context.Context, src Source) (Reading, error) {
	began := r.cfg.Now()
	page := &fetch.Page{
		Body: src.Data, Header: http.Header{}, ContentType: strings.ToLower(src.ContentType), URL: src.URL, FinalURL: src.URL, Status: http.StatusOK,
	}
	doc, err := r.read(ctx, raw{page: page, name: src.Name, kind: src.Kind, title: src.Title})
	return Reading{Document: doc, Extract: r.cfg.Now().Sub(began)}, err
}

// raw is bytes on their way to a document.
type raw struct {
	page  *fetch.Page
	name  string
	kind  Kind   // forced; else sniffed
	title string // wins over one that is found
}

// read walks from bytes to a document, when there is a turn.
func (r *Reader) read(ctx context.Context, in raw) (*Document, error) {
	if err := r.turns.Acquire(ctx, 1); err != nil {
		return nil, context.Cause(ctx)
	}
	defer r.turns.Release(1)
	if wall := fetch.WallBefore(in.page, ""); wall != nil && wall.Kind != failure.Media {
		if text, ok := decodeForWall(in.page); ok { // its text may say more than its status
			if better := fetch.WallBefore(in.page, text); better != nil {
				wall = better
			}
		}
		return nil, wall
	}
	kind := in.kind
	if kind == "" {
		sniffed, err := sniff(in.page.Body, in.name, in.page.ContentType)
		if err != nil {
			return nil, withURL(insteadOf(err, in.page), in.page.URL)
		}
		kind = sniffed
	}
	unread := limitText(in.page, kind)
	found, err := r.content(ctx, kind, in)
	if err != nil {
		if cause := context.Cause(ctx); cause != nil {
			return nil, cause
		}
		return nil, withURL(whereCut(err, in.page), in.page.URL)
	}
	if kind == rtf || kind == letter {
		kind = Text
	}
	if in.title != "" {
		found.title = in.title
	}
	found.unread = together(found.unread, unread)
	if in.page.Truncated {
		found.missing = append(found.missing, Missing{Kind: "truncated", Count: 1})
	}
	doc := assemble(ctx, found, place{url: in.page.URL, final: in.page.FinalURL, kind: kind})
	if cause := context.Cause(ctx); cause != nil {
		return nil, cause
	}
	if len(doc.Passages) == 0 {
		return nil, whereCut(&failure.Error{Kind: failure.Empty, URL: in.page.URL, Err: errors.New("no text in it")}, in.page)
	}
	if err := tooMuch(doc); err != nil {
		return nil, err
	}
	return doc, nil
}

// insteadOf: data for programs may be what a wall answers.
func insteadOf(err error, page *fetch.Page) error {
	if known, ok := errors.AsType[*failure.Error](err); !ok || known.Kind != failure.NotArticle {
		return err
	}
	if text, ok := decodeForWall(page); ok {
		if wall := fetch.WallBefore(page, text); wall != nil {
			return wall
		}
	}
	return err
}

func withURL(err error, link string) error {
	if known, ok := errors.AsType[*failure.Error](err); ok {
		if known.URL == "" {
			told := *known
			told.URL = link
			return &told
		}
		return known
	}
	return &failure.Error{Kind: failure.Damaged, URL: link, Err: err}
}

func fileName(link string) string {
	u, err := url.Parse(link)
	if err != nil {
		return ""
	}
	return u.Path[strings.LastIndexByte(u.Path, '/')+1:]
}
