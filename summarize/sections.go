package summarize

import (
	"context"
	"encoding/json"
	"errors"
	"regexp"
	"slices"
	"strconv"

	"golang.org/x/sync/errgroup"

	"github.com/footnote-bot/footnote/article"
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

// bySections asks about each section for claims, several at once, and chooses among them. Every claim cites passages of
// the document, whatever is chosen: nothing is summarized twice.
func (s *session) bySections(ctx context.Context, d *article.Document, hand func(Claim)) summary {
	for {
		size := min(sectionTokens, s.engine.window.size())
		found, err := s.ofSections(ctx, d, sections(d, size))
		if errors.Is(err, model.ErrContextLength) {
			if _, ok := s.engine.window.shrink(size); ok {
				continue
			}
		}
		if err != nil {
			return summary{left: found.left}
		}
		found.claims = s.merge(ctx, d, found.claims)
		if hand != nil {
			for _, c := range found.claims {
				hand(c)
			}
		}
		return found
	}
}

func (s *session) ofSections(ctx context.Context, d *article.Document, parts []section) (summary, error) {
	judges := make([]*judge, len(parts))
	most := perSection(wanted(d, s.req.Style, len(s.req.Documents)), len(parts))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for i, part := range parts {
		judges[i] = s.judge(nil)
		group.Go(func() error {
			c, err := s.summaryCall(d, part.keep(), most, i+1, len(parts))
			if err != nil {
				return err
			}
			return s.round(ctx, c, judges[i], judges[i].listen).err
		})
	}
	err := group.Wait()
	var out summary
	for _, j := range judges {
		out.left = append(out.left, j.leftOut()...)
		for _, c := range j.claims {
			if !slices.ContainsFunc(out.claims, func(o Claim) bool { return alike(o, c, s.reply.Language) }) {
				out.claims = append(out.claims, c)
			}
		}
	}
	return out, err
}

// perSection is how many claims are asked of each section, so that there is something to choose from.
func perSection(wanted, parts int) int { return max(2, (2*wanted+parts-1)/parts) }

// merge chooses the claims of the whole among those of its sections.
func (s *session) merge(ctx context.Context, d *article.Document, claims []Claim) []Claim {
	most := wanted(d, s.req.Style, len(s.req.Documents))
	if len(claims) <= most {
		return claims
	}
	var picks []int
	if s.req.Style != Voices && s.req.Style != Figures {
		picks = s.choice(ctx, claims, most)
	}
	if len(picks) == 0 {
		return spread(claims, most)
	}
	var out []Claim
	for _, n := range picks {
		out = append(out, claims[n])
	}
	return out
}

// spread takes claims from the whole text evenly, in its order, but each speaker's first one before any other.
func spread(claims []Claim, most int) []Claim {
	chosen := make(map[int]bool, most)
	heard := map[string]bool{}
	for i, c := range claims {
		if c.Speaker != nil && !heard[c.Speaker.Name] && len(chosen) < most {
			heard[c.Speaker.Name], chosen[i] = true, true
		}
	}
	var rest []int
	for i := range claims {
		if !chosen[i] {
			rest = append(rest, i)
		}
	}
	need := most - len(chosen)
	for k := range need {
		chosen[rest[k*len(rest)/need]] = true
	}
	var out []Claim
	for i, c := range claims {
		if chosen[i] {
			out = append(out, c)
		}
	}
	return out
}

// choice asks the model which claims tell most; nil where it does not say.
func (s *session) choice(ctx context.Context, claims []Claim, most int) []int {
	lines := make([]prompts.Line, len(claims))
	for i, c := range claims {
		lines[i] = prompts.Line{Number: i + 1, Text: c.Text}
	}
	task, err := s.engine.cfg.Prompts.Merge(prompts.Merge{Most: most, Statements: lines})
	if err != nil {
		return nil
	}
	c := call{task: task, most: 1}
	if c.tokens(s.engine.cfg.Prompts) > s.left() {
		return nil
	}
	resp, err := s.engine.cfg.Model.Chat(ctx, c.request(s.engine.cfg.Prompts))
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

var listOfNumbers = regexp.MustCompile(`\[[\d\s,]*\]`)

// numbers reads {"picks": [3, 1]}, or the first list of numbers in a text.
func numbers(text string) []int {
	var out struct{ Picks []int }
	if json.Unmarshal([]byte(text), &out) == nil {
		return out.Picks
	}
	for _, d := range digits.FindAllString(listOfNumbers.FindString(text), -1) {
		if n, err := strconv.Atoi(d); err == nil {
			out.Picks = append(out.Picks, n)
		}
	}
	return out.Picks
}

var digits = regexp.MustCompile(`\d+`)
