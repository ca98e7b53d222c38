package extract

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/ledger"
	"github.com/footnote-bot/footnote/article/internal/mail"
	"github.com/footnote-bot/footnote/internal/pattern"
)

// said marks what somebody says who is known by more than the names of elements; nobody, where it is empty.
const said = "data-said"

// letterMark marks an element that holds a letter.
const letterMark = "data-letter"

// mendLetters reads the letters that archives of mailing lists show as they were sent: in a pre, with the quotations by their marks. What stands
// around them on such a page leads to other letters. It returns how many words of the letters are none of what they say.
func mendLetters(doc *html.Node) (off int) {
	for n := range doc.Descendants() { // the marks are ours alone
		n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == said || a.Key == letterMark })
	}
	pres := all(doc, atom.Pre)
	letters := map[*html.Node]letter{}
	for _, pre := range pres {
		if l, ok := letterIn(pre); ok {
			letters[pre] = l
		}
	}
	for _, pre := range pres {
		l, ok := letters[pre]
		switch {
		case ok:
			off += l.become(pre)
		case len(letters) > 0 && len(all(pre, atom.A)) > 0 && pre.Parent != nil:
			off += ledger.Words(rawText(pre))
			pre.Parent.RemoveChild(pre)
		}
	}
	return off
}

// letter is what a pre holds.
type letter struct {
	author string
	text   string
	links  int // words of the lines that lead elsewhere
}

// letterHead is the first line of a letter in an archive that shows its head: whose it is, and when.
var letterHead = pattern.Lazy(`^\s*From:\s+([^@<\n]+?)\s*(?:<[^>\n]*>\s*)?(?:@\s*)?\d`)

// letterIn reads a pre as a letter; false where it holds code or anything else.
func letterIn(pre *html.Node) (letter, bool) {
	if len(all(pre, atom.Code)) > 0 || below(pre, atom.Pre) {
		return letter{}, false
	}
	text, links := withoutLinkLines(pre)
	if m := letterHead().FindStringSubmatch(text); m != nil {
		_, body, _ := strings.Cut(text, "\n\n")
		return letter{m[1], body, links + ledger.Words(text[:len(text)-len(body)])}, true
	}
	if author := writerAbove(pre); author != "" && (mail.IsLetter(text) || isMarkedLetter(pre)) {
		return letter{author, text, links}, true
	}
	return letter{}, mail.IsLetter(text) && isMarkedLetter(pre)
}

// withoutLinkLines is the text of a pre but for the lines that are nothing but links, as they stand below a letter.
func withoutLinkLines(pre *html.Node) (text string, off int) {
	linked := map[int]int{} // bytes in links by line
	line := 0
	var b strings.Builder
	for n := range pre.Descendants() {
		if n.Type != html.TextNode {
			continue
		}
		inLink := below(n, atom.A)
		for i, part := range strings.SplitAfter(n.Data, "\n") {
			if i > 0 {
				line++
			}
			b.WriteString(part)
			if inLink {
				linked[line] += len(strings.TrimSpace(part))
			}
		}
	}
	lines := strings.Split(b.String(), "\n")
	kept := lines[:0]
	for i, l := range lines {
		if bytes := len(strings.Join(strings.Fields(l), "")); linked[i] > 0 && 2*linked[i] >= bytes && strings.Count(l, " ") > 2 {
			off += ledger.Words(l)
			continue
		}
		kept = append(kept, l)
	}
	return strings.Join(kept, "\n"), off
}

// isMarkedLetter goes by the comments that archivers write above the body of a letter: Pipermail, MHonArc.
func isMarkedLetter(pre *html.Node) bool {
	for n, looked := pre.PrevSibling, 0; n != nil && looked < 4; n, looked = n.PrevSibling, looked+1 {
		if n.Type == html.CommentNode {
			mark := strings.ToLower(n.Data)
			return strings.Contains(mark, "beginarticle") || strings.Contains(mark, "body-of-message")
		}
	}
	return false
}

// mostAbove is how many elements above a letter its author is looked for in.
const mostAbove = 60

// writerAbove is whose address stands closest above a letter, by the name before it.
func writerAbove(pre *html.Node) string {
	for n, looked := before(pre), 0; n != nil && looked < mostAbove; n = before(n) {
		if n.Type != html.ElementNode {
			continue
		}
		looked++
		if n.DataAtom != atom.A || !strings.HasPrefix(attr(n, "href"), "mailto:") {
			continue
		}
		var name strings.Builder
		for s := n.PrevSibling; s != nil && !isBlock(s) && !isTitle(s) && s.DataAtom != atom.Br; s = s.PrevSibling {
			text := rawText(s)
			if s.Type == html.TextNode {
				text = s.Data
			}
			rest := name.String()
			name.Reset()
			name.WriteString(text + rest)
		}
		found := name.String()
		if at := strings.LastIndexAny(found, ":："); at >= 0 {
			_, found, _ = strings.Cut(found[at:], found[at:at+1])
		}
		return cleanName(strings.Trim(strings.TrimSpace(found), "<("))
	}
	return ""
}

// before is the node that comes before another in the document.
func before(n *html.Node) *html.Node {
	if s := n.PrevSibling; s != nil {
		for s.LastChild != nil {
			s = s.LastChild
		}
		return s
	}
	return n.Parent
}

// become writes a letter as paragraphs, quotations and code in place of its pre. It returns how many words are none of them.
func (l letter) become(pre *html.Node) (off int) {
	parts, left := mail.Body(l.text)
	empty(pre)
	pre.DataAtom, pre.Data, pre.Attr = atom.Div, "div", []html.Attribute{{Key: letterMark}, {Key: said, Val: l.author}}
	var quote *html.Node
	for _, p := range parts {
		at := pre
		if p.Quoted {
			if quote == nil || attr(quote, said) != p.Of {
				quote = element(atom.Blockquote, html.Attribute{Key: said, Val: p.Of})
				pre.AppendChild(quote)
			}
			at = quote
		} else {
			quote = nil
		}
		at.AppendChild(elementOf(p))
	}
	return l.links + ledger.Words(left)
}

func elementOf(p mail.Part) *html.Node {
	kind := cmp.Or(map[block.Kind]atom.Atom{block.Code: atom.Pre, block.ListItem: atom.Li}[p.Kind], atom.P)
	n := element(kind)
	if kind == atom.Pre {
		n.AppendChild(&html.Node{Type: html.TextNode, Data: p.Text})
		return n
	}
	rest := p.Text
	for _, to := range linkInLetter().FindAllString(p.Text, -1) {
		above, below, _ := strings.Cut(rest, to)
		a := element(atom.A, html.Attribute{Key: "href", Val: to})
		a.AppendChild(&html.Node{Type: html.TextNode, Data: to})
		n.AppendChild(&html.Node{Type: html.TextNode, Data: above})
		n.AppendChild(a)
		rest = below
	}
	n.AppendChild(&html.Node{Type: html.TextNode, Data: rest})
	return n
}

var linkInLetter = pattern.Lazy(`https?://[^\s<>"]*[^\s<>".,;:!?)\]]`)

func element(kind atom.Atom, attrs ...html.Attribute) *html.Node {
	return &html.Node{Type: html.ElementNode, DataAtom: kind, Data: kind.String(), Attr: attrs}
}

// takeLetters makes what letters say certain, on a page that shows letters, and what stands around them unlikely.
func (e *evidence) takeLetters(likely []float64) {
	inside := make([]bool, len(e.pieces))
	letters := false
	for i := range e.pieces {
		for n, up := e.pieces[i].node, 0; n != nil && up < maxClimb && !inside[i]; n, up = n.Parent, up+1 {
			inside[i] = hasAttr(n, letterMark)
		}
		letters = letters || inside[i]
	}
	for i := range likely {
		switch {
		case !letters:
		case inside[i]:
			likely[i] = 1
		case i != e.titleAt:
			likely[i] = 0
		}
	}
}
