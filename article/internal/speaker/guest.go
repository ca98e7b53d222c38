package speaker

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/internal/lexical"
)

// oneself are the words in which people speak of themselves, by language. Answers to frequent questions, which are set
// as interviews are, hold none.
var oneself = map[string]map[string]bool{
	"en": words(`I me my mine myself`), "de": words(`ich mir mich mein meine meinen meinem meiner meines`),
	"fr": words(`je j moi me m mon ma mes`), "es": words(`yo me mí mi mis mío mía conmigo`), "it": words(`io me mi m mio mia miei mie`),
	"pt": words(`eu me mim meu minha meus minhas comigo`), "nl": words(`ik me mij mijn`), "sv": words(`jag mig min mitt mina`), "da": words(`jeg mig min mit mine`),
	"no": words(`jeg meg min mitt mine`),
}

// oneselfEastAsian are those of languages that put no space between words.
var oneselfEastAsian = map[string][]string{
	"zh": {"我"}, "ja": {"私", "僕", "俺", "わたし"}, "ko": {"나는", "내가", "나도", "저는", "제가", "저도", "저희", "우리"},
}

// speaksOfOneself reports whether somebody speaks of themselves in a text, outside what it quotes.
func (f *finder) speaksOfOneself(text string) bool {
	for _, word := range oneselfEastAsian[f.lang] {
		if strings.Contains(text, word) {
			return true
		}
	}
	mine := oneself[f.lang]
	if len(mine) == 0 {
		return false
	}
	for word := range strings.FieldsFuncSeq(text, notLetter) {
		if mine[word] || f.lang != "en" && mine[strings.ToLower(word)] {
			return true
		}
	}
	return false
}

// interviewed is who answers the questions of an interview, whose first one is this paragraph: whom the questions or
// the head of the text call by name, or the only one whom the head presents, where answers speak of themselves.
func (f *finder) interviewed(questions []int, ofThemselves bool) string {
	first := questions[0]
	if name := cmp.Or(f.addressed(questions), f.headed(first), f.courteous(first)); name != "" {
		return name
	}
	if !ofThemselves {
		return ""
	}
	return f.presented(first)
}

// answersOfOneself reports whether one of three answers at least is somebody's who speaks of themselves.
func (f *finder) answersOfOneself(answers []int) bool {
	n := 0
	for _, i := range answers {
		if f.speaksOfOneself(unquoted(f.paragraphs[i].Text)) {
			n++
		}
	}
	return n > 0 && 3*n >= len(answers)
}

// presented is the only person whom the head of the text presents; "" where it presents several or none.
func (f *finder) presented(first int) string {
	var names []string
	for i, p := range f.paragraphs[:min(first, headLength)] {
		if p.Kind == block.Caption {
			continue
		}
		text := beginning(p.Text, longestIntroduction)
		if name := titledHan(text); i == 0 && name != "" && strings.Count(f.all, name) > 1 {
			return name
		}
		plain := unquoted(text)
		for _, run := range capitalRuns(plain) {
			if name := f.subject(plain, run, i == 0 || p.Kind == block.Heading); name != "" {
				names = append(names, name)
			}
		}
	}
	return theOne(names)
}

// theOne is the fullest of names that are all of one person.
func theOne(names []string) string {
	fullest := ""
	for _, name := range names {
		if fullest != "" && lastField(fullest) != lastField(name) {
			return ""
		}
		if len(name) > len(fullest) {
			fullest = name
		}
	}
	return fullest
}

// titledHan is the Chinese name that a headline begins with, before a colon.
func titledHan(text string) string {
	if name, _, ok := strings.Cut(text, "："); ok && isChineseName(name) {
		return name
	}
	return ""
}

// withWords stand before whom a headline says that it talks with.
var withWords = words(`with mit avec con com met an a à for für`)

// subject is the name of whom a run of words with capitals may be the name, by its place: at the beginning of a
// sentence or behind a word for what somebody does, not behind a preposition.
func (f *finder) subject(text string, run [2]int, head bool) string {
	above, behind := text[:run[0]], text[run[1]:]
	fields := strings.Fields(text[run[0]:run[1]])
	article := false
	for len(fields) > 1 && (sentenceWords[fields[0]] || determiners[strings.ToLower(fields[0])]) {
		article, fields = true, fields[1:]
	}
	if bare := honorific().ReplaceAllString(strings.Join(fields, " "), ""); f.lang == "en" {
		fields = strings.Fields(bare)
	}
	given := fields
	if len(fields) > 2 && (f.lang == "de" || f.lang == "nl") { // Imkerin Mirjam Sauter
		fields = uptoOffice(fields)
		at := max(0, len(fields)-2)
		for at > 0 && particles[fields[at]] {
			at--
		}
		fields = fields[at:]
	}
	name := strings.Join(fields, " ")
	word := strings.ToLower(lastField(strings.TrimRight(above, " ")))
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(behind, " "))
	switch {
	case len(fields) < 2 || len(fields) > mostNames || orgWords[lastField(name)] || strings.ContainsAny(behind[:min(len(behind), 1)], "'’"):
		return ""
	case strings.ToUpper(name) == name:
		return ""
	case head && (above == "" && strings.ContainsRune(":,–—|", next) || next == utf8.RuneError && (withWords[word] || strings.ContainsAny(above[max(0, len(above)-4):], ":…–—"))):
		return name
	case head && (len(fields) > 3 || !mostlyLower(text)) || prepositions[word] || withWords[word]:
		return ""
	case (article || determiners[word]) && !head && (f.lang != "de" || len(given) == 2): // der Freien Wähler
		return ""
	case strings.HasPrefix(behind, " zu") && f.lang == "de": // Ansgar zur Mühlen
		return ""
	case unicode.IsLower(next) || strings.HasSuffix(above, ", ") && next == '.' || next == ',' || next == '(' || head && next == utf8.RuneError:
		return name
	}
	return ""
}

// articles stand before bodies, places and things, whose names have capitals, too.
var articles = words(`the a an la le les un une el los las una il lo gli o os as um uma de het een`)

// determiners stand before nouns, which German writes with capitals.
var determiners = words(`die der das den dem des ein eine einen einem einer mein meine sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer unser unsere kein keine
	diese dieser dieses alle viele manche beide zwei drei vier fünf sechs sieben acht neun zehn am im zum zur vom beim in an auf aus für mit nach von vor bei als wenn doch und aber auch so wie noch nur
	le la les un une des mon ma mes son sa ses leur leurs ce cet cette ces el los las una unos unas su sus mi mis il lo gli i o os as um uma seu sua de het een zijn haar`)

// mostlyLower reports whether a headline is written as sentences are, most words without capitals.
func mostlyLower(text string) bool {
	lower, all := 0, 0
	for word := range strings.FieldsSeq(text) {
		if r, _ := utf8.DecodeRuneInString(word); unicode.IsLetter(r) {
			if all++; unicode.IsLower(r) {
				lower++
			}
		}
	}
	return 2*lower >= all
}

// presentedBelow is whom the lines below an interview begin with: "Ann Bell is the captain of the last ferry."
func (f *finder) presentedBelow(last int) string {
	for _, p := range f.paragraphs[last+1 : min(len(f.paragraphs), last+longestLast)] {
		text := beginning(p.Text, longestIntroduction)
		if bare := strings.Trim(text, "（）() "); guestLabel().MatchString(bare) {
			bare = guestLabel().ReplaceAllString(bare, "")
			if cut := strings.IndexAny(bare, "，,、"); cut > 0 {
				bare = bare[:cut]
			}
			if isChineseName(bare) || isLatinName(bare) {
				return bare
			}
		}
		if runs := capitalRuns(text); len(runs) > 0 && runs[0][0] == 0 && !strings.Contains(text[:runs[0][1]], ":") {
			if name := f.subject(text, runs[0], false); name != "" {
				return name
			}
		}
		for _, n := range []int{3, 2, 4} {
			if name, ok := firstSigns(text, n); ok && len(name) < len(text) && isChineseName(name) && strings.ContainsAny(text[len(name):min(len(text), len(name)+3)], "的是在，") {
				return name
			}
		}
	}
	return ""
}

// ownHan is the name at the end of what a headline says of whom it asks: 海洋摄影师连翊君, where the text has it again.
func (f *finder) ownHan(text string) string {
	for _, n := range []int{3, 2, 4} {
		if _, tail, ok := cutLast(text, n); ok && isChineseName(tail) && strings.Count(f.all, tail) > 1 {
			return tail
		}
	}
	return ""
}

// asksApart are the paragraphs that ask, set apart by their type or by dashes; others is how many are set apart and ask
// nothing.
func (f *finder) asksApart() (questions []int, others int) {
	for i, p := range f.paragraphs {
		dashed := dashes().MatchString(p.Text)
		apart := isApart(p) || p.Kind == block.Heading || dashed
		switch {
		case !apart || i == 0:
		case f.asks(p.Text, dashed):
			questions = append(questions, i)
		case len(questions) > 0 && questions[len(questions)-1] == i-1: // the answer, with a dash of its own
		case p.Kind != block.Heading:
			others++
		}
	}
	return questions, others
}

// asksAlone are the paragraphs that hold a question and nothing else, where they alternate with answers; nil where they
// do not.
func (f *finder) asksAlone() []int {
	var questions []int
	for i, p := range f.paragraphs {
		if i == 0 || p.Kind == block.Heading || p.Kind == block.TableRow || p.Kind == block.Code || p.Kind == block.Caption || p.Given != "" {
			continue
		}
		first, _ := utf8.DecodeRuneInString(p.Text)
		if f.asks(p.Text, false) && len(p.Sentences) <= 2 && utf8.RuneCountInString(p.Text) <= longestQuestion && closing[first] == 0 && first != '"' {
			questions = append(questions, i)
		}
	}
	for k := 1; k < len(questions); k++ {
		if apart := questions[k] - questions[k-1]; apart < 2 || apart > mostParagraphs {
			return nil
		}
	}
	return questions
}

// A question without any sign of its type is short, and its answer has few paragraphs, where they are an interview.
const (
	longestQuestion = 200
	mostParagraphs  = 5
)

// asks reports whether a paragraph asks. Behind a dash Japanese and Korean leave the end of the question out: ――きっかけは。
// -힘들지 않았나.
func (f *finder) asks(text string, dashed bool) bool {
	if lexical.IsQuestion(text) {
		return true
	}
	text = strings.TrimRight(text, ".。 ")
	last, _ := utf8.DecodeLastRuneInString(text)
	return dashed && slices.Contains([]rune{'は', 'か', '은', '는', '나', '까', '가', '지'}, last)
}
