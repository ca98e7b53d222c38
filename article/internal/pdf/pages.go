package pdf

import (
	"fmt"
	"math"
	"strings"
	"unicode"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/structs"
)

// page is the lines of one page, in reading order.
type page struct {
	number int
	height float64 // in points; 0 where the page is turned
	lines  []line
}

// line is a line of text where it stands on its page, in points; y grows upwards.
type line struct {
	text        string
	left, right float64
	first, last float64 // baselines where it begins and ends: two where a word is broken, since the engine joins its lines
	size        float64 // of its type
	bold        bool
	filled      bool // a field of a form is part of it
	page        int
	row         bool // of a table: its cells
	from, to    int  // the first and the last of its signs that are seen
}

func (l line) width() float64 { return l.right - l.left }

// hyphen is what the engine reports for a hyphen at the end of a line; it takes the break after it out. The same hyphen
// is hyphenInText where it gives the text of a page as a whole.
const (
	hyphen       = '\u0002'
	hyphenInText = '\ufffe'
)

// maxChars bounds one page: drawings made of letters have millions.
const maxChars = 200000

// reader reads the text of one page.
type reader struct {
	instance pdfium.Pdfium
	text     references.FPDF_TEXTPAGE
	page     int
	left     *int // calls into the engine that the file has left
}

// What a question takes in calls into the engine: an answer in its memory takes three more for each place to put it.
const (
	callsOfPage   = 800 // to load it, in the time of so many
	callsOfSign   = 1
	callsOfBox    = 4
	callsOfOrigin = 7
	callsOfType   = 6 // size, matrix and weight
)

// linesOf are the lines of a page up to the limits, and which part of its signs, from 0 to 1, is behind them. The calls into the
// engine that they take are taken from left.
func linesOf(instance pdfium.Pdfium, doc references.FPDF_DOCUMENT, index int, left *int) (lines []line, beyond float64, err error) {
	*left -= callsOfPage
	byIndex := requests.Page{ByIndex: &requests.PageByIndex{Document: doc, Index: index}}
	loaded, err := instance.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: byIndex})
	if err != nil {
		return nil, 0, fmt.Errorf("load page %d: %w", index+1, err)
	}
	defer func() { _, _ = instance.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: loaded.TextPage}) }()
	count, err := instance.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: loaded.TextPage})
	if err != nil {
		return nil, 0, fmt.Errorf("count the signs of page %d: %w", index+1, err)
	}
	r := reader{instance, loaded.TextPage, index + 1, left}
	lines, read, err := r.lines(min(count.Count, maxChars))
	if read < count.Count {
		beyond = 1 - float64(read)/float64(count.Count)
	}
	return lines, beyond, err
}

// heightOf is how high a page is, 0 where it is turned or does not say.
func heightOf(instance pdfium.Pdfium, doc references.FPDF_DOCUMENT, index int) float64 {
	turned, err := instance.FPDFPage_GetRotation(&requests.FPDFPage_GetRotation{
		Page: requests.Page{ByIndex: &requests.PageByIndex{Document: doc, Index: index}},
	})
	if err != nil || turned.PageRotation != enums.FPDF_PAGE_ROTATION_NONE {
		return 0
	}
	size, err := instance.FPDF_GetPageSizeByIndex(&requests.FPDF_GetPageSizeByIndex{Document: doc, Index: index})
	if err != nil {
		return 0
	}
	return size.Height
}

// lines splits the signs of the page at line ends, and says how many signs the lines are made of.
func (r reader) lines(count int) (lines []line, read int, err error) {
	signs, err := r.signs(count)
	if err != nil {
		return nil, 0, err
	}
	r.raise(signs)
	initials := r.initials(signs)
	var text strings.Builder
	first, last := -1, -1 // signs that are seen
	for i, c := range append(signs, '\n') {
		if c == hyphenInText {
			c = hyphen
		}
		switch {
		case c == '\n':
			if *r.left <= 0 {
				return lines, i, nil
			}
			if first >= 0 {
				words := text.String()
				if turned, ok := r.fromRight(signs, first, last); ok {
					words = turned
				}
				l, err := r.line(words, first, last)
				if err != nil {
					return nil, 0, err
				}
				lines = append(lines, l)
			}
			text.Reset()
			first, last = -1, -1
		case c == 0 || c == '\r' || c > unicode.MaxRune:
		default:
			text.WriteRune(c)
			if !unicode.IsSpace(c) && !initials[i] {
				if first < 0 {
					first = i
				}
				last = i
			}
		}
	}
	lines, err = r.inColumns(signs, lines)
	return joinRows(lines), count, err
}

// signs are the characters of the page by their index: in one call where text and index agree, else one by one.
func (r reader) signs(count int) ([]rune, error) {
	whole, err := r.instance.FPDFText_GetText(&requests.FPDFText_GetText{TextPage: r.text, StartIndex: 0, Count: count})
	if err == nil {
		if signs := []rune(strings.TrimRight(whole.Text, "\x00")); len(signs) == count {
			return signs, nil
		}
	}
	signs := make([]rune, count)
	*r.left -= count * callsOfSign
	for i := range signs {
		sign, err := r.instance.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: r.text, Index: i})
		if err != nil {
			return nil, fmt.Errorf("sign %d of page %d: %w", i, r.page, err)
		}
		if sign.Unicode <= unicode.MaxRune {
			signs[i] = rune(sign.Unicode)
		}
	}
	return signs, nil
}

// line measures one line by its first and last sign.
func (r reader) line(text string, first, last int) (line, error) {
	l := line{text: closeUpCJK(strings.TrimSpace(text)), page: r.page, from: first, to: last}
	start, err := r.box(first)
	if err != nil {
		return l, err
	}
	end := start
	if last != first {
		if end, err = r.box(last); err != nil {
			return l, err
		}
	}
	l.left, l.right = float64(min(start.Left, end.Left)), float64(max(start.Right, end.Right)) // the first stands on the right where text is read from there
	l.first = r.baseline(first, float64(start.Bottom))
	l.last = l.first
	if end.Bottom != start.Bottom {
		l.last = r.baseline(last, float64(end.Bottom))
	}
	*r.left -= callsOfType
	l.size = r.size(first, math.Abs(float64(start.Top-start.Bottom)))
	weight, err := r.instance.FPDFText_GetFontWeight(&requests.FPDFText_GetFontWeight{TextPage: r.text, Index: first})
	l.bold = err == nil && weight.FontWeight >= 600
	return l, nil
}

// box is as high as a sign's font, and as wide as the sign.
func (r reader) box(sign int) (structs.FPDF_FS_RECTF, error) {
	*r.left -= callsOfBox
	box, err := r.instance.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: r.text, Index: sign})
	if err != nil {
		return structs.FPDF_FS_RECTF{}, fmt.Errorf("box on page %d: %w", r.page, err)
	}
	return box.Rect, nil
}

// size is the type's size as it is seen: the font's, as its matrix scales it.
func (r reader) size(sign int, otherwise float64) float64 {
	font, err := r.instance.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: r.text, Index: sign})
	if err != nil {
		return otherwise
	}
	m, err := r.instance.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: r.text, Index: sign})
	if err != nil {
		return otherwise
	}
	size := font.FontSize * math.Hypot(float64(m.Matrix.C), float64(m.Matrix.D))
	if size < 0.5 || math.IsNaN(size) || math.IsInf(size, 0) {
		return otherwise
	}
	return size
}

// baseline is where a sign stands, whatever its font.
func (r reader) baseline(sign int, otherwise float64) float64 {
	*r.left -= callsOfOrigin
	at, err := r.instance.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: r.text, Index: sign})
	if err != nil {
		return otherwise
	}
	return at.Y
}
