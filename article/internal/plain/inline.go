package plain

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/article/internal/extract"
	"github.com/footnote-bot/footnote/article/internal/formula"
	"github.com/footnote-bot/footnote/article/internal/ledger"
	"github.com/footnote-bot/footnote/article/internal/markup"
)

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
			b.WriteString(w.tag(rawHTML(c, w.src)))
		case *extast.FootnoteLink:
			w.doc.Ledger.Add(ledger.Note, 1)
		case *ast.Image:
			w.doc.Ledger.Add(ledger.Image, 1)
		case *extast.TaskCheckBox:
			b.WriteString(box(c.IsChecked))
		case *extast.FootnoteBacklink:
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

// box is how a task shows whether it is done.
func box(checked bool) string {
	if checked {
		return "☒ "
	}
	return "☐ "
}

// tag minds the tags of HTML that change what words say, and gives what stands in the text for one: a break, or words
// in angle brackets that are no tag, such as List<String>.
func (w *walker) tag(raw string) string {
	name, end := strings.CutPrefix(strings.Trim(raw, "<>"), "/")
	name = name[:strings.IndexAny(name+" ", " \t\n/")]
	switch known := atom.Lookup([]byte(strings.ToLower(name))); {
	case known == atom.Br:
		return "\n"
	case known == atom.Sup && end:
		w.sup = max(0, w.sup-1)
	case known == atom.Sup:
		w.sup++
	case known == 0 && !end && isName(name) && len(name)+len("<>") == len(raw):
		return raw
	}
	return ""
}

// isName reports whether something is a word of letters and digits, which no element of a page's own making is.
func isName(s string) bool {
	for _, r := range s {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') {
			return false
		}
	}
	return s != ""
}

// markup reads HTML that stands between the paragraphs.
func (w *walker) markup(source string) {
	root, err := html.Parse(strings.NewReader(source))
	if err != nil { // only where it is nested too deep
		w.doc.Ledger.AddText(ledger.Other, source)
		return
	}
	shown := extract.Whole(root)
	w.doc.Ledger.AddAll(shown.Ledger)
	w.doc.Links = append(w.doc.Links, shown.Links...)
	for _, b := range shown.Blocks {
		w.add(b)
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
