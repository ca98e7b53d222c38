package summarize

import (
	"context"
	"slices"
	"strings"

	"github.com/footnote-bot/footnote/summarize/internal/hostile"
)

// settled is what became of candidates.
type settled struct {
	claims    []Claim
	left      []LeftOut
	quoted    bool // the claims are the passages that the model chose, word for word
	firstFell bool // the first candidate was left out
}

// settle has candidates read a second time, and decides on each: what a reading that can be trusted finds carried is claimed,
// in the model's order. Where none can be trusted, the passages that the model chose are quoted, and none of its words.
func (s *session) settle(ctx context.Context, candidates []candidate) settled {
	if s.engine.cfg.Unread || len(candidates) == 0 {
		return s.unread(candidates)
	}
	return s.settleRead(ctx, candidates, s.begin(ctx, documentOf(candidates)))
}

// settleRead is settle for candidates some of which are being read already.
func (s *session) settleRead(ctx context.Context, candidates []candidate, reading *underway) settled {
	opinions, err := reading.finish(candidates)
	if err != nil {
		s.fail(err)
		return settled{}
	}
	if opinions == nil {
		return s.quotes(candidates)
	}
	forms := s.mend(ctx, candidates, opinions)
	out := settled{firstFell: len(candidates) > 0 && forms[0] == nil}
	kept := make([]*candidate, len(candidates))
	claim := func(i int, c *candidate) bool {
		for k, other := range kept {
			if other != nil && alike(other.Claim, c.Claim, s.reply.Language) && k != i {
				return false
			}
		}
		kept[i] = c
		return true
	}
	for i, o := range opinions { // claims as proposed first: a mended one never takes their place
		if o.verdict == carried && !claim(i, &candidates[i]) {
			out.left = append(out.left, leftOut(candidates[i], Duplicate, ""))
		}
	}
	for i, o := range opinions {
		if o.verdict != carried && (forms[i] == nil || !claim(i, forms[i])) {
			out.left = append(out.left, judged(candidates[i], o))
		}
	}
	for _, c := range kept {
		if c != nil {
			c.Confidence = Verified
			out.claims = append(out.claims, c.Claim)
		}
	}
	return out
}

// unread is for who wants no second reading: what the gate found nothing wrong with is claimed, as less certain.
func (s *session) unread(candidates []candidate) settled {
	var out settled
	for _, c := range candidates {
		c.Confidence = Weak
		if slices.ContainsFunc(out.claims, func(o Claim) bool { return alike(o, c.Claim, s.reply.Language) }) {
			out.left = append(out.left, leftOut(c, Duplicate, ""))
			continue
		}
		out.claims = append(out.claims, c.Claim)
	}
	return out
}

// quotes are the passages that the model chose, once each.
func (s *session) quotes(candidates []candidate) settled {
	s.note(UncheckedModel)
	out := settled{quoted: true}
	for _, c := range candidates {
		for _, cited := range c.Citations {
			claim := quoteClaim(cited, nil, nil)
			if !slices.ContainsFunc(out.claims, func(o Claim) bool { return strings.Contains(o.Text, claim.Text) }) {
				out.claims = append(out.claims, claim)
			}
		}
	}
	return out
}

// mend gives the form in which each candidate may be claimed: as it is, where it is carried; else as the reader mended it, if
// another reading with controls of its own finds that carried; else nil. The first claim is mended, and where more than half of
// them would be lost, all are.
func (s *session) mend(ctx context.Context, candidates []candidate, opinions []opinion) []*candidate {
	forms := make([]*candidate, len(candidates))
	lost := 0
	for i, o := range opinions {
		if o.verdict == carried {
			forms[i] = &candidates[i]
		} else {
			lost++
		}
	}
	most := len(candidates) // to be mended, from the first
	if 2*lost <= len(candidates) {
		most = 1
	}
	if lost == 0 || s.req.Style == Figures {
		return forms
	}
	var mended []candidate
	var of []int
	for i, o := range opinions[:most] {
		if c, ok := s.mended(candidates[i], o); ok && forms[i] == nil {
			mended, of = append(mended, c), append(of, i)
		}
	}
	again, err := s.read(ctx, mended)
	if err != nil {
		s.fail(err)
	}
	for k, o := range again {
		if o.verdict == carried {
			forms[of[k]] = &mended[k]
		}
	}
	return forms
}

// mended is a candidate as the reader would have it; it has to pass the same gate. What was claimed as decided or somebody's task
// is claimed without that; what was claimed as open says nothing without.
func (s *session) mended(c candidate, o opinion) (candidate, bool) {
	if c.Outcome != "" {
		open := c.Outcome == Open
		c.Outcome, c.hint = "", ""
		return c, o.verdict != "" && !open
	}
	if o.mended == "" || o.mended == c.Text || o.verdict == "" {
		return candidate{}, false
	}
	c.Text, c.hint = o.mended, ""
	g := s.newGate()
	return c, g.check(&c).Reason == ""
}

// judged is a candidate that the reader did not find carried. Its words are shown only where they are the candidate's own.
func judged(c candidate, o opinion) LeftOut {
	reason, words := NotSaid, o.words
	if o.verdict == contradicted {
		reason = Contradicts
	}
	if !strings.Contains(c.Text, words) || hostile.ToMachines(words) {
		words = ""
	}
	return leftOut(c, reason, words)
}

func leftOut(c candidate, reason Reason, words string) LeftOut {
	return LeftOut{Text: c.Text, Outcome: c.Outcome, Reason: reason, Words: words, Passages: numbersOf(c.Citations), Failed: c.Citations[0]}
}
