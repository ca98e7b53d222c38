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

// longInner is from how many bytes on a table in a cell is no part of it.
const longInner = 400

// table writes a row a piece, cells beside each other. A table that only lays the page out is written as if it were none.
func (r *renderer) table(n *html.Node) {
	r.flush()
	if rows, wide := dataRows(n); rows == 0 || !r.book && (rows == 1 || wide*2 <= rows) {
		r.children(n)
		r.flush()
		return
	}
	var spans spans
	var group *html.Node // of rows, which no cell reaches out of
	for row := range n.Descendants() {
		switch {
		case row.DataAtom == atom.Caption && tableAround(row) == n:
			r.within(row, block.Caption, 0)
		case row.DataAtom == atom.Tr && tableAround(row) == n:
			if row.Parent != group {
				group, spans.at = row.Parent, nil
			}
			r.row(row, &spans)
		}
	}
}

// tableAround is the innermost table that an element stands in.
func tableAround(n *html.Node) *html.Node {
	for n = n.Parent; n != nil && n.DataAtom != atom.Table; n = n.Parent {
	}
	return n
}

// cell writes what a cell shows in one line: paragraphs and items behind each other, the rows of a table in it parted by semicolons.
type cell struct {
	text  strings.Builder
	space bool // what follows is parted from what was written
}

func cellText(n *html.Node) string {
	var c cell
	c.node(n)
	return strings.Join(strings.Fields(c.text.String()), " ")
}

func (c *cell) node(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		if c.space && hasInk(n.Data) {
			c.text.WriteByte(' ')
			c.space = false
		}
		c.text.WriteString(n.Data)
		return
	case n.Type != html.ElementNode:
		return
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Button, atom.Title, atom.Noscript, atom.Template, atom.Rp:
		return
	case atom.Table:
		c.part(innerTable(n))
		return
	}
	apart := isBlock(n) || n.DataAtom == atom.Br || n.DataAtom == atom.Li || n.DataAtom == atom.Dd || n.DataAtom == atom.Dt || n.DataAtom == atom.Pre ||
		n.DataAtom == atom.Rt || n.DataAtom == atom.Img || n.DataAtom == atom.Blockquote || isTitle(n)
	beside := n.DataAtom == atom.Span && n.PrevSibling != nil && n.PrevSibling.DataAtom == atom.Span // laid out apart, most often
	c.space = c.space || apart || beside
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		c.node(k)
	}
	c.space = c.space || apart
}

// part writes text that stands for itself.
func (c *cell) part(text string) {
	if text != "" {
		c.text.WriteString(" " + text)
		c.space = true
	}
}

// innerTable is a table in a cell, in one line.
func innerTable(n *html.Node) string {
	var rows []string
	for row := range n.Descendants() {
		if row.DataAtom != atom.Tr || tableAround(row) != n {
			continue
		}
		var cells []string
		for c := row.FirstChild; c != nil; c = c.NextSibling {
			if text := cellText(c); c.Type == html.ElementNode && text != "" {
				cells = append(cells, text)
			}
		}
		if len(cells) > 0 {
			rows = append(rows, strings.Join(cells, ", "))
		}
	}
	return strings.Join(rows, "; ")
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
		text := cellText(c)
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
	if rows == "0" { // to the end of its group
		n = mostRows
	}
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
// lays out by it. A small table in a cell is a datum, one in that is none.
func dataRows(n *html.Node) (rows, wide int) {
	for c := range n.Descendants() {
		switch c.DataAtom {
		case atom.Form:
			return 0, 0
		case atom.Table:
			if inner, wide := ownRows(c); tableAround(c) != n || wide*2 <= inner || longer(c, longInner) {
				return 0, 0
			}
		case atom.P, atom.Div, atom.H1, atom.H2, atom.H3, atom.Ul, atom.Ol:
			if longer(c, longCell) {
				return 0, 0
			}
		}
	}
	return ownRows(n)
}

// ownRows are the rows of a table without those of tables in its cells, and how many of them have more than one cell.
func ownRows(n *html.Node) (rows, wide int) {
	for c := range n.Descendants() {
		if c.DataAtom != atom.Tr || tableAround(c) != n {
			continue
		}
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

// leaveBareHeads makes the heads of tables unlikely none of whose rows is likely.
func (e *evidence) leaveBareHeads(likely []float64, least float64) {
	rows := map[*html.Node]bool{} // tables with a row that is kept
	for i := range e.pieces {
		if table := tableOf(&e.pieces[i]); table != nil && likely[i] >= least && !isHeadRow(e.pieces[i].node) {
			rows[table] = true
		}
	}
	for i := range e.pieces {
		if table := tableOf(&e.pieces[i]); table != nil && !rows[table] {
			likely[i] = min(likely[i], least/2)
		}
	}
}

// isHeadRow reports whether a row has nothing but heads of columns.
func isHeadRow(tr *html.Node) bool {
	for _, c := range elementsOf(tr) {
		if c.DataAtom != atom.Th {
			return false
		}
	}
	return true
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
