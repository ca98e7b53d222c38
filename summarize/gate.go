package summarize

import (
	"slices"
	"strings"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/internal/pattern"
	"github.com/footnote-bot/footnote/summarize/internal/hostile"
	"github.com/footnote-bot/footnote/summarize/internal/proposal"
	"github.com/footnote-bot/footnote/summarize/internal/verify"
)

// candidate is a claim as it was proposed: its passages are there, the exact gate found nothing wrong with it, and it waits for
// its second reading.
type candidate struct {
	Claim
	hint  string // words of it that the gate is unsure of
	whole bool   // to be read beside all of its document
}

// gate turns what the model proposes into candidates, or into what is left out. It rejects only what is certain.
type gate struct {
	lang  string
	style Style
	talk  bool // claims are of what a discussion came to

	ahead     func([]candidate) // is given every few that passed, while others are being written; may be nil
	passed    []candidate
	left      []LeftOut
	firstFell bool // the first proposal of all was left out
}

// consider decides on one proposal.
func (g *gate) consider(src sources, p proposal.Claim) {
	text := strings.Join(strings.Fields(p.Text), " ")
	if p.Value != "" && (g.style == Figures || text == "") {
		text = figureText(p)
	}
	cited := citeNumbers(src, p.Passages)
	c := candidate{Claim: Claim{Text: text, Citations: cited}}
	if g.talk {
		c.Outcome = outcomeOf(p.Outcome)
	}
	if g.style == Figures && p.Value != "" {
		c.Figure = &Figure{Value: p.Value, Unit: p.Unit, What: p.What}
	}
	if name := speakerName(src.docs, cited, p.Speaker); name != "" && !hostile.ToMachines(name) {
		c.Speaker = &article.Speaker{Name: name, Role: cited[0].Document().Role(name)}
	}
	left := LeftOut{Text: text, Passages: slices.Clone(p.Passages), Reason: NoPassage}
	if len(cited) > 0 {
		left = g.check(&c)
	}
	switch {
	case left.Reason == "" && !slices.ContainsFunc(g.passed, c.repeats):
		g.passed = append(g.passed, c)
		if n := len(g.passed); g.ahead != nil && n%readAhead == 0 {
			g.ahead(g.passed[n-readAhead:])
		}
	case left.Reason != "" && !slices.ContainsFunc(g.left, func(l LeftOut) bool { return l.Text == text }):
		g.firstFell = g.firstFell || len(g.passed)+len(g.left) == 0
		g.left = append(g.left, left)
	}
}

// repeats reports whether two candidates are one, written twice after a stream was cut say.
func (c candidate) repeats(other candidate) bool {
	return c.Text == other.Text && c.Outcome == other.Outcome && slices.Equal(c.Citations, other.Citations)
}

// check is the exact gate: it compares figures with their units, dates, words in quotation marks and links with exactly what is
// cited. Its reason is "" where nothing is wrong.
func (g *gate) check(c *candidate) LeftOut {
	left := LeftOut{Text: c.Text, Outcome: c.Outcome, Passages: numbersOf(c.Citations), Failed: c.Citations[0]}
	if hostile.ToMachines(c.Text) {
		left.Reason = NotSaid
		return left
	}
	if link := foreignLink(c.Text, c.Citations); link != "" {
		left.Reason, left.Words = NotSaid, link
		return left
	}
	text := c.Text
	if f := c.Figure; f != nil {
		text = f.Value + " " + f.Unit + " " + f.What // as it would be said: a figure stands before what it counts
	}
	v := verify.Gate(verify.Claim{Text: text, Language: g.lang}, c.Citations)
	if v.Reason != "" {
		left.Reason, left.Words = Reason(v.Reason), v.Said
		if v.Failed.Document() != nil {
			left.Failed = v.Failed
		}
	}
	c.hint = strings.Join(v.Hints, ", ")
	return left
}

// leftOut is all that the gate rejected, but what passed it in the same words with other passages.
func (g *gate) leftOut() []LeftOut {
	return slices.DeleteFunc(slices.Clone(g.left), func(l LeftOut) bool {
		return slices.ContainsFunc(g.passed, func(c candidate) bool { return c.Text == l.Text })
	})
}

// address is a link, or what Slack and browsers would make one of: labels with dots between, the last of letters alone.
var address = pattern.Lazy(`(?i)\b[a-z][a-z0-9+.-]*://[^\s<>"]+|[\p{L}\p{N}][\p{L}\p{N}-]*(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}\b(?:/[^\s<>"]*)?`)

// foreignLink is the first link of a text that its sources do not hold.
func foreignLink(text string, cited []article.Citation) string {
	for _, link := range address().FindAllString(text, -1) {
		link = strings.ToLower(strings.TrimRight(link, ".,;:!?)"))
		held := func(c article.Citation) bool {
			d := c.Document()
			return strings.Contains(strings.ToLower(d.Text), link) || strings.Contains(strings.ToLower(d.FinalURL), link) ||
				slices.ContainsFunc(d.Links, func(l string) bool { return strings.Contains(strings.ToLower(l), link) })
		}
		if !slices.ContainsFunc(cited, held) {
			return link
		}
	}
	return ""
}

// figureText is a figure as a line of a table.
func figureText(p proposal.Claim) string {
	value := p.Value
	if p.Unit != "" && !strings.Contains(p.Value, p.Unit) {
		value += " " + p.Unit
	}
	return strings.Join(strings.Fields(p.What+": "+value), " ")
}

// speakerName is the name, as the document has it, of who says a claim: whom the model named, else whose words are cited.
func speakerName(docs []*article.Document, cited []article.Citation, named string) string {
	if len(cited) == 0 {
		return ""
	}
	named = strings.Join(strings.Fields(named), " ")
	if named == "" {
		return commonSpeaker(cited)
	}
	for _, d := range docs {
		for _, s := range d.Speakers {
			if s.Name != "" && (strings.Contains(named, s.Name) || strings.EqualFold(named, s.Name)) {
				return s.Name
			}
		}
	}
	for _, d := range docs {
		for _, s := range d.Speakers {
			if strings.Contains(s.Name, named) {
				return s.Name
			}
		}
	}
	for _, d := range docs {
		if strings.Contains(d.Text, named) {
			return named
		}
	}
	return commonSpeaker(cited) // "the author", "unknown" and the like
}

func commonSpeaker(cited []article.Citation) string {
	speaker := cited[0].Speaker()
	for _, c := range cited[1:] {
		if c.Speaker() != speaker {
			return ""
		}
	}
	return speaker
}
