package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/wrap"
	"github.com/footnote-bot/footnote/internal/pattern"
)

// renderer turns a tree into pieces: one for each paragraph, heading, item, row, caption.
type renderer struct {
	pieces []piece
	text   strings.Builder
	at     *html.Node // where the text of the piece began
	kind   block.Kind
	level  int
	lead   strings.Builder
	plain  bool // something that is not bold came before in this piece
	linked int
	links  []string
	images int

	bold, lists, pre, anchors int // how many of these are open
	italic                    int
	upright                   bool // something that is not italic stands in this piece
	numbers                   numbered
	number                    string // of the item that begins

	book     bool      // nothing is laid out by tables
	controls []control // fields and buttons
}

// render makes pieces of the text below a node, in document order.
func render(tree *html.Node) []piece {
	r := newRenderer()
	r.all(tree)
	return r.pieces
}

func newRenderer() *renderer { return &renderer{kind: block.Paragraph, numbers: numbered{}} }

func (r *renderer) all(tree *html.Node) {
	r.node(tree)
	r.flush()
	for i := range r.pieces {
		r.pieces[i].read()
	}
}

// flush ends the piece that is being written. A break of line ends a paragraph.
func (r *renderer) flush() {
	text := r.text.String()
	lead := strings.Join(strings.Fields(r.lead.String()), " ")
	first := true
	for _, part := range r.paragraphs(text) {
		b := block.Block{Kind: r.kind, Text: part, Level: r.level}
		if first && lead != "" && strings.HasPrefix(part, lead) {
			b.Lead = lead
		}
		p := piece{Block: b, node: r.at, italic: !r.upright}
		if first {
			p.links, p.images = r.links, r.images
			p.Number, r.number = r.number, ""
			r.links, r.images = nil, 0
		}
		p.linked = r.linked * len(part) / max(1, len(text))
		r.pieces = append(r.pieces, p)
		first = false
	}
	r.text.Reset()
	r.lead.Reset()
	r.plain, r.upright, r.linked, r.links, r.at = false, false, 0, nil, nil
}

func (r *renderer) paragraphs(text string) []string {
	if r.kind == block.Code {
		if text = strings.Trim(text, "\n"); hasText(text) {
			return []string{text}
		}
		return nil
	}
	if r.kind == block.Heading {
		if text = strings.Join(strings.Fields(text), " "); hasText(text) {
			return []string{text}
		}
		return nil
	}
	var parts, lines []string // lines that stand right below each other
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.Join(strings.Fields(line), " "); hasText(line) {
			lines = append(lines, line)
			continue
		}
		parts, lines = append(parts, wrap.Lines(lines)...), nil
	}
	return append(parts, wrap.Lines(lines)...)
}

func hasText(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}

// within writes the children of n as pieces of a kind of their own.
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
	switch n.Type {
	case html.TextNode:
		r.write(n)
		return
	case html.ElementNode:
	default:
		r.children(n)
		return
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Head, atom.Title, atom.Iframe, atom.Audio, atom.Canvas, atom.Object, atom.Datalist, atom.Map,
		atom.Rp:
	case atom.Select, atom.Textarea, atom.Button, atom.Input, atom.Svg, atom.Rt:
		r.control(n)
	case atom.Img, atom.Video, atom.Picture:
		r.images++
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		r.within(n, block.Heading, int(n.Data[1]-'0'))
	case atom.Ul, atom.Ol, atom.Dl:
		r.lists++
		r.flush()
		r.children(n)
		r.flush()
		r.lists--
	case atom.Li, atom.Dd:
		r.flush()
		r.number = r.numbers.of(n)
		r.within(n, r.itemKind(n), max(r.lists, 1))
		r.number = ""
	case atom.Dt:
		r.bold++
		r.within(n, block.ListItem, max(r.lists, 1))
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
	case atom.Del, atom.S, atom.Strike: // 4̶5 is no 45
		r.apart(n)
		r.children(n)
		r.apart(n.NextSibling)
	case atom.I, atom.Em:
		r.italic++
		r.children(n)
		r.italic--
	case atom.A:
		if to := attr(n, "href"); to != "" {
			r.links = append(r.links, to)
		}
		r.anchors++
		r.children(n)
		r.anchors--
	default:
		r.other(n)
	}
}

// apart parts what is written from what follows, where these would be one word.
func (r *renderer) apart(next *html.Node) {
	if next == nil {
		return
	}
	last, _ := utf8.DecodeLastRuneInString(r.text.String())
	first, _ := utf8.DecodeRuneInString(next.Data)
	if next.Type != html.TextNode {
		first, _ = utf8.DecodeRuneInString(rawText(next))
	}
	if isWordSign(last) && isWordSign(first) {
		r.text.WriteByte(' ')
	}
}

func isWordSign(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func (r *renderer) other(n *html.Node) {
	if !isBlock(n) && !isStyledBlock(n) {
		r.children(n)
		return
	}
	kind := r.kind
	if isFootnote(n) {
		kind = block.Footnote
	}
	level := r.level
	r.flush()
	r.within(n, kind, level)
}

// itemKind tells notes at the foot of a text and posts, which bear a time, from other items.
func (r *renderer) itemKind(n *html.Node) block.Kind {
	if isFootnote(n) || r.kind == block.Footnote {
		return block.Footnote
	}
	if hasPost(n) {
		return block.Paragraph
	}
	return block.ListItem
}

// hasPost reports whether an item is a post or holds some: by the mark of an author in its first elements.
func hasPost(n *html.Node) bool {
	looked := 0
	for d := range n.Descendants() {
		if looked++; looked > mostNear {
			break
		}
		if d.Type == html.ElementNode && markOfAuthor(d).name != "" {
			return true
		}
	}
	return false
}

// isFootnote goes by the roles of DPUB-ARIA and the names that Markdown, Wikipedia and WordPress give to notes.
func isFootnote(n *html.Node) bool {
	switch attr(n, "role") {
	case "doc-footnote", "doc-endnote", "doc-endnotes":
		return true
	}
	if kinds := attr(n, "epub:type"); strings.Contains(kinds, "footnote") || strings.Contains(kinds, "endnote") || strings.Contains(kinds, "rearnote") {
		return true
	}
	id, class := strings.ToLower(attr(n, "id")), " "+strings.ToLower(attr(n, "class"))+" "
	return strings.HasPrefix(id, "fn:") || strings.HasPrefix(id, "fn-") || strings.HasPrefix(id, "footnote") || strings.HasPrefix(id, "cite_note") ||
		strings.Contains(class, " footnote ") || strings.Contains(class, " footnotes ")
}

// isStyledBlock reports whether a style makes a block of a run of words; a first letter that is set large floats beside
// its word.
func isStyledBlock(n *html.Node) bool {
	style := attr(n, "style")
	return style != "" && blockLine().MatchString(style) && !floats().MatchString(style) && longer(n, 4)
}

var floats = pattern.Lazy(`(?i)(?:^|[;\s])(?:float\s*:|position\s*:\s*(?:absolute|fixed))`)

func isBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Figure, atom.Body, atom.Html, atom.Address,
		atom.Aside, atom.Details, atom.Summary, atom.Form, atom.Fieldset, atom.Legend, atom.Hr, atom.Nav, atom.Center, atom.Td, atom.Th, atom.Tr,
		atom.Tbody, atom.Thead, atom.Tfoot, atom.Option, atom.Hgroup, atom.Search:
		return true
	}
	return false
}

func (r *renderer) write(n *html.Node) {
	text := n.Data
	if r.pre == 0 {
		text = strings.Map(func(c rune) rune {
			if c == '\n' || c == '\r' || c == '\t' {
				return ' '
			}
			return c
		}, text)
	}
	if !hasInk(text) {
		if r.text.Len() > 0 {
			r.text.WriteString(text)
		}
		return
	}
	if r.at == nil {
		r.at = enclosing(n)
	}
	switch {
	case r.bold > 0 && !r.plain:
		r.lead.WriteString(text)
	default:
		r.plain = true
	}
	r.upright = r.upright || r.italic == 0
	if r.anchors > 0 {
		r.linked += len(strings.TrimSpace(text))
	}
	r.text.WriteString(text)
}

func hasInk(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsSpace(r) })
}

// enclosing is the nearest element around a text that is more than a run of words.
func enclosing(n *html.Node) *html.Node {
	for p := n.Parent; p != nil; p = p.Parent {
		if isBlock(p) || p.DataAtom == atom.Li || p.DataAtom == atom.Dd || p.DataAtom == atom.Dt || p.DataAtom == atom.Pre ||
			p.DataAtom == atom.Blockquote || p.DataAtom == atom.Figcaption || len(p.Data) == 2 && p.Data[0] == 'h' {
			return p
		}
	}
	return n.Parent
}
