package article_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/article/articletest"
	"github.com/footnote-bot/footnote/internal/testneed"
)

// ofParagraphs is a file of a format that holds so many paragraphs of one sentence, and most is how many are read.
type ofParagraphs struct {
	name string
	most int
	data func(n int) []byte
}

func limited() []ofParagraphs {
	const s = articletest.Sentence
	return []ofParagraphs{
		{"text", 5 << 20 / len(s), func(n int) []byte { return []byte(strings.Repeat(s, n)) }},
		{"Markdown", 1 << 20 / (len(s) + 2), func(n int) []byte { return []byte("# The ferry\n\n## Its boats\n\n" + strings.Repeat(s+"\n\n", n)) }},
		{"page", 1 << 20 / (len(s) - 1), func(n int) []byte {
			return []byte("<html><body>" + strings.Repeat("<p>"+s+"</p>", n) + "</body></html>")
		}},
		{"rich text", 5 << 20 / (len(s) - 1), func(n int) []byte { return []byte(`{\rtf1\ansi ` + strings.Repeat(s+`\par `, n) + "}") }},
		{"Word file", 5 << 20 / len(s), articletest.WordOf},
		{"slides", 5 << 20 / len(s), articletest.SlidesOf},
		{"book", 5 << 20 / len(s), articletest.BookOf},
		{"feed", 5000, func(n int) []byte {
			return []byte(`<rss version="2.0"><channel><title>t</title>` + strings.Repeat("<item><title>a</title><description>"+s+"</description></item>", n) + "</channel></rss>")
		}},
		{"Atom", 5000, func(n int) []byte {
			return []byte(`<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><!-- <entry> -->` + strings.Repeat("<entry><title><![CDATA[The <entry>]]></title><summary>"+s+"</summary></entry>", n) + "</feed>")
		}},
		{"PDF", 1500, func(n int) []byte { return articletest.PDFOf(n, 2) }},
	}
}

// What is behind the limit is counted where it is less than what is read, and is too much where it is more.
func TestWhatIsTooMuchIsTold(t *testing.T) {
	if raceEnabled || testing.Short() {
		t.Skip("without -race and -short")
	}
	r := pdfReader(t)
	for _, file := range testneed.Sample(limited(), 3) {
		t.Run(file.name, func(t *testing.T) {
			t.Parallel()
			for _, tt := range []struct {
				times  float64
				beyond float64 // of what is read
			}{{0.1, 0}, {1.8, 0.8}} {
				reading, err := r.ReadSource(t.Context(), article.Source{Data: file.data(int(tt.times * float64(file.most)))})
				if err != nil {
					t.Fatalf("%.1f times as much as is read: %v", tt.times, err)
				}
				c := reading.Document.Coverage
				beyond := missing(c, "over_limit")
				if got := float64(beyond) / float64(c.WordsRead); math.Abs(got-tt.beyond) > 0.1 || tt.beyond == 0 && beyond > 0 {
					t.Errorf("%.1f times as much as is read: %d words are behind %d", tt.times, beyond, c.WordsRead)
				}
				if c.WordsFound != c.WordsRead+beyond || c.Whole() != (tt.beyond == 0) || missing(c, "truncated") > 0 {
					t.Errorf("%.1f times as much as is read: %+v", tt.times, c)
				}
			}
			_, err := r.ReadSource(t.Context(), article.Source{Data: file.data(int(2.5 * float64(file.most)))})
			if failed := (*article.Error)(nil); !errors.As(err, &failed) || failed.Kind != article.TooLarge {
				t.Errorf("2.5 times as much as is read: %v, want too_large", err)
			}
		})
	}
}

// Pictures that are written into a file are no text of it.
func TestPicturesAreNotTooMuch(t *testing.T) {
	r, err := article.NewReader(article.Config{})
	if err != nil {
		t.Fatal(err)
	}
	const words = "<p>The ferry left the old harbour at noon with a crew of four people, and nobody was on the pier.</p>"
	for name, data := range map[string]string{
		"page":      "<html><body><article>" + words + `<img src="data:image/png;base64,` + strings.Repeat("iVBORw0KGgo", 3<<20) + `"><p>On the pier.</p>` + "</article></body></html>",
		"rich text": `{\rtf1\ansi The ferry left the old harbour.\par {\pict ` + strings.Repeat("89504e47", 2<<20) + `}\par It came back at noon.\par}`,
	} {
		t.Run(name, func(t *testing.T) {
			if raceEnabled && name == "rich text" {
				t.Skip("without -race")
			}
			reading, err := r.ReadSource(t.Context(), article.Source{Data: []byte(data)})
			if err != nil {
				t.Fatal(err)
			}
			if d := reading.Document; missing(d.Coverage, "over_limit") > 10 || !strings.Contains(d.Text, "The ferry left the old harbour") {
				t.Errorf("%q, %+v", d.Text, d.Coverage)
			}
		})
	}
}

func missing(c article.Coverage, kind string) int {
	for _, m := range c.Missing {
		if m.Kind == kind {
			return m.Count
		}
	}
	return 0
}

// A feed that is cut has its whole entries all the same.
func TestFeedThatIsCut(t *testing.T) {
	r, err := article.NewReader(article.Config{})
	if err != nil {
		t.Fatal(err)
	}
	entry := "<item><title>The ferry</title><description>" + strings.Repeat(articletest.Sentence, 300) + "</description></item>"
	const entries = 700 // 14 MB, of which 10 are read
	reading, err := r.ReadSource(t.Context(), article.Source{
		Data: []byte(`<rss version="2.0"><channel><title>t</title>` + strings.Repeat(entry, entries) + "</channel></rss>"),
	})
	if err != nil {
		t.Fatal(err)
	}
	c := reading.Document.Coverage
	if words := entries * (2 + 300*14); c.WordsFound < words*98/100 || c.WordsFound > words*102/100 || c.WordsRead < words*65/100 {
		t.Errorf("%d words read, %d found of %d; missing %v", c.WordsRead, c.WordsFound, words, c.Missing)
	}
}
