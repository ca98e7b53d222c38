package verify

import (
	"slices"

	"github.com/footnote-bot/footnote/article"
)

// gates are the exact checks; each gives what it found, the certain and what it is unsure of.
var gates = []func(*comparison) []finding{(*comparison).gateQuotes, (*comparison).gateDates, (*comparison).gateNumbers, (*comparison).gateGlued}

// Gate compares a claim with exactly what it cites as far as that can be done exactly: words in quotation marks, dates, figures
// with their units. It rejects only what is certain; what it is unsure of it gives as hints, words of the claim
// to be looked at closely.
func Gate(claim Claim, cited []article.Citation) Verdict {
	ev := newEvidence(cited)
	if len(ev.starts) == 0 {
		return Verdict{}
	}
	c := &comparison{claim: read(claim.Text, claim.Language), ev: ev, marks: findQuotations(claim.Text)}
	c.one = c.claim.lang == ev.lang
	var v Verdict
	for _, gate := range gates {
		for _, f := range gate(c) {
			if !f.unsure {
				return Verdict{Reason: f.reason, Failed: ev.citation(f.at), Said: f.said, Found: f.found}
			}
			v.Hints = append(v.Hints, f.said)
		}
	}
	return v
}

// around is what stands around the evidence: titles, headings and a sentence on either side. It is read when it is needed.
func (c *comparison) around() *reading {
	if c.rest == nil {
		text := c.ev.header
		for _, cited := range c.ev.cited {
			d, passages := cited.Document(), cited.Passages()
			for n := cited.First().Number - 1; n <= cited.First().Number+len(passages); n++ {
				if p, ok := d.Passage(n); ok {
					text += "\n" + d.PassageText(p)
				}
			}
		}
		c.rest = &reading{text: text, lang: c.ev.lang}
		cs := foldChars(text)
		c.rest.dates = findDates(cs, c.ev.lang)
		c.rest.quantities = findQuantities(cs, c.ev.lang, c.rest.dates)
	}
	return c.rest
}

// gateDates asks every date of a claim of its evidence. One that stands in the sentences around, or that may follow from
// another date, is not certain to be wrong.
func (c *comparison) gateDates() []finding {
	var out []finding
	for _, d := range c.claim.dates {
		if c.inQuotes(d.start) || c.carriesDate(d, c.ev.dates) {
			continue
		}
		f := c.differs(dateReason, c.claim.text[d.start:d.end], c.likeDate(d))
		f.unsure = f.found == "" && d.year == 0 || c.derivedDate(d)
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
		if d.year != 0 && e.year != 0 || d.month != 0 && e.month != 0 {
			return span{e.start, e.end}
		}
	}
	return span{}
}
