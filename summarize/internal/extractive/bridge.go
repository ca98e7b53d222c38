package extractive

import (
	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/internal/lexical"
	"github.com/footnote-bot/footnote/summarize/internal/wordvec"
)

// bridge leads from a question to passages that say it in other words, by what single words mean.
type bridge struct {
	asked wordvec.Vector
	terms []worded // of the question
	total float64
	seen  map[*article.Document]map[int]meant
}

// worded is a term of a question whose meaning is known.
type worded struct {
	term
	word wordvec.Word
}

// meant is what the words of a passage mean, each and together.
type meant struct {
	words    []wordvec.Word
	together wordvec.Vector
}

// bridgeFrom gives the bridge from a question, nil where there is none: nearness in meaning is known otherwise, or the text is in a
// language whose words are not known.
func bridgeFrom(q query) *bridge {
	if q.kin != nil || !wordvec.Reads(q.lang) {
		return nil
	}
	b := &bridge{total: q.total, seen: make(map[*article.Document]map[int]meant)}
	var words []wordvec.Word
	for _, t := range q.terms {
		if word, ok := wordvec.Find(t.token); ok {
			b.terms = append(b.terms, worded{t, word})
			words = append(words, word)
		}
	}
	if len(words) == 0 {
		return nil
	}
	b.asked = wordvec.Sum(words)
	return b
}

// at gives what a passage means; nothing where there is no such passage.
func (b *bridge) at(seen views, d *article.Document, number int) meant {
	m, ok := b.seen[d][number]
	if ok {
		return m
	}
	for _, t := range seen.at(d, number).tokens {
		if word, ok := wordvec.Find(t); ok {
			m.words = append(m.words, word)
		}
	}
	m.together = wordvec.Sum(m.words)
	if b.seen[d] == nil {
		b.seen[d] = make(map[int]meant)
	}
	b.seen[d][number] = m
	return m
}

// compare measures how near a candidate comes to the question in meaning.
func (b *bridge) compare(e *evidence, seen views, c candidate) {
	own := b.at(seen, c.doc, c.passage.Number)
	e[fKin] = b.asked.Nearness(own.together)
	for _, n := range []int{c.passage.Number - 1, c.passage.Number + 1} {
		e[fKinNear] = max(e[fKinNear], b.asked.Nearness(b.at(seen, c.doc, n).together))
	}
	sum := 0.0
	for _, t := range b.terms {
		if !c.view.has(t.stem) {
			sum += t.weight * nearest(t.word, own.words)
		}
	}
	e[fBridged] = ratio(sum, b.total)
	if c.wanted >= 0 {
		e[fCloseKin] = b.closeTo(c.view.near(c.wanted))
	}
}

// closeTo is how near each term's nearest among tokens comes to it, by weight.
func (b *bridge) closeTo(tokens []lexical.Token) float64 {
	var words []wordvec.Word
	for _, t := range tokens {
		if word, ok := wordvec.Find(t); ok {
			words = append(words, word)
		}
	}
	sum := 0.0
	for _, t := range b.terms {
		sum += t.weight * nearest(t.word, words)
	}
	return ratio(sum, b.total)
}

// nearest is how near the nearest of words is to one.
func nearest(word wordvec.Word, among []wordvec.Word) float64 {
	most := 0.0
	for _, w := range among {
		most = max(most, wordvec.Nearness(word, w))
	}
	return most
}
