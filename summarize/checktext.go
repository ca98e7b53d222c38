package summarize

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/internal/lexical"
	"github.com/footnote-bot/footnote/summarize/internal/verify"
)

// Check is what documents say of the statements of a text: "is that right?"
type Check struct {
	Engine     EngineName // Extractive where rules alone decided
	Model      string     // the one that was asked; "" where none was
	Documents  []*article.Document
	Statements []Statement
	Notes      []Note
	Usage      Usage
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
	Unchecked    Verdict = "unchecked" // no reader that can be trusted found anything, and nothing in it can be compared exactly
)

// ErrNoStatement says that a text holds no statement, so that there is nothing to compare.
var ErrNoStatement = errors.New("no statement in the text")

// mostStatements is how many statements of one text are looked at.
const mostStatements = 50

// CheckText compares the statements of a text with a request's documents; of the rest of the request, engine, budget and
// OnReading count.
// A statement that is a sentence of the text is supported. All else is read a second time, as claims are, beside the sentences
// that retrieval finds (checkread.go); where no reader can be trusted, only figures and dates of the same subject contradict. The
// error is the context's cause, with what it took until then, no document, or a text without a statement; a model that fails is
// none.
func (e *Engine) CheckText(ctx context.Context, req Request, text string) (*Check, error) {
	statements := verify.Statements(text)
	if len(statements) == 0 {
		return nil, fmt.Errorf("check: %w", ErrNoStatement)
	}
	s, err := e.session(req)
	if err != nil {
		return nil, fmt.Errorf("check: %w", err)
	}
	if lang := lexical.Language(text); lang != "" {
		s.reply.Language = lang
	}
	c := &Check{Engine: Extractive, Documents: req.Documents}
	var open []int
	for i, text := range statements[:min(len(statements), mostStatements)] {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		st := Statement{Text: text, Verdict: Unchecked}
		if cited, ok := verify.Whole(req.Documents, text); ok && !s.shut.touches(cited) {
			st.Verdict, st.Citations = Supported, []article.Citation{cited}
		} else {
			open = append(open, i)
		}
		c.Statements = append(c.Statements, st)
	}
	reply, err := s.finish(ctx, func(ctx context.Context) {
		if !s.model || len(open) == 0 {
			return
		}
		if s.req.OnReading != nil {
			s.req.OnReading(len(open))
		}
		if s.readStatements(ctx, c, open) {
			c.Engine = OpenAI
		}
	})
	switch {
	case err != nil && reply != nil:
		return &Check{Model: reply.Model, Usage: reply.Usage}, err
	case err != nil:
		return nil, err
	}
	if c.Engine != OpenAI {
		for _, i := range open {
			s.compare(&c.Statements[i])
		}
	}
	c.Notes, c.Usage = reply.Notes, reply.Usage
	if c.Engine == OpenAI {
		c.Model = reply.Model
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

// storedCheck is a check as the store keeps it: with how it came to be.
type storedCheck struct {
	checkJSON
	Engine EngineName `json:"engine"`
	Model  string     `json:"model"`
	Notes  []Note     `json:"notes"`
	Usage  Usage      `json:"usage"`
}

// Encode writes a check for the store, without the texts of its documents.
func (c *Check) Encode() ([]byte, error) {
	return json.Marshal(storedCheck{c.json(), c.Engine, c.Model, c.Notes, c.Usage})
}

func (c *Check) json() checkJSON {
	out := checkJSON{Documents: (&Reply{Documents: c.Documents}).json().Documents, Statements: []statementJSON{}}
	for _, s := range c.Statements {
		out.Statements = append(out.Statements, statementJSON{s.Text, s.Verdict, s.Said, s.Found, citations(s.Citations)})
	}
	return out
}

// DecodeCheck reads what Encode wrote, given the documents that it cites.
func DecodeCheck(data []byte, docs []*article.Document) (*Check, error) {
	var in storedCheck
	if err := json.Unmarshal(data, &in); err != nil {
		return nil, fmt.Errorf("decode check: %w", err)
	}
	byID := make(map[string]*article.Document, len(docs))
	for _, d := range docs {
		byID[d.ID] = d
	}
	c := &Check{Engine: in.Engine, Model: in.Model, Documents: docs, Notes: in.Notes, Usage: in.Usage}
	for _, s := range in.Statements {
		cited, err := cite(byID, s.Citations)
		if err != nil {
			return nil, fmt.Errorf("decode check: %w", err)
		}
		c.Statements = append(c.Statements, Statement{Text: s.Text, Verdict: s.Verdict, Said: s.Said, Found: s.Found, Citations: cited})
	}
	return c, nil
}
