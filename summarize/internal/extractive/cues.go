package extractive

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/footnote-bot/footnote/internal/lexical"
)

// wanted is a set of what cues tell: what a question wants, and what a passage holds.
type wanted uint64

const (
	number wanted = 1 << iota
	date
	person
	place
	share     // a percentage
	what      // the word that asks
	count     // "how many": what follows is to be counted
	denial    // a negation
	condition // what makes a statement hold only then, or not surely
	numeral   // a number in words
	month     // words that dates are made of
	furniture // what stands around articles, not in them
	courtesy  // greetings, thanks and their like

	why      // a question wants a reason,
	how      // a way,
	next     // what comes,
	opinion  // what somebody says of it,
	cost     // money
	duration // or a stretch of time;
	whether  // yes or no,
	steps    // or what to do;
	reason   // a passage gives a reason,
	means    // a way,
	plan     // what comes,
	saying   // what somebody says or thinks,
	money    // money
	span     // or a stretch of time
	verdict  // what is so or not, what one may or must
	orders   // what to do

	helping // what opens a question that wants yes or no

	leaning // what opens a sentence that leans on the one before
	self    // who writes, or who reads
	settled // what is decided, is to be done, by whom and when
	joining // what opens a turn and only joins it to the one before
)

// kinds pairs what a question wants with what a passage that answers is likely to hold; words of the first that are
// held are rare enough to tell by themselves that it answers (telling).
var kinds = [...]struct{ asked, held wanted }{
	{why, reason},
	{how, means},
	{next, plan},
	{opinion, saying},
	{cost, money},
	{duration, span},
	{whether, verdict},
	{steps, orders},
	{why, verdict},
	{date, month},
}

const telling = 6

var cueNames = map[string]wanted{
	"number": number, "date": date, "person": person, "place": place, "share": share, "what": what, "count": count, "not": denial,
	"condition": condition, "numeral": numeral, "month": month, "furniture": furniture,
	"courtesy": courtesy, "why": why, "how": how, "next": next, "opinion": opinion, "cost": cost, "duration": duration,
	"reason": reason, "means": means, "plan": plan, "saying": saying, "money": money, "span": span,
	"whether": whether, "steps": steps, "verdict": verdict, "orders": orders, "helping": helping, "leaning": leaning,
	"joining": joining, "self": self, "settled": settled,
}

//go:embed cues.txt
var cueLines string

// cue is a phrase, as the folded texts of its tokens, that tells what is wanted.
type cue struct {
	words []string
	want  wanted
}

// cueTable holds the cues by language and by their first word.
var cueTable = sync.OnceValue(func() map[string]map[string][]cue {
	table := make(map[string]map[string][]cue)
	for line := range strings.Lines(cueLines) {
		head, list, ok := strings.Cut(strings.TrimSpace(line), ":")
		lang, kind, ok2 := strings.Cut(head, " ")
		if !ok || !ok2 || strings.HasPrefix(line, "#") {
			continue
		}
		if table[lang] == nil {
			table[lang] = make(map[string][]cue)
		}
		for phrase := range strings.SplitSeq(list, ";") {
			if words := plainTexts(lexical.Tokens(phrase)); len(words) > 0 {
				table[lang][words[0]] = append(table[lang][words[0]], cue{words, cueNames[kind]})
			}
		}
	}
	return table
})

// cues gives the kinds of all cues that stand among tokens.
func cues(tokens []lexical.Token, lang string) wanted {
	var want wanted
	eachCue(plainTexts(tokens), lang, func(_ int, c cue) { want |= c.want })
	return want
}

// asking gives the places, among the texts of tokens, of the words that ask.
func asking(texts []string, lang string) []int {
	var at []int
	eachCue(texts, lang, func(i int, c cue) {
		if c.want == what {
			at = append(at, i)
		}
	})
	return at
}

func eachCue(texts []string, lang string, found func(at int, c cue)) {
	byWord := cueTable()[lexical.Base(lang)]
	for i, t := range texts {
		for _, c := range byWord[t] {
			if n := len(c.words); i+n <= len(texts) && slices.Equal(texts[i:i+n], c.words) {
				found(i, c)
			}
		}
	}
}

// plainTexts are the texts of tokens without the pairs.
func plainTexts(tokens []lexical.Token) []string {
	out := make([]string, 0, len(tokens))
	for _, t := range tokens {
		if t.Kind != lexical.Pair {
			out = append(out, t.Text)
		}
	}
	return out
}

func containsRun(texts, run []string) bool {
	for i := 0; i+len(run) <= len(texts); i++ {
		if slices.Equal(texts[i:i+len(run)], run) {
			return true
		}
	}
	return false
}
