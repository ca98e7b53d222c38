package eval

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxLine is the longest line of a JSONL file, in bytes.
const maxLine = 64 << 20

// readLines decodes each line that is not blank into a T; its errors name the line.
func readLines[T any](r io.Reader, each func(T) error) error {
	scan := bufio.NewScanner(r)
	scan.Buffer(make([]byte, 64<<10), maxLine)
	n := 1
	for ; scan.Scan(); n++ {
		if strings.TrimSpace(scan.Text()) == "" {
			continue
		}
		var v T
		err := json.Unmarshal(scan.Bytes(), &v)
		if err == nil {
			err = each(v)
		}
		if err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	if err := scan.Err(); err != nil {
		return fmt.Errorf("line %d: %w", n, err)
	}
	return nil
}

// identified is a row or a prediction.
type identified interface{ id() string }

var errNoID = errors.New("id is missing")

// readRows reads rows, whose ids must differ; check says what is wrong with one by itself, and may fill it.
func readRows[R identified](r io.Reader, check func(*R) error) ([]R, error) {
	var rows []R
	seen := map[string]bool{}
	err := readLines(r, func(row R) error {
		switch {
		case row.id() == "":
			return errNoID
		case seen[row.id()]:
			return fmt.Errorf("id %q was in a line above", row.id())
		}
		seen[row.id()] = true
		if err := check(&row); err != nil {
			return fmt.Errorf("row %q: %w", row.id(), err)
		}
		rows = append(rows, row)
		return nil
	})
	if err == nil && len(rows) == 0 {
		err = errors.New("there are none")
	}
	if err != nil {
		return nil, fmt.Errorf("read rows: %w", err)
	}
	return rows, nil
}

// source is a document that rows ask about.
type source struct {
	DocID    string   `json:"doc_id"`
	Doc      string   `json:"doc"` // the same, in sets of claims
	Lang     string   `json:"lang"`
	Title    string   `json:"title"`
	Document string   `json:"document"`
	Paras    [][2]int `json:"paras"` // in code points; may be empty
}

// readSources reads documents by id, in their order.
func readSources(r io.Reader) (map[string]source, []string, error) {
	docs, order := map[string]source{}, []string{}
	if r == nil {
		return docs, order, nil
	}
	err := readLines(r, func(s source) error {
		s.DocID = cmp.Or(s.DocID, s.Doc)
		if s.DocID == "" || s.Document == "" {
			return errors.New("doc_id or document is missing")
		}
		docs[s.DocID] = s
		order = append(order, s.DocID)
		return nil
	})
	if err != nil {
		return nil, nil, fmt.Errorf("read documents: %w", err)
	}
	return docs, order, nil
}

// question is a row of qa and retrieval: a question to a document, with its gold.
type question struct {
	ID             string   `json:"id"`
	DocID          string   `json:"doc_id"` // where documents stand in a file of their own
	Lang           string   `json:"lang"`
	Title          string   `json:"title"`
	Document       string   `json:"document"`
	Question       string   `json:"question"`
	Answers        []string `json:"answers"`
	AnswerSentence string   `json:"answer_sentence"`
	SentenceSpan   []int    `json:"sentence_span"` // of the gold sentence, in code points; found by its words where absent
	Answerable     *bool    `json:"answerable"`    // true where absent
	Attack         string   `json:"attack"`
	MustNotContain []string `json:"must_not_contain"`
}

func (q question) id() string { return q.ID }

func (q question) answerable() bool { return q.Answerable == nil || *q.Answerable }

// readQuestions reads questions, with the documents of those that name one.
func readQuestions(r io.Reader, docs map[string]source) ([]question, error) {
	return readRows(r, func(q *question) error {
		if q.Document == "" {
			q.Document = docs[q.DocID].Document
		}
		switch {
		case q.Question == "":
			return errors.New("question is missing")
		case q.Document == "" && q.DocID != "":
			return fmt.Errorf("document %q is not among those of --docs", q.DocID)
		case q.Document == "":
			return errors.New("document is missing")
		}
		return nil
	})
}
