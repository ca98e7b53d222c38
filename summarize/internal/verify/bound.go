package verify

import "unicode/utf8"

// boundDates finds a number that the evidence has at one date and the claim at another one, of which the evidence has a number
// of its own: 41 in 2022 and 36 in 2023 is not 36 in 2022.
func (c *comparison) boundDates() finding {
	if !c.one || len(c.claim.dates) != 1 || len(c.ev.dates) < 2 {
		return finding{}
	}
	d := c.claim.dates[0]
	if c.inQuotes(d.start) {
		return finding{}
	}
	firm, n := quantity{}, 0
	for _, q := range c.claim.quantities {
		if !q.small && !q.ordinal {
			firm, n = q, n+1
		}
	}
	if n != 1 || c.inQuotes(firm.start) {
		return finding{}
	}
	var its, others *date
	for _, q := range c.ev.quantities {
		beside := c.dateBeside(q)
		switch {
		case beside == nil || !sameFields(d, *beside):
		case !matchQuantity(firm, q, exactly):
			if d.in(*beside) {
				others = beside
			}
		case d.in(*beside):
			return finding{}
		default:
			its = beside
		}
	}
	if its == nil || others == nil {
		return finding{}
	}
	return c.differs(dateReason, c.claim.text[d.start:d.end], span{its.start, its.end})
}

// dateBeside is the date that stands beside a number of the evidence, with a word between them at most.
func (c *comparison) dateBeside(q quantity) *date {
	const closest = 6 // characters: " in ", "的", " im Jahr "
	for i := range c.ev.dates {
		d := &c.ev.dates[i]
		from, to := d.end, q.start
		if d.start >= q.end {
			from, to = q.end, d.start
		}
		if from <= to && utf8.RuneCountInString(c.ev.text[from:to]) <= closest {
			return d
		}
	}
	return nil
}
