package formula

import (
	"strings"

	"golang.org/x/net/html"
)

// MathML makes a formula of a math element; false where it has none to show, or one that is too long.
func MathML(math *html.Node) (string, bool) {
	size := 0
	for n := range math.Descendants() {
		if n.Type == html.TextNode {
			if size += len(strings.TrimSpace(n.Data)); size > Longest {
				return "", false
			}
		}
	}
	text := Write(fromMathML(math))
	if text == "" {
		text = strings.Join(strings.Fields(attribute(math, "alttext")), " ")
	}
	return text, text != ""
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func fromMathML(n *html.Node) *Node {
	switch n.Type {
	case html.TextNode:
		return &Node{Kind: Word, Text: strings.TrimSpace(n.Data)}
	case html.ElementNode:
	default:
		return nil
	}
	kids := elements(n)
	switch strings.ToLower(n.Data) {
	case "annotation", "annotation-xml", "mphantom", "mlabel", "maligngroup", "malignmark", "none", "mprescripts":
		return nil
	case "semantics", "maction":
		return one(kids, 0)
	case "mi", "mtext", "ms":
		return &Node{Kind: Word, Text: tokenOf(n)}
	case "mn":
		return &Node{Kind: Number, Text: tokenOf(n)}
	case "mo":
		return &Node{Kind: Operator, Text: tokenOf(n)}
	case "mspace":
		return &Node{Kind: Word, Text: " "}
	case "mfrac":
		if t := attribute(n, "linethickness"); t == "0" || strings.HasPrefix(t, "0p") {
			return &Node{Kind: Table, Kids: []*Node{{Kids: []*Node{one(kids, 0)}}, {Kids: []*Node{one(kids, 1)}}}}
		}
		return &Node{Kind: Fraction, Kids: []*Node{one(kids, 0), one(kids, 1)}}
	case "msqrt":
		return &Node{Kind: Root, Kids: []*Node{row(n)}}
	case "mroot":
		return &Node{Kind: Root, Kids: []*Node{one(kids, 0), one(kids, 1)}}
	case "msup":
		return &Node{Kind: Scripts, Kids: []*Node{one(kids, 0), nil, one(kids, 1)}}
	case "mover":
		return over(n, kids)
	case "msub", "munder":
		return &Node{Kind: Scripts, Kids: []*Node{one(kids, 0), one(kids, 1), nil}}
	case "msubsup", "munderover":
		return &Node{Kind: Scripts, Kids: []*Node{one(kids, 0), one(kids, 1), one(kids, 2)}}
	case "mmultiscripts":
		return multi(kids)
	case "mfenced":
		return fenced(n, kids)
	case "mtable":
		return table(n, kids)
	}
	return row(n)
}

func elements(n *html.Node) []*html.Node {
	var kids []*html.Node
	for c := range n.ChildNodes() {
		if c.Type == html.ElementNode {
			kids = append(kids, c)
		}
	}
	return kids
}

func one(kids []*html.Node, i int) *Node {
	if i < len(kids) {
		return fromMathML(kids[i])
	}
	return nil
}

func row(n *html.Node) *Node {
	r := &Node{Kind: Row}
	for c := range n.ChildNodes() {
		if k := fromMathML(c); k != nil {
			r.Kids = append(r.Kids, k)
		}
	}
	return r
}

func tokenOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.ReplaceAll(b.String(), "\u00a0", " ")
}

// over is an accent, or what stands above a sign.
func over(n *html.Node, kids []*html.Node) *Node {
	if len(kids) < 2 {
		return one(kids, 0)
	}
	mark := strings.TrimSpace(tokenOf(kids[1]))
	if _, ok := accents[mark]; ok || attribute(n, "accent") == "true" {
		return &Node{Kind: Accent, Text: mark, Kids: []*Node{one(kids, 0)}}
	}
	return &Node{Kind: Scripts, Kids: []*Node{one(kids, 0), nil, one(kids, 1)}}
}

// multi has indices and powers behind its base, and behind mprescripts those before it.
func multi(kids []*html.Node) *Node {
	if len(kids) == 0 {
		return nil
	}
	before, after := &Node{Kind: Scripts, Kids: []*Node{nil, nil, nil}}, &Node{Kind: Scripts, Kids: []*Node{one(kids, 0), nil, nil}}
	at, k := after, 1
	for _, kid := range kids[1:] {
		if kid.Data == "mprescripts" {
			at, k = before, 1
			continue
		}
		at.Kids[k] = fromMathML(kid)
		k = 3 - k
	}
	if before.Kids[1] == nil && before.Kids[2] == nil {
		return after
	}
	return &Node{Kind: Row, Kids: []*Node{before, after}}
}

func fenced(n *html.Node, kids []*html.Node) *Node {
	open, closing := "(", ")"
	for _, a := range n.Attr {
		switch a.Key {
		case "open":
			open = strings.TrimSpace(a.Val)
		case "close":
			closing = strings.TrimSpace(a.Val)
		}
	}
	f := &Node{Kind: Fence, Text: sign(open) + sign(closing)}
	for _, k := range kids {
		f.Kids = append(f.Kids, fromMathML(k))
	}
	return f
}

// sign is the first sign of a fence; a null stands for none.
func sign(s string) string {
	for _, r := range s {
		return string(r)
	}
	return "\x00"
}

func table(n *html.Node, kids []*html.Node) *Node {
	t := &Node{Kind: Table}
	if attribute(n, "displaystyle") == "true" || strings.Contains(attribute(n, "columnalign"), "right left") {
		t.Text = " " // equations below each other
	}
	for _, tr := range kids {
		cells := elements(tr)
		if strings.EqualFold(tr.Data, "mlabeledtr") && len(cells) > 0 {
			cells = cells[1:]
		}
		r := &Node{}
		for _, td := range cells {
			r.Kids = append(r.Kids, fromMathML(td))
		}
		t.Kids = append(t.Kids, r)
	}
	return t
}
