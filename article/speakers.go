package article

import (
	"context"

	"github.com/footnote-bot/footnote/article/internal/speaker"
)

// nameSpeakers finds who speaks in which passage.
func nameSpeakers(ctx context.Context, d *Document, paragraphs []paragraph) {
	given := make([]speaker.Paragraph, len(paragraphs))
	for i, p := range paragraphs {
		given[i] = speaker.Paragraph{Kind: p.Kind, Text: p.Text, Lead: p.Lead, Given: p.Speaker}
	}
	for _, p := range d.Passages {
		i := p.Paragraph - 1
		given[i].Sentences = append(given[i].Sentences, [2]int{p.Start - paragraphs[i].start, p.End - paragraphs[i].start})
	}
	said, people := speaker.Find(ctx, given, d.Language)
	next := make([]int, len(paragraphs))
	for i := range d.Passages {
		p := &d.Passages[i]
		p.Speaker = said[p.Paragraph-1][next[p.Paragraph-1]]
		next[p.Paragraph-1]++
	}
	for _, who := range people {
		d.Speakers = append(d.Speakers, Speaker{Name: who.Name, Role: who.Role})
	}
}
