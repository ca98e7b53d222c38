package verify

import "slices"

// checkModality finds a statement that is surer, or less sure, or more of a duty, than its evidence: will for may, must for
// should, done for planned. Without the words around it being the same, nothing is said of it.
func checkModality(c *comparison) finding {
	if !c.one {
		return c.modalityAbroad()
	}
	if c.a.coverage < leastOrder {
		return finding{}
	}
	for _, e := range c.pairs() {
		e = c.lastClause(e)
		said, has := degrees(c.claim, e.from, e.to), degrees(c.ev.reading, e.evFrom, e.evTo)
		if len(said) == 0 && len(has) == 0 || !c.brief(e) && !e.tail || c.inQuotesEdit(e) || c.leadIn(e) || len(said) == 0 && c.besideQuote(e) || c.elsewhere(e, said, has) {
			continue
		}
		if !c.comparable(e, said, has) {
			continue
		}
		if !mayStandFor(said, has) {
			return c.differs(modalityReason, c.claim.span(max(0, e.from-1), min(len(c.claim.words), e.to+1)), c.beside(e))
		}
	}
	return finding{}
}

// lastClause takes the clauses that the claim passes over off what stands opposite a few words: of "Ann Lee, who runs the
// mill, was" against "Ann Lee may be" only the last is compared.
//
// Of a Japanese predicate at the claim's end it adds what follows in the evidence.
func (c *comparison) lastClause(e edit) edit {
	if e.edgeR && !e.edgeL && !e.tail && c.ev.lang == "ja" && e.to-e.from <= predicateEnding && e.evFrom > 0 {
		for e.evTo < min(len(c.ev.words), e.evFrom+predicateEnding+2) && c.ev.words[e.evTo].clause == c.ev.words[e.evFrom-1].clause {
			e.evTo++
		}
	}
	if e.edgeL || e.edgeR || e.from == e.to || c.brief(e) || weight(c.claim, e.from, e.to) > briefWords {
		return e
	}
	last := e.evTo - 1
	if last <= e.evFrom || c.ev.words[last].clause == c.ev.words[e.evFrom].clause || c.ev.words[last].sentence != c.ev.words[e.evFrom].sentence {
		return e
	}
	for e.evFrom < last && c.ev.words[e.evFrom].clause != c.ev.words[last].clause {
		e.evFrom++
	}
	return e
}

// comparable reports whether a difference is one of degree: at the ends of a claim, where what stands opposite is a guess,
// both must have one; what the claim leaves out must be the hedge and little else.
func (c *comparison) comparable(e edit, said, has map[class]bool) bool {
	switch {
	case e.tail:
		return firstIs(c.ev.reading, e.evFrom) && c.ev.lang == "ja"
	case e.edgeR && len(has) == 0 && c.sentenceEnds(e.evFrom, 4):
		return true
	case e.edgeR && c.ev.lang == "ja" && (len(has) == 0) != (len(said) == 0):
		return c.predicateEnds(e)
	case e.edgeR && len(has) == 0:
		return false
	case e.edgeL && len(has) == 0 && e.evTo < len(c.ev.words):
		return c.onlyHedge(e) || (e.evTo == 0 || c.ev.words[e.evTo-1].sentence != c.ev.words[e.evTo].sentence) && endsIn(c.claim, e.to)
	case e.edgeL || e.edgeR:
		return len(said) > 0 && len(has) > 0
	case e.from == e.to:
		covered := 0
		for _, q := range cuesIn(c.ev.reading, e.evFrom, e.evTo) {
			for _, k := range q.classes {
				if k.modal() {
					covered += q.to - q.from
					break
				}
			}
		}
		return covered*2 >= e.evTo-e.evFrom
	}
	return true
}

// predicateEnding is how many signs stand between a Japanese verb and what says how sure it is, at most.
const predicateEnding = 4

// onlyHedge reports whether a claim begins with a hedge and nothing else, where the evidence's sentence has none at all.
func (c *comparison) onlyHedge(e edit) bool {
	whole := slices.ContainsFunc(c.claim.cues, func(q cue) bool { return q.from == e.from && q.to == e.to })
	for k := range c.ev.words {
		if c.ev.words[k].sentence == c.ev.words[e.evTo].sentence && len(degrees(c.ev.reading, k, k+1)) > 0 {
			return false
		}
	}
	return whole
}

// predicateEnds reports whether both texts end the same Japanese predicate where they differ: the claim with a few signs, the
// evidence with as few or, where it goes on behind a comma, without any degree up to the end of the sentence.
func (c *comparison) predicateEnds(e edit) bool {
	if e.evFrom < 1 || e.evFrom >= len(c.ev.words) || e.left < 3 {
		return false
	}
	if len(degrees(c.claim, e.from, e.to)) == 0 {
		for _, q := range cuesIn(c.ev.reading, e.evFrom, e.evFrom+predicateEnding) {
			if len(degrees(c.ev.reading, q.from, q.to)) > 0 && c.ev.words[q.from].clause == c.ev.words[e.evFrom-1].clause {
				return e.to-e.from <= predicateEnding
			}
		}
		return false
	}
	for k := e.evFrom; k < len(c.ev.words) && c.ev.words[k].sentence == c.ev.words[e.evFrom-1].sentence; k++ {
		if len(degrees(c.ev.reading, k, k+1)) > 0 {
			return false
		}
	}
	return true
}

// sentenceEnds reports whether the evidence's sentence, of which the word before at is one, has only so many words left.
func (c *comparison) sentenceEnds(at, words int) bool {
	k := at + words
	return at < 1 || k >= len(c.ev.words) || c.ev.words[k].sentence != c.ev.words[at-1].sentence
}

// endsIn reports whether a modal cue ends before a word.
func endsIn(r *reading, at int) bool {
	for _, q := range r.cues {
		if q.to == at && len(degrees(r, q.from, q.to)) > 0 {
			return true
		}
	}
	return false
}

// firstIs reports whether a modal cue begins at a word.
func firstIs(r *reading, at int) bool {
	for _, q := range r.cues {
		if q.from <= at && q.to > at && len(degrees(r, q.from, q.to)) > 0 {
			return true
		}
	}
	return false
}

// leadIn reports whether a claim's first clause, which the evidence has not, only says whose view it is.
func (c *comparison) leadIn(e edit) bool {
	ws := c.claim.words
	if !e.edgeL || e.to >= len(ws) || e.to < 1 || ws[e.to].clause == ws[e.to-1].clause {
		return false
	}
	for _, a := range attributions(c.claim) {
		if a.from >= e.from && a.to <= e.to {
			return true
		}
	}
	return false
}

func (c *comparison) inQuotesEdit(e edit) bool {
	return e.from < len(c.claim.words) && c.inQuotes(c.claim.words[e.from].start)
}

// besideQuote reports whether a difference stands at a quotation: what the passage has before the words that are quoted, the
// claim may leave out.
func (c *comparison) besideQuote(e edit) bool {
	return e.from > 0 && c.inQuotes(c.claim.words[e.from-1].start) || e.to < len(c.claim.words) && c.inQuotes(c.claim.words[e.to].start)
}

// degrees are the modal classes among the words from up to to.
func degrees(r *reading, from, to int) map[class]bool {
	out := map[class]bool{}
	for _, q := range cuesIn(r, from, to) {
		if r.words[q.from].text == "could" && q.to < len(r.words) && r.words[q.to].text == "not" {
			continue // was unable to
		}
		for _, k := range q.classes {
			if k.modal() {
				out[k] = true
			}
		}
	}
	return out
}

// elsewhere reports whether what the place lacks was only moved: "will probably", "probably will".
func (c *comparison) elsewhere(e edit, said, has map[class]bool) bool {
	nearClaim := strayDegrees(c.claim, c.a.to, e.from-6, e.to+6)
	nearEv := strayDegrees(c.ev.reading, c.a.back, e.evFrom-6, e.evTo+6)
	for k := range has {
		if !said[k] && !nearClaim[k] {
			return false
		}
	}
	for k := range said {
		if !has[k] && !nearEv[k] {
			return false
		}
	}
	return true
}

// strayDegrees are the modal classes among words that stand beside none of the other text.
func strayDegrees(r *reading, to []int, from, end int) map[class]bool {
	out := map[class]bool{}
	for _, q := range cuesIn(r, from, end) {
		if to[q.from] >= 0 {
			continue
		}
		for _, k := range q.classes {
			if k.modal() {
				out[k] = true
			}
		}
	}
	return out
}

// mayStandFor reports whether a claim with some degrees follows from evidence with others.
func mayStandFor(said, has map[class]bool) bool {
	for k := range said {
		if has[k] {
			return true
		}
	}
	switch {
	case len(said) == 0: // the claim states it
		return !has[may] && !has[likely] && !has[report] && !has[plan]
	case len(has) == 0: // the evidence states it
		return said[can] || said[likely] && !said[will] && len(said) > 1
	case said[may] || said[likely] || said[report]:
		return has[may] || has[likely] || has[report] || has[can] && said[may]
	case said[will]:
		return has[plan]
	case said[plan]:
		return has[will]
	case said[can]:
		return has[may]
	}
	return false
}
