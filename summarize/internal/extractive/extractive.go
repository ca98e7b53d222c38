// Package extractive answers and summarizes with the words of the documents alone, where no model is there to speak.
//
// [Answer] walks from a question to citations: question.go weighs its words and reads what it wants (cues.go), package
// retrieve brings candidates, evidence.go measures what each says to the question (kin.go how near its meaning is,
// bridge.go that of its single words), rank.go orders them, refuse.go decides whether the best is an answer at all,
// follow.go adds what belongs to it, and clause.go cuts a long one down to the clauses that carry it. [Summarize] picks
// sentences: genre.go tells what kind of text it is (turns.go who speaks), salience.go leaves out what is no sentence
// (opening.go where one begins); pick.go takes few that carry much and say different things; voices.go and figures.go
// (with amounts.go, hangul.go) are styles of their own.
//
// Nothing here writes a word: every result is a citation. The constants were set on public question and summary sets in
// bulk, each is documented where it stands. cues.txt holds what is known of languages.
package extractive

import (
	"context"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/internal/lexical"
	"github.com/footnote-bot/footnote/summarize/internal/retrieve"
)

// The reasons why a question is not answered.
const (
	NoMatch       = "no_match" // no sentence whose words answer; what the text says, a matcher of words cannot know
	OtherLanguage = "language" // than the text's, so that words cannot be compared
)

// Result is the answer to a question.
type Result struct {
	Citations  []article.Citation // what answers, best first; empty where Unanswered is not ""
	Nearest    []article.Citation // what comes closest, where it is not answered
	Unanswered string             // "", NoMatch or OtherLanguage
}

// Answer finds the one to three sentences of documents that answer a question, or says why it does not. Where the context
// ends first, the result is empty and NoMatch; the caller looks at the context.
func Answer(ctx context.Context, docs []*article.Document, question string) Result {
	return AnswerWith(ctx, docs, question, nil, nil)
}

// Withheld reports whether a passage, by its number, may not be cited.
type Withheld func(doc *article.Document, passage int) bool

// AnswerWith is Answer from the passages that are not withheld; nil withholds none. Where kin is not nil, it takes part in
// finding them.
func AnswerWith(ctx context.Context, docs []*article.Document, question string, withheld Withheld, kin *Kin) Result {
	ix := retrieve.New(docs...)
	lang := LanguageOf(docs)
	question = ix.Spelled(question)
	q := pose(ix, question, lang)
	q.kin = kin
	byWord := q.crossed && (kin == nil || kin.ByWord)
	if byWord && ctx.Err() == nil {
		if r, ok := byNames(ctx, ix, ask(ix, question, lang), withheld); ok {
			return r
		}
	}
	found := candidates(ctx, ix, q, withheld)
	switch {
	case ctx.Err() != nil || len(found) == 0 || q.nothing():
		return Result{Unanswered: refusal(question, lang)}
	case byWord || q.kin == nil && Foreign(question, lang) && !decided(q, found[0]):
		return Result{Unanswered: OtherLanguage, Nearest: cite(q.completed(found[:min(mostShown, len(found))], withheld), q)}
	case !answered(q, found):
		return Result{Unanswered: refusal(question, lang), Nearest: cite(q.completed(found[:min(mostShown, len(found))], withheld), q)}
	}
	return Result{Citations: cite(q.completed(choose(q, found), withheld), q)}
}

// byNames answers a question in another language, where the names and figures that it shares with the text suffice.
func byNames(ctx context.Context, ix *retrieve.Index, q query, withheld Withheld) (Result, bool) {
	found := candidates(ctx, ix, q, withheld)
	if len(found) == 0 || q.nothing() || !decided(q, found[0]) || !answered(q, found) {
		return Result{}, false
	}
	return Result{Citations: cite(q.completed(choose(q, found), withheld), q)}, true
}

// refusal says which no it is.
func refusal(question, lang string) string {
	if differ(lexical.Language(question), lang) {
		return OtherLanguage
	}
	return NoMatch
}

// LanguageOf is the language of the first document that has one, guessed where none is given.
func LanguageOf(docs []*article.Document) string {
	for _, d := range docs {
		if d.Language != "" {
			return d.Language
		}
	}
	for _, d := range docs {
		if lang := lexical.Language(head(d.Text, 4000)); lang != "" {
			return lang
		}
	}
	return ""
}

// head is the start of a text, at most n bytes.
func head(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return s[:n]
}

// Foreign reports whether a question is in another language than the text. Of two languages of one script it wants two
// function words more of the other: a short question of names may look like any.
func Foreign(question, lang string) bool {
	asked := lexical.Language(question)
	if !differ(asked, lang) {
		return false
	}
	if script(asked) != script(lang) {
		return true
	}
	more := 0
	for _, t := range lexical.Tokens(question) {
		more += int(truth(lexical.IsStopword(t.Text, asked))) - int(truth(lexical.IsStopword(t.Text, lang)))
	}
	return more >= 2
}

func differ(asked, lang string) bool { return asked != "" && lang != "" && asked != lexical.Base(lang) }

// script names the writing of a language, as far as words can be compared within it.
func script(lang string) string {
	switch lang = lexical.Base(lang); lang {
	case "zh", "ja", "ko", "th", "lo", "km", "my", "el", "he", "hi":
		return lang
	case "ar", "fa", "ur":
		return "ar"
	case "ru", "uk", "bg", "sr", "be", "mk":
		return "ru"
	}
	return "latin"
}

// decided reports whether figures and names, which are written alike in many languages, tie a foreign question to a
// passage: all of them stand in it, and they are two at least.
func decided(q query, best candidate) bool {
	shared, missing := 0, 0
	for _, t := range q.terms {
		if t.kind != lexical.Number && !t.name {
			continue
		}
		if best.view.has(t.stem) {
			shared++
		} else {
			missing++
		}
	}
	return shared >= 2 && missing == 0
}
