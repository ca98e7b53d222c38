package extract

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/article/internal/block"
)

// longCell is from how many bytes on a cell that holds blocks is a part of the page's layout, and no datum.
const longCell = 200

// table writes a row a piece, cells beside each other. A table that only lays the page out is written as if it were none.
func (r *renderer) table(n *html.Node) {
	r.flush()
	if rows, wide := dataRows(n); rows == 0 || !r.book && (rows == 1 || wide*2 <= rows) {
		r.children(n)
		r.flush()
		return
	}
	var spans spans
	for row := range n.Descendants() {
		switch row.DataAtom {
		case atom.Caption:
			r.within(row, block.Caption, 0)
		case atom.Tr:
			r.row(row, &spans)
		}
	}
}

func (r *renderer) row(n *html.Node, spans *spans) {
	var cells []string
	linked := 0
	var links []string
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
			continue
		}
		cells = spans.fill(cells)
		text := textOf(c)
		spans.add(len(cells), attr(c, "rowspan"), text)
		cells = append(cells, text)
		for a := range c.Descendants() {
			if a.DataAtom == atom.A {
				linked += len(textOf(a))
				if to := attr(a, "href"); to != "" {
					links = append(links, to)
				}
			}
		}
	}
	cells = spans.fill(cells)
	spans.next()
	if text := strings.Join(cells, " | "); hasText(text) {
		b := block.Block{Kind: block.TableRow, Text: text}
		r.pieces = append(r.pieces, piece{Block: b, node: n, linked: linked, links: links, images: r.images})
		r.images = 0
	}
}

// spans are the cells above that reach into the row that is being written: it says all that it means.
type spans struct {
	at       []reach // by column
	repeated int     // bytes
}

// reach is a cell that reaches down; left counts the rows below its own.
type reach struct {
	text        string
	left, fresh int
}

// How far cells reach at most, and how many bytes of them one table repeats.
const (
	mostRows     = 1000
	mostColumns  = 1000
	mostRepeated = 200_000
)

func (s *spans) add(column int, rows, text string) {
	n, err := strconv.Atoi(rows)
	if err != nil || n < 2 || column >= mostColumns || len(text) > longCell {
		return
	}
	for len(s.at) <= column {
		s.at = append(s.at, reach{})
	}
	s.at[column] = reach{text, min(n-1, mostRows), 1}
}

// fill writes the cells that reach into this row from the next column on.
func (s *spans) fill(cells []string) []string {
	for len(cells) < len(s.at) {
		c := &s.at[len(cells)]
		if c.left == 0 || c.fresh > 0 || s.repeated > mostRepeated {
			break
		}
		s.repeated += len(c.text)
		cells = append(cells, c.text)
	}
	return cells
}

// next ends a row.
func (s *spans) next() {
	for i := range s.at {
		if c := &s.at[i]; c.fresh > 0 {
			c.fresh = 0
		} else if c.left > 0 {
			c.left--
		}
	}
}

// dataRows are the rows of a table that holds data, and those of them that have more than one cell; none of a table that holds what the page
// lays out by it.
func dataRows(n *html.Node) (rows, wide int) {
	for c := range n.Descendants() {
		switch c.DataAtom {
		case atom.Table, atom.Form:
			return 0, 0
		case atom.P, atom.Div, atom.H1, atom.H2, atom.H3, atom.Ul, atom.Ol:
			if longer(c, longCell) {
				return 0, 0
			}
		case atom.Tr:
			rows++
			cells := 0
			for d := c.FirstChild; d != nil; d = d.NextSibling {
				if d.DataAtom == atom.Td || d.DataAtom == atom.Th {
					cells++
				}
			}
			if cells > 1 {
				wide++
			}
		}
	}
	return rows, wide
}

// longer reports whether the text below a node has more than limit bytes.
func longer(n *html.Node, limit int) bool {
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			if limit -= len(strings.TrimSpace(d.Data)); limit < 0 {
				return true
			}
		}
	}
	return false
}

// takeTables makes the rows of a table certain that stands among what is likely: the element that the table stands in holds
// most of it.
func (e *evidence) takeTables(likely []float64, least float64) {
	around := map[*html.Node]int{} // tokens of likely prose below an element
	total := 0
	for i := range e.pieces {
		x := &e.pieces[i]
		if likely[i] < least || x.Kind == block.TableRow {
			continue
		}
		total += len(x.tokens)
		for n, up := x.node, 0; n != nil && up < maxClimb; n, up = n.Parent, up+1 {
			around[n] += len(x.tokens)
		}
	}
	for i := range e.pieces {
		x := &e.pieces[i]
		table := tableOf(x)
		if table != nil && table.Parent != nil && table.Parent.DataAtom != atom.Body && 2*around[table.Parent] > total && x.linkDensity() < 0.5 {
			likely[i] = 1
		}
	}
}

// tableOf is the table that a row stands in; nil for pieces that are no row.
func tableOf(x *piece) *html.Node {
	if x.Kind != block.TableRow {
		return nil
	}
	for n := x.node; n != nil; n = n.Parent {
		if n.DataAtom == atom.Table {
			return n
		}
	}
	return nil
}
