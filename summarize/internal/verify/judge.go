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
	likeness  = 0.4  // not to be told that the text does not say it
)

// Judge compares a statement with the passages that speak of the same. What it finds proved by one of them, no other
// contradicts; what is worded too differently to be compared is unchecked, not absent.
func Judge(docs []*article.Document, statement string) Judgement {
	var held, broken Judgement
	var heldBy, brokenBy float64
	claim, close, invented := Claim{Text: statement}, false, false // invented: it quotes words that stand nowhere
	for _, cited := range candidates(docs, statement, nil) {
		c := compareTexts(claim, newEvidence([]article.Citation{cited}))
		v := c.verdict()
		order := c.told(v.Reason)
		close = close || !c.one || c.share() >= likeness
		invented = invented || v.Reason == quotedReason && v.Found == ""
		switch {
		case !c.one:
		case v.Reason == "" && !v.Weak && order > heldBy:
			heldBy, held = order, Judgement{Verdict: Supported, Citations: []article.Citation{cited}}
		case v.Reason != "" && v.Reason != unrelatedReason && v.Found != "" && order >= sameThing && order > brokenBy:
			brokenBy, broken = order, Judgement{Verdict: Contradicted, Said: v.Said, Found: v.Found, Reason: v.Reason, Citations: []article.Citation{cited}}
		}
	}
	switch {
	case heldBy >= sameWords:
		return held
	case broken.Verdict != "" && heldBy < sameThing && brokenBy > heldBy:
		return broken
	case invented:
		return Judgement{Verdict: NotInText}
	case close || !checkable(read(statement, "")):
		return Judgement{Verdict: Unchecked}
	}
	return Judgement{Verdict: NotInText}
}

// told is how much of a statement stands in the order of the evidence, of the words that say something of the matter and not
// who says it; where words in quotation marks are in question, of those.
func (c *comparison) told(reason string) float64 {
	aside, all, hit := telling(c.claim), 0, 0
	for i, w := range c.claim.words {
		quoted := c.inQuotes(w.start)
		if reason == quotedReason && !quoted || reason != quotedReason && (aside[i] || !w.content) {
			continue
		}
		all++
		if c.a.to[i] >= 0 {
			hit++
		}
	}
	if all == 0 {
		return c.a.coverage
	}
	return float64(hit) / float64(all)
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
