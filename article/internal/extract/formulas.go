package extract

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/article/internal/formula"
	"github.com/footnote-bot/footnote/article/internal/ledger"
	"github.com/footnote-bot/footnote/internal/pattern"
)

// namesFormula knows what programs that draw formulas call the elements around them: KaTeX, MathJax, MediaWiki, pandoc, LaTeXML.
var namesFormula = pattern.Lazy(`(?i)(?:^|[\s_-])(?:katex|mathjax|mjx|mwe-math|math|latex|tex)(?:$|[\s_-])|^mjx-`)

// mendFormulas writes every formula as one text, in a row, in the place of all that shows or speaks it; unread is how many words of them could not be.
func mendFormulas(doc *html.Node) (unread int) {
	var formulas, pictures, sources []*html.Node
	for n := range doc.Descendants() {
		switch {
		case n.DataAtom == atom.Math:
			formulas = append(formulas, n)
		case n.DataAtom == atom.Img && isFormula(n):
			pictures = append(pictures, n)
		case n.DataAtom == atom.Script && strings.HasPrefix(attr(n, "type"), "math/tex") && n.FirstChild != nil && !isDrawn(n):
			sources = append(sources, n)
		}
	}
	drawings := drawings(formulas)
	for _, n := range formulas {
		text, ok := formula.MathML(n)
		if !ok {
			unread += ledger.Words(textOf(n))
		}
		at := drawn(n, drawings)
		if attr(n, "display") == "block" || isBlock(at) || strings.Contains(strings.ToLower(attr(at, "class")), "display") {
			text = " " + text + " " // on a line of its own
		} else if raw := rawText(at); strings.TrimSpace(raw) != raw {
			text += raw[len(strings.TrimRightFunc(raw, unicode.IsSpace)):]
		}
		replace(at, text)
	}
	for _, n := range sources {
		replace(n, tex(n.FirstChild.Data))
	}
	for _, n := range pictures {
		replace(n, tex(attr(n, "alt")))
	}
	return unread
}

// isDrawn: where the script has run, what it has made of its source stands before that.
func isDrawn(source *html.Node) bool {
	before := source.PrevSibling
	return before != nil && before.Type == html.ElementNode && namesFormula().MatchString(attr(before, "class")) && inkOf(before) > 0
}

// farDrawn is how far above a formula the element stands that draws it.
const farDrawn = 6

// drawings counts the formulas below each element that is named for one.
func drawings(formulas []*html.Node) map[*html.Node]int {
	count := map[*html.Node]int{}
	for _, f := range formulas {
		for n, up := f.Parent, 0; n != nil && up < farDrawn; n, up = n.Parent, up+1 {
			if strings.HasPrefix(n.Data, "mjx-") || namesFormula().MatchString(attr(n, "class")) {
				count[n]++
			}
		}
	}
	return count
}

// drawn is the outermost element that draws this formula and nothing else.
func drawn(math *html.Node, drawings map[*html.Node]int) *html.Node {
	found := math
	most := 64 + 4*inkOf(math) // bytes: it may be spoken, drawn and written in LaTeX
	for n, up := math.Parent, 0; n != nil && up < farDrawn; n, up = n.Parent, up+1 {
		if drawings[n] == 1 && inkOf(n) <= most {
			found = n
		}
	}
	return found
}

// isFormula: a picture whose description is the formula that it shows.
func isFormula(img *html.Node) bool {
	alt := strings.TrimSpace(attr(img, "alt"))
	if alt == "" || len(alt) > formula.Longest {
		return false
	}
	return strings.HasPrefix(alt, `{\`) || strings.HasPrefix(alt, "$") || strings.HasPrefix(alt, `\`) || namesFormula().MatchString(attr(img, "class"))
}

// tex is LaTeX without what only says how large it is set.
func tex(s string) string {
	s = strings.Trim(strings.TrimSpace(s), "$")
	for _, style := range []string{`{\displaystyle`, `{\textstyle`, `{\scriptstyle`} {
		if inner, ok := strings.CutPrefix(s, style); ok {
			s = strings.TrimSuffix(strings.TrimSpace(inner), "}")
		}
	}
	return strings.Join(strings.Fields(s), " ")
}

// replace puts a text in the place of a node.
func replace(n *html.Node, text string) {
	if n.Parent == nil {
		return
	}
	n.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: text}, n)
	n.Parent.RemoveChild(n)
}
