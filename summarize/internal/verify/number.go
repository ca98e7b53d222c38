package verify

import (
	"math"
	"strings"
)

// checkNumbers asks every number of a claim of its evidence: the same value in the same unit, however it is written.
func checkNumbers(c *comparison) finding {
	for _, q := range c.claim.quantities {
		if q.small || c.inQuotes(q.start) || marker(c.claim.text, q) {
			continue
		}
		if !c.carriesNumber(q) {
			return c.differs(number, c.claim.text[q.start:q.end], c.nearestNumber(q))
		}
	}
	if f := c.swappedNumbers(); f.reason != "" {
		return f
	}
	return c.swappedPeriods()
}

// marker reports whether a number only counts the lines of a list (4. Know …) or points to a source ([2]).
func marker(text string, q quantity) bool {
	rest := text[q.numEnd:]
	if strings.TrimSpace(text[:q.start]) == "" && (strings.HasPrefix(rest, ". ") || strings.HasPrefix(rest, ") ") || strings.HasPrefix(rest, "、")) {
		return true
	}
	return strings.HasSuffix(text[:q.start], "[") && strings.HasPrefix(rest, "]")
}

func (c *comparison) carriesNumber(q quantity) bool {
	about := c.approximate(q)
	var lo, hi bool
	for _, e := range c.ev.quantities {
		if matchQuantity(q, e, about) {
			return true
		}
		if sameUnit(q.unit, e.unit) {
			lo = lo || near(q.lo, e.lo)
			hi = hi || near(q.hi, e.hi)
		}
	}
	if lo && hi && q.lo != q.hi { // from 5 to 10, written apart
		return true
	}
	if q.unit.name == "" || q.unit.name == "year" { // the year of one may be a number of the other
		for _, d := range c.ev.dates {
			if v := int(q.lo); float64(v) == q.lo && (v == d.year || v == d.day && q.ordinal || v == d.decade && v != 0) {
				return true
			}
		}
	}
	for _, d := range c.ev.dates {
		if d.onlyDay() && d.counts(q) {
			return true
		}
	}
	return q.lo == q.hi && (c.wordsForFew(q) || c.loneSign(q))
}

// loneSign finds a small number as a single Han sign before a word that is no known counter.
func (c *comparison) loneSign(q quantity) bool {
	if c.ev.lang != "zh" && c.ev.lang != "ja" || q.unit.name != "" || q.ordinal {
		return false
	}
	for _, w := range c.ev.words {
		for _, r := range w.text {
			if w.sign && hanDigits[foldRune(r)] == q.lo && q.lo > 0 {
				return true
			}
		}
	}
	return false
}

// wordsForFew finds the words that stand for one or two without being numbers: both, pair, couple; 双方, 两者.
func (c *comparison) wordsForFew(q quantity) bool {
	if q.lo != 2 || q.unit.name != "" && q.unit.name != "times" {
		return false
	}
	for _, w := range c.ev.words {
		switch w.text {
		case "both", "pair", "couple", "twin", "twins", "either", "duo", "beide", "beiden", "paar", "ambos", "ambas", "par", "双", "俩", "twice", "second":
			return true
		}
	}
	return false
}

func matchQuantity(q, e quantity, about int) bool {
	if !compatible(q, e) {
		return false
	}
	a, b := scaled(q.lo, q.unit, e.lo, e.unit)
	aHi, bHi := scaled(q.hi, q.unit, e.hi, e.unit)
	switch {
	case q.vague > 0 && e.vague > 0:
		return near(q.vague, e.vague) || near(a, b)
	case q.vague > 0:
		return b >= a*0.95 && b < a*1000
	case e.vague > 0:
		return near(a, b)
	case q.lo != q.hi:
		return e.lo != e.hi && near(a, b) && near(aHi, bHi)
	case e.lo != e.hi:
		return near(a, b) || near(a, bHi)
	case q.digits != "" && e.digits != "":
		return q.digits == e.digits
	}
	return near(a, b) || rounds(a, b, about)
}

// compatible reports whether two numbers can speak of the same: their units are the same, or convert, or one has none.
func compatible(q, e quantity) bool {
	return sameUnit(q.unit, e.unit) || q.unit.base == e.unit.base
}

func sameUnit(a, b unit) bool {
	if a.name == "kilo" || b.name == "kilo" { // kilometres or kilograms
		other := a.name
		if a.name == "kilo" {
			other = b.name
		}
		return other == "kilo" || other == "km" || other == "kg" || other == ""
	}
	if a.name == "" || b.name == "" || a.name == b.name {
		return true
	}
	money := func(u unit) bool { return u.name == "cny" || u.name == "jpy" || u.name == "money" }
	return money(a) && money(b) && (a.name == "money" || b.name == "money")
}

// scaled are two values in one unit.
func scaled(a float64, of unit, b float64, to unit) (float64, float64) {
	switch {
	case of.name == to.name || of.name == "" || to.name == "":
		return a, b
	case of.base == to.base:
		return a * of.factor, b * to.factor
	}
	return a, b
}

func near(a, b float64) bool {
	return a == b || math.Abs(a-b) <= 1e-9*math.Max(math.Abs(a), math.Abs(b))
}

// rounds reports whether a is b rounded, where the claim says so: about (0 either way), more than (-1), less than (1).
func rounds(a, b float64, about int) bool {
	if about == exactly || b == 0 || math.Abs(a-b) > 0.1*math.Abs(b) {
		return false
	}
	unit := math.Pow(10, math.Floor(math.Log10(math.Abs(b)))-2)
	for ; unit < math.Abs(b)*10; unit *= 10 {
		switch {
		case about == roughly && near(math.Round(b/unit)*unit, a):
			return true
		case about <= roughly && near(math.Floor(b/unit)*unit, a):
			return true
		case about >= roughly && near(math.Ceil(b/unit)*unit, a):
			return true
		}
	}
	return false
}

const (
	moreThan = -1
	roughly  = 0
	lessThan = 1
	exactly  = 9
)

var approximations = map[string]int{
	"about": roughly, "around": roughly, "approximately": roughly, "roughly": roughly, "circa": roughly, "some": roughly, "over": moreThan, "above": moreThan, "than": moreThan,
	"nearly": lessThan, "almost": lessThan, "under": lessThan, "近": lessThan, "约": roughly, "超": moreThan, "过": moreThan, "逾": moreThan,
	"rund": roughly, "etwa": roughly, "ungefahr": roughly, "circa ": roughly, "uber": moreThan, "fast": lessThan, "knapp": lessThan, "unos": roughly, "unas": roughly, "cerca": roughly, "casi": lessThan, "de": roughly,
	"aproximadamente": roughly, "mas": moreThan, "右": roughly,
}

// approximate says how exact the claim wants to be with a number: by the words before it.
func (c *comparison) approximate(q quantity) int {
	at := c.claim.wordAt(q.start)
	for i := at - 1; i >= 0 && i >= at-2; i-- {
		if w := c.claim.words[i]; w.text != "de" || c.claim.lang == "es" && i == at-1 && at >= 2 && c.claim.words[at-2].text == "cerca" {
			if how, ok := approximations[w.text]; ok {
				return how
			}
		}
	}
	return exactly
}

// nearestNumber is the number of the evidence that the claim's should have been: what stands beside it, else one of the
// same unit, else any.
func (c *comparison) nearestNumber(q quantity) span {
	at := c.claim.wordAt(q.start)
	if from, to, ok := c.opposite(at, c.claim.wordAt(q.end-1)+1); ok {
		for _, e := range c.ev.quantities {
			if e.start < to && e.end > from {
				return span{e.start, e.end}
			}
		}
		for _, d := range c.ev.dates {
			if d.start < to && d.end > from {
				return span{d.start, d.end}
			}
		}
	}
	best := span{}
	for _, e := range c.ev.quantities {
		switch {
		case e.unit == q.unit && e.unit.name != "":
			return span{e.start, e.end}
		case best.end == 0 && !e.small:
			best = span{e.start, e.end}
		}
	}
	return best
}

// part is the number of a range that stands at a byte; of all else the quantity itself.
func (q quantity) part(at int) quantity {
	switch {
	case q.second == 0:
	case at < q.second:
		q.hi = q.lo
	default:
		q.lo = q.hi
	}
	return q
}

// swappedNumbers finds numbers that the evidence has, but not there: in their place it has another.
func (c *comparison) swappedNumbers() finding {
	for _, e := range c.pairs() {
		for _, q := range c.claim.quantities {
			if q.small || !within(q.start, q.numEnd, c.claim.words, e.from, e.to) {
				continue
			}
			for _, r := range c.ev.quantities {
				if !within(r.start, r.numEnd, c.ev.words, e.evFrom, e.evTo) {
					continue
				}
				if r = r.part(c.ev.words[e.evFrom].start); q.lo == q.hi && r.vague == 0 && q.vague == 0 && !matchQuantity(q, r, c.approximate(q)) && (compatible(q, r) || q.unit.name != "") {
					return c.differs(number, c.claim.text[q.start:q.end], span{r.start, r.end})
				}
			}
		}
	}
	return finding{}
}
