package bot

import (
	"testing"

	"github.com/footnote-bot/footnote/summarize"
)

func TestOrdersSummary(t *testing.T) {
	tests := []struct {
		words    string
		style    summarize.Style
		language string
		ok       bool
	}{
		{"tl;dr?", "", "", true},
		{"what's the main point", "", "", true},
		{"What is this article about?", "", "", true},
		{"so what's going on here", "", "", true},
		{"give me the gist in brief", summarize.Brief, "", true},
		{"worum geht es?", "", "", true},
		{"Wovon handelt der Artikel", "", "", true},
		{"De quoi parle cet article ?", "", "", true},
		{"¿de qué trata este artículo?", "", "", true},
		{"Do que trata este artigo?", "", "", true},
		{"о чём эта статья?", "", "", true},
		{"di cosa parla questo articolo", "", "", true},
		{"waar gaat dit artikel over?", "", "", true},
		{"この記事は何について", "", "", true},
		{"何が書いてありますか？", "", "", true},
		{"이 기사 무슨 내용이야", "", "", true},
		{"这篇文章讲了什么", "", "", true},
		{"這篇文章在說什麼？", "", "", true},
		{"大概说的啥", "", "", true},
		{"tldr in German", "", "de", true},
		{"shorter", summarize.Brief, "", true},
		{"a bit shorter please", summarize.Brief, "", true},
		{"短一点", summarize.Brief, "", true},
		{"再简短一点", summarize.Brief, "", true},
		{"詳細一點", summarize.Detailed, "", true},
		{"in more detail", summarize.Detailed, "", true},
		{"kürzer bitte", summarize.Brief, "", true},
		{"plus court", summarize.Brief, "", true},
		{"in Chinese", "", "zh-Hans", true},
		{"translate to English", "", "en", true},
		{"翻译成中文", "", "zh-Hans", true},

		{"what was it about the ferry that failed", "", "", false},
		{"what was the cause", "", "", false},
		{"was it over", "", "", false},
		{"worum geht es im Prozess?", "", "", false},
		{"Was kostet es?", "", "", false},
		{"他说了什么", "", "", false},
		{"何人が書いた", "", "", false},
		{"what does it say about goats", "", "", false},
		{"who is it", "", "", false},
	}
	for _, tt := range tests {
		t.Run(tt.words, func(t *testing.T) {
			style, language, _, ok := OrdersSummary(tt.words)
			if ok != tt.ok || ok && (style != tt.style || language != tt.language) {
				t.Errorf("OrdersSummary(%q) = %q, %q, %v; want %q, %q, %v", tt.words, style, language, ok, tt.style, tt.language, tt.ok)
			}
		})
	}
}
