package extractive

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/footnote-bot/footnote/summarize/internal/lexical"
)

// wanted is what kind of thing a question asks for.
type wanted uint16

const (
	anything wanted = 0
	number   wanted = 1 << iota
	date
	person
	place
	share   // a percentage
	denial  // not asked for: a negation
	numeral // not asked for: a number in words
	month   // not asked for: words that dates are made of
)

//go:embed cues.txt
var cueLines string

// cue is a phrase, as the folded texts of its tokens, that tells what is wanted.
type cue struct {
	words []string
	want  wanted
}

var cueTable = sync.OnceValue(func() map[string][]cue {
	names := map[string]wanted{
		"number": number, "date": date, "person": person, "place": place, "share": share,
		"not":     denial,
		"numeral": numeral, "month": month,
	}
	table := make(map[string][]cue)
	for line := range strings.Lines(cueLines) {
		head, list, ok := strings.Cut(strings.TrimSpace(line), ":")
		lang, kind, ok2 := strings.Cut(head, " ")
		if !ok || !ok2 || strings.HasPrefix(line, "#") {
			continue
		}
		for phrase := range strings.SplitSeq(list, ";") {
			table[lang] = append(table[lang], cue{plainTexts(lexical.Tokens(phrase)), names[kind]})
		}
	}
	return table
})

// cues gives the kinds of all cues that stand among tokens.
func cues(tokens []lexical.Token, lang string) wanted {
	var want wanted
	texts := plainTexts(tokens)
	for _, c := range cueTable()[lang] {
		if containsRun(texts, c.words) {
			want |= c.want
		}
	}
	return want
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
	if len(run) == 0 {
		return false
	}
	for i := 0; i+len(run) <= len(texts); i++ {
		n := 0
		for n < len(run) && texts[i+n] == run[n] {
			n++
		}
		if n == len(run) {
			return true
		}
	}
	return false
}
