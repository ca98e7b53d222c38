package article

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/fetch"
)

// readHTML reads the paragraphs of a page.
func readHTML(page *fetch.Page) (content, error) {
	text, err := decode(page)
	if err != nil {
		return content{}, err
	}
	if wall := fetch.WallBefore(page, text); wall != nil {
		return content{}, wall
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return content{}, err
	}
	var c content
	for n := range root.Descendants() {
		switch {
		case n.Type != html.ElementNode:
		case n.Data == "title" && n.FirstChild != nil && c.title == "":
			c.title = n.FirstChild.Data
		case n.Data == "p" || n.Data == "li" || n.Data == "h2" || n.Data == "h3":
			kind := map[string]block.Kind{"p": block.Paragraph, "li": block.ListItem, "h2": block.Heading, "h3": block.Heading}[n.Data]
			c.blocks = append(c.blocks, block.Block{Kind: kind, Text: textOf(n)})
		}
	}
	return c, nil
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && d.Parent.Data != "script" && d.Parent.Data != "style" {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}
