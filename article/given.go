package article

import (
	"context"
	"strings"
	"time"
	"unicode"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/injection"
	"github.com/footnote-bot/footnote/article/internal/plain"
)

// FromText makes a document whose Text is text as it stands, byte for byte, for texts whose offsets others hold. Lines
// are its paragraphs, or what blank lines part where the lines were broken for their width. lang is a hint.
func FromText(title, text, lang string) *Document {
	text = strings.ToValidUTF8(text, "\ufffd")
	d := &Document{Title: title, Kind: Text, Text: text, found: new(found)}
	d.Language = Language(text, lang)
	separator := "\n"
	if plain.Wrapped(text) {
		separator = "\n\n"
	}
	d.cut(context.Background(), paragraphsIn(text, separator))
	words := CountWords(text)
	d.Coverage = Coverage{WordsRead: words, WordsFound: words}
	d.Links = linksIn(text)
	d.warn("")
	d.ID = d.identity()
	return d
}

// paragraphsIn finds the paragraphs of a text where they stand.
func paragraphsIn(text, separator string) []paragraph {
	var found []paragraph
	start := 0
	for part := range strings.SplitSeq(text, separator) {
		trimmed := strings.TrimLeftFunc(part, unicode.IsSpace)
		at := start + len(part) - len(trimmed)
		if trimmed = strings.TrimRightFunc(trimmed, unicode.IsSpace); trimmed != "" {
			found = append(found, paragraph{block.Block{Kind: block.Paragraph, Text: trimmed}, at})
		}
		start += len(part) + len(separator)
	}
	return found
}

// DiscussionMessage is one message of a thread.
type DiscussionMessage struct {
	Author    string // plain name
	Text      string // plain text, without mrkdwn
	Permalink string
	Time      time.Time
}

// NewDiscussion makes a document of a thread: each message is one passage or more, with its speaker and permalink. Unread
// are the texts of messages that were left out; the coverage counts them.
func NewDiscussion(url, title string, messages []DiscussionMessage, unread []string) *Document {
	var blocks []block.Block
	var all strings.Builder
	for _, m := range messages {
		all.WriteString(m.Text + "\n")
		for part := range strings.SplitSeq(m.Text, "\n") {
			blocks = append(blocks, block.Block{Kind: block.Message, Text: part, Speaker: m.Author, Link: m.Permalink})
		}
	}
	c := content{title: title, blocks: blocks, links: linksIn(all.String())}
	if len(messages) > 0 && !messages[0].Time.IsZero() {
		c.published = messages[0].Time.UTC().Format(time.RFC3339)
	}
	if len(unread) > 0 {
		c.missing = append(c.missing, Missing{Kind: "messages", Count: len(unread)})
	}
	for _, text := range unread {
		c.words += CountWords(text)
	}
	for _, m := range messages {
		c.words += CountWords(m.Text)
	}
	return assemble(context.Background(), c, place{url: url, final: url, kind: Discussion})
}

// warn notes what readers of the document should know; hidden is what people cannot see of its source.
func (d *Document) warn(hidden string) {
	if injection.InVisible(d.Text) || injection.InHidden(hidden) {
		d.Warnings = append(d.Warnings, SpeaksToModels)
	}
}
