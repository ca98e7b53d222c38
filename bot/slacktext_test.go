package bot

import (
	"strconv"
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

// A link keeps what belongs to it and nothing else, however it was typed, and leaves nothing of itself in the question.
func TestLinksAsTheyWereTyped(t *testing.T) {
	const plain, alder = "https://a.example/x", "https://a.example/pool_(alder)"
	for in, want := range map[string]struct{ link, words string }{
		"https://a.example/x How much?":                   {plain, "How much?"},
		"*https://a.example/x* How much?":                 {plain, "How much?"},
		"_https://a.example/x_ How much?":                 {plain, "How much?"},
		"`https://a.example/x` How much?":                 {plain, "How much?"},
		"(https://a.example/x) How much?":                 {plain, "How much?"},
		"\"https://a.example/x\" How much?":               {plain, "How much?"},
		"*(`https://a.example/x`)* How much?":             {plain, "How much?"},
		"[the page](https://a.example/x) How much?":       {plain, "How much?"},
		"<https://a.example/x|the page> How much?":        {plain, "How much?"},
		"https://a.example/x, how much?":                  {plain, "how much?"},
		"How much, https://a.example/x?":                  {plain, "How much, ?"},
		"看看（https://a.example/x）多少钱？":                     {plain, "看看多少钱？"},
		"「https://a.example/x」多少钱？":                       {plain, "多少钱？"},
		"https://a.example/x，多少钱？":                        {plain, "多少钱？"},
		"https://a.example/pool_(alder) How deep?":        {alder, "How deep?"},
		"(https://a.example/pool_(alder)) How deep?":      {alder, "How deep?"},
		"*https://a.example/pool_(alder)* How deep?":      {alder, "How deep?"},
		"https://a.example/pool_(alder): How deep?":       {alder, "How deep?"},
		"https://a.example/a_b_c How deep?":               {"https://a.example/a_b_c", "How deep?"},
		"https://a.example/it's How deep?":                {"https://a.example/it's", "How deep?"},
		"https://a.example/~ann/x*y How deep?":            {"https://a.example/~ann/x*y", "How deep?"},
		"https://a.example/x?a=1&amp;b=2#c. How deep?":    {"https://a.example/x?a=1&b=2#c", "How deep?"},
		"see <https://a.example/x> (2 * 3 = 6) How deep?": {plain, "see  (2 * 3 = 6) How deep?"},
	} {
		if got := messageLinks(in, nil); len(got) != 1 || got[0] != want.link {
			t.Errorf("links of %q: %q, want %q", in, got, want.link)
		}
		if got := messageWords(in); got != want.words {
			t.Errorf("words of %q: %q, want %q", in, got, want.words)
		}
		if a, err := parseCommand([]byte(`{"team_id":"T1","channel_id":"C1","user_id":"U1","trigger_id":"1","text":` + strconv.Quote(in) + `}`)); err != nil ||
			len(a.Links) != 1 || a.Links[0] != want.link || a.Kind != AskReply {
			t.Errorf("command %q: %+v, %v", in, a, err)
		}
	}
}
