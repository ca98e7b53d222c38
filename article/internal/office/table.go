package office

import (
	"strconv"
	"strings"
)

// tableReader makes rows of cells. A cell that goes on with the one above says what that says, where it is short: a row says all that it means.
type tableReader struct {
	rows  int // open, in tables that stand in cells too
	cells []string
	above map[int]string // by column

	column, span  int
	below, beside bool // this cell goes on with the one above, with the one before
	cell          strings.Builder
	overflow      bool // a cell has more than is read
}

// longestRepeated is how many bytes of a cell each row repeats that it reaches into.
const longestRepeated = 200

// maxColumns bounds how many columns one cell spans.
const maxColumns = 1000

func (t *tableReader) startRow() {
	t.rows++
	t.cells, t.column = nil, 0
	if t.above == nil {
		t.above = map[int]string{}
	}
}

func (t *tableReader) startCell(span int, below, beside bool) {
	t.cell.Reset()
	t.span, t.below, t.beside = max(1, min(span, maxColumns)), below, beside
}

// paragraph takes a paragraph of a cell; false outside of rows.
func (t *tableReader) paragraph(text string) bool {
	if t.rows == 0 {
		return false
	}
	if t.cell.Len() > maxRun {
		t.overflow = true
		return true
	}
	if text = strings.TrimSpace(text); text != "" {
		if t.cell.Len() > 0 {
			t.cell.WriteByte(' ')
		}
		t.cell.WriteString(text)
	}
	return true
}

func (t *tableReader) endCell() {
	if t.beside {
		return
	}
	text := strings.TrimSpace(t.cell.String())
	if t.below && text == "" && len(t.above[t.column]) <= longestRepeated {
		text = t.above[t.column]
	}
	if t.above != nil {
		t.above[t.column] = text
	}
	t.column += t.span
	t.cells = append(t.cells, text)
	t.cell.Reset()
}

func (t *tableReader) endRow() string {
	t.rows = max(0, t.rows-1)
	row := strings.Join(t.cells, " | ")
	t.cells = nil
	return row
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 1
	}
	return n
}

// isOff reads the values that Office writes for no.
func isOff(s string) bool { return s == "0" || s == "false" || s == "off" }
