package article_test

import (
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/article"
)

// What one click shows, what scripts draw later, and what stands between paragraphs is text; what nothing opens is none.
func TestPagesHoldWhatStandsBetweenTheLines(t *testing.T) {
	const third = `<p %s>The keeper of the harbour wrote the number of boats on the door of the hut.</p>`
	thrice := func(with string) string { return strings.Repeat(strings.Replace(third, "%s", with, 1), 3) }
	tests := []struct {
		name, inside string
		has, lacks   []string
	}{
		{
			"the rest behind dots and a button", `<p>The keeper counts boats<span>…</span><span style="display:none">, and wrote down 333 of them.</span></p><button onclick="more()">Read more</button>`,
			[]string{"counts boats, and wrote down 333 of them."},
			nil,
		},
		{
			"slides", `<div class="row"><a href="#" role="button">›</a><div class="slide on"><p>First, shut the valve.</p></div><div class="slide" style="display:none"><p>Then drain the boiler.</p></div></div>`,
			[]string{"First, shut the valve.", "Then drain the boiler."},
			nil,
		},
		{
			"what is built like its neighbours, without a button", `<div class="row"><div class="slide on"><p>First, shut the valve.</p></div><div class="slide" style="display:none"><p>Then drain the boiler.</p></div></div>`,
			nil,
			[]string{"Then drain"},
		},
		{
			"the parts of a component", `<x-panel><span slot="title">Who counts the boats?</span><div slot="body" hidden><p>The keeper of the harbour does.</p></div></x-panel>`,
			[]string{"Who counts the boats?", "The keeper of the harbour does."},
			nil,
		},
		{
			"words that a click uncovers", `<p>Who took the lamp? <span onclick="show(this)" style="color:transparent">It was the baker.</span></p>`,
			[]string{"Who took the lamp? It was the baker."},
			nil,
		},
		{"words that nothing uncovers", `<p>Who took the lamp? <span style="color:transparent">It was the baker.</span></p>`, nil, []string{"baker"}},
		{"drawn later, by its style", thrice(`style="visibility:hidden; animation-name:none"`), []string{"wrote the number of boats"}, nil},
		{"drawn later, by its class", `<style>.later{visibility:hidden}</style>` + thrice(`class="later"`), []string{"wrote the number of boats"}, nil},
		{"folded away three times", thrice(`style="display:none"`), nil, []string{"wrote the number of boats"}},
		{
			"a remark and the line of a panel", `<aside class="note"><p>The ladder is wet.</p></aside><details open><summary>All changes</summary><ul><li>Oil the wheel</li></ul></details>`,
			[]string{"The ladder is wet.", "All changes", "Oil the wheel"},
			nil,
		},
		{"who is quoted", `<blockquote><p>The wheel turns by night.</p><footer>— The keeper, <cite>Green Book</cite></footer></blockquote>`, []string{"— The keeper, Green Book"}, nil},
		{"short code between short paragraphs", `<p>Write:</p><pre><code>mean(xs)</code></pre><p>It fails.</p>`, []string{"mean(xs)"}, nil},
		{
			"code by breaks", "<p><code>def mean(xs):<br>\n&nbsp;&nbsp;&nbsp; return sum(xs)<br>\n&nbsp;&nbsp;&nbsp; # or <b>0</b> if none</code></p>",
			[]string{"def mean(xs):\n    return sum(xs)\n    # or 0 if none"},
			nil,
		},
		{"code in a field that cannot be changed", "<textarea readonly>def mean(xs):\n    return sum(xs)</textarea>", []string{"def mean(xs):\n    return sum(xs)"}, nil},
		{"what is typed into a field", "<textarea>def mean(xs):\n    return sum(xs)</textarea>", nil, []string{"def mean"}},
		{"runs of words that are blocks", `<p>He said:<span style="display:block">the wheel turns.</span><span style="display: block">Nobody hears it.</span></p>`, []string{"said:\n", "turns.\n"}, nil},
		{"a first letter that is set large", `<p><span style="display:block;float:left">T</span>he keeper counts the boats in the harbour.</p>`, []string{"The keeper counts"}, nil},
		{
			"cells that show pictures", `<table><tr><th>Basin<th>Free<th>Season<tr><td>Sauna<td><img src=n.svg alt=No><td><i aria-label=Yes></i></table>`,
			[]string{"Sauna | No | Yes"},
			nil,
		},
		{"columns that can be sorted", `<table><tr><th><button>Basin</button><th><button>Depth</button><tr><td>Deep<td>4.2 m</table>`, []string{"Basin | Depth"}, nil},
		{
			"letters that are marks of notes", `<table><tr><th>Year<th>Boats<tr><td>2024<td>310<sup>a</sup><tr><td colspan=2><sup>a</sup> Estimated by the keeper.</table>`,
			[]string{"310ᵃ"},
			nil,
		},
		{"letters that are none", `<p>The 2<sup>a</sup> edition came in the 19<sup>e</sup> year, as the keeper of the harbour has often said.</p>`, []string{"2a edition", "19e year"}, nil},
		{
			"prose as it was typed", "<pre>Dear all,\n\nthe wheel, built by a baker from the upper\ntown in 1987, turns by night, and costs more\nthan the town has.\n\nAnn</pre>",
			[]string{"Dear all,\n\nthe wheel, built by a baker from the upper town in 1987, turns by night, and costs more than the town has.\n\nAnn"},
			nil,
		},
		{"a table as it was typed", "<pre>boats   12   of which sailed\ncarts    4   of which stood\nmules    7   of which went</pre>", []string{"boats   12   of which sailed\ncarts"}, nil},
		{"a heading of two lines", `<h2>The harbour<br>And its wall</h2><p>It was mended in 1987.</p>`, []string{"The harbour And its wall\n"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			holds(t, read(t, story(tt.inside)).Text, tt.has, tt.lacks)
		})
	}
}

// A main part that is folded away until it is loaded is the page; what is hidden beside text is not.
func TestMainPartThatIsLoaded(t *testing.T) {
	page := string(story(strings.Repeat("<p>The wall was mended in the spring, and the keeper of the harbour has counted its stones since.</p>", 8)).Data)
	hidden := strings.Replace(page, "<main>", `<div class="loader">Loading…</div><main style="display:none">`, 1)
	if d := read(t, article.Source{URL: "https://a.example/x", Kind: article.HTML, Data: []byte(hidden)}); !strings.Contains(d.Text, "on the clock of the market hall") {
		t.Errorf("the main part is not read: %q", d.Text)
	}
}

// Remarks below a post are of those who are named behind them, in one line with the time; so are posts of people whose pages begin with a tilde.
func TestRemarksHaveTheirAuthors(t *testing.T) {
	remark := func(who, words string) string {
		return `<li class="comment"><div class="body"><span class="copy">` + words + `</span> <div>– <a href="/users/7/` + who + `" class="by">` + who +
			`</a></div> <span class="comment-date">Apr 2 at 9:00</span></div></li>`
	}
	post := func(who, words string) string {
		return `<li><div class="comment"><div class="byline"><a href="/~` + who + `">` + who + `</a> <time>4 hours ago</time></div><div class="text"><p>` + words + `</p></div></div></li>`
	}
	for name, make := range map[string]func(who, words string) string{"remarks": remark, "tildes": post} {
		t.Run(name, func(t *testing.T) {
			d := read(t, article.Source{URL: "https://a.example/q", Kind: article.HTML, Data: []byte("<html><title>Boats</title><body><h1>Boats</h1><ul>" +
				make("gull", "Which of the boats do you mean?") + make("tern", "The green one at the north pier.") + make("mole", "It sank in March, near the wall.") + "</ul></body></html>")})
			for who, words := range map[string]string{"gull": "Which of", "tern": "The green", "mole": "It sank"} {
				found := ""
				for _, p := range d.Passages {
					if strings.HasPrefix(d.Text[p.Start:p.End], words) {
						found = p.Speaker
					}
				}
				if found != who {
					t.Errorf("%q is said by %q, want %s", words, found, who)
				}
			}
		})
	}
}

// The story that stands below the one asked for, or above it, is none of it; sections of one story are.
func TestStoriesBesideTheOneAskedFor(t *testing.T) {
	const words = "<p>The council of the old town met on Monday in the small hall, because the large one was being painted, and it sat until after midnight, as it often does.</p>"
	const other = "<p>The fire brigade bought a ladder truck from a town in the south on Monday, and the old one goes to a museum near the mill, where children may climb on it.</p>"
	tests := []struct {
		name, body string
		both       bool
	}{
		{"behind a line across", `<div class="a"><h2>The old harbour</h2>` + words + `</div><hr><div class="a"><h2>The truck</h2>` + other + `</div>`, false},
		{"with an address of its own", `<div class="a" data-url="/1"><h2>The old harbour</h2>` + words + `</div><div class="a" data-url="/2"><h2>The truck</h2>` + other + `</div>`, false},
		{"sections", `<div class="a"><h2>The old harbour</h2>` + words + `</div><div class="a"><h2>The truck</h2>` + other + `</div>`, true},
		{"called the next", `<article><h1>The old harbour</h1>` + words + `<div class="read-next"><h3>The truck</h3>` + other + `</div></article>`, false},
		{"above", `<article><h1>The truck</h1>` + other + `</article><article><h1>The old harbour</h1>` + words + `</article>`, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := read(t, article.Source{URL: "https://a.example/x", Kind: article.HTML, Data: []byte(
				`<!doctype html><html lang="en"><head><title>The old harbour</title><meta property="og:title" content="The old harbour"></head><body><main>` + tt.body + `</main></body></html>`)})
			if !strings.Contains(d.Text, "because the large one") || strings.Contains(d.Text, "ladder truck") != tt.both {
				t.Errorf("text is %q", d.Text)
			}
		})
	}
}
