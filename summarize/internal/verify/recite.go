package verify

import (
	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize/internal/lexical"
	"github.com/footnote-bot/footnote/summarize/internal/retrieve"
)

func documents(cited []article.Citation) []*article.Document {
	var docs []*article.Document
	seen := map[*article.Document]bool{nil: true}
	for _, c := range cited {
		if d := c.Document(); !seen[d] {
			seen[d] = true
			docs = append(docs, d)
		}
	}
	return docs
}

// covered reports whether a citation lies within others.
func covered(c article.Citation, by []article.Citation) bool {
	start, end := c.Range()
	for _, b := range by {
		if s, e := b.Range(); b.Document() == c.Document() && s <= start && end <= e {
			return true
		}
	}
	return false
}

// How much of a claim its new place must hold: content words anywhere in it, and content words in the same order.
const (
	reciteWords = 0.8
	reciteOrder = 0.6
)

// Recite looks for the passages that carry a claim whose own do not: those near its citations first, then those that the
// claim's words lead to. It is conservative: all checks must pass, most of the claim's words must stand there, and in order.
func Recite(docs []*article.Document, c Claim, near []article.Citation) ([]article.Citation, bool) {
	var best []article.Citation
	most, length := 0.0, 0
	for _, cited := range candidates(docs, c.Text, near) {
		ev := newEvidence([]article.Citation{cited})
		cmp := compareTexts(c, ev)
		if !cmp.one || cmp.share() < reciteWords || cmp.a.coverage < reciteOrder {
			continue
		}
		if cmp.a.coverage < most || cmp.a.coverage == most && len(ev.text) >= length {
			continue
		}
		if v := cmp.verdict(); v.Reason == "" && !v.Weak {
			best, most, length = []article.Citation{cited}, cmp.a.coverage, len(ev.text)
		}
	}
	return best, best != nil
}

// candidates are the passages around those cited, and the best that a search for the text finds, alone and with their
// neighbours.
func candidates(docs []*article.Document, text string, near []article.Citation) []article.Citation {
	var out []article.Citation
	seen := map[[2]int]map[*article.Document]bool{}
	add := func(d *article.Document, first, last int) {
		key := [2]int{first, last}
		if seen[key] == nil {
			seen[key] = map[*article.Document]bool{}
		}
		if c, err := d.CitePassages(first, last); err == nil && !seen[key][d] {
			seen[key][d] = true
			out = append(out, c)
		}
	}
	around := func(d *article.Document, n int) {
		add(d, n, n)
		for _, k := range []int{n - 1, n + 1} {
			p, ok := d.Passage(n)
			q, ok2 := d.Passage(k)
			if ok && ok2 && p.Paragraph == q.Paragraph && p.Speaker == q.Speaker {
				add(d, min(n, k), max(n, k))
			}
		}
	}
	for _, c := range near {
		for _, p := range c.Passages() {
			for n := p.Number - 2; n <= p.Number+2; n++ {
				around(c.Document(), n)
			}
		}
	}
	if len(docs) > 0 && len(lexical.ContentWords(text, "")) > 0 {
		for _, hit := range retrieve.New(docs...).Search(text, 5) {
			around(hit.Doc, hit.Passage)
		}
	}
	return out
}
