package e2e

import (
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/footnote-bot/footnote/model/modeltest"
	"github.com/footnote-bot/footnote/playground/browsertest"
)

// TestBrowserStream sees a reply to a direct message while it is made, and stops it.
func TestBrowserStream(t *testing.T) {
	server, base := modeltest.Start(t, modeltest.Sequence(modeltest.Reply{Stall: true}))
	url := playgroundOf(t, map[string]string{"OPENAI_BASE_URL": base, "OPENAI_MODEL": "test", "FOOTNOTE_FIRST_TOKEN": "10m", "FOOTNOTE_MODEL_TIME": "10m"})
	tab := browsertest.New(t)
	browsertest.Do(tab, t, browsertest.Phone(), chromedp.Navigate(url+"/?in=footnote"))
	browsertest.Until(tab, t, `document.documentElement.dataset.ready === "true"`)
	thread := send(tab, t, url+"/read/living-wall.html What does the wall cost?")
	browsertest.Do(tab, t, chromedp.Navigate(url+"/?in=footnote&thread="+thread))
	browsertest.Until(tab, t, `document.querySelector("#thread-messages .bk-task.is-complete") && document.querySelector("#thread-messages .bk-task.is-in_progress")`)
	browsertest.Picture(tab, t, "stream")
	browsertest.Do(tab, t, chromedp.Click(chromedp.CSS(`#thread-messages [data-stop]`)))
	browsertest.Until(tab, t, `[...document.querySelectorAll("#thread-messages .is-app .msg-body")].some((e) => e.innerText.trim() === "Stopped.")`)
	browsertest.Until(tab, t, `!document.querySelector("#thread-messages .bk-task, #thread-messages [data-stop]")`)
	browsertest.Picture(tab, t, "stopped")
	if n := len(server.Requests()); n != 1 {
		t.Errorf("the model was asked %d times", n)
	}
}
