package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/internal/pattern"
)

// mendTables makes tables of what has the roles of tables, rows and cells, and puts the foot of a table where it is shown.
func mendTables(doc *html.Node) {
	var feet []*html.Node
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Tfoot:
			feet = append(feet, n)
		case atom.Td:
			sayPicture(n)
		case atom.Div, atom.Span, atom.Section, atom.Ul, atom.Li, atom.P, 0:
			mendRole(n)
		}
	}
	for _, foot := range feet {
		if table := foot.Parent; table != nil && table.DataAtom == atom.Table {
			table.RemoveChild(foot)
			table.AppendChild(foot)
		}
	}
}

// longestSaid is how many bytes the description of a picture has that stands for a word.
const longestSaid = 40

// sayPicture writes into a cell that shows nothing but a picture what the picture says: yes, no, three stars.
func sayPicture(cell *html.Node) {
	said := ""
	for d := range cell.Descendants() {
		switch {
		case d.Type == html.TextNode:
			if hasInk(d.Data) && d.Parent.Data != "title" {
				return
			}
		case d.Type != html.ElementNode:
		case said != "", d.DataAtom == atom.Input, d.DataAtom == atom.Button, d.DataAtom == atom.Table:
			return
		case d.DataAtom == atom.Img:
			said = attr(d, "alt")
		case d.DataAtom == atom.Svg, d.DataAtom == atom.I, d.DataAtom == atom.Span:
			said = attr(d, "aria-label")
		}
	}
	if said = strings.TrimSpace(said); said != "" && len(said) <= longestSaid {
		cell.AppendChild(&html.Node{Type: html.TextNode, Data: said})
	}
}

// mendRole names an element by its role in a table.
func mendRole(n *html.Node) {
	named := atom.Atom(0)
	switch attr(n, "role") {
	case "table":
		named = atom.Table
	case "row":
		if roleAbove(n, "table") {
			named = atom.Tr
		}
	case "cell":
		named = atom.Td
	case "columnheader", "rowheader":
		named = atom.Th
	}
	if (named == atom.Td || named == atom.Th) && (n.Parent == nil || n.Parent.DataAtom != atom.Tr) {
		named = 0
	}
	if named != 0 {
		n.DataAtom, n.Data = named, named.String()
	}
}

// farRole is how far above a row its table's element is looked for.
const farRole = 4

// roleAbove reports whether an element stands in one of a role. A grid is for working in, and its rows are none of a table of data.
func roleAbove(n *html.Node, role string) bool {
	for up := 0; n.Parent != nil && up < farRole; up++ {
		if n = n.Parent; attr(n, "role") == role {
			return true
		}
	}
	return false
}

var preStyle = pattern.Lazy(`(?i)(?:^|[;\s])white-space\s*:\s*(?:pre|break-spaces)\s*(?:[;!]|$)`)

// mendPre makes listings of what keeps its lines and spaces by its style and is set in a type for machines, of fields
// that show code, and of code whose lines are broken by hand.
func mendPre(doc *html.Node) {
	for n := range doc.Descendants() {
		if isShownField(n) {
			n.DataAtom, n.Data = atom.Pre, "pre"
		}
		if n.DataAtom == atom.Code && len(all(n, atom.Br)) >= fewBreaks && !below(n, atom.Pre) {
			keepLines(n)
			n.DataAtom, n.Data = atom.Pre, "pre"
		}
		if n.DataAtom != atom.Div && n.DataAtom != atom.P && n.DataAtom != atom.Section {
			continue
		}
		style := attr(n, "style")
		if preStyle().MatchString(style) && machineType().MatchString(style) && !holdsBlocks(n) || areEdited(n) {
			n.DataAtom, n.Data = atom.Pre, "pre"
		}
	}
}

// fewBreaks is how many breaks code has at least whose lines are broken by hand.
const fewBreaks = 2

// isShownField reports whether a field is there to be read: several lines that cannot be changed.
func isShownField(n *html.Node) bool {
	return n.DataAtom == atom.Textarea && hasAttr(n, "readonly") && strings.Contains(strings.TrimSpace(rawText(n)), "\n")
}

// keepLines makes the white space of some code what is shown of it: spaces that do not break set lines in, others are
// one.
func keepLines(code *html.Node) {
	for d := range code.Descendants() {
		if d.Type != html.TextNode {
			continue
		}
		space := func(r rune) bool { return r == ' ' || r == '\n' || r == '\r' || r == '\t' }
		words := strings.FieldsFunc(d.Data, space)
		text := strings.Join(words, " ")
		if text != "" && d.PrevSibling != nil && d.PrevSibling.DataAtom != atom.Br && space(rune(d.Data[0])) {
			text = " " + text
		}
		if text != "" && d.NextSibling != nil && d.NextSibling.DataAtom != atom.Br && space(rune(d.Data[len(d.Data)-1])) {
			text += " "
		}
		d.Data = strings.ReplaceAll(text, "\u00a0", " ")
	}
}

// areEdited reports whether the elements in n are the lines of an editor: called so, with nothing but text, and some are set in by spaces.
func areEdited(n *html.Node) bool {
	in, lines := false, elementsOf(n)
	if len(lines) < 2 || below(n, atom.Pre) {
		return false
	}
	for _, line := range lines {
		if !lineNames().MatchString(attr(line, "class")) || holdsBlocks(line) {
			return false
		}
		text := rawText(line)
		if strings.Contains(text, "\n") {
			return false
		}
		in = in || strings.HasPrefix(text, "  ") || strings.HasPrefix(text, "\t") || strings.HasPrefix(text, "\u00a0")
	}
	return in
}

var machineType = pattern.Lazy(`(?i)(?:monospace|courier|consolas|menlo|monaco)`)

func holdsBlocks(n *html.Node) bool {
	for d := range n.Descendants() {
		if isBlock(d) {
			return true
		}
	}
	return false
}
