package extract

import (
	"cmp"
	"slices"
)

// gramSize is how many tokens in a row make a match; single words stand everywhere.
const gramSize = 3

// proposal is the text that an extractor proposes, made ready for asking whether a piece of the page is in it.
type proposal struct {
	grams map[uint64]int // how often each stands there
	lines map[uint64]int // whole blocks, for pieces too short for a gram
	size  int            // tokens
}

func newProposal(pieces []piece) *proposal {
	p := &proposal{grams: map[uint64]int{}, lines: map[uint64]int{}}
	var a, b uint64 // the two tokens before, across the borders of blocks
	for i := range pieces {
		p.lines[pieces[i].whole]++
		for _, t := range pieces[i].tokens {
			p.grams[gram(a, b, t)]++
			a, b = b, t
		}
		p.size += len(pieces[i].tokens)
	}
	return p
}

func gram(a, b, c uint64) uint64 {
	h := a
	h = (h ^ b) * 0x9e3779b97f4a7c15
	h = (h<<29 | h>>35) ^ c
	return h * 0xbf58476d1ce4e5b9
}

// holds is the share of a piece that the proposal holds, from 0 to 1.
func (p *proposal) holds(x *piece) float64 {
	if len(x.tokens) < gramSize {
		if _, ok := p.lines[x.whole]; ok {
			return 1
		}
		return 0
	}
	same := 0
	for i := gramSize; i <= len(x.tokens); i++ {
		if _, ok := p.grams[gram(x.tokens[i-3], x.tokens[i-2], x.tokens[i-1])]; ok {
			same++
		}
	}
	return float64(same) / float64(len(x.tokens)-gramSize+1)
}

// votes says for each piece how much of it a proposal holds. Of pieces with the same text only the one in the company of
// others that were voted for has been meant.
func (p *proposal) votes(pieces []piece) []float64 {
	votes := make([]float64, len(pieces))
	same := map[uint64][]int{}
	for i := range pieces {
		votes[i] = p.holds(&pieces[i])
		if votes[i] > 0 {
			same[pieces[i].whole] = append(same[pieces[i].whole], i)
		}
	}
	for i := range pieces { // in their order, since one vote that is lost changes the company of the next
		at := same[pieces[i].whole]
		if len(at) < 2 || at[0] != i {
			continue
		}
		if n := p.times(&pieces[i]); n < len(at) {
			keepBest(votes, pieces, slices.Clone(at), max(1, n))
		}
	}
	return votes
}

// times is how often a proposal holds what a piece says.
func (p *proposal) times(x *piece) int {
	if len(x.tokens) < gramSize {
		return p.lines[x.whole]
	}
	most := 0
	for i := gramSize; i <= min(len(x.tokens), 8); i++ {
		if n := p.grams[gram(x.tokens[i-3], x.tokens[i-2], x.tokens[i-1])]; n > 0 && (most == 0 || n < most) {
			most = n
		}
	}
	return most
}

// keepBest leaves a vote to those n of some equal pieces that are in the best company.
func keepBest(votes []float64, pieces []piece, at []int, n int) {
	near := make(map[int]float64, len(at))
	for _, i := range at {
		near[i] = company(votes, pieces, i)
	}
	slices.SortStableFunc(at, func(a, b int) int { return cmp.Compare(near[b], near[a]) })
	for _, i := range at[n:] {
		votes[i] = 0
	}
}

// company is how many tokens around a piece are voted for.
func company(votes []float64, pieces []piece, i int) float64 {
	const reach = 4
	sum := 0.0
	for j := max(0, i-reach); j <= min(len(pieces)-1, i+reach); j++ {
		if j != i {
			sum += votes[j] * float64(len(pieces[j].tokens))
		}
	}
	return sum
}
