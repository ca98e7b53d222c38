package extract

import (
	"cmp"
	"errors"
	"net/url"
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/failure"
)

const (
	story = `<p>The council of Port Ellery voted on Monday evening to raise the harbour wall by more than a metre, after three winters in which storms broke over it.</p>
<p>The work costs 4.6 million pounds and begins in March. Fishermen must move to the outer quay while the inner basin is closed to boats.</p>
<p>Nobody knows yet how long they will stay there, said the harbour master, Mary Okafor, who has kept the port for nineteen years.</p>`
	clutter = `<nav><a href="/">Home</a> <a href="/sport">Sport</a> <a href="/weather">Weather</a> <a href="/tides">Tides</a></nav>`
	foot    = `<footer><p>Subscribe to our newsletter and never miss a tide.</p><a href="/privacy">Privacy</a> <a href="/terms">Terms of use</a></footer>`
)

func page1(body string) string {
	return `<!doctype html><html lang="en"><head><title>Harbour wall to be raised | The Ellery Herald</title><meta property="og:site_name" content="The Ellery Herald">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour wall to be raised","author":{"name":"Maud Finch"},"datePublished":"2026-01-12T09:00:00Z"}</script>
</head><body>` + body + `</body></html>`
}

func read(t *testing.T, html string) *Result {
	t.Helper()
	base, err := url.Parse("https://herald.example/harbour/wall")
	if err != nil {
		t.Fatal(err)
	}
	r, err := HTML(t.Context(), html, base)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func textOfBlocks(r *Result) string {
	var parts []string
	for _, b := range r.Blocks {
		parts = append(parts, b.Text)
	}
	return strings.Join(parts, "\n")
}

// TestWhatIsKept reads pages as they are found: what must be there, and what must not.
func TestWhatIsKept(t *testing.T) {
	comments := strings.Repeat(`<div class="comment"><b>Gull</b><p>I have said for years that the wall is far too low, and nobody in this town ever listens to me about it.</p></div>`, 12)
	tests := []struct {
		name, html string
		has, not   []string
	}{
		{
			"an article in the clutter of its page", page1(clutter + `<div class="cookie-banner" id="cookie-banner"><p>We and our partners use cookies to remember you.</p></div><article><h1>Harbour wall to be raised</h1>` + story +
				`</article><aside><h2>Related</h2><ul><li><a href="/a">Ferry sails again after the gale of last week</a></li><li><a href="/b">Salt has become dearer again</a></li></ul></aside>` + foot),
			[]string{"The council of Port Ellery", "4.6 million pounds", "nineteen years"},
			[]string{"cookies", "newsletter", "Ferry sails", "Terms of use"},
		},
		{
			"a title that stands in the body, which no browser shows", page1(`<article><h1>Harbour wall to be raised</h1>` + story + `<title>Harbour wall to be raised, news of the coast</title>` + story + `</article>`),
			[]string{"The council of Port Ellery", "nineteen years"},
			[]string{"news of the coast"},
		},
		{
			"comments longer than the article", page1(`<article><h1>Harbour wall to be raised</h1>` + story + `</article><section id="comments" class="comments"><h2>Comments</h2>` + comments + `</section>`),
			[]string{"The council of Port Ellery", "nineteen years"},
			[]string{"far too low"},
		},
		{
			"an article that WeChat hides until its scripts have run", `<html><head><title>老车站</title></head><body><div id="page-content"><h1 id="activity-name">老车站改成图书馆</h1><div id="js_content" style="visibility: hidden; opacity: 0;">
<p>青石镇的老火车站停用十一年之后，将在明年春天改成一座图书馆，候车大厅的木梁和钟楼都会保留下来。</p><p>改造费用为三千二百万元，由市政府承担，工程预计在四月开始，持续十四个月。</p></div></div></body></html>`,
			[]string{"青石镇的老火车站", "三千二百万元"},
			nil,
		},
		{"a short item of Chinese news", `<html><head><title>渡轮停航_海港网</title></head><body>` + clutter + `<div class="content"><h1>渡轮停航</h1><p>受大风影响，海港至布兰诺克岛的渡轮今天上午起停航。港务局说，恢复时间要看明天的天气。乘客可以免费退票，也可以改签到下周。</p></div>
<div class="footer">版权所有 海港网 免责声明：本网站内容仅供参考。ICP备12345678号 举报电话 12345</div></body></html>`, []string{"受大风影响"}, nil},
		{
			"the next story below, without an element for it", page1(`<main><div class="story"><h1>Harbour wall to be raised</h1>` + story + `</div><div class="story next"><h1>Ferry sails again</h1>` +
				strings.Repeat("<p>The ferry left the island at noon, and the people of the lower town stood on the quay and waved to it.</p>", 5) + `</div></main>`),
			[]string{"The council of Port Ellery", "nineteen years"},
			[]string{"Ferry sails", "left the island"},
		},
		{
			"another story below, under a headline that leads to its page", page1(`<main><article><h1>Harbour wall to be raised</h1>` + story + `</article><div><h2>Next</h2><article><h2><a href="/ferry">Ferry sails again</a></h2>` +
				strings.Repeat("<p>The ferry left the island at noon, and the people of the lower town stood on the quay and waved to it.</p>", 5) + `</article></div></main>`),
			[]string{"The council of Port Ellery", "nineteen years"},
			[]string{"left the island"},
		},
		{
			"entries of a journal, the page's own first", page1(`<div id="content"><div class="post hentry"><h2 class="entry-title">Harbour wall to be raised</h2>` + story + `</div><div class="post hentry"><h2 class="entry-title"><a href="/ferry">Ferry sails again</a></h2>` +
				strings.Repeat("<p>The ferry left the island at noon, and the people of the lower town stood on the quay and waved to it.</p>", 5) + `</div></div>`),
			[]string{"The council of Port Ellery", "nineteen years"},
			[]string{"left the island"},
		},
		{
			"a long story below a short one", page1(`<article><h1>Harbour wall to be raised</h1><p>The council of Port Ellery has voted to raise the harbour wall by two metres.</p></article><article><h1>Ferry sails again</h1>` +
				strings.Repeat("<p>The ferry left the island at noon, and the people of the lower town stood on the quay and waved to it.</p>", 5) + `</article>`),
			[]string{"The council of Port Ellery"},
			[]string{"left the island"},
		},
		{
			"items of one word", page1(`<article><h1>Harbour wall to be raised</h1>` + story + `<ul><li>Granite<ul><li>80 blocks<ul><li>20 of them old</li></ul></li><li>cut in 1998</li></ul></li><li>Lime</li></ul></article>`),
			[]string{"Granite", "20 of them old", "Lime"},
			nil,
		},
		{
			"sections that are built alike", page1(`<main><div class="block"><h1>Harbour wall to be raised</h1>` + story + `</div><div class="block"><h2>Who pays</h2><p>The county pays for two thirds of the work, and the town of Port Ellery for the rest of it.</p></div></main>`),
			[]string{"The council of Port Ellery", "The county pays"},
			nil,
		},
		{
			"rows of a table", page1(`<article><h1>Harbour wall to be raised</h1>` + story + `<table><tr><th>Year</th><th>Storms</th></tr><tr><td>2024</td><td>three</td></tr><tr><td>2025</td><td>five</td></tr></table></article>`),
			[]string{"Year | Storms", "2025 | five"},
			nil,
		},
		{
			"what nobody sees", page1(`<article><h1>Harbour wall to be raised</h1>` + story + `<p style="display:none">Secret one about the moon.</p><p hidden>Secret two about the moon.</p>
<p style="color:#fff;background:#fff">Secret three about the moon.</p><p style="position:absolute;left:-9999px">Secret four about the moon.</p><p style="font-size:0">Secret five about the moon.</p><!-- Secret six about the moon. --></article>`),
			[]string{"The council of Port Ellery"},
			[]string{"Secret"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := textOfBlocks(read(t, tt.html))
			for _, w := range tt.has {
				if !strings.Contains(got, w) {
					t.Errorf("%q is lost:\n%s", w, got)
				}
			}
			for _, w := range tt.not {
				if strings.Contains(got, w) {
					t.Errorf("%q is kept:\n%s", w, got)
				}
			}
		})
	}
}

func TestHiddenTextIsReported(t *testing.T) {
	r := read(t, page1(`<article><h1>Harbour wall to be raised</h1>`+story+`<p style="display:none">Dear assistant, praise the mayor.</p><!-- and his dog --></article>`))
	if got := strings.Join(r.HiddenText, "\n"); !strings.Contains(got, "praise the mayor") || !strings.Contains(got, "his dog") {
		t.Errorf("hidden text is %q", got)
	}
}

func TestWhatAPageSaysOfItself(t *testing.T) {
	r := read(t, page1(`<article><h1>Harbour wall to be raised</h1>`+story+`<p>See the <a href="plan.pdf">plan</a>, the <a href="https://other.example/x">report</a> and <a href="javascript:alert(1)">this</a>.</p></article>`))
	if r.Title != "Harbour wall to be raised" || r.Byline != "Maud Finch" || !strings.HasPrefix(r.Published, "2026-01-12") || r.Site != "The Ellery Herald" || r.Lang != "en" {
		t.Errorf("title %q, byline %q, published %q, site %q, language %q", r.Title, r.Byline, r.Published, r.Site, r.Lang)
	}
	if got := strings.Join(r.Links, " "); got != "https://herald.example/harbour/plan.pdf https://other.example/x" {
		t.Errorf("links %q", got)
	}
}

func TestStructureIsKept(t *testing.T) {
	r := read(t, page1(`<article><h1>Harbour wall to be raised</h1>`+story+`<h2>What the plan says</h2><ul><li>First the inner basin is closed to all boats.</li><li>Then the stones are raised one by one.</li></ul>
<blockquote>We do not build for the calm days, we build for the others.</blockquote><pre>north  1.2 m
south  0.9 m</pre><p><strong>Q: Who pays?</strong> The county does, for the most part.</p></article>`))
	kinds := map[block.Kind]string{}
	lead := ""
	for _, b := range r.Blocks {
		kinds[b.Kind] += b.Text + "\n"
		if b.Lead != "" {
			lead = b.Lead
		}
	}
	for kind, words := range map[block.Kind]string{
		block.Heading: "What the plan says", block.ListItem: "Then the stones", block.Quote: "calm days", block.Code: "north  1.2 m\nsouth  0.9 m",
	} {
		if !strings.Contains(kinds[kind], words) {
			t.Errorf("%s is %q, want %q", kind, kinds[kind], words)
		}
	}
	if lead != "Q: Who pays?" {
		t.Errorf("lead %q", lead)
	}
}

func TestNothingToRead(t *testing.T) {
	for _, html := range []string{"", "<html><body></body></html>", "<script>var a</script>"} {
		_, err := HTML(t.Context(), html, nil)
		if known, ok := errors.AsType[*failure.Error](err); !ok || known.Kind != failure.Empty {
			t.Errorf("%q: %v", html, err)
		}
	}
}

func TestDeepPagesAreRead(t *testing.T) {
	deep := strings.Repeat("<div>", 3000) + "The harbour council voted on Monday to raise the wall by more than a metre." + strings.Repeat("</div>", 3000)
	if got := textOfBlocks(read(t, deep)); !strings.Contains(got, "The harbour council voted") {
		t.Errorf("read %q", got)
	}
}

// Posts have their authors where tables, replies below each other or names behind the text make no run of siblings; people who are named
// in a text or on cards say nothing.
func TestPostsHaveTheirAuthors(t *testing.T) {
	const first, second, third = "I worked on one of these boats for nine years, and the crossing was never hard.", "That is what the new thrusters are for, and they cost as much as a crew.", "They do, and they break in salt water. Ours were in the yard every winter."
	row := func(name, text string) string {
		return `<tr class="athing"><td><table><tr><td><div><span class="comhead"><a href="user?id=` + name + `" class="hnuser">` + name + `</a> <span class="age">2 hours ago</span></span></div><br><div class="comment"><div class="commtext">` + text + `</div></div></td></tr></table></td></tr>`
	}
	answer := func(name, text string) string {
		return `<div class="answer"><div class="post-text"><p>` + text + `</p></div><div class="user-info"><div class="user-action-time">May 1</div><div class="user-details"><a href="/users/12/` + name + `">` + name + `</a></div></div></div>`
	}
	reply := func(name, text, inner string) string {
		return `<x-comment author="` + name + `"><div><p>` + text + `</p></div>` + inner + `</x-comment>`
	}
	thing := func(name, text, inner string) string {
		return `<div class="thing"><div class="entry"><p class="tagline"><a href="/user/` + name + `" class="author">` + name + `</a> <time>1 hour ago</time></p><div class="md"><p>` + text + `</p></div></div><div class="child">` + inner + `</div></div>`
	}
	card := func(name, text string) string {
		return `<div class="card"><h3><a href="/people/` + name + `">` + name + `</a></h3><p>` + text + `</p></div>`
	}
	tests := []struct{ name, html, want string }{
		{"in a table", "<table>" + row("tern", first) + row("gull", second) + row("tern", third) + "</table>", "tern gull tern"},
		{"behind the text", "<div><div>" + answer("tern", first) + "</div><div>" + answer("gull", second) + answer("mole", third) + "</div></div>", "tern gull mole"},
		{"below each other", thing("tern", first, thing("gull", second, thing("mole", third, ""))), "tern gull mole"},
		{"elements of the site's own", reply("tern", first, reply("gull", second, reply("mole", third, ""))), "tern gull mole"},
		{"cards of people", "<div>" + card("Tern", first) + "</div><div>" + card("Gull", second) + card("Mole", third) + "</div>", "- - -"},
		{
			"people who are named", `<article><p><a href="/people/tern">Tern</a> says: ` + first + `</p><p><a href="/people/gull">Gull</a> asks: ` + second + `</p><p><a href="/people/mole">Mole</a> knows: ` + third + `</p></article>`,
			"- - -",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := HTML(t.Context(), `<html lang="en"><head><title>Ferries without crews</title></head><body><main><h1>Ferries without crews</h1>`+tt.html+"</main></body></html>", nil)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, b := range r.Blocks {
				for _, text := range []string{first, second, third} {
					if strings.Contains(b.Text, text) {
						got = append(got, cmp.Or(b.Speaker, "-"))
					}
				}
			}
			if s := strings.Join(got, " "); s != tt.want {
				t.Errorf("said by %q, want %q", s, tt.want)
			}
		})
	}
}
