package verify

import (
	"math"
	"slices"
	"strings"
)

// checkNumbers asks every figure of a claim of its evidence: the same value in the same unit, however it is written. Small
// counts, parts and multiples, roundings and what follows from figures that are there may be right: they are not certain to
// be wrong.
func checkNumbers(c *comparison) []finding {
	var out []finding
	for _, q := range c.claim.quantities {
		if q.small || c.inQuotes(q.start) || marker(c.claim.text, q) || c.holdsNumber(q) {
			continue
		}
		f := c.differs(number, c.claim.text[q.start:q.end], c.likeNumber(q))
		f.unsure = counted(q, f.said) || c.mayFollow(q)
		out = append(out, f)
	}
	return out
}

// holdsNumber reports whether the evidence has a number, or one that it is a close rounding of.
func (c *comparison) holdsNumber(q quantity) bool {
	return c.carriesNumber(q) || slices.ContainsFunc(c.ev.quantities, func(e quantity) bool {
		a, b, ok := comparableValues(q, e)
		return ok && rounded(a, b) && math.Abs(a-b) <= 0.005*math.Abs(b)
	})
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
	var lo, hi bool
	for _, e := range c.ev.quantities {
		if matchQuantity(q, e) {
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
			if v := int(q.lo); v != 0 && float64(v) == q.lo && (v == d.year || v == d.day && q.ordinal || v == d.decade) {
				return true
			}
		}
	}
	for _, d := range c.ev.dates {
		if d.onlyDay() && d.counts(q) {
			return true
		}
	}
	return false
}

func matchQuantity(q, e quantity) bool {
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
	return near(a, b)
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
