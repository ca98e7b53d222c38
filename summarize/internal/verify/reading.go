package verify

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/internal/lexical"
)

// word is a token of a text that is being compared.
type word struct {
	text, stem string // folded; without inflection
	start, end int    // bytes
	clause     int    // words of one clause have one number
	sentence   int
	sign       bool // one character of a script without spaces
	number     bool
	capital    bool // begins with a capital letter
	content    bool
}

// reading is a text cut into what the checks look at.
type reading struct {
	text       string
	lang       string // base language; "" where unknown
	words      []word
	dates      []date
	quantities []quantity
}

// spoken are the languages whose figures or dates have tables.
var spoken = set("en zh ja ko de es fr it pt")

// read reads a text in a language; where it is empty or has no table, the language is guessed.
func read(text, lang string) *reading {
	lang = lexical.Base(lang)
	if !spoken[lang] || wrongScript(text, lang) {
		if guess := lexical.Language(text); guess != "" {
			lang = guess
		}
	}
	r := &reading{text: text, lang: lang}
	r.words = cutWords(text, lang)
	r.findValues()
	return r
}

// findValues finds dates and figures.
func (r *reading) findValues() {
	cs := foldChars(r.text)
	r.dates = findDates(cs, r.lang)
	r.quantities = findQuantities(cs, r.lang, r.dates)
}

// wrongScript reports whether a text is not written as its language is: nothing of Han or kana in Chinese or Japanese, or
// mostly that in another.
func wrongScript(text, lang string) bool {
	signs, letters := 0, 0
	for _, r := range text {
		switch {
		case isHan(r) || isKana(r):
			signs++
		case unicode.IsLetter(r):
			letters++
		}
	}
	if lang == "zh" || lang == "ja" {
		return signs == 0 && letters > 0
	}
	return signs > letters
}

func cutWords(text, lang string) []word {
	tokens := lexical.Tokens(text)
	ws := make([]word, 0, len(tokens))
	content := map[int]bool{}
	for _, t := range lexical.ContentWords(text, lang) {
		content[t.Start] = true
	}
	clause, sentence, last := 0, 0, 0
	for _, t := range tokens {
		if t.Kind == lexical.Pair {
			continue
		}
		gap := text[last:t.Start]
		if len(ws) > 0 && strings.ContainsAny(gap, ",;:.!?\n，；：。！？、—–“”\"「」『』()（）") {
			clause++
			if ended(gap, text[t.Start:]) {
				sentence++
			}
		}
		if n := len(ws); n > 0 && gap == "" && isKatakana(t.Text) && isKatakana(ws[n-1].text) { // a name in kana is one word
			w := &ws[n-1]
			w.text += t.Text
			w.stem, w.end, w.sign, w.content = w.text, t.End, false, true
			last = t.End
			continue
		}
		r, _ := utf8.DecodeRuneInString(text[t.Start:])
		ws = append(ws, word{
			text: t.Text, stem: t.Stem, start: t.Start, end: t.End, clause: clause, sentence: sentence,
			sign: t.Kind == lexical.Sign, number: t.Kind == lexical.Number, capital: unicode.IsUpper(r), content: content[t.Start],
		})
		last = t.End
	}
	return ws
}

func isKatakana(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r >= 0x30a1 && r <= 0x30fe
}

// ended reports whether a gap between words ends a sentence.
func ended(gap, next string) bool {
	if strings.ContainsAny(gap, "!?\n。！？") {
		return true
	}
	r, _ := utf8.DecodeRuneInString(next)
	return strings.Contains(gap, ". ") && !unicode.IsLower(r) && !unicode.IsDigit(r)
}

// signsOf are the words of a text without the pairs that overlap them.
func signsOf(s string) []lexical.Token {
	tokens := lexical.Tokens(s)
	out := tokens[:0]
	for _, t := range tokens {
		if t.Kind != lexical.Pair {
			out = append(out, t)
		}
	}
	return out
}

// evidence is what a claim cites, read as one text with a line for each citation, and what stands around it.
type evidence struct {
	*reading
	cited  []article.Citation
	starts []int  // where each citation begins in the text
	header string // titles, headings, days of publication and speakers of what is cited
}

func newEvidence(cited []article.Citation) *evidence {
	ev := &evidence{cited: cited}
	var text, header strings.Builder
	lang := ""
	seen := map[*article.Document]bool{}
	for _, c := range cited {
		d := c.Document()
		if d == nil {
			continue
		}
		if text.Len() > 0 {
			text.WriteByte('\n')
		}
		ev.starts = append(ev.starts, text.Len())
		text.WriteString(c.Quote())
		if lang == "" {
			lang = d.Language
		}
		if !seen[d] {
			seen[d] = true
			header.WriteString(d.Title + "\n" + d.Byline + "\n" + d.Site + "\n" + d.Published + "\n")
		}
		for _, p := range c.Passages() {
			header.WriteString(p.Heading + "\n" + p.Speaker + "\n")
		}
	}
	ev.header = header.String()
	ev.reading = read(text.String(), lang)
	return ev
}

// citation is the one whose text holds a byte of the evidence.
func (ev *evidence) citation(at int) article.Citation {
	var c article.Citation
	k := 0
	for _, candidate := range ev.cited {
		if candidate.Document() == nil {
			continue
		}
		if k < len(ev.starts) && ev.starts[k] <= at {
			c = candidate
		}
		k++
	}
	return c
}
