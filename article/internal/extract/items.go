package extract

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/article/internal/block"
)

// takeItems makes the items of a list certain that are a word or two, and so say little by themselves, where half of its items are likely.
func (e *evidence) takeItems(likely []float64, least float64) {
	type count struct{ all, kept int }
	lists := map[*html.Node]*count{}
	list := make([]*html.Node, len(e.pieces))
	for i := range e.pieces {
		if e.pieces[i].Kind != block.ListItem {
			continue
		}
		if list[i] = listAround(e.pieces[i].node); list[i] == nil {
			continue
		}
		c := lists[list[i]]
		if c == nil {
			c = &count{}
			lists[list[i]] = c
		}
		c.all++
		if likely[i] >= least {
			c.kept++
		}
	}
	for i := range e.pieces {
		if c := lists[list[i]]; c != nil && 2*c.kept >= c.all && e.pieces[i].linkDensity() < 0.5 && len(e.pieces[i].tokens) < fewTokens && strings.ContainsFunc(e.pieces[i].Text, unicode.IsLetter) {
			likely[i] = max(likely[i], least)
		}
	}
}

// listAround is the outermost list that an item stands in.
func listAround(n *html.Node) *html.Node {
	var found *html.Node
	for up := 0; n != nil && up < maxClimb; n, up = n.Parent, up+1 {
		if n.DataAtom == atom.Ul || n.DataAtom == atom.Ol || n.DataAtom == atom.Dl {
			found = n
		}
	}
	return found
}
