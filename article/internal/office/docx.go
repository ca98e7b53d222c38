package office

import (
	"context"
	"strings"

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
	styles, err := a.styles()
	if err != nil {
		return nil, err
	}
	relations, err := a.relations("word/document.xml")
	if err != nil {
		return nil, err
	}
	numbers, err := a.numbering()
	if err != nil {
		return nil, err
	}
	body := wordReader{archive: a, doc: doc, styles: styles, numbers: numbers, relations: relations, paragraph: &paragraph{}}
	if err := a.parse("word/document.xml", body.read); err != nil {
		return nil, err
	}
	for _, notes := range []string{"word/footnotes.xml", "word/endnotes.xml"} {
		if _, ok := a.files[notes]; !ok {
			continue
		}
		reader := wordReader{archive: a, doc: doc, styles: styles, numbers: &numbering{}, note: true, paragraph: &paragraph{}}
		if err := a.parse(notes, reader.read); err != nil {
			return nil, err
		}
	}
	doc.limited(a.seen, a.beyond)
	return doc, a.countAround(doc, relations)
}

// countAround counts the words of what stands around a document's text: heads and feet of its pages, comments on it, what is embedded.
func (a *archive) countAround(doc *Document, relations map[string]relation) error {
	for _, r := range inOrder(relations) {
		var kind ledger.Kind
		switch r.Type[strings.LastIndexByte(r.Type, '/')+1:] {
		case "header", "footer":
			kind = ledger.RepeatedHead
		case "comments":
			kind = ledger.Other
		case "aFChunk", "oleObject", "package":
			doc.Ledger.Add(ledger.UnreadPart, 1)
			continue
		default:
			continue
		}
		if err := a.count(doc, kind, r.Target); err != nil {
			return err
		}
	}
	return nil
}

// style is what the paragraphs or runs are that have it.
type style struct {
	level  int // of a heading; else 0
	hidden bool
	code   bool
	list   string // that its paragraphs belong to; else ""
	depth  int    // in that list, from 0
}

// styles gives each style by its id; a heading is one by its outline level or its name.
func (a *archive) styles() (map[string]style, error) {
	var sheet struct {
		Style []struct {
			ID   string `xml:"styleId,attr"`
			Name struct {
				Val string `xml:"val,attr"`
			} `xml:"name"`
			Outline *struct {
				Val int `xml:"val,attr"`
			} `xml:"pPr>outlineLvl"`
			Vanish *struct {
				Val string `xml:"val,attr"`
			} `xml:"rPr>vanish"`
			List struct {
				Val string `xml:"val,attr"`
			} `xml:"pPr>numPr>numId"`
			Depth struct {
				Val int `xml:"val,attr"`
			} `xml:"pPr>numPr>ilvl"`
		} `xml:"style"`
	}
	if err := a.decode("word/styles.xml", &sheet); err != nil {
		return nil, err
	}
	styles := map[string]style{}
	for _, s := range sheet.Style {
		known := style{hidden: s.Vanish != nil && !isOff(s.Vanish.Val)}
		name := strings.ToLower(s.Name.Val)
		known.list, known.depth, known.code = s.List.Val, s.Depth.Val, isCode(name)
		switch {
		case s.Outline != nil && s.Outline.Val >= 0 && s.Outline.Val < 9:
			known.level = s.Outline.Val + 1
		case strings.HasPrefix(name, "heading "):
			known.level = digit(name[len("heading "):])
		case name == "title":
			known.level = 1
		}
		styles[s.ID] = known
	}
	return styles, nil
}

// isCode goes by the names that Word ("HTML Preformatted", stored in English everywhere), LibreOffice ("Preformatted Text"), pandoc ("Source Code")
// and most authors give to the style of code.
func isCode(style string) bool {
	for word := range strings.FieldsSeq(style) {
		switch word {
		case "code", "preformatted", "verbatim", "listing", "sourcecode", "codeblock":
			return true
		}
	}
	return false
}

func digit(s string) int {
	if s != "" && s[0] >= '1' && s[0] <= '9' {
		return int(s[0] - '0')
	}
	return 1
}
