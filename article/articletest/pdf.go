package articletest

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
)

// PDF writes a file by hand, object by object. Object 1 is the catalogue, 2 the tree of pages, 3 the font F1 (Helvetica).
type PDF struct {
	buf bytes.Buffer
	at  map[int]int // object to its offset
	end int         // the highest object
}

// NewPDF begins a file.
func NewPDF() *PDF {
	p := &PDF{at: map[int]int{}}
	p.buf.WriteString("%PDF-1.5\n")
	p.Object(1, "<< /Type /Catalog /Pages 2 0 R >>")
	p.Object(3, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
	return p
}

// Object writes one object.
func (p *PDF) Object(number int, body string) {
	p.at[number], p.end = p.buf.Len(), max(p.end, number)
	fmt.Fprintf(&p.buf, "%d 0 obj\n%s\nendobj\n", number, body)
}

// Stream writes an object that is a stream; entries are of its dictionary, its length apart.
func (p *PDF) Stream(number int, entries, body string) {
	p.Object(number, fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", entries, len(body), body))
}

// Bomb writes a stream that inflates to a unit, many thousand times.
func (p *PDF) Bomb(number int, entries, unit string, times int) {
	p.Stream(number, entries+" /Filter /FlateDecode", repeated(unit, times))
}

// Page writes a page that shows a stream; resources are those besides the font F1.
func (p *PDF) Page(number, contents int, resources string) {
	p.Object(number, fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> %s >> /Contents %d 0 R >>",
		resources, contents))
}

// Pages writes the tree of pages, of objects that are pages or trees themselves.
func (p *PDF) Pages(count int, kids ...int) {
	var refs strings.Builder
	for _, k := range kids {
		fmt.Fprintf(&refs, "%d 0 R ", k)
	}
	p.Object(2, fmt.Sprintf("<< /Type /Pages /Kids [ %s] /Count %d >>", refs.String(), count))
}

// Bytes ends the file with its table of objects; trailer is what its trailer holds besides.
func (p *PDF) Bytes(trailer string) []byte {
	start := p.buf.Len()
	fmt.Fprintf(&p.buf, "xref\n0 %d\n0000000000 65535 f \n", p.end+1)
	for i := 1; i <= p.end; i++ {
		if at, ok := p.at[i]; ok {
			fmt.Fprintf(&p.buf, "%010d 00000 n \n", at)
		} else {
			p.buf.WriteString("0000000000 00000 f \n")
		}
	}
	fmt.Fprintf(&p.buf, "trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", p.end+1, trailer, start)
	return p.buf.Bytes()
}

// repeated is the zlib stream of a text that repeats: the unit is deflated once, and its block stands there many times.
func repeated(unit string, times int) string {
	unit = strings.Repeat(unit, 1+(64<<10)/len(unit))
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = z.Write([]byte(unit)) // a buffer takes everything
	_ = z.Flush()
	header, block := b.String()[:2], b.String()[2:]
	return header + strings.Repeat(block, times) // without an end: nobody gets there
}
