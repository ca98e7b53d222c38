package speaker

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/internal/lexical"
	"github.com/footnote-bot/footnote/internal/pattern"
)

// leastQuestions is how many paragraphs ask, set apart from their answers, in an interview without labels.
const leastQuestions = 3

// dashes are before the questions of Japanese interviews, and of some in other languages.
var dashes = pattern.Lazy(`^(?:[―─—–]{1,2}|－{2})\s?[^\s―─—–－]`)

// setApart gives the answers of an interview whose questions are bold, italic or headings to its guest, whom the head of the text names. Without
// one they are somebody's: frequently asked questions are set in the same way.
func (f *finder) setApart(done []bool) {
	var questions []int
	others := 0 // paragraphs that are set apart and ask nothing
	for i, p := range f.paragraphs {
		lead := strings.TrimSpace(p.Lead)
		apart := lead != "" && lead == strings.TrimSpace(p.Text) || p.Kind == block.Heading || dashes().MatchString(p.Text)
		switch {
		case !apart || i == 0:
		case lexical.IsQuestion(p.Text):
			questions = append(questions, i)
		case len(questions) > 0 && questions[len(questions)-1] == i-1: // the answer, with a dash of its own
		case p.Kind != block.Heading:
			others++
		}
	}
	if len(questions) < leastQuestions || 2*others > len(questions) {
		return
	}
	name := cmp.Or(f.addressed(questions), f.headed(questions[0]), f.courteous(questions[0]))
	if name == "" {
		return
	}
	asks := map[int]bool{}
	for _, i := range questions {
		asks[i] = true
	}
	last := questions[len(questions)-1]
	speaking, since := false, 0
	for i := questions[0]; i < len(f.paragraphs); i++ {
		p := f.paragraphs[i]
		since++
		switch {
		case asks[i]:
			speaking, since = true, 0
			done[i] = true
			continue
		case p.Kind == block.Heading || p.Kind == block.Caption || done[i] || endsInterview(p.Text, name), since > longestTurn, i > last && since > longestLast:
			speaking = speaking && i < last && since <= longestTurn
			continue
		}
		if speaking {
			f.assign(i, name)
			done[i] = true
		}
	}
}

// interviewHead finds the guest in a headline or a line above the first question: "Interview mit Anna Weber", "Entretien avec", "インタビュー：", "인터뷰:".
var interviewHead = pattern.Lazy(`(?i:interview|gespräch|entretien|entrevista|intervista|conversation)\s?(?i:mit|avec|con|com|with|a|an|de|:|–|—|\|)?\s+(` + nameWord + `(?: (?:von|van|de|del|der|di|da|la|le|` + nameWord + `)){1,3})` +
	`|(?:インタビュー|聞き手に|に聞く|专访|專訪|对话|對話|访谈)\s?[：:—–|]*\s?([\p{Han}\p{Katakana}ー・]{2,8})|인터뷰\s?[：:—–|]\s?(\p{Hangul}{2,4})` +
	`|([\p{Han}]{2,5})(?:さん|氏)?(?:に聞く|インタビュー|へのインタビュー)|(?:` + koreanTitle + `|가) ([` + koreanSurnames + `]\p{Hangul}{2}) 인터뷰` +
	`|([` + koreanSurnames + `]\p{Hangul}{2}) \p{Hangul}{0,6}(?:` + koreanTitle + `) 인터뷰` +
	`|(` + nameWord + `(?: ` + nameWord + `){1,2}) (?:im (?:Interview|Gespräch)|en entrevista|en entretien)`)

// interviewCredit is a line that names who asked: Interview: Matthias Gellert.
var interviewCredit = pattern.Lazy(`^(?i:interview|entretien|entrevista|intervista)\s?[:–—|/]\s?` + latinName + `$`)

// headed is the guest whom the headline or a short line above the first question names as one.
func (f *finder) headed(first int) string {
	for i := range min(first, 6) {
		text := f.paragraphs[i].Text
		if utf8.RuneCountInString(text) > 200 || interviewCredit().MatchString(text) {
			continue
		}
		for _, m := range interviewHead().FindAllStringSubmatch(text, -1) {
			for _, name := range m[1:] {
				if name != "" && !strings.Contains(f.all, name+"로 ") && !notFirst(name) && !strings.HasSuffix(name, ".") && strings.ContainsFunc(name, unicode.IsLetter) {
					return endName(name)
				}
			}
		}
	}
	return ""
}

// address is how a question calls whom it asks: Frau Vogt, warum …
var address = pattern.Lazy(`(?:^|[\s,("“«„¿])(?:Herrn?|Frau|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Prof\.?|Professor|M\.|Mme|Monsieur|Madame|[Ss]eñora?|Sra?\.|[Dd]on|[Dd]oña|[Ss]ignora?|[Dd]ottore(?:ssa)?) (` + nameWord + `)[,.?]`)

// addressed is the one person above the first question whom questions call by the last name.
func (f *finder) addressed(questions []int) string {
	var names [][]string // the words of what may be names
	for _, p := range f.paragraphs[:min(questions[0], 6)] {
		head := beginning(p.Text, longestIntroduction)
		for _, run := range capitalRuns(head) {
			names = append(names, strings.Fields(head[run[0]:run[1]]))
		}
	}
	found := ""
	for _, i := range questions {
		for _, m := range address().FindAllStringSubmatch(f.paragraphs[i].Text, -1) {
			for _, fields := range names {
				if fields[len(fields)-1] != m[1] {
					continue
				}
				first := len(fields) - 2
				for first > 0 && particles[fields[first]] {
					first--
				}
				name := strings.Join(fields[first:], " ")
				if found != "" && found != name {
					return ""
				}
				found = name
			}
		}
	}
	return found
}

// courtesy is a name in Japanese or Korean with the form of address behind it.
var courtesy = pattern.Lazy(`(?:^|[\s、。，「『』」・\p{Hiragana}"”’])([\p{Han}\p{Katakana}ー・]{2,8}(?:\p{Hiragana}{1,3}\p{Han}?)?|\p{Han}{1,4}\p{Hiragana}{2,3})(?:さん|氏)` +
	`|(?:^|[\s"”’])((?:` + koreanCompounds + `|[` + koreanSurnames + `])\p{Hangul}{1,2}) 씨`)

// courteous is the one person whom the lines above the first question name with a form of address.
func (f *finder) courteous(first int) string {
	found := ""
	for _, p := range f.paragraphs[:min(first, 6)] {
		for _, m := range courtesy().FindAllStringSubmatch(beginning(p.Text, longestIntroduction), -1) {
			name := cmp.Or(m[1], m[2])
			if found != "" && found != name {
				return ""
			}
			found = name
		}
	}
	return found
}
