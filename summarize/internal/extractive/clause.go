package extractive

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/internal/lexical"
)

// longSentence is the number of letters, Han and kana two, from which on a sentence is cut to the clauses that carry it.
const longSentence = 150

// cite makes citations of candidates, long ones cut.
func cite(found []candidate, q query) []article.Citation {
	var out []article.Citation
	for _, c := range found {
		start, end := carrying(c.view, q)
		if c.until > 0 {
			start, end = 0, c.until-c.passage.Start
		}
		if label := labelEnd(c.doc, c.passage); label < end {
			start = max(start, label)
		}
		if citation, err := c.doc.Cite(c.passage.Start+start, c.passage.Start+end); err == nil {
			out = append(out, citation)
		}
	}
	return out
}

// carrying gives the part of a long sentence that runs from the first to the last of its clauses that speak of the question.
// It is all of it where what would go holds a negation or a condition, or where the part would not stand by itself.
func carrying(v view, q query) (start, end int) {
	all := len(v.text)
	if signs(v.text) < longSentence || q.want&(number|date|person|place|share) == 0 {
		return 0, all
	}
	parts := clauses(v.text)
	first, last := -1, -1
	for i, part := range parts {
		if q.speaksOf(v, part) {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return 0, all
	}
	if last+1 < len(parts) {
		last++ // what is said of the last word follows it
	}
	start, end = parts[first][0], parts[last][1]
	start += len(v.text[start:end]) - len(strings.TrimLeft(v.text[start:end], " "))
	end = start + len(strings.TrimRight(v.text[start:end], " ,;:，；：、"))
	if !standsAlone(v.text, start, end) || qualifies(v.text[:start], q.lang) || qualifies(v.text[end:], q.lang) {
		return 0, all
	}
	return start, end
}

// speaksOf reports whether a term of the question, or what it wants, stands in a part of the passage.
func (q query) speaksOf(v view, part [2]int) bool {
	for _, t := range v.tokens {
		if t.Start < part[0] || t.End > part[1] || t.Kind == lexical.Sign {
			continue
		}
		if q.names(t.Stem) || q.want&(number|date|share) != 0 && t.Kind == lexical.Number ||
			q.want&(person|place) != 0 && looksLikeName(v.text, t) {
			return true
		}
	}
	return false
}

func qualifies(text, lang string) bool {
	return cues(lexical.Tokens(text), lang)&(denial|condition) != 0
}

// standsAlone reports whether a part could be a sentence: it opens with no word that leans on what went before, which in
// cased scripts is a small letter, and no quotation is cut.
func standsAlone(text string, start, end int) bool {
	r, _ := utf8.DecodeRuneInString(text[start:])
	return (start == 0 || !unicode.IsLower(r)) && strings.Count(text[start:end], `"`)%2 == 0
}

// clauses cuts a sentence behind commas and their like, outside of brackets and quotation marks, into ranges of bytes.
func clauses(text string) [][2]int {
	var out [][2]int
	from, depth := 0, 0
	for i, r := range text {
		size := utf8.RuneLen(r)
		switch {
		case strings.ContainsRune("(（[【“「『《«", r):
			depth++
		case strings.ContainsRune(")）]】”」』》»", r):
			depth--
		case depth <= 0 && strings.ContainsRune(",;，；：", r) && size > 0 && !insideNumber(text, i, size):
			out = append(out, [2]int{from, i + size})
			from = i + size
		}
	}
	if from < len(text) {
		out = append(out, [2]int{from, len(text)})
	}
	return out
}
