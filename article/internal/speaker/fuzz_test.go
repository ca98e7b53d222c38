package speaker_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/sentence"
	"github.com/footnote-bot/footnote/article/internal/speaker"
)

// FuzzFind asks who says what in a text, whose lines are its paragraphs: whoever speaks is named in it.
//
//fuzz:covers speaker.go interview.go label.go english.go chinese.go names.go european.go eastasian.go guest.go people.go message.go running.go antecedent.go voice.go inquit.go quotations.go
func FuzzFind(f *testing.F) {
	f.Add("Ann Lee, the harbour master, said on Monday that the ferry is late.\n“It is full,” Lee added. Bob Orr disagreed: “It is not.”", "", true)
	f.Add("Ann: When does it leave?\nBob Orr: At noon.\nAnn: And then?\nBob Orr: Then it comes back.", "Ann:", true)
	f.Add("记者：渡轮几点开？\n李明：中午。\n记者：然后呢？", "", false)
	f.Add("港务局局长李明周一表示，渡轮晚点了。“船满了，”李明补充说。王强则认为：“没有满。”", "", false)
	f.Add("Q. When?\nA. At noon.\nQ. Where?\nA. Here.", "Q.", true)
	f.Add("„Wir haben gewartet“, sagte Anna Weber, Matrosin.\nFrau Weber kritisierte die Stadt. Die Fähre sei alt. Laut Thomas Brandt fährt sie nicht, so Brandt.", "", true)
	f.Add("« Il est tard », a déclaré Anne Morel.\nMme Morel estime que non, selon Pierre Lefort.\nLE PHARE. – Quand ?", "", true)
	f.Add("¿Cuándo? “Mañana”, dijo Luis Ruiz.\nP. ¿Por qué?\nR. No sé.", "", true)
	f.Add("田中太郎市長は「続けられない」と述べた。\n田中市長によると、船は売られる。\n――なぜですか？", "", false)
	f.Add("김민수 시장은 “어렵다”고 말했다.\n<기자> 왜?\n<김민수> 몰라요.", "", false)
	f.Fuzz(func(t *testing.T, text, lead string, english bool) {
		if len(text) > 2<<10 || !utf8.ValidString(text+lead) {
			return
		}
		lang := languageOf(text, english)
		var paragraphs []speaker.Paragraph
		for line := range strings.Lines(text) {
			line = strings.TrimSpace(line)
			if line == "" {
				continue
			}
			p := speaker.Paragraph{Kind: block.Paragraph, Text: line, Sentences: sentence.Split(line, lang)}
			if lead != "" && strings.HasPrefix(line, lead) {
				p.Lead = lead
			}
			paragraphs = append(paragraphs, p)
		}
		said, people := speaker.Find(t.Context(), paragraphs, lang)
		known := map[string]bool{"": true}
		for _, p := range people {
			known[p.Name] = true
			if p.Name == "" || !utf8.ValidString(p.Name+p.Role) {
				t.Errorf("%+v speaks", p)
			}
		}
		for i := range said {
			if len(said[i]) != len(paragraphs[i].Sentences) {
				t.Errorf("%d sentences, %d speakers", len(paragraphs[i].Sentences), len(said[i]))
			}
			for _, name := range said[i] {
				if !known[name] {
					t.Errorf("%q speaks, and is nobody of %v", name, people)
				}
			}
		}
		for _, p := range paragraphs {
			if label, rest, ok := speaker.Label(p.Text); ok && (label == "" || !strings.HasSuffix(p.Text, rest)) {
				t.Errorf("%q is labelled %q, with %q", p.Text, label, rest)
			}
		}
	})
}

// languageOf is a language that has signs which a text has; else English or Chinese.
func languageOf(text string, english bool) string {
	for _, one := range []struct{ signs, lang string }{{"「のは", "ja"}, {"은는이가", "ko"}, {"„", "de"}, {"«", "fr"}, {"¿", "es"}} {
		if strings.ContainsAny(text, one.signs) {
			return one.lang
		}
	}
	if english {
		return "en"
	}
	return "zh"
}
