package eval

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
)

// Predictions is a file of one prediction a line. What an earlier run wrote is kept, and not asked again.
type Predictions struct {
	file    *os.File
	earlier []byte
}

// OpenPredictions opens the file, or makes it. A last line that a break cut short is taken away.
func OpenPredictions(name string) (*Predictions, error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open predictions: %w", err)
	}
	p := &Predictions{file: f}
	if err := p.resume(); err != nil {
		return nil, errors.Join(fmt.Errorf("read earlier predictions: %w", err), f.Close())
	}
	return p, nil
}

func (p *Predictions) resume() (err error) {
	if p.earlier, err = io.ReadAll(p.file); err != nil {
		return err
	}
	whole := bytes.LastIndexByte(p.earlier, '\n') + 1
	switch last := p.earlier[whole:]; {
	case len(last) == 0:
		return nil
	case json.Valid(last):
		_, err = p.file.WriteString("\n")
		return err
	}
	p.earlier = p.earlier[:whole]
	return p.file.Truncate(int64(whole))
}

// Close closes the file.
func (p *Predictions) Close() error { return p.file.Close() }

// done reads what earlier runs predicted.
func done[P identified](p *Predictions) (map[string]P, error) {
	all := map[string]P{}
	if p == nil {
		return all, nil
	}
	err := readLines(bytes.NewReader(p.earlier), func(one P) error {
		if one.id() == "" {
			return errNoID
		}
		all[one.id()] = one
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read earlier predictions: %w", err)
	}
	return all, nil
}

func (p *Predictions) add(one any) error {
	if p == nil {
		return nil
	}
	line, err := json.Marshal(one)
	if err != nil {
		return err
	}
	_, err = p.file.Write(append(line, '\n'))
	return err
}

// predict asks for each row that has no prediction yet, and gives the predictions of all rows.
func predict[R, P identified](ctx context.Context, in Input, rows []R, ask func(context.Context, R) (P, error)) (map[string]P, error) {
	all, err := done[P](in.Predictions)
	if err != nil {
		return nil, err
	}
	for i, row := range rows {
		if _, ok := all[row.id()]; !ok {
			if ctx.Err() != nil {
				return nil, fmt.Errorf("stopped after %d of %d rows: %w", i, len(rows), context.Cause(ctx))
			}
			one, err := ask(ctx, row)
			if err == nil {
				err = in.Predictions.add(one)
			}
			if err != nil {
				return nil, fmt.Errorf("stopped after %d of %d rows: predict %s: %w", i, len(rows), row.id(), err)
			}
			all[row.id()] = one
		}
		if in.Progress != nil {
			in.Progress(i+1, len(rows))
		}
	}
	return all, nil
}
