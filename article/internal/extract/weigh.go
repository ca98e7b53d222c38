package extract

import (
	_ "embed"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// A page is read twice. The first model knows of a piece what readability says of it and how it is built; the second knows, too, what the first
// says of the piece and of all that is around it: its neighbours, its section, what has its shape.
//
// A model is a line of feature names, then a tree a line, in preorder. An inner node is "feature<threshold", followed by what is weighed where the feature
// is at most the threshold, then by the rest; a leaf is "=value".
//
// Trained by train/train.py on 591 pages with gold text and 157 with gold segments. A piece counts as part of the article where most of its runs of
// three tokens stand in the gold; it weighs as much as its share of its page's gold, at most a half, so that pages weigh alike. What the second model learns
// from are first readings by models that had not seen the page's site.
var (
	//go:embed first.txt
	firstText string
	//go:embed second.txt
	secondText string
)

// node is one split of a tree, or a leaf where feature is -1.
type node struct {
	value          float64 // threshold, or what the leaf adds
	feature, right int32   // right is where the other side begins; the near side is the next node
}

// model is a sum of trees.
type model [][]node

var loadModels = sync.OnceValues(func() (first, second model) {
	return parseModel(firstText, firstNames), parseModel(secondText, secondNames)
})

func parseModel(text string, names []string) model {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	var index []int
	for name := range strings.SplitSeq(lines[0], "\t") {
		index = append(index, slices.Index(names, name))
	}
	var m model
	for _, line := range lines[1:] {
		var tree []node
		words := strings.Fields(line)
		grow(&tree, &words, index)
		m = append(m, tree)
	}
	return m
}

// grow reads one subtree.
func grow(tree *[]node, words *[]string, index []int) {
	word := (*words)[0]
	*words = (*words)[1:]
	if leaf, ok := strings.CutPrefix(word, "="); ok {
		v, _ := strconv.ParseFloat(leaf, 64)
		*tree = append(*tree, node{feature: -1, value: v})
		return
	}
	feature, threshold, _ := strings.Cut(word, "<")
	f, _ := strconv.Atoi(feature)
	v, _ := strconv.ParseFloat(threshold, 64)
	at := len(*tree)
	*tree = append(*tree, node{feature: int32(index[f]), value: v})
	grow(tree, words, index)
	(*tree)[at].right = int32(len(*tree))
	grow(tree, words, index)
}

// surest is the score from which on a piece is as good as certain, either way.
const surest = 9

// atOnce is how many pieces go through a tree at a time: as many as stay near at hand with their features.
const atOnce = 32

// scores are the logarithms of the odds that pieces with these features belong to the article.
func (m model) scores(pieces [][]float64) []float64 {
	sums := make([]float64, len(pieces))
	for from := 0; from < len(pieces); from += atOnce {
		some := pieces[from:min(from+atOnce, len(pieces))]
		for _, tree := range m {
			for i, features := range some {
				sums[from+i] += leaf(tree, features)
			}
		}
	}
	for i, sum := range sums {
		sums[i] = max(-surest, min(surest, sum))
	}
	return sums
}

// leaf is what a tree adds for a piece.
func leaf(tree []node, features []float64) float64 {
	at := int32(0)
	for tree[at].feature >= 0 {
		if features[tree[at].feature] <= tree[at].value {
			at++
		} else {
			at = tree[at].right
		}
	}
	return tree[at].value
}

func likelihood(score float64) float64 { return 1 / (1 + math.Exp(-score)) }

// read scores the pieces in two readings.
func (e *evidence) read() []float64 {
	first, second := loadModels()
	features := make([][]float64, len(e.pieces))
	for i := range features {
		features[i] = e.features(i)
	}
	votes := first.scores(features)
	for i, score := range votes {
		votes[i] = likelihood(score)
	}
	e.count(byFirst, votes)
	for i := range features {
		features[i] = e.voteFeatures(features[i], i, byFirst)
	}
	return second.scores(features)
}
