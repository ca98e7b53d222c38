package playground

import (
	"io/fs"
	"regexp"
	"slices"
	"testing"
	"time"
)

// TestPageHasItsChineseWords: each word of the page's templates has a Chinese one, and none is left over.
func TestPageHasItsChineseWords(t *testing.T) {
	used := []string{"Message", "Reply in the thread", "1 reply", " replies", "Home", "Messages", directPurpose}
	for _, name := range []string{"assets/page.html", "assets/message.html", "assets/modal.html"} {
		text, err := fs.ReadFile(assets, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`\bt "([^"]+)"`).FindAllStringSubmatch(string(text), -1) {
			used = append(used, m[1])
		}
		for _, m := range regexp.MustCompile(`(?:aria-label|title)="([A-Z][^"{]*)"|>([A-Z][a-z]+[^<{]*)<`).FindAllStringSubmatch(string(text), -1) {
			if word := m[1] + m[2]; word != "Footnote " {
				t.Errorf("%s says %q in English alone", name, word)
			}
		}
	}
	for _, r := range readings {
		used = append(used, r.about)
		for _, q := range r.questions {
			if q.note != "" {
				used = append(used, q.note)
			}
		}
	}
	for _, c := range newWorkspace(time.Now, "", newFeed()).channels {
		if c.purpose != "" {
			used = append(used, c.purpose)
		}
	}
	for _, word := range used {
		if say("zh", word) == word {
			t.Errorf("%q has no Chinese words", word)
		}
	}
	for word := range chineseWords {
		if !slices.Contains(used, word) {
			t.Errorf("%q is said nowhere", word)
		}
	}
}
