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

// senses are the meanings of one word, by rank: the first of all Chinese words before the second of any.
type sense struct{ stem, word string }

// senses lists them; made when an English question is first put to a Chinese text.
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

// eachSense goes through the Chinese words by each of their meanings that is one English word, the likelier first.
func eachSense(found func(stem, word string)) {
	for _, s := range senses() {
		found(s.stem, s.word)
	}
}
