package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/bot"
)

// setters are the functions that only write settings down.
var setters = []string{"settingsTable", "slackURL", "tag", "logLevel"}

// reads counts, in the files of a folder, how often a field is read of one of the values that those expressions name.
func reads(t *testing.T, dir string, of ...string) map[string]int {
	t.Helper()
	found := map[string]int{}
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no code in %s: %v", dir, err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range file.Decls {
			if f, ok := decl.(*ast.FuncDecl); !ok || !slices.Contains(setters, f.Name.Name) {
				readsIn(decl, of, found)
			}
		}
	}
	return found
}

func readsIn(decl ast.Decl, of []string, found map[string]int) {
	written := map[ast.Expr]bool{}
	ast.Inspect(decl, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, left := range n.Lhs {
				written[left] = true
			}
		case *ast.SelectorExpr:
			if !written[n] && slices.Contains(of, nameOf(n.X)) {
				found[n.Sel.Name]++
			}
		}
		return true
	})
}

// nameOf is how an expression of names and points is written.
func nameOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return nameOf(e.X) + "." + e.Sel.Name
	}
	return ""
}

// TestNoSettingDoesNothing: each is read somewhere, and what the bot is told it uses.
func TestNoSettingDoesNothing(t *testing.T) {
	used := reads(t, ".", "s", "svc.settings", "reader")
	for f := range reflect.TypeFor[settings]().Fields() {
		if used[f.Name] == 0 {
			t.Errorf("nothing reads the setting %s", f.Name)
		}
	}
	used = reads(t, "../../bot", "b.cfg", "cfg", "c")
	for f := range reflect.TypeFor[bot.Config]().Fields() {
		if used[f.Name] == 0 && f.IsExported() {
			t.Errorf("the bot does not read %s", f.Name)
		}
	}
}

// TestEverySettingIsSet: each row of the table writes a field of its own, and no field is without a row.
func TestEverySettingIsSet(t *testing.T) {
	odd := map[string]string{ // what a field of that kind may hold that is no default
		"FOOTNOTE_ENGINE": "extractive", "FOOTNOTE_SECOND_READING": "false", "FOOTNOTE_LAYOUT": bot.RichLayout, "FOOTNOTE_LOG_LEVEL": "error",
		"FOOTNOTE_LOG_FORMAT": "json", "FOOTNOTE_LANGUAGE": "zh", "SLACK_API_URL": "https://slack.example/api/", "FOOTNOTE_API_KEY": "0123456789abcdef",
	}
	plain, err := environment{}.settings()
	if err != nil {
		t.Fatal(err)
	}
	owner := map[string]string{}
	for _, row := range settingsTable() {
		value := odd[row.name]
		if value == "" {
			value = "7"
		}
		s, err := environment{row.name: value}.settings()
		if err != nil {
			t.Errorf("%s=%s: %v", row.name, value, err)
			continue
		}
		changed := false
		for f := range reflect.TypeFor[settings]().Fields() {
			of := func(s settings) string { return fmt.Sprint(reflect.ValueOf(s).FieldByIndex(f.Index)) }
			if of(plain) == of(s) {
				continue
			}
			if changed = true; owner[f.Name] != "" {
				t.Errorf("%s and %s both set %s", row.name, owner[f.Name], f.Name)
			}
			owner[f.Name] = row.name
		}
		if !changed {
			t.Errorf("%s=%s sets nothing", row.name, value)
		}
	}
}

// TestDocumentedSettingsExist: what the documents call a setting is one.
func TestDocumentedSettingsExist(t *testing.T) {
	files, err := filepath.Glob("../../docs/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("no documents: %v", err)
	}
	known := append([]string{"FOOTNOTE_CLAIMS", "FOOTNOTE_CLAIM_DOCS", "FOOTNOTE_FIT", "FOOTNOTE_FIT_DOCS"}, retired...) // the first four are of tests alone
	for _, row := range settingsTable() {
		known = append(known, row.name)
	}
	for _, name := range append(files, "../../README.md", "../../CHANGELOG.md", "../../CONTRIBUTING.md", "../../SECURITY.md", "../../Dockerfile", "../../.goreleaser.yaml",
		"../../deploy/footnote.service", "../../deploy/compose.yaml", "../../deploy/kubernetes.yaml", "../../deploy/image-test.sh") {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, setting := range regexp.MustCompile(`\bFOOTNOTE_[A-Z][A-Z_]*[A-Z]\b`).FindAllString(string(text), -1) {
			if !slices.Contains(known, setting) && !strings.HasPrefix(setting, "FOOTNOTE_TEST_") {
				t.Errorf("%s speaks of %s, which is no setting", name, setting)
			}
		}
	}
}
