package verify

import "strings"

// comparison is a claim beside what it cites: what all checks look at.
type comparison struct {
	claim *reading
	ev    *evidence
	one   bool // claim and evidence are in one language
	marks []quotation
	rest  *reading // what stands around the evidence, once it was read
}

// span is a range of bytes of the evidence.
type span struct{ start, end int }

// finding is what a check found wrong.
type finding struct {
	reason      string
	said, found string
	at          int  // byte of the evidence
	unsure      bool // it may be right
}

func compare(claim Claim, ev *evidence) *comparison {
	r := read(claim.Text, claim.Language)
	return &comparison{claim: r, ev: ev, one: r.lang == ev.lang, marks: findQuotations(claim.Text)}
}

func (c *comparison) differs(reason, said string, found span) finding {
	f := finding{reason: reason, said: said, at: found.start}
	if found.end > found.start {
		f.found = c.ev.text[found.start:found.end]
	}
	return f
}

// inQuotes reports whether a byte of the claim stands in quotation marks: those words are compared as they stand.
func (c *comparison) inQuotes(at int) bool {
	for _, q := range c.marks {
		if at >= q.start && at < q.end {
			return true
		}
	}
	return false
}

// around is what stands around the evidence: titles, headings and a sentence on either side. It is read when it is needed.
func (c *comparison) around() *reading {
	if c.rest == nil {
		var text strings.Builder
		text.WriteString(c.ev.header)
		for _, cited := range c.ev.cited {
			d, passages := cited.Document(), cited.Passages()
			for n := cited.First().Number - 1; n <= cited.First().Number+len(passages); n++ {
				if p, ok := d.Passage(n); ok {
					text.WriteString("\n" + d.PassageText(p))
				}
			}
		}
		c.rest = &reading{text: text.String(), lang: c.ev.lang}
		c.rest.findValues()
	}
	return c.rest
}
