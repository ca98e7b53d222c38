package verify

// checkNegation finds a negation that only one of the two has, where both say the same otherwise.
func checkNegation(c *comparison) finding {
	if !c.one {
		return c.negationAbroad()
	}
	for _, q := range c.claim.cues {
		if !q.is(not) || c.inQuotes(c.claim.words[q.from].start) || c.cueStands(q, c.a.to) {
			continue
		}
		if from, ok := c.counterpart(c.claim.reading(), q, c.a.to); ok && !negativeNear(c.ev.reading, from, 10) && !c.axisAnswers(q) {
			return c.differs(negationReason, c.claim.span(q.from, q.to), c.clauseOf(from))
		}
	}
	for _, q := range c.ev.cues {
		if !q.is(not) || c.cueStands(q, c.a.back) {
			continue
		}
		if at, ok := c.negatedInBoth(q); ok && !negativeNear(c.claim, at, 10) {
			return c.differs(negationReason, c.claim.span(max(0, at-2), min(len(c.claim.words), at+3)), c.spanOf(q))
		}
	}
	return finding{}
}

// reading is the claim itself; for symmetry with the evidence.
func (r *reading) reading() *reading { return r }

// cueStands reports whether a cue stands beside the same words of the other text.
func (c *comparison) cueStands(q cue, to []int) bool {
	for i := q.from; i < q.to; i++ {
		if to[i] < 0 {
			return false
		}
	}
	return true
}

// counterpart is where the other text has the words around a cue: the nearest that stand in both, within its clause.
func (c *comparison) counterpart(r *reading, q cue, to []int) (int, bool) {
	left, right := -1, -1
	for k := q.from - 1; k >= 0 && k >= q.from-4; k-- {
		if to[k] >= 0 {
			left = to[k]
			break
		}
	}
	for k := q.to; k < len(r.words) && k < q.to+4; k++ {
		if to[k] >= 0 {
			right = to[k]
			break
		}
	}
	switch {
	case left < 0 && right < 0:
		return 0, false
	case left < 0:
		return right, c.aligned(q, to) >= 2
	case right < 0:
		return left, c.aligned(q, to) >= 2
	}
	return (left + right) / 2, c.aligned(q, to) >= 2
}

// aligned counts the words within five of a cue that stand in both texts and carry content, or signs.
func (c *comparison) aligned(q cue, to []int) int {
	r := c.claim
	if len(to) == len(c.a.back) && len(to) != len(c.a.to) {
		r = c.ev.reading
	}
	n := 0
	for k := max(0, q.from-5); k < min(len(to), q.to+5); k++ {
		if to[k] >= 0 && (r.words[k].content || r.words[k].sign) {
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

// axisAnswers reports whether the evidence has, near its counterpart, the other end of an axis: "not higher" is "lower".
func (c *comparison) axisAnswers(q cue) bool {
	for _, p := range c.claim.cues {
		if p.from < q.to || p.from > q.to+4 {
			continue
		}
		for _, k := range p.classes {
			name, up, ok := k.axis()
			if !ok {
				continue
			}
			for _, e := range c.ev.cues {
				for _, ek := range e.classes {
					if other, otherUp, ok := ek.axis(); ok && other == name && otherUp != up {
						return true
					}
				}
			}
		}
	}
	return false
}

// negationAbroad compares across languages only what cannot be mistaken: the claim denies and nothing in the evidence does.
func (c *comparison) negationAbroad() finding {
	if cueTables()[c.claim.lang] == nil || cueTables()[c.ev.lang] == nil {
		return finding{}
	}
	said, has := firstNegation(c.claim), firstNegation(c.ev.reading)
	switch {
	case said >= 0 && has < 0 && !negativeAnywhere(c.ev.reading):
		q := c.claim.cues[said]
		return c.differs(negationReason, c.claim.span(q.from, q.to), span{})
	case said < 0 && has >= 0 && !negativeAnywhere(c.claim) && len(c.ev.words) > 0 && c.ev.words[len(c.ev.words)-1].clause == 0:
		q := c.ev.cues[has]
		return c.differs(negationReason, "", c.spanOf(q))
	}
	return finding{}
}

func firstNegation(r *reading) int {
	for i, q := range r.cues {
		if q.is(not) {
			return i
		}
	}
	return -1
}

// negativeAnywhere reports whether a text denies in any way, or names the lower end of an axis.
func negativeAnywhere(r *reading) bool {
	for _, q := range r.cues {
		for _, k := range q.classes {
			if _, up, ok := k.axis(); k == not || k == notSoft || ok && !up {
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
