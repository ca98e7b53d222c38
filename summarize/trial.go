package summarize

import (
	"context"
	"fmt"
	"slices"

	"github.com/footnote-bot/footnote/prompts"
)

// Trial is how a reader did on controls of our own in one language.
type Trial struct {
	Language     string
	Right, Given int
}

// Trusted reports whether a reader with such a record is believed.
func (t Trial) Trusted() bool { return float64(t.Right) >= recordGood*float64(t.Given) }

const trialPairs = 10 // in each language, each of them once as it is and once broken

// Try gives the reader forty controls of our own, half of them in English and half in Chinese, in four calls. The error is the
// model's: then nothing is known of the reader.
func (e *Engine) Try(ctx context.Context) ([]Trial, error) {
	var out []Trial
	for _, lang := range []string{"en", "zh"} {
		t := Trial{Language: lang}
		pairs := stocks()[lang][:trialPairs]
		for from := range 2 {
			right, err := e.tryPairs(ctx, pairs, from)
			if err != nil {
				return nil, fmt.Errorf("try the reader: %w", err)
			}
			t.Right, t.Given = t.Right+right, t.Given+len(pairs)
		}
		out = append(out, t)
	}
	return out, nil
}

// tryPairs shows all sentences, and as statements every second one as it is and the others broken.
func (e *Engine) tryPairs(ctx context.Context, pairs []pair, from int) (right int, err error) {
	src := prompts.Source{Fence: fmt.Sprintf("%08x", from)}
	var statements []statement
	for i, p := range pairs {
		src.Lines = append(src.Lines, prompts.Line{Number: i + 1, Text: p.sentence})
		st := statement{text: p.broken, candidate: -1}
		if i%2 == from {
			st = statement{text: p.sentence, candidate: -1, carried: true}
		}
		statements = append(statements, st)
	}
	slices.Reverse(statements)
	s := sheet{statements: statements}
	if s.src.text, err = e.cfg.Prompts.Source(src); err != nil {
		return 0, err
	}
	for _, l := range src.Lines {
		s.sentences += l.Text + " "
	}
	if s.task, err = e.cfg.Prompts.Read(s.reading()); err != nil {
		return 0, err
	}
	said, _, err := (&session{engine: e, reply: &Reply{}}).put(ctx, s)
	if err != nil {
		return 0, err
	}
	for i, st := range statements {
		if (said[i+1].verdict == carried) == st.carried {
			right++
		}
	}
	return right, nil
}
