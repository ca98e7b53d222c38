package extract

import (
	"math"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// threadOf is the run of like elements that an element is one of: the posts of a thread, the comments below an article, the
// cards of a list.
type threadOf struct {
	members, rank, tokens int
	voted                 float64 // the vote for the member that most is voted for
	mean                  float64 // the vote for all of them
}

// threads finds the runs of at least three siblings that are built alike, with text in each.
func threads(pieces []piece, s *survey) map[*html.Node]threadOf {
	found := map[*html.Node]threadOf{}
	done := map[*html.Node]bool{}
	for i := range pieces {
		for n, up := pieces[i].node, 0; n != nil && up < maxClimb; n, up = n.Parent, up+1 {
			if n.Parent == nil || done[n.Parent] {
				continue
			}
			done[n.Parent] = true
			s.runs(n.Parent, found)
		}
	}
	return found
}

func (s *survey) runs(parent *html.Node, found map[*html.Node]threadOf) {
	alike := map[string][]*html.Node{}
	for c := parent.FirstChild; c != nil; c = c.NextSibling {
		if a := s.areas[c]; a != nil && a.pieces >= 2 { // a paragraph alone is no post
			key := c.Data + "." + firstClass(c)
			alike[key] = append(alike[key], c)
		}
	}
	for _, members := range alike {
		if len(members) < 3 {
			continue
		}
		run := threadOf{members: len(members)}
		votes := 0.0
		for _, m := range members {
			a := s.areas[m]
			run.tokens += a.tokens
			votes += a.vote() * float64(a.tokens)
			run.voted = max(run.voted, a.vote())
		}
		run.mean = votes / float64(max(1, run.tokens))
		for rank, m := range members {
			run.rank = rank
			found[m] = run
		}
	}
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
func (e *evidence) member(n *html.Node) (run threadOf, member *html.Node) {
	for up := 0; n != nil && up < maxClimb; n, up = n.Parent, up+1 {
		if t := e.thread[n]; t.tokens > run.tokens {
			run, member = t, n
		}
	}
	return run, member
}

// threadFeatures describe the run that a node stands in, and its member.
func (e *evidence) threadFeatures(n *html.Node) [8]float64 {
	run, member := e.member(n)
	if member == nil {
		return [8]float64{}
	}
	own := e.survey.areas[member]
	return [8]float64{
		float64(min(run.members, 60)), ratio(float64(run.tokens), float64(e.survey.total.tokens)),
		math.Log1p(float64(run.tokens) / float64(run.members)), float64(min(run.rank, 30)),
		run.voted, run.mean, own.vote(), yes(e.survey.hintsOf(member)&(hintPost|hintComment) != 0),
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
