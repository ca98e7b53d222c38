package extractive

import (
	"context"
	"math"
	"slices"
	"strings"

	"github.com/footnote-bot/footnote/article"
)

// The styles of a summary.
const (
	Brief    = "brief"
	Standard = "standard"
	Detailed = "detailed"
	Voices   = "voices"
	Figures  = "figures"
)

// Pick is one passage of a summary.
type Pick struct {
	Citation article.Citation
	Speaker  *article.Speaker // whose words they are; nil for the text's own
	Figure   *Figure          // in the figures style: the number and what it measures
}

// Figure is a number of the text and what it measures.
type Figure struct {
	Value, Unit, What string
}

// Summarize picks at most limit passages of a document, in the order of the page; limit <= 0 means 3. Of a short text it
// picks fewer where they would be more than a fifth of it, but for Detailed. A style that it does not know is Standard. Where the context ends first, it gives what it has, which may be nothing.
func Summarize(ctx context.Context, doc *article.Document, style string, limit int) []Pick {
	return SummarizeWithout(ctx, doc, style, limit, nil)
}

// SummarizeWithout is Summarize of the passages that are not withheld; nil withholds none.
func SummarizeWithout(ctx context.Context, doc *article.Document, style string, limit int, withheld Withheld) []Pick {
	if limit <= 0 {
		limit = 3
	}
	kind := genreOf(doc)
	all := sentences(ctx, doc, kind, withheld)
	switch style {
	case Voices:
		return voices(ctx, doc, kind, all, limit)
	case Figures:
		return figures(ctx, doc, all, limit)
	}
	whole := centroid(all)
	kind = recast(kind, all, whole)
	tune := tunings[kind]
	rate(all, whole, tune)
	divide(all, limit)
	size := room(all, tune.spared)
	switch style {
	case Brief:
		size = size * 2 / 3
	case Detailed:
		size = math.MaxInt
	}
	return picksOf(doc, all, pick(ctx, all, limit, size, tune))
}

// picksOf makes picks of passages, in the order of the page. One that leans on the passage before it is shown together with
// that, as one quotation.
func picksOf(doc *article.Document, all []sentence, numbers []int) []Pick {
	var picks []Pick
	var before *sentence
	for i := range all {
		s := &all[i]
		if !slices.Contains(numbers, s.passage.Number) {
			continue
		}
		start := s.shownAt(doc)
		if s.leans && before != nil && before.passage.Number == s.passage.Number-1 && before.speaker == s.speaker {
			start, _ = picks[len(picks)-1].Citation.Range()
			picks = picks[:len(picks)-1]
		}
		if c, err := doc.Cite(start, s.passage.End); err == nil {
			picks = append(picks, Pick{Citation: c, Speaker: speakerOf(doc, *s)})
			before = s
		}
	}
	return picks
}

// shownAt is where in the text of the document what is shown of a sentence begins.
func (s sentence) shownAt(doc *article.Document) int {
	return s.passage.Start + max(s.start, labelEnd(doc, s.passage))
}

// labelEnd is where the words begin of a passage that opens with its speaker's label ("A: ", "Ann: "): the speaker is shown
// beside the quotation. 0 where no speaker is known or no label stands there.
func labelEnd(doc *article.Document, p article.Passage) int {
	text := doc.PassageText(p)
	label := turnLabel(text)
	if p.Speaker == "" || label == "" || !slices.Contains(answerLabels, label) && !strings.Contains(label, p.Speaker) {
		return 0
	}
	rest := strings.TrimLeft(text[len(label):], ":： ")
	if rest == "" {
		return 0
	}
	return len(text) - len(rest)
}

// answerStart is where the words begin of a passage that opens with the label of an answer ("A: "); 0 where none does.
func answerStart(text string) int {
	label := turnLabel(text)
	if !slices.Contains(answerLabels, label) || label == "Q" || label == "问" || label == "質問" {
		return 0
	}
	return len(text) - len(strings.TrimLeft(text[len(label):], ":： "))
}

var answerLabels = []string{"A", "Q", "答", "问", "答え", "質問"}

func speakerOf(doc *article.Document, s sentence) *article.Speaker {
	if s.speaker == "" {
		return nil
	}
	return &article.Speaker{Name: s.speaker, Role: doc.Role(s.speaker)}
}
