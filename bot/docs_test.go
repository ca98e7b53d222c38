package bot

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// docs/slack.md says of each behaviour which tests show it, names tests that are there, and has every subcommand.
func TestBehaviourIsShownByTests(t *testing.T) {
	data, err := os.ReadFile("../docs/slack.md")
	must(t, err)
	doc := string(data)
	for _, m := range regexp.MustCompile(`(bot|e2e|cmd/footnote)(?:\.|: )(Test\w+)`).FindAllStringSubmatch(doc, -1) {
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
	for line := range strings.Lines(doc) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), " | ")
		heading := strings.HasSuffix(strings.TrimSpace(line), "| shown by |")
		if !strings.HasPrefix(line, "| ") || heading || strings.HasPrefix(line, "| ---") {
			continue
		}
		if len(cells) != 3 || !strings.Contains(cells[2], "Test") {
			t.Errorf("no test shows: %s", strings.TrimSpace(line))
		}
	}
	for _, s := range subcommands() {
		if s.name != "" && !regexp.MustCompile("`(/footnote )?"+s.name+"\\b[^`]*`").MatchString(doc) {
			t.Errorf("/footnote %s is not in docs/slack.md", s.name)
		}
	}
}
