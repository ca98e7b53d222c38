package verify

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize/internal/lexical"
)

// Locate finds words that were given as a quotation in documents: as one run of text, in what near cites, then close to it,
// then anywhere, the place closest to near first. Case, width, spaces and the shapes of marks do not count. Where the
// words as they are stand nowhere, a run of at least nine tenths of them will do in which no negation, number or name
// differs. Pieces are never joined, and words are not found right behind a negation that they leave out.
func Locate(docs []*article.Document, quote string, near []article.Citation) (article.Citation, bool) {
	return locate(docs, quote, near, leastAlike)
}

// locate finds a quotation of which at least a part, alike, stands in the text.
func locate(docs []*article.Document, quote string, near []article.Citation, alike float64) (article.Citation, bool) {
	needle := trimQuote(normalise(quote).text)
	if needle == "" || strings.Contains(needle, "\n") {
		return article.Citation{}, false
	}
	for _, c := range near {
		if found, ok := locateIn(c.Document(), c, needle); ok {
			return found, true
		}
	}
	for _, d := range ordered(docs, near) {
		n := normalise(d.Text)
		if found, ok := closest(d, n.places(needle, d), anchor(d, near)); ok {
			return found, true
		}
	}
	return approximately(docs, quote, near, alike)
}

// trimQuote takes off the marks around a quotation, and the ellipses of who left out what is before or behind.
func trimQuote(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`"',;:.!?·()[]-`, r) })
}

func locateIn(d *article.Document, c article.Citation, needle string) (article.Citation, bool) {
	if d == nil {
		return article.Citation{}, false
	}
	// The words before and behind count too: a negation, the rest of a word.
	start, end := c.Range()
	from, to := runeStart(d.Text, max(0, start-80)), runeStart(d.Text, min(len(d.Text), end+80))
	n := normalise(d.Text[from:to])
	for _, p := range n.places(needle, d) {
		if p.start+from >= start && p.end+from <= end {
			if found, err := d.Cite(p.start+from, p.end+from); err == nil {
				return found, true
			}
		}
	}
	return article.Citation{}, false
}

func runeStart(s string, i int) int {
	for i > 0 && i < len(s) && !utf8.RuneStart(s[i]) {
		i--
	}
	return i
}

// places are the ranges of the source where the needle stands as whole words, with no negation left out.
func (n normal) places(needle string, d *article.Document) []span {
	var out []span
	for at := 0; at+len(needle) <= len(n.text) && len(out) < 1000; {
		i := strings.Index(n.text[at:], needle)
		if i < 0 {
			break
		}
		i += at
		if wholeWords(n.text, i, i+len(needle)) && !negatedBefore(n.text[:i], d.Language) {
			start, end := n.original(i, i+len(needle))
			out = append(out, span{start, end})
		}
		_, size := utf8.DecodeRuneInString(n.text[i:])
		at = i + size
	}
	return out
}

// wholeWords reports whether a range neither begins nor ends inside a word or a number.
func wholeWords(s string, from, to int) bool {
	inner, _ := utf8.DecodeRuneInString(s[from:])
	outer, size := utf8.DecodeLastRuneInString(s[:from])
	if joined(outer, inner) || numeric(inner) && strings.ContainsRune(".,", outer) && from > size && endsInDigit(s[:from-size]) {
		return false
	}
	inner, _ = utf8.DecodeLastRuneInString(s[:to])
	outer, size = utf8.DecodeRuneInString(s[to:])
	next, _ := utf8.DecodeRuneInString(s[min(len(s), to+size):])
	return !joined(inner, outer) && !(numeric(inner) && strings.ContainsRune(".,", outer) && outer != 0 && numeric(next))
}

func numeric(r rune) bool { return unicode.IsDigit(r) }

func endsInDigit(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return numeric(r)
}

// joined reports whether two characters side by side are in one word.
func joined(a, b rune) bool {
	word := func(r rune) bool {
		return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)) && !unspacedRune(r)
	}
	return word(a) && word(b)
}

// negatedBefore reports whether a text ends in a negation that what follows belongs to: "is not", "not be", 不, 没有.
func negatedBefore(s, lang string) bool {
	if len(s) > 60 {
		s = s[runeStart(s, len(s)-60):]
	}
	if at := strings.LastIndexAny(s, ",;:.!?\n\"()"); at >= 0 {
		s = s[at+1:]
	}
	r := read(s, lang)
	for _, c := range slices.Backward(r.cues) {

		if !c.is(not) {
			continue
		}
		for _, w := range r.words[c.to:] {
			if w.content || w.sign {
				return false
			}
		}
		return len(r.words)-c.to <= 2
	}
	return false
}

// closest makes a citation of the range that is nearest to a byte.
func closest(d *article.Document, places []span, anchor int) (article.Citation, bool) {
	if len(places) == 0 {
		return article.Citation{}, false
	}
	sort.SliceStable(places, func(i, k int) bool { return distance(places[i].start, anchor) < distance(places[k].start, anchor) })
	c, err := d.Cite(places[0].start, places[0].end)
	return c, err == nil
}

func distance(a, b int) int { return max(a-b, b-a) }

// ordered are the documents, those that near cites first.
func ordered(docs []*article.Document, near []article.Citation) []*article.Document {
	var out []*article.Document
	seen := map[*article.Document]bool{nil: true}
	for _, c := range near {
		if d := c.Document(); !seen[d] {
			seen[d] = true
			out = append(out, d)
		}
	}
	for _, d := range docs {
		if !seen[d] {
			seen[d] = true
			out = append(out, d)
		}
	}
	return out
}

// anchor is the byte of a document from which nearness counts.
func anchor(d *article.Document, near []article.Citation) int {
	for _, c := range near {
		if c.Document() == d {
			start, _ := c.Range()
			return start
		}
	}
	return 0
}

// signsOf are the words of a text without the pairs that overlap them.
func signsOf(s string) []lexical.Token {
	tokens := lexical.Tokens(s)
	out := tokens[:0]
	for _, t := range tokens {
		if t.Kind != lexical.Pair {
			out = append(out, t)
		}
	}
	return out
}
