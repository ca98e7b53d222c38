package office

import (
	"context"
	"errors"
	"net/url"
	"path"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/charset"
	"github.com/footnote-bot/footnote/article/internal/failure"
	"github.com/footnote-bot/footnote/article/internal/ledger"
	"github.com/footnote-bot/footnote/article/internal/markup"
)

// EPUB reads a book's chapters in the order of its spine. Errors are *failure.Error.
func EPUB(ctx context.Context, data []byte) (*Document, error) {
	a, err := openArchive(ctx, data)
	if err != nil {
		return nil, err
	}
	if locked, err := a.locked(); err != nil || locked {
		if err != nil {
			return nil, err
		}
		return nil, &failure.Error{Kind: failure.Unsupported, Err: errors.New("the book is locked to a reader's account (DRM)")}
	}
	var container struct {
		Root []struct {
			Path string `xml:"full-path,attr"`
		} `xml:"rootfiles>rootfile"`
	}
	if err := a.decode("META-INF/container.xml", &container); err != nil {
		return nil, err
	}
	if len(container.Root) == 0 {
		return nil, damaged("META-INF/container.xml", errors.New("names no book"))
	}
	return a.book(container.Root[0].Path)
}

// locked reports whether more than fonts is encrypted.
func (a *archive) locked() (bool, error) {
	var list struct {
		Data []struct {
			Ref struct {
				URI string `xml:"URI,attr"`
			} `xml:"CipherData>CipherReference"`
		} `xml:"EncryptedData"`
	}
	if err := a.decode("META-INF/encryption.xml", &list); err != nil {
		return false, err
	}
	for _, d := range list.Data {
		switch strings.ToLower(path.Ext(d.Ref.URI)) {
		case ".xhtml", ".html", ".htm", ".xml", ".opf":
			return true, nil
		}
	}
	return false, nil
}

func (a *archive) book(name string) (*Document, error) {
	var opf struct {
		Title    []string `xml:"metadata>title"`
		Creator  []string `xml:"metadata>creator"`
		Date     []string `xml:"metadata>date"`
		Language []string `xml:"metadata>language"`
		Items    []struct {
			ID         string `xml:"id,attr"`
			Href       string `xml:"href,attr"`
			Type       string `xml:"media-type,attr"`
			Properties string `xml:"properties,attr"`
		} `xml:"manifest>item"`
		Spine []struct {
			ID string `xml:"idref,attr"`
		} `xml:"spine>itemref"`
	}
	if _, ok := a.files[name]; !ok {
		return nil, damaged(name, errNoEntry)
	}
	if err := a.decode(name, &opf); err != nil {
		return nil, err
	}
	doc := &Document{Title: first(opf.Title), Author: strings.Join(opf.Creator, ", "), Date: first(opf.Date), Language: first(opf.Language)}
	href := map[string]string{}
	for _, i := range opf.Items {
		if strings.Contains(i.Properties, "nav") || !strings.Contains(i.Type, "html") {
			continue
		}
		if plain, err := url.PathUnescape(i.Href); err == nil {
			href[i.ID] = path.Join(path.Dir(name), plain)
		}
	}
	for _, s := range opf.Spine {
		chapter, ok := a.files[href[s.ID]]
		if !ok {
			continue
		}
		if doc.Cut {
			break
		}
		data, err := a.read(chapter.Name)
		if err != nil {
			return nil, err
		}
		text, _, err := charset.Decode(data, "application/xhtml+xml")
		if err != nil {
			return nil, err
		}
		if err := doc.chapter(text); err != nil {
			return nil, damaged(chapter.Name, err)
		}
	}
	return doc, nil
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return strings.TrimSpace(list[0])
}

// chapter takes the blocks of one XHTML file.
func (d *Document) chapter(text string) error {
	text, d.Cut = markup.CutTags(text, mostTags)
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return err
	}
	c := chapterReader{doc: d}
	c.walk(root, block.Paragraph)
	c.flush()
	return nil
}

// mostTags of one chapter are read.
const mostTags = 100_000

// chapterReader collects inline text until a block begins or ends.
type chapterReader struct {
	doc   *Document
	text  strings.Builder
	kind  block.Kind
	level int
}

func (c *chapterReader) flush() {
	if text := c.text.String(); strings.TrimSpace(text) != "" {
		c.doc.add(block.Block{Kind: c.kind, Text: text, Level: c.level})
	}
	c.text.Reset()
}

func (c *chapterReader) walk(n *html.Node, kind block.Kind) {
	switch {
	case n.Type == html.TextNode:
		if c.text.Len() == 0 {
			c.kind, c.level = kind, 0
		}
		c.text.WriteString(n.Data)
		return
	case n.Type == html.ElementNode && isUnseen(n):
		return
	case n.Type == html.ElementNode && n.DataAtom == atom.Img:
		c.doc.Ledger.Add(ledger.Image, 1)
	case n.Type == html.ElementNode && n.DataAtom == atom.Br:
		c.text.WriteByte('\n')
	case n.Type == html.ElementNode && n.DataAtom == atom.Tr:
		c.row(n)
		return
	}
	inner, isBlock := blockKind(n, kind)
	if isBlock {
		c.flush()
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.walk(child, inner)
	}
	if isBlock {
		if inner == block.Heading {
			c.level = int(n.Data[1] - '0')
		}
		c.flush()
	}
}

func (c *chapterReader) row(n *html.Node) {
	c.flush()
	var cells []string
	for cell := n.FirstChild; cell != nil; cell = cell.NextSibling {
		if cell.DataAtom == atom.Td || cell.DataAtom == atom.Th {
			var b strings.Builder
			for t := range cell.Descendants() {
				if t.Type == html.TextNode {
					b.WriteString(t.Data)
				}
			}
			cells = append(cells, strings.TrimSpace(b.String()))
		}
	}
	c.kind, c.level = block.TableRow, 0
	c.text.WriteString(strings.Join(cells, " | "))
	c.flush()
}

func isUnseen(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Head, atom.Script, atom.Style, atom.Nav, atom.Template, atom.Rt, atom.Rp:
		return true
	}
	for _, a := range n.Attr {
		if a.Key == "hidden" {
			return true
		}
	}
	return false
}

// blockKind says whether an element is a block of its own, and of what kind its text is.
func blockKind(n *html.Node, around block.Kind) (block.Kind, bool) {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return block.Heading, true
	case atom.Li, atom.Dd, atom.Dt:
		return block.ListItem, true
	case atom.Blockquote:
		return block.Quote, true
	case atom.Pre:
		return block.Code, true
	case atom.Figcaption, atom.Caption:
		return block.Caption, true
	case atom.Aside:
		return block.Footnote, true
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Body, atom.Table, atom.Ul, atom.Ol, atom.Dl, atom.Figure, atom.Hr, atom.Header, atom.Footer:
		return around, true
	}
	return around, false
}
