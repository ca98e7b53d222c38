// Package charset decodes the bytes of a page by what is in them. What a page or its server declares comes last: saved
// pages are often UTF-8 under an old label, and old pages the other way round.
package charset

import (
	"bytes"
	"errors"
	"fmt"
	"mime"
	"strings"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"github.com/footnote-bot/footnote/article/internal/failure"
	"github.com/footnote-bot/footnote/internal/pattern"
)

const (
	// badUTF8 is the share of bad among the non-ASCII sequences up to which a text is still UTF-8. Of 4,076 real pages
	// 27 are not valid UTF-8: four have up to 3.8 % bad sequences, the others 78 % and more.
	badUTF8 = 0.10
	// unreadable is the share of replacement signs from which a decoded text is none.
	unreadable = 0.01
	// detectBytes is how much of a text the statistical detector sees.
	detectBytes = 64 << 10
)

// Decode returns data as UTF-8 and the name of the encoding it was in. The content type, as a server declared it, may be
// "". An encoding that cannot be made out is a *failure.Error.
func Decode(data []byte, contentType string) (text, name string, err error) {
	enc, name := detect(data, contentType)
	if enc == nil {
		return strings.ToValidUTF8(string(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))), "\ufffd"), name, nil
	}
	decoded, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return "", name, &failure.Error{Kind: failure.Encoding, Err: fmt.Errorf("decode %s: %w", name, err)}
	}
	text = string(bytes.TrimPrefix(decoded, []byte("\ufeff")))
	if !readable(text) {
		return "", name, &failure.Error{Kind: failure.Encoding, Err: errors.New("not readable as " + name)}
	}
	return text, name, nil
}

// detect names the encoding of data; nil for UTF-8.
func detect(data []byte, contentType string) (encoding.Encoding, string) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return nil, "utf-8"
	case bytes.HasPrefix(data, []byte("\xff\xfe\x00\x00")):
		return utf32.UTF32(utf32.LittleEndian, utf32.ExpectBOM), "utf-32le"
	case bytes.HasPrefix(data, []byte("\x00\x00\xfe\xff")):
		return utf32.UTF32(utf32.BigEndian, utf32.ExpectBOM), "utf-32be"
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf-16le"
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "utf-16be"
	case bytes.Contains(data, []byte("\x1b$")) && utf8.Valid(data):
		return byName("iso-2022-jp")
	}
	if order, ok := utf16WithoutBOM(data); ok {
		return unicode.UTF16(order, unicode.IgnoreBOM), "utf-16"
	}
	if isUTF8(data) {
		return nil, "utf-8"
	}
	return guess(data, contentType)
}

// isUTF8 reports whether at most badUTF8 of the non-ASCII sequences are bad.
func isUTF8(data []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			bad++
		} else {
			good++
		}
		i += size
	}
	return bad == 0 || float64(bad) <= badUTF8*float64(good+bad)
}

// utf16WithoutBOM knows ASCII markup in two bytes a sign by its zeros.
func utf16WithoutBOM(data []byte) (unicode.Endianness, bool) {
	head := data[:min(len(data), 1024)]
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	switch n := len(head) / 2; {
	case n < 8:
		return unicode.BigEndian, false
	case zeros[1]*2 > n && zeros[0]*10 < n:
		return unicode.LittleEndian, true
	case zeros[0]*2 > n && zeros[1]*10 < n:
		return unicode.BigEndian, true
	}
	return unicode.BigEndian, false
}

// guess asks the statistical detector for encodings of several bytes a sign; of those of one byte, in which every byte is a sign, the one
// whose letters make a language.
func guess(data []byte, contentType string) (encoding.Encoding, string) {
	part := sample(data)
	if multi := multiByte[strings.ToLower(chardet.Detect(part).Encoding)]; multi != "" {
		if enc, name := byName(multi); decodes(enc, part) {
			return enc, name
		}
	}
	enc, label := labelled(data, contentType)
	if !singleByte(label) {
		enc, label = nil, ""
	}
	if found, name := byAlphabet(part, label); found != nil {
		return found, name
	}
	if enc != nil {
		return enc, label
	}
	return byName("windows-1252")
}

// decodes reports whether a text is one in an encoding of several bytes a sign: the detector takes some of one byte for such.
func decodes(enc encoding.Encoding, data []byte) bool {
	text, err := enc.NewDecoder().Bytes(data)
	return err == nil && readable(string(text))
}

func readable(text string) bool {
	bad := strings.Count(text, "\ufffd")
	return bad <= 1 || float64(bad) <= unreadable*float64(utf8.RuneCountInString(text))
}

// multiByte are the encodings of several bytes a sign, by the detector's names, and what they are read as: each as the
// largest of its family.
var multiByte = map[string]string{
	"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "hz-gb-2312": "gb18030", "big5": "big5", "euc-tw": "big5", "big5-hkscs": "big5",
	"shift_jis": "shift_jis", "cp932": "shift_jis", "euc-jp": "euc-jp", "euc-kr": "euc-kr", "johab": "euc-kr", "cp949": "euc-kr", "uhc": "euc-kr",
}

// sample is the part of a text that the detector sees: what is not ASCII, with a little around it.
func sample(data []byte) []byte {
	if len(data) <= detectBytes {
		return data
	}
	var out []byte
	for _, line := range bytes.SplitAfter(data, []byte("\n")) {
		for len(line) > 0 && len(out) < detectBytes {
			part := line[:min(len(line), 4096)]
			line = line[len(part):]
			if bytes.ContainsFunc(part, func(r rune) bool { return r >= utf8.RuneSelf }) {
				out = append(out, part...)
			}
		}
	}
	if len(out) == 0 {
		return data[:detectBytes]
	}
	return out
}

var metaLabel = pattern.Lazy(`(?i)<meta[^>]+charset\s*=\s*["']?\s*([a-z0-9_:-]+)|<\?xml[^>]+encoding\s*=\s*["']([a-z0-9_:-]+)`)

// labelled is the encoding that the page or its server declares. A server's ISO-8859-1 is a default and no evidence.
func labelled(data []byte, contentType string) (encoding.Encoding, string) {
	if m := metaLabel().FindSubmatch(data[:min(len(data), 8192)]); m != nil {
		label := string(m[1]) + string(m[2])
		if enc, name := byName(label); enc != nil {
			return enc, name
		}
	}
	if _, params, err := mime.ParseMediaType(contentType); err == nil && !strings.EqualFold(params["charset"], "iso-8859-1") {
		return byName(params["charset"])
	}
	return nil, ""
}

func singleByte(name string) bool {
	switch name {
	case "utf-8", "utf-16le", "utf-16be", "gbk", "gb18030", "big5", "euc-jp", "shift_jis", "euc-kr", "iso-2022-jp", "replacement", "x-user-defined":
		return false
	}
	return name != ""
}

func byName(label string) (encoding.Encoding, string) {
	enc, err := htmlindex.Get(label)
	if err != nil {
		return nil, ""
	}
	name, err := htmlindex.Name(enc)
	if err != nil {
		return nil, ""
	}
	return enc, name
}
