package bot

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize"
)

var update = flag.Bool("update", false, "write the golden files anew")

// docOf makes a document with a passage a sentence; sentences end in a period, paragraphs in a blank line.
func docOf(t *testing.T, d article.Document) *article.Document {
	t.Helper()
	at, paragraph := 0, 1
	for p := range strings.SplitSeq(d.Text, "\n\n") {
		start := at
		for i, r := range p {
			after := i + utf8.RuneLen(r)
			if r == '。' || r == '.' && (after == len(p) || p[after] == ' ') {
				end := at + after
				d.Passages = append(d.Passages, article.Passage{Number: len(d.Passages) + 1, Start: start, End: end, Paragraph: paragraph, Role: "paragraph"})
				start = end
				for start < len(d.Text) && d.Text[start] == ' ' {
					start++
				}
			}
		}
		at += len(p) + 2
		paragraph++
	}
	words := article.CountWords(d.Text)
	d.Coverage.WordsRead, d.Coverage.WordsFound = words, words
	if d.ID == "" {
		d.ID = d.Title
	}
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(&d)
	if err != nil {
		t.Fatal(err)
	}
	whole := new(article.Document) // as one that was stored: it finds words on its page once, and not for each link
	if err := json.Unmarshal(data, whole); err != nil {
		t.Fatal(err)
	}
	return whole
}

func passages(t *testing.T, d *article.Document, numbers ...int) []article.Citation {
	t.Helper()
	var cs []article.Citation
	for _, n := range numbers {
		c, err := d.CitePassages(n, n)
		if err != nil {
			t.Fatal(err)
		}
		cs = append(cs, c)
	}
	return cs
}

func harbour(t *testing.T) *article.Document {
	return docOf(t, article.Document{
		URL: "https://www.coast.example/harbour", FinalURL: "https://www.coast.example/harbour", Title: "Harbour wall to be raised", Kind: article.HTML, Language: "en",
		Text: "The council voted on Monday to raise the harbour wall by 1.2 metres. The work costs 4.6 million pounds.\n\n" +
			"Boats must leave the inner basin in March. Nobody knows yet how long they will be away.",
	})
}

// ordinary is a summary of three claims and an answer, of a length that people meet every day.
func ordinary(t *testing.T, lang string) (summary, answer *summarize.Reply) {
	d := docOf(t, article.Document{
		URL: "https://news.example/evening-school", FinalURL: "https://news.example/evening-school", Title: "把夜校办到家门口", Kind: article.HTML, Language: "zh-Hans",
		Text: "今年上半年，全市新开夜校一百二十所，报名人数同比增长百分之三十七，首次超过了白天的成人课程。\n\n" +
			"人们通常更关注请老师的花费，却忽略了真正开起来以后，最大的开支来自晚上的场地，占全部支出的43%。\n\n" +
			"学员最在意的是离家近，如果路上超过半小时，三分之一的人会在第二个月退课。",
	})
	d.Coverage = article.Coverage{WordsRead: 2900, WordsFound: 2900}
	for i := range d.Passages[1:] {
		d.Passages[i+1].Speaker = "沈念禾"
	}
	texts := map[string][]string{
		"en": {
			"The city opened 120 evening schools in the first half of the year, and enrolment rose 37 percent.",
			"Rooms in the evening are a school's largest cost, 43%, says 沈念禾.",
			"A third of the pupils give up in the second month where the way takes over half an hour.",
		},
		"zh-Hans": {"上半年全市新开夜校一百二十所，报名人数增长百分之三十七。", "沈念禾说，夜校开起来以后，最大的开支是晚上的场地，占43%。", "路上超过半小时，三分之一的学员会在第二个月退课。"},
		"zh-Hant": {"上半年全市新開夜校一百二十所，報名人數增長百分之三十七。", "沈念禾說，夜校開起來以後，最大的開支是晚上的場地，佔43%。", "路上超過半小時，三分之一的學員會在第二個月退課。"},
	}[lang]
	summary = &summarize.Reply{
		Engine: summarize.OpenAI, Language: lang, Style: summarize.Standard, Answerable: true, Documents: []*article.Document{d},
		LeftOut: []summarize.LeftOut{{Text: "x", Reason: summarize.Number}},
	}
	for i, text := range texts {
		summary.Claims = append(summary.Claims, summarize.Claim{Text: text, Confidence: summarize.Verified, Citations: passages(t, d, i+1)})
	}
	answer = &summarize.Reply{
		Engine: summarize.OpenAI, Language: lang, Answerable: true, Documents: []*article.Document{d}, Claims: summary.Claims[1:2],
	}
	return summary, answer
}

func unescapeJSON(s string) string {
	return strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&").Replace(s)
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// failer is a test, or a run of a property.
type failer interface {
	Helper()
	Errorf(format string, args ...any)
	Fatal(args ...any)
}

// checkMessage holds every message to Slack's limits and to our own promises.
func checkMessage(t failer, m message) {
	t.Helper()
	if m.text == "" || len(m.text) > mostTextBytes || !utf8.ValidString(m.text) {
		t.Errorf("text of %d bytes, valid %v", len(m.text), utf8.ValidString(m.text))
	}
	data, err := json.Marshal(m.blocks)
	if err != nil {
		t.Fatal(err)
	}
	var blocks []struct {
		Type     string
		Text     struct{ Text string }
		Elements []struct{ Text any } // words, or the words of a button
	}
	if err := json.Unmarshal(data, &blocks); err != nil {
		t.Fatal(err)
	}
	total, all := 0, m.text
	for _, b := range blocks {
		n := utf8.RuneCountInString(b.Text.Text)
		if b.Type == "section" && (n == 0 || n > 3000) {
			t.Errorf("section of %d characters", n)
		}
		total += n
		all += "\n" + b.Text.Text
		for _, e := range b.Elements {
			text, _ := e.Text.(string)
			if button, ok := e.Text.(map[string]any); ok {
				text = fmt.Sprint(button["text"])
			}
			total += utf8.RuneCountInString(text)
			all += "\n" + text
		}
	}
	if total > mostCharacters || len(blocks) > 50 {
		t.Errorf("%d characters in %d blocks", total, len(blocks))
	}
	for _, bad := range []string{"<!", "<@", "<#"} {
		if strings.Contains(all, bad) {
			t.Errorf("%q stands in a message:\n%s", bad, all)
		}
	}
}

func TestLongRepliesFit(t *testing.T) {
	var text strings.Builder
	for i := range 14 {
		fmt.Fprintf(&text, "第%d段，%s到此为止。\n\n", i+1, strings.Repeat("词语很多的一个句子，", 90))
	}
	d := docOf(t, article.Document{URL: "https://long.example/x", FinalURL: "https://long.example/x", Title: strings.Repeat("很长的标题", 200), Kind: article.HTML, Language: "zh-Hans", Text: strings.TrimSpace(text.String())})
	r := &summarize.Reply{Engine: summarize.OpenAI, Language: "zh-Hans", Answerable: true, Documents: []*article.Document{d}}
	for i := range d.Passages {
		r.Claims = append(r.Claims, summarize.Claim{Text: strings.Repeat("一条很长的陈述", 30), Confidence: summarize.Verified, Citations: passages(t, d, i+1)})
	}
	for _, engine := range []summarize.EngineName{summarize.OpenAI, summarize.Extractive} {
		r.Engine = engine
		for _, parts := range []int{1, 5} {
			out := &outcome{Locale: "zh-CN"}
			for range parts {
				out.Parts = append(out.Parts, part{reply: r})
			}
			checkMessage(t, drawOutcome(Ask{Kind: AskReply}, out))
		}
	}
}
