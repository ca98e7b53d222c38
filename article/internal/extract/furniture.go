package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/article/internal/block"
)

// fewWords is how many tokens a line has at most that stands around what somebody says: how it was rated, when it was edited, who may reply.
const fewWords = 12

// leaveFurniture makes what stands around the text of posts unlikely: the heads with their authors and times, and short lines outside of what holds
// the text, of a shape that nobody says anything longer in.
func (e *evidence) leaveFurniture(likely []float64) {
	long := map[string]bool{} // shapes
	for i := range e.pieces {
		long[e.survey.shapes[i]] = long[e.survey.shapes[i]] || len(e.pieces[i].tokens) > fewWords
	}
	bodies := e.bodiesOfPosts()
	for i := range e.pieces {
		x := &e.pieces[i]
		body := bodies[e.posts[i]]
		switch {
		case e.inHead(x.node) && !isRemarkInHead(x), e.isSourceLine(i):
			likely[i] = 0
		case body != nil && x.Kind != block.Heading && !contains(body, x.node) && !long[e.survey.shapes[i]] && !endsSentence(x.Text):
			likely[i] = 0
		}
	}
}

// isRemarkInHead reports whether a piece is what somebody says who is named behind it, in one line with the time.
func isRemarkInHead(x *piece) bool {
	if !endsSentence(x.Text) || strings.HasSuffix(x.Text, ":") || x.linkDensity() > 0 {
		return false
	}
	return len(x.tokens) >= fewTokens || len(x.tokens) > 2 && !strings.ContainsAny(x.Text, "0123456789")
}

// inHead reports whether a node stands in the head of a post.
func (e *evidence) inHead(n *html.Node) bool {
	for up := 0; n != nil && up < nearTime && len(e.heads) > 0; n, up = n.Parent, up+1 {
		if e.heads[n] {
			return !longer(n, longestHead)
		}
	}
	return false
}

// bodiesOfPosts are the elements that hold what each post says: those around its longer pieces, and around those of the shape that holds most of
// all posts.
func (e *evidence) bodiesOfPosts() map[*html.Node]*html.Node {
	tokens := map[string]int{}
	best := ""
	for i := range e.pieces {
		if e.posts[i] == nil || e.pieces[i].Speaker == "" || e.inHead(e.pieces[i].node) && !isRemarkInHead(&e.pieces[i]) {
			continue
		}
		shape := e.survey.shapes[i]
		if tokens[shape] += len(e.pieces[i].tokens); tokens[shape] > tokens[best] {
			best = shape
		}
	}
	bodies := map[*html.Node]*html.Node{}
	for i := range e.pieces {
		x := &e.pieces[i]
		post := e.posts[i]
		if post == nil || e.survey.shapes[i] != best && len(x.tokens) <= fewWords || e.inHead(x.node) && !isRemarkInHead(x) {
			continue
		}
		around := x.node.Parent
		if body := bodies[post]; body != nil {
			for around != nil && !contains(around, body) {
				around = around.Parent
			}
		}
		bodies[post] = around
	}
	return bodies
}

// isSourceLine reports whether a piece only names whom the quotation below it is of.
func (e *evidence) isSourceLine(i int) bool {
	x := &e.pieces[i]
	if len(x.tokens) > fewWords || !strings.HasSuffix(x.Text, ":") || i+1 == len(e.pieces) || e.pieces[i+1].Kind != block.Quote {
		return false
	}
	for n, up := x.node, 0; n != nil && up < nearTime; n, up = n.Parent, up+1 {
		if isQuotation(n) {
			return n.DataAtom != atom.Blockquote
		}
	}
	return false
}
