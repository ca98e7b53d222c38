// Package encoder turns English sentences into vectors whose products tell how alike they are in meaning: the bridge between
// a question and the sentence that answers it in other words.
//
// It runs all-MiniLM-L6-v2 (Wang and others, 2020; Reimers and Gurevych, 2019): tokenize.go cuts a text into word pieces,
// layers.go sends them through the six layers of a BERT of width 384, and the mean of what comes out, of length one, is the
// vector. The weights are eight bits wide; product.go multiplies them, with AVX2 where the processor has it
// (dot_amd64.s). They lie in a file of their own (file.go), which package encoder/pack makes from the published model.
//
// An [Encoder] is read only once it is open, and safe for use by several goroutines.
package encoder

import (
	"context"
	"math"
	"runtime"
	"strings"

	"golang.org/x/sync/errgroup"
)

// Encoder holds a model.
type Encoder struct {
	shape  Shape
	pieces map[string]int32
	model  weights
	// exclusive is full while as many texts are encoded at once as there are processors.
	exclusive chan struct{}
}

// mostTokens is how many word pieces of a text are looked at, as in the reference.
const mostTokens = 256

// Width is the length of the vectors.
func (e *Encoder) Width() int { return e.shape.Width }

// Reads reports whether the model knows a language, given as a BCP 47 tag: it was made for English.
func (e *Encoder) Reads(lang string) bool {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	return base == "en"
}

// Embed gives the vector of each text. The error is the context's.
func (e *Encoder) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	out := make([][]float32, len(texts))
	var group errgroup.Group
	group.SetLimit(cap(e.exclusive))
	for i, text := range texts {
		group.Go(func() error {
			select {
			case e.exclusive <- struct{}{}:
			case <-ctx.Done():
				return context.Cause(ctx)
			}
			defer func() { <-e.exclusive }()
			out[i] = e.encode(text)
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return out, nil
}

// encode is the mean of the last layer over all pieces, made one long.
func (e *Encoder) encode(text string) []float32 {
	pieces := e.tokenize(text)
	x := e.embed(pieces)
	s := newScratch(len(pieces), e.shape)
	for i := range e.model.layers {
		e.model.layers[i].forward(x, len(pieces), e.shape, s)
	}
	return meanOf(x, len(pieces), e.shape.Width)
}

func meanOf(x []float32, rows, width int) []float32 {
	mean := make([]float32, width)
	for r := range rows {
		for i, v := range x[r*width : (r+1)*width] {
			mean[i] += v
		}
	}
	sum := 0.0
	for _, v := range mean {
		sum += float64(v) * float64(v)
	}
	if sum > 0 {
		scale := float32(1 / math.Sqrt(sum))
		for i := range mean {
			mean[i] *= scale
		}
	}
	return mean
}

func atOnce() int { return max(1, runtime.GOMAXPROCS(0)) }
