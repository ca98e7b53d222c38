package article

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/article/internal/failure"
	"github.com/footnote-bot/footnote/internal/pattern"
)

// What is read, but is no kind of its own, becomes Text.
const (
	rtf    Kind = "rtf"
	letter Kind = "letter"
)

// sniff says what bytes are by what is in them. The name and type that somebody gave them only decide between plain
// text and Markdown, and for markup that has no mark of its own.
func sniff(data []byte, name, contentType string) (Kind, error) {
	head := data[:min(len(data), 1024)]
	switch {
	case len(bytes.TrimSpace(data)) == 0:
		return "", &failure.Error{Kind: failure.Empty, Err: errors.New("no bytes but white space")}
	case bytes.Contains(head, []byte("%PDF-")):
		return PDF, nil
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return sniffZip(data)
	case bytes.HasPrefix(data, []byte(`{\rtf`)):
		return rtf, nil
	}
	detected := http.DetectContentType(head)
	for _, prefix := range []string{"image/", "audio/", "video/", "font/"} {
		if strings.HasPrefix(detected, prefix) && detected != "image/svg+xml" {
			return "", &failure.Error{Kind: failure.Media, Err: fmt.Errorf("bytes of type %s", detected)}
		}
	}
	if isBinary(data) {
		return "", &failure.Error{Kind: failure.Unsupported, Err: fmt.Errorf("bytes of type %s", detected)}
	}
	return sniffText(data, name, contentType, detected)
}

// sniffText tells the formats apart that are text.
func sniffText(data []byte, name, contentType, detected string) (Kind, error) {
	start := asASCII(data[:min(len(data), 4096)])
	lower := strings.ToLower(start)
	switch {
	case isLetter(data):
		return letter, nil
	case strings.Contains(lower, "<html") || strings.Contains(lower, "<!doctype html") || strings.Contains(lower, "<body"):
		return HTML, nil
	case strings.Contains(lower, "<rss") || strings.Contains(lower, "<feed") || strings.Contains(lower, "<rdf:rdf"):
		return Feed, nil
	case strings.HasPrefix(lower, "{") && strings.Contains(lower, "jsonfeed.org/version"):
		return Feed, nil
	case strings.HasPrefix(lower, "{") || strings.HasPrefix(lower, "["):
		if json.Valid(bytes.TrimPrefix(data, []byte("\ufeff"))) {
			return "", &failure.Error{Kind: failure.NotArticle, Err: errors.New("JSON")}
		}
	case saysMarkdown(name, contentType):
		return Markdown, nil
	case strings.HasPrefix(detected, "text/html"), strings.HasPrefix(lower, "<") && headTag().MatchString(lower):
		return HTML, nil
	case strings.Contains(contentType, "html") && strings.Contains(lower, "<") && strings.Contains(lower, "</"):
		return HTML, nil
	}
	if isMarkdown(start) {
		return Markdown, nil
	}
	return Text, nil
}

// isLetter reports whether a text begins with the head of a letter as programs send it: fields and nothing else, one of
// which nobody types.
func isLetter(data []byte) bool {
	sent := false
	for line := range bytes.Lines(bytes.TrimLeft(data[:min(len(data), mostHead)], "\r\n")) {
		line, ended := bytes.CutSuffix(line, []byte("\n"))
		line = bytes.TrimSuffix(line, []byte("\r"))
		name, _, found := bytes.Cut(line, []byte(":"))
		switch {
		case len(line) == 0:
			return sent && ended
		case line[0] == ' ' || line[0] == '\t': // it goes on
		case !found || bytes.ContainsAny(name, " \t<>") || len(name) == 0:
			return false
		case sentField().Match(name):
			sent = true
		}
	}
	return false
}

// mostHead is how many bytes the head of a letter has at most.
const mostHead = 64 << 10

// sentField is a field that programs write when they send a letter.
var sentField = pattern.Lazy(`(?i)^(?:mime-version|message-id|received|return-path|delivered-to|content-transfer-encoding)$`)

// headTag is what a saved page may begin with whose first lines were lost, after a stray comment perhaps. Markdown begins with tags, too, but not with
// those of a head.
var headTag = pattern.Lazy(`<(?:head|title|meta|link|script|style)[\s>]`)

// asASCII drops a byte order mark, the zero bytes of UTF-16 and the white space before the first sign.
func asASCII(head []byte) string {
	s := strings.ReplaceAll(string(head), "\x00", "")
	for _, mark := range []string{"\ufeff", "\xff\xfe", "\xfe\xff"} {
		s = strings.TrimPrefix(s, mark)
	}
	return strings.TrimSpace(s)
}

func saysMarkdown(name, contentType string) bool {
	name = strings.ToLower(name)
	return strings.HasSuffix(name, ".md") || strings.HasSuffix(name, ".markdown") || strings.Contains(contentType, "markdown")
}

// isMarkdown looks for marks that plain text does not have.
func isMarkdown(start string) bool {
	if strings.HasPrefix(start, "---\n") && strings.Contains(start, "\n---\n") {
		return true
	}
	marks := 0
	for line := range strings.SplitSeq(start, "\n") {
		if strings.HasPrefix(line, "# ") || strings.HasPrefix(line, "## ") || strings.HasPrefix(line, "```") || strings.Contains(line, "](http") {
			marks++
		}
	}
	return marks >= 2
}

func sniffZip(data []byte) (Kind, error) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "", &failure.Error{Kind: failure.Damaged, Err: fmt.Errorf("open zip: %w", err)}
	}
	for _, f := range r.File {
		switch {
		case f.Name == "word/document.xml":
			return DOCX, nil
		case f.Name == "ppt/presentation.xml":
			return PPTX, nil
		case f.Name == "META-INF/container.xml", strings.HasSuffix(f.Name, ".opf"):
			return EPUB, nil
		case f.Name == "[Content_Types].xml":
			if kind := mainType(f); kind != "" {
				return kind, nil
			}
		}
	}
	return "", &failure.Error{Kind: failure.Unsupported, Err: errors.New("a zip that holds no document")}
}

// mostTypes is how many bytes of an archive's list of types are looked through.
const mostTypes = 64 << 10

// mainType goes by the type of the main part of an Office file, whatever that part is called; "" where it is no kind
// that is read.
func mainType(list *zip.File) Kind {
	r, err := list.Open()
	if err != nil {
		return ""
	}
	defer r.Close()
	types, err := io.ReadAll(io.LimitReader(r, mostTypes))
	switch {
	case err != nil:
		return ""
	case wordMain().Match(types):
		return DOCX
	case showMain().Match(types):
		return PPTX
	}
	return ""
}

// The types of main parts, of templates and files with macros too.
var (
	wordMain = pattern.Lazy(`wordprocessingml\.(?:document|template)\.main\+xml|ms-word\.(?:document|template)\.macroEnabled`)
	showMain = pattern.Lazy(`presentationml\.(?:presentation|slideshow|template)\.main\+xml|ms-powerpoint\.(?:presentation|slideshow|template)\.macroEnabled`)
)

// isBinary: control bytes that no text has, unless every other byte is zero as in UTF-16.
func isBinary(data []byte) bool {
	sample := data[:min(len(data), 8192)]
	if bytes.HasPrefix(sample, []byte("\xff\xfe")) || bytes.HasPrefix(sample, []byte("\xfe\xff")) {
		return false
	}
	var controls int
	var zeros [2]int
	for i, b := range sample {
		if b == 0 {
			zeros[i%2]++
		}
		if b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1b || b == 0x7f {
			controls++
		}
	}
	half := len(sample) / 2
	others := controls - zeros[0] - zeros[1]
	if max(zeros[0], zeros[1])*10 > half*3 && min(zeros[0], zeros[1])*10 < half && others*20 < len(sample) {
		return false
	}
	return controls*100 > len(sample) && (controls > 8 || !utf8.Valid(sample[:max(0, len(sample)-utf8.UTFMax)]))
}
