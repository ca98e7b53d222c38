package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/article/internal/formula"
	"github.com/footnote-bot/footnote/article/internal/injection"
	"github.com/footnote-bot/footnote/article/internal/ledger"
	"github.com/footnote-bot/footnote/article/internal/markup"
	"github.com/footnote-bot/footnote/internal/pattern"
)

// mend makes a tree say to everybody who reads it what it shows to people: marks of notes do not lengthen the figures before them,
// powers stay above the line, what a control opens is no more hidden than the control, and the control says what it opens.
// It returns what was taken off: marks of notes, numbers in margins, formulas that cannot be read; and where the marks stood.
func mend(doc *html.Node) (off ledger.Ledger, places []noteMark) {
	notes := hasNotes(doc)
	if notes {
		off.Add(ledger.Note, untype(doc))
	}
	off.Add(ledger.Formula, mendFormulas(doc))
	off.Add(ledger.Navigation, mendLetters(doc))
	off.Add(ledger.Navigation, mendListings(doc))
	var marks []*html.Node
	opened := map[string]bool{}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Sup:
			if isNoteMark(n, notes) {
				marks = append(marks, n)
			} else {
				raise(n)
			}
		case atom.A, atom.Span:
			if isNoteMark(n, notes) && n.Parent.DataAtom != atom.Sup && namesNote(n) {
				marks = append(marks, n)
			}
		}
		for _, id := range opens(n) {
			opened[id] = true
		}
	}
	for _, m := range marks {
		places = append(places, markOf(m))
	}
	remove(marks)
	remove(backlinks(doc))
	showOpened(doc, opened)
	showBeside(doc)
	reveal(doc)
	off.Add(ledger.Note, len(marks))
	return off, places
}

// backlinks lead from a note to its mark, and say nothing: an arrow.
func backlinks(doc *html.Node) (found []*html.Node) {
	for n := range doc.Descendants() {
		if n.DataAtom == atom.A && strings.HasPrefix(attr(n, "href"), "#") {
			if text := textOf(n); text != "" && !hasText(text) && (attr(n, "role") == "doc-backlink" || strings.HasPrefix(text, "↩") || text == "↑" || text == "^") {
				found = append(found, n)
			}
		}
		if n.DataAtom == atom.Span && strings.Contains(attr(n, "class"), "backlink") && isFootnote(n.Parent) && !longer(n, longestBacklinks) {
			found = append(found, n)
		}
	}
	return found
}

// longestBacklinks is how many bytes the links have from a note to all of its marks: ↑ a b c.
const longestBacklinks = 40

// opens are the ids of what a control opens.
func opens(n *html.Node) []string {
	switch {
	case hasAttr(n, "aria-controls") && (n.DataAtom == atom.Button || n.DataAtom == atom.A || attr(n, "role") != ""):
		return strings.Fields(attr(n, "aria-controls"))
	case attr(n, "role") == "tab", hasAttr(n, "data-toggle"), hasAttr(n, "data-bs-toggle"):
		for _, name := range []string{"href", "data-target", "data-bs-target"} {
			if id, ok := strings.CutPrefix(attr(n, name), "#"); ok {
				return []string{id}
			}
		}
	}
	return nil
}

// showOpened shows the panels that controls open, and makes a heading of each control.
func showOpened(doc *html.Node, opened map[string]bool) {
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if opened[attr(n, "id")] || attr(n, "role") == "tabpanel" || attr(n, "hidden") == "until-found" {
			unfold(n)
		}
		if n.DataAtom == atom.Button && (hasAttr(n, "aria-expanded") || hasAttr(n, "aria-controls") || isTitle(n.Parent)) {
			n.DataAtom, n.Data = atom.H4, "h4"
			if isTitle(n.Parent) {
				n.DataAtom, n.Data = atom.Span, "span"
			}
		}
	}
}

// farBeside is how far above a control what it opens stands beside it.
const farBeside = 3

// showBeside shows what a control opens that names nothing: what is hidden right behind it.
func showBeside(doc *html.Node) {
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || !hasAttr(n, "aria-expanded") || hasAttr(n, "aria-controls") || attr(n, "aria-haspopup") != "" {
			continue
		}
		for at, up := n, 0; at != nil && up < farBeside; at, up = at.Parent, up+1 {
			next := nextElement(at)
			if next == nil {
				continue
			}
			if hidesText(next) {
				unfold(next)
			}
			break
		}
	}
}

func nextElement(n *html.Node) *html.Node {
	for n = n.NextSibling; n != nil; n = n.NextSibling {
		if n.Type == html.ElementNode {
			return n
		}
	}
	return nil
}

// hidesText tells what is folded away from what was never to be seen.
func hidesText(n *html.Node) bool {
	return hasAttr(n, "hidden") || attr(n, "aria-hidden") == "true" || folded().MatchString(attr(n, "style")) || hasAttr(n, "class")
}

var folded = pattern.Lazy(`(?i)(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|(?:max-)?height\s*:\s*0)`)

// unfold shows a panel, also where the page's own style hides its class.
func unfold(n *html.Node) {
	drop(n, "hidden", "style", "aria-hidden")
	n.Attr = append(n.Attr, html.Attribute{Key: unfolded})
}

// unfolded marks what is shown whatever its class says.
const unfolded = "data-unfolded"

// isTitle reports whether an element names what is below it.
func isTitle(n *html.Node) bool {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Dt, atom.Summary:
		return true
	}
	return false
}

func drop(n *html.Node, names ...string) {
	for i, a := range n.Attr {
		for _, name := range names {
			if a.Key == name {
				n.Attr[i].Key = "data-was-" + name
			}
		}
	}
}

// fewReveals is how many parts of a page are transparent where its scripts let them appear; one alone is hidden.
const fewReveals = 2

// reveal shows what is transparent until people scroll to it. Who hides words from people hides them otherwise, or speaks to models.
func reveal(doc *html.Node) {
	var parts []*html.Node
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || !transparent().MatchString(attr(n, "style")) || inkOf(n) < leastRevealed {
			continue
		}
		if rest := transparent().ReplaceAllString(attr(n, "style"), ";"); hiddenStyle().MatchString(rest) || sameColours(rest) || injection.InHidden(textOf(n)) {
			continue
		}
		parts = append(parts, n)
	}
	if len(parts) < fewReveals {
		return
	}
	for _, n := range parts {
		drop(n, "style")
	}
}

// leastRevealed is how many bytes of text a part has that appears.
const leastRevealed = 40

// isNoteMark: a number, letter or star that leads to a note of the page or is called one; or a bare number where the page has notes,
// unless it is a power.
func isNoteMark(n *html.Node, notes bool) bool {
	text := strings.Trim(strings.Join(strings.Fields(textOf(n)), ""), "[]()")
	if text == "" || len(text) > 4 || strings.TrimLeft(text, "0123456789,*†‡") != "" {
		return false
	}
	if namesNote(n) {
		return true
	}
	for a := range n.Descendants() {
		if a.DataAtom == atom.A && (strings.HasPrefix(attr(a, "href"), "#") || namesNote(a)) || a.DataAtom == atom.Span && namesNote(a) {
			return true
		}
	}
	if p := n.Parent; p.DataAtom == atom.A && strings.HasPrefix(attr(p, "href"), "#") {
		return true
	}
	return n.DataAtom == atom.Sup && !isPower(n) && notes
}

// namesNote goes by the role and by the names that generators give to the marks of notes.
func namesNote(n *html.Node) bool {
	if attr(n, "role") == "doc-noteref" {
		return true
	}
	names := strings.ToLower(attr(n, "class") + " " + attr(n, "id") + " " + attr(n, "epub:type"))
	for _, name := range []string{"noteref", "footnote", "fnref", "endnote", "note-ref", "cite_ref", "cite-ref", "reference", "note-anchor", "notelink", "note-mark"} {
		if strings.Contains(names, name) {
			return true
		}
	}
	return false
}

// isPower: see [markup.IsPower].
func isPower(n *html.Node) bool {
	before := n.PrevSibling
	if before == nil {
		return false
	}
	if before.Type == html.TextNode {
		return markup.IsPower(before.Data)
	}
	return markup.IsPower(textOf(before))
}

// untype takes off the marks of notes that are typed as signs above the line, on a page that has notes.
func untype(doc *html.Node) (marks int) {
	for n := range doc.Descendants() {
		if n.Type == html.TextNode && n.Parent.DataAtom != atom.Script && n.Parent.DataAtom != atom.Style && !markup.StartsNote(strings.TrimSpace(n.Data)) {
			text, found := markup.WithoutMarks(n.Data)
			n.Data, marks = text, marks+found
		}
	}
	return marks
}

// hasNotes reports whether the page has notes of its own.
func hasNotes(doc *html.Node) bool {
	for d := range doc.Descendants() {
		if d.Type == html.ElementNode && (d.DataAtom == atom.Li || d.DataAtom == atom.Ol || d.DataAtom == atom.P || d.DataAtom == atom.Div || d.DataAtom == atom.Section) && isFootnote(d) {
			return true
		}
	}
	return false
}

// raise writes a power as signs that stand above the line.
func raise(n *html.Node) {
	text := strings.TrimSpace(textOf(n))
	above, ok := formula.Raise(text)
	if !ok {
		return
	}
	for n.FirstChild != nil {
		n.RemoveChild(n.FirstChild)
	}
	n.AppendChild(&html.Node{Type: html.TextNode, Data: above})
}
