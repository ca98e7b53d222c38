package office

import (
	"cmp"
	"encoding/xml"
	"slices"
	"strconv"

	"github.com/footnote-bot/footnote/article/internal/block"
)

// shape is what stands by itself on a slide: a text, a table, a group of shapes.
type shape struct {
	from, to    int // its blocks in the document
	top, height int
	placed      bool // where it stands is known; else its layout says so
	title       bool
}

// startShape begins a shape; those in a group belong to it.
func (s *slideReader) startShape(name string) {
	if name == "sp" {
		s.title, s.around, s.count = false, false, autoNumber{}
	}
	if s.groups == 0 && !s.notes {
		s.shapes = append(s.shapes, shape{from: len(s.doc.Blocks), to: -1})
	}
	if name == "grpSp" {
		s.groups++
	}
}

// place notes where the shape stands that is open.
func (s *slideReader) place(e xml.StartElement) {
	n := len(s.shapes) - 1
	if n < 0 || s.shapes[n].to >= 0 || s.shapes[n].placed {
		return
	}
	open := &s.shapes[n]
	if e.Name.Local == "off" {
		open.top, _ = strconv.Atoi(attr(e, "y"))
		return
	}
	if height, err := strconv.Atoi(attr(e, "cy")); err == nil {
		open.height, open.placed = height, true
	}
}

func (s *slideReader) endShape(name string) {
	if name == "grpSp" {
		s.groups = max(0, s.groups-1)
	}
	if n := len(s.shapes) - 1; n >= 0 && s.groups == 0 && s.shapes[n].to < 0 {
		s.shapes[n].to, s.shapes[n].title = len(s.doc.Blocks), s.title && name == "sp"
	}
}

// fromAbove puts the shapes of a slide into the order in which they stand below each other, where each has its place
// there: files have them in the order in which they were drawn. Of shapes beside each other only their author knows
// which is read first.
func fromAbove(blocks []block.Block, shapes []shape) {
	shapes = slices.DeleteFunc(slices.Clone(shapes), func(s shape) bool { return s.to <= s.from })
	if len(shapes) < 2 {
		return
	}
	ordered := slices.Clone(shapes)
	slices.SortStableFunc(ordered, func(a, b shape) int { return cmp.Compare(a.top, b.top) })
	for i, s := range ordered {
		if !s.placed || i > 0 && s.top < ordered[i-1].top+ordered[i-1].height {
			ordered = shapes // only a title is known to stand before the others
			slices.SortStableFunc(ordered, func(a, b shape) int { return cmp.Compare(b.first(), a.first()) })
			break
		}
	}
	from, to := shapes[0].from, shapes[0].to
	var moved []block.Block
	for _, s := range ordered {
		from, to = min(from, s.from), max(to, s.to)
		moved = append(moved, blocks[s.from:s.to]...)
	}
	if len(moved) == to-from {
		copy(blocks[from:to], moved)
	}
}

// first is 1 for a title that stands where its layout has it, 0 for others.
func (s shape) first() int {
	if s.title && !s.placed {
		return 1
	}
	return 0
}
