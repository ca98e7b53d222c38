package extract

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/ledger"
)

// control is what a page shows in a field or on a button, between two pieces.
type control struct {
	at    int // how many pieces are before it
	words int
	typed bool // it can be filled in
}

// account counts what is shown and not kept. What stands around the article is navigation; what may be a part of it is other, rows of
// tables and what is filled in apart. The headline is left to who knows the title.
func (e *evidence) account(likely []float64, least float64, controls []control) (off ledger.Ledger) {
	from, to := len(e.pieces), -1 // of what is kept
	for i := range e.pieces {
		if likely[i] >= least {
			from, to = min(from, i), i
		}
	}
	for i := range e.pieces {
		x := &e.pieces[i]
		if likely[i] >= least || i == e.titleAt {
			continue
		}
		kind := ledger.Navigation
		row := x.Kind == block.TableRow && from < i && i < to && x.linkDensity() < 0.5
		switch unsure := e.isDoubtful(i, likely[i]); {
		case row, unsure && x.Kind == block.TableRow:
			kind = ledger.Table
		case unsure:
			kind = ledger.Other
		}
		off.AddText(kind, x.Text)
	}
	for _, c := range controls {
		if c.typed && from < c.at && c.at <= to {
			off.Add(ledger.FormValue, c.words)
		} else {
			off.Add(ledger.Navigation, c.words)
		}
	}
	return off
}

// isDoubtful reports whether a piece that is not kept could be part of the article all the same.
func (e *evidence) isDoubtful(i int, likely float64) bool {
	return likely >= unsure && i != e.titleAt && len(e.pieces[i].tokens) >= fewTokens
}

// around counts pieces that are all not part of the text.
func around(pieces []piece) (off ledger.Ledger) {
	for i := range pieces {
		off.AddText(ledger.Navigation, pieces[i].Text)
	}
	return off
}

// control counts what an element shows that is no text: of a field what is filled in.
func (r *renderer) control(n *html.Node) {
	c := control{at: len(r.pieces)}
	switch n.DataAtom {
	case atom.Input:
		switch attr(n, "type") {
		case "hidden", "checkbox", "radio", "file", "password", "image", "range", "color":
			return
		case "submit", "button", "reset":
		default:
			c.typed = true
		}
		c.words = ledger.Words(attr(n, "value"))
	case atom.Select:
		c.typed, c.words = true, ledger.Words(chosen(n))
	default:
		c.typed, c.words = n.DataAtom == atom.Textarea, ledger.Words(rawText(n))
	}
	if c.words > 0 {
		r.controls = append(r.controls, c)
	}
}

// chosen is what a list shows: the option that is chosen, or the first.
func chosen(list *html.Node) string {
	first, has := "", false
	for o := range list.Descendants() {
		if o.DataAtom != atom.Option {
			continue
		}
		if hasAttr(o, "selected") {
			return rawText(o)
		}
		if !has {
			first, has = rawText(o), true
		}
	}
	return first
}
