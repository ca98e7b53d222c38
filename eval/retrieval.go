package eval

import (
	"context"
	"errors"
	"math"
	"slices"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize"
)

// ranking is a prediction of retrieval.
type ranking struct {
	ID     string  `json:"id"`
	Ranked []span  `json:"ranked"`          // passages of the question's document, best first
	Among  []place `json:"among,omitempty"` // paragraphs of all documents in its language, best first
}

func (r ranking) id() string { return r.ID }

// place is a paragraph of one of several documents, in code points.
type place struct {
	DocID string `json:"doc_id"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

const (
	everything = math.MaxInt32 // passages of one document: all that have a score
	amongHits  = 60            // passages of many documents, of which the first paragraphs are taken
	amongParas = 10
)

// Retrieval ranks the passages of each question's document, and, where documents come in a file of their own, the
// paragraphs of all that are in its language, and scores where the gold stands. The engine's answers take no part in it.
func Retrieval(ctx context.Context, in Input) (Table, error) {
	docs, order, err := readSources(in.Docs)
	if err != nil {
		return Table{}, err
	}
	rows, err := readQuestions(in.Rows, docs)
	if err != nil {
		return Table{}, err
	}
	l := library{embedder: in.Embedder, docs: docs, order: order, shelves: map[string]*shelf{}}
	all, err := predict(ctx, in, rows, func(ctx context.Context, q question) (ranking, error) { return l.rank(ctx, q), nil })
	if err != nil {
		return Table{}, err
	}
	var scored []found
	for _, q := range rows {
		if f, ok := locate(q, docs[q.DocID], all[q.ID]); ok {
			scored = append(scored, f)
		}
	}
	if len(scored) == 0 {
		return Table{}, errors.New("score retrieval: no row has a gold sentence")
	}
	return tabulate(retrievalColumns, scored, scoreRetrieval, func(f found) string { return named("lang", f.lang) }), nil
}

// library finds passages, and keeps the indexes.
type library struct {
	embedder summarize.Embedder
	docs     map[string]source
	order    []string
	shelves  map[string]*shelf // by what is on it: one document, or all of a language
}

// shelf is documents that are searched together.
type shelf struct {
	search  summarize.Search
	volumes map[*article.Document]volume
}

type volume struct {
	id    string
	runes runes
	paras []span
}

func (s source) paragraphs() []span {
	if len(s.Paras) == 0 {
		return paragraphs(s.Document)
	}
	var out []span
	for _, p := range s.Paras {
		out = append(out, p)
	}
	return out
}

func newShelf(embedder summarize.Embedder, sources ...source) *shelf {
	s := &shelf{volumes: map[*article.Document]volume{}}
	var docs []*article.Document
	for _, one := range sources {
		doc := article.FromText(one.Title, one.Document, one.Lang)
		docs = append(docs, doc)
		s.volumes[doc] = volume{one.DocID, newRunes(doc.Text), one.paragraphs()}
	}
	s.search = summarize.NewSearch(embedder, docs...)
	return s
}

func (l library) shelf(name string, sources func() []source) *shelf {
	if l.shelves[name] == nil {
		l.shelves[name] = newShelf(l.embedder, sources()...)
	}
	return l.shelves[name]
}

func (l library) rank(ctx context.Context, q question) ranking {
	own := l.shelf("document "+q.Document, func() []source {
		return []source{{DocID: q.DocID, Lang: q.Lang, Title: q.Title, Document: q.Document}}
	})
	out := ranking{ID: q.ID, Ranked: []span{}}
	for _, c := range own.search.Find(ctx, q.Question, everything) {
		start, end := c.Range()
		out.Ranked = append(out.Ranked, own.volumes[c.Document()].runes.span(start, end))
	}
	if _, ok := l.docs[q.DocID]; ok {
		out.Among = l.among(ctx, q)
	}
	return out
}

func (l library) among(ctx context.Context, q question) []place {
	lang := l.docs[q.DocID].Lang
	all := l.shelf("language "+lang, func() []source {
		var same []source
		for _, id := range l.order {
			if l.docs[id].Lang == lang {
				same = append(same, l.docs[id])
			}
		}
		return same
	})
	var out []place
	for _, c := range all.search.Find(ctx, q.Question, amongHits) {
		v := all.volumes[c.Document()]
		start, end := c.Range()
		at := v.runes.span(start, end)
		n := paragraphAt(v.paras, at[0])
		if n < 0 {
			continue
		}
		p := place{v.id, v.paras[n][0], v.paras[n][1]}
		if len(out) < amongParas && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// found says where the gold of a question stands in a ranking, from 0; -1 where it does not.
type found struct {
	lang                       string
	sentence, paragraph, among int
	searched                   bool    // among all documents
	read                       float64 // share of the document that is read until the gold sentence is; 1 where it never is
}

// locate looks for a question's gold in its ranking; false where it has none.
func locate(q question, doc source, r ranking) (found, bool) {
	gold, ok := where(q.Document, q.AnswerSentence)
	if len(q.SentenceSpan) == 2 {
		gold, ok = span{q.SentenceSpan[0], q.SentenceSpan[1]}, true
	}
	if !q.answerable() || !ok {
		return found{}, false
	}
	doc.Document = q.Document
	paras := doc.paragraphs()
	home := paragraphAt(paras, gold[0])
	f := found{lang: q.Lang, sentence: -1, paragraph: -1, among: -1, searched: r.Among != nil, read: 1}
	f.sentence = slices.IndexFunc(r.Ranked, gold.hits)
	var seen []int
	read := 0
	for i, at := range r.Ranked {
		if read += at[1] - at[0]; i == f.sentence {
			f.read = float64(read) / float64(max(1, len([]rune(q.Document))))
		}
		if n := paragraphAt(paras, at[0]); n >= 0 && !slices.Contains(seen, n) {
			seen = append(seen, n)
		}
	}
	if home >= 0 {
		f.paragraph = slices.Index(seen, home)
		f.among = slices.Index(r.Among, place{q.DocID, paras[home][0], paras[home][1]})
	}
	return f, true
}

var retrievalColumns = []column{
	{"rows", "rows", count},
	{"sentence_at_1", "sentence @1", percent},
	{"sentence_at_5", "@5", percent},
	{"sentence_at_10", "@10", percent},
	{"paragraph_at_1", "paragraph @1", percent},
	{"paragraph_at_5", "@5", percent},
	{"read_for_95", "read for 95%", percent},
	{"read_for_99", "for 99%", percent},
	{"among_all_at_1", "among all @1", percent},
	{"among_all_at_5", "@5", percent},
}

func scoreRetrieval(rows []found) []float64 {
	within := func(k int, rank func(found) int) float64 {
		n := 0
		for _, f := range rows {
			n += one(rank(f) >= 0 && rank(f) < k)
		}
		return share(n, len(rows))
	}
	sentence := func(f found) int { return f.sentence }
	paragraph := func(f found) int { return f.paragraph }
	among := func(f found) int { return f.among }
	out := []float64{
		float64(len(rows)), within(1, sentence), within(5, sentence), within(10, sentence), within(1, paragraph), within(5, paragraph),
		readFor(rows, 0.95), readFor(rows, 0.99), none, none,
	}
	if rows[0].searched {
		out[8], out[9] = within(1, among), within(5, among)
	}
	return out
}

// readFor is the share of each document that has to be read, best passages first, so that this part of the gold
// sentences is in it.
func readFor(rows []found, part float64) float64 {
	var reads []float64
	for _, f := range rows {
		reads = append(reads, f.read)
	}
	slices.Sort(reads)
	return reads[int(math.Ceil(part*float64(len(reads))))-1]
}
