package extract

import (
	"bytes"
	"errors"
	"io"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// TextIn is how many bytes of text a page holds, or a part of one that may begin inside of a tag: without tags, scripts, styles and
// white space around.
func TextIn(page []byte) int {
	if end := bytes.IndexByte(page, '>'); end >= 0 && bytes.IndexByte(page[:end], '<') < 0 {
		page = page[end+1:]
	}
	r := bytes.NewReader(page)
	z := html.NewTokenizer(r)
	z.SetMaxBuf(mostText)
	return restOf(z) + r.Len()
}

// restOf reads on to the end, or to a run of text that is longer than the tokenizer's buffer.
func restOf(z *html.Tokenizer) int {
	n, raw := 0, false
	for {
		switch z.Next() {
		case html.ErrorToken:
			if errors.Is(z.Err(), io.EOF) {
				return n
			}
			return n + len(z.Buffered())
		case html.TextToken:
			if !raw {
				n += len(bytes.TrimSpace(z.Raw()))
			}
			raw = false
		case html.StartTagToken:
			name, _ := z.TagName()
			switch atom.Lookup(name) {
			case atom.Script, atom.Style, atom.Title, atom.Noscript, atom.Textarea, atom.Iframe, atom.Noembed, atom.Noframes, atom.Xmp:
				raw = true
			default:
				raw = false
			}
		default:
			raw = false
		}
	}
}
