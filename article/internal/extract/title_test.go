package extract

import (
	"net/url"
	"testing"
)

func TestTitle(t *testing.T) {
	const deep, home = "https://herald.example/harbour/wall", "https://herald.example/"
	tests := []struct{ name, address, head, top, want string }{
		{"a home page is called what the site calls it", home, `<title>The Herald | News of the harbour</title>`, `<h1>Storm on Friday</h1>`, "The Herald | News of the harbour"},
		{"a home page that calls itself home", home, `<title>Herald: news of the harbour</title><meta property="og:title" content="Home">`, "", "Herald: news of the harbour"},
		{"an article at the address of the home page", home, `<title>The Herald</title><meta property="og:type" content="article"><meta property="og:title" content="Storm on Friday">`, `<h1>Storm on Friday</h1>`, "Storm on Friday"},
		{"an article that is named after the question mark", home + "?p=12", `<title>Storm on Friday | The Herald</title>`, `<h1>Storm on Friday</h1>`, "Storm on Friday"},
		{"a home page with somebody's mark on it", home + "?utm_source=quay", `<title>News of the harbour and the bay</title>`, `<h1>Storm on Friday for the bay</h1>`, "News of the harbour and the bay"},
		{"links that start elsewhere make no home page", deep, `<base href="https://herald.example/"><title>Storm on Friday | Herald</title>`, `<h1>Storm on Friday</h1>`, "Storm on Friday"},
		{"an h1 that leads home is the site", deep, `<title>Ellery and around - Storm on Friday</title>`, `<h1><a href="/">Ellery and around</a></h1><h2>Storm on Friday</h2>`, "Storm on Friday"},
		{"an h1 that is the logo", deep, `<title>Ellery and around - Storm on Friday</title>`, `<h1 class="header__logo">Ellery and around</h1>`, "Storm on Friday"},
		{"the logo's words before the title", deep, `<title>Ellery and around Storm on Friday</title>`, `<h1><a href="https://herald.example">Ellery and around</a></h1>`, "Storm on Friday"},
		{"a link to itself and an icon", deep, `<title>Tide tables | Herald</title>`, "<h1>Tide tables \ue0c1<a href=\"#tide-tables\">#</a></h1>", "Tide tables"},
		{"a link to edit", deep, `<title>Ellery - the free harbour book</title>`, `<h1>Ellery [ <a href="/edit">edit</a> ]</h1>`, "Ellery"},
		{"a line break in a title", deep, `<meta property="og:title" content="Storm on Friday &lt;br/&gt;for the bay">`, "", "Storm on Friday for the bay"},
		{"a language whose name ends so", deep, `<title>Harbours in C# | Herald</title>`, `<h1>Harbours in C#</h1>`, "Harbours in C#"},
		{
			"the headline that is declared and shown", deep, `<title>Ferry news: storm on Friday stops all boats</title>` +
				`<script type="application/ld+json">{"@type":"NewsArticle","headline":"No boats on Friday"}</script>`,
			`<h1>Ferry news: storm on Friday stops all boats</h1><h2>No boats on Friday</h2>`, "No boats on Friday",
		},
		{
			"the headlines of a list are other pages'", deep, `<title>All about the harbour | Herald</title>` +
				`<script type="application/ld+json">{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","headline":"No boats on Friday"}]}</script>`,
			`<h1>All about the harbour</h1><h2>No boats on Friday</h2>`, "All about the harbour",
		},
		{"one h1, twice", deep, `<title>Storm on Friday for all who sail in the bay of Ellery</title>`, `<h1>Storm on Friday</h1><h1>Storm on Friday</h1>`, "Storm on Friday"},
		{"words of the site's name in a title", "https://ellery.example/talk/9", `<title>What happened at Ellery in the winter of 2024 / General / Ellery Forums</title>`, "", "What happened at Ellery in the winter of 2024"},
		{"a property of several names", deep, `<title>Page 7</title><meta property="x:title dc:title" content="Storm on Friday">`, "", "Storm on Friday"},
		{"what libraries are told, against a heading that hardly fits", deep, `<title>Page 7</title><meta name="citation_title" content="On storms in the bay of Ellery">`, `<h1>A page on ferries</h1>`, "On storms in the bay of Ellery"},
		{"an article before the same words is no kicker", deep, `<title>Best ferries of the bay | Herald</title>`, `<h1>The best ferries of the bay</h1>`, "The best ferries of the bay"},
		{"a kicker that another title has too", deep, `<meta property="og:title" content="Harbour / Storm on Friday night">` +
			`<script type="application/ld+json">{"@type":"NewsArticle","headline":"Storm on Friday night"}</script>`, `<h1>Harbour Storm on Friday night</h1>`, "Harbour Storm on Friday night"},
		{"heading and title go on with different names", deep, `<title>Tide calculator | Harbour Office</title>`, `<h1>Tide calculator - Port of Ellery</h1>`, "Tide calculator"},
		{"a dash inside heading and title", deep, `<title>Storm on Friday – no boats sail | Herald</title>`, `<h1>Storm on Friday – no boats sail</h1>`, "Storm on Friday – no boats sail"},
		{"the site's name and a colon before it", deep, `<title>Ellery and around: Storm on Friday</title>`, `<h1 class="site-title"><a href="/">Ellery and around</a></h1><h3>Storm on Friday</h3>`, "Storm on Friday"},
		{"a forum that has its own name in the h1", deep, `<title>Mooring fees - Canal People</title>`, `<h1>Canal People</h1><h2><a href="/t/9">Mooring fees</a></h2>`, "Mooring fees"},
		{"an h1 that the title ends in, and a section before it", deep, `<title>Harbour - Storm on Friday</title>`, `<ul><li>Harbour</li></ul><h1>Storm on Friday</h1>`, "Storm on Friday"},
		{"no heading: the part of the title that is shown", deep, `<title>Quay Wire :: World :: Storm on Friday</title>`, `<div><span class="head">Storm on Friday</span></div>`, "Storm on Friday"},
		{"no heading, and a dash without spaces", deep, `<title>港口的防波堤将加高一米-海港网</title>`, `<div class="h-title">港口的防波堤将加高一米</div>`, "港口的防波堤将加高一米"},
		{"no heading, and a section that is shown", deep, `<title>World - Storm on Friday stops all boats</title>`, `<div>World</div>`, "World - Storm on Friday stops all boats"},
		{"a day before the title", deep, `<title>12.01.2026 - Storm on Friday night, no boats sail</title>`, "", "Storm on Friday night, no boats sail"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			base, err := url.Parse(tt.address)
			if err != nil {
				t.Fatal(err)
			}
			r, err := HTML(t.Context(), `<html><head>`+tt.head+`</head><body><main>`+tt.top+story+`</main></body></html>`, base)
			if err != nil {
				t.Fatal(err)
			}
			if r.Title != tt.want {
				t.Errorf("title %q, want %q", r.Title, tt.want)
			}
		})
	}
}
