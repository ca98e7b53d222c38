package extract

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/article/internal/block"
)

// commentNames are ids and classes of what readers write below an article, as the common systems call it.
var commentNames = strings.Fields(`comments comment-list commentlist comment-section comments-section comments-area comment-thread disqus_thread
	comments-container comment-container respond`)

// enoughWithout is how many tokens a page must hold beside its comments for them to be left out.
const enoughWithout = 60

// withoutComments takes the comments off what was kept, where the page itself says that it is an article.
func withoutComments(kept []piece, data pageData) []piece {
	if !data.article() {
		return kept
	}
	cache := map[*html.Node]bool{}
	inside := func(p piece) bool { return isComment(p.node, cache) }
	rest := slices.DeleteFunc(slices.Clone(kept), inside)
	if size(rest) < enoughWithout {
		return kept
	}
	return rest
}

func isComment(n *html.Node, known map[*html.Node]bool) bool {
	if n == nil || n.Type != html.ElementNode {
		return false
	}
	if is, ok := known[n]; ok {
		return is
	}
	is := slices.Contains(commentNames, strings.ToLower(attr(n, "id")))
	for c := range strings.FieldsSeq(strings.ToLower(attr(n, "class"))) {
		is = is || slices.Contains(commentNames, c)
	}
	is = is || isComment(n.Parent, known)
	known[n] = is
	return is
}

// withTables adds the rows of tables that stand among what was kept: the element that the table stands in holds most of it.
func withTables(pieces, kept []piece) []piece {
	if len(kept) == 0 || len(kept) == len(pieces) {
		return kept
	}
	around := map[*html.Node]int{} // tokens of kept prose below an element
	total := 0
	for i := range kept {
		if kept[i].Kind == block.TableRow {
			continue
		}
		total += len(kept[i].tokens)
		for n := kept[i].node; n != nil; n = n.Parent {
			around[n] += len(kept[i].tokens)
		}
	}
	isKept := func(p *piece) bool {
		return slices.ContainsFunc(kept, func(k piece) bool { return k.node == p.node && k.whole == p.whole })
	}
	var all []piece
	for i := range pieces {
		p := &pieces[i]
		table := tableOf(p)
		if isKept(p) || table != nil && table.Parent != nil && 2*around[table.Parent] > total && table.Parent.DataAtom != atom.Body && p.linkDensity() < 0.5 {
			all = append(all, *p)
		}
	}
	return all
}

// tableOf is the table that a row stands in; nil for pieces that are no row.
func tableOf(p *piece) *html.Node {
	if p.Kind != block.TableRow {
		return nil
	}
	for n := p.node; n != nil; n = n.Parent {
		if n.DataAtom == atom.Table {
			return n
		}
	}
	return nil
}
