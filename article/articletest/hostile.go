// Package articletest makes files for tests of reading: ordinary ones, written by hand where that shows more than a blob
// could, and such as were made to loop, to explode or to break whoever reads them.
package articletest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/footnote-bot/footnote/article"
)

// Hostile is a file that is made to harm its reader.
type Hostile struct {
	Name string
	Data func() []byte
	// Want is how its reading fails; "" where there is something to read, all the same.
	Want article.FailureKind
	// Slow takes seconds to read; tests under the race detector leave it out.
	Slow bool
}

// Sentence is what there is to read in most of these files.
const Sentence = "The ferry left the old harbour at noon with a crew of four people. "

// shown is a stream that draws lines of text.
func shown(lines int) string {
	var b strings.Builder
	for i := range lines {
		fmt.Fprintf(&b, "BT /F1 11 Tf 50 %d Td (%d: %s) Tj ET\n", 780-i*14, i, Sentence)
	}
	return b.String()
}

// HostilePDFs are files of one kind each; all stay small until they are read.
func HostilePDFs() []Hostile {
	return []Hostile{
		{"a tree of pages that holds itself", onTree(func(p *PDF) { p.Pages(1, 2) }), article.Damaged, false},
		{"trees of pages that hold each other", onTree(func(p *PDF) {
			p.Pages(4, 6, 7, 2)
			p.Object(6, "<< /Type /Pages /Parent 2 0 R /Kids [7 0 R 2 0 R] /Count 2 >>")
			p.Object(7, "<< /Type /Pages /Parent 6 0 R /Kids [6 0 R] /Count 2 >>")
		}), article.Damaged, false},
		{"a page in a tree that holds itself", onTree(func(p *PDF) {
			p.Pages(50, 6, 2, 5)
			p.Object(6, "<< /Type /Pages /Parent 2 0 R /Kids [5 0 R 2 0 R 5 0 R] /Count 20 >>")
		}), "", false},
		{"a page whose parents are each other's", onTree(func(p *PDF) {
			p.Pages(1, 6)
			p.Object(6, "<< /Type /Page /Parent 7 0 R /Contents 4 0 R >>")
			p.Object(7, "<< /Type /Pages /Parent 8 0 R /Kids [6 0 R] /Count 1 >>")
			p.Object(8, "<< /Type /Pages /Parent 7 0 R /Kids [7 0 R] /Count 1 >>")
		}), "", false},
		{"100,000 pages", onTree(func(p *PDF) {
			kids := make([]int, 100_000)
			for i := range kids {
				kids[i] = 6 + i
				p.Page(6+i, 4, "")
			}
			p.Pages(len(kids), kids...)
		}), article.TooLarge, true},
		{"one page 100,000 times", onTree(func(p *PDF) {
			kids := make([]int, 100_000)
			for i := range kids {
				kids[i] = 5
			}
			p.Pages(len(kids), kids...)
		}), article.TooLarge, true},
		{"a count of pages that lies", onTree(func(p *PDF) { p.Pages(1<<31-1, 5) }), "", false},
		{"a stream that inflates to a gigabyte", onPage(func(p *PDF) { p.Bomb(4, "", " ", 16<<10) }), article.TooLarge, true},
		{"a stream of text without end", onPage(func(p *PDF) { p.Bomb(4, "", shown(1), 2<<10) }), article.TooLarge, false},
		{"a stream of lines without end", onPage(func(p *PDF) { p.Bomb(4, "", "0 0 m 5 5 l S\n", 1<<10) }), article.TooLarge, false},
		{"states that are saved without end", onPage(func(p *PDF) { p.Bomb(4, "", "q ", 1<<10) }), article.TooLarge, false},
		{"one stream a million times", onPage(func(p *PDF) {
			p.Stream(6, "", shown(5))
			p.Object(4, "["+strings.Repeat("6 0 R ", 1<<20)+"]")
		}), article.TooLarge, true},
		{"a stream of 30 MB", onPage(func(p *PDF) { p.Stream(4, "", strings.Repeat(shown(40), 30<<20/len(shown(40)))) }), article.TooLarge, true},
		{"one string of 20 MB", onPage(func(p *PDF) { p.Stream(4, "", "BT /F1 11 Tf 50 700 Td ("+strings.Repeat("a", 20<<20)+") Tj ET") }), article.TooLarge, true},
		{"a stream of objects that inflates without end", onPage(func(p *PDF) {
			p.Bomb(4, "/Type /ObjStm /N 1 /First 4", "5 0 ", 16<<10)
		}), article.TooLarge, false},
		{"forms that draw each other", onForms(func(p *PDF) {
			form(p, 6, 7, "/A Do /A Do")
			form(p, 7, 6, "/A Do /A Do")
		}), article.TooLarge, false},
		{"forms that draw forms ten times, nine floors deep", onForms(func(p *PDF) {
			for i := range 9 {
				form(p, 6+i, 7+i, strings.Repeat("/A Do ", 10))
			}
			form(p, 15, 3, shown(1))
		}), article.TooLarge, false},
		{"forms in forms, 20,000 floors deep", onForms(func(p *PDF) {
			for i := range 20_000 {
				form(p, 6+i, 7+i, "/A Do")
			}
		}), "", false},
		{"a table of signs without end", onPage(func(p *PDF) {
			p.Stream(4, "", "BT /F2 11 Tf 50 700 Td <00410042> Tj ET")
			p.Object(5, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F2 6 0 R >> >> /Contents 4 0 R >>")
			p.Object(6, "<< /Type /Font /Subtype /Type0 /BaseFont /Ours /Encoding /Identity-H /DescendantFonts [7 0 R] /ToUnicode 8 0 R >>")
			p.Object(7, "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Ours /DW 1000 /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>")
			p.Bomb(8, "", "begincmap 1 beginbfrange <00000000> <ffffffff> <00000000> endbfrange endcmap ", 8)
		}), article.TooLarge, true},
		{"arrays in arrays", onPage(func(p *PDF) { p.Object(6, strings.Repeat("[", 5<<20)); p.Page(5, 4, "/X 6 0 R") }), "", false},
		{"a page of 10,000 lines, three times", onTree(func(p *PDF) {
			var b strings.Builder
			for i := range 10_000 {
				fmt.Fprintf(&b, "BT /F1 11 Tf 50 %d Td (ab) Tj ET\n", 780-i*14)
			}
			p.Stream(4, "", b.String())
			p.Pages(3, 5, 5, 5)
		}), "", true},
		{"lines that go on without end", onPage(func(p *PDF) {
			var b strings.Builder
			for i := range 1000 {
				fmt.Fprintf(&b, "BT /F1 11 Tf 50 %d Td (and the ferry that left the old har-) Tj ET\n", 780-i*14)
			}
			p.Stream(4, "", b.String())
		}), "", true},
		{"an object that is itself", onTree(func(p *PDF) { p.Object(2, "2 0 R") }), article.Damaged, false},
		{"a length that is itself", onPage(func(p *PDF) { p.Object(4, "<< /Length 4 0 R >>\nstream\n"+shown(5)+"\nendstream") }), "", false},
		{"a table of objects that follows itself", changed(func(whole string) string {
			return strings.Replace(whole, "/Root 1 0 R ", fmt.Sprintf("/Root 1 0 R /Prev %d", strings.LastIndex(whole, "xref\n0")), 1)
		}), "", false},
		{"a table of two thousand million objects", changed(func(whole string) string { return strings.Replace(whole, "xref\n0 6", "xref\n0 2147483647", 1) }), "", false},
		{"no table of objects", changed(func(whole string) string { return strings.Replace(whole, "startxref", "", 1) }), "", false},
		{"the first half of a file", changed(func(whole string) string { return whole[:len(whole)/2] }), article.Damaged, false},
	}
}

// onPage is a file of one page, 5, that shows the stream 4; change writes what is wrong with it.
func onPage(change func(*PDF)) func() []byte {
	return onTree(func(p *PDF) {
		p.Pages(1, 5)
		change(p)
	})
}

// onTree is a file with a page, 5, whose tree of pages is not written yet.
func onTree(change func(*PDF)) func() []byte {
	return func() []byte {
		p := NewPDF()
		p.Stream(4, "", shown(6))
		p.Page(5, 4, "")
		change(p)
		return p.Bytes("")
	}
}

// onForms is a file whose page draws the form 6.
func onForms(change func(*PDF)) func() []byte {
	return onPage(func(p *PDF) {
		p.Stream(4, "", shown(6)+"/A Do")
		p.Page(5, 4, "/XObject << /A 6 0 R >>")
		change(p)
	})
}

// form writes a form that may draw another one, A.
func form(p *PDF, number, inner int, body string) {
	p.Stream(number, fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> /XObject << /A %d 0 R >> >>", inner), body)
}

// changed is an ordinary file with something done to its bytes.
func changed(change func(whole string) string) func() []byte {
	whole := onPage(func(*PDF) {})
	return func() []byte { return []byte(change(string(whole()))) }
}

// HostileFiles are all of them.
func HostileFiles() []Hostile {
	return slices.Concat(HostilePDFs(), HostilePages(), HostileArchives())
}
