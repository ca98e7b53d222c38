package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/footnote-bot/footnote/eval"
)

type evalCmd struct {
	File   string `arg:"" name:"file.jsonl" help:"Rows: id, lang, title, document, question, answers, answer_sentence, answerable."`
	Task   string `name:"task" default:"qa" help:"What to measure: qa."`
	Docs   string `name:"docs" help:"JSONL of doc_id and document, where the rows hold no documents." placeholder:"FILE"`
	Engine string `name:"engine" help:"auto, openai or extractive." placeholder:"ENGINE"`
	Out    string `name:"out" help:"Where predictions are written; an earlier run's are kept and not asked again." placeholder:"PRED.jsonl"`
	JSON   bool   `name:"json" help:"Print the scores as JSON."`
}

func (c *evalCmd) Run(ctx context.Context, p *program, env environment) error {
	if c.Task != "qa" {
		return fmt.Errorf("--task %q is not built yet; there is: qa: %w", c.Task, errUsage)
	}
	s, err := env.settings()
	if err != nil {
		return err
	}
	if err := (answering{Engine: c.Engine}).check(); err != nil {
		return err
	}
	engine, err := s.newEngine(c.Engine, s.newLog(p.stderr))
	if err != nil {
		return err
	}
	rows, err := c.rows()
	if err != nil {
		return err
	}
	out, done, err := c.predictions()
	if err != nil {
		return err
	}
	all, err := eval.QA(ctx, engine, rows, done, out, p.progress("questions"))
	if err := errors.Join(err, out.Close()); err != nil {
		return err
	}
	groups := eval.ScoreQA(rows, all)
	if c.JSON {
		return printJSON(p.stdout, groups)
	}
	return eval.Print(p.stdout, groups)
}

func (c *evalCmd) rows() ([]eval.Row, error) {
	var docs map[string]string
	if c.Docs != "" {
		f, err := os.Open(c.Docs)
		if err != nil {
			return nil, fmt.Errorf("open documents: %w", err)
		}
		defer f.Close()
		if docs, err = eval.ReadDocuments(f); err != nil {
			return nil, err
		}
	}
	f, err := os.Open(c.File)
	if err != nil {
		return nil, fmt.Errorf("open rows: %w", err)
	}
	defer f.Close()
	return eval.ReadRows(f, docs)
}

// predictions opens the file of predictions and reads what an earlier run left in it.
func (c *evalCmd) predictions() (io.WriteCloser, map[string]eval.Prediction, error) {
	if c.Out == "" {
		return discard{}, nil, nil
	}
	var done map[string]eval.Prediction
	earlier, err := os.Open(c.Out)
	switch {
	case err == nil:
		defer earlier.Close()
		if done, err = eval.ReadPredictions(earlier); err != nil {
			return nil, nil, fmt.Errorf("read earlier predictions: %w", err)
		}
	case !errors.Is(err, fs.ErrNotExist):
		return nil, nil, fmt.Errorf("open earlier predictions: %w", err)
	}
	out, err := os.OpenFile(c.Out, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, nil, fmt.Errorf("open predictions: %w", err)
	}
	return out, done, nil
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }
func (discard) Close() error                { return nil }
