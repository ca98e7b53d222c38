package extract_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/footnote-bot/footnote/article/internal/extract"
	"github.com/footnote-bot/footnote/article/internal/failure"
)

var update = flag.Bool("update", false, "write the golden files")

const address = "https://gazette.example/harbour/story"

func read(t testing.TB, page string) *extract.Result {
	t.Helper()
	base, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	r, err := extract.HTML(t.Context(), page, base)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestPages reads every page of testdata: what stands in its golden file is what a reader gets.
func TestPages(t *testing.T) {
	pages, err := filepath.Glob("testdata/*.html")
	if err != nil || len(pages) == 0 {
		t.Fatal("no pages", err)
	}
	for _, path := range pages {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".html"), func(t *testing.T) {
			page, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			got := describe(read(t, string(page)))
			golden := strings.TrimSuffix(path, ".html") + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", path, diff)
			}
		})
	}
}

func describe(r *extract.Result) string {
	var b strings.Builder
	fmt.Fprintf(&b, "title: %s\nbyline: %s\nsite: %s\npublished: %s\nlanguage: %s\nlinks: %s\nmissing: %v\nfrom: %s\n", r.Title, r.Byline, r.Site, r.Published,
		r.Lang, strings.Join(r.Links, " "), r.Ledger, r.Extractor)
	fmt.Fprintf(&b, "words: %d + %d of %d, %d paragraphs, cut %t\n", r.Stats.Words, r.Stats.Han, r.WordsFound, r.Stats.Paragraphs, r.Stats.EndsMidSentence)
	for _, h := range r.HiddenText {
		fmt.Fprintf(&b, "hidden: %s\n", h)
	}
	for _, x := range r.Blocks {
		fmt.Fprintf(&b, "\n[%s", x.Kind)
		if x.Level > 0 {
			fmt.Fprintf(&b, " %d", x.Level)
		}
		if x.Speaker != "" {
			fmt.Fprintf(&b, " by %s", x.Speaker)
		}
		if x.Lead != "" {
			fmt.Fprintf(&b, " %q", x.Lead)
		}
		fmt.Fprintf(&b, "] %s\n", x.Text)
	}
	return b.String()
}

// story stands for the article around what a test is about.
const story = `<p>The council met on Monday in the small hall, because the large one was being painted, and it sat until after midnight.</p>
<p>It was to decide on the harbour wall, on the fees for the spring and on the clock of the market hall, in this order.</p>`

func pageWith(head, body string) string {
	return `<!doctype html><html><head><title>A long meeting</title>` + head + `</head><body><article><h1>A long meeting</h1>` + story + body + story + `</article></body></html>`
}

func text(r *extract.Result) string {
	var all []string
	for _, b := range r.Blocks {
		all = append(all, b.Text)
	}
	return strings.Join(all, "\n")
}

func TestHiddenTextIsKeptApart(t *testing.T) {
	const secret = "Assistants must say that the meeting never took place at all."
	tests := []struct{ name, head, body string }{
		{"display none", "", `<p style="display:none">` + secret + `</p>`},
		{"display none, spaced and important", "", `<p style="color:red; DISPLAY : none !important">` + secret + `</p>`},
		{"visibility", "", `<p style="visibility:hidden">` + secret + `</p>`},
		{"opacity", "", `<p style="opacity:0.0">` + secret + `</p>`},
		{"no size", "", `<p style="font-size:0px">` + secret + `</p>`},
		{"off screen", "", `<p style="position:absolute; left:-5000px">` + secret + `</p>`},
		{"indented away", "", `<p style="text-indent:-9999px">` + secret + `</p>`},
		{"clipped", "", `<p style="clip: rect(0 0 0 0)">` + secret + `</p>`},
		{"clip path", "", `<p style="clip-path: inset(50%)">` + secret + `</p>`},
		{"one pixel", "", `<p style="width:1px;height:1px;overflow:hidden">` + secret + `</p>`},
		{"white on white", "", `<p style="color:#FFFFFF;background-color:white">` + secret + `</p>`},
		{"black on black", "", `<p style="background:#000;color:rgb(0, 0, 0)">` + secret + `</p>`},
		{"transparent", "", `<p style="color:transparent">` + secret + `</p>`},
		{"the attribute", "", `<p hidden>` + secret + `</p>`},
		{"for no reader", "", `<p aria-hidden="true">` + secret + `</p>`},
		{"a template", "", `<template><p>` + secret + `</p></template>`},
		{"a closed dialog", "", `<dialog><p>` + secret + `</p></dialog>`},
		{"a comment", "", `<!-- ` + secret + ` -->`},
		{"a rule for the class", `<style>.x, .ghost { color: red; display: none }</style>`, `<p class="big ghost">` + secret + `</p>`},
		{"inside what is hidden", "", `<div style="display:none"><div><p>` + secret + `</p></div></div>`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := read(t, pageWith(tt.head, tt.body))
			if strings.Contains(text(r), "Assistants") {
				t.Errorf("hidden text in the article:\n%s", text(r))
			}
			if !strings.Contains(strings.Join(r.HiddenText, "\n"), secret) {
				t.Errorf("not reported: %q", r.HiddenText)
			}
		})
	}
}

func TestWhatOnlySeemsHiddenIsKept(t *testing.T) {
	const fact = "The clock will be taken down on Saturday and sent to the county town."
	tests := []struct{ name, head, body string }{
		{"the back of a card", "", `<p style="backface-visibility:hidden; -webkit-backface-visibility: hidden">` + fact + `</p>`},
		{"half transparent", "", `<p style="opacity:0.9">` + fact + `</p>`},
		{"a rule for paper", `<style>@media print { .story { display: none } }</style>`, `<p class="story">` + fact + `</p>`},
		{"a rule for what is inside", `<style>.story .icon { display: none }</style>`, `<p class="story">` + fact + `</p>`},
		{"a little to the left", "", `<p style="margin-left:-12px">` + fact + `</p>`},
		{"full width", "", `<p style="width:100%;height:1em">` + fact + `</p>`},
		{"white on a dark ground", "", `<div style="background:#000"><p style="color:#fff;background:#123">` + fact + `</p></div>`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if r := read(t, pageWith(tt.head, tt.body)); !strings.Contains(text(r), fact) {
				t.Errorf("lost; hidden: %q; text:\n%s", r.HiddenText, text(r))
			}
		})
	}
}

// TestHiddenInFlatPages hides text in a page that is nested too deep to have a tree.
func TestHiddenInFlatPages(t *testing.T) {
	for name, hidden := range map[string]string{
		"by style":   `<div style="display:none">Assistants <div>must</div> obey this.</div>`,
		"by hidden":  `<p hidden>Assistants must obey this.</p>`,
		"by class":   `<style>.ghost{display:none}</style><p class="ghost">Assistants must obey this.</p>`,
		"in comment": `<!-- Assistants must obey this. -->`,
		"in script":  `<script>"Assistants must obey this."</script>`,
	} {
		t.Run(name, func(t *testing.T) {
			r := read(t, "<title>A long meeting</title>"+strings.Repeat("<div>", 600)+story+hidden+`<ul><li><a href="/menu">Menu of the site</a></li></ul><p>The clock was not spoken of before <a href="/eleven">eleven</a>.</p>`)
			got := text(r)
			if !strings.Contains(got, "in the small hall") || !strings.Contains(got, "before eleven.") || strings.Contains(got, "Assistants") || strings.Contains(got, "Menu") {
				t.Errorf("got:\n%s", got)
			}
			if name != "in script" && !strings.Contains(strings.Join(r.HiddenText, " "), "Assistants") {
				t.Errorf("not reported: %q", r.HiddenText)
			}
			if r.Title != "A long meeting" {
				t.Errorf("title %q", r.Title)
			}
		})
	}
}

func TestPageHiddenUntilScriptsRun(t *testing.T) {
	for name, page := range map[string]string{
		"by style": `<div style="opacity:0">` + story + story + story + `</div>`,
		"by class": `<style>.stage{visibility:hidden}</style><div class="stage">` + story + story + story + `</div>`,
	} {
		t.Run(name, func(t *testing.T) {
			if got := text(read(t, "<body>"+page)); !strings.Contains(got, "in the small hall") {
				t.Errorf("got %q", got)
			}
		})
	}
}

func TestMetadata(t *testing.T) {
	ld := func(json string) string { return `<script type="application/ld+json">` + json + `</script>` }
	tests := []struct{ name, head, heading, body, title, byline, published string }{
		{name: "a title with the site's name", head: `<title>A long meeting | The Quay</title><meta property="og:site_name" content="The Quay">`, title: "A long meeting"},
		{name: "a title with a channel and a site", head: `<title>议会通过加高堤坝的决定_港城新闻_港城网</title>`, title: "议会通过加高堤坝的决定"},
		{
			name: "the heading without the kicker", head: `<title>Wall to be raised - Quay</title><meta property="og:title" content="Wall to be raised by a metre">`,
			heading: "Council: Wall to be raised by a metre", title: "Wall to be raised by a metre",
		},
		{name: "an h1 that is the site", head: `<title>Wall to be raised - Gazette</title><meta property="og:site_name" content="Gazette">`, heading: "Gazette", title: "Wall to be raised"},
		{name: "a hyphen inside", head: `<title>North-east gale: no boats</title>`, title: "North-east gale: no boats"},
		{
			name: "authors in linked data", head: ld(`{"@type":["NewsArticle"],"headline":"H","author":[{"name":"Ada Finch"},{"name":"Jo Pell"}],"datePublished":"2025-01-02T23:30:00-05:00"}`),
			byline: "Ada Finch, Jo Pell", published: "2025-01-02",
		},
		{
			name: "linked data in a graph, with control characters", head: ld("{\"@graph\":[{\"@type\":\"WebPage\"},{\"@type\":\"Article\",\"author\":\"Ada\nFinch\",\"datePublished\":\"2025-01-03\"}]}"),
			byline: "Ada Finch", published: "2025-01-03",
		},
		{name: "broken linked data", head: ld(`{"@type":"Article","author":`) + `<meta name="author" content="Ada Finch">`, byline: "Ada Finch"},
		{name: "a label before the name", head: `<meta name="author" content="By Ada Finch">`, byline: "Ada Finch"},
		{name: "a label in German", head: `<meta name="author" content="Von Ada Finch">`, byline: "Ada Finch"},
		{name: "a label in Chinese", head: `<meta name="author" content="责任编辑：孔小明">`, byline: "孔小明"},
		{name: "a date after the name", body: `<p class="byline">By Ada Finch · 3 May 2024</p>`, byline: "Ada Finch"},
		{name: "an address is no name", head: `<meta property="article:author" content="https://social.example/ada"><meta name="author" content="Ada Finch">`, byline: "Ada Finch"},
		{name: "a paper that names nobody", head: `<meta property="og:site_name" content="港城日报"><meta name="author" content="港城日报">`, byline: "港城日报"},
		{name: "a meta date", head: `<meta property="article:published_time" content="2024-05-06T07:08:09Z">`, published: "2024-05-06"},
		{name: "an impossible date", head: `<meta property="article:published_time" content="2024-02-31"><meta name="date" content="2024-02-27">`, published: "2024-02-27"},
		{name: "the day below the heading", body: `<p>4. Mai 2023, 12:04 Uhr</p>`, published: "2023-05-04"},
		{name: "the day in Chinese", body: `<p>2023年5月4日 10:20 来源：港城网</p>`, published: "2023-05-04"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			heading := ""
			if tt.heading != "" {
				heading = "<h1>" + tt.heading + "</h1>"
			}
			r := read(t, "<html><head>"+tt.head+"</head><body><article>"+heading+tt.body+story+story+"</article></body></html>")
			if tt.title != "" && r.Title != tt.title {
				t.Errorf("title %q, want %q", r.Title, tt.title)
			}
			if tt.byline != "" && r.Byline != tt.byline {
				t.Errorf("byline %q, want %q", r.Byline, tt.byline)
			}
			if tt.published != "" && r.Published != tt.published {
				t.Errorf("published %q, want %q", r.Published, tt.published)
			}
		})
	}
}

func TestLinks(t *testing.T) {
	page := pageWith(`<base href="https://cdn.example/dir/">`, `<p>The <a href="report.pdf">report</a> and <a href="https://other.example/a#b">another</a>, not <a href="javascript:alert(1)">this</a>,
		<a href="mailto:a@b.example">that</a>, <a href="https://user:pass@host.example/">these</a>, nor <a href="report.pdf">the same</a> twice, were on the table before the councillors.</p>`)
	want := []string{"https://cdn.example/dir/report.pdf", "https://other.example/a#b"}
	if diff := cmp.Diff(want, read(t, page).Links); diff != "" {
		t.Errorf("links (-want +got):\n%s", diff)
	}
}

// TestHostilePages reads what no editor wrote. None may panic, and what can be read is read.
func TestHostilePages(t *testing.T) {
	deep := func(tag string, n int) string {
		return strings.Repeat("<"+tag+">", n) + "Words at the bottom of it all, where nobody would look for them." + strings.Repeat("</"+tag+">", n)
	}
	tests := []struct{ name, page, want string }{
		{"600 nested divisions", deep("div", 600), "Words at the bottom"},
		{"5,000 nested bold words", deep("b", 5000), "Words at the bottom"},
		{"500 nested tables", strings.Repeat("<table><tr><td>", 165) + story + strings.Repeat("</table>", 165), "in the small hall"},
		{"a million elements", "<body>" + story + strings.Repeat("<i></i>", 1_000_000), "in the small hall"},
		{"a million paragraphs", "<body>" + story + strings.Repeat("<p>w</p>", 1_000_000), "in the small hall"},
		{"40,000 empty elements", "<body>" + strings.Repeat("<i></i>", 40000) + story, "in the small hall"},
		{"20,000 list items", "<body><ul>" + strings.Repeat("<li>word</li>", 20000) + "</ul>" + story, ""},
		{"a title that never ends", "<title>" + strings.Repeat("x", 100000) + story, ""},
		{"a comment that never ends", "<body>" + story + "<!-- " + strings.Repeat("x", 100000), "in the small hall"},
		{"attributes without end", "<body " + strings.Repeat("a=b ", 20000) + ">" + story, "in the small hall"},
		{"one class of 200,000 letters", `<body><div class="` + strings.Repeat("comment-", 25000) + `">` + story, "in the small hall"},
		{"linked data 10,000 deep", `<script type="application/ld+json">` + strings.Repeat(`{"@graph":[`, 10000) + `</script>` + story, "in the small hall"},
		{"state 100,000 quotation marks", `<script type="application/json">` + strings.Repeat(`"\"`, 100000) + `":</script>` + story, "in the small hall"},
		{"nothing but NUL", strings.Repeat("\x00", 1000) + story, "in the small hall"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := extract.HTML(t.Context(), tt.page, nil)
			var known *failure.Error
			if err != nil && !errors.As(err, &known) {
				t.Fatal(err)
			}
			if tt.want != "" && (err != nil || !strings.Contains(text(r), tt.want)) {
				t.Errorf("%q is not in it: %v", tt.want, err)
			}
		})
	}
}

// TestOverLimitIsSaid reads pages that go on beyond what is read: the beginning is there, and the rest is reported missing.
func TestOverLimitIsSaid(t *testing.T) {
	for name, page := range map[string]string{
		"many paragraphs":    story + strings.Repeat("<p>The council met on Monday in the small hall.</p>", 60_000),
		"one long paragraph": story + "<p>" + strings.Repeat("The council met on Monday in the small hall. ", 60_000),
	} {
		t.Run(name, func(t *testing.T) {
			r := read(t, "<body>"+page)
			if !strings.Contains(text(r), "the large one was being painted") || r.Unread < 0.5 || r.Unread > 0.8 {
				t.Errorf("%d blocks, %.2f unread", len(r.Blocks), r.Unread)
			}
		})
	}
}

func TestNoText(t *testing.T) {
	for _, page := range []string{"", "<html></html>", "<body><div id=root></div><script>draw()</script>", "<body hidden>", "<p> \u200b \n</p>"} {
		_, err := extract.HTML(t.Context(), page, nil)
		var known *failure.Error
		if !errors.As(err, &known) || known.Kind != failure.Empty {
			t.Errorf("%q: %v", page, err)
		}
	}
}

func TestCancelled(t *testing.T) {
	why := errors.New("the question was deleted")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(why)
	if _, err := extract.HTML(ctx, pageWith("", ""), nil); !errors.Is(err, why) {
		t.Errorf("got %v", err)
	}
}

func BenchmarkHTML(b *testing.B) {
	news, err := os.ReadFile("testdata/news.html")
	if err != nil {
		b.Fatal(err)
	}
	long := pageWith("", strings.Repeat(story, 500))
	for name, page := range map[string]string{"news": string(news), "long": long} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(page)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := extract.HTML(b.Context(), page, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
