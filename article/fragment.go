package article

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/footnote-bot/footnote/article/internal/block"
)

const (
	// longestFragment bounds the encoded text directive: a Han sign takes nine bytes, and messengers cut long links.
	longestFragment = 300
	// longestAtLast bounds it where nothing shorter leads to the passage.
	longestAtLast = 480
	// mostForeign is how many bytes of other words a page may show inside of a part of a passage: the mark of a note.
	mostForeign = 6
	// wholeQuote is how many encoded bytes a quote may have to stand in the link as a whole where a start and an end do too.
	wholeQuote = 150
)

// Link opens the source at the cited words: the final URL with a text fragment for a page, with a page number for a PDF,
// the permalink for a message or a file; "" where the source has no address. Where no fragment leads to exactly these
// words, the link opens the page, and [Citation.OpensAtPassage] is false.
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

// OpensAtPassage reports whether [Citation.Link] leads to the cited words themselves (to their page, in a PDF), and not
// only to the source that holds them.
func (c Citation) OpensAtPassage() bool {
	if c.doc == nil {
		return false
	}
	first := c.First()
	if first.Link != "" || c.doc.Kind == PDF && first.Page > 0 {
		return c.Link() != ""
	}
	return strings.Contains(c.Link(), ":~:text=")
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

// textDirective is the shortest [prefix-,]start[,end][,-suffix] that browsers find on the page at exactly the cited
// range and nowhere before it; "" where there is none within longestAtLast. See
// https://wicg.github.io/scroll-to-text-fragment/.
func (c Citation) textDirective() string {
	from, to := trimMarks(c.doc.Text, c.start, c.end)
	if from >= to {
		return ""
	}
	finder, runs := c.doc.finder()
	quotes := []span{{from, to}}
	if whole := (span{c.start, c.end}); whole != quotes[0] {
		quotes = append(quotes, whole) // beside its marks stands what tells it from its like
	}
	if n := len(marker().FindString(c.doc.Text[c.start:to])); n > 0 && c.start+n < to {
		quotes = append(quotes, span{c.start + n, to}) // a browser counts items itself
	}
	var shown []span
	for _, quote := range quotes {
		on, ok := onPage(finder.text, runs, quote)
		if c.First().Role == string(block.TableRow) || !ok { // a row may begin with a cell that stands in another one
			on, ok = partOnPage(finder.text, runs, quote, mostForeign)
		}
		if ok && !slices.Contains(shown, on) {
			shown = append(shown, on)
		}
	}
	s := search{finder: finder}
	for _, limit := range []struct {
		longest int
		stops   string
		twins   bool
	}{{longestFragment, unlikely, false}, {longestAtLast, unlikely, false}, {longestAtLast, unfindable, false}, {longestAtLast, unlikely, true}} {
		s.longest, s.stops, s.twins, s.effort = limit.longest, limit.stops, limit.twins, mostEffort
		for _, quote := range shown {
			if d := s.directive(quote); d != "" {
				return d
			}
		}
	}
	return ""
}

// trimMarks leaves out marks at both ends of a range, where matching is most likely to differ from the page.
func trimMarks(text string, start, end int) (from, to int) {
	trimmed := strings.TrimLeftFunc(text[start:end], notWord)
	from = end - len(trimmed)
	return from, from + len(strings.TrimRightFunc(trimmed, func(r rune) bool { return notWord(r) && r != '%' && r != '％' }))
}

// mostEffort bounds how many bytes are looked through for a directive of one kind.
const mostEffort = 32 << 20

// search looks for a directive that leads to one range.
type search struct {
	*finder
	effort  int             // bytes that may still be looked through
	longest int             // bytes of the encoded directive
	stops   string          // what no term reaches across
	twins   bool            // the first of several places with the same words in the same surroundings will do
	quote   span            // that is searched for
	common  map[string]bool // words that its language's dictionary parts from their neighbours
}

// directive tries the quote as a whole where that is short, then its first and last words up to places where every
// browser parts words, then the whole again where it fits, then places where a dictionary most likely parts words, and
// shorter terms last.
func (s *search) directive(quote span) string {
	s.quote, s.common = quote, commonIn(s.of(quote))
	byMarks := sync.OnceValue(func() surroundings { return s.around(quote, s.partsWords) })
	byWords := sync.OnceValue(func() surroundings { return s.around(quote, s.likelyPartsWords) })
	var d string
	whole := s.oneLine(quote)
	if whole && len(encode(s.of(quote))) <= wholeQuote {
		d = s.placed(quote, span{}, byMarks)
	}
	for _, at := range []cut{{s.partsWords, leastUnits, byMarks}, {s.likelyPartsWords, leastUnits, byWords}, {s.likelyPartsWords, leastUnits / 2, byWords}} {
		if d == "" {
			d = s.ranged(quote, at, nil)
		}
		if d == "" && whole {
			d = s.placed(quote, span{}, at.around)
		}
		if d == "" {
			d = s.ranged(quote, at, at.around)
		}
	}
	return d
}

// cut says where a start may end and an end begin, how long they are at least, and what may stand around the quote.
type cut struct {
	parts  func(at int) bool
	units  int
	around func() surroundings
}

// ranged is a directive of the first and the last words of a quote.
func (s *search) ranged(quote span, at cut, around func() surroundings) string {
	enders := s.enders(quote, at)
	for _, start := range s.starters(quote, at) {
		for _, end := range enders {
			if end.start < start.end {
				break
			}
			if d := s.placed(start, end, around); d != "" {
				return d
			}
		}
	}
	return ""
}

// placed is the directive of a quote's start (and end), with as little of what is around the quote as makes theirs the
// first match; around may be nil.
func (s *search) placed(start, end span, around func() surroundings) string {
	last := end
	if end.empty() {
		last = start
	}
	bare := s.partsWords(start.start) && s.partsWords(last.end)
	if t := (terms{start: start, end: end}); bare && s.leadsThere(t) && len(s.encoded(t)) <= s.longest {
		return s.encoded(t)
	}
	if around == nil {
		return ""
	}
	if widest := around().widest; !s.leadsThere(terms{widest[0], start, end, widest[1]}) {
		return "" // what these match too early, fewer words do
	}
	for _, pair := range around().pairs {
		t := terms{pair[0], start, end, pair[1]}
		if d := s.encoded(t); len(d) <= s.longest && s.leadsThere(t) {
			return d
		}
	}
	return ""
}

// terms are the four parts of a text directive, as ranges of the text; an empty one is absent.
type terms struct{ prefix, start, end, suffix span }

func (s *search) encoded(t terms) string {
	d := encode(s.of(t.start))
	if !t.prefix.empty() {
		d = encode(s.of(t.prefix)) + "-," + d
	}
	if !t.end.empty() {
		d += "," + encode(s.of(t.end))
	}
	if !t.suffix.empty() {
		d += ",-" + encode(s.of(t.suffix))
	}
	return d
}

// encode percent-encodes all but unreserved signs; the dash, which parts prefix and suffix, is encoded too.
func encode(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		switch ch := s[i]; {
		case ch == softBreak:
			b.WriteString("%0A")
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
