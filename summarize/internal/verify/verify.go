// Package verify is the exact gate before a claim: it compares what can be compared without understanding.
//
// [Gate] reads a claim and exactly what it cites (reading.go), and asks the evidence for every word in quotation marks
// (quoted.go), date (calendar.go), figure with its unit (number.go) and digit in a name (glued.go). It rejects only what is
// certain to be wrong; what may be right all the same, a count, a rounding, a day named by its distance, it gives as a hint.
// What a claim means is for a reader to judge.
//
// [Whole] and [Opposed] are for "is that right?" where nobody reads; [Statements] cuts a message into what is to be checked;
// [Score] is how many of a claim's words a text holds, as a number.
//
// date.go, quantity.go (digits.go, numeral_han.go, numeral_words.go) and unit.go read dates and figures in English, Chinese,
// Japanese, Korean, German, Spanish and partly in other languages; their tables are our own choice.
package verify

import "github.com/footnote-bot/footnote/article"

// Claim is a statement that passages are to carry.
type Claim struct {
	Text     string
	Language string // BCP 47; where it is empty or wrong it is guessed
}

// The reasons why a claim is rejected, as the contract of replies has them.
const (
	number       = "number"
	dateReason   = "date"
	quotedReason = "quoted_words"
)

// Verdict is what the gate found.
type Verdict struct {
	Reason string           // "" where nothing is certain to be wrong, else one of: number date quoted_words
	Failed article.Citation // the citation it failed on
	Said   string           // what the claim says, of two values that differ
	Found  string           // what the passage says; "" where it says nothing of the kind
	Hints  []string         // words of the claim that may be wrong and may be right
}

// gates are the exact checks.
var gates = []func(*comparison) []finding{checkQuotes, checkDates, checkNumbers, checkGlued}

// Gate compares a claim with exactly what it cites.
func Gate(claim Claim, cited []article.Citation) Verdict {
	ev := newEvidence(cited)
	if len(ev.starts) == 0 {
		return Verdict{}
	}
	c := compare(claim, ev)
	var v Verdict
	for _, gate := range gates {
		for _, f := range gate(c) {
			if !f.unsure {
				return Verdict{Reason: f.reason, Failed: ev.citation(f.at), Said: f.said, Found: f.found}
			}
			v.Hints = append(v.Hints, f.said)
		}
	}
	return v
}
