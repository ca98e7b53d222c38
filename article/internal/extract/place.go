package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// bodyNames are the names that platforms give to the element around an article's text, and to little else.
var bodyNames = nameSet(`entry-content post-content article-content article-body articlebody article_body story-body story-content post-body content-body
	entry-body post-entry article-text article__body article__content article-detail article_content js_content artibody single-content post_content
	td-post-content e-content content-article news-content newscontent story-text storytext post-text postbody post_body body-content articletext mw-parser-output`)

var placeNames = []string{"up body", "up to title", "title share", "article at", "post share"}

// place is how far the pieces stand from the headline, and in which article of several.
type place struct {
	title    map[*html.Node]bool // the elements around the headline
	articles map[*html.Node]int  // the outermost article elements, counted from the top
}

func (e *evidence) findPlace() *place {
	p := &place{title: map[*html.Node]bool{}, articles: map[*html.Node]int{}}
	if e.titleAt >= 0 {
		for n, up := e.pieces[e.titleAt].node, 0; n != nil && up < maxClimb; n, up = n.Parent, up+1 {
			p.title[n] = true
		}
	}
	for i := range e.pieces {
		if a := articleAround(e.pieces[i].node); a != nil {
			if _, known := p.articles[a]; !known {
				p.articles[a] = len(p.articles)
			}
		}
	}
	return p
}

func (e *evidence) placeOf(f []float64, x *piece) []float64 {
	toTitle, share := 2*far, 1.0
	for n, up := x.node, 0; n != nil && up < maxClimb; n, up = n.Parent, up+1 {
		if e.place.title[n] {
			toTitle = up
			if a := e.survey.areas[n]; a != nil {
				share = ratio(float64(a.tokens), float64(e.survey.total.tokens))
			}
			break
		}
	}
	article, post := -1, 0.0
	if a := articleAround(x.node); a != nil {
		article = min(e.place.articles[a], far)
	}
	if _, m := e.member(x.node); m != nil {
		post = ratio(float64(len(x.tokens)), float64(e.survey.areas[m].tokens))
	}
	return append(f, float64(bodyAbove(x.node)), float64(toTitle), share, float64(article), post)
}

// bodyAbove is how far above a node the element stands that is named as the one around an article's text; far where there is none.
func bodyAbove(n *html.Node) int {
	for up := 0; n != nil && up < far && n.DataAtom != atom.Body; n, up = n.Parent, up+1 {
		for _, a := range n.Attr {
			switch a.Key {
			case "itemprop":
				if strings.EqualFold(a.Val, "articleBody") || strings.EqualFold(a.Val, "text") {
					return up
				}
			case "class", "id":
				for name := range strings.FieldsSeq(strings.ToLower(a.Val)) {
					if bodyNames[name] {
						return up
					}
				}
			}
		}
	}
	return far
}

var addressNames = []string{"path depth", "path words", "path digits", "runs"}

// addressFeatures tell the address of an article, with words or a number in it, from those of lists and front pages.
func (e *evidence) addressFeatures(p *page) []float64 {
	path := strings.Trim(p.at.Path, "/")
	parts, words, digits := 0, 0, 0
	for part := range strings.FieldsFuncSeq(path, func(r rune) bool { return r == '/' }) {
		parts, words = parts+1, max(words, strings.Count(part, "-")+strings.Count(part, "_"))
	}
	for _, r := range path {
		if r >= '0' && r <= '9' {
			digits++
		}
	}
	return []float64{clip(parts, 9), clip(words, 12), clip(digits, 12), clip(len(e.thread), 200)}
}
