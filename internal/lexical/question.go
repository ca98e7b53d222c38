package lexical

import "strings"

// IsQuestion reports whether a text ends with a mark of a question, of any script, be it within quotation marks, brackets or emphasis, or, in Japanese
// and Chinese, which do without the mark, with the words that ask.
func IsQuestion(text string) bool {
	text = strings.TrimRight(text, " \"”»“’」』)）*_")
	if strings.HasSuffix(text, "?") || strings.HasSuffix(text, "？") || strings.HasSuffix(text, "؟") {
		return true
	}
	asked := strings.TrimSuffix(text, "。")
	for _, end := range asking {
		if strings.HasSuffix(asked, end) {
			return true
		}
	}
	return false
}

// asking end questions; か alone ends other words, too (静か, どうか).
var asking = []string{"ですか", "ますか", "でしょうか", "ましたか", "ませんか", "でしたか", "だろうか", "のか", "吗", "嗎"}
