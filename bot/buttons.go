package bot

import (
	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/summarize"
)

// What can be pressed. In messages the value is the key of the request whose reply it belongs to; thumbs have "good " or
// "bad " before it. In modals the key is the view's own.
const (
	actionWhole    = "footnote_whole"    // summarize a long text although it costs
	actionLonger   = "footnote_longer"   // the same in the detailed style
	actionPassages = "footnote_passages" // a modal that pages through the passages
	actionTalk     = "footnote_talk"     // the same of the discussion instead of what stands above
	actionMore     = "footnote_more"     // a modal with all else
	actionFeedback = "footnote_feedback"

	actionPage     = "footnote_page"
	actionShorter  = "footnote_shorter"
	actionStyle    = "footnote_style"
	actionLanguage = "footnote_language"
	actionLeftOut  = "footnote_left_out"
	actionWithdraw = "footnote_not_supported"
	actionForget   = "footnote_forget"
	actionPreview  = "footnote_preview" // a modal with what a page shows before its wall
)

const (
	thumbGood = "good "
	thumbBad  = "bad "
)

// mostButton is what the text of a button holds, in characters.
const mostButton = 75

func plainText(text string) *slack.TextBlockObject {
	if r := []rune(text); len(r) > mostButton {
		text = string(r[:mostButton-1]) + "…"
	}
	return slack.NewTextBlockObject(slack.PlainTextType, text, false, false)
}

func button(action, value, text string) *slack.ButtonBlockElement {
	return slack.NewButtonBlockElement(action, value, plainText(text))
}

// buttons draws what can be done with a reply. Those who got it privately can look closer, and no more.
func (d *drawing) buttons(w *Words, out *outcome) {
	shows := false
	var longer *summarize.Reply
	if n := len(previews(out)); n > 0 && d.ask.Key != "" {
		label := w.f(buttonPreview, w.count(n, "paragraph", "paragraphs"))
		if n == 1 {
			label = w.f(buttonPreviewOne)
		}
		d.blocks = append(d.blocks, slack.NewActionBlock("", button(actionPreview, d.ask.Key, label)))
	}
	for _, p := range out.Parts {
		shows = shows || p.check != nil || p.reply != nil && (len(p.reply.Claims) > 0 || len(p.reply.LeftOut) > 0)
		if p.reply != nil && len(p.reply.Claims) > 0 {
			longer = p.reply
		}
	}
	if d.ask.Kind != AskReply || d.ask.Key == "" || !shows && !out.Above {
		return
	}
	var row []slack.BlockElement
	switch {
	case out.Search != nil: // of what was found nothing is kept that could be shown
	case longer != nil:
		if !d.private && d.ask.Question == "" && d.shows == "" && len(out.Parts) == 1 && longer.Style != summarize.Detailed {
			row = append(row, button(actionLonger, d.ask.Key, w.f(buttonLonger)))
		}
		label := buttonPassages
		if d.ask.Question != "" || d.shows != "" {
			label = buttonContext
		}
		row = append(row, button(actionPassages, d.ask.Key, w.f(label)))
	}
	if out.Above && !d.private {
		row = append(row, button(actionTalk, d.ask.Key, w.f(buttonTalk)))
	}
	if out.Search == nil {
		more := button(actionMore, d.ask.Key, "⋯")
		more.AccessibilityLabel = w.f(buttonMore)
		d.blocks = append(d.blocks, slack.NewActionBlock("", append(row, more)...))
	}
	if d.private || longer == nil {
		return
	}
	good := slack.NewFeedbackButton(plainText("👍"), thumbGood+d.ask.Key).WithAccessibilityLabel(w.f(buttonGood))
	bad := slack.NewFeedbackButton(plainText("👎"), thumbBad+d.ask.Key).WithAccessibilityLabel(w.f(buttonBad))
	d.blocks = append(d.blocks, slack.NewContextActionsBlock("", slack.NewFeedbackButtonsBlockElement(actionFeedback, good, bad)))
}
