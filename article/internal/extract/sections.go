package extract

import (
	"math"

	"github.com/footnote-bot/footnote/article/internal/block"
)

// section is what stands from one heading to the next, or from the top of the page to the first.
type section struct {
	start, tokens, linked, bytes int
}

// sections are a page as its headings divide it.
type sections struct {
	all []section
	at  []int // of each piece, the section that it stands in
}

var sectionNames = []string{
	"section tokens", "section links", "section at",
}

func (e *evidence) findSections() *sections {
	s := &sections{all: make([]section, 1), at: make([]int, len(e.pieces))}
	for i := range e.pieces {
		x := &e.pieces[i]
		if x.Kind == block.Heading {
			s.all = append(s.all, section{start: i})
		}
		s.at[i] = len(s.all) - 1
		own := &s.all[len(s.all)-1]
		own.tokens, own.linked, own.bytes = own.tokens+len(x.tokens), own.linked+x.linked, own.bytes+len(x.Text)
	}
	return s
}

// features are of the section that a piece stands in.
func (s *sections) features(f []float64, i int) []float64 {
	own := &s.all[s.at[i]]
	return append(f, math.Log1p(float64(own.tokens)), min(1, ratio(float64(own.linked), float64(own.bytes))), clip(i-own.start, 60))
}
