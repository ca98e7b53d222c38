package extract

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/internal/pattern"
)

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
		if n.DataAtom == atom.Button && n.Parent.DataAtom == atom.Th { // it sorts the column that it names
			n.DataAtom, n.Data = atom.Span, "span"
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

// longestControl is how many bytes a line says that people click to open what is below it.
const longestControl = 200

// leastAnswer is how many bytes a folded answer has at least.
const leastAnswer = 16

// showFolded shows what is folded away below a line that opens it, where only a script knows so: the line can be clicked, or both have names
// that begin alike, as those of one thing's parts do. What holds no sentence, or mostly links, is none. classes
// are those that the page hides.
func showFolded(doc *html.Node, classes map[string]bool) {
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || !isBlock(n) && n.DataAtom != atom.Dd && n.DataAtom != atom.Ul && n.DataAtom != atom.Ol || !isFolded(n, classes) {
			continue
		}
		line := elementBefore(n)
		if line == nil || isFolded(line, classes) || longer(line, longestControl) || !hasText(textOf(line)) {
			continue
		}
		if (canBeClicked(line) || namedAlike(line, n)) && saysSomething(n) {
			unfold(n)
		}
	}
}

func isFolded(n *html.Node, classes map[string]bool) bool {
	return hasClass(n, classes) || hasAttr(n, "hidden") || folded().MatchString(attr(n, "style"))
}

// elementBefore is the element right before another one; a box to be ticked belongs to its label.
func elementBefore(n *html.Node) *html.Node {
	for n = n.PrevSibling; n != nil; n = n.PrevSibling {
		if n.Type == html.ElementNode && n.DataAtom != atom.Input && n.DataAtom != atom.Br && n.DataAtom != atom.Script && n.DataAtom != atom.Style {
			return n
		}
	}
	return nil
}

// canBeClicked reports whether an element, or one in it, does something when it is clicked, and leads nowhere.
func canBeClicked(line *html.Node) bool {
	if isClickable(line) {
		return true
	}
	for d := range line.Descendants() {
		if d.Type == html.ElementNode && isClickable(d) {
			return true
		}
	}
	return false
}

func isClickable(n *html.Node) bool {
	switch {
	case n.DataAtom == atom.Button, n.DataAtom == atom.Summary, attr(n, "role") == "button", hasAttr(n, "onclick"), hasAttr(n, "@click"), hasAttr(n, "ng-click"):
		return true
	case n.DataAtom == atom.A:
		to := attr(n, "href")
		return to == "#" || strings.HasPrefix(to, "javascript:")
	case n.DataAtom == atom.Label:
		box := n.PrevSibling
		for box != nil && box.Type != html.ElementNode {
			box = box.PrevSibling
		}
		return box != nil && box.DataAtom == atom.Input && (attr(box, "type") == "checkbox" || attr(box, "type") == "radio")
	}
	return false
}

// namedAlike reports whether a class or id of a line and one of what is below it are one word and another behind it: faq-question, faq-answer.
func namedAlike(line, n *html.Node) bool {
	for a := range strings.FieldsSeq(attr(line, "class") + " " + attr(line, "id")) {
		for b := range strings.FieldsSeq(attr(n, "class") + " " + attr(n, "id")) {
			if stem := firstWord(a); a != b && len(stem) > 2 && stem != a && stem == firstWord(b) {
				return true
			}
		}
	}
	return n.Parent != nil && isPartOf(n, n.Parent)
}

// isPartOf reports whether a class of n is that of what is around it and a word more: mw-collapsible-content in mw-collapsible.
func isPartOf(n, around *html.Node) bool {
	for a := range strings.FieldsSeq(attr(around, "class")) {
		for b := range strings.FieldsSeq(attr(n, "class")) {
			if rest, ok := strings.CutPrefix(b, a); ok && len(a) > 2 && len(rest) > 1 && strings.ContainsAny(rest[:1], "-_") {
				return true
			}
		}
	}
	return false
}

// firstWord is the first word of a name: faq of faq-question, faq_question and faqQuestion.
func firstWord(name string) string {
	for i, r := range name {
		if i > 0 && (r == '-' || r == '_' || unicode.IsUpper(r)) {
			return name[:i]
		}
	}
	return name
}

// saysSomething reports whether a part has a sentence, and more words that are no links.
func saysSomething(n *html.Node) bool {
	for d := range n.Descendants() {
		if what := attr(d, "itemprop"); what == "headline" || what == "datePublished" || what == "image" { // said to machines of the page, and not of an answer
			return false
		}
	}
	text, linked := strings.TrimSpace(textOf(n)), 0
	for _, a := range all(n, atom.A) {
		linked += len(textOf(a))
	}
	for _, field := range []atom.Atom{atom.Form, atom.Input, atom.Nav, atom.Iframe} {
		if len(all(n, field)) > 0 {
			return false
		}
	}
	return len(text) >= leastAnswer && 2*linked < len(text) && strings.ContainsAny(text, ".!?。！？؟।")
}
