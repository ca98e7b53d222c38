package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// nameSpeakers writes down who says what: in posts, in letters, and in what these quote, which is not said by who quotes it.
func (e *evidence) nameSpeakers(doc *html.Node) {
	names, posts := e.nameAuthors()
	if marked, in := e.namePosts(doc); e.spoken(marked) > e.spoken(names) {
		names, posts = marked, in
	}
	e.posts = posts
	people := map[string]bool{}
	for i, name := range names {
		e.pieces[i].Speaker = name
		people[name] = true
	}
	delete(people, "")
	known := map[*html.Node]quoting{}
	for i := range e.pieces {
		x := &e.pieces[i]
		if q := quotingAt(x.node, known); q.said || q.quoted && x.Speaker != "" {
			x.Speaker = q.by
			if words, ok := strings.CutPrefix(q.by, cited); ok {
				x.Speaker = citedName(words, people)
			}
		}
	}
}

// quoting is what the elements around a piece say of who says it.
type quoting struct {
	quoted bool // a quotation is around it
	said   bool // who says it is marked
	by     string
}

// quotingAt is that of the innermost element around a node which says anything; known are the answers for what is around it.
func quotingAt(n *html.Node, known map[*html.Node]quoting) quoting {
	if n == nil || n.DataAtom == atom.Body {
		return quoting{}
	}
	if q, ok := known[n]; ok {
		return q
	}
	q := quoting{quoted: isQuotation(n), said: hasAttr(n, said), by: attr(n, said)}
	if q.quoted && !q.said {
		q.by = quotedFrom(n)
	}
	if around := quotingAt(n.Parent, known); !q.said && !q.quoted || q.quoted && q.by == "" && around.quoted && !q.said {
		q = around
	}
	known[n] = q
	return q
}

// isQuotation knows the element for quotations, and the names that forum and mail programs give to theirs.
func isQuotation(n *html.Node) bool {
	if n.DataAtom == atom.Blockquote {
		return true
	}
	if n.DataAtom != atom.Div && n.DataAtom != atom.Aside && n.DataAtom != atom.P && n.DataAtom != atom.Details && n.DataAtom != atom.Table {
		return false
	}
	for class := range strings.FieldsSeq(strings.ToLower(attr(n, "class"))) {
		for part := range strings.FieldsFuncSeq(class, func(r rune) bool { return r == '-' || r == '_' }) {
			switch part {
			case "quote", "quoted", "bbquote", "quotecontent", "quotemain":
				return !strings.HasSuffix(class, "reply") && !strings.HasSuffix(class, "switch")
			}
		}
	}
	return false
}

// quotedFrom is whom a quotation says that it is of: in an attribute, or in the line of its own that names its source.
func quotedFrom(n *html.Node) string {
	for _, key := range []string{"data-username", "data-quote", "data-author"} {
		if name := cleanName(attr(n, key)); name != "" {
			return name
		}
	}
	for d := range n.Descendants() {
		if d.DataAtom == atom.Cite && !longer(d, longestName) {
			return cited + oneLine(textOf(d))
		}
	}
	return ""
}

// cited is before the words of a quotation that name its source: "tern wrote:".
const cited = "\x00"

// citedName is which of the people of a page words like these name, which begin with a name.
func citedName(words string, people map[string]bool) string {
	found := ""
	for name := range people {
		if rest, ok := strings.CutPrefix(words, name); ok && len(name) > len(found) && (rest == "" || !unicode.IsLetter(firstRune(rest))) {
			found = name
		}
	}
	return found
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// spoken is how many tokens have a speaker.
func (e *evidence) spoken(names []string) int {
	n := 0
	for i, name := range names {
		if name != "" {
			n += len(e.pieces[i].tokens)
		}
	}
	return n
}
