package summarize_test

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize"
)

// topics embeds a text by which of its topics it names, in whatever words; calls counts texts.
type topics struct {
	words [][]string
	fails bool
	texts atomic.Int64
}

func (e *topics) Embed(_ context.Context, texts []string) ([][]float32, error) {
	e.texts.Add(int64(len(texts)))
	if e.fails {
		return nil, errors.New("down")
	}
	var out [][]float32
	for _, text := range texts {
		v := make([]float32, len(e.words)+1)
		v[len(e.words)] = 0.3
		for i, topic := range e.words {
			for _, word := range topic {
				if strings.Contains(strings.ToLower(text), word) {
					v[i] = 0.95
				}
			}
		}
		out = append(out, v)
	}
	return out, nil
}

const meaningText = `The old line had been busy for a century.

Its skipper retired to a cottage in the hills.

People on the island keep goats and sheep.

Tourists come in summer, and the inns are full.`

func TestMeaningFindsOtherWords(t *testing.T) {
	e := &topics{words: [][]string{{"skipper", "captain", "船长"}, {"goats", "animals"}, {"inns", "hotels"}}}
	engine, err := summarize.New(summarize.Config{Embedder: e})
	if err != nil {
		t.Fatal(err)
	}
	doc := article.FromText("", meaningText, "en")
	for _, tt := range []struct{ question, want string }{
		{"where does the captain live now", "Its skipper retired"},
		{"which animals are there", "goats and sheep"},
		{"船长现在怎么样", "Its skipper retired"}, // an embedder that is not ours crosses languages
	} {
		reply, err := engine.Answer(t.Context(), summarize.Request{Documents: []*article.Document{doc}, Question: tt.question})
		if err != nil {
			t.Fatal(err)
		}
		var shown []string
		for _, c := range reply.Claims {
			shown = append(shown, c.Text)
		}
		for _, c := range reply.Nearest {
			shown = append(shown, c.Quote())
		}
		if len(shown) == 0 || !strings.Contains(shown[0], tt.want) {
			t.Errorf("%q shows %q, want %q first", tt.question, shown, tt.want)
		}
	}
	if n := e.texts.Load(); n != 4+3 {
		t.Errorf("%d texts were encoded, want each passage and each question once", n)
	}
}

func TestMeaningOfTheParagraphSpeaksForItsSentences(t *testing.T) {
	doc := article.FromText("", `The mayor was old. It rained all week. Then everything was sold at once.

Its skipper was old. It rained all week. Then everything was sold at last.`, "en")
	e := &topics{words: [][]string{{"skipper", "captain"}, {"mayor"}}}
	var order []string
	for _, c := range summarize.NewSearch(e, doc).Find(t.Context(), "what became of the captain's things", 10) {
		order = append(order, c.Quote())
	}
	if e.texts.Load() != 6+1 {
		t.Errorf("%d texts were encoded, want each sentence and the question once", e.texts.Load())
	}
	other, asked := slices.Index(order, "Then everything was sold at once."), slices.Index(order, "Then everything was sold at last.")
	if asked < 0 || other < 0 || asked > other {
		t.Errorf("what is told of the skipper comes at %d, what is told of the mayor at %d of %q", asked, other, order)
	}
}

func TestMeaningThatFailsLeavesWords(t *testing.T) {
	engine, err := summarize.New(summarize.Config{Embedder: &topics{fails: true}})
	if err != nil {
		t.Fatal(err)
	}
	doc := article.FromText("", meaningText, "en")
	reply, err := engine.Answer(t.Context(), summarize.Request{Documents: []*article.Document{doc}, Question: "What do people on the island keep?"})
	if err != nil {
		t.Fatal(err)
	}
	if len(reply.Claims) == 0 || !strings.Contains(reply.Claims[0].Text, "goats") {
		t.Errorf("without vectors words find %+v", reply.Claims)
	}
}

func TestOpenEncoderThatIsNotThere(t *testing.T) {
	if _, err := summarize.OpenEncoder(filepath.Join(t.TempDir(), "none.bin")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("err = %v", err)
	}
}
