package lexical

import "unicode"

// class is how a character takes part in tokens.
type class uint8

const (
	other    class = iota
	letter         // joins with its neighbours to a word
	digit          // begins a number
	joiner         // marks and the like: continue a word, begin none
	unspaced       // stands alone
)

func classOf(r rune) class {
	if r < 0x80 {
		return asciiClass[r]
	}
	switch {
	case isUnspaced(r):
		return unspaced
	case unicode.IsLetter(r):
		return letter
	case unicode.IsDigit(r):
		return digit
	case unicode.Is(unicode.M, r), r == '\u00ad', r == '\u200c', r == '\u200d':
		return joiner
	case unicode.IsNumber(r): // Ⅳ, ½, ①: folded by NFKC to letters or digits
		return letter
	}
	return other
}

var asciiClass = func() (table [0x80]class) {
	for r := range rune(0x80) {
		switch {
		case r >= '0' && r <= '9':
			table[r] = digit
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z':
			table[r] = letter
		}
	}
	return table
}()

// isUnspaced reports whether a character belongs to a script that is written without spaces between words.
func isUnspaced(r rune) bool {
	switch {
	case r < 0x0e00:
		return false
	case r <= 0x0eff: // Thai, Lao; their digits are digits
		return !unicode.IsDigit(r) && (unicode.IsLetter(r) || unicode.Is(unicode.M, r))
	case r >= 0x1000 && r <= 0x109f, r >= 0x1780 && r <= 0x17ff: // Myanmar, Khmer
		return !unicode.IsDigit(r) && (unicode.IsLetter(r) || unicode.Is(unicode.M, r))
	case r < 0x3005:
		return false
	case r == 0x3005, r == 0x3006, r == 0x3007: // 々〆〇
		return true
	case r >= 0x3041 && r <= 0x30ff: // kana with the long mark, without the middle dot
		return r != 0x30fb && r != 0x30a0
	case r >= 0x3400 && r <= 0x9fff, r >= 0xf900 && r <= 0xfaff, r >= 0x20000 && r <= 0x3ffff:
		return unicode.IsLetter(r)
	}
	return halfWidthKana(r)
}

func halfWidthKana(r rune) bool { return r >= 0xff66 && r <= 0xff9f }

func voicing(r rune) bool { return r == 0xff9e || r == 0xff9f || r == 0x3099 || r == 0x309a }

func isKana(r rune) bool { return r >= 0x3041 && r <= 0x30ff || halfWidthKana(r) }

func isHangul(r rune) bool { return isSyllable(r) || r >= 0x1100 && r <= 0x11ff }

func isSyllable(r rune) bool { return r >= 0xac00 && r <= 0xd7a3 }

func isThai(r rune) bool { return r >= 0x0e00 && r <= 0x0e7f }

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}
