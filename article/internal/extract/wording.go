package extract

import (
	"cmp"
	"math"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// How much of a piece is looked at for its wording, in bytes and in tokens.
const (
	wordingBytes  = 600
	wordingTokens = 400
)

// mostCommon is how many words count as the common ones of a page: in any language, sentences are made with a few, menus without.
const mostCommon = 25

// longPiece is from how many tokens on a piece is running text, if few of them are links.
const longPiece = 20

var wordingNames = []string{
	"capitals", "same but digits", "in title", "title in", "common words", "link count", "own links", "images before",
}

// wording is what the words of a page are compared with.
type wording struct {
	host   string
	title  map[uint64]bool
	common map[uint64]bool
	alike  map[string]int // how many pieces have the same text, digits apart
}

func (e *evidence) findWording(p *page) *wording {
	w := &wording{host: p.at.Hostname(), title: map[uint64]bool{}, common: map[uint64]bool{}, alike: map[string]int{}}
	for _, title := range []string{p.data.headline, p.data.meta["og:title"], p.data.title} {
		tokens, _ := tokenize(strings.ToLower(title))
		for _, t := range tokens {
			w.title[t] = true
		}
	}
	counts := map[uint64]int{}
	var order []uint64 // as they come: which of two words as common counts must not depend on their hashes
	for i := range e.pieces {
		x := &e.pieces[i]
		w.alike[withoutDigits(x.Text)]++
		if len(x.tokens) >= longPiece && x.linkDensity() < 0.3 {
			for _, t := range x.tokens[:min(len(x.tokens), wordingTokens)] {
				if counts[t]++; counts[t] == 3 {
					order = append(order, t)
				}
			}
		}
	}
	slices.SortStableFunc(order, func(a, b uint64) int { return cmp.Compare(counts[b], counts[a]) })
	for _, t := range order[:min(len(order), mostCommon)] {
		w.common[t] = true
	}
	return w
}

// withoutDigits is what a text has in common with those that differ in a number, a day, a time.
func withoutDigits(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == ' ' {
			return -1
		}
		return unicode.ToLower(r)
	}, text[:min(len(text), 120)])
}

// features are of what a piece says and what it links to.
func (w *wording) features(f []float64, x *piece) []float64 {
	head := x.Text[:min(len(x.Text), wordingBytes)]
	lowered, _ := tokenize(strings.ToLower(head))
	seen := map[uint64]bool{}
	in := 0
	for _, t := range lowered {
		if w.title[t] {
			seen[t] = true
			in++
		}
	}
	common, of := 0, min(len(x.tokens), wordingTokens)
	for _, t := range x.tokens[:of] {
		if w.common[t] {
			common++
		}
	}
	return append(f, capitals(head), math.Log(float64(w.alike[withoutDigits(x.Text)])), ratio(float64(in), float64(len(lowered))), ratio(float64(len(seen)), float64(len(w.title))),
		ratio(float64(common), float64(of)), float64(min(len(x.links), 20)), w.ownLinks(x), float64(min(x.images, 5)))
}

// capitals is the share of words that begin with one.
func capitals(text string) float64 {
	words, upper := 0, 0
	for word := range strings.FieldsSeq(text) {
		first, _ := utf8.DecodeRuneInString(word)
		if !unicode.IsLetter(first) {
			continue
		}
		words++
		if unicode.IsUpper(first) {
			upper++
		}
	}
	return ratio(float64(upper), float64(words))
}

// ownLinks is the share of a piece's links that lead to other pages of the site; -1 without links.
func (w *wording) ownLinks(x *piece) float64 {
	if len(x.links) == 0 {
		return -1
	}
	own := 0
	for _, link := range x.links {
		u, err := url.Parse(link)
		if err == nil && !strings.HasPrefix(link, "#") && (u.Host == "" || u.Hostname() == w.host) {
			own++
		}
	}
	return ratio(float64(own), float64(len(x.links)))
}
