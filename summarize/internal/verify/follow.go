package verify

import (
	"math"
	"strings"
)

// mostCounted is the number up to which things are counted rather than told.
const mostCounted = 12

// counted reports whether a number may have been counted or worked out by whoever wrote the claim: a few of something, a rank,
// a span of time, a part, a multiple, several of a power.
func counted(q quantity, said string) bool {
	if q.lo <= mostCounted && (len(strings.Map(onlyDigits, said)) > 3 || isPadded(said)) {
		return false // 000 and 0012 are no counts
	}
	switch {
	case q.vague > 0, q.unit.name == "part", q.unit.name == "times":
		return true
	case q.lo != math.Trunc(q.lo) || q.hi > mostCounted || q.digits != "":
		return false
	}
	return q.unit.name == "" || q.unit.base == "month" || q.unit.name == "day" || q.unit.name == "week" || q.unit.base == "second"
}

// isPadded reports whether a number begins with a zero that another digit follows.
func isPadded(said string) bool {
	digits := []rune(strings.TrimLeftFunc(said, func(r rune) bool { return !isDigit(foldRune(r)) }))
	return len(digits) > 1 && foldRune(digits[0]) == '0' && isDigit(foldRune(digits[1]))
}

// onlyDigits makes every digit a 0, and nothing of all else.
func onlyDigits(r rune) rune {
	if isDigit(foldRune(r)) {
		return '0'
	}
	return -1
}

// mayFollow reports whether a number is a rounding of one of the evidence, its sum or difference with another, or the same
// number with a unit that cannot be compared.
func (c *comparison) mayFollow(q quantity) bool {
	var values []float64
	for _, e := range c.ev.quantities {
		if near(q.lo, e.lo) && q.unit.name != "" && e.unit.name != "" && !sameFamily(q.unit, e.unit) {
			return true
		}
		a, b, ok := comparableValues(q, e)
		if ok && (rounded(a, b) || outer(a, b)) {
			return true
		}
		if ok {
			values = append(values, b)
		}
	}
	if len(values) > mostCounted {
		return false // among so many some pair gives any number
	}
	for i, x := range values {
		for _, y := range values[:i] {
			if rounded(q.lo, x+y) || rounded(q.lo, math.Abs(x-y)) {
				return true
			}
		}
	}
	return false
}

// comparableValues are two numbers in the unit of the first; ok where their units can speak of the same.
func comparableValues(q, e quantity) (a, b float64, ok bool) {
	if !compatible(q, e) || q.lo != q.hi || e.lo != e.hi || q.digits != "" || e.digits != "" || q.vague > 0 || e.vague > 0 {
		return 0, 0, false
	}
	a, b = scaled(q.lo, q.unit, e.lo, e.unit)
	if f := q.unit.factor; a != q.lo && f > 0 {
		a, b = q.lo, round(b/f)
	}
	return a, b, true
}

// rounded reports whether a is b rounded to the digits that a has, to two at least.
func rounded(a, b float64) bool {
	digits := significant(a)
	return digits >= 1 && b != 0 && near(a, toUnit(b, a, max(2, digits), math.Round))
}

// outer reports whether a is b cut or filled up to the digits that a has: more than 300, nearly 13.
func outer(a, b float64) bool {
	n := significant(a)
	close := math.Abs(a-b) <= 0.15*math.Abs(b) || near(a, 1) && b > 0 && b < 1 // less than one
	return n >= 1 && b != 0 && close && (near(a, toUnit(b, a, n, math.Floor)) || near(a, toUnit(b, a, n, math.Ceil)))
}

// significant is the number of significant digits, without the zeros at the end.
func significant(v float64) int {
	if v = math.Abs(v); v == 0 || math.IsInf(v, 0) {
		return 0
	}
	n := 1
	for n < 12 && !near(v, toUnit(v, v, n, math.Round)) {
		n++
	}
	return n
}

// toUnit rounds v in the way of how to the last of n digits of a number like a.
func toUnit(v, a float64, n int, how func(float64) float64) float64 {
	unit := math.Pow(10, math.Floor(math.Log10(math.Abs(a)))-float64(n-1))
	return round(how(round(v/unit)) * unit)
}

// families are the units that are put for each other by mistake: the same number in another of them is another amount.
var families = []map[string]bool{
	set("usd eur cny jpy gbp hkd twd krw inr peseta krone franc lira mark zloty peso real rub money"),
	set("percent point permille"), set("celsius fahrenheit"), set("kmh mph"), set("km2 mi2 m2 ft2 ha acre"),
	set("m"), set("kg lb"), set("month week day second"), set("kw kwh"), set("gb mb tb"),
}

// sameFamily reports whether two different units measure the same kind of thing.
func sameFamily(a, b unit) bool {
	for _, f := range families {
		if (f[a.name] || f[a.base]) && (f[b.name] || f[b.base]) {
			return true
		}
	}
	return false
}

// likeNumber is the number of the evidence that is nearest to a claim's among those of its unit, else one that counts.
func (c *comparison) likeNumber(q quantity) span {
	var best span
	least := math.Inf(1)
	for _, e := range c.ev.quantities {
		if e.small || e.unit.base != q.unit.base {
			continue
		}
		a, b := scaled(q.lo, q.unit, e.lo, e.unit)
		if d := math.Abs(math.Log(math.Abs(a)+1) - math.Log(math.Abs(b)+1)); d < least {
			least, best = d, span{e.start, e.end}
		}
	}
	return best
}

func set(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}
