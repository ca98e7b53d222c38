package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/article/internal/block"
)

// enoughText is how many likely tokens make an article, beside which comments and other articles are none of it.
const enoughText = 30

// commentSections are the names that the sections of comments have: of WordPress, Disqus, Drupal, Ghost and the like.
var commentSections = nameSet(`comments comment-list commentlist comments-area comments-section comment-section comments-container comments-wrapper
	comments-list post-comments article-comments disqus_thread fb-comments respond livefyre-comments commento isso-thread user-comments reader-comments
	pinglun comment-box comment-wrap comments-wrap`)

func nameSet(list string) map[string]bool {
	set := map[string]bool{}
	for name := range strings.FieldsSeq(list) {
		set[name] = true
	}
	return set
}

// leaveComments makes pieces in a section of comments unlikely, where there is an article outside of it. Comments longer than their article
// look like an article themselves.
func (e *evidence) leaveComments(likely []float64) {
	inside := make([]bool, len(e.pieces))
	sections := map[*html.Node]bool{}
	for i := range e.pieces {
		inside[i] = inSection(e.pieces[i].node, sections)
	}
	e.leave(inside, likely)
}

// within tells which pieces stand in an element that is such a one.
func (e *evidence) within(is func(*html.Node) bool) []bool {
	inside := make([]bool, len(e.pieces))
	known := map[*html.Node]bool{}
	for i := range e.pieces {
		for n, up := e.pieces[i].node, 0; n != nil && up < maxClimb && !inside[i]; n, up = n.Parent, up+1 {
			in, looked := known[n]
			if !looked {
				in = is(n)
				known[n] = in
			}
			inside[i] = in
		}
	}
	return inside
}

// leave makes some pieces unlikely, where there is an article without them.
func (e *evidence) leave(inside []bool, likely []float64) {
	outside := 0.0
	for i := range e.pieces {
		if !inside[i] && likely[i] > 0.5 && e.pieces[i].Kind != block.Heading {
			outside += float64(len(e.pieces[i].tokens))
		}
	}
	if outside < enoughText {
		return
	}
	for i := range likely {
		if inside[i] {
			likely[i] = 0
		}
	}
}

// inSection reports whether a node stands in a section of comments; known are the answers for what is around it.
func inSection(n *html.Node, known map[*html.Node]bool) bool {
	if n == nil || n.DataAtom == atom.Body {
		return false
	}
	if in, ok := known[n]; ok {
		return in
	}
	in := commentSections[strings.ToLower(attr(n, "id"))]
	for class := range strings.FieldsSeq(strings.ToLower(attr(n, "class"))) {
		in = in || commentSections[class]
	}
	in = in || inSection(n.Parent, known)
	known[n] = in
	return in
}

// leaveNextArticle makes pieces of another article unlikely that follows the one the page is about, with a headline of its own: pages
// that scroll without end load them.
func (e *evidence) leaveNextArticle(likely []float64) {
	if e.titleAt < 0 || e.pieces[e.titleAt].Kind != block.Heading {
		return
	}
	own := articleAround(e.pieces[e.titleAt].node)
	if own == nil {
		e.leaveNextStory(likely)
		return
	}
	least := enoughText
	if e.pieces[e.titleAt].Level == 1 {
		least = shortStory
	}
	if a := e.survey.areas[own]; a == nil || a.tokens-len(e.pieces[e.titleAt].tokens) < least {
		return
	}
	other := map[*html.Node]bool{}
	for i := range e.pieces {
		x := &e.pieces[i]
		if a := articleAround(x.node); a != nil && a != own && !contains(own, a) && x.Kind == block.Heading && (x.Level == e.pieces[e.titleAt].Level || e.leadsOn(x, a)) {
			if area := e.survey.areas[a]; i > e.titleAt || area != nil && area.tokens >= enoughText { // a card above it is short
				other[a] = true
			}
		}
	}
	for i := range e.pieces {
		if other[articleAround(e.pieces[i].node)] {
			likely[i] = 0
		}
	}
}

// shortStory is how many tokens a story has at least under the first headline of a page.
const shortStory = 10

// leaveNextStory does the same where no element says article: behind the one around the page's headline another stands
// beside it that is built alike and has a first headline too, or a headline of the same level that leads to its own
// page. Of lower headlines those count that stand behind a line across, or in an element with an address of its own.
func (e *evidence) leaveNextStory(likely []float64) {
	title := &e.pieces[e.titleAt]
	headed := map[*html.Node]bool{} // elements that hold such a headline behind the page's own; true where it may be of a section, too
	for i := e.titleAt + 1; i < len(e.pieces); i++ {
		if x := &e.pieces[i]; x.Kind == block.Heading && x.Level == title.Level {
			section := x.Level != 1 && (title.linked > 0 || !e.leadsOn(x, x.node))
			for n, up := x.node, 0; n != nil && up < maxClimb; n, up = n.Parent, up+1 {
				before, known := headed[n]
				headed[n] = section && (before || !known)
			}
		}
	}
	if len(headed) == 0 {
		return
	}
	next := map[*html.Node]bool{}
	for own, up := title.node, 0; own != nil && up < maxClimb; own, up = own.Parent, up+1 {
		if _, both := headed[own]; both {
			break
		}
		if a := e.survey.areas[own]; a == nil || a.tokens < enoughText {
			continue
		}
		line := false // across, behind own
		for s := own.NextSibling; s != nil; s = s.NextSibling {
			line = line || s.DataAtom == atom.Hr
			section, known := headed[s]
			if known && s.Data == own.Data && firstClass(s) == firstClass(own) && (!section || line || addressOf(own) != addressOf(s)) {
				next[s] = true
			}
		}
	}
	if len(next) == 0 {
		return
	}
	for i, in := range e.within(func(n *html.Node) bool { return next[n] }) {
		if in {
			likely[i] = 0
		}
	}
}

// addressOf is the address that an element says it has, for scripts that write it above the page when people scroll
// there.
func addressOf(n *html.Node) string {
	for _, key := range []string{"data-url", "data-href", "data-permalink", "data-link", "itemid"} {
		if to := attr(n, key); to != "" {
			return to
		}
	}
	return ""
}

// leaveCalledNext makes a story unlikely that stands below the article in an element called the next one.
func (e *evidence) leaveCalledNext(likely []float64) {
	e.leave(e.within(func(n *html.Node) bool {
		return isCalledNext(n) && (e.titleAt < 0 || !contains(n, e.pieces[e.titleAt].node))
	}), likely)
}

// isCalledNext reports whether a class or id of an element is made of next and of a word for a story.
func isCalledNext(n *html.Node) bool {
	for name := range strings.FieldsSeq(strings.ToLower(attr(n, "class") + " " + attr(n, "id"))) {
		next, story := false, false
		for part := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == '-' || r == '_' }) {
			next = next || part == "next"
			story = story || part == "article" || part == "post" || part == "story" || part == "read" || part == "up" || part == "news"
		}
		if next && story {
			return true
		}
	}
	return false
}

// articleAround is the outermost article element around a node.
func articleAround(n *html.Node) *html.Node {
	var found *html.Node
	for ; n != nil; n = n.Parent {
		if n.DataAtom == atom.Article {
			found = n
		}
	}
	return found
}
