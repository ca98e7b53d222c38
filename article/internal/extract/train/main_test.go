package main

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRunWritesALineForEachPage(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"pages.jsonl": `{"id":"p1","set":"ours","kind":"article","url":"https://bay.example/1","html":"p1.html","text":"The ferry crossed at noon with forty goats."}` + "\n" +
			`{"id":"p2","url":"https://bay.example/2","html":"none.html"}` + "\n",
		"p1.html": "<title>Ferry</title><article><p>The ferry crossed at noon with forty goats.</p></article>",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	first := examplesOf(t, dir, "")
	readings := filepath.Join(dir, "readings.json")
	if err := os.WriteFile(readings, []byte(`{"p1":[0.75]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if second := examplesOf(t, dir, readings); second <= first {
		t.Errorf("%d features with the first reading, %d without", second, first)
	}
}

// examplesOf runs the program on the pages of a folder, and returns how many features a piece has.
func examplesOf(t *testing.T, dir, readings string) int {
	t.Helper()
	var out, left strings.Builder
	if err := run(t.Context(), filepath.Join(dir, "pages.jsonl"), readings, &out, &left); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(left.String(), "left out p2") {
		t.Errorf("said %q of the page that is not there", left.String())
	}
	in := json.NewDecoder(strings.NewReader(out.String()))
	var names []string
	if err := in.Decode(&names); err != nil {
		t.Fatal(err)
	}
	var page example
	if err := in.Decode(&page); err != nil {
		t.Fatal(err)
	}
	if page.ID != "p1" || page.Site != "bay.example" || page.Tokens != 8 || len(page.Pieces) != 1 || page.Pieces[0].Gold != 1 || len(page.Pieces[0].Features) != len(names) {
		t.Errorf("example %+v with %d names", page, len(names))
	}
	if err := in.Decode(&page); err != io.EOF {
		t.Errorf("after the last page: %v", err)
	}
	return len(names)
}
