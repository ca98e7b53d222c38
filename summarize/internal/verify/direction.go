package verify

// checkDirection finds the other end of an axis: rose for fell, before for after, more for less.
func checkDirection(c *comparison) finding {
	if c.one {
		for _, e := range c.pairs() {
			if said, found, ok := c.opposed(e); ok && (c.brief(e) || e.borders(said, found)) {
				return c.differs(directionReason, c.claim.span(said.from, said.to), c.spanOf(found))
			}
		}
	}
	return c.allOtherWay()
}

// opposed finds cues of opposite ends in a place where the two texts differ, where neither is denied.
func (c *comparison) opposed(e edit) (said, found cue, ok bool) {
	for _, q := range cuesIn(c.claim, e.from, e.to) {
		for _, p := range cuesIn(c.ev.reading, e.evFrom, e.evTo) {
			if opposite(q, p) && !agree(q, p) && !c.deniedBetween(q, p) && !c.inQuotes(c.claim.words[q.from].start) {
				return q, p, true
			}
		}
	}
	return said, found, false
}

// borders reports whether two cues stand on the same side of a difference, each right beside the words that are the same.
func (e edit) borders(said, found cue) bool {
	return said.from == e.from && found.from == e.evFrom && e.left >= 2 || said.to == e.to && found.to == e.evTo && e.right >= 2
}

// cuesIn are the cues that touch the words from up to to.
func cuesIn(r *reading, from, to int) []cue {
	var out []cue
	for _, q := range r.cues {
		if q.from < to && q.to > from {
			out = append(out, q)
		}
	}
	return out
}

func opposite(a, b cue) bool { return compareAxes(a, b, false) }

func agree(a, b cue) bool { return compareAxes(a, b, true) }

func compareAxes(a, b cue, same bool) bool {
	for _, x := range a.classes {
		name, up, ok := x.axis()
		if !ok {
			continue
		}
		for _, y := range b.classes {
			if other, otherUp, ok := y.axis(); ok && other == name && (up == otherUp) == same {
				return true
			}
		}
	}
	return false
}

// deniedBetween reports whether exactly one of two cues is denied: "did not rise" may be "fell".
func (c *comparison) deniedBetween(q, p cue) bool {
	return denied(c.claim, q) != denied(c.ev.reading, p)
}

// deniedEither reports whether two cues cannot be set against each other: in one language where one of them is denied, in two
// where exactly one is, since there other words close by are denied in both.
func (c *comparison) deniedEither(q, p cue) bool {
	if c.one {
		return denied(c.claim, q) || denied(c.ev.reading, p)
	}
	return c.deniedBetween(q, p)
}

func denied(r *reading, q cue) bool {
	for _, o := range r.cues {
		if o.is(not) && o.from >= q.from-3 && o.to <= q.to+3 && (o.from != q.from || o.to != q.to) {
			return true
		}
	}
	return false
}

// sureAxes are those whose words hardly mean anything else; only they count without the words around them being the same.
var sureAxes = map[string]bool{"level": true, "outcome": true}

// allOtherWay finds a claim that speaks of one end of an axis where its evidence speaks of the other alone.
func (c *comparison) allOtherWay() finding {
	for _, q := range c.claim.cues {
		for _, k := range q.classes {
			name, up, ok := k.axis()
			sure := sureAxes[name] || name == "flow"
			if !c.one {
				sure = axesAbroad[name] && c.abroad() && !loose(c.claim, q)
			}
			if !ok || !sure || c.inQuotes(c.claim.words[q.from].start) {
				continue
			}
			with, against := c.ends(name, up)
			if with || against == nil || c.deniedEither(q, *against) || c.bothEnds(name) || c.one && !c.besideSame(q, *against) || c.one && name == "flow" && !c.sameDoer(q, *against) {
				continue
			}
			return c.differs(directionReason, c.claim.span(q.from, q.to), c.spanOf(*against))
		}
	}
	return finding{}
}

// passive are the words that make of who does something who has it done.
var passive = words("was were is are be been being wurde wurden wird werden fue fueron es son ser sido 被 由 れ")

// sameDoer reports whether what stands before two cues that are opposite ends of a deal is the same, so that they do not tell
// it from both sides: A bought it, A sold it; and not that it was bought and was sold.
func (c *comparison) sameDoer(q, p cue) bool {
	n := 0
	for k := q.from - 1; k >= 0 && c.claim.words[k].sentence == c.claim.words[q.from].sentence; k-- {
		w := c.claim.words[k]
		if passive[w.text] && q.from-k <= 3 {
			return false
		}
		if (w.content || w.sign) && c.a.to[k] >= 0 && c.a.to[k] < p.from {
			n++
		}
	}
	for k := max(0, p.from-3); k < min(len(c.ev.words), p.to+4); k++ {
		if passive[c.ev.words[k].text] && c.ev.words[k].clause == c.ev.words[p.from].clause {
			return false
		}
	}
	return n >= 2
}

// ends finds whether the evidence has the same end of an axis, and a cue of the other.
func (c *comparison) ends(name string, up bool) (with bool, against *cue) {
	for i, p := range c.ev.cues {
		for _, k := range p.classes {
			other, otherUp, ok := k.axis()
			if !ok || other != name {
				continue
			}
			if otherUp == up {
				with = true
			} else if against == nil && (c.one || !loose(c.ev.reading, p)) {
				against = &c.ev.cues[i]
			}
		}
	}
	return with, against
}

// bothEnds reports whether the claim speaks of both ends of an axis.
func (c *comparison) bothEnds(name string) bool {
	var up, down bool
	for _, q := range c.claim.cues {
		for _, k := range q.classes {
			if other, u, ok := k.axis(); ok && other == name {
				up, down = up || u, down || !u
			}
		}
	}
	return up && down
}

// besideSame reports whether a cue of the claim and one of the evidence have words in common close by.
func (c *comparison) besideSame(q, p cue) bool {
	n := 0
	for k := max(0, q.from-5); k < min(len(c.claim.words), q.to+5); k++ {
		w := c.claim.words[k]
		if !w.content && !w.sign {
			continue
		}
		for j := max(0, p.from-6); j < min(len(c.ev.words), p.to+6); j++ {
			if same(w, c.ev.words[j]) {
				n++
				break
			}
		}
	}
	return n >= 2
}
