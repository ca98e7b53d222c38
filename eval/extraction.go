package eval

import (
	"cmp"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"strings"

	"github.com/footnote-bot/footnote/article"
)

// page is a saved page with what people read in it.
type page struct {
	ID       string   `json:"id"`
	Set      string   `json:"set"`
	URL      string   `json:"url"`
	Lang     string   `json:"lang"`
	HTML     string   `json:"html"` // file of the bytes, gzipped where it ends so; html/ID.html.gz where absent
	Text     string   `json:"text"` // gold, as the rest; "" or absent where unknown
	Optional []string `json:"optional"`
	With     []string `json:"with"`
	Without  []string `json:"without"`
	Title    string   `json:"title"`
	Byline   string   `json:"byline"`
	Date     string   `json:"date"`
}

func (p page) id() string { return p.ID }

func (p page) script() string {
	switch p.Lang {
	case "zh", "ja", "ko":
		return "cjk"
	}
	return "other"
}

// extracted is a prediction of extraction.
type extracted struct {
	ID      string `json:"id"`
	Text    string `json:"text"` // where the page was refused, what people are shown of it
	Title   string `json:"title"`
	Byline  string `json:"byline"`
	Date    string `json:"date"`    // 2006-01-02
	Refused string `json:"refused"` // the kind of failure; "" where the page was read
}

func (e extracted) id() string { return e.ID }

// mostPage is what is read of a page, in bytes.
const mostPage = 100 << 20

// Extraction reads saved pages and compares their texts, titles, bylines and dates with gold.
func Extraction(ctx context.Context, in Input) (Table, error) {
	pages, err := readRows(in.Rows, func(p *page) error {
		p.HTML = cmp.Or(p.HTML, "html/"+p.ID+".html.gz")
		if !fs.ValidPath(p.HTML) {
			return fmt.Errorf("html: %q is no path below the rows' folder", p.HTML)
		}
		return nil
	})
	if err != nil {
		return Table{}, err
	}
	all, err := predict(ctx, in, pages, func(ctx context.Context, p page) (extracted, error) { return extract(ctx, in, p) })
	if err != nil {
		return Table{}, err
	}
	var scored []compared
	for _, p := range pages {
		scored = append(scored, comparePage(p, all[p.ID]))
	}
	return tabulate(pageColumns, scored, scorePages,
		func(c compared) string { return "set=" + cmp.Or(c.page.Set, "?") },
		func(c compared) string { return "script=" + c.page.script() }), nil
}

func extract(ctx context.Context, in Input, p page) (extracted, error) {
	data, err := readPage(in.Pages, p.HTML)
	if err != nil {
		return extracted{}, err
	}
	out := extracted{ID: p.ID}
	read, err := in.Reader.ReadSource(ctx, article.Source{Data: data, URL: p.URL})
	var refused *article.Error
	switch {
	case errors.As(err, &refused):
		out.Refused, out.Text = string(refused.Kind), refused.Preview
		return out, nil
	case err != nil:
		return extracted{}, err
	}
	doc := read.Document
	out.Text, out.Title, out.Byline = body(doc), doc.Title, doc.Byline
	out.Date = doc.Published[:min(len(doc.Published), len("2006-01-02"))]
	return out, nil
}

func readPage(pages fs.FS, name string) (data []byte, err error) {
	f, err := pages.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	var r io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return nil, fmt.Errorf("unpack %s: %w", name, err)
		}
	}
	if data, err = io.ReadAll(io.LimitReader(r, mostPage)); err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return data, nil
}

// body is a document's text without the heading that only repeats its title.
func body(doc *article.Document) string {
	first, rest, _ := strings.Cut(doc.Text, "\n\n")
	if p := doc.Passages[0]; p.Role == "heading" && bare(first) == bare(doc.Title) {
		return rest
	}
	return doc.Text
}

// compared is a page, what was read in it and how both compare.
type compared struct {
	page                page
	got                 extracted
	text                *overlap // nil where no text is known
	segments            [4]int   // of what must and must not be there: hits, false hits, misses, rightly absent
	title, byline, date float64  // 0 or 1; none where unknown
}

// nameShare is the F1 from which a byline is right.
const nameShare = 0.8

func comparePage(p page, e extracted) compared {
	c := compared{page: p, got: e, title: none, byline: none, date: none}
	if p.Text != "" {
		o := compare(p.Text, e.Text, p.Optional)
		c.text = &o
	}
	text := squash(e.Text)
	for _, s := range p.With {
		c.segments[2*one(!strings.Contains(text, squash(s)))]++
	}
	for _, s := range p.Without {
		c.segments[1+2*one(!strings.Contains(text, squash(s)))]++
	}
	day := func(s string) string { return s[:min(len(s), len("2006-01-02"))] }
	if p.Title != "" {
		c.title = float64(one(bare(p.Title) == bare(e.Title)))
	}
	if p.Byline != "" {
		c.byline = float64(one(nameF1(p.Byline, e.Byline) >= nameShare))
	}
	if p.Date != "" {
		c.date = float64(one(day(p.Date) == day(e.Date)))
	}
	return c
}

var pageColumns = []column{
	{"pages", "pages", count},
	{"precision", "P", thousand},
	{"recall", "R", thousand},
	{"f1", "F1", thousand},
	{"page", "page", thousand},
	{"error", "±", thousand},
	{"ok", "ok", thousand},
	{"bad", "bad", thousand},
	{"empty", "empty", count},
	{"refused", "refused", count},
	{"segment_precision", "segP", thousand},
	{"segment_recall", "segR", thousand},
	{"segment_accuracy", "acc", thousand},
	{"segment_f1", "segF1", thousand},
	{"title", "title", thousand},
	{"byline", "byl.", thousand},
	{"date", "date", thousand},
}

func scorePages(pages []compared) []float64 {
	refused := 0
	title, byline, date := mean{}, mean{}, mean{}
	for _, c := range pages {
		refused += one(c.got.Refused != "")
		title.add(c.title)
		byline.add(c.byline)
		date.add(c.date)
	}
	out := []float64{float64(len(pages))}
	out = append(out, scoreTexts(pages)...)
	out = append(out, float64(refused))
	out = append(out, scoreSegments(pages)...)
	return append(out, title.value(), byline.value(), date.value())
}

// scoreTexts gives P, R, F1, page, ±, ok, bad and empty.
func scoreTexts(pages []compared) []float64 {
	var p, r, f, square, ok, bad, empty mean
	for _, c := range pages {
		if c.text == nil {
			continue
		}
		f1 := c.text.f1()
		p.add(c.text.precision())
		r.add(c.text.recall())
		f.add(f1)
		square.add(f1 * f1)
		ok.add(float64(one(f1 >= 0.9)))
		bad.add(float64(one(f1 < 0.5)))
		empty.add(float64(one(c.text.empty())))
	}
	if f.n == 0 {
		return []float64{none, none, none, none, none, none, none, none}
	}
	precision, recall := p.sum/float64(max(1, p.n)), r.value() // no text at all: 0
	both := 0.0
	if precision+recall > 0 {
		both = 2 * precision * recall / (precision + recall)
	}
	spread := math.Sqrt(max(0, square.value()-f.value()*f.value()) / float64(f.n))
	return []float64{precision, recall, both, f.value(), spread, ok.value(), bad.value(), empty.sum}
}

// scoreSegments gives precision, recall, accuracy and F1 over the segments of all pages.
func scoreSegments(pages []compared) []float64 {
	var s [4]int
	any := false
	for _, c := range pages {
		for i, n := range c.segments {
			s[i] += n
			any = any || n > 0
		}
	}
	if !any {
		return []float64{none, none, none, none}
	}
	tp, fp, fn, tn := s[0], s[1], s[2], s[3]
	of := func(n, all int) float64 { return float64(n) / float64(max(1, all)) }
	return []float64{of(tp, tp+fp), of(tp, tp+fn), of(tp+tn, tp+fp+fn+tn), of(2*tp, 2*tp+fp+fn)}
}

// mean is that of the values that are known.
type mean struct {
	sum float64
	n   int
}

func (m *mean) add(v float64) {
	if !math.IsNaN(v) {
		m.sum += v
		m.n++
	}
}

func (m *mean) value() float64 { return ratio(m.sum, m.n) }
