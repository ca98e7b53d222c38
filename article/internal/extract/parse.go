package extract

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// parse makes a tree of a page; false where it is too large or nested too deep to have one.
func parse(text string) (*html.Node, bool) {
	if elements(text) > mostElements {
		return nil, false
	}
	doc, err := html.Parse(strings.NewReader(text))
	return doc, err == nil && inkOf(doc) <= mostText
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

// empty takes out all that a node holds.
func empty(n *html.Node) {
	for n.FirstChild != nil {
		n.RemoveChild(n.FirstChild)
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
