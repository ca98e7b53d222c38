package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/article/internal/ledger"
)

// cleanText makes one line of a paragraph: white space collapsed, controls and what has no width removed, all other
// characters as the source has them.
func cleanText(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space, before := false, rune(0)
	for i, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
			continue
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\ufffd"):
			continue // a byte that is no UTF-8
		case invisible(r, before, s[i+utf8.RuneLen(r):]):
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
		before = r
	}
	return b.String()
}

// cleanCode keeps the white space of code, but no blank lines, since these part paragraphs.
func cleanCode(s string) string {
	var lines []string
	for line := range strings.SplitSeq(strings.ReplaceAll(s, "\r\n", "\n"), "\n") {
		line = strings.TrimRightFunc(strings.Map(func(r rune) rune {
			if r != '\t' && invisible(r, 0, "") {
				return -1
			}
			return r
		}, strings.ToValidUTF8(line, "")), unicode.IsSpace)
		if line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// invisible reports whether r, which stands between before and after, is a control or has no width. Joiners stay where
// scripts and emoji need them.
func invisible(r, before rune, after string) bool {
	switch {
	case r < 0x20 || r >= 0x7f && r < 0xa0:
		return true
	case r < 0xad:
		return false
	case r == '\u200c' || r == '\u200d':
		next, _ := utf8.DecodeRuneInString(after)
		return !needsJoiner(before) || !needsJoiner(next)
	case r == '\u115f' || r == '\u1160' || r == '\u3164' || r == '\uffa0': // Hangul fillers
		return true
	case r >= 0xe0100 && r <= 0xe01ef: // variants of ideographs; in rows they smuggle bytes
		return !unicode.Is(unicode.Han, before)
	case r >= 0x600 && r <= 0x605 || r == 0x6dd || r == 0x70f: // visible marks of Arabic numbers
		return false
	}
	return unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cs, r)
}

func needsJoiner(r rune) bool {
	return r >= 0x590 && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.In(r, unicode.So, unicode.Sk)) &&
		!unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// CountWords counts the words of spaced scripts and the signs of Han, kana and Thai, as Coverage does.
func CountWords(text string) int { return ledger.Words(text) }
