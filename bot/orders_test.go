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

		{"give me the highlights", "", "", true},
		{"whats this about", "", "", true},
		{"what topics does it cover?", "", "", true},
		{"summarize in one sentence", "", "", true},
		{"这篇讲了些什么", "", "", true},
		{"核心观点有哪些？", "", "", true},
		{"太长不看", "", "", true},
		{"懶人包", "", "", true},
		{"主なポイントは何ですか", "", "", true},
		{"簡単にまとめて", "", "", true},
		{"이 글 주제가 뭐야", "", "", true},
		{"한 줄 요약", "", "", true},
		{"kannst du das zusammenfassen?", "", "", true},
		{"was ist das Thema", "", "", true},
		{"das Wichtigste in Kürze", "", "", true},
		{"¿cuáles son los puntos clave?", "", "", true},
		{"hazme un resumen", "", "", true},
		{"de quoi parle l'article ?", "", "", true},
		{"tu peux résumer ?", "", "", true},
		{"quels sont les points clés", "", "", true},

		{"what do I need to know?", "", "", true},
		{"sum it up in three sentences", "", "", true},
		{"kurz gesagt?", "", "", true},
		{"quel est le point principal ?", "", "", true},
		{"haz un resumen", "", "", true},
		{"quais são os pontos principais?", "", "", true},
		{"ざっくり教えて", "", "", true},
		{"요약해 줘", "", "", true},

		{"what is this about the fire?", "", "", false},
		{"¿qué hacer?", "", "", false},
		{"que faire ?", "", "", false},
		{"quel est le prix ?", "", "", false},
		{"qual é a ideia do prefeito?", "", "", false},
		{"what do they want", "", "", false},
		{"what is the topic of the lawsuit", "", "", false},
		{"他的观点是什么", "", "", false},
		{"有什么问题", "", "", false},
		{"que dit le maire", "", "", false},
		{"was sagt der Minister", "", "", false},
		{"¿de qué habla el alcalde?", "", "", false},
		{"누구 이야기야", "", "", false},
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
