package article

import (
	"errors"
	"fmt"

	"github.com/footnote-bot/footnote/article/internal/extract"
	"github.com/footnote-bot/footnote/article/internal/failure"
	"github.com/footnote-bot/footnote/article/internal/fetch"
	"github.com/footnote-bot/footnote/article/internal/ledger"
)

// How much is read of HTML and of text, in bytes; the rest is cut, and Coverage says so. Files have limits in their readers.
const (
	mostHTML = 10 << 20
	mostText = 5 << 20 // some 800,000 English words
	mostMark = 1 << 20 // Markdown, whose tree is a hundred times as large
)

// limitText cuts a body that is longer than what is read of its kind, and tells which part of its text, from 0 to 1, is behind
// that or was left behind when it was fetched.
func limitText(page *fetch.Page, kind Kind) (unread float64) {
	unread = part(int(page.Beyond), len(page.Body))
	most := len(page.Body)
	switch kind {
	case HTML, Feed:
		most = mostHTML
	case Text, Message:
		most = mostText
	case Markdown:
		most = mostMark
	case rtf, letter, PDF, DOCX, PPTX, EPUB, Discussion: // cut, they are broken; their readers have limits of their own
	}
	if len(page.Body) <= most {
		return unread
	}
	kept, rest := page.Body[:most], page.Body[most:]
	page.Body, page.Beyond = kept, page.Beyond+int64(len(rest))
	if kind == HTML { // most of a large page may be pictures that are written into it
		return together(unread, part(extract.TextIn(rest), extract.TextIn(kept)))
	}
	return together(unread, part(len(rest), len(kept)))
}

// part is which part of something is unread.
func part(unread, read int) float64 {
	if unread <= 0 {
		return 0
	}
	return float64(unread) / float64(unread+read)
}

// together is which part is unread of something of which a part is, and of the rest again a part.
func together(a, b float64) float64 { return 1 - (1-a)*(1-b) }

// behind is how many words stand behind the limits of what is read, about.
func (c content) behind(read int) int {
	if read == 0 || c.beyond == 0 && c.unread <= 0 {
		return 0
	}
	seen := float64(read + c.beyond)
	return max(1, c.beyond+int(seen*c.unread/max(1-c.unread, 1e-6)))
}

// tooMuch is the failure of a document of which the smaller part was read: half a text answers for all of it badly, and its
// readers had better say which part they mean.
func tooMuch(d *Document) error {
	for _, m := range d.Coverage.Missing {
		if m.Kind == string(ledger.OverLimit) && m.Count > d.Coverage.WordsRead {
			return &failure.Error{
				Kind: failure.TooLarge, URL: d.URL, Err: fmt.Errorf("%d words are read, about %d are not", d.Coverage.WordsRead, m.Count),
			}
		}
	}
	return nil
}

// whereCut: where a large source was cut, what is broken or empty is so because of that.
func whereCut(err error, page *fetch.Page) error {
	known, ok := errors.AsType[*failure.Error](err)
	if !ok || page.Beyond == 0 && !page.Truncated || len(page.Body) < mostMark || known.Kind != failure.Damaged && known.Kind != failure.Empty {
		return err
	}
	return &failure.Error{Kind: failure.TooLarge, URL: known.URL, Err: fmt.Errorf("in its first %d bytes: %w", len(page.Body), err)}
}
