package summarize

import (
	"context"
	"fmt"
	"math"
	"sync"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/internal/lexical"
	"github.com/footnote-bot/footnote/summarize/internal/crossing"
	"github.com/footnote-bot/footnote/summarize/internal/encoder"
	"github.com/footnote-bot/footnote/summarize/internal/extractive"
	"github.com/footnote-bot/footnote/summarize/internal/retrieve"
)

// Embedder turns sentences into vectors of length one whose products tell how alike they are in meaning. Where it fails,
// words alone are compared; it is its own to log that.
type Embedder interface {
	Embed(ctx context.Context, texts []string) ([][]float32, error)
}

// Encoder is the sentence encoder that runs within the program; it knows English.
type Encoder struct{ inner *encoder.Encoder }

// OpenEncoder reads a sentence encoder from its file; the error is fs.ErrNotExist where there is none.
func OpenEncoder(name string) (*Encoder, error) {
	inner, err := encoder.Open(name)
	if err != nil {
		return nil, err
	}
	return &Encoder{inner}, nil
}

// Embed gives the vector of each text; the error is the context's.
func (e *Encoder) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	return e.inner.Embed(ctx, texts)
}

// mostMeant is the number of passages above which words alone are compared: to encode them takes too long for an answer.
const mostMeant = 1_500

// kin tells how near passages are to a question in meaning; nil where nothing knows: there is no embedder, it does not know
// the language of question or text, or it failed.
func (m *meanings) kin(ctx context.Context, docs []*article.Document, question string) *extractive.Kin {
	if m.embedder == nil || passages(docs) > mostMeant {
		return nil
	}
	byWord := false
	if known, ok := m.embedder.(*Encoder); ok {
		lang, asked := extractive.LanguageOf(docs), lexical.Language(question)
		if !known.inner.Reads(lang) {
			return nil
		}
		if crossing.Crosses(asked, lang) {
			question, byWord = crossing.Literally(question), true
		} else if asked != "" && extractive.Foreign(question, lang) {
			return nil
		}
	}
	asked, err := m.embedder.Embed(ctx, []string{question})
	if err != nil || len(asked) != 1 {
		return nil
	}
	near := make(map[*article.Document][]extractive.Nearness, len(docs))
	for _, d := range docs {
		vectors, err := m.of(ctx, d)
		if err != nil {
			return nil
		}
		near[d] = extractive.NearnessOf(d, vectors, asked[0])
	}
	if _, ours := m.embedder.(*Encoder); !ours {
		level(near)
	}
	to := func(d *article.Document, passage int) extractive.Nearness {
		if list := near[d]; passage >= 1 && passage <= len(list) {
			return list[passage-1]
		}
		return extractive.Nearness{}
	}
	return &extractive.Kin{To: to, ByWord: byWord}
}

func passages(docs []*article.Document) int {
	n := 0
	for _, d := range docs {
		n += len(d.Passages)
	}
	return n
}

// What our encoder's products are over the passages of a text, in the mean: ranking was set on them.
const (
	usualNearness = 0.2
	usualSpread   = 0.15
)

// level brings the products of another embedder to the range of ours: models differ in how near unlike sentences are.
func level(near map[*article.Document][]extractive.Nearness) {
	sum, squares, n := 0.0, 0.0, 0.0
	for _, list := range near {
		for _, x := range list {
			sum, squares, n = sum+x.Own, squares+x.Own*x.Own, n+1
		}
	}
	if n == 0 {
		return
	}
	mean := sum / n
	spread := math.Sqrt(max(0, squares/n-mean*mean))
	usual := func(x float64) float64 {
		if spread == 0 {
			return usualNearness
		}
		return usualNearness + usualSpread*(x-mean)/spread
	}
	for _, list := range near {
		for i, x := range list {
			list[i] = extractive.Nearness{Own: usual(x.Own), Paragraph: usual(x.Paragraph), Best: usual(x.Best)}
		}
	}
}

// mostKept is how many vectors are kept for later questions about their documents: 1.5 kB each for our encoder.
const mostKept = 30_000

// meanings keeps the vectors of documents, each encoded once; those used longest ago go first.
type meanings struct {
	embedder Embedder // nil: none

	mu   sync.Mutex
	kept map[string]*meant // by the document's id
	size int
	tick int
}

type meant struct {
	vectors [][]float32
	used    int
}

// of gives the vectors of a document's passages.
func (m *meanings) of(ctx context.Context, d *article.Document) ([][]float32, error) {
	m.mu.Lock()
	if known := m.kept[d.ID]; known != nil {
		m.tick++
		known.used = m.tick
		m.mu.Unlock()
		return known.vectors, nil
	}
	m.mu.Unlock()
	texts := make([]string, len(d.Passages))
	for i, p := range d.Passages {
		texts[i] = d.PassageText(p)
	}
	vectors, err := m.embedder.Embed(ctx, texts)
	if err == nil && len(vectors) != len(texts) {
		err = fmt.Errorf("%d vectors for %d passages", len(vectors), len(texts))
	}
	if err != nil {
		return nil, fmt.Errorf("embed passages: %w", err)
	}
	m.keep(d.ID, vectors)
	return vectors, nil
}

func (m *meanings) keep(id string, vectors [][]float32) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.kept == nil {
		m.kept = make(map[string]*meant)
	}
	if m.kept[id] != nil {
		return
	}
	m.tick++
	m.kept[id] = &meant{vectors, m.tick}
	m.size += len(vectors)
	for m.size > mostKept && len(m.kept) > 1 {
		oldest, at := "", m.tick+1
		for key, k := range m.kept {
			if k.used < at {
				oldest, at = key, k.used
			}
		}
		m.size -= len(m.kept[oldest].vectors)
		delete(m.kept, oldest)
	}
}

// find gives the k passages of documents that a query is most about, best first.
func (m *meanings) find(ctx context.Context, docs []*article.Document, query string, k int) []retrieve.Hit {
	return extractive.Rank(ctx, retrieve.New(docs...), query, extractive.LanguageOf(docs), k, m.kin(ctx, docs, query))
}
