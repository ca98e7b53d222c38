package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/footnote-bot/footnote/article/internal/markup"
	"github.com/footnote-bot/footnote/internal/pattern"
)

// shownPage is the text that a browser shows of a page, in its order: a line for each block, U+FFFC for a picture.
type shownPage struct {
	text     string
	readings []span // of ruby: shown above other words, and in no document
}

// mostShown is how many tags of a page are looked at, about those of the 50,000 elements that are read: what stands behind
// them is on no page, and links to it open the page.
const mostShown = 120_000

// showPage finds the text of a page as a browser does that has its inline styles only. It is what a link to a passage must
// be tried on: the words of a passage may stand in a menu before.
func showPage(source string) *shownPage {
	w := &pageWriter{}
	source, _ = markup.CutTags(source, mostShown)
	if doc, err := html.Parse(strings.NewReader(source)); err == nil {
		w.show(doc, true)
	}
	return &shownPage{text: w.text.String(), readings: w.readings}
}

// pageWriter writes what is shown.
type pageWriter struct {
	text     strings.Builder
	space    bool // white space is due before the next sign
	line     bool // the line that is being written has text
	begun    bool // so has the block
	pre      int
	readings []span
}

var (
	voidTags   = set("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
	unseenTags = set("audio", "datalist", "noembed", "noframes", "noscript", "rp", "script", "style", "template", "title")
	// objectTags are a picture to a search for words, whatever they show.
	objectTags = set("canvas", "iframe", "math", "meter", "object", "progress", "select", "svg", "textarea", "video")
	inlineTags = set("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
		"kbd", "label", "map", "mark", "nobr", "output", "picture", "q", "rb", "ruby", "s", "samp", "small", "span", "strike", "strong",
		"sub", "sup", "time", "tt", "u", "var", "wbr", "source")
	unseenStyle  = pattern.Lazy(`(?i)(?:^|[;\s])display\s*:\s*none`)
	hiddenStyle  = pattern.Lazy(`(?i)(?:^|[;\s])visibility\s*:\s*(?:hidden|collapse)`)
	visibleStyle = pattern.Lazy(`(?i)(?:^|[;\s])visibility\s*:\s*visible`)
	blockStyle   = pattern.Lazy(`(?i)(?:^|[;\s])(?:display\s*:\s*(?:block|flex|grid|table|inline-)|float\s*:\s*[lr]|position\s*:\s*(?:absolute|fixed))`)
)

func set(names ...string) map[string]bool {
	m := make(map[string]bool, len(names))
	for _, n := range names {
		m[n] = true
	}
	return m
}

// show writes what is shown of a node; the parser bounds how deep nodes are nested.
func (w *pageWriter) show(n *html.Node, visible bool) {
	switch {
	case n.Type == html.TextNode:
		if visible {
			w.write(n.Data)
		}
		return
	case n.Type == html.DocumentNode:
		w.showChildren(n, visible)
		return
	case n.Type != html.ElementNode || isUnseen(n):
		return
	}
	style := attribute(n, "style")
	switch {
	case n.Data == "body": // what hides it until scripts run
	case hiddenStyle().MatchString(style):
		visible = false
	case visibleStyle().MatchString(style):
		visible = true
	}
	w.showElement(n, visible)
}

func (w *pageWriter) showElement(n *html.Node, visible bool) {
	switch name := n.Data; {
	case name == "br":
		w.breakLine()
	case name == "hr":
		w.endLine()
	case objectTags[name]:
		if visible {
			w.write("\ufffc")
		}
	case voidTags[name]:
		if name != "wbr" && visible {
			w.write("\ufffc")
		}
	case inline(n):
		w.showChildren(n, visible)
	default:
		w.endLine()
		from := w.text.Len()
		if name == "pre" {
			w.pre++
		}
		w.showChildren(n, visible)
		if name == "pre" {
			w.pre--
		}
		if name == "rt" {
			w.readings = append(w.readings, span{from, w.text.Len()})
		}
		w.endLine()
	}
}

func (w *pageWriter) showChildren(n *html.Node, visible bool) {
	for c := range n.ChildNodes() {
		w.show(c, visible)
	}
}

func inline(n *html.Node) bool {
	return (inlineTags[n.Data] || strings.Contains(n.Data, "-")) && !blockStyle().MatchString(attribute(n, "style"))
}

func isUnseen(n *html.Node) bool {
	if n.Data == "body" {
		return false
	}
	if unseenTags[n.Data] {
		return true
	}
	open := n.Data != "dialog"
	for _, a := range n.Attr {
		switch {
		case a.Key == "hidden" && a.Val != "until-found", a.Key == "style" && unseenStyle().MatchString(a.Val):
			return true
		case a.Key == "open":
			open = true
		}
	}
	return !open
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// write collapses white space as a browser does; a sign without width is not shown.
func (w *pageWriter) write(s string) {
	for i, r := range s {
		switch {
		case w.pre > 0 && r == '\n':
			w.breakLine()
		case w.pre > 0 && (r == ' ' || r == '\t'):
			w.text.WriteRune(r)
		case r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f':
			w.space = w.line
		case r == softBreak, r == utf8.RuneError && !strings.HasPrefix(s[i:], "\ufffd"):
		default:
			if w.space {
				w.text.WriteByte(' ')
			}
			w.text.WriteRune(r)
			w.space, w.line, w.begun = false, true, true
		}
	}
}

// softBreak stands for the end of a line inside of a block, where a browser has a line feed.
const softBreak = '\v'

// breakLine ends a line inside of a block.
func (w *pageWriter) breakLine() {
	if w.begun {
		w.text.WriteByte(softBreak)
	}
	w.line, w.space = false, false
}

// endLine ends a block.
func (w *pageWriter) endLine() {
	if w.begun {
		w.text.WriteByte('\n')
	}
	w.line, w.begun, w.space = false, false, false
}

// squeezed is a text without white space and signs without width, and where each of its bytes stands in it.
type squeezed struct {
	text string
	at   []int32
}

func squeeze(text string, without []span) squeezed {
	var b strings.Builder
	b.Grow(len(text))
	at := make([]int32, 0, len(text))
	for i, r := range text {
		for len(without) > 0 && i >= without[0].end {
			without = without[1:]
		}
		if len(without) > 0 && i >= without[0].start || unicode.IsSpace(r) || r == '\ufffc' || unicode.In(r, unicode.Cf, unicode.Cc) {
			continue
		}
		n := b.Len()
		b.WriteRune(r)
		for k := range b.Len() - n {
			at = append(at, int32(i+k))
		}
	}
	return squeezed{b.String(), at}
}

// index is where the sign at text[at:], or the next that is kept, is in the squeezed text.
func (s squeezed) index(at int) int {
	lo, hi := 0, len(s.at)
	for lo < hi {
		if mid := (lo + hi) / 2; int(s.at[mid]) < at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}
