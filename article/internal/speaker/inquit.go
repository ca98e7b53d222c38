package speaker

import (
	"strings"

	"github.com/footnote-bot/footnote/internal/pattern"
)

// Who says what is quoted stands beside the quotation whatever the verb is: behind it, before the name (… », s'insurge le maire, Aurélien Tessandier),
// or before it, with a colon (Tjarksen winkte ab: „…“). Texts come unquoted, so a quotation is a run of ", and a short one is a title or a word.
var (
	inquitBehind = pattern.Lazy(`"{30}[.,]?,? ((?:[\p{Ll}’'-]+,? ){1,6}?)(` + latinName + `)`)
	inquitBefore = pattern.Lazy(`^([^":]{3,200}):\s*"{12}`)
	anyHe        = pattern.Lazy(`(?:^|\s)(?:[Ee]r|[Ss]ie|[Ii]l|[Ee]lle|[Éé]l|[Ee]lla)[\s,.]`)
)

// prepositions and conjunctions stand between a quotation and a name that is not who said it: „…“, heißt es in Bremen.
var prepositions = words(`in im am an auf aus bei beim für gegen mit nach über um von vom vor zu zum zur und oder wie als dass ob à en dans de du des au aux chez sur
	par pour avec et ou que qui a al del con por para sobre desde y e o como si según laut selon
	of at on to from into near by for about like and or as than under over since after before between through
	di da dal dalla dei della delle dello nel nella sul sulla per tra fra presso do da no na dos das em ao pelo pela com van voor uit bij naar om door tot over`)

// titles stand inside of a run of words with capitals and end it for the patterns.
var titles = strings.NewReplacer(" Dr. ", " ", " Prof. ", " ", " Me ", " ", " Dra. ", " ")

// besideQuotation are the names that stand behind what a text quotes, each with what stands before it.
func besideQuotation(plain string) (runs [][2]string) {
	for _, m := range inquitBehind().FindAllStringSubmatchIndex(plain, -1) {
		if above := strings.TrimRight(plain[m[2]:m[3]], ", "); !prepositions[strings.ToLower(lastField(above))] && !anyHe().MatchString(above+" ") {
			runs = append(runs, [2]string{plain[m[4]:m[5]], plain[:m[4]]})
		}
	}
	return runs
}

// leadsIn is what stands before the colon of a quotation; "" where none does.
func leadsIn(plain string) string {
	if m := inquitBefore().FindStringSubmatch(plain); m != nil {
		return m[1]
	}
	return ""
}

// besideQuoted are the people who stand beside what a sentence quotes.
func (e *european) besideQuoted(plain string) map[string]bool {
	names := map[string]bool{}
	plain = titles.Replace(plain)
	for _, run := range besideQuotation(plain) {
		names[e.resolve(run[0])] = true
	}
	delete(names, "")
	if intro := leadsIn(plain); intro != "" && len(names) == 0 && !anyHe().MatchString(intro) {
		if who := e.mentions(intro); len(who) == 1 && e.f.knows(who[0]) {
			names[who[0]] = true
		}
	}
	return names
}

// learnBeside learns whom a text names beside what it quotes.
func (e *european) learnBeside(plain string) {
	plain = titles.Replace(plain)
	for _, run := range besideQuotation(plain) {
		if strings.Contains(run[0], " ") {
			e.full(run[0], run[1], true)
		} else if !e.isArticle(run[1]) {
			e.standsAlone(run[0])
		}
	}
}
