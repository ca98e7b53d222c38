package office

import (
	"context"

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
	main, err := a.mainPart("word/document.xml")
	if err != nil {
		return nil, err
	}
	relations, err := a.relations(main)
	if err != nil {
		return nil, err
	}
	styles, err := a.styles(partOf(relations, "styles", "word/styles.xml"))
	if err != nil {
		return nil, err
	}
	numbers, err := a.numbering(partOf(relations, "numbering", "word/numbering.xml"))
	if err != nil {
		return nil, err
	}
	body := wordReader{archive: a, doc: doc, styles: styles, numbers: numbers, relations: relations, paragraph: &paragraph{}}
	if err := a.parse(main, body.read); err != nil {
		return nil, err
	}
	for _, notes := range []string{partOf(relations, "footnotes", "word/footnotes.xml"), partOf(relations, "endnotes", "word/endnotes.xml")} {
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
		switch r.kind() {
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
