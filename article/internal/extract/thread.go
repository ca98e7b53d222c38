package extract

import (
	"math"

	"golang.org/x/net/html"
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

// threadFeatures describe the largest run that an element stands in, and the part of it that it stands in.
func (e *evidence) threadFeatures(n *html.Node) [8]float64 {
	var best threadOf
	var member *html.Node
	for up := 0; n != nil && up < maxClimb; n, up = n.Parent, up+1 {
		if t := e.thread[n]; t.tokens > best.tokens {
			best, member = t, n
		}
	}
	if member == nil {
		return [8]float64{}
	}
	own := e.survey.areas[member]
	return [8]float64{
		float64(min(best.members, 60)), ratio(float64(best.tokens), float64(e.survey.total.tokens)),
		math.Log1p(float64(best.tokens) / float64(best.members)), float64(min(best.rank, 30)),
		best.voted, best.mean, own.vote(), flag(e.survey.hintsOf(member)&(hintPost|hintComment) != 0),
	}
}
