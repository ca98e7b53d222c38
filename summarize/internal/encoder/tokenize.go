package encoder

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// The pieces with a meaning of their own.
const (
	pieceUnknown = "[UNK]"
	pieceFirst   = "[CLS]"
	pieceLast    = "[SEP]"
)

// longestWord is the number of characters of a word from which on it is unknown.
const longestWord = 100

// tokenize cuts a text into the numbers of its word pieces, as BERT's uncased tokenizer does, at most [mostTokens].
func (e *Encoder) tokenize(text string) []int32 {
	out := []int32{e.pieces[pieceFirst]}
	for _, word := range words(text) {
		out = e.appendPieces(out, word)
		if len(out) >= mostTokens-1 {
			out = out[:mostTokens-1]
			break
		}
	}
	return append(out, e.pieces[pieceLast])
}

// appendPieces cuts a word into the longest pieces that are known, from the left.
func (e *Encoder) appendPieces(out []int32, word []rune) []int32 {
	if len(word) > longestWord {
		return append(out, e.pieces[pieceUnknown])
	}
	before := len(out)
	for from := 0; from < len(word); {
		to, piece := len(word), int32(-1)
		for ; to > from; to-- {
			s := string(word[from:to])
			if from > 0 {
				s = "##" + s
			}
			if n, ok := e.pieces[s]; ok {
				piece = n
				break
			}
		}
		if piece < 0 {
			return append(out[:before], e.pieces[pieceUnknown])
		}
		out = append(out, piece)
		from = to
	}
	return out
}

// words cuts a text at spaces, and around punctuation and Han characters, in lower case and without accents.
func words(text string) [][]rune {
	var out [][]rune
	var word []rune
	end := func() {
		if len(word) > 0 {
			out = append(out, word)
			word = nil
		}
	}
	for _, r := range norm.NFD.String(strings.ToValidUTF8(text, "")) {
		switch {
		case unicode.IsSpace(r):
			end()
		case r == 0 || r == unicode.ReplacementChar || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co) || unicode.Is(unicode.Mn, r):
		case isPunctuation(r) || isHan(r):
			end()
			out = append(out, []rune{unicode.ToLower(r)})
		default:
			word = append(word, []rune(strings.ToLower(string(r)))...)
		}
	}
	end()
	return out
}

func isPunctuation(r rune) bool {
	if r < 0x80 {
		return r > ' ' && r != 0x7f && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}
	return unicode.IsPunct(r)
}

// isHan reports whether a character is of the blocks that BERT's tokenizer sets apart.
func isHan(r rune) bool {
	return r >= 0x4e00 && r <= 0x9fff || r >= 0x3400 && r <= 0x4dbf || r >= 0x20000 && r <= 0x2ceaf ||
		r >= 0xf900 && r <= 0xfaff || r >= 0x2f800 && r <= 0x2fa1f
}
