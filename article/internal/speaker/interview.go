package speaker

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/internal/lexical"
	"github.com/footnote-bot/footnote/internal/pattern"
)

// A turn goes on over at most so many paragraphs without a label; the last one over fewer, since nobody says where the
// interview ends.
const (
	longestTurn = 12
	longestLast = 6
)

// mostPeople take turns in one conversation; more names with labels are a list.
const mostPeople = 40

// turn is what the label of a paragraph says.
type turn struct {
	question bool
	answer   bool
	name     string // of a label that is a name
}

// interviews gives labelled paragraphs, and those that go on below them, their speakers.
func (f *finder) interviews(done []bool) {
	turns := f.turns()
	if len(turns) < 2 {
		return
	}
	last := lastTurn(turns)
	guest, known := "", false
	current, speaking, since := "", false, 0
	for i, p := range f.paragraphs {
		t, labelled := turns[i]
		switch {
		case labelled && t.answer:
			if !known {
				first := firstTurn(turns, len(f.paragraphs))
				guest, known = f.answering(turns, first, last), true
			}
			current, speaking = guest, true
		case labelled && t.question:
			current, speaking = "", true
		case labelled:
			current, speaking = t.name, true
		case speaking && (isField(p.Text) || narrates(p.Text)):
			speaking = false
			continue
		case p.Kind == block.Heading || !speaking || endsInterview(p.Text, current) || since > longestTurn || i > last && !f.goesOnAnswering(p, since+2):
			speaking = speaking && p.Kind == block.Heading && last > i
			continue
		}
		if since++; labelled {
			since = 0
		}
		if !done[i] {
			f.assign(i, current)
			done[i] = true
		}
	}
}

// isField: a paragraph begins with a short label that nobody has who speaks: 会場：市民会館.
func isField(text string) bool {
	label, rest, ok := Label(text)
	return ok && rest != "" && namesSomebody(label) && (!strings.Contains(label, " ") || isNameShaped(label)) && utf8.RuneCountInString(label) <= longestHeadLine
}

// answering is who gives the answers between two paragraphs that no label names.
func (f *finder) answering(turns map[int]turn, first, last int) string {
	if name := cmp.Or(f.guest(first), f.headed(first), f.courteous(first)); name != "" {
		return name
	}
	var answers []int
	for i, t := range turns {
		if t.answer {
			answers = append(answers, i)
		}
	}
	if !f.answersOfOneself(answers) {
		return ""
	}
	return cmp.Or(f.presented(first), f.presentedBelow(last))
}

// turns finds the paragraphs whose labels name speakers: questions and answers, and people's names that take turns.
func (f *finder) turns() map[int]turn {
	count := map[string]int{}
	labels := map[int]string{}
	questions, answers, asked := 0, 0, -2 // the last that a letter alone asks
	for i, p := range f.paragraphs {
		label, rest, ok := Label(p.Text)
		if !ok || p.Given != "" || p.Kind == block.Code || p.Kind == block.TableRow || p.Kind == block.Heading {
			continue
		}
		if isLetter(p.Text, label) {
			if plain := plainLabel(label); questionLabels[plain] && lexical.IsQuestion(rest) {
				asked = i
			} else if !answerLabels[plain] || asked != i-1 {
				continue // a name in a list
			}
		}
		labels[i] = label
		count[label]++
		if plain := plainLabel(label); questionLabels[plain] {
			questions++
		} else if answerLabels[plain] {
			answers++
		}
	}
	marked := questions > 0 && (answers > 0 || questions > 1)
	people := 0
	for label, n := range count {
		if n > 1 && personLabel(label, f.capitals()) {
			people++
		}
	}
	if people > mostPeople {
		count = nil // then only the labels of questions and answers count
	}
	names := map[string]string{} // the full name of each label that is one of a speaker; decided once a label
	changes := f.changes(labels)
	for label, n := range count {
		if n > 1 && nameLike(label) && (marked && (people > 0 || personLabel(label, f.capitals()) || changes[label] >= leastChanges) || people > 0 && changes[label] >= leastChanges) {
			names[label] = f.fullName(label)
		}
	}
	turns := map[int]turn{}
	for i, label := range labels {
		plain := plainLabel(label)
		switch name, isName := names[label]; {
		case marked && questionLabels[plain]:
			turns[i] = turn{question: true}
		case marked && answerLabels[plain]:
			turns[i] = turn{answer: true}
		case isName:
			turns[i] = turn{name: name}
		case len(count) > 1 && changes[label] > 1 && f.boldLabel(i, label):
			turns[i] = turn{name: label}
		}
	}
	return turns
}

// personLabel: a name of a person, full or in capitals; in Chinese a name of its own. Known are the words of the text
// that begin with a capital.
func personLabel(label string, known map[string]int) bool {
	fields := strings.Fields(label)
	switch {
	case isChineseName(label) || isTransliterated(label):
		return true
	case len(fields) >= 2:
		return isLatinName(label) && givenNames[fields[0]]
	}
	if !nameLike(label) || strings.ToUpper(label) != label || len(label) < 3 || strings.ContainsFunc(label, func(r rune) bool { return r > unicode.MaxASCII }) {
		return false
	}
	return known[label[:1]+strings.ToLower(label[1:])] > 0 // SMITH, where the text knows a Smith
}

// capitals counts the words of the text that begin with a capital.
func (f *finder) capitals() map[string]int {
	if f.words == nil {
		f.words = map[string]int{}
		for word := range strings.FieldsFuncSeq(f.all, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' }) {
			if first, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(first) {
				f.words[word]++
			}
		}
	}
	return f.words
}

// leastChanges: the label's paragraphs stand between those of other labels that repeat, at least twice each.
const leastChanges = 3

// changes counts for each label how often it takes the word from another or gives it to another.
func (f *finder) changes(labels map[int]string) map[string]int {
	changes := map[string]int{}
	last := ""
	for i := range f.paragraphs {
		l, ok := labels[i]
		if !ok {
			continue
		}
		if l != last && last != "" {
			changes[l]++
			changes[last]++
		}
		last = l
	}
	return changes
}

// boldLabel: the label is what is bold in its paragraph, and others take turns with it.
func (f *finder) boldLabel(i int, label string) bool {
	lead := strings.TrimSpace(strings.TrimRight(f.paragraphs[i].Lead, ":： "))
	return lead != "" && lead == label && (isChineseName(label) || isLatinName(label) && (givenNames[strings.Fields(label)[0]] || f.capitals()[lastField(label)] > 2))
}

// mostNamesakes bounds how many full names with one last word are kept.
const mostNamesakes = 8

// fullName resolves the short name of a label (SMITH, 余) by the first fuller name that ends with it; itself where there
// is none.
func (f *finder) fullName(label string) string {
	title := label
	if strings.ToUpper(label) == label && len(strings.Fields(label)) == 1 && len(label) > 2 {
		title = label[:1] + strings.ToLower(label[1:]) // SMITH
	}
	if f.full == nil {
		f.full = map[string][]string{}
		for _, p := range f.paragraphs {
			for _, m := range fullNames().FindAllString(p.Text, 20) {
				last := lastField(m)
				if len(f.full[last]) < mostNamesakes && strings.Contains(m, " ") && !notFirst(m) && !slices.Contains(f.full[last], m) {
					f.full[last] = append(f.full[last], m)
				}
			}
		}
	}
	for _, m := range f.full[lastField(title)] {
		if strings.HasSuffix(m, " "+title) {
			return m
		}
	}
	return label
}

func firstTurn(turns map[int]turn, n int) int {
	for i := range n {
		if _, ok := turns[i]; ok {
			return i
		}
	}
	return n
}

func lastTurn(turns map[int]turn) int {
	last := -1
	for i := range turns {
		last = max(last, i)
	}
	return last
}

// credits is a line that names who made a piece: 文・写真=朝比奈しほ, 採訪/藍佩芸, 글·사진 김서연.
var credits = pattern.Lazy(`^[（(【\[]?(?:(?:文|写真|撮影|取材|構成|聞き手|採訪|采访|撰文|撰稿|摄影|攝影|整理|編輯|编辑|글|사진|정리|인터뷰)[・·、&＆/／]?){1,3}\s?[・·/／丨｜=＝:：]`)

// endsInterview: a line about the speaker or about the making of the piece is no longer their answer.
func endsInterview(text, current string) bool {
	if current != "" && strings.Contains(text, current) {
		return true
	}
	for _, mark := range []string{
		"本报记者", "编辑：", "责任编辑", "责编", "来源：", "摄影", "版权", "edited for length", "edited and condensed", "edited for clarity",
		"Propos recueillis", "Das Gespräch führte", "Das Interview führte", "Die Fragen stellte",
	} {
		if strings.Contains(text, mark) {
			return true
		}
	}
	return credits().MatchString(text) || isWithin(text, "（", "）") || isWithin(text, "(", ")") || isWithin(text, "[", "]")
}

func isWithin(text, open, closes string) bool {
	return strings.HasPrefix(text, open) && strings.HasSuffix(text, closes)
}

// guest looks for who answers: the name in the short lines above the first question, with the post on the line above or
// below; else the one person whom the paragraph above introduces.
func (f *finder) guest(first int) string {
	for i := first - 1; i >= 0 && i >= first-6; i-- {
		text := f.paragraphs[i].Text
		if utf8.RuneCountInString(text) > 80 {
			break
		}
		if name, role, ok := f.nameLine(text); ok {
			if role == "" && i > 0 && isPost(f.paragraphs[i-1].Text) {
				role = f.paragraphs[i-1].Text
			}
			if role == "" && i+1 < first && isPost(f.paragraphs[i+1].Text) {
				role = f.paragraphs[i+1].Text
			}
			f.know(name, role)
			return name
		}
	}
	return f.introduced(first)
}

var guestLabel = pattern.Lazy(`^(受访者|受訪者|受访人|嘉宾|嘉賓|对话嘉宾|采访对象|Guest|Interviewee|With|In conversation with)\s*[:：]?\s*`)

// nameLine reads a line that is a name, or a name and a post: 余欢 / 某公司总监 余欢 / "Jane Doe, head of research".
func (f *finder) nameLine(text string) (name, role string, ok bool) {
	text = guestLabel().ReplaceAllString(strings.TrimSpace(text), "")
	if strings.ContainsAny(text, "。！？!?“”") {
		return "", "", false
	}
	if isChineseName(text) || isLatinName(text) {
		return text, "", true
	}
	for _, cut := range []string{"，", ", ", "　", " ", "｜", "|", "——", "—"} {
		before, after, found := strings.Cut(text, cut)
		if !found {
			continue
		}
		before, after = strings.TrimSpace(before), strings.TrimSpace(after)
		if (isChineseName(before) || strings.Contains(cut, ",") && isLatinName(before)) && isPost(after) {
			return before, after, true
		}
		if at := strings.LastIndex(text, cut); isChineseName(strings.TrimSpace(text[at+len(cut):])) && isPost(strings.TrimSpace(text[:at])) {
			return strings.TrimSpace(text[at+len(cut):]), strings.TrimSpace(text[:at]), true
		}
	}
	return "", "", false
}

// longestIntroduction is how many bytes of a paragraph are looked at for whom it introduces.
const longestIntroduction = 4096

// beginning is the beginning of a text, in whole characters.
func beginning(text string, most int) string {
	if len(text) <= most {
		return text
	}
	for !utf8.RuneStart(text[most]) {
		most--
	}
	return text[:most]
}

// introduced is the one person with a post in the paragraph above the first question.
func (f *finder) introduced(first int) string {
	for i := first - 1; i >= 0 && i >= first-3; i-- {
		p := f.paragraphs[i]
		if p.Kind == block.Heading {
			continue
		}
		found := withPosts(beginning(p.Text, longestIntroduction), beginning(f.all, mostSearched))
		if len(found) == 1 {
			f.know(found[0].Name, found[0].Role)
			return found[0].Name
		}
		if len(found) > 1 {
			return ""
		}
	}
	return ""
}
