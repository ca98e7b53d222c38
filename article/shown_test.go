package article_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/article"
)

// ferryPage is an article between a menu that holds some of its words and a footer.
func ferryPage(tb testing.TB, head, inside string) *article.Document {
	tb.Helper()
	const before = `<p>The harbour of Malen was quiet for the whole of the winter, and hardly anybody crossed the water between the two towns.</p>
		<p>In spring the council bought a second ferry from the shipyard at Orvik, against the advice of its own treasurer.</p>`
	const after = `<p>The council of the larger town has promised to decide on the fares before the summer holidays begin in July.</p>
		<p>Until then, the crossing costs as much as it did last year, and pupils of the school on the island pay nothing.</p>`
	page := `<html lang="en"><head><title>Second ferry</title></head><body><nav><ul>` + head + `</ul></nav><main><article><h1>Second ferry</h1>` +
		before + inside + after + `</article></main><footer>Harbour office</footer></body></html>`
	return read(tb, article.Source{Data: []byte(page), URL: "https://a.example/ferry"})
}

func menu(first string) string {
	var b strings.Builder
	for _, words := range []string{first, "Timetable", "Fares", "Harbours", "Contact"} {
		b.WriteString(`<li><a href="/` + words[:3] + `">` + words + `</a></li>`)
	}
	return b.String()
}

func TestLinkIsTriedOnThePageThatABrowserShows(t *testing.T) {
	const sentence = "The second ferry of Malen sails at noon."
	tests := []struct{ name, head, inside, quote, want string }{
		{"only in the article", `<li>Home</li>`, `<p>` + sentence + ` It is late.</p>`, sentence, "The%20second%20ferry%20of%20Malen%20sails%20at%20noon"},
		{"in a menu before", menu(sentence), `<p>` + sentence + ` It is late.</p>`, sentence, "The%20second%20ferry%20of%20Malen%20sails%20at%20noon,-.%20It"},
		{"in a menu that is hidden", `<li style="display: none">` + sentence + `</li>` + menu("Home"), `<p>` + sentence + ` It is late.</p>`, sentence, "The%20second%20ferry%20of%20Malen%20sails%20at%20noon"},
		{"in a script", `<script>"` + sentence + `"</script>`, `<p>` + sentence + ` It is late.</p>`, sentence, "The%20second%20ferry%20of%20Malen%20sails%20at%20noon"},
		{"around a break of line", ``, `<p>The second ferry of Malen,<br>which is new, sails at noon.</p>`, "which is new, sails at noon.", "which%20is%20new%2C%20sails%20at%20noon"},
		{"in what is invisible", `<li style="visibility:hidden">` + sentence + `</li>` + menu("Home"), `<p>` + sentence + ` It is late.</p>`, sentence, "The%20second%20ferry%20of%20Malen%20sails%20at%20noon"},
		{"visible in what is invisible", `<li style="visibility:hidden"><b style="visibility: visible">` + sentence + `</b></li>` + menu("Home"), `<p>` + sentence + ` It is late.</p>`, sentence, "The%20second%20ferry%20of%20Malen%20sails%20at%20noon,-.%20It"},
		{"hidden, behind a stray end tag", `<div style="display:none"></section><p>` + sentence + `</p></div>` + menu("Home"), `<p>` + sentence + ` It is late.</p>`, sentence, "The%20second%20ferry%20of%20Malen%20sails%20at%20noon"},
		{"beside a sign without width", menu("Bells"), "<h2>Bells\u200b</h2><p>They ring at noon, and nobody in the town of Malen has ever asked for whom that may be.</p>", "Bells", "treasurer.-,Bells"},
		{"far from its own words", ``, "<h2>Bells &nbsp; &nbsp; &nbsp; &nbsp; &nbsp; top</h2><p>They ring at noon, and nobody in the town of Malen has ever asked for whom that may be.</p>", "Bells top", "Bells%20%C2%A0%20%C2%A0%20%C2%A0%20%C2%A0%20%C2%A0%20top"},
		{
			"code whose first line says nothing", ``, "<p>Write the bell into the file of the harbour, and then ring it by hand for the first time.</p><pre>{\n  \"bell\": {\n    \"at\": \"noon\"\n  }\n}</pre>",
			"{\n  \"bell\": {\n    \"at\": \"noon\"\n  }\n}", "bell%22%3A%20%7B%0A%20%20%20%20%22at%22%3A%20%22noon",
		},
		{
			"an item whose number only a list shows", ``, `<ol><li>Close the gate of the lock.</li><li>Ring the bell at the end of the pier.</li></ol><p>If nobody comes, go back to step 2 and wait for an hour.</p>`,
			"2. Ring the bell at the end of the pier.", "Ring%20the%20bell%20at%20the%20end%20of%20the%20pier",
		},
		{
			"a row of a table", ``, `<table><tr><th>Month of the year</th><th>Passengers</th></tr><tr><td>January</td><td>2,410 passengers</td></tr><tr><td>February of that year</td><td>1,977 passengers</td></tr></table>`,
			"February of that year | 1,977 passengers", "February%20of%20that,1%2C977%20passengers",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := ferryPage(t, tt.head, tt.inside)
			want := "https://a.example/ferry#:~:text=" + tt.want
			if got := link(t, d, tt.quote); got != want {
				t.Errorf("link is\n%s, want\n%s", got, want)
			}
			if got := link(t, again(t, d), tt.quote); got != want {
				t.Errorf("of the document as stored it is\n%s, want\n%s", got, want)
			}
		})
	}
}

// again is a document as it comes back from the store.
func again(tb testing.TB, d *article.Document) *article.Document {
	tb.Helper()
	data, err := json.Marshal(d)
	if err != nil {
		tb.Fatal(err)
	}
	back := new(article.Document)
	if err := json.Unmarshal(data, back); err != nil {
		tb.Fatal(err)
	}
	if err := back.Check(); err != nil {
		tb.Fatal(err)
	}
	return back
}

// TestWhereALineBeginsLikeAnother: a place or a name is a line of its own, and the sentence below begins with it.
func TestWhereALineBeginsLikeAnother(t *testing.T) {
	const sentence = "Harbour of Malen and of Orvik: the two towns have decided to share what their new ferry costs in winter."
	page := `<html lang="en"><head><title>Second ferry</title></head><body><article><p>Harbour of Malen</p><img src="a.png"><img src="b.png"><p>` + sentence + `</p>
		<p>In spring the council bought a second ferry from the shipyard at Orvik, against the advice of its own treasurer.</p>
		<p>Until then, the crossing costs as much as it did last year, and pupils of the school on the island pay nothing.</p></article></body></html>`
	d := read(t, article.Source{Data: []byte(page), URL: "https://a.example/x"})
	for quote, want := range map[string]string{"Harbour of Malen": "Harbour of Malen", sentence: strings.TrimSuffix(sentence, ".")} {
		if got := unescaped(t, link(t, d, quote)); got != "https://a.example/x#:~:text="+want {
			t.Errorf("link to %q is %s", quote, got)
		}
	}
}

func TestReadingsOfRubyAreNoWordsOfALink(t *testing.T) {
	page := `<html lang="ja"><body><article><h1>渡し船</h1><p>港の町では、冬のあいだ渡し船に乗る人がほとんどいなかったと、古い船長は静かに話している。</p>
		<p>新しい<ruby>渡船<rt>わたしぶね</rt></ruby>は、春になってから毎日正午に港を出て、夕方までに三回、対岸の小さな町とのあいだを往復する予定だという。</p>
		<p>町の議会は、夏休みが始まる前に運賃を決めると約束しているが、島の学校に通う子どもは今年も無料のままだ。</p></article></body></html>`
	d := read(t, article.Source{Data: []byte(page), URL: "https://a.example/x"})
	start := strings.Index(d.Text, "新しい")
	if start < 0 || strings.Contains(d.Text, "わたしぶね") {
		t.Fatalf("the text is %q", d.Text)
	}
	end := start + strings.Index(d.Text[start:], "\n\n")
	c, err := d.Cite(start, end)
	if err != nil {
		t.Fatal(err)
	}
	want := "https://a.example/x#:~:text=新しい渡船,対岸の小さな町とのあいだを往復する予定だという"
	if got := unescaped(t, c.Link()); got != want {
		t.Errorf("link is\n%s, want a start that ends before the reading:\n%s", got, want)
	}
}

func TestAPageThatScriptsDrawIsOpenedAsAWhole(t *testing.T) {
	const body = "The harbour of Malen was quiet for the whole of the winter, and hardly anybody crossed the water between the two towns. " +
		"In spring the council bought a second ferry from the shipyard at Orvik, against the advice of its own treasurer. " +
		"The council of the larger town has promised to decide on the fares before the summer holidays begin in July. " +
		"Until then, the crossing costs as much as it did last year, and pupils of the school on the island pay nothing."
	page := `<html lang="en"><head><title>Second ferry</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"Second ferry","articleBody":"` +
		body + `"}</script></head><body><div id="root"></div></body></html>`
	d := read(t, article.Source{Data: []byte(page), URL: "https://a.example/x"})
	if got := link(t, d, "In spring the council bought a second ferry from the shipyard at Orvik, against the advice of its own treasurer."); got != "https://a.example/x" {
		t.Errorf("link to words that a browser may never show is %s", got)
	}
}

func TestLinkOfWordsThatThePageDoesNotShow(t *testing.T) {
	d := &article.Document{
		Kind: article.HTML, FinalURL: "https://a.example/x", Text: "The ferry left at noon.\n\nIt was empty.",
		Shown: []article.Shown{{Other: "Harbour\n"}, {Start: 0, End: 23}},
	}
	if got := link(t, d, "The ferry left at noon."); got != "https://a.example/x#:~:text=The%20ferry%20left%20at%20noon" {
		t.Errorf("link of words that are shown is %s", got)
	}
	if got := link(t, d, "It was empty."); got != "https://a.example/x" {
		t.Errorf("link of words that are not shown is %s", got)
	}
}

// Lines that all begin with one date are found, each at its own place, however many there are.
func TestLinesThatBeginAlikeAreFoundOnThePage(t *testing.T) {
	var page strings.Builder
	page.WriteString("<html><body><article><h1>What the harbour saw</h1>")
	for i := range 900 {
		fmt.Fprintf(&page, "<p>2026-11-28T02:%02d:%02dZ the ferry left the old harbour with %d people on board.</p>", i/60, i%60, 1000+i)
	}
	d := read(t, article.Source{Data: []byte(page.String() + "</article></body></html>"), URL: "https://a.example/log"})
	for _, number := range []int{1000, 1450, 1899} {
		quote := fmt.Sprintf("with %d people", number)
		if got := link(t, d, quote); !strings.Contains(got, fmt.Sprint(number)) {
			t.Errorf("%q is at %q", quote, got)
		}
	}
}
