package digest

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/footnote-bot/footnote/internal/lexical"
)

// terms are the words of a text that tell what it is about, counted, and those that name: people, places, figures.
type terms struct {
	count map[string]float64
	marks map[string]bool
	lang  string // by which it is known what says nothing
}

// nameWeight is how much more a name counts than another word. With the other constants of this file and of cluster.go it
// was chosen on ECB+ and on Chinese news, by folds of topics; docs/eval.md has the figures.
const nameWeight = 1.5

// termsOf reads the words of spaced scripts, in lower case and without a plural's s, and the pairs of neighbours of Han,
// kana and hangul. A name is a word that begins with a capital inside a sentence, a figure, or four Han signs in a row.
func termsOf(text string) terms {
	t := terms{count: map[string]float64{}, marks: map[string]bool{}, lang: lexical.Language(text)}
	runes := []rune(text)
	begins := true // a sentence
	for i := 0; i < len(runes); {
		switch r := runes[i]; {
		case unspaced(r):
			end := i
			for end < len(runes) && unspaced(runes[end]) {
				end++
			}
			t.addRun(runes[i:end])
			i = end
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			end := i
			for end < len(runes) && !unspaced(runes[end]) && (unicode.IsLetter(runes[end]) || unicode.IsDigit(runes[end])) {
				end++
			}
			t.addWord(runes[i:end], begins)
			begins = false
			i = end
		default:
			begins = begins || strings.ContainsRune(".!?。！？\n\"“", r)
			i++
		}
	}
	for mark := range t.marks {
		if n, ok := t.count[mark]; ok && !unicode.IsDigit([]rune(mark)[0]) {
			t.count[mark] = n * nameWeight
		}
	}
	return t
}

func (t terms) addRun(run []rune) {
	for i := range run {
		if i+2 <= len(run) {
			t.count[string(run[i:i+2])]++
		}
		if i+4 <= len(run) {
			t.marks[string(run[i:i+4])] = true
		}
	}
}

func (t terms) addWord(word []rune, begins bool) {
	w := strings.ToLower(string(word))
	if len(word) > 3 {
		w = strings.TrimSuffix(w, "s")
	}
	if len(word) < 2 || lexical.IsStopword(lexical.Fold(w), t.lang) {
		return
	}
	t.count[w]++
	if unicode.IsDigit(word[0]) || unicode.IsUpper(word[0]) && !begins {
		t.marks[w] = true
	}
}

func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// vector is a text's terms with their weights, by term, of length 1.
type vector []weight

type weight struct {
	term int
	of   float64
}

// vectors weighs terms: each by its count, and by how few of the texts hold it. A small set knows little of what is rare,
// so a hundred more texts are assumed, of which a term stands in two.
func vectors(texts []terms) []vector {
	const assumed, holding = 100, 2
	ids, holds := map[string]int{}, []float64{}
	for _, t := range texts {
		for term := range t.count {
			id, known := ids[term]
			if !known {
				id = len(holds)
				ids[term] = id
				holds = append(holds, 0)
			}
			holds[id]++
		}
	}
	all := make([]vector, len(texts))
	for i, t := range texts {
		length := 0.0
		for term, n := range t.count {
			id := ids[term]
			w := (1 + math.Log(n)) * max(0, math.Log((float64(len(texts))+assumed)/(holds[id]+holding)))
			all[i] = append(all[i], weight{id, w})
			length += w * w
		}
		slices.SortFunc(all[i], func(a, b weight) int { return cmp.Compare(a.term, b.term) })
		for j := range all[i] {
			all[i][j].of /= max(math.Sqrt(length), 1e-9)
		}
	}
	return all
}

// likeness is the cosine of two vectors, from 0 to 1.
func likeness(a, b vector) float64 {
	sum := 0.0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].term < b[j].term:
			i++
		case a[i].term > b[j].term:
			j++
		default:
			sum += a[i].of * b[j].of
			i, j = i+1, j+1
		}
	}
	return sum
}

// shingleLength is how many words or signs in a row are compared where copies are looked for.
const shingleLength = 5

// shinglesOf are the runs of words and signs of a text.
func shinglesOf(text string) map[string]bool {
	var words []string
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if !strings.ContainsFunc(word, unspaced) {
			words = append(words, word)
			continue
		}
		for _, r := range word {
			words = append(words, string(r))
		}
	}
	shingles := map[string]bool{}
	for i := 0; i+shingleLength <= len(words); i++ {
		shingles[strings.Join(words[i:i+shingleLength], " ")] = true
	}
	return shingles
}

// contained is how much of the shorter of two texts stands in the other, from 0 to 1; of very short ones nothing is known.
func contained(a, b map[string]bool) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 20 {
		return 0
	}
	both := 0
	for s := range a {
		if b[s] {
			both++
		}
	}
	return float64(both) / float64(len(a))
}
