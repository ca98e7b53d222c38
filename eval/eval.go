// Package eval measures the engine against gold answers, by rules and never by the model that answered.
//
// A run ([QA]) reads rows, asks the engine for each, and appends one prediction a line, so that a run that broke goes on
// where it stopped. A [Score] counts what people care about: is every quote verbatim, is the gold sentence cited, does a
// quote hold the answer, how long are the quotes beside the gold, and how often is it refused rightly and wrongly.
package eval

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// Row is a question to a document, with its gold.
type Row struct {
	ID             string   `json:"id"`
	DocID          string   `json:"doc_id"` // where documents stand in a file of their own
	Lang           string   `json:"lang"`
	Title          string   `json:"title"`
	Document       string   `json:"document"`
	Question       string   `json:"question"`
	Answers        []string `json:"answers"`
	AnswerSentence string   `json:"answer_sentence"`
	Answerable     *bool    `json:"answerable"` // true where absent
	Attack         string   `json:"attack"`
	MustNotContain []string `json:"must_not_contain"`
}

func (r Row) answerable() bool { return r.Answerable == nil || *r.Answerable }

// Prediction is what the engine said to a row: the answer, the passages shown, and whether it refused.
type Prediction struct {
	ID      string   `json:"id"`
	Answer  string   `json:"answer"`
	Quotes  []string `json:"quotes"`
	Refused bool     `json:"refused"`
	Tokens  int      `json:"tokens"`
	CostUSD *float64 `json:"cost_usd"`
	LeftOut int      `json:"left_out"`
}

// maxLine is the longest line of a JSONL file, in bytes.
const maxLine = 64 << 20

// readLines decodes each line of r into a T.
func readLines[T any](r io.Reader, each func(T) error) error {
	scan := bufio.NewScanner(r)
	scan.Buffer(make([]byte, 1<<20), maxLine)
	for n := 1; scan.Scan(); n++ {
		line := strings.TrimSpace(scan.Text())
		if line == "" {
			continue
		}
		var v T
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
		if err := each(v); err != nil {
			return err
		}
	}
	return scan.Err()
}

// ReadRows reads rows; docs, where not nil, holds the documents by id of rows that name one.
func ReadRows(r io.Reader, docs map[string]string) ([]Row, error) {
	var rows []Row
	err := readLines(r, func(row Row) error {
		if row.Document == "" && row.DocID != "" {
			row.Document = docs[row.DocID]
		}
		if row.ID == "" || row.Document == "" || row.Question == "" {
			return fmt.Errorf("row %q: id, document or question is missing", row.ID)
		}
		rows = append(rows, row)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read rows: %w", err)
	}
	return rows, nil
}

// ReadDocuments reads lines of doc_id and document.
func ReadDocuments(r io.Reader) (map[string]string, error) {
	docs := map[string]string{}
	err := readLines(r, func(d struct {
		DocID    string `json:"doc_id"`
		Document string `json:"document"`
	},
	) error {
		docs[d.DocID] = d.Document
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read documents: %w", err)
	}
	return docs, nil
}

// ReadPredictions reads what an earlier run wrote; a last line that was cut is dropped.
func ReadPredictions(r io.Reader) (map[string]Prediction, error) {
	done := map[string]Prediction{}
	scan := bufio.NewScanner(r)
	scan.Buffer(make([]byte, 1<<20), maxLine)
	for scan.Scan() {
		var p Prediction
		if json.Unmarshal(scan.Bytes(), &p) == nil && p.ID != "" {
			done[p.ID] = p
		}
	}
	return done, scan.Err()
}
