package extract

import (
	"hash/maphash"
	"unicode"

	"golang.org/x/net/html"

	"github.com/footnote-bot/footnote/article/internal/block"
)

// piece is a block of the page, article or not, with what is known of where it stands.
type piece struct {
	block.Block
	node   *html.Node // the block-level element that it stands in
	signs  int        // runes of its text
	linked int        // bytes of its text inside links
	links  []string   // as written in the page
	italic bool       // all of it
	images int        // between the piece before and this one
	tokens []uint64   // hashes of its words and signs
	cjk    int        // how many of the tokens are signs
	whole  uint64     // hash of all its tokens
}

var seed = maphash.MakeSeed()

// is reports whether two pieces are the same one, of two lists of them.
func (p *piece) is(other *piece) bool { return p.whole == other.whole && p.node == other.node }

// read counts and hashes the text of a piece.
func (p *piece) read() {
	p.tokens, p.cjk = tokenize(p.Text)
	p.signs = len([]rune(p.Text))
	var h maphash.Hash
	h.SetSeed(seed)
	for _, t := range p.tokens {
		maphash.WriteComparable(&h, t)
	}
	p.whole = h.Sum64()
}

// linkDensity is the share of a piece's text that stands in links.
func (p *piece) linkDensity() float64 {
	return min(1, float64(p.linked)/float64(max(1, len(p.Text))))
}

// tokenize hashes the tokens of a text: a token is a word, or one Han, kana or hangul sign (these are counted).
func tokenize(text string) (tokens []uint64, signs int) {
	start := -1
	word := func(end int) {
		if start >= 0 {
			tokens = append(tokens, maphash.String(seed, text[start:end]))
			start = -1
		}
	}
	for i, r := range text {
		switch {
		case isSign(r):
			word(i)
			tokens = append(tokens, uint64(r))
			signs++
		case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) || r == '_':
			if start < 0 {
				start = i
			}
		default:
			word(i)
		}
	}
	word(len(text))
	return tokens, signs
}

func isSign(r rune) bool {
	return r >= 0x2e80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}
