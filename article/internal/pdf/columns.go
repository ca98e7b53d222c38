package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Some programs write a page of columns line by line across all of them, and the engine makes one line of what stands on one baseline. These
// bounds tell such pages from those of one column, and columns of text from those of a table.
const (
	sampled     = 5    // lines of a page that are looked through for a gap
	leastLines  = 4    // lines that have one at the same place
	fewLines    = 2    // such lines, where they read as sentences that go on below each other
	gutterWidth = 0.9  // of a line's size, is the narrowest gap between columns
	wideGutter  = 2    // the same, where few lines have it
	leastProse  = 18   // letters that half of the lines of a column have at least; signs count twice
	leastFilled = 0.6  // of a column's width, half of its lines take at least
	within      = 0.25 // of a line's signs, at either end, where no gap between columns is looked for
)

// gutter is the space between two columns, from its left to its right.
type gutter struct{ left, right float64 }

func (g gutter) width() float64 { return g.right - g.left }

// and is what two gaps have in common.
func (g gutter) and(o gutter) gutter { return gutter{max(g.left, o.left), min(g.right, o.right)} }

// inColumns puts the lines of a page into the order of its columns, where they were written across these. Signs are those of the page.
func (r reader) inColumns(signs []rune, lines []line) ([]line, error) {
	gutters, err := r.gutters(signs, lines)
	if err != nil || len(gutters) == 0 {
		return lines, err
	}
	var parted []line
	var across [][]line // the parts of each line that was split
	for _, l := range lines {
		parts, err := r.split(signs, l, gutters)
		if err != nil {
			return nil, err
		}
		if len(parts) > 1 {
			across = append(across, parts)
		}
		parted = append(parted, parts...)
	}
	if (len(across) < leastLines || !areColumns(parted, gutters)) && !goOnBelow(across, gutters) {
		return lines, nil
	}
	return byColumns(parted, gutters), nil
}

// gutters are the gaps at the same place of several lines, from the left.
func (r reader) gutters(signs []rune, lines []line) ([]gutter, error) {
	var wide []line
	widest := 0.0
	for _, l := range lines {
		widest = max(widest, l.width())
	}
	for _, l := range lines {
		if l.width() > 0.7*widest && l.to-l.from >= leastProse {
			wide = append(wide, l)
		}
	}
	if len(wide) < fewLines || len(wide) < leastLines && !mayHaveGap(wide[0]) {
		return nil, nil
	}
	var found []gutter
	seen := map[int]int{} // by gutter, in how many lines
	samples := min(sampled, len(wide))
	for k := range samples {
		gaps, err := r.gaps(signs, wide[(2*k+1)*len(wide)/(2*samples)])
		if err != nil {
			return nil, err
		}
		for _, g := range gaps {
			at := slices.IndexFunc(found, func(f gutter) bool { return f.and(g).width() > 0 })
			if at < 0 {
				at, found = len(found), append(found, g)
			}
			found[at] = found[at].and(g)
			seen[at]++
		}
	}
	var kept []gutter
	for i, g := range found {
		if 5*seen[i] >= 3*samples {
			kept = append(kept, g)
		}
	}
	slices.SortFunc(kept, func(a, b gutter) int { return cmp.Compare(a.left, b.left) })
	return kept, nil
}

// usualWidth is how wide letters are on the whole, of the size of their type; Han signs and kana are twice as wide.
const usualWidth = 0.5

// mayHaveGap reports whether a line is wider than its letters are, so that it is worth to be measured.
func mayHaveGap(l line) bool {
	return l.width() > (usualWidth*float64(lettersIn(l.text))+wideGutter/2)*l.size
}

// gaps are the wide spaces inside of a line.
func (r reader) gaps(signs []rune, l line) ([]gutter, error) {
	var found []gutter
	edge := int(within * float64(l.to-l.from))
	for i := l.from + edge; i <= l.to-edge && i < len(signs); i++ {
		if !unicode.IsSpace(signs[i]) {
			continue
		}
		g, err := r.gapAt(signs, l, i)
		if err != nil {
			return nil, err
		}
		if g.width() > gutterWidth*l.size {
			found = append(found, g)
		}
	}
	return found, nil
}

// gapAt is the space between the signs on both sides of a place in a line.
func (r reader) gapAt(signs []rune, l line, at int) (gutter, error) {
	before, after := at, at
	for before > l.from && !isSeen(signs[before]) {
		before--
	}
	for after < l.to && !isSeen(signs[after]) {
		after++
	}
	left, err := r.box(before)
	if err != nil {
		return gutter{}, err
	}
	right, err := r.box(after)
	return gutter{float64(left.Right), float64(right.Left)}, err
}

func isSeen(c rune) bool { return !unicode.IsSpace(c) && c != 0 }

// split parts a line at the gutters that it has a space over.
func (r reader) split(signs []rune, l line, gutters []gutter) ([]line, error) {
	var parts []line
	from := l.from
	for _, g := range gutters {
		if l.left >= g.right || l.right <= g.left {
			continue
		}
		for i := from; i <= l.to && i < len(signs); i++ {
			if !unicode.IsSpace(signs[i]) {
				continue
			}
			gap, err := r.gapAt(signs, l, i)
			if err != nil {
				return nil, err
			}
			if gap.left <= g.left+1 && gap.right >= g.right-1 {
				part, err := r.part(signs, from, i-1)
				if err != nil {
					return nil, err
				}
				parts, from = append(parts, part), i+1
				break
			}
			if gap.left > g.right {
				break
			}
		}
	}
	if from == l.from {
		return []line{l}, nil
	}
	last, err := r.part(signs, from, l.to)
	return append(parts, last), err
}

// part is the line of some signs of another.
func (r reader) part(signs []rune, from, to int) (line, error) {
	for from < to && !isSeen(signs[from]) {
		from++
	}
	for to > from && !isSeen(signs[to]) {
		to--
	}
	var text strings.Builder
	for _, c := range signs[from : to+1] {
		if c == hyphenInText {
			c = hyphen
		}
		if c != 0 && c != '\r' && c <= unicode.MaxRune {
			text.WriteRune(c)
		}
	}
	return r.line(text.String(), from, to)
}

// columnOf is the column that a line stands in, from 0; -1 for one that reaches over several.
func columnOf(l line, gutters []gutter) int {
	column := 0
	for i, g := range gutters {
		middle := (g.left + g.right) / 2
		switch {
		case l.left >= middle:
			column = i + 1
		case l.right > middle:
			return -1
		}
	}
	return column
}

// areColumns tells columns of text from those of a table: their lines are long and fill them.
func areColumns(lines []line, gutters []gutter) bool {
	for column := range len(gutters) + 1 {
		var letters []int
		var widths []float64
		left, right := math.Inf(1), math.Inf(-1)
		for _, l := range lines {
			if columnOf(l, gutters) != column {
				continue
			}
			letters = append(letters, lettersIn(l.text))
			widths = append(widths, l.width())
			left, right = min(left, l.left), max(right, l.right)
		}
		if len(letters) < leastLines {
			return false
		}
		slices.Sort(letters)
		slices.Sort(widths)
		if letters[len(letters)/2] < leastProse || widths[len(widths)/2] < leastFilled*(right-left) {
			return false
		}
	}
	return true
}

// goOnBelow tells columns of which only a few lines stand beside each other from a table: in each of them the sentences
// go on in the line below.
func goOnBelow(across [][]line, gutters []gutter) bool {
	if len(across) < fewLines {
		return false
	}
	ends, size := false, across[0][0].size
	for _, g := range gutters {
		if g.width() < wideGutter*size {
			return false
		}
	}
	for column := range len(gutters) + 1 {
		goes, letters := 0, 0
		for i := range across {
			if len(across[i]) != len(gutters)+1 {
				return false
			}
			text := across[i][column].text
			letters = max(letters, lettersIn(text))
			ends = ends || endsSentence(text) || strings.ContainsAny(text, "，。、")
			if i == 0 {
				continue
			}
			switch above := across[i-1][column].text; {
			case endsSentence(above):
			case !goesOn(above, text):
				return false
			default:
				goes++
			}
		}
		if letters < leastProse || 2*goes < len(across)-1 {
			return false
		}
	}
	first, _ := utf8.DecodeRuneInString(across[0][0].text)
	return ends && !unicode.IsLower(first)
}

func lettersIn(text string) int {
	n := utf8.RuneCountInString(text)
	for _, r := range text {
		if isCJK(r) {
			n++
		}
	}
	return n
}

// byColumns orders lines: from one that reaches over all columns to the next, column by column, each from its top down.
func byColumns(lines []line, gutters []gutter) []line {
	var over []float64 // where lines stand that reach over all
	column := make(map[line]int, len(lines))
	body := bodySize(lines)
	for _, l := range lines {
		column[l] = columnOf(l, gutters)
		if l.size > 1.15*body && standsAlone(l, lines) {
			column[l] = -1
		}
		if column[l] < 0 {
			over = append(over, l.first)
		}
	}
	band := func(l line) int { // from the top
		n := 0
		for _, y := range over {
			if y > l.first || y == l.first && column[l] >= 0 {
				n++
			}
		}
		return n
	}
	ordered := slices.Clone(lines)
	slices.SortStableFunc(ordered, func(a, b line) int {
		// A line over all columns ends the band above it, and begins none.
		return cmp.Or(cmp.Compare(band(a), band(b)), cmp.Compare(overLast(column[a]), overLast(column[b])), cmp.Compare(column[a], column[b]), cmp.Compare(b.first, a.first))
	})
	return ordered
}

// overLast is 1 for a line over all columns, 0 for others.
func overLast(column int) int {
	if column < 0 {
		return 1
	}
	return 0
}

// standsAlone reports whether nothing stands beside a line.
func standsAlone(l line, lines []line) bool {
	for _, o := range lines {
		if o != l && math.Abs(o.first-l.first) < l.size {
			return false
		}
	}
	return true
}

// joinRows makes one line of those that follow each other on one baseline: the cells of a row.
func joinRows(lines []line) []line {
	var joined []line
	for _, l := range lines {
		if n := len(joined); n > 0 {
			last := &joined[n-1]
			if math.Abs(last.last-l.first) < 0.2*l.size && l.first == l.last && last.first == last.last && l.left > last.right+l.size {
				last.text, last.right, last.row = last.text+" "+l.text, l.right, true
				continue
			}
		}
		joined = append(joined, l)
	}
	return joined
}
