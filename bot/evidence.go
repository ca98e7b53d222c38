package bot

import (
	"slices"
	"strconv"
	"strings"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize"
)

// evidence is a passage and the numbers of the claims that it carries.
type evidence struct {
	numbers []int
	cite    article.Citation
}

// evidenceOf lists the passages of claims in the claims' order, each once.
func evidenceOf(claims []summarize.Claim) []evidence {
	var all []evidence
	for i, c := range claims {
		for _, cite := range c.Citations {
			at := slices.IndexFunc(all, func(e evidence) bool { return e.cite == cite })
			if at < 0 {
				all = append(all, evidence{cite: cite})
				at = len(all) - 1
			}
			if !slices.Contains(all[at].numbers, i+1) {
				all[at].numbers = append(all[at].numbers, i+1)
			}
		}
	}
	return all
}

// ordered puts what is less certain last; brief replies leave it out where something is sure.
func ordered(r *summarize.Reply) (claims []summarize.Claim, sure int) {
	var weak []summarize.Claim
	for _, c := range r.Claims {
		if c.Confidence == summarize.Weak {
			weak = append(weak, c)
		} else {
			claims = append(claims, c)
		}
	}
	sure = len(claims)
	if r.Style == summarize.Brief && sure > 0 {
		return claims, sure
	}
	return append(claims, weak...), sure
}

// numbers ties a passage to its claims: "1", "1, 3"; "" where one claim is all there is.
func numbers(of []int, claims int) string {
	if claims < 2 {
		return ""
	}
	words := make([]string, len(of))
	for i, n := range of {
		words[i] = strconv.Itoa(n)
	}
	return strings.Join(words, ", ") + " "
}

// afterNumber is wide, so that a claim which begins with a figure is not read as one with its number.
const afterNumber = "\u2003"

// claims lists the claims by number, and under their numbers the passages.
func (d *drawing) claims(w *Words, r *summarize.Reply) {
	claims, sure := ordered(r)
	d.list(w, claims, sure)
	d.passages(w, claims)
}

// passages shows what carries the claims: the first passage open, the others in one section, which Slack folds.
func (d *drawing) passages(w *Words, claims []summarize.Claim) {
	lines := d.evidence(w, claims)
	if len(lines) == 0 {
		return
	}
	d.section(true, lines[0])
	d.section(false, lines[1:]...)
}

// evidence is a line for each passage that carries claims, as many as there is room for.
func (d *drawing) evidence(w *Words, claims []summarize.Claim) []string {
	all := evidenceOf(claims)
	lines := make([]string, 0, len(all))
	for _, e := range all {
		lines = append(lines, "> "+numbers(e.numbers, len(claims))+d.passage(w, e.cite))
	}
	most := min(len(lines), 1+d.room.extra)
	d.cut = d.cut || most < len(lines)
	return lines[:most]
}

// list shows claims by number, those after the first sure ones under their own line.
func (d *drawing) list(w *Words, claims []summarize.Claim, sure int) {
	lines := make([]string, 0, len(claims)+1)
	for i, c := range claims {
		if i == sure {
			lines = append(lines, "_"+w.f(lessCertain)+"_")
		}
		lines = append(lines, d.numbered(w, i, len(claims), c))
		d.sayClaim(w, c)
	}
	d.section(true, lines...)
}

func (d *drawing) numbered(w *Words, i, of int, c summarize.Claim) string {
	return claimNumber(i, of) + d.claim(w, c) + d.messageOf(w, c)
}

// claimNumber stands before a claim where there are several.
func claimNumber(i, of int) string {
	if of < 2 {
		return ""
	}
	return strconv.Itoa(i+1) + afterNumber
}

// answer draws the claims, each with its passages below it, which are always open and whole.
func (d *drawing) answer(w *Words, r *summarize.Reply) {
	claims, sure := ordered(r)
	var lines []string
	if slices.Contains(r.Notes, summarize.FirstUnproven) {
		if lines = append(lines, escape(w.f(firstUnproven))); d.rich {
			d.section(true, lines...) // of its own: the claims are drawn otherwise
			lines = nil
		}
		d.say(w.f(firstUnproven))
	}
	shown := map[article.Citation]bool{}
	for i, c := range claims {
		d.sayClaim(w, c)
		if r.Engine != summarize.Extractive {
			if i == sure {
				lines = append(lines, "_"+w.f(lessCertain)+"_")
			}
			lines = append(lines, d.numbered(w, i, len(claims), c))
		}
		for _, cite := range c.Citations {
			if !shown[cite] {
				shown[cite] = true
				lines = append(lines, "> "+d.passage(w, cite))
			}
		}
	}
	d.preferRich(w, r, func() { d.section(true, lines...) })
	d.footer(w, r, w.from(r.Documents))
}
