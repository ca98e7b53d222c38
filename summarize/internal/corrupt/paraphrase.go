package corrupt

import (
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"
)

// trim cuts a sentence at a comma, so that at least half of it is left; only where what is left out does not deny or
// condition it.
func trim(s Sentence) (string, bool) {
	comma := ", "
	if unspaced(s.Language) {
		comma = "，"
		if s.Language == "ja" {
			comma = "、"
		}
	}
	at := strings.LastIndex(s.Text, comma)
	if at < len(s.Text)/2 || s.Language == "ja" || strings.Count(s.Text, "“") != strings.Count(s.Text, "”") || openMark(s.Text[:at]) {
		return "", false
	}
	return s.Text[:at] + ending(s.Text), true
}

func openMark(text string) bool {
	count := func(marks string) int {
		return strings.Count(text, marks)
	}
	return count("(") != count(")") || count("（") != count("）") || count("“") != count("”") || count("「") != count("」") || count("\"")%2 == 1 || count("《") != count("》") || count("‘") > 0 || count("«") != count("»")
}

// paraphrase puts up to three words of a sentence otherwise, leaves out what stands in brackets, and may begin with a phrase
// that says where it comes from.
func paraphrase(s Sentence, rnd *rand.Rand) (string, bool) {
	text := dropBrackets(s.Text)
	for range 3 {
		if next, ok := swap(text, s.Language, "same", rnd); ok {
			text = next
		}
	}
	text = strings.TrimSpace(strings.ReplaceAll(text, " % ", "% "))
	if rnd.IntN(3) == 0 {
		text = leadIn(text, s.Language)
	}
	return text, text != s.Text && utf8.RuneCountInString(text)*2 > utf8.RuneCountInString(s.Text)
}

// dropBrackets leaves out what stands in round brackets.
func dropBrackets(text string) string {
	for _, pair := range [][2]string{{" (", ")"}, {"（", "）"}} {
		head, rest, ok := strings.Cut(text, pair[0])
		if !ok || strings.Contains(rest, pair[0]) {
			continue
		}
		if _, tail, ok := strings.Cut(rest, pair[1]); ok {
			text = head + tail
		}
	}
	return text
}

func leadIn(text, lang string) string {
	switch lang {
	case "zh":
		return "文章指出，" + text
	case "ja":
		return "記事によると、" + text
	case "de":
		return "Im Text heißt es: " + text
	case "es":
		return "El texto señala: " + text
	}
	return "The text says: " + text
}

// quote makes a sentence about a run of words of another, in quotation marks; the run is returned too.
func quote(s Sentence, rnd *rand.Rand) (text, inner string, ok bool) {
	inner, ok = fragment(s, rnd)
	if !ok {
		return "", "", false
	}
	return around(inner, s.Language), inner, true
}

func around(inner, lang string) string {
	switch lang {
	case "zh":
		return "文章写道：“" + inner + "”。"
	case "ja":
		return "記事には「" + inner + "」とある。"
	case "de":
		return "Im Text steht „" + inner + "“."
	case "es":
		return "El texto dice «" + inner + "»."
	}
	return "The text says “" + inner + "”."
}

// fragment is a run of six to ten words of a sentence, or of ten to twenty characters, outside of quotation marks.
func fragment(s Sentence, rnd *rand.Rand) (string, bool) {
	if strings.ContainsAny(s.Text, "\"“”„«»「」『』‘’") {
		return "", false
	}
	if unspaced(s.Language) {
		rs := []rune(strings.TrimRight(s.Text, "。！？"))
		if len(rs) < 14 {
			return "", false
		}
		n := 10 + rnd.IntN(min(10, len(rs)-11))
		from := rnd.IntN(len(rs) - n + 1)
		for from > 0 && (unicode.IsDigit(rs[from]) || rs[from] < 0x80 || strings.ContainsRune("不没未无非", rs[from-1])) {
			from--
		}
		to := min(len(rs), from+n)
		for to < len(rs) && rs[to] < 0x80 {
			to++
		}
		return string(rs[from:to]), true
	}
	ws := strings.Fields(strings.TrimRight(s.Text, ".!?"))
	if len(ws) < 9 {
		return "", false
	}
	n := 6 + rnd.IntN(min(4, len(ws)-7))
	from := rnd.IntN(len(ws) - n + 1)
	for from > 0 && negates(ws[from-1]) {
		from--
	}
	return strings.Trim(strings.Join(ws[from:from+n], " "), ",;:()"), true
}

func negates(w string) bool {
	switch strings.ToLower(w) {
	case "not", "no", "never", "without", "nicht", "kein", "keine", "keinen", "ohne", "nie", "sin", "nunca", "be", "been", "ser", "nor", "none":
		return true
	}
	return false
}

// misquote changes one word inside the marks, takes one out, or joins two runs of words that are not neighbours.
func misquote(s Sentence, rnd *rand.Rand) (string, bool) {
	inner, ok := fragment(s, rnd)
	if !ok {
		return "", false
	}
	if unspaced(s.Language) {
		rs := []rune(inner)
		k := 2 + rnd.IntN(len(rs)-4)
		switch rnd.IntN(2) {
		case 0:
			if !unicode.IsLetter(rs[k]) || k+2 >= len(rs) {
				return "", false
			}
			rs = append(rs[:k:k], rs[k+2:]...)
		default:
			rs = append(append(append([]rune{}, rs[:k]...), []rune(sample([]string{"完全", "显然", "世界", "全部"}, rnd))...), rs[k:]...)
		}
		return around(string(rs), s.Language), true
	}
	ws := strings.Fields(inner)
	k := 1 + rnd.IntN(len(ws)-2)
	other := map[string][]string{
		"en": {"completely", "harmless", "garden", "seldom"}, "de": {"völlig", "harmlos", "Garten", "selten"}, "es": {"totalmente", "jardín", "apenas", "inofensivo"},
	}[s.Language]
	switch rnd.IntN(3) {
	case 0:
		ws = append(ws[:k:k], ws[k+1:]...)
	case 1:
		ws[k] = sample(other, rnd)
	default:
		ws = append(append(append([]string{}, ws[:k]...), sample(other, rnd)), ws[k:]...)
	}
	return around(strings.Join(ws, " "), s.Language), true
}

// attribute puts a sentence into somebody's mouth.
func attribute(s Sentence, who string) string {
	switch s.Language {
	case "zh":
		return who + "表示，" + s.Text
	case "ja":
		return who + "によると、" + s.Text
	case "de":
		return "Laut " + who + ": " + s.Text
	case "es":
		return "Según " + who + ", " + s.Text
	}
	return "According to " + who + ", " + s.Text
}

// misattribute gives a claim to somebody else.
func misattribute(s Sentence, c Claim, rnd *rand.Rand) (Claim, bool) {
	var others []string
	for _, n := range s.Names {
		if n != s.Speaker && !strings.Contains(s.Text, n) && !strings.Contains(n, s.Speaker) {
			others = append(others, n)
		}
	}
	if s.Speaker == "" || len(others) == 0 {
		return c, false
	}
	who := sample(others, rnd)
	c.Speaker = who
	if rnd.IntN(2) == 0 {
		c.Text = attribute(s, who)
		if rnd.IntN(2) == 0 {
			c.Speaker = ""
		}
	}
	return c, true
}
