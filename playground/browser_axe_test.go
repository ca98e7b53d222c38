package playground_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/footnote-bot/footnote/internal/testneed"
	"github.com/footnote-bot/footnote/playground"
	"github.com/footnote-bot/footnote/playground/browsertest"
)

// axeRun gives what axe-core finds that is more than a trifle, a line each.
const axeRun = `axe.run(document, {resultTypes: ["violations"]}).then((found) => found.violations.filter((v) => v.impact !== "minor").map((v) =>
	v.impact + " " + v.id + ": " + v.help + ": " + v.nodes.slice(0, 3).map((n) => n.target.join(" ") + " (" + (n.any[0] || n.all[0] || n.none[0] || {}).message + ")").join("; ")))`

// axe is the text of axe-core. FOOTNOTE_TEST_BOLT is a folder with js/node_modules (CONTRIBUTING.md says how it is made).
func axe(t *testing.T) string {
	t.Helper()
	path := filepath.Join(testneed.Env(t, "FOOTNOTE_TEST_BOLT"), "js", "node_modules", "axe-core", "axe.min.js")
	code, err := os.ReadFile(path)
	testneed.Tool(t, err == nil, path)
	return string(code)
}

// opened opens what is behind a control, without a mouse.
func (h *house) opened(tab context.Context, control, shows string) {
	h.t.Helper()
	browsertest.Do(tab, h.t, chromedp.Evaluate[chromedp.Void](`document.querySelector(`+quoted(control)+`).click()`))
	browsertest.Until(tab, h.t, `document.querySelector(`+quoted(shows)+`)?.checkVisibility() === true`)
}

// TestBrowserAccessible: axe-core finds nothing serious or moderate on the page, in a thread with all that is drawn, in the app's
// messages and home, in a dialog, in opened menus and in the gallery: in English, wide and light; in Chinese, on a phone and dark.
func TestBrowserAccessible(t *testing.T) {
	code := axe(t)
	h := open(t, playground.Config{AckTimeout: time.Second})
	h.appWithAHome()
	tab := browsertest.New(t)
	for _, screen := range []struct {
		name, lang, who, id, direct string
		set                         []chromedp.Action[chromedp.Void]
	}{
		{"wide", "en", "ann", annID, annDM, []chromedp.Action[chromedp.Void]{browsertest.Wide()}},
		{"phone-dark", "zh", "bob", bobID, "D0BOB00001", []chromedp.Action[chromedp.Void]{browsertest.Phone(), dark}},
	} {
		root := h.furnish(screen.lang, screen.who, screen.id, screen.direct)
		browsertest.Do(tab, t, screen.set...)
		look := func(name string) {
			t.Helper()
			browsertest.Do(tab, t, chromedp.Evaluate[chromedp.Void](`if (!window.axe) {`+code+`}; 0`))
			for _, line := range axeFinds(tab, t) {
				t.Errorf("%s, %s: %s", screen.name, name, line)
			}
			if screen.name == "phone-dark" && name != "gallery" {
				h.fitsAPhone(tab, name)
			}
			for _, text := range foreign(screen.lang, said(t, evaluate[string](tab, h, `document.documentElement.outerHTML`))) {
				t.Errorf("%s, %s: says %q", screen.name, name, text)
			}
			browsertest.Picture(tab, t, "axe-"+screen.name+"-"+name)
		}
		visit := func(path string) { h.visit(tab, path+"as="+screen.who) }

		visit("/?in=general&")
		look("channel")
		h.opened(tab, ".try-open", ".try-menu")
		look("readings")
		visit("/?in=footnote&")
		look("pane")
		visit("/?in=footnote&thread=" + root + "&")
		h.opened(tab, "#thread .bk-overflow summary", "#thread .bk-menu")
		look("thread-with-a-menu")
		h.opened(tab, "#thread .fold-more", "#thread .fold.is-open")
		visit("/?in=footnote&tab=home&")
		browsertest.Until(tab, t, `document.querySelector('#home [data-action="settings"]') !== null`)
		look("home")
		h.opened(tab, `#home [data-action="settings"]`, "#modal[open]")
		look("modal")
		browsertest.Do(tab, t, chromedp.KeyEvent(kb.Escape))
		browsertest.Until(tab, t, `!document.querySelector("#modal[open]")`)
		if screen.name == "phone-dark" {
			visit("/?in=general&")
			h.opened(tab, ".side-open", "#side")
			browsertest.Until(tab, t, `document.getElementById("side").getAnimations().length === 0`)
			look("conversations")
		}
		visit("/gallery?")
		look("gallery")
	}
}

func axeFinds(tab context.Context, t *testing.T) []string {
	t.Helper()
	found, err := chromedp.Run(tab, chromedp.Evaluate[[]string](axeRun, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(fmt.Errorf("axe: %w", err))
	}
	return found
}
