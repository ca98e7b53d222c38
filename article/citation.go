package article

import (
	"fmt"
	"unicode/utf8"
)

// Citation is a range of a document's text. It can only be made from a range ([Document.Cite]), so its words are
// always the document's own.
type Citation struct {
	doc        *Document
	start, end int
}

// Cite makes the citation of Text[start:end]. It fails unless 0 <= start < end <= len(Text) and both ends stand
// between characters.
func (d *Document) Cite(start, end int) (Citation, error) {
	if start < 0 || end <= start || end > len(d.Text) {
		return Citation{}, fmt.Errorf("cite [%d,%d) of a text of %d bytes", start, end, len(d.Text))
	}
	if !onRune(d.Text, start) || !onRune(d.Text, end) {
		return Citation{}, fmt.Errorf("cite [%d,%d): cuts a character", start, end)
	}
	return Citation{doc: d, start: start, end: end}, nil
}

// CitePassages makes the citation of the run of passages from first to last, both included.
func (d *Document) CitePassages(first, last int) (Citation, error) {
	from, ok := d.Passage(first)
	to, ok2 := d.Passage(last)
	if !ok || !ok2 {
		return Citation{}, fmt.Errorf("cite passages %d to %d of %d", first, last, len(d.Passages))
	}
	return d.Cite(from.Start, to.End)
}

// Document is what is cited; nil for the zero Citation.
func (c Citation) Document() *Document { return c.doc }

// Range is the range in the document's Text, in bytes, end exclusive.
func (c Citation) Range() (start, end int) { return c.start, c.end }

// Quote is the cited text, copied from the document.
func (c Citation) Quote() string {
	if c.doc == nil {
		return ""
	}
	return c.doc.Text[c.start:c.end]
}

// Passages are the passages that the citation touches, in order; never empty for a citation of a document that has any.
func (c Citation) Passages() []Passage {
	if c.doc == nil {
		return nil
	}
	var touched []Passage
	for _, p := range c.doc.Passages {
		if p.Start < c.end && p.End > c.start {
			touched = append(touched, p)
		}
	}
	return touched
}

// First is the first passage that the citation touches; the zero Passage where there is none.
func (c Citation) First() Passage {
	if ps := c.Passages(); len(ps) > 0 {
		return ps[0]
	}
	return Passage{}
}

// Speaker is who says the cited words, where all of them are one speaker's; else "".
func (c Citation) Speaker() string {
	ps := c.Passages()
	if len(ps) == 0 {
		return ""
	}
	for _, p := range ps[1:] {
		if p.Speaker != ps[0].Speaker {
			return ""
		}
	}
	return ps[0].Speaker
}

func onRune(s string, i int) bool { return i == len(s) || utf8.RuneStart(s[i]) }
