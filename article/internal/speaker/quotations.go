package speaker

import "unicode/utf8"

// leastSpeech is how many bytes a quotation has to have to be direct speech, and no word that is set apart.
const leastSpeech = 30

// isSpeech reports whether a sentence holds direct speech.
func isSpeech(text string) bool {
	for _, q := range quotations(text) {
		if q[1]-q[0] >= leastSpeech {
			return true
		}
	}
	return false
}

// isQuotation reports whether a sentence is a quotation from end to end.
func isQuotation(text string) bool {
	qs := quotations(text)
	return len(qs) == 1 && qs[0][0] == 0 && qs[0][1] >= len(text)-len("。")
}

// quotations returns the ranges between opening and closing marks, marks included. “ closes what „ opens, and « and » open and close in either
// order.
func quotations(text string) [][2]int {
	var found [][2]int
	open, closes, straight := -1, rune(0), -1
	for at, r := range text {
		switch {
		case open >= 0 && (r == closes || closes == '”' && r == '」' || closes == '」' && r == '”'):
			found = append(found, [2]int{open, at + utf8.RuneLen(r)})
			open = -1
		case closing[r] != 0 && (open < 0 || r == '“' || r == '「'):
			open, closes = at, closing[r]
		case r == '"' && straight >= 0:
			found = append(found, [2]int{straight, at + 1})
			straight = -1
		case r == '"':
			straight = at
		}
	}
	return found
}

// closing are the marks that end what others open.
var closing = map[rune]rune{'“': '”', '「': '」', '„': '“', '«': '»', '»': '«', '『': '』'}

// unquoted is text with what stands in quotations blanked, so that nothing inside them counts as attribution. Its
// length is that of text.
func unquoted(text string) string {
	qs := quotations(text)
	if len(qs) == 0 {
		return text
	}
	b := []byte(text)
	for _, q := range qs {
		for k := q[0]; k < q[1]; k++ {
			b[k] = '"'
		}
	}
	return string(b)
}
