package extract

import (
	"math"

	"github.com/footnote-bot/footnote/article/internal/block"
)

// section is what stands from one heading to the next, or from the top of the page to the first.
type section struct {
	start, tokens, linked, bytes int
	voted                        float64 // tokens
}

// sections are a page as its headings divide it.
type sections struct {
	all   []section
	at    []int     // of each piece, the section that it stands in
	voted []float64 // tokens voted for in the pieces before each, and in all
}

var sectionNames = []string{
	"section tokens", "section links", "section vote", "section at", "voted before", "voted after",
}

func (e *evidence) findSections() *sections {
	s := &sections{all: make([]section, 1), at: make([]int, len(e.pieces)), voted: make([]float64, len(e.pieces)+1)}
	for i := range e.pieces {
		x := &e.pieces[i]
		if x.Kind == block.Heading {
			s.all = append(s.all, section{start: i})
		}
		voted := (e.read[i] + e.traf[i] + e.dist[i]) / 3 * float64(len(x.tokens))
		s.at[i], s.voted[i+1] = len(s.all)-1, s.voted[i]+voted
		own := &s.all[len(s.all)-1]
		own.tokens, own.linked, own.bytes, own.voted = own.tokens+len(x.tokens), own.linked+x.linked, own.bytes+len(x.Text), own.voted+voted
	}
	return s
}

// features are of the section that a piece stands in, and of how much is voted for on either side of the piece.
func (s *sections) features(f []float64, i int) []float64 {
	own := &s.all[s.at[i]]
	all := s.voted[len(s.voted)-1]
	return append(f, math.Log1p(float64(own.tokens)), min(1, ratio(float64(own.linked), float64(own.bytes))), ratio(own.voted, float64(own.tokens)),
		clip(i-own.start, 60), ratio(s.voted[i], all), ratio(all-s.voted[i+1], all))
}
