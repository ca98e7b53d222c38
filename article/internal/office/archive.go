// Package office reads DOCX, PPTX and EPUB (archives of XML), and RTF.
//
// Every archive is read through archive.go, which believes no size field and stops at bounds, so that a small file
// cannot become a large one.
package office

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"golang.org/x/net/html/charset"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/failure"
)

// Bounds of one archive.
const (
	maxEntries  = 10_000
	maxInflated = 100 << 20 // bytes of all entries that are read
	maxRatio    = 100       // inflated bytes to packed ones, of one entry above smallEntry
	smallEntry  = 1 << 20
	maxDepth    = 200 // of nested elements
)

// Document is what was read from a file.
type Document struct {
	Title, Author, Date, Language string
	Blocks                        []block.Block
	Links                         []string // absolute
	Images                        int      // pictures that were not read
}

// archive is a zip file that is read with care.
type archive struct {
	files map[string]*zip.File
	left  int64 // bytes that may still be inflated
}

func openArchive(data []byte) (*archive, error) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, damaged("open zip", err)
	}
	if len(r.File) > maxEntries {
		return nil, tooLarge(fmt.Errorf("%d entries", len(r.File)))
	}
	a := &archive{files: make(map[string]*zip.File, len(r.File)), left: maxInflated}
	for _, f := range r.File {
		if name := path.Clean(f.Name); name == f.Name && !strings.HasPrefix(name, "..") && !strings.HasPrefix(name, "/") {
			a.files[name] = f
		}
	}
	return a, nil
}

var errNoEntry = errors.New("no such entry")

// read inflates one entry.
func (a *archive) read(name string) ([]byte, error) {
	f, ok := a.files[name]
	if !ok {
		return nil, damaged(name, errNoEntry)
	}
	r, err := f.Open()
	if err != nil {
		return nil, damaged(name, err)
	}
	defer r.Close()
	limit := a.left
	if packed := int64(f.CompressedSize64); packed >= 0 { // a size that overflows is negative
		limit = min(limit, max(smallEntry, packed*maxRatio))
	}
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if int64(len(data)) > limit {
		return nil, tooLarge(fmt.Errorf("%s inflates to more than %d bytes", name, limit))
	}
	if err != nil {
		return nil, damaged(name, err)
	}
	a.left -= int64(len(data))
	return data, nil
}

// decode parses an entry that may be missing: then into stays as it is.
func (a *archive) decode(name string, into any) error {
	if _, ok := a.files[name]; !ok {
		return nil
	}
	data, err := a.read(name)
	if err != nil {
		return err
	}
	if err := newDecoder(data).Decode(into); err != nil {
		return damaged(name, err)
	}
	return nil
}

func newDecoder(data []byte) *xml.Decoder {
	d := xml.NewDecoder(bytes.NewReader(data))
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
