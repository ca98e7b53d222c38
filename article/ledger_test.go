package article_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/article/articletest"
)

// Every word that a format shows is in the text, or counted under its kind; none is lost in silence, and none counted that is there.
func TestEveryWordIsReadOrCounted(t *testing.T) {
	for _, file := range articletest.ShownFiles() {
		t.Run(file.Name, func(t *testing.T) {
			r := pdfReader(t)
			reading, err := r.ReadSource(t.Context(), article.Source{Data: file.Data, Kind: file.Kind, URL: "https://a.example/x"})
			if err != nil {
				t.Fatal(err)
			}
			d := reading.Document
			want := map[string]int{}
			for kind, words := range file.Apart {
				if n := article.CountWords(words); n > 0 {
					want[kind] = n
				}
				for word := range strings.FieldsSeq(words) {
					if article.CountWords(word) > 0 && !strings.Contains("1 2 7 8", word) && strings.Contains(" "+d.Text+" ", " "+word+" ") {
						t.Errorf("%q is in the text, and should be counted as %s: %q", word, kind, d.Text)
					}
				}
			}
			maps.Copy(want, file.Parts)
			got := map[string]int{}
			for _, m := range d.Coverage.Missing {
				got[m.Kind] = m.Count
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("not in the text %q (-want +got):\n%s", d.Text, diff)
			}
			for word := range strings.FieldsSeq(file.Words) {
				if !strings.Contains(d.Title+" "+d.Text, word) {
					t.Errorf("%q is lost: %q", word, d.Text)
				}
			}
			found := d.Coverage.WordsRead
			for kind, n := range want {
				if kind == "note" || kind == "form_value" || kind == "other" {
					found += n
				}
			}
			if d.Coverage.WordsFound != found {
				t.Errorf("%d words found, want %d", d.Coverage.WordsFound, found)
			}
			whole := want["other"]+want["unread_part"]+want["form_value"] == 0
			if d.Coverage.Whole() != whole {
				t.Errorf("whole is %t, with %v", d.Coverage.Whole(), got)
			}
		})
	}
}
