package office

import (
	"cmp"
	"context"
	"encoding/xml"
	"strings"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/formula"
	"github.com/footnote-bot/footnote/article/internal/ledger"
	"github.com/footnote-bot/footnote/article/internal/ordinal"
)

// PPTX reads slides in the order of the show, each with its notes; the number of the slide is the page. Errors are
// *failure.Error.
func PPTX(ctx context.Context, data []byte) (*Document, error) {
	a, err := openArchive(ctx, data)
	if err != nil {
		return nil, err
	}
	doc := &Document{}
	if err := a.describe(doc); err != nil {
		return nil, err
	}
	var show struct {
		Slides []struct {
			ID string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sldIdLst>sldId"`
	}
	main, err := a.mainPart("ppt/presentation.xml")
	if err != nil {
		return nil, err
	}
	if err := a.decode(main, &show); err != nil {
		return nil, err
	}
	relations, err := a.relations(main)
	if err != nil {
		return nil, err
	}
	for i, s := range show.Slides {
		read := func(name string) error { return a.slide(doc, name, i+1) }
		if doc.Cut {
			read = a.skip
		}
		if err := read(relations[s.ID].Target); err != nil {
			return nil, err
		}
	}
	return doc.limited(a.seen, a.beyond), nil
}

func (a *archive) slide(doc *Document, name string, page int) error {
	relations, err := a.relations(name)
	if err != nil {
		return err
	}
	before, images := len(doc.Blocks), doc.Ledger[ledger.Image]
	s := slideReader{archive: a, doc: doc, relations: relations, page: page}
	if err := a.parse(name, s.read); err != nil {
		return err
	}
	fromAbove(doc.Blocks, s.shapes)
	for _, r := range inOrder(relations) {
		switch {
		case s.hidden:
		case r.TargetMode == "External" && strings.HasSuffix(r.Type, "/hyperlink"):
			doc.Links = append(doc.Links, r.Target)
		case strings.HasSuffix(r.Type, "/notesSlide"):
			notes := slideReader{archive: a, doc: doc, page: page, notes: true}
			if err := a.parse(r.Target, notes.read); err != nil {
				return err
			}
		case strings.HasSuffix(r.Type, "/comments"):
			if err := a.count(doc, ledger.Other, r.Target); err != nil {
				return err
			}
		}
	}
	if len(doc.Blocks) == before && doc.Ledger[ledger.Image] > images {
		doc.Ledger.Add(ledger.UnreadPart, 1) // a slide that is a picture
	}
	return nil
}

// slideReader takes the paragraphs of a slide or of its notes; a title is a heading, a table's row one block.
type slideReader struct {
	archive   *archive
	doc       *Document
	relations map[string]relation
	page      int
	notes     bool
	hidden    bool // its owner hid the slide: the words are counted
	unseen    int  // how deep the shape stands that its owner hid; 0 where none is open
	shapes    []shape
	groups    int // that are open

	text          strings.Builder
	title, around bool // the shape is one; or what each slide repeats
	raised        bool // this run stands above the line
	table         tableReader
	count         autoNumber
	drawn         int   // texts, pictures, charts and formulas that were met
	forms         []int // how many of these, where each choice between two forms began that is open
	skip, depth   int
}

// autoNumber counts the paragraphs that a slide numbers.
type autoNumber struct {
	next   [listLevels]int // of a shape; 0 where no list is open
	level  int             // of this paragraph
	number string
}

// end ends a paragraph, and with it the lists below its level; one without a number ends the list at its own.
func (a *autoNumber) end() {
	from := a.level
	if a.number != "" {
		from++
	}
	clear(a.next[from:])
	a.level, a.number = 0, ""
}

// numbered makes a paragraph an item: kind is such as "arabicPeriod", "alphaLcParenR", "romanUcParenBoth".
func (a *autoNumber) numbered(kind string, start int) {
	style := ordinal.Decimal
	for prefix, s := range map[string]ordinal.Style{
		"alphaLc": ordinal.LowerLetter, "alphaUc": ordinal.UpperLetter, "romanLc": ordinal.LowerRoman, "romanUc": ordinal.UpperRoman, "ea1": ordinal.Han,
	} {
		if strings.HasPrefix(kind, prefix) {
			style = s
		}
	}
	a.next[a.level] = max(a.next[a.level], start)
	a.number = ordinal.Format(style, a.next[a.level])
	a.next[a.level]++
	switch {
	case strings.HasSuffix(kind, "ParenBoth"):
		a.number = "(" + a.number + ")"
	case strings.HasSuffix(kind, "ParenR"):
		a.number += ")"
	case strings.HasSuffix(kind, "Period"):
		a.number += "."
	}
}

func (s *slideReader) read(d *xml.Decoder) error {
	return eachToken(d, s.doc, func(token xml.Token) error {
		switch t := token.(type) {
		case xml.StartElement:
			return s.start(d, t)
		case xml.EndElement:
			s.depth--
			if s.skip > 0 {
				s.skip--
			} else {
				s.end(t.Name.Local)
			}
			if s.depth < s.unseen {
				s.unseen = 0
			}
		}
		return nil
	})
}

func (s *slideReader) start(d *xml.Decoder, e xml.StartElement) error {
	if s.depth++; s.depth > maxDepth {
		return errTooDeep
	}
	if s.skip > 0 || e.Name.Local == "Fallback" && (len(s.forms) == 0 || s.drawn > s.forms[len(s.forms)-1]) { // the older form of what stands before it
		s.skip++
		return nil
	}
	switch e.Name.Local {
	case "t", "oMath", "chart", "relIds", "blip", "oleObj":
		s.drawn++
	}
	switch e.Name.Local {
	case "AlternateContent":
		s.forms = append(s.forms, s.drawn)
	case "sld":
		s.hidden = isOff(attr(e, "show"))
	case "sp", "grpSp", "graphicFrame", "pic":
		s.startShape(e.Name.Local)
	case "cNvPr":
		if hidden := attr(e, "hidden"); hidden != "" && !isOff(hidden) && s.unseen == 0 {
			s.unseen = s.depth - 2 // it stands in what is not seen of the shape
		}
	case "off", "ext":
		s.place(e)
	case "ph":
		kind := attr(e, "type")
		s.title = kind == "title" || kind == "ctrTitle"
		s.around = kind == "sldNum" || kind == "dt" || kind == "ftr" || kind == "hdr"
	case "p":
		s.text.Reset()
	case "pPr":
		s.count.level = max(0, min(number(cmp.Or(attr(e, "lvl"), "0")), listLevels-1))
	case "rPr":
		s.raised = number(cmp.Or(attr(e, "baseline"), "0")) > 0
	case "buAutoNum":
		s.count.numbered(attr(e, "type"), max(1, number(attr(e, "startAt"))))
	case "br", "tab":
		s.text.WriteByte(' ')
	case "tbl":
		s.table = tableReader{}
	case "tr":
		s.table.startRow()
	case "tc":
		s.table.startCell(number(attr(e, "gridSpan")), attr(e, "vMerge") != "" && !isOff(attr(e, "vMerge")), attr(e, "hMerge") != "" && !isOff(attr(e, "hMerge")))
	case "blip":
		s.doc.Ledger.Add(ledger.Image, 1)
	case "oleObj":
		s.doc.Ledger.Add(ledger.UnreadPart, 1)
	case "chart":
		return s.part(attr(e, "id"), s.archive.chart)
	case "relIds":
		return s.part(attr(e, "dm"), s.archive.diagram)
	case "oMath":
		s.depth--
		return readFormula(d, e, s.doc, func(text string) { s.text.WriteString(text) })
	case "t":
		var text string
		s.depth--
		if err := d.DecodeElement(&text, &e); err != nil {
			return err
		}
		if above, ok := formula.Raise(strings.TrimSpace(text)); ok && s.raised {
			text = above
		}
		s.text.WriteString(text)
	case "r":
		s.raised = false
	}
	return nil
}

func (s *slideReader) isHidden() bool { return s.hidden || s.unseen > 0 }

// part reads a chart or a drawing that the slide holds.
func (s *slideReader) part(id string, read func(*Document, string, int) error) error {
	to := s.doc
	if s.isHidden() {
		to = &Document{}
	}
	err := read(to, s.relations[id].Target, s.page)
	if s.isHidden() {
		for _, b := range to.Blocks {
			s.doc.Ledger.AddText(ledger.Hidden, b.Text)
		}
	}
	return err
}

func (s *slideReader) end(name string) {
	switch name {
	case "AlternateContent":
		s.forms = s.forms[:max(0, len(s.forms)-1)]
	case "sp", "grpSp", "graphicFrame", "pic":
		s.endShape(name)
	case "p":
		text := s.text.String()
		s.text.Reset()
		if !s.table.paragraph(text) {
			s.add(block.Paragraph, text)
		}
		s.count.end()
	case "tc":
		s.table.endCell()
	case "tr":
		s.add(block.TableRow, s.table.endRow())
	}
}

func (s *slideReader) add(kind block.Kind, text string) {
	switch {
	case strings.Trim(text, " |\n\t") == "":
		return
	case s.isHidden():
		s.doc.Ledger.AddText(ledger.Hidden, text)
		return
	case s.around:
		s.doc.Ledger.AddText(ledger.RepeatedHead, text)
		return
	}
	b := block.Block{Kind: kind, Text: text, Page: s.page}
	if kind == block.Paragraph && s.count.number != "" {
		b.Kind, b.Level, b.Number = block.ListItem, s.count.level+1, s.count.number
	}
	if s.title && kind == block.Paragraph && !s.notes {
		b.Kind, b.Level = block.Heading, 2
	}
	s.doc.add(b)
}
