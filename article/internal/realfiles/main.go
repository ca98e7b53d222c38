// Command realfiles measures how much of files that other programs make is read. It writes 76 documents as pandoc and
// LibreOffice write them, in DOCX, PPTX, EPUB, ODT made DOCX, and HTML, reads each, and compares the words with those
// of pandoc's plain text.
//
//	apt-get install --no-install-recommends pandoc libreoffice-writer libreoffice-math
//	go run ./article/internal/realfiles
//
// With -v it lists for each file the words that were lost and those that were added; -keep DIR leaves the files there.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"

	"github.com/footnote-bot/footnote/article"
)

// What a format has to reach, in all of its files together.
const (
	leastRecall    = 0.985
	leastPrecision = 0.97
)

func main() {
	verbose := flag.Bool("v", false, "list the words that were lost and added")
	keep := flag.String("keep", "", "a folder to leave the files in")
	only := flag.String("only", "", "measure only sources whose names hold this")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	ok, err := measure(ctx, options{verbose: *verbose, dir: *keep, only: *only}, os.Stdout)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	if err != nil || !ok {
		os.Exit(1) //nolint:gocritic // nothing is left to be done
	}
}

type options struct {
	verbose bool
	dir     string // of files that stay; what is there already is not made anew
	only    string
}

// measure prints a row for each format, and reports whether all reach what they have to.
func measure(ctx context.Context, opts options, out io.Writer) (bool, error) {
	list, err := allSources()
	if err != nil {
		return false, err
	}
	list = slices.DeleteFunc(list, func(s source) bool { return !strings.Contains(s.name, opts.only) })
	dir := opts.dir
	if dir == "" {
		if dir, err = os.MkdirTemp("", "realfiles"); err != nil {
			return false, fmt.Errorf("make a folder: %w", err)
		}
		defer os.RemoveAll(dir)
	}
	if err := convert(ctx, dir, list); err != nil {
		return false, err
	}
	reader, err := article.NewReader(article.Config{})
	if err != nil {
		return false, err
	}
	good, err := printTable(ctx, reader, list, opts, dir, out)
	return good, errors.Join(err, reader.Close()) //nolint:contextcheck // closing waits for nothing
}

func printTable(ctx context.Context, reader *article.Reader, list []source, opts options, dir string, out io.Writer) (bool, error) {
	good := true
	fmt.Fprintf(out, "%-10s %5s %7s %9s\n", "format", "files", "recall", "precision")
	for _, f := range formats {
		var all score
		for _, s := range list {
			one, err := compare(ctx, reader, dir, s, f)
			if err != nil {
				return false, fmt.Errorf("%s as %s: %w", s.name, f, err)
			}
			if all.add(one); opts.verbose && len(one.lost)+len(one.added) > 0 {
				fmt.Fprintf(out, "  %s lost %q added %q\n", s.name, one.lost, one.added)
			}
		}
		good = good && all.recall() >= leastRecall && all.precision() >= leastPrecision
		fmt.Fprintf(out, "%-10s %5d %7.4f %9.4f\n", f, len(list), all.recall(), all.precision())
	}
	return good, nil
}

func compare(ctx context.Context, reader *article.Reader, dir string, s source, format string) (score, error) {
	plain, err := os.ReadFile(filepath.Join(dir, s.name+".txt"))
	if err != nil {
		return score{}, fmt.Errorf("read the plain text: %w", err)
	}
	data, err := os.ReadFile(filepath.Join(dir, s.name+suffix(format)))
	if err != nil {
		return score{}, fmt.Errorf("read the file: %w", err)
	}
	reading, err := reader.ReadSource(ctx, article.Source{Data: data, Name: s.name + suffix(format)})
	if err != nil {
		return score{}, err
	}
	text := reading.Document.Text
	if !strings.Contains(text, s.title) { // it is the document's title
		text = reading.Document.Title + "\n\n" + text
	}
	written := string(plain)
	if format == "epub" { // pandoc writes a page with the title before the text
		written = s.title + "\n\n" + written
	}
	return difference(bag(written), bag(text)), nil
}

func difference(written, read map[string]int) score {
	var s score
	for _, word := range slices.Sorted(maps.Keys(written)) {
		n, m := written[word], read[word]
		s.written, s.common = s.written+n, s.common+min(n, m)
		if n > m {
			s.lost = append(s.lost, fmt.Sprintf("%s %d", word, n-m))
		}
	}
	for _, word := range slices.Sorted(maps.Keys(read)) {
		n, m := written[word], read[word]
		s.read += m
		if m > n {
			s.added = append(s.added, fmt.Sprintf("%s %d", word, m-n))
		}
	}
	return s
}
