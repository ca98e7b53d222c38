package verify

// periods are the words for spans of time; each group is one span.
var periods = func() map[string]int {
	groups := []string{
		"hour hours hourly stunde stunden stundlich hora horas 时",
		"day days daily tag tage tagen taglich dia dias diario diaria 天 日",
		"week weeks weekly woche wochen wochentlich semana semanas semanal 周",
		"month months monthly monat monate monaten monats monatlich mes meses mensual 月",
		"year years yearly annual annually jahr jahre jahren jahres jahrlich ano anos anual 年",
		"decade decades jahrzehnt jahrzehnte jahrzehnten decada decadas",
		"century centuries jahrhundert jahrhunderte jahrhunderts siglo siglos",
	}
	m := map[string]int{}
	for i, g := range groups {
		for w := range words(g) {
			m[w] = i + 1
		}
	}
	return m
}()

// swappedPeriods finds a span of time that is put for another: a sum a month for one a year.
func (c *comparison) swappedPeriods() finding {
	for _, e := range c.pairs() {
		if !c.brief(e) {
			continue
		}
		said, i := onePeriod(c.claim, e.from, e.to)
		has, k := onePeriod(c.ev.reading, e.evFrom, e.evTo)
		if said != 0 && has != 0 && said != has && !c.inQuotes(c.claim.words[i].start) && !dated(c.claim, i) && !dated(c.ev.reading, k) {
			return c.differs(number, c.claim.span(max(0, i-1), i+1), span{c.ev.words[max(0, k-1)].start, c.ev.words[k].end})
		}
	}
	return finding{}
}

// onePeriod is the only span of time among the words from up to to, 0 where there is none or more than one.
func onePeriod(r *reading, from, to int) (span, at int) {
	for k := max(0, from); k < min(to, len(r.words)); k++ {
		p := periods[r.words[k].text]
		if p == 0 {
			continue
		}
		if span != 0 {
			return 0, 0
		}
		span, at = p, k
	}
	return span, at
}

// dated reports whether a word is part of a date or of a number: those have checks of their own.
func dated(r *reading, i int) bool { return inDates(r.dates, r.words[i]) || inQuantity(r, r.words[i]) }
