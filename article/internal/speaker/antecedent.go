package speaker

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/internal/pattern"
)

// antecedent is who "he" of a sentence is: whoever is current, right before it or, where the sentence holds direct
// speech, with the narrator between them. Where nobody is, it is the one person whom the sentence before direct speech
// names. "" where it cannot be told. Plain is the paragraph without what it quotes.
func (f *finder) antecedent(i, sentence int, lang language, current, plain string) string {
	sentences := f.paragraphs[i].Sentences
	r := sentences[sentence]
	text := plain[r[0]:r[1]]
	if len(lang.mentions(text)) > 0 {
		return ""
	}
	if current != "" {
		if sentence == 0 || f.said[i][sentence-1] == current {
			return current
		}
		above := plain[sentences[sentence-1][0]:sentences[sentence-1][1]]
		if strings.Contains(text, `"`) && (slices.Contains(lang.mentions(above), current) && !heAbove(above, current) || beginsWithHe(above)) {
			return current
		}
		return ""
	}
	if !strings.Contains(text, `"`) {
		return ""
	}
	if sentence == 0 && strings.HasPrefix(text, `"`) {
		return f.toldOf(i-1, lang)
	}
	for j := sentence - 1; j >= 0 && j >= sentence-farthestAbove; j-- {
		above := plain[sentences[j][0]:sentences[j][1]]
		names := lang.mentions(above)
		if len(names) > 0 && heAbove(above, names[0]) {
			return ""
		}
		if len(names) == 0 {
			names = f.presentedIn(above)
		}
		if len(names) > 1 || f.namesAnother(above, strings.Join(names, "")) {
			return ""
		}
		if len(names) == 1 && strings.Contains(names[0], " ") {
			f.know(names[0], "")
		}
		if len(names) == 1 && f.knows(names[0]) {
			return names[0]
		}
	}
	return ""
}

// justPresented is whom "the baker" of a sentence means: the one person whom the sentence above is the first to name.
func (f *finder) justPresented(i, sentence int, plain string) string {
	if sentence == 0 {
		return ""
	}
	r := f.paragraphs[i].Sentences[sentence-1]
	above := plain[r[0]:r[1]]
	names := f.presentedIn(above)
	if len(names) != 1 || f.namesAnother(above, names[0]) || f.firstNamed(names[0]) != i {
		return ""
	}
	f.know(names[0], "")
	return names[0]
}

// firstNamed is the first paragraph of the text that has a name.
func (f *finder) firstNamed(name string) int {
	for i, p := range f.paragraphs {
		if p.Kind != block.Heading && strings.Contains(p.Text, name) {
			return i
		}
	}
	return -1
}

// heAbove reports whether a sentence has a pronoun before a name: he wrote to Ann Bell.
func heAbove(plain, name string) bool {
	at := strings.Index(plain, lastField(name))
	return at > 0 && anyHe().MatchString(" "+plain[:at])
}

// beginsWithHe reports whether a sentence tells of somebody who was just named.
func beginsWithHe(plain string) bool {
	first, _, _ := strings.Cut(plain, " ")
	return anyHe().MatchString(" " + first + " ")
}

// presentedIn are the names that stand in a sentence as those of whom it tells.
func (f *finder) presentedIn(plain string) (names []string) {
	for _, run := range capitalRuns(plain) {
		if behind := plain[run[1]:]; f.lang == "de" && len(strings.Fields(plain[run[0]:run[1]])) < 3 && !strings.HasPrefix(behind, ",") && !strings.HasPrefix(behind, " (") {
			continue // in German any two words may be written so
		}
		if name := f.subject(plain, run, false); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// toldOf is the one person of whom a paragraph of the narrator's tells.
func (f *finder) toldOf(i int, lang language) string {
	if i < 0 || f.paragraphs[i].Kind == block.Heading {
		return ""
	}
	plain, one := unquoted(f.paragraphs[i].Text), ""
	for _, r := range f.paragraphs[i].Sentences {
		text := plain[r[0]:r[1]]
		names := lang.mentions(text)
		if len(names) == 0 {
			names = f.presentedIn(text)
		}
		if len(names) > 1 || len(names) == 1 && (one != "" && one != names[0] || heAbove(text, names[0])) || somebody().MatchString(text) {
			return ""
		}
		if len(names) == 1 {
			one = names[0]
		}
		if f.namesAnother(text, one) {
			return ""
		}
	}
	if strings.Contains(one, " ") {
		f.know(one, "")
	}
	if !f.knows(one) {
		return ""
	}
	return one
}

// farthestAbove is how many sentences above direct speech name whom "he" behind it means.
const farthestAbove = 3

// namesAnother reports whether a text holds words with capitals that may be a name, and not this one's.
func (f *finder) namesAnother(text, name string) bool {
	for _, r := range capitalRuns(text) {
		run := strings.Fields(text[r[0]:r[1]])
		for len(run) > 0 && (sentenceWords[run[0]] || determiners[strings.ToLower(run[0])]) {
			run = run[1:] // Die Fliesen
		}
		if above := strings.ToLower(lastField(strings.TrimRight(text[:r[0]], " "))); prepositions[above] && !withWords[above] {
			continue // a place, or where somebody works
		}
		if len(run) > 1 && (name == "" || !slices.Contains(run, lastField(name))) {
			return true
		}
	}
	return f.lang != "de" && f.introducesAlone(text, name)
}

// namelike: a word begins with a capital, and is no word of the text that a sentence may begin with.
func namelike(word string) bool {
	first, size := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first) && len(word) > size
}

// midSentence reports whether the text has a word with its capital inside of a sentence, too.
func (f *finder) midSentence(word string) bool {
	if f.inside == nil {
		f.inside = map[string]bool{}
		before := ""
		for w := range strings.FieldsSeq(beginning(f.all, mostSearched)) {
			bare := strings.TrimRight(w, ".,;:!?”\"’)")
			last, _ := utf8.DecodeLastRuneInString(before)
			if namelike(bare) && (unicode.IsLetter(last) || last == ',') {
				f.inside[bare] = true
			}
			before = w
		}
	}
	return f.inside[word]
}

// somebody is who has no name and does something: a neighbour shrugs.
var somebody = pattern.Lazy(`(?:^|[,.!?] )(?:[Aa]n?|[Ee]ine?|[Uu]n[ea]?|[Uu]ma?|[Ee]en) [\pL-]+ \p{Ll}`)

// introducesAlone reports whether a word with a capital stands behind one that may say who it is: her husband Lucien.
func (f *finder) introducesAlone(text, name string) bool {
	if first, _, _ := strings.Cut(text, " "); namelike(first) && !sentenceWords[first] && !determiners[strings.ToLower(first)] && !strings.Contains(name, first) && f.midSentence(first) {
		return true
	}
	before := ""
	for word := range strings.FieldsSeq(text) {
		bare := strings.TrimRight(word, ",.;:")
		first, _ := utf8.DecodeRuneInString(bare)
		above, _ := utf8.DecodeRuneInString(before)
		if unicode.IsUpper(first) && unicode.IsLower(above) && utf8.RuneCountInString(bare) > 1 && !prepositions[before] && !articles[before] && !sentenceWords[bare] && !strings.Contains(name, bare) {
			return true
		}
		if before = word; bare != word {
			before = ""
		}
	}
	return false
}
