package sentence

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// keptWhole is the length in signs below which a quotation or a bracket is never cut inside.
const keptWhole = 120

// closers names the closing mark of each opening one. The straight and the German and French marks, which open or
// close by what came before, are in findPairs.
var closers = map[rune]rune{
	'(': ')', '[': ']', '{': '}', '（': '）', '［': '］', '【': '】', '〔': '〕', '〈': '〉', '《': '》',
	'「': '」', '『': '』', '｢': '｣', '“': '”', '‘': '’', '„': '“', '«': '»', '»': '«', '"': '"', '＂': '＂',
}

// pairs are the quotations and brackets of a text.
type pairs struct {
	short  [][2]int     // from the opening mark to the closing one, of those that are kept whole; disjoint, ascending
	quotes map[int]bool // for marks that may be either: whether the one at this byte opens
}

type opened struct {
	closer rune
	at     int // byte
	sign   int // number of the rune
}

// findPairs matches marks. A closing mark without its opening one is ignored, an opening one without its closing one
// forgotten when something around it closes.
func findPairs(text string) pairs {
	var p pairs
	if !strings.ContainsAny(text, "([{（［【〔〈《「『｢“‘„«»\"＂") {
		return p
	}
	var stack []opened
	sign, before := 0, ' '
	for at, r := range text {
		sign++
		if closed := closing(stack, r, before); closed >= 0 {
			p.note(r, at, false)
			if sign-stack[closed].sign < keptWhole {
				p.add(stack[closed].at, at)
			}
			stack = stack[:closed]
		} else if closer, ok := closers[r]; ok && opens(r, before) {
			p.note(r, at, true)
			stack = append(stack, opened{closer, at, sign})
		}
		before = r
	}
	return p
}

// closing finds the innermost open mark that r closes, -1 where there is none.
func closing(stack []opened, r, before rune) int {
	if r == '’' && unicode.IsLetter(before) && (len(stack) == 0 || stack[len(stack)-1].closer != r) {
		return -1 // an apostrophe
	}
	for i := len(stack) - 1; i >= 0 && i >= len(stack)-8; i-- {
		if stack[i].closer == r {
			return i
		}
	}
	return -1
}

// opens tells opening marks from inches and apostrophes.
func opens(r, before rune) bool {
	switch r {
	case '"':
		return !unicode.IsDigit(before)
	case '»':
		return !unicode.IsLetter(before)
	}
	return true
}

func (p *pairs) note(r rune, at int, open bool) {
	if strings.ContainsRune("\"＂“«»", r) {
		if p.quotes == nil {
			p.quotes = map[int]bool{}
		}
		p.quotes[at] = open
	}
}

// add keeps short disjoint: what encloses earlier pairs replaces them.
func (p *pairs) add(open, end int) {
	for len(p.short) > 0 && p.short[len(p.short)-1][0] > open {
		p.short = p.short[:len(p.short)-1]
	}
	p.short = append(p.short, [2]int{open, end})
}

// inside reports whether a cut at this byte would cut a quotation or bracket that is kept whole.
func (p *pairs) inside(cut int) bool {
	i := sort.Search(len(p.short), func(i int) bool { return p.short[i][1] >= cut })
	return i < len(p.short) && p.short[i][0] < cut
}

// afterInnerBracket reports whether the end mark before cut stands in a bracket that opened in mid-sentence:
// 报告有三页（第二页是空的。）没有人读完。
func (s *splitter) afterInnerBracket(start, cut int) bool {
	left := strings.TrimRightFunc(s.text[start:cut], unicode.IsSpace)
	if r := lastRune(left); r != ')' && r != '）' {
		return false
	}
	i := sort.Search(len(s.pairs.short), func(i int) bool { return s.pairs.short[i][1] >= start+len(left)-len("）") })
	return i < len(s.pairs.short) && s.pairs.short[i][0] > start && strings.TrimSpace(s.text[start:s.pairs.short[i][0]]) != ""
}

// isOpener and isCloser say what the mark r at this byte does.
func (p *pairs) isOpener(r rune, at int) bool {
	if open, known := p.quotes[at]; known {
		return open
	}
	_, ok := closers[r]
	return ok && r != '"' && r != '＂' && r != '»'
}

func (p *pairs) isCloser(r rune, at int) bool {
	if open, known := p.quotes[at]; known {
		return !open
	}
	return strings.ContainsRune(")]}）］】〕〉》」』｣”’»", r)
}

// place moves a boundary of UAX #29, which takes opening marks for closing ones, to where a reader sees it: before the
// marks that open the next sentence, after those that close this one and after its footnote marks.
func (s *splitter) place(start, cut int) int {
	if end, ok := afterFootnotes(s.text, cut); ok {
		return end
	}
	for cut > start {
		r, size := utf8.DecodeLastRuneInString(s.text[start:cut])
		if !unicode.IsSpace(r) && !s.pairs.isOpener(r, cut-size) {
			break
		}
		cut -= size
	}
	for cut < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[cut:])
		if !unicode.IsSpace(r) && !s.pairs.isCloser(r, cut) {
			break
		}
		cut += size
	}
	return cut
}

// afterFootnotes takes a cut inside "[3]" to the end of the marks and of the white space after them.
func afterFootnotes(text string, cut int) (int, bool) {
	if cut == 0 || text[cut-1] != '[' {
		return 0, false
	}
	end, found := cut-1, false
	for end < len(text) && text[end] == '[' {
		i := end + 1
		for i < len(text) && i < end+6 && (text[i] >= '0' && text[i] <= '9' || text[i] >= 'a' && text[i] <= 'z') {
			i++
		}
		if i == end+1 || i == len(text) || text[i] != ']' {
			break
		}
		end, found = i+1, true
	}
	for end < len(text) && text[end] == ' ' {
		end++
	}
	return end, found
}
