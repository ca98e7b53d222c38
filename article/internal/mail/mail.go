// Package mail reads the body of a letter as archives of mailing lists show it: what its author wrote, what is quoted of others and of whom, and
// code, which are told apart by nothing but their lines (RFC 3676 describes the custom).
package mail

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/wrap"
	"github.com/footnote-bot/footnote/internal/pattern"
)

// Part is a paragraph of a letter.
type Part struct {
	Kind   block.Kind // Paragraph, ListItem or Code
	Text   string
	Quoted bool
	Of     string // whose words are quoted, where the line above them says so
}

// widestWrap: letters are wrapped at 65 to 80 columns; longer lines are paragraphs by themselves, shorter ones are
// lines of their own.
const widestWrap = 100

// Body parts a letter. Left is what is none of it: the signature, and the lines that say whom a quotation is of.
func Body(text string) (parts []Part, left string) {
	b := body{lines: strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")}
	for i := range b.lines {
		b.lines[i] = strings.TrimRightFunc(b.lines[i], unicode.IsSpace)
	}
	b.width, b.words = widthOf(b.lines), wrap.Vocabulary(text)
	b.read()
	return b.parts, strings.Join(b.left, "\n")
}

// IsLetter reports whether a text quotes as letters do: below a line that says whom.
func IsLetter(text string) bool {
	lines := strings.Split(text, "\n")
	for i := 1; i < len(lines); i++ {
		if !isQuoted(lines[i]) || isQuoted(lines[i-1]) {
			continue
		}
		above := lines[i-1]
		if strings.TrimSpace(above) == "" && i > 1 {
			above = lines[i-2]
		}
		if introduces(above) {
			return true
		}
	}
	return false
}

// body is a letter on its way to its parts.
type body struct {
	lines []string
	width int // at which they are broken
	words wrap.Words
	parts []Part
	left  []string
}

func (b *body) read() {
	of := "" // all that is quoted until the next that are named
	for i := 0; i < len(b.lines); {
		line := b.lines[i]
		switch end := b.introduction(i); {
		case line == "":
			i++
		case b.isSignature(i):
			b.left = append(b.left, b.lines[i:]...)
			return
		case end > i:
			b.left = append(b.left, b.lines[i:end]...)
			of, i = Name(strings.Join(b.lines[i:end], " ")), end
		case isQuoted(line):
			i = b.quotation(i, of)
		case isPatch(b.lines, i):
			i = b.patch(i)
		case isIndented(line):
			i = b.code(i)
		default:
			i = b.prose(i)
		}
	}
}

// isQuoted: a line that begins with the mark of a quotation.
func isQuoted(line string) bool { return strings.HasPrefix(line, ">") }

// unquote takes the marks of one quotation off a line, however deep.
func unquote(line string) (text string, depth int) {
	for strings.HasPrefix(line, ">") {
		line = strings.TrimPrefix(line, ">")
		if next := strings.TrimLeft(line, " "); strings.HasPrefix(next, ">") {
			line = next
		}
		depth++
	}
	return strings.TrimPrefix(line, " "), depth
}

// longestIntroduction is over how many lines the words go that say whom a quotation is of.
const longestIntroduction = 3

// introduction is where the words end that begin at a line and say whom the quotation below them is of; the line itself where there are none.
func (b *body) introduction(at int) int {
	for end := at + 1; end <= at+longestIntroduction && end < len(b.lines); end++ {
		above, below := b.lines[end-1], b.lines[end]
		if above == "" || isQuoted(above) {
			return at
		}
		if below == "" && end+1 < len(b.lines) {
			below = b.lines[end+1]
		}
		if isQuoted(below) && introduces(above) && (end == at+1 || strings.ContainsAny(b.lines[at], "<@0123456789")) {
			return end
		}
	}
	return at
}

// introduces: a line that ends with a colon, as "Ann wrote:" does in every language.
func introduces(line string) bool {
	line = strings.TrimSpace(line)
	return strings.HasSuffix(line, ":") || strings.HasSuffix(line, "：")
}

var (
	address = pattern.Lazy(`<[^<>]*>|\S+@\S+|\S+ at \S+\.\S+`)
	// namely finds a name of two words or more.
	namely = pattern.Lazy(`\p{Lu}[\p{L}'’.-]*(?: (?:(?:de|da|di|du|del|della|van|von|der|den|la|le) )*\p{Lu}[\p{L}'’.-]*)+`)
	// notNames stand with a capital around a name.
	notNames = pattern.Lazy(`\b(?:On|Am|Le|El|Il|At|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|AM|PM|UTC|GMT|CET|CEST|EST|PST)\b`)
)

// Name is whom a line like "On Sunday Ann Bell <ann@a.example> wrote:" names; "" where that is not plain.
func Name(line string) string {
	line = notNames().ReplaceAllString(address().ReplaceAllString(line, ""), ",")
	found := namely().FindAllString(line, -1)
	if len(found) == 0 {
		return ""
	}
	return found[len(found)-1]
}

// quotation reads the lines that are quoted from one on.
func (b *body) quotation(at int, of string) (end int) {
	var inner []string
	_, first := unquote(b.lines[at])
	for end = at; end < len(b.lines) && isQuoted(b.lines[end]); end++ {
		text, depth := unquote(b.lines[end])
		if depth != first && text != "" {
			break
		}
		inner = append(inner, text)
	}
	q := body{lines: inner, width: widthOf(inner), words: b.words}
	q.read()
	if first > 1 {
		of = "" // of whom somebody quotes
	}
	for _, p := range q.parts {
		p.Quoted = true
		if p.Of == "" {
			p.Of = of
		}
		b.parts = append(b.parts, p)
	}
	b.left = append(b.left, q.left...)
	return end
}

// isSignature: the rest of the letter is below a line of two dashes.
func (b *body) isSignature(at int) bool { return b.lines[at] == "--" && at > 0 }

// isPatch reports whether a line begins changes of code as diff and git write them.
func isPatch(lines []string, at int) bool {
	line := lines[at]
	if strings.HasPrefix(line, "diff --git ") || strings.HasPrefix(line, "@@ -") || strings.HasPrefix(line, "Index: ") {
		return true
	}
	if strings.HasPrefix(line, "--- ") && at+1 < len(lines) && strings.HasPrefix(lines[at+1], "+++ ") {
		return true
	}
	return line == "---" && at+1 < len(lines) && strings.Contains(lines[at+1], " | ") // how many lines of each file change
}

// patch reads changes of code: to the end of the letter, to its signature, or to a line that is none of them.
func (b *body) patch(at int) (end int) {
	for end = at; end < len(b.lines) && !b.isSignature(end) && !isQuoted(b.lines[end]); end++ {
		if line := b.lines[end]; end > at && b.lines[end-1] == "" && line != "" && !isPatch(b.lines, end) && !strings.ContainsAny(line[:1], "+-@ \tdi0123456789") {
			break
		}
	}
	b.add(block.Code, strings.Join(b.lines[at:end], "\n"))
	return end
}

// isIndented: a line of code or of a figure, set in by four columns or more; in a quotation of changes behind their sign.
func isIndented(line string) bool {
	line = strings.TrimLeft(line[:min(1, len(line))], "+-") + line[min(1, len(line)):]
	return strings.HasPrefix(line, "    ") || strings.HasPrefix(line, "\t")
}

func (b *body) code(at int) (end int) {
	last := at
	for end = at; end < len(b.lines) && (b.lines[end] == "" || isIndented(b.lines[end])); end++ {
		if b.lines[end] != "" {
			last = end
		}
	}
	b.add(block.Code, strings.Join(b.lines[at:last+1], "\n"))
	return last + 1
}

// prose reads the lines to the next blank one: those that were broken for their width are joined.
func (b *body) prose(at int) (end int) {
	current := ""
	for end = at; end < len(b.lines); end++ {
		line := b.lines[end]
		if line == "" || isQuoted(line) || end > at && (isPatch(b.lines, end) || b.introduction(end) > end || b.isSignature(end)) {
			break
		}
		switch {
		case current == "":
			current = line
		case startsItem(line) || !b.isBroken(b.lines[end-1], line):
			b.paragraph(current)
			current = line
		default:
			current = b.words.Join(current, line)
		}
	}
	b.paragraph(current)
	return end
}

// isBroken reports whether a line ends because the next word had no room in it.
func (b *body) isBroken(line, next string) bool {
	first, _, _ := strings.Cut(strings.TrimSpace(next), " ")
	return b.width > 0 && 10*(utf8.RuneCountInString(line)+1+utf8.RuneCountInString(first)) > 9*b.width
}

func (b *body) paragraph(text string) {
	text = strings.TrimSpace(text)
	if startsItem(text) && strings.ContainsAny(text[:1], "-*+") {
		b.add(block.ListItem, strings.TrimSpace(text[1:]))
		return
	}
	b.add(block.Paragraph, text)
}

func (b *body) add(kind block.Kind, text string) {
	if strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsSpace(r) }) {
		b.parts = append(b.parts, Part{Kind: kind, Text: text})
	}
}

var item = pattern.Lazy(`^\s*(?:[-*+]|\d{1,3}[.)]) +\S`)

func startsItem(line string) bool { return item().MatchString(line) }

// widthOf is the width at which the lines of a letter are broken: that of the longest which is not a paragraph by itself; 0 where they are
// shorter than lines are broken at.
func widthOf(lines []string) int {
	widest := 0
	for _, line := range lines {
		text, _ := unquote(line)
		if n := utf8.RuneCountInString(text); n <= widestWrap && !isIndented(line) && !strings.Contains(line, "://") {
			widest = max(widest, n)
		}
	}
	if widest < wrap.NarrowestLine {
		return 0
	}
	return widest
}
