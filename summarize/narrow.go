package summarize

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/article"
)

const (
	longQuote  = 120 // width from which a sentence is cut to the clause that carries a claim; Han counts double
	shortQuote = 24  // the least width of what is left
)

// narrow cuts citations down to what carries the claim: passages that add nothing go, and of a long sentence the
// shortest run of clauses stays that has every word of the claim that the whole has. What is left is checked again, so
// that no cut makes a claim that would not have held.
func (j *judge) narrow(text, speaker string, cited []article.Citation, weak bool) []article.Citation {
	lang := j.lang
	holds := func(cs []article.Citation) bool {
		v := j.check(text, speaker, cs)
		return v.reason == "" && (weak || !v.weak)
	}
	claim := words(text, lang)
	cited = dropIdle(claim, lang, cited, holds)
	for i, c := range cited {
		shorter, ok := clauses(claim, lang, c)
		if !ok {
			continue
		}
		tried := append([]article.Citation(nil), cited...)
		tried[i] = shorter
		if holds(tried) {
			cited = tried
		}
	}
	return cited
}

// dropIdle leaves out citations without which as much of the claim is there, the last first.
func dropIdle(claim map[string]bool, lang string, cited []article.Citation, holds func([]article.Citation) bool) []article.Citation {
	for i := len(cited) - 1; i >= 0 && len(cited) > 1; i-- {
		rest := append(append([]article.Citation(nil), cited[:i]...), cited[i+1:]...)
		if shared(claim, lang, quotes(rest)) == shared(claim, lang, quotes(cited)) && holds(rest) {
			cited = rest
		}
	}
	return cited
}

func quotes(cited []article.Citation) string {
	var b strings.Builder
	for _, c := range cited {
		b.WriteString(c.Quote())
		b.WriteByte('\n')
	}
	return b.String()
}

// shared is how many of the claim's words a text has.
func shared(claim map[string]bool, lang, text string) int {
	n := 0
	for w := range words(text, lang) {
		if claim[w] {
			n++
		}
	}
	return n
}

// clauses is the shortest run of a citation's clauses that has every word of the claim that the citation has; false
// where that is the whole, or where the whole is short.
func clauses(claim map[string]bool, lang string, c article.Citation) (article.Citation, bool) {
	quote := c.Quote()
	if width(quote) <= longQuote {
		return c, false
	}
	cuts := clauseStarts(quote)
	all := shared(claim, lang, quote)
	from, to, best := 0, len(quote), len(quote)
	for i := 0; i < len(cuts)-1; i++ {
		for k := i + 1; k < len(cuts); k++ {
			part := quote[cuts[i]:cuts[k]]
			if len(part) >= best {
				break
			}
			if width(part) >= shortQuote && shared(claim, lang, part) == all {
				from, to, best = cuts[i], cuts[k], len(part)
				break
			}
		}
	}
	if all == 0 || best == len(quote) {
		return c, false
	}
	to = from + len(strings.TrimRight(quote[from:to], " \n,;:，；：、—–"))
	start, _ := c.Range()
	shorter, err := c.Document().Cite(start+from, start+to)
	return shorter, err == nil
}

// clauseStarts are the places where clauses of a text begin, its end included: behind a comma, semicolon, colon, dash or
// the end of a sentence, of any script. A comma inside a number, without a space behind it, is none.
func clauseStarts(s string) []int {
	starts := []int{0}
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch {
		case strings.ContainsRune("，；：。！？—", r):
		case strings.ContainsRune(",;:.!?–", r) && i < len(s) && s[i] == ' ':
		default:
			continue
		}
		for i < len(s) {
			r, size := utf8.DecodeRuneInString(s[i:])
			if !unicode.IsSpace(r) && !strings.ContainsRune("”’」』\"—", r) {
				break
			}
			i += size
		}
		if i < len(s) {
			starts = append(starts, i)
		}
	}
	return append(starts, len(s))
}

// width is how wide a text is: one for a letter, two for a character of Han, kana or Hangul.
func width(s string) int {
	n := 0
	for _, r := range s {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) {
			n++
		}
		n++
	}
	return n
}
