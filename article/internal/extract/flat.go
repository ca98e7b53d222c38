package extract

import (
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/ledger"
)

// Pages beyond these bounds are read flat: without a tree, in memory that does not grow with the page. The largest of 819 real pages has
// 6,012 elements; of 4,076 none is nested deeper than the parser allows (512 open elements).
const (
	mostElements = 50_000
	mostText     = 1 << 20 // bytes of text that can be seen
	mostPieces   = 20_000  // of a flat page
	fewAttrs     = 100     // of one element; each one more weighs as much as an element
)

// elements counts what looks like the start of an element.
func elements(text string) int {
	n, attrs := 0, -1 // of the tag that is open
	for i := 0; i+1 < len(text); i++ {
		c := text[i]
		switch next := text[i+1] | 0x20; {
		case c == '<' && next >= 'a' && next <= 'z':
			n++
			attrs = 0
		case c == '>':
			attrs = -1
		case c == '=' && attrs >= 0:
			if attrs++; attrs > fewAttrs {
				n++
			}
			if end := closingQuote(text[i+1:]); end > 0 {
				i += end
			}
		}
	}
	return n
}

// closingQuote is where a quoted value ends, counted from behind its equals sign; 0 for one without quotes, or without an end.
func closingQuote(text string) int {
	if text[0] != '"' && text[0] != '\'' {
		return 0
	}
	return strings.IndexByte(text[1:], text[0]) + 1
}

// flat reads a page as a run of tags and text.
type flat struct {
	renderer
	data    pageData
	hidden  []string
	classes map[string]bool
	until   atom.Atom
	depth   int
	unseen  strings.Builder
	breaks  int     // of lines, in the piece that is being written: each may end one
	unread  float64 // part of the text that is behind the limits
	left    ledger.Ledger
}

// readFlat makes pieces of a page that is too large or too deep for a tree. What its style hides is hidden here too.
func readFlat(text string) *flat {
	f := &flat{renderer: renderer{kind: block.Paragraph}, data: newPageData(), classes: map[string]bool{}}
	in := strings.NewReader(text)
	z := html.NewTokenizer(in)
	z.SetMaxBuf(mostText)
	read := 0
	for len(f.pieces)+f.breaks < mostPieces && read < mostText {
		switch z.Next() {
		case html.ErrorToken:
			if !errors.Is(z.Err(), io.EOF) { // a run of text longer than the buffer
				f.end(read, len(z.Buffered())+in.Len())
			} else {
				f.end(read, 0)
			}
			return f
		case html.TextToken:
			read += f.words(z)
		case html.CommentToken:
			f.hide(string(z.Text()))
		case html.StartTagToken, html.SelfClosingTagToken:
			f.start(z.Token(), z)
		case html.EndTagToken:
			f.close(z.Token())
		}
	}
	f.end(read, restOf(z)+in.Len())
	return f
}

// end ends the reading, after so many bytes of text and before so many others.
func (f *flat) end(read, beyond int) {
	if beyond > 0 {
		f.unread = float64(beyond) / float64(read+beyond)
	}
	f.flush()
	f.hide(f.unseen.String())
	for i := range f.pieces {
		f.pieces[i].read()
	}
	f.data.finish()
}

// flush ends the piece that is being written.
func (f *flat) flush() {
	f.renderer.flush()
	f.breaks = 0
}

func (f *flat) words(z *html.Tokenizer) int {
	text := string(z.Text())
	if f.until != 0 {
		if f.unseen.Len() < mostHidden {
			f.unseen.WriteString(text)
		}
		return 0
	}
	f.write(&html.Node{Type: html.TextNode, Data: text})
	return len(strings.TrimSpace(text))
}

func (f *flat) hide(text string) {
	text = oneLine(text)
	if text = strings.ToValidUTF8(text[:min(len(text), mostHidden)], ""); text != "" && len(f.hidden) < mostHeadings*100 {
		f.hidden = append(f.hidden, text)
	}
}

func (f *flat) start(t html.Token, z *html.Tokenizer) {
	if f.until != 0 {
		if t.DataAtom == f.until {
			f.depth++
		}
		return
	}
	n := &html.Node{Type: html.ElementNode, DataAtom: t.DataAtom, Data: t.Data, Attr: t.Attr}
	switch t.DataAtom {
	case atom.Script, atom.Style, atom.Title, atom.Noscript, atom.Textarea, atom.Iframe:
		f.raw(n, z)
		return
	case atom.Meta, atom.Html:
		f.data.read(n)
		return
	case atom.A:
		f.anchors = 1
		if to := attr(n, "href"); to != "" {
			f.links = append(f.links, to)
		}
	case atom.Br:
		f.text.WriteString("\n")
		f.breaks++
	case atom.Img:
		f.images++
	}
	if isHidden(n, f.classes) && t.Type == html.StartTagToken && t.DataAtom != 0 {
		f.flush()
		f.until, f.depth = t.DataAtom, 1
		return
	}
	f.begin(n)
}

// begin starts a new piece where an element does.
func (f *flat) begin(n *html.Node) {
	switch {
	case n.DataAtom == atom.Li || n.DataAtom == atom.Dd || n.DataAtom == atom.Dt:
		f.flush()
		f.kind, f.level = block.ListItem, 1
	case len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6':
		f.flush()
		f.kind, f.level = block.Heading, int(n.Data[1]-'0')
	case isBlock(n) || n.DataAtom == atom.Ul || n.DataAtom == atom.Ol || n.DataAtom == atom.Table || n.DataAtom == atom.Blockquote || n.DataAtom == atom.Pre:
		f.flush()
		f.kind, f.level = block.Paragraph, 0
	}
}

func (f *flat) close(t html.Token) {
	if f.until != 0 {
		if t.DataAtom != f.until {
			return
		}
		if f.depth--; f.depth == 0 {
			f.until = 0
			f.hide(f.unseen.String())
			f.unseen.Reset()
		}
		return
	}
	if t.DataAtom == atom.A {
		f.anchors = 0
	}
	n := &html.Node{Type: html.ElementNode, DataAtom: t.DataAtom, Data: t.Data}
	if isBlock(n) || t.DataAtom == atom.Li || t.DataAtom == atom.Ul || t.DataAtom == atom.Ol || len(t.Data) == 2 && t.Data[0] == 'h' {
		f.flush()
		f.kind, f.level = block.Paragraph, 0
	}
}

// raw reads an element whose content is text to the tokenizer.
func (f *flat) raw(n *html.Node, z *html.Tokenizer) {
	if z.Next() != html.TextToken {
		return
	}
	n.AppendChild(&html.Node{Type: html.TextNode, Data: string(z.Text())})
	switch n.DataAtom {
	case atom.Title, atom.Script:
		f.data.read(n)
	case atom.Style:
		classesIn(n.FirstChild.Data, hidingRule(), f.classes)
	}
}

// plain keeps of a flat page what is no menu: lines of words, and what stands between them.
func (f *flat) plain() []piece {
	var kept []piece
	for _, p := range f.pieces {
		if p.linkDensity() < 0.5 && (len(p.tokens) >= fewTokens || p.Kind == block.Heading) {
			kept = append(kept, p)
		} else {
			f.left.AddText(ledger.Navigation, p.Text)
		}
	}
	return kept
}
