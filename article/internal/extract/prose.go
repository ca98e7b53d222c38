package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/article/internal/wrap"
	"github.com/footnote-bot/footnote/internal/pattern"
)

// mostlyJoined is the part of the lines of a pre that go on from the one above where it holds prose.
const mostlyJoined = 0.4

// mendProse makes paragraphs of what pages show in a pre as it was typed, line by line: letters and old texts, no code.
func mendProse(doc *html.Node) {
	for _, pre := range all(doc, atom.Pre) {
		if len(elementsOf(pre)) > 0 || attr(pre, "class") != "" || below(pre, atom.Pre) {
			continue
		}
		paragraphs, ok := proseIn(rawText(pre))
		if !ok {
			continue
		}
		empty(pre)
		pre.DataAtom, pre.Data = atom.Div, "div"
		for _, words := range paragraphs {
			p := element(atom.P)
			p.AppendChild(&html.Node{Type: html.TextNode, Data: words})
			pre.AppendChild(p)
		}
	}
}

// codeSigns hardly stand in prose.
const codeSigns = "{}=<>|\\`~^_$#@"

// columns are two spaces within a line where no sentence ends.
var columns = pattern.Lazy(`[^\s.!?:"”']\s{2}`)

// proseIn is a text that was broken for its width as paragraphs; false where few of its lines go on, none is wide, some
// are set in, or it has signs of code.
func proseIn(text string) (paragraphs []string, ok bool) {
	lines, joined, widest := 0, 0, 0
	var block []string
	end := func() {
		whole := wrap.Lines(block)
		joined += len(block) - len(whole)
		paragraphs, block = append(paragraphs, whole...), nil
	}
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, " \t\r\n")
		if line == "" {
			end()
			continue
		}
		if strings.ContainsAny(line, codeSigns) || strings.HasPrefix(line, "\t") || columns().MatchString(line) {
			return nil, false
		}
		lines, widest, block = lines+1, max(widest, wrap.Width(line)), append(block, strings.TrimSpace(line))
	}
	end()
	return paragraphs, widest >= wrap.NarrowestLine && float64(joined) >= mostlyJoined*float64(lines)
}
