package office

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"github.com/footnote-bot/footnote/article/internal/block"
)

// PPTX reads slides in the order of the show, each with its notes; the number of the slide is the page. Errors are
// *failure.Error.
func PPTX(data []byte) (*Document, error) {
	a, err := openArchive(data)
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
	if err := a.decode("ppt/presentation.xml", &show); err != nil {
		return nil, err
	}
	relations, err := a.relations("ppt/presentation.xml")
	if err != nil {
		return nil, err
	}
	for i, s := range show.Slides {
		if err := a.slide(doc, relations[s.ID].Target, i+1); err != nil {
			return nil, err
		}
	}
	return doc, nil
}

func (a *archive) slide(doc *Document, name string, page int) error {
	data, err := a.read(name)
	if err != nil {
		return err
	}
	if err := readSlide(doc, data, page, false); err != nil {
		return damaged(name, err)
	}
	relations, err := a.relations(name)
	if err != nil {
		return err
	}
	for _, r := range relations {
		switch {
		case r.TargetMode == "External" && strings.HasSuffix(r.Type, "/hyperlink"):
			doc.Links = append(doc.Links, r.Target)
		case strings.HasSuffix(r.Type, "/image"):
			doc.Images++
		case strings.HasSuffix(r.Type, "/notesSlide"):
			notes, err := a.read(r.Target)
			if err != nil {
				return err
			}
			if err := readSlide(doc, notes, page, true); err != nil {
				return damaged(r.Target, err)
			}
		}
	}
	return nil
}

// readSlide takes the paragraphs of a slide or of its notes; a title is a heading, a table's row one block.
func readSlide(doc *Document, data []byte, page int, notes bool) error {
	d := newDecoder(data)
	var text strings.Builder
	var cells []string
	title, skip, row, depth := false, false, false, 0
	add := func(kind block.Kind, s string) {
		if strings.Trim(s, " |\n\t") == "" || skip {
			return
		}
		b := block.Block{Kind: kind, Text: s, Page: page}
		if title && kind == block.Paragraph && !notes {
			b.Kind, b.Level = block.Heading, 2
		}
		doc.Blocks = append(doc.Blocks, b)
	}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return errTooDeep
			}
			switch t.Name.Local {
			case "sp":
				title, skip = false, false
			case "ph":
				kind := attr(t, "type")
				title = kind == "title" || kind == "ctrTitle"
				skip = kind == "sldNum" || kind == "dt" || kind == "ftr" || kind == "hdr"
			case "p":
				text.Reset()
			case "br":
				text.WriteByte(' ')
			case "tr":
				row, cells = true, nil
			case "t":
				var s string
				if err := d.DecodeElement(&s, &t); err != nil {
					return err
				}
				depth--
				text.WriteString(s)
			}
		case xml.EndElement:
			depth--
			switch t.Name.Local {
			case "p":
				if row {
					cells = append(cells, strings.TrimSpace(text.String()))
				} else {
					add(block.Paragraph, text.String())
				}
				text.Reset()
			case "tr":
				row = false
				add(block.TableRow, strings.Join(cells, " | "))
			}
		}
	}
}
