package speaker

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// leastSwitches is how often the word passes from one to another at least, where the labels are people's.
const leastSwitches = 2

// amongPeople are the turns of a conversation that is too short for its turns to tell: its labels are names of people
// whom the text introduces, or have the shape of names, and take the word from each other or from somebody who asks.
func (f *finder) amongPeople(all []said, done []bool) []said {
	var turns []said
	count, people, asks, lastAsked, again, sure := map[string]int{}, 0, 0, 0, 0, 0
	for _, t := range all {
		count[callName(t.label)]++
		if t.asks {
			asks++
			lastAsked = t.at
		}
	}
	first := len(f.paragraphs)
	if len(all) > 0 {
		first = all[0].at
	}
	kinds := map[string]evidence{}
	for _, t := range all {
		e, known := kinds[t.label]
		if !known {
			e = f.evidenceOf(t.label, first)
			kinds[t.label] = e
		}
		once := count[callName(t.label)] == 1
		moderated := asks >= leastAsked && (!once || t.at < lastAsked && isHangulName(t.label))
		if t.asks || e == introduced || e == shaped && inSentences([]said{t}) || moderated {
			turns = append(turns, t)
			if !t.asks {
				people++
			}
			if !t.asks && !once {
				again++
			}
			if t.asks || e == introduced || !once {
				sure = len(turns)
			}
		}
	}
	turns = turns[:sure] // what stands once below them may be a notice
	labels, switches := map[string]bool{}, 0
	for i, t := range turns {
		labels[callName(t.label)] = true
		if i > 0 && callName(turns[i-1].label) != callName(t.label) {
			switches++
		}
	}
	if people < leastAsked || len(turns) < fewNumbered || len(labels) < 2 || len(labels) > mostPeople || switches < leastSwitches ||
		again == 0 && asks < leastAsked || 5*len(turns) < 3*f.labelsBetween(all, turns) || 3*len(turns) < f.between(turns, done) || !inSentences(turns) {
		return nil
	}
	return turns
}

// labelsBetween is how many labels stand from the first turn to the last.
func (f *finder) labelsBetween(all, turns []said) int {
	n := 0
	for _, t := range all {
		if t.at >= turns[0].at && t.at <= turns[len(turns)-1].at {
			n++
		}
	}
	return n
}

// evidence is what tells that a label is a person's.
type evidence int

const (
	none       evidence = iota
	shaped              // it looks like a name
	introduced          // and what stands above the first label has it as a name
)

// evidenceOf weighs a label; first is the paragraph of the first one.
func (f *finder) evidenceOf(label string, first int) evidence {
	if cut := strings.IndexAny(label, "（("); cut > 0 {
		label = strings.TrimSpace(label[:cut])
	}
	initial, _ := utf8.DecodeRuneInString(label)
	switch {
	case strings.ContainsAny(label, "0123456789"):
	case unicode.In(initial, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana):
		n := utf8.RuneCountInString(label)
		switch {
		case n >= 2 && n <= 6 && f.above(label, first):
			return introduced
		case isChineseName(label), isKoreanName(label):
			return shaped
		}
	case f.nameOf(label) != label:
		return introduced
	case strings.Contains(label, " ") && isNameShaped(label):
		if f.above(label, first) {
			return introduced
		}
		return shaped
	}
	return none
}

// isNameShaped: each word of a label begins with a capital, but for particles, and it is no body's.
func isNameShaped(label string) bool {
	for word := range strings.FieldsSeq(label) {
		if r, _ := utf8.DecodeRuneInString(word); !unicode.IsUpper(r) && !particles[word] {
			return false
		}
	}
	return len(strings.Fields(label)) <= mostNames && !notFirst(label) && !orgWords[lastField(label)]
}

// isKoreanName: a common surname and two signs.
func isKoreanName(label string) bool {
	first, _ := utf8.DecodeRuneInString(label)
	return isHangulName(label) && strings.ContainsRune(koreanSurnames, first)
}

// isHangulName: as many signs as most Korean names have.
func isHangulName(label string) bool {
	first, _ := utf8.DecodeRuneInString(label)
	return unicode.Is(unicode.Hangul, first) && utf8.RuneCountInString(label) == 3
}

// above reports whether the head of the text, above a paragraph, has a name.
func (f *finder) above(name string, first int) bool {
	for _, p := range f.paragraphs[:min(first, headLength)] {
		if strings.Contains(beginning(p.Text, longestIntroduction), name) {
			return true
		}
	}
	return false
}

// headLength is how many paragraphs the head of a text has at most.
const headLength = 8
