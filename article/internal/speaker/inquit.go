package speaker

import (
	"regexp"
	"strings"

	"github.com/footnote-bot/footnote/internal/pattern"
)

// Who says what is quoted stands beside the quotation whatever the verb is: behind it and its comma, the name behind
// the verb (… », s'insurge le maire, Aurélien Tessandier) or before it (“…,” Thornton says), or behind a dash; or
// before it, with a colon (Tjarksen winkte ab: „…“). Texts come unquoted: a quotation is a run of ", and its comma
// stands behind it even where the text has it inside of the marks.
var (
	nameBehindVerb = pattern.Lazy(`"+,{1,2} ((?:[\p{Ll}’'-]+ ){0,5}?[\p{Ll}’'-]+,? )(` + latinName + `)`)
	nameBeforeVerb = pattern.Lazy(`"+,{1,2} (` + latinName + `)(?:,? \p{Ll}|, \d\d, )`)
	nameBehindDash = pattern.Lazy(`"{30}[.]?,? ?[–—-]{1,2} ?(` + latinName + `)(?:[.,]|$)`)
	inquitBefore   = pattern.Lazy(`^([^":]{3,200}):\s*"{12}`)
	anyHe          = pattern.Lazy(`(?:^|[\s-])(?:[Ee]r|[Ss]ie|[Ii]l|[Ee]lle|[Éé]l|[Ee]lla|[Hh]e|[Ss]he|[Ll]ui|[Ll]ei|[Ee]le|[Ee]la|[Zz]e|[Zz]ij|[Hh]ij|[Tt]hey|[Ii]ch)[\s,.]`)
)

// prepositions and conjunctions stand between a quotation and a name that is not who said it: „…“, heißt es in Bremen.
var prepositions = words(`in im am an auf aus bei beim für gegen mit nach über um von vom vor zu zum zur und oder wie als dass ob à en dans de du des au aux chez sur
	par pour avec et ou que qui a al del con por para sobre desde y e o como si según laut selon
	of at on to from into near by for about like and or as than under over since after before between through while when because that if who whom whose which
	während weil pendant mientras cuando
	di da dal dalla dei della delle dello nel nella sul sulla per tra fra presso do da no na dos das em ao pelo pela com van voor uit bij naar om door tot over`)

// titles stand inside of a run of words with capitals and end it for the patterns.
var titles = strings.NewReplacer(" Dr. ", " ", " Prof. ", " ", " Me ", " ", " Dra. ", " ", " M. ", " ", " Mr. ", " ", " Mrs. ", " ", " Ms. ", " ", " Lt. ", " ", " Sr. ", " ", " Sra. ", " ")

// inquit finds who is named beside what a sentence quotes, in one language.
type inquit struct {
	pronoun   *regexp.Regexp // says he, behind what is quoted
	described *regexp.Regexp // says the baker
}

// newInquit takes pronouns and definite articles, and whether a verb alone says who speaks: cuenta.
func newInquit(pronouns, definite string, dropped bool) inquit {
	he := `"+,{1,2} (?:(?:` + pronouns + `) \p{Ll}|(?:\p{Ll}+ ){0,2}?\p{Ll}+(?: |-(?:t-)?)(?:` + pronouns + `)(?:[\s,.:;"]|$))`
	if dropped {
		he += `|"+,{1,2} (?:[hH]a )?\p{Ll}+(?: (?:entre|con|com|tra|ridendo|sonriendo|sorrindo)[\p{Ll} ]*)?(?:[.,;:]|$)`
	}
	return inquit{
		pronoun:   regexp.MustCompile(he),
		described: regexp.MustCompile(`"+,{1,2} (?:\p{Ll}+ ){1,2}?(?:(?:` + definite + `) |l['’])[\d\p{Lu}\p{Ll}]`),
	}
}

// besideQuotation are the names that stand beside what a text quotes, each with what stands right before it.
func besideQuotation(plain string) (runs [][2]string) {
	if !strings.Contains(plain, `"`) {
		return nil
	}
	plain = titles.Replace(plain)
	for _, m := range nameBehindVerb().FindAllStringSubmatchIndex(plain, -1) {
		if above := strings.TrimRight(plain[m[2]:m[3]], ", "); !prepositions[strings.ToLower(lastField(above))] && !anyHe().MatchString(" "+above+" ") {
			runs = append(runs, [2]string{plain[m[4]:m[5]], plain[max(0, m[4]-longestPost):m[4]]})
		}
	}
	for _, re := range []*regexp.Regexp{nameBeforeVerb(), nameBehindDash()} {
		for _, m := range re.FindAllStringSubmatchIndex(plain, -1) {
			if name := plain[m[2]:m[3]]; !notFirst(name) && !strings.HasSuffix(name, "’s") && !strings.HasSuffix(name, "'s") {
				runs = append(runs, [2]string{name, ""})
			}
		}
	}
	return runs
}

// quotedBy is a pronoun, in any of the languages, behind what somebody is quoted with.
var quotedBy = pattern.Lazy(`"+,{1,2} (?:\p{Ll}+[ -](?:t-)?){0,2}(?:he|she|er|sie|il|elle|él|ella|lui|lei|ele|ela|hij|zij|ze)(?:[\s,.:;]|$)`)

// narrates reports whether a paragraph quotes somebody as a narrator does: it goes on with no answer.
func narrates(text string) bool {
	plain := unquoted(text)
	return len(besideQuotation(plain)) > 0 || quotedBy().MatchString(plain)
}

// leadsIn is what stands before the colon of a quotation; "" where none does.
func leadsIn(plain string) string {
	if m := inquitBefore().FindStringSubmatch(plain); m != nil {
		return m[1]
	}
	return ""
}

// isSubject reports whether a text may be about what somebody does: it has their name neither behind a preposition nor
// before ’s.
func isSubject(text, name string) bool {
	at := strings.Index(text, name)
	if at < 0 {
		name = lastField(name)
		at = max(0, strings.Index(text, name))
	}
	behind := strings.TrimPrefix(text[at:], name)
	return !isObject(text[:at]) && !strings.HasPrefix(behind, "’s") && !strings.HasPrefix(behind, "'s")
}

// objects are prepositions before whom something is done to; and behind a name leads to another one.
var objects = words(`to with by from for about against an mit von für gegen über à avec par contre con por para contra com met aan door`)

// isObject reports whether what stands above a name makes it somebody who does not act, or not alone.
func isObject(above string) bool {
	fields := strings.Fields(above)
	if len(fields) == 0 {
		return false
	}
	last := fields[len(fields)-1]
	return objects[last] || len(fields) > 1 && last == "and" && namelike(fields[len(fields)-2]) && !strings.HasSuffix(fields[len(fields)-2], ",")
}

// find looks for who is named beside what a sentence quotes. Resolve is the full name of a run of words with capitals.
func (q inquit) find(plain string, l *lastNames, resolve func(run string) string) finding {
	if !strings.Contains(plain, `"`) {
		return finding{}
	}
	names, unknown := map[string]bool{}, false
	for _, run := range besideQuotation(plain) {
		name := ""
		if !strings.HasSuffix(run[1], " the ") {
			name = resolve(run[0])
		}
		unknown = unknown || name == ""
		names[name] = true
	}
	delete(names, "")
	if intro := leadsIn(plain); intro != "" && len(names) == 0 && !anyHe().MatchString(" "+intro+" ") {
		if who := l.mentions(intro); len(who) == 1 && l.f.knows(who[0]) && isSubject(intro, who[0]) {
			names[who[0]] = true
		}
	}
	switch {
	case len(names) == 1 && !unknown:
		for n := range names {
			return finding{kind: named, name: n}
		}
	case len(names) > 0 || unknown:
		return finding{kind: other}
	case q.pronoun.MatchString(plain):
		return finding{kind: pronoun}
	case q.described.MatchString(plain):
		return finding{kind: described}
	}
	return finding{}
}
