package bot

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/summarize"
)

// What is pasted text, in characters; Han counts for more, as it says more.
const (
	pastedChars     = 300
	pastedHan       = 120
	pastedLines     = 4
	pastedWithLinks = 1000 // beside links, a shorter text is a question about them
)

// meaning is what a short message says.
type meaning struct {
	question string // "" for a summary
	compares bool   // the question asks for nothing but how texts compare
	style    summarize.Style
	language string
	wrote    string // the language of an order of a summary; "" where its words do not tell
	talk     bool
	whole    bool // although it costs
}

// pasted reports whether words are long enough to be a text to read rather than something asked.
func pasted(words string, links bool) bool {
	chars := utf8.RuneCountInString(words)
	if links {
		return chars >= pastedWithLinks
	}
	han, lines := 0, 0
	for _, r := range words {
		if isHan(r) {
			han++
		}
	}
	for line := range strings.SplitSeq(words, "\n") {
		if strings.TrimSpace(line) != "" {
			lines++
		}
	}
	return chars >= pastedChars || han >= pastedHan || lines >= pastedLines
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// classify tells the order of a summary, with its style and language, from a question.
func classify(words string) meaning {
	words = strings.TrimSpace(words)
	var m meaning
	left, language := cutLanguage(words)
	m.language = language
	left, m.style = cutStyle(left)
	left, m.whole = cutPhrase(left, wholePhrases)
	if left, m.talk = cutPhrase(left, talkPhrases); onlyOrders(left) {
		m.wrote = summarize.AskedIn(words)
		return m
	}
	// The words of a style or a language may be part of what is asked ("how many books are there in English?"): a
	// question keeps all of them, but for the order to answer in a language.
	m.style, m.whole = "", false
	m.question, m.language = cutAnswerLanguage(words)
	m.compares = asksComparison(left)
	return m
}

// OrdersSummary reports whether words ask for nothing but a summary ("tl;dr?", "what is this about", 这篇文章讲了什么), and in
// which style and language, where they say so; wrote is the language of the words themselves, "" where they do not tell.
func OrdersSummary(words string) (style summarize.Style, language, wrote string, ok bool) {
	m := classify(words)
	return m.style, m.language, m.wrote, m.question == ""
}

func cutAnswerLanguage(words string) (rest, language string) {
	for i, l := range languagePhrases {
		if rest, ok := cutPhrase(words, answerPhrases()[i]); ok && !onlyOrders(rest) {
			return strings.Trim(rest, " ,，;；"), l.tag
		}
	}
	return words, ""
}

// bareWords are words as phrases are looked up: in lower case, without marks around them.
func bareWords(words string) string {
	return strings.ToLower(strings.TrimFunc(words, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) }))
}

// asksToSee is what somebody wants to see of the reply above, where they ask for nothing else; "" where they do not.
func asksToSee(words string) wanted { return seePhrases[bareWords(words)] }

// asksCheck reports whether nothing but "is that right?" is asked.
func asksCheck(words string) bool {
	return checkPhrases[bareWords(words)]
}

// onlyThanks reports whether words are but thanks, or a picture: they ask for nothing.
func onlyThanks(words string) bool {
	plain := emojiInText().ReplaceAllString(strings.ToLower(words), " ")
	letters := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' && r != '’' }
	fields := strings.FieldsFunc(plain, letters)
	if len(fields) == 0 {
		return plain != strings.ToLower(words) || strings.ContainsFunc(words, func(r rune) bool { return unicode.Is(unicode.So, r) })
	}
	return only(fields, thanksWords) && !only(fields, aroundThanks)
}

// asksHelp reports whether somebody asks what Footnote is for.
func asksHelp(words string) bool {
	return helpPhrases[bareWords(words)]
}

// onlyOrders reports whether nothing is left of words but what orders a summary.
func onlyOrders(words string) bool {
	fields := strings.FieldsFunc(strings.ToLower(words), separates)
	if only(fields, orderWords()) || aboutPhrases[strings.Join(fields, " ")] {
		return true
	}
	for _, known := range aboutWords() {
		if only(fields, known) {
			return true
		}
	}
	return false
}

func only(fields []string, known map[string]bool) bool {
	for _, field := range fields {
		if !known[field] && !onlyHan(field, known) {
			return false
		}
	}
	return true
}

// onlyHan takes a field of a script without spaces apart, the longest known word first.
func onlyHan(field string, known map[string]bool) bool {
	rest := []rune(field)
	for len(rest) > 0 {
		n := min(len(rest), 6)
		for n > 0 && !known[string(rest[:n])] {
			n--
		}
		if n == 0 || rest[0] < utf8.RuneSelf {
			return false
		}
		rest = rest[n:]
	}
	return true
}

func separates(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsPunct(r) && r != ';' && r != '\'' && r != '’' && r != '-' || unicode.IsSymbol(r)
}

// cutLanguage takes an ordered language off: "… in German", "用英文…".
func cutLanguage(words string) (rest, language string) {
	for _, l := range languagePhrases {
		if rest, ok := cutPhrase(words, l.phrases); ok {
			return rest, l.tag
		}
	}
	return words, ""
}

func cutStyle(words string) (string, summarize.Style) {
	for _, s := range stylePhrases {
		if rest, ok := cutPhrase(words, s.phrases); ok {
			return rest, s.style
		}
	}
	return words, ""
}

// cutPhrase takes the first phrase that words hold out of them. Phrases of spaced scripts match whole words.
func cutPhrase(words string, phrases []string) (string, bool) {
	lower := strings.ToLower(words)
	if len(lower) != len(words) { // a letter whose lower case is longer: offsets would not fit
		return words, false
	}
	for _, p := range phrases {
		for from := 0; ; {
			i := strings.Index(lower[from:], p)
			if i < 0 {
				break
			}
			i += from
			end := i + len(p)
			if boundary(lower, i, end) {
				return strings.TrimSpace(words[:i] + " " + words[end:]), true
			}
			from = end
		}
	}
	return words, false
}

func boundary(s string, start, end int) bool {
	letter := func(r rune) bool {
		return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.Is(unicode.Han, r) && !unicode.Is(unicode.Hiragana, r)
	}
	first, _ := utf8.DecodeRuneInString(s[start:])
	last, _ := utf8.DecodeLastRuneInString(s[:end])
	before, _ := utf8.DecodeLastRuneInString(s[:start])
	after, _ := utf8.DecodeRuneInString(s[end:])
	if strings.ContainsRune("了过過到", after) { // 讨论了: somebody discussed something, no discussion is meant
		return false
	}
	return !(letter(first) && letter(before) && start > 0) && !(letter(last) && letter(after) && end < len(s))
}
