package extractive

import (
	"context"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/internal/lexical"
	"github.com/footnote-bot/footnote/internal/pattern"
)

// sentence is a passage that may be picked.
type sentence struct {
	passage article.Passage
	start   int                // in bytes of the passage: where what is shown begins, behind labels and their like
	speaker string             // whose words they are, by the passage or the label of the turn; "" for nobody in particular
	terms   map[string]float64 // weight by stem
	norm    float64
	length  int // content tokens
	signs   int // letters and digits, Han and kana two
	place   int // among the sentences
	asks    bool
	polite  bool    // a courtesy and little else
	leans   bool    // on the sentence before, by its first word
	settles float64 // how many cues tell of a decision or a task, up to mostCues
	part    int     // of the text, see parts
	own     bool    // who writes speaks of itself or to the reader, outside of quotation marks
	step    bool    // of a numbered list
	loose   bool    // a line of a list, a label, a caption, by its end
	broken  bool    // no sentence of its own: the end of a quotation, marks of a transcript
	score   float64
}

// sentences cuts a document into what may be picked: no headings, captions, code, and no furniture of the page.
func sentences(ctx context.Context, doc *article.Document, kind genre, withheld Withheld) []sentence {
	lang := LanguageOf([]*article.Document{doc})
	who, ends, capital, listed := speakersOf(doc, kind), marksEnds(doc), opensInCapitals(doc), holdsList(doc)
	var out []sentence
	below := false // the contact lines of a letter
	for _, p := range doc.Passages {
		if ctx.Err() != nil {
			return out
		}
		below = below || kind == letter && len(out) > 0 && isContact(doc.PassageText(p))
		if p.Role == "heading" || p.Role == "caption" || p.Role == "code" || withheld != nil && withheld(doc, p.Number) {
			continue
		}
		text := doc.PassageText(p)
		turn, start, numbered := turnStart(text, kind), opening(text, lang, kind), false
		if listed {
			mark := listMark().FindString(text[start:])
			start, numbered = start+len(mark), mark != ""
		}
		shown := text[start:]
		if shown == "" || isFurniture(shown, lang) || isTitle(doc, shown, ends >= nearlyAll) || mostlyLink(shown) ||
			kind == letter && isEnvelope(shown) {
			continue
		}
		s := sentence{
			passage: p, start: start, speaker: who[p.Number], terms: make(map[string]float64), place: len(out), step: numbered,
			asks: lexical.IsQuestion(shown), signs: signs(shown),
		}
		s.count(shown, lang)
		tokens := lexical.Tokens(shown)
		s.polite = s.length <= mostPolite && cues(lexical.Tokens(text[turn:]), lang)&courtesy != 0
		s.settles = settling(tokens, lang)
		s.own = cues(lexical.Tokens(unquoted(shown)), lang)&self != 0
		s.leans = p.Number > 1 && leansOn(tokens, lang)
		s.broken = isBroken(shown) || below || kind == letter && strings.HasPrefix(shown, ">") || // of the mail that is answered
			capital && opensSmall(text[turn:])
		s.loose = ends >= mostly && !endsMarked(shown) || namesOnly(shown) || !kind.spoken() && s.signs < bare
		out = append(out, s)
	}
	weigh(out)
	return out
}

// count counts the content of a sentence.
func (s *sentence) count(shown, lang string) {
	for _, t := range lexical.ContentWords(shown, lang) {
		if t.Kind != lexical.Sign {
			s.terms[t.Stem]++
			s.length++
		}
	}
}

// settling counts the cues of decisions and tasks, up to mostCues.
func settling(tokens []lexical.Token, lang string) float64 {
	n := 0
	eachCue(plainTexts(tokens), lang, func(_ int, c cue) { n += int(truth(c.want == settled)) })
	return float64(min(n, mostCues))
}

// mostCues is how many cues of a decision count: what was agreed, by when.
const mostCues = 2

// leansOn reports whether the first word of a sentence points at what went before.
func leansOn(tokens []lexical.Token, lang string) bool {
	leans := false
	eachCue(plainTexts(tokens[:min(len(tokens), 8)]), lang, func(at int, c cue) { leans = leans || at == 0 && c.want == leaning })
	return leans
}

// transcriptMark is what transcripts write for what is no word: {vocalsound}, [laughter], (inaudible).
var transcriptMark = pattern.Lazy(`\{\s*[\p{L}_]+\s*\}|\[\s*\p{Ll}+\s*\]|\((?:inaudible|laughs|laughter|crosstalk)\)`)

// isBroken reports whether a passage is no sentence that can be shown by itself: it closes a quotation that it does not
// open, leads to what is not there, or holds marks of a transcript.
func isBroken(text string) bool {
	for _, marks := range []string{"“”", "「」"} { // German closes with the first's opening mark, but opens with „
		signs := []rune(marks)
		opened, closed := strings.IndexRune(text, signs[0]), strings.IndexRune(text, signs[1])
		if closed >= 0 && (opened < 0 || closed < opened) {
			return true
		}
	}
	last, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(":：,，、—–-", last) || closesStraight(text) || transcriptMark().MatchString(text)
}

// closesStraight reports whether a straight quotation mark closes what no other opened: an odd one of them, behind a word.
func closesStraight(text string) bool {
	at := strings.IndexByte(text, '"')
	if at <= 0 || strings.Count(text, `"`)%2 == 0 {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	return !unicode.IsSpace(before) && !unicode.IsPunct(before) || strings.ContainsRune(".,!?", before)
}

// opensSmall reports whether a text begins with a small letter, as the rest of a sentence does.
func opensSmall(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLower(r)
}

// opensInCapitals reports whether the passages of a document begin with capitals, so that one that does not is a part.
func opensInCapitals(doc *article.Document) bool {
	small, capital := 0, 0
	for _, p := range doc.Passages {
		r, _ := utf8.DecodeRuneInString(doc.PassageText(p))
		small += int(truth(unicode.IsLower(r)))
		capital += int(truth(unicode.IsUpper(r)))
	}
	return capital > 3*small
}

// mostPolite is the number of content words up to which a sentence that holds a courtesy is one.
const mostPolite = 4

// isFurniture reports whether a sentence belongs to the page rather than to the article: it says so, and says little else.
func isFurniture(text, lang string) bool {
	if utf8.RuneCountInString(text) > 100 {
		return false
	}
	return cues(lexical.Tokens(text), lang)&furniture != 0
}

// isContact reports whether a line tells where somebody is reached: a number or an address, and no end mark.
func isContact(text string) bool {
	return !endsMarked(text) && contact().MatchString(text)
}

// contact is a number of a telephone or an address of mail or the web.
var contact = pattern.Lazy(`(?:\d[ ()/–-]{0,2}){7,}|\S@\S|\bwww\.`)

// mostlyLink reports whether half of a passage or more is an address.
func mostlyLink(text string) bool {
	if !strings.Contains(text, "://") {
		return false
	}
	n := 0
	for word := range strings.FieldsSeq(text) {
		if strings.Contains(word, "://") {
			n += len(word)
		}
	}
	return 2*n >= len(text)
}

// isTitle reports whether a passage is the document's title again, or looks like a heading that nobody marked: a few words
// without an end mark, in a text that marks its ends more of them.
func isTitle(doc *article.Document, text string, marked bool) bool {
	if strings.EqualFold(text, doc.Title) {
		return true
	}
	most := titleLength
	if marked {
		most = longTitle
	}
	return signs(text) < most && !endsMarked(text) && turnLabel(text) == ""
}

// endsMarked reports whether a mark ends a text, behind which quotation marks and brackets may close.
func endsMarked(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, "\"'”’」』）)】] "))
	return strings.ContainsRune(".!?。！？…؟।:：;；~", r)
}

// marksEnds gives the part of a document's passages that end with a mark.
func marksEnds(doc *article.Document) float64 {
	all, marked := 0, 0
	for _, p := range doc.Passages {
		if p.Role != "heading" && p.Role != "caption" {
			all++
			marked += int(truth(endsMarked(doc.PassageText(p))))
		}
	}
	return ratio(float64(marked), float64(all))
}

// The parts of passages with a mark at their end from which on one without is probably no sentence, and surely none.
const (
	mostly    = 0.3
	nearlyAll = 0.9
)

// bare is the number of letters, Han and kana two, below which a written sentence rarely says anything by itself.
const bare = 24

// namesOnly reports whether a short text in Japanese ends in a noun: "The host of the inn." Its predicates end in hiragana.
func namesOnly(text string) bool {
	if signs(text) >= titleLength || !strings.ContainsFunc(text, func(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana) }) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, "。．.！!」』）) "))
	return unicode.In(last, unicode.Han, unicode.Katakana) || last == 'ー'
}

// titleLength is the number of letters, Han and kana two, below which a passage without an end mark is no sentence.
const titleLength = 40

// longTitle is that number where nearly all passages end with a mark.
const longTitle = 120

// weigh turns counts into weights (tf·idf over the sentences).
func weigh(all []sentence) {
	in := make(map[string]int)
	for _, s := range all {
		for stem := range s.terms {
			in[stem]++
		}
	}
	for i := range all {
		for stem, n := range all[i].terms {
			all[i].terms[stem] = n * math.Log1p(float64(len(all))/float64(in[stem]))
		}
		all[i].norm = norm(all[i].terms)
	}
}
