package extract

import (
	"math"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxClimb bounds how far above a piece is looked: no real page needs more, and a hostile one is 512 deep.
const maxClimb = 40

// area is an element of the page with all that was counted below it.
type area struct {
	pieces, tokens, linked, bytes int
	voted                         [voters]float64 // tokens
}

// vote is the share of its tokens that is voted for.
func (a *area) vote(v voter) float64 { return a.voted[v] / float64(max(1, a.tokens)) }

// linkDensity is the share of its text that stands in links.
func (a *area) linkDensity() float64 { return min(1, ratio(float64(a.linked), float64(a.bytes))) }

// mean is the logarithm of how many tokens its pieces have.
func (a *area) mean() float64 {
	return math.Log1p(float64(max(1, a.tokens)) / float64(max(1, a.pieces)))
}

// survey counts for every element around the pieces, and for every group of pieces that are built alike.
type survey struct {
	areas  map[*html.Node]*area
	shapes []string         // of the pieces
	groups map[string]*area // by shape
	hints  map[*html.Node]uint32
	total  area
}

func newSurvey(pieces []piece) *survey {
	s := &survey{areas: map[*html.Node]*area{}, groups: map[string]*area{}, hints: map[*html.Node]uint32{}}
	for i := range pieces {
		p := &pieces[i]
		one := area{pieces: 1, tokens: len(p.tokens), linked: p.linked, bytes: len(p.Text)}
		s.total.add(one)
		for n, up := p.node, 0; n != nil && up < maxClimb; n, up = n.Parent, up+1 {
			s.area(n).add(one)
		}
		key := shape(p.node)
		s.shapes = append(s.shapes, key)
		g := s.groups[key]
		if g == nil {
			g = &area{}
			s.groups[key] = g
		}
		g.add(one)
	}
	return s
}

func (s *survey) area(n *html.Node) *area {
	a := s.areas[n]
	if a == nil {
		a = &area{}
		s.areas[n] = a
	}
	return a
}

func (a *area) add(b area) {
	a.pieces += b.pieces
	a.tokens += b.tokens
	a.linked += b.linked
	a.bytes += b.bytes
}

// shape says how a piece's element is built: tags and classes of it and of what is around it, without numbers. All posts of
// a thread, all teasers of a list have one shape.
func shape(n *html.Node) string {
	var b strings.Builder
	for up := 0; n != nil && up < 4; n, up = n.Parent, up+1 {
		b.WriteString(n.Data)
		b.WriteByte('.')
		class := attr(n, "class")
		for i := 0; i < len(class) && i < 80; i++ {
			if class[i] < '0' || class[i] > '9' {
				b.WriteByte(class[i])
			}
		}
		b.WriteByte('<')
	}
	return b.String()
}

// What the names of elements hint at.
const (
	hintComment = 1 << iota
	hintRelated
	hintShare
	hintMenu
	hintFooter
	hintSidebar
	hintPromo
	hintMeta
	hintCaption
	hintHeader
	hintContent
	hintPost
	hintQuote
	hints = iota
)

var hintWords = [hints]string{
	"comment disqus reply replies respond discussion pinglun livefyre",
	"related recommend popular trending more-from readmore read-more also-like outbrain taboola most-read mostread hot-news xiangguan tuijian latest teaser promo-list moreon",
	"share social follow facebook twitter weixin fenxiang bdshare addthis sharing",
	"nav menu breadcrumb pagination pager toolbar crumb tabs-list",
	"footer foot- copyright colophon bottom disclaimer",
	"sidebar aside widget rail side-bar right-col",
	"promo advert sponsor subscribe newsletter paywall banner signup sign-up donat cta ad-slot adsense modal popup cookie consent gdpr",
	"meta byline author date tags tag-list category info source-name posted bio profile avatar",
	"caption credit figure gallery image photo",
	"header masthead hero title-bar top-bar",
	"content article entry story body main text detail",
	"post message thread topic forum question answer bbs",
	"quote blockquote pullquote signature",
}

// hintsOf are the hints of an element's own names.
func (s *survey) hintsOf(n *html.Node) uint32 {
	if h, ok := s.hints[n]; ok {
		return h
	}
	h := uint32(0)
	if n.DataAtom != atom.Body && n.DataAtom != atom.Html {
		h = hintsIn(strings.ToLower(attr(n, "class") + " " + attr(n, "id") + " " + attr(n, "role") + " " + attr(n, "itemprop")))
	}
	s.hints[n] = h
	return h
}

func hintsIn(names string) uint32 {
	h := uint32(0)
	if len(names) > 400 {
		names = names[:400]
	}
	if strings.TrimSpace(names) == "" {
		return 0
	}
	for i, words := range hintWords {
		for w := range strings.FieldsSeq(words) {
			if strings.Contains(names, w) {
				h |= 1 << i
				break
			}
		}
	}
	return h
}
