package extractive

import (
	"context"
	"math"
	"slices"
	"strings"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/internal/lexical"
)

// voices lets each speaker be heard once, then those again who say most that is new, up to limit; more only where there are
// more speakers. Who answers in an interview is a speaker, named or not. Of a text that knows no speakers it takes the
// sentences that hold a quotation, and the answers.
func voices(ctx context.Context, doc *article.Document, kind genre, all []sentence, limit int) []Pick {
	rate(all, centroid(all), heard)
	bySpeaker := make(map[string][]sentence)
	var names []string
	answering := 0 // the paragraph that opened as an answer
	for _, s := range all {
		if kind != manual && answerStart(doc.PassageText(s.passage)) > 0 { // there it answers what readers often ask
			answering = s.passage.Paragraph
		}
		name := s.speaker
		if name == "" && s.passage.Paragraph == answering {
			name = nameless
		}
		if name == "" {
			continue
		}
		if bySpeaker[name] == nil {
			names = append(names, name)
		}
		bySpeaker[name] = append(bySpeaker[name], s)
	}
	names = slices.DeleteFunc(names, func(name string) bool { return onlyAsks(bySpeaker[name]) || saysNothing(bySpeaker[name]) })
	if len(names) == 0 || len(names) == 1 && names[0] == nameless {
		return picksOf(doc, all, unnamed(ctx, doc, all, bySpeaker[nameless], limit))
	}
	var numbers []int
	var rest []sentence
	for _, name := range names {
		said := bySpeaker[name]
		prefer(doc, said)
		first := pick(ctx, said, 1, 0, heard)
		numbers = append(numbers, first...)
		for _, s := range said {
			if !slices.Contains(first, s.passage.Number) {
				rest = append(rest, s)
			}
		}
	}
	numbers = append(numbers, pick(ctx, rest, limit-len(numbers), math.MaxInt, heard)...)
	return picksOf(doc, all, numbers)
}

// unnamed picks quotations and answers of a text that names nobody, of each a half where there are both.
func unnamed(ctx context.Context, doc *article.Document, all, answers []sentence, limit int) []int {
	quotations := slices.DeleteFunc(quoting(doc, all), func(s sentence) bool {
		return slices.ContainsFunc(answers, func(a sentence) bool { return a.place == s.place })
	})
	half := limit - min(len(answers), limit/2)
	numbers := pick(ctx, quotations, half, math.MaxInt, heard)
	return append(numbers, pick(ctx, answers, limit-len(numbers), math.MaxInt, heard)...)
}

// nameless stands for who answers where nobody is named.
const nameless = "A"

// onlyAsks tells an interviewer: what is said are questions.
func onlyAsks(said []sentence) bool {
	asks := 0
	for _, s := range said {
		asks += int(truth(s.asks))
	}
	return asks > 0 && 3*asks >= 2*len(said)
}

// saysNothing reports whether no sentence of somebody stands by itself: a roll call, a courtesy, "Ann wrote:".
func saysNothing(said []sentence) bool {
	return !slices.ContainsFunc(said, func(s sentence) bool { return !s.broken && !s.polite && (s.length >= shred || s.signs >= bare) })
}

// prefer rates words in quotation marks a little above a reporter's.
func prefer(doc *article.Document, said []sentence) {
	for i := range said {
		text := doc.PassageText(said[i].passage)
		said[i].score += 0.3 * truth(holdsQuote(text))
	}
}

func quoting(doc *article.Document, all []sentence) []sentence {
	return slices.DeleteFunc(slices.Clone(all), func(s sentence) bool { return !holdsQuote(doc.PassageText(s.passage)) })
}

// quotation is the least length of words in quotation marks that are somebody's: in words or signs, and in letters, Han
// and kana two; what is shorter is a name or a term.
const (
	quotation = 5
	quoteSize = 20
)

// holdsQuote reports whether a sentence holds a quotation of some length; names of works and single words stand in
// quotation marks too.
func holdsQuote(text string) bool {
	for _, marks := range []string{"“”", "「」", "„“", "«»", "\"\""} {
		open := []rune(marks)
		from := strings.IndexRune(text, open[0])
		if from < 0 {
			continue
		}
		from += len(string(open[0]))
		to := strings.IndexRune(text[from:], open[1])
		if to < 0 {
			to = len(text) - from // closed in a later sentence
		}
		if len(withoutPairs(lexical.Tokens(text[from:from+to]))) >= quotation && signs(text[from:from+to]) >= quoteSize {
			return true
		}
	}
	return false
}
