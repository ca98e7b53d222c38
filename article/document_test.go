package article_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/footnote-bot/footnote/article"
)

func read(tb testing.TB, src article.Source) *article.Document {
	tb.Helper()
	r, err := article.NewReader(article.Config{})
	if err != nil {
		tb.Fatal(err)
	}
	reading, err := r.ReadSource(context.Background(), src)
	if err != nil {
		tb.Fatalf("read %q: %v", src.Name, err)
	}
	if err := reading.Document.Check(); err != nil {
		tb.Fatalf("read %q: %v", src.Name, err)
	}
	return reading.Document
}

func readText(tb testing.TB, text string) *article.Document {
	tb.Helper()
	return read(tb, article.Source{Data: []byte(text), Name: "a.txt"})
}

func paragraphs(d *article.Document) []string { return strings.Split(d.Text, "\n\n") }

func TestPlainText(t *testing.T) {
	const wrapped = `A day at the harbour

The ferry left the old harbour at noon with a crew of four and no more
than a dozen passengers, although the company had prom-
ised room for sixty people on every crossing this season.

  It came back in the evening.

1. Open the lid.
2. Take the key.

Roses are red,
violets are blue.`
	d := readText(t, wrapped)
	want := []string{
		"A day at the harbour",
		"The ferry left the old harbour at noon with a crew of four and no more than a dozen passengers, although the company had promised room for sixty people on every crossing this season.",
		"It came back in the evening.", "1. Open the lid.", "2. Take the key.", "Roses are red,", "violets are blue.",
	}
	if diff := cmp.Diff(want, paragraphs(d)); diff != "" {
		t.Errorf("paragraphs (-want +got):\n%s", diff)
	}
	if d.Title != "A day at the harbour" || d.Language != "en" || d.Kind != article.Text {
		t.Errorf("title %q, language %q, kind %q", d.Title, d.Language, d.Kind)
	}
	if p, _ := d.Passage(2); p.Heading != "A day at the harbour" || p.Role != "paragraph" || p.Paragraph != 2 {
		t.Errorf("second passage is %+v", p)
	}
}

func TestBrokenParagraphsAreJoinedOnEvidence(t *testing.T) {
	const rest = "\n\n后来那里再也没有船靠岸。人们慢慢忘了它。"
	tests := []struct {
		name, text string
		joined     bool
	}{
		{"a word broken over a page", "自去年秋天，在旧码头对面的空地上首\n\n建这座灯塔以来，渔民们每晚都能看到它的光。" + rest, true},
		{"after a whole sentence", "灯塔在秋天完工。渔民们在晚上，总是先看到它的\n\n光再看到岸。" + rest, true},
		{"a title left open", "他在岸边读完了那本写灯塔的《海\n\n边的人》，然后把它还给了守塔人。" + rest, false},
		{"a heading", "时间与灯塔\n\n渔民们每晚都能看到它的光。" + rest, false},
		{"a heading with a comma", "灯塔亮了，渔民回来了\n\n渔民们每晚都能看到它的光。" + rest, false},
		{"a name before the text", "某研究所所长\n\n林一舟\n\n灯塔在秋天完工，渔民们很高兴。" + rest, false},
		{"verse", "床前没有月光\n\n地上也没有霜\n\n渔民们已经睡了" + rest, false},
		{"labels", "问：灯塔什么时候建的\n\n答：去年秋天，花了三个月。" + rest, false},
		{"an English word", "The lighthouse was finished in autumn, and the fishermen who live in the bay are fascinat-\n\ned by it. They told us so.", true},
		{"an English sentence", "The lighthouse was finished in autumn, and since then the fishermen who live in the bay\n\nhave seen its light every night of the year.", true},
		{"an English heading", "Light in the bay\n\niPhones are of no use here, say the fishermen of the bay.", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			given := len(strings.Split(tt.text, "\n\n"))
			d := readText(t, tt.text)
			if got := len(paragraphs(d)) < given; got != tt.joined {
				t.Errorf("joined: %v, want %v; paragraphs: %q", got, tt.joined, paragraphs(d))
			}
		})
	}
}

func TestMarkdown(t *testing.T) {
	const text = "---\ntitle: \"The ferry\"\ndate: 2024-05-01\nauthor: Ann Bell\n---\n\n# Morning\n\nThe *ferry* left \\* at noon[^1]; see [the plan](/plan).\n\n" +
		"- one thing\n- another\n\n> It was late.\n\n| what | when |\n| --- | --- |\n| ferry | noon |\n\n```\nx := 1\n\n  y\n```\n\n[^1]: Or later.\n\n<div onclick=x><script>evil()</script>Kept</div>\n"
	d := read(t, article.Source{Data: []byte(text), Name: "a.md", URL: "https://a.example/docs/a.md"})
	want := []string{"Morning", "The ferry left * at noon; see the plan.", "one thing", "another", "It was late.", "what | when", "ferry | noon", "x := 1\n  y", "Kept", "Or later."}
	if diff := cmp.Diff(want, paragraphs(d)); diff != "" {
		t.Errorf("paragraphs (-want +got):\n%s", diff)
	}
	var roles []string
	for _, p := range d.Passages {
		roles = append(roles, p.Role)
	}
	wantRoles := []string{"heading", "paragraph", "list_item", "list_item", "quote", "table_row", "table_row", "code", "paragraph", "footnote"}
	if diff := cmp.Diff(wantRoles, roles); diff != "" {
		t.Errorf("roles (-want +got):\n%s", diff)
	}
	if d.Title != "The ferry" || d.Published != "2024-05-01" || d.Byline != "Ann Bell" || d.Kind != article.Markdown {
		t.Errorf("title %q, published %q, byline %q, kind %q", d.Title, d.Published, d.Byline, d.Kind)
	}
	if diff := cmp.Diff([]string{"https://a.example/plan"}, d.Links); diff != "" {
		t.Errorf("links (-want +got):\n%s", diff)
	}
}

func TestWhatPeopleCannotSeeIsRemoved(t *testing.T) {
	d := readText(t, "The fer\u200bry\u00ad left\u2060 at\u00a0noon \u202ewith\u202c four.\U000e0041\U000e0042 It came back.\x07 می\u200cخواهم 👩\u200d👧 stays.")
	if want := "The ferry left at noon with four. It came back. می\u200cخواهم 👩\u200d👧 stays."; d.Text != want {
		t.Errorf("text is\n%q, want\n%q", d.Text, want)
	}
}

func TestLanguage(t *testing.T) {
	tests := []struct{ text, hint, want string }{
		{"The ferry left the harbour at noon and nobody asked why it did.", "", "en"},
		{"Why?", "en", "en"},
		{"Die Fähre verließ den Hafen am Mittag und niemand fragte warum.", "en", "de"},
		{"渡轮中午离开了码头，没有人问为什么。", "en", "zh-Hans"},
		{"渡輪中午離開了碼頭，沒有人問為什麼。", "", "zh-Hant"},
		{"フェリーは正午に港を出た。", "zh", "ja"},
		{"ChatGPT 6月的访问量下降了多少？", "", "zh-Hans"},
		{"여객선은 정오에 떠났다.", "", "ko"},
		{"Prom kosztuje 9,50 zł, tj. ok. 2 euro. Dr Nowak i prof. Lis płyną o godz. 9.", "", "pl"},
		{"No comment", "", "en"},
		{"Prośba o akceptację", "", "pl"},
		{"Where's my boat?", "", "en"},
		{"Ferry's crew at rest by noon", "", "en"},
		{"domani torno a casa", "", "it"},
		{"witam serdecznie, teraz czekamy", "", "pl"},
		{"Je m’appelle Anne. Je suis ici.", "", "fr"},
		{"Gemi nerede, biliyor musunuz?", "", "tr"},
		{"Где ключ от лодки?", "", "ru"},
		{"Къде е ключът за лодката?", "", "bg"},
		{"We met in the old café on Monday", "", "en"},
		{"When was 姫路城 built?", "", "en"},
		{"Who is 林莱尼?", "", "en"},
		{"Qui est 村上春樹 et quand est-il né ?", "", "fr"},
		{"Was sagt 余欢?", "de", "de"},
		{"What is 김치찌개?", "", "en"},
		{"WHO是什么？", "", "zh-Hans"},
		{"余欢 什么时候 said that?", "", "zh-Hans"},
		{"Apple Watchの値段は?", "", "ja"},
		{"เรือออกจากท่าตอนเที่ยง", "", "th"},
		{"Το πλοίο έφυγε το μεσημέρι.", "", "el"},
		{"नाव दोपहर में निकल गई।", "", "hi"},
		{"هل غادرت السفينة الميناء عند الظهر؟", "", "ar"},
		{"Паром ушёл из гавани в полдень, и мы не знаем почему.", "", "ru"},
		{"12345", "en-GB", "en"},
		{"12345", "zh_TW", "zh-Hant"},
		{"", "no language!", ""},
	}
	for _, tt := range tests {
		if got := article.Language(tt.text, tt.hint); got != tt.want {
			t.Errorf("Language(%q, %q) is %q, want %q", tt.text, tt.hint, got, tt.want)
		}
	}
}

func TestFromTextKeepsEveryByte(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pieces := []string{"The ferry left.", " ", "\n", "\n\n", "\t", "渡轮离开了。", "\u200b", "“", "”", "Q: Why?", "A: Because.", "[3]", "é", "1. "}
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom(pieces)).Draw(t, "text"), "")
		d := article.FromText("", text, "")
		if d.Text != text {
			t.Fatalf("text is %q, want %q", d.Text, text)
		}
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
		end := 0
		for _, p := range d.Passages {
			if strings.TrimSpace(text[end:p.Start]) != "" {
				t.Fatalf("%q stands in no passage", text[end:p.Start])
			}
			end = p.End
		}
	})
}

// A document's id is what citations of it depend on, however it was read.
func TestIDs(t *testing.T) {
	const text = "The ferry left at noon.\n\nNobody saw it."
	source := func(data string) *article.Document {
		return read(t, article.Source{Data: []byte(data), URL: "https://a.example/1"})
	}
	a := source(text)
	if b := source("The  ferry left at noon.\r\n\r\n\r\nNobody saw it.\n"); b.Text != a.Text || b.ID != a.ID {
		t.Errorf("bytes that read alike: %q has id %s, %q has %s", a.Text, a.ID, b.Text, b.ID)
	}
	ids := map[string]string{a.ID: "the first"}
	for name, d := range map[string]*article.Document{
		"another place":   read(t, article.Source{Data: []byte(text), URL: "https://a.example/2"}),
		"another text":    source("The ferry left at one.\n\nNobody saw it."),
		"another kind":    read(t, article.Source{Data: []byte(text), URL: "https://a.example/1", Kind: article.Markdown}),
		"other passages":  article.FromText("", "The ferry left. At noon.", ""),
		"and yet others":  article.FromText("", "The ferry left\u00a0 At noon.", ""),
		"a speaker":       article.NewDiscussion("", "", []article.DiscussionMessage{{Author: "Ann", Text: "It left."}}, nil),
		"another speaker": article.NewDiscussion("", "", []article.DiscussionMessage{{Author: "Bob", Text: "It left."}}, nil),
		"another link":    article.NewDiscussion("", "", []article.DiscussionMessage{{Author: "Bob", Text: "It left.", Permalink: "https://b.example/1"}}, nil),
	} {
		if other, taken := ids[d.ID]; taken || len(d.ID) != 32 {
			t.Errorf("%s has the id of %s: %q", name, other, d.ID)
		}
		ids[d.ID] = name
	}
}

func TestDiscussion(t *testing.T) {
	d := article.NewDiscussion("https://team.slack.com/archives/C1/p1", "", []article.DiscussionMessage{
		{Author: "Ann", Text: "The ferry is late. Shall we wait?", Permalink: "https://team.slack.com/archives/C1/p1"},
		{Author: "Bob", Text: "Yes.\nUntil noon.", Permalink: "https://team.slack.com/archives/C1/p2"},
	}, nil)
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range d.Passages {
		c, err := d.Cite(p.Start, p.End)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, p.Speaker+": "+d.PassageText(p)+" "+strings.TrimPrefix(c.Link(), "https://team.slack.com/archives/C1/"))
	}
	want := []string{"Ann: The ferry is late. p1", "Ann: Shall we wait? p1", "Bob: Yes. p2", "Bob: Until noon. p2"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("passages (-want +got):\n%s", diff)
	}
}

func TestJSONHasNoNull(t *testing.T) {
	data, err := json.Marshal(readText(t, "The ferry left at noon."))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(data), "null") {
		t.Errorf("null in %s", data)
	}
}
