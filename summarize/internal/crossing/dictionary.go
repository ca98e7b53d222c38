package crossing

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/footnote-bot/footnote/internal/lexical"
)

//go:embed words.tsv.gz
var packed []byte

// dictionary is a line for each Chinese word, in order: the word, a tab, and its meanings in English between bars. It is unpacked
// when it is first wanted: most questions are in the language of their text.
var dictionary = sync.OnceValue(func() []string {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		panic(fmt.Sprintf("crossing: words.tsv.gz: %v", err)) // it is part of the program
	}
	data, err := io.ReadAll(r)
	if err != nil {
		panic(fmt.Sprintf("crossing: words.tsv.gz: %v", err))
	}
	return strings.Split(strings.TrimSpace(string(data)), "\n")
})

// meanings are what a Chinese word means, the commonest first; nil for one that is not known.
func meanings(word string) []string {
	lines := dictionary()
	i, _ := slices.BinarySearch(lines, word+"\t")
	if i == len(lines) {
		return nil
	}
	known, of, _ := strings.Cut(lines[i], "\t")
	if known != word {
		return nil
	}
	return strings.Split(of, "|")
}

// sense is a Chinese word by one of its meanings, the stem of a single English word.
type sense struct{ stem, word string }

// senses are all of them, the likelier first: the first meaning of every word before the second of any. Made when an English
// question is first put to a Chinese text.
var senses = sync.OnceValue(func() []sense {
	var byRank [3][]sense
	for _, line := range dictionary() {
		word, of, _ := strings.Cut(line, "\t")
		for rank := range byRank {
			var meaning string
			if meaning, of, _ = strings.Cut(of, "|"); meaning == "" {
				break
			}
			if tokens := lexical.Tokens(meaning); len(tokens) == 1 {
				byRank[rank] = append(byRank[rank], sense{tokens[0].Stem, word})
			}
		}
	}
	return slices.Concat(byRank[:]...)
})
