package lexical

import (
	"strings"
	"unicode/utf8"
)

// numberEnd is where the number that begins at i ends: digits, signs between digits (1,200 9.7 12:30), letters right behind.
func numberEnd(s string, i int) int {
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch c := classOf(r); {
		case c == digit || c == joiner:
		case c == letter:
			return wordEnd(s, i)
		case numberSeparator(r) && digitFollows(s, i+size):
		default:
			return i
		}
		i += size
	}
	return i
}

func numberSeparator(r rune) bool {
	switch r {
	case '.', ',', ':', '\u066b', '\u066c', '．', '\u202f', '\u2019', '\'':
		return true
	}
	return false
}

func digitFollows(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return classOf(r) == digit
}

// foldNumber writes a number in one way: ASCII digits, a point before decimals, nothing between groups of three. The stem
// drops letters behind: 1990s is 1990, 20th is 20.
func foldNumber(s string) (text, stem string) {
	if plainDigits(s) {
		return s, s
	}
	s = strings.Map(func(r rune) rune {
		switch r {
		case ',', '\u066b':
			return ','
		case '．':
			return '.'
		case '\u202f', '\u2019', '\'', '\u066c':
			return -1
		}
		return r
	}, s)
	text = foldSeparators(foldWord(s))
	stem = strings.TrimRightFunc(text, func(r rune) bool { return r < '0' || r > '9' })
	if at := strings.IndexFunc(stem, func(r rune) bool { return (r < '0' || r > '9') && r != '.' && r != ':' }); at > 0 {
		stem = text // 3d4, 2x2: a name rather than a number
	}
	return text, stem
}

func plainDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// foldSeparators reads 1,200 and 1,200,000 and 1.200.000 as groups, 9,7 and 9.75 and 1.200 as decimals.
func foldSeparators(s string) string {
	commas, points := strings.Count(s, ","), strings.Count(s, ".")
	switch {
	case commas > 0 && points > 0:
		if strings.LastIndexByte(s, ',') > strings.LastIndexByte(s, '.') {
			return strings.Replace(strings.ReplaceAll(s, ".", ""), ",", ".", 1)
		}
		return strings.ReplaceAll(s, ",", "")
	case commas > 0 && (commas > 1 || groupOfThree(s, strings.IndexByte(s, ','))):
		return strings.ReplaceAll(s, ",", "")
	case commas == 1:
		return strings.Replace(s, ",", ".", 1)
	case points > 1 && groupOfThree(s, strings.LastIndexByte(s, '.')):
		return strings.ReplaceAll(s, ".", "")
	}
	return s
}

// groupOfThree reports whether exactly three digits follow position i.
func groupOfThree(s string, i int) bool {
	n := 0
	for n < len(s)-i-1 && s[i+1+n] >= '0' && s[i+1+n] <= '9' {
		n++
	}
	return n == 3
}
