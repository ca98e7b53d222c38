package lexical

// Language guesses the language of a text: by script, and where several languages share one by their function words. It
// is "" where nothing speaks for any. It needs no table but the stopwords', and is meant for questions and passages, of
// which package article says nothing.
func Language(s string) string {
	tokens := Tokens(s)
	counts := scripts(tokens)
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
	return byStopwords(tokens)
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

// byStopwords gives the language whose function words the text holds most of; ties go to the language named first here,
// which is the order of how often they are met.
func byStopwords(tokens []Token) string {
	table := stopwordTable()
	best, most := "", 0
	for _, lang := range spacedLanguages {
		n := 0
		for _, t := range tokens {
			if t.Kind == Word && table[lang].words[t.Text] {
				n++
			}
		}
		if n > most {
			best, most = lang, n
		}
	}
	return best
}

var spacedLanguages = []string{
	"en", "es", "fr", "de", "pt", "it", "ru", "nl", "pl", "tr", "vi", "id", "ro", "sv", "uk", "el", "ar", "he", "hi", "ko",
}
