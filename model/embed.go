package model

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/sashabaranov/go-openai"
)

const (
	embedBatch = 64               // texts of one call
	embedTime  = 30 * time.Second // of one call
)

// Embedder asks one server for embeddings (/v1/embeddings). It is safe for use by several goroutines.
type Embedder struct{ client *Client }

// NewEmbedder makes one for Config.Model, which may not be empty; it does not call the server.
func NewEmbedder(cfg Config) (*Embedder, error) {
	if cfg.Model == "" {
		return nil, errors.New("model: no embedding model is named")
	}
	c, err := New(cfg)
	if err != nil {
		return nil, err
	}
	return &Embedder{c}, nil
}

// Embed gives a vector of length one for each text. What fails is logged here, since without vectors the caller goes on by
// words.
func (e *Embedder) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	out := make([][]float32, 0, len(texts))
	for from := 0; from < len(texts); from += embedBatch {
		batch := texts[from:min(from+embedBatch, len(texts))]
		vectors, err := e.batch(ctx, batch)
		if err != nil {
			if ctx.Err() == nil {
				e.client.cfg.Log.WarnContext(ctx, "no embeddings", "model", e.client.Name(), "err", err)
			}
			return nil, err
		}
		out = append(out, vectors...)
	}
	return out, nil
}

func (e *Embedder) batch(ctx context.Context, texts []string) ([][]float32, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, embedTime, errors.New("the server took too long for embeddings"))
	defer cancel()
	config := openai.DefaultConfig(e.client.cfg.APIKey)
	config.BaseURL, config.HTTPClient = e.client.cfg.BaseURL, e.client.http
	resp, err := openai.NewClientWithConfig(config).CreateEmbeddings(ctx, openai.EmbeddingRequestStrings{
		Input: filled(texts), Model: openai.EmbeddingModel(e.client.Name()), EncodingFormat: openai.EmbeddingEncodingFormatFloat,
	})
	if err != nil {
		return nil, fmt.Errorf("ask for embeddings: %w", err)
	}
	out := make([][]float32, len(texts))
	for _, d := range resp.Data {
		if d.Index >= 0 && d.Index < len(out) {
			out[d.Index] = unit(d.Embedding)
		}
	}
	for i, v := range out {
		if len(v) == 0 || len(v) != len(out[0]) {
			return nil, fmt.Errorf("ask for embeddings: text %d of %d got %d values", i+1, len(out), len(v))
		}
	}
	return out, nil
}

// filled puts a space for an empty text, which servers refuse.
func filled(texts []string) []string {
	out := make([]string, len(texts))
	for i, t := range texts {
		if out[i] = t; t == "" {
			out[i] = " "
		}
	}
	return out
}

// unit makes a vector one long.
func unit(v []float32) []float32 {
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if length := math.Sqrt(sum); length > 0 {
		for i, x := range v {
			v[i] = float32(float64(x) / length)
		}
	}
	return v
}
