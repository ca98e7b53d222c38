package extractive

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize/internal/retrieve"
)

// breadth is the number of passages that are looked at closely; the right one is among the first 20 for 99 of 100 questions.
const breadth = 20

// candidate is a passage that may answer.
type candidate struct {
	doc     *article.Document
	passage article.Passage
	view    view
	around  []view // the heading and the neighbours
	seen    evidence
	score   float64
	wanted  int // the place of the token that is wanted; -1
	until   int // where what is shown ends, if behind the passage; 0
}

// beside reports whether a stem stands in the surroundings.
func (c candidate) beside(stem string) bool {
	return slices.ContainsFunc(c.around, func(v view) bool { return v.has(stem) })
}

// rankWeights order candidates where words are all that is known, kinWeights where nearness in meaning is too. Set by
// softmax regression over the right and wrong passages of 7,000 questions in fourteen languages, of which the 141 that
// people ask in their own words count eightfold and 3,100 a third; fTurn and fHeading are kept as they were. kinWeights
// over 438 English ones, fourfold, before ranking knew of whether and what follows it among kinds. By documents left
// out the first is right for 42 of 100 questions asked in other words than the text's, one of the first three for 67,
// one of the first five for 75; of others, which nothing was fitted on, for 23, 51 and 60. With nearness, in English,
// it is 50, 78 and 89. Of questions written from the text it is 79 and 97.
var (
	rankWeights = evidence{
		fRank: 3.28, fCovered: 1.15, fSquared: -0.12, fNear: 2.75, fOrder: 0.64, fFound: 0.93, fLacking: -0.93,
		fNameFound: 0.30, fNameLacking: -0.13, fLength: -0.58, fAsks: -1.72, fDenial: -1.12, fNumbers: -1.29, fNames: -0.42,
		fOpen: 3.16, fFocus: 1.87, fAlike: 2.52, fClose: 0.99, fCloseKin: 0.51, fScant: -1.47, fLoose: -0.55, fDefines: 0.33,
		fKind: 2.65, fKind + 1: -0.03, fKind + 2: 2.87, fKind + 3: 1.92, fKind + 4: 2.09, fKind + 5: 1.31, fKind + 6: 1.47,
		fKind + 7: 0.92, fKind + 8: 0.85, fKind + 9: 1.42, fPlace: -0.27, fTurn: 3.17, fKin: 1.13, fKinNear: 1.39,
		fBridged: 2.67,
		fHeading: -3, fRow: -2, // not learned: the texts have none
	}
	kinWeights = evidence{
		fRank: 0.42, fCovered: 0.68, fSquared: -2.86, fNear: 2.19, fOrder: 1.45, fFound: 0.73, fLacking: -0.73, fNameFound: 0.42,
		fNameLacking: -0.36, fLength: 2.92, fAsks: -0.85, fDenial: -2.45, fNumbers: -1.85, fNames: -0.34, fFirst: -0.59, fOpen: 4.89,
		fFocus: 2.42, fAlike: 0.19, fClose: 1.14, fDefines: 3.20, fKind: 3.09, fKind + 1: -0.31, fKind + 2: 4.53, fKind + 3: 2.56,
		fKind + 4: 3.75, fKind + 5: 3.19, fPlace: -0.16, fTurn: 4.14, fKin: 7.62, fKinNear: 2.24, fKinPara: 2.76, fKinBest: 2.62,
		fHeading: -3, fRow: -2,
	}
)

// views are passages that were looked at, each once.
type views map[*article.Document]map[int]view

// at gives the view of a passage; an empty one where there is no such passage.
func (vs views) at(d *article.Document, number int) view {
	p, ok := d.Passage(number)
	if !ok {
		return view{}
	}
	if vs[d] == nil {
		vs[d] = make(map[int]view)
	}
	v, ok := vs[d][number]
	if !ok {
		v = look(d.PassageText(p))
		vs[d][number] = v
	}
	return v
}

// candidates are the best passages of the index, best first. Nil where the context ended.
func candidates(ctx context.Context, ix *retrieve.Index, q query, withheld Withheld) []candidate {
	found := examined(ctx, ix, q, withheld)
	return found[:min(breadth, len(found))]
}

// examined looks at all passages that are worth it and orders them, best first. Nil where the context ended.
func examined(ctx context.Context, ix *retrieve.Index, q query, withheld Withheld) []candidate {
	seen := make(views)
	hits := slices.DeleteFunc(worthALook(ix, q), func(h retrieve.Hit) bool {
		v := seen.at(h.Doc, h.Passage)
		return withheld != nil && withheld(h.Doc, h.Passage) ||
			mostlyLink(v.text) || q.repeatedBy(v) || q.quotedBy(seen.at(h.Doc, h.Passage-1))
	})
	most := bestScore(hits)
	weights := rankWeights
	if q.kin != nil {
		weights = kinWeights
	}
	over := bridgeFrom(q)
	asked := make(map[*article.Document]query)
	marked := make(map[*article.Document]bool)
	found := make([]candidate, 0, len(hits))
	for _, h := range hits {
		if ctx.Err() != nil {
			return nil
		}
		if _, ok := asked[h.Doc]; !ok {
			asked[h.Doc] = q.about(h.Doc.Title)
			marked[h.Doc] = marksEnds(h.Doc) >= mostly
		}
		c := candidate{doc: h.Doc, view: seen.at(h.Doc, h.Passage)}
		c.passage, _ = h.Doc.Passage(h.Passage)
		c.around = []view{look(c.passage.Heading), seen.at(h.Doc, h.Passage-1), seen.at(h.Doc, h.Passage+1)}
		c.seen, c.wanted = evidenceFor(asked[h.Doc], c.view, c.around, c.passage, ratio(h.Score, most))
		c.seen[fLoose] = truth(marked[h.Doc] && !endsMarked(c.view.text))
		c.seen.stands(q, c, c.around[1])
		switch {
		case q.kin != nil:
			near := q.kin.To(h.Doc, h.Passage)
			c.seen[fKin], c.seen[fKinPara], c.seen[fKinBest] = near.Own, near.Paragraph, near.Best
			c.seen[fKinNear] = max(q.kin.To(h.Doc, h.Passage-1).Own, q.kin.To(h.Doc, h.Passage+1).Own)
		case over != nil:
			over.compare(&c.seen, seen, c)
		}
		c.score = dot(weights, c.seen)
		found = append(found, c)
	}
	slices.SortStableFunc(found, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	return found
}

// Rank gives the k passages of an index that a query is most about, best first: those that may answer it in the order of
// their evidence, and behind the first of them, by turns, what the search finds, which is the better guide to passages that
// only lead to an answer. lang is the language of the text; kin may be nil.
func Rank(ctx context.Context, ix *retrieve.Index, query, lang string, k int, kin *Kin) []retrieve.Hit {
	query = ix.Spelled(query)
	q := pose(ix, query, lang)
	q.kin = kin
	l := list{hits: make([]retrieve.Hit, 0, min(k, ix.Len())), most: k, has: make(map[retrieve.Hit]bool)}
	found := ix.Search(q.text, k)
	for i, c := range candidates(ctx, ix, q, nil) {
		l.add(retrieve.Hit{Doc: c.doc, Passage: c.passage.Number, Score: c.score})
		if i+1 >= byEvidence {
			found = l.addFirst(found)
		}
	}
	for len(found) > 0 {
		found = l.addFirst(found)
	}
	return l.hits
}

// byEvidence passages come first as their evidence orders them. On 495 questions to long English texts and 3,371 to short ones
// in twelve languages, 2 to 5 find the answering sentence as often among the first ten; more push what only the search finds
// too far back. Among the first five, 5 find it for 92 of 100 questions to the long texts, 3 for 91.
const byEvidence = 5

// list holds at most so many passages, each once.
type list struct {
	hits []retrieve.Hit
	most int
	has  map[retrieve.Hit]bool // without their scores
}

// add appends a passage, and says whether it is new and there was room.
func (l *list) add(h retrieve.Hit) bool {
	at := retrieve.Hit{Doc: h.Doc, Passage: h.Passage}
	if l.has[at] || len(l.hits) == l.most {
		return false
	}
	l.has[at] = true
	l.hits = append(l.hits, h)
	return true
}

// addFirst appends the first passage that is new, and gives those behind it.
func (l *list) addFirst(found []retrieve.Hit) []retrieve.Hit {
	for i, h := range found {
		if l.add(h) {
			return found[i+1:]
		}
	}
	return nil
}

// worthALook gives the passages that a question may be answered by: all where they are few, since an answer need not share a
// word with its question, else those that the search finds first.
func worthALook(ix *retrieve.Index, q query) []retrieve.Hit {
	if ix.Len() > few {
		return ix.Search(q.text, breadth)
	}
	return ix.All(q.text)
}

// few is the number of passages up to which all of them are looked at.
const few = 400

func bestScore(hits []retrieve.Hit) float64 {
	most := 0.0
	for _, h := range hits {
		most = max(most, h.Score)
	}
	return most
}

func dot(w, e evidence) float64 {
	sum := 0.0
	for i := range w {
		sum += w[i] * e[i]
	}
	return sum
}

// worthShowing is the least chance, for a passage as long as its rivals are in the mean, to be the right one with which it
// is shown beside the best; a longer one needs more. Set where, over all languages, what is shown is 1.4 times as long as
// the right sentence, which then is there in 88 of 100 questions, refused ones counted.
const worthShowing = 0.035

// mostShown is how many passages an answer shows at most.
const mostShown = 3

// choose takes the best candidate, and the next two as far as their chance is worth their length. Scores were fitted as
// logarithms of chances.
func choose(q query, found []candidate) []candidate {
	all, length := 0.0, 0.0
	for _, c := range found {
		all += math.Exp(c.score - found[0].score)
		length += float64(len(c.view.text)) / float64(len(found))
	}
	shown := found[:1:1]
	for _, c := range found[1:min(mostShown, len(found))] {
		chance := math.Exp(c.score-found[0].score) / all
		if chance*length >= worthShowing*float64(len(c.view.text)) && c.adds(q, shown) {
			shown = append(shown, c)
		}
	}
	return shown
}

// adds reports whether a passage says more to a question than those that are shown: it is nearly as good as the best, it holds
// what is wanted, or a term that they lack; and it is no sentence of theirs again.
func (c candidate) adds(q query, shown []candidate) bool {
	for _, s := range shown {
		if c.view.text == s.view.text {
			return false
		}
	}
	if shown[0].score-c.score < nearlyAsGood || c.seen.fits() {
		return true
	}
	return slices.ContainsFunc(q.terms, func(t term) bool {
		return c.view.has(t.stem) && !slices.ContainsFunc(shown, func(s candidate) bool { return s.view.has(t.stem) })
	})
}

// within takes the best candidate, and the next where it is not so far behind.
func within(found []candidate, margin float64) []candidate {
	n := 1
	if len(found) > 1 && found[0].score-found[1].score < margin {
		n++
	}
	return found[:n]
}
