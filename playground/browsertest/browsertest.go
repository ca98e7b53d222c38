// Package browsertest starts a headless Chromium for tests. Only tests link it.
package browsertest

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/footnote-bot/footnote/internal/testneed"
)

// patience is how long one browser may be at work in a test; it is spent only when the test fails.
const patience = 2 * time.Minute

// Binary is the path of the browser, or "" where there is none.
func Binary() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "headless-shell"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// New opens a tab in a browser of its own: with an empty profile, no sandbox (tests run as root in containers), and nothing
// that calls home. It ends with the test, or after two minutes. Without a browser the test skips.
func New(t *testing.T) context.Context {
	t.Helper()
	path := Binary()
	testneed.Tool(t, path != "", "chromium")
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	t.Cleanup(cancel)
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("hide-scrollbars", true), chromedp.Flag("lang", "en-US"),
	)
	ctx, stop := chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(stop)
	ctx, closeTab := chromedp.NewContext(ctx)
	t.Cleanup(closeTab)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start %s: %v", path, err)
	}
	t.Cleanup(func() {
		// The profile's folder can be removed only once the browser is gone.
		if err := chromedp.Cancel(ctx); err != nil {
			t.Logf("close the browser: %v", err)
		}
	})
	return ctx
}

// Wide is the window of a desk; Phone that of a hand, with touch.
func Wide() chromedp.Action[chromedp.Void] { return chromedp.EmulateViewport(1280, 800) }

// Phone is a screen of 390 by 844 points, held upright.
func Phone() chromedp.Action[chromedp.Void] {
	return chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile, chromedp.EmulateTouch, chromedp.EmulatePortrait)
}

// Do runs actions one after the other, and fails the test where one of them fails. What was drawn anew between its
// being found and its being used is looked for again.
func Do(ctx context.Context, t *testing.T, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	for _, step := range steps {
		for {
			err := chromedp.Do(ctx, step)
			if err == nil {
				break
			}
			if ctx.Err() != nil || !strings.Contains(err.Error(), "Could not find node") {
				t.Fatal(err)
			}
		}
	}
}

// Until waits until a JavaScript expression is true, on the page that comes next where the tab is on its way to it.
func Until(ctx context.Context, t *testing.T, expression string) {
	t.Helper()
	for {
		_, err := chromedp.Run(ctx, chromedp.Poll[chromedp.Void](expression, chromedp.WithPollingInterval(20*time.Millisecond), chromedp.WithPollingTimeout(20*time.Second)))
		if err == nil {
			return
		}
		if ctx.Err() != nil || !strings.Contains(err.Error(), "Cannot find context") { // what Chromium says of a page that the tab has just left
			t.Fatalf("wait until %s: %v", expression, err)
		}
	}
}

// Picture keeps a screenshot as NAME.png in the folder that FOOTNOTE_TEST_SCREENSHOTS names; without one it does nothing.
func Picture(ctx context.Context, t *testing.T, name string) {
	t.Helper()
	dir := os.Getenv("FOOTNOTE_TEST_SCREENSHOTS")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(dir, 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o600); err != nil {
		t.Fatal(err)
	}
}
