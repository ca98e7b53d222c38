package extract

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// fewPosts is how many marks of authors that are built alike make a thread.
const fewPosts = 3

// profile is an address of a person on a site: /user/mole, user?id=mole, /u/mole, /users/12/mole.
var profile = regexp.MustCompile(`(?:^|/)(?:users?|u|members?|profile|people)(?:/|\?id=)[^/?#]`)

// postAuthors finds the authors of posts that stand in no run of like siblings: in tables, below each other as replies, or named behind
// their text. A post is the smallest element around a piece that names one author; marks of them that are built alike repeat.
func postAuthors(doc *html.Node) map[*html.Node]string {
	type mark struct {
		at   *html.Node
		name string
	}
	groups := map[string][]mark{}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if name := cleanName(markedAuthor(n)); name != "" {
			key := n.Data + "." + firstClass(n)
			groups[key] = append(groups[key], mark{n, name})
		}
	}
	around := map[*html.Node]string{} // the one author below an element; severalAuthors where there are more
	for _, marks := range groups {
		names := map[string]bool{}
		for _, m := range marks {
			names[m.name] = true
		}
		if len(marks) < fewPosts || len(names) < 2 {
			continue
		}
		for _, m := range marks {
			for n, up := m.at, 0; n != nil && up < maxClimb; n, up = n.Parent, up+1 {
				if known := around[n]; known == "" {
					around[n] = m.name
				} else if known != m.name {
					around[n] = severalAuthors
				}
			}
		}
	}
	return around
}

const severalAuthors = "\x00"

// markedAuthor is the name that an element marks up as an author's or a user's; "" for others.
func markedAuthor(n *html.Node) string {
	switch {
	case strings.Contains(n.Data, "-") && attr(n, "author") != "": // an element of the site's own
		return attr(n, "author")
	case longer(n, longestName):
		return ""
	case (n.DataAtom == atom.A && profile.MatchString(attr(n, "href")) || namesUser(n)) && !longer(enclosing(n), longestHead) && isDated(n):
		return textOf(n)
	}
	return ""
}

// The head of a post holds its author and a time, and little else; a person who is named in a sentence or on a card has none.
const (
	longestHead = 120 // bytes
	nearTime    = 4   // elements above the author
	mostNear    = 100 // elements that are looked through for a time
)

// isDated reports whether a time stands close to an author's mark.
func isDated(n *html.Node) bool {
	looked := 0
	for up := 0; n != nil && up < nearTime; n, up = n.Parent, up+1 {
		for d := range n.Descendants() {
			if looked++; looked > mostNear {
				return false
			}
			if d.Type == html.ElementNode && isTime(d) {
				return true
			}
		}
	}
	return false
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

// namePosts writes down who speaks in posts that only their authors' marks tell apart.
func (e *evidence) namePosts(doc *html.Node) {
	for i := range e.pieces {
		if e.pieces[i].Speaker != "" {
			return
		}
	}
	around := postAuthors(doc)
	if len(around) == 0 {
		return
	}
	for i := range e.pieces {
		x := &e.pieces[i]
		for n, up := x.node, 0; n != nil && up < maxClimb; n, up = n.Parent, up+1 {
			name := around[n]
			if own := cleanName(attr(n, "author")); own != "" && name != "" {
				name = own
			}
			if name == "" {
				continue
			}
			if name != severalAuthors && !strings.EqualFold(name, x.Text) {
				x.Speaker = name
			}
			break
		}
	}
}
