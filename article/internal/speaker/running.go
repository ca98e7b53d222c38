package speaker

import (
	"context"
	"regexp"
	"slices"
	"strings"
)

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
	nothing   findingKind = iota
	named                 // a person
	pronoun               // he or she
	described             // the baker: who was just named, or somebody else
	other                 // somebody whom the rules cannot name, or the narrator begins anew
)

// going is whether a sentence goes on with what somebody says.
type going int

const (
	ends going = iota
	mayGoOn
	saysSo // by the mood of its verb, behind direct speech, too
)

// language knows how one language attributes.
type language interface {
	learn(text string)             // collects names and roles, before anything is attributed
	find(plain string) finding     // what a sentence without what it quotes says of its speaker
	goesOn(plain string) going     // whether an indirect statement goes on with this sentence, the next of the paragraph
	mentions(text string) []string // the known names in a text
}

// mostAttributed is in how many bytes of running text speakers are looked for: a long book has as many. What is behind
// them has none.
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
	last := ""   // the one speaker of the paragraph before, "" where there were none or several
	goesOn := "" // who speaks in a quotation that the paragraph before left open
	for i, p := range f.paragraphs[:looked] {
		if ctx.Err() != nil {
			return
		}
		if done[i] {
			last, goesOn = "", ""
			continue
		}
		f.paragraph(i, p, lang, last)
		if goesOn != "" && only(f.said[i]) == "" {
			f.goOn(i, goesOn)
		}
		last, goesOn = only(f.said[i]), ""
		if n := len(f.said[i]); n > 0 && staysOpen(p.Text) {
			goesOn = f.said[i][n-1]
		}
	}
	f.oneVoice(done, looked, lang)
}

// goOn gives the quotation that a paragraph begins with to whoever spoke in the one before, which left it open.
func (f *finder) goOn(i int, name string) {
	p := f.paragraphs[i]
	qs := quotations(p.Text)
	if len(qs) == 0 || qs[0][0] > 0 {
		return
	}
	for j, r := range p.Sentences {
		if r[0] < qs[0][1] {
			f.said[i][j] = name
		}
	}
}

// longestStatement is over how many sentences an indirect statement goes on, unless it is repeated whose it is.
const longestStatement = 4

// paragraph attributes its sentences: each by what it says itself, then by what stands around it.
func (f *finder) paragraph(i int, p Paragraph, lang language, before string) {
	current := before
	plain := unquoted(p.Text)
	speech := inSpeech(p)
	goesOn := 0 // over how many sentences what current says may still go on
	for j, r := range p.Sentences {
		text := plain[r[0]:r[1]]
		found := lang.find(text)
		if found.kind == pronoun {
			if who := f.antecedent(i, j, lang, current, plain); who != "" && !callsByName(p.Text[r[0]:r[1]], who) {
				found.kind, found.name = named, who
			}
		}
		if found.kind == described && current == "" {
			if who := f.justPresented(i, j, plain); who != "" {
				found.kind, found.name = named, who
			}
		}
		spoken := isQuotation(text)
		switch {
		case found.kind == named:
			current = found.name
			f.said[i][j] = current
			if j > 0 && !strings.Contains(text, `"`) && f.said[i][j-1] == "" && isQuotation(plain[p.Sentences[j-1][0]:p.Sentences[j-1][1]]) {
				f.said[i][j-1] = current // “Late.” These are words of Ann Bell.
			}
			if goesOn = longestStatement; found.closes || speech[j] {
				goesOn = 1 // after direct speech the narrator takes over, or another quotation follows
			}
		case found.kind == nothing && spoken && current != "" && (goesOn > 0 || slices.Contains(f.said[i][:j], current)),
			found.kind == nothing && (goesOn > 1 && lang.goesOn(text) > ends || goesOn > 0 && lang.goesOn(text) == saysSo && !strings.Contains(text, ":")) && onlyMentions(lang.mentions(text), ""):
			f.said[i][j] = current
			if !spoken {
				goesOn--
			}
		case found.kind == nothing && spoken:
		case found.kind == nothing && onlyMentions(lang.mentions(text), current):
			goesOn = 0 // the narrator; whoever spoke before may still be "he"
			if f.namesAnother(text, current) || somebody().MatchString(text) {
				current = ""
			}
		default:
			current, goesOn = "", 0
		}
	}
	f.fillQuotations(i, p)
}

// inSpeech tells which sentences of a paragraph hold direct speech.
func inSpeech(p Paragraph) []bool {
	speech := make([]bool, len(p.Sentences))
	first := 0 // the first sentence that ends behind the quotation's beginning
	for _, q := range quotations(p.Text) {
		for first < len(p.Sentences) && p.Sentences[first][1] <= q[0] {
			first++
		}
		for j := first; j < len(p.Sentences) && p.Sentences[j][0] < q[1]; j++ {
			speech[j] = speech[j] || q[1]-q[0] >= leastSpeech
		}
	}
	return speech
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
