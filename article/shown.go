package article

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// shownPage is the text that a browser shows of a page, in its order: a line for each block, U+FFFC for a picture.
type shownPage struct {
	text     string
	readings []span // of ruby: shown above other words, and in no document
}

// showPage finds the text of a page as a browser does that has its inline styles only, in one pass without a tree. It is
// what a link to a passage must be tried on: the words of a passage may stand in a menu before.
func showPage(source string) *shownPage {
	w := &pageWriter{}
	z := html.NewTokenizer(strings.NewReader(source))
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			return &shownPage{text: w.text.String(), readings: w.readings}
		case html.TextToken:
			if len(w.unseen) == 0 {
				w.write(z.Token().Data)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			w.open(z.Token())
		case html.EndTagToken:
			name, _ := z.TagName()
			w.close(string(name))
		case html.CommentToken, html.DoctypeToken:
		}
	}
}

// pageWriter writes what is shown while tags come and go.
type pageWriter struct {
	text     strings.Builder
	space    bool // white space is due before the next sign
	line     bool // the line that is being written has text
	pre      int
	unseen   []string // elements open below one that is not shown, itself the first
	readings []span
	reading  int // where the open reading began, plus one
}

var (
	voidTags   = set("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
	unseenTags = set("audio", "canvas", "datalist", "iframe", "math", "meter", "noembed", "noframes", "noscript", "object", "progress",
		"rp", "script", "select", "style", "svg", "template", "textarea", "title", "video")
	inlineTags = set("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
		"kbd", "label", "map", "mark", "nobr", "output", "picture", "q", "rb", "ruby", "s", "samp", "small", "span", "strike", "strong",
		"sub", "sup", "time", "tt", "u", "var", "wbr", "source")
	unseenStyle = regexp.MustCompile(`(?i)(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)`)
	blockStyle  = regexp.MustCompile(`(?i)(?:^|[;\s])(?:display\s*:\s*(?:block|flex|grid|table|inline-)|float\s*:\s*[lr]|position\s*:\s*(?:absolute|fixed))`)
)

func set(names ...string) map[string]bool {
	m := make(map[string]bool, len(names))
	for _, n := range names {
		m[n] = true
	}
	return m
}

func (w *pageWriter) open(t html.Token) {
	name := t.Data
	if len(w.unseen) > 0 {
		if w.unseen[0] == "p" && !inline(t) || len(w.unseen) == 1 && w.unseen[0] == name && (name == "li" || name == "td" || name == "tr") {
			w.unseen = nil // an end tag was left out
		} else {
			if !voidTags[name] && t.Type == html.StartTagToken {
				w.unseen = append(w.unseen, name)
			}
			return
		}
	}
	switch {
	case name == "br" || name == "hr":
		w.endLine()
	case name == "img":
		w.write("\ufffc")
	case voidTags[name]:
		if name != "wbr" {
			w.write("\ufffc")
		}
	case isUnseen(t):
		if t.Type == html.StartTagToken {
			w.unseen = []string{name}
		}
	case name == "pre":
		w.pre++
		w.endLine()
	case !inline(t):
		w.endLine()
		if name == "rt" {
			w.reading = w.text.Len() + 1
		}
	}
}

func (w *pageWriter) close(name string) {
	if n := len(w.unseen); n > 0 {
		for i := n - 1; i >= 0; i-- {
			if w.unseen[i] == name {
				w.unseen = w.unseen[:i]
				return
			}
		}
		if inlineTags[name] {
			return
		}
		w.unseen = nil // the element around it ends
	}
	switch {
	case name == "pre":
		w.pre = max(0, w.pre-1)
		w.endLine()
	case name == "rt" || name == "ruby":
		if w.reading > 0 {
			w.readings = append(w.readings, span{w.reading - 1, w.text.Len()})
			w.reading = 0
			w.endLine()
		}
	case !inlineTags[name] && !strings.Contains(name, "-"):
		w.endLine()
	}
}

func inline(t html.Token) bool {
	if !inlineTags[t.Data] && !strings.Contains(t.Data, "-") {
		return false
	}
	for _, a := range t.Attr {
		if a.Key == "style" && blockStyle.MatchString(a.Val) {
			return false
		}
	}
	return true
}

func isUnseen(t html.Token) bool {
	if unseenTags[t.Data] {
		return true
	}
	open := t.Data != "dialog"
	for _, a := range t.Attr {
		switch {
		case a.Key == "hidden" && a.Val != "until-found", a.Key == "style" && unseenStyle.MatchString(a.Val):
			return true
		case a.Key == "open":
			open = true
		}
	}
	return !open
}

// write collapses white space as a browser does; a sign without width is not shown.
func (w *pageWriter) write(s string) {
	for i, r := range s {
		switch {
		case w.pre > 0 && r == '\n':
			w.endLine()
		case r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f':
			if w.pre > 0 {
				w.text.WriteByte(' ')
				continue
			}
			w.space = w.line
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\ufffd"):
		default:
			if w.space {
				w.text.WriteByte(' ')
			}
			w.text.WriteRune(r)
			w.space, w.line = false, true
		}
	}
}

func (w *pageWriter) endLine() {
	if w.line {
		w.text.WriteByte('\n')
	}
	w.line, w.space = false, false
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
