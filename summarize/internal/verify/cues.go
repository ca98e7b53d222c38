package verify

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/footnote-bot/footnote/summarize/internal/lexical"
)

//go:embed cues.txt
var cueLines string

// class is what a cue does to a statement: a negation, one end of an axis, or a degree of reality.
type class string

const (
	not     class = "not"
	notSoft class = "not.soft"
	may     class = "may"
	likely  class = "likely"
	report  class = "report"
	plan    class = "plan"
	will    class = "will"
	must    class = "must"
	should  class = "should"
	can     class = "can"
	hedge   class = "hedge" // may, likely, report or plan in a word that means nothing else
	duty    class = "duty"
	leave   class = "leave"
	noCue   class = "none"
)

// axis gives the axis of an end of one ("level" of "level+"), and whether it is the upper end.
func (c class) axis() (name string, up, ok bool) {
	if name, ok = strings.CutSuffix(string(c), "+"); ok {
		return name, true, true
	}
	name, ok = strings.CutSuffix(string(c), "-")
	return name, false, ok
}

func (c class) modal() bool {
	switch c {
	case may, likely, report, plan, will, must, should, can:
		return true
	default:
		return false
	}
}

// entry is a cue as a sequence of tokens; its last may stand for any ending.
type entry struct {
	words   []string
	open    bool
	tail    string // a particle that must stand further on in the clause: ging … zurück
	classes []class
}

// cueTable holds the cues of one language by their first token, or by the first letters of an open one.
type cueTable map[string][]entry

// openKey is how many letters of an open cue's first word are its key.
const openKey = 3

var cueTables = sync.OnceValue(func() map[string]cueTable {
	tables := map[string]cueTable{}
	for line := range strings.Lines(cueLines) {
		head, list, ok := strings.Cut(strings.TrimSpace(line), ":")
		lang, kind, ok2 := strings.Cut(head, " ")
		if !ok || !ok2 || strings.HasPrefix(line, "#") {
			continue
		}
		if tables[lang] == nil {
			tables[lang] = cueTable{}
		}
		for _, cue := range splitCues(list) {
			tables[lang].add(cue, class(kind))
		}
	}
	return tables
})

// splitCues cuts a list of cues: by spaces, and where it has bars by those.
func splitCues(list string) []string {
	if !strings.Contains(list, "|") {
		return strings.Fields(list)
	}
	var out []string
	for part := range strings.SplitSeq(list, "|") {
		out = append(out, strings.TrimSpace(part))
	}
	return out
}

func (t cueTable) add(cue string, kind class) {
	cue, tail, _ := strings.Cut(cue, "…")
	cue, open := strings.CutSuffix(cue, "*")
	e := entry{open: open, tail: tail, classes: []class{kind}}
	for _, token := range lexical.Tokens(cue) {
		if token.Kind != lexical.Pair {
			e.words = append(e.words, token.Text)
		}
	}
	if len(e.words) == 0 {
		return
	}
	key := e.words[0]
	if open && len(e.words) == 1 {
		key = openPrefix(key)
	}
	for i, other := range t[key] {
		if other.open == open && other.tail == tail && strings.Join(other.words, " ") == strings.Join(e.words, " ") {
			t[key][i].classes = append(t[key][i].classes, kind)
			return
		}
	}
	t[key] = append(t[key], e)
}

func openPrefix(w string) string { return w[:min(len(w), openKey)] + "*" }

// match finds the longest cue that begins at word i; n is its length in words, 0 where there is none.
func (t cueTable) match(ws []word, i int) (found []class, n int) {
	try := func(list []entry) {
		for _, e := range list {
			switch {
			case len(e.words) < n || !e.fits(ws[i:]):
			case len(e.words) > n:
				n, found = len(e.words), e.classes
			default: // "decline" is what "declin*" is, and more
				found = append(slices.Clip(found), e.classes...)
			}
		}
	}
	try(t[ws[i].text])
	if !ws[i].sign {
		try(t[openPrefix(ws[i].text)])
	}
	return found, n
}

// fits reports whether the words begin with the cue.
func (e entry) fits(ws []word) bool {
	if len(ws) < len(e.words) {
		return false
	}
	for k, w := range e.words {
		last := k == len(e.words)-1
		if ws[k].text != w && !(e.open && last && strings.HasPrefix(ws[k].text, w)) {
			return false
		}
		if k > 0 && (ws[k].clause != ws[0].clause || ws[k].sign && ws[k].start != ws[k-1].end) {
			return false
		}
	}
	return e.tail == "" || e.particle(ws) > 0
}

// farthest is how many words may stand between a verb and its particle.
const farthest = 14

// particle is where the particle of a verb in two parts stands, 0 where it does not.
func (e entry) particle(ws []word) int {
	for k := len(e.words); k < len(ws) && k <= farthest && ws[k].sentence == ws[0].sentence; k++ {
		if ws[k].text == e.tail && (k+1 == len(ws) || ws[k+1].clause != ws[k].clause) {
			return k
		}
	}
	return 0
}

func without(list []class, drop class) []class {
	if !slices.Contains(list, drop) {
		return list
	}
	return slices.DeleteFunc(slices.Clone(list), func(k class) bool { return k == drop })
}

// cue is a cue found in a text: words from up to to.
type cue struct {
	classes  []class
	from, to int
}

func (c cue) is(kind class) bool {
	return slices.Contains(c.classes, kind)
}

// findCues finds the cues of a language in words, from left to right, the longest at each place.
func findCues(ws []word, lang string) []cue {
	table := cueTables()[lexical.Base(lang)]
	var out []cue
	for i := 0; i < len(ws); i++ {
		classes, n := table.match(ws, i)
		if n == 0 {
			continue
		}
		if slices.Contains(classes, noCue) && n == 1 && !ws[i].sign {
			classes = nil // a word that only begins like a cue
		}
		if classes = without(classes, noCue); len(classes) > 0 {
			out = append(out, cue{classes, i, i + n})
		}
		i += n - 1
	}
	return out
}
