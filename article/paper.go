package article

import (
	"context"
	"net/url"

	"github.com/footnote-bot/footnote/article/internal/fetch"
	"github.com/footnote-bot/footnote/article/internal/ledger"
)

// abstractWords is how many words a page has at most that shows the abstract of a paper, and names an address for all of it.
const abstractWords = 1500

// wholePaper reads a paper where the page at hand shows no more than its abstract: what the page names as its full text, as a page or else as a
// PDF. Where none of them can be read, the abstract stays, and says that a part is missing.
func (r *Reader) wholePaper(ctx context.Context, abstract Reading, opts Options) Reading {
	d := abstract.Document
	if d == nil || len(d.fullText) == 0 || d.Coverage.WordsRead > abstractWords {
		return abstract
	}
	for _, link := range d.fullText {
		if !sameSite(link, d.FinalURL) {
			continue
		}
		began := r.cfg.Now()
		page, err := r.fetcher.Get(ctx, link, fetch.Options{AcceptLanguage: opts.AcceptLanguage, PublicOnly: opts.PublicOnly})
		if err != nil {
			continue
		}
		fetched := r.cfg.Now()
		paper, err := r.read(ctx, raw{page: page, name: fileName(page.FinalURL)})
		abstract.Fetch, abstract.Extract = abstract.Fetch+fetched.Sub(began), abstract.Extract+r.cfg.Now().Sub(fetched)
		if err != nil || paper.Coverage.WordsRead <= d.Coverage.WordsRead {
			continue
		}
		abstract.Document, abstract.Validator = paperOf(paper, d), Validator{}
		return abstract
	}
	d.Coverage.Missing = append(d.Coverage.Missing, Missing{Kind: string(ledger.UnreadPart), Count: 1})
	return abstract
}

// paperOf is a paper with what the page of its abstract says of it.
func paperOf(paper, abstract *Document) *Document {
	paper.URL = abstract.URL
	paper.Title, paper.Byline, paper.Site = abstract.Title, abstract.Byline, abstract.Site
	if abstract.Published != "" {
		paper.Published = abstract.Published
	}
	return paper
}

// sameSite: a paper is read only where its abstract stands.
func sameSite(a, b string) bool {
	at, err := url.Parse(a)
	if err != nil {
		return false
	}
	of, err := url.Parse(b)
	return err == nil && at.Host == of.Host
}
