package article

import (
	"context"
	"errors"
	"net/url"
	"strings"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/extract"
	"github.com/footnote-bot/footnote/article/internal/failure"
	"github.com/footnote-bot/footnote/article/internal/fetch"
)

// previewParagraphs is how many paragraphs of a stub are shown.
const previewParagraphs = 3

// readHTML finds the article in a page, or the wall that stands in its place.
func readHTML(ctx context.Context, page *fetch.Page) (content, error) {
	text, err := decode(page)
	if err != nil {
		return content{}, err
	}
	if wall := fetch.WallBefore(page, text); wall != nil {
		return content{}, wall
	}
	base, err := url.Parse(page.FinalURL)
	if err != nil {
		base = &url.URL{}
	}
	found, err := extract.HTML(ctx, text, base)
	if err != nil {
		if empty := (*failure.Error)(nil); errors.As(err, &empty) && empty.Kind == failure.Empty {
			if wall := fetch.WallAfter(page, text, fetch.Extracted{}); wall != nil {
				return content{}, wall
			}
		}
		return content{}, err
	}
	if wall := fetch.WallAfter(page, text, extracted(found)); wall != nil {
		return content{}, wall
	}
	c := content{
		title: found.Title, byline: found.Byline, site: found.Site, published: found.Published, language: found.Lang,
		blocks: found.Blocks, links: found.Links, hidden: strings.Join(found.HiddenText, "\n"), words: found.WordsFound, unread: found.Unread,
		page: showPage(text), ledger: found.Ledger, fullText: found.FullText,
	}
	if found.Stats.EndsMidSentence && fetch.Walled(text) {
		c.missing = append(c.missing, Missing{Kind: "paywall", Count: 1})
	}
	return c, nil
}

func extracted(r *extract.Result) fetch.Extracted {
	return fetch.Extracted{
		Words: r.Stats.Words, Han: r.Stats.Han, Paragraphs: len(shown(r.Blocks)), LinkDensity: r.Stats.LinkDensity,
		EndsMidSentence: r.Stats.EndsMidSentence, Preview: preview(r.Blocks),
	}
}

// preview is the beginning of what a page shows before its wall.
func preview(blocks []block.Block) string {
	texts := shown(blocks)
	return strings.Join(texts[:min(len(texts), previewParagraphs)], "\n\n")
}

// shown are the paragraphs of a stub, without headings and without the words of the wall itself.
func shown(blocks []block.Block) []string {
	var texts []string
	for _, b := range blocks {
		if b.Kind != block.Heading && !fetch.Walled(b.Text) {
			texts = append(texts, cleanText(b.Text))
		}
	}
	return texts
}
