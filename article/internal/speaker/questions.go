package speaker

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/internal/pattern"
)

// leastQuestions is how many paragraphs ask, set apart from their answers, in an interview without labels;
// leastAddressed where they call whom they ask by name.
const (
	leastQuestions = 3
	leastAddressed = 2
)

// dashes are before the questions of Japanese interviews, and of some in other languages.
var dashes = pattern.Lazy(`^(?:[―─—–]{1,2}|－{2})\s?[^\s―─—–－]|^-\s?\p{Hangul}`)

// setApart gives the answers of an interview whose questions are bold, italic or headings to its guest, whom the head
// of the text names. Without one they are somebody's: frequently asked questions are set in the same way.
func (f *finder) setApart(done []bool) {
	questions, others := f.asksApart()
	if 2*others > len(questions) || len(questions) < leastAddressed {
		questions = f.asksAlone()
	}
	if len(questions) < leastAddressed || len(questions) < leastQuestions && f.addressed(questions) == "" {
		return
	}
	name := f.interviewed(questions, f.answersOfOneself(f.answersTo(questions)))
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
		case asks[i], i < last && f.prompts(i, questions, since):
			speaking, since = true, 0
			done[i] = true
			continue
		case p.Kind == block.Heading || p.Kind == block.Caption || done[i] || endsInterview(p.Text, name), since > 1 && narrates(p.Text), since > longestTurn, i > last && !f.goesOnAnswering(p, since):
			speaking = speaking && i < last && since <= longestTurn
			continue
		}
		if speaking {
			f.assign(i, name)
			done[i] = true
		}
	}
}

// interviewHead finds the guest in a headline or a line above the first question: "Interview mit Anna Weber",
// "Entretien avec", "インタビュー：", "인터뷰:".
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
				if own := f.ownHan(name); own != "" {
					name = own
				}
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
	`|(?:^|[\s"”’])((?:` + koreanCompounds + `|[` + koreanSurnames + `])\p{Hangul}{1,2})(?:\(\d{1,3}\))? 씨`)

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

// goesOnAnswering reports whether a paragraph below the last question is still its answer: the first one is, others
// where they speak of themselves.
func (f *finder) goesOnAnswering(p Paragraph, since int) bool {
	return since <= 1 || since <= longestLast && !isApart(p) && f.speaksOfOneself(unquoted(p.Text))
}

// prompts reports whether a paragraph that asks nothing is set apart as the questions are: “You nearly gave up.” Of
// dashes every other one is an answer's.
func (f *finder) prompts(i int, questions []int, since int) bool {
	p, q := f.paragraphs[i], f.paragraphs[questions[0]]
	if isApart(q) {
		return isApart(p)
	}
	return since > 1 && dashes().MatchString(q.Text) && dashes().MatchString(p.Text)
}

// isApart reports whether a paragraph is bold or italic from end to end.
func isApart(p Paragraph) bool {
	lead := strings.TrimSpace(p.Lead)
	return lead != "" && lead == strings.TrimSpace(p.Text)
}

// answersTo are the paragraphs that stand below questions.
func (f *finder) answersTo(questions []int) []int {
	var answers []int
	for k, i := range questions {
		if i+1 < len(f.paragraphs) && (k+1 == len(questions) || questions[k+1] > i+1) {
			answers = append(answers, i+1)
		}
	}
	return answers
}
