package extractive

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/internal/lexical"
	"github.com/footnote-bot/footnote/summarize/internal/crossing"
	"github.com/footnote-bot/footnote/summarize/internal/retrieve"
)

// query is a question, cut and weighed.
type query struct {
	text  string
	lang  string
	terms []term // content, in order
	total float64
	want  wanted
	words []string // all of its texts
	kin   *Kin

	crossed bool // its words were turned into those of the text's language
}

// term is a stem of the question that a good sentence should hold.
type term struct {
	token   lexical.Token
	stem    string
	kind    lexical.Kind
	weight  float64 // how rare it is
	name    bool    // written like a name
	topic   bool    // what the whole document is about
	focus   float64 // how near it stands to the word that asks, 0 to 1
	counted bool    // it is what the question wants counted: how many ferries
}

// signWeight is what a single Han, kana or Thai character counts beside the pairs that hold it; as in package retrieve.
const signWeight = 0.3

// pose asks a question of a text: one in another language by the words that its own may be in the text's.
func pose(ix *retrieve.Index, question, lang string) query {
	asked := lexical.Language(question)
	if !differ(asked, lang) {
		return ask(ix, ownWords(ix, question, lang), lang)
	}
	words := crossing.Words(question, asked, lang, ix.Holds)
	if len(words) == 0 {
		return ask(ix, question, lang)
	}
	q := ask(ix, strings.Join(words, " "), lang)
	q.want = wants(lexical.Tokens(question), question, lang)
	q.crossed = true
	return q
}

// ownWords is a Chinese question with its English words, where the text does not have them, in Chinese (checkpoint,
// 检查站).
func ownWords(ix *retrieve.Index, question, lang string) string {
	if lexical.Base(lang) != "zh" {
		return question
	}
	var out strings.Builder
	at := 0
	for _, t := range lexical.Tokens(question) {
		if t.Kind != lexical.Word || ix.Holds(t.Stem) {
			continue
		}
		if words := crossing.Words(question[t.Start:t.End], "en", lang, ix.Holds); len(words) > 0 {
			out.WriteString(question[at:t.Start])
			out.WriteString(strings.Join(words, " "))
			at = t.End
		}
	}
	return out.String() + question[at:]
}

func ask(ix *retrieve.Index, question, lang string) query {
	q := query{text: question, lang: lang}
	all := lexical.Tokens(question)
	q.want = wants(all, question, lang)
	q.words = plainTexts(all)
	near := focus(all, lang)
	counts := counting(all, lang)
	seen := make(map[string]bool)
	for _, t := range contentOf(question, lang) {
		if seen[t.Stem] {
			continue
		}
		seen[t.Stem] = true
		w := ix.Rarity(t.Stem)
		if t.Kind == lexical.Sign {
			w *= signWeight
		}
		q.terms = append(q.terms, term{
			token: t, stem: t.Stem, kind: t.Kind, weight: w,
			name: looksLikeName(question, t), focus: near(t.Start), counted: slices.Contains(counts, t.Start),
		})
		q.total += w
	}
	return q
}

// contentOf are the words of a question that carry content: a foreign one has the function words of its own language.
func contentOf(question, lang string) []lexical.Token {
	if Foreign(question, lang) {
		return slices.DeleteFunc(lexical.ContentWords(question, lexical.Language(question)), func(t lexical.Token) bool {
			return lexical.IsStopword(t.Text, lang)
		})
	}
	return lexical.ContentWords(question, lang)
}

// nothing reports whether the question holds no word at all.
func (q query) nothing() bool { return len(q.words) == 0 }

// wants tells what a question wants, by the cues of the language that it is asked in and of the text's.
func wants(all []lexical.Token, question, lang string) wanted {
	want := cues(all, lang)
	if asked := lexical.Language(question); differ(asked, lang) {
		want |= cues(all, asked)
	}
	if asksWhether(all, question, lang) {
		want |= whether
	}
	if want&(number|date|share) != 0 {
		want &^= how // how many, how long
	}
	if want&number == 0 {
		want &^= duration
	}
	return want
}

// asksWhether reports whether a question wants yes or no: a word that opens such questions stands among the first, and
// none that asks before it; in Japanese and Korean no word asks at all, and what ends it is no topic (社長は？).
func asksWhether(all []lexical.Token, question, lang string) bool {
	asked := cmp.Or(lexical.Language(question), lexical.Base(lang))
	texts := plainTexts(all)
	switch asked {
	case "ja", "ko":
		return cues(all, asked)&(what|number|date|person|place|share|why|how) == 0 &&
			!slices.ContainsFunc(topics, func(end string) bool { return strings.HasSuffix(strings.TrimRight(question, " ?？"), end) })
	}
	asks := len(texts)
	if at := asking(texts, asked); len(at) > 0 {
		asks = at[0]
	}
	opens := len(texts)
	eachCue(texts, asked, func(at int, c cue) {
		if c.want == helping {
			opens = min(opens, at)
		}
	})
	return opens < min(asks, mostBefore)
}

// mostBefore is how many words may stand before the one that opens a question: "so they also".
const mostBefore = 3

// topics end a question that names only what it is about.
var topics = []string{"は", "って", "とは", "은", "는"}

// focus gives how near a place in the question is to the word that asks: the nearest content is what is asked for.
func focus(all []lexical.Token, lang string) func(at int) float64 {
	plain := withoutPairs(all)
	words := asking(plainTexts(plain), lang)
	return func(at int) float64 {
		i, _ := slices.BinarySearchFunc(plain, at, func(t lexical.Token, at int) int { return t.Start - at })
		best := 0.0
		for _, w := range words {
			best = max(best, 1/float64(1+max(i-w, w-i)))
		}
		return best
	}
}

// repeatedBy reports whether a passage holds the question itself: it asks, and what it says beside that comes from somebody
// who knows the question.
func (q query) repeatedBy(v view) bool {
	return len(q.words) >= wholeQuestion && containsRun(plainTexts(v.tokens), q.words)
}

// quotedBy reports whether a passage tells of the question, rather than asks it; the next then says what to answer.
func (q query) quotedBy(v view) bool {
	return q.repeatedBy(v) && len(withoutPairs(v.tokens)) >= len(q.words)+3
}

// wholeQuestion is the least length, in words or signs, of a question that nobody repeats by chance.
const wholeQuestion = 5

// counting gives where the words begin that "how many" counts: those right behind it, or, where it ends the question
// (用户数是多少), those before.
func counting(all []lexical.Token, lang string) []int {
	plain := withoutPairs(all)
	var at []int
	eachCue(plainTexts(plain), lang, func(i int, c cue) {
		if c.want != count {
			return
		}
		from, to := i+len(c.words), i+len(c.words)+2
		switch {
		case from == len(plain):
			from, to = max(0, i-4), i
		case plain[from].Kind == lexical.Sign:
			to = from + 4 // a classifier stands before the noun
		}
		for _, t := range plain[from:min(len(plain), to)] {
			at = append(at, t.Start)
		}
	})
	return at
}

func withoutPairs(tokens []lexical.Token) []lexical.Token {
	return slices.DeleteFunc(slices.Clone(tokens), func(t lexical.Token) bool { return t.Kind == lexical.Pair })
}

// about is the question to a document of that title, whose words a sentence that answers may leave out.
func (q query) about(title string) query {
	v := look(title)
	q.terms = slices.Clone(q.terms)
	for i := range q.terms {
		q.terms[i].topic = v.has(q.terms[i].stem)
	}
	return q
}

// looksLikeName reports whether a word that does not open the text begins with a capital.
func looksLikeName(s string, t lexical.Token) bool {
	if t.Kind != lexical.Word || opens(s, t.Start) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[t.Start:])
	return unicode.IsUpper(r)
}

// opens reports whether nothing but signs stands before position i.
func opens(s string, i int) bool {
	for _, r := range s[:i] {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return false
		}
	}
	return true
}
