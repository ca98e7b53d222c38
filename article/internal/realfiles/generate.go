package main

import (
	"embed"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"path"
	"strings"
)

//go:embed sources/*.md
var sources embed.FS

//go:embed pieces/*.txt
var pieceFiles embed.FS

// perLanguage is how many documents are made of the pieces of each language.
const perLanguage = 8

// source is a document in pandoc's Markdown.
type source struct {
	name, title, language, text string
}

// allSources are those that are whole, and those that are made of pieces: the same each time.
func allSources() ([]source, error) {
	names, err := fs.Glob(sources, "sources/*.md")
	if err != nil {
		return nil, fmt.Errorf("list sources: %w", err)
	}
	var all []source
	for _, name := range names {
		text, err := sources.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read a source: %w", err)
		}
		all = append(all, newSource(strings.TrimSuffix(path.Base(name), ".md"), string(text)))
	}
	for _, language := range []string{"ar", "de", "en", "fr", "ja", "zh"} {
		text, err := pieceFiles.ReadFile("pieces/" + language + ".txt")
		if err != nil {
			return nil, fmt.Errorf("read pieces: %w", err)
		}
		for i := range perLanguage {
			m := newMaker(language, string(text), uint64(i))
			all = append(all, newSource(fmt.Sprintf("%s-made-%d", language, i+1), m.document(i)))
		}
	}
	return all, nil
}

func newSource(name, text string) source {
	language, _, _ := strings.Cut(name, "-")
	title, _, _ := strings.Cut(strings.TrimPrefix(text, "# "), "\n")
	return source{name: name, title: title, language: language, text: text}
}

// maker writes documents of pieces, each of which it takes once.
type maker struct {
	*rand.Rand
	pieces map[string][]string // by kind
	spaced bool                // sentences are parted by a space
	out    strings.Builder
	notes  strings.Builder
	marks  int
}

func newMaker(language, text string, seed uint64) *maker {
	m := &maker{Rand: rand.New(rand.NewPCG(seed, uint64(language[0])<<8|uint64(language[1]))), pieces: map[string][]string{}}
	m.spaced = language != "zh" && language != "ja"
	kind := ""
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if strings.HasPrefix(line, "[") {
			kind = strings.Trim(line, "[]")
		} else if line != "" {
			m.pieces[kind] = append(m.pieces[kind], line)
		}
	}
	for _, kind := range []string{"headings", "sentences", "items", "terms", "notes", "boxes", "quotes", "fields"} {
		list := m.pieces[kind]
		m.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	}
	return m
}

// take takes the next piece of a kind; the kinds that documents use are at least as many as they take.
func (m *maker) take(kind string) string {
	list := m.pieces[kind]
	if len(list) == 0 {
		return "—"
	}
	m.pieces[kind] = list[1:]
	return list[0]
}

func (m *maker) line(format string, args ...any) { fmt.Fprintf(&m.out, format+"\n", args...) }

func (m *maker) sentences(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = m.take("sentences")
	}
	if m.spaced {
		return strings.Join(list, " ")
	}
	return strings.Join(list, "")
}

// document has five sections, each with two of the shapes that formats have.
func (m *maker) document(number int) string {
	shapes := []func(){
		m.numbered, m.nested, m.definitions, m.plainTable, m.blockTable, m.spanTable, m.box, m.codeAndField, m.quoteAndFormula, m.columns, m.headingsInList,
	}
	m.Shuffle(len(shapes), func(i, j int) { shapes[i], shapes[j] = shapes[j], shapes[i] })
	m.line("# %s\n", m.take("headings"))
	m.line("%s\n", m.sentences(2))
	for i := range 4 {
		if i > 0 {
			m.line("## %s\n", m.take("headings"))
		}
		m.note()
		shapes[2*i]()
		if number%2 == 0 || i%2 == 0 {
			shapes[2*i+1]()
		}
	}
	return m.out.String() + m.notes.String()
}

// note writes a sentence with a note, which may have two paragraphs.
func (m *maker) note() {
	if len(m.pieces["notes"]) == 0 || len(m.pieces["sentences"]) == 0 {
		return
	}
	m.marks++
	m.line("%s[^n%d]\n", m.take("sentences"), m.marks)
	fmt.Fprintf(&m.notes, "[^n%d]: %s\n\n", m.marks, m.take("notes"))
	if m.marks == 2 {
		fmt.Fprintf(&m.notes, "    %s\n\n", m.take("notes"))
	}
}
