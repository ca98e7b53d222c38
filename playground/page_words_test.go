package playground

import (
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// asset is the text of one of the page's own files.
func asset(t *testing.T, name string) string {
	t.Helper()
	text, err := fs.ReadFile(assets, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func assetsLike(t *testing.T, pattern string) []string {
	t.Helper()
	names, err := fs.Glob(assets, pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("%s: %v, %v", pattern, names, err)
	}
	return names
}

// wordsOfTheTemplates are those that they hand to t; what else people would read in them is a mistake.
func wordsOfTheTemplates(t *testing.T) (used []string) {
	t.Helper()
	handed := regexp.MustCompile(`\bt "([^"]+)"`)
	code := regexp.MustCompile(`(?s)\{\{.*?\}\}`)
	seen := regexp.MustCompile(`(?:aria-label|title|placeholder|alt|data-label)="([^"]*[A-Za-z]{2}[^"]*)"|>([^<]*[A-Za-z]{2}[^<]*)<`)
	for _, name := range assetsLike(t, "assets/*.html") {
		text := asset(t, name)
		for _, m := range handed.FindAllStringSubmatch(text, -1) {
			used = append(used, m[1])
		}
		for _, m := range seen.FindAllStringSubmatch(code.ReplaceAllString(text, ""), -1) {
			if word := strings.Trim(m[1]+m[2], " ·\n"); word != "Footnote" && !strings.Contains(word, `="`) { // attributes that are a template of their own
				t.Errorf("%s says %q in English alone", name, word)
			}
		}
	}
	return used
}

// wordsOfTheScripts are those that they hand to say; what else looks like words in them is a mistake.
func wordsOfTheScripts(t *testing.T) (used []string) {
	t.Helper()
	keys := []string{"Enter", "Escape", "Home", "End", "ArrowDown", "ArrowUp", "Content-Type", "Accept", "Tab"}
	handed := regexp.MustCompile(`\bsay\(([^()]*)`)
	literal := regexp.MustCompile("[\"`]([^\"`]*)[\"`]")
	words := regexp.MustCompile(`^(?:[A-Z][a-z]|%s )`)
	for _, name := range assetsLike(t, "assets/*.js") {
		text := regexp.MustCompile(`(?m)//.*$`).ReplaceAllString(asset(t, name), "")
		for _, call := range handed.FindAllStringSubmatch(text, -1) {
			for _, m := range literal.FindAllStringSubmatch(call[1], -1) {
				if m[1] != "" {
					used = append(used, m[1])
				}
			}
		}
		for _, m := range literal.FindAllStringSubmatch(text, -1) {
			if words.MatchString(m[1]) && !slices.Contains(used, m[1]) && !slices.Contains(keys, m[1]) {
				t.Errorf("%s says %q in English alone", name, m[1])
			}
		}
	}
	return used
}

// TestPageHasItsChineseWords: each word of the page's templates and scripts has a Chinese one, and none is left over.
func TestPageHasItsChineseWords(t *testing.T) {
	used := slices.Concat(wordsOfTheTemplates(t), wordsOfTheScripts(t), slices.Collect(maps.Values(saidStates)), []string{
		"Message", "Reply in the thread", "1 reply", " replies", "Home", "Messages", directPurpose, fileDeleted, streamCutOff, commandFailed, refused, undrawn,
		" bytes", "Plain Text", "Markdown (raw)", "Binary",
	})
	for _, group := range drawings {
		used = append(used, group.title)
		for _, d := range group.of {
			used = append(used, d.title)
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
		if say(chinese, word) == word {
			t.Errorf("%q has no Chinese words", word)
		}
	}
	for word := range chineseWords {
		if !slices.Contains(used, word) {
			t.Errorf("%q is said nowhere", word)
		}
	}
}
