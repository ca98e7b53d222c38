package pdf

import "unicode"

const (
	initialSize = 1.8 // of the height of the text behind it, a letter has at least that is set as an initial
	parted      = 3   // signs at most stand between it and the rest of its word: a space, the end of a line
)

// initials finds the letters that are set large at the beginning of a text, and closes them up with the rest of their words. The signs keep their
// places: what is taken out between becomes 0.
func (r reader) initials(signs []rune) map[int]bool {
	found := map[int]bool{}
	for i, c := range signs {
		if !unicode.IsUpper(c) || i > 0 && signs[i-1] != '\n' && signs[i-1] != '\r' {
			continue
		}
		next := i + 1
		for next < len(signs) && next-i <= parted && unicode.IsSpace(signs[next]) {
			next++
		}
		if next == len(signs) || next-i > parted || !unicode.IsLetter(signs[next]) || !r.isInitial(i, next) {
			continue
		}
		found[i] = true
		for k := i + 1; k < next; k++ {
			signs[k] = 0
		}
	}
	return found
}

func (r reader) isInitial(letter, next int) bool {
	if *r.left <= 0 || !r.differ(letter, next) {
		return false
	}
	large, err := r.box(letter)
	if err != nil {
		return false
	}
	small, err := r.box(next)
	height := float64(small.Top - small.Bottom)
	return err == nil && height > 0 && float64(large.Top-large.Bottom) >= initialSize*height && large.Right <= small.Left+1 &&
		small.Bottom >= large.Bottom && small.Top <= large.Top
}
