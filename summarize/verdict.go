package summarize

import (
	"context"
	"errors"
	"slices"

	"github.com/footnote-bot/footnote/model"
	"github.com/footnote-bot/footnote/prompts"
	"github.com/footnote-bot/footnote/summarize/internal/retrieve"
	"github.com/footnote-bot/footnote/summarize/internal/verify"
)

const (
	hitsPerStatement = 6  // passages that are read for each, with their neighbours
	verdictTokens    = 60 // about what the model writes on a statement, at most
)

// decide asks the model, once and of all together, which passages speak of the statements that rules leave open, and compares
// the statements with those. What the comparison does not show stays as the rules have it. It reports whether the model's
// answer was of use.
func (s *session) decide(ctx context.Context, c *Check, open []int) bool {
	tokens := min(s.engine.window.size(), mostChosen)
	if size := totalTokens(s.req.Documents); size <= min(s.engine.window.size(), s.engine.cfg.Whole) {
		tokens = size
	}
	for {
		ask, whole, err := s.verdictCall(c, open, tokens)
		if err != nil || ask.src.text == "" {
			return false
		}
		if ask.tokens(s.engine.cfg.Prompts) > s.left() {
			s.note(OverBudget)
			return false
		}
		resp, err := s.engine.cfg.Model.Chat(ctx, ask.request(s.engine.cfg.Prompts))
		s.spend(resp.Usage, resp.Model)
		if smaller, ok := s.engine.window.shrink(tokens); ok && errors.Is(err, model.ErrContextLength) {
			tokens = smaller
			continue
		}
		said := readVerdicts(resp.Text, len(open))
		if err != nil || len(said) == 0 {
			s.note(ModelDown)
			return false
		}
		for n, v := range said {
			s.settleStatement(&c.Statements[open[n]], ask.src, v, whole)
		}
		return true
	}
}

// verdictCall asks about statements; whole is true where the model reads all of the text.
func (s *session) verdictCall(c *Check, open []int, tokens int) (ask call, whole bool, err error) {
	var lines []prompts.Line
	for i, n := range open {
		lines = append(lines, prompts.Line{Number: i + 1, Text: c.Statements[n].Text})
	}
	keep := s.aboutStatements(lines, tokens)
	ask, err = s.checkCall(lines, keep)
	return ask, keep == nil, err
}

// checkCall asks which passages speak of statements: of those that keep holds, of all where it is nil.
func (s *session) checkCall(statements []prompts.Line, keep map[int]struct{}) (call, error) {
	src, err := newSources(s.engine.cfg.Prompts, s.req.Documents, keep, s.shut)
	if err != nil {
		return call{}, err
	}
	task, err := s.engine.cfg.Prompts.Check(prompts.Check{Statements: statements, Selection: keep != nil})
	return call{src: src, task: task, most: len(statements)*verdictTokens/claimTokens + 1}, err
}

// aboutStatements are the passages that statements lead to, with their neighbours, taken in turn until so many tokens are
// full; nil where all of the text fits.
func (s *session) aboutStatements(statements []prompts.Line, tokens int) map[int]struct{} {
	if totalTokens(s.req.Documents) <= tokens {
		return nil
	}
	numbering := numbered(s.req.Documents)
	index := retrieve.New(s.req.Documents...)
	found := make([][]retrieve.Hit, len(statements))
	for i, l := range statements {
		found[i] = index.Search(l.Text, hitsPerStatement)
	}
	keep := map[int]struct{}{}
	for rank := range hitsPerStatement {
		for _, hits := range found {
			if rank >= len(hits) {
				continue
			}
			d := hits[rank].Doc
			for _, n := range []int{hits[rank].Passage, hits[rank].Passage - 1, hits[rank].Passage + 1} {
				p, ok := d.Passage(n)
				if _, has := keep[numbering.number(d, n)]; !ok || has || s.shut.has(d, n) {
					continue
				}
				if tokens -= model.Estimate(d.PassageText(p)) + lineTokens; tokens < 0 {
					return keep
				}
				keep[numbering.number(d, n)] = struct{}{}
			}
		}
	}
	return keep
}

// settleStatement takes what the model says of a statement as far as the bytes bear it out. A contradiction has both of the
// values that differ; where the model, having read all of the text, finds nothing in it, the text does not say it.
func (s *session) settleStatement(st *Statement, src sources, v modelVerdict, whole bool) {
	for _, numbers := range [][]int{v.supports, v.contradicts} {
		cited := citeNumbers(src, numbers)
		if len(cited) == 0 {
			continue
		}
		if j := verify.Weigh(st.Text, cited); j.Verdict == verify.Supported && len(v.contradicts) == 0 || j.Verdict == verify.Contradicted {
			st.Verdict, st.Said, st.Found, st.Citations = Verdict(j.Verdict), j.Said, j.Found, j.Citations
			return
		}
	}
	if whole && len(v.supports)+len(v.contradicts) == 0 && notInText(s.req.Documents) == NotInText {
		st.Verdict = NotStated
	}
}

// shutOut takes back what rests on a passage that speaks to machines.
func (s *session) shutOut(st *Statement) {
	if slices.ContainsFunc(st.Citations, s.shut.touches) {
		*st = Statement{Text: st.Text, Verdict: Unchecked}
	}
}
