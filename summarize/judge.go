package summarize

import (
	"slices"
	"strings"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/prompts"
	"github.com/footnote-bot/footnote/summarize/internal/proposal"
)

// judge turns what the model proposes into claims, or into what is left out.
type judge struct {
	lang     string
	style    Style
	question string      // "" for a summary
	onClaim  func(Claim) // may be nil

	claims []Claim
	said   []string        // the claims as the model wrote them
	failed []failure       // of the round that is going on, or of the last one
	left   []LeftOut       // duplicates, and what failed with earlier sources
	silent bool            // the model wrote, as a claim, that the text is silent
	read   map[string]bool // names that were given a reading
}

// failure is a proposal that did not survive, with what the model is told of it.
type failure struct {
	LeftOut
	numbers     []int // as the model wrote them
	said, found string
}

// consider decides on one proposal.
func (j *judge) consider(src sources, p proposal.Claim) {
	text, says := strings.Join(strings.Fields(p.Text), " "), ""
	if p.Value != "" && (j.style == Figures || text == "") {
		text, says = figureText(p)
	}
	if says == "" {
		says = text
	}
	cited := citeNumbers(src, p.Passages)
	speaker := speakerName(src.docs, cited, p.Speaker)
	v := verdict{reason: NoPassage}
	if len(cited) > 0 {
		v = j.check(says, speaker, cited)
	}
	if (v.reason != "" || v.weak) && speaksOfSilence(text) {
		j.silent = true // about the text, and not, as "the report does not say" may be, in it
		return
	}
	if v.reason != "" {
		if again, ok := recite(src.docs, says, j.lang, speaker, cited); ok && !slices.ContainsFunc(again, src.shut.touches) {
			if w := j.check(says, speaker, again); w.reason == "" {
				cited, v = again, w
			}
		}
	}
	if v.reason != "" {
		j.fail(failure{
			LeftOut: LeftOut{Text: text, Reason: v.reason, Passages: passageNumbers(p.Passages, cited), Failed: v.failed},
			numbers: p.Passages, said: v.said, found: v.found,
		})
		return
	}
	j.accept(text, says, p, speaker, cited, v)
}

func (j *judge) accept(text, says string, p proposal.Claim, speaker string, cited []article.Citation, v verdict) {
	claim := Claim{Text: text, Confidence: Verified, Citations: j.narrow(says, speaker, cited, v.weak)}
	if v.weak {
		claim.Confidence = Weak
	}
	if speaker != "" {
		claim.Speaker = &article.Speaker{Name: speaker, Role: cited[0].Document().Role(speaker)}
	}
	if j.style == Figures && p.Value != "" {
		claim.Figure = &Figure{Value: p.Value, Unit: p.Unit, What: p.What}
	}
	for i, c := range j.claims {
		c.Text = j.said[i]
		if c.Text == text && slices.Equal(c.Citations, claim.Citations) {
			return // the same again, after a stream was cut say
		}
		if alike(c, claim, j.lang) {
			j.left = append(j.left, LeftOut{Text: text, Reason: Duplicate, Passages: numbersOf(cited), Failed: cited[0]})
			return
		}
	}
	j.said = append(j.said, text)
	claim.Text = j.withReadings(text, cited[0].Document())
	j.claims = append(j.claims, claim)
	if j.onClaim != nil {
		j.onClaim(claim)
	}
}

func (j *judge) fail(f failure) {
	for _, other := range j.failed {
		if other.Text == f.Text {
			return // models that repeat themselves
		}
	}
	j.failed = append(j.failed, f)
}

// repair begins another round: it gives what failed in this one, as the model is told.
func (j *judge) repair() []prompts.Failed {
	var out []prompts.Failed
	for _, f := range j.failed {
		out = append(out, prompts.Failed{Text: f.Text, Passages: f.numbers, Reason: string(f.Reason), Said: f.said, Found: f.found})
	}
	return out
}

// settle ends a repair round that began with what failed before it: what was put right is no longer left out.
func (j *judge) settle(before []failure, from int) {
	repaired := map[int]bool{}
	for _, c := range j.claims[from:] {
		best, most := -1, 0.3
		for i, f := range before {
			if overlap := likeness(c.Text, f.Text, j.lang); !repaired[i] && overlap > most {
				best, most = i, overlap
			}
		}
		repaired[best] = true
	}
	now := j.failed
	j.failed = nil
	for i, f := range before {
		if !repaired[i] {
			j.fail(f)
		}
	}
	for _, f := range now {
		if !slices.ContainsFunc(before, func(b failure) bool { return likeness(b.Text, f.Text, j.lang) > 0.6 }) {
			j.fail(f)
		}
	}
}

// next begins with other sources: what failed so far is left out, unless it is claimed after all.
func (j *judge) next() {
	for _, f := range j.failed {
		j.left = append(j.left, f.LeftOut)
	}
	j.failed, j.silent = nil, false
}

// leftOut is all that did not survive, once each. What failed and survived in another form, or with other passages, is
// not in it.
func (j *judge) leftOut() []LeftOut {
	all := slices.Clone(j.left)
	for _, f := range j.failed {
		all = append(all, f.LeftOut)
	}
	var out []LeftOut
	seen := map[string]bool{}
	for _, l := range all {
		if !seen[l.Text] && (l.Reason == Duplicate || !slices.Contains(j.said, l.Text)) {
			seen[l.Text] = true
			out = append(out, l)
		}
	}
	return out
}

// figureText is a figure as a line of a table, and as the words in which it would be said, which is how it is checked.
func figureText(p proposal.Claim) (text, says string) {
	value := p.Value
	if p.Unit != "" && !strings.Contains(p.Value, p.Unit) {
		value += " " + p.Unit
	}
	flat := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	return flat(p.What + ": " + value), flat(value + " " + p.What)
}

// speakerName is the name, as the document has it, of who says a claim: whom the model named, else whose words are cited.
func speakerName(docs []*article.Document, cited []article.Citation, named string) string {
	named = strings.TrimSpace(named)
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
	if len(cited) == 0 {
		return ""
	}
	speaker := cited[0].Speaker()
	for _, c := range cited[1:] {
		if c.Speaker() != speaker {
			return ""
		}
	}
	return speaker
}
