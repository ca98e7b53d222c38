package verify

// How much the parts of a score count. Measured on real citations (WiCE) and answers of real systems (AttributionBench):
// all of them may be halved or doubled and change the area under the curve by less than one in a hundred.
const (
	anywhere = 0.5 // content words that occur at all
	together = 0.3 // … within three sentences that follow each other
	inPairs  = 0.2 // neighbours of the claim that stand close to each other

	missedName   = 0.1 // taken off for every name or number that is missing, four at most
	missedFigure = 0.1 // once more for every quantity or date, three at most
	mostMissed   = 4*missedName + 3*missedFigure
)

// Score is how much of a claim a text holds, from 0 to 1, by its words alone.
func Score(claim, text string) float64 {
	r := read(claim, "")
	ev := &evidence{reading: read(text, r.lang)}
	c := &comparison{claim: r, ev: ev, one: r.lang == ev.lang}
	return c.score()
}

func (c *comparison) score() float64 {
	stems := c.claimStems()
	s := anywhere*c.share() + together*c.window(stems, 3) + inPairs*c.neighbours()
	s -= missedName*float64(min(c.missedCapitals(), 4)) + missedFigure*float64(min(c.missedFigures(), 3))
	return max(0, (s+mostMissed)/(1+mostMissed)) // sums of such fractions may fall short of 0 by the last bit
}

// share is the part of the claim's content words that occur anywhere in the evidence.
func (c *comparison) share() float64 {
	has := c.ev.stems()
	all, hit := 0, 0
	for _, w := range c.claim.words {
		if !w.content {
			continue
		}
		all++
		if has[w.text] || has[w.stem] {
			hit++
		}
	}
	if all == 0 {
		return 1
	}
	return float64(hit) / float64(all)
}

// stems are the words of a text with and without inflection.
func (r *reading) stems() map[string]bool {
	has := make(map[string]bool, 2*len(r.words))
	for _, w := range r.words {
		has[w.text], has[w.stem] = true, true
	}
	return has
}

// claimStems numbers the stems of the claim's content words.
func (c *comparison) claimStems() map[string]int {
	stems := map[string]int{}
	for _, w := range c.claim.words {
		if _, known := stems[w.stem]; w.content && !known {
			stems[w.stem] = len(stems)
		}
	}
	return stems
}

// window is the largest part of the stems that so many sentences of the evidence in a row hold.
func (c *comparison) window(stems map[string]int, size int) float64 {
	if len(stems) == 0 {
		return 1
	}
	last := make([]int, len(stems)) // the sentence where each stem was seen last, +1
	best := 0
	count := func(sentence int) {
		n := 0
		for _, s := range last {
			if s > 0 && s-1 > sentence-size {
				n++
			}
		}
		best = max(best, n)
	}
	at := 0
	for _, w := range c.ev.words {
		if w.sentence != at {
			count(at)
			at = w.sentence
		}
		if k, ok := stems[w.stem]; ok {
			last[k] = w.sentence + 1
		}
	}
	count(at)
	return float64(best) / float64(len(stems))
}

// neighbours is the part of the claim's pairs of content words that stand within five words in one sentence of the evidence.
func (c *comparison) neighbours() float64 {
	const reach = 5
	stems, close := c.claimStems(), map[[2]string]bool{}
	for i, w := range c.ev.words {
		if _, said := stems[w.stem]; !said {
			continue
		}
		for _, o := range c.ev.words[max(0, i-reach):i] {
			if _, said := stems[o.stem]; said && o.sentence == w.sentence {
				close[[2]string{o.stem, w.stem}], close[[2]string{w.stem, o.stem}] = true, true
			}
		}
	}
	all, hit, before := 0, 0, ""
	for _, w := range c.claim.words {
		if !w.content {
			continue
		}
		if before != "" {
			all++
			if close[[2]string{before, w.stem}] {
				hit++
			}
		}
		before = w.stem
	}
	if all == 0 {
		return 1
	}
	return float64(hit) / float64(all)
}

// missedCapitals counts the claim's content words with a capital, and its numbers, that the evidence lacks.
func (c *comparison) missedCapitals() int {
	has, seen, n := c.ev.stems(), map[string]bool{}, 0
	for _, w := range c.claim.words {
		if w.content && (w.capital || w.number) && !seen[w.stem] && !has[w.text] && !has[w.stem] {
			n++
		}
		seen[w.stem] = true
	}
	return n
}

func (c *comparison) missedFigures() int {
	n := 0
	for _, q := range c.claim.quantities {
		if !q.small && !c.carriesNumber(q) {
			n++
		}
	}
	for _, d := range c.claim.dates {
		if !c.carriesDate(d, c.ev.dates) {
			n++
		}
	}
	return n
}
