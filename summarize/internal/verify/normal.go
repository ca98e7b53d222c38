package verify

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// normal is a text without what typesetting adds, and where each byte of it stands in the original.
type normal struct {
	text     string
	from, to []int32 // the original range of the character that each byte belongs to
}

// normalise folds width, case, spaces, quotation marks, dashes and ellipses, and drops what has no width. Spaces beside Han
// and kana go too; between paragraphs a line break stays, which no quotation has.
func normalise(s string) normal {
	n := normalizer{from: make([]int32, 0, len(s)+8), to: make([]int32, 0, len(s)+8)}
	n.b.Grow(len(s) + 8)
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			n.ascii(c, i)
			i++
			continue
		}
		size := clusterSize(s[i:])
		n.cluster(s[i:i+size], i)
		i += size
	}
	return normal{n.b.String(), n.from, n.to}
}

// clusterSize is the length of the first character with the marks that follow it.
func clusterSize(s string) int {
	_, size := utf8.DecodeRuneInString(s)
	for size < len(s) && size < 64 {
		r, n := utf8.DecodeRuneInString(s[size:])
		if r < 0x300 || !unicode.Is(unicode.Mn, r) && r != '\uff9e' && r != '\uff9f' {
			break
		}
		size += n
	}
	return size
}

type normalizer struct {
	b        strings.Builder
	from, to []int32
	last     rune
	space    int // a space that waits is here, +1
	breaks   int // line breaks in it
	spaceEnd int
}

func (n *normalizer) ascii(c byte, at int) {
	switch {
	case c == '\n':
		n.wait(at, 1)
		n.breaks++
	case c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f':
		n.wait(at, 1)
	case c < ' ' || c == 0x7f:
	case c >= 'A' && c <= 'Z':
		n.write(rune(c)+'a'-'A', at, at+1)
	case c == '`':
		n.write('\'', at, at+1)
	default:
		n.write(rune(c), at, at+1)
	}
}

func (n *normalizer) wait(at, size int) {
	if n.space == 0 {
		n.space, n.breaks = at+1, 0
	}
	n.spaceEnd = at + size
}

func (n *normalizer) cluster(s string, at int) {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case r == utf8.RuneError && size <= 1:
		n.write(utf8.RuneError, at, at+len(s))
		return
	case unicode.IsSpace(r) || r == '\u3000':
		n.wait(at, len(s))
		if r == '\u2029' {
			n.breaks = 2
		}
		return
	case unicode.Is(unicode.Cf, r) || r == '\u034f' || r >= '\ufe00' && r <= '\ufe0f':
		return
	}
	if len(s) == size {
		if p := plainMark(r); p != "" {
			for _, x := range p {
				n.write(x, at, at+len(s))
			}
			return
		}
		if unspacedRune(r) && r < 0xf900 {
			n.write(r, at, at+len(s))
			return
		}
	}
	for _, x := range norm.NFKC.String(s) {
		if p := plainMark(x); p != "" {
			for _, y := range p {
				n.write(y, at, at+len(s))
			}
			continue
		}
		n.write(unicode.ToLower(x), at, at+len(s))
	}
}

// plainMark is the plain form of a mark; "" for all else.
func plainMark(r rune) string {
	switch r {
	case '“', '”', '„', '‟', '«', '»', '「', '」', '『', '』', '〝', '〞', '〟', '＂', '﹁', '﹂', '﹃', '﹄', '″':
		return "\""
	case '‘', '’', '‚', '‛', '‹', '›', '＇', '′', '´', 'ʼ':
		return "'"
	case '‐', '‑', '‒', '–', '—', '―', '−', '－', '⸺', '﹣':
		return "-"
	case '…', '⋯':
		return "..."
	case '。':
		return "."
	case '、', '，':
		return ","
	case '；':
		return ";"
	case '：':
		return ":"
	case '！':
		return "!"
	case '？':
		return "?"
	case '～', '〜':
		return "~"
	case '•', '‧', '・', '·':
		return "·"
	}
	return ""
}

func unspacedRune(r rune) bool { return isHan(r) || isKana(r) }

func (n *normalizer) write(r rune, from, to int) {
	if n.space > 0 {
		at, end, paragraph := n.space-1, n.spaceEnd, n.breaks >= 2
		n.space, n.breaks = 0, 0
		switch {
		case n.b.Len() == 0:
		case paragraph:
			n.put('\n', at, end)
		case !tight(n.last) && !tight(r):
			n.put(' ', at, end)
		}
	}
	if r == '-' && n.last == '-' && n.b.Len() > 0 { // —— and -- are one dash
		return
	}
	n.put(r, from, to)
}

// tight is true of characters beside which a space means nothing.
func tight(r rune) bool { return unspacedRune(r) || strings.ContainsRune("\",;:!?()-", r) }

func (n *normalizer) put(r rune, from, to int) {
	before := n.b.Len()
	n.b.WriteRune(r)
	for range n.b.Len() - before {
		n.from, n.to = append(n.from, int32(from)), append(n.to, int32(to))
	}
	n.last = r
}

// original is the range of the source that a range of the normal text was made from.
func (n normal) original(from, to int) (start, end int) {
	return int(n.from[from]), int(n.to[to-1])
}
