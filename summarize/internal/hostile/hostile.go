// Package hostile finds the paragraphs of a document that speak to whoever summarizes it, instead of to its readers:
// instructions to language models, forged turns of a conversation, text that poses as the end of a prompt.
//
// Such a paragraph is no statement of the document, and a quote of it would do what it asks, however well it is proven.
// [Numbers] gives its passages, so that no model sees them and no reply cites them. What is looked for is not wording
// but what has no business in a text for people: words about the answer that is being written, and marks of machinery
// (marks.go). It is one wall of several: what passes it is still only data, and still has to be proven.
package hostile

import (
	"strings"

	"github.com/footnote-bot/footnote/article"
)

// Numbers are the numbers of a document's passages that stand in paragraphs which speak to machines; nil where none does.
func Numbers(d *article.Document) map[int]struct{} {
	var found map[int]struct{}
	for i := 0; i < len(d.Passages); {
		end := i + 1
		for end < len(d.Passages) && d.Passages[end].Paragraph == d.Passages[i].Paragraph {
			end++
		}
		if ToMachines(d.Text[d.Passages[i].Start:d.Passages[end-1].End]) {
			if found == nil {
				found = map[int]struct{}{}
			}
			for _, p := range d.Passages[i:end] {
				found[p.Number] = struct{}{}
			}
		}
		i = end
	}
	return forgedTurns(d, found)
}

// forgedTurns adds paragraphs that follow each other as the turns of people and a machine do: each is harmless by itself.
func forgedTurns(d *article.Document, found map[int]struct{}) map[int]struct{} {
	var run []int // numbers of passages
	machine, person := false, false
	end := func() {
		if machine && person {
			if found == nil {
				found = map[int]struct{}{}
			}
			for _, n := range run {
				found[n] = struct{}{}
			}
		}
		run, machine, person = nil, false, false
	}
	paragraph, inside := -1, false
	for _, p := range d.Passages {
		if p.Paragraph != paragraph {
			paragraph = p.Paragraph
			turn := turnOf().FindStringSubmatch(d.PassageText(p))
			if inside = turn != nil; !inside {
				end()
			} else {
				machine, person = machine || turn[1] != "", person || turn[2] != ""
			}
		}
		if inside {
			run = append(run, p.Number)
		}
	}
	end()
	return found
}

// ToMachines reports whether a paragraph speaks to machines.
func ToMachines(paragraph string) bool {
	text := strings.ToLower(strings.Join(strings.Fields(paragraph), " "))
	if matches(forged, paragraph) || matches(orders, text) {
		return true
	}
	return matches(machines, text) && matches(demands, text)
}
