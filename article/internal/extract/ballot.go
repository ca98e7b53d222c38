package extract

import (
	"math"

	"golang.org/x/net/html"
)

// voter is who says of each piece how much of it is part of the article, from 0 to 1.
type voter int

const (
	byReadability voter = iota // by the text that it proposes
	byFirst                    // by our own first reading, so that a second one knows what the neighbours of a piece are
	voters
)

// ballot is what one voter says of all pieces of a page.
type ballot struct {
	votes    []float64
	main     *html.Node // the deepest element that holds nearly all votes
	span     [2]int     // the first and the last piece voted for, or -1
	before   []float64  // tokens voted for in the pieces before each, and in all
	sections []float64  // tokens voted for
}

// voteNames are the features that each voter gives to a piece.
var voteNames = []string{
	"vote", "from start", "to end", "near vote", "before vote", "after vote",
	"parent vote", "grand vote", "great vote", "shape vote", "in main", "main up",
	"thread voted", "thread vote", "member vote", "section vote", "voted before", "voted after", "vote share", "vote size",
}

func namesBy(voter string) []string {
	names := make([]string, len(voteNames))
	for i, name := range voteNames {
		names[i] = voter + " " + name
	}
	return names
}

// count takes in what a voter says.
func (e *evidence) count(v voter, votes []float64) {
	b := &ballot{votes: votes, before: make([]float64, len(votes)+1), sections: make([]float64, len(e.sections.all))}
	e.survey.count(v, e.pieces, votes)
	for i := range e.pieces {
		n := votes[i] * float64(len(e.pieces[i].tokens))
		b.before[i+1] = b.before[i] + n
		b.sections[e.sections.at[i]] += n
	}
	b.main, b.span = e.survey.main(v), span(votes, e.pieces)
	for _, r := range e.runs {
		r.count(v, e.survey)
	}
	e.ballots[v] = b
}

// count adds the votes for the pieces to the areas and shapes that they stand in.
func (s *survey) count(v voter, pieces []piece, votes []float64) {
	for i := range pieces {
		n := votes[i] * float64(len(pieces[i].tokens))
		if n == 0 {
			continue
		}
		s.total.voted[v] += n
		s.groups[s.shapes[i]].voted[v] += n
		for at, up := pieces[i].node, 0; at != nil && up < maxClimb; at, up = at.Parent, up+1 {
			s.areas[at].voted[v] += n
		}
	}
}

// main is the deepest element that holds four fifths of what was voted for.
func (s *survey) main(v voter) *html.Node {
	all := s.total.voted[v]
	if all == 0 {
		return nil
	}
	var best *html.Node
	size := math.MaxInt
	for n, a := range s.areas {
		if a.voted[v] >= 0.8*all && (a.tokens < size || a.tokens == size && depth(n) > depth(best)) {
			best, size = n, a.tokens
		}
	}
	return best
}

func depth(n *html.Node) int {
	d := 0
	for ; n != nil; n = n.Parent {
		d++
	}
	return d
}

// span is where the pieces that were voted for begin and end.
func span(votes []float64, pieces []piece) [2]int {
	s := [2]int{-1, -1}
	for i, v := range votes {
		if v > 0.5 && len(pieces[i].tokens) >= 5 {
			if s[0] < 0 {
				s[0] = i
			}
			s[1] = i
		}
	}
	return s
}

// at is the vote for a piece, 0 where there is none.
func (b *ballot) at(i int) float64 {
	if i < 0 || i >= len(b.votes) {
		return 0
	}
	return b.votes[i]
}

// voteFeatures are what a voter says of a piece and of all that is around it, named by voteNames.
func (e *evidence) voteFeatures(f []float64, i int, v voter) []float64 {
	b, s := e.ballots[v], e.survey
	start, end := -99.0, -99.0
	if b.span[0] >= 0 {
		start, end = clip(i-b.span[0], 40), clip(b.span[1]-i, 40)
	}
	f = append(f, b.votes[i], start, end, e.near(b, i), b.at(i-1), b.at(i+1))
	for _, a := range e.around[i] {
		f = append(f, a.vote(v))
	}
	x := &e.pieces[i]
	f = append(f, s.groups[s.shapes[i]].vote(v))
	f = append(f, b.place(x.node)...)
	if run, member := e.member(x.node); member != nil {
		f = append(f, run.most[v], run.mean[v], s.areas[member].vote(v))
	} else {
		f = append(f, 0, 0, 0)
	}
	section, all := e.sections.at[i], b.before[len(b.before)-1]
	return append(f, ratio(b.sections[section], float64(e.sections.all[section].tokens)), ratio(b.before[i], all), ratio(all-b.before[i+1], all),
		s.total.vote(v), math.Log1p(all))
}

// near is the share that is voted for of the pieces around one.
func (e *evidence) near(b *ballot, i int) float64 {
	sum, n := 0.0, 0.0
	for j := max(0, i-3); j <= min(len(e.pieces)-1, i+3); j++ {
		if j != i {
			w := float64(len(e.pieces[j].tokens))
			sum, n = sum+b.votes[j]*w, n+w
		}
	}
	return ratio(sum, n)
}

// place says whether a node stands in the main element, and how far below it.
func (b *ballot) place(n *html.Node) []float64 {
	if b.main == nil {
		return []float64{0, far}
	}
	for up := 0; n != nil; n, up = n.Parent, up+1 {
		if n == b.main {
			return []float64{1, clip(up, far)}
		}
	}
	return []float64{0, far}
}
