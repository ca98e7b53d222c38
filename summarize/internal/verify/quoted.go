package verify

import (
	"strings"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/internal/lexical"
)

// quotation is what stands between quotation marks: bytes of the text, marks not included.
type quotation struct{ start, end int }

var closing = map[rune]string{'“': "”", '„': "“”", '«': "»", '「': "」", '『': "』", '"': `"`, '‹': "›", '»': "«", '‚': "‘’", '＂': "＂"}

// findQuotations finds what a text puts in quotation marks. Single marks count only where they cannot be apostrophes.
func findQuotations(s string) []quotation {
	var out []quotation
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		ends, ok := closing[r]
		if r == '‘' {
			ends, ok = "’", true
		}
		if !ok {
			continue
		}
		rest := s[i:]
		end := strings.IndexAny(rest, ends)
		if r == '‘' {
			end = closingSingle(rest)
		}
		if end <= 0 {
			continue
		}
		out = append(out, quotation{i, i + end})
		_, size = utf8.DecodeRuneInString(rest[end:])
		i += end + size
	}
	return out
}

// closingSingle is where a single quotation ends: at a mark that no letter follows.
func closingSingle(s string) int {
	for at := 0; ; {
		i := strings.Index(s[at:], "’")
		if i < 0 {
			return -1
		}
		i += at
		after, _ := utf8.DecodeRuneInString(s[i+len("’"):])
		if !isLetter(after) {
			return i
		}
		at = i + len("’")
	}
}

// checkQuotes wants what a claim puts in quotation marks to stand, word for word, in what it cites. A word or two may be the
// claim's own marks, a title or a term; and across languages a translation is none of the source's words, but no lie.
func checkQuotes(c *comparison) []finding {
	var out []finding
	for _, q := range c.marks {
		said := c.claim.text[q.start:q.end]
		if words := signsOf(said); len(words) > 0 && !c.stands(said) {
			f := c.differs(quotedReason, said, span{})
			f.unsure = !c.one || brief(words)
			out = append(out, f)
		}
	}
	return out
}

// brief reports whether quoted words are fewer than four, or than six characters of a script without spaces.
func brief(words []lexical.Token) bool {
	if words[0].Kind == lexical.Sign {
		return len(words) < 6
	}
	return len(words) < 4
}

// stands reports whether words stand in a row in the evidence, its title or a heading.
func (c *comparison) stands(said string) bool {
	return holdsRun(c.ev.text, said) || holdsRun(c.ev.header, said)
}

// holdsRun reports whether a text holds the words of another in a row.
func holdsRun(text, run string) bool {
	join := func(s string) string {
		var b strings.Builder
		for _, t := range signsOf(s) {
			b.WriteString(" " + t.Text)
		}
		return b.String() + " "
	}
	return strings.Contains(join(text), join(run))
}
