package verify

import (
	"github.com/footnote-bot/footnote/article"
)

// Opinion is what documents say of a statement.
type Opinion string

// The opinions. Without a model only figures, dates and names decide, and words where they are nearly the same.
const (
	Supported    Opinion = "supported"
	Contradicted Opinion = "contradicted"
	NotInText    Opinion = "not_in_text"
	Unchecked    Opinion = "unchecked" // nothing in it can be checked without a model
)

// Judgement is what became of one statement.
type Judgement struct {
	Verdict     Opinion
	Said, Found string             // the two values that differ, of a contradiction
	Reason      string             // of a contradiction, as in Verdict
	Citations   []article.Citation // where the documents speak of it
}

// How much of a statement a passage must hold, in order, before it can be judged by it.
const (
	sameThing = 0.5  // to contradict
	sameWords = 0.75 // to support
)

// Judge compares a statement with the passages that speak of the same.
func Judge(docs []*article.Document, statement string) Judgement {
	claim := Claim{Text: statement}
	best := Judgement{Verdict: NotInText}
	most := 0.0
	for _, cited := range candidates(docs, statement, nil) {
		c := compareTexts(claim, newEvidence([]article.Citation{cited}))
		order, share := c.a.coverage, c.share()
		j := Judgement{Citations: []article.Citation{cited}}
		v := c.verdict()
		switch {
		case v.Reason == "" && !v.Weak && (c.one && order >= sameWords && share >= sameWords):
			j.Verdict = Supported
			order++
		case v.Reason != "" && v.Reason != unrelatedReason && v.Found != "" && c.one && order >= sameThing:
			j.Verdict, j.Said, j.Found, j.Reason = Contradicted, v.Said, v.Found, v.Reason
		default:
			continue
		}
		if order > most {
			best, most = j, order
		}
	}
	if best.Verdict == NotInText && !checkable(read(statement, "")) {
		best.Verdict = Unchecked
	}
	return best
}

// checkable reports whether a statement holds a figure, a date or a name.
func checkable(r *reading) bool {
	for _, q := range r.quantities {
		if !q.small {
			return true
		}
	}
	c := &comparison{claim: r}
	return len(r.dates) > 0 || len(c.claimNames()) > 0
}
