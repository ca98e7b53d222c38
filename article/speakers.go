package article

import (
	"context"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/speaker"
)

// nameSpeakers finds who speaks in which passage.
func nameSpeakers(ctx context.Context, d *Document, paragraphs []paragraph) {
	given := make([]speaker.Paragraph, len(paragraphs)+1) // the title first: it may name who is asked
	given[0] = speaker.Paragraph{Kind: block.Heading, Text: d.Title}
	for i, p := range paragraphs {
		given[i+1] = speaker.Paragraph{Kind: p.Kind, Text: p.Text, Lead: p.Lead, Given: p.Speaker}
	}
	for _, p := range d.Passages {
		i := p.Paragraph
		given[i].Sentences = append(given[i].Sentences, [2]int{p.Start - paragraphs[i-1].start, p.End - paragraphs[i-1].start})
	}
	said, people := speaker.Find(ctx, given, d.Language)
	next := make([]int, len(given))
	for i := range d.Passages {
		p := &d.Passages[i]
		p.Speaker = said[p.Paragraph][next[p.Paragraph]]
		next[p.Paragraph]++
	}
	for _, who := range people {
		d.Speakers = append(d.Speakers, Speaker{Name: who.Name, Role: who.Role})
	}
}
