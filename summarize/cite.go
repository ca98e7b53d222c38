package summarize

import (
	"slices"

	"github.com/footnote-bot/footnote/article"
)

// citeNumbers turns the numbers of a claim into citations: in the order of the documents, a run of neighbours as one. Numbers
// that the model was not shown are passed over.
func citeNumbers(src sources, numbers []int) []article.Citation {
	numbers = slices.Clone(numbers)
	slices.Sort(numbers)
	var (
		out  []article.Citation
		run  []passage
		done = func() {
			if len(run) == 0 {
				return
			}
			if c, err := run[0].doc.CitePassages(run[0].number, run[len(run)-1].number); err == nil {
				out = append(out, c)
			}
			run = nil
		}
	)
	for _, n := range slices.Compact(numbers) {
		p, ok := src.at(n)
		if !ok {
			continue
		}
		if len(run) > 0 && !follows(run[len(run)-1], p) {
			done()
		}
		run = append(run, p)
	}
	done()
	return out
}

// follows reports whether one passage follows another closely enough to be cited with it: in the same paragraph, by the
// same speaker.
func follows(a, b passage) bool {
	if a.doc != b.doc || b.number != a.number+1 {
		return false
	}
	p, _ := a.doc.Passage(a.number)
	q, _ := b.doc.Passage(b.number)
	return p.Paragraph == q.Paragraph && p.Speaker == q.Speaker
}

// numbersOf are the documents' own numbers of what is cited.
func numbersOf(cited []article.Citation) []int {
	var out []int
	for _, c := range cited {
		for _, p := range c.Passages() {
			out = append(out, p.Number)
		}
	}
	return out
}
