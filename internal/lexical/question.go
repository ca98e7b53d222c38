package lexical

import "strings"

// IsQuestion reports whether a text ends with a mark of a question, of any script, be it within quotation marks, brackets or emphasis.
func IsQuestion(text string) bool {
	text = strings.TrimRight(text, " \"”»“’」』)）*_")
	return strings.HasSuffix(text, "?") || strings.HasSuffix(text, "？") || strings.HasSuffix(text, "؟")
}
