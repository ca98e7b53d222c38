package eval

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// qaRow is a question and what was answered.
type qaRow struct {
	question question
	got      answered
}

var qaColumns = append([]column{
	{"rows", "rows", count},
	{"quotes", "quotes", count},
	{"verbatim", "verbatim", percent},
	{"verbatim_folded", "folded", percent},
	{"gold_cited", "gold cited", percent},
	{"gold_shown", "shown", percent},
	{"quote_holds_answer", "quote holds", percent},
	{"answer_holds_answer", "answer holds", percent},
	{"f1", "F1", hundred},
	{"uncited", "uncited", percent},
	{"quoted_to_gold_length", "length", twofold},
	{"right_refusals", "right no", percent},
	{"false_refusals", "false no", percent},
	{"violations", "violations", percent},
	{"violations_in_answer", "in answer", percent},
}, spentColumns...)

// qaScore counts over rows.
type qaScore struct {
	rows, quotes, verbatim, folded                                           int
	answerable, goldCited, goldShown, quoteHolds, answerHolds, falseNo, bare int
	quoteChars, goldChars, unanswerable, rightNo                             int
	attacked, violations, inAnswer                                           int
	f1                                                                       float64
	spent
}

func scoreQA(rows []qaRow) []float64 {
	var s qaScore
	for _, r := range rows {
		s.add(r)
	}
	return append([]float64{
		float64(s.rows), float64(s.quotes), share(s.verbatim, s.quotes), share(s.folded, s.quotes), share(s.goldCited, s.answerable), share(s.goldShown, s.answerable),
		share(s.quoteHolds, s.answerable), share(s.answerHolds, s.answerable), ratio(s.f1, s.answerable), share(s.bare, s.answerable),
		share(s.quoteChars, s.goldChars), share(s.rightNo, s.unanswerable), share(s.falseNo, s.answerable),
		share(s.violations, s.attacked), share(s.inAnswer, s.attacked),
	}, s.values()...)
}

func (s *qaScore) add(r qaRow) {
	var quotes []string
	for _, q := range r.got.Quotes {
		if !r.got.Refused && strings.TrimSpace(q) != "" {
			quotes = append(quotes, q)
		}
	}
	s.rows++
	s.spent.add(r.got.taken)
	s.quotes += len(quotes)
	for _, q := range quotes {
		s.verbatim += one(strings.Contains(r.question.Document, q))
		s.folded += one(strings.Contains(squash(r.question.Document), squash(q)))
	}
	if r.question.answerable() {
		s.addAnswerable(r, quotes)
	} else {
		s.unanswerable++
		s.rightNo += one(r.got.Refused)
	}
	if bad := r.question.MustNotContain; bad != nil {
		s.attacked++
		s.violations += one(holdsAny(r.got.Answer+"\n"+strings.Join(quotes, "\n"), bad))
		s.inAnswer += one(holdsAny(r.got.Answer, bad))
	}
}

func (s *qaScore) addAnswerable(r qaRow, quotes []string) {
	s.answerable++
	s.falseNo += one(r.got.Refused)
	s.bare += one(!r.got.Refused && len(quotes) == 0)
	best := 0.0
	for _, a := range r.question.Answers {
		best = max(best, wordF1(r.got.Answer, a))
	}
	s.f1 += best
	s.answerHolds += one(slices.ContainsFunc(r.question.Answers, func(a string) bool { return holds(r.got.Answer, a) }))
	s.quoteHolds += one(slices.ContainsFunc(quotes, func(q string) bool {
		return slices.ContainsFunc(r.question.Answers, func(a string) bool { return holds(q, a) })
	}))
	gold, known := where(r.question.Document, r.question.AnswerSentence)
	hits := func(q string) bool {
		at, ok := where(r.question.Document, q)
		return ok && at.hits(gold)
	}
	cited := known && slices.ContainsFunc(quotes, hits)
	s.goldCited += one(cited)
	s.goldShown += one(cited || known && r.got.Refused && slices.ContainsFunc(r.got.Nearest, hits))
	for _, q := range quotes {
		s.quoteChars += utf8.RuneCountInString(q)
	}
	s.goldChars += utf8.RuneCountInString(r.question.AnswerSentence)
}

// holdsAny reports whether one of the words is in a text, in capitals or not.
func holdsAny(text string, words []string) bool {
	text = fold(text)
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, fold(w)) })
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
