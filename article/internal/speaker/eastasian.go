package speaker

import (
	"cmp"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/internal/pattern"
)

// What stands behind a name in Japanese and says that it is one, and verbs of saying.
const (
	japaneseTitle = `さん|氏|市長|町長|村長|区長|知事|社長|会長|教授|准教授|助教|所長|部長|課長|局長|係長|室長|館長|院長|学長|校長|園長|店長|船長|駅長|支配人|理事長|事務局長|代表|大臣|首相|大統領|議員|議長|監督|選手|医師|弁護士|研究員|広報官|報道官|担当者`
	japaneseVerb  = `述べ|話し|話す|語っ|語る|言っ|言う|説明し|説明する|強調し|強調する|答え|指摘し|指摘する|訴え|明かし|明かす|振り返|打ち明け|コメントし|つぶやい|呼びかけ|主張し|主張する`
)

var (
	japaneseTopic   = pattern.Lazy(`(?:^|[、。\s"\p{Hiragana}])([\p{Han}\p{Katakana}ー・]{2,12}?|\p{Han}{1,4}\p{Hiragana}{1,3}\p{Han}?)(` + japaneseTitle + `)(?:[（(]\d{1,3}[）)])?(?:は|が|も|によると)`)
	japaneseEnd     = pattern.Lazy(`"と([\p{Han}\p{Katakana}ー・]{2,8}?)(` + japaneseTitle + `)(?:[（(]\d{1,3}[）)])?(?:。|$)`)
	japaneseSays    = pattern.Lazy(`(?:と|など|こう|そう|ように|点を)[^。"]{0,16}(?:` + japaneseVerb + `)|によると|"と[^。"]{1,12}(?:` + japaneseTitle + `)(?:[（(]\d{1,3}[）)])?(?:。|$)|"と`)
	japaneseCleft   = pattern.Lazy(`"と[^。"]{1,12}のは、?(?:[^。"]{0,30}?[\p{Hiragana}、])??([\p{Han}\p{Katakana}ー・]{2,8}?)(` + japaneseTitle + `)(?:[（(]\d{1,3}[）)])?(?:。|だ|です|$)`)
	japaneseHearsay = pattern.Lazy(`(?:という|とのこと|とのことだ|そうだ|そうです)。?$`)
	japaneseSubject = pattern.Lazy(`(?:は|が|も)`)
	japaneseHe      = pattern.Lazy(`(?:^|[、。"])(?:彼|彼女|同氏|同市長|同社長)(?:は|が)`)

	koreanTopic   = pattern.Lazy(`(?:^|[\s"])((?:` + koreanCompounds + `)\p{Hangul}{0,2}|[` + koreanSurnames + `]\p{Hangul}{0,2})(?:\(\d{1,3}\))?(?: (\p{Hangul}{0,6}(?:` + koreanTitle + `)))?(?:은|는|이|가|에 따르면) `)
	koreanOf      = pattern.Lazy(`(?:^|[\s"])([` + koreanSurnames + `]\p{Hangul}{2}) \p{Hangul}{1,8}(?:당|부|청|처|시|군|구|도|사|대|원|회|교|그룹|은행) (\p{Hangul}{0,6}(?:` + koreanTitle + `))(?:은|는|이|가|에 따르면) `)
	koreanSays    = pattern.Lazy(`(?:라고|다고|라며|라면서|다며|며|고)\s?(?:[\p{Hangul}]+\s){0,3}(?:말했|밝혔|전했|설명했|강조했|덧붙였|주장했|답했|지적했|말한다|설명한다|당부했|호소했|내다봤|회상했|토로했)|"\s?(?:이?라)?(?:고|며|면서)(?:도|는)? |의 말이`)
	koreanWords   = pattern.Lazy(`(?:^|[\s"])((?:` + koreanCompounds + `)\p{Hangul}{0,2}|[` + koreanSurnames + `]\p{Hangul}{1,2})(?:\(\d{1,3}\))? (\p{Hangul}{0,6}(?:` + koreanTitle + `))의 말이`)
	koreanHearsay = pattern.Lazy(`(?:다고|라고|다는 것이|라는 것이) ?(?:한다|했다|다)\.?$`)
	koreanSubject = pattern.Lazy(`\p{Hangul}(?:은|는|이|가) `)
	koreanHe      = pattern.Lazy(`(?:^|[\s"])(?:그는|그녀는|그가)`)
)

// koreanTitle ends an office or a form of address.
const koreanTitle = `씨|시장|대표|회장|사장|장관|차관|의원|교수|박사|위원장|원장|총리|대통령|감독|선수|대변인|변호사|소장|국장|과장|팀장|실장|본부장|이사|이사장|총장|청장|군수|지사|후보|작가|배우|선장|선원|연구원|의사|관장|교장|점장|사무총장|주민|상인|학생|직원`

// koreanCompounds are the surnames of two syllables.
const koreanCompounds = `남궁|황보|제갈|사공|선우|서문|독고|동방`

// koreanSurnames are the common ones, of one syllable.
const koreanSurnames = `김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진나지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모피탁표`

// eastAsian attributes in Japanese and Korean: by a topic that is a name with an office or a form of address, in a
// sentence that ends with a verb of saying.
type eastAsian struct {
	f          *finder
	topic      []*regexp.Regexp
	says, he   *regexp.Regexp
	hearsay    *regexp.Regexp // the end of a sentence that somebody else said
	anySubject *regexp.Regexp // what tells that a sentence has a subject of its own
}

func newJapanese(f *finder) *eastAsian {
	return &eastAsian{f: f, topic: []*regexp.Regexp{japaneseTopic(), japaneseEnd(), japaneseCleft()}, says: japaneseSays(), he: japaneseHe(), hearsay: japaneseHearsay(), anySubject: japaneseSubject()}
}

func newKorean(f *finder) *eastAsian {
	return &eastAsian{f: f, topic: []*regexp.Regexp{koreanTopic(), koreanOf(), koreanWords()}, says: koreanSays(), he: koreanHe(), hearsay: koreanHearsay(), anySubject: koreanSubject()}
}

// names are whom the topics of a text name, with their offices.
func (e *eastAsian) names(text string) []Person {
	var found []Person
	for _, re := range e.topic {
		for _, m := range re.FindAllStringSubmatch(text, -1) {
			name, title := m[1], strings.TrimSpace(m[2])
			if utf8.RuneCountInString(name) == 1 && (title != "씨" || e.full(name) == "") {
				continue // 이 시장은: this market
			}
			if utf8.RuneCountInString(name) > longestEastAsian || title == "" && e.full(name) == "" || isBody(name) {
				continue // without an office only who is known is a person
			}
			if title == "さん" || title == "氏" || title == "씨" {
				title = ""
			}
			found = append(found, Person{name, title})
		}
	}
	return found
}

// isBody reports whether an office is that of a body which stands before it: 外務省報道官.
func isBody(name string) bool {
	last, _ := utf8.DecodeLastRuneInString(name)
	return strings.ContainsRune("省庁局課社党署院会당청처부", last) || strings.HasSuffix(name, "大学") || strings.HasSuffix(name, "銀行")
}

// longestEastAsian is more signs than names have in Han; those in katakana have a dot.
const longestEastAsian = 8

func (e *eastAsian) learn(text string) {
	plain := unquoted(text)
	if !e.says.MatchString(plain) {
		return
	}
	for _, p := range append(e.names(plain), called(plain)...) {
		if e.full(p.Name) == "" {
			e.f.know(p.Name, p.Role)
		}
	}
}

// leastCalled is how many signs a name has with a form of address behind it, where no age is; 患者さん are patients.
const leastCalled = 3

// called are the people whom a text names with a form of address, whatever they do.
func called(plain string) (found []Person) {
	for _, m := range courtesy().FindAllStringSubmatch(plain, -1) {
		if name := cmp.Or(m[1], m[2]); utf8.RuneCountInString(name) >= leastCalled && !isBody(name) {
			found = append(found, Person{Name: name})
		}
	}
	return found
}

// full is the longest known name that begins with another one: 田中太郎 for 田中.
func (e *eastAsian) full(name string) string {
	first, _ := utf8.DecodeRuneInString(name)
	for _, n := range e.f.starts[first] {
		for known := range e.f.roles {
			if len(known) == n && strings.HasPrefix(known, name) {
				return known
			}
		}
	}
	return ""
}

func (e *eastAsian) find(plain string) finding {
	if !e.says.MatchString(plain) {
		return finding{}
	}
	names := map[string]bool{}
	for _, p := range e.names(plain) {
		names[e.full(p.Name)] = true
	}
	delete(names, "")
	switch {
	case len(names) == 1:
		for n := range names {
			return finding{kind: named, name: n}
		}
	case len(names) == 0 && (e.he.MatchString(plain) || strings.Contains(plain, `"`) && !e.anySubject.MatchString(plain)):
		return finding{kind: pronoun} // or none: who speaks is left out
	}
	return finding{kind: other}
}

// goesOn: what is hearsay goes on by the end of its sentence.
func (e *eastAsian) goesOn(plain string) going {
	if e.hearsay.MatchString(plain) {
		return saysSo
	}
	return ends
}

func (e *eastAsian) mentions(text string) []string { return e.f.mentioned(text) }
