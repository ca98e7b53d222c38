package article

import (
	"context"
	"fmt"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/eml"
	"github.com/footnote-bot/footnote/article/internal/failure"
	"github.com/footnote-bot/footnote/article/internal/fetch"
	"github.com/footnote-bot/footnote/article/internal/ledger"
	"github.com/footnote-bot/footnote/article/internal/office"
	"github.com/footnote-bot/footnote/article/internal/plain"
)

// content hands the bytes to the reader of their format.
func (r *Reader) content(ctx context.Context, kind Kind, in raw) (content, error) {
	switch kind {
	case HTML:
		return readHTML(ctx, in.page)
	case Text, Message, Markdown:
		return readPlain(kind, in.page)
	case PDF:
		return r.readPDF(ctx, in.page.Body)
	case DOCX:
		return fromOffice(office.DOCX(ctx, in.page.Body))
	case PPTX:
		return fromOffice(office.PPTX(ctx, in.page.Body))
	case EPUB:
		return fromOffice(office.EPUB(ctx, in.page.Body))
	case rtf:
		return fromOffice(office.RTF(ctx, in.page.Body))
	case letter:
		return readLetter(in.page.Body)
	case Feed:
		return readFeed(in.page)
	case Discussion: // made by NewDiscussion, not of bytes
	}
	return content{}, &failure.Error{Kind: failure.Unsupported, Err: fmt.Errorf("no reader for %s", kind)}
}

// readPlain reads text that has no markup, or Markdown.
func readPlain(kind Kind, page *fetch.Page) (content, error) {
	text, err := decode(page)
	if err != nil {
		return content{}, err
	}
	if wall := fetch.WallBefore(page, text); wall != nil && kind != Message {
		return content{}, wall
	}
	if kind != Markdown {
		text, beyond := plain.Cut(text)
		return content{blocks: plain.Text(text), links: linksIn(text), unmarked: true, beyond: CountWords(beyond)}, nil
	}
	text, beyond := plain.CutMarkdown(text)
	md := plain.Markdown(text)
	return content{
		title: md.Title, byline: md.Author, published: md.Date, language: md.Language, blocks: md.Blocks, ledger: md.Ledger,
		links: absolute(md.Links, page.FinalURL), unmarked: !hasHeading(md.Blocks), beyond: CountWords(beyond),
	}, nil
}

func (r *Reader) readPDF(ctx context.Context, data []byte) (content, error) {
	found, err := r.pdf.Read(ctx, data)
	if err != nil {
		return content{}, err
	}
	c := content{
		title: found.Title, byline: found.Author, published: found.Created, blocks: found.Blocks,
		unmarked: !hasHeading(found.Blocks), unread: found.Beyond / float64(found.Pages),
	}
	c.ledger = found.Ledger
	c.ledger.Add(ledger.UnreadPart, found.Unread)
	for _, b := range found.Blocks {
		c.links = append(c.links, linksIn(b.Text)...)
	}
	c.links = absolute(c.links, "")
	return c, nil
}

func readLetter(data []byte) (content, error) {
	found, err := eml.Read(data)
	if err != nil {
		return content{}, err
	}
	return content{
		title: found.Subject, byline: found.From, published: found.Date, blocks: found.Blocks, links: absolute(found.Links, ""),
		unmarked: !hasHeading(found.Blocks), ledger: found.Ledger,
	}, nil
}

func fromOffice(found *office.Document, err error) (content, error) {
	if err != nil {
		return content{}, err
	}
	if n := found.Ledger[ledger.Image]; len(found.Blocks) == 0 && n > 0 {
		return content{}, &failure.Error{Kind: failure.ScannedPDF, Pages: n, Err: fmt.Errorf("%d pictures and no text", n)}
	}
	c := content{
		title: found.Title, byline: found.Author, published: found.Date, language: found.Language, blocks: found.Blocks,
		links: absolute(found.Links, ""), unmarked: !hasHeading(found.Blocks), ledger: found.Ledger, unread: found.Unread,
	}
	return c, nil
}

func hasHeading(blocks []block.Block) bool {
	for _, b := range blocks {
		if b.Kind == block.Heading {
			return true
		}
	}
	return false
}
