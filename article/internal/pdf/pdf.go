// Package pdf reads the text of PDF files in reading order.
//
// The engine is PDFium, compiled to WebAssembly (github.com/klippa-app/go-pdfium): hostile files meet a sandbox without
// files or network, with a bound on memory and time. engine.go starts it when it is first needed; pages.go takes lines
// from it; layout.go makes paragraphs and headings of lines by their gaps, indents and sizes; heads.go drops running
// heads and page numbers.
package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	"github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/failure"
	"github.com/footnote-bot/footnote/article/internal/ledger"
)

const (
	maxPages = 1500             // more are counted, not read
	maxText  = 5 << 20          // bytes of text; a book has one million
	maxCalls = 1_200_000        // into the engine, 4 µs each: a line takes 17 to 28, and a page of a book has 45 lines
	maxTime  = 60 * time.Second // of one file
)

// Document is what was read from a file.
type Document struct {
	Title, Author, Created string
	Blocks                 []block.Block
	Ledger                 ledger.Ledger
	Pages                  int     // in the file
	Unread                 int     // pages that hold only pictures
	Beyond                 float64 // pages beyond the limits, and the part of one that is cut
}

// Read reads a file. Errors are *failure.Error, or the cause of a context that ended.
func (e *Engine) Read(ctx context.Context, data []byte) (*Document, error) {
	instance, err := e.instance(ctx)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeoutCause(ctx, maxTime, errTooSlow)
	defer cancel()
	stop := context.AfterFunc(ctx, func() { _ = instance.Kill() }) // interrupts what runs inside
	defer func() {
		if stop() {
			_ = instance.Close()
		}
	}()
	refused := e.memories.refused.Load()
	doc, err := e.read(ctx, instance, data)
	if cause := context.Cause(ctx); cause != nil {
		if errors.Is(cause, errTooSlow) {
			return nil, &failure.Error{Kind: failure.TooSlow, Err: cause}
		}
		return nil, cause
	}
	if failed := (*failure.Error)(nil); errors.As(err, &failed) && failed.Kind == failure.Damaged && e.memories.refused.Load() > refused {
		// Where two files are read at once it may have been the other one's: of a damaged file no better is known.
		return nil, &failure.Error{Kind: failure.TooLarge, Err: fmt.Errorf("needs more than %d bytes of memory: %w", mostMemory, err)}
	}
	return doc, err
}

var errTooSlow = errors.New("took longer than a file may take")

func (e *Engine) read(ctx context.Context, instance pdfium.Pdfium, data []byte) (doc *Document, err error) {
	defer func() { // the wrapper reads memory that a damaged file may have made unreadable
		if r := recover(); r != nil {
			doc, err = nil, &failure.Error{Kind: failure.Damaged, Err: fmt.Errorf("pdfium: %v", r)}
		}
	}()
	opened, err := instance.OpenDocument(&requests.OpenDocument{FileReader: bytes.NewReader(data), FileReaderSize: int64(len(data))})
	if err != nil {
		return nil, openError(err)
	}
	count, err := instance.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: opened.Document})
	if err != nil {
		return nil, &failure.Error{Kind: failure.Damaged, Err: fmt.Errorf("count pages: %w", err)}
	}
	doc = &Document{Pages: count.PageCount}
	doc.describe(instance, opened.Document)
	if files, err := instance.FPDFDoc_GetAttachmentCount(&requests.FPDFDoc_GetAttachmentCount{Document: opened.Document}); err == nil {
		doc.Ledger.Add(ledger.UnreadPart, files.AttachmentCount)
	}
	pages, bad := doc.pages(ctx, instance, opened.Document)
	kept, dropped := dropRunning(pages)
	doc.Ledger.AddAll(dropped)
	for i, p := range kept {
		if len(p.lines) == 0 && len(pages[i].lines) > 0 && isPicture(instance, opened.Document, p.number-1) {
			doc.Unread++ // a scan with the number of its page below it
		}
	}
	doc.Blocks = blocksOf(kept)
	return doc, doc.check(pages, bad)
}

func openError(err error) error {
	kind := failure.Damaged
	if errors.Is(err, pdfiumerrors.ErrPassword) || errors.Is(err, pdfiumerrors.ErrSecurity) {
		kind = failure.EncryptedPDF
	}
	return &failure.Error{Kind: kind, Err: fmt.Errorf("open: %w", err)}
}

// pages reads page after page until a limit; bad counts those that the engine could not load.
func (d *Document) pages(ctx context.Context, instance pdfium.Pdfium, doc references.FPDF_DOCUMENT) (pages []page, bad int) {
	size, left := 0, maxCalls
	annotations := forms{instance: instance, doc: doc}
	defer annotations.close()
	for i := range d.Pages {
		if i >= maxPages || size > maxText || left <= 0 || context.Cause(ctx) != nil {
			d.Beyond += float64(d.Pages - i)
			break
		}
		lines, beyond, err := linesOf(instance, doc, i, &left)
		if err != nil {
			bad++
			continue
		}
		if len(lines) == 0 && !isBlank(instance, doc, i) {
			d.Unread++
		}
		d.Beyond += beyond
		for _, l := range lines {
			size += len(l.text)
		}
		one := page{number: i + 1, height: heightOf(instance, doc, i), lines: lines}
		fields, off := annotations.onPage(i)
		d.Ledger.AddAll(off)
		one.place(fields)
		pages = append(pages, one)
	}
	return pages, bad
}

// check tells scans, fonts without text and damaged files from those that hold text.
func (d *Document) check(pages []page, bad int) error {
	letters, all := 0, 0
	for _, b := range d.Blocks {
		for _, r := range b.Text {
			switch {
			case unicode.IsSpace(r):
			case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsPunct(r):
				letters++
				all++
			default:
				all++
			}
		}
	}
	switch {
	case d.Pages == 0 || bad == d.Pages:
		return &failure.Error{Kind: failure.Damaged, Err: errors.New("no page can be loaded")}
	case letters < 10*min(len(pages), 3) && letters < 40, letters*2 < all:
		return &failure.Error{Kind: failure.ScannedPDF, Pages: d.Pages, Err: fmt.Errorf("%d letters on %d pages", letters, d.Pages)}
	}
	return nil
}

// describe reads the file's own data about itself; what it lacks stays empty.
func (d *Document) describe(instance pdfium.Pdfium, doc references.FPDF_DOCUMENT) {
	read := func(tag string) string {
		found, err := instance.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: doc, Tag: tag})
		if err != nil {
			return ""
		}
		return strings.TrimSpace(strings.ToValidUTF8(found.Value, ""))
	}
	d.Title, d.Author, d.Created = read("Title"), read("Author"), date(read("CreationDate"))
	for _, ending := range []string{".doc", ".docx", ".indd", ".dvi", ".tex", ".qxd", ".pdf", ".html", ".htm"} {
		if strings.HasSuffix(strings.ToLower(d.Title), ending) {
			d.Title = "" // a file's name
		}
	}
	if strings.HasPrefix(d.Title, "Microsoft Word - ") || strings.EqualFold(d.Title, "untitled") {
		d.Title = ""
	}
}

// date reads D:20240501120000+02'00'.
func date(s string) string {
	s = strings.TrimPrefix(s, "D:")
	if len(s) < 8 {
		return ""
	}
	t, err := time.Parse("20060102", s[:8])
	if err != nil || t.Year() < 1980 {
		return ""
	}
	return t.Format(time.DateOnly)
}
