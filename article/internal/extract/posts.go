package extract

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/article/internal/block"
)

// fewPosts is how many marks of authors that are built alike make a thread.
const fewPosts = 2

// personParts are parts of addresses behind which a site has its people.
var personParts = map[string]bool{"user": true, "users": true, "u": true, "member": true, "members": true, "profile": true, "people": true}

// leadsToPerson reports whether an address is that of a person on a site: /user/mole, user?id=mole, /u/mole,
// /users/12/mole.
func leadsToPerson(address string) bool {
	for more := true; more; {
		var part string
		part, address, more = strings.Cut(address, "/")
		name, id, asked := strings.Cut(part, "?id=")
		if !asked {
			id = address
		}
		if personParts[name] && id != "" && !strings.ContainsAny(id[:1], "/?#") {
			return true
		}
	}
	return false
}

// post is an element in which one author is named, or several.
type post struct {
	author string // severalAuthors where there are more than one
	above  string // whose mark is the least deep in it, if there is one alone: a post that holds the replies to it
	up     int    // how far above that mark
}

// findPosts finds posts by the marks of their authors, where these repeat and are built alike. They may stand in runs of like siblings, in tables,
// below each other as replies; the name may stand behind the text. Heads are those of all marks on a page that has posts.
func findPosts(doc *html.Node) (around map[*html.Node]post, heads map[*html.Node]bool) {
	groups := map[string][]mark{}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if m := markOfAuthor(n); m.name != "" {
			key := n.Data + "." + firstClass(n)
			groups[key] = append(groups[key], m)
		}
	}
	around, heads = map[*html.Node]post{}, map[*html.Node]bool{}
	for _, marks := range groups {
		if isThread(marks) {
			for _, m := range marks {
				m.addTo(around)
			}
		}
	}
	for _, marks := range groups {
		for _, m := range marks {
			heads[m.head] = m.head != nil && len(around) > 0
		}
	}
	return around, heads
}

// isThread reports whether marks that are built alike are those of several people.
func isThread(marks []mark) bool {
	names := map[string]bool{}
	for _, m := range marks {
		names[m.name] = true
	}
	return len(marks) >= fewPosts && len(names) > 1
}

// addTo notes whose post the elements around a mark are.
func (m mark) addTo(around map[*html.Node]post) {
	for n, up := m.at, 0; n != nil && up < maxClimb; n, up = n.Parent, up+1 {
		known, seen := around[n]
		switch {
		case !seen:
			around[n] = post{author: m.name, above: m.name, up: up}
		case known.author != m.name:
			known.author = severalAuthors
			fallthrough
		default:
			if up < known.up {
				known.above, known.up = m.name, up
			} else if up == known.up && known.above != m.name {
				known.above = ""
			}
			around[n] = known
		}
	}
}

// mark is where a page names the author of a post.
type mark struct {
	at   *html.Node
	name string
	head *html.Node
}

const severalAuthors = "\x00"

// markOfAuthor reads an element as the mark of an author, or of a user who posts.
func markOfAuthor(n *html.Node) mark {
	if strings.Contains(n.Data, "-") && attr(n, "author") != "" { // an element of the site's own
		return mark{n, cleanName(attr(n, "author")), nil}
	}
	if !isProfile(n) && !namesUser(n) || longer(n, longestName) || longer(enclosing(n), longestHead) {
		return mark{}
	}
	for a := range n.Descendants() { // the name itself is mostly a link
		if a.DataAtom == atom.A && isProfile(a) {
			return mark{}
		}
	}
	name := strings.TrimPrefix(textOf(n), "@")
	if name = cleanName(name); name == "" {
		return mark{}
	}
	head := headOf(n)
	if head == nil {
		return mark{}
	}
	return mark{n, name, head}
}

// isProfile reports whether an element is a link to a person: by its address, by what it says of the person, or since it says no more than the one
// part of its address.
func isProfile(n *html.Node) bool {
	if n.DataAtom != atom.A {
		return false
	}
	to := attr(n, "href")
	if leadsToPerson(to) || leadsToPerson(attr(n, "data-hovercard-url")) || hasAttr(n, "data-username") || hasAttr(n, "data-user-card") || hasAttr(n, "data-user-id") {
		return true
	}
	u, err := url.Parse(to)
	return err == nil && len(u.Path) > 2 && strings.EqualFold(strings.Trim(u.Path, "/~@"), strings.TrimLeft(textOf(n), "~@"))
}

// The head of a post holds its author and a time, and little else; a person who is named in a sentence or on a card has none.
const (
	longestHead = 120 // bytes
	nearTime    = 6   // elements above the author
	mostNear    = 100 // elements that are looked through for a time
)

// headOf is the smallest element around an author's mark that holds a time; nil where none is close.
func headOf(n *html.Node) *html.Node {
	looked := 0
	for up := 0; n != nil && up < nearTime && !longer(n, 2*longestHead); n, up = n.Parent, up+1 {
		for d := range n.Descendants() {
			if looked++; looked > mostNear {
				return nil
			}
			if d.Type == html.ElementNode && isTime(d) {
				return n
			}
		}
	}
	return nil
}

func isTime(n *html.Node) bool {
	if n.DataAtom == atom.Time || n.Data == "relative-time" || n.Data == "faceplate-timeago" {
		return true
	}
	for class := range strings.FieldsSeq(strings.ToLower(attr(n, "class"))) {
		switch class[strings.LastIndexByte(class, '-')+1:] {
		case "time", "age", "date", "relativetime", "timestamp":
			return true
		}
	}
	return false
}

// namePosts is who speaks in each piece where only their authors' marks tell posts apart, and in which post it stands.
func (e *evidence) namePosts(doc *html.Node) (names []string, in []*html.Node) {
	names, in = make([]string, len(e.pieces)), make([]*html.Node, len(e.pieces))
	around, heads := findPosts(doc)
	if e.heads = heads; len(around) == 0 {
		return names, in
	}
	for i := range e.pieces {
		x := &e.pieces[i]
		for n, up := x.node, 0; n != nil && up < maxClimb; n, up = n.Parent, up+1 {
			name := around[n].author
			if p := around[n]; name == severalAuthors && p.above != "" && p.up <= nearTime && x.Kind != block.Heading {
				name = p.above
			}
			if own := cleanName(attr(n, "author")); own != "" && name != "" {
				name = own
			}
			if name == "" {
				continue
			}
			if name != severalAuthors && !strings.EqualFold(name, x.Text) {
				names[i], in[i] = name, wholePost(n, around)
			}
			break
		}
	}
	return names, in
}

// wholePost is the largest element around n that names the same author only.
func wholePost(n *html.Node, around map[*html.Node]post) *html.Node {
	for name := around[n].author; n.Parent != nil && around[n.Parent].author == name; {
		n = n.Parent
	}
	return n
}
