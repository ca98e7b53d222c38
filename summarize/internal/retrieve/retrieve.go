// Package retrieve finds the passages of documents that a question is about.
//
// [New] cuts every passage into terms (package lexical) and keeps where each term stands; [Index.Search] scores passages by
// Okapi BM25 (Robertson and Zaragoza, 2009) in four rooms at once: the sentence itself, its neighbours, its paragraph
// and the headings above it (search.go). [Index.Spelled] fits the acronyms of a query to those of the
// documents (acronym.go). An index is read only once it is made and safe for use by several goroutines.
package retrieve

import (
	"maps"
	"slices"
	"sync"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/internal/lexical"
)

// Index is where the terms of documents stand.
type Index struct {
	units    []unit // passages of all documents, in order
	avgUnit  float64
	avgPara  float64
	paras    []paragraph
	sections []section
	terms    map[string]int32
	sorted   []string // the stems, for finding those that begin alike
	at       postings // passages by term
	above    postings // sections by term of heading and title
	once     sync.Once
	long     map[string]string // what acronyms may stand for; made when first wanted
}

// unit is a passage.
type unit struct {
	doc     *article.Document
	passage int32 // its place in doc.Passages
	length  int32 // terms
	para    int32 // its place in Index.paras
	section int32 // its place in Index.sections
}

// paragraph is a run of passages.
type paragraph struct {
	doc    *article.Document
	length int32 // terms
}

// section is a run of passages under one heading.
type section struct {
	doc     *article.Document
	heading string
}

// posting is how often a term stands in one unit.
type posting struct{ unit, count int32 }

// postings are the lists of all terms, one behind the other.
type postings struct {
	start []int32 // of each term's list; one more than there are terms
	list  []posting
}

func (p postings) of(term int32) []posting {
	if int(term)+1 >= len(p.start) {
		return nil
	}
	return p.list[p.start[term]:p.start[term+1]]
}

// New indexes the passages of documents.
func New(docs ...*article.Document) *Index {
	b := builder{index: &Index{terms: make(map[string]int32)}}
	for _, doc := range docs {
		b.add(doc)
	}
	return b.finish()
}

// builder collects what stands where, as pairs of unit and term in order of units.
type builder struct {
	index    *Index
	body     []event
	headings []event
	buf      []lexical.Token
}

type event struct{ unit, term int32 }

func (b *builder) add(doc *article.Document) {
	ix := b.index
	number := -1 // of the paragraph
	for i, p := range doc.Passages {
		if n := len(ix.sections); i == 0 || ix.sections[n-1].heading != p.Heading {
			ix.sections = append(ix.sections, section{doc, p.Heading})
			b.headings, _ = b.cut(b.headings, int32(len(ix.sections)-1), p.Heading+"\n"+doc.Title)
		}
		if i == 0 || p.Paragraph != number {
			ix.paras = append(ix.paras, paragraph{doc: doc})
			number = p.Paragraph
		}
		u := unit{doc: doc, passage: int32(i), para: int32(len(ix.paras) - 1), section: int32(len(ix.sections) - 1)}
		b.body, u.length = b.cut(b.body, int32(len(ix.units)), doc.PassageText(p))
		ix.paras[u.para].length += u.length
		ix.units = append(ix.units, u)
	}
}

// cut appends the terms of a text and counts them.
func (b *builder) cut(events []event, unit int32, text string) ([]event, int32) {
	b.buf = lexical.Append(b.buf[:0], text)
	for _, t := range b.buf {
		id, ok := b.index.terms[t.Stem]
		if !ok {
			id = int32(len(b.index.terms))
			b.index.terms[t.Stem] = id
		}
		events = append(events, event{unit, id})
	}
	return events, int32(len(b.buf))
}

func (b *builder) finish() *Index {
	ix := b.index
	ix.sorted = slices.Sorted(maps.Keys(ix.terms))
	ix.at = gather(b.body, len(ix.terms))
	ix.above = gather(b.headings, len(ix.terms))
	ix.avgUnit = float64(len(b.body)) / float64(max(1, len(ix.units)))
	ix.avgPara = float64(len(b.body)) / float64(max(1, len(ix.paras)))
	return ix
}

// gather sorts events by term, keeping the order of units (a counting sort), and counts what is equal.
func gather(events []event, terms int) postings {
	room := make([]int32, terms+1) // first as the number of events, then as where a term's list begins
	for _, e := range events {
		room[e.term+1]++
	}
	for t := range terms {
		room[t+1] += room[t]
	}
	used := make([]int32, terms)
	list := make([]posting, len(events))
	for _, e := range events {
		from, n := room[e.term], used[e.term]
		if n > 0 && list[from+n-1].unit == e.unit {
			list[from+n-1].count++
			continue
		}
		list[from+n] = posting{e.unit, 1}
		used[e.term]++
	}
	return compact(list, room, used)
}

// compact closes the gaps that repeated terms left.
func compact(list []posting, room, used []int32) postings {
	start := make([]int32, len(used)+1)
	out := int32(0)
	for t, n := range used {
		start[t] = out
		out += int32(copy(list[out:], list[room[t]:room[t]+n]))
	}
	start[len(used)] = out
	return postings{start: start, list: list[:out]}
}
