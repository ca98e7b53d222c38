package extractive

import (
	"slices"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/internal/lexical"
)

// completed are candidates with what belongs to them: in talk the turn that follows stands for a question, and a sentence that
// lacks the reason, the way or the plan that is asked for comes with the next where that gives it. Nothing is shown twice.
func (q query) completed(found []candidate, withheld Withheld) []candidate {
	var out []candidate
	inTurns := make(map[*article.Document]bool) // a genre takes a look at the whole document
	for _, c := range found {
		after, ok := c.doc.Passage(c.passage.Number + 1)
		ok = ok && (withheld == nil || !withheld(c.doc, after.Number))
		if _, known := inTurns[c.doc]; ok && !known && lexical.IsQuestion(c.view.text) {
			inTurns[c.doc] = genreOf(c.doc).turns()
		}
		switch {
		case ok && inTurns[c.doc] && answersIn(c, after):
			c.passage, c.view = after, look(c.doc.PassageText(after))
		case ok && q.explainedBy(c, after):
			c.until = after.End
		}
		if !slices.ContainsFunc(out, func(o candidate) bool { return o.covers(c) }) {
			out = append(out, c)
		}
	}
	return out
}

// covers reports whether what is shown of a candidate holds another.
func (c candidate) covers(o candidate) bool {
	return c.doc == o.doc && c.passage.Start <= o.passage.Start && o.passage.End <= max(c.until, c.passage.End) ||
		c.view.text == o.view.text
}

// answersIn reports whether a candidate asks, and the next passage does not.
func answersIn(c candidate, after article.Passage) bool {
	return lexical.IsQuestion(c.view.text) && !lexical.IsQuestion(c.doc.PassageText(after)) && after.Role != "heading" && c.doc.PassageText(after) != ""
}

// explainedBy reports whether a question wants what a candidate lacks and the next sentence gives: it opens with words that
// lean on the candidate, or with the reason, way or plan itself.
func (q query) explainedBy(c candidate, after article.Passage) bool {
	if q.want&(why|how|next) == 0 || after.Paragraph != c.passage.Paragraph || after.Role == "heading" {
		return false
	}
	texts := plainTexts(lexical.Tokens(c.doc.PassageText(after)))
	for i, k := range kinds {
		if q.want&k.asked&(why|how|next) == 0 || c.seen[fKind+i] > 0 {
			continue
		}
		opens, holds := false, false
		eachCue(texts, q.lang, func(at int, cue cue) {
			opens = opens || at == 0 && cue.want&(leaning|k.held) != 0
			holds = holds || cue.want&k.held != 0
		})
		if opens && holds {
			return true
		}
	}
	return false
}
