package office

import (
	"context"
	"strconv"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"

	"github.com/footnote-bot/footnote/article/internal/block"
)

// RTF reads the paragraphs of a rich text file: bytes by its code page, \u signs, no pictures and tables of styles. Errors are
// the context's cause.
func RTF(ctx context.Context, data []byte) (*Document, error) {
	r := rtfReader{data: data, codePage: charmap.Windows1252, states: []rtfState{{skipAfter: 1}}}
	if err := r.read(ctx); err != nil {
		return nil, err
	}
	return r.doc.limited(int64(r.doc.size), int64(r.beyond)), nil
}

// rtfState is what a group inherits and its end restores.
type rtfState struct {
	skip      bool // a destination that holds no text
	skipAfter int  // how many signs stand in for one \u sign
}

type rtfReader struct {
	data     []byte
	at       int
	doc      Document
	codePage encoding.Encoding
	states   []rtfState
	bytes    []byte   // waiting to be decoded
	units    []uint16 // \u signs waiting for their other half
	text     strings.Builder
	standIn  int // signs still to be left out after \u
	beyond   int // bytes of text that are not read any more
}

func (r *rtfReader) state() *rtfState { return &r.states[len(r.states)-1] }

func (r *rtfReader) read(ctx context.Context) error {
	for look := 0; r.at < len(r.data); {
		if r.at >= look {
			if look += 1 << 16; ctx.Err() != nil {
				return context.Cause(ctx)
			}
		}
		if len(r.bytes)+r.text.Len()+2*len(r.units) > maxRun { // no paragraph of anybody's
			r.paragraph()
		}
		c := r.data[r.at]
		r.at++
		switch c {
		case '{':
			if len(r.states) < 1000 {
				r.states = append(r.states, *r.state())
			}
		case '}':
			if len(r.states) > 1 {
				r.states = r.states[:len(r.states)-1]
			}
		case '\\':
			r.control()
		case '\r', '\n':
		default:
			r.byte(c)
		}
	}
	r.paragraph()
	return nil
}

// byte takes one byte of text.
func (r *rtfReader) byte(c byte) {
	if r.standIn > 0 {
		r.standIn--
		return
	}
	if !r.state().skip {
		r.flushUnits()
		r.bytes = append(r.bytes, c)
	}
}

func (r *rtfReader) flushBytes() {
	if len(r.bytes) == 0 {
		return
	}
	decoded, err := r.codePage.NewDecoder().Bytes(r.bytes)
	if err == nil {
		r.text.Write(decoded)
	}
	r.bytes = r.bytes[:0]
}

func (r *rtfReader) flushUnits() {
	if len(r.units) > 0 {
		r.text.WriteString(string(utf16.Decode(r.units)))
		r.units = r.units[:0]
	}
}

func (r *rtfReader) write(s string) {
	if r.state().skip {
		return
	}
	r.flushBytes()
	r.flushUnits()
	r.text.WriteString(s)
}

func (r *rtfReader) paragraph() {
	r.flushBytes()
	r.flushUnits()
	if text := r.text.String(); strings.TrimSpace(text) != "" {
		if r.doc.add(block.Block{Kind: block.Paragraph, Text: text}); r.doc.Cut {
			r.beyond += len(text)
		}
	}
	r.text.Reset()
}

// control reads what follows a backslash: a sign, a hex byte, or a word with a number.
func (r *rtfReader) control() {
	if r.at >= len(r.data) {
		return
	}
	c := r.data[r.at]
	if !isASCIILetter(c) {
		r.at++
		r.controlSign(c)
		return
	}
	start := r.at
	for r.at < len(r.data) && isASCIILetter(r.data[r.at]) && r.at-start < 32 {
		r.at++
	}
	word := string(r.data[start:r.at])
	start = r.at
	if r.at < len(r.data) && r.data[r.at] == '-' {
		r.at++
	}
	for r.at < len(r.data) && r.data[r.at] >= '0' && r.data[r.at] <= '9' && r.at-start < 11 {
		r.at++
	}
	number, err := strconv.Atoi(string(r.data[start:r.at]))
	if r.at < len(r.data) && r.data[r.at] == ' ' {
		r.at++
	}
	r.controlWord(word, number, err == nil)
}

func isASCIILetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func (r *rtfReader) controlSign(c byte) {
	switch c {
	case '\'':
		if r.at+2 <= len(r.data) {
			if b, err := strconv.ParseUint(string(r.data[r.at:r.at+2]), 16, 8); err == nil {
				r.byte(byte(b))
			}
			r.at += 2
		}
	case '*':
		r.state().skip = true
	case '~':
		r.write(" ")
	case '_':
		r.write("-")
	case '\\', '{', '}':
		r.byte(c)
	case '\r', '\n':
		r.paragraph()
	}
}

// destinations hold no text of the document.
var destinations = map[string]bool{
	"fonttbl": true, "colortbl": true, "stylesheet": true, "info": true, "pict": true, "object": true, "header": true, "footer": true,
	"headerl": true, "headerr": true, "footerl": true, "footerr": true, "fldinst": true, "listtable": true, "listoverridetable": true,
	"themedata": true, "datastore": true, "xmlnstbl": true, "rsidtbl": true, "generator": true,
}

func (r *rtfReader) controlWord(word string, number int, numbered bool) {
	switch word {
	case "par", "page", "sect", "row", "line":
		if !r.state().skip {
			r.paragraph()
		}
	case "tab", "cell":
		r.write(" ")
	case "emdash":
		r.write("—")
	case "endash":
		r.write("–")
	case "lquote":
		r.write("‘")
	case "rquote":
		r.write("’")
	case "ldblquote":
		r.write("“")
	case "rdblquote":
		r.write("”")
	case "uc":
		r.state().skipAfter = max(0, min(number, 16))
	case "u":
		if numbered {
			if !r.state().skip {
				r.flushBytes()
				r.units = append(r.units, uint16(number)) // the upper half is written as negative numbers
			}
			r.standIn = r.state().skipAfter
		}
	case "ansicpg":
		r.setCodePage(number)
	case "bin":
		r.at = min(len(r.data), r.at+max(0, number))
	default:
		if destinations[word] {
			r.state().skip = true
		}
	}
}

func (r *rtfReader) setCodePage(number int) {
	names := map[int]string{936: "gb18030", 950: "big5", 932: "shift_jis", 949: "euc-kr", 65001: "utf-8"}
	name, ok := names[number]
	if !ok {
		name = "windows-" + strconv.Itoa(number)
	}
	if enc, err := htmlindex.Get(name); err == nil {
		r.codePage = enc
	}
}
