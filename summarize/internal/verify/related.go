package verify

const (
	leastShare = 0.15 // of the claim's content words; with fewer in common, claim and passage speak of different things
	firmShare  = 0.5  // below, a claim is weak
)

// checkRelated wants claim and evidence in one language to have something in common.
func checkRelated(c *comparison) finding {
	if c.one && c.contentWords() >= 3 && c.share() < leastShare {
		return c.differs(unrelatedReason, c.claim.text, span{})
	}
	return finding{}
}

// weak reports whether little of a claim could be compared.
func (c *comparison) weak() bool {
	if c.one {
		return c.share() < firmShare
	}
	return len(c.claim.dates) == 0 && !c.hasFirmNumber() && len(c.claimNames()) == 0
}

func (c *comparison) hasFirmNumber() bool {
	for _, q := range c.claim.quantities {
		if !q.small {
			return true
		}
	}
	return false
}

func (c *comparison) contentWords() int {
	n := 0
	for _, w := range c.claim.words {
		if w.content {
			n++
		}
	}
	return n
}

// share is the part of the claim's content words that occur anywhere in the evidence.
func (c *comparison) share() float64 {
	set := wordSet(c.ev.words)
	all, hit := 0, 0
	for _, w := range c.claim.words {
		if !w.content {
			continue
		}
		all++
		if set[w.text] || set[w.stem] {
			hit++
		}
	}
	if all == 0 {
		return 1
	}
	return float64(hit) / float64(all)
}
