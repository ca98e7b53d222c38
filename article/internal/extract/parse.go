package extract

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// parse makes a tree of a page. Pages nested deeper than the parser allows (512 open elements; none of 4,076 real pages)
// become a flat tree of their text.
func parse(text string) (*html.Node, error) {
	doc, err := html.Parse(strings.NewReader(text))
	if err == nil {
		return doc, nil
	}
	return html.Parse(strings.NewReader(flatten(text)))
}

// flatten keeps the text of a page as paragraphs, and nothing else of its markup.
func flatten(text string) string {
	z := html.NewTokenizer(strings.NewReader(text))
	var out strings.Builder
	skip := atom.Atom(0)
	for {
		switch z.Next() {
		case html.ErrorToken:
			return out.String()
		case html.TextToken:
			if skip == 0 {
				out.WriteString(html.EscapeString(string(z.Text())))
			}
		case html.StartTagToken:
			name, _ := z.TagName()
			switch a := atom.Lookup(name); a {
			case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Svg:
				skip = a
			case atom.P, atom.Div, atom.Li, atom.Br, atom.H1, atom.H2, atom.H3, atom.Tr, atom.Section, atom.Article:
				if skip == 0 {
					out.WriteString("\n<p>")
				}
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); atom.Lookup(name) == skip {
				skip = 0
			}
		}
	}
}

// baseOf is the address that relative links of a page are relative to.
func baseOf(doc *html.Node, at *url.URL) *url.URL {
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Base {
			if to, err := at.Parse(attr(n, "href")); err == nil && attr(n, "href") != "" && to.Host != "" {
				return to
			}
			break
		}
	}
	return at
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// clone copies a tree.
func clone(n *html.Node) *html.Node {
	type pair struct{ from, to *html.Node }
	root := shallow(n)
	for stack := []pair{{n, root}}; len(stack) > 0; {
		top := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for c := top.from.FirstChild; c != nil; c = c.NextSibling {
			copied := shallow(c)
			top.to.AppendChild(copied)
			stack = append(stack, pair{c, copied})
		}
	}
	return root
}

func shallow(n *html.Node) *html.Node {
	return &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace, Attr: append([]html.Attribute(nil), n.Attr...)}
}

// remove takes nodes out of their tree.
func remove(nodes []*html.Node) {
	for _, n := range nodes {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
}

// textOf is the text below a node, with white space made single.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type != html.TextNode {
			continue
		}
		switch d.Parent.DataAtom {
		case atom.Script, atom.Style, atom.Button, atom.Title, atom.Noscript, atom.Template:
			if d.Parent != n {
				continue
			}
		}
		b.WriteString(d.Data)
		b.WriteByte(' ')
	}
	if n.Type == html.TextNode {
		b.WriteString(n.Data)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
