package playground_test

import (
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/footnote-bot/footnote/playground"
	"github.com/footnote-bot/footnote/playground/browsertest"
)

// shownLines counts the lines of text that a message takes: what a fold hides does not count, a row of buttons does.
const shownLines = `(name) => {
	const body = document.querySelector("#" + name + " .msg-body"), bottoms = [];
	const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
	for (let n = walker.nextNode(); n; n = walker.nextNode()) {
		if (!n.data.trim()) continue;
		const fold = n.parentElement.closest(".fold:not(.is-open) .fold-text")?.getBoundingClientRect();
		const range = document.createRange();
		range.selectNodeContents(n);
		for (const r of range.getClientRects()) {
			if (r.width < 1 || fold && r.top + r.height / 2 > fold.bottom) continue;
			const middle = r.top + r.height / 2;
			if (!bottoms.some((y) => Math.abs(y - middle) < 8)) bottoms.push(middle);
		}
	}
	return bottoms.length;
}`

// TestBrowserRepliesAreShort measures ordinary replies on a desk and on a phone, in English and Chinese.
func TestBrowserRepliesAreShort(t *testing.T) {
	h := open(t, playground.Config{})
	tab := browsertest.New(t)
	tests := []struct {
		name        string
		wide, phone int
	}{
		{"ordinary_summary", 12, 18},
		{"ordinary_summary_zh", 12, 18},
		{"ordinary_answer", 6, 8},
		{"ordinary_answer_zh", 6, 8},
		{"discussion", 9, 18},
		{"discussion_zh", 9, 18},
		{"not_in_text", 3, 6},
		{"not_in_text_zh", 3, 6},
	}
	for _, screen := range []struct {
		name string
		set  chromedp.Action[chromedp.Void]
	}{{"wide", browsertest.Wide()}, {"phone", browsertest.Phone()}} {
		browsertest.Do(tab, t, screen.set)
		for _, tt := range tests {
			most := tt.wide
			if screen.name == "phone" {
				most = tt.phone
			}
			h.visit(tab, "/gallery?only="+tt.name)
			n := evaluate[int](tab, h, `(`+shownLines+`)(`+quoted(tt.name)+`)`)
			t.Logf("%s, %s: %d lines", tt.name, screen.name, n)
			if n > most || n < 2 {
				t.Errorf("%s takes %d lines on a %s screen, want at most %d", tt.name, n, screen.name, most)
			}
			browsertest.Picture(tab, t, "gallery-"+tt.name+"-"+screen.name)
		}
	}
}
