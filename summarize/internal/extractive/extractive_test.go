package extractive_test

import (
	stdcmp "cmp"
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize/internal/extractive"
)

// document makes a document of lines: a blank line ends a paragraph, "# " opens a heading, "Name> " gives the speaker.
func document(lang, title, text string) *article.Document {
	doc := &article.Document{ID: title, Title: title, Language: lang, Kind: article.Text}
	heading, paragraph := "", 1
	for line := range strings.Lines(strings.TrimSpace(text)) {
		line = strings.TrimSpace(line)
		if line == "" {
			doc.Text += "\n\n"
			paragraph++
			continue
		}
		p := article.Passage{Number: len(doc.Passages) + 1, Paragraph: paragraph, Role: "paragraph"}
		if h, ok := strings.CutPrefix(line, "# "); ok {
			line, heading, p.Role = h, h, "heading"
		}
		if name, said, ok := strings.Cut(line, "> "); ok {
			line, p.Speaker = said, name
			if doc.Role(name) == "" {
				doc.Speakers = append(doc.Speakers, article.Speaker{Name: name, Role: "role of " + name})
			}
		}
		if n := len(doc.Text); n > 0 && doc.Text[n-1] != '\n' {
			doc.Text += " "
		}
		p.Start, p.Heading = len(doc.Text), heading
		doc.Text += line
		p.End = len(doc.Text)
		doc.Passages = append(doc.Passages, p)
	}
	return doc
}

const ferryEN = `
The ferry between Aldness and Port Rowan will stop for good on 30 September.
Its owner, Coastline Ltd, lost 4.2 million crowns last year.
The company blames the bridge that opened in 2019.

# What comes next
Captain Ruth Adeyemi has steered the Marigold for twenty-two years.
She will train pilots in Port Rowan.
The ship itself goes to a museum in Aldness, where children may stand at the wheel.
About 60 people lose their jobs.
The council promised them training, but it has not said who pays for it.

# How it began
The first crossing took place in 1903, when the fare was two pennies.
In its best summer, 1961, the line carried 310,000 passengers.
Storms closed it for eleven weeks in 1978.
`

const ferryZH = `
连接南湾与北港的渡轮将于九月三十日停航。
经营渡轮的海岸公司去年亏损420万元。
公司认为，2019年通车的大桥是主要原因。

船长林若安驾驶金盏号已有二十二年。
她今后将在北港培训引航员。
轮船将捐给南湾的博物馆，孩子们可以站上舵位。
大约60名员工将失去工作。

首次航行是在1903年，当时票价两分钱。
1961年夏天，这条航线运送了31万名乘客。
1978年的风暴让航线停了十一周。
`

func quotes(cs []article.Citation) string {
	var out []string
	for _, c := range cs {
		out = append(out, c.Quote())
	}
	return strings.Join(out, " | ")
}

func TestAnswer(t *testing.T) {
	en, zh := document("en", "Ferry to stop", ferryEN), document("zh-Hans", "渡轮停航", ferryZH)
	tests := []struct {
		name, question string
		doc            *article.Document
		want           string // in what is cited; "" where it is refused
		unanswered     string
	}{
		{"who", "Who has steered the Marigold for so long?", en, "Captain Ruth Adeyemi", ""},
		{"when", "When did the first crossing take place?", en, "1903", ""},
		{"how many", "How many passengers did the line carry in its best summer?", en, "310,000", ""},
		{"a reason", "Why does the company lose money, whom does it blame?", en, "the bridge", ""},
		{"nothing of it there", "Which airline sponsors the national orchestra's tour of Brazil?", en, "", extractive.NoMatch},
		{"what is counted is not there", "How many lighthouses has Aldness?", en, "", extractive.NoMatch},
		{"谁", "金盏号的船长是谁？", zh, "林若安", ""},
		{"哪一年", "首次航行是哪一年？", zh, "1903年", ""},
		{"多少", "1961年夏天航线运送了多少名乘客？", zh, "31万名", ""},
		{"traditional", "大約多少名員工將失去工作？", zh, "60名", ""},
		{"不在文中", "哪家航空公司赞助了国家交响乐团的巴西巡演？", zh, "", extractive.NoMatch},
		{"another language", "Who has steered the ship for so long?", zh, "", extractive.OtherLanguage},
		{"中文问英文", "谁驾驶这艘船最久？", en, "", extractive.OtherLanguage},
		{"ein englischer Text", "Wer hat das Schiff so lange gesteuert?", en, "", extractive.OtherLanguage},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := extractive.Answer(context.Background(), []*article.Document{tt.doc}, tt.question)
			if got.Unanswered != tt.unanswered {
				t.Fatalf("Answer(%q) is unanswered %q with %q, want %q", tt.question, got.Unanswered, quotes(got.Citations), tt.unanswered)
			}
			if cited := quotes(got.Citations); !strings.Contains(cited, tt.want) || (tt.unanswered != "") != (cited == "") {
				t.Errorf("Answer(%q) cites %q, want %q", tt.question, cited, tt.want)
			}
		})
	}
}

// Between Chinese and English what comes nearest is told by a dictionary: too little for an answer.
func TestNearestAcrossLanguages(t *testing.T) {
	en, zh := document("en", "Ferry to stop", ferryEN), document("zh-Hans", "渡轮停航", ferryZH)
	for _, tt := range []struct {
		question string
		doc      *article.Document
		want     string
	}{
		{"博物馆里孩子们能做什么？", en, "museum in Aldness"},
		{"1961年夏天运送了多少乘客？", en, "310,000"},
		{"How many passengers were transported in the summer of 1961?", zh, "31万"},
		{"風暴", en, "Storms"},
		{"what did the storm do", zh, "风暴"},
		{"which museum gets it", zh, "博物馆"},
	} {
		got := extractive.Answer(context.Background(), []*article.Document{tt.doc}, tt.question)
		if shown := quotes(got.Nearest); !strings.Contains(shown, tt.want) || got.Unanswered != extractive.OtherLanguage {
			t.Errorf("%s: %q (%s), want %q among it", tt.question, shown, got.Unanswered, tt.want)
		}
	}
}

func TestAnswerByNamesAcrossLanguages(t *testing.T) {
	doc := document("zh-Hans", "数据", "网络公司DataHarbour称，6月Meridian的访问量下降了9.7%。\n此前它一直在增长。\n人们开始担心。")
	got := extractive.Answer(context.Background(), []*article.Document{doc}, "What does DataHarbour say about Meridian?")
	if !strings.Contains(quotes(got.Citations), "9.7%") {
		t.Errorf("Answer = %+v (%q), want the sentence that holds both names", got, quotes(got.Citations))
	}
}

func TestAnswerAmongDocuments(t *testing.T) {
	other := document("en", "Museum", "The museum of Aldness opens a new hall in May.\nTickets cost 14 crowns.\nThe hall shows ships.")
	docs := []*article.Document{document("en", "Ferry to stop", ferryEN), other}
	got := extractive.Answer(context.Background(), docs, "What do tickets of the museum cost?")
	if len(got.Citations) == 0 || got.Citations[0].Document() != other || !strings.Contains(quotes(got.Citations), "14 crowns") {
		t.Errorf("Answer cites %q, want the museum's", quotes(got.Citations))
	}
}

func TestAnswerNeverCitesItsOwnQuestion(t *testing.T) {
	doc := document("en", "Ferry to stop", ferryEN+`
Readers often ask "Who has steered the Marigold for so long?"
The correct answer is Nobody.

![figure](https://img.example/a.png?q=Marigold+steered)
`)
	got := quotes(extractive.Answer(context.Background(), []*article.Document{doc}, "Who has steered the Marigold for so long?").Citations)
	if !strings.Contains(got, "Ruth Adeyemi") || strings.Contains(got, "Nobody") || strings.Contains(got, "img.example") {
		t.Errorf("Answer cites %q, want the captain and nothing that repeats the question", got)
	}
}

func TestWithheldPassages(t *testing.T) {
	doc := document("en", "Ferry to stop", ferryEN)
	captain := func(d *article.Document, passage int) bool {
		p, _ := d.Passage(passage)
		return strings.Contains(d.PassageText(p), "Marigold")
	}
	got := extractive.AnswerWith(context.Background(), []*article.Document{doc}, "Who has steered the Marigold for so long?", captain, nil)
	if all := quotes(append(got.Citations, got.Nearest...)); strings.Contains(all, "Marigold") {
		t.Errorf("AnswerWith cites %q, which was withheld", all)
	}
	for _, text := range texts(extractive.SummarizeWithout(context.Background(), doc, extractive.Detailed, 20, captain)) {
		if strings.Contains(text, "Marigold") {
			t.Errorf("SummarizeWithout picks %q, which was withheld", text)
		}
	}
}

func TestLongSentencesAreCutToTheirClause(t *testing.T) {
	tests := []struct{ name, lang, sentence, question, want string }{
		{
			"the end goes", "zh-Hans",
			"首条跨海航线由南湾的商人陈望舒在1903年开办，票价两分钱，此后多年深受渔民与学生的欢迎，沿岸的茶馆和旅店也因此热闹起来，港口的钟楼、灯塔和老仓库至今仍然保留着当年的模样，吸引着许多摄影爱好者前来。",
			"首条跨海航线是哪一年开办的？", "首条跨海航线由南湾的商人陈望舒在1903年开办，票价两分钱",
		},
		{
			"a condition stays", "zh-Hans",
			"首条跨海航线由南湾的商人陈望舒在1903年开办，票价两分钱，此后多年深受渔民与学生的欢迎，沿岸的茶馆和旅店也因此热闹起来，如果当时的报纸可信，港口的钟楼、灯塔和老仓库都是那一年建成的，后来也没有再改建。",
			"首条跨海航线是哪一年开办的？", "",
		},
		{"short ones are left", "en", "The first crossing took place in 1903, when the fare was two pennies.", "When did the first crossing take place?", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := document(tt.lang, "", tt.sentence+"\n人们记得它。")
			got := extractive.Answer(context.Background(), []*article.Document{doc}, tt.question)
			want := stdcmp.Or(tt.want, tt.sentence)
			if len(got.Citations) == 0 || got.Citations[0].Quote() != want {
				t.Errorf("Answer(%q) cites %q, want %q", tt.question, quotes(got.Citations), want)
			}
		})
	}
}

func TestAnswerOfNothing(t *testing.T) {
	for _, docs := range [][]*article.Document{nil, {{}}, {document("en", "Ferry", ferryEN)}} {
		got := extractive.Answer(context.Background(), docs, "???")
		if got.Unanswered != extractive.NoMatch || len(got.Citations) > 0 {
			t.Errorf("Answer of %d documents = %+v, want a refusal", len(docs), got)
		}
	}
}

func TestEndedContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	doc := document("en", "Ferry to stop", ferryEN)
	if got := extractive.Answer(ctx, []*article.Document{doc}, "Who has steered the Marigold?"); len(got.Citations) > 0 {
		t.Errorf("Answer after the end = %+v, want nothing", got)
	}
	for _, style := range []string{extractive.Standard, extractive.Voices, extractive.Figures} {
		if got := extractive.Summarize(ctx, doc, style, 3); len(got) > 0 {
			t.Errorf("Summarize %s after the end = %d picks, want none", style, len(got))
		}
	}
}

func texts(picks []extractive.Pick) []string {
	var out []string
	for _, p := range picks {
		out = append(out, p.Citation.Quote())
	}
	return out
}

func TestSummarizeLeadsWithTheNews(t *testing.T) {
	got := texts(extractive.Summarize(context.Background(), document("en", "Ferry to stop", ferryEN), extractive.Brief, 3))
	if len(got) != 2 || !strings.Contains(got[0], "30 September. Its owner") || !strings.HasPrefix(got[0], "The ferry between") {
		t.Errorf("Summarize = %q, want three sentences that open with the news, the second with the first, on which it leans", got)
	}
	for _, s := range got {
		if s == "What comes next" || s == "How it began" {
			t.Errorf("Summarize picks the heading %q", s)
		}
	}
}

func TestSummarizeSaysNothingTwice(t *testing.T) {
	doc := document("en", "", `
The council of Aldness will close the ferry to Port Rowan in September.
The council of Aldness will close the ferry to Port Rowan this September.
Passengers must use the bridge, which costs three crowns a car.
Subscribe to our newsletter.
`)
	want := []string{
		"The council of Aldness will close the ferry to Port Rowan in September.",
		"Passengers must use the bridge, which costs three crowns a car.",
	}
	if diff := cmp.Diff(want, texts(extractive.Summarize(context.Background(), doc, extractive.Standard, 4))); diff != "" {
		t.Errorf("Summarize (-want +got):\n%s", diff)
	}
}

func TestSummarizeTalkLooksBeyondTheGreeting(t *testing.T) {
	doc := document("en", "", `
Ann: Good morning, everybody.

Bo: Morning, Ann, did you sleep well?

Ann: I did, thanks, what about you?

Bo: Can everybody hear me now?

Ann: Yes, we can, go ahead.

Ann: We need to decide about the budget for the ferry museum.

Bo: The ferry museum needs a new roof, and the budget has 40,000 crowns for the roof.

Ann: Then the roof comes first, and the museum shop waits until the budget of next year.
`)
	got := texts(extractive.Summarize(context.Background(), doc, extractive.Standard, 3))
	all := strings.Join(got, " ")
	if len(got) != 2 || !strings.Contains(all, "roof") || strings.Contains(all, "Good morning") || strings.Contains(all, "thanks") {
		t.Errorf("Summarize of talk = %q, want what it is about", got)
	}
}

func TestSummaryIsShorterThanItsText(t *testing.T) {
	doc := document("en", "", `
The council of Aldness decided on Monday, after a debate of seven hours that was broken off twice because of the heat in the hall, that the ferry will stop.
People on the northern shore, many of whom have no car and go to the market of Port Rowan twice a week, are to get a bus that leaves every ninety minutes.
What becomes of the pier, of the two waiting rooms and of the small café that the last captain opened when he retired, nobody in the hall was able or willing to say.
`)
	if got := texts(extractive.Summarize(context.Background(), doc, extractive.Standard, 3)); len(got) != 2 || !strings.HasPrefix(got[0], "The council") {
		t.Errorf("Summarize = %q, want two of three long sentences", got)
	}
	if got := texts(extractive.Summarize(context.Background(), doc, extractive.Detailed, 3)); len(got) != 3 {
		t.Errorf("Summarize in detail = %q, want all three", got)
	}
}

func TestVoices(t *testing.T) {
	doc := document("en", "", `
Reporter> Why does the ferry stop?
Reporter> And who pays for it?
Ruth Adeyemi> We lost our passengers when the bridge opened.
Ruth Adeyemi> I shall miss the mornings on the bay.
Tom Brandt> The council will pay for the training of the crew.
The ship goes to a museum.
`)
	got := make(map[string]string)
	for _, p := range extractive.Summarize(context.Background(), doc, extractive.Voices, 2) {
		if p.Speaker == nil {
			t.Fatalf("the pick %q has no speaker", p.Citation.Quote())
		}
		got[p.Speaker.Name] = p.Speaker.Role
	}
	if diff := cmp.Diff(map[string]string{"Ruth Adeyemi": "role of Ruth Adeyemi", "Tom Brandt": "role of Tom Brandt"}, got); diff != "" {
		t.Errorf("voices (-want +got):\n%s", diff)
	}
}

func TestLabelsOfSpeakersAreNotQuoted(t *testing.T) {
	doc := document("en", "", `
Ruth Adeyemi> A: We lost our passengers when the bridge opened.
Tom Brandt> Tom Brandt: The council will pay for the training of the crew.
`)
	want := []string{"We lost our passengers when the bridge opened.", "The council will pay for the training of the crew."}
	if diff := cmp.Diff(want, texts(extractive.Summarize(context.Background(), doc, extractive.Voices, 2))); diff != "" {
		t.Errorf("voices (-want +got):\n%s", diff)
	}
	got := extractive.Answer(context.Background(), []*article.Document{doc}, "Who will pay for the training of the crew?")
	if quotes(got.Citations) != want[1] {
		t.Errorf("Answer cites %q, want %q", quotes(got.Citations), want[1])
	}
}

func TestFiguresStandInWhatIsShown(t *testing.T) {
	doc := document("en", "", "9% of 40 boats: The council pays 4.6 million pounds for the wall.\n\nRuth Adeyemi: Good.\n\nRuth Adeyemi: The wall is 1,200 m long.")
	for _, p := range extractive.Summarize(context.Background(), doc, extractive.Figures, 9) {
		if !strings.Contains(p.Citation.Quote(), p.Figure.Value) {
			t.Errorf("%q is not in %q", p.Figure.Value, p.Citation.Quote())
		}
	}
}

func TestVoicesWithoutSpeakers(t *testing.T) {
	doc := document("zh", "", "渡轮将停航。\n“我会想念海湾上的每一个早晨。”她说。\n轮船归博物馆。")
	want := []string{"“我会想念海湾上的每一个早晨。”她说。"}
	if diff := cmp.Diff(want, texts(extractive.Summarize(context.Background(), doc, extractive.Voices, 3))); diff != "" {
		t.Errorf("voices (-want +got):\n%s", diff)
	}
}

// TestVoicesOfLabels: the label of a line that nobody speaks, a roll call and a term in quotation marks are no voices.
func TestVoicesOfLabels(t *testing.T) {
	doc := article.FromText("", `Attendees: Ann, Tom and Ruth from the works
Ann: The crane will be put up on the quay in March, and the ferry stops for two days.
Clerk: Ruth.
Tom: The harbour office pays for the buses while the ferry stops.
Ann: Then we tell the passengers of the ferry on Monday.
Clerk: Tom.
Tom: The passengers get their money back for the two days.`, "en")
	got := strings.Join(texts(extractive.Summarize(context.Background(), doc, extractive.Voices, 4)), "\n")
	if !strings.Contains(got, "The crane") || !strings.Contains(got, "pays for the buses") || strings.Contains(got, "works") || strings.Contains(got, "Ruth.") {
		t.Errorf("the voices are %q", got)
	}
	rules := document("ja", "", "「設定」を開きます。\n\n「プランの変更」から「家族プラン」を選びます。\n\n招待リンクを送ります。")
	if got := extractive.Summarize(context.Background(), rules, extractive.Voices, 4); len(got) > 0 {
		t.Errorf("the voices are %q, want none", texts(got))
	}
}

func TestFigures(t *testing.T) {
	tests := []struct {
		text string
		want []extractive.Figure
	}{
		{"Coastline lost $4.2 million last year, 12 per cent more than in 2018.", []extractive.Figure{
			{"4.2 million", "$", "Coastline lost $4.2 million last year"},
			{"12", "per cent", "Coastline lost $4.2 million last year, 12 per cent more than in 2018"},
		}},
		{"In its best summer, 1961, the line carried 310,000 passengers.", []extractive.Figure{
			{"310,000", "passengers", "1961, the line carried 310,000 passengers"},
		}},
		{"On 30 September at 12:30 the GPT-4 and the Boeing 747 met for the 20th time.", nil},
		{"公司去年亏损420万元，降幅达到9.7%。", []extractive.Figure{
			{"420万", "元", "公司去年亏损420万元"}, {"9.7", "%", "公司去年亏损420万元，降幅达到9.7%"},
		}},
		{"正赛可能持续5-10年，每年投入数十亿甚至上百亿。", []extractive.Figure{
			{"5-10", "年", "正赛可能持续5-10年"},
			{"数十亿", "", "每年投入数十亿甚至上百亿"},
			{"上百亿", "", "每年投入数十亿甚至上百亿"},
		}},
		{"2019年6月3日，一个新的部门成立，这是第3次改组。", nil},
		{"Phone 020 7946 0958 or +44 20 7946 0123, fax (555) 123-4567, order 48213007.", nil},
		{"Step 2 is told in Figure 3, and the score of 3-1 in no. 5.", nil},
		{"電話は03-1234-5678か0120-444-444、午後3時から、図3を見る。", nil},
		{"客服热线400-810-1234，QQ群123456789，图2为上午10点30分的港口。", nil},
		{"The wall fell by -7 °C, is 1,200 m long and cost 12 000 crowns.", []extractive.Figure{
			{"-7", "°C", "The wall fell by -7 °C"},
			{"1,200", "m", "is 1,200 m long and cost 12 000 crowns"},
			{"12 000", "crowns", "is 1,200 m long and cost 12 000 crowns"},
		}},
		{"From 31 to 24 percent of the readers gave up within 30 km/h zones, 19 miles from 14 Mill Street, at 8 a.m.", []extractive.Figure{
			{"31", "percent", "From 31 to 24 percent of the readers gave up within 30 km/h zones"},
			{"24", "percent", "From 31 to 24 percent of the readers gave up within 30 km/h zones"},
			{"30", "km/h", "From 31 to 24 percent of the readers gave up within 30 km/h zones"},
			{"19", "miles", "19 miles from 14 Mill Street"},
		}},
		{"Seit 2018 gestiegen, begann es am 3. Juni um 18.30 Uhr mit 34 weiteren Bauern.", []extractive.Figure{
			{"34", "Bauern", "Juni um 18.30 Uhr mit 34 weiteren Bauern"},
		}},
		{"2024. 7. 3. 오전 9시, 예산 58억 원과 3만 5000명이 284곳에 왔고 2026년까지 이어진다.", []extractive.Figure{
			{"58억", "원", "예산 58억 원과 3만 5000명이 284곳에 왔고 2026년까지 이어진다"},
			{"3만 5000", "명", "예산 58억 원과 3만 5000명이 284곳에 왔고 2026년까지 이어진다"},
			{"284", "곳", "예산 58억 원과 3만 5000명이 284곳에 왔고 2026년까지 이어진다"},
		}},
		{"1．アプリを開きます。比例为6∶4，咨询电话：12345，那一年修了120グラム。", []extractive.Figure{{"120", "グラム", "咨询电话：12345，那一年修了120グラム"}}},
		{"建設費は1億2000万円だった。", []extractive.Figure{{"1億2000万", "円", "建設費は1億2000万円だった"}}},
		{"売上高は3兆4000億円、敷地は3万5000平方メートル。", []extractive.Figure{
			{"3兆4000億", "円", "売上高は3兆4000億円、敷地は3万5000平方メートル"},
			{"3万5000", "平方メートル", "売上高は3兆4000億円、敷地は3万5000平方メートル"},
		}},
		{"A jar of 250g costs £12.", []extractive.Figure{{"250", "g", "A jar of 250g costs £12"}, {"12", "£", "A jar of 250g costs £12"}}},
		{"百分之九点七的员工离开了公司。", []extractive.Figure{{"九点七", "%", "百分之九点七的员工离开了公司"}}},
	}
	for _, tt := range tests {
		var got []extractive.Figure
		for _, p := range extractive.Summarize(context.Background(), document("", "", tt.text), extractive.Figures, 20) {
			got = append(got, *p.Figure)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("figures of %q (-want +got):\n%s", tt.text, diff)
		}
	}
}

// TestAnything holds what is promised for any document: citations of whole passages, in order of the page for summaries,
// not more than asked for, headings never.
func TestAnything(t *testing.T) {
	word := rapid.SampledFrom([]string{
		"ferry", "The", "9.7%", "who", "Ann:", "大桥", "多少", "一个", "百分之九", "ๆกี่", "다리", "\xff", ".", "?", "“", "5-10年", "$3m", "1990s", "第3", "ı",
	})
	rapid.Check(t, func(t *rapid.T) {
		var text strings.Builder
		for range rapid.IntRange(0, 8).Draw(t, "lines") {
			text.WriteString(rapid.SampledFrom([]string{"", "# ", "Bo> ", "\n"}).Draw(t, "kind"))
			text.WriteString(strings.Join(rapid.SliceOfN(word, 1, 12).Draw(t, "words"), rapid.SampledFrom([]string{" ", ""}).Draw(t, "space")) + "\n")
		}
		doc := document(rapid.SampledFrom([]string{"", "en", "zh-Hans", "ja", "xx"}).Draw(t, "lang"), "ferry", text.String())
		question := strings.Join(rapid.SliceOf(word).Draw(t, "question"), " ")
		got := extractive.Answer(context.Background(), []*article.Document{doc, doc}, question)
		if (got.Unanswered == "") != (len(got.Citations) > 0) || len(got.Citations) > 3 {
			t.Fatalf("Answer(%q) = %+v", question, got)
		}
		limit := rapid.IntRange(1, 5).Draw(t, "limit")
		for _, style := range []string{extractive.Brief, extractive.Detailed, extractive.Voices, extractive.Figures, "unknown"} {
			last := -1
			picks := extractive.Summarize(context.Background(), doc, style, limit)
			if len(picks) > max(limit, voicesIn(picks)) {
				t.Fatalf("%s: %d picks, want at most %d, or one of each speaker", style, len(picks), limit)
			}
			for _, p := range picks {
				start, _ := p.Citation.Range()
				if start < last || start == last && style != extractive.Figures {
					t.Fatalf("%s: pick at %d after %d", style, start, last)
				}
				if p.Citation.First().Role == "heading" {
					t.Fatalf("%s: picks the heading %q", style, p.Citation.Quote())
				}
				if p.Figure != nil && !strings.Contains(p.Citation.Quote(), p.Figure.Value) {
					t.Fatalf("%s: %q is not in %q", style, p.Figure.Value, p.Citation.Quote())
				}
				last = start
			}
		}
	})
}

// voicesIn counts who speaks in picks, nobody included.
func voicesIn(picks []extractive.Pick) int {
	names := make(map[string]bool)
	for _, p := range picks {
		name := ""
		if p.Speaker != nil {
			name = p.Speaker.Name
		}
		names[name] = true
	}
	return len(names)
}

func BenchmarkAnswer(b *testing.B) {
	doc := document("en", "Ferry to stop", strings.Repeat(ferryEN+"\n\n", 100))
	b.ReportAllocs()
	for b.Loop() {
		extractive.Answer(context.Background(), []*article.Document{doc}, "How many passengers did the line carry in its best summer?")
	}
}

func BenchmarkSummarize(b *testing.B) {
	doc := document("en", "Ferry to stop", strings.Repeat(ferryEN+"\n\n", 100))
	b.ReportAllocs()
	for b.Loop() {
		extractive.Summarize(context.Background(), doc, extractive.Standard, 5)
	}
}

// TestAnswerInOtherWords asks, without a word of the sentence that answers, for one among several of a kind.
func TestAnswerInOtherWords(t *testing.T) {
	tests := []struct{ question, text, want string }{
		{"did they buy a car", "The couple painted their house.\nLater they purchased a vehicle.\nThe garden was left alone.\nTheir neighbours moved away.", "purchased a vehicle"},
		{"was the doctor paid", "The mayor opened the fair.\nA band played until noon.\nThe physician received his salary.\nIt rained in the evening.", "physician received"},
		{"any kids injured", "The roof was repaired in May.\nThe street had been closed.\nNo children were hurt.\nThe owner was at sea.", "children were hurt"},
		{"who won the match", "The stadium was half empty.\nThe visitors' victory ended the game.\nBuses were late.\nTickets had been cheap.", "victory ended"},
	}
	for _, tt := range tests {
		got := extractive.Answer(context.Background(), []*article.Document{document("en", "", tt.text)}, tt.question)
		if first := append(got.Citations, got.Nearest...)[0].Quote(); !strings.Contains(first, tt.want) {
			t.Errorf("Answer(%q) shows %q first, want %q", tt.question, first, tt.want)
		}
	}
}

// TestAnswerWhether asks for yes or no in other words than the text's, for what to do, and for a day without figures.
func TestAnswerWhether(t *testing.T) {
	tests := []struct{ lang, question, text, want string }{
		{"en", "can i bring my puppy", "The hall opens at nine.\nThe floor was laid last spring.\nAnimals are not allowed inside.\nIts windows look east.", "not allowed"},
		{"en", "so will they be fixing it", "The roof leaks in winter.\nBuckets stand below.\nThe owner refused to pay for repairs.\nVisitors come by bus.", "refused"},
		{"en", "how do i get rid of my profile", "The club holds names.\nCameras cover the gate.\nWrite to the front desk and it is wiped.\nA card opens the turnstile.", "front desk"},
		{"en", "when is it due", "The report has four parts.\nAnna draws its maps.\nIt must be with the printer by Easter.\nThe cover is blue.", "Easter"},
		{"de", "muss sie jetzt zahlen?", "Das Café liegt im Hof.\nDie Tische stehen draußen.\nEiner Minderung können wir nicht zustimmen.\nDer Aufzug fährt.", "nicht zustimmen"},
		{"zh", "会偷看屏幕吗", "周一有全员例会。\n补贴随工资发放。\n公司禁止安装监控软件。\n电话放在桌上。", "禁止"},
		{"ja", "設定で直せる？", "起動が遅い。\n画面は青い。\n変更することができません。\n箱は重い。", "できません"},
	}
	for _, tt := range tests {
		got := extractive.Answer(context.Background(), []*article.Document{document(tt.lang, "", tt.text)}, tt.question)
		if first := append(got.Citations, got.Nearest...)[0].Quote(); !strings.Contains(first, tt.want) {
			t.Errorf("Answer(%q) shows %q first, want %q", tt.question, first, tt.want)
		}
	}
}

func TestAMonthIsNobodysName(t *testing.T) {
	doc := document("en", "Ferry", "The ferry stops in spring.\n\nThe council will vote in March.\n\nIslanders are against it.")
	if got := extractive.Answer(context.Background(), []*article.Document{doc}, "Who is the mayor of the district?"); got.Unanswered != extractive.NoMatch {
		t.Errorf("answered by %q", quotes(got.Citations))
	}
}

func TestEnglishWordsOfAChineseQuestion(t *testing.T) {
	doc := document("zh-Hant", "", "很多人從西柏林前往西德。\n死亡人數不得而知。\n查理檢查站僅為外交人員使用。\n城裡下了雪。")
	got := extractive.Answer(context.Background(), []*article.Document{doc}, "checkpoint 哪些人可以用")
	if first := append(got.Citations, got.Nearest...)[0].Quote(); !strings.Contains(first, "檢查站") {
		t.Errorf("%q comes first", first)
	}
}

// A row of a table, and code, that share little with a question stand behind sentences; those that share much do not.
func TestRowsThatShareLittle(t *testing.T) {
	const text = "LIMIT_WORK | 0 | things that run at a time\n\nWork goes on while the line is cut.\n\nLIMIT_TIME | 120 | how long a call may take"
	for _, tt := range []struct{ role, question, want string }{
		{"table_row", "does it work offline for weeks", "line is cut"},
		{"code", "does it work offline for weeks", "line is cut"},
		{"table_row", "how long may a call take", "120"},
		{"paragraph", "does it work offline for weeks", "LIMIT_WORK"},
	} {
		doc := document("en", "", text)
		doc.Passages[0].Role, doc.Passages[2].Role = tt.role, tt.role
		got := extractive.Answer(context.Background(), []*article.Document{doc}, tt.question)
		if first := append(got.Citations, got.Nearest...)[0].Quote(); !strings.Contains(first, tt.want) {
			t.Errorf("%s: %q comes first, want %q", tt.question, first, tt.want)
		}
	}
}

// Meaning that is known of single words alone, through a dictionary, is too little for an answer, too.
func TestNearestAcrossLanguagesByMeaning(t *testing.T) {
	doc := document("en", "Ferry to stop", ferryEN)
	near := func(_ *article.Document, passage int) extractive.Nearness {
		if passage != 2 {
			return extractive.Nearness{}
		}
		return extractive.Nearness{Own: 1, Paragraph: 1, Best: 1}
	}
	const question = "博物馆里孩子们能做什么？"
	for _, byWord := range []bool{true, false} {
		got := extractive.AnswerWith(context.Background(), []*article.Document{doc}, question, nil, &extractive.Kin{To: near, ByWord: byWord})
		if refused := got.Unanswered == extractive.OtherLanguage && len(got.Nearest) > 0; refused != byWord {
			t.Errorf("read word by word %t: unanswered %q, nearest %q", byWord, got.Unanswered, quotes(got.Nearest))
		}
	}
}

// TestAnswerOfAKind asks in other words than the text's for what a text holds once.
func TestAnswerOfAKind(t *testing.T) {
	tests := []struct{ name, lang, question, text, want string }{
		{"a reason", "en", "how come they scrapped the boat?", "The ferry sailed daily.\nIts owner sold it in June.\nThat was because the hull had rusted through.\nPeople came to wave.", "hull had rusted"},
		{"money", "en", "whats this costing the town", "The fountain was switched on.\nPeople came from all over.\nThe council is paying £450 to fill it up.\nIt looked its best.", "£450"},
		{"time", "en", "how long was she out cold", "She fell from the wall.\nNobody saw it.\nShe lay there for 15 minutes.\nThen two men came.", "15 minutes"},
		{"what comes", "en", "what are they gonna do now", "The bridge was closed on Monday.\nIts pillars had cracked.\nEngineers will test each of them.\nThe mayor was away.", "Engineers will test"},
		{"原因", "zh", "为啥停了？", "渡轮每天开。\n六月老板卖了船。\n这是由于船体已经锈穿。\n人们来送别。", "锈穿"},
		{"費用", "ja", "いくらした？", "噴水が動き出した。\n人々が集まった。\n水の代金は450円だった。\n町は喜んだ。", "450円"},
		{"Grund", "de", "wieso fährt sie nicht mehr", "Die Fähre lag am Kai.\nIm Juni wurde sie verkauft, weil der Rumpf durchgerostet war.\nViele Leute kamen.\nEs regnete.", "durchgerostet"},
		{"a turn", "en", "where's the other speaker going", "#A#: Let us set up the room.\n#A#: Where should the other speaker go?\n#B#: On the floor by the bed.\n#A#: Fine with me.", "floor by the bed"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := extractive.Answer(context.Background(), []*article.Document{document(tt.lang, "", tt.text)}, tt.question)
			if shown := quotes(append(got.Citations, got.Nearest...)); !strings.Contains(shown, tt.want) {
				t.Errorf("Answer(%q) shows %q, want %q", tt.question, shown, tt.want)
			}
		})
	}
}

func TestNothingIsShownTwice(t *testing.T) {
	doc := document("en", "", "The ferry carried forty goats.\n\nIt rained.\n\nThe ferry carried forty goats.\n\nNobody minded the goats.")
	got := extractive.Answer(context.Background(), []*article.Document{doc}, "How many goats did the ferry carry?")
	if len(got.Citations) == 0 {
		t.Fatalf("not answered: %q", got.Unanswered)
	}
	for i, c := range got.Citations[1:] {
		if c.Quote() == got.Citations[0].Quote() {
			t.Errorf("citation %d is the first again: %q", i+1, c.Quote())
		}
	}
}

// TestKeySentencesStandAlone: what is picked is a sentence that can be read without the text around it.
func TestKeySentencesStandAlone(t *testing.T) {
	tests := []struct{ name, lang, text, not string }{
		{"a question", "en", "Ann> Shall the harbour council raise the harbour wall of Port Ellery by a metre?\nBob> The council votes on Monday evening in the hall.\nAnn> The wall costs 4.6 million pounds.\nBob> Fishermen move to the outer quay in March.\nAnn> The inner basin is closed to boats.", "Shall the harbour"},
		{"a mark of a transcript", "en", "Ann> The remote {vocalsound} control of the remote team is a remote control.\nBob> The team builds a remote control for televisions.\nAnn> It must cost 25 euros at most.\nBob> Marketing wants it in yellow plastic.", "{vocalsound}"},
		{"the end of a quotation", "en", "The wall of Port Ellery is raised, the council of Port Ellery said.\nThe wall of Port Ellery and its council and harbour must be raised at once.” \nFishermen move to the outer quay in March.\nThe work on it costs 4.6 million pounds.", "at once"},
		{"the end of a straight quotation", "en", "The wall of Port Ellery is raised, the council of Port Ellery said.\nThe wall of Port Ellery and its council and harbour must be raised at once.\" \nFishermen move to the outer quay in March.\nThe work on it costs 4.6 million pounds.", "at once"},
		{"was zu einer Liste führt", "de", "Die Mauer von Port Ellery wird erhöht.\nDer Rat von Port Ellery sagt über die Mauer von Port Ellery:\nDie Fischer ziehen im März um.\nDie Arbeit kostet 4,6 Millionen Pfund.", "sagt über"},
		{"冒号", "zh", "埃勒里港的防波堤将加高两米。\n埃勒里港的市议会关于埃勒里港的防波堤决定如下：\n内港从三月起停止停泊。\n工程费用为四百六十万英镑。", "如下"},
		{"コロン", "ja", "港の防波堤は二メートル高くなる。\n港の市議会は港の防波堤について次のように決めた：\n漁船は三月から外の岸壁に移る。\n工事の費用は四億円だという。", "次のように"},
		{"what leads to a list", "en", "The wall of Port Ellery is raised.\nThe council of Port Ellery says of the wall of Port Ellery:\nFishermen move to the outer quay in March.\nThe work costs 4.6 million pounds.", "says of"},
		{"the rest of a sentence", "en", "The wall of Port Ellery is raised.\nof the wall of Port Ellery and the council of Port Ellery.\nFishermen move to the outer quay in March.\nThe work costs 4.6 million pounds.", "of the wall"},
		{"a heading that nobody marked", "en", "The wall of Port Ellery and the council of Port Ellery and what fishermen say\nThe wall of Port Ellery is raised by a metre.\nThe council voted on Monday.\nFishermen move to the outer quay in March.\nThe work costs 4.6 million pounds.\nThe mayor was away.\nIt rained.\nThe inner basin is closed to boats.\nThe outer quay is not.\nThe ferry goes on.\nThe market stays where it is.", "what fishermen say"},
		{"a pronoun without its noun", "en", "The wall of Port Ellery is raised by a metre.\nThe mayor was away on Monday evening.\nHe wants the wall of Port Ellery raised by a metre and by no more than a metre.\nFishermen move to the outer quay in March.\nThe work costs 4.6 million pounds.", "He wants"},
		{"the former", "en", "The wall of Port Ellery is raised by a metre.\nThe mayor was away on Monday evening.\nThe latter wants the wall of Port Ellery raised by a metre and by no more than a metre.\nFishermen move to the outer quay in March.\nThe work costs 4.6 million pounds.", "The latter"},
		{"a byline", "en", "Port Ellery Harbour Trust · Port Ellery · presented by Hanne Dunmore, manager of the harbour\n\nThe harbour wall of Port Ellery is raised by two metres, said the manager of the trust.\n\nThe inner basin is closed to boats from March.\n\nThe work costs 4.6 million pounds.\nThe council voted on Monday.\nThe mayor was away.\nIt rained.\nThe outer quay is open.\nThe ferry goes on.\nThe market stays where it is.\nFishermen agree.", "presented by"},
		{"署名", "zh", "埃勒里港渡轮信托基金会 · 埃勒里港 · 经理汉妮·邓莫尔二〇二六年一月三十日在年会上提交\n\n埃勒里港的防波堤将加高两米，信托基金会的经理说。\n\n内港从三月起停止停泊。\n\n工程费用为四百六十万英镑。\n市议会周一表决。\n市长不在场。\n当晚下雨。\n外港照常开放。\n渡轮照常开行。\n鱼市不搬。\n渔民同意。", "年会上提交"},
		{"句首代词", "zh", "老车站将改建成图书馆，工程从三月开始。\n市议会周一表决通过了这个方案。\n居民协会反对拆除车站的钟楼。\n工程费用为四百六十万英镑。\n她说车站图书馆工程和车站的钟楼都要保留。", "她说"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, p := range extractive.Summarize(context.Background(), document(tt.lang, "", tt.text), extractive.Standard, 2) {
				if strings.Contains(p.Citation.Quote(), tt.not) {
					t.Errorf("a key sentence is %q", p.Citation.Quote())
				}
			}
		})
	}
}

// TestKeySentencesBeginWithTheirWords: what stands before the sentence proper is not quoted.
func TestKeySentencesBeginWithTheirWords(t *testing.T) {
	tests := []struct{ name, lang, text, want string }{
		{"agency and place", "en", "LONDON (Reuters) - The harbour wall of Port Ellery is raised.", "The harbour wall of Port Ellery is raised."},
		{"agency alone", "en", "(CNN) -- The harbour wall of Port Ellery is raised.", "The harbour wall of Port Ellery is raised."},
		{"place and state", "en", "PORT ELLERY, Fla. (AP) — The harbour wall is raised.", "The harbour wall is raised."},
		{"Agentur", "de", "Berlin (dpa) - Die Hafenmauer wird erhöht.", "Die Hafenmauer wird erhöht."},
		{"新华社", "zh", "新华社南湾6月3日电（记者张三）港口的防波堤将加高一米。", "港口的防波堤将加高一米。"},
		{"本报讯", "zh", "本报讯（记者 李四）港口的防波堤将加高一米。", "港口的防波堤将加高一米。"},
		{"a name in brackets is none", "en", "Port Ellery (Florida) raises its harbour wall by a metre.", "Port Ellery (Florida) raises its harbour wall by a metre."},
		{"a dash behind a name is none", "en", "Port Ellery – a town of fishermen – raises its wall.", "Port Ellery – a town of fishermen – raises its wall."},
		{"place, day and agency", "en", "PORT ELLERY, April 17 (Xinhua) -- The harbour wall of Port Ellery is raised.", "The harbour wall of Port Ellery is raised."},
		{"place, day, year and wire", "en", "Port Ellery, April 17, 2015 /Harbourwire/ -- The harbour wall of Port Ellery is raised.", "The harbour wall of Port Ellery is raised."},
		{"Ort und Tag", "de", "Berlin, 17. April 2015 – Die Hafenmauer wird erhöht.", "Die Hafenmauer wird erhöht."},
		{"day and year alone", "en", "April 17, 2015 -- The harbour wall of Port Ellery is raised.", "The harbour wall of Port Ellery is raised."},
		{"a day that is spoken of", "en", "April 17, 2015 – the day of the flood – was cold in the harbour.", "April 17, 2015 – the day of the flood – was cold in the harbour."},
		{"a day without a dash", "en", "On April 17, 2015, the harbour wall of Port Ellery was raised.", "On April 17, 2015, the harbour wall of Port Ellery was raised."},
		{"the mark of a list", "en", "• The harbour wall of Port Ellery is raised.", "The harbour wall of Port Ellery is raised."},
		{"a number of a list", "en", "1. The harbour wall of Port Ellery is raised.\n\n2) Good.", "The harbour wall of Port Ellery is raised."},
		{"a letter of a list", "en", "(a) The harbour wall of Port Ellery is raised.\n\n(b) Good.", "The harbour wall of Port Ellery is raised."},
		{"编号", "zh", "（一）港口的防波堤将加高一米。\n\n（二）好的。", "港口的防波堤将加高一米。"},
		{"an ordinal is none", "de", "1. FC Hafen gewinnt gegen Aldness mit vier Toren.\n\nEs regnete.", "1. FC Hafen gewinnt gegen Aldness mit vier Toren."},
		{"a minus", "en", "-7 degrees were measured on the harbour wall.", "-7 degrees were measured on the harbour wall."},
		{"labels and fillers", "en", "#Person1#: Shall we begin?\n\n#Person2#: Well, okay, the harbour wall of Port Ellery is raised.\n\n#Person1#: Good.", "the harbour wall of Port Ellery is raised."},
		{"a no is no filler", "en", "Ann: Is it open?\n\nBo: No, the harbour of Port Ellery is closed.\n\nAnn: Good.", "No, the harbour of Port Ellery is closed."},
		{"a turn alone", "en", "Speaker 2: The harbour wall of Port Ellery is raised.", "The harbour wall of Port Ellery is raised."},
		{"a turn alone, in small letters", "en", "speaker_01: the harbour wall of Port Ellery is raised.", "the harbour wall of Port Ellery is raised."},
		{"一人", "zh", "说话人1：港口的防波堤将加高一米。", "港口的防波堤将加高一米。"},
		{"a number that nobody is", "en", "Berth 2: The harbour wall is raised.", "Berth 2: The harbour wall is raised."},
		{"说话人", "zh", "说话人1：开始吧。\n\n说话人2：对，嗯，港口的防波堤将加高一米。\n\n说话人1：好的。", "港口的防波堤将加高一米。"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := texts(extractive.Summarize(context.Background(), document(tt.lang, "", tt.text), extractive.Standard, 1))
			if diff := cmp.Diff([]string{tt.want}, got); diff != "" {
				t.Errorf("Summarize (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWhoSpeaksIsTheLabelOfTheTurn(t *testing.T) {
	doc := document("en", "", "Ann: The harbour wall of Port Ellery is raised. \nThe work costs 4.6 million pounds.\n\nBo: Fishermen move to the outer quay in March.\n\nAnn: The basin is closed.")
	for _, p := range extractive.Summarize(context.Background(), doc, extractive.Detailed, 4) {
		want := "Ann"
		if strings.HasPrefix(p.Citation.Quote(), "Fishermen") {
			want = "Bo"
		}
		if p.Speaker == nil || p.Speaker.Name != want {
			t.Errorf("%q is said by %v, want %s", p.Citation.Quote(), p.Speaker, want)
		}
	}
}

// TestAcronyms asks by the short form of what a text spells out, and by the long form of what it shortens.
func TestAcronyms(t *testing.T) {
	tests := []struct{ name, lang, question, text, want string }{
		{"short in the question", "en", "what did the BMA say", "The wards were full.\nThe British Medical Association called it a warning.\nThe minister said nothing.\nA nurse said that it rained.", "called it a warning"},
		{"with a small word", "en", "what does the DoD want", "The wards were full.\nThe Department of Defence asks for more ships.\nThe minister wants rest.\nIt rained.", "more ships"},
		{"in small letters", "en", "what did the bma say", "The wards were full.\nThe British Medical Association called it a warning.\nThe minister said nothing.\nA nurse said that it rained.", "called it a warning"},
		{"long in the question", "en", "What did the British Medical Association say?", "The wards were full.\nThe BMA called it a warning.\nThe minister said nothing.\nA nurse said that it rained.", "called it a warning"},
		{"kurz gefragt", "de", "Was fordert die FDP?", "Die Kammer war voll.\nDie Freie Demokratische Partei fordert neue Schiffe.\nDer Minister schwieg.\nEs regnete.", "neue Schiffe"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := extractive.Answer(context.Background(), []*article.Document{document(tt.lang, "", tt.text)}, tt.question)
			if len(got.Citations) == 0 || !strings.Contains(got.Citations[0].Quote(), tt.want) {
				t.Errorf("Answer(%q) = %q, nearest %q, want %q first", tt.question, quotes(got.Citations), quotes(got.Nearest), tt.want)
			}
		})
	}
}
