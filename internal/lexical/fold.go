package lexical

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold removes what ways of writing add: case, width, accents of Latin, Greek, Cyrillic, Hebrew and Arabic, traditional
// forms of Han, kinds of digits. Spaces and punctuation stay, in their normal width.
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch classOf(r) {
		case unspaced:
			c := signAt(s, i, r, size)
			b.WriteString(c.text)
			i = c.end
		case letter, digit:
			end := wordEnd(s, i)
			b.WriteString(foldWord(s[i:end]))
			i = end
		default:
			b.WriteString(norm.NFKC.String(s[i : i+size]))
			i += size
		}
	}
	return b.String()
}

func foldWord(s string) string {
	if text, ok := foldASCII(s); ok {
		return text
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFKD.String(s) {
		writeFolded(&b, r)
	}
	return norm.NFC.String(b.String()) // marks that stay, Hangul
}

// foldASCII folds words of plain letters, most of them without copying.
func foldASCII(s string) (string, bool) {
	upper := false
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return "", false
		}
		upper = upper || s[i] >= 'A' && s[i] <= 'Z'
	}
	if !upper {
		return s, true
	}
	return strings.ToLower(s), true
}

func writeFolded(b *strings.Builder, r rune) {
	switch {
	case r == 'ß' || r == 'ẞ':
		b.WriteString("ss")
	case r == 'ς':
		b.WriteRune('σ')
	case r == 'ı':
		b.WriteByte('i')
	case r == 'æ' || r == 'Æ':
		b.WriteString("ae")
	case r == 'œ' || r == 'Œ':
		b.WriteString("oe")
	case r == 'ø' || r == 'Ø':
		b.WriteByte('o')
	case r == 'ł' || r == 'Ł':
		b.WriteByte('l')
	case r == 'đ' || r == 'Đ':
		b.WriteByte('d')
	case r == 'ى': // alef maksura
		b.WriteRune('ي')
	case r == 'ة': // tāʾ marbūṭa
		b.WriteRune('ه')
	case r == 'ـ', r == '\u00ad', r == '\u200c', r == '\u200d': // tatweel, soft hyphen, joiners
	case unicode.Is(unicode.Mn, r) && !keepsMarks(r):
	case unicode.IsDigit(r):
		b.WriteByte(byte('0' + digitValue(r)))
	default:
		b.WriteRune(unicode.ToLower(r))
	}
}

// keepsMarks is true of the marks that are vowels or consonants of their script, not decoration.
func keepsMarks(r rune) bool { return r >= 0x0900 && r <= 0x1fff && r < 0x1ab0 }

// foldSign folds one unspaced character; r is its first, s all of it.
func foldSign(s string, r rune) string {
	if r >= 0xf900 && r <= 0xffff { // compatibility forms, half width
		s = norm.NFKC.String(s)
		r, _ = utf8.DecodeRuneInString(s)
	}
	if r >= 0x3400 && r <= 0xffff {
		if simple := simplified()[r]; simple != 0 {
			return string(rune(simple))
		}
	}
	if isThai(r) && r == 0x0e33 { // sara am, written as one or as two
		return "\u0e32"
	}
	return s
}

// digitValue is 0 to 9 for a decimal digit of any script: their blocks run upwards from zero.
func digitValue(r rune) int {
	n := 0
	for n < 9 && unicode.IsDigit(r-1) && int(r-1)>>4 == int(r)>>4 {
		r--
		n++
	}
	return n
}
