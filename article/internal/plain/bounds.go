package plain

import "strings"

// How many lines and marks of a text are read: each becomes a passage, or a node of a tree, of some hundred bytes.
const (
	mostLines         = 100_000
	mostMarkdownLines = 50_000
	mostMarks         = 150_000
)

// Cut is the part of a text that is read, and what is beyond.
func Cut(text string) (read, beyond string) { return cutAfter(text, mostLines, "\n") }

// CutMarkdown is the part of a Markdown text that is read, and what is beyond.
func CutMarkdown(text string) (read, beyond string) {
	read, _ = cutAfter(text, mostMarkdownLines, "\n")
	read, _ = cutAfter(read, mostMarks, "[]*_`!<>|~\\")
	return read, text[len(read):]
}

// cutAfter cuts a text behind so many of some signs.
func cutAfter(text string, most int, signs string) (read, beyond string) {
	for i := range len(text) {
		if strings.IndexByte(signs, text[i]) >= 0 {
			if most--; most == 0 {
				return text[:i+1], text[i+1:]
			}
		}
	}
	return text, ""
}
