package prompts

import "encoding/json"

// Source is a document, or a selection of its passages, as a model sees it.
type Source struct {
	Fence     string // what nobody who wrote the text can have known
	Title     string
	Byline    string
	Site      string
	Published string
	Today     string // the date on which it is asked about
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
	System string // the instructions that it needs; "" where the text says all
	Text   string
	Form   Form
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

// Merge asks to choose among statements.
type Merge struct {
	Most       int
	Statements []Line
}

// Reading asks whether sentences carry statements.
type Reading struct {
	Statements []Line // a Speaker is who is told to have said it
	Hints      []Line // words of the statement with that number that are to be looked at closely
}

// Search asks for the words of a question in the language of a text.
type Search struct{ Question, Language string }

// System is the instructions for all that is to be claimed from sources.
func (s *Set) System() string { return s.files["system.tmpl"] }

// Source writes a source.
func (s *Set) Source(src Source) (string, error) { return s.render("source", src) }

// Answer writes a question.
func (s *Set) Answer(q Question) (Task, error) { return s.task("system", "answer", "answer", q) }

// Summary writes the wish for a summary; it fails for an unknown style. The style "discussion" has claims with an outcome.
func (s *Set) Summary(w Summary) (Task, error) {
	form := "summary"
	if w.Style == "figures" || w.Style == "discussion" {
		form = w.Style
	}
	return s.task("system", "summary-"+w.Style, form, w)
}

// Merge writes a choice; its form is {"picks": [numbers]}.
func (s *Set) Merge(m Merge) (Task, error) { return s.task("", "merge", "merge", m) }

// Read writes a second reading. Its statements are lines "S1: …", one each, with " [said by NAME]" at the end where somebody is
// told to have said it; its form is {"statements": [{"statement": 1, "verdict": "carried|contradicted|not_said", "words": "",
// "mended": ""}]}. This outer form is fixed, so that anybody can measure a reader.
func (s *Set) Read(r Reading) (Task, error) { return s.task("read-system", "read", "read", r) }

// Outcome writes a claim as the statement that it is beneath the heading of its outcome: "decided", "open" or "task".
func (s *Set) Outcome(outcome, text string) (string, error) {
	return s.render("outcome", struct{ Outcome, Text string }{outcome, text})
}

// MiniCheck writes one statement in the form that Bespoke-MiniCheck was trained on and Ollama serves; it answers Yes or No.
func (s *Set) MiniCheck(document, claim string) (string, error) {
	return s.render("minicheck", struct{ Document, Claim string }{document, claim})
}

// Search writes the wish for words to search; its form is {"words": ""}.
func (s *Set) Search(w Search) (Task, error) { return s.task("", "search", "search", w) }

func (s *Set) task(system, template, form string, data any) (Task, error) {
	text, err := s.render(template, data)
	task := Task{Text: text, Form: s.form(form)}
	if system != "" {
		task.System = s.files[system+".tmpl"]
	}
	return task, err
}
