// Package lexical cuts text of any script into the terms by which sentences and questions are compared.
//
// [Tokens] walks over a text once: script.go says which characters stand alone (Han, kana, Thai and their like) and
// which join to words, number.go keeps numbers whole, fold.go removes what writing adds (case, width, accents,
// traditional forms), stem.go what inflection adds. stopwords.go knows the words that carry no content in twenty
// languages, and from them language.go guesses which language a text is in.
//
// Every token is a range of bytes of the text it was cut from. The package knows no grammar and no meaning: two words are
// alike where their stems are the same, and nothing else.
package lexical

import "unicode/utf8"

// Kind says what a token is.
type Kind uint8

// The kinds of tokens.
const (
	Word   Kind = iota // a run of letters of a script that is written with spaces
	Number             // digits with what stands between them and right behind them: 9.7, 1,200, 1990s
	Sign               // one character of a script written without spaces; half-width kana with its mark
	Pair               // two signs that follow each other, or two syllables of a Hangul word; overlaps its neighbours
)

// Token is a piece of a text.
type Token struct {
	Text       string // folded: the same for every way of writing the same
	Stem       string // Text without its likely inflection; for comparing, never for showing
	Start, End int    // the bytes that it was cut from
	Kind       Kind
}

// Tokens cuts a text into tokens, in order of their starts; at the same start the shorter comes first.
func Tokens(s string) []Token { return Append(make([]Token, 0, len(s)/4+1), s) }

// Append appends the tokens of s to dst, for callers that walk over many texts.
func Append(dst []Token, s string) []Token {
	var prev sign
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch classOf(r) {
		case unspaced:
			cur := signAt(s, i, r, size)
			if prev.end == i && prev.text != "" {
				dst = append(dst, pairOf(s, prev, cur))
			}
			dst = append(dst, Token{Text: cur.text, Stem: cur.text, Start: i, End: cur.end, Kind: Sign})
			i, prev = cur.end, cur
		case letter:
			end := wordEnd(s, i)
			dst = appendWord(dst, s, i, end)
			i = end
		case digit:
			end := numberEnd(s, i)
			text, stem := foldNumber(s[i:end])
			dst = append(dst, Token{Text: text, Stem: stem, Start: i, End: end, Kind: Number})
			i = end
		default:
			i += size
		}
	}
	return dst
}

// sign is a character of an unspaced script, folded.
type sign struct {
	start, end int
	text       string
}

func signAt(s string, i int, r rune, size int) sign {
	end := i + size
	if halfWidthKana(r) { // its voicing mark is a character of its own
		if mark, n := utf8.DecodeRuneInString(s[end:]); voicing(mark) {
			end += n
		}
	}
	return sign{start: i, end: end, text: foldSign(s[i:end], r)}
}

// pairOf joins two signs; where folding changed nothing the text's own bytes serve.
func pairOf(s string, a, b sign) Token {
	text := s[a.start:b.end]
	if text[:len(text)-(b.end-b.start)] != a.text || text[a.end-a.start:] != b.text {
		text = a.text + b.text
	}
	return Token{Text: text, Stem: text, Start: a.start, End: b.end, Kind: Pair}
}

func wordEnd(s string, i int) int {
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if c := classOf(r); c != letter && c != digit && c != joiner {
			break
		}
		i += size
	}
	return i
}

func appendWord(dst []Token, s string, start, end int) []Token {
	text := foldWord(s[start:end])
	if text == "" { // only marks
		return dst
	}
	dst = append(dst, Token{Text: text, Stem: stem(text), Start: start, End: end, Kind: Word})
	if r, _ := utf8.DecodeRuneInString(text); isHangul(r) {
		dst = appendSyllablePairs(dst, s, start, end)
	}
	return dst
}

// appendSyllablePairs adds the pairs of a Hangul word: particles and compounds are written without spaces.
func appendSyllablePairs(dst []Token, s string, start, end int) []Token {
	prev, prevEnd := start, start
	for i := start; i < end; {
		r, size := utf8.DecodeRuneInString(s[i:end])
		if isSyllable(r) {
			if prevEnd == i && i > start {
				dst = append(dst, Token{Text: s[prev : i+size], Stem: s[prev : i+size], Start: prev, End: i + size, Kind: Pair})
			}
			prev, prevEnd = i, i+size
		}
		i += size
	}
	return dst
}
