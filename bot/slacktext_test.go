package bot

import (
	"strings"
	"testing"
)

// What others wrote shows as it stands, wherever it is shown: in mrkdwn, as the label of a link, in plain text.
func TestWordsOfOthersShowAsTheyStand(t *testing.T) {
	const space = "\u200b"
	for in, want := range map[string]string{
		"plain":                          "plain",
		"<!channel> & <@U1>":             "&lt;!channel&gt; &amp; &lt;@U1&gt;",
		":smile:":                        ":" + space + "smile:",
		"a :+1: and :100: or :thumbs-up": "a :" + space + "+1: and :" + space + "100: or :thumbs-up",
		"说:笑:了":                          "说:" + space + "笑:了",
		"at 10:30:45":                    "at 10:30:45",
		"a:b":                            "a:b",
		"::":                             "::",
		"exe\u202Egpj.":                  "exe[U+202E]gpj.",
		"\u2066x\u2069\u202A\u202C":      "[U+2066]x[U+2069][U+202A][U+202C]",
		"שלום\u200f!":                    "שלום\u200f!",
	} {
		for name, got := range map[string]string{"escape": escape(in), "mrkdwn": mrkdwn(in)} {
			if got != want {
				t.Errorf("%s(%q) = %q, want %q", name, in, got, want)
			}
		}
		link := linkTo("https://a.example/:smile:/x", in)
		if !strings.HasPrefix(link, "<https://a.example/:smile:/x|") || strings.ContainsAny(link, "\u202A\u202C\u202E\u2066\u2069") ||
			strings.Contains(link[len("<https://a.example/:smile:/x"):], ":smile:") {
			t.Errorf("linkTo(%q) = %q", in, link)
		}
	}
}
