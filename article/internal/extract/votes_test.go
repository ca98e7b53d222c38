package extract_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/footnote-bot/footnote/article/internal/extract"
)

// TestSameWordsSameReading: captions, names and labels that stand many times on a page are told apart by what is beside them, in any run the same way.
func TestSameWordsSameReading(t *testing.T) {
	var page strings.Builder
	page.WriteString(`<title>Who grew what</title><article><h1>Who grew what</h1>`)
	for i := range 6 {
		fmt.Fprintf(&page, `<p>Row %d of the garden was dug in March, and by June it carried more beans than anybody in the street could eat.</p>`, i)
	}
	names := []string{"Anna", "Bert Olsen", "Carl of the Mill", "Dora", "Else Marie"}
	for i := range 15 {
		fmt.Fprintf(&page, `<p>%s</p>`, names[i*2%5])
	}
	page.WriteString(`</article><div class="sidebar related">`)
	for i := range 20 {
		fmt.Fprintf(&page, `<div class="card"><a href="/%d">%s</a></div>`, i, names[i*3%5])
	}
	page.WriteString(`</div>`)
	examples := func() []extract.Example {
		found, err := extract.Examples(t.Context(), page.String(), &url.URL{Scheme: "https", Host: "gazette.example"}, extract.Gold{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	want := examples()
	for range 20 {
		if diff := cmp.Diff(want, examples()); diff != "" {
			t.Fatalf("a second reading of the same page (-first +second):\n%s", diff)
		}
	}
}
