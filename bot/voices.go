package bot

import (
	"slices"
	"strings"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize"
)

// voice is one speaker and what they say.
type voice struct {
	speaker article.Speaker // no name: the text itself
	claims  []summarize.Claim
}

// voicesOf groups claims by their speakers, in order of appearance.
func voicesOf(claims []summarize.Claim) []voice {
	var voices []voice
	for _, c := range claims {
		var who article.Speaker
		if c.Speaker != nil {
			who = *c.Speaker
		}
		i := slices.IndexFunc(voices, func(v voice) bool { return v.speaker.Name == who.Name })
		if i < 0 {
			i = len(voices)
			voices = append(voices, voice{speaker: who})
		}
		if voices[i].speaker.Role == "" {
			voices[i].speaker.Role = who.Role
		}
		voices[i].claims = append(voices[i].claims, c)
	}
	return voices
}

// voice names a speaker with the role that the text gives.
func (w *Words) voice(v voice) string {
	if v.speaker.Name == "" {
		return w.f(theText)
	}
	return strings.Join(nonEmpty(v.speaker.Name, v.speaker.Role), " · ")
}

// figure is a number and what it measures; the claim's own words where it gives none.
func (w *Words) figure(c summarize.Claim) string {
	if c.Figure == nil || c.Figure.Value == "" {
		return c.Text
	}
	value := strings.TrimSpace(c.Figure.Value + " " + c.Figure.Unit)
	return strings.Join(nonEmpty(value, c.Figure.What), " · ")
}

// quoted puts quotation marks around words of a source; around Chinese that holds such marks itself the corner ones, and
// none where other words begin with one of their own.
func (w *Words) quoted(quote string) string {
	switch {
	case strings.ContainsAny(quote, "“”") && strings.ContainsFunc(quote, isHan):
		return "「" + quote + "」"
	case strings.HasPrefix(quote, "“"), strings.HasPrefix(quote, `"`):
		return quote
	}
	return w.f(quoteOpen) + quote + w.f(quoteClose)
}
