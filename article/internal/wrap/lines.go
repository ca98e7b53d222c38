package wrap

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// What is known of lines that were broken for their width.
const (
	LongestParagraph = 16 << 10 // bytes that lines are joined to: each join copies what is there
	NarrowestLine    = 40       // columns that a line has which was broken for its width; a Han sign takes two

	widestLine = 120
)

// Lines joins the lines of one paragraph that were broken in mid-sentence, and leaves the others as they are: addresses, names, items.
func Lines(lines []string) []string {
	widest, wrapped := 0, false
	for i, line := range lines {
		widest = max(widest, Width(line))
		wrapped = wrapped || i > 0 && goesOn(lines[i-1], line) && Width(lines[i-1]) >= NarrowestLine
	}
	wrapped = wrapped && widest <= widestLine
	var out []string
	var words Words
	for i, line := range lines {
		n := len(out) - 1
		if i > 0 && len(out[n]) < LongestParagraph && (goesOn(lines[i-1], line) || wrapped && didNotFit(lines[i-1], line, widest)) {
			out[n] = words.Join(out[n], line)
		} else {
			out = append(out, line)
		}
	}
	return out
}

// Width is how many columns a line takes.
func Width(line string) int {
	n := 0
	for _, r := range line {
		if r >= 0x1100 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) || r >= 0x3000 && r < 0x3040 || r >= 0xff00 && r < 0xff61 {
			n++
		}
		n++
	}
	return n
}

// goesOn reports whether a line was broken in mid-sentence: nothing ends the one above, and this one begins in lower case; in a script without
// cases, a comma ends the one above, or it is long, has commas inside, and what follows has a full stop.
func goesOn(above, line string) bool {
	last, _ := utf8.DecodeLastRuneInString(above)
	first, _ := utf8.DecodeRuneInString(line)
	if unicode.IsLower(first) {
		return (unicode.IsLetter(last) || unicode.IsDigit(last) || last == ',') && strings.Count(above, " ") >= 2
	}
	if !unicode.In(first, unicode.Han, unicode.Hiragana, unicode.Katakana) {
		return false
	}
	if last == '，' || last == '、' {
		return true
	}
	return closeUp(last) && unicode.IsLetter(last) && Width(above) >= NarrowestLine && strings.ContainsAny(above, "，、。") && strings.ContainsAny(line, "。！？")
}

// didNotFit reports whether nothing ends the line above, and the first word of this one had no room in it: German writes nouns with capitals.
func didNotFit(above, line string, widest int) bool {
	last, _ := utf8.DecodeLastRuneInString(above)
	if !unicode.IsLetter(last) && !unicode.IsDigit(last) && last != ',' || Width(above) < NarrowestLine {
		return false
	}
	word, _, _ := strings.Cut(line, " ")
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first) && Width(above)+1+Width(word) > widest
}
