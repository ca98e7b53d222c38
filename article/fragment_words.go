package article

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/article/internal/ledger"
)

const (
	// contextRunes is how far a prefix or suffix may reach: captions that end alike may differ far before.
	contextRunes = 280
	// coarsely is how many runes a prefix or suffix grows by once half of those that are tried have been.
	coarsely = 20
	// leastUnits is how long a start or end should be, so that it does not match by chance what scripts add to the
	// page: four Han signs, about three words.
	leastUnits = 16
	// mostTerms is how many starts, ends, prefixes and suffixes are tried.
	mostTerms = 24
)

// starters are what a directive for a quote may start with, the shortest first.
func (s *search) starters(quote span, where cut) []span {
	line := s.text[quote.start:quote.end]
	if i := strings.IndexAny(line, s.stops); i >= 0 {
		line = strings.TrimRightFunc(line[:i], notWord)
	}
	var found []span
	units := 0
	for i, r := range line {
		if i > 0 && units >= where.units && len(found) < mostTerms && where.parts(quote.start+i) && !endsNotWord(line[:i]) {
			found = append(found, span{quote.start, quote.start + i})
		}
		if units += unitsOf(r); i > longestFragment {
			return found
		}
	}
	if quote.start+len(line) < quote.end && line != "" {
		found = append(found, span{quote.start, quote.start + len(line)})
	}
	return found
}

// enders are what a directive for a quote may end with, the shortest first.
func (s *search) enders(quote span, where cut) []span {
	line := s.text[quote.start:quote.end]
	if i := strings.LastIndexAny(line, s.stops); i >= 0 {
		_, size := utf8.DecodeRuneInString(line[i:])
		line = strings.TrimLeftFunc(line[i+size:], notWord)
	}
	var found []span
	units := 0
	for i := len(line); i > 0 && len(line)-i <= longestFragment; {
		r, size := utf8.DecodeLastRuneInString(line[:i])
		i -= size
		at := quote.end - len(line) + i
		if units += unitsOf(r); i > 0 && units >= where.units && len(found) < mostTerms && where.parts(at) && !notWord(r) {
			found = append(found, span{at, quote.end})
		}
	}
	if at := quote.end - len(line); at > quote.start && at < quote.end && len(line) <= longestFragment {
		found = append(found, span{at, quote.end})
	}
	return found
}

func unitsOf(r rune) int {
	if ledger.Unspaced(r) {
		return 4
	}
	return 1
}

// surroundings are the prefixes and suffixes that a quote's directive may have.
type surroundings struct {
	pairs  [][2]span // the shortest first
	widest [2]span   // the longest prefix and the longest suffix
}

// around are the surroundings of a quote: those of its own block before those of the neighbours, between which a browser
// may see more than we do. A quote that begins or ends inside a run of signs that only a dictionary parts has a prefix or
// suffix there: with it, its edge need not part words.
func (s *search) around(quote span, parts func(at int) bool) surroundings {
	needPrefix, needSuffix := !s.partsWords(quote.start), !s.partsWords(quote.end)
	near, far := s.prefixes(quote.start, parts)
	nearAfter, farAfter := s.suffixes(quote.end, parts)
	var found [][2]span
	if !needSuffix {
		for _, p := range near {
			found = append(found, [2]span{p, {}})
		}
	}
	if !needPrefix {
		for _, s := range nearAfter {
			found = append(found, [2]span{{}, s})
		}
	}
	if !needSuffix {
		for _, p := range far {
			found = append(found, [2]span{p, {}})
		}
	}
	if !needPrefix {
		for _, s := range farAfter {
			found = append(found, [2]span{{}, s})
		}
	}
	before, after := slices.Concat(near, far), slices.Concat(nearAfter, farAfter)
	for _, p := range before {
		for _, s := range after {
			if len(found) < mostTerms*mostTerms {
				found = append(found, [2]span{p, s})
			}
		}
	}
	return surroundings{found, [2]span{lastOf(before), lastOf(after)}}
}

func lastOf(spans []span) span {
	if len(spans) == 0 {
		return span{}
	}
	return spans[len(spans)-1]
}

// prefixes are the words before a place, more and more of them, that begin where words part: near in its own block, else
// far at the end of the block before.
func (s *search) prefixes(at int, parts func(at int) bool) (near, far []span) {
	before := strings.TrimRightFunc(s.text[:at], isGap)
	line := before
	if i := strings.LastIndexAny(before, s.stops); i >= 0 {
		_, size := utf8.DecodeRuneInString(before[i:])
		line = before[i+size:]
	}
	var found []span
	runes, next := 0, 0
	for i := len(line); i > 0 && runes < contextRunes && len(found) < mostTerms; runes++ {
		r, size := utf8.DecodeLastRuneInString(line[:i])
		i -= size
		from := len(before) - len(line) + i
		if !notWord(r) && parts(from) && (runes >= 1 || i == 0) && runes >= next {
			found = append(found, span{from, len(before)})
			next = further(runes, len(found))
		}
	}
	if strings.Contains(s.text[len(before):at], "\n") {
		return nil, found
	}
	return found, nil
}

func (s *search) suffixes(at int, parts func(at int) bool) (near, far []span) {
	after := strings.TrimLeftFunc(s.text[at:], isGap)
	from := len(s.text) - len(after)
	line := after
	if i := strings.IndexAny(after, s.stops); i >= 0 {
		line = after[:i]
	}
	var found []span
	runes, next := 0, 0
	for i, r := range line {
		end := i + utf8.RuneLen(r)
		if runes++; runes > contextRunes || len(found) == mostTerms {
			break
		}
		if !notWord(r) && parts(from+end) && (runes >= 2 || end == len(line)) && runes >= next {
			found = append(found, span{from, from + end})
			next = further(runes, len(found))
		}
	}
	if strings.Contains(s.text[at:from], "\n") {
		return nil, found
	}
	return found, nil
}

// further is how many runes the next prefix or suffix has at least.
func further(runes, tried int) int {
	if tried < mostTerms/2 {
		return 0
	}
	return runes + coarsely
}

// isGap: what may stand between a prefix and a start, white space and pictures.
func isGap(r rune) bool { return unicode.IsSpace(r) || r == '\ufffc' || r == zeroSpace }

// zeroSpace parts words (UAX #29) and has no width; tools that make documentation write it behind headings.
const zeroSpace = '\u200b'

func notWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && !unicode.IsSymbol(r)
}

func endsNotWord(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return notWord(r) && r != '%' && r != '％'
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '_'
}

func inSpacedWord(r rune) bool { return inWord(r) && !ledger.Unspaced(r) }

// partsWords reports whether every browser parts words at a place, whatever its dictionary: beside a mark or white space,
// between two scripts, at the ends of the text.
func (f *finder) partsWords(at int) bool {
	if at <= 0 || at >= len(f.text) {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(f.text[:at])
	after, _ := utf8.DecodeRuneInString(f.text[at:])
	switch {
	case before == zeroSpace || after == zeroSpace:
		return true
	case unicode.IsMark(after), unicode.Is(unicode.Cf, after), unicode.Is(unicode.Cf, before), unicode.IsSymbol(before) && unicode.IsSymbol(after):
		return false
	case inWord(before) && inWord(after):
		return ledger.Unspaced(before) != ledger.Unspaced(after)
	}
	return !f.midWord(at, before, after)
}

// joiners make one word of the letters or digits on both sides, as in 3.5 and it's (UAX #29, MidLetter, MidNum and
// MidNumLet).
const joiners = ".,:;'’‘·․‧．，：；＇"

// midWord: a place, beside a mark that joins.
func (f *finder) midWord(at int, before, after rune) bool {
	switch {
	case strings.ContainsRune(joiners, after) && inSpacedWord(before):
		beyond, _ := utf8.DecodeRuneInString(f.text[at+utf8.RuneLen(after):])
		return inSpacedWord(beyond)
	case strings.ContainsRune(joiners, before) && inSpacedWord(after):
		beyond, _ := utf8.DecodeLastRuneInString(f.text[:at-utf8.RuneLen(before)])
		return inSpacedWord(beyond)
	}
	return false
}
