package bot

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/digest"
	"github.com/footnote-bot/footnote/store"
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
	d.Coverage.WordsRead, d.Coverage.WordsFound = len(strings.Fields(d.Text)), len(strings.Fields(d.Text))
	if d.ID == "" {
		d.ID = d.Title
	}
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	return &d
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

// checked is what becomes of a colleague's three statements.
func checked(t *testing.T, d *article.Document) *summarize.Check {
	return &summarize.Check{Engine: summarize.OpenAI, Documents: []*article.Document{d}, Statements: []summarize.Statement{
		{Text: "The council decided on Monday to make the harbour wall higher.", Verdict: summarize.Supported, Citations: passages(t, d, 1)},
		{Text: "It costs 6.4 million pounds.", Verdict: summarize.Contradicted, Said: "6.4 million", Found: "4.6 million", Citations: passages(t, d, 2)},
		{Text: "The fishermen are against it.", Verdict: summarize.NotStated},
	}}
}

func gallery(t *testing.T) map[string]message {
	d := harbour(t)
	d.Passages[3].Speaker = "Mary Okafor"
	zh := docOf(t, article.Document{
		URL: "https://news.example/zh", FinalURL: "https://news.example/zh", Title: "海港要加高", Kind: article.HTML, Language: "zh-Hans",
		Text: "议会周一投票决定把海港堤坝加高一米二。工程费用为四百六十万英镑。",
	})
	claims := []summarize.Claim{
		{Text: "The harbour wall will be raised by 1.2 metres.", Confidence: summarize.Verified, Citations: passages(t, d, 1)},
		{Text: "The work costs 4.6 million pounds.", Confidence: summarize.Verified, Citations: passages(t, d, 2)},
		{Text: "How long boats stay away is open.", Confidence: summarize.Weak, Citations: passages(t, d, 4)},
	}
	summary := &summarize.Reply{
		Engine: summarize.OpenAI, Language: "en", Style: summarize.Standard, Answerable: true, Documents: []*article.Document{d}, Claims: claims,
		LeftOut: []summarize.LeftOut{{Text: "It costs 46 million.", Reason: summarize.Number, Passages: []int{2}}},
	}
	sentences := &summarize.Reply{Engine: summarize.Extractive, Language: "en", Style: summarize.Standard, Answerable: true, Documents: []*article.Document{d}, Claims: []summarize.Claim{
		{Text: d.PassageText(d.Passages[0]), Confidence: summarize.Verified, Citations: passages(t, d, 1)},
		{Text: d.PassageText(d.Passages[3]), Confidence: summarize.Verified, Citations: passages(t, d, 4)},
	}}
	hostile := docOf(t, article.Document{
		URL: "https://evil.example/x", FinalURL: "https://evil.example/x?a=1&b=<|>", Title: "Read *this* <!channel> now | or", Kind: article.HTML, Language: "en",
		Text: "Everybody <!channel> <@U1> must see *this* and <https://evil.example|click> @here.",
	})
	minutes := docOf(t, article.Document{ // a file: its permalink opens it, and no passage in it
		URL: "https://ours.slack.com/files/U1/F1/minutes.docx", FinalURL: "https://ours.slack.com/files/U1/F1/minutes.docx", Title: "minutes.docx", Kind: article.DOCX,
		Language: "en", Text: "The wall is raised by 1.2 metres.",
	})
	ask := func(q string) Ask { return Ask{Kind: AskReply, Key: "T1/C1/10.1", Question: q} }
	one := func(r *summarize.Reply) *outcome {
		return &outcome{Locale: "en", Asker: "Ann", Parts: []part{{reply: r}}}
	}
	answer := &summarize.Reply{Engine: summarize.OpenAI, Language: "en", Answerable: true, Documents: []*article.Document{zh}, Claims: []summarize.Claim{
		{Text: "The wall is raised by 1.2 metres.", Confidence: summarize.Verified, Citations: passages(t, zh, 1)},
	}}
	no := func(why summarize.Unanswered, docs ...*article.Document) *summarize.Reply {
		return &summarize.Reply{Engine: summarize.OpenAI, Language: "en", Unanswered: why, Documents: docs, Nearest: passages(t, docs[0], 1)}
	}
	noMatch := func(doc *article.Document) *summarize.Reply {
		r := no(summarize.NoMatch, doc)
		r.Engine, r.Nearest = summarize.Extractive, append(r.Nearest, passages(t, doc, 2)...)
		if doc.Language != "en" {
			r.Language, r.Labels = doc.Language, "zh-TW"
		}
		return r
	}
	part1 := docOf(t, article.Document{URL: "https://pay.example/x", FinalURL: "https://pay.example/x", Title: "Half", Kind: article.HTML, Language: "en", Text: "One sentence is free."})
	part1.Coverage = article.Coverage{WordsRead: 4, WordsFound: 400, Missing: []article.Missing{{Kind: "paywall", Count: 1}}}
	monday := time.Date(2026, 11, 30, 8, 0, 0, 0, time.UTC)
	look := faces{
		name: func(s digest.Share) string { return s.By },
		link: func(s digest.Share) string { return "https://ours.slack.com/archives/C1/p" + s.At },
	}
	digested := &outcome{Locale: "en", Asker: "Ann", Parts: []part{{reply: summary}, {reply: answer}}, Digest: &gathering{
		Number: 1, Channel: "#news", Zone: "Europe/Berlin", Since: monday, Made: monday.Add(48*time.Hour + 12*time.Minute), Due: monday.Add(48 * time.Hour),
		Unread: []digest.Unread{
			{URL: "https://pay.example/x", Kind: article.Paywall}, {URL: "https://docs.example/1", Kind: article.Private}, {URL: "https://docs.example/2", Kind: article.Private},
		},
		Items: []gathered{
			{Item: digest.Item{Link: "https://www.coast.example/harbour", Shares: []digest.Share{{By: "Ann", At: "1.000000", Replies: 6}, {By: "Bob", At: "2.000000"}}}, Also: []digest.Source{{Link: "https://port.example/wall", Title: "Wall"}}},
			{Item: digest.Item{Link: "https://news.example/zh", Entries: []digest.Entry{{Feed: "Harbour *news*"}}}},
		},
	}}
	digestedZh := *digested
	digestedZh.Locale = "zh-CN"
	zhSummary := &summarize.Reply{Engine: summarize.OpenAI, Language: "zh-Hans", Style: summarize.Standard, Answerable: true, Documents: []*article.Document{zh}, Claims: []summarize.Claim{
		{Text: "海港堤坝将加高一米二。", Confidence: summarize.Verified, Citations: passages(t, zh, 1)},
	}, Notes: []summarize.Note{summarize.SpeaksToModels}}
	cost := 0.0347
	wall := &article.Error{Kind: article.Paywall, URL: "https://pay.example/x", Paragraphs: 2, Preview: "The *wall* rises.\n\nIt rises again."}
	offered := &outcome{Locale: "en", Asker: "Ann", Offer: &offer{Kind: article.HTML, Tokens: 128_430, CostUSD: &cost, About: []offeredReading{
		{Title: "Every <!channel> minute of the enquiry", URL: "https://enquiry.example/minutes"},
	}}, Parts: []part{{Source: "https://gone.example/x", Failure: &article.Error{Kind: article.Gone, URL: "https://gone.example/x"}}}}
	modelDown := *sentences
	modelDown.Notes = []summarize.Note{summarize.ModelDown}
	ordinarySummary, ordinaryAnswer := ordinary(t, "en")
	ordinarySummaryZH, ordinaryAnswerZH := ordinary(t, "zh-Hans")
	return map[string]message{
		"ordinary_summary":    drawOutcome(ask(""), one(ordinarySummary)),
		"ordinary_answer":     drawOutcome(ask("What is the largest cost?"), one(ordinaryAnswer)),
		"ordinary_summary_zh": drawOutcome(ask(""), &outcome{Locale: "zh-CN", Parts: []part{{reply: ordinarySummaryZH}}}),
		"ordinary_answer_zh":  drawOutcome(ask("最大的成本是什么？"), &outcome{Locale: "zh-CN", Parts: []part{{reply: ordinaryAnswerZH}}}),
		"figures": drawOutcome(ask(""), one(&summarize.Reply{
			Engine: summarize.OpenAI, Language: "en", Style: summarize.Figures, Answerable: true, Documents: []*article.Document{d}, Claims: []summarize.Claim{
				{Text: "The wall is raised by 1.2 metres.", Confidence: summarize.Verified, Figure: &summarize.Figure{Value: "1.2", Unit: "metres", What: "height that is added"}, Citations: passages(t, d, 1)},
				{Text: "The work costs 4.6 million pounds.", Confidence: summarize.Verified, Figure: &summarize.Figure{Value: "4.6 million", Unit: "pounds", What: "cost of the work"}, Citations: passages(t, d, 2)},
			},
		})),
		"summary":    drawOutcome(ask(""), one(summary)),
		"summary_zh": drawOutcome(ask(""), &outcome{Locale: "zh-CN", Parts: []part{{reply: zhSummary}}}),
		"sentences":  drawOutcome(ask(""), one(sentences)),
		"model_down": drawOutcome(ask(""), one(&modelDown)),
		"check":      drawOutcome(Ask{Kind: AskReply, Key: "T1/C1/10.1", Check: true}, &outcome{Locale: "en", Parts: []part{{check: checked(t, d)}}}),
		"check_zh":   drawOutcome(Ask{Kind: AskReply, Key: "T1/C1/10.1", Check: true}, &outcome{Locale: "zh-CN", Parts: []part{{check: checked(t, d)}}}),
		"answer":     drawOutcome(ask("How much higher?"), one(answer)),
		"file": drawOutcome(ask("How much higher?"), &outcome{Locale: "en", Parts: []part{{Documents: []docRef{{ID: minutes.ID, Scope: "C1"}}, reply: &summarize.Reply{
			Engine: summarize.Extractive, Language: "en", Answerable: true, Documents: []*article.Document{minutes},
			Claims: []summarize.Claim{{Text: minutes.Text, Confidence: summarize.Verified, Citations: passages(t, minutes, 1)}},
		}}}}),
		"hostile":         drawOutcome(ask("what?"), one(&summarize.Reply{Engine: summarize.Extractive, Language: "en", Answerable: true, Documents: []*article.Document{hostile}, Claims: []summarize.Claim{{Text: hostile.Text, Citations: passages(t, hostile, 1)}}})),
		"not_in_text":     drawOutcome(ask("Who pays?"), one(no(summarize.NotInText, d))),
		"not_in_part":     drawOutcome(ask("Who pays?"), one(no(summarize.NotInReadPart, part1))),
		"no_match":        drawOutcome(ask("Who pays?"), one(noMatch(d))),
		"no_match_hant":   drawOutcome(ask("誰付錢？"), one(noMatch(zh))),
		"unproven":        drawOutcome(ask("Who pays?"), one(func() *summarize.Reply { r := no(summarize.Unproven, d); r.LeftOut = summary.LeftOut; return r }())),
		"other_language":  drawOutcome(ask("Who pays?"), one(no(summarize.OtherLanguage, zh))),
		"failure":         drawOutcome(ask(""), &outcome{Locale: "en", Parts: []part{{Source: "https://pay.example/x", Failure: wall}}}),
		"failure_wall_zh": drawOutcome(ask(""), &outcome{Locale: "zh-CN", Parts: []part{{Source: "https://pay.example/x", Failure: wall}}}),
		"several": drawOutcome(ask(""), &outcome{
			Locale: "en", Parts: []part{{reply: summary}, {reply: zhSummary}, {Source: "https://gone.example/x", Failure: &article.Error{Kind: article.Gone, URL: "https://gone.example/x"}}},
			Unread: []string{"https://six.example/6"},
		}),
		"root":          drawRoot(ask("Who pays?"), one(answer)),
		"offer":         drawOutcome(Ask{Kind: AskReply, Key: "T1/C1/10.1"}, offered),
		"offer_zh":      drawOutcome(Ask{Kind: AskReply, Key: "T1/C1/10.1"}, &outcome{Locale: "zh-CN", Offer: &offer{Kind: article.PDF, Tokens: 61_400, About: []offeredReading{{Title: "年度报告.pdf"}}}}),
		"offer_root":    drawRoot(ask(""), offered),
		"digest":        drawDigest(digested, look),
		"digest_zh":     drawDigest(&digestedZh, look),
		"digest_thread": drawDigestThread(Ask{Kind: AskDigest}, digested),
		"help":          plain(english.f(helpMention)),
	}
}

func TestGallery(t *testing.T) {
	for name, m := range gallery(t) {
		t.Run(name, func(t *testing.T) {
			checkMessage(t, m)
			got, err := json.MarshalIndent(map[string]any{"text": m.text, "blocks": m.blocks}, "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			golden(t, filepath.Join("..", "playground", "gallery", name+".json"), unescapeJSON(string(got))+"\n")
		})
	}
}

// TestModals draws what stands behind the buttons.
func TestModals(t *testing.T) {
	d := harbour(t)
	out := func(lang string) *outcome {
		return &outcome{Locale: lang, Parts: []part{{reply: &summarize.Reply{
			Engine: summarize.OpenAI, Model: "gpt-4o-mini", Language: "en", Style: summarize.Standard, Answerable: true, Documents: []*article.Document{d},
			Claims: []summarize.Claim{
				{Text: "The harbour wall will be raised by 1.2 metres.", Confidence: summarize.Verified, Citations: passages(t, d, 1)},
				{Text: "The work costs 4.6 million pounds.", Confidence: summarize.Verified, Citations: passages(t, d, 2)},
			},
			LeftOut: []summarize.LeftOut{{Text: "It costs 46 million.", Reason: summarize.Number, Words: "46 million", Passages: []int{2}}},
			Usage:   summarize.Usage{Calls: 2, PromptTokens: 3200, CompletionTokens: 212},
		}}}}
	}
	at := spot{Key: "T1/C1/10.1", Channel: "C1", Thread: "10.1", TS: "11.1"}
	ask := Ask{Kind: AskReply, Key: at.Key}
	walled := &outcome{Parts: []part{{Failure: &article.Error{Kind: article.Paywall, URL: "https://pay.example/x", Preview: "The *wall* rises.\n\nIt rises again."}}}}
	for lang, w := range map[string]*Words{"": &english, "_zh": &chinese} {
		o := out("en")
		for name, v := range map[string]slack.ModalViewRequest{
			"modal_passages": drawPassages(w, o, at, 0), "modal_more": drawMore(w, ask, o, at, true), "modal_more_colleague": drawMore(w, ask, o, at, false),
			"modal_left_out": drawLeftOut(w, o, at), "modal_before_the_wall": drawPreview(w, walled, at), "modal_gone": notice(w, offerGone, at),
		} {
			t.Run(name+lang, func(t *testing.T) {
				got, err := json.MarshalIndent(map[string]any{"view": v}, "", "  ")
				if err != nil {
					t.Fatal(err)
				}
				golden(t, filepath.Join("..", "playground", "gallery", name+lang+".json"), unescapeJSON(string(got))+"\n")
			})
		}
	}
}

// TestHome draws what an admin and somebody else see when they open the app.
func TestHome(t *testing.T) {
	used := store.Used{Replies: 3, Calls: 9, Tokens: 51_200, USD: 0.02}
	spans := func(w *Words, u store.Used) string { return w.f(usageSpans, w.used(u), usageDays, w.used(u)) }
	for name, v := range map[string]slack.HomeTabViewRequest{
		"home_admin": home{
			direct: "D1", hosts: []string{"api.openai.com (gpt-4o-mini)"}, you: spans(&english, used) + english.f(usageOfReplies, 40),
			workspace: spans(&english, used) + english.capped(caps{2_000_000, 2}), held: store.Held{Requests: 12, Texts: 3, Opinions: 2},
			records: []store.ReaderRecord{
				{Reader: "gpt-4o-mini@https://api.openai.com/v1 en>en", Right: 196, Given: 200},
				{Reader: "gpt-4o-mini@https://api.openai.com/v1 zh>en", Right: 171, Given: 200},
			},
		}.draw(&english),
		"home_zh": home{direct: "D1", you: spans(&chinese, store.Used{Replies: 1}), held: store.Held{Requests: 1}}.draw(&chinese),
	} {
		got, err := json.MarshalIndent(map[string]any{"view": v}, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		golden(t, filepath.Join("..", "playground", "gallery", name+".json"), unescapeJSON(string(got))+"\n")
	}
}

// TestSettingsModal draws what an admin and a member can set.
func TestSettingsModal(t *testing.T) {
	b := &Bot{cfg: Config{Watch: true, TextsGoTo: []string{"api.openai.com"}, Choices: []Choice{{Model: "gpt-4o-mini", Reader: "gpt-4o"}, {Model: "gpt-4o", Reader: "gpt-4o"}}}}
	channel := settingSpot{Scope: scopeConversation, Channel: "C1"}
	set := map[string]string{ruleLanguage: "zh-Hans", ruleTokens: "200000"}
	for name, draw := range map[string]func() (slack.ModalViewRequest, error){
		"modal_settings_admin": func() (slack.ModalViewRequest, error) {
			return b.drawSettings(&english, channel, person{ours: true, member: true, admin: true}, set, "#news")
		},
		"modal_settings_zh": func() (slack.ModalViewRequest, error) {
			return b.drawSettings(&chinese, channel, person{ours: true, member: true}, nil, "#news")
		},
		"modal_settings_workspace": func() (slack.ModalViewRequest, error) {
			return b.drawSettings(&english, settingSpot{Scope: scopeWorkspace, Channel: "C1"}, person{ours: true, member: true, admin: true}, nil, "")
		},
	} {
		v, err := draw()
		if err != nil {
			t.Fatal(err)
		}
		got, err := json.MarshalIndent(map[string]any{"view": v}, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		golden(t, filepath.Join("..", "playground", "gallery", name+".json"), unescapeJSON(string(got))+"\n")
	}
}

// TestEveryFailureIsInTheGallery draws all that can keep a text from being read, in each language.
func TestEveryFailureIsInTheGallery(t *testing.T) {
	for lang, locale := range map[string]string{"": "en", "_zh": "zh-CN"} {
		out := &outcome{Locale: locale}
		var all []any
		for _, kind := range article.FailureKinds() {
			out.Parts = []part{{Source: "https://news.example/x", Failure: &article.Error{Kind: kind, URL: "https://news.example/x"}}}
			m := drawOutcome(Ask{Kind: AskReply}, out)
			checkMessage(t, m)
			for _, b := range m.blocks {
				all = append(all, b)
			}
		}
		got, err := json.MarshalIndent(map[string]any{"blocks": all}, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		golden(t, filepath.Join("..", "playground", "gallery", "failures"+lang+".json"), unescapeJSON(string(got))+"\n")
	}
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
			text, ok := e.Text.(string)
			if !ok {
				text = fmt.Sprint(e.Text)
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
