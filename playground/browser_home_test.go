package playground_test

import (
	"encoding/json"
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

// homeOf is what an app may show somebody in its home.
func homeOf(words ...string) slack.HomeTabViewRequest {
	var blocks []slack.Block
	for _, w := range words {
		blocks = append(blocks, slack.NewSectionBlock(slack.NewTextBlockObject("mrkdwn", w, false, false), nil, nil))
	}
	blocks = append(blocks, slack.NewActionBlock("row", slack.NewButtonBlockElement("settings", "1", label("Settings"))))
	return slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: blocks}}
}

// appWithAHome is an app that publishes a home for whoever opens it, and opens a modal when somebody presses its button.
func (h *house) appWithAHome() *ear {
	publish := func(user, words string) {
		if _, err := h.bot.PublishViewContext(h.t.Context(), slack.PublishViewContextRequest{UserID: user, View: homeOf(words)}); err != nil {
			h.t.Error(err)
		}
	}
	return h.listen(func(r socketmode.Request) (any, bool) {
		var event struct {
			Event struct{ Type, Tab, User string }
		}
		var pressed slack.InteractionCallback
		switch {
		case json.Unmarshal(r.Payload, &event) == nil && event.Event.Type == "app_home_opened" && event.Event.Tab == "home":
			publish(event.Event.User, "Home of "+event.Event.User)
		case json.Unmarshal(r.Payload, &pressed) == nil && pressed.Type == slack.InteractionTypeBlockActions && pressed.View.Type == slack.VTHomeTab:
			if _, err := h.bot.OpenViewContext(h.t.Context(), pressed.TriggerID, modal("settings")); err != nil {
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
	h.shown(tab, "#home", "Home of "+annID)

	focused := func(selector string) {
		t.Helper()
		browsertest.Until(tab, t, `document.activeElement?.matches(`+quoted(selector)+`)`)
	}
	focused(`.tab[aria-current="page"]`)
	browsertest.Do(tab, t, chromedp.Focus(chromedp.CSS(`#home [data-action="settings"]`)), chromedp.KeyEvent(kb.Enter))
	if got := app.next(); got.kind != "interactive" {
		t.Errorf("heard %s", got.kind)
	}
	h.shown(tab, "#modal", "Question")
	focused("#modal *")
	browsertest.Do(tab, t, chromedp.KeyEvent(kb.Escape))
	browsertest.Until(tab, t, `!document.querySelector("#modal[open]")`)
	focused(`#home [data-action="settings"]`)

	again := slack.PublishViewContextRequest{UserID: annID, View: homeOf("Something <!channel> new")}
	if _, err := h.bot.PublishViewContext(t.Context(), again); err != nil {
		t.Fatal(err)
	}
	h.shown(tab, "#home", "Something")
	focused(`#home [data-action="settings"]`)
	browsertest.Picture(tab, t, "home-wide")

	browsertest.Do(tab, t, browsertest.Phone(), dark, chromedp.Click(chromedp.CSS(`.home-foot [data-writer="bob"]`)))
	if got, _ := app.opened(); got != "home" { // and nothing was heard between: what the app published is no opening
		t.Errorf("opened %q", got)
	}
	h.shown(tab, "#home", "Home of "+bobID)
	h.shown(tab, ".tab[aria-current]", "主页")
	h.fitsAPhone(tab, "the home")
	browsertest.Picture(tab, t, "home-phone-dark")
}
