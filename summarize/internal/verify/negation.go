package verify

// checkNegation finds a negation that only one of the two has, where both say the same otherwise.
func checkNegation(c *comparison) finding {
	if !c.one {
		return c.negationAbroad()
	}
	if f := c.negatedPairs(); f.reason != "" {
		return f
	}
	if c.a.coverage < leastOrder {
		return finding{}
	}
	for _, q := range c.claim.cues {
		if !q.is(not) || c.inQuotes(c.claim.words[q.from].start) || c.cueStands(q, c.a.to) || said(c.ev.reading, c.claim, q) {
			continue
		}
		if from, ok := c.counterpart(q); ok && !negativeNear(c.ev.reading, from, 10) && !c.axisAnswers(q, from) {
			return c.differs(negationReason, c.claim.span(q.from, q.to), c.clauseOf(from))
		}
	}
	for _, q := range c.ev.cues {
		if !q.is(not) || c.cueStands(q, c.a.back) || said(c.claim, c.ev.reading, q) {
			continue
		}
		if at, ok := c.negatedInBoth(q); ok && !negativeNear(c.claim, at, 10) && !c.inQuotes(c.claim.words[at].start) && !c.axisAnswersBack(q, at) {
			return c.differs(negationReason, c.claim.span(max(0, at-2), min(len(c.claim.words), at+3)), c.spanOf(q))
		}
	}
	return finding{}
}

// negatedPairs finds a negation where the two differ between the same words, and nothing close by makes up for it.
func (c *comparison) negatedPairs() finding {
	for _, e := range c.pairs() {
		denies, has := negations(c.claim, e.from, e.to), negations(c.ev.reading, e.evFrom, e.evTo)
		if len(denies)%2 == len(has)%2 || c.inQuotesEdit(e) || !c.brief(e) && !e.tail {
			continue
		}
		if len(denies) > len(has) && !soft(c.ev.reading, e.evFrom, e.evTo) && !c.moved(e) && !c.axisAnswers(denies[0], e.evFrom) && !said(c.ev.reading, c.claim, denies[0]) {
			return c.differs(negationReason, c.claim.span(denies[0].from, denies[0].to), c.clauseOf(e.evFrom))
		}
		if len(has) > len(denies) && !said(c.claim, c.ev.reading, has[0]) && !soft(c.claim, e.from, e.to) && !c.moved(e) && c.turns(e, has[0]) && !c.axisAnswersBack(has[0], e.from) {
			return c.differs(negationReason, c.claim.span(max(0, e.from-1), min(len(c.claim.words), e.to+1)), c.spanOf(has[0]))
		}
	}
	return finding{}
}

// turns reports whether a negation that the claim leaves out belongs to words that it has: they stand right behind it, or
// right before where the language puts the negation last.
func (c *comparison) turns(e edit, q cue) bool {
	switch {
	case e.tail:
		return q.from == e.evFrom && (c.ev.lang == "ja" || c.ev.lang == "de" && q.to == len(c.ev.words))
	case c.ev.lang == "ja":
		return q.from <= e.evFrom+2 || q.to == e.evTo && c.sharesSign(e)
	}
	return e.evTo-q.to <= 2
}

// sharesSign reports whether both sides of a difference have a Han character in common: the same verb, most likely.
func (c *comparison) sharesSign(e edit) bool {
	for _, w := range c.claim.words[e.from:e.to] {
		for _, o := range c.ev.words[e.evFrom:e.evTo] {
			if w.sign && w.text == o.text && !isHiragana(w.text) {
				return true
			}
		}
	}
	return false
}

func negations(r *reading, from, to int) []cue {
	var out []cue
	for _, q := range cuesIn(r, from, to) {
		if q.is(not) {
			out = append(out, q)
		}
	}
	return out
}

// said reports whether a text has a negation of another with the same word of content behind it, wherever that stands: a
// sentence may begin with "without new pumps", or end so.
func said(r, of *reading, q cue) bool {
	next := q.to
	for next < len(of.words) && next < q.to+2 && !of.words[next].content {
		next++
	}
	if next >= len(of.words) || !of.words[next].content || of.words[next].sign || of.words[next].sentence != of.words[q.from].sentence {
		return false
	}
	for _, p := range r.cues {
		if !p.is(not) || r.words[p.from].text != of.words[q.from].text {
			continue
		}
		for k := p.to; k < len(r.words) && k < p.to+2; k++ {
			if same(r.words[k], of.words[next]) {
				return true
			}
		}
	}
	return false
}

// soft reports whether words deny in another way.
func soft(r *reading, from, to int) bool {
	for _, q := range cuesIn(r, from, to) {
		if q.is(notSoft) {
			return true
		}
	}
	return false
}

// moved reports whether another difference close by has the negation that this one lacks: it only stands elsewhere.
func (c *comparison) moved(e edit) bool {
	n := len(negations(c.claim, e.from-5, e.to+5)) - len(negations(c.ev.reading, e.evFrom-5, e.evTo+5))
	return n%2 == 0
}

// cueStands reports whether a cue stands beside the same words of the other text.
func (c *comparison) cueStands(q cue, to []int) bool {
	for i := q.from; i < q.to; i++ {
		if to[i] < 0 {
			return false
		}
	}
	return true
}

// counterpart is where the evidence has the words around a cue of the claim: the nearest that stand in both.
func (c *comparison) counterpart(q cue) (int, bool) {
	left, right := -1, -1
	for k := q.from - 1; k >= 0 && k >= q.from-4 && left < 0; k-- {
		left = c.a.to[k]
	}
	for k := q.to; k < len(c.a.to) && k < q.to+4 && right < 0; k++ {
		right = c.a.to[k]
	}
	enough := c.aligned(q) >= 2
	switch {
	case left < 0 && right < 0:
		return 0, false
	case left < 0:
		return right, enough
	case right < 0:
		return left, enough
	}
	return (left + right) / 2, enough
}

// aligned counts the words within five of a cue of the claim that stand in both texts and carry content, or are signs.
func (c *comparison) aligned(q cue) int {
	n := 0
	for k := max(0, q.from-5); k < min(len(c.a.to), q.to+5); k++ {
		if w := c.claim.words[k]; c.a.to[k] >= 0 && (w.content || w.sign) {
			n++
		}
	}
	return n
}

// negatedInBoth finds the claim's words for what a negation of the evidence denies: those right behind it, or right before
// where the language puts the negation last.
func (c *comparison) negatedInBoth(q cue) (int, bool) {
	after, before := -1, -1
	for k, n := q.to, 0; k < len(c.ev.words) && n < 4 && c.ev.words[k].sentence == c.ev.words[q.from].sentence; k++ {
		n++
		if c.a.back[k] >= 0 && (c.ev.words[k].content || c.ev.words[k].sign) {
			after = c.a.back[k]
			break
		}
	}
	for k, n := q.from-1, 0; k >= 0 && n < 3; k-- {
		n++
		if c.a.back[k] >= 0 {
			before = c.a.back[k]
			break
		}
	}
	switch c.ev.lang {
	case "ja":
		return before, before >= 0 && c.run2(q.from-1)
	case "de":
		if before >= 0 && after >= 0 {
			return after, true
		}
		return before, before >= 0 && c.run2(q.from-1) && q.to == len(c.ev.words)
	}
	return after, after >= 0 && (before >= 0 || q.from == 0 || c.startsClause(q.from))
}

// run2 reports whether two words of the evidence that end at k stand in the claim too.
func (c *comparison) run2(k int) bool {
	return k >= 1 && c.a.back[k] >= 0 && c.a.back[k-1] >= 0
}

func (c *comparison) startsClause(k int) bool {
	return k == 0 || c.ev.words[k-1].clause != c.ev.words[k].clause
}

// negativeNear reports whether a text says no, in whatever way, within so many words of a place, in the same sentence.
func negativeNear(r *reading, at, room int) bool {
	if at < 0 || at >= len(r.words) {
		return false
	}
	if r.lang == "zh" || r.lang == "ja" {
		room += room / 2
	}
	for _, q := range r.cues {
		if !q.is(not) && !q.is(notSoft) || q.to < at-room || q.from > at+room {
			continue
		}
		if r.words[q.from].sentence == r.words[at].sentence {
			return true
		}
	}
	return false
}

// axisAnswers reports whether the evidence has, close to its counterpart, the other end of an axis: "not higher" is "lower".
func (c *comparison) axisAnswers(q cue, at int) bool {
	for _, p := range cuesIn(c.claim, q.to, q.to+4) {
		for _, e := range cuesIn(c.ev.reading, at-4, at+5) {
			if opposite(p, e) && !agree(p, e) && c.a.back[e.from] < 0 {
				return true
			}
		}
	}
	return false
}

// axisAnswersBack is axisAnswers the other way round: the evidence says "not higher", the claim "lower".
func (c *comparison) axisAnswersBack(q cue, at int) bool {
	for _, p := range cuesIn(c.ev.reading, q.to, q.to+4) {
		for _, e := range cuesIn(c.claim, at-4, at+5) {
			if opposite(e, p) && !agree(e, p) && c.a.to[e.from] < 0 {
				return true
			}
		}
	}
	return false
}

func (c *comparison) spanOf(q cue) span {
	return span{c.ev.words[q.from].start, c.ev.words[q.to-1].end}
}

func (c *comparison) clauseOf(at int) span {
	if at < 0 || at >= len(c.ev.words) {
		return span{}
	}
	from, to := max(0, at-2), min(len(c.ev.words), at+3)
	return span{c.ev.words[from].start, c.ev.words[to-1].end}
}
