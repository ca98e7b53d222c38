package summarize

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize/internal/verify"
)

// Check is what documents say of the statements of a text: "is that right?"
type Check struct {
	Documents  []*article.Document
	Statements []Statement
}

// Statement is one statement of a text and what became of it.
type Statement struct {
	Text        string
	Verdict     Verdict
	Said, Found string             // the two values that differ, of a contradiction
	Citations   []article.Citation // where the documents speak of it
}

// Verdict is what documents say of a statement.
type Verdict string

// The verdicts.
const (
	Supported    Verdict = "supported"
	Contradicted Verdict = "contradicted"
	NotStated    Verdict = "not_in_text"
	Unchecked    Verdict = "unchecked" // nothing in it can be compared by rules: no figure, date or name
)

// mostStatements is how many statements of one text are looked at.
const mostStatements = 50

// CheckText compares the statements of a text with documents, by rules and without a model: figures, dates and names
// decide, and words where they are nearly the same. The error is the context's cause, or a text without a statement.
func (e *Engine) CheckText(ctx context.Context, docs []*article.Document, text string) (*Check, error) {
	if len(docs) == 0 {
		return nil, errors.New("check: no document")
	}
	statements := verify.Statements(text)
	if len(statements) == 0 {
		return nil, errors.New("check: no statement in the text")
	}
	c := &Check{Documents: docs}
	for _, s := range statements[:min(len(statements), mostStatements)] {
		if err := ctx.Err(); err != nil {
			return nil, context.Cause(ctx)
		}
		j := verify.Judge(docs, s)
		c.Statements = append(c.Statements, Statement{Text: s, Verdict: Verdict(j.Verdict), Said: j.Said, Found: j.Found, Citations: j.Citations})
	}
	return c, nil
}

type checkJSON struct {
	Documents  []documentJSON  `json:"documents"`
	Statements []statementJSON `json:"statements"`
}

type statementJSON struct {
	Text      string         `json:"text"`
	Verdict   Verdict        `json:"verdict"`
	Said      string         `json:"said"`
	Found     string         `json:"found"`
	Citations []citationJSON `json:"citations"`
}

// MarshalJSON writes the check as the command line's contract has it, texts of the documents included.
func (c *Check) MarshalJSON() ([]byte, error) {
	out := c.json()
	for i, d := range c.Documents {
		out.Documents[i].Text = d.Text
	}
	return json.Marshal(out)
}

// Encode writes a check for the store, without the texts of its documents.
func (c *Check) Encode() ([]byte, error) { return json.Marshal(c.json()) }

func (c *Check) json() checkJSON {
	out := checkJSON{Documents: (&Reply{Documents: c.Documents}).json().Documents, Statements: []statementJSON{}}
	for _, s := range c.Statements {
		out.Statements = append(out.Statements, statementJSON{s.Text, s.Verdict, s.Said, s.Found, citations(s.Citations)})
	}
	return out
}

// DecodeCheck reads what Encode wrote, given the documents that it cites.
func DecodeCheck(data []byte, docs []*article.Document) (*Check, error) {
	var in checkJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return nil, fmt.Errorf("decode check: %w", err)
	}
	byID := make(map[string]*article.Document, len(docs))
	for _, d := range docs {
		byID[d.ID] = d
	}
	c := &Check{Documents: docs}
	for _, s := range in.Statements {
		cited, err := cite(byID, s.Citations)
		if err != nil {
			return nil, fmt.Errorf("decode check: %w", err)
		}
		c.Statements = append(c.Statements, Statement{Text: s.Text, Verdict: s.Verdict, Said: s.Said, Found: s.Found, Citations: cited})
	}
	return c, nil
}
