package extract

import (
	"hash/maphash"
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/article/internal/block"
)

// choose picks the candidate that the others and the page's own data speak for. Readability is the default, for Chinese,
// Japanese and Korean above all; where it and trafilatura differ, the distiller is the referee (measured on 1,325 pages:
// nearer to one of them by 0.15, it is right on three of four), and the page's own articleBody and description are
// witnesses.
func choose(candidates []*candidate, data pageData) *candidate {
	by := map[string]*candidate{}
	for _, c := range candidates {
		by[c.name] = c
	}
	if c := by["container"]; c != nil && c.stats.Words+c.stats.Han > 40 {
		return c
	}
	read, traf, dist := by["readability"], by["trafilatura"], by["distiller"]
	if body := by["json-ld"]; body != nil {
		if best, like := nearest(body, read, traf, dist); like > 0.5 {
			return best
		} else if like < 0.1 && (best == nil || body.size > 2*best.size) {
			return body // none of them is the article that the page itself speaks of
		}
	}
	switch {
	case read == nil && traf == nil:
		return firstOf(dist, by["json-ld"], candidates[0])
	case read == nil:
		return traf
	case traf == nil:
		return read
	}
	if likeness(read, traf) > 0.85 {
		return read
	}
	if dist != nil {
		a, b := likeness(read, dist), likeness(traf, dist)
		switch {
		case a-b > 0.15:
			return read
		case b-a > 0.15:
			return traf
		}
	}
	if read.stats.Han > read.stats.Words && read.stats.Han >= 200 {
		return read
	}
	if d := data.description; d != "" {
		a, b := holds(read, d), holds(traf, d)
		if a != b {
			if a {
				return read
			}
			return traf
		}
	}
	if traf.stats.Han > traf.stats.Words && read.stats.Han*2 < traf.stats.Han {
		return traf
	}
	return read
}

func firstOf(cs ...*candidate) *candidate {
	for _, c := range cs {
		if c != nil {
			return c
		}
	}
	return nil
}

func nearest(to *candidate, cs ...*candidate) (best *candidate, like float64) {
	for _, c := range cs {
		if c == nil {
			continue
		}
		if l := likeness(to, c); best == nil || l > like {
			best, like = c, l
		}
	}
	return best, like
}

// likeness is the share of shingles that two texts have in common (Dice).
func likeness(a, b *candidate) float64 {
	if a.size+b.size == 0 {
		return 0
	}
	if len(a.grams) > len(b.grams) {
		a, b = b, a
	}
	same := 0
	for g, n := range a.grams {
		same += min(n, b.grams[g])
	}
	return 2 * float64(same) / float64(a.size+b.size)
}

// holds reports whether most of a description's shingles stand in a candidate.
func holds(c *candidate, description string) bool {
	grams := shingles(description)
	same, all := 0, 0
	for g, n := range grams {
		all += n
		same += min(n, c.grams[g])
	}
	return all > 0 && same*2 > all
}

var seed = maphash.MakeSeed()

// shingles counts runs of four tokens; a token is a word, or one Han, kana or hangul sign.
func shingles(text string) map[uint64]int {
	tokens := scriptTokens(text)
	grams := map[uint64]int{}
	const n = 4
	for i := 0; i < max(1, len(tokens)-n+1) && len(tokens) > 0; i++ {
		grams[maphash.String(seed, strings.Join(tokens[i:min(i+n, len(tokens))], "\x00"))]++
	}
	return grams
}

func scriptTokens(text string) []string {
	var tokens []string
	start := -1
	for i, r := range text {
		switch {
		case isSign(r):
			if start >= 0 {
				tokens = append(tokens, text[start:i])
				start = -1
			}
			tokens = append(tokens, string(r))
		case unicode.IsLetter(r) || unicode.IsNumber(r) || r == '_':
			if start < 0 {
				start = i
			}
		case start >= 0:
			tokens = append(tokens, text[start:i])
			start = -1
		}
	}
	if start >= 0 {
		tokens = append(tokens, text[start:])
	}
	return tokens
}

func isSign(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// measure fills what is counted of a candidate.
func (c *candidate) measure() {
	var text strings.Builder
	for _, b := range c.blocks {
		text.WriteString(b.Text)
		text.WriteString("\n")
		if b.Kind == block.Paragraph || b.Kind == block.ListItem || b.Kind == block.Quote {
			c.stats.Paragraphs++
		}
	}
	for _, t := range scriptTokens(text.String()) {
		if r := []rune(t); len(r) == 1 && isSign(r[0]) {
			c.stats.Han++
		} else {
			c.stats.Words++
		}
	}
	c.grams = shingles(text.String())
	for _, n := range c.grams {
		c.size += n
	}
	if n := len(c.blocks); n > 0 {
		last := strings.TrimRight(c.blocks[n-1].Text, "”\"’')）」』 ")
		c.stats.EndsMidSentence = last != "" && !strings.ContainsRune(".!?。！？…．:：", []rune(last)[len([]rune(last))-1])
	}
	if c.tree == nil {
		return
	}
	linked := 0
	for n := range c.tree.Descendants() {
		if n.DataAtom == atom.A {
			linked += len([]rune(textOf(n)))
		}
	}
	c.stats.LinkDensity = min(1, float64(linked)/float64(max(1, len([]rune(text.String())))))
}
