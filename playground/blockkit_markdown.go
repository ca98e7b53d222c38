package playground

import (
	"bytes"
	"html/template"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// standardMarkdown omits raw HTML, and its links lead only where safeURL lets them.
var standardMarkdown = goldmark.New(
	goldmark.WithExtensions(
		extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute)), extension.Strikethrough, extension.Linkify, extension.TaskList,
	),
	goldmark.WithParserOptions(parser.WithASTTransformers(util.Prioritized(markdownLinks{}, 500))),
	goldmark.WithRendererOptions(html.WithHardWraps()),
)

func markdownHTML(source string) template.HTML {
	var b bytes.Buffer
	if err := standardMarkdown.Convert([]byte(source), &b); err != nil {
		return markup(escapeHTML(source))
	}
	return markup(b.String())
}

// markdownLinks opens links in windows of their own, and shows images as links, as Slack does.
type markdownLinks struct{}

func (markdownLinks) Transform(doc *ast.Document, reader text.Reader, _ parser.Context) {
	var links []ast.Node
	// The walker never fails.
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n.(type) {
		case *ast.Link, *ast.AutoLink, *ast.Image:
			if entering {
				links = append(links, n)
			}
		}
		return ast.WalkContinue, nil
	})
	for _, n := range links {
		if image, ok := n.(*ast.Image); ok {
			link := ast.NewLink()
			link.Destination = image.Destination
			for child := image.FirstChild(); child != nil; child = image.FirstChild() {
				link.AppendChild(link, child)
			}
			n.Parent().ReplaceChild(n.Parent(), n, link)
			n = link
		}
		if link, ok := n.(*ast.Link); ok && safeURL(string(link.Destination)) == "" {
			unwrap(link)
			continue
		}
		if link, ok := n.(*ast.AutoLink); ok && link.AutoLinkType == ast.AutoLinkURL && safeURL(string(link.URL(reader.Source()))) == "" {
			n.Parent().ReplaceChild(n.Parent(), n, ast.NewString(link.Label(reader.Source())))
			continue
		}
		n.SetAttributeString("target", []byte("_blank"))
		n.SetAttributeString("rel", []byte("noopener noreferrer"))
	}
}

// unwrap leaves of a link only what it says.
func unwrap(link ast.Node) {
	parent := link.Parent()
	for child := link.FirstChild(); child != nil; child = link.FirstChild() {
		parent.InsertBefore(parent, link, child)
	}
	parent.RemoveChild(parent, link)
}
