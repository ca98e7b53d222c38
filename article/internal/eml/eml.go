// Package eml reads letters as they are sent (RFC 5322 and MIME): files that mail programs export.
//
// [Read] walks the parts of a letter: of alternatives the one that says more, letters in letters, and what is attached,
// which is counted. Package mail parts the text of a letter, with what is quoted in it.
package eml

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding/htmlindex"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/charset"
	"github.com/footnote-bot/footnote/article/internal/extract"
	"github.com/footnote-bot/footnote/article/internal/failure"
	"github.com/footnote-bot/footnote/article/internal/ledger"
	letters "github.com/footnote-bot/footnote/article/internal/mail"
	"github.com/footnote-bot/footnote/article/internal/markup"
	"github.com/footnote-bot/footnote/article/internal/wrap"
)

// Bounds of one letter.
const (
	deepest   = 10      // parts in parts
	mostParts = 1000    // of all
	mostBytes = 8 << 20 // of one part
	mostTags  = 100_000 // of one part in HTML
)

// Letter is what was read.
type Letter struct {
	Subject, From, Date string // the date in RFC 3339
	Blocks              []block.Block
	Links               []string
	Ledger              ledger.Ledger

	parts int
}

// Read reads a letter. Errors are *failure.Error.
func Read(data []byte) (*Letter, error) {
	message, err := mail.ReadMessage(bytes.NewReader(bytes.TrimLeft(data, "\r\n")))
	if err != nil {
		return nil, &failure.Error{Kind: failure.Damaged, Err: fmt.Errorf("head of a letter: %w", err)}
	}
	l := &Letter{}
	l.describe(message.Header)
	l.part(textproto.MIMEHeader(message.Header), message.Body, 0)
	return l, nil
}

func (l *Letter) describe(head mail.Header) {
	l.Subject = decodeWords(head.Get("Subject"))
	if from, err := (&mail.AddressParser{WordDecoder: words()}).Parse(head.Get("From")); err == nil {
		l.From = from.Name
	}
	if at, err := head.Date(); err == nil {
		l.Date = at.Format(time.RFC3339)
	}
}

// words decodes what stands between =? and ?= in heads.
func words() *mime.WordDecoder {
	return &mime.WordDecoder{CharsetReader: func(label string, r io.Reader) (io.Reader, error) {
		enc, err := htmlindex.Get(label)
		if err != nil {
			return nil, fmt.Errorf("charset of a head: %w", err)
		}
		return enc.NewDecoder().Reader(r), nil
	}}
}

func decodeWords(s string) string {
	if decoded, err := words().DecodeHeader(s); err == nil {
		return decoded
	}
	return s
}

// part reads one part of a letter; one that cannot be read is counted.
func (l *Letter) part(head textproto.MIMEHeader, body io.Reader, depth int) {
	if l.parts++; depth > deepest || l.parts > mostParts {
		l.Ledger.Add(ledger.UnreadPart, 1)
		return
	}
	kind, params, err := mime.ParseMediaType(head.Get("Content-Type"))
	if err != nil {
		kind = "text/plain"
	}
	disposition, _, _ := mime.ParseMediaType(head.Get("Content-Disposition")) // what cannot be parsed is no attachment
	body = decoded(body, head.Get("Content-Transfer-Encoding"))
	switch {
	case strings.HasPrefix(kind, "multipart/"):
		l.parted(multipart.NewReader(body, params["boundary"]), kind, depth)
	case kind == "message/rfc822":
		l.inner(body, depth)
	case strings.HasPrefix(kind, "image/"):
		l.Ledger.Add(ledger.Image, 1)
	case disposition == "attachment" || kind != "text/plain" && kind != "text/html":
		l.Ledger.Add(ledger.UnreadPart, 1)
	default:
		l.text(kind, params, head.Get("Content-Type"), body)
	}
}

// decoded is a body without its transfer encoding.
func decoded(body io.Reader, encoding string) io.Reader {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, body)
	case "quoted-printable":
		return quotedprintable.NewReader(body)
	}
	return body
}

// inner reads a letter that is part of another: its subject is a heading.
func (l *Letter) inner(body io.Reader, depth int) {
	message, err := mail.ReadMessage(body)
	if err != nil {
		l.Ledger.Add(ledger.UnreadPart, 1)
		return
	}
	if subject := decodeWords(message.Header.Get("Subject")); subject != "" {
		l.Blocks = append(l.Blocks, block.Block{Kind: block.Heading, Text: subject, Level: 2})
	}
	l.part(textproto.MIMEHeader(message.Header), message.Body, depth+1)
}

// parted reads the parts of a part: all, or of alternatives the first that says as much as any other, since programs
// write plain text first.
func (l *Letter) parted(r *multipart.Reader, kind string, depth int) {
	var best *Letter
	for {
		p, err := r.NextRawPart()
		if err != nil { // the end, or what has no other part to be found
			break
		}
		if kind != "multipart/alternative" {
			l.part(p.Header, p, depth+1)
			continue
		}
		one := &Letter{parts: l.parts}
		one.part(p.Header, p, depth+1)
		l.parts = one.parts
		if best == nil || one.size() > 2*best.size() {
			best = one
		}
	}
	if best != nil {
		l.Blocks, l.Links = append(l.Blocks, best.Blocks...), append(l.Links, best.Links...)
		l.Ledger.AddAll(best.Ledger)
	}
}

// size is how many words were read.
func (l *Letter) size() int {
	n := 0
	for _, b := range l.Blocks {
		n += ledger.Words(b.Text)
	}
	return n
}

func (l *Letter) text(kind string, params map[string]string, contentType string, body io.Reader) {
	data, err := io.ReadAll(io.LimitReader(body, mostBytes+1))
	if err != nil || len(data) > mostBytes { // cut off, or badly encoded from some place on
		l.Ledger.Add(ledger.UnreadPart, 1)
		data = data[:min(len(data), mostBytes)]
	}
	text, err := decodeText(data, params["charset"], contentType)
	if err != nil {
		l.Ledger.Add(ledger.UnreadPart, 1)
		return
	}
	if kind == "text/html" {
		l.markup(text)
		return
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if strings.EqualFold(params["format"], "flowed") {
		text = unflowed(text, strings.EqualFold(params["delsp"], "yes"))
	}
	parts, left := letters.Body(text)
	l.Ledger.AddText(ledger.Navigation, left)
	for _, p := range parts {
		b := block.Block{Kind: p.Kind, Text: p.Text}
		if p.Kind == block.ListItem {
			b.Level = 1
		}
		if p.Quoted && p.Kind == block.Paragraph {
			b.Kind, b.Speaker = block.Quote, p.Of
		}
		l.Blocks = append(l.Blocks, b)
	}
}

// decodeText believes what a letter says of its own bytes, unless it says nothing that they could not be as well.
func decodeText(data []byte, label, contentType string) (string, error) {
	if enc, err := htmlindex.Get(label); err == nil && !strings.EqualFold(label, "utf-8") && !strings.EqualFold(label, "us-ascii") {
		if text, err := enc.NewDecoder().Bytes(data); err == nil {
			return string(text), nil
		}
	}
	text, _, err := charset.Decode(data, contentType)
	return text, err
}

func (l *Letter) markup(text string) {
	text, cut := markup.CutTags(text, mostTags)
	if cut {
		l.Ledger.Add(ledger.UnreadPart, 1)
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		l.Ledger.Add(ledger.UnreadPart, 1)
		return
	}
	shown := extract.Whole(root)
	l.Ledger.AddAll(shown.Ledger)
	l.Blocks, l.Links = append(l.Blocks, shown.Blocks...), append(l.Links, shown.Links...)
}

// unflowed joins the lines that a program broke for their width and marked by a space at their end (RFC 3676).
func unflowed(text string, deleteSpace bool) string {
	var out []string
	open, depth := false, 0 // the line before goes on; how deep it is quoted
	for line := range strings.SplitSeq(text, "\n") {
		bare := strings.TrimLeft(line, ">")
		deep := len(line) - len(bare)
		bare = strings.TrimPrefix(bare, " ")
		signature := bare == "-- "
		if open && deep == depth && !signature {
			out[len(out)-1] += bare
		} else {
			if deep > 0 {
				bare = strings.Repeat(">", deep) + " " + bare
			}
			out = append(out, bare)
		}
		last := &out[len(out)-1]
		open, depth = strings.HasSuffix(*last, " ") && !signature && len(*last) < wrap.LongestParagraph, deep
		if open && deleteSpace {
			*last = strings.TrimSuffix(*last, " ")
		}
	}
	return strings.Join(out, "\n")
}
