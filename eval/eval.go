// Package eval measures the engine against gold answers, by rules and never by the model that answered.
//
// A [Task] reads rows (rows.go), makes a prediction for each and appends it to a file, so that a run that broke goes on
// where it stopped (predictions.go), then scores all of them by groups (table.go). One file a task: qa.go, retrieval.go,
// support.go, claims.go, summaries.go, extraction.go, clusters.go; its metrics stand in the file beside it (qa_score.go, rouge.go, shingles.go).
//
// The scores depend on the rows and the predictions alone: predictions of other programs are scored the same way.
package eval

import (
	"context"
	"io"
	"io/fs"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize"
)

// Input is what a measurement works on.
type Input struct {
	Rows        io.Reader          // JSONL
	Docs        io.Reader          // JSONL of the documents that rows name by doc_id; nil where rows hold their own
	Pages       fs.FS              // the folder in which the rows of extraction have their pages
	Predictions *Predictions       // nil: they are kept nowhere
	Engine      Engine             // of qa, claims and summaries
	Embedder    summarize.Embedder // of retrieval; nil: words alone
	Reader      Reader             // of extraction
	Progress    func(n, of int)    // called after each row; may be nil
}

// Engine is what is measured by qa, claims and summaries.
type Engine interface {
	Answer(ctx context.Context, req summarize.Request) (*summarize.Reply, error)
	Summarize(ctx context.Context, req summarize.Request) (*summarize.Reply, error)
	Judge(ctx context.Context, req summarize.Request, proposals []summarize.Proposal) (*summarize.Reply, error)
}

// Reader is what is measured by extraction.
type Reader interface {
	ReadSource(ctx context.Context, src article.Source) (article.Reading, error)
}

// Task is one kind of measurement.
type Task struct {
	Name    string
	Unit    string // what its rows are, in the plural
	Measure func(ctx context.Context, in Input) (Table, error)
}

// Tasks lists the tasks, the usual one first.
func Tasks() []Task {
	return []Task{
		{"qa", "questions", QA},
		{"retrieval", "questions", Retrieval},
		{"support", "claims", Support},
		{"claims", "claims", Claims},
		{"summaries", "documents", Summaries},
		{"extraction", "pages", Extraction},
		{"clusters", "texts", Clusters},
	}
}
