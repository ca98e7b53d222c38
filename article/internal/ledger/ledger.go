// Package ledger counts what a source shows to people and its text does not hold, so that nothing is lost in silence.
package ledger

import (
	"fmt"
	"strings"
	"unicode"
)

// Kind says what was not read.
type Kind string

// The kinds, in the order in which they are told. Navigation, repeated heads and what is hidden are no part of a text, and not counted as
// found; the others are. Pictures and parts that could not be opened are counted themselves, of all else the words.
const (
	Navigation   Kind = "navigation" // what stands around the text: menus, teasers, comments, the margin's numbers
	RepeatedHead Kind = "repeated_head"
	Hidden       Kind = "hidden"
	Chart        Kind = "chart"
	Formula      Kind = "formula"
	FormValue    Kind = "form_value" // what was typed or chosen
	Note         Kind = "note"       // marks of notes
	Table        Kind = "table"
	Image        Kind = "image" // pictures
	OverLimit    Kind = "over_limit"
	UnreadPart   Kind = "unread_part" // pages, chapters, embedded files
	Other        Kind = "other"
)

// Kinds are all of them.
var Kinds = []Kind{Navigation, RepeatedHead, Hidden, Chart, Formula, FormValue, Note, Table, Image, OverLimit, UnreadPart, Other}

// Ledger counts by kind. The zero value is empty.
type Ledger map[Kind]int

// Add counts n more of a kind.
func (l *Ledger) Add(k Kind, n int) {
	if n <= 0 {
		return
	}
	if *l == nil {
		*l = Ledger{}
	}
	(*l)[k] += n
}

// AddText counts the words of a text.
func (l *Ledger) AddText(k Kind, text string) { l.Add(k, Words(text)) }

// AddAll counts what another ledger has.
func (l *Ledger) AddAll(other Ledger) {
	for k, n := range other {
		l.Add(k, n)
	}
}

// Each calls f for every kind that something was counted of.
func (l Ledger) Each(f func(Kind, int)) {
	for _, k := range Kinds {
		if n := l[k]; n > 0 {
			f(k, n)
		}
	}
}

// String lists what was counted.
func (l Ledger) String() string {
	var parts []string
	l.Each(func(k Kind, n int) { parts = append(parts, fmt.Sprintf("%s %d", k, n)) })
	return strings.Join(parts, ", ")
}

// IsPart reports whether what is of a kind is a part of the text: an answer may stand there.
func IsPart(k Kind) bool {
	switch k {
	case Navigation, RepeatedHead, Hidden, Note, Image:
		return false
	default:
		return true
	}
}

// InWords reports whether a kind is counted in words that belong to the text.
func InWords(k Kind) bool {
	switch k {
	case Navigation, RepeatedHead, Hidden, Image, UnreadPart:
		return false
	default:
		return true
	}
}

// Words counts the words of spaced scripts and the signs of Han, kana and Thai.
func Words(text string) int {
	n, inWord := 0, false
	for _, r := range text {
		switch {
		case Unspaced(r):
			n++
			inWord = false
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if !inWord {
				n++
			}
			inWord = true
		case r == '\'' || r == '’' || r == '-' || unicode.IsMark(r):
		default:
			inWord = false
		}
	}
	return n
}

// Unspaced reports whether r belongs to a script that is written without spaces between words.
func Unspaced(r rune) bool {
	return r >= 0x0E00 && (IsLongVowel(r) || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao,
		unicode.Khmer, unicode.Myanmar))
}

// IsLongVowel reports whether r is ー, which belongs to the kana before it, though not to their script.
func IsLongVowel(r rune) bool { return r == 'ー' || r == 'ｰ' }
