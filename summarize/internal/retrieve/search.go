package retrieve

import (
	"cmp"
	"math"
	"slices"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize/internal/lexical"
)

// Hit is a passage that was found.
type Hit struct {
	Doc     *article.Document
	Passage int // its number
	Score   float64
}

const (
	k1    = 1.2 // how soon a repeated term stops to count; the usual value
	bUnit = 0.3 // how much length counts against a sentence
	bPara = 0.5 // and against a paragraph

	neighbourWeight = 0.15
	paraWeight      = 0.6
	headingWeight   = 0.2
	signWeight      = 0.3 // of a single Han, kana or Thai character beside the pairs it is part of
)

// Search gives the k passages that the query's terms speak for most, best first; passages without any of them are none.
func (ix *Index) Search(query string, k int) []Hit {
	scores := ix.scores(ix.weigh(query))
	order := make([]int32, 0, len(scores))
	for i, s := range scores {
		if s > 0 {
			order = append(order, int32(i))
		}
	}
	slices.SortFunc(order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(scores[b], scores[a]), cmp.Compare(a, b))
	})
	hits := make([]Hit, 0, max(0, min(k, len(order))))
	for _, i := range order[:cap(hits)] {
		u := ix.units[i]
		hits = append(hits, Hit{Doc: u.doc, Passage: u.doc.Passages[u.passage].Number, Score: scores[i]})
	}
	return hits
}

// Rarity is the weight of a stem: how much it says that it stands in a sentence (the inverse document frequency over
// passages, above 0). A stem that stands nowhere is the rarest.
func (ix *Index) Rarity(stem string) float64 {
	df := 0
	if id, ok := ix.terms[stem]; ok {
		df = len(ix.at.of(id))
	}
	return rarity(df, len(ix.units))
}

func rarity(df, n int) float64 { return math.Log1p((float64(n-df) + 0.5) / (float64(df) + 0.5)) }

// queryTerm is a term of a query that stands somewhere.
type queryTerm struct {
	id     int32
	weight float64
}

// weigh cuts a query into its terms, function words left out unless there is nothing else.
func (ix *Index) weigh(query string) []queryTerm {
	tokens := lexical.ContentWords(query, "")
	if len(tokens) == 0 {
		tokens = lexical.Tokens(query)
	}
	var terms []queryTerm
	for _, t := range tokens {
		id, ok := ix.terms[t.Stem]
		if !ok {
			continue
		}
		w := 1.0
		if t.Kind == lexical.Sign {
			w = signWeight
		}
		if i := slices.IndexFunc(terms, func(q queryTerm) bool { return q.id == id }); i >= 0 {
			continue
		}
		terms = append(terms, queryTerm{id, w})
	}
	return terms
}

// scores gives every passage its score.
func (ix *Index) scores(terms []queryTerm) []float64 {
	own := make([]float64, len(ix.units))
	para := make([]float64, len(ix.paras))
	head := make([]float64, len(ix.sections))
	for _, t := range terms {
		list := ix.at.of(t.id)
		ix.scoreUnits(own, list, t.weight)
		ix.scoreParas(para, list, t.weight)
		idf := t.weight * rarity(len(list), len(ix.units))
		for _, p := range ix.above.of(t.id) {
			head[p.unit] += idf
		}
	}
	total := make([]float64, len(own))
	for i, u := range ix.units {
		total[i] = own[i] + paraWeight*para[u.para] + headingWeight*head[u.section]
		if i > 0 && ix.units[i-1].para == u.para {
			total[i] += neighbourWeight * own[i-1]
		}
		if i+1 < len(own) && ix.units[i+1].para == u.para {
			total[i] += neighbourWeight * own[i+1]
		}
	}
	return total
}

func (ix *Index) scoreUnits(scores []float64, list []posting, weight float64) {
	idf := weight * rarity(len(list), len(ix.units))
	for _, p := range list {
		scores[p.unit] += idf * saturate(float64(p.count), float64(ix.units[p.unit].length)/ix.avgUnit, bUnit)
	}
}

// scoreParas adds up the postings of each paragraph, whose passages follow each other.
func (ix *Index) scoreParas(scores []float64, list []posting, weight float64) {
	df := 0
	for i, p := range list {
		if i == 0 || ix.units[list[i-1].unit].para != ix.units[p.unit].para {
			df++
		}
	}
	idf := weight * rarity(df, len(ix.paras))
	for i := 0; i < len(list); {
		para, count := ix.units[list[i].unit].para, int32(0)
		for ; i < len(list) && ix.units[list[i].unit].para == para; i++ {
			count += list[i].count
		}
		scores[para] += idf * saturate(float64(count), float64(ix.paras[para])/ix.avgPara, bPara)
	}
}

func saturate(count, relativeLength, b float64) float64 {
	return count * (k1 + 1) / (count + k1*(1-b+b*relativeLength))
}
