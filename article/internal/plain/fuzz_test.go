package plain_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/plain"
)

// longest bounds what a fuzzer writes, in bytes.
const longest = 2 << 10

// FuzzText reads text without a format: each letter of it stands in a paragraph, in its order.
//
//fuzz:covers text.go turns.go bounds.go ../wrap/wrap.go
func FuzzText(f *testing.F) {
	for _, text := range []string{
		"The ferry left.\n\n渡轮离开了。\r\n- a\n* b\n1. c\n 2) d\f", "Roses are red,\nviolets are blue.",
		"The ferry left the old harbour at noon with a crew of four and no more\nthan a dozen passengers, although the company had prom-\nised room for sixty people on every crossing this season.\n  It came back.",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > longest || !utf8.ValidString(text) {
			return
		}
		read, beyond := plain.Cut(text)
		if read+beyond != text {
			t.Errorf("%q is cut into %q and %q", text, read, beyond)
		}
		if want, got := letters(text), letters(joined(t, plain.Text(text))); want != got {
			t.Errorf("%q is read as %q", want, got)
		}
	})
}

// FuzzMarkdown reads Markdown.
//
//fuzz:covers markdown.go front.go inline.go bounds.go
func FuzzMarkdown(f *testing.F) {
	for _, source := range []string{
		"---\ntitle: A\nauthor: B\ndate: 2026-01-12\n---\n# A\n\n- b\n  - c\n- [x] d\n\n> e\n\n|a|b|\n|-|-|\n|c|d|\n\n[^1]: note\n\nText[^1] **f** ~~g~~ `h` [i](j) ![k](l) <https://m.example>",
		"a\n===\n\n```go\nb\n```\n\n    c\n\n<div hidden>d</div>\n\n1. e\n2. f\n\n***\n$x^2$ H~2~O",
	} {
		f.Add(source)
	}
	f.Fuzz(func(t *testing.T, source string) {
		if len(source) > longest || !utf8.ValidString(source) {
			return
		}
		read, beyond := plain.CutMarkdown(source)
		if read+beyond != source {
			t.Errorf("%q is cut into %q and %q", source, read, beyond)
		}
		joined(t, plain.Markdown(source).Blocks)
	})
}

// joined is the text of blocks, which are not blank.
func joined(t *testing.T, blocks []block.Block) string {
	t.Helper()
	var b strings.Builder
	for _, x := range blocks {
		if strings.TrimSpace(x.Text) == "" || !utf8.ValidString(x.Text) {
			t.Errorf("block %+v", x)
		}
		b.WriteString(x.Text)
	}
	return b.String()
}

func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, text)
}
