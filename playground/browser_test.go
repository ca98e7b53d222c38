package playground_test

import (
	"context"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/playground"
	"github.com/footnote-bot/footnote/playground/browsertest"
)

// visit opens the page at a path and waits until it listens.
func (h *house) visit(tab context.Context, path string) {
	h.t.Helper()
	browsertest.Do(tab, h.t, chromedp.Navigate(strings.TrimSuffix(h.server.URL(), "/")+path))
	browsertest.Until(tab, h.t, `document.documentElement.dataset.ready === "true"`)
}

// shown waits until the text of an element holds words.
func (h *house) shown(tab context.Context, selector, words string) {
	h.t.Helper()
	browsertest.Until(tab, h.t, `[...document.querySelectorAll(`+quoted(selector)+`)].some((e) => e.innerText.includes(`+quoted(words)+`))`)
}

func quoted(s string) string {
	data, err := json.Marshal(s)
	if err != nil {
		return `""`
	}
	return string(data)
}

func evaluate[T any](tab context.Context, h *house, expression string) T {
	h.t.Helper()
	v, err := chromedp.Run(tab, chromedp.Evaluate[T](expression))
	if err != nil {
		h.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

func TestBrowserWritesAndSeesWithoutReload(t *testing.T) {
	h := open(t, playground.Config{})
	tab := browsertest.New(t)
	browsertest.Do(tab, t, browsertest.Wide())
	h.visit(tab, "/")

	browsertest.Do(tab, t, chromedp.SendKeys(chromedp.ID("composer-text"), "Good morning, <b>everybody</b>"+kb.Enter))
	h.shown(tab, "#messages .msg", "Good morning, <b>everybody</b>")
	h.shown(tab, "#messages .msg-author", "Ann Miller")
	if got := evaluate[string](tab, h, `document.getElementById("composer-text").value`); got != "" {
		t.Errorf("after Enter the composer holds %q", got)
	}

	ts := h.say(h.bot, "C0GENERAL1", "The bot speaks", slack.MsgOptionBlocks(
		slack.NewSectionBlock(slack.NewTextBlockObject("mrkdwn", "The *wall* costs <https://a.example/x|18.4 million>", false, false), nil, nil),
	))
	h.shown(tab, "#messages .is-app .msg-body", "The wall costs 18.4 million")
	if got := evaluate[string](tab, h, `document.querySelector(".is-app strong:not(.msg-author)").textContent`); got != "wall" {
		t.Errorf("bold is %q, want wall", got)
	}

	if _, _, _, err := h.bot.UpdateMessageContext(t.Context(), "C0GENERAL1", ts, slack.MsgOptionText("The bot changed its mind", false)); err != nil {
		t.Fatal(err)
	}
	h.shown(tab, "#messages .is-app .msg-body", "The bot changed its mind")
	if _, _, err := h.bot.DeleteMessageContext(t.Context(), "C0GENERAL1", ts); err != nil {
		t.Fatal(err)
	}
	browsertest.Until(tab, t, `!document.querySelector("#messages .is-app")`)
}

func TestBrowserThreadSwitchAndPrivate(t *testing.T) {
	h := open(t, playground.Config{})
	tab := browsertest.New(t)
	browsertest.Do(tab, t, browsertest.Wide())
	root := h.say(h.ann, "C0NEWS0001", "@Footnote "+h.server.URL()+"read/living-wall.html")
	h.visit(tab, "/?as=ann&in=news")

	h.say(h.bot, "C0NEWS0001", "First reply", slack.MsgOptionTS(root))
	h.shown(tab, ".replies", "1 reply")
	browsertest.Do(tab, t, chromedp.Click(chromedp.CSS(".replies")), chromedp.WaitVisible(chromedp.ID("thread")))
	h.shown(tab, "#thread-messages", "First reply")
	h.shown(tab, "#thread .chip", "How much does the wall cost?")
	browsertest.Do(tab, t, chromedp.Click(chromedp.CSS("#thread .chip")), chromedp.SendKeys(chromedp.ID("thread-composer-text"), kb.Enter))
	h.shown(tab, "#thread-messages .msg", "How much does the wall cost?")
	h.shown(tab, ".replies", "2 replies")

	if _, err := h.bot.PostEphemeralContext(t.Context(), "C0NEWS0001", "U0ANN00001", slack.MsgOptionText("A word for Ann", false), slack.MsgOptionTS(root)); err != nil {
		t.Fatal(err)
	}
	h.shown(tab, "#thread-messages .is-private", "Only visible to you")
	browsertest.Do(tab, t, chromedp.SendKeys(chromedp.ID("thread-composer-text"), "half a sentence"), chromedp.Click(chromedp.CSS(`#thread [data-writer="bob"]`)))
	browsertest.Until(tab, t, `document.getElementById("app").dataset.as === "bob"`)
	if got := evaluate[int](tab, h, `document.querySelectorAll(".is-private").length`); got != 0 {
		t.Errorf("Bob sees %d messages that only Ann may see", got)
	}
	if got := evaluate[string](tab, h, `document.getElementById("thread-composer-text").value`); got != "half a sentence" {
		t.Errorf("after the switch the draft is %q", got)
	}
	browsertest.Do(tab, t, chromedp.SendKeys(chromedp.ID("thread-composer-text"), kb.Enter))
	h.shown(tab, "#thread-messages .msg", "Bob Chen")
}

// A reply that comes while a page is on its way must not be lost with the page that it replaces.
func TestBrowserKeepsWhatComesDuringAMove(t *testing.T) {
	h := open(t, playground.Config{})
	tab := browsertest.New(t)
	browsertest.Do(tab, t, browsertest.Wide())
	root := h.say(h.ann, "C0GENERAL1", "A question")
	h.visit(tab, "/")
	browsertest.Do(tab, t, chromedp.Evaluate[chromedp.Void](`
		const slow = window.fetch;
		window.fetch = async (...args) => {
			const response = await slow(...args);
			await new Promise((release) => { window.release = release; });
			return response;
		};
		document.querySelector('.replies[data-thread="`+root+`"]').click();`))
	browsertest.Until(tab, t, `window.release !== undefined`)
	h.say(h.bot, "C0GENERAL1", "An answer", slack.MsgOptionTS(root))
	h.shown(tab, "#messages .replies", "1 reply")
	browsertest.Do(tab, t, chromedp.Evaluate[chromedp.Void](`window.release()`))
	browsertest.Until(tab, t, `document.getElementById("app").dataset.thread === `+quoted(root))
	h.shown(tab, "#messages .replies", "1 reply")
	h.shown(tab, "#thread-messages", "An answer")
}

func TestBrowserUploadsFiles(t *testing.T) {
	h := open(t, playground.Config{})
	tab := browsertest.New(t)
	browsertest.Do(tab, t, browsertest.Wide())
	path := filepath.Join(t.TempDir(), "笔记.md")
	if err := os.WriteFile(path, []byte("# Notes\n\nThe tide turns at noon.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	h.visit(tab, "/")
	browsertest.Do(tab, t, chromedp.SetUploadFiles(chromedp.CSS("#composer .composer-file"), []string{path}))
	h.shown(tab, ".composer-files li", "笔记.md")
	browsertest.Do(tab, t, chromedp.SendKeys(chromedp.ID("composer-text"), "please read"+kb.Enter))
	h.shown(tab, "#messages .file", "笔记.md")
	h.shown(tab, "#messages .msg-body", "please read")
	link := evaluate[string](tab, h, `document.querySelector("#messages .file a").href`)
	browsertest.Do(tab, t, chromedp.Navigate(link))
	h.shown(tab, "body", "The tide turns at noon.")
}

func TestBrowserPressesAndCommands(t *testing.T) {
	h := open(t, playground.Config{AckTimeout: 50 * time.Millisecond}) // no app answers
	tab := browsertest.New(t)
	browsertest.Do(tab, t, browsertest.Wide())
	ts := h.say(h.bot, "D0BOB00001", "A choice", slack.MsgOptionBlocks(slack.NewActionBlock("block",
		slack.NewButtonBlockElement("longer", "12", slack.NewTextBlockObject("plain_text", "Longer", false, false)).
			WithConfirm(slack.NewConfirmationBlockObject(slack.NewTextBlockObject("plain_text", "Sure?", false, false),
				slack.NewTextBlockObject("plain_text", "It is long.", false, false), slack.NewTextBlockObject("plain_text", "Yes", false, false),
				slack.NewTextBlockObject("plain_text", "No", false, false))),
	)))
	h.visit(tab, "/?as=bob&in=footnote")
	browsertest.Do(tab, t, chromedp.Click(chromedp.CSS(`[data-action="longer"]`)), chromedp.Click(chromedp.CSS(`.confirm button[value="yes"]`)))
	h.shown(tab, "#toast", "Footnote 没有及时回答")
	clicks := 0
	for _, e := range h.control(http.MethodGet, "log", nil)["entries"].([]any) {
		if entry := e.(map[string]any); entry["kind"] == "gave_up" && entry["type"] == "interactive" {
			clicks++
		}
	}
	if clicks != 1 {
		t.Errorf("the app was sent %d clicks", clicks)
	}
	browsertest.Do(tab, t, chromedp.SendKeys(chromedp.ID("composer-text"), "/footnote help"+kb.Enter))
	h.shown(tab, "#messages .is-private", "/footnote 失败")
	browsertest.Do(tab, t, chromedp.SendKeys(chromedp.ID("composer-text"), "no mention needed"+kb.Enter), chromedp.WaitVisible(chromedp.ID("thread")))
	h.shown(tab, "#thread-messages .msg", "no mention needed")

	if err := h.bot.AddReactionContext(t.Context(), "eyes", slack.NewRefToMessage("D0BOB00001", ts)); err != nil {
		t.Fatal(err)
	}
	h.shown(tab, `#messages .reaction[data-reaction="eyes"]`, "1")
	browsertest.Do(tab, t, chromedp.Click(chromedp.CSS(`#messages .reaction[data-reaction="eyes"]`)))
	h.shown(tab, `#messages .reaction.is-mine[data-reaction="eyes"]`, "2")
}

func TestBrowserOnAPhone(t *testing.T) {
	h := open(t, playground.Config{})
	tab := browsertest.New(t)
	browsertest.Do(tab, t, browsertest.Phone())
	h.visit(tab, "/")
	browsertest.Do(tab, t, chromedp.Click(chromedp.CSS(`.welcome [data-reading="living-wall.html"] .reading-card`)))
	want := "@Footnote " + h.server.URL() + "read/living-wall.html"
	if got := evaluate[string](tab, h, `document.getElementById("composer-text").value`); got != want {
		t.Errorf("one click fills in %q, want %q", got, want)
	}
	browsertest.Do(tab, t, chromedp.SendKeys(chromedp.ID("composer-text"), kb.Enter))
	browsertest.Do(tab, t, chromedp.WaitVisible(chromedp.ID("thread"))) // where the answer will stand
	h.shown(tab, "#thread-messages .msg", "/read/living-wall.html")
	if evaluate[bool](tab, h, `document.getElementById("main").checkVisibility()`) {
		t.Error("the conversation is visible beside the thread")
	}
	browsertest.Picture(tab, t, "phone-sent")
	browsertest.Do(tab, t, chromedp.Click(chromedp.CSS(".thread-close")), chromedp.WaitVisible(chromedp.CSS("#messages .replies")))
	browsertest.Do(tab, t, chromedp.Click(chromedp.CSS(".side-open")), chromedp.WaitVisible(chromedp.ID("side")))
	browsertest.Until(tab, t, `document.getElementById("side").getAnimations().length === 0`)
	browsertest.Picture(tab, t, "phone-side")
	browsertest.Do(tab, t, chromedp.Click(chromedp.CSS(`[data-conversation="C0NEWS0001"]`)))
	h.shown(tab, "#main .bar h2", "#news")
	browsertest.Picture(tab, t, "phone-news")
	for _, path := range []string{"/", "/?in=news", "/?in=footnote&as=bob"} {
		h.visit(tab, path)
		h.fitsAPhone(tab, path)
	}
}

// fitsAPhone holds that nothing is wider than the screen of a phone, or too small for a thumb, and that suggestions beside messages take
// no third of it.
func (h *house) fitsAPhone(tab context.Context, what string) {
	h.t.Helper()
	if got := evaluate[int](tab, h, `document.documentElement.scrollWidth`); got > 390 {
		h.t.Errorf("%s is %d points wide", what, got)
	}
	if part := evaluate[float64](tab, h, suggested); part > 1.0/3 {
		h.t.Errorf("%s: suggestions take %.2f of the screen", what, part)
	}
	if small := evaluate[string](tab, h, tooSmall); small != "" {
		h.t.Errorf("%s: too small for a thumb: %s", what, small)
	}
}

// suggested is the part of the screen that suggestions take where messages stand.
const suggested = `[...document.querySelectorAll(".thread-chips, .prompts, .welcome:has(+ .messages > .msg)")].reduce((all, e) => all + e.getBoundingClientRect().height, 0) / innerHeight`

// tooSmall lists what is visible, can be pressed and is lower than 36 points.
const tooSmall = `[...document.querySelectorAll("button, .bar a, .writer, summary, .conversation, label.attach")].filter((e) => e.checkVisibility() && e.getBoundingClientRect().width > 0 &&
	e.getBoundingClientRect().height < 36).map((e) => e.className + " " + e.getBoundingClientRect().height).join(", ")`
