package playground_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

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

// TestBrowserAccessible: axe-core finds nothing serious or moderate on the page, in a thread, and in the gallery with its modals and
// homes: wide and light, on a phone and dark.
func TestBrowserAccessible(t *testing.T) {
	code := axe(t)
	h := open(t, playground.Config{})
	tab := browsertest.New(t)
	root := h.scene()
	look := func(name string) {
		t.Helper()
		browsertest.Do(tab, t, chromedp.Evaluate[chromedp.Void](code+";0"))
		for _, line := range axeFinds(tab, t) {
			t.Errorf("%s: %s", name, line)
		}
		screenshot, _, _ := strings.Cut(name, " ")
		browsertest.Picture(tab, t, "axe-"+screenshot)
	}
	thread := "/?thread=" + root
	for _, screen := range []struct {
		name  string
		set   []chromedp.Action[chromedp.Void]
		paths []string
	}{
		{"wide", []chromedp.Action[chromedp.Void]{browsertest.Wide()}, []string{"/", thread, "/?as=bob", "/gallery"}},
		{"phone-dark", []chromedp.Action[chromedp.Void]{browsertest.Phone(), dark}, []string{
			"/", thread, "/gallery?only=ordinary_summary", "/gallery?only=figures", "/gallery?only=modal_settings_admin", "/gallery?only=home_admin",
		}},
	} {
		browsertest.Do(tab, t, screen.set...)
		for i, path := range screen.paths {
			h.visit(tab, path)
			look(fmt.Sprintf("%s-%d %s", screen.name, i, path))
		}
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
