package extract

import (
	"strings"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/internal/pattern"
)

// Papers in Chinese, Japanese and Korean name their reporters in the text itself: in brackets before the first sentence or behind the last, or
// beside the word for a reporter. Some brackets there hold an agency or a desk.
var (
	chineseReporter = pattern.Lazy(`[（(【\[〔](?:[^（）()【】\[\]〔〕]{0,12}[^\p{Han}（）()【】\[\]〔〕]|本[報报网網台刊]|见习|實習|实习)?(?:记者|記者)[\s:：]*(\p{Han}{2,4}(?:[、，,\s]+\p{Han}{2,4}){0,4})(?:[）)】\]〕]|[／/])|[（(【〔][^（(]{0,12}記者(\p{Han}{2,3})\p{Han}{2,3}\d{1,2}日電|` +
		`^\S{0,12}(?:记者|記者)[\s:：]+(\p{Han}{2,4}(?:[、\s]\p{Han}{2,4}){0,3})$|^(?:本[报報网網台刊])?(?:记者|記者)[\s:：]*(\p{Han}{2,4})\s*[／/]`)
	japaneseReporter = pattern.Lazy(`(?:。\s*|^)[（(【\[](?:[\p{Han}\p{Katakana}]{1,8}[・･＝=])?([\p{Han}々ヶ]{2,5}(?:[ 　]?[\p{Han}\p{Hiragana}\p{Katakana}々]{1,5})?(?:[、・,，]\s?[\p{Han}々]{3,6}){0,4})[）)】\]]\s*$`)
	japaneseDateline = pattern.Lazy(`^[【\[（(][\p{Han}\p{Katakana}ー]{2,10}[=＝]([\p{Han}々]{2,5}(?:[ 　]?[\p{Hiragana}\p{Katakana}\p{Han}]{1,4})?)[】\]）)]`)
	koreanReporter   = pattern.Lazy(`(?:^|[\]\)】=|/\s])((?:\p{Hangul}{2,4}[·ㆍ,]\s?){0,3}\p{Hangul}{2,4})\s?(?:선임|인턴|전문|객원)?\s?(?:기자|특파원)(?:\s*[=\]\)]|\s+\S+@\S+|\s*$)`)
	aDesk            = pattern.Lazy(`(?:部|社|班|局|紙|誌|网|網|報|报|通信|共同|時事|了|終|終わり|続く|完|つづく|敬称略|編集)$`)
)

// How much of a text is looked at for its reporters: paragraphs at its beginning and at its end, and runes of the first.
const (
	paragraphsFirst = 2
	paragraphsLast  = 3
	reporterWithin  = 60
)

// reporters are those that the text of an article names as its authors, the way papers in Chinese, Japanese and Korean do.
func reporters(kept []piece) string {
	began := 0
	for i := range kept {
		opens, ends := began < paragraphsFirst, i >= len(kept)-paragraphsLast
		if !opens && !ends {
			continue
		}
		text := oneLine(kept[i].Text)
		if kept[i].signs >= reporterWithin {
			began++
		}
		if opens {
			if m := japaneseDateline().FindStringSubmatch(text); m != nil {
				return m[1]
			}
			if m := chineseReporter().FindStringSubmatch(upTo(text, reporterWithin)); m != nil {
				return first(m[1:]...)
			}
			if m := koreanReporter().FindStringSubmatch(upTo(text, reporterWithin)); m != nil {
				return m[1]
			}
		}
		if name, ok := credited(upTo(text, reporterWithin)); ok && strings.ContainsFunc(name, isSign) {
			name, _, _ = strings.Cut(name, "，")
			if name = cleanName(name); name != "" && utf8.RuneCountInString(name) <= longestSigns {
				return name
			}
		}
		if !ends {
			continue
		}
		if m := japaneseReporter().FindStringSubmatch(text); m != nil && utf8.RuneCountInString(m[1]) > 2 && !aDesk().MatchString(m[1]) {
			return m[1]
		}
		if m := koreanReporter().FindStringSubmatch(text); m != nil && len(text) <= longestName {
			return m[1]
		}
	}
	return ""
}

// longestSigns is more than the name of a person has in Chinese, Japanese or Korean, with what may stand between first
// and last name.
const longestSigns = 6

// upTo are the first runes of a text.
func upTo(text string, runes int) string {
	for i := range text {
		if runes == 0 {
			return text[:i]
		}
		runes--
	}
	return text
}

// ownWord finds, among the labels of what is shown when a link to the page is shared, that of the author, in the languages of common publishing software.
var ownWord = pattern.Lazy(`(?i)\b(?:by|von|por|par|da|di|door|av|af)$|aut[oh]|автор|tekijä|作者|著者|投稿者|執筆者|글쓴이`)

// labelled is the author in the two lines that a page has for those who share it: a label, and what it is of.
func (d *pageData) labelled() string {
	for _, k := range []string{"1", "2"} {
		if ownWord().MatchString(strings.TrimSpace(d.meta["twitter:label"+k])) {
			return d.meta["twitter:data"+k]
		}
	}
	return ""
}
