package lexical

import (
	"strings"
	"unicode/utf8"
)

// Language guesses the language of a text: by script, and where several languages share one by their function words. It
// is "" where nothing speaks for any. It needs no table but the stopwords', and is meant for questions and passages, of
// which package article says nothing.
func Language(s string) string { return LanguageOr(s, "") }

// LanguageOr is Language, but of languages for which as much speaks it takes the likely one where it is among them.
func LanguageOr(s, likely string) string {
	tokens := Tokens(s)
	counts := scripts(tokens)
	if lang := aroundNames(s, tokens, counts, likely); lang != "" {
		return lang
	}
	switch {
	case counts.hangul*4 > counts.all:
		return "ko"
	case counts.thai*2 > counts.all:
		return "th"
	case (counts.han+counts.kana)*4 > counts.all: // Latin names do not make Chinese English
		if counts.kana*8 >= counts.han+counts.kana {
			return "ja"
		}
		return "zh"
	case counts.other*2 > counts.all && counts.words == 0:
		return ""
	}
	lang, _ := byStopwords(tokens, likely)
	return lang
}

// aroundNames is the language of a text that only names things in Han, kana or Hangul: the language whose function words
// it has, where it has more of them than of those of the names' scripts. Words in capitals are no function words: WHO.
func aroundNames(s string, tokens []Token, counts scriptCounts, likely string) string {
	if counts.words-counts.hangul < 2 || counts.han+counts.kana+counts.hangul == 0 {
		return ""
	}
	var words []Token
	native := signs(s, "zh")
	if counts.kana > 0 {
		native = max(native, signs(s, "ja"))
	}
	for _, t := range tokens {
		switch written := s[t.Start:t.End]; {
		case t.Kind != Word || written == strings.ToUpper(written) && written != strings.ToLower(written):
		case isHangul(firstRune(t.Text)):
			if stopwordTable()["ko"].words[t.Text] {
				native++
			}
		default:
			words = append(words, t)
		}
	}
	lang, n := byStopwords(words, likely)
	if n <= native {
		return ""
	}
	return lang
}

// signs counts the function words of a language without spaces: its phrases, and the characters that are part of no word.
func signs(s, lang string) int {
	table, n := stopwordTable()[lang], 0
	for rest := Fold(s); rest != ""; {
		r, size := utf8.DecodeRuneInString(rest)
		for _, phrase := range table.phrases[r] {
			if strings.HasPrefix(rest, phrase) && (len(phrase) > size || table.breaking[phrase]) {
				n, size = n+1, len(phrase)
				break
			}
		}
		rest = rest[size:]
	}
	return n
}

// scriptCounts counts signs and words by script.
type scriptCounts struct{ all, han, kana, thai, hangul, other, words int }

func scripts(tokens []Token) (c scriptCounts) {
	for _, t := range tokens {
		if t.Kind == Pair || t.Kind == Number {
			continue
		}
		c.all++
		r := firstRune(t.Text)
		switch {
		case t.Kind == Word && isHangul(r):
			c.hangul++
			c.words++
		case t.Kind == Word:
			c.words++
		case isKana(r):
			c.kana++
		case isThai(r):
			c.thai++
		case r >= 0x3005:
			c.han++
		default:
			c.other++
		}
	}
	return c
}

// byStopwords gives the language whose function words the text holds most of, and how many; ties go to the likely
// language, else to the one named first here, which is the order of how often they are met.
func byStopwords(tokens []Token, likely string) (lang string, most int) {
	table := stopwordTable()
	likely = Base(likely)
	for _, l := range spacedLanguages {
		n := 0
		for _, t := range tokens {
			if t.Kind == Word && table[l].words[t.Text] {
				n++
			}
		}
		if n > most || n > 0 && n == most && l == likely {
			lang, most = l, n
		}
	}
	return lang, most
}

var spacedLanguages = []string{
	"en", "es", "fr", "de", "pt", "it", "ru", "nl", "pl", "tr", "vi", "id", "ro", "sv", "uk", "el", "ar", "he", "hi", "ko",
}
