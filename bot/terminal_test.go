package bot

import (
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize"
)

func TestTerminal(t *testing.T) {
	doc := article.FromText("", "The council of Port Ellery voted on Monday to raise the harbour wall. 议会周一投票决定把海港的堤坝加高一米二，工程从三月开始。", "en")
	reply := &summarize.Reply{Engine: summarize.Extractive, Language: "en", Labels: "en", Answerable: true, Documents: []*article.Document{doc}}
	for _, p := range doc.Passages {
		c, err := doc.CitePassages(p.Number, p.Number)
		if err != nil {
			t.Fatal(err)
		}
		reply.Claims = append(reply.Claims, summarize.Claim{Text: c.Quote(), Citations: []article.Citation{c}})
	}
	got := Terminal(reply, Screen{Locale: "en", Name: "minutes.txt", Width: 40})
	lines := strings.Split(strings.TrimRight(got, "\n"), "\n")
	if lines[0] != "minutes.txt" {
		t.Errorf("the title is %q, want the file's name", lines[0])
	}
	for i, l := range lines {
		if columns(l) > 40 {
			t.Errorf("line %d is %d columns wide: %q", i, columns(l), l)
		}
		if i > 1 && l != "" && !strings.HasPrefix(l, "• ") && !strings.HasPrefix(l, "  ") && i < len(lines)-1 {
			t.Errorf("line %d hangs nowhere: %q", i, l)
		}
	}
	if strings.Contains(got, "key sentences") {
		t.Error("an answer is called key sentences")
	}
	reply.Style = summarize.Standard
	if got := Terminal(reply, Screen{Locale: "en"}); !strings.Contains(got, "key sentences") || strings.Contains(got, "\n  ") {
		t.Errorf("a summary without a width is\n%s", got)
	}
}

func TestWrap(t *testing.T) {
	tests := []struct {
		text  string
		width int
		want  string
	}{
		{"one two three four five six", 20, "one two three four|five six"},
		{"short", 20, "short"},
		{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bb", 20, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa|bb"},
		{"议会周一投票决定把海，港的堤坝加高", 20, "议会周一投票决定把|海，港的堤坝加高"},
		{"no width is no wrapping of any kind", 0, "no width is no wrapping of any kind"},
	}
	for _, tt := range tests {
		if got := strings.Join(wrap(tt.text, tt.width), "|"); got != tt.want {
			t.Errorf("wrap(%q, %d) = %q, want %q", tt.text, tt.width, got, tt.want)
		}
	}
}
