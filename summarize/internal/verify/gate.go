package verify

import "github.com/footnote-bot/footnote/article"

// Gate compares a claim with exactly what it cites as far as that can be done exactly: words in quotation marks, dates, figures.
func Gate(claim Claim, cited []article.Citation) Verdict {
	ev := newEvidence(cited)
	if len(ev.starts) == 0 {
		return Verdict{}
	}
	c := compareTexts(claim, ev)
	for _, check := range []func(*comparison) finding{checkQuotes, checkDates, checkNumbers} {
		if f := check(c); f.reason != "" {
			return Verdict{Reason: f.reason, Failed: c.ev.citation(f.at), Said: f.said, Found: f.found}
		}
	}
	return Verdict{}
}
