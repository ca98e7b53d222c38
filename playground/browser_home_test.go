package playground_test

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"github.com/footnote-bot/footnote/playground"
	"github.com/footnote-bot/footnote/playground/browsertest"
)

func label(s string) *slack.TextBlockObject {
	return slack.NewTextBlockObject("plain_text", s, false, false)
}

// homeWith is what an app may show somebody in its home.
func homeWith(words, button string) slack.HomeTabViewRequest {
	return slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: []slack.Block{
		slack.NewSectionBlock(slack.NewTextBlockObject("mrkdwn", words, false, false), nil, nil),
		slack.NewActionBlock("row", slack.NewButtonBlockElement("settings", "1", label(button))),
	}}}
}

// homes are those of the people, each in their language.
var homes = map[string]slack.HomeTabViewRequest{annID: homeWith("Home of Ann", "Settings"), bobID: homeWith("Bob 的主页", "设置")}

// settings is a modal in the language of who opens it.
func settings(user string) slack.ModalViewRequest {
	m := modal("settings")
	if user == bobID {
		input := slack.NewInputBlock("question", label("问题"), nil, slack.NewPlainTextInputBlockElement(nil, "typed"))
		m.Title, m.Submit, m.Blocks.BlockSet = label("设置"), label("提交"), []slack.Block{input}
	}
	return m
}

// appWithAHome is an app that publishes a home for whoever opens it, and opens a modal when somebody presses its button.
func (h *house) appWithAHome() *ear {
	return h.listen(func(r socketmode.Request) (any, bool) {
		var event struct {
			Event struct{ Type, Tab, User string }
		}
		var pressed slack.InteractionCallback
		switch {
		case json.Unmarshal(r.Payload, &event) == nil && event.Event.Type == "app_home_opened" && event.Event.Tab == "home":
			if _, err := h.bot.PublishViewContext(h.t.Context(), slack.PublishViewContextRequest{UserID: event.Event.User, View: homes[event.Event.User]}); err != nil {
				h.t.Error(err)
			}
		case json.Unmarshal(r.Payload, &pressed) == nil && pressed.Type == slack.InteractionTypeBlockActions && pressed.View.Type == slack.VTHomeTab:
			if _, err := h.bot.OpenViewContext(h.t.Context(), pressed.TriggerID, settings(pressed.User.ID)); err != nil {
				h.t.Error(err)
			}
		}
		return nil, true
	})
}

// opened is the tab, and what was looked at before, of the next event.
func (e *ear) opened() (tab string, lookedAt []any) {
	e.t.Helper()
	got := e.next()
	if got.kind != "app_home_opened" {
		e.t.Fatalf("heard %s %v", got.kind, got.payload.Event)
	}
	context, _ := got.payload.Event["context"].(map[string]any)
	lookedAt, _ = context["entities"].([]any)
	tab, _ = got.payload.Event["tab"].(string)
	return tab, lookedAt
}

// The app's home is a tab of the direct message with it: opening it tells the app, its buttons work, and what the app publishes
// anew stands there at once.
func TestBrowserHome(t *testing.T) {
	h := open(t, playground.Config{})
	app := h.appWithAHome()
	tab := browsertest.New(t)
	browsertest.Do(tab, t, browsertest.Wide())
	root := h.say(h.ann, "C0RANDOM01", "a message that the app does not hear")
	h.visit(tab, "/?in=random&thread="+root)

	browsertest.Do(tab, t, chromedp.Click(chromedp.CSS(`[data-conversation="`+annDM+`"]`)))
	if got, lookedAt := app.opened(); got != "messages" || len(lookedAt) != 2 || lookedAt[1].(map[string]any)["value"].(map[string]any)["message_ts"] != root {
		t.Errorf("opened %q, and looked at %v before", got, lookedAt)
	}
	browsertest.Do(tab, t, chromedp.Click(chromedp.CSS(`.tab[href*="tab=home"]`)))
	if got, _ := app.opened(); got != "home" {
		t.Errorf("opened %q", got)
	}
	h.shown(tab, "#home", "Home of Ann")

	h.focused(tab, `.tab[aria-current="page"]`)
	browsertest.Do(tab, t, chromedp.Focus(chromedp.CSS(`#home [data-action="settings"]`)), chromedp.KeyEvent(kb.Enter))
	if got := app.next(); got.kind != "interactive" {
		t.Errorf("heard %s", got.kind)
	}
	h.shown(tab, "#modal[open]", "Question")
	h.focused(tab, "#modal [data-action]") // where one types first
	browsertest.Do(tab, t, chromedp.Evaluate[chromedp.Void](`document.addEventListener("focusin", (event) => { window.left ||= !event.target.closest("#modal"); })`),
		chromedp.KeyEvent(strings.Repeat(kb.Tab, 9)), chromedp.KeyEvent(strings.Repeat(kb.Tab, 5), chromedp.KeyModifiers(chromedp.ModifierShift)))
	if evaluate[bool](tab, h, `window.left === true || !document.activeElement.closest("#modal")`) {
		t.Error("Tab leaves the dialog")
	}
	browsertest.Do(tab, t, chromedp.KeyEvent(kb.Escape))
	browsertest.Until(tab, t, `!document.querySelector("#modal[open]")`)
	h.focused(tab, `#home [data-action="settings"]`)

	again := slack.PublishViewContextRequest{UserID: annID, View: homeWith("Something <!channel> new", "Settings")}
	if _, err := h.bot.PublishViewContext(t.Context(), again); err != nil {
		t.Fatal(err)
	}
	h.shown(tab, "#home", "Something")
	h.focused(tab, `#home [data-action="settings"]`)
	browsertest.Picture(tab, t, "home-wide")
	h.keepsAModalDuringAMove(tab)

	browsertest.Do(tab, t, browsertest.Phone(), dark, chromedp.Click(chromedp.CSS(`.home-foot [data-writer="bob"]`)))
	if got := app.next(); got.kind != "interactive" {
		t.Errorf("heard %s", got.kind)
	}
	if got, _ := app.opened(); got != "home" { // and nothing was heard between: what the app published is no opening
		t.Errorf("opened %q", got)
	}
	h.shown(tab, "#home", "Bob 的主页")
	h.shown(tab, ".tab[aria-current]", "主页")
	h.fitsAPhone(tab, "the home")
	browsertest.Picture(tab, t, "home-phone-dark")
}

// keepsAModalDuringAMove holds that what becomes of a modal while the page behind it is drawn anew is not lost with the page that it
// replaces.
func (h *house) keepsAModalDuringAMove(tab context.Context) {
	h.t.Helper()
	move := func(source string) {
		h.t.Helper()
		browsertest.Do(tab, h.t, chromedp.Evaluate[chromedp.Void](`
			window.heard ||= EventSource;
			window.EventSource = `+source+`;
			app.dataset.old = "yes";
			document.querySelector(".tab[aria-current]").click();`))
		browsertest.Until(tab, h.t, `!document.getElementById("app").dataset.old`)
	}
	browsertest.Do(tab, h.t, chromedp.Evaluate[chromedp.Void](`document.querySelector('#home [data-action="settings"]').click()`))
	h.shown(tab, "#modal[open]", "Question")
	move(`function () { this.close = () => {}; }`) // the page is told of nothing
	view := evaluate[string](tab, h, `document.querySelector("#modal form").dataset.view`)
	h.control(http.MethodPost, "view", object{"user": "ann", "view_id": view, "action": "close"})
	move(`window.heard`)
	browsertest.Until(tab, h.t, `!document.querySelector("#modal[open]")`)
}
