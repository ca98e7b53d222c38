package sentence

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Lengths are in units: a sign of an unspaced script is 2, any other 1, so that they stand for about the same reading.
const (
	longest   = 300 // above it (150 Han signs, 300 Latin letters) a sentence is cut at a clause
	leastPart = 80  // no part that a cut leaves is shorter
	hardLimit = 900 // above it, text that offers no clause is cut between words
)

// clauses returns the ends of the parts that a sentence is cut into, the last being end.
func (s *splitter) clauses(start, end int) []int {
	if end-start <= longest { // bytes: no text is longer in units
		return []int{end}
	}
	var ends []int
	for total := units(s.text[start:end]); total > longest; {
		cut := s.bestClause(start, end, total)
		if cut < 0 && total > hardLimit {
			cut = hardCut(s.text, start, end)
		}
		if cut < 0 {
			break
		}
		ends = append(ends, cut)
		total -= units(s.text[start:cut])
		start = cut
	}
	return append(ends, end)
}

func units(text string) int {
	n := 0
	for _, r := range text {
		n += unit(r)
	}
	return n
}

func unit(r rune) int {
	if unspaced(r) {
		return 2
	}
	return 1
}

// bestClause finds the clause end nearest to the middle, or to longest units from the start where the middle is
// farther; semicolons win over commas unless they are much farther. -1 where there is none.
func (s *splitter) bestClause(start, end, total int) int {
	target := min(total/2, longest-leastPart)
	best, bestCost, at := -1, 1<<30, 0
	for i, r := range s.text[start:end] {
		if at += unit(r); at > hardLimit {
			break
		}
		if at < leastPart || total-at < leastPart {
			continue
		}
		penalty, ok := clauseMark(r)
		if !ok {
			continue
		}
		cut := s.place(start, start+i+utf8.RuneLen(r))
		if cut >= end || r < unicode.MaxASCII && s.text[cut-1] != ' ' || s.pairs.inside(cut) {
			continue // "1,200"
		}
		if cost := abs(at-target) + penalty; cost < bestCost {
			best, bestCost = cut, cost
		}
	}
	return best
}

func clauseMark(r rune) (penalty int, ok bool) {
	switch r {
	case ';', '；', '؛', '।', '…':
		return 0, true
	case ':', '：', '—', '–':
		return 60, true
	case ',', '，', '،', '、', '､':
		return 80, true
	}
	return 0, false
}

// hardCut cuts at the last white space within longest units, else after as many, never before a combining mark.
func hardCut(text string, start, end int) int {
	at, space := 0, -1
	for i, r := range text[start:end] {
		if at > longest && !unicode.IsMark(r) && r != '\u200d' {
			if space > start {
				return space
			}
			return start + i
		}
		at += unit(r)
		if unicode.IsSpace(r) && strings.TrimSpace(text[start:start+i]) != "" {
			space = start + i + utf8.RuneLen(r)
		}
	}
	return -1
}

func abs(n int) int { return max(n, -n) }
