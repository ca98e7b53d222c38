package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/bot"
)

// target is what to read: the argument and flags that read, summarize and ask share.
type target struct {
	Source string `arg:"" name:"link|file|-" help:"A link, a file, or - for standard input."`
	URL    string `name:"url" help:"Where saved bytes came from." placeholder:"URL"`
	JSON   bool   `name:"json" help:"Print JSON."`
}

// mostInput is what is read of a file or standard input, in bytes.
const mostInput = 50 << 20

type readCmd struct {
	target
}

func (c *readCmd) Run(ctx context.Context, p *program, env environment) error {
	s, err := env.settings()
	if err != nil {
		return err
	}
	read, err := c.read(ctx, p, s)
	if err != nil {
		return c.tell(p, s, err)
	}
	if c.JSON {
		return printJSON(p.stdout, read.Document)
	}
	printDocument(p.stdout, read.Document)
	return nil
}

// mostMemory is what a command that reads one source tries to stay within, in bytes of Go's memory: near it the collector
// works harder. GOMEMLIMIT goes before it.
const mostMemory = 160 << 20

// read reads the target, wherever it is.
func (t target) read(ctx context.Context, p *program, s settings) (article.Reading, error) {
	if debug.SetMemoryLimit(-1) == math.MaxInt64 {
		debug.SetMemoryLimit(mostMemory)
	}
	reader, err := s.newReader()
	if err != nil {
		return article.Reading{}, err
	}
	lower := strings.ToLower(t.Source)
	if strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://") {
		return reader.ReadLink(ctx, t.Source, article.Options{AcceptLanguage: s.language})
	}
	src := article.Source{URL: t.URL}
	if t.Source == "-" {
		src.Data, err = io.ReadAll(io.LimitReader(p.stdin, mostInput+1))
	} else {
		src.Name = filepath.Base(t.Source)
		src.Data, err = readFile(t.Source)
	}
	if err != nil {
		kind := article.Unreachable
		if errors.Is(err, fs.ErrNotExist) {
			kind = article.NotFound
		}
		return article.Reading{}, &article.Error{Kind: kind, Err: err}
	}
	if len(src.Data) > mostInput {
		return article.Reading{}, &article.Error{Kind: article.TooLarge, URL: t.URL, Err: fmt.Errorf("more than %d bytes", mostInput)}
	}
	return reader.ReadSource(ctx, src)
}

// name is the name of the file that is read; "" for a link or standard input.
func (t target) name() string {
	if t.Source == "-" || strings.Contains(t.Source, "://") {
		return ""
	}
	return filepath.Base(t.Source)
}

func readFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var data bytes.Buffer
	if info, err := f.Stat(); err == nil { // a hint: growing to it would hold the file twice
		data.Grow(int(min(max(info.Size(), 0), mostInput)) + bytes.MinRead)
	}
	_, err = data.ReadFrom(io.LimitReader(f, mostInput+1))
	return data.Bytes(), err
}

// tell prints a reading that failed as the contract has it; other errors go on to run.
func (t target) tell(p *program, s settings, err error) error {
	var failure *article.Error
	if !errors.As(err, &failure) {
		return err
	}
	words := bot.WordsFor(s.language)
	if !t.JSON {
		fmt.Fprintln(p.stderr, "footnote:", err)
		fmt.Fprintln(p.stderr, words.Failure(failure))
		return errTold
	}
	type told struct {
		Kind   article.FailureKind `json:"kind"`
		URL    string              `json:"url"`
		Advice string              `json:"advice"`
	}
	if err := printJSON(p.stdout, map[string]told{"error": {failure.Kind, failure.URL, words.Failure(failure)}}); err != nil {
		return err
	}
	return errTold
}

func printJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("print JSON: %w", err)
	}
	return nil
}

func printDocument(w io.Writer, d *article.Document) {
	fmt.Fprintln(w, d.Title)
	for _, line := range [][2]string{
		{"by", d.Byline}, {"site", d.Site}, {"published", d.Published}, {"from", d.FinalURL}, {"language", d.Language},
	} {
		if line[1] != "" {
			fmt.Fprintf(w, "%-10s %s\n", line[0], line[1])
		}
	}
	fmt.Fprintf(w, "%-10s %d passages, %d of %d words\n", string(d.Kind), len(d.Passages), d.Coverage.WordsRead, d.Coverage.WordsFound)
	for _, m := range d.Coverage.Missing {
		fmt.Fprintf(w, "%-10s %s %d\n", "missing", m.Kind, m.Count)
	}
	fmt.Fprintf(w, "\n%s\n", d.Text)
}
