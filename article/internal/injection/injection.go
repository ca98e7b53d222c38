// Package injection finds text that gives orders to language models.
//
// It warns people; it protects nobody: whoever wants to avoid these patterns can. Protection is that pages are data and
// replies are checked. So the patterns are few, and a false alarm costs more than a miss: in text that people see, an
// order has to name its addressee (a model, or "your answer") and what to do, in one sentence.
package injection

import (
	"strings"
	"unicode"
)

// longest is how many bytes of one text are looked through.
const longest = 2 << 20

// Points of what a sentence holds. Each list counts once.
const (
	pointsOverride  = 4 // "ignore all previous instructions"
	pointsAddressee = 2 // a model is named
	pointsOutput    = 2 // the model's own answer is
	pointsOrder     = 2

	enough = 4
	// togetherHidden is how many sentences of hidden text count as one: nobody hides an order for people, so that the order
	// and its addressee may stand apart.
	togetherHidden = 3
)

// InVisible reports whether the text that people see speaks to models.
func InVisible(text string) bool { return speaks(text, 1) }

// InHidden reports whether text that people cannot see does.
func InHidden(text string) bool { return speaks(text, togetherHidden) }

func speaks(text string, together int) bool {
	if len(text) > longest {
		text = text[:longest]
	}
	text = strings.ToLower(text)
	if containsAny(text, delimiters) {
		return true
	}
	var window []string
	for sentence := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune("\n.!?。！？।", r) }) {
		if strings.IndexFunc(sentence, unicode.IsLetter) < 0 {
			continue
		}
		if window = append(window, sentence); len(window) > together {
			window = window[1:]
		}
		if points(strings.Join(window, " ")) >= enough {
			return true
		}
	}
	return false
}

func points(sentence string) int {
	n := 0
	if overrides(sentence) {
		n += pointsOverride
	}
	if !containsAny(sentence, orders) {
		return n // nothing without an order
	}
	n += pointsOrder
	if containsAny(" "+sentence+" ", addressees) {
		n += pointsAddressee
	}
	if containsAny(sentence, outputs) {
		n += pointsOutput
	}
	return n
}

// overrides: a verb of setting aside before a noun for what a model was told, with nothing but a few words between. Where
// it stands in quotation marks, the sentence is about it.
func overrides(sentence string) bool {
	for _, o := range overriding {
		for _, verb := range o.verbs {
			at := strings.Index(sentence, verb)
			if at < 0 || quotedAt(sentence, at) {
				continue
			}
			rest := sentence[at:min(len(sentence), at+90)]
			before := sentence[max(0, at-60):at]
			for _, noun := range o.nouns {
				if strings.Contains(rest, noun) || o.nounFirst && strings.Contains(before, noun) {
					return true
				}
			}
		}
	}
	return false
}

func quotedAt(s string, at int) bool {
	before := strings.TrimRight(s[:at], " ")
	for _, mark := range []string{`"`, "“", "「", "«", "„", "‘", "'"} {
		if strings.HasSuffix(before, mark) {
			return true
		}
	}
	return false
}

func containsAny(s string, list []string) bool {
	for _, word := range list {
		if strings.Contains(s, word) {
			return true
		}
	}
	return false
}
