package extract

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/article/internal/block"
)

// mostlyCards is the part of the text in the element around cards that is theirs.
const mostlyCards = 0.9

// leaveTeasers makes the cards of other articles unlikely, beside the article: at least three that are built alike, each under a heading that leads
// to another page of the site, with little else around them. A page that has little else is a list of them.
func (e *evidence) leaveTeasers(likely []float64) {
	opening := map[*html.Node]int{} // the first piece in each element
	for i := range e.pieces {
		for n, up := e.pieces[i].node, 0; n != nil && up < maxClimb; n, up = n.Parent, up+1 {
			if _, known := opening[n]; !known {
				opening[n] = i
			}
		}
	}
	cards := map[*html.Node]bool{}
	for _, r := range e.runs {
		if e.areTeasers(r, opening) {
			cards[r.members[0].Parent] = true // with what stands over them
		}
	}
	e.leave(e.within(func(n *html.Node) bool { return cards[n] }), likely)
}

// areTeasers reports whether the members of a run are cards of other articles.
func (e *evidence) areTeasers(r *run, opening map[*html.Node]int) bool {
	parent := r.members[0].Parent
	around := e.survey.areas[parent]
	if around == nil || float64(r.tokens) < mostlyCards*float64(around.tokens) || e.titleAt >= 0 && contains(parent, e.pieces[e.titleAt].node) {
		return false
	}
	for _, m := range r.members {
		i, known := opening[m]
		if !known {
			return false
		}
		if h := &e.pieces[i]; h.Kind != block.Heading || !e.leadsOn(h, m) {
			return false
		}
	}
	return true
}

// leadsOn reports whether a heading in a card is a link to another page of the site, or stands in one.
func (e *evidence) leadsOn(h *piece, card *html.Node) bool {
	for n := h.node; n != nil && n != card.Parent; n = n.Parent {
		if n.DataAtom == atom.A {
			return e.wording.ownLinks(&piece{links: []string{attr(n, "href")}}) == 1
		}
	}
	return h.linkDensity() >= 0.8 && e.wording.ownLinks(h) == 1
}
