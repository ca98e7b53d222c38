package playground

import (
	"bytes"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

var rewrite = flag.Bool("update", false, "rewrite the golden files")

func testArtist() *artist {
	names := map[string]string{"U0ANN00001": "Ann Miller", "U0FOOTNOTE": "Footnote", "C0NEWS0001": "news"}
	return &artist{lang: "en", base: "http://own.example", people: func(id string) string { return names[id] }, channel: func(id string) string { return names[id] }}
}

func TestBlocksAreDrawn(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "blocks.json"))
	if err != nil {
		t.Fatal(err)
	}
	var blocks map[string]any
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	if err := decoder.Decode(&blocks); err != nil {
		t.Fatal(err)
	}
	var drawn strings.Builder
	for _, name := range slices.Sorted(maps.Keys(blocks)) {
		out := string(testArtist().blocks([]any{blocks[name]}))
		if fault := unsafeHTML(out); fault != "" {
			t.Errorf("%s: %s", name, fault)
		}
		drawn.WriteString("<!-- " + name + " -->\n" + out + "\n\n")
	}
	golden := filepath.Join("testdata", "blocks.html")
	if *rewrite {
		if err := os.WriteFile(golden, []byte(drawn.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), drawn.String()); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
}

// FuzzBlocks holds that no text and no block makes the page run something or leads it somewhere unsafe.
//
//fuzz:covers blockkit*.go
func FuzzBlocks(f *testing.F) {
	for _, seed := range []string{
		"*a* _b_ ~c~ `d` <https://x.example|y> > q", "<javascript:x|y>", "*_*_*_~`<>|&amp;", "```", ">>>", "<!date^1^{date}|x>", "![x](javascript:y)", "[a](<javascript:b>)",
		"<java\nscript:x|y>", "&lt;script&gt;", "<https://a\"b|c>", "\x00\xff", "**“…”**字", ":a:b:c:", "<@U1|<b>>",
		"<http://a.example/%zz>", "<HTTPS://A.EXAMPLE|x>", "[x](data:text/html,y \"t\")", "<vbscript:x>",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a := testArtist()
		textObject := func(kind string) map[string]any { return map[string]any{"type": kind, "text": text} }
		out := string(a.mrkdwn(text, false)) + string(a.mrkdwn(text, true)) + string(markdownHTML(text)) + string(a.blocks([]any{
			map[string]any{"type": text},
			map[string]any{"type": "section", "text": textObject(plain)},
			map[string]any{"type": "header", "text": textObject(plain)},
			map[string]any{"type": "image", "image_url": text, "alt_text": text},
			map[string]any{"type": "actions", "block_id": text, "elements": []any{map[string]any{"type": "button", "action_id": text, "value": text, "url": text, "text": textObject(plain)}}},
			map[string]any{"type": "rich_text", "elements": []any{map[string]any{"type": "rich_text_section", "elements": []any{
				map[string]any{"type": "link", "url": text, "text": text},
				map[string]any{"type": "color", "value": text},
				map[string]any{"type": "citation", "url": text, "text": text, "details": map[string]any{"citation_type": "web", "title": text}},
			}}}},
		}))
		if fault := unsafeHTML(out); fault != "" {
			t.Errorf("%q: %s\n%s", text, fault, out)
		}
	})
}

// unsafeHTML says what in a piece of HTML could run, load or lead where it must not; "" where nothing does.
func unsafeHTML(s string) string {
	root, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return err.Error()
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if slices.Contains([]string{"script", "style", "iframe", "object", "embed", "form", "base", "meta", "link", "math"}, n.Data) {
			return "holds <" + n.Data + ">"
		}
		attributes := map[string]string{}
		for _, a := range n.Attr {
			attributes[a.Key] = a.Val
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcdoc" {
				return "holds the attribute " + a.Key
			}
		}
		if link, ok := attributes["href"]; ok {
			scheme, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(link)), ":")
			switch {
			case link == "":
			case !slices.Contains([]string{"http", "https", "mailto", "tel"}, scheme):
				return "leads to " + link
			case attributes["target"] != "_blank" || !strings.Contains(attributes["rel"], "noopener"):
				return "leads to " + link + " without a window of its own"
			}
		}
		if source, ok := attributes["src"]; ok && !strings.HasPrefix(source, "http://own.example/") {
			return "loads " + source
		}
	}
	return ""
}
