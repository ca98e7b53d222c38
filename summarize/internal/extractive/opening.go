package extractive

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/internal/lexical"
	"github.com/footnote-bot/footnote/internal/pattern"
)

// opening is where, in bytes, the sentence of a passage begins that is shown: behind the label of a turn, in talk behind the
// words that only take the floor ("Well, ", "对，"), behind the dateline of a report, and behind marks that open nothing.
func opening(text, lang string, kind genre) int {
	at := turnStart(text, kind)
	if kind.spoken() {
		at += floor(text[at:], lang)
		at += joined(text[at:], lang)
	} else if kind == live {
		at = len(timeOfDay().FindString(text))
		at = len(text) - len(strings.TrimLeft(text[at:], " :：-–—|"))
	} else {
		words := max(len(dateline().FindString(text)), answerStart(text))
		if r, _ := utf8.DecodeRuneInString(text[words:]); !unicode.IsLower(r) { // "April 17, 2015 – the day …" speaks of the day
			at = max(at, words)
		}
	}
	rest := strings.TrimLeftFunc(text[at:], func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(".,;:!?)]}，。、；：！？…—–-)）】」』”•·*|", r)
	})
	if r, _ := utf8.DecodeRuneInString(rest); rest == "" || unicode.IsDigit(r) {
		return at // the mark is a minus
	}
	return len(text) - len(rest)
}

// numberedSpeaker is the label that programs for transcripts give to whom they cannot name: one turn alone tells it.
var numberedSpeaker = pattern.Lazy(`(?i)^(?:#?(?:speaker|person|participant|sprecher(?:in)?|locuteur|intervenant|hablante|orador|spreker|talare)[ _-]?\d{1,3}#?|` +
	`(?:说话人|說話人|发言人|發言人|話者|発言者|화자|발화자)\s?\d{1,3})\s*[:：]\s*`)

// turnStart is where the words of a turn begin, behind its label.
func turnStart(text string, kind genre) int {
	if label := numberedSpeaker().FindString(text); label != "" {
		return len(label)
	}
	label := turnLabel(text)
	if !kind.spoken() || label == "" {
		return 0
	}
	return len(text) - len(strings.TrimLeft(text[len(label):], ":： "))
}

// dateline is what news agencies put before the first sentence: a place in capitals, an agency in brackets, a dash; an agency
// in brackets alone; a place and a day, with the agency or not; a day with its year and a dash, before a capital; in Chinese a
// place, a date and 电, in Japanese the place in brackets.
var dateline = pattern.Lazy(`^(?:` +
	`(?:\p{Lu}[\p{Lu}\p{M}.'’ -]+(?:, [\p{L}. ]{2,20})?,? ?)?\(\p{Lu}[\p{L}. /-]{1,20}\)\s*(?:[-–—]+\s*|: )?` +
	`|\p{Lu}[\p{L}\p{M}.'’ -]{1,30}(?:, [\p{L}. ]{2,20})? \(\p{L}{2,12}\)\s*[-–—]+\s*` +
	`|\p{Lu}{2}[\p{Lu}.'’ ]{1,28}(?:, [\p{L}. ]{2,20})?\s+[-–—]+\s+` +
	`|\p{Lu}[\p{L}\p{M}.'’ -]{1,30}(?:, [\p{L}. ]{2,20})?, (?:` + dayOfYear + `)(?:,? \d{4})?,?\s*(?:\([^)]{2,24}\)|/[^/]{2,24}/)?\s*[-–—]+\s+` +
	`|(?:` + dayOfYear + `),? \d{4}\s+[-–—]+\s+` +
	`|[\p{Han}]{2,12}\d{1,2}月\d{1,2}日电\s*(?:（[^）]{2,30}）|\([^)]{2,30}\))?\s*` +
	`|(?:本报讯|[\p{Han}]{2,8}[讯訊电電])\s*(?:（[^）]{2,30}）|\([^)]{2,30}\))\s*` +
	`|【[^】]{2,20}[=＝][^】]{2,12}】\s*` +
	`)`)

// dayOfYear is a day as datelines write it: April 17, 17. April.
const dayOfYear = `\p{L}{3,10}\.? \d{1,2}|\d{1,2}\.? \p{L}{3,10}\.?`

// listMark is what numbers an entry of a list: 1. 2) (c) iv. 一、（二）③
var listMark = pattern.Lazy(`^(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+|[(（]?[\d一二三四五六七八九十]{1,2}[、)）]\s*|[①-⑳]\s*)`)

// holdsList reports whether several passages of a document open with such a mark: one alone may be an ordinal ("1. FC Köln").
func holdsList(doc *article.Document) bool {
	n := 0
	for _, p := range doc.Passages {
		n += int(truth(listMark().MatchString(doc.PassageText(p))))
	}
	return n > 1
}

// floor is the length of what takes the floor: short runs up to a comma or a full stop that hold nothing but words on which
// a sentence leans and courtesies. A denial is never one of them.
func floor(text, lang string) int {
	at := 0
	for {
		end := strings.IndexAny(text[at:], ",，.。、!！?？")
		if end < 0 || end > mostFloor {
			return at
		}
		head := text[at : at+end]
		_, size := utf8.DecodeRuneInString(text[at+end:])
		rest := strings.TrimLeft(text[at+end+size:], " .…")
		if rest == "" || !onlyFloor(lexical.Tokens(head), lang) {
			return at
		}
		at = len(text) - len(rest)
	}
}

// joined is the length of the words that only join a turn to the one before ("And ", "然后"): what follows says the same
// without them. Longer cues go first: "so that" joins nothing.
func joined(text, lang string) int {
	tokens := withoutPairs(lexical.Tokens(text))
	longest, joins := 0, false
	eachCue(plainTexts(tokens[:min(len(tokens), 8)]), lang, func(at int, c cue) {
		if at == 0 && c.want&(joining|leaning) != 0 && len(c.words) >= longest {
			joins = c.want == joining || joins && len(c.words) == longest
			longest = len(c.words)
		}
	})
	if !joins || longest >= len(tokens) {
		return 0
	}
	return tokens[longest].Start
}

// mostFloor is the number of bytes up to which words may only take the floor.
const mostFloor = 24

// onlyFloor reports whether tokens are nothing but cues of leaning and courtesy.
func onlyFloor(tokens []lexical.Token, lang string) bool {
	texts := plainTexts(tokens)
	covered := make([]bool, len(texts))
	denied := false
	eachCue(texts, lang, func(at int, c cue) {
		denied = denied || c.want&denial != 0
		if c.want&(leaning|courtesy) != 0 {
			for i := range c.words {
				covered[at+i] = true
			}
		}
	})
	return !denied && len(texts) > 0 && !slices.Contains(covered, false)
}
