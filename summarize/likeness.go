package summarize

import (
	"regexp"
	"slices"

	"github.com/footnote-bot/footnote/summarize/internal/lexical"
)

// alike reports whether two claims say the same: with the same figures, and most of the words of one in the other.
func alike(a, b Claim, lang string) bool {
	if a.Figure != nil && b.Figure != nil {
		return *a.Figure == *b.Figure
	}
	if !slices.Equal(numbersIn(a.Text), numbersIn(b.Text)) {
		return false
	}
	same := likeness(a.Text, b.Text, lang)
	return same >= 0.8 || (same >= 0.6 && slices.Equal(a.Citations, b.Citations))
}

// likeness is how much of the content words of two texts is common to both, from 0 to 1 (Jaccard).
func likeness(a, b, lang string) float64 {
	left, right := words(a, lang), words(b, lang)
	both := 0
	for w := range left {
		if right[w] {
			both++
		}
	}
	all := len(left) + len(right) - both
	if all == 0 {
		return 0
	}
	return float64(both) / float64(all)
}

func words(s, lang string) map[string]bool {
	set := map[string]bool{}
	for _, t := range lexical.ContentWords(s, lang) {
		set[t.Stem] = true
	}
	return set
}

func numbersIn(s string) []string {
	var out []string
	for _, t := range lexical.Tokens(s) {
		if t.Kind == lexical.Number {
			out = append(out, t.Stem)
		}
	}
	slices.Sort(out)
	return out
}

// saysNothing reports whether a claim has no word of content, or one that is the question's own: "The word".
func saysNothing(text, question, lang string) bool {
	has, asked := words(text, lang), words(question, lang)
	for w := range has {
		if !asked[w] {
			return false
		}
	}
	return question != "" && len(has) <= 1
}

// silences are the ways in which models write, as if it were a claim, that a text does not say something. Such a
// sentence is no statement of the text, and no sentence of it can carry it.
var silences = []*regexp.Regexp{
	regexp.MustCompile(`(?i)\b(the|this) (article|text|source|passage|document|page|provided \w+|sources|passages|sentences)\b.{0,40}\b(does|do|did) not (say|state|mention|specify|provide|contain|give|discuss|answer|indicate|include|address)`),
	regexp.MustCompile(`(?i)\b(is|are|was) not (mentioned|stated|specified|provided|given) in (the|this) (article|text|source|passage|document|page)`),
	regexp.MustCompile(`(?i)\bno (information|mention)\b.{0,60}\b(article|text|source|passage|document|provided)`),
	regexp.MustCompile(`(文章|文中|本文|原文|文本|资料|資料|来源|來源)[^。]{0,20}(没有|沒有|并未|並未|未)(提及|提到|说明|說明|给出|給出|提供|涉及|指出|透露)`),
	regexp.MustCompile(`(記事|本文|文章|テキスト)[^。]{0,30}(記載|言及|述べ|書か)[^。]{0,6}(ない|いません|ていない)`),
	regexp.MustCompile(`(?i)\b(der|dieser|im) (artikel|text)\b.{0,60}\b(nicht|keine)\b.{0,30}\b(erwähnt|genannt|angegeben|angaben|gesagt)`),
	regexp.MustCompile(`(?i)\b(el|este) (artículo|texto) no (dice|menciona|indica|especifica|proporciona)`),
	regexp.MustCompile(`(?i)\b(l['’]article|le texte|cet article) ne (dit|mentionne|précise|indique|donne)`),
}

func speaksOfSilence(text string) bool {
	return slices.ContainsFunc(silences, func(re *regexp.Regexp) bool { return re.MatchString(text) })
}
