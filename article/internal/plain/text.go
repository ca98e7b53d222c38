// Package plain reads text without a format, and Markdown.
package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/wrap"
)

// widestWrap is how wide the full lines of a hard-wrapped text are at most; a Han sign is two wide.
const widestWrap = 100

// Text reads paragraphs parted by blank lines. Lines that were broken for their width are joined; other lines are
// paragraphs of their own, as in verse, lists and texts that have one line a paragraph.
func Text(text string) []block.Block {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n\n").Replace(text)
	groups := lineGroups(text)
	width, speakers := wrapWidth(groups), turnsOf(text)
	var words wrap.Words
	if width > 0 {
		words = wrap.Vocabulary(text)
	}
	var blocks []block.Block
	for _, lines := range groups {
		for _, paragraph := range paragraphs(lines, width, words, speakers) {
			blocks = append(blocks, asBlock(paragraph))
		}
	}
	return blocks
}

// Wrapped reports whether the lines of a text were broken for their width.
func Wrapped(text string) bool { return wrapWidth(lineGroups(text)) > 0 }

func lineGroups(text string) [][]string {
	var groups [][]string
	var group []string
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimRightFunc(line, unicode.IsSpace)
		if strings.TrimSpace(line) != "" {
			group = append(group, line)
			continue
		}
		if len(group) > 0 {
			groups, group = append(groups, group), nil
		}
	}
	if len(group) > 0 {
		groups = append(groups, group)
	}
	return groups
}

// wrapWidth is the width at which lines were broken, 0 where the text is not hard-wrapped: of the lines that are
// followed by another in their group, most end close to the widest.
func wrapWidth(groups [][]string) int {
	widest := 0
	var widths []int
	for _, lines := range groups {
		for i, line := range lines {
			w := wrap.Width(line)
			widest = max(widest, w)
			if i < len(lines)-1 {
				widths = append(widths, w)
			}
		}
	}
	if len(widths) < 2 || widest < wrap.NarrowestLine || widest > widestWrap {
		return 0
	}
	full := 0
	for _, w := range widths {
		if w*10 >= widest*7 {
			full++
		}
	}
	if full*10 < len(widths)*6 {
		return 0
	}
	return widest
}

// paragraphs joins the lines of one group where each but the last is full, and keeps them apart otherwise.
func paragraphs(lines []string, width int, words wrap.Words, speakers turns) []string {
	if width == 0 {
		return wrapped(lines, speakers)
	}
	var out []string
	setIn := mayBeSetIn(lines)
	current, full := lines[0], isFull(lines[0], width)
	for _, line := range lines[1:] {
		if !full || len(current) > wrap.LongestParagraph || startsItem(line) || speakers.opens(line) || setIn && indented(line) {
			out = append(out, current)
			current = line
		} else {
			current = words.Join(current, line)
		}
		full = isFull(line, width)
	}
	return append(out, current)
}

// wrapped joins what is broken in mid-sentence in a text that is not hard-wrapped as a whole, such as a letter with short lines around it.
func wrapped(lines []string, speakers turns) []string {
	for i := 1; i < len(lines); i++ {
		if startsItem(lines[i]) || speakers.opens(lines[i]) || indented(lines[i]) || wrap.Width(lines[i-1]) < wrap.NarrowestLine {
			return lines
		}
	}
	return wrap.Lines(lines)
}

func isFull(line string, width int) bool { return wrap.Width(line)*10 >= width*6 }

// mayBeSetIn reports whether white space before a line says that a paragraph begins: the group's lines as a rule have none.
func mayBeSetIn(lines []string) bool {
	n := 0
	for _, l := range lines {
		if indented(l) {
			n++
		}
	}
	return n*2 < len(lines)
}

func indented(line string) bool {
	first, _ := utf8.DecodeRuneInString(line)
	return unicode.IsSpace(first)
}

// startsItem reports whether a line begins an item of a list.
func startsItem(line string) bool {
	_, ok := itemText(line)
	return ok
}

// itemText is the text of a list item without its bullet; numbers stay, since they are words of the text.
func itemText(line string) (string, bool) {
	line = strings.TrimSpace(line)
	first, size := utf8.DecodeRuneInString(line)
	if strings.ContainsRune("-*•·–◦▪●■", first) && strings.HasPrefix(line[size:], " ") {
		return strings.TrimSpace(line[size:]), true
	}
	digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
	if digits > 0 && digits <= 3 && len(line) > digits+1 && (line[digits] == '.' || line[digits] == ')') && line[digits+1] == ' ' {
		return line, true
	}
	return line, false
}

func asBlock(paragraph string) block.Block {
	text, item := itemText(paragraph)
	if item {
		return block.Block{Kind: block.ListItem, Text: text, Level: 1}
	}
	return block.Block{Kind: block.Paragraph, Text: text}
}
