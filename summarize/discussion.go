package summarize

import (
	"slices"
	"strings"

	"github.com/footnote-bot/footnote/article"
)

// mostOutcomes is how many claims tell what a discussion came to, where its summary is not ordered brief or detailed.
const mostOutcomes = 5

// hasOutcomes reports whether a summary of one of several documents tells what a discussion came to. Whether something was
// decided or is open shows in what was said later, so all of that is read a second time: a discussion that is too long for that
// is summarized like any text.
func hasOutcomes(d *article.Document, style Style, docs int) bool {
	return d.Kind == article.Discussion && docs == 1 && style != Voices && style != Figures && documentTokens(d) <= sectionTokens
}

// outcomeOf is the outcome that a model names; "" for any other word.
func outcomeOf(word string) Outcome {
	if o := Outcome(strings.ToLower(word)); slices.Contains(Outcomes, o) {
		return o
	}
	return ""
}

// byOutcome orders claims by their outcomes, those without one last.
func byOutcome(claims []Claim) {
	place := func(c Claim) int {
		if at := slices.Index(Outcomes, c.Outcome); at >= 0 {
			return at
		}
		return len(Outcomes)
	}
	slices.SortStableFunc(claims, func(a, b Claim) int { return place(a) - place(b) })
}

// beside are the passages beside which a candidate is read: those that it cites, and what was said after the first of them where
// it claims an outcome.
func (c candidate) beside(cited article.Citation) []article.Passage {
	switch all := cited.Document().Passages; {
	case c.whole:
		return all
	case c.Outcome != "":
		return all[cited.First().Number-1:]
	}
	return cited.Passages()
}
