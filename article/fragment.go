package article

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	// longestFragment bounds the encoded text directive: a Han sign takes nine bytes, and messengers cut long links.
	longestFragment = 300
	// wholeQuote is how many encoded bytes a quote may have to stand in the link as a whole.
	wholeQuote = 150
	// contextRunes is how far a prefix or suffix may reach.
	contextRunes = 60
)

// Link opens the source at the cited words: the final URL with a text fragment for a page, with a page number for a PDF,
// the permalink for a message or a file; "" where the source has no address.
func (c Citation) Link() string {
	if c.doc == nil {
		return ""
	}
	first := c.First()
	if first.Link != "" {
		return first.Link
	}
	address := c.doc.FinalURL
	if address == "" {
		address = c.doc.URL
	}
	switch {
	case address == "":
		return ""
	case c.doc.Kind == PDF && first.Page > 0:
		return withFragment(address, fmt.Sprintf("page=%d", first.Page))
	case c.doc.Kind != HTML && c.doc.Kind != Text && c.doc.Kind != Markdown, isMessenger(address):
		return address
	}
	directive := c.textDirective()
	if directive == "" {
		return address
	}
	return withDirective(address, directive)
}

// isMessenger: the permalink of a file or message opens an app, not its text.
func isMessenger(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Hostname() == "slack.com" || strings.HasSuffix(u.Hostname(), ".slack.com"))
}

func withFragment(address, fragment string) string {
	base, _, _ := strings.Cut(address, "#")
	return base + "#" + fragment
}

// withDirective appends a text directive to the fragment that an address has, instead of one that it has already.
func withDirective(address, directive string) string {
	base, fragment, _ := strings.Cut(address, "#")
	fragment, _, _ = strings.Cut(fragment, ":~:")
	return base + "#" + fragment + ":~:text=" + directive
}

// textDirective is the shortest [prefix-,]start[,end][,-suffix] that browsers find in the document at the cited range
// and nowhere before it; "" where there is none within longestFragment. See
// https://wicg.github.io/scroll-to-text-fragment/.
func (c Citation) textDirective() string {
	start, end := c.withoutMarks()
	if start >= end {
		return ""
	}
	m := newMatcher(c.doc.Text)
	quote := c.doc.Text[start:end]
	if oneBlock(quote) && len(encode(quote)) <= wholeQuote {
		return m.unique(start, end)
	}
	return m.ranged(start, end)
}

// withoutMarks leaves out marks at both ends of the range, where matching is most likely to differ from the page.
func (c Citation) withoutMarks() (start, end int) {
	quote := c.doc.Text[c.start:c.end]
	trimmed := strings.TrimLeftFunc(quote, notWord)
	start = c.end - len(trimmed)
	return start, start + len(strings.TrimRightFunc(trimmed, func(r rune) bool { return notWord(r) && r != '%' && r != '％' }))
}

func notWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && !unicode.IsSymbol(r)
}

func oneBlock(s string) bool { return !strings.ContainsAny(s, "\n") }

// matcher finds text as browsers do: without regard to case and accents, at word boundaries.
type matcher struct {
	text   string
	folded string
	starts []int // of each byte of folded, the byte of text that it came from; one more for the end
}

func newMatcher(text string) *matcher {
	m := &matcher{text: text, starts: make([]int, 0, len(text)+1)}
	var b strings.Builder
	b.Grow(len(text))
	for i, r := range text {
		if r > ' ' && r < utf8.RuneSelf {
			b.WriteByte(byte(unicode.ToLower(r)))
			m.starts = append(m.starts, i)
			continue
		}
		for _, f := range fold(r) {
			n := b.Len()
			b.WriteRune(f)
			for range b.Len() - n {
				m.starts = append(m.starts, i)
			}
		}
	}
	m.starts = append(m.starts, len(text))
	m.folded = b.String()
	return m
}

// fold is a sign without case and accents; white space is one space.
func fold(r rune) string {
	switch {
	case r < utf8.RuneSelf:
		if unicode.IsSpace(r) {
			return " "
		}
		return string(unicode.ToLower(r))
	case unicode.Is(unicode.Mn, r):
		return ""
	case r >= 0x3400 && r < 0xac00: // Han: no case, no accents
		return string(r)
	case r >= 0xac00 && r < 0xd7a4: // Hangul syllables are one sign to a browser
		return string(r)
	}
	var b strings.Builder
	for _, d := range norm.NFD.String(string(r)) {
		if !unicode.Is(unicode.Mn, d) {
			b.WriteRune(unicode.ToLower(d))
		}
	}
	return b.String()
}

func foldAll(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteString(fold(r))
	}
	return b.String()
}

// firstAt is the byte of text where a term first occurs at or after from; -1 where it does not.
func (m *matcher) firstAt(term string, from int) int {
	folded := foldAll(term)
	if folded == "" {
		return -1
	}
	at := sortSearch(m.starts, from)
	for {
		i := strings.Index(m.folded[at:], folded)
		if i < 0 {
			return -1
		}
		i += at
		if m.onBoundary(m.starts[i]) && m.onBoundary(m.starts[i+len(folded)]) {
			return m.starts[i]
		}
		at = i + 1
	}
}

// onBoundary reports whether a browser may begin or end a match there. Between signs of an unspaced script a
// dictionary decides that we have not; there every place may be one.
func (m *matcher) onBoundary(at int) bool {
	if at == 0 || at >= len(m.text) {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(m.text[:at])
	after, _ := utf8.DecodeRuneInString(m.text[at:])
	return !m.midWord(at) && (notWord(before) || notWord(after) || unspaced(before) || unspaced(after))
}

// midWord: beside a mark that joins letters or digits into one word for UAX #29, as in 3.5 and it's.
func (m *matcher) midWord(at int) bool {
	before, size := utf8.DecodeLastRuneInString(m.text[:at])
	after, next := utf8.DecodeRuneInString(m.text[at:])
	joins := func(r rune) bool { return strings.ContainsRune(".,'’:·_;", r) }
	inWord := func(r rune) bool { return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unspaced(r) }
	switch {
	case joins(after) && inWord(before):
		beyond, _ := utf8.DecodeRuneInString(m.text[at+next:])
		return inWord(beyond)
	case joins(before) && inWord(after):
		beyond, _ := utf8.DecodeLastRuneInString(m.text[:at-size])
		return inWord(beyond)
	}
	return false
}

func sortSearch(starts []int, from int) int {
	lo, hi := 0, len(starts)-1
	for lo < hi {
		mid := (lo + hi) / 2
		if starts[mid] < from {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// unique is the directive for [start,end) as one term, with as much before or after it as makes it the first match.
func (m *matcher) unique(start, end int) string {
	term := m.text[start:end]
	if m.firstAt(term, 0) == start {
		return within(encode(term))
	}
	if d := m.prefixed(start, end, ""); d != "" {
		return d
	}
	for _, suffix := range m.suffixes(end) {
		if m.firstWithSuffix(term, suffix) == start {
			return within(encode(term) + ",-" + encode(suffix))
		}
	}
	return ""
}

// prefixed is the directive with the shortest prefix that makes [start,end) the first match.
func (m *matcher) prefixed(start, end int, endTerm string) string {
	term := m.text[start:end]
	for _, prefix := range m.prefixes(start) {
		if m.firstWithPrefix(prefix, term) != start {
			continue
		}
		d := encode(prefix) + "-," + encode(term)
		if endTerm != "" {
			d += "," + encode(endTerm)
		}
		return within(d)
	}
	return ""
}

func within(directive string) string {
	if len(directive) > longestFragment {
		return ""
	}
	return directive
}

// firstWithPrefix is where the term first follows the prefix with nothing but white space and marks between, as in
// the spec's step for prefixes.
func (m *matcher) firstWithPrefix(prefix, term string) int {
	for from := 0; ; {
		at := m.firstAt(prefix, from)
		if at < 0 {
			return -1
		}
		next := m.skipSpace(at + m.spanOf(prefix, at))
		if found := m.firstAt(term, next); found == next {
			return found
		}
		from = at + 1
	}
}

func (m *matcher) firstWithSuffix(term, suffix string) int {
	for from := 0; ; {
		at := m.firstAt(term, from)
		if at < 0 {
			return -1
		}
		next := m.skipSpace(at + m.spanOf(term, at))
		if m.firstAt(suffix, next) == next {
			return at
		}
		from = at + 1
	}
}

// spanOf is how many bytes of the text a term covers that matches at a place.
func (m *matcher) spanOf(term string, at int) int {
	want := utf8.RuneCountInString(foldAll(term))
	for i, r := range m.text[at:] {
		if want <= 0 && fold(r) != "" {
			return i
		}
		want -= utf8.RuneCountInString(fold(r))
	}
	return len(m.text) - at
}

func (m *matcher) skipSpace(at int) int {
	return at + len(m.text[at:]) - len(strings.TrimLeftFunc(m.text[at:], unicode.IsSpace))
}

// prefixes are the words before a place, more and more of them, that end right there and stand in one block.
func (m *matcher) prefixes(at int) []string {
	before := m.text[:at]
	before = strings.TrimRightFunc(before, unicode.IsSpace)
	line := before[strings.LastIndexByte(before, '\n')+1:]
	var out []string
	runes := 0
	for i := len(line); i > 0 && runes < contextRunes; runes++ {
		_, size := utf8.DecodeLastRuneInString(line[:i])
		i -= size
		abs := len(before) - len(line) + i
		if runes >= 2 && m.strongBoundary(abs) && hasLetter(line[i:]) && !startsNotWord(line[i:]) {
			out = append(out, line[i:])
		}
	}
	return out
}

func (m *matcher) suffixes(at int) []string {
	after := strings.TrimLeftFunc(m.text[at:], unicode.IsSpace)
	line, _, _ := strings.Cut(after, "\n")
	var out []string
	runes := 0
	for i, r := range line {
		end := i + utf8.RuneLen(r)
		if runes++; runes > contextRunes {
			break
		}
		abs := len(m.text) - len(after) + end
		if runes >= 3 && m.strongBoundary(abs) && hasLetter(line[:end]) && !notWord(r) {
			out = append(out, line[:end])
		}
	}
	return out
}

func hasLetter(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !notWord(r) }) >= 0
}

func startsNotWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return notWord(r)
}

// strongBoundary is a boundary on which a dictionary and we agree: beside a mark or white space, between two scripts,
// at the ends of the text.
func (m *matcher) strongBoundary(at int) bool {
	if at <= 0 || at >= len(m.text) {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(m.text[:at])
	after, _ := utf8.DecodeRuneInString(m.text[at:])
	return !m.midWord(at) && (notWord(before) || notWord(after) || unspaced(before) != unspaced(after))
}

// ranged is a short start,end directive for [start,end): without a prefix where the document allows it. Where no end
// fits, the start alone still leads there.
func (m *matcher) ranged(start, end int) string {
	starters := m.boundaries(start, end, func(at int) string { return m.text[start:at] })
	for _, s := range starters {
		if m.firstAt(m.text[start:s], 0) == start {
			if e := m.ender(s, end, longestFragment-len(encode(m.text[start:s]))-1); e > 0 {
				return encode(m.text[start:s]) + "," + encode(m.text[e:end])
			}
		}
	}
	for _, s := range starters {
		if e := m.ender(s, end, longestFragment/2); e > 0 {
			if d := m.prefixed(start, s, m.text[e:end]); d != "" {
				return d
			}
		}
	}
	for _, s := range starters {
		if d := m.unique(start, s); d != "" {
			return d
		}
	}
	return ""
}

// ender is where the shortest end term begins that is the first of its kind after from, within room encoded bytes; 0
// where there is none.
func (m *matcher) ender(from, end, room int) int {
	for _, e := range m.boundaries(from, end, func(at int) string { return m.text[at:end] }) {
		if len(encode(m.text[e:end])) <= room && m.firstAt(m.text[e:end], from) == e {
			return e
		}
	}
	return 0
}

// leastUnits is how long a start or end term has to be, so that it does not match by chance what stands elsewhere on
// the page: four Han signs, about three words.
const leastUnits = 16

// boundaries are places between from and to for which term is long enough and not too long: those on which browsers
// agree first, the shortest term first.
func (m *matcher) boundaries(from, to int, term func(at int) string) []int {
	var strong, weak []int
	for i := range m.text[from:to] {
		at := from + i
		t := term(at)
		if i == 0 || len(t) > longestFragment || !oneBlock(t) || startsNotWord(t) || endsNotWord(t) || termUnits(t) < leastUnits {
			continue
		}
		switch {
		case m.strongBoundary(at):
			strong = append(strong, at)
		case m.likelyBoundary(at):
			weak = append(weak, at)
		}
	}
	byLength := func(a, b int) int { return len(term(a)) - len(term(b)) }
	slices.SortFunc(strong, byLength)
	slices.SortFunc(weak, byLength)
	return append(strong, weak...)
}

func termUnits(s string) int {
	n := 0
	for _, r := range s {
		if n++; unspaced(r) {
			n += 3
		}
	}
	return n
}

func endsNotWord(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return notWord(r) && r != '%' && r != '％'
}

// likelyBoundary: beside signs that are words of their own more often than parts of one, and where kana end.
func (m *matcher) likelyBoundary(at int) bool {
	before, _ := utf8.DecodeLastRuneInString(m.text[:at])
	after, _ := utf8.DecodeRuneInString(m.text[at:])
	if !unspaced(before) || !unspaced(after) || isLongVowel(after) {
		return false
	}
	const alone = "的了在是和与也都就而但被把将从对于を"
	katakana := unicode.Is(unicode.Katakana, before) || isLongVowel(before)
	return strings.ContainsRune(alone, before) || strings.ContainsRune(alone, after) || katakana != unicode.Is(unicode.Katakana, after)
}

// encode percent-encodes all but unreserved signs; the dash, which parts prefix and suffix, is encoded too.
func encode(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		switch ch := s[i]; {
		case ch >= 'a' && ch <= 'z', ch >= 'A' && ch <= 'Z', ch >= '0' && ch <= '9', ch == '.', ch == '_', ch == '~':
			b.WriteByte(ch)
		default:
			b.WriteByte('%')
			b.WriteByte(hex[ch>>4])
			b.WriteByte(hex[ch&15])
		}
	}
	return b.String()
}
