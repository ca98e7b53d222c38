package e2e

import (
	"bytes"
	"context"
	"fmt"
	"image/png"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/playground/browsertest"
)

// aroundPassage are paragraphs that push what is between them out of the first screen.
const aroundPassage = `<p>The harbour of Malen was quiet for the whole of the winter, and hardly anybody crossed the water between the two towns.</p>
<p style="margin-bottom: 1500px">In spring the council bought a second ferry from the shipyard at Orvik, against the advice of its own treasurer.</p>`

const belowPassage = `<p>The council of the larger town has promised to decide on the fares before the summer holidays begin in July.</p>
<p style="margin-bottom: 1500px">Until then, the crossing costs as much as it did last year, and pupils of the school on the island pay nothing.</p>`

// Links to passages highlight them in a real browser, in whatever elements they stand: nothing else, and where a browser can find them as a whole,
// from their first word to their last.
func TestLinksToPassagesInABrowser(t *testing.T) {
	const power = `<sup>6</sup>`
	formula := func(tex string) string {
		return `<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow><mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></mrow><annotation encoding="application/x-tex">` + tex + `</annotation></semantics></math>`
	}
	tests := []struct {
		name, lang, html string // what is to be highlighted stands in #t
		quote            string // begins the passage
		part             bool   // a part of it is enough
	}{
		{name: "words around a break of line", html: `<p id="t">The second ferry of Malen,<br>which is new this year,<br>sails at noon on Sundays.</p>`, quote: "The second ferry"},
		{name: "a break without white space", html: `<p id="t">Harbour office of the town,<br>Quay Street 9 at the old pier,<br>open until noon on Sundays</p>`, quote: "Quay Street", part: true},
		{name: "Chinese around a break of line", lang: "zh", html: `<p id="t">渡轮中午离开了码头，<br>船上没有一个乘客，<br>傍晚它空着回来。</p>`, quote: "渡轮中午", part: true},
		{name: "a formula inside", html: `<p id="t">The energy that a body has at rest is ` + formula("E=mc^2") + ` wherever the body may be.</p>`, quote: "The energy"},
		{name: "a formula at the end", html: `<p id="t">The energy that a body has at rest is given by ` + formula("E=mc^2") + `.</p>`, quote: "The energy", part: true},
		{name: "a formula at the beginning", html: `<p id="t">` + formula("E=mc^2") + ` is the energy that a body has wherever it rests.</p>`, quote: "E = mc", part: true},
		{name: "a row of a table", html: `<table><tr><th>Month of the year</th><th>Passengers</th></tr><tr><td>January</td><td>2,410 passengers</td></tr><tr id="t"><td>February of that year</td><td>1,977 passengers</td></tr></table>`, quote: "February"},
		{name: "a row below a cell that reaches down", html: `<table><tr><th>Harbour</th><th>Year</th><th>Boats</th></tr><tr><td rowspan="2">Northern harbour</td><td>2024</td><td>311 boats</td></tr><tr id="t"><td>2025 until August</td><td>207 boats</td></tr></table>`, quote: "Northern harbour | 2025", part: true},
		{name: "a cell of several paragraphs", html: `<table><tr><th>Step of the work</th><th>What to do</th></tr><tr><td>Before noon</td><td>Open the lock</td></tr><tr id="t"><td>At half past noon</td><td><p>Ring the bell twice.</p><p>Wait for the ferry.</p></td></tr></table>`, quote: "At half past"},
		{name: "an item of a list", html: `<ul><li>Close the gate of the lock.</li><li id="t">Ring the bell at the end of the pier.</li></ul>`, quote: "Ring the bell"},
		{name: "an item around a list", html: `<ul><li><span id="t">Ring the bell at the end of the pier:</span><ul><li>twice in fog,</li><li>once at night.</li></ul></li></ul>`, quote: "Ring the bell"},
		{name: "an item with its number", html: `<ol><li>Close the gate of the lock.</li><li id="t">Ring the bell at the end of the pier.</li></ol><p>If nobody comes, go back to step 2 and wait for an hour.</p>`, quote: "2. Ring the bell"},
		{name: "a term and what it means", html: `<dl><dt>Draught</dt><dd id="t">How deep a boat lies in the water when it is full.</dd></dl>`, quote: "How deep"},
		{name: "the mark of a note inside", html: `<p id="t">The ferry has sailed since 1987<sup><a href="#n1">1</a></sup> without a single accident on the open sea.</p><ol><li id="fn:1">Log of the harbour.</li></ol>`, quote: "The ferry has sailed"},
		{name: "a power inside", html: `<p id="t">More than 3·10` + power + ` people have crossed the bay on it since the war.</p>`, quote: "More than", part: true},
		{name: "code of several lines", html: "<p>Write this into the file of the harbour, and then ring the bell by hand for the first time.</p><pre id=\"t\">func leave(b Boat) error {\n\treturn b.Cast(tide.Next())\n}</pre>", quote: "func leave", part: true},
		{name: "lines of code with numbers", html: `<div class="highlight" id="t"><table class="code"><tr><td class="line-number">1</td><td class="code-line">func leave(b Boat) error {</td></tr><tr><td class="line-number">2</td><td class="code-line">  return b.Cast(tide.Next())</td></tr></table></div>`, quote: "func leave", part: true},
		{name: "a letter and what it quotes", html: "<p>From: Ann Bell &lt;<a href=\"mailto:ann@a.example\">ann@a.example</a>&gt;</p><pre>On Sunday Tom Harrow wrote:\n&gt; The boat touched the ground again on Friday. Should we not\n&gt; simply wait until there are two metres of water?\n\n<span id=\"t\">No, because the heavy boats need three metres of water, and some of\nthem come at night.</span>\n</pre>", quote: "No, because", part: true},
		{name: "words with soft hyphens and no-break spaces", html: `<p id="t">The har&shy;bour&nbsp;mas&shy;ter of the is&shy;land waits un&shy;til 12&nbsp;o’clock.</p>`, quote: "The harbour master"},
		{name: "emphasis, links and an image inside", html: `<p id="t">The <b>second</b> ferry of <a href="/m">Malen</a> <img src="x.png" alt="" width="9" height="9"> sails at <i>noon</i> on most days.</p>`, quote: "The second"},
		{name: "a sentence of several in a paragraph", html: `<p>It is late. <span id="t">The second ferry of Malen sails at noon.</span> Nobody waits for it.</p>`, quote: "The second ferry"},
		{name: "Japanese with readings", lang: "ja", html: `<p id="t">新しい<ruby>渡船<rt>わたしぶね</rt></ruby>は、毎日正午に港を出て、夕方までに三回、対岸の小さな町とのあいだを往復する予定だという。</p>`, quote: "新しい", part: true},
	}
	pages := map[string]string{}
	for i, tt := range tests {
		lang := tt.lang
		if lang == "" {
			lang = "en"
		}
		pages[fmt.Sprintf("/%d", i)] = `<!doctype html><html lang="` + lang + `"><head><meta charset="utf-8"><title>Second ferry</title><style>::target-text { background-color: #ff00ff; color: #ff00ff }</style></head>
<body><main><article><h1>Second ferry</h1>` + aroundPassage + tt.html + belowPassage + `</article></main></body></html>`
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(pages[r.URL.Path]))
	}))
	defer server.Close()
	reader, err := article.NewReader(article.Config{AllowPrivateHosts: []string{strings.TrimPrefix(server.URL, "http://")}})
	if err != nil {
		t.Fatal(err)
	}
	tab := browsertest.New(t)
	browsertest.Do(tab, t, browsertest.Wide())
	for i, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			reading, err := reader.ReadLink(t.Context(), fmt.Sprintf("%s/%d", server.URL, i), article.Options{})
			if err != nil {
				t.Fatal(err)
			}
			cited := passageOf(t, reading.Document, tt.quote)
			if !cited.OpensAtPassage() {
				t.Fatalf("the link to %q opens the page only", cited.Quote())
			}
			browsertest.Do(tab, t, chromedp.Navigate(cited.Link()))
			browsertest.Until(tab, t, `document.readyState === "complete" && scrollY > 500`)
			onlyTarget(tab, t, cited.Link(), tt.part)
		})
	}
}

// passageOf cites the passage that begins with some words.
func passageOf(t *testing.T, d *article.Document, words string) article.Citation {
	t.Helper()
	for _, p := range d.Passages {
		if strings.HasPrefix(d.PassageText(p), words) {
			c, err := d.Cite(p.Start, p.End)
			if err != nil {
				t.Fatal(err)
			}
			return c
		}
	}
	t.Fatalf("no passage begins with %q:\n%s", words, d.Text)
	return article.Citation{}
}

// onlyTarget checks that what is highlighted stands in #t and, unless a part is enough, reaches over all of its words.
func onlyTarget(tab context.Context, t *testing.T, link string, part bool) {
	t.Helper()
	want := evaluate[[]float64](tab, t, `(() => {
		const walker = document.createTreeWalker(document.getElementById("t"), NodeFilter.SHOW_TEXT), range = document.createRange(), boxes = [];
		while (walker.nextNode()) {
			range.selectNodeContents(walker.currentNode);
			boxes.push(...[...range.getClientRects()].filter((r) => r.width > 0));
		}
		return [Math.min(...boxes.map((r) => r.left)), Math.min(...boxes.map((r) => r.top)), Math.max(...boxes.map((r) => r.right)), Math.max(...boxes.map((r) => r.bottom))];
	})()`)
	shot, err := chromedp.Run(tab, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		t.Fatal(err)
	}
	got := []float64{1e9, 1e9, -1, -1}
	for y := img.Bounds().Min.Y; y < img.Bounds().Max.Y; y++ {
		for x := img.Bounds().Min.X; x < img.Bounds().Max.X; x++ {
			if r, g, b, _ := img.At(x, y).RGBA(); r>>8 >= 0xf0 && g>>8 <= 0x10 && b>>8 >= 0xf0 {
				got = []float64{min(got[0], float64(x)), min(got[1], float64(y)), max(got[2], float64(x)), max(got[3], float64(y))}
			}
		}
	}
	const near = 12 // pixels: marks at the ends are not highlighted
	for k, sign := range []float64{-1, -1, 1, 1} {
		if beyond := sign * (got[k] - want[k]); got[2] < 0 || beyond > 3 || !part && beyond < -near {
			t.Errorf("highlighted is %v, want %v (left, top, right, bottom) by %s", got, want, link)
			browsertest.Picture(tab, t, "link-"+strings.ReplaceAll(t.Name(), "/", "-"))
			return
		}
	}
}
