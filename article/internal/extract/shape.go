package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/article/internal/injection"
	"github.com/footnote-bot/footnote/article/internal/ledger"
	"github.com/footnote-bot/footnote/article/internal/markup"
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
	markRaised(doc)
	mendTables(doc)
	mendPre(doc)
	off.Add(ledger.Navigation, mendLetters(doc))
	mendProse(doc)
	off.Add(ledger.Navigation, mendListings(doc))
	remove(backlinks(doc))
	var marks []*html.Node
	letters := noteLetters(doc)
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
				raise(n, letters)
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
	showOpened(doc, opened)
	showBeside(doc)
	hiding := hiddenClasses(doc)
	showFolded(doc, hiding)
	showTurned(doc, hiding)
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

// reveal shows what is transparent or has its place and is not drawn until people scroll to it. Who hides words from
// people hides them otherwise, or speaks to models.
func reveal(doc *html.Node) {
	var parts []*html.Node
	classes := classesOf(doc, cloak())
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && appears(n, classes) && inkOf(n) >= leastRevealed && !injection.InHidden(textOf(n)) {
			parts = append(parts, n)
		}
	}
	if len(parts) < fewReveals {
		return
	}
	for _, n := range parts {
		drop(n, "style")
		n.Attr = append(n.Attr, html.Attribute{Key: unfolded})
	}
}

// appears reports whether an element is transparent, or holds sentences and is not drawn; classes are those that a
// style sheet in the page hides so.
func appears(n *html.Node, classes map[string]bool) bool {
	style := attr(n, "style")
	rest := cloak().ReplaceAllString(style, ";")
	if hiddenStyle().MatchString(rest) || sameColours(rest) || hasAttr(n, "hidden") {
		return false
	}
	if transparent().MatchString(style) {
		return true
	}
	return (cloak().MatchString(style) || hasClass(n, classes)) && saysSomething(n)
}

// leastRevealed is how many bytes of text a part has that appears.
const leastRevealed = 40

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
