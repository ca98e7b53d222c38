package verify

// checkModality finds a statement that is surer, or less sure, or more of a duty, than its evidence: will for may, must for
// should, done for planned. Without the words around it being the same, nothing is said of it.
func checkModality(c *comparison) finding {
	if !c.one || c.a.coverage < leastOrder {
		return finding{}
	}
	for _, e := range c.pairs() {
		said, has := degrees(c.claim, e.from, e.to), degrees(c.ev.reading, e.evFrom, e.evTo)
		if len(said) == 0 && len(has) == 0 || !c.brief(e) && !e.tail || c.inQuotesEdit(e) || len(said) == 0 && c.besideQuote(e) || c.elsewhere(e, said, has) {
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

// comparable reports whether a difference is one of degree: at the ends of a claim, where what stands opposite is a guess,
// both must have one; what the claim leaves out must be the hedge and little else.
func (c *comparison) comparable(e edit, said, has map[class]bool) bool {
	switch {
	case e.tail:
		return firstIs(c.ev.reading, e.evFrom) && c.ev.lang == "ja"
	case e.edgeR && len(has) == 0:
		return c.sentenceEnds(e.evFrom, 4)
	case e.edgeL && len(has) == 0 && e.evTo < len(c.ev.words):
		return (e.evTo == 0 || c.ev.words[e.evTo-1].sentence != c.ev.words[e.evTo].sentence) && endsIn(c.claim, e.to)
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
