package pdf

import (
	"math"
	"slices"
)

// place puts fields where people read them: behind their label on the same line, in the gap of a line, below the label
// above them, or where they stand on the page.
func (p *page) place(fields []field) {
	slices.SortStableFunc(fields, func(a, b field) int {
		if math.Abs(a.top-b.top) > 4 {
			return int(b.top - a.top)
		}
		return int(a.left - b.left)
	})
	for _, f := range fields {
		if i := p.beside(f); i >= 0 {
			p.lines[i].take(f)
			continue
		}
		if i := p.behind(f); i >= 0 {
			l := &p.lines[i]
			l.text, l.left, l.filled = f.text+" "+l.text, f.left, true
			continue
		}
		at := 0
		for i, l := range p.lines {
			if l.last >= f.bottom {
				at = i + 1
			}
		}
		size := math.Min(12, f.top-f.bottom)
		p.lines = slices.Insert(p.lines, at, line{text: f.text, left: f.left, right: f.right, first: f.bottom, last: f.bottom, size: size, page: p.number, filled: true})
	}
}

// beside is the line that a field is a part of, the nearest on its left; -1 where there is none.
func (p *page) beside(f field) int {
	best := -1
	for i, l := range p.lines {
		if l.left > f.left || !l.isLevelWith(f) {
			continue
		}
		if best < 0 || l.left > p.lines[best].left {
			best = i
		}
	}
	return best
}

// isLevelWith reports whether a field stands at the height of a line.
func (l line) isLevelWith(f field) bool {
	middle := (f.top + f.bottom) / 2
	return l.first <= f.top && l.first+l.size >= f.bottom && math.Abs(l.first+l.size/3-middle) <= math.Max(l.size, (f.top-f.bottom)/2)
}

// behind is the line that begins right behind a field, as the label of a box that is ticked does; -1 where there is
// none.
func (p *page) behind(f field) int {
	for i, l := range p.lines {
		if gap := l.left - f.right; gap > -l.size && gap < 2*l.size && l.isLevelWith(f) {
			return i
		}
	}
	return -1
}

// take writes a field into the line: behind it, or into the gap that it stands in.
func (l *line) take(f field) {
	l.filled = true
	if f.left >= l.right-l.size/2 {
		l.text += " " + f.text
		l.right = math.Max(l.right, f.right)
		return
	}
	near := int(float64(len(l.text)) * (f.left - l.left) / l.width())
	best := -1
	for i := range len(l.text) {
		if l.text[i] == ' ' && (best < 0 || abs(i-near) < abs(best-near)) {
			best = i
		}
	}
	if best < 0 {
		l.text += " " + f.text
		return
	}
	l.text = l.text[:best] + " " + f.text + l.text[best:]
}

func abs(n int) int { return max(n, -n) }
