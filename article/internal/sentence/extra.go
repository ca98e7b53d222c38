package sentence

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Thai has no mark at the end of a sentence, only spaces between clauses: a break needs at least thaiBefore signs before
// it and thaiAfter after it.
const (
	thaiBefore = 40
	thaiAfter  = 20
)

// extraBreaks are the breaks inside one sentence of UAX #29, which it does not know.
func (s *splitter) extraBreaks(start, end int) []int {
	var breaks []int
	text := s.text[start:end]
	for i := 0; ; {
		at := strings.Index(text[i:], " . ") // a tokenised transcript, in lower case
		if at < 0 {
			break
		}
		i += at + len(" . ")
		breaks = append(breaks, start+i)
	}
	if mostlyThai(text) {
		breaks = append(breaks, s.thaiBreaks(start, end)...)
	}
	return breaks
}

func mostlyThai(text string) bool {
	if !strings.Contains(text, "\u0e40") && !strings.Contains(text, "\u0e32") && !strings.Contains(text, "\u0eb2") {
		return false // no Thai text is without its commonest vowels, no Lao one without its
	}
	thai, other := 0, 0
	for _, r := range text {
		switch {
		case unicode.In(r, unicode.Thai, unicode.Lao):
			thai++
		case unicode.IsLetter(r):
			other++
		}
	}
	return thai > other
}

func (s *splitter) thaiBreaks(start, end int) []int {
	var breaks []int
	signs, left := 0, utf8.RuneCountInString(s.text[start:end])
	for i, r := range s.text[start:end] {
		at := start + i
		if r == ' ' && signs >= thaiBefore && left >= thaiAfter && s.thaiBreak(at) {
			breaks = append(breaks, at+1)
			signs = 0
		}
		signs++
		left--
	}
	return breaks
}

// thaiBreak rules out spaces around numbers and before the mark of repetition, and those in brackets and quotations.
func (s *splitter) thaiBreak(space int) bool {
	before, after := lastRune(s.text[:space]), firstRune(s.text[space+1:])
	if unicode.IsDigit(before) || unicode.IsDigit(after) || after == 'ๆ' || unicode.IsSpace(after) {
		return false
	}
	return !s.pairs.inside(space + 1)
}
