package article_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/footnote-bot/footnote/article"
)

var update = flag.Bool("update", false, "write the golden files")

// TestPosts reads pages in the shape of code hosts, forums and archives of mailing lists: who said what, in its order, quotations apart, code with
// its white space, and nothing of the furniture around them.
func TestPosts(t *testing.T) { readGolden(t, "testdata/posts") }

// TestEncyclopediaPages reads pages in the shape of Wikipedia.
func TestEncyclopediaPages(t *testing.T) { readGolden(t, "testdata/wiki") }

// readGolden compares what is read of each page of a folder with its golden file.
func readGolden(t *testing.T, dir string) {
	t.Helper()
	pages, err := filepath.Glob(filepath.Join(dir, "*.html"))
	if err != nil || len(pages) == 0 {
		t.Fatal("no pages", err)
	}
	for _, path := range pages {
		name := strings.TrimSuffix(filepath.Base(path), ".html")
		t.Run(name, func(t *testing.T) {
			page, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			got := asSpoken(read(t, article.Source{Data: page, URL: "https://a.example/" + name, ContentType: "text/html"}))
			golden := strings.TrimSuffix(path, ".html") + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", path, diff)
			}
		})
	}
}

// asSpoken writes a document paragraph by paragraph, with what kind it is of and who says it.
func asSpoken(d *article.Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "title: %s\nlanguage: %s\nread: %d of %d words\nmissing: %v\n", d.Title, d.Language, d.Coverage.WordsRead, d.Coverage.WordsFound, d.Coverage.Missing)
	for i := 0; i < len(d.Passages); {
		first := d.Passages[i]
		end := first.End
		for ; i < len(d.Passages) && d.Passages[i].Paragraph == first.Paragraph && d.Passages[i].Speaker == first.Speaker; i++ {
			end = d.Passages[i].End
		}
		fmt.Fprintf(&b, "\n[%s", first.Role)
		if first.Speaker != "" {
			fmt.Fprintf(&b, " by %s", first.Speaker)
		}
		fmt.Fprintf(&b, "] %s\n", d.Text[first.Start:end])
	}
	return b.String()
}

// TestOurMarksAreOurs: the marks that reading leaves on elements mean nothing where a page has them.
func TestOurMarksAreOurs(t *testing.T) {
	paragraph := strings.Repeat("The ferry leaves the old harbour at noon, and nobody knows whether it comes back. ", 6)
	page := "<html><body><article><h1>The ferry</h1><p>" + paragraph + `</p><div data-letter data-said="The mayor"><p>` + paragraph + "</p></div><p>" + paragraph + "</p></article></body></html>"
	d := read(t, article.Source{Data: []byte(page), URL: "https://a.example/ferry", ContentType: "text/html"})
	if len(d.Passages) < 18 {
		t.Errorf("%d passages, want all of them", len(d.Passages))
	}
	for _, p := range d.Passages {
		if p.Speaker != "" {
			t.Errorf("%q is said by %s", d.PassageText(p), p.Speaker)
		}
	}
}
