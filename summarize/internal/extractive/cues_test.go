package extractive

import (
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/internal/lexical"
)

// TestCuesAreKnown finds lines of cues.txt that would be read as nothing: a misspelt kind, a word that folds away.
func TestCuesAreKnown(t *testing.T) {
	for line := range strings.Lines(cueLines) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		head, list, _ := strings.Cut(line, ":")
		lang, kind, _ := strings.Cut(head, " ")
		if cueNames[kind] == 0 || lexical.Base(lang) != lang {
			t.Errorf("line %q is of an unknown kind or language", head)
		}
		for phrase := range strings.SplitSeq(list, ";") {
			if len(lexical.Tokens(phrase)) == 0 {
				t.Errorf("%s: the phrase %q holds no word", head, phrase)
			}
			if got := cues(lexical.Tokens(phrase), lang); got&cueNames[kind] == 0 {
				t.Errorf("%s: the phrase %q is not found in itself", head, phrase)
			}
		}
	}
}
