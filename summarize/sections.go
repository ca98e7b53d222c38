package summarize

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strconv"

	"golang.org/x/sync/errgroup"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/internal/pattern"
	"github.com/footnote-bot/footnote/model"
	"github.com/footnote-bot/footnote/prompts"
)

// sectionTokens is the size of a section where the model can read that much: small enough that its middle is read as
// well as its ends.
const sectionTokens = 6_000

// section is a run of passages, both numbers included.
type section struct{ first, last int }

// sections cuts a document into runs of about the same size, none over so many tokens unless a paragraph alone is: at
// the beginning of a paragraph, and rather under a new heading.
func sections(d *article.Document, most int) []section {
	total := documentTokens(d)
	parts := (total + most - 1) / most
	target := total / max(1, parts)
	var out []section
	cur, size := section{first: 1}, 0
	for i, p := range d.Passages {
		tokens := model.Estimate(d.PassageText(p)) + lineTokens
		if i > 0 && p.Paragraph != d.Passages[i-1].Paragraph {
			heading := p.Heading != d.Passages[i-1].Heading
			if size+tokens > most || size >= target || (heading && size >= target*6/10) {
				cur.last = p.Number - 1
				out = append(out, cur)
				cur, size = section{first: p.Number}, 0
			}
		}
		size += tokens
	}
	cur.last = len(d.Passages)
	return append(out, cur)
}

func (s section) keep() map[int]struct{} {
	keep := map[int]struct{}{}
	for n := s.first; n <= s.last; n++ {
		keep[n] = struct{}{}
	}
	return keep
}

// inReserve are candidates that are read beside those that were chosen, and take the places of those that fall.
const inReserve = 2

// bySections asks about each section for claims, several at once, chooses among them, and has what is chosen read a second
// time. Every claim cites passages of the document, whatever is chosen: nothing is summarized twice.
func (s *session) bySections(ctx context.Context, d *article.Document) summary {
	for {
		size := min(sectionTokens, s.engine.window.size())
		found, left, err := s.ofSections(ctx, d, sections(d, size))
		if errors.Is(err, model.ErrContextLength) {
			if _, ok := s.engine.window.shrink(size); ok {
				continue
			}
		}
		if err != nil {
			return summary{left: left}
		}
		most := wanted(d, s.req.Style, len(s.req.Documents))
		out := s.settleSummary(ctx, s.merge(ctx, found, most), left)
		if !out.quoted {
			out.claims = out.claims[:min(most, len(out.claims))]
		}
		return out
	}
}

func (s *session) ofSections(ctx context.Context, d *article.Document, parts []section) (found []candidate, left []LeftOut, err error) {
	gates := make([]*gate, len(parts))
	most := perSection(wanted(d, s.req.Style, len(s.req.Documents)), len(parts))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for i, part := range parts {
		gates[i] = s.newGate()
		group.Go(func() error {
			c, err := s.summaryCall(d, part.keep(), prompts.Summary{Style: string(s.req.Style), Most: most, Part: i + 1, Parts: len(parts)})
			if err != nil {
				return err
			}
			return s.ask(ctx, c, gates[i].listen).err
		})
	}
	err = group.Wait()
	for _, g := range gates {
		left = append(left, g.leftOut()...)
		for _, c := range g.passed {
			if !slices.ContainsFunc(found, func(o candidate) bool { return alike(o.Claim, c.Claim, s.reply.Language) }) {
				found = append(found, c)
			}
		}
	}
	return found, left, err
}

// perSection is how many claims are asked of each section, so that there is something to choose from.
func perSection(wanted, parts int) int { return max(2, (2*wanted+parts-1)/parts) }

// merge chooses the candidates of the whole among those of its sections, and behind them those in reserve.
func (s *session) merge(ctx context.Context, found []candidate, most int) []candidate {
	if len(found) <= most+inReserve {
		return found
	}
	var picks []int
	if s.req.Style != Voices && s.req.Style != Figures {
		picks = s.choice(ctx, found, most+inReserve)
	}
	if len(picks) == 0 {
		picks = spread(found, nil, most)
		picks = append(picks, spread(found, picks, inReserve)...)
	}
	var out []candidate
	for _, n := range picks {
		out = append(out, found[n])
	}
	return out
}

// spread takes candidates from the whole text evenly, in its order, but each speaker's first one before any other, and none
// that is taken already.
func spread(found []candidate, taken []int, most int) []int {
	chosen := make(map[int]bool, most)
	heard := map[string]bool{}
	var rest []int
	for i, c := range found {
		switch {
		case slices.Contains(taken, i):
		case c.Speaker != nil && !heard[c.Speaker.Name] && len(chosen) < most:
			heard[c.Speaker.Name], chosen[i] = true, true
		default:
			rest = append(rest, i)
		}
	}
	need := min(most-len(chosen), len(rest))
	for k := range need {
		chosen[rest[k*len(rest)/need]] = true
	}
	return slices.Sorted(maps.Keys(chosen))
}

// choice asks the model which claims tell most; nil where it does not say.
func (s *session) choice(ctx context.Context, claims []candidate, most int) []int {
	lines := make([]prompts.Line, len(claims))
	for i, c := range claims {
		lines[i] = prompts.Line{Number: i + 1, Text: c.Text}
	}
	task, err := s.engine.cfg.Prompts.Merge(prompts.Merge{Most: most, Statements: lines})
	if err != nil {
		return nil
	}
	c := call{task: task, most: 1}
	if c.tokens() > s.left() {
		return nil
	}
	resp, err := s.engine.cfg.Model.Chat(ctx, c.request())
	s.spend(resp.Usage, resp.Model)
	if err != nil {
		return nil
	}
	var out []int
	for _, n := range numbers(resp.Text) {
		if n >= 1 && n <= len(claims) && !slices.Contains(out, n-1) && len(out) < most {
			out = append(out, n-1)
		}
	}
	return out
}

var listOfNumbers = pattern.Lazy(`\[[\d\s,]*\]`)

// numbers reads {"picks": [3, 1]}, or the first list of numbers in a text.
func numbers(text string) []int {
	var out struct{ Picks []int }
	if json.Unmarshal([]byte(text), &out) == nil {
		return out.Picks
	}
	for _, d := range digits().FindAllString(listOfNumbers().FindString(text), -1) {
		if n, err := strconv.Atoi(d); err == nil {
			out.Picks = append(out.Picks, n)
		}
	}
	return out.Picks
}

var digits = pattern.Lazy(`\d+`)
