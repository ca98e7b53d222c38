package verify

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/summarize/internal/lexical"
)

// checkNames asks every name of a claim of its evidence, of the paragraphs and headings around it, and of the page's title.
// Where the evidence has another name in its place, neither will do.
func checkNames(c *comparison) finding {
	if f := c.swappedNames(); f.reason != "" {
		return f
	}
	if f := c.swappedHan(); f.reason != "" {
		return f
	}
	ev, around := wordSet(c.ev.words), map[string]bool(nil)
	for _, i := range c.claimNames() {
		w := c.claim.words[i]
		if c.inQuotes(w.start) || inDates(c.claim.dates, w) || hasName(ev, w, c.one) || c.inBrackets(i, ev) {
			continue
		}
		if around == nil {
			around = wordSet(cutWords(c.ev.around, c.ev.lang))
		}
		if hasName(around, w, c.one) || !c.one && spelledAlike(around, w.text) || knownAbroad(w.text, c) || isAcronym(c.claim.text[w.start:w.end], c.ev.text+"\n"+c.ev.around) {
			continue
		}
		from, to := nameRun(c.claim.words, i, c.claim.text)
		return c.differs(nameReason, c.claim.span(from, to), c.nameOpposite(from, to))
	}
	if f := c.modelNumbers(ev); f.reason != "" {
		return f
	}
	if f := c.swappedRoles(); f.reason != "" {
		return f
	}
	return c.hanNames()
}

// modelNumbers wants a number that is hung on a name (GPT-4, A-380) to hang on it in the evidence too.
func (c *comparison) modelNumbers(ev map[string]bool) finding {
	for i := 1; i < len(c.claim.words); i++ {
		w, p := c.claim.words[i], c.claim.words[i-1]
		if !w.number || !p.capital || p.sign || c.claim.text[p.end:w.start] != "-" || c.inQuotes(w.start) || inDates(c.claim.dates, w) {
			continue
		}
		if !ev[p.text+w.text] && !wordSet(cutWords(c.ev.around, c.ev.lang))[p.text+w.text] {
			return c.differs(nameReason, c.claim.span(i-1, i+1), c.nameOpposite(i-1, i+1))
		}
	}
	return finding{}
}

// mutual are words between two names that may change places.
var mutual = words("and or with met meets married marries versus vs und oder mit traf heiratete y o con conocio und sowie near between zwischen entre")

// swappedRoles finds two names that have changed places around the same words: A beat B, B beat A.
func (c *comparison) swappedRoles() finding {
	if !c.one || c.claim.lang == "de" {
		return finding{}
	}
	found := nameRuns(c.claim)
	for i := 1; i < len(found); i++ {
		a, b := found[i-1], found[i]
		if b.from-a.to < 1 || b.from-a.to > 3 || c.claim.words[a.from].clause != c.claim.words[b.from].clause || mutual[c.claim.words[a.to].text] {
			continue
		}
		between := plainWords(c.claim.words[a.to:b.from])
		first, second := plainWords(c.claim.words[a.from:a.to]), plainWords(c.claim.words[b.from:b.to])
		had := plainWords(c.ev.words)
		if strings.Contains(had, second+between[1:]+first[1:]) && !strings.Contains(had, first+between[1:]+second[1:]) {
			at := c.ev.wordAt(strings.Index(strings.ToLower(c.ev.text), c.claim.words[b.from].text))
			return c.differs(nameReason, c.claim.span(a.from, b.to), c.clauseOf(at+2))
		}
	}
	return finding{}
}

// nameRuns are the names of a text, each with all of its words; the one that begins a sentence too.
func nameRuns(r *reading) []run {
	var out []run
	for i := 0; i < len(r.words); i++ {
		w := r.words[i]
		if !w.capital || w.sign || !w.content || w.number {
			continue
		}
		_, to := nameRun(r.words, i, r.text)
		out = append(out, run{from: i, to: to})
		i = to - 1
	}
	return out
}

func plainWords(ws []word) string {
	var b strings.Builder
	b.WriteByte(' ')
	for _, w := range ws {
		b.WriteString(w.text)
		b.WriteByte(' ')
	}
	return b.String()
}

func inDates(dates []date, w word) bool {
	for _, d := range dates {
		if w.start < d.end && w.end > d.start {
			return true
		}
	}
	return false
}

// claimNames are the words of the claim that are names, or parts of names, in a script with capitals.
func (c *comparison) claimNames() []int {
	var out []int
	for i := range c.claim.words {
		if isName(c.claim, i) {
			out = append(out, i)
		}
	}
	return out
}

// isName reports whether a word is a name by how it is written: a capital where the language has no need of one, Latin
// letters in a text of another script, letters with digits.
func isName(r *reading, i int) bool {
	w := r.words[i]
	if w.sign || utf8.RuneCountInString(w.text) < 2 || w.number || inQuantity(r, w) {
		return false
	}
	raw := r.text[w.start:w.end]
	switch {
	case r.lang == "zh" || r.lang == "ja":
		return isLatin(raw) && !unitWord(w.text)
	case hasDigit(raw) && hasUpper(raw), capitals(raw) >= 2:
		return true
	case !w.capital || titleWords[w.text] || lexical.IsStopword(w.text, r.lang) || lexical.IsStopword(w.text, "en"):
		return false
	case r.lang == "de":
		return germanName(r, i)
	case !w.first:
		return true
	case slices.ContainsFunc(r.cues, func(q cue) bool { return q.from == i && len(degrees(r, i, q.to)) > 0 }):
		return false // "Perhaps The …"
	}
	return i+1 < len(r.words) && r.words[i+1].capital && !r.words[i+1].first && r.words[i+1].clause == w.clause && !w.isCommon(r)
}

// inQuantity reports whether a word is part of a number: a unit, or a million.
func inQuantity(r *reading, w word) bool {
	for _, q := range r.quantities {
		if w.start < q.end && w.end > q.start {
			return true
		}
	}
	return false
}

// isCommon reports whether a text has a word without its capital elsewhere.
func (w word) isCommon(r *reading) bool {
	for _, o := range r.words {
		if o.text == w.text && !o.capital {
			return true
		}
	}
	return false
}

var titleWords = words(`mr mrs ms dr prof sir lord lady dame president minister chairman chairwoman chair director professor doctor king queen prince princess
	chief executive officer ceo cfo cto senator mayor governor general captain judge justice founder head author article text internet web ok
	herr frau senor senora don dona presidente ministro director profesor english company city state county river street university`)

func wordSet(ws []word) map[string]bool {
	set := make(map[string]bool, 2*len(ws))
	for i, w := range ws {
		set[w.text] = true
		set[w.stem] = true
		if i > 0 && ws[i-1].end == w.start-1 { // Foot note, Foot-note
			set[ws[i-1].text+w.text] = true
		}
	}
	return set
}

// hasName finds a name among words: itself, with another ending, or as the country of a people.
func hasName(set map[string]bool, w word, one bool) bool {
	if set[w.text] || set[w.stem] && one {
		return true
	}
	bare := strings.TrimSuffix(strings.TrimSuffix(w.text, "s"), "'")
	if set[bare] || set[w.text+"s"] {
		return true
	}
	if at := strings.IndexFunc(w.text, unicode.IsDigit); at > 0 && set[w.text[:at]] && set[w.text[at:]] { // GPT4 for GPT-4
		return true
	}
	root := demonym(w.text)
	if root == "" {
		return false
	}
	for have := range set {
		if len(have) >= 4 && strings.HasPrefix(have, root) {
			return true
		}
	}
	return false
}

// demonym is what a word for a people or a language begins with, together with its country: german, itali, chin.
func demonym(w string) string {
	for _, ending := range []string{"ese", "ish", "ians", "ian", "ans", "an", "i"} {
		if root, ok := strings.CutSuffix(w, ending); ok && len(root) >= 4 {
			return root
		}
	}
	if len(w) >= 6 && strings.HasSuffix(w, "y") || len(w) >= 5 && strings.HasSuffix(w, "a") {
		return w[:len(w)-1]
	}
	return ""
}

// inBrackets reports whether a name is the reading, in brackets, of an original right before it that the evidence has.
func (c *comparison) inBrackets(i int, ev map[string]bool) bool {
	w := c.claim.words[i]
	open := strings.LastIndexAny(c.claim.text[:w.start], "(（")
	if open < 0 || strings.ContainsAny(c.claim.text[open+1:w.start], ")）") {
		return false
	}
	k := c.claim.wordAt(open) - 1
	if k >= 0 && c.claim.words[k].start >= open {
		k--
	}
	if k < 0 || k >= len(c.claim.words) {
		return false
	}
	if before := c.claim.words[k]; before.sign {
		from := k
		for from > 0 && c.claim.words[from-1].sign && c.claim.words[from-1].end == c.claim.words[from].start && k-from < 1 {
			from--
		}
		return strings.Contains(lexical.Fold(c.ev.text+c.ev.around), lexical.Fold(c.claim.span(from, k+1)))
	} else {
		return ev[before.text]
	}
}

// nameRun widens a word to the name that it is part of.
func nameRun(ws []word, i int, text string) (from, to int) {
	from, to = i, i+1
	joined := func(a, b word) bool {
		return strings.Trim(text[a.end:b.start], " -'’.·") == "" && a.clause == b.clause
	}
	for from > 0 && ws[from-1].capital && !ws[from-1].sign && joined(ws[from-1], ws[from]) && !titleWords[ws[from-1].text] {
		from--
	}
	for to < len(ws) && ws[to].capital && !ws[to].sign && joined(ws[to-1], ws[to]) {
		to++
	}
	return from, to
}

func (c *comparison) nameOpposite(from, to int) span {
	start, end, ok := c.opposite(from, to)
	if !ok {
		return c.nameBehind(from)
	}
	for k := c.ev.wordAt(start); k < len(c.ev.words) && c.ev.words[k].start < end; k++ {
		if isName(c.ev.reading, k) || c.ev.words[k].capital {
			f, t := nameRun(c.ev.words, k, c.ev.text)
			return span{c.ev.words[f].start, c.ev.words[t-1].end}
		}
	}
	if behind := c.nameBehind(from); behind.end > 0 {
		return behind
	}
	return span{start, end}
}

// nameBehind is the name of the evidence that stands behind the same two words as the claim's.
func (c *comparison) nameBehind(from int) span {
	if from < 2 || !c.one || c.claim.words[from-2].clause != c.claim.words[from].clause {
		return span{}
	}
	first, second := c.claim.words[from-2], c.claim.words[from-1]
	for k := 2; k < len(c.ev.words); k++ {
		if same(c.ev.words[k-2], first) && same(c.ev.words[k-1], second) && c.ev.words[k].capital && c.ev.words[k].content {
			f, t := nameRun(c.ev.words, k, c.ev.text)
			return span{c.ev.words[f].start, c.ev.words[t-1].end}
		}
	}
	return span{}
}

// swappedNames finds a name where the evidence has another, between the same words.
func (c *comparison) swappedNames() finding {
	for _, e := range c.pairs() {
		said := names(c.claim, e.from, e.to)
		has := names(c.ev.reading, e.evFrom, e.evTo)
		if len(said) == 0 || len(has) == 0 || c.claim.lang == "de" && !c.foreign(said) {
			continue
		}
		if w := c.claim.words[said[0]]; c.inQuotes(w.start) || inDates(c.claim.dates, w) || inDates(c.ev.dates, c.ev.words[has[0]]) {
			continue
		}
		if !c.another(said, has) || c.converse(said, has) {
			continue
		}
		from, to := nameRun(c.claim.words, said[0], c.claim.text)
		evFrom, evTo := nameRun(c.ev.words, has[0], c.ev.text)
		return c.differs(nameReason, c.claim.span(from, to), span{c.ev.words[evFrom].start, c.ev.words[evTo-1].end})
	}
	return finding{}
}

// names are the names among the words from up to to; a first word counts where it has a capital and nothing else is known.
func names(r *reading, from, to int) []int {
	var out []int
	for i := max(from, 0); i < min(to, len(r.words)); i++ {
		w := r.words[i]
		if isName(r, i) || w.capital && r.lang == "de" && i > 0 && placeBefore[r.words[i-1].text] || w.capital && w.first && r.lang != "de" && w.content && !titleWords[w.text] && utf8.RuneCountInString(w.text) > 2 {
			out = append(out, i)
		}
	}
	return out
}

// another reports whether names that stand in one place are not the same: no word of one is, or begins like, one of the other.
func (c *comparison) another(said, has []int) bool {
	for _, i := range said {
		w := c.claim.words[i]
		for k := range c.ev.words {
			if o := c.ev.words[k]; o.sentence == c.ev.words[has[0]].sentence && alike(w.text, o.text) && closeBy(k, has[0]) {
				return false
			}
		}
		for _, k := range has {
			if isAcronym(c.claim.text[w.start:w.end], c.ev.text) || strings.HasPrefix(c.ev.words[k].text, w.text) || strings.HasPrefix(w.text, c.ev.words[k].text) {
				return false
			}
		}
	}
	first := c.claim.words[said[0]]
	if first.first && len(said) == 1 && !isName(c.claim, said[0]) && (!wordSet(c.ev.words)[first.text] || first.isCommon(c.ev.reading)) {
		// an ordinary word that begins a sentence, put for a name: a noun for it, most likely
		return false
	}
	return true
}

// converse reports whether claim and evidence see one deal from its two ends, so that the names change places: A bought
// from B, B sold to A.
func (c *comparison) converse(said, has []int) bool {
	if !wordSet(c.ev.words)[c.claim.words[said[0]].text] || !wordSet(c.claim.words)[c.ev.words[has[0]].text] {
		return false
	}
	for _, q := range c.claim.cues {
		for _, p := range c.ev.cues {
			if (q.is("flow+") && p.is("flow-") || q.is("flow-") && p.is("flow+")) && !agree(q, p) {
				return true
			}
		}
	}
	return false
}

func closeBy(a, b int) bool { return a-b <= 3 && b-a <= 3 }

func alike(a, b string) bool {
	if a == b {
		return true
	}
	r := demonym(a)
	return r != "" && strings.HasPrefix(b, r)
}

// isAcronym reports whether a word of capitals is made of the first letters of words that follow each other in a text.
func isAcronym(raw, text string) bool {
	letters := strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, raw))
	if len(letters) < 2 || len(letters) > 6 || capitals(raw) < 2 {
		return false
	}
	var initials []byte
	for field := range strings.FieldsSeq(text) {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(field, "(“\"'"))
		if unicode.IsUpper(r) && r < 0x80 {
			initials = append(initials, byte(unicode.ToLower(r)))
		} else if len(field) > 3 {
			initials = append(initials, ' ')
		}
	}
	return strings.Contains(string(initials), letters)
}

func isLatin(s string) bool {
	for _, r := range s {
		if !unicode.In(r, unicode.Latin, unicode.Cyrillic, unicode.Greek) && !unicode.IsDigit(r) {
			return false
		}
	}
	return true
}

func hasDigit(s string) bool { return strings.ContainsFunc(s, unicode.IsDigit) }

func hasUpper(s string) bool { return strings.ContainsFunc(s, unicode.IsUpper) }

func capitals(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n
}

func unitWord(w string) bool {
	switch w {
	case "km", "kg", "cm", "mm", "kwh", "mw", "gw", "kw", "gb", "tb", "mb", "hz", "ml", "am", "pm", "ad", "bc", "ce", "bce", "vs", "ok":
		return true
	}
	return false
}

func words(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}
