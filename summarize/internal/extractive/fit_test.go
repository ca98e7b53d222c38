package extractive

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize/internal/encoder"
	"github.com/footnote-bot/footnote/summarize/internal/retrieve"
)

// TestFit fits the weights that order candidates, and tells of each set for how many of 100 questions a right passage is
// among the first one, three and five: with the weights as they are, with weights fitted on other documents alone (from nothing,
// since those that are have seen all of them), and with those fitted on all. FOOTNOTE_FIT names files of questions in the form of `footnote eval --task qa`, the weight of their rows behind
// a star; FOOTNOTE_FIT_DOCS files of their documents; with FOOTNOTE_ENCODER it is kinWeights that are fitted, on what is in
// English. Without files there is nothing to fit.
func TestFit(t *testing.T) {
	files := strings.Fields(os.Getenv("FOOTNOTE_FIT"))
	if len(files) == 0 {
		t.Skip("FOOTNOTE_FIT names no questions")
	}
	f := newFitting(t)
	sets := make([][]lookedAt, len(files))
	var all []lookedAt
	for i, file := range files {
		name, star, _ := strings.Cut(file, "*")
		weight, err := strconv.ParseFloat(cmp.Or(star, "1"), 64)
		if err != nil {
			t.Fatal(err)
		}
		sets[i] = f.questions(t, name, weight)
		all = append(all, sets[i]...)
	}
	var left [folds]evidence
	for k := range left {
		left[k] = fit(slices.DeleteFunc(slices.Clone(all), func(l lookedAt) bool { return l.fold == k }), evidence{})
	}
	whole := fit(all, f.now)
	for i, set := range sets {
		t.Logf("%s, %d: now %s; fitted on other documents %s; on all %s", files[i], len(set),
			foundAt(set, func(lookedAt) evidence { return f.now }),
			foundAt(set, func(l lookedAt) evidence { return left[l.fold] }),
			foundAt(set, func(lookedAt) evidence { return whole }))
	}
	for i, w := range whole {
		t.Logf("evidence %2d: %5.2f, now %5.2f", i, w, f.now[i])
	}
}

const (
	folds     = 5
	learnFrom = 40 // candidates of a question, the best by the weights as they are
)

// lookedAt is a question with the evidence of its candidates.
type lookedAt struct {
	fold   int // by its document
	weight float64
	seen   []evidence
	right  []bool
}

// fitting looks at questions.
type fitting struct {
	now     evidence
	embed   *encoder.Encoder // nil: words alone
	sources map[string]fitRow
	docs    map[string]*article.Document
	vectors map[*article.Document][][]float32
}

type fitRow struct {
	DocID          string `json:"doc_id"`
	Lang           string `json:"lang"`
	Title          string `json:"title"`
	Document       string `json:"document"`
	Question       string `json:"question"`
	AnswerSentence string `json:"answer_sentence"`
	Answerable     *bool  `json:"answerable"`
}

func newFitting(t *testing.T) *fitting {
	f := &fitting{
		now: rankWeights, sources: make(map[string]fitRow), docs: make(map[string]*article.Document),
		vectors: make(map[*article.Document][][]float32),
	}
	for name := range strings.FieldsSeq(os.Getenv("FOOTNOTE_FIT_DOCS")) {
		fitRows(t, name, func(d fitRow) { f.sources[d.DocID] = d })
	}
	if name := os.Getenv("FOOTNOTE_ENCODER"); name != "" {
		var err error
		if f.embed, err = encoder.Open(name); err != nil {
			t.Fatal(err)
		}
		f.now = kinWeights
	}
	return f
}

func fitRows(t *testing.T, name string, each func(fitRow)) {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		var row fitRow
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		each(row)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}

// questions looks at those of a file that have an answer.
func (f *fitting) questions(t *testing.T, file string, weight float64) []lookedAt {
	var out []lookedAt
	fitRows(t, file, func(r fitRow) {
		r.Document = cmp.Or(r.Document, f.sources[r.DocID].Document)
		if r.Answerable != nil && !*r.Answerable || f.embed != nil && (r.Lang != "en" || Foreign(r.Question, "en")) {
			return
		}
		d := f.docs[r.Document]
		if d == nil {
			d = article.FromText(r.Title, r.Document, r.Lang)
			f.docs[r.Document] = d
		}
		l := f.look(t, d, r)
		l.weight = weight
		out = append(out, l)
	})
	return out
}

func (f *fitting) look(t *testing.T, d *article.Document, r fitRow) lookedAt {
	hash := fnv.New32a()
	hash.Write([]byte(r.Document))
	l := lookedAt{fold: int(hash.Sum32() % folds)}
	ix := retrieve.New(d)
	q := pose(ix, ix.Spelled(r.Question), LanguageOf([]*article.Document{d}))
	if f.embed != nil {
		q.kin = f.kin(t, d, r.Question)
	}
	gold := strings.Index(d.Text, r.AnswerSentence)
	for i, c := range examined(t.Context(), ix, q, nil) {
		from, to := max(gold, c.passage.Start), min(gold+len(r.AnswerSentence), c.passage.End)
		right := gold >= 0 && 2*(to-from) >= min(len(r.AnswerSentence), c.passage.End-c.passage.Start)
		if i < learnFrom || right {
			l.seen, l.right = append(l.seen, c.seen), append(l.right, right)
		}
	}
	return l
}

func (f *fitting) kin(t *testing.T, d *article.Document, question string) *Kin {
	embed := func(texts ...string) [][]float32 {
		vectors, err := f.embed.Embed(context.Background(), texts)
		if err != nil {
			t.Fatal(err)
		}
		return vectors
	}
	if f.vectors[d] == nil {
		texts := make([]string, len(d.Passages))
		for i, p := range d.Passages {
			texts[i] = d.PassageText(p)
		}
		f.vectors[d] = embed(texts...)
	}
	near := NearnessOf(d, f.vectors[d], embed(question)[0])
	return &Kin{To: func(_ *article.Document, passage int) Nearness {
		if passage < 1 || passage > len(near) {
			return Nearness{}
		}
		return near[passage-1]
	}}
}

func foundAt(set []lookedAt, weights func(lookedAt) evidence) string {
	var among [6]float64
	for _, l := range set {
		w := weights(l)
		first := slices.Index(l.right, true)
		for i, right := range l.right {
			if right && dot(w, l.seen[i]) > dot(w, l.seen[first]) {
				first = i
			}
		}
		if first < 0 {
			continue
		}
		before := 0
		for i, e := range l.seen {
			before += int(truth(!l.right[i] && dot(w, e) > dot(w, l.seen[first])))
		}
		for k := before + 1; k < len(among); k++ {
			among[k] += 100 / float64(len(set))
		}
	}
	return fmt.Sprintf("%.1f %.1f %.1f", among[1], among[3], among[5])
}

// fit is softmax regression over the candidates of each question that has a right one (maximum likelihood by Adam, Kingma and
// Ba, 2015), held to the weights as they are.
func fit(set []lookedAt, now evidence) evidence {
	const steps, rate, held, slow, slower = 500, 0.05, 0.002, 0.9, 0.999
	var mean, square evidence
	w := now
	for step := range steps {
		var slope evidence
		total := 0.0
		for _, l := range set {
			if slices.Contains(l.right, true) {
				total += l.weight
				l.addSlope(&slope, w)
			}
		}
		for i := range w {
			d := slope[i]/total + held*(w[i]-now[i])
			mean[i] = slow*mean[i] + (1-slow)*d
			square[i] = slower*square[i] + (1-slower)*d*d
			n := float64(step + 1)
			w[i] -= rate * mean[i] / (1 - math.Pow(slow, n)) / (math.Sqrt(square[i]/(1-math.Pow(slower, n))) + 1e-8)
		}
	}
	return w
}

// addSlope adds the slope of a question's loss: what is expected of all candidates without what is of the right ones.
func (l lookedAt) addSlope(slope *evidence, w evidence) {
	odds := make([]float64, len(l.seen))
	for i, e := range l.seen {
		odds[i] = dot(w, e)
	}
	most := slices.Max(odds)
	all, right := 0.0, 0.0
	for i := range odds {
		odds[i] = math.Exp(odds[i] - most)
		all += odds[i]
		right += odds[i] * truth(l.right[i])
	}
	for i, e := range l.seen {
		d := odds[i] / all
		if l.right[i] && right > 0 {
			d -= odds[i] / right
		}
		for k, x := range e {
			slope[k] += l.weight * d * x
		}
	}
}

// TestFitFindsWhatTellsRightFromWrong fits on candidates that one kind of evidence tells apart.
func TestFitFindsWhatTellsRightFromWrong(t *testing.T) {
	var set []lookedAt
	for i := range 20 {
		var good, bad evidence
		good[fNear], bad[fRank] = 1, float64(i%3)
		set = append(set, lookedAt{weight: 1, seen: []evidence{bad, good}, right: []bool{false, true}})
	}
	w := fit(set, evidence{})
	if w[fNear] <= 0.5 || w[fRank] >= 0 || w[fOrder] != 0 {
		t.Errorf("weights of what speaks for, against, of neither: %g, %g, %g", w[fNear], w[fRank], w[fOrder])
	}
	if got := foundAt(set, func(lookedAt) evidence { return w }); got != "100.0 100.0 100.0" {
		t.Errorf("found %s, want all", got)
	}
}
