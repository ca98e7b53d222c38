package playground_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/footnote-bot/footnote/playground"
	"github.com/footnote-bot/footnote/playground/browsertest"
)

// TestBrowserDrawsTheReadme draws the README's pictures of replies, on a desk and on a phone; -update writes them.
func TestBrowserDrawsTheReadme(t *testing.T) {
	h := open(t, playground.Config{})
	tab := browsertest.New(t)
	for _, tt := range []struct {
		name, picture string
		screen        chromedp.Action[chromedp.Void]
	}{
		{"summary", "ordinary_summary", chromedp.EmulateViewport(820, 600)},
		{"answer", "ordinary_answer", chromedp.EmulateViewport(820, 600)},
		{"check", "check", chromedp.EmulateViewport(820, 600)},
		{"phone", "ordinary_summary", browsertest.Phone()},
	} {
		browsertest.Do(tab, t, tt.screen)
		h.visit(tab, "/gallery?only="+tt.picture)
		png, err := chromedp.Run(tab, chromedp.Screenshot(chromedp.CSS(".picture .msg")))
		if err != nil {
			t.Fatal(err)
		}
		if len(png) < 5_000 {
			t.Errorf("the picture of %s is empty", tt.picture)
		}
		if flag.Lookup("update").Value.String() == "true" { // the flag of this package's golden files
			if err := os.WriteFile(filepath.Join("..", "docs", tt.name+".png"), png, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}
