package bot

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/slack-go/slack"
	"pgregory.net/rapid"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize"
)

// scripts are what sentences of six scripts are made of; each has marks, signs of Slack's and characters that are escaped.
var scripts = map[string][]string{
	"en":      {"The harbour", " wall", " is 9.7% higher", " “he said", "”", " & <!channel>", " *bold*", " it’s", ", ", " |", " @here", ";"},
	"zh-Hans": {"余欢表示", "大模型", "“推理", "”", "成本", "最大，", "占全部支出的43%", "<@U1>", "&", "、", "《文心》"},
	"ja":      {"市長は", "「壁を", "」", "造る", "『本』", "と述べた、", "１２％", "&amp;", "<"},
	"ru":      {"Город ", "построит ", "«стену» ", "в 2027 году ", "“", "& ", "> "},
	"ar":      {"قالت ", "المدينة ", "إنها ", "ستبني ", "“جدارا” ", "& "},
	"hi":      {"शहर ", "दीवार ", "बनाएगा ", "“और ", "” ", "< "},
}

func sentence(lang string, most int) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		words := rapid.SliceOfN(rapid.SampledFrom(scripts[lang]), 1, most).Draw(t, "words")
		if s := strings.TrimSpace(strings.Join(words, "")); s != "" {
			return s
		}
		return scripts[lang][0]
	})
}

func anyDocument(t *rapid.T, name string) *article.Document {
	lang := rapid.SampledFrom([]string{"en", "zh-Hans", "ja", "ru", "ar", "hi"}).Draw(t, name+"language")
	d := &article.Document{
		ID: name, Language: lang, Title: sentence(lang, 120).Draw(t, "title"),
		Kind: rapid.SampledFrom([]article.Kind{article.HTML, article.PDF, article.Text, article.Message}).Draw(t, "kind"),
		URL:  "https://www.a.example/" + strings.Repeat("x", rapid.SampledFrom([]int{1, 60, 2100}).Draw(t, "path")),
	}
	d.FinalURL = d.URL
	for i := range rapid.IntRange(1, 25).Draw(t, "passages") {
		s := sentence(lang, rapid.SampledFrom([]int{6, 20, 400}).Draw(t, "long")).Draw(t, "passage")
		start := len(d.Text)
		d.Text += s + "\n\n"
		p := article.Passage{Number: i + 1, Start: start, End: start + len(s), Paragraph: i + 1, Role: "paragraph"}
		if rapid.Bool().Draw(t, "spoken") {
			p.Speaker = sentence(lang, 3).Draw(t, "speaker")
		}
		if d.Kind == article.PDF {
			p.Page = i + 1
		}
		d.Passages = append(d.Passages, p)
	}
	d.Text = strings.TrimSuffix(d.Text, "\n\n")
	d.Coverage = article.Coverage{WordsRead: 10, WordsFound: 10}
	return d
}

func anyReply(t *rapid.T) *summarize.Reply {
	d := anyDocument(t, fmt.Sprint("d", rapid.IntRange(0, 3).Draw(t, "document")))
	lang := rapid.SampledFrom([]string{"en", "zh-Hans", "ja", "ru", "ar", "hi"}).Draw(t, "language")
	r := &summarize.Reply{
		Engine:   rapid.SampledFrom([]summarize.EngineName{summarize.OpenAI, summarize.Extractive}).Draw(t, "engine"),
		Language: lang, Answerable: rapid.IntRange(0, 4).Draw(t, "no") > 0, Documents: []*article.Document{d},
		Style: rapid.SampledFrom(append(summarize.Styles, "")).Draw(t, "style"),
		Notes: rapid.SliceOfN(rapid.SampledFrom([]summarize.Note{
			summarize.ModelDown, summarize.OverBudget, summarize.SpeaksToModels, summarize.UncheckedModel, summarize.FirstUnproven,
		}), 0, 2).Draw(t, "notes"),
	}
	cite := func() article.Citation {
		c, err := d.CitePassages(1, 1)
		first := rapid.IntRange(1, len(d.Passages)).Draw(t, "first")
		if last := min(first+rapid.IntRange(0, 1).Draw(t, "more"), len(d.Passages)); err == nil {
			c, err = d.CitePassages(first, last)
		}
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	if !r.Answerable {
		r.Unanswered = rapid.SampledFrom([]summarize.Unanswered{
			summarize.NotInText, summarize.NotInReadPart, summarize.Unproven, summarize.OtherLanguage, summarize.NoMatch,
		}).Draw(t, "why")
		r.Nearest = []article.Citation{cite()}
		return r
	}
	for range rapid.IntRange(1, 20).Draw(t, "claims") {
		c := summarize.Claim{
			Text:       sentence(lang, rapid.SampledFrom([]int{4, 12, 300}).Draw(t, "long")).Draw(t, "claim"),
			Confidence: rapid.SampledFrom([]summarize.Confidence{summarize.Verified, summarize.Weak}).Draw(t, "confidence"),
			Citations:  []article.Citation{cite()},
		}
		if r.Engine == summarize.Extractive {
			c.Text = c.Citations[0].Quote()
		}
		if r.Style == summarize.Figures {
			c.Figure = &summarize.Figure{Value: rapid.SampledFrom([]string{"18.4 million", "三", "43"}).Draw(t, "value"), Unit: rapid.SampledFrom([]string{"£", "年", "%", "kg", ""}).Draw(t, "unit")}
		}
		if r.Engine != summarize.Extractive {
			c.Outcome = rapid.SampledFrom(append(summarize.Outcomes, "", "", "")).Draw(t, "outcome")
		}
		r.Claims = append(r.Claims, c)
	}
	for range rapid.IntRange(0, 3).Draw(t, "left out") {
		r.LeftOut = append(r.LeftOut, summarize.LeftOut{Text: "x", Reason: summarize.Number})
	}
	return r
}

var linkToken = regexp.MustCompile(`<https?://[^<>|\s]+\|[^<>|]+>`)

// TestAnyReplyIsWithinSlacksLimits: whatever a reply holds, its message is within every limit of Slack, holds nothing that
// Slack would read as a mention, and cuts nothing without saying so.
func TestAnyReplyIsWithinSlacksLimits(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		out := &outcome{Locale: rapid.SampledFrom([]string{"en-US", "zh-CN", "ja-JP"}).Draw(rt, "locale")}
		for range rapid.SampledFrom([]int{1, 1, 1, 2, 5}).Draw(rt, "parts") {
			out.Parts = append(out.Parts, part{reply: anyReply(rt)})
		}
		ask := Ask{Kind: AskReply, Key: "T1/C1/1.2", Question: rapid.SampledFrom([]string{"", "Who <!here> pays & why?"}).Draw(rt, "question")}
		m := drawOutcome(ask, out)
		checkMessage(rt, m)
		if m.plainer != nil {
			checkMessage(rt, message{text: m.text, blocks: m.plainer})
		}
		shown := mrkdwnOf(m)
		if rest := linkToken.ReplaceAllString(shown, ""); strings.ContainsAny(rest, "<") {
			rt.Fatalf("a token that is no link stands in\n%s", rest)
		}
		if strings.Contains(shown, WordsFor(out.Locale).f(shortened)) {
			return
		}
		flat := flatten(shown)
		for _, p := range out.Parts {
			claims, _ := ordered(p.reply)
			for _, c := range claims {
				if p.reply.Engine != summarize.Extractive && p.reply.Style != summarize.Figures && !strings.Contains(flat, flatten(mrkdwn(c.Text))) {
					rt.Fatalf("the claim %q is not whole in\n%s", c.Text, shown)
				}
				for _, cite := range c.Citations {
					if p.reply.Answerable && !strings.Contains(flat, flatten(mrkdwn(cite.Quote()))) {
						rt.Fatalf("the passage %q is not whole in\n%s", cite.Quote(), shown)
					}
				}
			}
		}
	})
}

// mrkdwnOf is all mrkdwn of a message.
func mrkdwnOf(m message) string {
	var all []string
	for _, b := range m.blocks {
		switch b := b.(type) {
		case *slack.SectionBlock:
			all = append(all, b.Text.Text)
		case *slack.ContextBlock:
			for _, e := range b.ContextElements.Elements {
				if text, ok := e.(*slack.TextBlockObject); ok {
					all = append(all, text.Text)
				}
			}
		}
	}
	return strings.Join(all, "\n")
}

// flatten leaves out what breaking lines adds.
func flatten(s string) string {
	return strings.NewReplacer("\n> ", "", "\n", "", " ", "", "\u200b", "").Replace(s)
}

// TestQuotesAreBalanced: marks of one kind, each open one shut, around bytes of the source.
func TestQuotesAreBalanced(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lang := rapid.SampledFrom([]string{"en", "zh-Hans", "zh-Hant", "ja", "ru"}).Draw(t, "language")
		script := strings.Replace(lang, "zh-Hant", "ja", 1)
		quote := sentence(script, 12).Draw(t, "quote")
		got := quoted(quote, lang)
		if !strings.Contains(got, quote) {
			t.Fatalf("%s does not hold %s", got, quote)
		}
		m := marksFor(quote, lang)
		for _, pair := range [][2]string{{m.open, m.shut}} {
			depth := 0
			for len(got) > 0 {
				r, n := utf8.DecodeRuneInString(got)
				switch string(r) {
				case pair[0]:
					depth++
				case pair[1]:
					depth--
				}
				if depth < 0 {
					t.Fatalf("%s shuts more than it opened, in %s", pair[1], quoted(quote, lang))
				}
				got = got[n:]
			}
			if depth != 0 {
				t.Fatalf("%s stays open in %s", pair[0], quoted(quote, lang))
			}
		}
	})
}

func TestQuotedMarks(t *testing.T) {
	tests := []struct{ name, quote, lang, want string }{
		{"English", "It costs more.", "en", "“It costs more.”"},
		{"Chinese", "成本最大。", "zh-Hans", "“成本最大。”"},
		{"Chinese that quotes", "他说“成本最大”。", "zh-Hans", "‘他说“成本最大”。’"},
		{"Taiwan", "成本最大。", "zh-Hant", "「成本最大。」"},
		{"Japanese that quotes", "市長は「造る」と述べた。", "ja", "『市長は「造る」と述べた。』"},
		{"a sentence that is all speech", "“We must act.”", "en", "“We must act.”"},
		{"speech at both ends", "“We must,” she said, “act.”", "en", "‘“We must,” she said, “act.”’"},
		{"speech that goes on after the sentence", "He said: “We must act.", "en", "‘He said: “We must act.”’"},
		{"speech that began before it", "We must act,” he said.", "en", "‘“We must act,” he said.’"},
		{"inches and apostrophes", `It's 12" wide.`, "en", `“It's 12" wide.”`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := quoted(tt.quote, tt.lang); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestFiguresAsPeopleWriteThem(t *testing.T) {
	d := docOf(t, article.Document{URL: "https://a.example/x", Title: "x", Kind: article.HTML, Language: "en", Text: "The wall costs £18.4 million and weighs 300 kg."})
	zh := docOf(t, article.Document{URL: "https://a.example/y", Title: "y", Kind: article.HTML, Language: "zh-Hans", Text: "工程历时三年。"})
	claim := func(doc *article.Document, value, unit string) summarize.Claim {
		return summarize.Claim{Figure: &summarize.Figure{Value: value, Unit: unit, What: "what"}, Citations: passages(t, doc, 1)}
	}
	tests := []struct {
		name string
		in   summarize.Claim
		want string
	}{
		{"a sign before", claim(d, "18.4 million", "£"), "£18.4\u00a0million"},
		{"a unit behind", claim(d, "300", "kg"), "300\u00a0kg"},
		{"Chinese", claim(zh, "三", "年"), "三年"},
		{"percent, not in the passage", claim(d, "43", "%"), "43%"},
		{"money, not in the passage", claim(d, "7", "€"), "€7"},
		{"the unit is there already", claim(d, "12 kg", "kg"), "12 kg"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := figureOf(tt.in); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
	rows := figureRows([]summarize.Claim{claim(d, "300", "kg"), claim(d, "300", "kg"), claim(d, "18.4 million", "£")})
	if len(rows) != 2 {
		t.Errorf("%d rows, want each figure once", len(rows))
	}
}
