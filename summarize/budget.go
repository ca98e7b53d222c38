package summarize

import (
	"math"
	"sync/atomic"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/model"
)

const (
	promptTokens = 450 // about what instructions and task take
	claimTokens  = 90  // about what one claim takes, in JSON
	lineTokens   = 3   // what numbering a sentence takes

	readingPrompt = 400 // about what the instructions of a second reading and its controls take
	citedTokens   = 130 // about what the sentences of a claim and those on either side take
	readTokens    = 30  // about what a reader writes on a statement that is carried
)

// Forecast is what a reply would take.
type Forecast struct {
	Tokens  int      // in and out together; 0 where no model would be asked
	CostUSD *float64 // nil where the price is unknown
}

// Allowance is the budget of a summary where people agree to what takes more than askAbove tokens, as [Engine.Forecast] has
// it: twice that many, since a forecast may fall short; as good as none where they agreed, or askAbove is 0.
func Allowance(askAbove int, agreed bool) int {
	if agreed || askAbove == 0 {
		return math.MaxInt32
	}
	return 2 * askAbove
}

// Forecast is what the summary of a request would take.
func (e *Engine) Forecast(req Request) Forecast {
	if !e.asks(req) {
		return Forecast{}
	}
	style := req.Style
	if style == "" {
		style = Standard
	}
	in, out := forecast(req.Documents, style)
	f := Forecast{Tokens: in + out}
	if priced, ok := e.cfg.Model.(interface {
		Cost(u model.Usage) *float64
	}); ok {
		f.CostUSD = priced.Cost(model.Usage{Calls: 2, PromptTokens: in, CompletionTokens: out})
	}
	return f
}

func forecast(docs []*article.Document, style Style) (in, out int) {
	for _, d := range docs {
		i, o := forecastOne(d, style, len(docs))
		in, out = in+i, out+o
	}
	return in, out
}

// forecastOne is about what the summary of one of several documents takes: what every section takes, the choice among their
// claims, and their second reading.
func forecastOne(d *article.Document, style Style, docs int) (in, out int) {
	size, most := documentTokens(d), mostClaims(d, style, docs)
	readIn, readOut := readingCost(size, most)
	if hasOutcomes(d, style, docs) {
		readIn += size // what was said later
	}
	if size <= sectionTokens {
		return size + promptTokens + readIn, most*claimTokens + readOut
	}
	parts := (size + sectionTokens - 1) / sectionTokens
	claims := parts * perSection(most, parts) * claimTokens
	return size + (parts+1)*promptTokens + claims + readIn, claims + readOut
}

// readingCost is about what the second reading of so many claims takes, of a text of so many tokens.
func readingCost(size, claims int) (in, out int) {
	return readingPrompt + min(size, claims*citedTokens) + claims*claimTokens/2, (claims + 2*controlsEach) * readTokens
}

func readingTokens(size, claims int) int {
	in, out := readingCost(size, claims)
	return in + out
}

// documentTokens is about how many tokens a document is, numbered.
func documentTokens(d *article.Document) int {
	return model.Estimate(d.Text) + len(d.Passages)*lineTokens
}

func totalTokens(docs []*article.Document) int {
	total := 0
	for _, d := range docs {
		total += documentTokens(d)
	}
	return total
}

// answerTokens is the limit of an answer with so many claims: twice what they should take, for models that are wordy.
func answerTokens(claims int) int { return 200 + 2*claims*claimTokens }

// window is how many tokens of text one call may hold; it shrinks when the model turns out to read less.
type window struct{ tokens atomic.Int64 }

func (w *window) size() int { return int(w.tokens.Load()) }

const smallestWindow = 600

// shrink gives a window smaller than one that was too large; false where it cannot be smaller.
func (w *window) shrink(tooLarge int) (int, bool) {
	for {
		now := w.tokens.Load()
		next := max(smallestWindow, min(now, int64(tooLarge))/2)
		if next >= int64(tooLarge) {
			return 0, false
		}
		if next >= now || w.tokens.CompareAndSwap(now, next) {
			return int(min(next, now)), true
		}
	}
}
