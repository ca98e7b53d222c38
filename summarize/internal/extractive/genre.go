package extractive

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/internal/lexical"
	"github.com/footnote-bot/footnote/internal/pattern"
)

// genre is what kind of text a document is, as far as it decides where its substance stands.
type genre uint8

const (
	report    genre = iota // news, papers: the substance comes first
	feature                // long: each part has its own
	manual                 // help pages, notices, releases, under headings: each part has its own, and the first says what it is
	essay                  // columns, reviews, guides, stories: who writes speaks of itself or to the reader, or opens with a scene
	letter                 // mail: a greeting, what it is about, a name
	live                   // a page that is written on: entries under times of day
	interview              // questions as paragraphs of their own, and answers
	chat                   // messages, short turns
	meeting                // long talk: what was decided is said once, somewhere
	speech                 // talk in long turns, of one or few
)

// spoken reports whether a genre consists of turns.
func (g genre) spoken() bool { return g == chat || g == meeting || g == speech }

// turns reports whether in a genre a question is answered by what follows it.
func (g genre) turns() bool { return g.spoken() || g == interview }

// How genres are told from the shape of a text, looked at in 460 saved pages, 182 reports, 265 talks and 62 letters.
const (
	longTalk    = 1500 // letters, Han and kana two, from which on talk is a meeting
	longSmall   = 1000 // and from which on it is among three and more, or an interview
	longTurn    = 200  // and from which on it is, if a turn has as many in the mean
	longText    = 60   // passages from which on a report is a feature
	addressed   = 0.15 // that part of a letter, where a salutation or a name at the end tells it
	timed       = 0.2  // part of the paragraphs that open with a time of day; four at least
	interviewed = 0.2  // that part of talk whose speakers are named
	longAnswer  = 60   // letters of a turn of an interview in the mean, at least
	sectioned   = 3    // sections from which on a text is to be looked up
	questioned  = 0.16 // part of the paragraphs that ask and are answered by the next; three at least
)

// genreOf tells what a document is by its shape alone. Whether it is an essay though it does not look it, its sentences
// tell (leads).
func genreOf(doc *article.Document) genre {
	messages := 0
	for _, p := range doc.Passages {
		messages += int(truth(p.Role == "message"))
	}
	threaded := doc.Kind == article.Discussion || 2*messages > len(doc.Passages)
	s := shapeOf(doc)
	letters := signs(doc.Text)
	switch {
	case !threaded && s.headers >= 2:
		return letter
	case threaded || s.talks():
		return s.talk(letters, threaded)
	case s.isLetter():
		return letter
	case s.timed >= 4 && float64(s.timed) >= timed*float64(s.paragraphs):
		return live
	case s.asks(questioned):
		return interview
	case s.sections >= sectioned:
		return manual
	case len(doc.Passages) >= longText:
		return feature
	}
	return report
}

// talks reports whether half of the lines or more are turns, or of the paragraphs.
func (s shape) talks() bool {
	return s.turns >= 2 && 2*s.turns >= s.lines || s.said >= 2 && 2*s.said >= s.paragraphs
}

// asks reports whether so large a part of the paragraphs ask and are answered by the next.
func (s shape) asks(part float64) bool {
	return s.asked >= 3 && float64(s.asked) >= part*float64(s.paragraphs)
}

// talk tells the kinds of talk by its size: that of letters in all, and that in the mean of a turn.
func (s shape) talk(letters int, threaded bool) genre {
	turns := max(s.turns, s.said)
	switch {
	case threaded:
		return chat
	case s.asks(interviewed) && s.interviewer && letters >= max(longSmall, longAnswer*turns):
		return interview
	case letters >= longTurn*turns:
		return speech
	case letters >= longTalk || letters >= longSmall && s.speakers > 2:
		return meeting
	}
	return chat
}

// shape counts what tells a genre.
type shape struct {
	sentences, paragraphs int
	own                   int  // sentences that speak of who writes or reads, outside of quotation marks
	lines, turns          int  // see turnLines
	said                  int  // paragraphs that open with somebody's words, as the document has it
	speakers              int  // that open paragraphs
	interviewer           bool // somebody does little but ask
	sections              int  // under headings, but for that under the title
	timed                 int  // paragraphs that open with a time of day
	asked                 int  // paragraphs that are questions, with a longer one behind
	greets, closes        bool
	headers               int // of the first lines: From, To, Subject
}

func shapeOf(doc *article.Document) shape {
	var s shape
	lang := LanguageOf([]*article.Document{doc})
	blocks := paragraphsOf(doc)
	for i, b := range blocks {
		s.paragraphs++
		s.timed += int(truth(timeOfDay().MatchString(b)))
		s.asked += int(truth(lexical.IsQuestion(b) && i+1 < len(blocks) && !lexical.IsQuestion(blocks[i+1]) && len(blocks[i+1]) > len(b)))
	}
	s.lines, s.turns = turnLines(doc.Text)
	heading, paragraph := "", 0
	for _, p := range doc.Passages {
		if p.Role == "heading" || p.Role == "caption" || p.Role == "code" {
			continue
		}
		s.said += int(truth(p.Paragraph != paragraph && p.Speaker != "" && !opensQuote(doc.PassageText(p))))
		s.sections += int(truth(p.Heading != heading && s.sentences > 0))
		heading, paragraph = p.Heading, p.Paragraph
		s.sentences++
		s.own += int(truth(cues(lexical.Tokens(unquoted(doc.PassageText(p))), lang)&self != 0))
	}
	s.speakers = speakersIn(doc, blocks)
	s.interviewer = slices.ContainsFunc(blocks, onlyAsksWhoOpens(blocks))
	s.letter(doc.Text)
	return s
}

// speakersIn counts who opens several of the paragraphs, by their labels or as the document has it.
func speakersIn(doc *article.Document, paragraphs []string) int {
	turns := make(map[string]int)
	for _, t := range paragraphs {
		turns[opener(t)]++
	}
	for _, p := range doc.Passages {
		turns[p.Speaker]++
	}
	n := 0
	for who, opened := range turns {
		n += int(truth(who != "" && opened > 1))
	}
	return n
}

// onlyAsksWhoOpens reports of a turn whether two thirds of the turns of who speaks in it, three at least, hold a
// question.
func onlyAsksWhoOpens(turns []string) func(turn string) bool {
	all, asks := make(map[string]int), make(map[string]int)
	for _, t := range turns {
		label := opener(t)
		all[label]++
		asks[label] += int(truth(lexical.IsQuestion(t)))
	}
	return func(turn string) bool {
		label := opener(turn)
		return label != "" && all[label] >= 3 && 3*asks[label] >= 2*all[label]
	}
}

// paragraphsOf are the texts of a document's paragraphs.
func paragraphsOf(doc *article.Document) []string {
	var out []string
	for i := 0; i < len(doc.Passages); {
		from, n := doc.Passages[i], i
		for ; n < len(doc.Passages) && doc.Passages[n].Paragraph == from.Paragraph; n++ {
		}
		out = append(out, doc.Text[from.Start:doc.Passages[n-1].End])
		i = n
	}
	return out
}

// timeOfDay opens an entry: 10:05, 10.05 Uhr, 4pm, 14时05分.
var timeOfDay = pattern.Lazy(`^[^\p{L}\d]{0,3}(?:\d{1,2}:\d{2}(?::\d{2})?|\d{1,2}[.h]\d{2}\s?(?:Uhr|[ap]\.?m|GMT|h)?|\d{1,2}\s?[ap]\.?m\.?|\d{1,2}[时時]\d{1,2}分)(?:\P{N}|$)`)

// quoted is what stands in quotation marks, to the end where they do not close.
var quoted = pattern.Lazy(`“[^”]*(?:”|$)|"[^"]*(?:"|$)|„[^“”]*(?:[“”]|$)|«[^»]*(?:»|$)|「[^」]*(?:」|$)|『[^』]*(?:』|$)` +
	"|``.*?(?:''|$)" + `|(?:^|[\s(])['‘].*?(?:['’](?:[\s.,;:!?)]|$)|$)`)

// unquoted is a text without what stands in quotation marks.
func unquoted(text string) string { return quoted().ReplaceAllString(text, " ") }

// letter looks for what opens and closes a letter.
func (s *shape) letter(text string) {
	var lines []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	if len(lines) < 3 {
		return
	}
	for i, line := range lines[:min(len(lines), 8)] {
		header := mailHeader().MatchString(line)
		s.headers += int(truth(header))
		s.greets = s.greets || i < 3+s.headers && salutation().MatchString(line)
	}
	last, before := lines[len(lines)-1], lines[len(lines)-2]
	s.closes = signs(last) < titleLength && !endsMarked(last) && salutation().MatchString(before)
}

// isLetter reports whether a text opens with a salutation or closes with a name, and speaks to somebody.
func (s shape) isLetter() bool {
	return (s.greets || s.closes) && float64(s.own) >= addressed*float64(s.sentences)
}

// opensQuote reports whether a text begins with a quotation mark.
func opensQuote(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return strings.ContainsRune("\"“„«「『", r)
}

// isEnvelope reports whether a passage is of a mail's head, its salutation or the name below it.
func isEnvelope(text string) bool {
	return mailHeader().MatchString(text) || salutation().MatchString(text) || signs(text) < titleLength && !endsMarked(text)
}

var (
	// mailHeader is a line of a mail's head, by its field's name or by the address in it.
	mailHeader = pattern.Lazy(`(?i)^(?:(?:\pL+[_ -])?(?:from|to|cc|subject|date|sent)|von|an|betreff|gesendet|de|à|objet|发件人|收件人|主题|寄件者|收件者|主旨|差出人|宛先|件名)\s*[:：]|^[\pL_ -]{2,16}[:：].*\S@\S`)
	// salutation is a line of one to five words that ends in a comma or an exclamation mark, in Chinese a colon.
	salutation = pattern.Lazy(`^(?:\p{Lu}[\p{L}.'’-]*(?: [\p{L}.'’-]+){0,4}\s?[,!]|[\p{Han}\p{Hiragana}\p{Katakana}ー ]{2,14}\s?[,，:：!！])$`)
)

// divide gives each sentence the part of the text that it stands in: the section under its heading, where there are two such
// sections at least, else one of n runs of the same length.
func divide(all []sentence, n int) {
	sections := 0
	for i := range all {
		if i == 0 || all[i].passage.Heading != all[i-1].passage.Heading {
			sections++
		}
		all[i].part = sections
	}
	if sections > 1 && all[len(all)-1].passage.Heading != "" {
		return
	}
	for i := range all {
		all[i].part = i * n / len(all)
	}
}
