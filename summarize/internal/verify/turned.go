package verify

import (
	"slices"
	"strings"
)

// Across languages no word stands beside another. What is compared is which cues either text has at all: a claim that denies
// where nothing in its evidence does, that names the other end of an axis, or that is sure where its evidence is not. What the
// evidence has and the claim leaves out says something only where the claim tells all of the evidence again.

// abroad reports whether both texts have tables of cues, in two languages.
func (c *comparison) abroad() bool {
	return !c.one && cueTables()[c.claim.lang] != nil && cueTables()[c.ev.lang] != nil
}

// toldAgain is how long a claim must be, beside its evidence, to tell all of it again.
const toldAgain = 0.5

// whole reports whether a claim is about as long as its evidence. A sign is about half a word; so is, in Japanese, a third.
func (c *comparison) whole() bool {
	return size(c.claim) >= toldAgain*size(c.ev.reading)
}

func size(r *reading) float64 {
	n := 0.0
	for _, w := range r.words {
		switch {
		case !w.sign:
			n++
		case r.lang == "ja":
			n += 0.4
		default:
			n += 0.6
		}
	}
	return n
}

// negationAbroad finds a claim that denies where its evidence does not, or the other way round.
func (c *comparison) negationAbroad() finding {
	if !c.abroad() {
		return finding{}
	}
	denies, has := firstOf(c.claim, not), firstOf(c.ev.reading, not)
	switch {
	case denies != nil && has == nil && !c.denialIn(c.ev.reading, c.claim) && !c.inQuotes(c.claim.words[denies.from].start):
		return c.differs(negationReason, c.claim.span(denies.from, denies.to), c.sentenceSpan())
	case denies == nil && has != nil && !c.denialIn(c.claim, c.ev.reading) && c.whole():
		return c.differs(negationReason, strings.TrimRight(c.claim.text, ".。!！ "), c.spanOf(*has))
	}
	return finding{}
}

// denialIn reports whether a text denies softly, or has the lower end of an axis that the other text lacks: "few" for "not many".
func (c *comparison) denialIn(r, other *reading) bool {
	for _, q := range r.cues {
		for _, k := range q.classes {
			if k == notSoft && !hasClass(other, notSoft) {
				return true
			}
			if name, up, ok := k.axis(); ok && !up && denying[name] && !hasClass(other, k) {
				return true
			}
		}
	}
	return false
}

// denying are the axes whose lower ends say no.
var denying = words("level more high part outcome assent better exist limit")

func hasClass(r *reading, k class) bool {
	return slices.ContainsFunc(r.cues, func(q cue) bool { return q.is(k) })
}

// firstOf is the first cue of a class, nil where there is none.
func firstOf(r *reading, k class) *cue {
	for i := range r.cues {
		if r.cues[i].is(k) {
			return &r.cues[i]
		}
	}
	return nil
}

// sentenceSpan is the first sentence of the evidence, cut where it is long.
func (c *comparison) sentenceSpan() span {
	const longest = 24 // words
	if len(c.ev.words) == 0 {
		return span{}
	}
	last := 0
	for last+1 < min(len(c.ev.words), longest) && c.ev.words[last+1].sentence == c.ev.words[0].sentence {
		last++
	}
	return span{c.ev.words[0].start, c.ev.words[last].end}
}

// axesAbroad are the axes whose words mean the same in all our languages.
var axesAbroad = map[string]bool{"level": true, "outcome": true, "assent": true, "order": true, "part": true, "public": true, "place": true, "flow": true, "first": true, "side": true}

// looseCues tell the order of what is told, or of two times that are not named; another language may see them from the other end.
var looseCues = words("since earlier later previously subsequently 此前 此后 随后 其后 先前 后来 以来 自从 それまで その後 seit spater fruher desde luego")

// loose reports whether a cue says nothing across languages: one of those, or one that is a denial as well.
func loose(r *reading, q cue) bool {
	return q.is(not) || looseCues[strings.ToLower(r.span(q.from, q.to))]
}

// modalityAbroad finds a claim that is sure where its evidence is not, or not sure where its evidence is; and a duty for a
// permission.
func (c *comparison) modalityAbroad() finding {
	if !c.abroad() || !c.whole() {
		return finding{}
	}
	said, has := degrees(c.claim, 0, len(c.claim.words)), degrees(c.ev.reading, 0, len(c.ev.words))
	hedges, hedged := firstOf(c.claim, hedge), firstOf(c.ev.reading, hedge)
	switch {
	case len(said) == 0 && hedged != nil && !denied(c.ev.reading, *hedged) && !inDates(c.ev.dates, c.ev.words[hedged.from]):
		return c.differs(modalityReason, strings.TrimRight(c.claim.text, ".。!！ "), c.spanOf(*hedged))
	case len(has) == 0 && hedges != nil && !inDates(c.claim.dates, c.claim.words[hedges.from]):
		return c.modalSaid(*hedges, c.sentenceSpan())
	case hedges == nil && hedged == nil || said[may] || has[may]:
		return c.dutyAbroad()
	}
	return finding{}
}

// dutyAbroad finds a duty put for a permission, or the other way round.
func (c *comparison) dutyAbroad() finding {
	for _, k := range [][2]class{{duty, leave}, {leave, duty}} {
		said, has := firstOf(c.claim, k[0]), firstOf(c.ev.reading, k[1])
		if said != nil && has != nil && !hasClass(c.ev.reading, k[0]) && !hasClass(c.claim, k[1]) && !hasClass(c.claim, should) && !hasClass(c.ev.reading, should) {
			return c.modalSaid(*said, c.spanOf(*has))
		}
	}
	return finding{}
}

func (c *comparison) modalSaid(q cue, found span) finding {
	if c.inQuotes(c.claim.words[q.from].start) {
		return finding{}
	}
	return c.differs(modalityReason, c.claim.span(q.from, q.to), found)
}
