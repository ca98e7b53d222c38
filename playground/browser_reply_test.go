package playground_test

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/playground"
	"github.com/footnote-bot/footnote/playground/browsertest"
)

// passage is a link to words on one of the readings.
func (h *house) passage(reading, words string) string {
	return h.server.URL() + "read/" + reading + "#:~:text=" + url.PathEscape(strings.ReplaceAll(words, "-", "%2D"))
}

// reply posts what an app's reply looks like.
func (h *house) reply(channel, root string, blocks ...slack.Block) {
	h.t.Helper()
	h.say(h.bot, channel, "The wall costs £18.4 million.", slack.MsgOptionTS(root), slack.MsgOptionBlocks(blocks...))
}

func words(text string) *slack.TextBlockObject {
	return &slack.TextBlockObject{Type: slack.MarkdownType, Text: text, Verbatim: true}
}

func (h *house) summary() []slack.Block {
	cost, vote := "The wall will cost £18.4 million.", "The town council voted on Tuesday evening"
	quotes := []string{
		"> “" + cost + "” · ¶ 2 · <" + h.passage("living-wall.html", cost) + "|open at passage ↗>",
		"> “The town council voted on Tuesday evening, by nine votes to four, to build a 1.3 kilometre barrier whose seaward side is covered with oyster reefs.” · ¶ 1 · <" +
			h.passage("living-wall.html", vote) + "|open at passage ↗>",
		"> “In our tank the living face cut the height of the spray by 31 percent.” · Tomas Ferrell · ¶ 5 · <" + h.passage("living-wall.html", "In our tank the living face") + "|open at passage ↗>",
		"> “A trial section of 60 metres has stood beside the north pier since May 2023.” · ¶ 6 · <" + h.passage("living-wall.html", "A trial section of 60 metres") + "|open at passage ↗>",
	}
	return []slack.Block{
		slack.NewContextBlock("", words("<"+h.server.URL()+"read/living-wall.html|Wrenhaven votes for a living sea wall> · English, 750 words")),
		&slack.SectionBlock{Type: slack.MBTSection, Expand: true, Text: words("• Wrenhaven builds a 1.3 kilometre sea wall covered with oyster reefs.\n• It costs £18.4 million, of which the coast fund pays £11.5 million.\n• The living face cuts spray by 31 percent, says Tomas Ferrell.")},
		&slack.SectionBlock{Type: slack.MBTSection, Expand: true, Text: words(quotes[0])},
		&slack.SectionBlock{Type: slack.MBTSection, Text: words(strings.Join(quotes[1:], "\n"))},
		slack.NewContextBlock("", words("Read all of it · 1 statement left out")),
		slack.NewActionBlock("", slack.NewButtonBlockElement("longer", "1", slack.NewTextBlockObject("plain_text", "Longer", false, false)),
			slack.NewButtonBlockElement("passages", "1", slack.NewTextBlockObject("plain_text", "Passages", false, false))),
	}
}

func (h *house) answerInChinese() []slack.Block {
	quote := "夜校最大的开支是晚上的场地，包括照明、保洁和值班，占全部支出的43%。"
	return []slack.Block{
		&slack.SectionBlock{Type: slack.MBTSection, Expand: true, Text: words("最大的开支是晚上的场地，占全部支出的43%。\n> “" + quote + "” · 沈念禾 · 第 11 段 · <" + h.passage("evening-school.html", quote) + "|打开原文此处 ↗>")},
		slack.NewContextBlock("", words("出自 <"+h.server.URL()+"read/evening-school.html|把夜校办到家门口> · 已读全文")),
	}
}

// scene is a conversation as people would have it.
func (h *house) scene() (root string) {
	const channel = "C0GENERAL1"
	root = h.say(h.ann, channel, "@Footnote "+h.server.URL()+"read/living-wall.html")
	h.reply(channel, root, h.summary()...)
	h.say(h.bob, channel, "@Footnote How much does the wall cost?", slack.MsgOptionTS(root))
	other := h.say(h.bob, channel, "@Footnote "+h.server.URL()+"read/evening-school.html 夜校最大的开支是什么？")
	h.reply(channel, other, h.answerInChinese()...)
	return root
}

func TestBrowserOpensThePassage(t *testing.T) {
	h := open(t, playground.Config{})
	tab := browsertest.New(t)
	browsertest.Do(tab, t, browsertest.Wide())
	root := h.scene()
	complaints := chromedp.Console(tab)
	h.visit(tab, "/")
	browsertest.Picture(tab, t, "wide")
	h.visit(tab, "/?thread="+root)
	browsertest.Picture(tab, t, "wide-thread")

	article := h.follow(tab, `#thread-messages a[href*="cost"]`)
	browsertest.Until(article, t, `document.readyState === "complete" && scrollY > 100`)
	browsertest.Picture(article, t, "passage")

	browsertest.Do(tab, t, browsertest.Phone())
	h.visit(tab, "/?thread="+root)
	browsertest.Picture(tab, t, "phone-thread")
	browsertest.Do(tab, t, browsertest.Wide(), dark)
	h.visit(tab, "/?thread="+root)
	browsertest.Picture(tab, t, "wide-dark")
	browsertest.Do(tab, t, browsertest.Phone())
	h.visit(tab, "/?as=bob")
	browsertest.Picture(tab, t, "phone")
	if got := evaluate[string](tab, h, `document.querySelector("#messages").innerText`); strings.Contains(got, "Slack would refuse") {
		t.Errorf("a block is drawn as an error:\n%s", got)
	}
	browsertest.Do(tab, t, chromedp.Evaluate[chromedp.Void](`console.info("the end")`))
	for m, err := range complaints {
		if err != nil {
			t.Fatal(err)
		}
		if m.Text == "the end" {
			break
		}
		t.Errorf("the page complains: %s", m)
	}
}

func dark(ctx context.Context, tab *chromedp.Target) (chromedp.Void, error) {
	_, err := cdp.Call(ctx, tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}},
	})
	return chromedp.Void{}, err
}

func TestBrowserOpensThePassageInGB18030(t *testing.T) {
	h := open(t, playground.Config{})
	tab := browsertest.New(t)
	browsertest.Do(tab, t, browsertest.Wide())
	root := h.say(h.bob, "C0GENERAL1", "@Footnote "+h.server.URL()+"read/evening-school.html 夜校最大的开支是什么？")
	h.reply("C0GENERAL1", root, h.answerInChinese()...)
	h.visit(tab, "/?as=bob&thread="+root)
	article := h.follow(tab, `#thread-messages blockquote a`)
	browsertest.Until(article, t, `document.readyState === "complete" && document.characterSet === "gb18030" && scrollY > 100`)
	browsertest.Picture(article, t, "passage-zh")
}

// follow clicks a link that opens a window of its own.
func (h *house) follow(tab context.Context, selector string) context.Context {
	h.t.Helper()
	opened := chromedp.WaitNewTarget(tab, func(info *target.Info) bool { return strings.Contains(info.URL, "/read/") })
	browsertest.Do(tab, h.t, chromedp.Click(chromedp.CSS(selector)))
	id, ok := <-opened
	if !ok {
		h.t.Fatal("no window was opened")
	}
	window, cancel := chromedp.NewContext(tab, chromedp.WithTargetID(id))
	h.t.Cleanup(cancel)
	return window
}
