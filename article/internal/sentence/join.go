package sentence

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// rules are the tables of one language.
type rules struct {
	lang     string
	titles   map[string]bool // "Dr": what follows always belongs to it
	short    map[string]bool // "Inc": may end a sentence; then the next begins with a word of starters
	starters map[string]bool
	ordinals bool // "3. Oktober"
}

// join reports whether left, which ends where UAX #29 breaks, and right are one sentence. Both are trimmed; tight says
// that no white space was between them.
func (r rules) join(left, right string, tight bool) bool {
	switch {
	case !hasWord(right), !hasWord(left):
		return true
	case tight && insideURL(left, right):
		return true
	case r.lowerCase(left, right):
		return true
	case strings.HasSuffix(left, ".") && r.afterPeriod(left[:len(left)-1], right):
		return true
	}
	return endsQuoted(left) && attributes(right)
}

func hasWord(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0
}

// insideURL: "https://a.example/b?" and "c=d".
func insideURL(left, right string) bool {
	if r := firstRune(right); r > unicode.MaxASCII {
		return false
	}
	word := left[strings.LastIndexFunc(left, unicode.IsSpace)+1:]
	return strings.Contains(word, "://") || strings.Contains(word, "www.") || strings.Contains(word, "@") ||
		strings.Contains(word, "/") && strings.ContainsRune(word, '.')
}

// lowerCase: "Yahoo! is", "« Ah ! » dit-il". In transcripts with spaces around marks, "are you ? i am", it says nothing.
func (r rules) lowerCase(left, right string) bool {
	right = strings.TrimLeftFunc(right, func(r rune) bool { return unicode.In(r, unicode.Pi, unicode.Ps) || r == '"' })
	if !unicode.IsLower(firstRune(right)) {
		return false
	}
	_, size := utf8.DecodeLastRuneInString(left)
	tokenised := strings.HasSuffix(left[:len(left)-size], " ") && r.lang != "fr"
	return !tokenised
}

// afterPeriod: abbreviations, initials, numbers of lists, ordinals. left is without its period.
func (r rules) afterPeriod(left, right string) bool {
	word := left[strings.LastIndexFunc(left, unicode.IsSpace)+1:]
	word = strings.TrimLeftFunc(word, func(r rune) bool { return unicode.IsPunct(r) && r != '.' })
	next := firstWord(right)
	switch {
	case word == "" || strings.HasSuffix(left, " "):
		return false
	case isNumber(word):
		return word == strings.TrimSpace(left) || r.ordinals && len(word) <= 2
	case r.titles[word]:
		return true
	case strings.EqualFold(word, "no") || strings.EqualFold(word, "nr") || word == "№":
		return unicode.IsDigit(firstRune(right))
	case r.short[word] || initials(word):
		return !r.starters[next]
	}
	return false
}

func isNumber(word string) bool {
	return len(word) <= 6 && strings.Trim(word, "0123456789.") == ""
}

// initials: "J", "J.K", "U.S", "z.B", "Ph.D"; every part at most three letters, more than one part unless it is one letter.
func initials(word string) bool {
	parts, letters := 1, 0
	for _, r := range word {
		switch {
		case r == '.' || r == '-' && letters == 1: // "J.-P."
			if letters == 0 {
				return false
			}
			parts, letters = parts+1, 0
		case unspaced(r) || !unicode.IsLetter(r) && !unicode.IsMark(r):
			return false
		default:
			letters++
		}
		if letters > 3 {
			return false
		}
	}
	return letters > 0 && (parts > 1 || letters == 1)
}

// firstWord is the first word of s, "" where it is an initial.
func firstWord(s string) string {
	s = strings.TrimLeftFunc(s, unicode.IsPunct)
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' })
	if end < 0 {
		return s
	}
	if utf8.RuneCountInString(s[:end]) == 1 && s[end] == '.' {
		return ""
	}
	return s[:end]
}

// endsQuoted: the sentence so far ends with a closed quotation.
func endsQuoted(left string) bool {
	return strings.ContainsRune("”’»」』\"“＂", lastRune(left))
}

// attributes reports whether right goes on with who says the quotation before it: 她说。 と彼は言った。 "Smith said."
func attributes(right string) bool {
	for _, particle := range quotativeParticles {
		if strings.HasPrefix(right, particle) {
			return true
		}
	}
	clause, mark := firstClause(right)
	if unspaced(firstRune(clause)) {
		return mark != '：' && mark != ':' && utf8.RuneCountInString(clause) <= 24 && saysHan(clause)
	}
	words := strings.Fields(clause)
	for i, word := range words {
		if i > 4 {
			break
		}
		if sayingLatin[strings.ToLower(word)] {
			return mark != ':'
		}
	}
	return false
}

// saysHan: the clause ends with a verb of saying (她对记者说), or tells somebody (她告诉记者).
func saysHan(clause string) bool {
	if strings.Contains(clause, "告诉") || strings.Contains(clause, "告訴") {
		return true
	}
	clause = strings.TrimRight(clause, "了着過过")
	for _, verb := range sayingHan {
		if strings.HasSuffix(clause, verb) {
			return true
		}
	}
	return false
}

// firstClause is right up to its first mark, and that mark.
func firstClause(right string) (string, rune) {
	for i, r := range right {
		if strings.ContainsRune("，。！？；：、“「『,.!?;:\"", r) {
			return right[:i], r
		}
	}
	return right, 0
}
