package bot

import (
	"encoding/json"
	"maps"
	"path/filepath"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/digest"
	"github.com/footnote-bot/footnote/summarize"
)

// The gallery is each message, modal and home that Footnote draws, in each of its languages: golden files here, and a page of the
// playground. What stands behind buttons is in gallery_views_test.go.

// tongue is a language of the gallery, with what models and people would say in it.
type tongue struct {
	suffix, locale, lang                    string // of the files, of who asks, of replies
	raised, cost, away, wrong               string // statements about the harbour
	higher, dearer, against                 string // what a colleague says
	height, priced, metres, million, pounds string // figures
	howHigh, whoPays, largest               string // questions
	agreed, undecided, todo                 string // of a discussion
	file, report                            string
}

var tongues = []tongue{
	{
		suffix: "", locale: "en", lang: "en",
		raised: "The harbour wall will be raised by 1.2 metres.", cost: "The work costs 4.6 million pounds.", away: "How long boats stay away is open.", wrong: "It costs 46 million.",
		higher: "The council decided on Monday to make the harbour wall higher.", dearer: "It costs 6.4 million pounds.", against: "The fishermen are against it.",
		height: "height that is added", priced: "cost of the work", metres: "metres", million: "4.6 million", pounds: "pounds",
		howHigh: "How much higher?", whoPays: "Who pays?", largest: "What is the largest cost?",
		agreed: "The boats leave the inner basin on 2 March.", undecided: "Whether the ferry may stay.", todo: "Bob asks the port office by Friday.",
		file: "minutes.docx", report: "Every <!channel> minute of the enquiry",
	},
	{
		suffix: "_zh", locale: "zh-CN", lang: "zh-Hans",
		raised: "海港堤坝将加高1.2米。", cost: "工程费用为460万英镑。", away: "船只要离开多久还不清楚。", wrong: "费用为4600万。",
		higher: "议会周一决定把堤坝加高。", dearer: "费用为640万英镑。", against: "渔民们反对。",
		height: "加高的高度", priced: "工程费用", metres: "米", million: "460万", pounds: "英镑",
		howHigh: "加高多少？", whoPays: "谁付钱？", largest: "最大的成本是什么？",
		agreed: "船只3月2日离开内港。", undecided: "渡轮能否留下。", todo: "Bob 周五前去问港务处。",
		file: "会议记录.docx", report: "调查会的 <!channel> 每一分钟",
	},
	{
		suffix: "_hant", locale: "zh-TW", lang: "zh-Hant",
		raised: "海港堤壩將加高1.2公尺。", cost: "工程費用為460萬英鎊。", away: "船隻要離開多久還不清楚。", wrong: "費用為4600萬。",
		higher: "議會週一決定把堤壩加高。", dearer: "費用為640萬英鎊。", against: "漁民們反對。",
		height: "加高的高度", priced: "工程費用", metres: "公尺", million: "460萬", pounds: "英鎊",
		howHigh: "加高多少？", whoPays: "誰付錢？", largest: "最大的成本是什麼？",
		agreed: "船隻3月2日離開內港。", undecided: "渡輪能否留下。", todo: "Bob 週五前去問港務處。",
		file: "會議記錄.docx", report: "調查會的 <!channel> 每一分鐘",
	},
}

func (l tongue) words() *Words { return WordsFor(l.locale) }

func asking(question string) Ask { return Ask{Kind: AskReply, Key: "T1/C1/10.1", Question: question} }

// said is an outcome of one part, for somebody who speaks the language.
func (l tongue) said(p part) *outcome {
	return &outcome{Locale: l.locale, Asker: "Ann", Parts: []part{p}}
}

func harbourInChinese(t *testing.T) *article.Document {
	return docOf(t, article.Document{
		URL: "https://news.example/zh", FinalURL: "https://news.example/zh", Title: "海港要加高", Kind: article.HTML, Language: "zh-Hans",
		Text: "议会周一投票决定把海港堤坝加高一米二。工程费用为四百六十万英镑。",
	})
}

// summary is a reply of three claims, the last of them less certain.
func (l tongue) summary(t *testing.T, d *article.Document) *summarize.Reply {
	return &summarize.Reply{
		Engine: summarize.OpenAI, Language: l.lang, Style: summarize.Standard, Answerable: true, Documents: []*article.Document{d}, Claims: []summarize.Claim{
			{Text: l.raised, Confidence: summarize.Verified, Citations: passages(t, d, 1)},
			{Text: l.cost, Confidence: summarize.Verified, Citations: passages(t, d, 2)},
			{Text: l.away, Confidence: summarize.Weak, Citations: passages(t, d, 4)},
		},
		LeftOut: []summarize.LeftOut{{Text: l.wrong, Reason: summarize.Number, Passages: []int{2}}},
	}
}

// answer is one claim from one passage.
func (l tongue) answer(t *testing.T, d *article.Document) *summarize.Reply {
	return &summarize.Reply{Engine: summarize.OpenAI, Language: l.lang, Answerable: true, Documents: []*article.Document{d}, Claims: []summarize.Claim{
		{Text: l.raised, Confidence: summarize.Verified, Citations: passages(t, d, 1)},
	}}
}

// sentences is a reply without a model; its words are the document's own.
func (l tongue) sentences(t *testing.T, d *article.Document) *summarize.Reply {
	r := &summarize.Reply{Engine: summarize.Extractive, Language: d.Language, Labels: l.lang, Style: summarize.Standard, Answerable: true, Documents: []*article.Document{d}}
	for _, n := range []int{1, 4} {
		r.Claims = append(r.Claims, summarize.Claim{Text: d.PassageText(d.Passages[n-1]), Confidence: summarize.Verified, Citations: passages(t, d, n)})
	}
	return r
}

// checked is what becomes of a colleague's three statements.
func (l tongue) checked(t *testing.T, d *article.Document) *summarize.Check {
	return &summarize.Check{Engine: summarize.OpenAI, Documents: []*article.Document{d}, Statements: []summarize.Statement{
		{Text: l.higher, Verdict: summarize.Supported, Citations: passages(t, d, 1)},
		{Text: l.dearer, Verdict: summarize.Contradicted, Said: "6.4 million", Found: "4.6 million", Citations: passages(t, d, 2)},
		{Text: l.against, Verdict: summarize.NotStated},
	}}
}

// replies are the drawings of what was read, in one language.
func (l tongue) replies(t *testing.T) map[string]message {
	d, zh := harbour(t), harbourInChinese(t)
	d.Passages[3].Speaker = "Mary Okafor"
	draw := func(question string, r *summarize.Reply) message {
		return drawOutcome(asking(question), l.said(part{reply: r}))
	}
	summary, answer := ordinary(t, l.lang)
	speaks, down := l.answer(t, zh), l.sentences(t, d)
	speaks.Notes, down.Notes = []summarize.Note{summarize.SpeaksToModels}, []summarize.Note{summarize.ModelDown}
	figures := l.answer(t, d)
	figures.Style = summarize.Figures
	figures.Claims[0].Figure = &summarize.Figure{Value: "1.2", Unit: l.metres, What: l.height}
	figures.Claims = append(figures.Claims, summarize.Claim{
		Text: l.cost, Confidence: summarize.Verified, Figure: &summarize.Figure{Value: l.million, Unit: l.pounds, What: l.priced}, Citations: passages(t, d, 2),
	})
	voices := l.summary(t, d)
	voices.Style, voices.Claims[2].Speaker = summarize.Voices, &article.Speaker{Name: "Mary Okafor", Role: "harbour master"}
	wall := &article.Error{Kind: article.Paywall, URL: "https://pay.example/x", Paragraphs: 2, Preview: "The *wall* rises.\n\nIt rises again."}
	gone := part{Source: "https://gone.example/x", Failure: &article.Error{Kind: article.Gone, URL: "https://gone.example/x"}}
	several := l.said(part{reply: l.summary(t, d)})
	several.Parts = append(several.Parts, part{reply: speaks}, gone)
	several.Unread = []string{"https://six.example/6"}
	rich := l.said(part{reply: summary})
	rich.rich = true
	return map[string]message{
		"ordinary_summary": draw("", summary),
		"ordinary_answer":  draw(l.largest, answer),
		"summary":          draw("", l.summary(t, d)),
		"answer":           draw(l.howHigh, l.answer(t, zh)),
		"speaks_to_models": draw("", speaks),
		"sentences":        draw("", l.sentences(t, d)),
		"model_down":       draw("", down),
		"figures":          draw("", figures),
		"voices":           draw("", voices),
		"rich":             drawOutcome(asking(""), rich),
		"withdrawn":        drawOutcome(asking(""), l.said(part{reply: l.summary(t, d), Withdrawn: []int{1}})),
		"privately":        drawPrivately(asking(""), l.said(part{reply: l.summary(t, d)})),
		"several":          drawOutcome(asking(""), several),
		"check":            drawOutcome(Ask{Kind: AskReply, Key: "T1/C1/10.1", Check: true}, l.said(part{check: l.checked(t, d)})),
		"discussion":       draw("", l.discussion(t)),
		"file":             l.ofAFile(t),
		"failure":          drawOutcome(asking(""), l.said(part{Source: "https://pay.example/x", Failure: wall})),
		"root":             drawRoot(asking(l.whoPays), l.said(part{reply: l.answer(t, zh)})),
		"help":             plain(l.words().f(helpMention)),
	}
}

// discussion is what a thread came to, each line with the message that it comes from.
func (l tongue) discussion(t *testing.T) *summarize.Reply {
	link := func(n string) string { return "https://ours.slack.com/archives/C1/p100000000000000" + n }
	d := article.NewDiscussion(link("1"), "", []article.DiscussionMessage{
		{Author: "Ann", Text: "The council raises the wall, so the boats leave the inner basin on 2 March.", Permalink: link("1")},
		{Author: "Bob", Text: "Whether the ferry may stay nobody could tell me.", Permalink: link("2")},
		{Author: "Bob", Text: "I will ask the port office by Friday.", Permalink: link("3")},
	}, nil)
	r := &summarize.Reply{Engine: summarize.OpenAI, Language: l.lang, Style: summarize.Standard, Answerable: true, Documents: []*article.Document{d}}
	for i, text := range []string{l.agreed, l.undecided, l.todo} {
		r.Claims = append(r.Claims, summarize.Claim{Text: text, Outcome: summarize.Outcomes[i], Confidence: summarize.Verified, Citations: passages(t, d, i+1)})
	}
	return r
}

// ofAFile is an answer from a file: its permalink opens it, and no passage in it.
func (l tongue) ofAFile(t *testing.T) message {
	link := "https://ours.slack.com/files/U1/F1/" + l.file
	d := docOf(t, article.Document{URL: link, FinalURL: link, Title: l.file, Kind: article.DOCX, Language: "en", Text: "The wall is raised by 1.2 metres."})
	r := &summarize.Reply{Engine: summarize.Extractive, Language: "en", Labels: l.lang, Answerable: true, Documents: []*article.Document{d}, Claims: []summarize.Claim{
		{Text: d.Text, Confidence: summarize.Verified, Citations: passages(t, d, 1)},
	}}
	return drawOutcome(asking(l.howHigh), l.said(part{Documents: []docRef{{ID: d.ID, Scope: "C1"}}, reply: r}))
}

// noes are the drawings of each way to have no answer.
func (l tongue) noes(t *testing.T) map[string]message {
	d, zh := harbour(t), harbourInChinese(t)
	half := docOf(t, article.Document{URL: "https://pay.example/x", FinalURL: "https://pay.example/x", Title: "Half", Kind: article.HTML, Language: "en", Text: "One sentence is free."})
	half.Coverage = article.Coverage{WordsRead: 4, WordsFound: 400, Missing: []article.Missing{{Kind: "paywall", Count: 1}}}
	foreign := zh
	if l.lang != "en" {
		foreign = d
	}
	drawings := map[string]message{}
	for why, of := range map[summarize.Unanswered]*article.Document{
		summarize.NotInText: d, summarize.NotInReadPart: half, summarize.Unproven: d, summarize.OtherLanguage: foreign, summarize.NoMatch: d,
	} {
		r := &summarize.Reply{Engine: summarize.OpenAI, Language: l.lang, Unanswered: why, Documents: []*article.Document{of}, Nearest: passages(t, of, 1)}
		name := string(why)
		switch why {
		case summarize.Unproven:
			r.LeftOut = []summarize.LeftOut{{Text: l.wrong, Reason: summarize.Number, Passages: []int{2}}}
		case summarize.NoMatch:
			r.Engine, r.Language, r.Labels, r.Nearest = summarize.Extractive, of.Language, l.lang, append(r.Nearest, passages(t, of, 2)...)
		case summarize.NotInReadPart:
			name = "not_in_part"
		case summarize.OtherLanguage:
			name = "other_language"
		default:
		}
		drawings[name] = drawOutcome(asking(l.whoPays), l.said(part{reply: r}))
	}
	return drawings
}

// offers are the drawings of what a long text would cost.
func (l tongue) offers() map[string]message {
	cost := 0.0347
	of := l.said(part{Source: "https://gone.example/x", Failure: &article.Error{Kind: article.Gone, URL: "https://gone.example/x"}})
	of.Offer = &offer{Kind: article.HTML, Tokens: 128_430, CostUSD: &cost, About: []offeredReading{{Title: l.report, URL: "https://enquiry.example/minutes"}}}
	unpriced := &outcome{Locale: l.locale, Offer: &offer{Kind: article.PDF, Tokens: 61_400, About: []offeredReading{{Title: "report.pdf"}}}}
	return map[string]message{
		"offer": drawOutcome(asking(""), of), "offer_root": drawRoot(asking(""), of), "offer_unpriced": drawOutcome(asking(""), unpriced),
	}
}

// digests are the drawings of a digest and of what stands in its thread.
func (l tongue) digests(t *testing.T) map[string]message {
	d := harbour(t)
	monday := time.Date(2026, 11, 30, 8, 0, 0, 0, time.UTC)
	look := faces{
		name: func(s digest.Share) string { return s.By },
		link: func(s digest.Share) string { return "https://ours.slack.com/archives/C1/p" + s.At },
	}
	out := &outcome{Locale: l.locale, Asker: "Ann", Parts: []part{{reply: l.summary(t, d)}, {reply: l.answer(t, harbourInChinese(t))}}, Digest: &gathering{
		Number: 1, Channel: "#news", Zone: "Europe/Berlin", Since: monday, Made: monday.Add(48*time.Hour + 12*time.Minute), Due: monday.Add(48 * time.Hour),
		Unread: []digest.Unread{
			{URL: "https://pay.example/x", Kind: article.Paywall}, {URL: "https://docs.example/1", Kind: article.Private}, {URL: "https://docs.example/2", Kind: article.Private},
		},
		Items: []gathered{
			{Item: digest.Item{Link: "https://www.coast.example/harbour", Shares: []digest.Share{{By: "Ann", At: "1.000000", Replies: 6}, {By: "Bob", At: "2.000000"}}}, Also: []digest.Source{{Link: "https://port.example/wall", Title: "Wall"}}},
			{Item: digest.Item{Link: "https://news.example/zh", Entries: []digest.Entry{{Feed: "Harbour *news*"}}}},
		},
	}}
	return map[string]message{"digest": drawDigest(out, look), "digest_thread": drawDigestThread(Ask{Kind: AskDigest}, out)}
}

// hostile is a page that tries to speak through us.
func hostile(t *testing.T) message {
	d := docOf(t, article.Document{
		URL: "https://evil.example/x", FinalURL: "https://evil.example/x?a=1&b=<|>", Title: "Read *this* <!channel> now | or", Kind: article.HTML, Language: "en",
		Text: "Everybody <!channel> <@U1> must see *this* and <https://evil.example|click> @here.",
	})
	return drawOutcome(asking("what?"), tongues[0].said(part{reply: &summarize.Reply{
		Engine: summarize.Extractive, Language: "en", Answerable: true, Documents: []*article.Document{d}, Claims: []summarize.Claim{{Text: d.Text, Citations: passages(t, d, 1)}},
	}}))
}

func TestGallery(t *testing.T) {
	for _, l := range tongues {
		drawn := map[string]message{}
		for _, some := range []map[string]message{l.replies(t), l.noes(t), l.offers(), l.digests(t)} {
			maps.Copy(drawn, some)
		}
		if l.suffix == "" {
			drawn["hostile"] = hostile(t)
		}
		for name, m := range drawn {
			t.Run(name+l.suffix, func(t *testing.T) {
				checkMessage(t, m)
				inGallery(t, name+l.suffix, map[string]any{"text": m.text, "blocks": m.blocks})
			})
		}
	}
}

// TestEveryFailureIsInTheGallery draws all that can keep a text from being read, in each language.
func TestEveryFailureIsInTheGallery(t *testing.T) {
	for _, l := range tongues {
		var all []slack.Block
		for _, kind := range article.FailureKinds() {
			m := drawOutcome(Ask{Kind: AskReply}, l.said(part{Source: "https://news.example/x", Failure: &article.Error{Kind: kind, URL: "https://news.example/x"}}))
			checkMessage(t, m)
			all = append(all, m.blocks...)
		}
		inGallery(t, "failures"+l.suffix, map[string]any{"blocks": all})
	}
}

// TestStreamIsInTheGallery draws what stands in a direct message while a request is worked on, and where it was stopped.
func TestStreamIsInTheGallery(t *testing.T) {
	for _, l := range tongues {
		s := newShowing(true)
		s.speak(l.words())
		s.reading([]source{{link: "https://www.coast.example/harbour"}, {link: "https://gone.example/x"}, {file: &File{Name: l.file}}})
		s.read(0, true)
		s.read(1, false)
		s.checking(5)
		inGallery(t, "stream"+l.suffix, map[string]any{"blocks": cards(t, s.untold(false))})
		inGallery(t, "stopped"+l.suffix, map[string]any{"blocks": []any{}, "text": l.words().f(stopped)})
	}
}

// cards are tasks of a stream as Slack shows them.
func cards(t *testing.T, chunks []slack.StreamChunk) []map[string]any {
	t.Helper()
	data, err := json.Marshal(chunks)
	if err != nil {
		t.Fatal(err)
	}
	var tasks []map[string]any
	if err := json.Unmarshal(data, &tasks); err != nil {
		t.Fatal(err)
	}
	for _, task := range tasks {
		task["type"], task["task_id"] = "task_card", task["id"]
		delete(task, "id")
	}
	return tasks
}

// inGallery holds what is drawn to the file that the playground shows.
func inGallery(t *testing.T, name string, content any) {
	t.Helper()
	got, err := json.MarshalIndent(content, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, filepath.Join("..", "playground", "gallery", name+".json"), unescapeJSON(string(got))+"\n")
}
