package summarize

import (
	"slices"
	"strings"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/internal/lexical"
	"github.com/footnote-bot/footnote/internal/pattern"
	"github.com/footnote-bot/footnote/internal/pinyin"
)

var hanName = pattern.Lazy(`\p{Han}{2,6}`)

// withReadings puts the reading beside names in Han characters, where it is certain and the reply is in a language whose
// readers may not know them: once in a reply. It comes after all checks, and is part of no quote.
func (s *session) withReadings(claims []Claim) {
	if writtenInHan(s.reply.Language) {
		return
	}
	for i, c := range claims {
		if c.Text != c.Citations[0].Quote() {
			claims[i].Text = s.withReading(c.Text, c.Citations[0].Document())
		}
	}
}

func (s *session) withReading(text string, d *article.Document) string {
	var b strings.Builder
	end := 0
	for _, at := range hanName().FindAllStringIndex(text, -1) {
		name := text[at[0]:at[1]]
		b.WriteString(text[end:at[1]])
		end = at[1]
		if rest := strings.TrimLeft(text[end:], " "); s.named[name] || strings.HasPrefix(rest, "(") || strings.HasPrefix(rest, "（") {
			continue
		}
		if read, ok := readingOf(name, d); ok {
			b.WriteString(" (" + read + ")")
			if s.named == nil {
				s.named = map[string]bool{}
			}
			s.named[name] = true
		}
	}
	return b.String() + text[end:]
}

// writtenInHan reports whether a language is written in Han characters, or with many of them.
func writtenInHan(lang string) bool {
	return slices.Contains([]string{"zh", "ja", "yue", "ko"}, lexical.Base(lang))
}

// readingOf is what the document says, else, for somebody who speaks in a Chinese document, what the name's characters say.
func readingOf(name string, d *article.Document) (string, bool) {
	if read, ok := pinyin.In(d.Text, name); ok {
		return read, true
	}
	speaks := slices.ContainsFunc(d.Speakers, func(s article.Speaker) bool { return s.Name == name })
	if !speaks || lexical.Base(d.Language) != "zh" {
		return "", false
	}
	return pinyin.Of(name)
}
