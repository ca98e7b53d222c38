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
	return clip(strings.Join(nonEmpty(v.speaker.Name, v.speaker.Role), " · "), 2*mostName)
}
