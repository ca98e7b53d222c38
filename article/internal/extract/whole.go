package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/ledger"
)

// Shown is all that a tree shows, and what of it is no text.
type Shown struct {
	Blocks []block.Block
	Links  []string // as written
	Ledger ledger.Ledger
}

// Whole reads all that is below a node, for sources that hold nothing but their text: chapters of a book. Only its lists of contents are
// left out. The tree is changed.
func Whole(doc *html.Node) Shown {
	var s Shown
	off, _ := mend(doc)
	s.Ledger.AddAll(off)
	hidden := removeHidden(doc)
	s.Ledger.Add(ledger.Hidden, hidden.words)
	removeClutter(doc)
	for _, n := range all(doc, atom.Nav) {
		s.Ledger.AddText(ledger.Navigation, textOf(n))
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Img || n.DataAtom == atom.Svg {
			s.Ledger.Add(ledger.Image, 1)
		}
	}
	r := newRenderer()
	r.book = true
	r.all(doc)
	for _, c := range r.controls {
		kind := ledger.Navigation
		if c.typed {
			kind = ledger.FormValue
		}
		s.Ledger.Add(kind, c.words)
	}
	for _, p := range r.pieces {
		s.Blocks = append(s.Blocks, p.Block)
		for _, to := range p.links {
			if !strings.HasPrefix(to, "#") {
				s.Links = append(s.Links, to)
			}
		}
	}
	return s
}
