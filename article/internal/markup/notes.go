package markup

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// IsPower reports whether a number that stands above the line is a power of what is written before it: of ten, of a unit, of what stands in
// brackets, or of a letter that stands alone. Behind a word or any other number it may be the mark of a note.
func IsPower(before string) bool {
	if strings.TrimRightFunc(before, unicode.IsSpace) != before {
		return false
	}
	before = before[max(0, len(before)-64):]
	fields := strings.FieldsFunc(before, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("×·*(=+-/", r) })
	if len(fields) == 0 {
		return false
	}
	last := fields[len(fields)-1]
	letters := strings.TrimLeft(last, "0123456789.,")
	return last == "10" || strings.HasSuffix(last, ")") || strings.HasSuffix(last, "]") || letters != "" && utf8.RuneCountInString(letters) <= 2 && !strings.ContainsFunc(letters, func(r rune) bool { return !unicode.IsLetter(r) })
}

const raised = "¹²³⁴⁵⁶⁷⁸⁹⁰"

// StartsNote reports whether a paragraph is a note that begins with its mark.
func StartsNote(text string) bool {
	first, size := utf8.DecodeRuneInString(text)
	return strings.ContainsRune(raised, first) && len(text) > size
}

// WithoutMarks takes the marks of notes out of a text that were typed as signs above the line, and counts them. Powers stay.
func WithoutMarks(text string) (string, int) {
	if !strings.ContainsAny(text, raised) {
		return text, 0
	}
	var b strings.Builder
	marks := 0
	signs := []rune(text)
	for i := 0; i < len(signs); {
		end := i
		for end < len(signs) && strings.ContainsRune(raised, signs[end]) {
			end++
		}
		switch {
		case end == i:
			b.WriteRune(signs[i])
			i++
			continue
		case i > 0 && end-i <= 3 && (end == len(signs) || !unicode.IsLetter(signs[end]) && !unicode.IsDigit(signs[end])) && !unicode.IsSpace(signs[i-1]) &&
			!strings.ContainsRune("⁻⁺", signs[i-1]) && !IsPower(b.String()):
			marks++
		default:
			b.WriteString(string(signs[i:end]))
		}
		i = end
	}
	return b.String(), marks
}
