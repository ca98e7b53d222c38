// Package pages reads web pages for a team: a page is fresh for a while, its server is asked only whether it has changed
// after that, and those who ask for one at once wait for one reading.
package pages

import (
	"context"
	"strings"
	"time"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/internal/flight"
	"github.com/footnote-bot/footnote/store"
)

// fresh is how long a page is taken as it was read.
const fresh = time.Hour

// Reader reads pages. It is safe for use by several goroutines.
type Reader struct {
	Store  *store.Store
	Reader *article.Reader

	flights flight.Group[*article.Document]
}

// Read reads a page for somebody of a team who reads lang (BCP 47, or ""). With public, the address of a page may only be one that
// everybody can reach. Errors are *article.Error, the context's cause, or the store's.
func (r *Reader) Read(ctx context.Context, team, link, lang string, public bool) (*article.Document, error) {
	accept := acceptLanguage(lang)
	opts := article.Options{AcceptLanguage: accept, PublicOnly: public}
	if public {
		accept += " public" // an outsider's page never comes from an address that only members may read
	}
	key := article.CacheKey(link)
	return r.flights.Do(ctx, strings.Join([]string{team, key, accept}, "\x00"), func(ctx context.Context) (*article.Document, error) {
		known, ok, err := r.Store.Page(ctx, team, key, accept, fresh)
		if err != nil || ok && known.Fresh {
			return known.Document, err
		}
		opts.Known = known.Validator
		read, err := r.Reader.ReadLink(ctx, link, opts)
		if err != nil {
			return nil, err
		}
		doc := read.Document
		if read.NotModified {
			doc = known.Document
		}
		keys := []string{key}
		if ended := article.CacheKey(doc.FinalURL); ended != key {
			keys = append(keys, ended)
		}
		return doc, r.Store.SavePage(ctx, team, keys, accept, doc, read.Validator)
	})
}

// Waiting is how many wait for a page that is being read.
func (r *Reader) Waiting() int { return r.flights.Waiting() }

func acceptLanguage(tag string) string {
	base, _, regional := strings.Cut(tag, "-")
	switch {
	case tag == "":
		return "*"
	case regional:
		return tag + "," + base + ";q=0.9,*;q=0.5"
	}
	return tag + ",*;q=0.5"
}
