package verify

import (
	"slices"
	"strconv"
	"strings"
)

// checkDates asks every date of a claim of its evidence, field by field; a year that only the title or the day of publication names will do.
func checkDates(c *comparison) finding {
	var around []date
	for _, d := range c.claim.dates {
		if c.inQuotes(d.start) || c.carriesDate(d, c.ev.dates) {
			continue
		}
		if around == nil {
			around = findDates(foldChars(c.ev.header), c.ev.lang)
		}
		if c.fromAround(d, around) {
			continue
		}
		return c.differs(dateReason, c.claim.text[d.start:d.end], c.nearestDate(d))
	}
	if f := c.relativeDays(); f.reason != "" {
		return f
	}
	if f := c.swappedDates(); f.reason != "" {
		return f
	}
	return c.boundDates()
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

// fromAround takes fields that the evidence leaves open from title, headings and the day of publication; not from the
// sentences around it, which may speak of another time.
func (c *comparison) fromAround(d date, around []date) bool {
	if d.year != 0 && !c.contradictedYear(d) {
		year := date{year: d.year}
		if year.inAny(around) && (d.onlyYear() || d.withoutYear().inAny(c.ev.dates)) {
			return true
		}
	}
	if d.year == 0 && d.month != 0 && d.day == 0 && len(c.ev.dates) == 0 { // "in June", where the heading says which month
		return d.inAny(around)
	}
	return false
}

// contradictedYear reports whether the evidence itself names another year where the claim has its own.
func (c *comparison) contradictedYear(d date) bool {
	if from, to, ok := c.opposite(c.claim.wordAt(d.start), c.claim.wordAt(d.end-1)+1); ok {
		for _, e := range c.ev.dates {
			if e.start < to && e.end > from && e.year != 0 {
				return true
			}
		}
	}
	return false
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

// relativeWords name a time by its distance from now; each group is one time, in all our languages.
var relativeWords = [][]string{
	{"yesterday", "昨天", "昨日", "gestern", "ayer"},
	{"today", "今天", "今日", "本日", "heute", "hoy"},
	{"tomorrow", "明天", "明日", "morgen", "manana"},
	{"last year", "去年", "昨年", "letztes jahr", "vergangenen jahr", "vorjahr", "ano pasado"},
	{"this year", "今年", "本年", "dieses jahr", "diesem jahr", "este ano"},
	{"next year", "明年", "来年", "nachstes jahr", "nachsten jahr", "proximo ano"},
	{"last month", "上月", "上个月", "先月", "letzten monat", "mes pasado"},
	{"this month", "本月", "这个月", "今月", "diesen monat", "diesem monat", "este mes"},
	{"next month", "下月", "下个月", "来月", "nachsten monat", "proximo mes"},
	{"last week", "上周", "上星期", "先週", "letzte woche", "semana pasada"},
	{"next week", "下周", "下星期", "来週", "nachste woche", "proxima semana"},
	{"this week", "本周", "这周", "今週", "diese woche", "esta semana"},
}

// relativeDays finds a time such as "last year" that the claim has and the evidence has not.
func (c *comparison) relativeDays() finding {
	claim, ev := folded(c.claim.text), ""
	for _, group := range relativeWords {
		said := firstIn(claim, group)
		if said == "" {
			continue
		}
		if ev == "" {
			ev = folded(c.ev.text + "\n" + c.ev.around)
		}
		if firstIn(ev, group) == "" && (c.one || len(c.ev.dates) == 0) && !c.namedByDate(said) {
			return c.differs(dateReason, said, c.relativeFound())
		}
	}
	return finding{}
}

// namedByDate reports whether the evidence gives as a date what the claim names by its distance from publication.
func (c *comparison) namedByDate(said string) bool {
	distance, ok := yearsFromNow[said]
	for _, cited := range c.ev.cited {
		if !ok || cited.Document() == nil || len(cited.Document().Published) < 4 {
			return false
		}
		if published, err := strconv.Atoi(cited.Document().Published[:4]); err == nil && (date{year: published + distance}).inAny(c.ev.dates) {
			return true
		}
	}
	return false
}

func (c *comparison) relativeFound() span {
	text := folded(c.ev.text)
	if len(text) != len(c.ev.text) {
		return span{}
	}
	for _, group := range relativeWords {
		if w := firstIn(text, group); w != "" {
			at := strings.Index(text, w)
			return span{at, at + len(w)}
		}
	}
	return span{}
}

// firstIn is the first of words that stands in a text; words of letters only as whole words.
func firstIn(text string, words []string) string {
	for _, w := range words {
		for from := 0; ; {
			at := strings.Index(text[from:], w)
			if at < 0 {
				break
			}
			at += from
			if w[0] >= 0x80 || !letterAt(text, at-1) && !letterAt(text, at+len(w)) {
				return w
			}
			from = at + 1
		}
	}
	return ""
}

func letterAt(s string, i int) bool { return i >= 0 && i < len(s) && s[i] >= 'a' && s[i] <= 'z' }

func (c *comparison) nearestDate(d date) span {
	if from, to, ok := c.opposite(c.claim.wordAt(d.start), c.claim.wordAt(d.end-1)+1); ok {
		for _, e := range c.ev.dates {
			if e.start < to && e.end > from {
				return span{e.start, e.end}
			}
		}
		for _, q := range c.ev.quantities {
			if q.start < to && q.end > from {
				return span{q.start, q.end}
			}
		}
	}
	best := span{}
	for _, e := range c.ev.dates {
		if sameFields(d, e) {
			return span{e.start, e.end}
		}
		if best.end == 0 {
			best = span{e.start, e.end}
		}
	}
	return best
}

func sameFields(d, e date) bool {
	set := func(x, y int) bool { return (x == 0) == (y == 0) }
	return set(d.year, e.year) && set(d.month, e.month) && set(d.day, e.day) && set(d.weekday, e.weekday) && set(d.decade, e.decade)
}

// swappedDates finds dates that the evidence has, but not there: in their place it has another.
func (c *comparison) swappedDates() finding {
	for _, p := range c.pairs() {
		for _, d := range c.claim.dates {
			if !within(d.start, d.end, c.claim.words, p.from, p.to) {
				continue
			}
			for _, e := range c.ev.dates {
				if within(e.start, e.end, c.ev.words, p.evFrom, p.evTo) && sameFields(d, e) && !d.in(e) {
					return c.differs(dateReason, c.claim.text[d.start:d.end], span{e.start, e.end})
				}
			}
		}
	}
	return finding{}
}
