// Package prompts holds every word that a model is sent: templates and JSON schemas, embedded, versioned, and
// replaceable by a folder of the user's.
//
// A call is made of three parts, the longest-lived first, so that providers can cache what repeats: the instructions, the
// same for all that is claimed ([Set.System]) or read a second time; [Set.Source], the same for all questions to a document
// on one day; then one [Task] (ask.go). A task names its instructions and carries its [Form] in three ways, for servers that
// take a schema, that give JSON without one, and that give only text.
//
// The files are text/template (*.tmpl), JSON schemas (*.json) and plain text (*.txt). A user's folder may hold any of
// them, under the same names.
package prompts

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/template"
	"unicode"
)

//go:embed files
var embedded embed.FS

// Set is one set of prompts. It is safe for use by several goroutines.
type Set struct {
	files     map[string]string
	templates *template.Template
	version   string
}

// Default is the built-in set.
func Default() *Set {
	files, err := builtin()
	if err != nil {
		panic(err) // files of ours, which the tests read too
	}
	s, err := parse(files)
	if err != nil {
		panic(err)
	}
	return s
}

// Load is the built-in set with the files of a folder in place of its own; "" gives the built-in set. It fails where a
// file has an unknown name or cannot be used.
func Load(dir string) (*Set, error) {
	files, err := builtin()
	if err != nil {
		return nil, err
	}
	if dir != "" {
		if err := overlay(files, dir); err != nil {
			return nil, fmt.Errorf("read prompts: %w", err)
		}
	}
	s, err := parse(files)
	if err != nil {
		return nil, fmt.Errorf("read prompts in %s: %w", dir, err)
	}
	return s, nil
}

// Version is a hash of all that the set says; it belongs into every key of a cache of answers.
func (s *Set) Version() string { return s.version }

func builtin() (map[string]string, error) {
	files := map[string]string{}
	entries, err := embedded.ReadDir("files")
	if err != nil {
		return nil, fmt.Errorf("read embedded prompts: %w", err)
	}
	for _, e := range entries {
		data, err := fs.ReadFile(embedded, "files/"+e.Name())
		if err != nil {
			return nil, fmt.Errorf("read embedded prompts: %w", err)
		}
		files[e.Name()] = string(data)
	}
	return files, nil
}

func overlay(files map[string]string, dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := e.Name()
		if e.IsDir() || !slices.Contains([]string{".tmpl", ".json", ".txt"}, filepath.Ext(name)) {
			continue
		}
		if _, ok := files[name]; !ok {
			return fmt.Errorf("%s: no prompt has that name; there are %s", filepath.Join(dir, name), strings.Join(names(files), ", "))
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		files[name] = string(data)
	}
	return nil
}

func names(files map[string]string) []string {
	var all []string
	for name := range files {
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}

// parse makes a set, and uses every part of it once, so that a mistake in a user's file is found at the start.
func parse(files map[string]string) (*Set, error) {
	s := &Set{files: files, templates: template.New("").Funcs(template.FuncMap{"line": line}).Option("missingkey=error")}
	hash := sha256.New()
	for _, name := range names(files) {
		text := strings.TrimSpace(strings.ReplaceAll(files[name], "\r\n", "\n"))
		fmt.Fprintf(hash, "%s %d\n%s", name, len(text), text)
		files[name] = text
		switch filepath.Ext(name) {
		case ".tmpl":
			if name == "part.tmpl" && text != "" {
				text += "{{if gt .Parts 1}}\n\n{{end}}"
			}
			if _, err := s.templates.New(strings.TrimSuffix(name, ".tmpl")).Parse(text); err != nil {
				return nil, err
			}
		case ".json":
			if !json.Valid([]byte(text)) {
				return nil, fmt.Errorf("%s: no JSON", name)
			}
		}
	}
	s.version = hex.EncodeToString(hash.Sum(nil))[:12]
	return s, s.try()
}

// try renders everything once.
func (s *Set) try() error {
	_, source := s.Source(Source{
		Fence: "f", Title: "t", Byline: "b", Site: "s", Published: "d", Today: "d",
		Lines: []Line{{Number: 1, Text: "x", Speaker: "s", Heading: "h", Gap: true}},
	})
	_, answer := s.Answer(Question{Question: "q", Language: "English", Most: 3, History: []Turn{{"q", "a"}}, Selection: true})
	_, merge := s.Merge(Merge{Most: 3, Statements: []Line{{Number: 1, Text: "x"}}})
	_, search := s.Search(Search{Question: "q", Language: "English"})
	_, read := s.Read(Reading{Statements: []Line{{Number: 1, Text: "x", Speaker: "s"}}, Hints: []Line{{Number: 1, Text: "x"}}})
	_, minicheck := s.MiniCheck("d", "c")
	_, outcome := s.Outcome("decided", "x")
	errs := []error{source, answer, merge, search, read, minicheck, outcome}
	for _, style := range []string{"brief", "standard", "detailed", "voices", "figures", "discussion"} {
		_, err := s.Summary(Summary{Style: style, Language: "English", Most: 3, Part: 1, Parts: 2, Speakers: []string{"s", "t"}})
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

func (s *Set) render(name string, data any) (string, error) {
	var out bytes.Buffer
	if err := s.templates.ExecuteTemplate(&out, name, data); err != nil {
		return "", fmt.Errorf("write prompt: %w", err)
	}
	return strings.TrimSpace(out.String()), nil
}

func (s *Set) form(name string) Form {
	return Form{
		Name: name, Schema: json.RawMessage(s.files[name+".json"]),
		Example: s.files[name+".example.txt"], Lines: s.files[name+".lines.txt"],
	}
}

// line puts a text on one line and takes off the characters that nobody sees, so that no text can look like the next
// numbered sentence or the end of a source. Joiners stay: Persian and Indic words need them.
func line(s string) string {
	s = strings.Map(func(r rune) rune {
		const nonJoiner, joiner = '\u200c', '\u200d'
		switch {
		case unicode.IsSpace(r) || r == '\u2028' || r == '\u2029':
			return ' '
		case r == nonJoiner || r == joiner:
			return r
		case unicode.In(r, unicode.Cf, unicode.Cc):
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}
