package extract

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/article/internal/block"
)

// isDocument reports whether a page is a text and nothing around it, as converters write them: nothing on it is a part of a site, and
// no piece of it is mostly a way to elsewhere.
func (p *page) isDocument() bool {
	if p.data.article() || len(p.controls) > 0 {
		return false
	}
	for n := range p.doc.Descendants() {
		switch n.DataAtom {
		case atom.Nav, atom.Aside, atom.Main, atom.Article, atom.Footer, atom.Form, atom.Button, atom.Iframe, atom.Img, atom.Script:
			return false
		case atom.Link:
			if strings.EqualFold(attr(n, "rel"), "canonical") {
				return false
			}
		}
	}
	text := 0
	for i := range p.pieces {
		x := &p.pieces[i]
		if x.Speaker != "" || x.linkDensity() >= 0.5 && leadsAway(x.links) {
			return false
		}
		if x.Kind != block.Heading {
			text += len(x.tokens)
		}
	}
	return text >= enoughText
}

func leadsAway(links []string) bool {
	return slices.ContainsFunc(links, func(to string) bool { return !strings.HasPrefix(to, "#") })
}

// noteMark is the mark of a note: the element that it stood in, and the note's id.
type noteMark struct {
	at *html.Node
	to string
}

// markOf is what a mark that is taken off said.
func markOf(n *html.Node) noteMark {
	m := noteMark{at: enclosing(n)}
	to, _ := strings.CutPrefix(attr(n, "href"), "#")
	for a := range n.Descendants() {
		if id, ok := strings.CutPrefix(attr(a, "href"), "#"); ok {
			to = id
		}
	}
	if id, ok := strings.CutPrefix(attr(n.Parent, "href"), "#"); ok && to == "" {
		to = id
	}
	m.to = to
	return m
}

// takeNotes makes the notes certain whose marks stand in what is kept.
func (e *evidence) takeNotes(likely []float64, least float64, marks []noteMark) {
	if len(marks) == 0 {
		return
	}
	kept := map[*html.Node]bool{}
	for i := range e.pieces {
		if likely[i] >= least {
			kept[e.pieces[i].node] = true
		}
	}
	wanted := map[string]bool{}
	for _, m := range marks {
		at := m.at
		if !kept[at] && at != nil && below(at, atom.Tr) { // a row is one piece
			for at.DataAtom != atom.Tr {
				at = at.Parent
			}
		}
		if m.to != "" && kept[at] {
			wanted[m.to] = true
		}
	}
	for i := range e.pieces {
		x := &e.pieces[i]
		if x.linkDensity() >= 0.5 {
			continue
		}
		for n, up := x.node, 0; n != nil && up < nearNote; n, up = n.Parent, up+1 {
			if id := attr(n, "id"); id != "" && wanted[id] {
				likely[i] = 1
				break
			}
		}
	}
}

// nearNote is how far above its paragraphs a note's own element stands.
const nearNote = 3
