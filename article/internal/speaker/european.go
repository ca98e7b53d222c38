package speaker

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/internal/pattern"
)

// manner is how a European language says who says something. Verbs stand in the forms in which newspapers attribute.
type manner struct {
	says      string                // verbs of saying behind a name
	inverted  string                // those before a name, behind what is said
	pronouns  string                // before or behind a verb
	source    string                // what leads to whom something is from: laut, selon, según
	bare      string                // behind what is said, right before a name: so; "" where nothing is
	formal    string                // before a last name that stands alone
	articles  string                // before what is no person: die Deutsche Bahn
	definite  string                // the articles of one person who was named: der, la
	nouns     bool                  // whether all nouns have capitals
	auxiliary string                // which a pronoun parts from its participle: a-t-il déclaré; "" where none does
	dropped   bool                  // whether behind what is said a verb alone says "he said": cuenta.
	goingOn   func() *regexp.Regexp // an indirect statement that goes on without saying so; nil where none does
}

var (
	german = manner{
		says:     `sagt|sagte|erklärt|erklärte|betont|betonte|berichtet|berichtete|meint|meinte|fügt|fügte|kritisiert|kritisierte|warnt|warnte|fordert|forderte|erzählt|erzählte|schreibt|schrieb|findet|antwortet|antwortete|erinnert|erinnerte|glaubt|ergänzt|ergänzte|teilte|kündigte|räumte`,
		inverted: `sagt|sagte|erklärt|erklärte|betont|betonte|berichtet|berichtete|meint|meinte|warnt|warnte|erzählt|erzählte|schreibt|schrieb|findet|antwortet|antwortete|erinnert sich|glaubt|ergänzt|ergänzte|kritisiert|kritisierte|fordert|forderte`,
		pronouns: `er|sie|Er|Sie`, source: `[Ll]aut|[Nn]ach Angaben von|[Nn]ach Ansicht von`, bare: `so`, formal: `Herr|Frau|Herrn`, articles: `die|das|der|dem|den|ein|eine|Die|Das|Der`, definite: `der|die|das`, nouns: true,
		goingOn: pattern.Lazy(`\b(?:sei|seien|habe|hätten|würden|werde|könne|müsse|solle|wolle|dürfe|gebe|bleibe|koste|komme|brauche|gehe|lasse|wisse|halte)\b`),
	}
	french = manner{
		says:     `dit|a dit|a déclaré|déclare|affirme|a affirmé|explique|a expliqué|assure|a assuré|estime|a estimé|ajoute|a ajouté|souligne|a souligné|raconte|a raconté|précise|a précisé|répond|a répondu|rappelle|a rappelé|regrette|a regretté|confie|a confié|indique|a indiqué|prévient|a prévenu`,
		inverted: `dit|a dit|a déclaré|déclare|affirme|a affirmé|explique|a expliqué|assure|a assuré|estime|a estimé|ajoute|a ajouté|souligne|a souligné|raconte|a raconté|précise|a précisé|répond|a répondu|rappelle|a rappelé|regrette|a regretté|confie|a confié|indique|a indiqué|prévient|a prévenu`,
		pronouns: `il|elle|Il|Elle`, auxiliary: `a`, source: `[Ss]elon|[Dd]’après|[Dd]'après`, formal: `M\.|Mme|Monsieur|Madame`, articles: `la|le|les|une|un|La|Le|Les|du|de la`, definite: `le|la`,
	}
	spanish = manner{
		says:     `dice|dijo|ha dicho|afirma|afirmó|explica|explicó|asegura|aseguró|señala|señaló|añade|añadió|declaró|declara|sostiene|sostuvo|advierte|advirtió|cuenta|contó|recuerda|recordó|responde|respondió|subraya|subrayó|indicó|indica|opina|opinó|comenta|comentó|reconoce|reconoció|lamenta|lamentó`,
		inverted: `dice|dijo|ha dicho|afirma|afirmó|explica|explicó|asegura|aseguró|señala|señaló|añade|añadió|declaró|declara|sostiene|sostuvo|advierte|advirtió|cuenta|contó|recuerda|recordó|responde|respondió|subraya|subrayó|indicó|indica|opina|opinó|comenta|comentó|reconoce|reconoció|lamenta|lamentó`,
		pronouns: `él|ella|Él|Ella`, source: `[Ss]egún`, dropped: true, formal: `señor|señora|Sr\.|Sra\.|don|doña`, articles: `la|el|los|las|una|un|La|El|Los|Las|del|al`, definite: `el|la`,
	}
	italian = manner{
		says:     `dice|ha detto|disse|afferma|ha affermato|spiega|ha spiegato|sostiene|ha sostenuto|aggiunge|ha aggiunto|racconta|ha raccontato|dichiara|ha dichiarato|ricorda|ha ricordato`,
		inverted: `dice|ha detto|disse|afferma|ha affermato|spiega|ha spiegato|sostiene|ha sostenuto|aggiunge|ha aggiunto|racconta|ha raccontato|dichiara|ha dichiarato|ricorda|ha ricordato`,
		pronouns: `lui|lei|Lui|Lei`, source: `[Ss]econdo`, dropped: true, formal: `signor|signora|dottor|dottoressa`, articles: `il|lo|la|i|gli|le|un|una|Il|La|Lo|I|Gli|Le|del|della`, definite: `il|lo|la`,
	}
	portuguese = manner{
		says:     `diz|disse|afirma|afirmou|explica|explicou|garante|garantiu|conta|contou|acrescenta|acrescentou|declara|declarou|lembra|lembrou|responde|respondeu|defende|defendeu`,
		inverted: `diz|disse|afirma|afirmou|explica|explicou|garante|garantiu|conta|contou|acrescenta|acrescentou|declara|declarou|lembra|lembrou|responde|respondeu|defende|defendeu`,
		pronouns: `ele|ela|Ele|Ela`, source: `[Ss]egundo`, dropped: true, formal: `senhor|senhora|Sr\.|Sra\.|dona`, articles: `o|a|os|as|um|uma|O|A|Os|As|do|da`, definite: `o|a`,
	}
	dutch = manner{
		says:     `zegt|zei|vertelt|vertelde|stelt|stelde|vindt|vond|meldt|meldde|verklaart|verklaarde|schrijft|schreef|benadrukt|benadrukte|waarschuwt|waarschuwde`,
		inverted: `zegt|zei|vertelt|vertelde|stelt|stelde|vindt|vond|meldt|meldde|verklaart|verklaarde|schrijft|schreef|benadrukt|benadrukte|waarschuwt|waarschuwde`,
		pronouns: `hij|zij|ze|Hij|Zij|Ze`, source: `[Vv]olgens`, formal: `mevrouw|meneer|heer`, articles: `de|het|een|De|Het|Een`, definite: `de|het`,
	}
)

// europeanNames are common first names of these languages, besides givenNames.
var europeanNames = words(`Achim Adriana Agnès Aitor Alain Alba Alberto Aline Álvaro Amélie Andrés Ángel Ángela Anja Anke Annette Antje Antoine Araceli Arnaud Astrid Aurélie Axel Ainhoa
	Bärbel Beate Beatriz Begoña Bernd Bernhard Bertrand Birgit Björn Brigitte Bruno Camille Carmen Carolina Cécile Cédric Céline Chantal Christel Christoph Christophe Clémence Clément
	Consuelo Corinne Cristina Dagmar Damien Delphine Didier Dieter Dirk Dolores Dominique Édouard Elke Élise Élodie Emilio Emmanuel Emmanuelle Encarna Enrique Éric Ernesto Esteban Esther
	Étienne Fabien Fabienne Fabrice Fanny Felipe Fernanda Florence Florian François Françoise Franz Frédéric Friedrich Gabriela Gabriele Geneviève Georg Georges Gerd Gérard Gerhard Gilles
	Gisela Gonzalo Guadalupe Guillaume Günter Günther Hans Heike Heiko Heinrich Heinz Helga Hélène Helmut Hendrik Henri Hubert Ignacio Ilse Inés Ines Inge Inmaculada Irène Isabelle
	Jacqueline Jacques Jaime Jens Jérôme Joachim Joaquín Jochen Johann Johanna Johannes Jörg Josef Juana Julien Juliette Jürgen Jutta Karin Karl-Heinz Karsten Katharina Katja Katrin
	Kerstin Klaus Konrad Kurt Lars Laurent Léa Leticia Lorena Lothar Louise Luc Lucie Ludwig Luisa Lutz Lydia Magali Manfred Manon Manuela Marcel Margarita Margot Marina Marine Marisa
	Marlene Marta Martina Martine Mathieu Mathilde Matthias Maurice Mercedes Michaela Michel Michèle Mireille Mónica Monika Monique Montserrat Nadia Nadine Nathalie Nicolás Nicolas Noémie
	Nuria Odile Olga Olivier Oskar Otto Pascal Pascale Patrice Paula Paulette Petra Philippe Pilar Rainer Ralf Raphaël Raquel Régine Reinhard Remedios Renate René Ricarda Rocío Rodrigo
	Rolf Romain Rosario Rüdiger Sabine Salvador Samuel Sandrine Santiago Sébastien Sergio Sigrid Silke Silvia Simone Solange Sonja Sophie Stefanie Stephan Stéphane Stéphanie Susana Susanne
	Sven Svenja Sylvie Tania Teófilo Thierry Thorsten Tobias Tomás Torsten Ulla Ulrich Ulrike Ursula Uta Ute Uwe Valentin Valérie Verónica Vicente Vincent Virginie Volker Waltraud Werner
	Wilhelm Winfried Xavi Yann Yannick Yves Yvonne`)

// european attributes by a full name of a person beside a verb of saying; later by the last name.
type european struct {
	lastNames
	m manner
	inquit
	cues map[string]bool // words without which nobody is named, in lower case: much faster to look for

	nameSays, apposed, pronoun, anyVerb, addressed *regexp.Regexp
	nameBehind                                     []*regexp.Regexp // the name is their second group
}

// himself are pronouns behind what leads to whom something is from: selon lui.
const himself = `ihm|ihr|lui|elle|él|ella|lei|ele|ela|hem|haar`

// latinName is a run of words with capitals; particles stand inside.
const latinName = nameWord + `(?: (?:(?:de|da|di|du|del|della|der|den|van|von|la|le|dos|das|zu|y) )*` + nameWord + `){0,5}`

func newEuropean(f *finder, m manner) *european {
	he := []string{`(?:` + m.says + `)[ -](?:t-)?(?:` + m.pronouns + `)`, `(?:` + m.pronouns + `)(?: \p{Ll}+)? (?:` + m.says + `)`}
	for verb := range strings.SplitSeq(m.says, "|") {
		if participle, ok := strings.CutPrefix(verb, m.auxiliary+" "); ok {
			he = append(he, m.auxiliary+`-(?:t-)?(?:`+m.pronouns+`) `+participle)
		}
	}
	he = append(he, `(?:`+m.source+`) (?:`+himself+`)`)
	if m.dropped {
		he = append(he, `", (?:`+m.says+`)`)
	}
	e := &european{
		lastNames: newLastNames(f), m: m, inquit: newInquit(m.pronouns, m.definite, m.dropped),
		addressed: regexp.MustCompile(`^(?:` + m.formal + `) `),
		nameSays:  regexp.MustCompile(`(` + latinName + `)(?:,[^,;:.]{3,80})?,? (?:` + m.says + `)(?:[\s,.:;"]|$)`),
		apposed:   regexp.MustCompile(`, (` + latinName + `), (?:` + m.says + `)(?:[\s,.:;"]|$)`),
		pronoun:   regexp.MustCompile(`(?:^|[\s,"-])(?:` + strings.Join(he, "|") + `)(?:[\s,.:;"]|$)`),
		anyVerb:   regexp.MustCompile(`(?:^|[\s,"-])(?:` + m.says + `)(?:[\s,.:;"-]|$)`),
		nameBehind: []*regexp.Regexp{
			regexp.MustCompile(`(?:^|[\s,"])(?:` + m.inverted + `) ((?:[\p{Ll}’']+ ){0,4}?)(` + latinName + `)`),
			regexp.MustCompile(`(?:^|[\s,"(])(?:` + m.source + `) ((?:[\p{Ll}’']+ ){0,4}?)(` + latinName + `)`),
		},
	}
	e.cues = cuesOf(m.says, m.inverted, m.source, m.bare)
	if m.bare != "" {
		e.nameBehind = append(e.nameBehind, regexp.MustCompile(`[,"] ?(`+m.bare+`) (`+latinName+`)`))
	}
	return e
}

// cuesOf are the longest words of alternatives.
func cuesOf(patterns ...string) map[string]bool {
	cues := map[string]bool{}
	for alternative := range strings.SplitSeq(strings.Join(patterns, "|"), "|") {
		longest := ""
		for word := range strings.FieldsFuncSeq(strings.NewReplacer("[Ll]", "l", "[Nn]", "n", "[Ss]", "s", "[Dd]", "d", "[Vv]", "v").Replace(alternative), notLetter) {
			if len(word) > len(longest) {
				longest = word
			}
		}
		cues[longest] = true
	}
	return cues
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// maySay reports whether a text holds any word that attributes.
func (e *european) maySay(text string) bool {
	for word := range strings.FieldsFuncSeq(text, notLetter) {
		if e.cues[word] || e.cues[strings.ToLower(word)] {
			return true
		}
	}
	return false
}

// learn collects the names of people who say something, or are told to be people.
func (e *european) learn(text string) {
	plain := unquoted(text)
	for _, r := range capitalRuns(plain) {
		run := plain[r[0]:r[1]]
		if old := aged().MatchString(plain[r[1]:]); old || e.givenAt(strings.Fields(run)) >= 0 {
			e.full(run, plain[:r[0]], old)
		}
		e.note(plain, r)
	}
	for _, run := range besideQuotation(plain) {
		if strings.Contains(run[0], " ") {
			e.full(run[0], run[1], true)
		} else if !e.isArticle(run[1]) {
			e.speaks(run[0])
		}
	}
	if !e.maySay(plain) {
		return
	}
	for _, m := range e.nameSays.FindAllStringSubmatchIndex(plain, -1) {
		e.beside(plain[m[2]:m[3]], plain[:m[2]])
	}
	for k, re := range e.nameBehind {
		for _, m := range re.FindAllStringSubmatchIndex(plain, -1) {
			if run, above := plain[m[4]:m[5]], plain[:m[4]]; k == sourceFirst && strings.Contains(run, " ") && strings.Count(plain[m[2]:m[3]], " ") <= 2 && !prepositions[lastField(strings.TrimRight(plain[m[2]:m[3]], " "))] {
				e.full(run, above, true)
			} else {
				e.beside(run, above)
			}
		}
	}
	for _, m := range e.apposed.FindAllStringSubmatchIndex(plain, -1) {
		e.full(plain[m[2]:m[3]], plain[:m[2]], true)
	}
}

// sourceFirst is which of the patterns of names behind words is that of sources: laut Anna Weber.
const sourceFirst = 1

// beside notes a name that stands beside a verb of saying.
func (e *european) beside(run, above string) {
	if !strings.Contains(run, " ") {
		if !e.isArticle(above) && !slices.Contains(strings.Split(e.m.pronouns, "|"), run) {
			e.standsAlone(run)
		}
		return
	}
	e.full(run, above, false)
}

// full remembers the name of a person: the end of a run of words with capitals that begins with a common first name, or
// what stands behind a word for a person's office.
func (e *european) full(run, above string, person bool) {
	fields := strings.Fields(e.addressed.ReplaceAllString(run, ""))
	at := e.givenAt(fields)
	if at < 0 {
		fields = uptoOffice(fields)
	}
	if at < 0 && len(fields) >= 2 && (person || e.isCalled(fields[len(fields)-1])) && !e.isArticle(above) {
		if at = 0; e.m.nouns {
			at = max(0, len(fields)-2)
		}
		for at > 0 && particles[fields[at]] { // Virgil van Dijk
			at--
		}
	}
	if at < 0 {
		return
	}
	name := strings.Join(uptoOffice(fields[at:]), " ")
	if orgWords[lastField(name)] || strings.HasSuffix(name, ".") {
		return
	}
	e.remember(name, strings.Join(fields[:at], " "))
}

// givenAt is which word of a run is a common first name, with another behind it; -1 where none is.
func (e *european) givenAt(fields []string) int {
	for i := range fields[:max(0, len(fields)-1)] {
		if first, _, _ := strings.Cut(fields[i], "-"); givenNames[first] || europeanNames[first] { // Anne-Marie
			return i
		}
	}
	return -1
}

// uptoOffice ends the words of a name where those of an office begin: Bernd Bönte der Deutschen Presse-Agentur, but not
// Ursula von der Leyen.
func uptoOffice(fields []string) []string {
	for i := 1; i < len(fields); i++ {
		if article := fields[i] == "der" || fields[i] == "den" || fields[i] == "zu" || fields[i] == "y"; i == mostNames || article && fields[i-1] != "von" && fields[i-1] != "van" {
			return fields[:i]
		}
	}
	return fields
}

// mostNames is how many words a name has at most.
const mostNames = 5

// isCalled reports whether a last name stands behind a form of address somewhere.
func (e *european) isCalled(last string) bool {
	for form := range strings.SplitSeq(e.m.formal, "|") {
		if strings.Contains(beginning(e.f.all, mostSearched), strings.ReplaceAll(form, `\`, "")+" "+last) {
			return true
		}
	}
	return false
}

// isArticle reports whether a text ends with an article: what follows is a body, or a thing.
func (e *european) isArticle(above string) bool {
	above = strings.TrimRightFunc(above, unicode.IsSpace)
	for article := range strings.SplitSeq(e.m.articles, "|") {
		if rest, ok := strings.CutSuffix(above, article); ok {
			r, _ := utf8.DecodeLastRuneInString(rest)
			if rest == "" || !unicode.IsLetter(r) {
				return true
			}
		}
	}
	return false
}

// resolve is the full name of the person whom a run of words with capitals ends with; "" where it is nobody's.
func (e *european) resolve(run string) string {
	for rest := strings.Join(uptoOffice(strings.Fields(run)), " "); rest != ""; {
		if e.f.knows(rest) && strings.Contains(rest, " ") {
			return rest
		}
		_, after, ok := strings.Cut(rest, " ")
		if !ok {
			break
		}
		rest = after
	}
	return e.byLast[lastField(strings.Join(uptoOffice(strings.Fields(run)), " "))]
}

func (e *european) find(plain string) finding {
	e.settle()
	if found := e.inquit.find(plain, &e.lastNames, e.resolve); found.kind != nothing {
		return found
	}
	if !e.maySay(plain) {
		return finding{}
	}
	names := map[string]bool{}
	for _, m := range e.apposed.FindAllStringSubmatch(plain, -1) {
		names[e.resolve(m[1])] = true
	}
	for _, m := range e.nameSays.FindAllStringSubmatch(plain, -1) {
		names[e.resolve(m[1])] = true
	}
	for _, re := range e.nameBehind {
		for _, m := range re.FindAllStringSubmatch(plain, -1) {
			names[e.resolve(m[2])] = true
		}
	}
	delete(names, "")
	return findingOf(names, e.pronoun, e.anyVerb, plain)
}

// goesOn: in German the mood of the verb says that a sentence is still somebody's.
func (e *european) goesOn(plain string) going {
	if e.m.goingOn != nil && e.m.goingOn().MatchString(plain) && !strings.Contains(" "+strings.ToLower(plain), " ich ") {
		return saysSo
	}
	return ends
}
