package article

import (
	"encoding/json"
	"fmt"
	"reflect"
	"sort"
	"strings"
	"sync"

	"github.com/footnote-bot/footnote/article/internal/ledger"
)

// Kind is the format that a document was read from.
type Kind string

// The kinds of documents.
const (
	HTML       Kind = "html"
	PDF        Kind = "pdf"
	Text       Kind = "text"
	Markdown   Kind = "markdown"
	DOCX       Kind = "docx"
	PPTX       Kind = "pptx"
	EPUB       Kind = "epub"
	Feed       Kind = "feed"
	Message    Kind = "message"    // text pasted into a message
	Discussion Kind = "discussion" // a thread, each message a passage
)

// Document is the text that was read from one source, cut into passages. It is immutable: nobody may change its fields
// once it is made; a page that changed, or that a better reader reads otherwise, is a new document with another id. Its JSON is that of `footnote read --json`
// and of the store; all offsets are bytes of Text.
type Document struct {
	ID        string    `json:"id"` // hash of kind, final address, text and passages
	URL       string    `json:"url"`
	FinalURL  string    `json:"final_url"` // after redirects; where links to passages lead
	Title     string    `json:"title"`
	Byline    string    `json:"byline"`
	Site      string    `json:"site"`
	Published string    `json:"published"` // a date (2006-01-02) or RFC 3339
	Language  string    `json:"language"`  // BCP 47: en, zh-Hans, zh-Hant, ja …
	Kind      Kind      `json:"kind"`
	Text      string    `json:"text"` // paragraphs separated by a blank line
	Passages  []Passage `json:"passages"`
	Speakers  []Speaker `json:"speakers"` // who is heard in it, in order of appearance
	Links     []string  `json:"links"`    // absolute; only these may be posted from its text
	Coverage  Coverage  `json:"coverage"`
	Warnings  []Warning `json:"warnings"`
	Shown     []Shown   `json:"shown"` // the page as a browser shows it, in its order; links to passages are tried on it

	found    *found   // for links to passages; nil where the document was not made by this package
	fullText []string // where all of the paper is whose abstract this is; see [Reader.ReadLink]
}

// Passage is one sentence of a document, inside one paragraph.
type Passage struct {
	Number    int    `json:"number"` // from 1, consecutive
	Start     int    `json:"start"`  // Text[Start:End]
	End       int    `json:"end"`
	Heading   string `json:"heading"`   // the nearest heading above, "" before the first
	Page      int    `json:"page"`      // of a PDF or slides, from 1; else 0
	Speaker   string `json:"speaker"`   // a Name of Document.Speakers; "" where nobody in particular speaks
	Paragraph int    `json:"paragraph"` // from 1
	Role      string `json:"role"`      // block kind: paragraph, heading, list_item, quote, table_row, caption, code, footnote, message
	Link      string `json:"link"`      // where this passage is by itself (a message's permalink); else ""
}

// Speaker is somebody whose words a document holds.
type Speaker struct {
	Name string `json:"name"` // as the text writes it
	Role string `json:"role"` // as the text gives it; may be ""
}

// Coverage says how much of what was found in a source was read.
type Coverage struct {
	WordsRead  int       `json:"words_read"`  // words of spaced scripts, characters of Han, kana and Thai
	WordsFound int       `json:"words_found"` // without navigation, repeated heads and what is hidden
	Missing    []Missing `json:"missing"`
}

// Whole reports whether nothing of the text is known to be missing. What stands around it, repeated heads, marks of notes, pictures and
// what nobody sees are no text.
func (c Coverage) Whole() bool {
	for _, m := range c.Missing {
		if ledger.IsPart(ledger.Kind(m.Kind)) {
			return false
		}
	}
	return true
}

// Missing counts what a source shows and Text does not hold. Kind is navigation, repeated_head, hidden, chart, formula, form_value, note, table,
// image, over_limit, unread_part or other; also paywall, behind which nobody can count. Count is in words, but of images, unread_part and
// paywall, which are counted themselves.
type Missing struct {
	Kind  string `json:"kind"`
	Count int    `json:"count"`
}

// PartsMissing are the kinds of Missing that are a part of the text: where one is named, not all of it was read.
func PartsMissing() []string {
	var parts []string
	for _, k := range ledger.Kinds {
		if ledger.IsPart(k) {
			parts = append(parts, string(k))
		}
	}
	return parts
}

// Warning is something about a source that its readers should know.
type Warning string

// SpeaksToModels warns of a source, or of its hidden parts, that gives instructions to language models.
const SpeaksToModels Warning = "speaks_to_models"

// PassageAt returns the passage that holds the byte at offset, or the nearest before it; false only for a document
// without passages.
func (d *Document) PassageAt(offset int) (Passage, bool) {
	if len(d.Passages) == 0 {
		return Passage{}, false
	}
	i := sort.Search(len(d.Passages), func(i int) bool { return d.Passages[i].Start > offset })
	if i > 0 {
		i--
	}
	return d.Passages[i], true
}

// Passage returns the passage with that number.
func (d *Document) Passage(number int) (Passage, bool) {
	if number < 1 || number > len(d.Passages) {
		return Passage{}, false
	}
	return d.Passages[number-1], true
}

// PassageText is the text of a passage of this document.
func (d *Document) PassageText(p Passage) string { return d.Text[p.Start:p.End] }

// Role gives the role of a speaker of this document, "" where none is known.
func (d *Document) Role(speaker string) string {
	for _, s := range d.Speakers {
		if s.Name == speaker {
			return s.Role
		}
	}
	return ""
}

// MarshalJSON writes lists that are empty as [], never as null.
func (d *Document) MarshalJSON() ([]byte, error) {
	type plain Document // without this method
	return json.Marshal(plain(d.withLists()))
}

// withLists is a document whose empty lists are not nil.
func (d *Document) withLists() Document {
	out := *d
	out.Passages = notNil(out.Passages)
	out.Speakers = notNil(out.Speakers)
	out.Links = notNil(out.Links)
	out.Warnings = notNil(out.Warnings)
	out.Shown = notNil(out.Shown)
	out.Coverage.Missing = notNil(out.Coverage.Missing)
	out.found, out.fullText = nil, nil
	return out
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (d *Document) UnmarshalJSON(data []byte) error {
	type plain Document
	if err := json.Unmarshal(data, (*plain)(d)); err != nil {
		return err
	}
	d.found = new(found)
	return nil
}

// Equal reports whether two documents hold the same.
func (d *Document) Equal(other *Document) bool {
	if d == nil || other == nil {
		return d == other
	}
	return reflect.DeepEqual(d.withLists(), other.withLists())
}

// found is made once, by the first link to a passage, and kept as long as the document.
type found struct {
	once   sync.Once
	finder *finder
	runs   []run
}

// finder finds words on the page where that is known, else in the text.
func (d *Document) finder() (*finder, []run) {
	f := d.found
	if f == nil {
		f = new(found)
	}
	f.once.Do(func() {
		text := strings.ReplaceAll(d.Text, string(softBreak), "\n") // what is a tab to the text means the end of a line here
		f.runs = []run{{text: span{0, len(text)}}}
		if len(d.Shown) > 0 {
			text, f.runs = d.shownText()
		}
		f.finder = newFinder(text)
	})
	return f.finder, f.runs
}

func notNil[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// Check reports the first broken promise of a document: passages in order, inside the text, on whole characters and
// numbered from 1. Documents made by this package keep all of them; it is for documents that come from elsewhere.
func (d *Document) Check() error {
	end := 0
	for i, p := range d.Passages {
		switch {
		case p.Number != i+1:
			return fmt.Errorf("passage %d has number %d", i+1, p.Number)
		case p.Start < end || p.End <= p.Start || p.End > len(d.Text):
			return fmt.Errorf("passage %d has range [%d,%d) after %d of %d", p.Number, p.Start, p.End, end, len(d.Text))
		case !onRune(d.Text, p.Start) || !onRune(d.Text, p.End):
			return fmt.Errorf("passage %d cuts a character", p.Number)
		case strings.Contains(d.Text[p.Start:p.End], "\n\n"):
			return fmt.Errorf("passage %d spans paragraphs", p.Number)
		}
		end = p.End
	}
	for i, s := range d.Shown {
		if s.Other == "" && (s.Start < 0 || s.End <= s.Start || s.End > len(d.Text) || !onRune(d.Text, s.Start) || !onRune(d.Text, s.End)) {
			return fmt.Errorf("stretch %d of the page has range [%d,%d) of %d", i+1, s.Start, s.End, len(d.Text))
		}
	}
	return nil
}
