package speaker

import (
	"cmp"
	"regexp"
	"strings"
	"unicode"

	"github.com/footnote-bot/footnote/internal/pattern"
)

// english attributes by a name beside a verb of saying: "Jane Doe, head of research at Marrow, said".
type english struct {
	lastNames
	inquit
	person    map[string]bool // what isPerson found
	lookedFor int             // how many of them it looked for in the text
}

func newEnglish(f *finder) *english {
	return &english{lastNames: newLastNames(f), inquit: newInquit(`he|she`, `the`, false), person: map[string]bool{}}
}

const (
	sayVerb  = `(?:said|says|told|tells|added|adds|argued|argues|explained|explains|warned|warns|wrote|writes|noted|notes|recalled|recalls|insisted|insists|replied|replies|acknowledged|acknowledges|admitted|admits|suggested|suggests|claimed|claims|believes|believed|thinks|thought|predicted|predicts|concluded|concludes|stressed|stresses|announced|observed|observes|remarked|continued|continues|asked|asks|called|commented|estimated|estimates)`
	adverb   = `(?: (?:also|then|later|once|still|recently|now|often|further|has|have|had|simply|even))*`
	anyName  = `(?:(?:Mr|Mrs|Ms|Dr|Prof|Professor|President|Senator|Sen|Gov|Governor|Mayor|Sir|Dame|Lord|Lady|Minister|Judge|Justice|Captain|General)\.? )?` + nameWord + `(?: (?:de|da|di|du|del|della|der|den|van|von|bin|ibn|al|el|la|le|dos|das|ter|ten|` + nameWord + `)){0,5}`
	postText = `((?:[^,.;:“”"()]|, (?:a|an|the|and) ){3,90})`
)

var (
	nameSays     = pattern.Lazy(`(?:^|[\s“"'‘(—-])(` + anyName + `)` + adverb + ` ` + sayVerb + `\b`)
	namePostSays = pattern.Lazy(`(?:^|[\s“"(—-])(` + anyName + `), ` + postText + `,` + adverb + ` ` + sayVerb + `\b`)
	nameOfSays   = pattern.Lazy(`(?:^|[\s“"(—-])(` + fullName + `) (?:of|from) (?:the )?` + anyName + adverb + ` ` + sayVerb + `\b`)
	saysName     = pattern.Lazy(`(?:^|[",;] ?)` + sayVerb + ` (?:[a-z][a-z-]* ){0,5}?(` + anyName + `)(?:, ` + postText + `)?(?:[,.;:]|$)`)
	accordingTo  = pattern.Lazy(`\b[Aa]ccording to (` + anyName + `)(?:, ` + postText + `)?[,.]`)
	pronounSays  = pattern.Lazy(`(?:^|[\s“"(—-])(?:[Hh]e|[Ss]he)` + adverb + ` ` + sayVerb + `\b|[",] ?` + sayVerb + ` (?:he|she)\b|\b[Aa]ccording to (?:him|her)\b`)
	someoneSays  = pattern.Lazy(`\b` + sayVerb + `\b`)
	honorific    = pattern.Lazy(`^(?:Mr|Mrs|Ms|Dr|Prof|Professor|President|Senator|Sen|Gov|Governor|Mayor|Sir|Dame|Lord|Lady|Minister|Judge|Justice|Captain|General)\.? `)
)

// sayVerbs are the words of sayVerb, which are much faster to look for.
var sayVerbs = words(strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(sayVerb, "(?:"), ")"), "|", " "))

// besideSpeech attribute beside direct speech alone: a path that continued is no statement.
var besideSpeech = words(`continued continues called asked asks observed observes estimated estimates announced suggested suggests`)

// maySay reports whether a text holds any word that attributes, beside direct speech or without it.
func maySay(text string, speech bool) bool {
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if sayVerbs[word] && (speech || !besideSpeech[word]) || word == "According" || word == "according" {
			return true
		}
	}
	return false
}

// learn collects full names that speak or have a post, so that later a surname is enough.
func (e *english) learn(text string) {
	for _, m := range apposition().FindAllStringSubmatch(text, -1) {
		if isPost(m[2]) {
			e.full(m[1], m[2])
		}
	}
	plain := unquoted(text)
	for _, r := range capitalRuns(plain) {
		run := plain[r[0]:r[1]]
		if first, _, _ := strings.Cut(run, " "); givenNames[first] || aged().MatchString(plain[r[1]:]) {
			e.person[run] = e.person[run] || !givenNames[first]
			e.full(run, "")
		}
		e.note(plain, r)
	}
	for _, run := range besideQuotation(plain) {
		if name, role := postBefore(run[0], run[1]); !strings.Contains(name, " ") {
			e.speaks(name)
		} else if !strings.HasSuffix(run[1], "the ") {
			if bare, post := withoutPost(name); isLatinName(bare) {
				e.remember(bare, cmp.Or(role, post))
			}
		}
	}
	if !maySay(plain, true) {
		return
	}
	for _, re := range []*regexp.Regexp{nameSays(), namePostSays(), saysName(), accordingTo(), nameOfSays()} {
		for _, m := range re.FindAllStringSubmatchIndex(plain, -1) {
			if word := plain[m[2]:m[3]]; !strings.Contains(word, " ") {
				e.standsAlone(word)
			}
			name, role := postBefore(plain[m[2]:m[3]], plain[max(0, m[2]-longestPost):m[2]])
			if role == "" && len(m) > 4 && m[4] >= 0 && (isPost(plain[m[4]:m[5]]) || describes(plain[m[4]:m[5]])) {
				role = plain[m[4]:m[5]]
			}
			e.full(name, role)
		}
	}
}

// describes: what stands in apposition to a speaker's name and begins with an article.
func describes(text string) bool {
	first, _, _ := strings.Cut(text, " ")
	return (first == "a" || first == "an" || first == "the") && len(strings.Fields(text)) <= 12
}

// full remembers a person's name of two words or more.
func (e *english) full(name, role string) {
	name = honorific().ReplaceAllString(name, "")
	if bare, post := withoutPost(name); bare != name {
		name = bare
		if role == "" {
			role = post
		}
	}
	if !isLatinName(name) || role == "" && !e.isPerson(name) {
		return
	}
	e.remember(name, role)
}

// isPerson: a common first name, or the last one stands alone beside a verb of saying or behind an honorific.
func (e *english) isPerson(name string) bool {
	if first, _, _ := strings.Cut(name, " "); givenNames[first] {
		return true
	}
	known, ok := e.person[name]
	if !ok && e.lookedFor < mostLookedFor {
		e.lookedFor++
		known = e.isCalled(name)
		e.person[name] = known
	}
	return known
}

// So many names are looked for, each in so many bytes, so that no text makes it slow.
const (
	mostLookedFor = 60
	mostSearched  = 200_000
)

// isCalled reports whether the last name stands alone beside a verb of saying or behind an honorific.
func (e *english) isCalled(name string) bool {
	last := regexp.QuoteMeta(lastField(name))
	alone, err := regexp.Compile(`(?:Mr|Ms|Mrs|Dr)\.? ` + last + `\b|(?:[.!?”"] |\n|, )` + last + ` (?:said|says|told|[a-z]+ed|has|had|was|is)\b|” (?:said|says) ` + last + `\b`)
	return err == nil && alone.MatchString(e.f.all[:min(len(e.f.all), mostSearched)])
}

// longestPost is how many bytes before a name are looked at for a post: seven words.
const longestPost = 200

// postBefore: in "the chief executive Jane Doe" the post stands before the name. The name comes back without words
// of it that begin with a capital.
func postBefore(name, above string) (bare, role string) {
	bare = honorific().ReplaceAllString(name, "")
	before := strings.Fields(strings.ToValidUTF8(above, ""))
	var post []string
	for i := len(before) - 1; i >= 0 && len(post) < 7; i-- {
		w := before[i]
		if strings.ContainsAny(w, ",.;:“”\"()") || stopsPost[strings.ToLower(w)] {
			break
		}
		post = append([]string{w}, post...)
	}
	if len(post) > 0 && englishPosts[post[len(post)-1]] {
		return bare, strings.Join(post, " ")
	}
	return bare, ""
}

var stopsPost = words(`the a an said says told to by with from as and but that when while who which was is were are when for after before because
	also later although though according if since her his its their our my in on at`)

// resolve is the full name for a name as it stands; "" where it is nobody's or two people's.
func (e *english) resolve(name string) string {
	name, _ = withoutPost(honorific().ReplaceAllString(name, ""))
	if _, known := e.f.roles[name]; known && strings.Contains(name, " ") {
		return name
	}
	return e.byLast[lastField(name)]
}

func (e *english) find(plain string) finding {
	e.settle()
	if found := e.inquit.find(plain, &e.lastNames, e.resolve); found.kind != nothing {
		return found
	}
	if !maySay(plain, strings.ContainsAny(plain, `"_`)) {
		return finding{}
	}
	names, unknown := map[string]bool{}, false
	for k, re := range []*regexp.Regexp{nameOfSays(), nameSays(), namePostSays(), saysName(), accordingTo()} {
		for _, m := range re.FindAllStringSubmatchIndex(plain, -1) {
			if above := plain[:m[2]]; k < 3 && (isObject(above) || len(names) > 0 && strings.HasSuffix(above, " of ")) {
				continue // a letter to Ann Bell, the captain, said
			}
			name := plain[m[2]:m[3]]
			if full := e.resolve(name); full != "" {
				names[full] = true
			} else if k == 1 || k == 2 {
				unknown = unknown || !notFirst(name)
			}
		}
	}
	if unknown {
		return finding{kind: other}
	}
	return findingOf(names, pronounSays(), someoneSays(), plain)
}

// goesOn: in English only a quotation goes on without saying so.
func (e *english) goesOn(string) going { return ends }
