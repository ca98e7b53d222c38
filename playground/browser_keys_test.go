package playground_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/playground"
	"github.com/footnote-bot/footnote/playground/browsertest"
)

func (h *house) press(tab context.Context, keys string) {
	h.t.Helper()
	browsertest.Do(tab, h.t, chromedp.KeyEvent(keys))
}

// at gives an element the focus, as Tab does sooner or later.
func (h *house) at(tab context.Context, selector string) {
	h.t.Helper()
	browsertest.Do(tab, h.t, chromedp.Focus(chromedp.CSS(selector)))
}

// focused waits until an element has the focus.
func (h *house) focused(tab context.Context, selector string) {
	h.t.Helper()
	browsertest.Until(tab, h.t, `document.activeElement?.matches(`+quoted(selector)+`) === true`)
}

// unreached is what can be used and was never reached by Tab.
const unreached = `[...document.querySelectorAll("#app :is(a[href], button, input, select, textarea, summary)")].filter((e) =>
	!e.disabled && e.checkVisibility() && !reached.has(e)).map((e) => e.outerHTML.slice(0, 160)).join("\n")`

// reachesEverything: what the mouse can use, Tab reaches, what shows only below the mouse too.
func (h *house) reachesEverything(tab context.Context) {
	h.t.Helper()
	browsertest.Do(tab, h.t, chromedp.Evaluate[chromedp.Void](`{
		window.reached = new Set();
		document.addEventListener("focusin", (event) => reached.add(event.target));
		document.activeElement?.blur();
	}`))
	h.press(tab, strings.Repeat(kb.Tab, 120))
	if left := evaluate[string](tab, h, unreached); left != "" {
		h.t.Errorf("Tab does not reach:\n%s", left)
	}
	if n := evaluate[int](tab, h, `reached.size`); n < 20 || n > 119 {
		h.t.Errorf("Tab reached %d places", n)
	}
}

// chosen is the action of the next interaction, and its value.
func (e *ear) chosen() (action, value string) {
	e.t.Helper()
	got := e.next()
	for got.kind != "interactive" {
		got = e.next()
	}
	var pressed slack.InteractionCallback
	if err := json.Unmarshal(got.request.Payload, &pressed); err != nil {
		e.t.Fatal(err)
	}
	a := pressed.ActionCallback.BlockActions[0]
	return a.ActionID, a.Value + a.SelectedOption.Value
}

// Everything that people do on the page can be done without a mouse, and the focus is never lost.
func TestBrowserWithoutAMouse(t *testing.T) {
	h := open(t, playground.Config{})
	app := h.listen(nil)
	tab := browsertest.New(t)
	browsertest.Do(tab, t, browsertest.Wide())
	root := h.furnish("en", "ann", annID, annDM)
	sure := slack.NewConfirmationBlockObject(label("Sure?"), label("It is gone then."), label("Yes"), label("No"))
	h.say(h.bot, annDM, "A choice", slack.MsgOptionTS(root), slack.MsgOptionBlocks(
		slack.NewActionBlock("row", slack.NewButtonBlockElement("forget", "12", label("Forget")).WithConfirm(sure))))
	h.visit(tab, "/?in=footnote&thread="+root)
	h.reachesEverything(tab)

	const summary = `#thread .bk-overflow summary`
	h.at(tab, summary)
	h.press(tab, kb.ArrowDown)
	h.focused(tab, `.bk-menu button:first-child`)
	h.press(tab, kb.ArrowUp)
	h.focused(tab, `.bk-menu button:last-child`)
	h.press(tab, kb.Escape)
	h.focused(tab, summary)
	h.press(tab, kb.Enter+kb.Tab+kb.Enter)
	if action, value := app.chosen(); action != "b" || value != "1" {
		t.Errorf("the menu sent %q with %q", action, value)
	}
	h.focused(tab, summary)

	h.at(tab, `#thread .fold-more`)
	h.press(tab, " ")
	h.focused(tab, `.fold.is-open .fold-more[aria-expanded="true"]`)

	h.at(tab, `#thread .tool[data-reaction]`)
	h.press(tab, kb.Enter)
	h.shown(tab, "#thread .reaction.is-mine", "1")
	h.focused(tab, `#thread .msg *`)

	h.at(tab, `#thread [data-action="forget"]`)
	h.press(tab, kb.Enter)
	h.focused(tab, `.confirm button`)
	h.press(tab, strings.Repeat(kb.Tab, 5))
	h.focused(tab, `.confirm button`)
	h.press(tab, kb.Escape)
	h.focused(tab, `#thread [data-action="forget"]`)
	h.press(tab, kb.Enter)
	h.focused(tab, `.confirm button`)
	h.press(tab, kb.Tab+kb.Enter)
	if action, value := app.chosen(); action != "forget" || value != "12" {
		t.Errorf("after Escape, and then yes, the app heard %q with %q", action, value)
	}

	h.at(tab, `#thread .thread-close`)
	h.press(tab, kb.Enter)
	h.focused(tab, `#messages .replies`)
	h.press(tab, kb.Enter)
	h.focused(tab, `#thread-composer-text, #thread-scroll`) // whichever fits a screen that can or cannot hover

	h.visit(tab, "/")
	h.press(tab, kb.Tab)
	h.focused(tab, `.skip`)
	h.press(tab, kb.Enter)
	h.focused(tab, `#composer-text`)
	h.press(tab, "Good morning"+kb.Enter)
	h.shown(tab, "#messages .msg", "Good morning")
	h.at(tab, `#messages .tool[data-delete]`)
	h.press(tab, " ")
	browsertest.Until(tab, t, `!document.querySelector("#messages .msg")`)
}

// A screen reader is told what somebody else has written: a stream once, when it has ended, and nothing of one's own.
func TestBrowserAnnouncesReplies(t *testing.T) {
	h := open(t, playground.Config{})
	tab := browsertest.New(t)
	browsertest.Do(tab, t, browsertest.Wide())
	root := h.say(h.ann, annDM, "a question")
	h.visit(tab, "/?in=footnote&thread="+root)
	browsertest.Do(tab, t, chromedp.Evaluate[chromedp.Void](`{
		window.heard = [];
		new MutationObserver(() => heard.push(document.getElementById("said").textContent)).observe(document.getElementById("said"), { childList: true });
	}`))
	h.say(h.ann, annDM, "one's own words", slack.MsgOptionTS(root))
	_, ts, err := h.bot.StartStreamContext(t.Context(), annDM, slack.MsgOptionTS(root), slack.MsgOptionMarkdownText("It costs"))
	if err != nil {
		t.Fatal(err)
	}
	h.shown(tab, "#thread-messages", "It costs")
	if _, _, err := h.bot.StopStreamContext(t.Context(), annDM, ts, slack.MsgOptionMarkdownText(" £18.4 million.")); err != nil {
		t.Fatal(err)
	}
	h.shown(tab, "#thread-messages", "It costs £18.4 million.")
	h.say(h.bot, annDM, "And nothing else.", slack.MsgOptionTS(root))
	h.shown(tab, "#thread-messages", "And nothing else.")
	want := "Footnote: It costs £18.4 million.|Footnote: And nothing else."
	if got := evaluate[string](tab, h, `heard.join("|")`); got != want {
		t.Errorf("heard %q, want %q", got, want)
	}
}
