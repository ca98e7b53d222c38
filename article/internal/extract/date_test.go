package extract

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// dayOfPage is the day that a page of our story was published on.
func dayOfPage(t *testing.T, lang, address, head, top, end string) string {
	t.Helper()
	base, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	r, err := HTML(t.Context(), `<html lang="`+lang+`"><head>`+head+`<title>Harbour wall to be raised</title>`+`</head><body><main>`+top+story+`</main>`+end+`</body></html>`, base)
	if err != nil {
		t.Fatal(err)
	}
	return r.Published
}

func TestPublished(t *testing.T) {
	const (
		plain = "https://herald.example/harbour/wall"
		h1    = `<h1>Harbour wall to be raised</h1>`
	)
	linked := func(at string) string {
		return `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour wall to be raised","datePublished":"` + at + `"}</script>`
	}
	tests := []struct{ name, lang, address, head, top, end, want string }{
		{"linked data, as written in its own zone", "en", plain, linked("2026-01-12T23:30:00-05:00"), h1, "", "2026-01-12"},
		{"linked data in the wrapping of old browsers", "en", plain, `<script type="application/ld+json">//<![CDATA[
{"@type":"Article","datePublished":"2026-01-12"}
//]]></script>`, h1, "", "2026-01-12"},
		{"linked data with a comma too many", "en", plain, `<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-01-12T09:00:00Z",}</script>`, h1, "", "2026-01-12"},
		{"a question and its answers", "en", plain, `<script type="application/ld+json">{"@type":"QAPage","mainEntity":{"@type":"Question","dateCreated":"2026-01-12T09:00:00Z"}}</script>`, h1, "", "2026-01-12"},
		{"meta", "en", plain, `<meta property="article:published_time" content="2026-01-12T09:00:00+01:00"><meta property="article:modified_time" content="2026-02-01T09:00:00+01:00">`, h1, "", "2026-01-12"},
		{"two machines differ: what people see decides", "de", plain, linked("2026-01-09T08:00:00Z") + `<meta property="article:published_time" content="2026-01-12T08:00:00Z">`, h1 + `<p>12. Januar 2026, 9:00 Uhr</p>`, "", "2026-01-12"},
		{"declared in UTC, and the evening before where people read it", "en-US", plain, linked("2026-01-13T03:10:00Z"), h1 + `<p>January 12, 2026 at 10:10 pm</p>`, "", "2026-01-12"},
		{"declared in UTC, and the next morning where people read it", "zh", plain, linked("2026-01-11T22:10:00Z"), h1 + `<p>2026年1月12日 06:10</p>`, "", "2026-01-12"},
		{"declared in UTC, the same moment with a zone elsewhere", "en", plain, linked("2026-01-13T03:10:00+00:00"), h1 + `<time datetime="2026-01-12T22:10:00-0500">on Monday</time>`, "", "2026-01-12"},
		{"declared at noon: another day beside is of something else", "en", plain, linked("2026-01-12T12:00:00Z"), h1 + `<p>Photo: 11 January 2026</p>`, "", "2026-01-12"},
		{"shown, English", "en", plain, "", h1 + `<p>By Maud Finch | Jan. 12th, 2026</p>`, "", "2026-01-12"},
		{"shown, month first", "en-US", plain, "", h1 + `<p>01/12/2026</p>`, "", "2026-01-12"},
		{"shown, day first", "en-GB", plain, "", h1 + `<p>12/01/2026</p>`, "", "2026-01-12"},
		{"shown, German with two digits", "de", plain, "", h1 + `<p>Stand: 12.01.26</p>`, "", "2026-01-12"},
		{"shown, French", "fr", plain, "", h1 + `<p>Publié le 12 janvier 2026 à 18h</p>`, "", "2026-01-12"},
		{"shown, Spanish", "es", plain, "", h1 + `<p>12 de enero de 2026</p>`, "", "2026-01-12"},
		{"shown, Russian", "ru", plain, "", h1 + `<p>12 января 2026, 18:00</p>`, "", "2026-01-12"},
		{"shown right behind a name", "pt", plain, "", h1 + `<div><span>Maud Finch, O Diário X</span><span>12 de janeiro de 2026 | 05h00</span></div>`, "", "2026-01-12"},
		{"shown behind the day of the last change, Korean", "ko", plain, "", h1 + `<ul><li>업데이트 2026-01-13 09:41</li><li>입력 2026-01-12 03:00</li></ul>`, "", "2026-01-12"},
		{"shown, Hungarian", "hu", plain, "", h1 + `<p>2026. január 12. 18:00</p>`, "", "2026-01-12"},
		{"shown, Chinese", "zh", plain, "", h1 + `<p>2026-01-12 09:21 来源：海港晚报</p>`, "", "2026-01-12"},
		{"shown, Korean", "ko", plain, "", h1 + `<p>입력 2026년 1월 12일</p>`, "", "2026-01-12"},
		{"shown with the day of the last change first", "en", plain, "", h1 + `<p>Updated 3 February 2026. Published 12 January 2026</p>`, "", "2026-01-12"},
		{"a clause before a day is no place", "en", plain, "", h1 + `<p>The members of the harbour council met in the old town hall, 4 May 2011, and put off what they had meant to decide.</p><time datetime="2026-01-12"></time>`, "", "2026-01-12"},
		{"today's date above the headline", "en", plain, "", `<p>Friday, 16 January 2026</p>` + h1 + `<p>12 January 2026</p>`, "", "2026-01-12"},
		{"when a member joined is no day of the text", "en", plain, "", h1 + `<p>Joined: 4 May 2011</p><p>Posted 12 January 2026, 6:25 pm</p>`, "", "2026-01-12"},
		{"the headline is no h1", "en", plain, "", `<h1>News</h1><p>Friday, 16 January 2026</p><ul><li>Today</li><li>Sport</li><li>Tides</li><li>Weather</li></ul><p>Harbour wall to be raised</p><p>12 January 2026</p>`, "", "2026-01-12"},
		{"a line that ends in the title", "en", plain, "", `</main><nav><a href="/a">Ferry 16 January 2026</a></nav><main><p>Town news : Harbour wall to be raised</p><p>Written by Maud on 12 January 2026 (seen 91 times)</p>`, "", "2026-01-12"},
		{"no headline at all: what stands before the text", "de", plain, "", `</main><nav><a href="/a">Fähre 16.01.2026</a><a href="/b">Salz 15.01.2026</a></nav><main><p>(12. Januar 2026) ` + strings.Repeat("Die Mauer am Hafen wird im Frühjahr um einen Meter erhöht. ", 5) + `</p>`, "", "2026-01-12"},
		{"changed on the next day of the page's zone", "en-US", plain, linked("2026-01-13T03:10:00Z"), h1 + `<p>January 12, 2026 at 10:10 pm | Updated: January 13, 2026</p>`, "", "2026-01-12"},
		{"right behind a name, and before the time", "de", plain, "", h1 + `<p><b>maud</b><span>12.01.26</span><span>12:44</span></p>`, "", "2026-01-12"},
		{"right behind a label", "en", plain, "", `<p><span>Original research</span><span>12 January 2026</span></p>` + h1, "", "2026-01-12"},
		{"shown, against a time of nobody knows what", "en", plain, `<meta name="dc.date" content="2025-12-03">`, h1 + `<p>12 January 2026</p>`, "", "2026-01-12"},
		{"shown, against the time of publication", "en", plain, `<meta name="citation_date" content="2026-01-12">`, h1 + `<p>3 December 2025</p>`, "", "2026-01-12"},
		{"in the address", "en", "https://herald.example/2026/01/12/harbour-wall", "", h1, "", "2026-01-12"},
		{"marked up below the text", "en", plain, "", h1, `<div class="published-date">12 January 2026</div>`, "2026-01-12"},
		{"a comment's time is not the article's", "en", plain, "", h1, `<div id="comments"><time datetime="2026-01-19">yesterday</time></div><div class="entry-date">12 January 2026</div>`, "2026-01-12"},
		{"marked up and shown, against another line above", "en", plain, "", h1 + `<p>Weather of 4 June 2025</p><p class="posted-on">12 January 2026</p>`, "", "2026-01-12"},
		{"the address against a caption", "en", "https://herald.example/2026/01/12/harbour-wall", "", h1 + `<p>The wall in May, 4 May 2025</p>`, "", "2026-01-12"},
		{"after the place at the beginning of the text", "de", plain, "", h1 + `<p>Ellery, 12.01.2026 - ` + strings.Repeat("Die Mauer am Hafen wird im Frühjahr erhöht. ", 6) + `</p>`, "", "2026-01-12"},
		{"a long stamp", "en", plain, "", h1, `<div class="post_date">12 January 2026, 9:14 pm (This post was last changed on 5 March 2026 at 3:27 am by Maud Finch, who moderates the harbour)</div>`, "2026-01-12"},
		{"in the data for scripts", "en", plain, `<script>window.state = {"publishedAt":"2026-01-12T15:58:43+01:00"}</script>`, h1, "", "2026-01-12"},
		{"shown between bars", "de", plain, "", h1 + `<p>12 | 01 | 2026</p>`, "", "2026-01-12"},
		{"in a line below the text", "de", plain, "", h1, `<p>Maud Finch am 12.01.2026, 13:36 Uhr</p>`, "2026-01-12"},
		{"in the address of its picture", "en", plain, `<meta property="og:image" content="https://img.herald.example/2026/01/12/wall.jpg">`, h1, "", "2026-01-12"},
		{"a sentence that names a day goes before the picture's", "en", plain, `<meta property="og:image" content="https://img.herald.example/2025/03/04/wall.jpg">`, h1 + `<p>The council of the harbour met in the old town hall on Monday, 12 January 2026, in the afternoon.</p>`, "", "2026-01-12"},
		{"a year alone is no day", "en", plain, "", h1, `<footer>© 2019 The Ellery Herald</footer>`, ""},
		{"the last change, where nothing else is known", "en", plain, `<meta property="article:modified_time" content="2026-01-12T09:00:00Z">`, h1, "", "2026-01-12"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := dayOfPage(t, tt.lang, tt.address, tt.head, tt.top, tt.end); got != tt.want {
				t.Errorf("published %q, want %q", got, tt.want)
			}
		})
	}
}

// TestDaysAreRead writes a day in many ways and reads it again.
func TestDaysAreRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := rapid.Int64Range(631152000, 4102444799).Draw(t, "seconds") // 1990 to 2099
		layout := rapid.SampledFrom([]string{
			"2006-01-02", "2006/1/2", "2006年1月2日", "2.1.2006", "02.01.2006", "2 January 2006", "Jan 2, 2006", "January 2, 2006", "2 Jan 2006", "01/02/2006", "2006-01-02T15:04:05Z", "Mon, 02 Jan 2006 15:04:05 MST",
		}).Draw(t, "layout")
		day := time.Unix(at, 0).UTC()
		text := day.Format(layout)
		if got := dayOf(text); got != day.Format(dayLayout) {
			t.Fatalf("dayOf(%q) = %q", text, got)
		}
		found := daysIn("Published "+text, true)
		if len(found) != 1 || found[0].day != day.Format(dayLayout) {
			t.Fatalf("daysIn(%q) = %v", text, found)
		}
	})
}
