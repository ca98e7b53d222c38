package speaker

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/internal/pattern"
)

// lastNames are the people of a text in Latin script, whom it calls by their last names once it has named them in full.
type lastNames struct {
	f       *finder
	byLast  map[string]string   // the full name; "" where two people share the last one
	alone   map[string]bool     // last names that stand alone beside a verb of saying
	spoke   map[string]int      // how often a word stands alone beside direct speech
	runs    map[string][]string // by their last word, words with capitals that may be names
	first   map[string][]string // those that begin a sentence, as other words do with capitals
	settled bool                // all of the text is learned
}

func newLastNames(f *finder) lastNames {
	return lastNames{f: f, byLast: map[string]string{}, alone: map[string]bool{}, spoke: map[string]int{}, runs: map[string][]string{}, first: map[string][]string{}}
}

// mostAlone is how many last names that stand alone are looked for in the text.
const mostAlone = 200

// mostRuns is for how many last words runs are kept.
const mostRuns = 2000

// remember notes a person's full name.
func (l *lastNames) remember(name, role string) {
	l.f.know(name, role)
	last := lastField(name)
	if other, known := l.byLast[last]; known && other != name {
		l.byLast[last] = ""
		return
	}
	l.byLast[last] = name
}

// standsAlone notes a last name that stands alone beside a verb of saying.
func (l *lastNames) standsAlone(last string) {
	if !notFirst(last) && len(l.alone) < mostAlone {
		l.alone[last] = true
	}
}

// speaks notes a name of one word beside direct speech.
func (l *lastNames) speaks(word string) {
	if l.standsAlone(word); l.alone[word] {
		l.spoke[word]++
	}
}

// settle gives last names that stand alone beside a verb of saying the one full name that the text has for them, once
// all of it is learned.
func (l *lastNames) settle() {
	if l.settled {
		return
	}
	l.settled = true
	for last := range l.alone {
		if strings.Contains(l.f.all, " "+strings.ToLower(last)+" ") {
			delete(l.alone, last) // a word that began a sentence
			continue
		}
		if _, known := l.byLast[last]; known {
			continue
		}
		if name := l.only(last); name != "" {
			l.remember(name, "")
		} else if l.spoke[last] > 1 && len(l.runs[last]) == 0 { // it is all that the text calls them
			l.remember(last, "")
		}
	}
}

// mentions are the known people of a text, by full or last name; also last names of people whom the text never names in
// full.
func (l *lastNames) mentions(text string) []string {
	var names []string
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
		full := l.byLast[word]
		if full == "" && l.alone[word] {
			full = word
		}
		if full != "" && !slices.Contains(names, full) {
			names = append(names, full)
		}
	}
	return names
}

// capitalRuns are the ranges of a text in which two words or more with capitals follow each other, as the words of
// names do; particles stand inside.
func capitalRuns(text string) [][2]int {
	var runs [][2]int
	start, end, words := -1, 0, 0
	close := func() {
		if words > 1 {
			runs = append(runs, [2]int{start, end})
		}
		start, words = -1, 0
	}
	for at := 0; at < len(text); {
		next := strings.IndexByte(text[at:], ' ')
		if next < 0 {
			next = len(text) - at
		}
		from, to := at, at+next
		at = to + 1
		word := strings.TrimLeft(text[from:to], "\"“„«»‘'(¿¡—–")
		from = to - len(word)
		if bare := strings.TrimRight(word, ".,;:!?\"“”«»’')…—–"); bare != "" {
			first, _ := utf8.DecodeRuneInString(bare)
			switch {
			case unicode.IsUpper(first):
				if start < 0 || from > 0 && text[from-1] != ' ' {
					close()
					start = from
				}
				end = from + len(bare)
				words++
				if initial := strings.HasPrefix(word[len(bare):], ".") && len(word) <= 3; len(bare) < len(word) && !initial {
					close()
				}
			case start >= 0 && particles[bare] && len(bare) == len(word):
			default:
				close()
			}
			continue
		}
		close()
	}
	close()
	return runs
}

// note keeps a run; apart where it begins a sentence: words with a capital stand there for other reasons.
func (l *lastNames) note(text string, r [2]int) {
	fields := strings.Fields(text[r[0]:r[1]])
	runs := l.runs
	above := strings.TrimRight(text[:r[0]], " \"“”„«»‘’'")
	if begins := above == "" || strings.ContainsAny(above[len(above)-1:], ".!?:"); begins && len(fields) == 2 && !presents().MatchString(text[r[1]:]) {
		if runs = l.first; determiners[strings.ToLower(fields[0])] {
			return
		}
	}
	last := withoutS(fields[len(fields)-1])
	fields[len(fields)-1] = last
	if before, seen := runs[last]; len(before) < mostNamesakes && (seen || len(runs) < mostRuns) {
		runs[last] = append(before, strings.Join(fields[max(0, len(fields)-2):], " "))
	}
}

// withoutS is a name without the ’s of what is somebody's.
func withoutS(name string) string {
	return strings.TrimSuffix(strings.TrimSuffix(name, "’s"), "'s")
}

// only is the one name of two words that ends with a last name, where its first word stands nowhere else in the text:
// Air France is none where the text speaks of air.
func (l *lastNames) only(last string) string {
	one := ""
	runs := l.runs[last]
	if len(runs) == 0 && l.spoke[last] > 0 { // who says what is quoted is a person, wherever the name stands
		runs = l.first[last]
		if len(runs) > 0 && strings.Index(l.f.all, last) < strings.Index(l.f.all, runs[0]) {
			return "" // people are named in full first
		}
	}
	for _, name := range runs {
		if one != "" && name != one {
			return ""
		}
		one = name
	}
	first, _, _ := strings.Cut(one, " ")
	if _, tail, _ := strings.Cut(first, "-"); tail != "" && strings.ToLower(tail) == tail { // London-born
		return ""
	}
	if one == "" || notFirst(one) || orgWords[last] || particles[first] || strings.ToUpper(first) == first || l.spoke[last] == 0 && l.f.capitals()[first] != strings.Count(l.f.all, one) ||
		strings.Contains(l.f.all, " "+strings.ToLower(first)+" ") {
		return ""
	}
	return one
}

// presents stands behind a name at the beginning of a sentence that says more of somebody: Ann Bell, the captain, …
var presents = pattern.Lazy(`^(?:, [\p{Ll}\d]| \()`)

// aged stands behind a name and says how old somebody is: , 82, (82) , 82 ans , de 82 años.
var aged = pattern.Lazy(`^(?:, (?:de )?\d{2}(?: (?:ans|años|Jahre alt|Jahre))?[,.]|,? \(\d{2}\)|, aged \d{2}\b)`)
