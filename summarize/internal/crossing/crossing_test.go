package crossing

import (
	"slices"
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/internal/lexical"
)

// textual tells which stems stand in a text.
func textual(text string) func(string) bool {
	stems := make(map[string]bool)
	for _, t := range lexical.Tokens(text) {
		stems[t.Stem] = true
	}
	return func(stem string) bool { return stems[stem] }
}

func TestWords(t *testing.T) {
	const ferry = "The ferry carried forty goats to the island in the spring of 1952, and Rosa Blum paid for their passage."
	const chinese = "渡船在1952年春天把四十只山羊运到岛上，罗莎付了船费。学校的孩子们都来看。"
	for _, tt := range []struct {
		name, question, asked, lang, text string
		want                              []string // among the words
		not                               []string
	}{
		{"what a word means and the text has", "渡轮运了多少山羊？", "zh", "en", ferry, []string{"ferry", "goat"}, []string{"ship"}},
		{"traditional characters", "渡輪運了多少山羊？", "zh-Hant", "en", ferry, []string{"ferry", "goat"}, nil},
		{"names and figures are written alike", "1952年Rosa做了什么", "zh", "en", ferry, []string{"1952", "rosa"}, nil},
		{"the other way", "How many goats did the ferry carry?", "en", "zh", chinese, []string{"山羊", "渡船"}, []string{"羊"}},
		{"a figure the other way", "What happened in 1952 at the school?", "en", "zh", chinese, []string{"1952", "学校"}, nil},
		{"nothing that the text has", "谁赢了冠军？", "zh", "en", ferry, nil, []string{"champion"}},
		{"one language", "How many goats?", "en", "en", ferry, nil, []string{"goats"}},
		{"languages that no dictionary joins", "Wie viele Ziegen?", "de", "en", ferry, nil, []string{"goats"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := Words(tt.question, tt.asked, tt.lang, textual(tt.text))
			for _, w := range tt.want {
				if !slices.ContainsFunc(got, func(g string) bool { return strings.HasPrefix(g, w) }) {
					t.Errorf("%q is not among %q", w, got)
				}
			}
			for _, w := range tt.not {
				if slices.Contains(got, w) {
					t.Errorf("%q is among %q", w, got)
				}
			}
		})
	}
}

func TestLiterally(t *testing.T) {
	if got := Literally("这个喷泉是为了纪念什么？"); !strings.Contains(got, "fountain") || !strings.Contains(got, "commemorate") {
		t.Errorf("word by word: %q", got)
	}
	for _, nothing := range []string{"", "？", "𠀀", "\xff", strings.Repeat("啊", 100)} {
		Literally(nothing) // must not fail
	}
}
