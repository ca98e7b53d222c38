package bot

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// docs/slack.md names tests that are there.
func TestBehaviourIsShownByTests(t *testing.T) {
	doc, err := os.ReadFile("../docs/slack.md")
	must(t, err)
	for _, m := range regexp.MustCompile(`(bot|e2e)\.(Test\w+)`).FindAllStringSubmatch(string(doc), -1) {
		files, err := filepath.Glob("../" + m[1] + "/*_test.go")
		must(t, err)
		found := false
		for _, name := range files {
			code, err := os.ReadFile(name)
			must(t, err)
			found = found || strings.Contains(string(code), "func "+m[2]+"(")
		}
		if !found {
			t.Errorf("no %s in %s", m[2], m[1])
		}
	}
}
