package office

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/ledger"
)

// DOCX reads a Word document: paragraphs, headings, lists, tables as rows, notes; insertions yes, deletions no.
// Errors are *failure.Error.
func DOCX(ctx context.Context, data []byte) (*Document, error) {
	a, err := openArchive(ctx, data)
	if err != nil {
		return nil, err
	}
	doc := &Document{}
	if err := a.describe(doc); err != nil {
		return nil, err
	}
	styles, err := a.headingStyles()
	if err != nil {
		return nil, err
	}
	relations, err := a.relations("word/document.xml")
	if err != nil {
		return nil, err
	}
	if err := a.parse("word/document.xml", (&wordReader{doc: doc, styles: styles, relations: relations, paragraph: &paragraph{}}).read); err != nil {
		return nil, err
	}
	for _, notes := range []string{"word/footnotes.xml", "word/endnotes.xml"} {
		if _, ok := a.files[notes]; !ok {
			continue
		}
		if err := a.parse(notes, (&wordReader{doc: doc, styles: styles, note: true, paragraph: &paragraph{}}).read); err != nil {
			return nil, err
		}
	}
	return doc, nil
}

// headingStyles gives the level of each style that is a heading, by its outline level or its name.
func (a *archive) headingStyles() (map[string]int, error) {
	var sheet struct {
		Style []struct {
			ID   string `xml:"styleId,attr"`
			Name struct {
				Val string `xml:"val,attr"`
			} `xml:"name"`
			Outline *struct {
				Val int `xml:"val,attr"`
			} `xml:"pPr>outlineLvl"`
		} `xml:"style"`
	}
	if err := a.decode("word/styles.xml", &sheet); err != nil {
		return nil, err
	}
	levels := map[string]int{}
	for _, s := range sheet.Style {
		name := strings.ToLower(s.Name.Val)
		switch {
		case s.Outline != nil && s.Outline.Val < 9:
			levels[s.ID] = s.Outline.Val + 1
		case strings.HasPrefix(name, "heading "):
			levels[s.ID] = digit(name[len("heading "):])
		case name == "title":
			levels[s.ID] = 1
		}
	}
	return levels, nil
}

func digit(s string) int {
	if s != "" && s[0] >= '1' && s[0] <= '9' {
		return int(s[0] - '0')
	}
	return 1
}

// wordReader walks the XML of a document or its footnotes.
type wordReader struct {
	doc       *Document
	styles    map[string]int
	relations map[string]relation
	note      bool

	*paragraph
	outer        []*paragraph   // those that hold the text box that is being read
	cells        []string       // of the table row that is being read
	above        map[int]string // by column, the cells that may reach down
	merged       bool           // this cell goes on with the one above
	column, span int
	hidden       bool // this run is
	row          int  // depth of rows
	cell         strings.Builder
	skip         int // depth inside what is not read
	depth        int
}

// paragraph is what is known of the paragraph that is being read.
type paragraph struct {
	text  strings.Builder
	lead  strings.Builder // bold text from the start
	bold  bool            // this run
	plain bool            // text that is not bold has been read
	level int
	list  int
}

var errTooDeep = errors.New("elements are nested too deep")

func (w *wordReader) read(d *xml.Decoder) error {
	for !w.doc.Cut {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if w.depth++; w.depth > maxDepth {
				return errTooDeep
			}
			w.start(t)
			if t.Name.Local == "t" && w.skip == 0 {
				var s string
				if err := d.DecodeElement(&s, &t); err != nil {
					return err
				}
				w.depth--
				w.write(s)
			}
		case xml.EndElement:
			w.depth--
			w.end(t.Name.Local)
		}
	}
	return nil
}

// unread elements hold no text of the document: what was deleted, codes of fields, the older form of a drawing.
func unread(name string) bool {
	switch name {
	case "del", "moveFrom", "instrText", "delText", "Fallback", "rPrChange", "pPrChange":
		return true
	}
	return false
}

func (w *wordReader) start(e xml.StartElement) {
	if w.skip > 0 || unread(e.Name.Local) {
		w.skip++
		return
	}
	switch e.Name.Local {
	case "p":
		w.paragraph = &paragraph{}
	case "txbxContent":
		w.outer = append(w.outer, w.paragraph)
	case "pStyle":
		w.level = w.styles[attr(e, "val")]
		if w.level == 0 && strings.HasPrefix(attr(e, "val"), "Heading") {
			w.level = digit(strings.TrimPrefix(attr(e, "val"), "Heading"))
		}
	case "outlineLvl":
		if v := attr(e, "val"); len(v) == 1 && v[0] < '9' {
			w.level = int(v[0]-'0') + 1
		}
	case "numPr":
		w.list = max(w.list, 1)
	case "ilvl":
		w.list = digit(attr(e, "val")) + 1
		if attr(e, "val") == "0" {
			w.list = 1
		}
	case "r":
		w.bold, w.hidden = false, false
	case "vanish":
		w.hidden = attr(e, "val") != "0" && attr(e, "val") != "false"
	case "b":
		w.bold = attr(e, "val") != "0" && attr(e, "val") != "false"
	case "tab", "br", "cr":
		w.write(" ")
	case "noBreakHyphen":
		w.write("-")
	case "tr":
		w.row++
		w.cells, w.column = nil, 0
	case "tbl":
		w.above = map[int]string{}
	case "tc":
		w.cell.Reset()
		w.merged, w.span = false, 1
	case "gridSpan":
		if n, err := strconv.Atoi(attr(e, "val")); err == nil && n > 0 && n < maxColumns {
			w.span = n
		}
	case "vMerge":
		w.merged = attr(e, "val") != "restart"
	case "hyperlink":
		if r := w.relations[attr(e, "id")]; r.TargetMode == "External" {
			w.doc.Links = append(w.doc.Links, r.Target)
		}
	case "blip":
		w.doc.Ledger.Add(ledger.Image, 1)
	}
}

// maxColumns bounds how many columns one cell spans.
const maxColumns = 1000

func (w *wordReader) write(s string) {
	if w.hidden {
		w.doc.Ledger.AddText(ledger.Hidden, s)
		return
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
	if w.skip > 0 {
		w.skip--
		return
	}
	switch name {
	case "p":
		w.endParagraph()
		w.paragraph = &paragraph{}
	case "txbxContent":
		if n := len(w.outer); n > 0 {
			w.paragraph, w.outer = w.outer[n-1], w.outer[:n-1]
		}
	case "tc":
		w.endCell()
	case "tr":
		w.row--
		w.add(block.Block{Kind: block.TableRow, Text: strings.Join(w.cells, " | ")})
		w.cells = nil
	}
}

// endCell ends a cell. One that goes on with the cell above says what that says, where it is short.
func (w *wordReader) endCell() {
	text := strings.TrimSpace(w.cell.String())
	if w.merged && text == "" && len(w.above[w.column]) <= longestRepeated {
		text = w.above[w.column]
	}
	if w.above != nil {
		w.above[w.column] = text
	}
	w.column += w.span
	w.cells = append(w.cells, text)
	w.cell.Reset()
}

// longestRepeated is how many bytes of a cell each row repeats that it reaches into.
const longestRepeated = 200

func (w *wordReader) endParagraph() {
	text := w.text.String()
	if w.row > 0 {
		if w.cell.Len() > maxRun {
			w.doc.Cut = true
			return
		}
		if w.cell.Len() > 0 {
			w.cell.WriteByte(' ')
		}
		w.cell.WriteString(text)
		return
	}
	b := block.Block{Kind: block.Paragraph, Text: text, Lead: strings.TrimSpace(w.lead.String())}
	switch {
	case w.note:
		b.Kind, b.Lead = block.Footnote, ""
	case w.level > 0:
		b.Kind, b.Level, b.Lead = block.Heading, w.level, ""
	case w.list > 0:
		b.Kind, b.Level = block.ListItem, w.list
	}
	w.add(b)
}

func (w *wordReader) add(b block.Block) {
	if strings.Trim(b.Text, " |\t\n") != "" {
		w.doc.add(b)
	}
}
