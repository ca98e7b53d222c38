// Package pinyin says how a Chinese name is read, for people who cannot read it: beside 余欢, "Yu Huan".
//
// It speaks only where the reading is certain: where the text itself gives it, as in 余欢（Yu Huan）, or where every
// character of a name has one sound (sounds.txt), the surname's own sound counting for it (names.go). A foreign name
// written in characters has no such reading, and none is given.
package pinyin

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed sounds.txt
var soundsText string

var sounds = sync.OnceValue(func() map[rune]string {
	table := map[rune]string{}
	for line := range strings.Lines(soundsText) {
		sound, characters, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for _, r := range characters {
			table[r] = strings.ReplaceAll(sound, "v", "ü")
		}
	}
	return table
})

// Of is the reading of a person's name, without tones; false where it is not certain.
func Of(name string) (string, bool) {
	surname, given := split(name)
	if surname == "" || utf8.RuneCountInString(given) < 1 || utf8.RuneCountInString(given) > 2 {
		return "", false
	}
	var read strings.Builder
	for i, r := range given {
		sound, ok := givenSounds[r]
		if !ok {
			sound, ok = sounds()[r]
		}
		if !ok || strings.ContainsRune(foreign, r) {
			return "", false
		}
		if i > 0 && strings.ContainsRune("aeo", rune(sound[0])) {
			read.WriteByte('\'') // 西安 is Xi'an, and 先 is Xian
		}
		read.WriteString(sound)
	}
	return capital(surnames()[surname]) + " " + capital(read.String()), true
}

// split parts a name behind its surname, the longest one that fits.
func split(name string) (surname, given string) {
	for _, n := range []int{2, 1} {
		i := n * len("余")
		if len(name) > i && utf8.RuneStart(name[i]) && surnames()[name[:i]] != "" {
			return name[:i], name[i:]
		}
	}
	return "", ""
}

func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// In is the reading that a text gives for a name in brackets behind it, or the name in brackets behind the reading.
func In(text, name string) (string, bool) {
	const latin = `(\p{Latin}[\p{Latin}\p{M}'’.\- ]{1,40}\p{Latin})`
	quoted := regexp.QuoteMeta(name)
	for _, pattern := range []string{quoted + `\s*[(（]\s*` + latin + `\s*[)）,，;；]`, latin + `\s*[(（]\s*` + quoted + `\s*[)）]`} {
		re, err := regexp.Compile(pattern)
		if err != nil {
			continue // a name that is no text
		}
		if m := re.FindStringSubmatch(text); m != nil {
			if read := lastNames(m[1]); read != "" {
				return read, true
			}
		}
	}
	return "", false
}

// lastNames is the end of a run of words from which on all are written as names are, at most four; "" where none is.
func lastNames(s string) string {
	words := strings.Fields(s)
	i := len(words)
	for i > 0 && len(words)-i < 4 && isName(words[i-1]) {
		i--
	}
	return strings.Join(words[i:], " ")
}

// isName reports whether a word begins with a capital letter and goes on with small ones: CEO is none.
func isName(word string) bool {
	r, size := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r) && strings.ContainsFunc(word[size:], unicode.IsLower)
}
