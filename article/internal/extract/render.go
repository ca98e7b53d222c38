package extract

import (
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/article/internal/block"
)

// renderer turns a tree into blocks: one for each paragraph, heading, item, row, caption.
type renderer struct {
	blocks []block.Block
	text   strings.Builder
	kind   block.Kind
	level  int
	lead   string
	bold   int
	depth  int // of lists
	pre    int
	plain  bool // something that is not bold came before in this block
}

// render makes blocks of the visible text below a node, in document order.
func render(tree *html.Node) []block.Block {
	r := &renderer{kind: block.Paragraph}
	r.node(tree)
	r.flush()
	return r.blocks
}

// flush ends the block that is being written.
func (r *renderer) flush() {
	text := r.text.String()
	if r.kind != block.Code {
		lines := strings.Split(text, "\n")
		for i, l := range lines {
			lines[i] = strings.Join(strings.Fields(l), " ")
		}
		text = strings.Join(lines, "\n")
	}
	text = strings.Trim(text, "\n ")
	if hasText(text) {
		lead := strings.Join(strings.Fields(r.lead), " ")
		if lead == "" || len(lead) >= len(text) || !strings.HasPrefix(text, lead) {
			lead = ""
		}
		for i, part := range splitBreaks(text, r.kind) {
			b := block.Block{Kind: r.kind, Text: part, Level: r.level}
			if i == 0 {
				b.Lead = lead
			}
			r.blocks = append(r.blocks, b)
		}
	}
	r.text.Reset()
	r.lead, r.plain = "", false
}

// splitBreaks makes paragraphs of a text whose paragraphs are marked by empty lines (two line breaks) or by lines.
func splitBreaks(text string, kind block.Kind) []string {
	if kind == block.Code {
		return []string{text}
	}
	var parts []string
	for p := range strings.SplitSeq(text, "\n") {
		if hasText(p) {
			parts = append(parts, strings.TrimSpace(p))
		}
	}
	return parts
}

func hasText(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsPunct(r) || unicode.IsSymbol(r)
	})
}

// within writes the children of n as blocks of a kind of their own.
func (r *renderer) within(n *html.Node, kind block.Kind, level int) {
	r.flush()
	before, beforeLevel := r.kind, r.level
	r.kind, r.level = kind, level
	r.children(n)
	r.flush()
	r.kind, r.level = before, beforeLevel
}

func (r *renderer) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.node(c)
	}
}

func (r *renderer) node(n *html.Node) {
	if n.Type == html.TextNode {
		r.write(n.Data)
		return
	}
	if n.Type != html.ElementNode {
		r.children(n)
		return
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Svg, atom.Head, atom.Select, atom.Textarea, atom.Button:
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		r.within(n, block.Heading, int(n.Data[1]-'0'))
	case atom.Ul, atom.Ol, atom.Dl:
		r.depth++
		r.flush()
		r.children(n)
		r.flush()
		r.depth--
	case atom.Li, atom.Dd:
		r.within(n, block.ListItem, max(r.depth, 1))
	case atom.Dt:
		r.bold++
		r.within(n, block.ListItem, max(r.depth, 1))
		r.bold--
	case atom.Blockquote:
		r.within(n, block.Quote, 0)
	case atom.Figcaption, atom.Caption:
		r.within(n, block.Caption, 0)
	case atom.Pre:
		r.pre++
		r.within(n, block.Code, 0)
		r.pre--
	case atom.Table:
		r.table(n)
	case atom.Br:
		r.text.WriteString("\n")
	case atom.B, atom.Strong:
		r.bold++
		r.children(n)
		r.bold--
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Figure, atom.Body, atom.Html, atom.Address,
		atom.Aside, atom.Details, atom.Summary, atom.Form, atom.Fieldset, atom.Hr, atom.Nav, atom.Center:
		r.flush()
		r.children(n)
		r.flush()
	default:
		r.children(n)
	}
}

func (r *renderer) write(text string) {
	if r.pre == 0 {
		text = strings.NewReplacer("\n", " ", "\r", " ", "\t", " ").Replace(text)
	}
	if r.bold > 0 && !r.plain {
		r.lead += text
	} else if strings.TrimSpace(text) != "" {
		r.plain = true
	}
	r.text.WriteString(text)
}

// table writes a row a block, cells beside each other. A table with one cell a row, or with blocks inside, only lays out.
func (r *renderer) table(n *html.Node) {
	if !isData(n) {
		r.flush()
		for c := range n.Descendants() {
			if c.DataAtom == atom.Td || c.DataAtom == atom.Th || c.DataAtom == atom.Caption {
				if !insideCell(c, n) {
					r.flush()
					r.children(c)
					r.flush()
				}
			}
		}
		return
	}
	r.flush()
	for row := range n.Descendants() {
		switch row.DataAtom {
		case atom.Caption:
			r.within(row, block.Caption, 0)
		case atom.Tr:
			var cells []string
			for c := row.FirstChild; c != nil; c = c.NextSibling {
				if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
					cells = append(cells, textOf(c))
				}
			}
			if text := strings.Join(cells, " | "); strings.Trim(text, " |") != "" {
				r.blocks = append(r.blocks, block.Block{Kind: block.TableRow, Text: text})
			}
		}
	}
}

// insideCell reports whether a cell lies in another cell of the same table: the outer one has been written with it.
func insideCell(c, table *html.Node) bool {
	for p := c.Parent; p != nil && p != table; p = p.Parent {
		if p.DataAtom == atom.Td || p.DataAtom == atom.Th {
			return true
		}
	}
	return false
}

// isData tells tables of data from tables that lay a page out.
func isData(n *html.Node) bool {
	rows, wide := 0, 0
	for c := range n.Descendants() {
		switch c.DataAtom {
		case atom.Table, atom.P, atom.Div, atom.H1, atom.H2, atom.H3, atom.Ul, atom.Ol:
			if c.DataAtom == atom.Table || len(textOf(c)) > 200 {
				return false
			}
		case atom.Tr:
			rows++
			cells := 0
			for d := c.FirstChild; d != nil; d = d.NextSibling {
				if d.DataAtom == atom.Td || d.DataAtom == atom.Th {
					cells++
				}
			}
			if cells > 1 {
				wide++
			}
		}
	}
	return rows > 0 && wide*2 > rows
}

// links are the addresses that the blocks' tree links to.
func links(tree *html.Node, base *url.URL) []string {
	var all []string
	if tree == nil {
		return nil
	}
	seen := map[string]bool{}
	for n := range tree.Descendants() {
		if n.DataAtom != atom.A {
			continue
		}
		to, err := base.Parse(strings.TrimSpace(attr(n, "href")))
		if err != nil || to.Scheme != "http" && to.Scheme != "https" || to.Host == "" || to.User != nil {
			continue
		}
		if link := to.String(); !seen[link] {
			seen[link] = true
			all = append(all, link)
		}
	}
	return all
}

// missing counts what of the tree is no text.
func missing(tree *html.Node) []Missing {
	if tree == nil {
		return nil
	}
	images := 0
	for n := range tree.Descendants() {
		if n.DataAtom == atom.Img || n.DataAtom == atom.Video {
			images++
		}
	}
	if images == 0 {
		return nil
	}
	return []Missing{{Kind: "images", Count: images}}
}
