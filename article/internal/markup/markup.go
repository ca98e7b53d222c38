// Package markup bounds HTML before a tree is made of it: a tree takes up to 1 kB for each tag.
package markup

import "strings"

// CutTags ends a text where it has more tags than most, and reports whether it did.
func CutTags(text string, most int) (string, bool) {
	if strings.Count(text, "<") <= most {
		return text, false
	}
	end := 0
	for range most {
		end += strings.IndexByte(text[end:], '<') + 1
	}
	return text[:end-1], true
}
