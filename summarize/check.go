package summarize

import (
	"regexp"
	"strings"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize/internal/lexical"
)

// verdict is what a check of one claim found.
type verdict struct {
	reason      Reason // "" where it holds
	failed      article.Citation
	said, found string
	weak        bool
}

// check compares a claim with exactly what it cites.
func check(text, lang, speaker string, cited []article.Citation) verdict {
	var quotes strings.Builder
	for _, c := range cited {
		quotes.WriteString(c.Quote() + "\n")
	}
	source := lexical.Fold(quotes.String())
	for _, n := range figures.FindAllString(lexical.Fold(text), -1) {
		if !strings.Contains(source, n) {
			return verdict{reason: Number, failed: cited[0], said: n}
		}
	}
	for _, q := range quoted.FindAllStringSubmatch(text, -1) {
		if !strings.Contains(source, lexical.Fold(q[1])) {
			return verdict{reason: QuotedWords, failed: cited[0], said: q[1]}
		}
	}
	return verdict{weak: coverage(text, lang, quotes.String()) < 0.5}
}

var (
	figures = regexp.MustCompile(`\d+(?:[.,]\d+)*`)
	quoted  = regexp.MustCompile(`[“"「『]([^”"」』]+)[”"」』]`)
)

// recite looks for the sentences that carry a claim whose own do not, near those first.
func recite(docs []*article.Document, text, lang, speaker string, near []article.Citation) ([]article.Citation, bool) {
	return nil, false
}

// coverage is the part of a text's content words that occur in another.
func coverage(text, lang, in string) float64 {
	has := map[string]bool{}
	for _, t := range lexical.ContentWords(in, lang) {
		has[t.Stem] = true
	}
	words := lexical.ContentWords(text, lang)
	if len(words) == 0 {
		return 1
	}
	n := 0
	for _, t := range words {
		if has[t.Stem] {
			n++
		}
	}
	return float64(n) / float64(len(words))
}
