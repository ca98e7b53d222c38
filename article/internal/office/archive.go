// Package office reads DOCX, PPTX and EPUB (archives of XML), and RTF.
//
// Every archive is read through archive.go, which believes no size field and stops at bounds, so that a small file
// cannot become a large one.
package office

import (
	"archive/zip"
	"bytes"
	"cmp"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html/charset"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/failure"
	"github.com/footnote-bot/footnote/article/internal/ledger"
)

// Bounds of one archive.
const (
	maxEntries  = 10_000
	maxInflated = 100 << 20 // bytes of all entries that are read
	maxRatio    = 100       // inflated bytes to packed ones, of one entry above smallEntry
	smallEntry  = 1 << 20
	maxDepth    = 200     // of nested elements
	maxPart     = 8 << 20 // bytes of a part that is held whole: styles, relations, the list of chapters
	maxRun      = 4 << 20 // bytes without a tag, or of one
	maxText     = 5 << 20 // bytes of text; the rest is cut
	maxBlocks   = 100_000 // paragraphs and rows; the rest is cut
)

// Document is what was read from a file.
type Document struct {
	Title, Author, Date, Language string
	Blocks                        []block.Block
	Links                         []string // absolute
	Ledger                        ledger.Ledger
	Cut                           bool    // the text goes on
	Unread                        float64 // part of the text, from 0 to 1, that is behind the limits of what is read, about

	size int // of the text, in bytes
}

// add takes a block, until there is as much text as is read.
func (d *Document) add(b block.Block) {
	if d.Cut = d.Cut || d.size > maxText || len(d.Blocks) >= maxBlocks; !d.Cut {
		d.size += len(b.Text)
		d.Blocks = append(d.Blocks, b)
	}
}

// limited notes which part of a text that was cut was read, both in bytes, marks and all.
func (d *Document) limited(read, beyond int64) *Document {
	if d.Cut && beyond > 0 {
		d.Unread = float64(beyond) / float64(read+beyond)
	}
	return d
}

// archive is a zip file that is read with care.
type archive struct {
	files   map[string]*zip.File
	byFold  map[string]string // their names by small letters; made when first needed
	sheets  map[string]string // style sheets that were read
	left    int64             // bytes that may still be inflated
	seen    int64             // bytes of the parts that hold the text
	beyond  int64             // bytes of these parts that were not read, since the text was cut before
	stopped func() error      // the cause, once nobody waits any more
}

func openArchive(ctx context.Context, data []byte) (*archive, error) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, damaged("open zip", err)
	}
	if len(r.File) > maxEntries {
		return nil, tooLarge(fmt.Errorf("%d entries", len(r.File)))
	}
	a := &archive{files: make(map[string]*zip.File, len(r.File)), left: maxInflated, stopped: func() error { return context.Cause(ctx) }}
	for _, f := range r.File {
		if name := path.Clean(f.Name); name == f.Name && !strings.HasPrefix(name, "..") && !strings.HasPrefix(name, "/") {
			a.files[name] = f
		}
	}
	return a, nil
}

var errNoEntry = errors.New("no such entry")

// open inflates one entry as it is read, up to most bytes and what bounds all of them.
func (a *archive) open(name string, most int64) (*entry, error) {
	f, ok := a.files[name]
	if !ok {
		return nil, damaged(name, errNoEntry)
	}
	r, err := f.Open()
	if err != nil {
		return nil, damaged(name, err)
	}
	if packed := int64(f.CompressedSize64); packed >= 0 { // a size that overflows is negative
		most = min(most, max(smallEntry, packed*maxRatio))
	}
	return &entry{ReadCloser: r, of: a, name: name, left: most}, nil
}

// entry is one entry that is being inflated.
type entry struct {
	io.ReadCloser
	of   *archive
	name string
	left int64
	run  int // bytes since the last tag began
}

func (e *entry) Read(p []byte) (int, error) {
	if err := e.of.stopped(); err != nil {
		return 0, err
	}
	n, err := e.ReadCloser.Read(p)
	e.left -= int64(n)
	e.of.left -= int64(n)
	if at := bytes.LastIndexByte(p[:n], '<'); at >= 0 {
		e.run = n - at
	} else {
		e.run += n
	}
	switch {
	case e.left < 0 || e.of.left < 0:
		return 0, tooLarge(fmt.Errorf("%s inflates to too many bytes", e.name))
	case e.run > maxRun:
		return 0, tooLarge(fmt.Errorf("%s has more than %d bytes without a tag", e.name, maxRun))
	}
	return n, err
}

// read inflates one entry whole.
func (a *archive) read(name string) ([]byte, error) {
	e, err := a.open(name, maxPart)
	if err != nil {
		return nil, err
	}
	defer e.Close()
	data, err := io.ReadAll(e)
	if err != nil {
		return nil, a.failed(name, err)
	}
	return data, nil
}

// failed is why an entry could not be read: the cause of who stopped it, else a damage.
func (a *archive) failed(name string, err error) error {
	if cause := a.stopped(); cause != nil {
		return cause
	}
	return damaged(name, err)
}

// decode parses an entry that may be missing: then into stays as it is.
func (a *archive) decode(name string, into any) error {
	if _, ok := a.files[name]; !ok {
		return nil
	}
	e, err := a.open(name, maxPart)
	if err != nil {
		return err
	}
	defer e.Close()
	if err := newDecoder(e).Decode(into); err != nil {
		return a.failed(name, err)
	}
	return nil
}

// parse hands the XML of an entry to a reader, without holding all of it.
func (a *archive) parse(name string, read func(*xml.Decoder) error) error {
	e, err := a.open(name, maxInflated)
	if err != nil {
		return err
	}
	defer e.Close()
	d := newDecoder(e)
	if err := read(d); err != nil {
		return a.failed(name, err)
	}
	a.seen += d.InputOffset()
	return a.pass(e)
}

// pass counts what is left of an entry, as far as archives are read at all.
func (a *archive) pass(e *entry) error {
	n, err := io.Copy(io.Discard, e)
	if err != nil {
		return a.failed(e.name, err)
	}
	a.beyond += n
	return nil
}

// skip counts an entry that is not read any more.
func (a *archive) skip(name string) error {
	e, err := a.open(name, maxInflated)
	if err != nil {
		return err
	}
	defer e.Close()
	return a.pass(e)
}

func newDecoder(r io.Reader) *xml.Decoder {
	d := xml.NewDecoder(r)
	d.CharsetReader = charset.NewReaderLabel
	d.Strict = false
	return d
}

// relations are the targets that one part names by id.
func (a *archive) relations(part string) (map[string]relation, error) {
	var list struct {
		Relationship []relation
	}
	dir, file := path.Split(part)
	if err := a.decode(dir+"_rels/"+file+".rels", &list); err != nil {
		return nil, err
	}
	byID := map[string]relation{}
	for _, r := range list.Relationship {
		if r.TargetMode != "External" {
			if whole, ok := strings.CutPrefix(r.Target, "/"); ok {
				r.Target = whole
			} else {
				r.Target = path.Join(dir, r.Target)
			}
		}
		byID[r.ID] = r
	}
	return byID, nil
}

type relation struct {
	ID         string `xml:"Id,attr"`
	Type       string `xml:"Type,attr"`
	Target     string `xml:"Target,attr"`
	TargetMode string `xml:"TargetMode,attr"`
}

// kind is what a relation's target is to its part, such as "footnotes".
func (r relation) kind() string { return r.Type[strings.LastIndexByte(r.Type, '/')+1:] }

// mainPart is the part that holds the document itself, as the archive names it, else of the name that it most often
// has.
func (a *archive) mainPart(usual string) (string, error) {
	relations, err := a.relations("")
	return partOf(relations, "officeDocument", usual), err
}

// partOf is the first part of a kind that relations name, else the one of the name that it most often has.
func partOf(relations map[string]relation, kind, usual string) string {
	for _, r := range inOrder(relations) {
		if r.kind() == kind && r.TargetMode != "External" {
			return r.Target
		}
	}
	return usual
}

// describe reads docProps/core.xml.
func (a *archive) describe(d *Document) error {
	var core struct {
		Title    string `xml:"title"`
		Creator  string `xml:"creator"`
		Language string `xml:"language"`
		Created  string `xml:"created"`
		Modified string `xml:"modified"`
	}
	if err := a.decode("docProps/core.xml", &core); err != nil {
		return err
	}
	d.Title, d.Author, d.Language = strings.TrimSpace(core.Title), strings.TrimSpace(core.Creator), core.Language
	d.Date = core.Modified
	if d.Date == "" {
		d.Date = core.Created
	}
	return nil
}

func damaged(what string, err error) error {
	if known, ok := errors.AsType[*failure.Error](err); ok {
		return known
	}
	return &failure.Error{Kind: failure.Damaged, Err: fmt.Errorf("%s: %w", what, err)}
}

func tooLarge(err error) error { return &failure.Error{Kind: failure.TooLarge, Err: err} }

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// eachToken visits what a part is made of, to its end, or as far as a document takes more; nil takes all.
func eachToken(d *xml.Decoder, doc *Document, visit func(xml.Token) error) error {
	for doc == nil || !doc.Cut {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = visit(token)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// inOrder are relations by their ids, so that a file reads the same each time.
func inOrder(relations map[string]relation) []relation {
	ids := slices.Collect(maps.Keys(relations))
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	sorted := make([]relation, len(ids))
	for i, id := range ids {
		sorted[i] = relations[id]
	}
	return sorted
}

// count counts the words of a part that is not read; one that is not there has none.
func (a *archive) count(doc *Document, kind ledger.Kind, name string) error {
	if _, ok := a.files[name]; !ok {
		return nil
	}
	return a.parse(name, func(d *xml.Decoder) error {
		in := false // text of the kind that people see
		return eachToken(d, nil, func(token xml.Token) error {
			switch t := token.(type) {
			case xml.StartElement:
				in = t.Name.Local == "t" || t.Name.Local == "text"
			case xml.EndElement:
				in = false
			case xml.CharData:
				if in {
					doc.Ledger.AddText(kind, string(t))
				}
			}
			return nil
		})
	})
}
