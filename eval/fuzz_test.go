package eval

import (
	"strings"
	"testing"
)

// FuzzRows reads files of rows, whoever made them: each row has what its task needs, or the file is refused.
//
//fuzz:covers rows.go
func FuzzRows(f *testing.F) {
	f.Add(`{"id":"1","question":"Why?","document":"Because."}`+"\n\n"+`{"id":"2","doc_id":"d","question":"Why?"}`, `{"doc":"d","document":"Because."}`)
	f.Add(`{"id":1}`, `{"doc_id":"d"}`)
	f.Fuzz(func(t *testing.T, rows, sources string) {
		if len(rows)+len(sources) > 2<<10 {
			return
		}
		docs, order, err := readSources(strings.NewReader(sources))
		if err == nil && len(docs) > len(order) {
			t.Errorf("%d documents, %d in order", len(docs), len(order))
		}
		questions, err := readQuestions(strings.NewReader(rows), docs)
		for _, q := range questions {
			if err == nil && (q.ID == "" || q.Question == "" || q.Document == "") {
				t.Errorf("row %+v", q)
			}
		}
	})
}
