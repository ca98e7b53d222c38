// Package speaker finds out who says what in a text: by how labels take turns (conversation.go, message.go), by the labels (label.go) of an interview
// (interview.go), by questions that are set apart (questions.go), by attribution in
// running text (chinese.go, english.go, european.go, eastasian.go) beside what is quoted (quotations.go), and what the text calls these people (names.go holds the tables).
//
// A wrong speaker makes a reply say that somebody said what they did not; a missing one costs little. So every rule
// wants the name in the text beside a verb or a label, and what stays ambiguous has no speaker.
package speaker

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/article/internal/block"
)

// Paragraph is one paragraph of a document.
type Paragraph struct {
	Kind      block.Kind
	Text      string
	Lead      string   // its bold beginning
	Given     string   // who speaks, where the source itself says so
	Sentences [][2]int // byte ranges of Text
}

// Person is somebody who speaks.
type Person struct {
	Name string // as the text writes it, the fullest form
	Role string // as the text gives it; may be ""
}

// Find returns the speaker of each sentence of each paragraph, "" where nobody in particular speaks, and who they are,
// in order of appearance. It looks no further when ctx ends.
func Find(ctx context.Context, paragraphs []Paragraph, lang string) ([][]string, []Person) {
	f := finder{
		paragraphs: paragraphs, lang: lang, said: make([][]string, len(paragraphs)),
		roles: map[string]string{}, starts: map[rune][]int{}, ends: map[rune][]int{},
	}
	var all strings.Builder
	for i, p := range paragraphs {
		f.said[i] = make([]string, len(p.Sentences))
		all.WriteString(p.Text)
		all.WriteByte('\n')
	}
	f.all = all.String()
	done := f.given()
	f.conversations(done)
	f.interviews(done)
	f.setApart(done)
	switch {
	case strings.HasPrefix(lang, "zh"):
		f.running(ctx, done, newChinese(&f))
	case lang == "en":
		f.running(ctx, done, newEnglish(&f))
	case lang == "de":
		f.running(ctx, done, newEuropean(&f, german))
	case lang == "fr":
		f.running(ctx, done, newEuropean(&f, french))
	case lang == "es":
		f.running(ctx, done, newEuropean(&f, spanish))
	case lang == "ja":
		f.running(ctx, done, newJapanese(&f))
	case lang == "ko":
		f.running(ctx, done, newKorean(&f))
	}
	return f.said, f.people()
}

type finder struct {
	paragraphs []Paragraph
	lang       string
	said       [][]string
	roles      map[string]string // of all names that are known, heard or not
	starts     map[rune][]int    // by their first and last sign, how many bytes they have: long texts know thousands of names
	ends       map[rune][]int
	full       map[string][]string // by their last word, full names as the text first has them; see fullName
	all        string              // the whole text
	words      map[string]int      // see capitals
}

// given takes over what the source says, and reports which paragraphs are settled.
func (f *finder) given() []bool {
	done := make([]bool, len(f.paragraphs))
	for i, p := range f.paragraphs {
		if p.Given != "" {
			f.assign(i, p.Given)
			done[i] = true
		}
		if p.Kind == block.Heading || p.Kind == block.Code || p.Kind == block.TableRow {
			done[i] = true
		}
	}
	return done
}

func (f *finder) assign(i int, name string) {
	for j := range f.said[i] {
		f.said[i][j] = name
	}
	f.know(name, "")
}

// know remembers a name, and a role where it has none yet.
func (f *finder) know(name, role string) {
	if name == "" {
		return
	}
	before, known := f.roles[name]
	if !known {
		first, _ := utf8.DecodeRuneInString(name)
		last, _ := utf8.DecodeLastRuneInString(name)
		note(f.starts, first, len(name))
		note(f.ends, last, len(name))
	}
	if before == "" {
		f.roles[name] = strings.TrimSpace(role)
	}
}

// note keeps the lengths of names that begin or end with a sign, the longest first.
func note(lengths map[rune][]int, sign rune, n int) {
	if at, known := slices.BinarySearchFunc(lengths[sign], n, func(a, b int) int { return b - a }); !known {
		lengths[sign] = slices.Insert(lengths[sign], at, n)
	}
}

// startOf is the longest known name that a text begins with, endOf the one that it ends with.
func (f *finder) startOf(text string) string {
	first, _ := utf8.DecodeRuneInString(text)
	for _, n := range f.starts[first] {
		if n <= len(text) && f.knows(text[:n]) {
			return text[:n]
		}
	}
	return ""
}

func (f *finder) endOf(text string) string {
	last, _ := utf8.DecodeLastRuneInString(text)
	for _, n := range f.ends[last] {
		if n <= len(text) && f.knows(text[len(text)-n:]) {
			return text[len(text)-n:]
		}
	}
	return ""
}

func (f *finder) knows(name string) bool {
	_, known := f.roles[name]
	return known
}

// mentioned are the known names that stand in a text.
func (f *finder) mentioned(text string) []string {
	var names []string
	for at, r := range text {
		for _, n := range f.starts[r] {
			if end := at + n; end <= len(text) && f.knows(text[at:end]) && !slices.Contains(names, text[at:end]) {
				names = append(names, text[at:end])
			}
		}
	}
	return names
}

func (f *finder) people() []Person {
	var people []Person
	seen := map[string]bool{"": true}
	for _, sentences := range f.said {
		for _, name := range sentences {
			if !seen[name] {
				seen[name] = true
				people = append(people, Person{name, f.roles[name]})
			}
		}
	}
	return people
}

// finding is what a sentence says of its own speaker.
type finding struct {
	kind   findingKind
	name   string // of named
	closes bool   // it stands at the end: what was said is over
}

// findingOf is what a sentence says of its speaker that names these people: the one of them, else what its words tell.
func findingOf(names map[string]bool, pronouns, anybody *regexp.Regexp, sentence string) finding {
	switch {
	case len(names) == 1:
		for n := range names {
			return finding{kind: named, name: n}
		}
	case len(names) > 1:
		return finding{kind: other}
	case pronouns.MatchString(sentence):
		return finding{kind: pronoun}
	case anybody.MatchString(sentence):
		return finding{kind: other}
	}
	return finding{}
}

type findingKind int

const (
	nothing findingKind = iota
	named               // a person
	pronoun             // he or she
	other               // somebody whom the rules cannot name, or the narrator begins anew
)

// language knows how one language attributes.
type language interface {
	learn(text string)             // collects names and roles, before anything is attributed
	find(sentence string) finding  // what a sentence says of its speaker
	goesOn(next string) bool       // whether an indirect statement goes on with the next sentence of the paragraph
	mentions(text string) []string // the known names in a text
}

// mostAttributed is in how many bytes of running text speakers are looked for: a long book has as many. What is behind them has
// none.
const mostAttributed = 1 << 20

// running attributes the sentences of running text.
func (f *finder) running(ctx context.Context, done []bool, lang language) {
	looked, size := 0, 0
	for i, p := range f.paragraphs {
		if size += len(p.Text); size > mostAttributed || ctx.Err() != nil {
			break
		}
		looked = i + 1
		if !done[i] {
			lang.learn(p.Text)
		}
	}
	last := "" // the one speaker of the paragraph before, "" where there were none or several
	for i, p := range f.paragraphs[:looked] {
		if ctx.Err() != nil {
			return
		}
		if done[i] {
			last = ""
			continue
		}
		f.paragraph(i, p, lang, last)
		last = only(f.said[i])
	}
}

// longestStatement is over how many sentences an indirect statement goes on, unless it is repeated whose it is.
const longestStatement = 4

// paragraph attributes its sentences: each by what it says itself, then by what stands around it.
func (f *finder) paragraph(i int, p Paragraph, lang language, before string) {
	current := before
	goesOn := 0 // over how many sentences what current says may still go on
	for j, r := range p.Sentences {
		text := p.Text[r[0]:r[1]]
		found := lang.find(text)
		if found.kind == pronoun {
			if who := f.antecedent(i, j, lang, current); who != "" {
				found.kind, found.name = named, who
			}
		}
		switch {
		case found.kind == named:
			current = found.name
			f.said[i][j] = current
			if goesOn = longestStatement; found.closes || isSpeech(text) {
				goesOn = 1 // after direct speech the narrator takes over, or another quotation follows
			}
		case found.kind == nothing && goesOn > 0 && (isQuotation(text) || goesOn > 1 && lang.goesOn(text)) && onlyMentions(lang.mentions(text), ""):
			f.said[i][j] = current
			if !isQuotation(text) {
				goesOn--
			}
		case found.kind == nothing && onlyMentions(lang.mentions(text), current):
			goesOn = 0 // the narrator; whoever spoke before may still be "he"
			if namesAnother(text, current) {
				current = ""
			}
		default:
			current, goesOn = "", 0
		}
	}
	f.fillQuotations(i, p)
}

// antecedent is who "he" of a sentence is: whoever is current, right before it or, where the sentence holds direct speech, with the
// narrator between them. Where nobody is, it is the one person whom the sentence before direct speech names. "" where it cannot be told.
func (f *finder) antecedent(i, sentence int, lang language, current string) string {
	p := f.paragraphs[i]
	r := p.Sentences[sentence]
	text := p.Text[r[0]:r[1]]
	if len(lang.mentions(unquoted(text))) > 0 {
		return ""
	}
	if current != "" {
		if isSpeech(text) || sentence == 0 || f.said[i][sentence-1] == current {
			return current
		}
		return ""
	}
	if qs := quotations(text); sentence == 0 || len(qs) == 0 || qs[0][0] > 0 {
		return ""
	}
	before := p.Sentences[sentence-1]
	above := unquoted(p.Text[before[0]:before[1]])
	names := lang.mentions(above)
	if len(names) != 1 || !f.knows(names[0]) || namesAnother(above, names[0]) {
		return ""
	}
	return names[0]
}

// namesAnother reports whether a text holds words with capitals that may be a name, and not this one's.
func namesAnother(text, name string) bool {
	for _, r := range capitalRuns(text) {
		if name == "" || !strings.Contains(text[r[0]:r[1]], lastField(name)) {
			return true
		}
	}
	return false
}

func onlyMentions(names []string, allowed string) bool {
	for _, n := range names {
		if n != allowed {
			return false
		}
	}
	return true
}

// only is the single name among the speakers of a paragraph.
func only(names []string) string {
	one := ""
	for _, n := range names {
		if n != "" && one != "" && n != one {
			return ""
		}
		if n != "" {
			one = n
		}
	}
	return one
}

// fillQuotations gives all sentences of one quotation the speaker that one of them has.
func (f *finder) fillQuotations(i int, p Paragraph) {
	first := 0 // the first sentence that ends behind the quotation's beginning
	for _, q := range quotations(p.Text) {
		for first < len(p.Sentences) && p.Sentences[first][1] <= q[0] {
			first++
		}
		end, name := first, ""
		for ; end < len(p.Sentences) && p.Sentences[end][0] < q[1]; end++ {
			if f.said[i][end] != "" {
				name = f.said[i][end] // the last one: the attribution stands at its end or runs through
			}
		}
		for j := first; j < end && name != ""; j++ {
			if p.Sentences[j][0] >= q[0] && f.said[i][j] == "" {
				f.said[i][j] = name
			}
		}
	}
}
