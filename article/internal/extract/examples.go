package extract

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/footnote-bot/footnote/article/internal/block"
)

// Gold is what people say belongs to the article of a page.
type Gold struct {
	Text          string   // paragraphs on lines of their own; "" where it is not known
	Optional      []string // may be there or not
	With, Without []string // pieces of text that must be there, that must not
}

// Example is a piece of a page as the model sees it, and whether it belongs to the article. Shares are of its runs of three tokens.
type Example struct {
	Features []float32 `json:"features"` // named by FirstNames or SecondNames
	Tokens   int       `json:"tokens"`
	Gold     float32   `json:"gold"`     // share that the gold text holds
	Optional float32   `json:"optional"` // share that the optional text holds
	Segment  int       `json:"segment"`  // 1 where it holds a piece of text that must be there, -1 where one that must not
}

// FirstNames are those of the features of all examples of the first model, in order.
func FirstNames() []string { return slices.Clone(firstNames) }

// SecondNames are those of the second.
func SecondNames() []string { return slices.Clone(secondNames) }

// Examples are the pieces of a page, for training the models (folder train) and for nothing else: the second where the first readings of the pieces are given,
// from 0 to 1.
func Examples(ctx context.Context, text string, at *url.URL, gold Gold, first []float64) ([]Example, error) {
	p, ok := open(text, at)
	if !ok {
		return nil, errors.New("the page has no tree")
	}
	proposed, err := p.propose(ctx)
	if err != nil {
		return nil, err
	}
	e := p.evidence(p.pieces, proposed)
	if first != nil && len(first) != len(p.pieces) {
		return nil, fmt.Errorf("%d first readings of %d pieces", len(first), len(p.pieces))
	}
	if first != nil {
		e.count(byFirst, first)
	}
	inGold, optional := held(strings.Split(gold.Text, "\n"), p.pieces), held(gold.Optional, p.pieces)
	examples := make([]Example, len(p.pieces))
	for i := range examples {
		x := &examples[i]
		x.Tokens, x.Gold, x.Optional = len(p.pieces[i].tokens), float32(inGold[i]), float32(optional[i])
		features := e.features(i)
		if first != nil {
			features = e.voteFeatures(features, i, byFirst)
		}
		for _, v := range features {
			x.Features = append(x.Features, float32(v))
		}
	}
	for _, segment := range gold.With {
		if at := holders(segment, p.pieces); len(at) == 1 { // which of several is meant is not known
			examples[at[0]].Segment = 1
		}
	}
	for _, segment := range gold.Without {
		for _, i := range holders(segment, p.pieces) {
			examples[i].Segment = -1
		}
	}
	return examples, nil
}

// held is the share of each piece that some paragraphs hold.
func held(paragraphs []string, pieces []piece) []float64 {
	var gold []piece
	for _, text := range paragraphs {
		x := piece{Block: block.Block{Text: text}}
		x.read()
		gold = append(gold, x)
	}
	return newProposal(gold).votes(pieces)
}

// holders are the pieces that hold a segment, or of which it holds the whole.
func holders(segment string, pieces []piece) []int {
	segment = oneLine(segment)
	if segment == "" {
		return nil
	}
	var at []int
	for i := range pieces {
		if strings.Contains(pieces[i].Text, segment) || len(pieces[i].tokens) >= 4 && strings.Contains(segment, pieces[i].Text) {
			at = append(at, i)
		}
	}
	return at
}

// Tokens counts the words and the Han, kana and hangul signs of a text.
func Tokens(text string) int {
	tokens, _ := tokenize(text)
	return len(tokens)
}
