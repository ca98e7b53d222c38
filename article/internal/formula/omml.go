package formula

import (
	"encoding/xml"
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"
)

// deepest bounds how deep the elements of a formula nest.
const deepest = 100

var errTooDeep = errors.New("a formula is nested too deep")

// OMML reads Office's formula that begins with start (oMath or oMathPara), up to its end. words are those of a formula that is too long
// to be one, which then has no text.
func OMML(d *xml.Decoder, start xml.StartElement) (text string, words int, err error) {
	r := ommlReader{decoder: d}
	tree, err := r.element(start, 0)
	switch {
	case err != nil:
		return "", 0, err
	case r.tooLong():
		return "", r.words, nil
	}
	return Write(tree.node()), 0, nil
}

// ommlReader keeps the elements of a formula, up to as many as one has.
type ommlReader struct {
	decoder               *xml.Decoder
	elements, size, words int
}

// mostElements is how many elements a formula has at most.
const mostElements = 4 * Longest

func (r *ommlReader) tooLong() bool { return r.size > Longest || r.elements > mostElements }

// element is one of OMML's.
type element struct {
	name, val string // val is its attribute, where it has one
	text      string // of t
	kids      []*element
}

func (r *ommlReader) element(start xml.StartElement, depth int) (*element, error) {
	if depth > deepest {
		return nil, errTooDeep
	}
	r.elements++
	e := &element{name: start.Name.Local}
	for _, a := range start.Attr {
		if a.Name.Local == "val" {
			e.val = a.Value
		}
	}
	for {
		token, err := r.decoder.Token()
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			kid, err := r.element(t, depth+1)
			if err != nil {
				return nil, err
			}
			if !r.tooLong() {
				e.kids = append(e.kids, kid)
			}
		case xml.CharData:
			if e.name == "t" {
				r.size += len(t)
				r.words += len(strings.Fields(string(t)))
				if !r.tooLong() {
					e.text += string(t)
				}
			}
		case xml.EndElement:
			return e, nil
		}
	}
}

func (e *element) kid(name string) *element {
	if e != nil {
		for _, k := range e.kids {
			if k.name == name {
				return k
			}
		}
	}
	return nil
}

// property is the value of a property of an element: of naryPr's chr, say; otherwise where it is not given.
func (e *element) property(of, name, otherwise string) string {
	if p := e.kid(of).kid(name); p != nil {
		return p.val
	}
	return otherwise
}

func (e *element) part(name string) *Node { return e.kid(name).node() }

func (e *element) node() *Node {
	if e == nil {
		return nil
	}
	switch e.name {
	case "t":
		return tokens(e.text)
	case "f":
		return &Node{Kind: Fraction, Kids: []*Node{e.part("num"), e.part("den")}}
	case "sSup", "sSub", "sSubSup":
		return &Node{Kind: Scripts, Kids: []*Node{e.part("e"), e.part("sub"), e.part("sup")}}
	case "sPre":
		return &Node{Kids: []*Node{{Kind: Scripts, Kids: []*Node{nil, e.part("sub"), e.part("sup")}}, e.part("e")}}
	case "limLow":
		return &Node{Kind: Scripts, Kids: []*Node{e.part("e"), e.part("lim"), nil}}
	case "limUpp":
		return &Node{Kind: Scripts, Kids: []*Node{e.part("e"), nil, e.part("lim")}}
	case "rad":
		return &Node{Kind: Root, Kids: []*Node{e.part("e"), e.part("deg")}}
	case "nary":
		sign := &Node{Kind: Operator, Text: e.property("naryPr", "chr", "∫")}
		return &Node{Kids: []*Node{{Kind: Scripts, Kids: []*Node{sign, e.part("sub"), e.part("sup")}}, e.part("e")}}
	case "func":
		return &Node{Kids: []*Node{{Kind: Word, Text: Write(e.part("fName"))}, e.part("e")}}
	case "acc":
		return &Node{Kind: Accent, Text: e.property("accPr", "chr", "\u0302"), Kids: []*Node{e.part("e")}}
	case "bar":
		return &Node{Kind: Accent, Text: "¯", Kids: []*Node{e.part("e")}}
	case "d":
		f := &Node{Kind: Fence, Text: sign(e.property("dPr", "begChr", "(")) + sign(e.property("dPr", "endChr", ")"))}
		for _, k := range e.kids {
			if k.name == "e" {
				f.Kids = append(f.Kids, k.node())
			}
		}
		return f
	case "m", "eqArr":
		return e.table()
	case "phant":
		return nil
	}
	row := &Node{}
	for _, k := range e.kids {
		if n := k.node(); n != nil {
			row.Kids = append(row.Kids, n)
		}
	}
	return row
}

func (e *element) table() *Node {
	t := &Node{Kind: Table}
	if e.name == "eqArr" {
		t.Text = " "
	}
	for _, r := range e.kids {
		switch r.name {
		case "e":
			t.Kids = append(t.Kids, &Node{Kids: []*Node{r.node()}})
		case "mr":
			row := &Node{}
			for _, c := range r.kids {
				row.Kids = append(row.Kids, c.node())
			}
			t.Kids = append(t.Kids, row)
		}
	}
	return t
}

// tokens are the letters, numbers and signs of a text that Office keeps as one.
func tokens(text string) *Node {
	row := &Node{}
	for text != "" {
		first, end := utf8.DecodeRuneInString(text)
		kind := Operator
		switch {
		case isDigit(first):
			kind = Number
			end = len(text) - len(strings.TrimLeft(text, "0123456789."))
		case unicode.IsLetter(first) || unicode.IsMark(first) || unicode.IsSpace(first):
			kind = Word
		}
		row.Kids = append(row.Kids, &Node{Kind: kind, Text: text[:end]})
		text = text[end:]
	}
	return row
}
