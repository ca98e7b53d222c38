package office

import (
	"strings"

	"github.com/footnote-bot/footnote/article/internal/block"
)

// paragraph is what is known of the paragraph that is being read.
type paragraph struct {
	text   strings.Builder
	lead   strings.Builder // bold text from the start
	bold   bool            // this run
	plain  bool            // text that is not bold has been read
	hidden bool            // by its style
	level  int
	list   int
	code   bool
	number listPlace
	joined bool // its mark was deleted: it goes on in the next
}

// listPlace is where a paragraph stands in the lists that Word counts.
type listPlace struct {
	list  string
	level int
}

func (w *wordReader) endParagraph() {
	text := w.text.String()
	if t := w.table(); t != nil && t.rows > 0 && w.number.list != "" { // a cell may hold nothing but the number of its row
		text = w.numbers.next(w.number.list, w.number.level) + " " + text
	}
	if t := w.table(); t != nil && t.paragraph(text) {
		w.doc.Cut = w.doc.Cut || t.overflow
		return
	}
	if w.paragraph.code && !w.note && w.code.Len() < maxRun {
		w.code.WriteString(text + "\n")
		return
	}
	b := block.Block{Kind: block.Paragraph, Text: text, Lead: strings.TrimSpace(w.lead.String())}
	if strings.TrimSpace(text) != "" && w.number.list != "" {
		b.Number = w.numbers.next(w.number.list, w.number.level)
	}
	switch {
	case w.note:
		b.Kind, b.Lead = block.Footnote, ""
	case w.level > 0:
		b.Kind, b.Level, b.Lead = block.Heading, w.level, ""
	case w.list > 0:
		b.Kind, b.Level = block.ListItem, w.list
	}
	w.add(b)
}

// goOn is a paragraph that goes on with the text of one whose mark was deleted.
func (p *paragraph) goOn() *paragraph {
	next := &paragraph{plain: p.plain}
	next.text.WriteString(p.text.String())
	next.lead.WriteString(p.lead.String())
	return next
}

// endCarried ends a paragraph whose mark was deleted and that no other follows.
func (w *wordReader) endCarried() {
	if w.carried == nil {
		return
	}
	outer := w.paragraph
	w.paragraph, w.carried = w.carried, nil
	w.endParagraph()
	w.paragraph = outer
}

// endCode adds the code that was read.
func (w *wordReader) endCode() {
	text := strings.TrimRight(w.code.String(), "\n")
	w.code.Reset()
	if strings.TrimSpace(text) != "" {
		w.doc.add(block.Block{Kind: block.Code, Text: text})
	}
}

func (w *wordReader) add(b block.Block) {
	w.endCode()
	if strings.Trim(b.Text, " |\t\n") != "" {
		w.doc.add(b)
	}
}
