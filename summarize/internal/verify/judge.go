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
	case heldBy >= sameWords && brokenBy >= heldBy && broken.narrower(held):
		return broken
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

// narrower reports whether a statement is turned round by a passage that, with its neighbour, would seem to carry it: words of
// the neighbour then stand for those that turn it.
func (j Judgement) narrower(than Judgement) bool {
	switch j.Reason {
	case negationReason, modalityReason, directionReason:
		return covered(j.Citations[0], than.Citations)
	}
	return false
}

// How much of a statement passages must hold where somebody else says that they speak of the same: less than where only words
// lead to them.
const (
	vouchedThing = 0.3 // to contradict
	vouchedWords = 0.4 // to support, of words anywhere
)

// Weigh compares a statement with passages of which somebody, a model say, believes that they speak of the same. They support
// it where no check fails, and contradict it where both values that differ are there and are of one kind; else they say
// nothing of it that can be shown.
func Weigh(statement string, cited []article.Citation) Judgement {
	c := compareTexts(Claim{Text: statement}, newEvidence(cited))
	if len(c.ev.starts) == 0 {
		return Judgement{Verdict: NotInText}
	}
	switch v := c.verdict(); {
	case v.Reason == "" && (!v.Weak || !c.one || c.share() >= vouchedWords):
		return Judgement{Verdict: Supported, Citations: cited}
	case v.Reason != "" && v.Found != "" && c.sameKind(v):
		return Judgement{Verdict: Contradicted, Said: v.Said, Found: v.Found, Reason: v.Reason, Citations: []article.Citation{v.Failed}}
	}
	return Judgement{Verdict: NotInText}
}

// sameKind reports whether the two values of a verdict can be set against each other: figures of one unit, dates with the same
// parts, and of all else what stands in the same place of sentences in one language.
func (c *comparison) sameKind(v Verdict) bool {
	said, found := read(v.Said, c.claim.lang), read(v.Found, c.ev.lang)
	switch v.Reason {
	case number:
		if len(said.quantities) == 0 || len(found.quantities) == 0 {
			return c.one && c.told(v.Reason) >= sameThing
		}
		a, b := said.quantities[0].unit, found.quantities[0].unit
		return a.base == b.base && (a.name != "" || c.one && c.told(v.Reason) >= sameThing)
	case dateReason:
		if len(said.dates) == 0 || len(found.dates) == 0 {
			return c.one && c.told(v.Reason) >= sameThing
		}
		return sameFields(said.dates[0], found.dates[0]) && (!c.one || c.told(v.Reason) >= vouchedThing)
	case unrelatedReason:
		return false
	}
	return c.one && c.told(v.Reason) >= vouchedThing || !c.one && (v.Reason == negationReason || v.Reason == directionReason || v.Reason == modalityReason)
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
