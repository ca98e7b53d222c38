package extract

import (
	"math"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// run is a row of like elements: the posts of a thread, the comments below an article, the cards of a list.
type run struct {
	members    []*html.Node
	tokens     int
	most, mean [voters]float64 // the vote for the member that most is voted for, and for all of them
}

// threadOf is the run that an element is one of, and which one.
type threadOf struct {
	*run
	rank int
}

// findThreads finds the runs of at least three siblings that are built alike, with text in each.
func (e *evidence) findThreads() {
	e.thread = map[*html.Node]threadOf{}
	done := map[*html.Node]bool{}
	for i := range e.pieces {
		for n, up := e.pieces[i].node, 0; n != nil && up < maxClimb; n, up = n.Parent, up+1 {
			if n.Parent == nil || done[n.Parent] {
				continue
			}
			done[n.Parent] = true
			e.findRuns(n.Parent)
		}
	}
}

func (e *evidence) findRuns(parent *html.Node) {
	alike := map[string][]*html.Node{}
	for c := parent.FirstChild; c != nil; c = c.NextSibling {
		if a := e.survey.areas[c]; a != nil && a.pieces >= 2 { // a paragraph alone is no post
			key := c.Data + "." + firstClass(c)
			alike[key] = append(alike[key], c)
		}
	}
	for _, members := range alike {
		if len(members) < 3 {
			continue
		}
		r := &run{members: members}
		for rank, m := range members {
			r.tokens += e.survey.areas[m].tokens
			e.thread[m] = threadOf{r, rank}
		}
		e.runs = append(e.runs, r)
	}
}

func (r *run) count(v voter, s *survey) {
	all := 0.0
	for _, m := range r.members {
		a := s.areas[m]
		all += a.voted[v]
		r.most[v] = max(r.most[v], a.vote(v))
	}
	r.mean[v] = all / float64(max(1, r.tokens))
}

// firstClass is the first of an element's classes, without numbers.
func firstClass(n *html.Node) string {
	class := attr(n, "class")
	var b []byte
	for i := 0; i < len(class) && class[i] != ' '; i++ {
		if class[i] < '0' || class[i] > '9' {
			b = append(b, class[i])
		}
	}
	return string(b)
}

// member is the largest run of like elements around a node, and the one of them that it stands in; nil outside of all.
func (e *evidence) member(n *html.Node) (largest threadOf, member *html.Node) {
	for up := 0; n != nil && up < maxClimb; n, up = n.Parent, up+1 {
		if t := e.thread[n]; t.run != nil && (member == nil || t.tokens > largest.tokens) {
			largest, member = t, n
		}
	}
	return largest, member
}

// threadFeatures describe the run that a node stands in, and its member.
func (e *evidence) threadFeatures(n *html.Node) [5]float64 {
	r, member := e.member(n)
	if member == nil {
		return [5]float64{}
	}
	return [5]float64{
		float64(min(len(r.members), 60)), ratio(float64(r.tokens), float64(e.survey.total.tokens)),
		math.Log1p(float64(r.tokens) / float64(len(r.members))), float64(min(r.rank, 30)),
		yes(e.survey.hintsOf(member)&(hintPost|hintComment) != 0),
	}
}

// nameAuthors is who speaks in each post of a thread, where the posts say so and more than one speaks, and in which post each piece stands.
func (e *evidence) nameAuthors() (speakers []string, in []*html.Node) {
	speakers, in = make([]string, len(e.pieces)), make([]*html.Node, len(e.pieces))
	authors := map[*html.Node]string{}
	names := map[string]bool{}
	for i := range e.pieces {
		_, post := e.member(e.pieces[i].node)
		if post == nil {
			continue
		}
		name, known := authors[post]
		if !known {
			name = authorOf(post)
			authors[post] = name
			names[name] = true
		}
		if !strings.EqualFold(name, e.pieces[i].Text) {
			speakers[i], in[i] = name, post
		}
	}
	delete(names, "")
	if len(names) < 2 {
		return make([]string, len(e.pieces)), make([]*html.Node, len(e.pieces))
	}
	return speakers, in
}

// authorOf is the first name in a post that is marked up as one.
func authorOf(post *html.Node) string {
	for n := range post.Descendants() {
		if n.Type != html.ElementNode || !namesAuthor(n) && !namesUser(n) || longer(n, longestName) {
			continue
		}
		for a := range n.Descendants() { // the name itself is mostly a link; a rank stands beside it
			if name := cleanName(textOf(a)); a.DataAtom == atom.A && name != "" {
				return name
			}
		}
		if name := cleanName(textOf(n)); name != "" {
			return name
		}
	}
	return ""
}

// namesUser knows the classes that forum programs give to the name of who posts.
func namesUser(n *html.Node) bool {
	for c := range strings.FieldsSeq(strings.ToLower(attr(n, "class"))) {
		switch c {
		case "user", "user-name", "user_name", "poster", "postername", "post-username", "post-author", "comment-author", "message-name", "creator", "names", "nickname", "authi",
			"display-name", "bigusername", "largeusername":
			return true
		}
	}
	return false
}
