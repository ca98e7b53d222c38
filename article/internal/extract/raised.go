package extract

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/article/internal/formula"
	"github.com/footnote-bot/footnote/article/internal/markup"
	"github.com/footnote-bot/footnote/internal/pattern"
)

var raisedStyle = pattern.Lazy(`(?i)(?:^|[;{\s])vertical-align\s*:\s*(?:super|text-top|0?\.[2-9]\d*em|[2-9]\d%|[2-9](?:\.\d+)?p[xt])`)

// longestRaised is how many bytes a number or a mark above the line has at most.
const longestRaised = 16

// markRaised makes what a style raises what <sup> is: so do word processors and programs that lay books out.
func markRaised(doc *html.Node) {
	classes := classesOf(doc, raisedStyle())
	for n := range doc.Descendants() {
		if n.DataAtom != atom.Span && n.DataAtom != atom.Small && n.DataAtom != atom.Font || longer(n, longestRaised) {
			continue
		}
		if raisedStyle().MatchString(attr(n, "style")) || hasClass(n, classes) {
			n.DataAtom, n.Data = atom.Sup, "sup"
		}
	}
}

// isNoteMark: a number, letter or star that leads to a note of the page or is called one; or a bare number where the page has notes,
// unless it is a power.
func isNoteMark(n *html.Node, notes bool) bool {
	text := strings.Trim(strings.Join(strings.Fields(textOf(n)), ""), "[]()")
	letter := len(text) == 1 && text[0] >= 'a' && text[0] <= 'z'
	if text == "" || utf8.RuneCountInString(text) > 4 || !letter && strings.TrimLeft(text, "0123456789,-–*†‡§") != "" {
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
	return n.DataAtom == atom.Sup && !letter && !isPower(n) && notes
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

// raise writes a power as signs that stand above the line, and the marks of several notes: 2–4, 5,6, 2).
func raise(n *html.Node, letters string) {
	text := strings.TrimSpace(textOf(n))
	above, ok := formula.Raise(text)
	if size, dash := strings.CutPrefix(text, "–"); dash && !ok { // for a minus
		above, ok = formula.Raise("−" + size)
	}
	switch {
	case ok && strings.IndexByte("0123456789", text[0]) >= 0 && strings.ContainsAny(text, "-–−"): // from one note to another
		above, ok = raiseMarks(text)
	case ok:
	case text != "" && strings.Contains(letters, text):
		above, ok = raisedLetter(text)
	default:
		above, ok = raiseMarks(text)
	}
	if !ok {
		return
	}
	empty(n)
	n.AppendChild(&html.Node{Type: html.TextNode, Data: above})
}

// noteLetters are the letters above the line that begin a note of the page: above what they stand behind elsewhere they
// are marks, and no ordinals.
func noteLetters(doc *html.Node) string {
	var letters strings.Builder
	for n := range doc.Descendants() {
		if n.DataAtom != atom.Sup {
			continue
		}
		if text := strings.TrimSpace(textOf(n)); len(text) == 1 && text[0] >= 'a' && text[0] <= 'z' && beginsNote(n) {
			letters.WriteString(text)
		}
	}
	return letters.String()
}

// beginsNote reports whether a mark stands before what it marks: a sentence ends before it, or nothing does, and words
// follow.
func beginsNote(mark *html.Node) bool {
	before, after := mark.PrevSibling, mark.NextSibling
	if after == nil || !hasText(textOf(after)) {
		return false
	}
	return before == nil || !hasInk(textOf(before)) || before.Type == html.TextNode && endsSentence(before.Data)
}

const lettersAbove = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖ\x00ʳˢᵗᵘᵛʷˣʸᶻ" // there is no q

func raisedLetter(letter string) (string, bool) {
	if above := []rune(lettersAbove)[letter[0]-'a']; above != 0 {
		return string(above), true
	}
	return "", false
}

// raiseMarks raises the figures of a text that is made of them and of what stands between marks.
func raiseMarks(text string) (string, bool) {
	if len(text) > longestRaised || !strings.ContainsAny(text, "0123456789") || strings.Trim(text, "0123456789,;-–−()[] *†‡") != "" {
		return "", false
	}
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			above, _ := formula.Raise(string(r))
			r, _ = utf8.DecodeRuneInString(above)
		}
		return r
	}, text), true
}
