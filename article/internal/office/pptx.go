package office

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/ledger"
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
	if err := a.decode("ppt/presentation.xml", &show); err != nil {
		return nil, err
	}
	relations, err := a.relations("ppt/presentation.xml")
	if err != nil {
		return nil, err
	}
	for i, s := range show.Slides {
		if doc.Cut {
			break
		}
		if err := a.slide(doc, relations[s.ID].Target, i+1); err != nil {
			return nil, err
		}
	}
	return doc, nil
}

func (a *archive) slide(doc *Document, name string, page int) error {
	if err := a.parse(name, func(d *xml.Decoder) error { return readSlide(doc, d, page, false) }); err != nil {
		return err
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
			doc.Ledger.Add(ledger.Image, 1)
		case strings.HasSuffix(r.Type, "/notesSlide"):
			if err := a.parse(r.Target, func(d *xml.Decoder) error { return readSlide(doc, d, page, true) }); err != nil {
				return err
			}
		}
	}
	return nil
}

// readSlide takes the paragraphs of a slide or of its notes; a title is a heading, a table's row one block.
func readSlide(doc *Document, d *xml.Decoder, page int, notes bool) error {
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
		doc.add(b)
	}
	for !doc.Cut {
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
	return nil
}
