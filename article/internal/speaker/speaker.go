// Package speaker finds out who says what in a text: by how labels take turns (conversation.go, people.go, message.go),
// by the labels (label.go) of an interview (interview.go), by questions that are set apart (questions.go) and whom they
// ask (guest.go), and in running text (running.go) by who is named beside what is quoted (quotations.go, inquit.go) or
// beside a verb of saying (chinese.go, english.go, european.go, eastasian.go), who "he" is (antecedent.go), and whether
// there is but one who is quoted (voice.go); names.go holds the tables of what people are called.
//
// A wrong speaker makes a reply say that somebody said what they did not; a missing one costs little. So every rule
// wants the name in the text beside a verb or a label, and what stays ambiguous has no speaker.
package speaker

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/internal/lexical"
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
		paragraphs: paragraphs, lang: lexical.Base(lang), said: make([][]string, len(paragraphs)),
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
	case lang == "it":
		f.running(ctx, done, newEuropean(&f, italian))
	case lang == "pt":
		f.running(ctx, done, newEuropean(&f, portuguese))
	case lang == "nl":
		f.running(ctx, done, newEuropean(&f, dutch))
	case lang == "ja":
		f.running(ctx, done, newJapanese(&f))
	case lang == "ko":
		f.running(ctx, done, newKorean(&f))
	}
	return f.said, f.people()
}

type finder struct {
	paragraphs []Paragraph
	lang       string // without script or region
	said       [][]string
	roles      map[string]string // of all names that are known, heard or not
	starts     map[rune][]int    // by their first and last sign, how many bytes they have: long texts know thousands of names
	ends       map[rune][]int
	full       map[string][]string // by their last word, full names as the text first has them; see fullName
	all        string              // the whole text
	words      map[string]int      // see capitals
	inside     map[string]bool     // see midSentence
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
