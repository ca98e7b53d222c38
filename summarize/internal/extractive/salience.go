package extractive

import (
	"context"
	"math"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/internal/lexical"
)

// genre is what kind of text a document is, as far as it decides where its substance stands.
type genre uint8

const (
	report genre = iota // news, papers: the substance comes first
	talk                // dialogue, meetings, chats: it is scattered
)

// sentence is a passage that may be picked.
type sentence struct {
	passage article.Passage
	terms   map[string]float64 // weight by stem
	norm    float64
	length  int // content tokens
	signs   int // letters and digits, Han and kana two
	place   int // among the sentences
	asks    bool
	polite  bool // a courtesy and little else
	leans   bool // on the sentence before, by its first word
	broken  bool // no sentence of its own: the end of a quotation, marks of a transcript
	score   float64
}

// sentences cuts a document into what may be picked: no headings, captions, code, and no furniture of the page.
func sentences(ctx context.Context, doc *article.Document, withheld Withheld) []sentence {
	lang := LanguageOf([]*article.Document{doc})
	var out []sentence
	for _, p := range doc.Passages {
		if ctx.Err() != nil {
			return out
		}
		if p.Role == "heading" || p.Role == "caption" || p.Role == "code" || withheld != nil && withheld(doc, p.Number) {
			continue
		}
		text := doc.PassageText(p)
		if isFurniture(text, lang) || isTitle(doc, text) || mostlyLink(text) {
			continue
		}
		s := sentence{passage: p, terms: make(map[string]float64), place: len(out), asks: isQuestion(text), signs: signs(text)}
		for _, t := range lexical.ContentWords(text[len(turnLabel(text)):], lang) {
			if t.Kind == lexical.Sign {
				continue
			}
			s.terms[t.Stem]++
			s.length++
		}
		tokens := lexical.Tokens(text[len(turnLabel(text)):])
		s.polite = s.length <= mostPolite && cues(tokens, lang)&courtesy != 0
		s.leans, s.broken = leansOn(tokens, lang), isBroken(text)
		out = append(out, s)
	}
	weigh(out)
	return out
}

// leansOn reports whether the first word of a sentence points at what went before.
func leansOn(tokens []lexical.Token, lang string) bool {
	leans := false
	eachCue(plainTexts(tokens[:min(len(tokens), 8)]), lang, func(at int, c cue) { leans = leans || at == 0 && c.want == leaning })
	return leans
}

// transcriptMark is what transcripts write for what is no word: {vocalsound}, [laughter], (inaudible).
var transcriptMark = regexp.MustCompile(`\{\s*[\p{L}_]+\s*\}|\[\s*\p{Ll}+\s*\]|\((?:inaudible|laughs|laughter|crosstalk)\)`)

// isBroken reports whether a passage is no sentence that can be shown by itself: it closes a quotation that it does not
// open, or holds marks of a transcript.
func isBroken(text string) bool {
	for _, marks := range []string{"“”", "「」"} { // German closes with the first's opening mark, but opens with „
		signs := []rune(marks)
		opened, closed := strings.IndexRune(text, signs[0]), strings.IndexRune(text, signs[1])
		if closed >= 0 && (opened < 0 || closed < opened) {
			return true
		}
	}
	return transcriptMark.MatchString(text)
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
// without an end mark.
func isTitle(doc *article.Document, text string) bool {
	if strings.EqualFold(text, doc.Title) {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, "\"'”’」』）)】] "))
	return signs(text) < titleLength && !strings.ContainsRune(".!?。！？…؟।:：;；~", r) && turnLabel(text) == ""
}

// titleLength is the number of letters, Han and kana two, below which a passage without an end mark is no sentence.
const titleLength = 40

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

// genreOf tells talk from reports: it consists of messages, or its lines open with the names of a few who take turns. A
// report that quotes many people is none.
func genreOf(doc *article.Document) genre {
	messages := 0
	for _, p := range doc.Passages {
		messages += int(truth(p.Role == "message"))
	}
	lines, turns := turnLines(doc.Text)
	if doc.Kind == article.Discussion || 2*messages > len(doc.Passages) || lines >= 3 && 2*turns >= lines {
		return talk
	}
	return report
}

// turnLines counts lines, and those that open with a label ("Ann: ", "说话人1：") which opens others too, or is one of few.
func turnLines(text string) (lines, turns int) {
	labels := make(map[string]int)
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		lines++
		if label := turnLabel(line); label != "" {
			labels[label]++
			turns++
		}
	}
	if len(labels) > 1+turns/2 && turns > 3 { // every line another: a list
		return lines, 0
	}
	return lines, turns
}

// turnLabel is what stands before the colon that opens a turn; "" where the line opens none.
func turnLabel(line string) string {
	at := strings.IndexAny(line, ":：")
	if at <= 0 || at > 40 {
		return ""
	}
	label := line[:at]
	if strings.ContainsAny(label, ".,;!?。，；！？“”\"") || len(strings.Fields(label)) > 4 {
		return ""
	}
	return label
}
