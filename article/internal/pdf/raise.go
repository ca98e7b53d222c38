package pdf

import (
	"unicode"

	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/structs"

	"github.com/footnote-bot/footnote/article/internal/formula"
)

const (
	raisedBy   = 0.15 // of the height of the sign before it, a sign stands higher at least that stands above the line
	raisedSize = 0.93 // of its height, such a sign has at most
	mostRaised = 3    // figures in a row are looked at; a higher power is not met
)

// raise writes figures that stand above the line as signs that do, so that a power or the mark of a note is no part of the figure before it.
// The signs keep their places.
func (r reader) raise(signs []rune) {
	for i := 0; i < len(signs); {
		if !isDigit(signs[i]) {
			i++
			continue
		}
		end := i
		for end < len(signs) && isDigit(signs[end]) {
			end++
		}
		r.raiseRun(signs, i, end)
		i = end
	}
}

// raiseRun looks at the figures from one sign up to another.
func (r reader) raiseRun(signs []rune, from, to int) {
	if at := r.beforeRun(signs, from); at >= 0 && to-from <= mostRaised && r.isRaised(at, from) {
		for i := at + 1; i < to; i++ {
			signs[i] = formula.Above(signs[i])
		}
		return
	}
	for start := to - 1; start > from && to-start <= mostRaised; start-- { // 1987¹², the mark begins inside the run
		if !r.isRaised(from, start) {
			break
		}
		signs[start] = formula.Above(signs[start])
	}
}

// beforeRun is the sign that the first figure of a run would stand above; -1 where none stands right before it. A minus belongs to a power.
func (r reader) beforeRun(signs []rune, from int) int {
	at := from - 1
	if at > 0 && (signs[at] == '-' || signs[at] == '−' || signs[at] == '–') && (unicode.IsLetter(signs[at-1]) || isDigit(signs[at-1])) {
		at--
	}
	if at < 0 || !isSeen(signs[at]) || signs[at] == hyphenInText || signs[at] == hyphen {
		return -1
	}
	return at
}

// isRaised reports whether a sign stands above the line of one before it, and is smaller.
func (r reader) isRaised(base, sign int) bool {
	if *r.left <= 0 || !r.differ(base, sign) {
		return false
	}
	b, err := r.box(base)
	if err != nil {
		return false
	}
	s, err := r.box(sign)
	if err != nil {
		return false
	}
	height := float64(b.Top - b.Bottom)
	lift := float64(s.Bottom - b.Bottom)
	return height > 0 && beside(b, s) && float64(s.Top-s.Bottom) <= raisedSize*height && lift >= raisedBy*height && lift < height
}

// beside reports whether a sign stands to the right of another, on a line that is not turned.
func beside(b, s structs.FPDF_FS_RECTF) bool {
	return float64(s.Left) >= float64(b.Left)+0.5*float64(b.Right-b.Left)
}

// differ reports whether two signs may be of different size: by their fonts', unless a matrix makes it.
func (r reader) differ(a, b int) bool {
	*r.left -= 2 * callsOfSign
	one, err := r.instance.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: r.text, Index: a})
	if err != nil {
		return false
	}
	other, err := r.instance.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: r.text, Index: b})
	return err == nil && (one.FontSize != other.FontSize || one.FontSize == 1)
}
