package extract

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/internal/pattern"
)

// mendListings writes every listing as the lines that it shows: pages make lines of elements, of items and of rows, and set numbers in the
// margin. Such a listing becomes a pre with nothing but its text. It returns how many numbers of the margin were left out.
func mendListings(doc *html.Node) (numbers int) {
	for _, n := range all(doc, atom.Table) {
		if l := (&listing{}); isListing(n) && !below(n, atom.Pre) {
			l.table(n)
			numbers += l.become(n)
		}
	}
	for _, n := range all(doc, atom.Pre) {
		if n.Parent == nil || below(n, atom.Pre) {
			continue
		}
		if run := countedUp(rawText(n)); run > 1 && besideListing(n) {
			numbers += run
			n.Parent.RemoveChild(n)
			continue
		}
		joinPres(n)
		l := &listing{}
		if l.children(n); l.lined {
			numbers += l.become(n)
		}
	}
	return numbers
}

// all are the elements of a kind, before any of them is changed.
func all(doc *html.Node, kind atom.Atom) []*html.Node {
	var found []*html.Node
	for n := range doc.Descendants() {
		if n.DataAtom == kind {
			found = append(found, n)
		}
	}
	return found
}

func below(n *html.Node, kind atom.Atom) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.DataAtom == kind {
			return true
		}
	}
	return false
}

func rawText(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// listing is the lines of some code.
type listing struct {
	text    strings.Builder
	lined   bool // its lines are elements, or have numbers
	numbers int
}

// become makes a pre of n with the text of the listing.
func (l *listing) become(n *html.Node) int {
	empty(n)
	n.DataAtom, n.Data = atom.Pre, "pre"
	n.AppendChild(&html.Node{Type: html.TextNode, Data: l.text.String()})
	return l.numbers
}

func (l *listing) endLine() {
	if s := l.text.String(); s != "" && s[len(s)-1] != '\n' {
		l.text.WriteByte('\n')
	}
}

func (l *listing) children(n *html.Node) {
	lines := areLines(n)
	for c := range n.ChildNodes() {
		switch {
		case c.Type == html.TextNode:
			l.text.WriteString(strings.ReplaceAll(c.Data, "\u00a0", " "))
		case c.Type != html.ElementNode:
		case c.DataAtom == atom.Br:
			l.text.WriteByte('\n')
		case isLineNumber(c):
			l.numbers, l.lined = l.numbers+1, true
		case isMargin(c):
			l.numbers, l.lined = l.numbers+len(elementsOf(c)), true
		case lines || isBlock(c) || c.DataAtom == atom.Li || c.DataAtom == atom.Ol || c.DataAtom == atom.Ul || c.DataAtom == atom.Table:
			l.lined = true
			l.endLine()
			l.children(c)
			l.endLine()
		default:
			l.children(c)
		}
	}
}

var (
	lineNames   = pattern.Lazy(`(?i)(?:^|\s)(?:line|row|cl|(?:code|view|cm|hljs|token)[-_]?(?:line|row)|react-code-text|line-\d+)(?:$|\s)`)
	numberNames = pattern.Lazy(`(?i)(?:^|\s)(?:ln|line-?nos?|(?:diff-)?line-?num(?:ber)?s?|linenumber|gutter\S*|blob-num|hljs-ln-n\S*|react-line-number)(?:$|\s)`)
	codeNames   = pattern.Lazy(`(?i)(?:^|[\s_-])(?:code|highlight\w*|hljs|rouge|blob|syntaxhighlighter|line-?nos?|gutter|chroma|prettyprint|listing|diff|source|line_content)(?:$|[\s_-])`)
	added       = pattern.Lazy(`(?i)(?:^|[\s_-])(?:addition|added|new)(?:$|\s)`)
	deleted     = pattern.Lazy(`(?i)(?:^|[\s_-])(?:deletion|deleted|removed|old)(?:$|\s)`)
	blockLine   = pattern.Lazy(`(?i)(?:^|[;\s])display\s*:\s*(?:block|grid|flex|table-row)`)
)

// fewLines is how many elements that are all alike make lines where no name says so.
const fewLines = 3

// areLines reports whether the elements below n are the lines of a listing: all of them are called so, or they are alike and nothing at all
// stands between them.
func areLines(n *html.Node) bool {
	if lineNames().MatchString(attr(n, "class")) {
		return false // it is one itself
	}
	count, named, codes, between := 0, 0, 0, false
	class := ""
	for c := range n.ChildNodes() {
		switch {
		case c.Type == html.TextNode:
			between = true
			if hasInk(c.Data) {
				return false
			}
		case c.Type == html.ElementNode && !isLineNumber(c):
			if count == 0 {
				class = attr(c, "class")
			}
			count++
			if lineNames().MatchString(attr(c, "class")) || blockLine().MatchString(attr(c, "style")) || hasAttr(c, "data-line") || hasAttr(c, "data-line-number") {
				named++
			}
			if c.DataAtom == atom.Code {
				codes++
			}
			if attr(c, "class") != class {
				class = ""
			}
		}
	}
	return count > 0 && named == count || count > 1 && codes == count && !between || count >= fewLines && class != "" && !between
}

// isLineNumber is a number in the margin, which is called so.
func isLineNumber(n *html.Node) bool {
	if !numberNames().MatchString(attr(n, "class")) || longer(n, 8) {
		return false
	}
	text := strings.TrimSpace(rawText(n))
	return strings.Trim(text, "0123456789:.|") == ""
}

// isMargin is a list of nothing but the numbers of the lines, beside these.
func isMargin(n *html.Node) bool {
	items := elementsOf(n)
	if n.DataAtom != atom.Ul && n.DataAtom != atom.Ol || len(items) < 2 {
		return false
	}
	for i, item := range items {
		if strings.TrimSpace(rawText(item)) != strconv.Itoa(i+1) {
			return false
		}
	}
	return true
}

// countedUp is how many numbers a text has that is nothing but numbers in a row.
func countedUp(text string) int {
	before, count := 0, 0
	for field := range strings.FieldsSeq(text) {
		n, err := strconv.Atoi(field)
		if err != nil || count > 0 && n != before+1 {
			return 0
		}
		before, count = n, count+1
	}
	return count
}

// besideListing reports whether a pre stands next to another one, or what is around it does.
func besideListing(n *html.Node) bool {
	for up := 0; n != nil && up < 2; n, up = n.Parent, up+1 {
		if s := nextElement(n); s != nil {
			return s.DataAtom == atom.Pre || len(all(s, atom.Pre)) > 0
		}
	}
	return false
}

// joinPres takes the pres behind this one into it that are a line each, as editors on pages have them.
func joinPres(n *html.Node) {
	if !lineNames().MatchString(attr(n, "class")) && !strings.Contains(attr(n, "class"), "CodeMirror-line") {
		return
	}
	at := n
	if only := n.Parent; only.FirstChild == n && only.LastChild == n && only.Parent != nil {
		at = only // an element around each line
	}
	for s := at.NextSibling; s != nil; s = at.NextSibling {
		pre := s
		if s.Type == html.ElementNode && s.DataAtom != atom.Pre && s.FirstChild != nil {
			pre = s.LastChild
		}
		if pre.DataAtom != atom.Pre || attr(pre, "class") != attr(n, "class") {
			return
		}
		n.AppendChild(&html.Node{Type: html.TextNode, Data: "\n" + rawText(pre)})
		s.Parent.RemoveChild(s)
	}
}

// isListing tells a table of code from one of data: every row is a line, behind nothing but numbers, and its cells are called or marked so.
func isListing(table *html.Node) bool {
	rows, code := 0, false
	for tr := range table.Descendants() {
		switch tr.DataAtom {
		case atom.Table, atom.Th, atom.P, atom.Caption:
			return false
		case atom.Tr:
			cells := elementsOf(tr)
			if len(cells) == 0 || len(cells) > 3 {
				return false
			}
			rows++
			for _, c := range cells[:len(cells)-1] {
				if !isNumbers(rawText(c)) {
					return false
				}
			}
			code = code || isLineOfCode(cells)
		}
	}
	return rows > 0 && code
}

func isLineOfCode(cells []*html.Node) bool {
	last := cells[len(cells)-1]
	for _, c := range elementsOf(last) {
		if c.DataAtom == atom.Pre || c.DataAtom == atom.Code {
			return true
		}
	}
	if len(cells) == 1 {
		return lineNames().MatchString(attr(last, "class"))
	}
	return codeNames().MatchString(attr(last, "class")) || numberNames().MatchString(attr(cells[0], "class"))
}

func elementsOf(n *html.Node) []*html.Node {
	var found []*html.Node
	for c := range n.ChildNodes() {
		if c.Type == html.ElementNode {
			found = append(found, c)
		}
	}
	return found
}

func isNumbers(text string) bool {
	return strings.Trim(text, "0123456789+- \t\n\r\u00a0") == ""
}

// table writes the last cell of each row, as lines; where some are marked as added or deleted, behind the signs that a style shows.
func (l *listing) table(table *html.Node) {
	changes := false
	for td := range table.Descendants() {
		changes = changes || td.DataAtom == atom.Td && changeOf(td) != " "
	}
	for tr := range table.Descendants() {
		if tr.DataAtom != atom.Tr {
			continue
		}
		cells := elementsOf(tr)
		if len(cells) == 0 {
			continue
		}
		for _, c := range cells[:len(cells)-1] {
			l.numbers += len(strings.Fields(rawText(c)))
		}
		l.endLine()
		if last := cells[len(cells)-1]; changes && !strings.HasPrefix(rawText(last), changeOf(last)) {
			l.text.WriteString(changeOf(last))
		}
		l.children(cells[len(cells)-1])
		l.endLine()
	}
}

// changeOf is the sign of a line that is added or deleted, a space for others.
func changeOf(cell *html.Node) string {
	switch class := attr(cell, "class"); {
	case !codeNames().MatchString(class):
	case added().MatchString(class):
		return "+"
	case deleted().MatchString(class):
		return "-"
	}
	return " "
}
