package plain

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/ledger"
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
	md := goldmark.New(
		goldmark.WithExtensions(extension.GFM, extension.Footnote),
		goldmark.WithParserOptions(parser.WithASTTransformers(util.Prioritized(freeNotes{}, beforeNotes))),
	)
	w := walker{src: src, doc: &d, notes: strings.Contains(source, "\n[^"), speakers: turnsOf(source)}
	w.children(md.Parser().Parse(text.NewReader(src)), 0)
	for _, b := range d.Blocks {
		if d.Title == "" && b.Kind == block.Heading && b.Level == 1 {
			d.Title = b.Text
		}
	}
	return d
}

// freeNotes gives a number to the notes that nothing refers to: the parser drops those without.
type freeNotes struct{}

// beforeNotes has freeNotes come before what orders the notes, at 999.
const beforeNotes = 998

// Transform is that of parser.ASTTransformer.
func (freeNotes) Transform(doc *ast.Document, _ text.Reader, _ parser.Context) {
	_ = ast.Walk(doc, func(n ast.Node, _ bool) (ast.WalkStatus, error) {
		list, ok := n.(*extast.FootnoteList)
		if !ok {
			return ast.WalkContinue, nil
		}
		last := list.Count
		for c := list.FirstChild(); c != nil; c = c.NextSibling() {
			if note, ok := c.(*extast.Footnote); ok && note.Index < 0 {
				last++
				note.Index = last
			}
		}
		list.Count = last
		return ast.WalkStop, nil
	})
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
		w.markup(w.lines(n))
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
		if begun, ok := n.Parent().Parent().(*ast.List); ok && begun.Start > 1 { // it goes on, or is a year that begins a sentence: the number says something
			b.Text, b.Number, b.Lead = b.Number+" "+b.Text, "", ""
		}
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
		cells = append(cells, strings.Join(strings.Fields(w.inline(c)), " "))
	}
	if beyond := w.beyond(n.LastChild()); beyond != "" {
		cells = append(cells, beyond)
	}
	w.add(block.Block{Kind: block.TableRow, Text: strings.Join(cells, " | ")})
}

// beyond is what a line of a table has behind as many cells as its head has. The parser drops it, as pages do that are
// made of the text; who wrote it meant it.
func (w *walker) beyond(last ast.Node) string {
	if last == nil || last.Lines().Len() == 0 {
		return ""
	}
	rest, _, _ := strings.Cut(string(w.src[last.Lines().At(0).Stop:]), "\n")
	return strings.Trim(rest, "| \t")
}

// lead is the bold text that a paragraph begins with.
func (w *walker) lead(n ast.Node) string {
	if e, ok := n.FirstChild().(*ast.Emphasis); ok && e.Level == 2 {
		return w.inline(e)
	}
	return ""
}

func (w *walker) lines(n ast.Node) string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		b.Write(line.Value(w.src))
	}
	return b.String()
}
