package wrap

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What is known of lines that were broken for their width.
const (
	LongestParagraph = 16 << 10 // bytes that lines are joined to: each join copies what is there
	NarrowestLine    = 40       // columns that a line has which was broken for its width; a Han sign takes two

	narrowestAlike = 16 // the same, of lines that are all about as wide as each other
	widestLine     = 120
	fewLines       = 3
)

// Lines joins the lines of one paragraph that were broken in mid-sentence, and leaves the others as they are:
// addresses, names, items, verses.
func Lines(lines []string) []string {
	p := paragraphOf(lines)
	var out []string
	var words Words
	for from := 0; from < len(lines); {
		to := sentenceEnd(lines, from)
		alike := p.areAlike(lines[from:to])
		for i := from; i < to; i++ {
			n := len(out) - 1
			if i > from && len(out[n]) < LongestParagraph && (alike || p.breaks(lines[i-1], lines[i])) {
				out[n] = words.Join(out[n], lines[i])
			} else {
				out = append(out, lines[i])
			}
		}
		from = to
	}
	return out
}

// paragraph is what the lines of a paragraph have in common.
type paragraph struct {
	widest  int
	wrapped bool // a line was broken in mid-sentence that can have been so for its width
	listed  bool // short lines without any sentence: items, whatever they begin with
}

func paragraphOf(lines []string) paragraph {
	var p paragraph
	if len(lines) == 0 {
		return p
	}
	told := slices.ContainsFunc(lines, endsSentence)
	for i, line := range lines {
		p.widest = max(p.widest, Width(line))
		p.wrapped = p.wrapped || i > 0 && goesOn(lines[i-1], line) && (told && len(lines) >= fewLines || Width(lines[i-1]) >= NarrowestLine)
	}
	p.wrapped = p.wrapped && p.widest <= widestLine
	p.listed = len(lines) >= fewLines && !told && p.widest < NarrowestLine
	return p
}

// breaks reports whether the end of the line above is none of the text.
func (p paragraph) breaks(above, line string) bool {
	return goesOn(above, line) && !p.listed || p.wrapped && p.didNotFit(above, line)
}

// sentenceEnd is behind the first line from an index on that ends a sentence.
func sentenceEnd(lines []string, from int) int {
	for i := from; i < len(lines); i++ {
		if endsSentence(lines[i]) {
			return i + 1
		}
	}
	return len(lines)
}

// endsSentence: an abbreviation seems to, too, and is told by what follows.
func endsSentence(line string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(line, `"'”’»)）」』`))
	return strings.ContainsRune(".!?…。！？؟।", last)
}

// areAlike reports whether lines, of which the last alone ends a sentence, are all as wide as they can be: what begins
// the next one had no room. Of verses and headlines some are shorter; where each line begins with a capital, a comma
// that ends one is that of a verse.
func (p paragraph) areAlike(lines []string) bool {
	n := len(lines)
	if n < 2 || p.widest > widestLine || !endsSentence(lines[n-1]) {
		return false
	}
	capitals, commas, cased := 0, false, false
	for i := 1; i < n; i++ {
		last, _ := utf8.DecodeLastRuneInString(lines[i-1])
		first, _ := utf8.DecodeRuneInString(lines[i])
		if !p.didNotFit(lines[i-1], lines[i]) || Width(lines[i-1]) < narrowestAlike {
			return false
		}
		commas = commas || last == ','
		cased = cased || unicode.IsUpper(first) || unicode.IsLower(first)
		if unicode.IsUpper(first) {
			capitals++
		}
	}
	if !cased {
		return true
	}
	return n >= fewLines && p.widest >= NarrowestLine && (capitals < n-1 || !commas)
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

// goesOn reports whether a line was broken in mid-sentence: nothing ends the one above, and this one begins in lower
// case; a hyphen parts a word; in a script without cases, a comma ends the one above, or it is long, has commas inside,
// and what follows has a full stop.
func goesOn(above, line string) bool {
	last, size := utf8.DecodeLastRuneInString(above)
	first, _ := utf8.DecodeRuneInString(line)
	if isHyphen(last) && unicode.IsLetter(first) {
		before, _ := utf8.DecodeLastRuneInString(above[:len(above)-size])
		return unicode.IsLetter(before) && strings.Contains(above, " ")
	}
	if unicode.IsLower(first) {
		return isMid(last) && strings.Count(above, " ") >= 2
	}
	if !unicode.In(first, unicode.Han, unicode.Hiragana, unicode.Katakana) {
		return false
	}
	if last == '，' || last == '、' {
		return true
	}
	return closeUp(last) && unicode.IsLetter(last) && Width(above) >= NarrowestLine && strings.ContainsAny(above, "，、。") && strings.ContainsAny(line, "。！？")
}

func isMid(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || strings.ContainsRune(",，、،", r)
}

// didNotFit reports whether nothing ends the line above, and what begins this one had no room in it: a word, or two
// signs where no spaces part words. German writes nouns with capitals.
func (p paragraph) didNotFit(above, line string) bool {
	last, _ := utf8.DecodeLastRuneInString(above)
	first, _ := utf8.DecodeRuneInString(line)
	if !isMid(last) || !unicode.IsLetter(first) && !unicode.IsDigit(first) {
		return false
	}
	if closeUp(first) {
		return Width(above)+4 >= p.widest
	}
	word, _, _ := strings.Cut(line, " ")
	return Width(above)+1+Width(word) > p.widest && (!unicode.IsUpper(first) || Width(above)*3 >= p.widest*2)
}
