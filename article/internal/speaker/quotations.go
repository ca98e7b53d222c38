package speaker

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// leastSpeech is how many bytes a quotation has to have to be direct speech, and no word that is set apart.
const leastSpeech = 30

// leastOpen is how many a quotation has that no mark closes; where the mark that opens it is one of a kind.
const leastOpen = 12

// isQuotation reports whether a sentence is a quotation from end to end, or a part of one; plain is without its words.
func isQuotation(plain string) bool {
	return strings.Contains(plain, `"`) && strings.Trim(plain, `",.;。 `) == ""
}

// quotations returns the ranges between opening and closing marks, marks included. “ closes what „ opens, and « and »
// open and close in either order. One that is still open at the end goes to the end, where it is long: the next
// paragraph goes on with it.
func quotations(text string) [][2]int {
	var found [][2]int
	open, closes, straight := -1, rune(0), -1
	before := ' '
	for at, r := range text {
		switch {
		case open >= 0 && closes == '’' && r == '’':
			if next, _ := utf8.DecodeRuneInString(text[at+len("’"):]); !unicode.IsLetter(next) {
				found = append(found, [2]int{open, at + utf8.RuneLen(r)})
				open = -1
			}
		case open >= 0 && (r == closes || closes == '”' && r == '」' || closes == '」' && r == '”'):
			found = append(found, [2]int{open, at + utf8.RuneLen(r)})
			open = -1
		case r == '‘' && open < 0 && straight < 0 && !unicode.IsLetter(before):
			open, closes = at, '’'
		case closing[r] != 0 && (open < 0 || r == '“' || r == '「'):
			open, closes = at, closing[r]
		case r == '"' && straight >= 0:
			found = append(found, [2]int{straight, at + 1})
			straight = -1
		case r == '"' && !unicode.IsDigit(before): // 5" is a length
			straight = at
		}
		before = r
	}
	least := leastOpen
	if open < 0 {
		open, least = straight, leastSpeech
	}
	if open >= 0 && closes != '’' && len(text)-open >= least && (len(found) == 0 || found[len(found)-1][1] <= open) {
		found = append(found, [2]int{open, len(text)})
	}
	return found
}

// closing are the marks that end what others open.
var closing = map[rune]rune{'“': '”', '「': '」', '„': '“', '«': '»', '»': '«', '『': '』'}

// staysOpen reports whether a text ends inside of a quotation.
func staysOpen(text string) bool {
	qs := quotations(text)
	if len(qs) == 0 || qs[len(qs)-1][1] < len(text) {
		return false
	}
	q := qs[len(qs)-1]
	first, size := utf8.DecodeRuneInString(text[q[0]:])
	last, _ := utf8.DecodeLastRuneInString(text)
	return q[1]-q[0] > size && last != closing[first] && (first != '"' || last != '"')
}

// unquoted is text with what stands in quotations blanked, so that nothing inside them counts as attribution: with ",
// or with _ where it is a few words that are set apart in a sentence. A comma stands for the mark that closes one which
// goes on, as before “said Ann”. Its length is that of text.
func unquoted(text string) string {
	qs := quotations(text)
	if len(qs) == 0 {
		return text
	}
	b := []byte(text)
	for _, q := range qs {
		blank, within := byte('"'), insideSentence(text[:q[0]])
		if q[1]-q[0] < leastSpeech && within {
			blank = '_'
		}
		for k := q[0]; k < q[1]; k++ {
			b[k] = blank
		}
		_, size := utf8.DecodeLastRuneInString(text[:q[1]])
		inner, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text[q[0]:q[1]-size], " \u00a0\u202f"))
		if goesOn := strings.ContainsRune(",?!…", inner); goesOn && q[1] < len(text) && text[q[1]] == ' ' && !within {
			b[q[1]-1] = ','
		}
	}
	return string(b)
}

// insideSentence reports whether the words above a quotation lead right up to it: called it “late”.
func insideSentence(above string) bool {
	bare := strings.TrimRight(above, " ")
	last, _ := utf8.DecodeLastRuneInString(bare)
	return len(bare) < len(above) && unicode.Is(unicode.Latin, last)
}
