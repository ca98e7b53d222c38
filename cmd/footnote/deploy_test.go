package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// TestDeployFilesParse: what people copy from deploy and the repository's own forms are well formed.
func TestDeployFilesParse(t *testing.T) {
	var files []string
	for _, pattern := range []string{"deploy/*.yaml", ".goreleaser.yaml", ".github/*.yml", ".github/*/*.y*ml"} {
		found, err := filepath.Glob("../../" + pattern)
		if err != nil || len(found) == 0 {
			t.Fatalf("%s: %v, %v", pattern, found, err)
		}
		files = append(files, found...)
	}
	for _, name := range files {
		file, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		parts, decoder := 0, yaml.NewDecoder(file)
		for {
			var part map[string]any
			err := decoder.Decode(&part)
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			parts++
		}
		if parts == 0 {
			t.Errorf("%s is empty", name)
		}
	}
}

// TestUnit: each line of the systemd unit is a section or a setting of one, and the program is started as it is.
func TestUnit(t *testing.T) {
	text := textOf(t, "../../deploy/footnote.service")
	section := ""
	for line := range strings.SplitSeq(text, "\n") {
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case regexp.MustCompile(`^\[(Unit|Service|Install)\]$`).MatchString(line):
			section = line
		case section == "" || !regexp.MustCompile(`^[A-Z][A-Za-z]+=`).MatchString(line):
			t.Errorf("not a line of a unit: %q", line)
		}
	}
	if !strings.Contains(text, "ExecStart=/usr/local/bin/footnote serve\n") || section != "[Install]" {
		t.Error("the unit starts nothing, or is started by nothing")
	}
}

// TestThreatsNameTests: each defence in SECURITY.md names a test that there is.
func TestThreatsNameTests(t *testing.T) {
	tests := map[string]bool{}
	err := filepath.WalkDir("../..", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		for _, m := range regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)\w+)\(`).FindAllStringSubmatch(textOf(t, path), -1) {
			tests[m[1]] = true
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for line := range strings.SplitSeq(textOf(t, "../../SECURITY.md"), "\n") {
		cells := strings.Split(strings.Trim(line, "| "), " | ")
		if len(cells) != 3 || !strings.HasPrefix(line, "|") || cells[0] == "attack" || strings.HasPrefix(cells[0], "---") {
			continue
		}
		rows++
		named := regexp.MustCompile("`((?:Test|Fuzz)\\w+)`").FindAllStringSubmatch(cells[2], -1)
		if len(named) == 0 {
			t.Errorf("no test: %s", line)
		}
		for _, m := range named {
			if !tests[m[1]] {
				t.Errorf("%s is no test: %s", m[1], cells[0])
			}
		}
	}
	if rows < 10 {
		t.Errorf("%d threats in SECURITY.md", rows)
	}
}

func textOf(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestReadme: what the README promises stands there in these words alone, its sections have their order, and each file that
// it names is there.
func TestReadme(t *testing.T) {
	text := textOf(t, "../../README.md")
	const promise = "The promise: quotes are bytes of the source, always; a model's sentence is shown only when a second reading, tested in the same call, " +
		"found all of it in the sentences quoted under it."
	if n := strings.Count(strings.Join(strings.Fields(text), " "), promise); n != 1 {
		t.Errorf("the promise stands there %d times", n)
	}
	at := 0
	for _, section := range []string{
		"Try it", "Install", "Connect it to Slack", "A model", "What people can do", "How it compares", "The promise, and how it is checked", "Settings",
	} {
		next := strings.Index(text, "\n## "+section+"\n")
		if next < at {
			t.Errorf("%q is not there, or not in its place", section)
		}
		at = next
	}
	for _, m := range regexp.MustCompile("[`(]((?:docs|deploy)/[a-z./]+|[A-Z]+\\.md)[`)]").FindAllStringSubmatch(text, -1) {
		if _, err := os.Stat("../../" + m[1]); err != nil {
			t.Errorf("README.md names %s: %v", m[1], err)
		}
	}
}
