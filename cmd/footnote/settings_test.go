package main

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write what is generated anew")

// TestSettingsAreWrittenDown compares the table with .env.example and the README, which are made from it.
func TestSettingsAreWrittenDown(t *testing.T) {
	var example, table strings.Builder
	example.WriteString("# Settings of Footnote, with their defaults. Copy this file to .env and set what you need.\n")
	table.WriteString("| setting | default | what it is |\n| --- | --- | --- |\n")
	for _, s := range settingsTable() {
		fmt.Fprintf(&example, "\n# %s\n%s=%s\n", s.help, s.name, s.fallback)
		fallback := ""
		if s.fallback != "" {
			fallback = "`" + s.fallback + "`"
		}
		fmt.Fprintf(&table, "| `%s` | %s | %s |\n", s.name, fallback, s.help)
	}
	example.WriteString("\n# For the tests alone: a Postgres to test on, and \"all\" to make every skip a failure.\n" +
		"FOOTNOTE_TEST_DATABASE_URL=\nFOOTNOTE_TEST_REQUIRE=\n")
	compare(t, "../../.env.example", func(string) string { return example.String() })
	compare(t, "../../README.md", func(old string) string {
		const from, to = "-update -->\n", "<!-- /settings -->"
		start, end := strings.Index(old, from), strings.Index(old, to)
		if start < 0 || end < start {
			t.Fatal("README.md has no place for the settings")
		}
		return old[:start+len(from)] + table.String() + old[end:]
	})
}

func compare(t *testing.T, name string, make func(old string) string) {
	t.Helper()
	old, err := os.ReadFile(name)
	if err != nil && !*update {
		t.Fatal(err)
	}
	want := make(string(old))
	if want == string(old) {
		return
	}
	if *update {
		if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Errorf("%s is not as the table of settings has it; run: go test ./cmd/footnote -update", name)
}

func TestSettingsReportAllMistakesAtOnce(t *testing.T) {
	env := environment{"FOOTNOTE_ENGINE": "oracle", "FOOTNOTE_TOKENS_DAY": "many", "FOOTNOTE_LANGUAGE": "no language"}
	_, err := env.settings()
	if err == nil {
		t.Fatal("mistakes were taken")
	}
	for name := range env {
		if !strings.Contains(err.Error(), name) {
			t.Errorf("%s is not named in: %v", name, err)
		}
	}
}

func TestTimesAreReadAsPeopleWriteThem(t *testing.T) {
	for value, want := range map[string]time.Duration{"90s": 90 * time.Second, "2m": 2 * time.Minute, "45": 45 * time.Second, "0": 0, "-1s": 0, "2h": 0, "soon": 0} {
		s, err := environment{"FOOTNOTE_MODEL_TIME": value}.settings()
		if (err == nil) != (want > 0) || s.modelTime != want {
			t.Errorf("%s became %s, %v; want %s", value, s.modelTime, err, want)
		}
	}
	if _, err := (environment{"FOOTNOTE_MODEL_CALLS": "0"}).settings(); err == nil {
		t.Error("no call at all was taken")
	}
}

func TestKeysAreLong(t *testing.T) {
	for key, ok := range map[string]bool{"": true, "0123456789abcdef": true, "0123456789abcde": false, "two words that are long": false} {
		s, err := environment{"FOOTNOTE_API_KEY": key}.settings()
		if (err == nil) != ok || ok && s.apiKey != key {
			t.Errorf("%q became %q, %v", key, s.apiKey, err)
		}
	}
}

func TestSlackAddressGetsItsSlash(t *testing.T) {
	for _, value := range []string{"http://127.0.0.1:1/api", "http://127.0.0.1:1/api/"} {
		s, err := environment{"SLACK_API_URL": value}.settings()
		if err != nil || s.slackAPIURL != "http://127.0.0.1:1/api/" {
			t.Errorf("%s became %q, %v", value, s.slackAPIURL, err)
		}
	}
}

func TestTokensAreMaskedInLogs(t *testing.T) {
	var out strings.Builder
	s := settings{logFormat: "text"}
	s.newLog(&out).Info("request", "err", fmt.Errorf("token xoxb-123456789-secret was refused"), "key", "sk-abcdefghijk")
	if got := out.String(); strings.Contains(got, "secret") || strings.Contains(got, "abcdefghijk") {
		t.Errorf("a token stands in the log: %s", got)
	}
}
