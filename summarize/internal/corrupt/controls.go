package corrupt

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/footnote-bot/footnote/internal/lexical"
)

// Broken is a statement that no sentence shown carries.
type Broken struct {
	Text string
	Kind Kind
	From int // the sentence of those shown that it was made from; -1 for one of those not shown
}

// Controls makes statements that none of the sentences shown carries, to test a reader of them: the best first, kinds and
// sentences mixed. Unshown are other sentences of the same document. A reader that calls a statement carried is wrong; whether
// it calls it contradicted or not said does not matter. The language ("en", "zh-Hant") may be "": it is guessed then. The
// same arguments give the same statements.
func Controls(shown, unshown []string, lang string, seed uint64) []Broken {
	m := newMaker(shown, unshown, lang, seed)
	byKind := map[Kind][]Broken{}
	for _, i := range m.rnd.Perm(len(shown)) {
		if !m.stands(m.shown[i]) {
			continue
		}
		for _, b := range m.breaks(i) {
			byKind[b.Kind] = append(byKind[b.Kind], b)
		}
	}
	byKind[Halves] = m.halves()
	byKind[Unshown] = m.others()
	return m.mix(byKind)
}

// Carried are the indexes of the sentences shown that can stand as statements of their own, in an order that depends on the
// seed, the short ones first. Such a sentence is declarative, has six words or twelve characters of a script without spaces,
// is no heading and no question, and has no first person and no pronoun at its head.
func Carried(shown []string, lang string, seed uint64) []int {
	m := newMaker(shown, nil, lang, seed)
	var out []int
	for _, i := range m.rnd.Perm(len(shown)) {
		if m.stands(m.shown[i]) {
			out = append(out, i)
		}
	}
	slices.SortStableFunc(out, func(a, b int) int { return cmp.Compare(long(shown[a]), long(shown[b])) })
	return out
}

// long is 1 for a sentence that would stand out among claims, 0 for others.
func long(s string) int {
	if len(s) > 300 {
		return 1
	}
	return 0
}

// enough sentences that are not shown are looked at.
const enough = 120

// maker makes the controls of one set of sentences.
type maker struct {
	shown, unshown []string
	lang           string
	rnd            *rand.Rand
	plain          []string        // what is shown, without case, spaces and marks
	figures        [][]figure      // those of each sentence shown
	values         map[string]bool // their values
	names          []placed        // the names in sentences not shown
	words          map[string]bool // the stems shown
}

func newMaker(shown, unshown []string, lang string, seed uint64) *maker {
	if lang == "" {
		lang = lexical.Language(strings.Join(shown, "\n"))
	}
	m := &maker{
		shown: clean(shown), lang: lexical.Base(lang), rnd: rand.New(rand.NewPCG(seed, 0x636f6e74726f6c)),
		values: map[string]bool{}, words: map[string]bool{},
	}
	for _, i := range m.rnd.Perm(len(unshown))[:min(len(unshown), enough)] {
		m.unshown = append(m.unshown, unshown[i])
	}
	m.unshown = clean(m.unshown)
	for _, s := range m.unshown {
		for _, at := range names(s, m.lang) {
			m.names = append(m.names, placed{s[at[0]:at[1]], neighbour(s, at[0], at[1])})
		}
	}
	for _, s := range m.shown {
		m.figures = append(m.figures, figures(s))
		m.plain = append(m.plain, plain(s))
		for _, t := range lexical.Tokens(s) {
			m.words[t.Stem] = true
		}
		for _, f := range m.figures[len(m.figures)-1] {
			m.values[f.value()] = true
		}
	}
	return m
}

// clean takes the marks of notes out of sentences.
func clean(sentences []string) []string {
	out := make([]string, len(sentences))
	for i, s := range sentences {
		out[i] = strings.TrimSpace(noteMark().ReplaceAllString(s, ""))
	}
	return out
}

// breaks are the statements that one sentence can be broken into, one of each kind at most.
func (m *maker) breaks(i int) []Broken {
	var out []Broken
	add := func(kind Kind, text string, ok bool) {
		if ok && m.absent(text) {
			out = append(out, Broken{Text: text, Kind: kind, From: i})
		}
	}
	for _, kind := range []Kind{Negation, Scope, Plan, Places} {
		text, ok := m.applyRule(m.shown[i], kind)
		add(kind, text, ok)
	}
	if !slices.ContainsFunc(out, func(b Broken) bool { return b.Kind == Places }) {
		text, ok := m.otherName(m.shown[i])
		add(Places, text, ok)
	}
	text, ok := m.otherFigure(i)
	add(Number, text, ok)
	text, ok = m.exchange(i)
	add(Figures, text, ok)
	return out
}

// absent reports whether a statement is neither a sentence shown nor a part of one.
func (m *maker) absent(text string) bool {
	p := plain(text)
	return p != "" && !slices.ContainsFunc(m.plain, func(s string) bool { return strings.Contains(s, p) })
}

// mix takes one of each kind in turn, always of a sentence that had the fewest turns so far; what is least certain comes
// last.
func (m *maker) mix(byKind map[Kind][]Broken) []Broken {
	kinds := []Kind{Number, Negation, Places, Scope, Plan, Figures, Unshown}
	m.rnd.Shuffle(len(kinds), func(i, j int) { kinds[i], kinds[j] = kinds[j], kinds[i] })
	var out []Broken
	used, seen := map[int]int{}, map[string]bool{}
	for more := true; more; {
		more = false
		for round := slices.Clone(kinds); len(round) > 0; {
			k, i := fewest(round, byKind, used)
			if i < 0 {
				break
			}
			more = true
			kind := round[k]
			b := byKind[kind][i]
			byKind[kind] = slices.Delete(byKind[kind], i, i+1)
			round = slices.Delete(round, k, k+1)
			if p := plain(b.Text); !seen[p] {
				seen[p] = true
				out = append(out, b)
				used[b.From]++
			}
		}
	}
	return append(out, byKind[Halves]...)
}

// fewest finds the kind and its statement whose sentence was used least; -1 where no kind has any.
func fewest(kinds []Kind, byKind map[Kind][]Broken, used map[int]int) (kind, at int) {
	kind, at = -1, -1
	for k, name := range kinds {
		for i, b := range byKind[name] {
			if at < 0 || used[b.From] < used[byKind[kinds[kind]][at].From] {
				kind, at = k, i
			}
		}
	}
	return kind, at
}

// others are the sentences not shown that say something else, those that share least with what is shown first.
func (m *maker) others() []Broken {
	type other struct {
		Broken
		shared float64
	}
	var list []other
	for _, i := range m.rnd.Perm(len(m.unshown)) {
		s := m.unshown[i]
		if !m.stands(s) || !m.absent(s) {
			continue
		}
		if shared := m.shared(s); shared < 0.6 {
			list = append(list, other{Broken{Text: s, Kind: Unshown, From: -1}, shared})
		}
	}
	slices.SortStableFunc(list, func(a, b other) int { return cmp.Compare(int(5*a.shared), int(5*b.shared)) })
	out := make([]Broken, len(list))
	for i, o := range list {
		out[i] = o.Broken
	}
	return out
}

// shared is the part of a sentence's content that the sentences shown hold too.
func (m *maker) shared(s string) float64 {
	words := lexical.ContentWords(s, m.lang)
	shared := 0
	for _, t := range words {
		if m.words[t.Stem] {
			shared++
		}
	}
	return float64(shared) / float64(max(1, len(words)))
}
