package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// showTurned shows what a click turns to in place: the rest of a sentence behind dots and a button, the other slides of
// a row that has buttons, words in the colour of their ground, the parts of a component of the page's own. classes are
// those that the page hides.
func showTurned(doc *html.Node, classes map[string]bool) {
	for n := range doc.Descendants() {
		switch {
		case n.Type != html.ElementNode:
		case sameColours(attr(n, "style")):
			if isClickable(n) {
				unfold(n)
			}
		case !isFolded(n, classes):
		case isSlotted(n), isSlide(n, classes):
			if saysSomething(n) {
				unfold(n)
			}
		default:
			if dots := dotsBefore(n); dots != nil && clickableAfter(n) {
				unfold(n)
				dots.Parent.RemoveChild(dots)
			}
		}
	}
}

// isSlotted reports whether an element is a part of a component of the page's own, below another part that names it.
func isSlotted(n *html.Node) bool {
	line := elementBefore(n)
	return hasAttr(n, "slot") && n.Parent != nil && strings.Contains(n.Parent.Data, "-") &&
		line != nil && hasAttr(line, "slot") && !longer(line, longestControl) && hasText(textOf(line))
}

// mostSlides bounds how many elements are looked at beside one.
const mostSlides = 50

// isSlide reports whether an element is one of several that are built alike, of which one is shown that says something
// else, beside a button.
func isSlide(n *html.Node, classes map[string]bool) bool {
	if !isBlock(n) && n.DataAtom != atom.Li || attr(n, "class") == "" || n.Parent == nil {
		return false
	}
	shown, looked, text := false, 0, textOf(n)
	for s := n.Parent.FirstChild; s != nil && looked < mostSlides; s, looked = s.NextSibling, looked+1 {
		if s != n && s.Data == n.Data && firstClass(s) == firstClass(n) && !isFolded(s, classes) {
			if textOf(s) == text {
				return false
			}
			shown = true
		}
	}
	if !shown {
		return false
	}
	around := n.Parent
	for _, c := range append(elementsOf(around), beside(around)...) {
		if firstClass(c) != firstClass(n) && isTurner(c) {
			return true
		}
	}
	return false
}

// beside are the elements right before and behind one.
func beside(n *html.Node) (found []*html.Node) {
	for _, s := range []*html.Node{elementBefore(n), nextElement(n)} {
		if s != nil {
			found = append(found, s)
		}
	}
	return found
}

// isTurner reports whether an element is a button, or holds little else.
func isTurner(n *html.Node) bool { return !longer(n, longestControl) && canBeClicked(n) }

// dotsBefore is the element right before another one that holds nothing but dots, for what is left out.
func dotsBefore(n *html.Node) *html.Node {
	before := n.PrevSibling
	for before != nil && before.Type == html.TextNode && !hasInk(before.Data) {
		before = before.PrevSibling
	}
	if before == nil || before.Type != html.ElementNode || longer(before, 6) {
		return nil
	}
	if text := textOf(before); text == "" || strings.Trim(text, ".…[] ") != "" {
		return nil
	}
	return before
}

// clickableAfter reports whether what follows an element, or what is around it, can be clicked.
func clickableAfter(n *html.Node) bool {
	for up := 0; n != nil && up < farBeside; n, up = n.Parent, up+1 {
		if next := nextElement(n); next != nil {
			return isTurner(next)
		}
	}
	return false
}
