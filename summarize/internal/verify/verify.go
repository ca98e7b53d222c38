// Package verify decides whether passages carry a claim that cites them, and finds words that were given as a quotation.
//
// [Check] reads the claim and exactly what it cites (reading.go: words, numbers, dates, cues), lays the one beside the other
// (align.go) and walks down a table of checks, one file each: quoted.go, number.go, calendar.go, speaker.go (attribution.go),
// name.go (name_*.go), negation.go, direction.go, modality.go, related.go; across languages abroad.go and turned.go. A check
// looks for a proof that the claim says something else than its passages; what it cannot compare, it lets pass, and the claim
// is weak. [Locate] (locate.go, nearly.go) turns words into a range of the document's own bytes. [Recite] finds other passages
// for a claim whose own are wrong. [Judge] and [Weigh] are for "is that right?". [Score] is how much of a claim its passages
// hold, as a number.
//
// The tables of words (cues.txt, numeral_words.go, unit.go, name_han.go) are our own choice, in English, Chinese, Japanese,
// German and Spanish. The package knows no model.
package verify

import "github.com/footnote-bot/footnote/article"

// Claim is a statement that passages are to carry.
type Claim struct {
	Text     string
	Language string // BCP 47; where it is empty or wrong it is guessed
	Speaker  string // to whom the claim attributes what it says, "" if nobody
}

// The reasons why a claim is not supported, as the contract of replies has them.
const (
	number          = "number"
	dateReason      = "date"
	nameReason      = "name"
	quotedReason    = "quoted_words"
	speakerReason   = "speaker"
	negationReason  = "negation"
	directionReason = "direction"
	modalityReason  = "modality"
	unrelatedReason = "unrelated"
)

// Verdict is what the checks found.
type Verdict struct {
	Reason string           // "" where the claim is supported, else one of: number date name quoted_words speaker negation direction modality unrelated
	Failed article.Citation // the citation it failed on
	Said   string           // what the claim says, of two values that differ
	Found  string           // what the passage says; "" where it says nothing of the kind
	Hints  []string         // words that may be wrong and may be right
	Weak   bool             // supported, but little of it could be compared
	Score  float64          // how much of the claim the passages hold, from 0 to 1
}

// checks is the table: the first that finds something wrong names the reason.
var checks = []func(*comparison) finding{
	checkQuotes, checkDates, checkNumbers, checkSpeaker, checkNames, checkNegation, checkModality, checkDirection, checkRelated,
}

// Check compares a claim with exactly what it cites.
func Check(c Claim, cited []article.Citation) Verdict {
	ev := newEvidence(cited)
	if len(ev.starts) == 0 {
		return Verdict{Reason: unrelatedReason}
	}
	return compareTexts(c, ev).verdict()
}

func (c *comparison) verdict() Verdict {
	for _, check := range checks {
		if f := check(c); f.reason != "" {
			return Verdict{Reason: f.reason, Failed: c.ev.citation(f.at), Said: f.said, Found: f.found, Score: c.score() / 2}
		}
	}
	return Verdict{Weak: c.weak(), Score: c.score()}
}
