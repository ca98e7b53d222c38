package extract_test

import (
	"fmt"
	"strings"
	"testing"
)

// card is another article, told beside one.
func card(i int, heading string) string {
	return fmt.Sprintf(`<div class="card">%s<p>Card %d tells in one sentence what another article of the paper says at length about a crane.</p></div>`, heading, i)
}

func TestCardsOfOtherArticlesAreLeftOut(t *testing.T) {
	linked := func(i int) string { return fmt.Sprintf(`<h3><a href="/t%d">Crane number %d</a></h3>`, i, i) }
	plain := func(i int) string { return fmt.Sprintf(`<h3>Crane number %d</h3>`, i) }
	elsewhere := func(i int) string {
		return fmt.Sprintf(`<h3><a href="https://cranes.example/t%d">Crane number %d</a></h3>`, i, i)
	}
	for name, tt := range map[string]struct {
		heading func(i int) string
		before  string
		kept    bool
	}{
		"cards beside an article":             {linked, story, false},
		"a page that is a list of cards":      {linked, "", true},
		"parts of the article":                {plain, story, true},
		"what an article says of other sites": {elsewhere, story, true},
	} {
		t.Run(name, func(t *testing.T) {
			var cards strings.Builder
			for i := range 5 {
				cards.WriteString(card(i, tt.heading(i)))
			}
			page := `<html><head><title>A long meeting</title></head><body><article><h1>A long meeting</h1>` + tt.before + `<div class="parts">` + cards.String() + `</div></article></body></html>`
			if got := strings.Contains(text(read(t, page)), "Card 3 tells"); got != tt.kept {
				t.Errorf("kept %t, want %t:\n%s", got, tt.kept, text(read(t, page)))
			}
		})
	}
}
