// Package block is what every reader of a format hands to package article: the text of a source in reading order, one
// block a paragraph, with just enough structure to make passages from.
package block

// Kind says what a block was in its source.
type Kind string

// The kinds of blocks.
const (
	Paragraph Kind = "paragraph"
	Heading   Kind = "heading"
	ListItem  Kind = "list_item"
	Quote     Kind = "quote"
	TableRow  Kind = "table_row" // cells joined by " | "
	Caption   Kind = "caption"
	Code      Kind = "code" // white space is kept
	Footnote  Kind = "footnote"
	Message   Kind = "message" // one message of a discussion
)

// Block is one paragraph of a source, decoded, in UTF-8.
type Block struct {
	Kind    Kind
	Text    string
	Level   int    // of a heading, from 1; nesting of a list item, from 1; else 0
	Page    int    // page or slide, from 1; 0 where the format has none
	Lead    string // the bold words that the block's Text begins with, if any: may be a speaker's label
	Number  string // of a list item or a heading, as its source shows it and its Text does not: "3.", "b)"; else ""
	Speaker string // where the source itself names who speaks (a message's author); else found later
	Link    string // where this block is by itself (a message's permalink); else ""
}
