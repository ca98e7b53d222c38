package extract

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/article/internal/block"
)

// mostlyKept is the part of an element's text that is kept where what is left inside of it belongs there, too.
const mostlyKept = 0.8

// aside are the hints of what stands inside of articles and is none of them.
const aside = hintComment | hintRelated | hintShare | hintMenu | hintFooter | hintSidebar | hintPromo | hintMeta | hintHeader

// takeBetween makes certain what stands between two pieces that are kept and is none of a page's furniture by its kind,
// in the smallest element around both, of which nearly all is kept. Short lines that no element tells from furniture
// are left to the models.
func (e *evidence) takeBetween(likely []float64, least float64) {
	kept := map[*html.Node]int{} // tokens in each element
	for i := range e.pieces {
		if likely[i] >= least {
			for n, up := e.pieces[i].node, 0; n != nil && up < maxClimb; n, up = n.Parent, up+1 {
				kept[n] += len(e.pieces[i].tokens)
			}
		}
	}
	before := -1
	for i := range e.pieces {
		if likely[i] < least || e.pieces[i].Kind == block.Heading {
			continue
		}
		if before >= 0 && before+1 < i {
			e.takeGap(before, i, likely, kept)
		}
		before = i
	}
}

func (e *evidence) takeGap(from, to int, likely []float64, kept map[*html.Node]int) {
	around := e.pieces[from].node
	for up := 0; around != nil && !contains(around, e.pieces[to].node); around, up = around.Parent, up+1 {
		if up == maxClimb {
			return
		}
	}
	a := e.survey.areas[around]
	if around == nil || around.DataAtom == atom.Body || around.DataAtom == atom.Html || a == nil || float64(kept[around]) < mostlyKept*float64(a.tokens) {
		return
	}
	for i := from + 1; i < to; i++ {
		if x := &e.pieces[i]; i != e.titleAt && x.linkDensity() < 0.5 && isInset(x, around) && !e.isAside(x.node, around) {
			likely[i] = 1
		}
	}
}

// isInset reports whether a piece is what articles have between their paragraphs, below an element: code, rows, a
// remark, what opens a part.
func isInset(x *piece, around *html.Node) bool {
	if x.Kind == block.Code || x.Kind == block.TableRow || x.Kind == block.Footnote {
		return true
	}
	for n, up := x.node, 0; n != nil && n != around && up < maxClimb; n, up = n.Parent, up+1 {
		if n.DataAtom == atom.Summary || isRemark(n) {
			return true
		}
	}
	return false
}

// isRemark reports whether an element is a note to readers: by its role, or called as programs for documentation call
// theirs.
func isRemark(n *html.Node) bool {
	if attr(n, "role") == "note" {
		return true
	}
	for class := range strings.FieldsSeq(strings.ToLower(attr(n, "class"))) {
		switch class {
		case "note", "tip", "warning", "important", "caution", "hint", "admonition", "callout", "notice", "remark":
			return true
		}
	}
	return false
}

// farListing is how many elements around a listing nothing else stands in.
const farListing = 3

// takeListings makes certain the listings right before or behind a paragraph that is kept: short ones say little to the
// models.
func (e *evidence) takeListings(likely []float64, least float64) {
	kept := map[*html.Node]bool{}
	for i := range e.pieces {
		if x := &e.pieces[i]; likely[i] >= least && x.Kind != block.Code {
			kept[x.node] = true
		}
	}
	for i := range e.pieces {
		if e.pieces[i].Kind != block.Code {
			continue
		}
		for n, up := e.pieces[i].node, 0; n != nil && up < farListing; n, up = n.Parent, up+1 {
			if near := beside(n); len(near) > 0 {
				if slices.ContainsFunc(near, func(s *html.Node) bool { return kept[s] }) {
					likely[i] = max(likely[i], least)
				}
				break
			}
		}
	}
}

// takeSources makes certain who is quoted, where most of a quotation is kept: its source stands in it, behind the
// words.
func (e *evidence) takeSources(likely []float64, least float64) {
	type count struct{ kept, all int }
	quotes := map[*html.Node]count{}
	in := make([]*html.Node, len(e.pieces))
	for i := range e.pieces {
		for n, up := e.pieces[i].node, 0; n != nil && up < nearTime && in[i] == nil; n, up = n.Parent, up+1 {
			if n.DataAtom == atom.Blockquote {
				in[i] = n
			}
		}
		c := quotes[in[i]]
		c.all += len(e.pieces[i].tokens)
		if likely[i] >= least {
			c.kept += len(e.pieces[i].tokens)
		}
		quotes[in[i]] = c
	}
	for i, q := range in {
		if c := quotes[q]; q != nil && 2*c.kept > c.all && len(e.pieces[i].tokens) <= fewWords {
			likely[i] = max(likely[i], least)
		}
	}
}

// isAside reports whether an element below another one is called something that is no article.
func (e *evidence) isAside(n, around *html.Node) bool {
	for up := 0; n != nil && n != around && up < maxClimb; n, up = n.Parent, up+1 {
		if e.survey.hintsOf(n)&aside != 0 {
			return true
		}
	}
	return false
}
