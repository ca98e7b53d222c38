package eval

import (
	"strings"

	"github.com/footnote-bot/footnote/article"
)

// rouge is F1 of a summary against its references, the mean over them: words, pairs of words, and longest common
// subsequences of sentences (ROUGE-1, -2 and -Lsum, Lin 2004), without stemming and with articles.
type rouge struct{ one, two, lsum float64 }

func newRouge(summary string, references []string, lang string) rouge {
	var r rouge
	said := sentences(summary, lang)
	all := flatten(said)
	for _, text := range references {
		ref := sentences(text, lang)
		flat := flatten(ref)
		r.one += bagF1(bag(all), bag(flat))
		r.two += bagF1(bag(pairs(all)), bag(pairs(flat)))
		r.lsum += lsum(said, ref)
	}
	n := float64(len(references))
	return rouge{r.one / n, r.two / n, r.lsum / n}
}

// sentences are the words of each sentence of a text.
func sentences(text, lang string) [][]string {
	doc := article.FromText("", text, lang)
	var out [][]string
	for _, p := range doc.Passages {
		if w := words(doc.PassageText(p)); len(w) > 0 {
			out = append(out, w)
		}
	}
	return out
}

func flatten(sentences [][]string) []string {
	var all []string
	for _, s := range sentences {
		all = append(all, s...)
	}
	return all
}

func pairs(tokens []string) []string {
	var out []string
	for i := 1; i < len(tokens); i++ {
		out = append(out, strings.Join(tokens[i-1:i+1], " "))
	}
	return out
}

// lsum counts, for each sentence of the reference, its words that are in a longest common subsequence with any sentence
// of the summary; no word counts more often than it stands in either text.
func lsum(summary, reference [][]string) float64 {
	left, leftRef := bag(flatten(summary)), bag(flatten(reference))
	all := size(left) + size(leftRef)
	hits := 0
	for _, ref := range reference {
		inAny := make([]bool, len(ref))
		for _, s := range summary {
			markCommon(inAny, ref, s)
		}
		for i, w := range ref {
			if inAny[i] && left[w] > 0 && leftRef[w] > 0 {
				left[w]--
				leftRef[w]--
				hits++
			}
		}
	}
	if all == 0 {
		return 0
	}
	return 2 * float64(hits) / float64(all)
}

// markCommon marks the words of ref that are in one longest common subsequence with s.
func markCommon(mark []bool, ref, s []string) {
	best := make([][]int, len(ref)+1) // best[i][j]: of ref[:i] and s[:j]
	best[0] = make([]int, len(s)+1)
	for i, r := range ref {
		best[i+1] = make([]int, len(s)+1)
		for j, w := range s {
			if r == w {
				best[i+1][j+1] = best[i][j] + 1
			} else {
				best[i+1][j+1] = max(best[i][j+1], best[i+1][j])
			}
		}
	}
	for i, j := len(ref), len(s); i > 0 && j > 0; {
		switch {
		case ref[i-1] == s[j-1]:
			mark[i-1] = true
			i, j = i-1, j-1
		case best[i][j-1] > best[i-1][j]:
			j--
		default:
			i--
		}
	}
}
