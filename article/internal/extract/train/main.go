// Command train writes what the model of package extract is trained on: a line of JSON for each page of a file of pages in the form of `footnote eval
// --task extraction` (docs/eval.md), after a first line with the names of the features. train.py, beside it, makes model.txt of that.
//
//	go run ./article/internal/extract/train pages.jsonl > examples.jsonl
package main

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/footnote-bot/footnote/article/internal/charset"
	"github.com/footnote-bot/footnote/article/internal/extract"
)

// row is a saved page with what people read in it.
type row struct {
	ID       string   `json:"id"`
	Set      string   `json:"set"`
	URL      string   `json:"url"`
	Kind     string   `json:"kind"` // article, forum
	Site     string   `json:"site"` // pages of one site are never on both sides of a fold; the host where absent
	HTML     string   `json:"html"` // html/ID.html.gz where absent
	Text     string   `json:"text"`
	Optional []string `json:"optional"`
	With     []string `json:"with"`
	Without  []string `json:"without"`
}

// example is a page as train.py reads it.
type example struct {
	ID     string            `json:"id"`
	Set    string            `json:"set"`
	Kind   string            `json:"kind"`
	Site   string            `json:"site"`
	Tokens int               `json:"tokens"` // of the gold text; 0 where it is not known
	Pieces []extract.Example `json:"pieces"`
}

func main() {
	if len(os.Args) < 2 || len(os.Args) > 3 {
		fmt.Fprintln(os.Stderr, "usage: train PAGES.jsonl [READINGS.json] > EXAMPLES.jsonl")
		os.Exit(2)
	}
	readings := ""
	if len(os.Args) > 2 {
		readings = os.Args[2]
	}
	if err := run(context.Background(), os.Args[1], readings, os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, pages, readings string, stdout, stderr io.Writer) error {
	f, err := os.Open(pages)
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriter(stdout)
	out := json.NewEncoder(w)
	names := extract.FirstNames()
	var first map[string][]float64 // by the ids of pages, of each piece
	if readings != "" {
		text, err := os.ReadFile(readings)
		if err != nil {
			return err
		}
		if err := json.Unmarshal(text, &first); err != nil {
			return fmt.Errorf("%s: %w", readings, err)
		}
		names = extract.SecondNames()
	}
	if err := out.Encode(names); err != nil {
		return err
	}
	for in := json.NewDecoder(bufio.NewReader(f)); ; {
		var r row
		if err := in.Decode(&r); errors.Is(err, io.EOF) {
			return w.Flush()
		} else if err != nil {
			return fmt.Errorf("%s: %w", pages, err)
		}
		x, err := read(ctx, filepath.Dir(pages), r, first[r.ID])
		if err != nil {
			fmt.Fprintf(stderr, "left out %s: %v\n", r.ID, err)
			continue
		}
		if err := out.Encode(x); err != nil {
			return err
		}
	}
}

func read(ctx context.Context, dir string, r row, first []float64) (example, error) {
	at, err := url.Parse(r.URL)
	if err != nil {
		return example{}, err
	}
	saved, err := load(filepath.Join(dir, filepath.FromSlash(cmp.Or(r.HTML, "html/"+r.ID+".html.gz"))))
	if err != nil {
		return example{}, err
	}
	text, _, err := charset.Decode(saved, "")
	if err != nil {
		return example{}, err
	}
	pieces, err := extract.Examples(ctx, text, at, extract.Gold{Text: r.Text, Optional: r.Optional, With: r.With, Without: r.Without}, first)
	if err != nil {
		return example{}, err
	}
	return example{ID: r.ID, Set: r.Set, Kind: r.Kind, Site: cmp.Or(r.Site, at.Hostname()), Tokens: extract.Tokens(r.Text), Pieces: pieces}, nil
}

func load(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if !strings.HasSuffix(path, ".gz") {
		return io.ReadAll(f)
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}
