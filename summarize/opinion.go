package summarize

import (
	"context"
	"slices"

	"github.com/footnote-bot/footnote/prompts"
)

// secondOpinion asks the model of the weak claims alone, once and of all together, whether their own passages say what they say, and leaves out those of
// which it says no. It can only take away: where it gives no answer, or none can be afforded, the claims stay weak.
func (s *session) secondOpinion(ctx context.Context) {
	r := s.reply
	if !s.engine.cfg.SecondOpinion || r.Engine != OpenAI || ctx.Err() != nil {
		return
	}
	var weak []int
	for i, c := range r.Claims {
		if c.Confidence == Weak {
			weak = append(weak, i)
		}
	}
	if len(weak) == 0 {
		return
	}
	ask, err := s.opinionCall(weak)
	if err != nil || ask.tokens(s.engine.cfg.Prompts) > s.left() {
		return
	}
	resp, err := s.engine.cfg.Model.Chat(ctx, ask.request(s.engine.cfg.Prompts))
	s.spend(resp.Usage, resp.Model)
	if err != nil {
		return
	}
	denied := map[int]bool{}
	for n, v := range readVerdicts(resp.Text, len(weak)) {
		own := citedNumbers(ask.src, r.Claims[weak[n]])
		borne := slices.ContainsFunc(v.supports, func(number int) bool { return slices.Contains(own, number) })
		denied[weak[n]] = !borne || len(v.contradicts) > 0
	}
	s.leaveOut(denied)
}

// opinionCall shows the model the passages of some claims, and the claims as statements about them.
func (s *session) opinionCall(weak []int) (call, error) {
	numbering := numbered(s.req.Documents)
	keep := map[int]struct{}{}
	var lines []prompts.Line
	for i, n := range weak {
		lines = append(lines, prompts.Line{Number: i + 1, Text: s.reply.Claims[n].Text})
		for _, number := range citedNumbers(numbering, s.reply.Claims[n]) {
			keep[number-1], keep[number] = struct{}{}, struct{}{} // with the sentence before, which says who "he" is
		}
	}
	return s.checkCall(lines, keep)
}

// citedNumbers are the numbers, in the sources, of the passages that a claim cites.
func citedNumbers(src sources, c Claim) []int {
	var out []int
	for _, cited := range c.Citations {
		for _, p := range cited.Passages() {
			out = append(out, src.number(cited.Document(), p.Number))
		}
	}
	return out
}

// leaveOut takes claims out of the reply, which may then hold none.
func (s *session) leaveOut(denied map[int]bool) {
	r := s.reply
	var kept []Claim
	for i, c := range r.Claims {
		if !denied[i] {
			kept = append(kept, c)
			continue
		}
		r.LeftOut = append(r.LeftOut, LeftOut{Text: c.Text, Reason: Unrelated, Passages: numbersOf(c.Citations), Failed: c.Citations[0]})
	}
	if r.Claims = kept; len(kept) == 0 {
		r.Answerable, r.Unanswered = false, Unproven
	}
}
