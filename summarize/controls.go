package summarize

import (
	"bufio"
	"crypto/sha256"
	"embed"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"

	"github.com/footnote-bot/footnote/internal/lexical"
	"github.com/footnote-bot/footnote/prompts"
	"github.com/footnote-bot/footnote/summarize/internal/corrupt"
)

const (
	controlsEach = 2   // carried, and as many broken, in a call
	mostUnshown  = 120 // sentences of the document that may stand as broken controls
	tooAlike     = 0.5 // a control as like to a claim as that tells nothing new
)

// controls are statements of which the answer is known: carried ones, which are sentences shown, and broken ones, which none of
// those shown carries. Where the sentences yield too few, and for half of them where claims and sentences are in different
// languages, they are of a stock of our own, whose sentences are to be shown too.
func (s *session) controls(candidates []candidate, keep map[int]struct{}, attempt uint64) (controls []statement, stock []string) {
	d := documentOf(candidates)
	fromText := controlsEach
	foreign := !sameLanguage(d.Language, s.reply.Language)
	if foreign && len(stockOf(s.reply.Language)) > 0 {
		fromText /= 2
	}
	seed := seedOf(candidates, attempt)
	right, broken := s.fromText(candidates, keep, seed, fromText)
	controls = slices.Concat(right, broken)
	lang := d.Language
	if foreign {
		lang = s.reply.Language
	}
	more, stock := fromStock(lang, controlsEach-len(right), controlsEach-len(broken), seed)
	return append(controls, more...), stock
}

// fromText makes at most so many controls of either kind from the sentences shown.
func (s *session) fromText(candidates []candidate, keep map[int]struct{}, seed uint64, most int) (right, broken []statement) {
	var (
		shown, unshown []string
		speakers       []string
	)
	numbering, voices := numbered(s.req.Documents), slices.ContainsFunc(candidates, func(c candidate) bool { return c.Speaker != nil })
	for _, d := range s.req.Documents {
		for _, p := range d.Passages {
			n := numbering.number(d, p.Number)
			if _, ok := keep[n]; ok && p.Role != "heading" && p.Role != "table_row" && p.Role != "code" {
				shown, speakers = append(shown, d.PassageText(p)), append(speakers, p.Speaker)
			} else if !ok && len(unshown) < mostUnshown && !s.shut.has(d, p.Number) && p.Role == "paragraph" {
				unshown = append(unshown, d.PassageText(p))
			}
		}
	}
	lang := documentOf(candidates).Language
	alike := func(text string) bool {
		return slices.ContainsFunc(candidates, func(c candidate) bool { return likeness(c.Text, text, lang) > tooAlike })
	}
	speaker := func(from int) string {
		if !voices || from < 0 {
			return ""
		}
		return speakers[from]
	}
	used := map[int]bool{}
	for _, i := range corrupt.Carried(shown, lang, seed) {
		if len(right) < most && !alike(shown[i]) {
			used[i] = true
			right = append(right, statement{text: shown[i], speaker: speaker(i), candidate: -1, carried: true})
		}
	}
	kinds := map[corrupt.Kind]bool{}
	for _, b := range corrupt.Controls(shown, unshown, lang, seed) {
		if len(broken) < most && !kinds[b.Kind] && !used[b.From] && !alike(b.Text) {
			kinds[b.Kind] = true
			broken = append(broken, statement{text: b.Text, speaker: speaker(b.From), candidate: -1})
		}
	}
	return right, broken
}

//go:embed stock/*.txt
var stockFiles embed.FS

// pair is a sentence of the stock and a statement that it does not carry.
type pair struct{ sentence, kind, broken string }

// stocks are the pairs by language. A file has two lines for each: the sentence, then "- KIND: " and what it is broken into.
var stocks = sync.OnceValue(func() map[string][]pair {
	out := map[string][]pair{}
	files, err := stockFiles.ReadDir("stock")
	if err != nil {
		panic(err) // embedded
	}
	for _, f := range files {
		data, err := stockFiles.ReadFile("stock/" + f.Name())
		if err != nil {
			panic(err)
		}
		lang, sentence := strings.TrimSuffix(f.Name(), ".txt"), ""
		for lines := bufio.NewScanner(strings.NewReader(string(data))); lines.Scan(); {
			rest, isBroken := strings.CutPrefix(lines.Text(), "- ")
			kind, broken, ok := strings.Cut(rest, ": ")
			switch {
			case isBroken && ok && sentence != "":
				out[lang] = append(out[lang], pair{sentence, kind, broken})
				sentence = ""
			case lines.Text() != "":
				sentence = lines.Text()
			}
		}
	}
	return out
})

// stockOf is the stock in a language; nil where there is none.
func stockOf(lang string) []pair {
	if lexical.Base(lang) == "zh" && strings.Contains(lang, "Hant") {
		return stocks()["zh-Hant"]
	}
	return stocks()[lexical.Base(lang)]
}

// fromStock takes so many controls of either kind from the stock, in English where it has none in a language, and gives the
// sentences that have to be shown with them.
func fromStock(lang string, right, broken int, seed uint64) (controls []statement, sentences []string) {
	if right <= 0 && broken <= 0 {
		return nil, nil
	}
	pairs := slices.Clone(stockOf(lang))
	if len(pairs) == 0 {
		pairs = slices.Clone(stocks()["en"])
	}
	rnd := rand.New(rand.NewPCG(seed, 1))
	rnd.Shuffle(len(pairs), func(i, j int) { pairs[i], pairs[j] = pairs[j], pairs[i] })
	kinds := map[string]bool{}
	for _, p := range pairs {
		switch {
		case right > 0:
			right--
			controls = append(controls, statement{text: p.sentence, candidate: -1, carried: true})
		case broken > 0 && !kinds[p.kind]:
			broken--
			kinds[p.kind] = true
			controls = append(controls, statement{text: p.broken, candidate: -1})
		default:
			continue
		}
		sentences = append(sentences, p.sentence)
	}
	rnd.Shuffle(len(sentences), func(i, j int) { sentences[i], sentences[j] = sentences[j], sentences[i] })
	return controls, sentences
}

// stockSource shows sentences of the stock as a source of their own, numbered on.
func (s *session) stockSource(sentences []string, after int) (string, error) {
	sum := sha256.Sum256([]byte("stock\x00" + fence(s.req.Documents[0]) + strings.Join(sentences, "\x00")))
	src := prompts.Source{Fence: fmt.Sprintf("%x", sum[:4])}
	for i, text := range sentences {
		src.Lines = append(src.Lines, prompts.Line{Number: after + i + 1, Text: text})
	}
	return s.engine.cfg.Prompts.Source(src)
}

// place mixes controls among the claims, which keep their order, at places that depend on what they say.
func place(candidates []candidate, controls []statement, seed uint64) []statement {
	var out []statement
	for i, c := range candidates {
		st := statement{text: c.Text, hint: c.hint, outcome: c.Outcome, candidate: i}
		if c.Speaker != nil {
			st.speaker = c.Speaker.Name
		}
		out = append(out, st)
	}
	if slices.ContainsFunc(candidates, func(c candidate) bool { return c.hint != "" }) {
		hintAtControls(controls)
	}
	if i := slices.IndexFunc(candidates, func(c candidate) bool { return c.Outcome != "" }); i >= 0 {
		claimOutcome(controls, candidates[i].Outcome)
	}
	rnd := rand.New(rand.NewPCG(seed, 2))
	rnd.Shuffle(len(controls), func(i, j int) { controls[i], controls[j] = controls[j], controls[i] })
	for _, c := range controls {
		out = slices.Insert(out, rnd.IntN(len(out)+1), c)
	}
	return out
}

// hintAtControls points at a figure, else the longest word, of the first control of either kind, so that nobody can tell claims
// by their hints.
func hintAtControls(controls []statement) {
	done := map[bool]bool{}
	for i, c := range controls {
		if done[c.carried] {
			continue
		}
		done[c.carried] = true
		for _, t := range lexical.Tokens(c.text) {
			word := c.text[t.Start:t.End]
			if t.Kind == lexical.Number {
				controls[i].hint = word
				break
			}
			if len(word) > len(controls[i].hint) {
				controls[i].hint = word
			}
		}
	}
}

// claimOutcome gives an outcome to a broken control, which stays one: a reader that takes the words of an outcome for a proof is
// found out.
func claimOutcome(controls []statement, o Outcome) {
	if i := slices.IndexFunc(controls, func(c statement) bool { return !c.carried }); i >= 0 {
		controls[i].outcome = o
	}
}

// seedOf makes what is chosen the same for the same claims, and another in another attempt.
func seedOf(candidates []candidate, attempt uint64) uint64 {
	h := fnv.New64a()
	var n [8]byte
	binary.LittleEndian.PutUint64(n[:], attempt)
	_, _ = h.Write(n[:]) // never fails
	for _, c := range candidates {
		_, _ = h.Write([]byte(c.Text + "\x00" + c.Citations[0].Document().ID + "\x00"))
	}
	return h.Sum64()
}
