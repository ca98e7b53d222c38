package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/speaker"
	"github.com/footnote-bot/footnote/article/internal/wrap"
)

// enoughEvidence is how many signs must say that two paragraphs are one that a page or column broke; see joinBroken.
const enoughEvidence = 3

// longestJoined bounds what is joined, in bytes: each look at two pieces reads what is there.
const longestJoined = 8 << 10

// joinBroken joins paragraphs that the end of a page or column broke in mid-sentence or mid-word. Headings, names and
// lines of verse end without a mark too, so it needs evidence, not just a missing full stop.
func joinBroken(blocks []block.Block) []block.Block {
	var words wrap.Words // made when first needed: most documents are whole
	joined := make([]block.Block, 0, len(blocks))
	for _, b := range blocks {
		if len(joined) == 0 {
			joined = append(joined, b)
			continue
		}
		last := &joined[len(joined)-1]
		if !mayContinue(*last, b) {
			joined = append(joined, b)
			continue
		}
		if words == nil {
			words = vocabulary(blocks)
		}
		last.Text = words.Join(last.Text, b.Text)
	}
	return joined
}

func vocabulary(blocks []block.Block) wrap.Words {
	var all strings.Builder
	for _, b := range blocks {
		all.WriteString(b.Text)
		all.WriteByte('\n')
	}
	return wrap.Vocabulary(all.String())
}

// mayContinue reports whether b goes on with the sentence of a.
func mayContinue(a, b block.Block) bool {
	if a.Kind != block.Paragraph || b.Kind != block.Paragraph || a.Speaker != b.Speaker || a.Link != b.Link || b.Lead != "" {
		return false
	}
	if len(a.Text) > longestJoined {
		return false
	}
	if speaker.IsLabelled(b.Text) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(a.Text)
	first, _ := utf8.DecodeRuneInString(b.Text)
	switch {
	case unicode.Is(unicode.Han, last) && unicode.Is(unicode.Han, first):
		return hanEvidence(a, b) >= enoughEvidence
	case (last == '-' || last == '\u2010') && unicode.IsLower(first):
		return endsInWord(a.Text)
	case unicode.IsLower(first) && (unicode.IsLetter(last) || last == ','):
		// "the council | decided": a line of prose, not a heading before the name of a product in lower case
		return CountWords(a.Text) >= 10 && CountWords(b.Text) >= 4
	}
	return false
}

func endsInWord(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, "-\u2010"))
	return unicode.IsLower(r)
}

// hanEvidence counts what speaks for a Chinese sentence that goes on in the next paragraph, both sides of which are Han
// signs without a mark between them. A heading has none of it: at most a comma.
func hanEvidence(a, b block.Block) int {
	evidence := 0
	if strings.ContainsAny(a.Text, "。！？") {
		evidence += 2 // a whole sentence before: no heading
	}
	if strings.Contains(a.Text, "，") && utf8.RuneCountInString(a.Text) >= 12 {
		evidence++
	}
	if hasAnyPrefix(a.Text, sentenceOpeners) {
		evidence++
	}
	if frameLeftOpen(lastClause(a.Text), firstClause(b.Text)) || bracketLeftOpen(a.Text, b.Text) {
		evidence += 2
	}
	if first, _ := utf8.DecodeRuneInString(b.Text); strings.ContainsRune(neverFirst, first) {
		evidence += 2
	}
	if a.Page != b.Page {
		evidence++
	}
	if !strings.ContainsAny(b.Text, "。！？；") {
		evidence--
	}
	return evidence
}

// sentenceOpeners begin sentences of running text more often than headings.
var sentenceOpeners = []string{
	"自", "从", "在", "当", "对", "据", "随着", "由于", "虽然", "尽管", "但", "而", "因此", "此外", "目前", "今年", "近日", "同时", "不过", "然而",
	"如果", "因为", "所以", "另一方面", "除", "截至", "根据",
	"自從", "從", "當", "對", "據", "隨著", "雖然", "儘管", "同時", "不過", "因為",
}

// neverFirst are signs that begin no sentence.
const neverFirst = "的了着著过過们們吗嗎呢吧者性化率"

// frames open with a preposition and close with a word at the end of their clause: 自…以来, 在…中. One that opens in the
// paragraph above and closes in the first clause below was broken between them.
var frames = []struct {
	open  []string
	close []string
}{
	{[]string{"自", "自从", "自從", "从", "從"}, []string{"以来", "以來", "起", "开始", "開始", "之后", "之後"}},
	{[]string{"在", "当", "當"}, []string{"中", "上", "下", "时", "時", "里", "裡", "内", "內", "之后", "之後", "之前", "后", "後", "的时候", "的時候", "方面", "期间", "期間"}},
	{[]string{"对", "對", "对于", "對於"}, []string{"来说", "來說", "而言", "来讲", "來講"}},
	{[]string{"除", "除了"}, []string{"外", "以外", "之外"}},
	{[]string{"如果", "假如"}, []string{"的话", "的話"}},
	{[]string{"以"}, []string{"为例", "為例"}},
}

// frameLeftOpen looks for the opener in the whole last sentence above, since 自今年3月，… opens before a comma.
func frameLeftOpen(above, below string) bool {
	for _, f := range frames {
		if hasAnyPrefix(above, f.open) && !containsAny(above, f.close) && hasAnySuffix(below, f.close) && !containsAny(below, f.open) {
			return true
		}
	}
	return false
}

// lastClause is what stands after the last end mark; firstClause what stands before the first mark.
func lastClause(text string) string {
	if i := strings.LastIndexAny(text, "。！？；"); i >= 0 {
		_, size := utf8.DecodeRuneInString(text[i:])
		return text[i+size:]
	}
	return text
}

func firstClause(text string) string {
	if i := strings.IndexAny(text, "，。！？；：,"); i >= 0 {
		return text[:i]
	}
	return text
}

// bracketLeftOpen: a bracket or title that opens above closes below before another opens.
func bracketLeftOpen(above, below string) bool {
	for _, pair := range [][2]string{{"（", "）"}, {"《", "》"}, {"「", "」"}, {"“", "”"}} {
		open := strings.Count(above, pair[0]) - strings.Count(above, pair[1])
		end, next := strings.Index(below, pair[1]), strings.Index(below, pair[0])
		if open == 1 && end >= 0 && (next < 0 || end < next) {
			return true
		}
	}
	return false
}

func hasAnyPrefix(s string, words []string) bool {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

func hasAnySuffix(s string, words []string) bool {
	for _, w := range words {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

func containsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
