package prompts

import "encoding/json"

// Source is a document, or a selection of its passages, as a model sees it.
type Source struct {
	Fence     string // what nobody who wrote the text can have known
	Title     string
	Published string
	Lines     []Line
}

// Line is one numbered sentence.
type Line struct {
	Number  int
	Text    string
	Speaker string // where it changes; "-" where from here on nobody in particular speaks
	Heading string // where it is not itself among the lines
	Gap     bool   // sentences before it are left out
}

// Form is what an answer has to look like.
type Form struct {
	Name    string
	Schema  json.RawMessage
	Example string // says the same for servers that give JSON but take no schema
	Lines   string // says the same for servers that give only text
}

// Task is the last part of a call: what to do with the sources.
type Task struct {
	Text string
	Form Form
}

// Question asks for an answer.
type Question struct {
	Question  string
	Language  string // of the answer, by its English name
	Most      int    // claims
	History   []Turn // oldest first
	Selection bool   // the sources are not whole
}

// Turn is an earlier question and its answer.
type Turn struct{ Question, Answer string }

// Summary asks for a summary.
type Summary struct {
	Style       string
	Language    string // of the claims, by its English name
	Most        int    // claims
	Part, Parts int    // which part of a long text, from 1
	Speakers    []string
}

// Failed is a claim that failed a check.
type Failed struct {
	Text        string
	Passages    []int
	Reason      string // as in package summarize
	Said, Found string // the values that differ, where known
}

// Merge asks to choose among statements.
type Merge struct {
	Most       int
	Statements []Line
}

// Check asks which sentences decide on statements.
type Check struct {
	Statements []Line
	Selection  bool // the sources are not whole
}

// Search asks for the words of a question in the language of a text.
type Search struct{ Question, Language string }

// System is the instructions, the same for every call.
func (s *Set) System() string { return s.files["system.tmpl"] }

// Source writes a source.
func (s *Set) Source(src Source) (string, error) { return s.render("source", src) }

// Answer writes a question.
func (s *Set) Answer(q Question) (Task, error) { return s.task("answer", "answer", q) }

// Summary writes the wish for a summary; it fails for an unknown style.
func (s *Set) Summary(w Summary) (Task, error) {
	form := "summary"
	if w.Style == "figures" {
		form = "figures"
	}
	return s.task("summary-"+w.Style, form, w)
}

// Repair writes what was wrong with claims; it goes behind the task that they answered.
func (s *Set) Repair(failed []Failed) (string, error) { return s.render("repair", failed) }

// Merge writes a choice; its form is {"picks": [numbers]}.
func (s *Set) Merge(m Merge) (Task, error) { return s.task("merge", "merge", m) }

// Check writes a check; its form is {"statements": [{"statement": 1, "supports": [numbers], "contradicts": [numbers]}]}.
func (s *Set) Check(c Check) (Task, error) { return s.task("check", "check", c) }

// Search writes the wish for words to search; its form is {"words": ""}.
func (s *Set) Search(w Search) (Task, error) { return s.task("search", "search", w) }

func (s *Set) task(template, form string, data any) (Task, error) {
	text, err := s.render(template, data)
	return Task{Text: text, Form: s.form(form)}, err
}
