package corrupt

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed rules.txt
var ruleLines string

// rule turns a run of words into another, in sentences that hold none of the words of unless.
type rule struct {
	match, unless *regexp.Regexp
	put           string
}

// rules are those of rules.txt by "language kind".
var rules = sync.OnceValue(func() map[string][]rule {
	table := map[string][]rule{}
	for line := range strings.Lines(ruleLines) {
		line = strings.TrimRight(line, "\n")
		key, rest, ok := strings.Cut(line, ": ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		rest, unless, guarded := strings.Cut(rest, " unless ")
		from, to, _ := strings.Cut(rest, " => ")
		r := rule{match: compileRule(from), put: to}
		if guarded {
			r.unless = compileRule(unless)
		}
		table[key] = append(table[key], r)
	}
	return table
})

// aName matches a name of capitalized words.
const aName = `\p{Lu}[\p{L}\p{M}'’.-]*\p{L}(?: (?:of |de |von |van |del |da |di )?\p{Lu}[\p{L}\p{M}'’-]*\p{L})*`

func compileRule(pattern string) *regexp.Regexp {
	compiled := regexp.MustCompile(strings.ReplaceAll(pattern, "NAME", aName))
	compiled.Longest() // whole words
	return compiled
}

// applyRule makes one change of a kind in a sentence, at random among all that the rules of the language allow.
func (m *maker) applyRule(s string, kind Kind) (string, bool) {
	var made []string
	for _, r := range rules()[m.lang+" "+string(kind)] {
		if r.unless != nil && r.unless.MatchString(s) {
			continue
		}
		for _, at := range r.match.FindAllStringSubmatchIndex(s, -1) {
			if !unspaced(m.lang) && !edges(s, at[0], at[1]) {
				continue
			}
			put := string(r.match.ExpandString(nil, r.put, s, at))
			if first, size := utf8.DecodeRuneInString(put); at[0] == 0 {
				put = string(unicode.ToUpper(first)) + put[size:]
			}
			if text := s[:at[0]] + put + s[at[1]:]; text != s {
				made = append(made, text)
			}
		}
	}
	if len(made) == 0 {
		return "", false
	}
	return sample(made, m.rnd), true
}

// edges reports whether what stands between two places is no part of a longer word. A Hangul word may begin earlier: its
// endings are changed.
func edges(s string, from, to int) bool {
	first, _ := utf8.DecodeRuneInString(s[from:])
	before, _ := utf8.DecodeLastRuneInString(s[:from])
	last, _ := utf8.DecodeLastRuneInString(s[:to])
	after, _ := utf8.DecodeRuneInString(s[to:])
	return !(inWord(first) && inWord(before) && !unicode.Is(unicode.Hangul, first)) &&
		!(inWord(last) && inWord(after) && !unicode.Is(unicode.Hangul, last))
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) || strings.ContainsRune("-'’", r)
}

// placed is a name and its neighbour.
type placed struct{ name, beside string }

// otherName puts a name of a sentence not shown for one of a sentence, where the same stands before both.
func (m *maker) otherName(s string) (string, bool) {
	own := names(s, m.lang)
	all := strings.Join(m.shown, "\n")
	for _, k := range m.rnd.Perm(len(own)) {
		from, to := own[k][0], own[k][1]
		name := s[from:to]
		if !strings.ContainsAny(name, " ·・") && shape(name) != "kana" || unspaced(m.lang) && latinName().MatchString(name) {
			continue // one word may be no name, and Latin ones in other scripts are of any kind
		}
		var others []string
		for _, n := range m.names {
			if shape(n.name) == shape(name) && n.beside == neighbour(s, from, to) && !sharesWord(n.name, all) {
				others = append(others, n.name)
			}
		}
		if len(others) > 0 {
			return s[:from] + sample(others, m.rnd) + s[to:], true
		}
	}
	return "", false
}

// neighbour is the word before a name, or the character behind one of a script without spaces: names of the same kind have
// the same ones.
func neighbour(s string, from, to int) string {
	if first, _ := utf8.DecodeRuneInString(s[from:]); unicode.In(first, unicode.Han, unicode.Katakana) {
		return head(s[to:], 3)
	}
	words := strings.Fields(s[:from])
	if len(words) == 0 {
		return "" // the first word, or the first behind a mark
	}
	return words[len(words)-1]
}
