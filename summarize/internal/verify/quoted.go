package verify

import (
	"strings"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/summarize/internal/lexical"
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

// checkQuotes wants what a claim puts in quotation marks to stand, word for word, in what it cites. Where the languages differ,
// a translation in quotation marks is a quotation all the same, and fails.
func checkQuotes(c *comparison) finding {
	for _, q := range c.marks {
		said := c.claim.text[q.start:q.end]
		if len(signsOf(said)) == 0 || c.quotes(said) {
			continue
		}
		return c.differs(quotedReason, said, c.paired(c.claim.wordAt(q.start), c.claim.wordAt(q.end-1)+1))
	}
	return finding{}
}

func (c *comparison) quotes(said string) bool {
	docs := documents(c.ev.cited)
	if found, ok := locate(docs, said, c.ev.cited, onlySpelling); ok && covered(found, c.ev.cited) {
		return true
	}
	// a title or a name in marks may stand in the heading
	needle := trimQuote(normalise(said).text)
	words := signsOf(said)
	if needle == "" || len(words) > 8 && words[0].Kind == lexical.Word {
		return false
	}
	for _, cited := range c.ev.cited {
		if cited.Document() != nil && strings.Contains(normalise(cited.Document().Title+" | "+cited.First().Heading).text, needle) {
			return true
		}
	}
	return false
}
