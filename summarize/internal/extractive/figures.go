package extractive

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/article"
)

// figures finds the numbers of a document that measure something, those with a unit above others where there are more than
// limit. Each is a pick of its own; dates, ordinals and numbers of lists and names are none.
func figures(ctx context.Context, doc *article.Document, all []sentence, limit int) []Pick {
	type found struct {
		pick  Pick
		worth float64
		at    int
	}
	var list []found
	seen := make(map[Figure]sentence)
	for _, s := range all {
		if ctx.Err() != nil {
			return nil
		}
		start := s.shownAt(doc)
		c, err := doc.Cite(start, s.passage.End)
		if err != nil {
			continue
		}
		text := c.Quote()
		for _, m := range amounts(text) {
			f := Figure{Value: m.value, Unit: m.unit}
			if first, ok := seen[f]; ok && likeness(first, s) > told {
				continue
			}
			seen[f] = s
			f.What = whatOf(text, m)
			pick := Pick{Citation: c, Speaker: speakerOf(doc, s), Figure: &f}
			list = append(list, found{pick, worth(m), start + m.start})
		}
	}
	slices.SortStableFunc(list, func(a, b found) int { return cmp.Compare(b.worth, a.worth) })
	list = list[:min(limit, len(list))]
	slices.SortFunc(list, func(a, b found) int { return cmp.Compare(a.at, b.at) })
	picks := make([]Pick, len(list))
	for i, f := range list {
		picks[i] = f.pick
	}
	return picks
}

// told is how alike two sentences are that give the same number for the same thing.
const told = 0.15

// worth is how much an amount is likely to say.
func worth(m amount) float64 {
	switch {
	case strings.ContainsAny(m.unit, "%％$€£¥￥元") || strings.ContainsAny(m.value, "万亿億萬") || strings.Contains(m.value, " "):
		return 3
	case m.unit != "":
		return 2
	}
	return 1
}

// whatOf is the part of the sentence that says what an amount measures: its clause, with those before where it is
// short, and the next where nothing is before.
func whatOf(text string, m amount) string {
	start, first := clauseStart(text, m.start), answerStart(text)
	end := clauseEnd(text, m.end)
	for start > first && signs(text[start:m.start])+signs(text[m.end:end]) < enoughToTell {
		_, size := utf8.DecodeLastRuneInString(text[:start])
		start = clauseStart(text, start-size)
	}
	if signs(text[start:m.start])+signs(text[m.end:end]) < enoughToTell/2 && end < len(text) {
		_, size := utf8.DecodeRuneInString(text[end:])
		end = clauseEnd(text, end+size)
	}
	return strings.TrimFunc(shorten(text, start, end, m), func(r rune) bool {
		return unicode.IsSpace(r) || isClauseMark(r) || strings.ContainsRune("“”\"「」'", r)
	})
}

const (
	enoughToTell = 16 // letters of a clause beside its amount; Han and kana count two
	longestWhat  = 90 // the same, of what is shown
)

// shorten keeps what is nearest to the amount, on word boundaries.
func shorten(text string, start, end int, m amount) string {
	for signs(text[start:end]) > longestWhat {
		if m.start-start > end-m.end {
			start += step(text[start:m.start])
		} else {
			end -= stepBack(text[m.end:end])
		}
	}
	return text[start:end]
}

// step is the size of the first word, or of the first character where no spaces are.
func step(s string) int {
	if i := strings.IndexByte(s, ' '); i >= 0 && i < 40 {
		return i + 1
	}
	_, size := utf8.DecodeRuneInString(s)
	return max(1, size)
}

func stepBack(s string) int {
	if i := strings.LastIndexByte(s, ' '); i >= 0 && len(s)-i < 40 {
		return len(s) - i
	}
	_, size := utf8.DecodeLastRuneInString(s)
	return max(1, size)
}

// signs counts letters and digits, Han and kana twice.
func signs(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case r >= 0x2e80 && unicode.IsLetter(r):
			n += 2
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			n++
		}
	}
	return n
}

func clauseStart(text string, at int) int {
	for i := at; i > 0; {
		r, size := utf8.DecodeLastRuneInString(text[:i])
		if isClauseMark(r) && !insideNumber(text, i-size, size) {
			return i
		}
		i -= size
	}
	return 0
}

func clauseEnd(text string, at int) int {
	for i, r := range text[at:] {
		if isClauseMark(r) && !insideNumber(text, at+i, utf8.RuneLen(r)) {
			return at + i
		}
	}
	return len(text)
}

func isClauseMark(r rune) bool {
	return strings.ContainsRune(",;:.!?，；：。！？…()（）—", r)
}

// insideNumber reports whether the mark at i stands between two digits.
func insideNumber(text string, i, size int) bool {
	return i > 0 && i+size < len(text) && isDigit(text[i-1]) && isDigit(text[i+size])
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }
