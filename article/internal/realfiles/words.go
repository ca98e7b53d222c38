package main

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// marker is what numbers or points an item, a note or a reference to one.
var marker = regexp.MustCompile(`(?m)^[\t >]*(?:(?:[-•◦▪]|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)])[\t ]+)+|\[\^?\d+\]|[\x{1d43}-\x{1d6a}\x{2070}-\x{209c}\x{b9}\x{b2}\x{b3}]+`)

// bag counts the words of a text, without the numbers of its lists: runs of letters and digits, and single signs of Han and kana.
func bag(text string) map[string]int {
	words := map[string]int{}
	text = marker.ReplaceAllString(text, " ")
	text = strings.ToLower(norm.NFKC.String(text))
	start := -1
	end := func(at int) {
		if start >= 0 {
			words[text[start:at]]++
			start = -1
		}
	}
	for at, r := range text {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			end(at)
			words[string(r)]++
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) && start >= 0:
			if start < 0 {
				start = at
			}
		default:
			end(at)
		}
	}
	end(len(text))
	return words
}

// score compares the words that were read with those that were written.
type score struct {
	written, read, common int
	lost, added           []string // with how many
}

func (s *score) add(other score) {
	s.written, s.read, s.common = s.written+other.written, s.read+other.read, s.common+other.common
}

func (s *score) recall() float64    { return float64(s.common) / float64(max(1, s.written)) }
func (s *score) precision() float64 { return float64(s.common) / float64(max(1, s.read)) }
