// Package sentence cuts a paragraph into the sentences that answers cite.
//
// The base is UAX #29 (github.com/clipperhouse/uax29). It breaks in places where a reader would not: after "Dr.", inside
// a URL, between a quotation and its "he said". So [Split] moves each of its boundaries to the right side of quotation
// marks and brackets (pairs.go), asks the rules of join.go whether the two sides belong together, adds the breaks that
// UAX #29 does not know (Thai, tokenised transcripts: extra.go), lets fragments join a neighbour and cuts what is very
// long at a clause (clause.go). A join costs a longer passage, a wrong cut costs a passage that nobody understands: in
// doubt the rules join.
package sentence

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"
)

// fragmentWeight is the least weight of a passage of its own: a word of a spaced script weighs 2, a Han sign or kana 1.
// "Why?" and 是的。 join a neighbour, "She left." and 他没有去。 stand.
const fragmentWeight = 4

// window is how many bytes of either side the rules look at, so that no text makes them slow.
const window = 512

// Split returns the byte ranges of the paragraph's sentences, in order. Together they hold all of it but white space.
// lang is a BCP 47 tag and only chooses tables of abbreviations; "" is fine.
func Split(paragraph string, lang string) [][2]int {
	s := splitter{text: oneLine(paragraph), lang: base(lang)}
	s.rules = rulesFor(s.lang)
	s.pairs = findPairs(s.text)
	cuts := s.joinFragments(s.cuts())
	return s.ranges(cuts)
}

// splitter holds what the steps of one Split share.
type splitter struct {
	text  string
	lang  string
	rules rules
	pairs pairs
}

// cuts returns the ends of the sentences: positions in text, ascending, the last being its length.
func (s *splitter) cuts() []int {
	var cuts []int
	start := 0
	it := sentences.FromString(s.text)
	for it.Next() {
		from, end := it.Start(), it.End()
		for _, extra := range s.extraBreaks(from, end) {
			if extra > start {
				cuts, start = append(cuts, extra), extra
			}
		}
		if end == len(s.text) {
			break
		}
		cut := s.place(start, end)
		if cut > start && cut < len(s.text) && !s.joins(start, cut) {
			cuts, start = append(cuts, cut), cut
		}
	}
	return append(cuts, len(s.text))
}

// joins reports whether the sentence that began at start goes on after cut.
func (s *splitter) joins(start, cut int) bool {
	if s.pairs.inside(cut) || s.afterInnerBracket(start, cut) {
		return true
	}
	from, to := max(start, cut-window), min(len(s.text), cut+window)
	left := strings.TrimRightFunc(s.text[from:cut], unicode.IsSpace)
	right := strings.TrimLeftFunc(s.text[cut:to], unicode.IsSpace)
	tight := len(left)+len(right) == to-from
	return s.rules.join(left, right, tight)
}

// joinFragments removes cuts that leave a fragment alone: it joins the sentence after it, at the end the one before it.
func (s *splitter) joinFragments(cuts []int) []int {
	var kept []int
	start := 0
	for i, cut := range cuts {
		last := i == len(cuts)-1
		if weightBelow(s.text[start:cut], fragmentWeight) {
			if !last {
				continue
			}
			if len(kept) > 0 {
				kept = kept[:len(kept)-1]
			}
		}
		kept, start = append(kept, cut), cut
	}
	return kept
}

// ranges cuts very long sentences and trims white space.
func (s *splitter) ranges(cuts []int) [][2]int {
	out := make([][2]int, 0, len(cuts))
	start := 0
	for _, cut := range cuts {
		for _, end := range s.clauses(start, cut) {
			if from, to := trim(s.text, start, end); from < to {
				out = append(out, [2]int{from, to})
			}
			start = end
		}
	}
	return out
}

func trim(text string, start, end int) (int, int) {
	part := text[start:end]
	end = start + len(strings.TrimRightFunc(part, unicode.IsSpace))
	if end == start {
		return start, start
	}
	start += len(part) - len(strings.TrimLeftFunc(part, unicode.IsSpace))
	return start, end
}

// oneLine replaces line ends, at which UAX #29 always breaks, by spaces of the same length in UTF-8.
func oneLine(text string) string {
	if !strings.ContainsAny(text, "\n\r\v\f\u0085\u2028\u2029") {
		return text
	}
	return lineEnds.Replace(text)
}

var lineEnds = strings.NewReplacer("\n", " ", "\r", " ", "\v", " ", "\f", " ",
	"\u0085", "\u00a0", "\u2028", "\u2003", "\u2029", "\u2003")

// base is the language of a tag: "zh" for "zh-Hant".
func base(lang string) string {
	if i := strings.IndexAny(lang, "-_"); i > 0 {
		lang = lang[:i]
	}
	return strings.ToLower(lang)
}

// weightBelow reports whether text weighs less than limit: 2 for each word of a spaced script, 1 for each sign of a
// script without spaces.
func weightBelow(text string, limit int) bool {
	weight, inWord := 0, false
	for _, r := range text {
		switch {
		case unspaced(r):
			weight++
			inWord = false
		case unicode.IsLetter(r):
			if !inWord {
				weight += 2
			}
			inWord = true
		case unicode.IsDigit(r) || unicode.IsMark(r) || r == '\'' || r == '’':
		default:
			inWord = false
		}
		if weight >= limit {
			return false
		}
	}
	return true
}

// unspaced reports whether r belongs to a script that is written without spaces between words.
func unspaced(r rune) bool {
	if r < 0x0E00 {
		return false
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
