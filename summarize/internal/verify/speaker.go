package verify

import (
	"strings"

	"github.com/footnote-bot/footnote/summarize/internal/lexical"
)

// checkSpeaker wants what a claim puts into somebody's mouth to be cited from that person: a passage that is theirs, or one
// that names them, itself or in its paragraph.
func checkSpeaker(c *comparison) finding {
	for _, who := range c.attributed() {
		if f := c.saidBy(who); f.reason != "" {
			return f
		}
	}
	return finding{}
}

// attributed are those to whom the claim attributes something: as it was given, and as its own words have it.
func (c *comparison) attributed() []string {
	var out []string
	if who := strings.TrimSpace(c.who); who != "" {
		out = append(out, who)
	}
	for _, a := range attributions(c.claim) {
		who := c.claim.span(a.from, a.to)
		if len(out) == 0 || !sameName(who, out[0]) {
			out = append(out, who)
		}
	}
	return out
}

func (c *comparison) saidBy(who string) finding {
	known, theirs := "", false
	for _, cited := range c.ev.cited {
		if sp := cited.First().Speaker; sp != "" {
			known, theirs = sp, theirs || sameName(who, sp)
		}
	}
	named := attributions(c.ev.reading)
	for _, a := range named {
		theirs = theirs || sameName(who, c.ev.span(a.from, a.to))
	}
	switch {
	case theirs, known == "" && holdsName(c.ev.text, who):
		return c.otherAttribution(who)
	case known != "":
		return finding{reason: speakerReason, said: who, found: known}
	case len(named) > 0:
		return c.differs(speakerReason, who, span{c.ev.words[named[0].from].start, c.ev.words[named[0].to-1].end})
	case c.heardAround(who):
		return finding{}
	}
	return finding{reason: speakerReason, said: who}
}

// otherAttribution finds, of an evidence that names the speaker, that it attributes the words to somebody else all the same.
func (c *comparison) otherAttribution(who string) finding {
	if !c.one {
		return finding{}
	}
	for _, e := range c.pairs() {
		for _, a := range attributions(c.claim) {
			if a.from >= e.to || a.to <= e.from {
				continue
			}
			for _, b := range attributions(c.ev.reading) {
				if b.from < e.evTo && b.to > e.evFrom && !sameName(c.claim.span(a.from, a.to), c.ev.span(b.from, b.to)) {
					return c.differs(speakerReason, who, span{c.ev.words[b.from].start, c.ev.words[b.to-1].end})
				}
			}
		}
	}
	return finding{}
}

// heardAround reports whether the speaker is named in the paragraph of what is cited, the one before it, or the byline.
func (c *comparison) heardAround(who string) bool {
	if holdsName(c.ev.around, who) {
		return true
	}
	for _, cited := range c.ev.cited {
		d := cited.Document()
		if d == nil {
			continue
		}
		paragraph := cited.First().Paragraph
		for n := cited.First().Number - 1; n >= 1; n-- {
			p, ok := d.Passage(n)
			if !ok || p.Paragraph < paragraph-1 {
				break
			}
			if holdsName(d.PassageText(p), who) {
				return true
			}
		}
	}
	return false
}

// sameName reports whether two names are of one person: one holds a word of the other that is no title.
func sameName(a, b string) bool {
	return holdsName(a, b) || holdsName(b, a)
}

// holdsName reports whether a text has a name: all of it, or its last word; of names in Han characters all.
func holdsName(text, name string) bool {
	if name = stripReading(name); name == "" {
		return false
	}
	var parts []lexical.Token
	for _, t := range signsOf(name) {
		if !titleWords[t.Text] {
			parts = append(parts, t)
		}
	}
	if len(parts) == 0 {
		return false
	}
	if parts[0].Kind == lexical.Sign {
		return strings.Contains(lexical.Fold(text), lexical.Fold(name))
	}
	last := parts[len(parts)-1].Text
	for _, t := range signsOf(text) {
		if t.Text == last || strings.TrimSuffix(t.Text, "s") == last {
			return true
		}
	}
	return false
}

// stripReading takes the reading off a name: 余欢 (Yu Huan).
func stripReading(name string) string {
	if at := strings.IndexAny(name, "(（"); at > 0 {
		name = name[:at]
	}
	return strings.TrimSpace(name)
}
