package verify

// comparison is a claim beside what it cites: what all checks look at.
type comparison struct {
	claim *reading
	ev    *evidence
	a     *alignment
	who   string // to whom the claim attributes its words
	one   bool   // claim and evidence are in one language
	marks []quotation
	rest  *reading // what stands outside of the evidence, once it was read
}

// span is a range of bytes of the evidence.
type span struct{ start, end int }

// finding is what one check found wrong; its zero value is nothing.
type finding struct {
	reason      string
	said, found string
	at          int  // byte of the evidence
	unsure      bool // it may be right
}

func compareTexts(c Claim, ev *evidence) *comparison {
	claim := read(c.Text, c.Language)
	return &comparison{
		claim: claim, ev: ev, who: c.Speaker, one: claim.lang == ev.lang,
		a: align(claim, ev.reading), marks: findQuotations(c.Text),
	}
}

func (c *comparison) differs(reason, said string, found span) finding {
	f := finding{reason: reason, said: said, at: found.start}
	if found.end > found.start {
		f.found = c.ev.text[found.start:found.end]
	}
	return f
}

// pairs are the places where claim and evidence have different words between the same ones.
func (c *comparison) pairs() []edit {
	if !c.one {
		return nil
	}
	var out []edit
	for _, e := range c.a.edits {
		if e.tight() && !((e.edgeL || e.edgeR) && c.besideQuote(e)) {
			out = append(out, e)
		}
	}
	return out
}

// brief reports whether a difference is short on both sides: what stands for a word or two, not another way to put it all.
func (c *comparison) brief(e edit) bool {
	return weight(c.claim, e.from, e.to) <= briefWords && weight(c.ev.reading, e.evFrom, e.evTo) <= briefWords
}

// briefWords is how many words a brief difference has at most; two signs are a word.
const briefWords = 5

func weight(r *reading, from, to int) float64 {
	n := 0.0
	for i := max(0, from); i < min(to, len(r.words)); i++ {
		if r.words[i].sign {
			n += 0.5
		} else {
			n++
		}
	}
	return n
}

// leastOrder is the part of a claim's content words that must stand in the order of the evidence before what only one of
// the two has, such as a negation, says anything.
const leastOrder = 0.4

// opposite is the range of bytes of the evidence that stands where the claim has the words from up to to.
func (c *comparison) opposite(from, to int) (start, end int, ok bool) {
	for _, e := range c.a.edits {
		if e.from < to && e.to > from && e.evFrom < e.evTo && e.evFrom >= 0 && e.evTo <= len(c.ev.words) {
			return c.ev.words[e.evFrom].start, c.ev.words[e.evTo-1].end, true
		}
	}
	return 0, 0, false
}

// paired is the run of the evidence from the first to the last word that stands beside the claim's words from up to to; none
// where fewer than half of them do.
func (c *comparison) paired(from, to int) span {
	first, last, n := -1, -1, 0
	for i := from; i < min(to, len(c.a.to)); i++ {
		if j := c.a.to[i]; j >= 0 {
			if n++; first < 0 {
				first = j
			}
			last = j
		}
	}
	if n*2 < to-from || first < 0 {
		return span{}
	}
	return span{c.ev.words[first].start, c.ev.words[last].end}
}

// beside is what the evidence has in the place of a difference, with a word on either side.
func (c *comparison) beside(e edit) span {
	from, to := max(0, e.evFrom-1), min(len(c.ev.words), e.evTo+1)
	if from >= to {
		return span{}
	}
	return span{c.ev.words[from].start, c.ev.words[to-1].end}
}

// within reports whether a range of bytes touches the words from up to to.
func within(start, end int, ws []word, from, to int) bool {
	if from >= to || from < 0 || to > len(ws) {
		return false
	}
	return start < ws[to-1].end && end > ws[from].start
}

// inQuotes reports whether a byte of the claim stands in quotation marks: those words are located as they stand.
func (c *comparison) inQuotes(at int) bool {
	for _, q := range c.marks {
		if at >= q.start && at < q.end {
			return true
		}
	}
	return false
}
