package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/footnote-bot/footnote/model/modeltest"
	"github.com/footnote-bot/footnote/playground/browsertest"
)

var update = flag.Bool("update", false, "write the README's picture anew")

// quoted is a string as JavaScript writes it.
func quoted(s string) string {
	data, err := json.Marshal(s)
	if err != nil {
		return `""`
	}
	return string(data)
}

// playgroundOf runs the playground as a newcomer does, and returns its page's address.
func playgroundOf(t *testing.T, env map[string]string) string {
	t.Helper()
	p := start(t, "ready", env, "playground", "--addr", "127.0.0.1:0")
	for line := range strings.Lines(p.output()) {
		if url, ok := strings.CutPrefix(strings.TrimSpace(line), "PLAYGROUND_URL="); ok {
			return strings.TrimSuffix(url, "/")
		}
	}
	t.Fatalf("no address in:\n%s", p.output())
	return ""
}

// TestStranger walks as a stranger does: open the page, send an offered article or question with one click and Enter, see
// the reply, click a citation, and find the quoted sentence highlighted on the article's page.
func TestStranger(t *testing.T) {
	tests := []struct {
		name, card string // a selector of what is clicked
		quote      string // words of the passage
	}{
		{"an article in English", `.welcome [data-reading="living-wall.html"] .reading-card`, "the town"},
		{"a question in English", `.welcome [data-reading="living-wall.html"] .chip`, "£18.4 million"},
		{"an interview in Chinese", `.welcome [data-reading="evening-school.html"] .reading-card`, "夜校"},
		{"a question in Chinese", `.welcome [data-reading="evening-school.html"] .chip`, "夜校最大的开支是晚上的场地"},
	}
	url := playgroundOf(t, nil)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tab := browsertest.New(t)
			browsertest.Do(tab, t, browsertest.Wide(), chromedp.Navigate(url+"/"))
			browsertest.Until(tab, t, `document.documentElement.dataset.ready === "true"`)
			browsertest.Do(tab, t, chromedp.Click(chromedp.CSS(tt.card)))
			thread := send(tab, t, "")
			browsertest.Do(tab, t, chromedp.Navigate(url+"/?thread="+thread))
			browsertest.Until(tab, t, `document.querySelector('#thread-messages a[href*=":~:text="]') !== null`)
			browsertest.Picture(tab, t, "stranger-"+strings.ReplaceAll(tt.name, " ", "-"))

			quote := evaluate[string](tab, t, `(document.querySelector('#thread-messages a[href*=":~:text="]').closest("blockquote, p, div").innerText.match(/[“「]([^”」]+)/) || [])[1] || ""`)
			if quote == "" || !strings.Contains(quote, tt.quote) {
				t.Fatalf("the reply quotes %q, want %q", quote, tt.quote)
			}
			article := follow(tab, t, `#thread-messages a[href*=":~:text="]`)
			browsertest.Until(article, t, `document.readyState === "complete"`)
			highlighted(article, t, quote)
			browsertest.Picture(article, t, "passage-"+strings.ReplaceAll(tt.name, " ", "-"))
		})
	}
}

// One click shares the offered readings in the channel and makes a digest of them.
func TestDigestWithinAClick(t *testing.T) {
	url := playgroundOf(t, nil)
	tab := browsertest.New(t)
	browsertest.Do(tab, t, browsertest.Phone(), chromedp.Navigate(url+"/"))
	browsertest.Until(tab, t, `document.documentElement.dataset.ready === "true"`)
	browsertest.Do(tab, t, chromedp.Click(chromedp.CSS(`.welcome [data-digest]`)))
	browsertest.Until(tab, t, `[...document.querySelectorAll("#messages .is-app")].some((m) => m.innerText.includes("3 reads in #general"))`)
	browsertest.Do(tab, t, chromedp.Evaluate[chromedp.Void](`[...document.querySelectorAll("#messages .is-app")].at(-1).scrollIntoView({ block: "start" })`))
	if picture := screenshot(tab, t); *update {
		writePicture(t, filepath.Join("..", "docs", "digest.png"), picture)
	}
}

// send presses Enter in the composer, waits until what was sent has a reply, and returns its thread.
func send(tab context.Context, t *testing.T, typed string) string {
	t.Helper()
	before := evaluate[int](tab, t, `document.querySelectorAll("#messages .msg").length`)
	browsertest.Do(tab, t, chromedp.SendKeys(chromedp.ID("composer-text"), typed+kb.Enter))
	newest := fmt.Sprintf(`document.querySelectorAll("#messages .msg")[%d]`, before)
	browsertest.Until(tab, t, newest+` !== undefined`)
	browsertest.Until(tab, t, `/\d repl(y|ies)/.test(`+newest+`.textContent)`)
	return evaluate[string](tab, t, newest+`.dataset.ts`)
}

func evaluate[T any](tab context.Context, t *testing.T, expression string) T {
	t.Helper()
	v, err := chromedp.Run(tab, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// follow clicks a link that opens a window of its own.
func follow(tab context.Context, t *testing.T, selector string) context.Context {
	t.Helper()
	opened := chromedp.WaitNewTarget(tab, func(info *target.Info) bool { return strings.Contains(info.URL, "/read/") })
	browsertest.Do(tab, t, chromedp.Click(chromedp.CSS(selector)))
	id, ok := <-opened
	if !ok {
		t.Fatal("no window was opened")
	}
	window, cancel := chromedp.NewContext(tab, chromedp.WithTargetID(id))
	t.Cleanup(cancel)
	return window
}

// highlighted finds the pixels of ::target-text where the quoted sentence stands, and none of them anywhere else.
func highlighted(page context.Context, t *testing.T, quote string) {
	t.Helper()
	// The colour is our own and stands nowhere else on the page; what is highlighted is the browser's business.
	browsertest.Do(page, t, chromedp.Evaluate[chromedp.Void](`{
		const style = document.createElement("style");
		style.textContent = "::target-text { background-color: #ff00ff !important; color: #ff00ff !important }";
		document.head.append(style);
	}`))
	words := strings.Fields(strings.TrimSpace(quote))
	box := evaluate[[]float64](page, t, `(() => {
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), first = `+quoted(words[0])+`, whole = `+quoted(strings.Join(words, ""))+`;
		for (let n = walker.nextNode(); n; n = walker.nextNode()) {
			const block = n.parentElement.closest("p, li, h1, h2, h3, blockquote, dd, td") || n.parentElement;
			if (!n.data.includes(first.slice(0, 6)) || !block.textContent.replace(/\s+/g, "").includes(whole)) continue;
			const r = block.getBoundingClientRect();
			return [r.left, r.top, r.right, r.bottom];
		}
		return [];
	})()`)
	if len(box) != 4 {
		t.Fatalf("the page does not hold %q", quote)
	}
	shot, err := chromedp.Run(page, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		t.Fatal(err)
	}
	inside, outside := 0, 0
	for y := img.Bounds().Min.Y; y < img.Bounds().Max.Y; y++ {
		for x := img.Bounds().Min.X; x < img.Bounds().Max.X; x++ {
			r, g, b, _ := img.At(x, y).RGBA()
			if r>>8 < 0xf0 || g>>8 > 0x10 || b>>8 < 0xf0 {
				continue
			}
			if fx, fy := float64(x), float64(y); fx >= box[0]-2 && fx <= box[2]+2 && fy >= box[1]-2 && fy <= box[3]+2 {
				inside++
			} else {
				outside++
			}
		}
	}
	if inside < 200 || outside > 0 {
		t.Errorf("%d pixels are highlighted in the paragraph of the passage and %d elsewhere; the passage is %q", inside, outside, quote)
	}
}

// TestPicture takes the picture of the README: an English question to the Chinese page on a phone, and the page open at
// the highlighted sentence beside it. With -update it is written.
func TestPicture(t *testing.T) {
	_, base := modeltest.Start(t, modeltest.WithReader(func(r modeltest.Request) modeltest.Reply {
		n := r.Find("夜校最大的开支")
		if n == 0 {
			return modeltest.Reply{Text: `{"words":"夜校最大的开支"}`}
		}
		n = r.Find("占全部支出的43%")
		return modeltest.Reply{Text: claims("The largest cost of the evening schools is the rooms in the evening: 43% of all spending.", n)}
	}))
	url := playgroundOf(t, map[string]string{"OPENAI_BASE_URL": base, "OPENAI_MODEL": "test"})
	tab := browsertest.New(t)
	browsertest.Do(tab, t, browsertest.Phone(), chromedp.Navigate(url+"/"))
	browsertest.Until(tab, t, `document.documentElement.dataset.ready === "true"`)
	thread := send(tab, t, "@Footnote "+url+"/read/evening-school.html What is the largest cost of the evening schools?")
	browsertest.Do(tab, t, chromedp.Navigate(url+"/?thread="+thread))
	browsertest.Until(tab, t, `[...document.querySelectorAll("#thread-messages .msg")].some((m) => m.innerText.includes("43% of all spending"))`)
	browsertest.Until(tab, t, `document.querySelector("#thread-messages").innerText.includes("占全部支出的43%")`)
	left := screenshot(tab, t)
	article := follow(tab, t, `#thread-messages a[href*=":~:text="]`)
	browsertest.Do(article, t, browsertest.Phone())
	browsertest.Until(article, t, `document.readyState === "complete"`)
	right := screenshot(article, t)
	if *update {
		sideBySide(t, filepath.Join("..", "docs", "thread.png"), left, right)
	}
}

func screenshot(tab context.Context, t *testing.T) image.Image {
	t.Helper()
	data, err := chromedp.Run(tab, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// sideBySide writes two pictures as one.
func sideBySide(t *testing.T, name string, left, right image.Image) {
	t.Helper()
	const gap = 24
	a, b := left.Bounds(), right.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, a.Dx()+gap+b.Dx(), max(a.Dy(), b.Dy())))
	draw.Draw(out, out.Bounds(), image.White, image.Point{}, draw.Src)
	draw.Draw(out, image.Rect(0, 0, a.Dx(), a.Dy()), left, a.Min, draw.Src)
	draw.Draw(out, image.Rect(a.Dx()+gap, 0, a.Dx()+gap+b.Dx(), b.Dy()), right, b.Min, draw.Src)
	writePicture(t, name, out)
}

func writePicture(t *testing.T, name string, picture image.Image) {
	t.Helper()
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, picture); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}
