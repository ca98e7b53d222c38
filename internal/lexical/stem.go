package lexical

import (
	"strings"
	"unicode/utf8"
)

// stem takes likely inflection off a folded word. It is a blunt tool for comparing: of a script with cases it keeps the
// first letters, of English it takes the commonest endings off; both sides of a comparison suffer the same.
func stem(w string) string {
	r, _ := utf8.DecodeRuneInString(w)
	switch {
	case r < 0x250:
		return stemLatin(w)
	case r >= 0x370 && r <= 0x3ff: // Greek
		return prefix(w, 6)
	case r >= 0x400 && r <= 0x52f: // Cyrillic
		return prefix(w, 6)
	case r >= 0x5d0 && r <= 0x6ff: // Hebrew, Arabic
		return stemArabic(w)
	case r >= 0x900 && r <= 0xdff: // scripts of India
		return prefix(w, 5)
	case isHangul(r):
		return stemKorean(w)
	}
	return w
}

// prefix keeps the first n characters.
func prefix(w string, n int) string {
	for i := range w {
		if n == 0 {
			return w[:i]
		}
		n--
	}
	return w
}

// latinEndings are taken off words of the Latin script, longest first, where at least three letters stay.
var latinEndings = []string{"'s", "ingly", "edly", "ations", "ation", "ings", "ing", "ies", "ied", "ily", "ers", "ed", "es", "er", "ly", "s", "e", "y"}

func stemLatin(w string) string {
	if len(w) < 4 {
		return w
	}
	for _, ending := range latinEndings {
		if len(w)-len(ending) >= 3 && strings.HasSuffix(w, ending) {
			w = w[:len(w)-len(ending)]
			break
		}
	}
	if n := len(w); n > 4 && w[n-1] == w[n-2] { // planned, plan
		w = w[:n-1]
	}
	return prefix(w, 7)
}

var (
	arabicPrefixes = []string{"وال", "بال", "كال", "فال", "لل", "ال", "و", "ب", "ل"}
	arabicSuffixes = []string{"ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"}
)

// stemArabic is the light stemmer called light10 (Larkey, Ballesteros and Connell, 2007), with two clitics more.
func stemArabic(w string) string {
	for _, p := range arabicPrefixes {
		if rest, ok := strings.CutPrefix(w, p); ok && utf8.RuneCountInString(rest) >= 3 {
			w = rest
			break
		}
	}
	for _, s := range arabicSuffixes {
		if rest, ok := strings.CutSuffix(w, s); ok && utf8.RuneCountInString(rest) >= 3 {
			w = rest
		}
	}
	return w
}

var koreanParticles = []string{
	"에서는", "으로는", "에게서", "이라는", "에서", "에게", "으로", "까지", "부터", "에는", "이다", "라는", "하는", "했다", "은", "는", "이", "가", "을", "를", "에",
	"의", "와", "과", "도", "로",
}

func stemKorean(w string) string {
	for _, p := range koreanParticles {
		if rest, ok := strings.CutSuffix(w, p); ok && len(rest) >= 6 {
			return rest
		}
	}
	return w
}
