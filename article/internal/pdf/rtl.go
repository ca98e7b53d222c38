package pdf

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Text that is read from the right has its signs in whatever order a program drew them, and the engine turns words of
// it as often as not. Where the signs stand on the page is sure: they are read from the right, except what runs from
// the left within, by the rules of the Unicode Bidirectional Algorithm (UAX #9) the other way round.

// wordGap is how wide a space between two words is at least, of the size of the type.
const wordGap = 0.14

// glyph is a sign where it stands.
type glyph struct {
	sign        rune
	left, right float64
}

func (g glyph) middle() float64 { return (g.left + g.right) / 2 }

// isRTL reports whether a letter is written from the right.
func isRTL(r rune) bool {
	return r >= 0x0590 && r <= 0x08ff && unicode.IsLetter(r) || r >= 0xfb1d && r <= 0xfdff || r >= 0xfe70 && r <= 0xfeff || r >= 0x10800 && r <= 0x10fff || r >= 0x1e800 && r <= 0x1efff
}

// fromRight is the text of a line in which most letters are written from the right, and false for any other.
func (r reader) fromRight(signs []rune, from, to int) (string, bool) {
	right, left := 0, 0
	for _, c := range signs[from : to+1] {
		switch {
		case isRTL(c):
			right++
		case unicode.IsLetter(c):
			left++
		}
	}
	if right == 0 || right < left {
		return "", false
	}
	glyphs := make([]glyph, 0, to+1-from)
	for i := from; i <= to; i++ {
		if !isSeen(signs[i]) || signs[i] == '\r' {
			continue
		}
		if *r.left <= 0 {
			return "", false
		}
		box, err := r.box(i)
		if err != nil {
			return "", false
		}
		glyphs = append(glyphs, glyph{signs[i], float64(box.Left), float64(box.Right)})
	}
	return logical(glyphs, r.size(from, 10)), true
}

// logical is the text of the glyphs of a line that is read from the right.
func logical(glyphs []glyph, size float64) string {
	turned := 0 // how often the engine goes to the left, less how often to the right
	for i := 1; i < len(glyphs); i++ {
		turned += cmp.Compare(glyphs[i-1].left, glyphs[i].left)
	}
	ordered := slices.Clone(glyphs)
	if turned > 0 { // signs of one ligature were turned with the others
		slices.Reverse(ordered)
	}
	slices.SortStableFunc(ordered, func(a, b glyph) int { return cmp.Compare(b.middle(), a.middle()) })
	for i := 1; i < len(ordered); i++ { // vowels stand above or below the letter that they follow
		if a, b := ordered[i-1], ordered[i]; unicode.Is(unicode.Mn, a.sign) && !unicode.Is(unicode.Mn, b.sign) && a.middle() > b.left && a.middle() < b.right {
			ordered[i-1], ordered[i] = b, a
		}
	}
	var signs []rune
	end := 0.0
	for i, g := range ordered {
		if i > 0 && end-g.right > wordGap*size {
			signs = append(signs, ' ')
		}
		end = g.left
		if i > 0 {
			end = min(end, ordered[i-1].left)
		}
		signs = append(signs, g.sign)
	}
	turnRuns(signs)
	mirror(signs)
	return composed(string(signs))
}

// turnRuns turns what runs from the left in a text that is read from the right: Latin words with the spaces between
// them, and numbers.
func turnRuns(signs []rune) {
	for i := 0; i < len(signs); i++ {
		if !runsLeft(signs[i]) {
			continue
		}
		end, words := i+1, unicode.IsLetter(signs[i])
		for k := i + 1; k < len(signs) && !isRTL(signs[k]); k++ {
			if !runsLeft(signs[k]) {
				continue
			}
			words = words || unicode.IsLetter(signs[k])
			between := string(signs[end:k])
			if k > end && !words && strings.Trim(between, ".,:/-–'%") != "" || k > end+2 && !words {
				break
			}
			end = k + 1
		}
		for end < len(signs) && strings.ContainsRune("%$€£°+-#", signs[end]) { // a sign of its number
			end++
		}
		begin := i
		for begin > 0 && strings.ContainsRune("%$€£°#", signs[begin-1]) {
			begin--
		}
		slices.Reverse(signs[begin:end])
		i = end
	}
}

// runsLeft reports whether a sign is written from the left: figures, and letters that are not written from the right.
func runsLeft(r rune) bool { return unicode.IsDigit(r) || unicode.IsLetter(r) && !isRTL(r) }

// mirror turns brackets that open where one closes: they are drawn as they are seen.
func mirror(signs []rune) {
	const opening, closing = "([{«‹", ")]}»›"
	at := func(i int) rune {
		if i < 0 || i >= len(signs) {
			return ' '
		}
		return signs[i]
	}
	for i, c := range signs {
		other := strings.IndexRune(closing, c)
		if k := strings.IndexRune(opening, c); k >= 0 && at(i-1) != ' ' && (at(i+1) == ' ' || unicode.IsPunct(at(i+1))) {
			signs[i] = []rune(closing)[len([]rune(opening[:k]))]
		} else if other >= 0 && at(i-1) == ' ' && at(i+1) != ' ' {
			signs[i] = []rune(opening)[len([]rune(closing[:other]))]
		}
	}
}

// composed writes the forms that letters have in words as the letters that they are.
func composed(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r >= 0xfb1d && r <= 0xfdff || r >= 0xfe70 && r <= 0xfefc {
			b.WriteString(norm.NFKC.String(string(r)))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
