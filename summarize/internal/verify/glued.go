package verify

import (
	"strings"
	"unicode"
)

// checkGlued finds digits in names such as A380 or f1000 that neither the evidence nor its title has.
func checkGlued(c *comparison) []finding {
	var out []finding
	runs := map[string]bool{}
	for run := range strings.FieldsFuncSeq(folded(c.ev.text+" "+c.ev.header), func(r rune) bool { return !isDigit(r) }) {
		runs[run] = true
	}
	for _, g := range gluedDigits(c.claim.text) {
		if run := folded(c.claim.text[g.start:g.end]); !runs[run] && !c.inQuotes(g.start) {
			f := finding{reason: number, said: c.claim.text[g.start:g.end]}
			f.unsure = len(run) < 3 || strings.Contains(folded(c.around().text), run)
			out = append(out, f)
		}
	}
	return out
}

// gluedDigits are the runs of digits that touch a letter of a script with words.
func gluedDigits(s string) []span {
	var out []span
	start, glued := -1, false
	var last rune
	for i, r := range s {
		switch {
		case unicode.IsDigit(r) && start < 0:
			start, glued = i, isLetter(last)
		case !unicode.IsDigit(r) && start >= 0:
			if glued {
				out = append(out, span{start, i})
			}
			start = -1
		}
		last = r
	}
	if start >= 0 && glued {
		out = append(out, span{start, len(s)})
	}
	return out
}
