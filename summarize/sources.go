package summarize

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"sync"
	"time"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/model"
	"github.com/footnote-bot/footnote/prompts"
	"github.com/footnote-bot/footnote/summarize/internal/hostile"
)

// sources are documents, or selections of their passages, as one call to the model shows them. All passages of all
// documents have one numbering: a document's follow those of the one before, whatever is selected, so that a document's
// numbers are the same in every question about it.
type sources struct {
	docs  []*article.Document
	first []int            // what to add to a passage's number
	shown map[int]struct{} // numbers that the model sees; nil means all but what is withheld
	shut  withheld
	text  string
}

// withheld are passages that speak to machines: no model sees them, and nothing cites them.
type withheld map[*article.Document]map[int]struct{}

// withholding finds what is withheld, of a document once: people ask about one again and again, and it takes every pattern over
// all of its text. The zero value is ready.
type withholding struct {
	mu    sync.Mutex
	known map[string]map[int]struct{} // by the document's id, which is a hash of all that is looked at
}

// mostWithheld is of how many documents it is known; of most it is nothing.
const mostWithheld = 4096

func (w *withholding) from(docs []*article.Document) withheld {
	all := withheld{}
	for _, d := range docs {
		if numbers := w.numbers(d); len(numbers) > 0 {
			all[d] = numbers
		}
	}
	return all
}

func (w *withholding) numbers(d *article.Document) map[int]struct{} {
	w.mu.Lock()
	numbers, known := w.known[d.ID]
	w.mu.Unlock()
	if known {
		return numbers
	}
	numbers = hostile.Numbers(d)
	if d.ID == "" {
		return numbers
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.known == nil || len(w.known) >= mostWithheld {
		w.known = map[string]map[int]struct{}{}
	}
	w.known[d.ID] = numbers
	return numbers
}

func (w withheld) has(d *article.Document, number int) bool {
	_, ok := w[d][number]
	return ok
}

// touches reports whether a citation holds a passage that is withheld.
func (w withheld) touches(c article.Citation) bool {
	for _, p := range c.Passages() {
		if w.has(c.Document(), p.Number) {
			return true
		}
	}
	return false
}

// passage is a passage of one of the documents.
type passage struct {
	doc    *article.Document
	number int
}

// numbered gives all passages of some documents their numbers.
func numbered(docs []*article.Document) sources {
	s := sources{docs: docs}
	next := 0
	for _, d := range docs {
		s.first = append(s.first, next)
		next += len(d.Passages)
	}
	return s
}

// sources writes documents for the model: the passages that keep holds (numbers in the common numbering), all where it is nil.
func (s *session) sources(docs []*article.Document, keep map[int]struct{}) (sources, error) {
	src := numbered(docs)
	src.shown, src.shut = keep, s.shut
	var parts []string
	for i, d := range docs {
		lines := src.lines(d, src.first[i])
		if len(lines) == 0 {
			continue
		}
		text, err := s.engine.cfg.Prompts.Source(prompts.Source{
			Fence: fence(d), Title: titleOf(d), Byline: harmless(d.Byline), Site: harmless(d.Site), Published: harmless(d.Published),
			Today: s.engine.cfg.Now().UTC().Format(time.DateOnly), Lines: lines,
		})
		if err != nil {
			return sources{}, err
		}
		parts = append(parts, text)
	}
	src.text = strings.Join(parts, "\n\n")
	return src, nil
}

// titleOf is a document's title, unless that is its first sentence too.
func titleOf(d *article.Document) string {
	if len(d.Passages) > 0 && strings.EqualFold(strings.TrimSpace(d.PassageText(d.Passages[0])), strings.TrimSpace(d.Title)) {
		return ""
	}
	return harmless(d.Title)
}

// harmless is a text that stands beside the passages of a document, "" where it speaks to machines.
func harmless(text string) string {
	if hostile.ToMachines(text) {
		return ""
	}
	return text
}

func (s sources) lines(d *article.Document, before int) []prompts.Line {
	var (
		lines           []prompts.Line
		speaker, header string
		last            int
	)
	for _, p := range d.Passages {
		if !s.shows(d, before+p.Number, p.Number) {
			continue
		}
		l := prompts.Line{Number: before + p.Number, Text: d.PassageText(p), Gap: p.Number != last+1}
		if l.Gap && p.Heading != header && p.Heading != d.Title && p.Role != "heading" {
			l.Heading = harmless(p.Heading)
		}
		switch {
		case p.Speaker != speaker && p.Speaker == "":
			l.Speaker = "-"
		case p.Speaker != speaker:
			l.Speaker = harmless(p.Speaker)
		}
		speaker, header, last = p.Speaker, p.Heading, p.Number
		lines = append(lines, l)
	}
	return lines
}

func (s sources) shows(d *article.Document, n, own int) bool {
	if s.shut.has(d, own) {
		return false
	}
	if s.shown == nil {
		return true
	}
	_, ok := s.shown[n]
	return ok
}

// at is the passage with a number of the common numbering; false for one that the model was not shown.
func (s sources) at(n int) (passage, bool) {
	for i, d := range s.docs {
		if own := n - s.first[i]; own >= 1 && own <= len(d.Passages) {
			return passage{d, own}, s.shows(d, n, own)
		}
	}
	return passage{}, false
}

// number is a passage's number in the common numbering.
func (s sources) number(d *article.Document, own int) int {
	for i, doc := range s.docs {
		if doc == d {
			return s.first[i] + own
		}
	}
	return 0
}

// fence is what closes a source: made from the document, so that the prompt is the same each time, and not to be known
// by whoever wrote the text, since every word of it goes into the document's id.
func fence(d *article.Document) string {
	sum := sha256.Sum256([]byte("fence\x00" + d.ID + "\x00" + d.Text))
	return hex.EncodeToString(sum[:4])
}

// total is how many numbers the documents have.
func (s sources) total() int {
	last := len(s.docs) - 1
	return s.first[last] + len(s.docs[last].Passages)
}

// sentences are those that the model is shown, without their numbers.
func (s sources) sentences() []string {
	var out []string
	for i, d := range s.docs {
		for _, p := range d.Passages {
			if s.shows(d, s.first[i]+p.Number, p.Number) {
				out = append(out, d.PassageText(p))
			}
		}
	}
	return out
}

// tokens is about how many tokens the sources take.
func (s sources) tokens() int { return model.Estimate(s.text) }
