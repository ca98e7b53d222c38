package e2e

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/footnote-bot/footnote/model/modeltest"
	"github.com/footnote-bot/footnote/playground/browsertest"
)

// TestBrowserButtons uses the buttons below a reply as people do, with the mouse and with the keyboard.
func TestBrowserButtons(t *testing.T) {
	_, base := modeltest.Start(t, func(r modeltest.Request) modeltest.Reply {
		return modeltest.Reply{Text: claims("The wall will cost £18.4 million.", r.Find("£18.4 million"), "The council voted to build the wall.", r.Find("voted on Tuesday"))}
	})
	url := playgroundOf(t, map[string]string{"OPENAI_BASE_URL": base, "OPENAI_MODEL": "test", "FOOTNOTE_SECOND_READING": "false"})
	tab := browsertest.New(t)
	browsertest.Do(tab, t, browsertest.Wide(), chromedp.Navigate(url+"/"))
	browsertest.Until(tab, t, `document.documentElement.dataset.ready === "true"`)
	thread := send(tab, t, "@Footnote "+url+"/read/living-wall.html")
	browsertest.Do(tab, t, chromedp.Navigate(url+"/?thread="+thread))
	has := func(selector, words string) {
		t.Helper()
		browsertest.Until(tab, t, `[...document.querySelectorAll(`+quoted(selector)+`)].some((e) => e.innerText.includes(`+quoted(words)+`))`)
	}
	press := func(action string) {
		t.Helper()
		browsertest.Do(tab, t, chromedp.Click(chromedp.CSS(`[data-action="`+action+`"]`)))
	}
	has("#thread-messages .msg-body", "18.4 million")
	browsertest.Picture(tab, t, "buttons")

	browsertest.Do(tab, t, chromedp.Click(chromedp.CSS(`#thread-messages [data-action="footnote_passages"]`)))
	has("#modal", "Passage 1 of 2")
	browsertest.Picture(tab, t, "modal-passages")
	press("footnote_page_next")
	has("#modal", "Passage 2 of 2")
	browsertest.Do(tab, t, chromedp.KeyEvent(kb.Escape))
	browsertest.Until(tab, t, `!document.querySelector("#modal[open]")`)

	browsertest.Do(tab, t, chromedp.Click(chromedp.CSS(`#thread-messages [data-action="footnote_more"]`)))
	has("#modal", "Not supported")
	browsertest.Picture(tab, t, "modal-more")
	press("footnote_not_supported_0_1")
	has("#thread-messages .msg-body", "withdrawn by a reader")
	browsertest.Picture(tab, t, "withdrawn")
	press("footnote_forget")
	browsertest.Do(tab, t, chromedp.Click(chromedp.CSS(`.confirm button[value="yes"]`)))
	has("#modal", "Forgotten")
	browsertest.Until(tab, t, `!document.querySelector("#thread-messages .is-app")`)
	browsertest.Do(tab, t, chromedp.KeyEvent(kb.Escape))
	browsertest.Until(tab, t, `!document.querySelector("#modal[open]")`)

	browsertest.Do(tab, t, chromedp.Focus(chromedp.CSS(`#messages [data-shortcut]`)), chromedp.KeyEvent(kb.Enter))
	has("#thread-messages .is-app .msg-body", "18.4 million")

	browsertest.Do(tab, t, chromedp.Click(chromedp.CSS(`.conversation[data-conversation^="D"]`)))
	has("#prompts", "What can you do?")
	browsertest.Do(tab, t, chromedp.Click(chromedp.CSS(`.tab[href*="tab=home"]`)))
	has("#home", "What I read is sent to")
	browsertest.Picture(tab, t, "home")
	browsertest.Do(tab, t, chromedp.Click(chromedp.CSS(`.home-foot [data-writer="bob"]`)))
	has("#home", "我读到的文字会发送给")
	press("footnote_open_settings")
	has("#modal", "设置")
	browsertest.Picture(tab, t, "home-settings")
}
