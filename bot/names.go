package bot

import (
	"slices"
	"strings"
	"unicode"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/internal/pinyin"
	"github.com/footnote-bot/footnote/summarize"
)

// readingIn is a name's reading for those who read in another script: the pair that the text itself has, else what its letters
// are by rule: kana and hangul say how they are read, and Chinese characters do so only in names of a Chinese text.
func readingIn(name string, doc *article.Document, lang string) string {
	if doc == nil || canRead(lang, name) {
		return ""
	}
	for _, brackets := range [][2]string{{"（", "）"}, {"(", ")"}, {" (", ")"}} {
		_, after, ok := strings.Cut(doc.Text, name+brackets[0])
		inside, _, shut := strings.Cut(after, brackets[1])
		switch {
		case !ok || !shut:
		case isLatinName(inside):
			return inside
		case len(inside) < mostName && strings.ContainsFunc(inside, isKana):
			if r := kanaReading(inside); r != "" {
				return r
			}
		}
	}
	of, _, _ := strings.Cut(doc.Language, "-")
	switch {
	case strings.ContainsFunc(name, isKana):
		return kanaReading(name)
	case of == "ko":
		return hangulReading(name)
	case of == "zh":
		read, _ := pinyin.Of(name)
		return read
	}
	return ""
}

// canRead reports whether those who read a language need no reading of a name.
func canRead(lang, name string) bool {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	switch {
	case strings.ContainsFunc(name, isKana):
		return base == "ja"
	case strings.ContainsFunc(name, isHangul):
		return base == "ko"
	case strings.ContainsFunc(name, isHan):
		return base == "zh" || base == "ja"
	}
	return true
}

func isLatinName(s string) bool {
	if len(s) < 3 || len(s) > 60 || !unicode.IsUpper([]rune(s)[0]) {
		return false
	}
	return !strings.ContainsFunc(s, func(r rune) bool { return !unicode.Is(unicode.Latin, r) && !strings.ContainsRune(" .'’-", r) })
}

// named is a name, with its reading behind it where that is certain and was not given before.
func (d *drawing) named(name string, doc *article.Document) string {
	r := readingIn(name, doc, d.lang)
	if r == "" || slices.Contains(d.read, name) {
		return name
	}
	d.read = append(d.read, name)
	return name + " (" + r + ")"
}

// namesRead is a claim in which the speakers of its passages have their readings, each once in a reply.
func (d *drawing) namesRead(c summarize.Claim) string {
	text := c.Text
	for _, cite := range c.Citations {
		name := cite.Speaker()
		if name == "" || !strings.Contains(text, name) || slices.Contains(d.read, name) {
			continue
		}
		if text = withReading(text, name, readingIn(name, cite.Document(), d.lang)); strings.Contains(text, name+" (") {
			d.read = append(d.read, name)
		}
	}
	return text
}

// spokenNames is the same for one sentence alone.
func spokenNames(c summarize.Claim, lang string) string {
	d := drawing{lang: lang}
	return d.namesRead(c)
}

// withReading puts a reading behind the first place of a name, unless the text has it.
func withReading(text, name, r string) string {
	if r == "" || strings.Contains(text, r) || strings.Contains(text, name+" (") || strings.Contains(text, name+"（") {
		return text
	}
	return strings.Replace(text, name, name+" ("+r+")", 1)
}
