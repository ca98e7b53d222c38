package verify

import (
	"slices"
	"strconv"
	"strings"
)

// checkDates asks every date of a claim of its evidence. One that stands in the sentences around, or that may follow from
// another date, is not certain to be wrong.
func checkDates(c *comparison) []finding {
	var out []finding
	for _, d := range c.claim.dates {
		if c.inQuotes(d.start) || c.carriesDate(d, c.ev.dates) {
			continue
		}
		f := c.differs(dateReason, c.claim.text[d.start:d.end], c.likeDate(d))
		f.unsure = f.found == "" && d.year == 0 && d.decade == 0 || c.derivedDate(d) || c.dayInWords(d)
		out = append(out, f)
	}
	return out
}

// derivedDate reports whether a date may follow from what stands around the sentences, or from another date of theirs.
func (c *comparison) derivedDate(d date) bool {
	rest := c.around()
	if slices.ContainsFunc(rest.dates, d.in) || d.onlyYear() && slices.ContainsFunc(rest.quantities, d.numbers) {
		return true
	}
	if d.weekday != 0 || d.quarter != 0 || d.half != 0 { // of a day or a month
		return slices.ContainsFunc(c.ev.dates, func(e date) bool { return e.weekday == 0 && e.month != 0 })
	}
	// the year, the month and the day from different places
	year := d.year == 0 || date{year: d.year}.inAny(rest.dates)
	return year && (d.onlyYear() || d.withoutYear().inAny(rest.dates))
}

// dayInWords reports whether the evidence names the month of a day and no day of it in figures: "the second of March", le deux mars.
func (c *comparison) dayInWords(d date) bool {
	return d.day != 0 && d.month != 0 && slices.ContainsFunc(c.ev.dates, func(e date) bool {
		return e.day == 0 && e.month == d.month && (e.year == 0 || sameYear(d.year, e.year))
	})
}

// numbers reports whether a quantity is the number of a year.
func (d date) numbers(q quantity) bool { return q.lo == float64(d.year) || q.hi == float64(d.year) }

// likeDate is a date of the evidence that names the same parts, none where there is no such date.
func (c *comparison) likeDate(d date) span {
	for _, e := range c.ev.dates {
		if sameFields(d, e) {
			return span{e.start, e.end}
		}
	}
	for _, e := range c.ev.dates {
		if d.year+d.decade != 0 && e.year+e.decade != 0 || d.month != 0 && e.month != 0 {
			return span{e.start, e.end}
		}
	}
	return span{}
}

func (c *comparison) carriesDate(d date, among []date) bool {
	if slices.ContainsFunc(among, d.in) {
		return true
	}
	if d.onlyYear() {
		for _, q := range c.ev.quantities {
			if q.lo == float64(d.year) || q.hi == float64(d.year) {
				return true
			}
		}
	}
	if d.onlyDay() && slices.ContainsFunc(c.ev.quantities, d.counts) {
		return true
	}
	return d.year != 0 && c.relativeYear(d.year) && (d.onlyYear() || d.withoutYear().inAny(among))
}

// in reports whether a date says nothing that another does not.
func (d date) in(e date) bool {
	return sameYear(d.year, e.year) && fits(d.month, e.month) && fits(d.day, e.day) && fits(d.quarter, e.quarter) && fits(d.half, e.half) &&
		fits(d.weekday, e.weekday) && (d.decade == 0 || sameDecade(d.decade, e))
}

func (d date) inAny(among []date) bool {
	return slices.ContainsFunc(among, d.in)
}

// sameYear lets a year of two digits be one of any century.
func sameYear(said, has int) bool {
	return fits(said, has) || said > 0 && has > 0 && min(said, has) < 100 && said%100 == has%100
}

func fits(said, has int) bool { return said == 0 || said == has }

func sameDecade(decade int, e date) bool {
	if e.decade != 0 {
		return decade%100 == e.decade%100 && (decade < 100 || e.decade < 100 || decade == e.decade)
	}
	return e.year != 0 && e.year/10*10%100 == decade%100 && (decade < 100 || e.year/10*10 == decade)
}

func (d date) onlyYear() bool {
	return d.year != 0 && d == date{year: d.year, start: d.start, end: d.end}
}

// onlyDay is true of 14日, which is the 14th or fourteen days.
func (d date) onlyDay() bool { return d.day != 0 && d == date{day: d.day, start: d.start, end: d.end} }

// counts reports whether a quantity may be meant by a day alone.
func (d date) counts(q quantity) bool {
	return q.lo == float64(d.day) && (q.ordinal || q.unit.name == "" || q.unit.name == "day")
}

func (d date) withoutYear() date {
	d.year = 0
	return d
}

var yearsFromNow = map[string]int{"last year": -1, "this year": 0, "next year": 1, "去年": -1, "今年": 0, "明年": 1, "昨年": -1, "来年": 1, "letztes jahr": -1, "voriges jahr": -1, "dieses jahr": 0, "ano pasado": -1, "este ano": 0, "今年度": 0, "本年度": 0, "올해": 0, "작년": -1, "지난해": -1, "내년": 1, "diesem jahr": 0, "vergangenen jahr": -1, "nachsten jahr": 1, "proximo ano": 1, "cette annee": 0, "l'annee derniere": -1, "quest'anno": 0}

// relativeYear reports whether the evidence names a year by its distance from the day of publication.
func (c *comparison) relativeYear(year int) bool {
	text := folded(c.ev.text)
	for _, cited := range c.ev.cited {
		if cited.Document() == nil || len(cited.Document().Published) < 4 {
			continue
		}
		published, err := strconv.Atoi(cited.Document().Published[:4])
		if err != nil {
			continue
		}
		for words, distance := range yearsFromNow {
			if published+distance == year && strings.Contains(text, words) {
				return true
			}
		}
	}
	return false
}

func folded(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteRune(plain(foldRune(r)))
	}
	return b.String()
}

// sameFields reports whether two dates name the same parts.
func sameFields(d, e date) bool {
	set := func(x, y int) bool { return (x == 0) == (y == 0) }
	return set(d.year, e.year) && set(d.month, e.month) && set(d.day, e.day) && set(d.weekday, e.weekday) && set(d.decade, e.decade)
}
