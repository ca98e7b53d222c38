package bot

import (
	"slices"

	"github.com/footnote-bot/footnote/summarize"
)

// outcome is what stands before a claim of what a discussion came to; "" for no outcome.
func (w *Words) outcome(o summarize.Outcome) string {
	switch o {
	case summarize.Decided:
		return w.f(outcomeDecided)
	case summarize.Open:
		return w.f(outcomeOpen)
	case summarize.Task:
		return w.f(outcomeTask)
	}
	return ""
}

// stated is a text behind the outcome that it was claimed with.
func (w *Words) stated(o summarize.Outcome, text string) string {
	switch before := w.outcome(o); {
	case before == "":
		return text
	case w.unspaced():
		return before + text
	default:
		return before + " " + text
	}
}

func hasOutcomes(claims []summarize.Claim) bool {
	return slices.ContainsFunc(claims, func(c summarize.Claim) bool { return c.Outcome != "" })
}

// discussion lists what a discussion came to, each claim with the message that it comes from; the passages are folded.
func (d *drawing) discussion(w *Words, r *summarize.Reply) {
	claims, sure := ordered(r)
	d.list(w, claims, sure)
	d.section(false, d.evidence(w, claims)...)
}

// messageOf is the way to the message that a claim of a discussion comes from, by who wrote it; "" for other claims.
func (d *drawing) messageOf(w *Words, c summarize.Claim) string {
	if c.Outcome == "" || len(c.Citations) == 0 {
		return ""
	}
	cite := c.Citations[0]
	link, _ := d.way(cite)
	if link == "" {
		return ""
	}
	name := clip(cite.Speaker(), mostName)
	if name == "" {
		return " · " + linkTo(link, w.f(openSource))
	}
	return " · " + linkTo(link, w.f(openMessageOf, name))
}
