package extract

import (
	"cmp"
	"slices"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/ledger"
)

// How sure the model must be of the last piece that is kept: the page decides, within these bounds.
const (
	leastSure = 0.1
	mostSure  = 0.6
)

// together is how much of the decision on a piece is that on all pieces of its shape; pooled is up to how many tokens a piece counts there.
const (
	together = 0.7
	pooled   = 50
)

// littleText is up to how many tokens a page shows so little that its own data may hold the article instead.
const littleText = 120

// fewTokens is less than a sentence has: what is shorter is a label, a name, a button.
const fewTokens = 8

// unsure is from which likelihood on a piece that is not kept could be part of the article all the same.
const unsure = 0.3

// choice is what was made of a page.
type choice struct {
	kept     []piece
	from     string // pieces, json-ld, state, body
	doubtful int    // tokens that are not kept and could be part of the article
	off      ledger.Ledger
	headline string // where it is not kept
}

// choose keeps the pieces that are likely to belong to the article; comments on it and the article after it are none of it. How likely is enough differs from page to page: the pieces
// are kept whose expected F1 is best, were every likelihood true. Where the page shows next to nothing, the text that its own data holds is
// the article.
func (p *page) choose(e *evidence) choice {
	likely := e.weigh()
	if !p.isForum() || p.data.article() {
		e.leaveComments(likely)
	}
	e.leaveTeasers(likely)
	e.nameSpeakers(p.doc)
	if p.isDocument() {
		for i := range likely {
			likely[i] = 1
		}
	}
	e.takeLetters(likely)
	e.leaveNextArticle(likely)
	e.leaveCalledNext(likely)
	least := sureEnough(e.pieces, likely)
	e.takeTables(likely, least)
	e.takeItems(likely, least)
	e.leaveBareHeads(likely, least)
	e.takeListings(likely, least)
	e.takeBetween(likely, least)
	e.takeSources(likely, least)
	e.takeHeadings(likely, least)
	e.takeNotes(likely, least, p.marks)
	e.leaveFurniture(likely)
	c := choice{from: "pieces"}
	for i := range e.pieces {
		switch {
		case likely[i] >= least:
			c.kept = append(c.kept, e.pieces[i])
		case e.isDoubtful(i, likely[i]):
			c.doubtful += len(e.pieces[i].tokens)
		}
	}
	n := size(c.kept)
	for _, other := range []struct{ name, text string }{{"json-ld", p.data.articleBody}, {"state", p.state}} {
		if len(other.text) < leastState || n > littleText {
			continue
		}
		if found := prose(other.text); size(found) > 2*n {
			return choice{kept: found, from: other.name, off: around(e.pieces)}
		}
	}
	if len(c.kept) == 0 {
		return choice{kept: e.pieces, from: "body"}
	}
	c.off = e.account(likely, least, p.controls)
	if e.titleAt >= 0 && likely[e.titleAt] < least {
		c.headline = e.pieces[e.titleAt].Text
	}
	return c
}

// weigh says of each piece how likely it is to belong to the article. What is built alike belongs together: the posts of a thread, the paragraphs
// of an article, the teasers beside it.
func (e *evidence) weigh() []float64 {
	scores := e.read()
	type group struct{ sum, weight float64 }
	groups := map[string]*group{}
	for i, score := range scores {
		g := groups[e.survey.shapes[i]]
		if g == nil {
			g = &group{}
			groups[e.survey.shapes[i]] = g
		}
		w := float64(max(1, min(len(e.pieces[i].tokens), pooled)))
		g.sum, g.weight = g.sum+w*score, g.weight+w
	}
	likely := make([]float64, len(scores))
	for i, score := range scores {
		g := groups[e.survey.shapes[i]]
		likely[i] = likelihood((1-together)*score + together*g.sum/g.weight)
	}
	return likely
}

func size(pieces []piece) int {
	n := 0
	for i := range pieces {
		n += len(pieces[i].tokens)
	}
	return n
}

// sureEnough is the likelihood down to which the pieces are kept: that at which their expected F1 is best.
func sureEnough(pieces []piece, likely []float64) float64 {
	order := make([]int, len(pieces))
	expected := 0.0
	for i := range order {
		order[i] = i
		expected += likely[i] * float64(max(1, len(pieces[i].tokens)))
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(likely[b], likely[a]) })
	sure, best, right, all := mostSure, 0.0, 0.0, 0.0
	for _, i := range order {
		n := float64(max(1, len(pieces[i].tokens)))
		right, all = right+likely[i]*n, all+n
		if f := 2 * right / (all + expected); f > best {
			best, sure = f, likely[i]
		}
	}
	return max(leastSure, min(mostSure, sure))
}

// takeHeadings makes the headings certain that stand between pieces which are kept; the page's own headline is told apart.
func (e *evidence) takeHeadings(likely []float64, least float64) {
	after := make([]bool, len(e.pieces)) // a piece is kept right after the headings here
	kept := false
	for i := len(e.pieces) - 1; i >= 0; i-- {
		after[i] = kept
		if e.pieces[i].Kind != block.Heading {
			kept = likely[i] >= least
		}
	}
	kept = false
	for i := range e.pieces {
		switch {
		case e.pieces[i].Kind != block.Heading:
			kept = likely[i] >= least
		case kept && after[i] && i != e.titleAt:
			likely[i] = 1
		}
	}
}
