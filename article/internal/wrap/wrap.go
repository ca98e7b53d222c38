// Package wrap puts together again what was broken for the width of a line, a column or a page.
package wrap

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words is the vocabulary of a document, in lower case, with hyphenated words as one: it knows which hyphens at the end
// of a line belong to the word.
type Words map[string]bool

// Vocabulary collects the words of a document, but not the halves of broken ones.
func Vocabulary(text string) Words {
	words := Words{}
	broken := false // the word before ends with a hyphen: this is its other half
	for field := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !inWord(r) }) {
		last, _ := utf8.DecodeLastRuneInString(field)
		field = strings.ToLower(strings.ReplaceAll(field, "‐", "-"))
		if half := isHyphen(last); half || broken || strings.ContainsRune(field, '\u0002') {
			broken = half
			continue
		}
		words[field] = true
	}
	return words
}

// inWord: marks that stand inside words, and what PDF says for a hyphen at the end of a line.
func inWord(r rune) bool { return strings.ContainsRune("-‐'’\u0002\u00ad", r) }

// Join joins two pieces of one sentence: Han and kana without a space, a hyphenated word as the vocabulary writes it,
// everything else with a space.
func (w Words) Join(left, right string) string {
	left = strings.TrimRightFunc(left, unicode.IsSpace)
	right = strings.TrimLeftFunc(right, unicode.IsSpace)
	if left == "" || right == "" {
		return left + right
	}
	last, size := utf8.DecodeLastRuneInString(left)
	first, _ := utf8.DecodeRuneInString(right)
	switch {
	case isHyphen(last) && unicode.IsDigit(first):
		stem := left[:len(left)-size]
		if before, _ := utf8.DecodeLastRuneInString(stem); unicode.IsDigit(before) || unicode.IsLetter(before) {
			return stem + "-" + right // years, numbers of things: the hyphen is theirs
		}
	case isHyphen(last) && unicode.IsLetter(first):
		stem := left[:len(left)-size]
		if before, _ := utf8.DecodeLastRuneInString(stem); !unicode.IsLetter(before) {
			return left + right
		}
		if w.KeepHyphen(lastWord(stem), firstWord(right)) {
			return stem + "-" + right
		}
		return stem + right
	case closeUp(last) && closeUp(first), isHan(last) && first < unicode.MaxASCII, last < unicode.MaxASCII && isHan(first):
		return left + right
	}
	return left + " " + right
}

// KeepHyphen decides whether the hyphen between the two halves of a word belongs to it: as the document writes the word
// elsewhere; else where both halves are words of it (well-known), or the second begins with a capital.
func (w Words) KeepHyphen(before, after string) bool {
	first, _ := utf8.DecodeRuneInString(after)
	before, after = strings.ToLower(before), strings.ToLower(after)
	switch {
	case w[before+"-"+after]:
		return true
	case w[before+after]:
		return false
	case unicode.IsUpper(first):
		return true
	}
	return w[before] && w[after] && utf8.RuneCountInString(before) > 2
}

func isHyphen(r rune) bool { return r == '-' || r == '\u2010' || r == '\u00ad' || r == '\u0002' }

// isHan: most Chinese text has no space between Han signs and Latin letters or digits.
func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// closeUp: signs between which no space stands when a line ends between them.
func closeUp(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) ||
		r >= 0x3000 && r <= 0x303f || r >= 0xff01 && r <= 0xff65 || strings.ContainsRune("“”‘’…—·", r)
}

func lastWord(s string) string {
	return s[strings.LastIndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' && r != '’' })+1:]
}

func firstWord(s string) string {
	if end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' && r != '’' }); end >= 0 {
		return s[:end]
	}
	return s
}
