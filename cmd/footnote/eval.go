package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/footnote-bot/footnote/eval"
)

type evalCmd struct {
	File   string `arg:"" name:"file.jsonl" help:"Rows with their gold, one a line."`
	Task   string `name:"task" default:"qa" help:"What to measure: qa, retrieval, support, claims, summaries, extraction or clusters."`
	Docs   string `name:"docs" help:"JSONL of doc_id and document, where the rows hold no documents." placeholder:"FILE"`
	Engine string `name:"engine" help:"auto, openai or extractive." placeholder:"ENGINE"`
	Out    string `name:"out" help:"Where predictions are written; an earlier run's are kept and not asked again." placeholder:"PRED.jsonl"`
	JSON   bool   `name:"json" help:"Print the scores as JSON."`
}

func (c *evalCmd) Run(ctx context.Context, p *program, env environment) (err error) {
	task, err := c.task()
	if err != nil {
		return err
	}
	in, err := c.measured(p, env)
	if err != nil {
		return err
	}
	rows, err := os.Open(c.File)
	if err != nil {
		return fmt.Errorf("open rows: %w", err)
	}
	defer rows.Close()
	in.Rows, in.Pages = rows, os.DirFS(filepath.Dir(c.File))
	in.Progress = p.progress(task.Unit)
	if c.Docs != "" {
		docs, err := os.Open(c.Docs)
		if err != nil {
			return fmt.Errorf("open documents: %w", err)
		}
		defer docs.Close()
		in.Docs = docs
	}
	if c.Out != "" {
		if in.Predictions, err = eval.OpenPredictions(c.Out); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, in.Predictions.Close()) }()
	}
	table, err := task.Measure(ctx, in)
	if err != nil {
		if in.Progress != nil {
			fmt.Fprint(p.stderr, "\r\x1b[K") // what is said next stands on a line of its own
		}
		return err
	}
	if c.JSON {
		return printJSON(p.stdout, table)
	}
	return table.Print(p.stdout)
}

func (c *evalCmd) task() (eval.Task, error) {
	var names []string
	for _, t := range eval.Tasks() {
		if t.Name == c.Task {
			return t, nil
		}
		names = append(names, t.Name)
	}
	return eval.Task{}, fmt.Errorf("--task %q is none of: %s: %w", c.Task, strings.Join(names, ", "), errUsage)
}

// measured makes what is measured: the engine and the reader, as the other commands have them.
func (c *evalCmd) measured(p *program, env environment) (eval.Input, error) {
	s, err := env.settings()
	if err != nil {
		return eval.Input{}, err
	}
	if err := (answering{Engine: c.Engine}).check(); err != nil {
		return eval.Input{}, err
	}
	engine, err := s.newEngine(c.Engine, s.newLog(p.stderr))
	if err != nil {
		return eval.Input{}, err
	}
	reader, err := s.newReader()
	if err != nil {
		return eval.Input{}, err
	}
	embedder, err := s.newEmbedder(s.newLog(p.stderr))
	if err != nil {
		return eval.Input{}, err
	}
	return eval.Input{Engine: engine, Reader: reader, Embedder: embedder}, nil
}
