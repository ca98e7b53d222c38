package extract

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/article/internal/block"
)

// What counts as an article in a page's data: a string of at least leastState bytes with sentences in it.
const (
	leastState = 300
	mostState  = 8 << 20 // bytes of scripts that are looked at
)

// showNoscript puts in the page what it keeps for readers without scripts (Discourse keeps its threads there), where that is
// more than all the page shows.
func showNoscript(doc *html.Node) {
	var kept *html.Node
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Noscript && n.FirstChild != nil && n.FirstChild.Type == html.TextNode && n.Parent.DataAtom != atom.Head &&
			(kept == nil || len(n.FirstChild.Data) > len(kept.FirstChild.Data)) {
			kept = n
		}
	}
	if kept == nil || len(kept.FirstChild.Data) < leastState {
		return
	}
	inner, err := html.ParseFragment(strings.NewReader(kept.FirstChild.Data), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		return
	}
	box := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	for _, n := range inner {
		box.AppendChild(n)
	}
	if inkOf(box) > inkOf(doc) {
		kept.Parent.InsertBefore(box, kept)
	}
}

// inkOf counts the bytes of text that can be seen below a node.
func inkOf(n *html.Node) int {
	sum := 0
	for d := range n.Descendants() {
		if d.Type == html.TextNode && d.Parent != nil {
			switch d.Parent.DataAtom {
			case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Title, atom.Textarea:
			default:
				sum += len(strings.TrimSpace(d.Data))
			}
		}
	}
	return sum
}

// stateText is the longest text in the data that a page keeps for its scripts: __NEXT_DATA__, __INITIAL_STATE__ and their like.
func stateText(doc *html.Node) string {
	best, budget := "", mostState
	for n := range doc.Descendants() {
		if n.DataAtom != atom.Script || n.FirstChild == nil || attr(n, "src") != "" || len(n.FirstChild.Data) < leastState {
			continue
		}
		script := n.FirstChild.Data
		if budget -= len(script); budget < 0 {
			break
		}
		if !strings.Contains(script, `":`) && !strings.Contains(script, `\":`) && !strings.Contains(script, "__next_f") {
			continue
		}
		best = longest(script, best, 2)
	}
	return best
}

// longest finds the longest text among the strings of some JSON; strings may hold JSON again.
func longest(data, best string, depth int) string {
	for len(data) > 0 {
		open := strings.IndexByte(data, '"')
		if open < 0 {
			break
		}
		data = data[open+1:]
		end := endOfString(data)
		if end < 0 {
			break
		}
		raw := data[:end]
		data = data[end+1:]
		if len(raw) < leastState || len(raw) < len(best)/2 {
			continue
		}
		var s string
		if json.Unmarshal([]byte(`"`+raw+`"`), &s) != nil {
			continue
		}
		if t := strings.TrimSpace(s); depth > 0 && t != "" && (t[0] == '{' || t[0] == '[' || strings.Contains(t[:min(len(t), 200)], `{"`)) {
			best = longest(s, best, depth-1)
			continue
		}
		if isProse(s) && len(s) > len(best) {
			best = s
		}
	}
	return best
}

// endOfString is where a JSON string ends that has been opened, or -1.
func endOfString(data string) int {
	for i := 0; i < len(data); i++ {
		switch data[i] {
		case '\\':
			i++
		case '"':
			return i
		case '\n':
			return -1
		}
	}
	return -1
}

// isProse tells sentences from code, styles and encoded bytes.
func isProse(s string) bool {
	text := s
	if strings.Contains(s, "</") {
		text = stripTags(s)
	}
	if len(text) < leastState || strings.ContainsAny(text[:min(len(text), 300)], "{}") {
		return false
	}
	ends, spaces, signs := 0, 0, 0
	for _, r := range text {
		switch {
		case strings.ContainsRune(".!?。！？", r):
			ends++
		case r == ' ' || r == '\n':
			spaces++
		case isSign(r):
			signs++
		}
	}
	return ends*300 > len(text) && (spaces*12 > len(text) || signs*6 > len(text))
}

func stripTags(s string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			b.Write(z.Text())
			b.WriteByte(' ')
		}
	}
}

// prose makes pieces of a text that may hold markup. What it hides stays hidden.
func prose(text string) []piece {
	if strings.Contains(text, "</") || strings.Contains(text, "<br") {
		doc, ok := parse(text)
		if !ok {
			return nil
		}
		removeHidden(doc)
		removeClutter(doc)
		return render(doc)
	}
	var pieces []piece
	for line := range strings.SplitSeq(html.UnescapeString(text), "\n") {
		if line = strings.Join(strings.Fields(line), " "); hasText(line) {
			p := piece{Block: block.Block{Kind: block.Paragraph, Text: line}}
			p.read()
			pieces = append(pieces, p)
		}
	}
	return pieces
}
