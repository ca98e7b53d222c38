package article

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/ledger"
	"github.com/footnote-bot/footnote/article/internal/markup"
	"github.com/footnote-bot/footnote/article/internal/sentence"
)

// content is what the reader of a format found in a source.
type content struct {
	title, byline, site, published string
	language                       string // as the source declares it: a hint
	blocks                         []block.Block
	links                          []string // absolute
	hidden                         string   // what people cannot see; only looked through for instructions to models
	words                          int      // found in the source, where that is more than what the blocks hold
	missing                        []Missing
	ledger                         ledger.Ledger
	beyond                         int        // words that were found behind the limits of what is read
	unread                         float64    // part of the source, from 0 to 1, that is behind them and was not looked at, about
	unmarked                       bool       // the format has no marks for headings
	page                           *shownPage // of HTML: what a browser shows; else nil
	fullText                       []string   // where all of a paper is, of which this is the abstract
}

// place is where a source came from.
type place struct {
	url, final string
	kind       Kind
}

// longCode is how many bytes of code make one passage.
const longCode = 1200

// assemble makes a document: one text, paragraphs parted by a blank line, cut into passages.
// It ends early, with half a document, when nobody waits for it any more.
func assemble(ctx context.Context, c content, at place) *Document {
	blocks := cleanBlocks(c.blocks)
	if at.kind != HTML && at.kind != EPUB { // these know their notes better
		var marks int
		blocks, marks = withoutMarks(blocks)
		c.ledger.Add(ledger.Note, marks)
	}
	blocks = joinBroken(blocks) // first: the upper half of a broken paragraph looks like a heading
	markHeadings(blocks, c.unmarked)
	keepNumbers(blocks)
	d := &Document{
		URL: at.url, FinalURL: at.final, Kind: at.kind,
		Title: cleanText(c.title), Byline: cleanText(c.byline), Site: cleanText(c.site), Published: c.published,
		Links: c.links, found: new(found), fullText: c.fullText,
	}
	var paragraphs []paragraph
	d.Text, paragraphs = joinTexts(blocks)
	d.Language = Language(d.Text, c.language)
	d.cut(ctx, paragraphs)
	d.name(blocks)
	if c.page != nil && ctx.Err() == nil {
		d.Shown = showOn(c.page, d.Text, d.Passages)
	}
	d.Coverage = cover(d.Text, c)
	d.warn(c.hidden)
	d.ID = d.identity()
	return d
}

// withoutMarks takes the marks of notes out that were typed as signs above the line, where there are notes.
func withoutMarks(blocks []block.Block) (unmarked []block.Block, marks int) {
	isNote := func(b block.Block) bool { return b.Kind == block.Footnote || markup.StartsNote(b.Text) }
	if !slices.ContainsFunc(blocks, isNote) {
		return blocks, 0
	}
	for i := range blocks {
		if !isNote(blocks[i]) && blocks[i].Kind != block.Code {
			text, found := markup.WithoutMarks(blocks[i].Text)
			blocks[i].Text, marks = text, marks+found
		}
	}
	return blocks, marks
}

func cleanBlocks(blocks []block.Block) []block.Block {
	kept := make([]block.Block, 0, len(blocks))
	for _, b := range blocks {
		if b.Kind == "" {
			b.Kind = block.Paragraph
		}
		if b.Kind == block.Code {
			b.Text = cleanCode(b.Text)
		} else {
			b.Text = cleanText(b.Text)
		}
		b.Lead, b.Speaker = cleanText(b.Lead), cleanText(b.Speaker)
		if b.Text != "" {
			kept = append(kept, b)
		}
	}
	return kept
}

// paragraph is a block at its place in the text.
type paragraph struct {
	block.Block
	start int
}

func joinTexts(blocks []block.Block) (string, []paragraph) {
	var text strings.Builder
	paragraphs := make([]paragraph, len(blocks))
	for i, b := range blocks {
		if i > 0 {
			text.WriteString("\n\n")
		}
		paragraphs[i] = paragraph{b, text.Len()}
		text.WriteString(b.Text)
	}
	return text.String(), paragraphs
}

// cut makes the passages, and finds who speaks in them.
func (d *Document) cut(ctx context.Context, paragraphs []paragraph) {
	heading := ""
	for i, p := range paragraphs {
		if ctx.Err() != nil {
			return
		}
		for _, r := range passageRanges(p.Block, d.Language) {
			d.Passages = append(d.Passages, Passage{
				Number: len(d.Passages) + 1, Start: p.start + r[0], End: p.start + r[1],
				Heading: heading, Page: p.Page, Speaker: p.Speaker, Paragraph: i + 1, Role: string(p.Kind), Link: p.Link,
			})
		}
		if p.Kind == block.Heading {
			heading = p.Text
		}
	}
	nameSpeakers(ctx, d, paragraphs)
}

func passageRanges(b block.Block, lang string) [][2]int {
	switch {
	case b.Kind == block.Code:
		return codeRanges(b.Text)
	case (b.Kind == block.Heading || b.Kind == block.TableRow) && len(b.Text) < longCode:
		return [][2]int{{0, len(b.Text)}}
	}
	return sentence.Split(b.Text, lang)
}

// codeRanges cuts code at line ends.
func codeRanges(text string) [][2]int {
	var ranges [][2]int
	start := 0
	for len(text)-start > longCode {
		end := strings.LastIndexByte(text[start:start+longCode], '\n')
		if end <= 0 {
			break
		}
		ranges = append(ranges, [2]int{start, start + end})
		start += end + 1
	}
	return append(ranges, [2]int{start, len(text)})
}

// name finds a title and a byline in the text where the source gave none.
func (d *Document) name(blocks []block.Block) {
	if d.Title == "" && len(blocks) > 0 && blocks[0].Kind == block.Heading {
		d.Title = blocks[0].Text
	}
	for i, b := range blocks {
		if i > 4 || d.Byline != "" {
			break
		}
		if b.Kind == block.Paragraph && headingLike(b.Text) && isByline(b.Text) {
			d.Byline = b.Text
		}
	}
}

func cover(text string, c content) Coverage {
	read := CountWords(text)
	cov := Coverage{WordsRead: read, WordsFound: read, Missing: c.missing}
	c.ledger.Add(ledger.OverLimit, c.behind(read))
	c.ledger.Each(func(k ledger.Kind, n int) {
		cov.Missing = append(cov.Missing, Missing{Kind: string(k), Count: n})
		if ledger.InWords(k) {
			cov.WordsFound += n
		}
	})
	cov.WordsFound = max(cov.WordsFound, c.words)
	return cov
}

// identity is a hash of what citations depend on: offsets that were made of one document mean the same words in every other with
// its id.
func (d *Document) identity() string {
	h := sha256.New()
	for _, part := range []string{string(d.Kind), d.FinalURL, d.Text} {
		fmt.Fprintf(h, "%d\x00%s", len(part), part)
	}
	for _, p := range d.Passages {
		fmt.Fprintf(h, "%d %d %d %d %q %q %q %q\x00", p.Start, p.End, p.Page, p.Paragraph, p.Heading, p.Speaker, p.Role, p.Link)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}
