package verify

import (
	"sort"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize/internal/lexical"
)

const (
	leastAlike   = 0.9 // part of a quotation's words that must stand in the text
	onlySpelling = 1.0 // no word may differ but by its spelling
	leastWords   = 5   // shorter quotations must be exact
	spelled      = 0.3 // what a word costs that is only spelled another way
)

// approximately finds the run of words that differs from a quotation in a tenth of its words at most.
func approximately(docs []*article.Document, quote string, near []article.Citation, alike float64) (article.Citation, bool) {
	said := signsOf(quote)
	if len(said) < leastWords || len(said) > 300 {
		return article.Citation{}, false
	}
	for _, d := range ordered(docs, near) {
		if d == nil {
			continue
		}
		text := signsOf(d.Text)
		var places []span
		for _, at := range windows(said, text) {
			room := text[max(0, at-len(said)/5-2):min(len(text), at+len(said)+len(said)/5+2)]
			if s, ok := alignQuote(quote, said, d, room, alike); ok {
				places = append(places, s)
			}
		}
		if c, ok := closest(d, places, anchor(d, near)); ok {
			return c, true
		}
	}
	return article.Citation{}, false
}

// windows are the places of a text where most words of a quotation stand close together, the best first.
func windows(said, text []lexical.Token) []int {
	want := map[string]int{}
	for _, t := range said {
		want[t.Text]++
	}
	have := make(map[string]int, len(want))
	type window struct{ at, hits int }
	var found []window
	hits, size, least := 0, len(said), len(said)*4/5
	for i, t := range text {
		if n := want[t.Text]; n > 0 {
			if have[t.Text]++; have[t.Text] <= n {
				hits++
			}
		}
		if i >= size {
			if old := text[i-size].Text; want[old] > 0 {
				if have[old]--; have[old] < want[old] {
					hits--
				}
			}
		}
		if hits < least {
			continue
		}
		at := max(0, i-size+1)
		if n := len(found); n > 0 && at-found[n-1].at < size/2 {
			if hits > found[n-1].hits {
				found[n-1] = window{at, hits}
			}
			continue
		}
		found = append(found, window{at, hits})
	}
	sort.SliceStable(found, func(i, k int) bool { return found[i].hits > found[k].hits })
	var out []int
	for _, w := range found[:min(len(found), 8)] {
		out = append(out, w.at)
	}
	return out
}

// alignQuote lays a quotation beside words of a document (Sellers' algorithm: the words before and behind are free) and
// gives the range it covers, if it is alike enough and nothing that matters differs.
func alignQuote(quote string, said []lexical.Token, d *article.Document, room []lexical.Token, alike float64) (span, bool) {
	n, m := len(said), len(room)
	cost := make([][]float64, n+1)
	for i := range cost {
		cost[i] = make([]float64, m+1)
		cost[i][0] = float64(i)
	}
	for i := 1; i <= n; i++ {
		for j := 1; j <= m; j++ {
			cost[i][j] = min(cost[i-1][j-1]+unlike(said[i-1], room[j-1]), cost[i-1][j]+1, cost[i][j-1]+1)
		}
	}
	end := 0
	for j := range m + 1 {
		if cost[n][j] < cost[n][end] {
			end = j
		}
	}
	if cost[n][end] > (1-leastAlike)*float64(n) || alike == onlySpelling && cost[n][end] >= 1 {
		return span{}, false
	}
	var differSaid, differText []lexical.Token
	i, j := n, end
	for i > 0 && j > 0 {
		switch c := cost[i][j]; {
		case near(c, cost[i-1][j-1]+unlike(said[i-1], room[j-1])):
			if u := unlike(said[i-1], room[j-1]); u > 0 {
				differSaid, differText = append(differSaid, said[i-1]), append(differText, room[j-1])
			}
			i, j = i-1, j-1
		case near(c, cost[i-1][j]+1):
			differSaid = append(differSaid, said[i-1])
			i--
		default:
			differText = append(differText, room[j-1])
			j--
		}
	}
	for ; i > 0; i-- {
		differSaid = append(differSaid, said[i-1])
	}
	if j >= end || weighty(quote, d.Language, differSaid) || weighty(d.Text, d.Language, differText) {
		return span{}, false
	}
	start, stop := room[j].Start, room[end-1].End
	if negatedBefore(normalise(d.Text[runeStart(d.Text, max(0, start-80)):start]).text, d.Language) {
		return span{}, false
	}
	if containsParagraph(d.Text[start:stop]) {
		return span{}, false
	}
	return span{start, stop}, true
}

func containsParagraph(s string) bool {
	for i := 1; i < len(s); i++ {
		if s[i] == '\n' && s[i-1] == '\n' {
			return true
		}
	}
	return false
}

// unlike is what it costs to take one word for another.
func unlike(a, b lexical.Token) float64 {
	switch {
	case a.Text == b.Text:
		return 0
	case a.Kind == lexical.Word && b.Kind == lexical.Word && utf8.RuneCountInString(a.Text) >= 5 && oneLetterOff(a.Text, b.Text):
		return spelled
	}
	return 1
}

// oneLetterOff reports whether one letter put in, left out or changed makes one word of the other.
func oneLetterOff(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(y)-len(x) > 1 {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	if len(x) == len(y) {
		return i == len(x) || string(x[i+1:]) == string(y[i+1:])
	}
	return string(x[i:]) == string(y[i+1:])
}

// weighty reports whether words are among those in which no quotation may differ: numbers, names, and words that turn a
// statement round.
func weighty(text, lang string, tokens []lexical.Token) bool {
	for _, t := range tokens {
		raw := text[t.Start:t.End]
		r, _ := utf8.DecodeRuneInString(raw)
		if t.Kind == lexical.Number || unicode.IsUpper(r) || isPower(r) || hanDigits[r] > 0 {
			return true
		}
		from, to := runeStart(text, max(0, t.Start-12)), runeStart(text, min(len(text), t.End+12))
		local := read(text[from:to], lang)
		for _, c := range local.cues {
			if within(t.Start-from, t.End-from, local.words, c.from, c.to) && (len(c.classes) > 1 || !c.is(notSoft)) {
				return true
			}
		}
		if number := local.quantities; len(number) > 0 {
			for _, q := range number {
				if q.start < t.End-from && q.end > t.Start-from {
					return true
				}
			}
		}
	}
	return false
}
