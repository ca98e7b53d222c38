package office

import (
	"cmp"
	"encoding/xml"
	"errors"
	"strings"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/formula"
	"github.com/footnote-bot/footnote/article/internal/ledger"
)

// wordReader walks the XML of a document or its notes.
type wordReader struct {
	archive   *archive
	doc       *Document
	styles    map[string]style
	relations map[string]relation
	numbers   *numbering
	note      bool
	aloud     bool       // this is how signs are read
	marked    bool       // this is what a paragraph says of itself and of its mark
	ofRow     bool       // this is what a row says of itself
	carried   *paragraph // whose mark was deleted: the next goes on with it

	*paragraph
	outer  []*paragraph    // those that hold the text box that is being read
	tables []*tableReader  // that are open, each in a cell of the one before
	code   strings.Builder // paragraphs of code that stand below each other
	later  []string        // rows of a table in a cell that are too long to stand in it
	hidden bool            // this run is
	raised bool            // this run stands above the line
	unseen bool            // this row is not shown
	field  formField
	codes  []bool // the fields that are open: their result has begun
	drawn  int    // texts, pictures, charts and formulas that were met
	forms  []int  // how many of these, where each choice between two forms began that is open
	skip   int    // depth inside what is not read
	depth  int
}

var errTooDeep = errors.New("elements are nested too deep")

func (w *wordReader) read(d *xml.Decoder) error {
	defer w.endCode()
	defer w.endCarried()
	return eachToken(d, w.doc, func(token xml.Token) error {
		switch t := token.(type) {
		case xml.StartElement:
			if w.depth++; w.depth > maxDepth {
				return errTooDeep
			}
			w.deleted(t.Name.Local)
			if w.skip > 0 || unread(t.Name.Local) || w.isOlderForm(t.Name.Local) {
				w.skip++
				return nil
			}
			return w.start(d, t)
		case xml.EndElement:
			w.depth--
			if w.skip > 0 {
				w.skip--
				return nil
			}
			w.end(t.Name.Local)
		}
		return nil
	})
}

// unread elements hold no text of the document: what was deleted, codes of fields, properties as they were.
func unread(name string) bool {
	switch name {
	case "del", "moveFrom", "instrText", "delText", "rPrChange", "pPrChange", "trPrChange", "tcPrChange", "tblPrChange":
		return true
	}
	return false
}

// deleted notes that the mark of a paragraph was deleted, or a row, where an element says so.
func (w *wordReader) deleted(name string) {
	if w.skip > 0 || name != "del" && name != "moveFrom" {
		return
	}
	w.joined = w.joined || w.marked
	w.unseen = w.unseen || w.ofRow
}

// isOlderForm reports whether an element is the older form of what was read right before: a fallback is read where the newer form shows nothing
// that is known here.
func (w *wordReader) isOlderForm(name string) bool {
	n := len(w.forms)
	return name == "Fallback" && (n == 0 || w.drawn > w.forms[n-1])
}

func (w *wordReader) start(d *xml.Decoder, e xml.StartElement) error {
	value := attr(e, "val")
	switch e.Name.Local {
	case "t", "oMath", "chart", "relIds", "blip", "imagedata", "textpath":
		w.drawn++
	}
	switch e.Name.Local {
	case "t":
		var s string
		w.depth--
		if err := d.DecodeElement(&s, &e); err != nil {
			return err
		}
		if !w.inCode() {
			w.write(s)
		}
	case "AlternateContent":
		w.forms = append(w.forms, w.drawn)
	case "fldChar":
		w.fieldChar(attr(e, "fldCharType"))
	case "oMath":
		w.depth--
		return readFormula(d, e, w.doc, w.write)
	case "chart":
		return w.archive.chart(w.doc, w.relations[attr(e, "id")].Target, 0)
	case "relIds":
		return w.archive.diagram(w.doc, w.relations[attr(e, "dm")].Target, 0)
	case "p":
		w.paragraph = cmp.Or(w.carried, &paragraph{}).goOn()
		w.carried = nil
	case "rt":
		w.aloud = true
	case "pPr", "trPr":
		w.marked, w.ofRow = e.Name.Local == "pPr", e.Name.Local == "trPr"
	case "txbxContent":
		w.outer = append(w.outer, w.paragraph)
	case "textpath": // words drawn as a picture
		w.write(attr(e, "string") + " ")
	case "hyperlink":
		if r := w.relations[attr(e, "id")]; r.TargetMode == "External" {
			w.doc.Links = append(w.doc.Links, r.Target)
		}
	case "blip", "imagedata":
		w.doc.Ledger.Add(ledger.Image, 1)
	case "tab", "br", "cr":
		w.write(w.space(e.Name.Local))
	case "sym":
		w.symbol(attr(e, "font"), attr(e, "char"))
	case "noBreakHyphen":
		w.write("-")
	case "tbl", "tr", "tc", "gridBefore", "gridSpan", "vMerge", "hMerge":
		w.startTable(e.Name.Local, value)
	case "hidden": // of a row
		w.unseen = len(w.tables) > 0 && !isOff(value)
	case "ddList", "checkBox", "result", "default", "checked", "listEntry":
		w.field.start(e.Name.Local, value)
	default:
		w.property(e.Name.Local, value)
	}
	return nil
}

// property is one of a paragraph or a run.
func (w *wordReader) property(name, value string) {
	switch name {
	case "pStyle":
		s := w.styles[value]
		w.level, w.paragraph.hidden, w.paragraph.code = s.level, s.hidden, s.code
		w.number = listPlace{s.list, s.depth}
		if w.level == 0 && strings.HasPrefix(value, "Heading") {
			w.level = digit(strings.TrimPrefix(value, "Heading"))
		}
	case "outlineLvl":
		if len(value) == 1 && value[0] < '9' {
			w.level = int(value[0]-'0') + 1
		}
	case "numPr":
		w.list = max(w.list, 1)
	case "numId":
		w.number.list = value
	case "ilvl":
		w.number.level = number(value)
		w.list = digit(value) + 1
		if value == "0" {
			w.list = 1
		}
	case "r":
		w.bold, w.hidden, w.raised = false, w.paragraph.hidden, false
	case "rStyle":
		w.hidden, w.raised = w.hidden || w.styles[value].hidden, w.styles[value].raised
	case "vanish":
		w.hidden = !isOff(value)
	case "b":
		w.bold = !isOff(value)
	case "vertAlign":
		w.raised = value == "superscript"
	case "position": // as LibreOffice raises
		w.raised = w.raised || number(value) > 0
	}
}

// space is what a break or a tab is: in code it is one.
func (w *wordReader) space(name string) string {
	switch {
	case !w.paragraph.code:
		return " "
	case name == "tab":
		return "\t"
	}
	return "\n"
}

func (w *wordReader) startTable(name, value string) {
	if name == "tbl" {
		w.endCarried()
		w.tables = append(w.tables, &tableReader{})
		return
	}
	t := w.table()
	if t == nil {
		return
	}
	switch name {
	case "tr":
		w.unseen = false
		t.startRow()
	case "gridBefore":
		t.column += max(0, min(number(value), maxColumns))
	case "tc":
		t.startCell(1, false, false)
	case "gridSpan":
		t.span = max(1, min(number(value), maxColumns))
	case "vMerge":
		t.below = value != "restart"
	case "hMerge":
		t.beside = value != "restart"
	}
}

// table is the innermost one that is open.
func (w *wordReader) table() *tableReader {
	if len(w.tables) == 0 {
		return nil
	}
	return w.tables[len(w.tables)-1]
}

func (w *wordReader) write(s string) {
	if w.hidden || w.unseen {
		w.doc.Ledger.AddText(ledger.Hidden, s)
		return
	}
	if w.aloud { // as on web pages
		w.doc.Ledger.AddText(ledger.Navigation, s)
		return
	}
	if w.raised {
		if above, ok := formula.Raise(strings.TrimSpace(s)); ok {
			s = above
		}
	}
	if w.text.Len() > maxRun { // no paragraph of anybody's
		w.endParagraph()
		w.text.Reset()
		w.doc.Cut = true
	}
	w.text.WriteString(s)
	if w.bold && !w.plain {
		w.lead.WriteString(s)
	} else if strings.TrimSpace(s) != "" {
		w.plain = true
	}
}

func (w *wordReader) end(name string) {
	switch name {
	case "p":
		if w.joined {
			w.carried = w.paragraph
		} else {
			w.endParagraph()
			w.endCodes()
		}
		w.paragraph = &paragraph{}
	case "rt":
		w.aloud = false
	case "pPr", "trPr":
		w.marked, w.ofRow = false, false
	case "AlternateContent":
		w.forms = w.forms[:max(0, len(w.forms)-1)]
	case "txbxContent":
		w.endCarried()
		if n := len(w.outer); n > 0 {
			w.paragraph, w.outer = w.outer[n-1], w.outer[:n-1]
		}
	case "ddList", "checkBox":
		w.write(w.field.end(name))
	case "tc":
		w.endCarried()
		if t := w.table(); t != nil {
			t.endCell()
		}
	case "tr":
		w.endRow()
	case "tbl":
		if n := len(w.tables); n > 0 {
			w.tables = w.tables[:n-1]
		}
	}
}

// endRow ends a row. One of a table in a cell is a part of that cell, where it is short.
func (w *wordReader) endRow() {
	t := w.table()
	if t == nil {
		return
	}
	w.unseen = false
	inner := strings.Join(t.cells, ", ")
	row := t.endRow()
	w.doc.Cut = w.doc.Cut || t.overflow
	switch n := len(w.tables); {
	case n == 1:
		w.add(block.Block{Kind: block.TableRow, Text: row})
		for _, later := range w.later {
			w.add(block.Block{Kind: block.TableRow, Text: later})
		}
		w.later = nil
	case len(inner) > longestInner:
		w.later = append(w.later, row)
	default:
		outer := w.tables[n-2]
		if outer.cell.Len() > 0 && strings.Trim(inner, ", ") != "" {
			outer.cell.WriteByte(';')
		}
		outer.paragraph(strings.Trim(inner, ", "))
	}
}

// longestInner is up to how many bytes a row of a table in a cell stands in that cell.
const longestInner = 400
