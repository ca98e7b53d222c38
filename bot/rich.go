package bot

import (
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/summarize"
)

// Layouts of replies. Rich ones are lists and quotes of rich text, which an administrator may switch to after a look at them on
// a desktop and a phone; where Slack refuses them, the classic ones are sent.
const (
	ClassicLayout = "classic"
	RichLayout    = "rich"
)

// richClaims draws claims and their passages as rich text; nil where only the classic layout can: for sentences of the text
// alone, and where some claims are less certain.
func (d *drawing) richClaims(w *Words, r *summarize.Reply) slack.Block {
	claims, sure := ordered(r)
	if !d.rich || r.Engine == summarize.Extractive || sure < len(claims) || len(claims) == 0 {
		return nil
	}
	said := make([]slack.RichTextElement, 0, len(claims))
	for _, c := range claims {
		said = append(said, slack.NewRichTextSection(richText(plainClaim(c))))
	}
	elements := []slack.RichTextElement{said[0]}
	if len(said) > 1 {
		elements = []slack.RichTextElement{slack.NewRichTextList(slack.RTEListOrdered, 0, said...)}
	}
	all := evidenceOf(claims)
	for _, e := range all[:min(len(all), 1+d.room.extra)] {
		elements = append(elements, d.richPassage(w, e, len(claims)))
	}
	return slack.NewRichTextBlock("", elements...)
}

// plainClaim is the text of a claim, with the figure it gives where it gives one.
func plainClaim(c summarize.Claim) string {
	if c.Figure != nil && c.Figure.Value != "" && !strings.Contains(c.Text, c.Figure.Value) {
		return figureOf(c) + " · " + c.Text
	}
	return c.Text
}

// richPassage is one quote: the words, who says them, where they stand, and the way there.
func (d *drawing) richPassage(w *Words, e evidence, claims int) slack.RichTextElement {
	quote, cut := clipQuote(e.cite.Quote(), d.room.quote)
	line := numbers(e.numbers, claims) + quoted(quote, languageOf(e.cite))
	if cut {
		line += noBreak + "…"
	}
	if s := e.cite.Speaker(); s != "" {
		line += " · " + d.named(clip(s, mostName), e.cite.Document())
	}
	if place := w.place(e.cite); place != "" {
		line += " · " + place
	}
	parts := []slack.RichTextSectionElement{richText(line)}
	if link, label := d.way(e.cite); link != "" {
		parts = append(parts, richText(" · "), slack.NewRichTextSectionLinkElement(link, w.f(label), nil))
	}
	return &slack.RichTextQuote{Type: slack.RTEQuote, Elements: parts}
}

func richText(s string) *slack.RichTextSectionTextElement {
	return slack.NewRichTextSectionTextElement(s, nil)
}

// preferRich gives newer clients rich text in the place of what draw draws.
func (d *drawing) preferRich(w *Words, r *summarize.Reply, draw func()) {
	from, read := len(d.blocks), slices.Clone(d.read)
	draw()
	after := d.read
	d.read = read // names get their reading in either layout
	d.prefer(from, d.richClaims(w, r))
	d.read = after
}
