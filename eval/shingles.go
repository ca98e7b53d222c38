package eval

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// alone reports whether a character is a token of its own where extractions are compared: kana, Han, hangul syllables.
func alone(r rune) bool {
	return 0x3041 <= r && r <= 0x30ff || 0x31f0 <= r && r <= 0x31ff || 0x3400 <= r && r <= 0x4dbf || 0x4e00 <= r && r <= 0x9fff ||
		0xf900 <= r && r <= 0xfaff || 0xac00 <= r && r <= 0xd7a3
}

// pageTokens are such characters, and runs of other letters, digits and underscores.
func pageTokens(s string) []string {
	var out []string
	start := -1
	flush := func(end int) {
		if start >= 0 {
			out = append(out, s[start:end])
		}
		start = -1
	}
	for i, r := range s {
		switch {
		case alone(r):
			flush(i)
			out = append(out, string(r))
		case r != '_' && !unicode.IsLetter(r) && !unicode.IsNumber(r):
			flush(i)
		case start < 0:
			start = i
		}
	}
	flush(len(s))
	return out
}

// shingleLength is the number of tokens that are compared at once; that of the article extraction benchmark of
// scrapinghub, so that its published table is comparable.
const shingleLength = 4

// shingles counts the runs of four tokens of a text; one that is shorter is one run.
func shingles(text string) map[string]int {
	tokens := pageTokens(text)
	out := map[string]int{}
	for i := 0; i < max(1, len(tokens)-shingleLength+1) && len(tokens) > 0; i++ {
		out[strings.Join(tokens[i:min(i+shingleLength, len(tokens))], " ")]++
	}
	return out
}

// overlap is what an extraction shares with its gold, in shingles.
type overlap struct{ tp, fp, fn int }

// compare counts what is right, too much and missing. What is optional may be there or not.
func compare(gold, text string, optional []string) overlap {
	g, p := shingles(gold), shingles(text)
	for _, o := range optional {
		for k, c := range shingles(o) {
			if n, ok := p[k]; ok {
				p[k] = max(min(n, g[k]), n-c)
			}
		}
	}
	tp := common(g, p)
	return overlap{tp, size(p) - tp, size(g) - tp}
}

func (o overlap) empty() bool { return o.tp+o.fp == 0 }

func (o overlap) precision() float64 { return ratio(float64(o.tp), o.tp+o.fp) }

func (o overlap) recall() float64 {
	if o.tp+o.fn == 0 {
		return float64(one(o.fp == 0))
	}
	return float64(o.tp) / float64(o.tp+o.fn)
}

func (o overlap) f1() float64 {
	if o.tp == 0 {
		return float64(one(o.fp == 0 && o.fn == 0))
	}
	return 2 * float64(o.tp) / float64(2*o.tp+o.fp+o.fn)
}

// bare is a title without what may be written otherwise: case, width, spaces and signs.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return r
		}
		return -1
	}, fold(norm.NFKC.String(s)))
}

// nameF1 compares bylines as bags of tokens.
func nameF1(a, b string) float64 {
	tokens := func(s string) map[string]int { return bag(pageTokens(fold(norm.NFKC.String(s)))) }
	return bagF1(tokens(a), tokens(b))
}
