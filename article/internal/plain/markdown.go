package plain

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/formula"
	"github.com/footnote-bot/footnote/article/internal/ledger"
	"github.com/footnote-bot/footnote/article/internal/markup"
)

// Document is what a Markdown file holds.
type Document struct {
	Title, Author, Date, Language string // of its front matter; the title else of its first heading of level 1
	Blocks                        []block.Block
	Links                         []string // as written
	Ledger                        ledger.Ledger
}

// Markdown reads CommonMark with tables, footnotes, task lists and strikethrough, and front matter.
func Markdown(source string) Document {
	var d Document
	source = d.frontMatter(strings.ReplaceAll(source, "\r\n", "\n"))
	if tooMuch(source) {
		d.Blocks = Text(source)
		return d
	}
	src := []byte(source)
	md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote))
	w := walker{src: src, doc: &d, notes: strings.Contains(source, "\n[^"), speakers: turnsOf(source)}
	w.children(md.Parser().Parse(text.NewReader(src)), 0)
	for _, b := range d.Blocks {
		if d.Title == "" && b.Kind == block.Heading && b.Level == 1 {
			d.Title = b.Text
		}
	}
	return d
}

// frontMatter takes the lines between "---" at the top off and reads the plain ones of them.
func (d *Document) frontMatter(source string) string {
	source = strings.TrimPrefix(source, "\ufeff")
	rest, ok := strings.CutPrefix(source, "---\n")
	if !ok {
		return source
	}
	head, body, ok := strings.Cut(rest, "\n---\n")
	if !ok || !strings.Contains(head, ":") {
		return source
	}
	for line := range strings.SplitSeq(head, "\n") {
		key, value, _ := strings.Cut(line, ":")
		value = strings.Trim(strings.TrimSpace(value), `"'`)
		switch strings.ToLower(strings.TrimSpace(key)) {
		case "title":
			d.Title = value
		case "author", "authors", "by":
			d.Author = strings.Trim(value, "[]")
		case "date", "published":
			d.Date = value
		case "lang", "language":
			d.Language = value
		}
	}
	return body
}

// What the parser takes the square of, or makes a tree of that is a thousand times as large as the text; a text that has more is no
// Markdown, and is read line by line.
const (
	mostCells  = 200_000    // of all tables: a row that is short is filled up
	mostLinks  = 20_000_000 // links of one line times its bytes
	mostNotes  = 2_000      // marks of footnotes
	mostStars  = 4_000      // signs of emphasis of one paragraph
	mostQuotes = 100        // quotes and lists that one line opens
)

// tooMuch reports whether a text has more of something than is read as Markdown.
func tooMuch(source string) bool {
	if strings.Count(source, "[^") > mostNotes {
		return true
	}
	columns, cells, stars := 0, 0, 0 // of the table that is open; of all; of the paragraph
	for line := range strings.SplitSeq(source, "\n") {
		switch {
		case strings.TrimSpace(line) == "":
			columns, stars = 0, 0
		case strings.Contains(line, "-") && strings.Trim(line, "|-: \t") == "":
			columns = max(columns, strings.Count(line, "|")+1)
		}
		cells += columns
		stars += strings.Count(line, "*") + strings.Count(line, "_") + strings.Count(line, "~")
		if cells > mostCells || stars > mostStars || opens(line) > mostQuotes || strings.Count(line, "](")*len(line) > mostLinks {
			return true
		}
	}
	return false
}

// opens counts the quotes and lists that a line opens.
func opens(line string) int {
	marks := 0
	for i := 0; i < len(line) && strings.IndexByte("> \t-*+.)0123456789", line[i]) >= 0; i++ {
		if line[i] == '>' || i+1 < len(line) && line[i+1] == ' ' && strings.IndexByte("-*+.)", line[i]) >= 0 {
			marks++
		}
	}
	return marks
}

// walker turns the syntax tree into blocks.
type walker struct {
	src      []byte
	doc      *Document
	quote    int  // depth of block quotes around
	sup      int  // open <sup> tags
	notes    bool // the text has notes of its own
	speakers turns
	depth    int // of the tree, bounded

	numbers map[*ast.List]int // the next one of each list that is open
}

// deepest is how deep lists and quotes may nest: what is deeper is not read.
const deepest = mostQuotes

func (w *walker) children(n ast.Node, list int) {
	if w.depth++; w.depth > deepest {
		w.depth--
		return
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.node(c, list)
	}
	w.depth--
}

func (w *walker) node(n ast.Node, list int) {
	switch n := n.(type) {
	case *ast.Heading:
		w.add(block.Block{Kind: block.Heading, Text: w.inline(n), Level: n.Level})
	case *ast.Paragraph, *ast.TextBlock:
		w.paragraph(n, list)
	case *ast.List:
		w.children(n, list+1)
	case *ast.Blockquote:
		w.quote++
		w.children(n, list)
		w.quote--
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		w.add(block.Block{Kind: block.Code, Text: w.lines(n)})
	case *ast.HTMLBlock:
		w.add(block.Block{Kind: block.Paragraph, Text: stripTags(w.lines(n))})
	case *extast.TableHeader, *extast.TableRow:
		w.row(n)
	case *extast.Footnote:
		w.add(block.Block{Kind: block.Footnote, Text: w.inlineDeep(n)})
	default:
		w.children(n, list)
	}
}

func (w *walker) paragraph(n ast.Node, list int) {
	said := w.speakers.split(w.inline(n))
	b := block.Block{Kind: block.Paragraph, Text: said[0], Lead: w.lead(n)}
	switch {
	case list > 0 && n.PreviousSibling() == nil:
		b.Kind, b.Level, b.Number = block.ListItem, list, w.itemNumber(n.Parent())
	case w.quote > 0:
		b.Kind = block.Quote
	}
	w.add(b)
	for _, turn := range said[1:] {
		w.add(block.Block{Kind: b.Kind, Text: turn, Level: b.Level})
	}
}

// itemNumber is the number of an item in an ordered list, with the sign behind it; else "". Each item is asked for once, in order.
func (w *walker) itemNumber(item ast.Node) string {
	list, ok := item.Parent().(*ast.List)
	if !ok || !list.IsOrdered() {
		return ""
	}
	if w.numbers == nil {
		w.numbers = map[*ast.List]int{}
	}
	if item.PreviousSibling() == nil {
		w.numbers[list] = list.Start
	}
	n := w.numbers[list]
	w.numbers[list]++
	return strconv.Itoa(n) + string(list.Marker)
}

func (w *walker) add(b block.Block) {
	if strings.TrimSpace(b.Text) != "" {
		w.doc.Blocks = append(w.doc.Blocks, b)
	}
}

func (w *walker) row(n ast.Node) {
	var cells []string
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		cells = append(cells, strings.TrimSpace(w.inline(c)))
	}
	w.add(block.Block{Kind: block.TableRow, Text: strings.Join(cells, " | ")})
}

// lead is the bold text that a paragraph begins with.
func (w *walker) lead(n ast.Node) string {
	if e, ok := n.FirstChild().(*ast.Emphasis); ok && e.Level == 2 {
		return w.inline(e)
	}
	return ""
}

// inline is the text of a node's inline children.
func (w *walker) inline(n ast.Node) string {
	var b strings.Builder
	w.write(&b, n)
	return b.String()
}

func (w *walker) inlineDeep(n ast.Node) string {
	var parts []string
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		parts = append(parts, w.inline(c))
	}
	return strings.Join(parts, " ")
}

func (w *walker) write(b *strings.Builder, n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			w.text(b, string(unescape(c, w.src)))
			if c.SoftLineBreak() || c.HardLineBreak() {
				b.WriteByte('\n')
			}
		case *ast.String:
			b.Write(c.Value)
		case *ast.AutoLink:
			w.doc.Links = append(w.doc.Links, string(c.URL(w.src)))
			b.Write(c.Label(w.src))
		case *ast.Link:
			w.doc.Links = append(w.doc.Links, string(c.Destination))
			w.write(b, c)
		case *ast.RawHTML:
			w.tag(rawHTML(c, w.src))
		case *extast.FootnoteLink:
			w.doc.Ledger.Add(ledger.Note, 1)
		case *ast.Image:
			w.doc.Ledger.Add(ledger.Image, 1)
		case *extast.FootnoteBacklink, *extast.TaskCheckBox:
		default:
			w.write(b, c)
		}
	}
}

// text writes words; those that stand above the line are the mark of a note, or a power.
func (w *walker) text(b *strings.Builder, s string) {
	above, ok := formula.Raise(strings.Trim(strings.TrimSpace(s), "[]"))
	switch {
	case w.sup == 0 || !ok:
		b.WriteString(s)
	case w.notes && !markup.IsPower(b.String()):
		w.doc.Ledger.Add(ledger.Note, 1)
	default:
		b.WriteString(above)
	}
}

// tag minds the tags of HTML that change what words say.
func (w *walker) tag(raw string) {
	switch name := strings.ToLower(strings.Trim(raw, "</> ")); {
	case name != "sup":
	case strings.HasPrefix(raw, "</"):
		w.sup = max(0, w.sup-1)
	default:
		w.sup++
	}
}

func rawHTML(n *ast.RawHTML, src []byte) string {
	var b strings.Builder
	for i := range n.Segments.Len() {
		s := n.Segments.At(i)
		b.Write(s.Value(src))
	}
	return b.String()
}

// unescape removes the backslashes of \* and resolves entities, except in code.
func unescape(t *ast.Text, src []byte) []byte {
	value := t.Segment.Value(src)
	if t.IsRaw() || t.Parent() != nil && t.Parent().Kind() == ast.KindCodeSpan {
		return value
	}
	var out bytes.Buffer
	for i := 0; i < len(value); i++ {
		if value[i] == '\\' && i+1 < len(value) && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", value[i+1]) >= 0 {
			i++
		}
		out.WriteByte(value[i])
	}
	return []byte(html.UnescapeString(out.String()))
}

func (w *walker) lines(n ast.Node) string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		b.Write(line.Value(w.src))
	}
	return b.String()
}

// stripTags keeps the text of embedded HTML that people would see.
func stripTags(s string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	skip := 0
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			if skip == 0 {
				b.Write(z.Text())
			}
		case html.StartTagToken:
			if name, _ := z.TagName(); hides(string(name)) {
				skip++
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); hides(string(name)) && skip > 0 {
				skip--
			}
			b.WriteByte(' ')
		}
	}
}

func hides(tag string) bool { return tag == "script" || tag == "style" || tag == "template" }
