package article

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// span is a range of bytes.
type span struct{ start, end int }

func (s span) empty() bool { return s.start >= s.end }

// finder finds text as browsers do: without regard to case, accents and width. It is immutable.
type finder struct {
	text   string
	folded string
	shifts []shift // in order; where folded goes on at another distance from text than before
}

// shift says that folded[folded:] comes from text[text:].
type shift struct{ folded, text uint32 }

func newFinder(text string) *finder {
	f := &finder{text: text}
	var b strings.Builder
	b.Grow(len(text))
	apart := 0
	for i, r := range text {
		if apart != i-b.Len() {
			apart = i - b.Len()
			f.shifts = append(f.shifts, shift{uint32(b.Len()), uint32(i)})
		}
		writeFolded(&b, r)
	}
	if apart != len(text)-b.Len() {
		f.shifts = append(f.shifts, shift{uint32(b.Len()), uint32(len(text))})
	}
	f.folded = b.String()
	return f
}

// writeFolded writes a sign without case, accents and width. White space is a space, but lines stay apart: browsers find
// nothing across them. Katakana are hiragana, as in the collation that browsers search by.
func writeFolded(b *strings.Builder, r rune) {
	switch {
	case r == '\n', r == softBreak:
		b.WriteRune(r)
	case r < utf8.RuneSelf:
		if unicode.IsSpace(r) {
			r = ' '
		}
		b.WriteByte(byte(unicode.ToLower(r)))
	case unicode.IsSpace(r):
		b.WriteByte(' ')
	case r >= 0x30a1 && r <= 0x30f6:
		b.WriteRune(r - 0x60)
	case r >= 0x3040 && r < 0xd7a4: // kana with their marks, Han and whole Hangul syllables are one sign to a browser
		b.WriteRune(r)
	case unicode.Is(unicode.Mn, r):
	default:
		form := norm.NFD
		if r >= 0xff00 && r < 0xfff0 {
			form = norm.NFKC
		}
		for _, d := range form.String(string(r)) {
			if !unicode.Is(unicode.Mn, d) {
				b.WriteRune(unicode.ToLower(d))
			}
		}
	}
}

// foldedAt is where the sign at text[at:] is in folded.
func (f *finder) foldedAt(at int) int {
	i := sort.Search(len(f.shifts), func(i int) bool { return int(f.shifts[i].text) > at })
	if i == 0 {
		return at
	}
	next := len(f.folded)
	if i < len(f.shifts) {
		next = int(f.shifts[i].folded)
	}
	return min(int(f.shifts[i-1].folded)+at-int(f.shifts[i-1].text), next)
}

func (f *finder) foldedSpan(s span) span { return span{f.foldedAt(s.start), f.foldedAt(s.end)} }

func (f *finder) of(s span) string { return f.text[s.start:s.end] }

// oneLine reports whether browsers can find a range as one term.
func (s *search) oneLine(of span) bool { return !strings.ContainsAny(s.of(of), s.stops) }

const (
	// unfindable ends every match: the end of a block, a picture.
	unfindable = "\n\ufffc"
	// unlikely are these, and the end of a line inside of a block: Chromium finds a line feed there, others may find a space.
	unlikely = unfindable + string(softBreak)
)

// leadsThere reports whether the first match of these terms is where they were taken from, as in the steps of the
// specification. Matches that a browser may not see, since a dictionary parts words otherwise, count as matches.
func (s *search) leadsThere(t terms) bool {
	start, end, suffix := s.foldedSpan(t.start), s.foldedSpan(t.end), s.foldedSpan(t.suffix)
	if start.empty() || !t.prefix.empty() && s.foldedSpan(t.prefix).empty() {
		return false
	}
	if t.end.empty() {
		at := s.first(s.foldedSpan(t.prefix), start, suffix, 0)
		return at == start.start || s.isTwin(start.start-at)
	}
	at := s.first(s.foldedSpan(t.prefix), start, span{}, 0)
	before := start.start - at
	return (before == 0 || s.isTwin(before)) && !end.empty() && s.first(span{}, end, suffix, start.end-before) == end.start-before
}

// sameAround is how many folded bytes of words before and after two places with the same words are the same where one
// will do for the other.
const sameAround = 64

// isTwin reports whether the quote stands among the same words that many folded bytes before, as in a post that another
// quotes. Nothing that a directive may hold tells these two apart.
func (s *search) isTwin(before int) bool {
	at := s.foldedSpan(s.quote)
	if !s.twins || before <= 0 || at.start < before {
		return false
	}
	there := span{at.start - before, at.end - before}
	return s.folded[at.start:at.end] == s.folded[there.start:there.end] &&
		wordsBefore(s.folded[:at.start]) == wordsBefore(s.folded[:there.start]) &&
		wordsAfter(s.folded[at.end:]) == wordsAfter(s.folded[there.end:])
}

// wordsBefore are the last letters and digits of a text, the last first; the parts of a page may stand closer together in
// one place than in another.
func wordsBefore(text string) string {
	var b strings.Builder
	for i := len(text); i > 0 && b.Len() < sameAround; {
		r, size := utf8.DecodeLastRuneInString(text[:i])
		if i -= size; inWord(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func wordsAfter(text string) string {
	var b strings.Builder
	for _, r := range text {
		if b.Len() >= sameAround {
			break
		}
		if inWord(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// first is where in folded a term first stands at or after from, between prefix and suffix where these are not empty;
// -1 where it does not.
func (s *search) first(prefix, term, suffix span, from int) int {
	before, word, after := s.folded[prefix.start:prefix.end], s.folded[term.start:term.end], s.folded[suffix.start:suffix.end]
	lead := word
	if before != "" {
		lead = before
	}
	for {
		at := s.next(lead, from)
		if at < 0 {
			return -1
		}
		from = at + 1
		if before != "" {
			if at = s.skipGap(at + len(before)); !strings.HasPrefix(s.folded[at:], word) {
				continue
			}
		}
		if after == "" && s.mayPartWords(at+len(word)) || after != "" && strings.HasPrefix(s.folded[s.skipGap(at+len(word)):], after) {
			return at
		}
	}
}

// next is where a term next begins in folded at or after from, where a word may begin.
func (s *search) next(term string, from int) int {
	for s.effort > 0 && from <= len(s.folded) {
		i := strings.Index(s.folded[from:], term)
		if i < 0 {
			s.effort -= len(s.folded) - from
			return -1
		}
		s.effort -= i + len(term)
		if s.mayPartWords(from + i) {
			return from + i
		}
		from += i + 1
	}
	return -1
}

func (s *search) skipGap(at int) int {
	return at + len(s.folded[at:]) - len(strings.TrimLeftFunc(s.folded[at:], isGap))
}

// mayPartWords reports whether a match may begin or end at folded[at:]: not inside a word of a spaced script.
func (f *finder) mayPartWords(at int) bool {
	if at <= 0 || at >= len(f.folded) {
		return true
	}
	if !utf8.RuneStart(f.folded[at]) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(f.folded[:at])
	after, _ := utf8.DecodeRuneInString(f.folded[at:])
	return !inSpacedWord(before) || !inSpacedWord(after)
}
