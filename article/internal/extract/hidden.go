package extract

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/article/internal/ledger"
	"github.com/footnote-bot/footnote/internal/pattern"
)

// containers are where some platforms keep the article, hidden until their scripts have run. WeChat's is the one that
// matters: as the server sends it, its text is invisible.
var containers = []string{"js_content", "artibody", "article_content", "main-content", "articleContent", "detailContent"}

// mostHidden is how much hidden text is kept for looking at, in bytes.
const mostHidden = 64 << 10

// A property's name begins a declaration: backface-visibility hides nothing.
var hiddenStyle = pattern.Lazy(`(?i)(?:^|[;{\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?\s*(?:[;!}]|$)|` +
	`font-size\s*:\s*0(?:px|em|rem|%|pt)?\s*(?:[;!}]|$)|(?:left|top|right|text-indent|margin-left)\s*:\s*-\d{3,}(?:px|em|rem)?|` +
	`clip\s*:\s*rect\(\s*0|clip-path\s*:\s*inset\(\s*(?:50|100)%|(?:width|height|max-height)\s*:\s*[01](?:px)?\s*(?:[;}]|$))`)

// transparent is until scripts have run, most often.
var transparent = pattern.Lazy(`(?i)(?:^|[;\s])opacity\s*:\s*0(?:\.0+)?\s*(?:[;!}]|$)`)

var (
	colour     = pattern.Lazy(`(?i)(?:^|;)\s*color\s*:\s*([^;!]+)`)
	background = pattern.Lazy(`(?i)(?:^|;)\s*background(?:-color)?\s*:\s*([^;!]+)`)
)

// unseen is what people cannot see: it belongs in no document, but may speak to models.
type unseen struct {
	texts []string
	words int // of elements; comments are nothing that could be shown
}

// removeHidden takes off what people cannot see.
func removeHidden(doc *html.Node) unseen {
	var hidden []*html.Node
	var found unseen
	kept := 0
	keep := func(text string) {
		text = strings.TrimSpace(text)
		text = strings.TrimSpace(strings.ToValidUTF8(text[:min(len(text), mostHidden-kept)], ""))
		if text != "" {
			found.texts, kept = append(found.texts, text), kept+len(text)
		}
	}
	classes, all := hiddenClasses(doc), inkOf(doc)
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type == html.CommentNode:
				keep(c.Data)
				hidden = append(hidden, c)
			case c.Type != html.ElementNode:
			case unhide(c):
				walk(c)
			case isHidden(c, classes) && isCloak(c, all):
				walk(c)
			case isHidden(c, classes):
				text := textOf(c)
				found.words += ledger.Words(text)
				keep(text)
				hidden = append(hidden, c)
			default:
				walk(c)
			}
		}
	}
	walk(doc)
	remove(hidden)
	return found
}

// cloak is how a page is kept invisible until its scripts have run; what is never to be seen is mostly hidden otherwise.
var cloak = pattern.Lazy(`(?i)(?:^|[;{\s])(?:visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?\s*(?:[;!}]|$))`)

// isCloak tells what hides a whole page, by its style or by a rule for its class, from what hides a part of it: next to nothing is
// outside of it.
func isCloak(n *html.Node, all int) bool {
	style, ink := attr(n, "style"), inkOf(n)
	if isMain(n) && folded().MatchString(style) { // until it is loaded
		return ink >= leastState && all-ink < ink/2
	}
	if !cloak().MatchString(style) && (attr(n, "class") == "" || hiddenStyle().MatchString(style) || hasAttr(n, "hidden")) {
		return false
	}
	return ink >= leastState && all-ink < leastState/2
}

func isMain(n *html.Node) bool {
	return n.DataAtom == atom.Main || n.DataAtom == atom.Article || attr(n, "role") == "main"
}

// hasClass reports whether an element has one of these classes.
func hasClass(n *html.Node, classes map[string]bool) bool {
	for c := range strings.FieldsSeq(attr(n, "class")) {
		if classes[c] {
			return true
		}
	}
	return false
}

func hasAttr(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

// unhide shows the containers of known platforms; their style hides them only until scripts have run.
func unhide(n *html.Node) bool {
	id := attr(n, "id")
	if slices.Contains(containers, id) {
		for i, a := range n.Attr {
			if a.Key == "style" || a.Key == "hidden" {
				n.Attr[i].Val = ""
			}
		}
		return true
	}
	return false
}

func isHidden(n *html.Node, classes map[string]bool) bool {
	switch n.DataAtom {
	case atom.Template, atom.Dialog:
		return true
	case atom.Html, atom.Body, atom.Head, atom.Script, atom.Style, atom.Noscript:
		return false
	}
	if hasAttr(n, unfolded) {
		return false
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return a.Val != "until-found"
		case "aria-hidden":
			if strings.EqualFold(a.Val, "true") && !isContainer(n) {
				return true
			}
		case "style":
			if hiddenStyle().MatchString(a.Val) || sameColours(a.Val) {
				return true
			}
		case "class":
			if hasClass(n, classes) {
				return true
			}
		}
	}
	return false
}

// isContainer: aria-hidden keeps screen readers from what stands behind a dialog, too, and people see that. Icons and single lines that
// have it say nothing to anybody.
func isContainer(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Div, atom.Section, atom.Main, atom.Article, atom.Header, atom.Aside, atom.Svg, atom.Math:
		return true
	}
	return n.DataAtom == 0 && strings.Contains(n.Data, "-")
}

// sameColours reports whether text is written in the colour of its ground.
func sameColours(style string) bool {
	text, ground := colour().FindStringSubmatch(style), background().FindStringSubmatch(style)
	if text == nil {
		return false
	}
	c := normalColour(text[1])
	if ground == nil {
		return c == "#fff" || c == "transparent"
	}
	return c == normalColour(ground[1])
}

func normalColour(c string) string {
	c = strings.ToLower(strings.Join(strings.Fields(c), ""))
	switch c {
	case "white", "#ffffff", "rgb(255,255,255)", "rgba(255,255,255,1)", "#fefefe":
		return "#fff"
	case "black", "#000000", "rgb(0,0,0)":
		return "#000"
	case "rgba(0,0,0,0)", "rgba(255,255,255,0)":
		return "transparent"
	}
	return c
}

var (
	hidingRule = pattern.Lazy(`(?i)[;{\s](?:display\s*:\s*none|visibility\s*:\s*hidden)`)
	oneClass   = pattern.Lazy(`^\.([A-Za-z_][\w-]*)$`)
)

// hiddenClasses are classes that a style sheet in the page itself hides by a rule of their own.
func hiddenClasses(doc *html.Node) map[string]bool { return classesOf(doc, hidingRule()) }

// classesOf are the classes that the style sheets in a page give what a rule says.
func classesOf(doc *html.Node, rule *regexp.Regexp) map[string]bool {
	classes := map[string]bool{}
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Style && n.FirstChild != nil {
			classesIn(n.FirstChild.Data, rule, classes)
		}
	}
	return classes
}

// mostStyle bounds how many bytes of one style sheet are read.
const mostStyle = 1 << 20

// classesIn notes the classes that some CSS gives what a rule says.
func classesIn(css string, rule *regexp.Regexp, classes map[string]bool) {
	css = css[:min(len(css), mostStyle)]
	for depth := 0; len(css) > 0; {
		open := strings.IndexAny(css, "{}")
		if open < 0 {
			return
		}
		selector, rest := strings.TrimSpace(css[:open]), css[open+1:]
		switch {
		case css[open] == '}':
			depth--
		case strings.HasPrefix(selector, "@"): // a media query says when; what it hides may well be seen
			depth++
		default:
			end := strings.IndexByte(rest, '}')
			if end < 0 {
				return
			}
			if named := loneClasses(selector); depth <= 0 && len(named) > 0 && rule.MatchString(";"+rest[:end]) {
				for _, class := range named {
					classes[class] = true
				}
			}
			rest = rest[end+1:]
		}
		css = rest
	}
}

// loneClasses are the classes that a selector names by nothing else.
func loneClasses(selector string) (named []string) {
	for s := range strings.SplitSeq(selector, ",") {
		s = strings.TrimSpace(s)
		if !strings.HasPrefix(s, ".") || strings.ContainsAny(s, " :>") { // as most
			continue
		}
		if m := oneClass().FindStringSubmatch(s); m != nil {
			named = append(named, m[1])
		}
	}
	return named
}
